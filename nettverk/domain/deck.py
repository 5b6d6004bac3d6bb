"""Which walls a gathering has, and which one stands there now: pure functions of what is planned and where we are."""

from __future__ import annotations

from dataclasses import replace
from datetime import date

from nettverk.domain import walls
from nettverk.domain.deck_clock import dressed, timer_face, timer_word
from nettverk.domain.deck_parts import agenda, of_part, thanks, welcome
from nettverk.domain.deck_stock import Deck, part_now, steps_of
from nettverk.domain.plan import Gathering, Part
from nettverk.domain.rundown import Rundown
from nettverk.domain.walls import Wall
from nettverk.i18n import _, using

__all__ = [
    "Deck", "all_walls", "current", "find", "on_date", "part_now", "sequence", "steps_of", "timer_face", "timer_word",
    "wall_of_step",
]  # fmt: skip


def wall_of_step(deck: Deck, part: Part, step: int) -> str:
    """Key of the wall for a step: where to sit while a dialogue café changes tables, else the method."""
    rounds = [grouping.round for grouping in deck.groupings.get(part.id, ())]
    coming = step // 2 + 1
    if part.method == "dialogue_cafe" and step % 2 and len(rounds) > coming:
        return f"names:{part.id}:{rounds[coming]}"
    return f"method:{part.id}"


def current(deck: Deck, rundown: Rundown) -> Wall:
    """The wall that stands there now, with its clock."""
    with using(deck.gathering.language):
        return dressed(deck, rundown, _chosen(deck, rundown))


def _chosen(deck: Deck, rundown: Rundown) -> Wall:
    showing = rundown.showing
    if showing.black:
        return walls.Black(key="black", name=_("Svart skjerm"))
    if showing.message:
        return walls.Message(key="message", name=_("Melding"), text=showing.message)
    own = _sequence(deck, rundown)
    if showing.wall:
        return find(deck, rundown, showing.wall) or own[0]
    return own[0]


def sequence(deck: Deck, rundown: Rundown) -> tuple[Wall, ...]:
    """The walls of where we are, in the order a clicker goes through them; never empty."""
    with using(deck.gathering.language):
        return _sequence(deck, rundown)


def _sequence(deck: Deck, rundown: Rundown) -> tuple[Wall, ...]:
    if rundown.phase == "waiting" or not deck.parts:
        return (welcome(deck, rundown), agenda(deck, rundown))
    if rundown.phase == "done":
        return (thanks(deck),)
    return of_part(deck, rundown, rundown.index)


def find(deck: Deck, rundown: Rundown, key: str) -> Wall | None:
    """A wall by its key, wherever in the day it belongs."""
    with using(deck.gathering.language):
        if key.startswith("slides:"):
            return _slides(deck, key)
        if key == "clock":
            return walls.BigClock(key="clock", name=_("Stor klokke"), text="", part=0)
        return next((wall for wall in _all(deck, rundown) if wall.key == key), None)


def all_walls(deck: Deck, rundown: Rundown) -> tuple[Wall, ...]:
    """Every wall of the day in order, each with the clock it would have at the start of its part."""
    with using(deck.gathering.language):
        found: dict[str, Wall] = {}
        for wall in _all(deck, rundown):
            found.setdefault(wall.key, wall)
        return tuple(found.values())


def _all(deck: Deck, rundown: Rundown) -> tuple[Wall, ...]:
    found: list[Wall] = [welcome(deck, rundown), agenda(deck, rundown)]
    for index in range(len(deck.parts)):
        found += of_part(deck, rundown, index)
    return (*found, thanks(deck))


def _slides(deck: Deck, key: str) -> Wall | None:
    """``slides:ID:PAGE``; the page is held within the document."""
    _slides_word, id_, page = (*key.split(":"), "0")[:3]
    row = next((row for row in deck.contributions if row.id == id_ and row.pages), None)
    if row is None:
        return None
    part = next((part for part in deck.parts if part.id == row.part_id), None)
    return walls.Slides(
        key=key,
        name=row.title or row.speaker,
        document=row.slides_id,
        page=min(max(int(page), 0), row.pages - 1),
        pages=row.pages,
        part=part.main_number if part else 0,
        language=deck.gathering.language,
    )


def on_date(gathering: Gathering, day: date) -> Gathering:
    """The gathering as held on another day."""
    return replace(gathering, held_on=day)
