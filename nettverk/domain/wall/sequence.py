"""Which walls a gathering has, and which one stands there now: pure functions of what is planned and where we are."""

from __future__ import annotations

from dataclasses import replace
from datetime import date

from nettverk.domain.plan import Gathering, Part
from nettverk.domain.rundown.state import Phase, Rundown
from nettverk.domain.wall import walls
from nettverk.domain.wall.answer_walls import answers_wall
from nettverk.domain.wall.clock import timer_face, timer_word, with_clocks
from nettverk.domain.wall.context import WallContext, part_now, steps_of
from nettverk.domain.wall.part_walls import agenda, of_part, since_last, thanks, welcome
from nettverk.domain.wall.walls import Wall
from nettverk.domain.wall.wheel_walls import wheel_wall
from nettverk.domain.wall_reference import BLACK, CLOCK, MESSAGE, WallKind, WallRef
from nettverk.i18n import _, using

__all__ = [
    "all_walls", "current", "find", "on_date", "part_now", "sequence", "steps_of", "timer_face", "timer_word",
    "wall_of_step",
]  # fmt: skip


def wall_of_step(context: WallContext, part: Part, step: int) -> WallRef:
    """The wall for a step: where to sit while a method in rounds changes tables, else the method."""
    rounds = [grouping.round for grouping in context.groupings.get(part.id, ())]
    # Rounds are a talk, a change of tables, a talk …, so every odd step is a change.
    coming = step // 2 + 1
    if part.method and part.method.rounds and step % 2 and len(rounds) > coming:
        return WallRef.names(part.id, rounds[coming])
    return WallRef.method(part.id)


def current(context: WallContext, rundown: Rundown) -> Wall:
    """The wall that stands there now, with its clock."""
    with using(context.gathering.language):
        return with_clocks(context, rundown, _chosen(context, rundown))


def _chosen(context: WallContext, rundown: Rundown) -> Wall:
    showing = rundown.showing
    if showing.black:
        return walls.Black(ref=BLACK, name=_("Svart lerret"))
    if showing.message and not showing.band:
        return walls.Message(ref=MESSAGE, name=_("Melding"), text=showing.message)
    own = _sequence(context, rundown)
    if showing.wall:
        # The wall that was asked for may be gone: a question removed, slides taken away, groups made anew.
        return find(context, rundown, showing.wall) or own[0]
    return own[0]


def sequence(context: WallContext, rundown: Rundown) -> tuple[Wall, ...]:
    """The walls of where we are, in the order a clicker goes through them; never empty."""
    with using(context.gathering.language):
        return _sequence(context, rundown)


def _sequence(context: WallContext, rundown: Rundown) -> tuple[Wall, ...]:
    if rundown.phase == Phase.WAITING or not context.parts:
        return (welcome(context, rundown), agenda(context, rundown))
    if rundown.phase == Phase.DONE:
        return (thanks(context),)
    return of_part(context, rundown, rundown.index)


def find(context: WallContext, rundown: Rundown, ref: WallRef) -> Wall | None:
    """The wall that is meant, wherever in the day it belongs; None where the day has no such wall any more."""
    with using(context.gathering.language):
        if ref.kind == WallKind.SLIDES:
            return _slides(context, ref)
        if ref.kind == WallKind.ANSWERS:
            return answers_wall(context, ref)
        if ref == CLOCK:
            return walls.BigClock(ref=CLOCK, name=_("Stor klokke"), text="", part=0)
        return next((wall for wall in _all(context, rundown) if wall.ref == ref), None)


def all_walls(context: WallContext, rundown: Rundown) -> tuple[Wall, ...]:
    """Every wall of the day in order, each with the clock it would have at the start of its part."""
    with using(context.gathering.language):
        # Several parts lend each other walls; each stands where it came first.
        by_ref: dict[WallRef, Wall] = {}
        for wall in _all(context, rundown):
            by_ref.setdefault(wall.ref, wall)
        return tuple(by_ref.values())


def _all(context: WallContext, rundown: Rundown) -> tuple[Wall, ...]:
    every_wall: list[Wall] = [welcome(context, rundown), agenda(context, rundown), *since_last(context)]
    for index in range(len(context.parts)):
        every_wall += of_part(context, rundown, index)
    return (*every_wall, thanks(context), *_wheel(context))


def _wheel(context: WallContext) -> tuple[Wall, ...]:
    """What the year has been about: chosen when one wants it, and never a step of the clicker."""
    return wheel_wall(context.touched, context.wheel, context.gathering.language) if context.wheel else ()


def _slides(context: WallContext, ref: WallRef) -> Wall | None:
    """A page of slides; a page that the document does not have becomes the nearest one it has."""
    row = context.contribution(ref.contribution_id)
    if row is None or not row.pages:
        return None
    page = min(max(ref.number or 0, 0), row.pages - 1)
    part = next((part for part in context.parts if part.id == row.part_id), None)
    return walls.Slides(
        ref=WallRef.slides(row.id, page),
        name=row.title or row.speaker,
        document=row.slides_id,
        page=page,
        pages=row.pages,
        part=part.main_number if part else 0,
        language=context.gathering.language,
    )


def on_date(gathering: Gathering, day: date) -> Gathering:
    """The gathering as held on another day."""
    return replace(gathering, held_on=day)
