"""Running the day: presses stored as they happen, the state folded from them, every projected screen as plain data."""

from __future__ import annotations

import heapq
import json
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import UTC, date, datetime, timedelta
from typing import TYPE_CHECKING

from nettverk.domain.errors import Gone
from nettverk.domain.ids import new_id
from nettverk.domain.plan import Part, fit
from nettverk.domain.rooms import RoomKey
from nettverk.domain.rundown.events import at, fold, told
from nettverk.domain.rundown.learning import Learned, learn
from nettverk.domain.rundown.state import EVENTS, UNDOABLE, Event, Plan, Rundown, plan_of
from nettverk.domain.sorting import sort_key
from nettverk.domain.wall import sequence
from nettverk.domain.wall.context import WallContext
from nettverk.domain.wall.walls import Entry, Wall
from nettverk.i18n import _, _n, join, using
from nettverk.services import contributions, gatherings, participants, plan
from nettverk.storage import entries

if TYPE_CHECKING:
    from nettverk.domain.changes import Changes
    from nettverk.domain.groups import Grouping
    from nettverk.domain.plan import Gathering
    from nettverk.storage.store import Store

# Started so far from the planned time, it is another day than the one in the plan.
OTHER_DAY = timedelta(hours=12)
# On another day it may be another time of day as well: a rehearsal in the evening counts from its own start.
OTHER_TIME = timedelta(hours=2)


def removed() -> Gone:
    """What to say on the stage of a gathering that is not there any more."""
    return Gone(_("Samlingen er fjernet. Angre det i hovedvinduet, så er alt her igjen."))


def press(
    store: Store, gathering_id: str, event: str, *, at: datetime | None = None, key: str = "", **data: object
) -> Changes:
    """Store one press; ``made`` is its key, which ``undo`` names with ``of``.

    Args:
        event: one of ``rundown.EVENTS``; an unknown one is a bug (ValueError).
        at: when it was pressed, now where left out.
        key: made here unless the windows have made it already.

    Raises:
        Gone: the gathering is not there any more.
    """
    if event not in EVENTS:
        raise ValueError(event)
    if store.value("SELECT 1 FROM gatherings WHERE id = ?", gathering_id) is None:
        raise removed()
    key = key or new_id()
    moment = (at or store.now()).astimezone(UTC)
    with store.change() as step:
        entries.append(store, "rundown", gathering_id, gathering_id, {"event": event, "key": key, **data}, at=moment)
        step.made = key
    return step.changes


def events(store: Store, gathering_id: str) -> tuple[Event, ...]:
    """All that was pressed, in the order it was pressed, also where the clock was set back in between."""
    by_machine: dict[str, list[tuple[datetime, int, Event]]] = {}
    rows = store.rows(
        "SELECT machine_id, at, data FROM entries WHERE gathering_id = ? AND kind = 'rundown'"
        " ORDER BY machine_id, number",
        gathering_id,
    )
    for number, row in enumerate(rows):
        data = json.loads(row["data"])
        moment = datetime.fromisoformat(row["at"])
        event = Event(str(data.pop("event", "")), moment, data, str(data.pop("key", "")), row["machine_id"])
        by_machine.setdefault(row["machine_id"], []).append((moment, number, event))
    return tuple(event for _at, _number, event in heapq.merge(*by_machine.values(), key=lambda item: item[:2]))


def timetable(gathering: Gathering, parts: tuple[Part, ...], pressed: tuple[Event, ...], today: date) -> Plan:
    """The plan on the day it is held: a rehearsal or a moved gathering runs on the date it was started."""
    planned = plan_of(gathering, parts, day=today)
    counted = told(pressed)
    start = next((event.at for event in counted if event.kind in {"start", "next", "started_at", "jump"}), None)
    if start is None or (gathering.held_on and abs(start - planned.starts) <= OTHER_DAY):
        return planned
    here = start.astimezone().date()
    tried = [plan_of(sequence.on_date(gathering, here + timedelta(days=by)), parts) for by in (0, -1, 1)]
    nearest = min(tried, key=lambda one: abs(one.starts - start))
    away = start.replace(second=0, microsecond=0) - nearest.starts
    return nearest if abs(away) <= OTHER_TIME else nearest.moved(away)


def context(store: Store, gathering_id: str, *, now: datetime | None = None) -> WallContext:
    """All that the walls are made of, read in one go."""
    from nettverk.services.groups import groupings as groups

    held = gatherings.get(store, gathering_id)
    parts = plan.parts(store, gathering_id)
    today = (now or store.now()).astimezone().date()
    by_part: dict[str, list[Grouping]] = {}
    for grouping in groups.of_gathering(store, gathering_id):
        by_part.setdefault(grouping.part_id, []).append(grouping)
    ordered = {part: tuple(sorted(found, key=lambda grouping: grouping.round)) for part, found in by_part.items()}
    return WallContext(
        held, parts, timetable(held, parts, events(store, gathering_id), today), ordered, _moved(store, gathering_id),
        contributions.queue(store, gathering_id),
    )  # fmt: skip


def _moved(store: Store, gathering_id: str) -> Mapping[str, tuple[Entry, ...]]:
    """Who has another table after the last repair, by part; those who left are not called up."""
    rows = store.rows(
        "SELECT gr.part_id, pe.given_name, pe.family_name, c.from_number, c.to_number FROM group_changes AS c"
        " JOIN groupings AS gr ON gr.id = c.grouping_id JOIN participants AS pa ON pa.id = c.participant_id"
        " JOIN people AS pe ON pe.id = pa.person_id WHERE gr.gathering_id = ? AND c.to_number IS NOT NULL",
        gathering_id,
    )
    from nettverk.domain.registry import list_name

    found: dict[str, list[Entry]] = {}
    for row in rows:
        before = str(row["from_number"] or "")
        entry = Entry(list_name(row["given_name"], row["family_name"]), str(row["to_number"]), before)
        found.setdefault(row["part_id"], []).append(entry)
    return {part: tuple(sorted(moved, key=lambda entry: sort_key(entry.name))) for part, moved in found.items()}


def state(store: Store, gathering_id: str, now: datetime | None = None) -> Rundown:
    """Where the day is at a moment (now where left out)."""
    moment = now or store.now()
    pressed = events(store, gathering_id)
    held, parts = gatherings.get(store, gathering_id), plan.parts(store, gathering_id)
    planned = timetable(held, parts, pressed, moment.astimezone().date())
    return at(fold(planned, pressed), moment)


def walls(store: Store, gathering_id: str) -> tuple[Wall, ...]:
    """Every projected screen of the day in order, as planned, each with the clock it has when its part begins."""
    made = context(store, gathering_id)
    return sequence.all_walls(made, at(fold(made.plan, ()), made.plan.starts - timedelta(minutes=10)))


def learned(store: Store, gathering_id: str) -> dict[str, Learned]:
    """What each kind of part took at earlier gatherings of the same network, whatever the district."""
    here = gatherings.get(store, gathering_id)
    earlier = []
    for held in gatherings.all_(store):
        before = held.held_on is not None and (here.held_on is None or held.held_on < here.held_on)
        if held.id != here.id and held.network_id == here.network_id and before:
            pressed = told(events(store, held.id))
            if pressed and not _was_rehearsal(held, pressed):
                parts = plan.parts(store, held.id)
                planned = timetable(held, parts, tuple(pressed), held.held_on or pressed[0].at.date())
                earlier.append(at(fold(planned, pressed), pressed[-1].at))
    with using(here.language):
        return learn(earlier)


def _was_rehearsal(held: Gathering, counted: Sequence[Event]) -> bool:
    """Whether the clock was last run before the gathering's own day: nobody takes the time a part really needs then."""
    moves = [event for event in counted if event.kind in UNDOABLE]
    return not moves or (held.held_on is not None and moves[-1].at.astimezone().date() < held.held_on)


@dataclass(frozen=True, slots=True)
class Check:
    """One thing to have in order before people come; ``room`` is where it is put right, None when it is."""

    fine: bool
    text: str
    room: RoomKey | None = None


def readiness(store: Store, gathering_id: str) -> tuple[Check, ...]:
    """What is in order and what is not, in the order one would mend it."""
    made = context(store, gathering_id)
    held, parts = made.gathering, made.parts
    if not parts:
        return (Check(False, _("Planen er tom. Legg inn delene først."), RoomKey.PLAN),)
    fits = fit(held, parts)
    found = [
        Check(
            fits.over <= 0 and not fits.clashes, fits.sentence, RoomKey.PLAN if fits.over > 0 or fits.clashes else None
        )
    ]
    count = held.participants
    if count:
        away = sum(1 for one in participants.all_(store, gathering_id) if one.attendance == "absent")
        told = _n("{n} deltaker", "{n} deltakere", count)
        found.append(Check(True, f"{told}, " + _n("{n} borte", "{n} borte", away) if away else told))
    else:
        found.append(Check(False, _("Ingen deltakere ennå."), RoomKey.PEOPLE))
    found += [_groups_check(made, part) for part in parts if part.organising == "mixed"]
    silent = [part.title for part in parts if part.organising in {"mixed", "own_unit"} and not part.questions]
    if silent:
        found.append(Check(False, _("{parts} har ingen spørsmål.").format(parts=join(silent)), RoomKey.PLAN))
    return tuple(found)


def _groups_check(made: WallContext, part: Part) -> Check:
    groupings = made.groupings.get(part.id, ())
    if not groupings:
        return Check(False, _("{part} mangler grupper.").format(part=part.title), RoomKey.GROUPS)
    tables = _n("{n} bord", "{n} bord", len(groupings[0].tables))
    left = len(groupings[0].unseated)
    if left:
        text = _n("{n} har ikke bord", "{n} har ikke bord", left)
        return Check(False, f"{part.title}: {tables}. {text}.", RoomKey.GROUPS)
    return Check(True, f"{part.title}: {tables}")


def event_name(kind: str) -> str:
    """What an event is called where it can be taken back: «Angre: Neste»."""
    return {
        "start": _("Start"),
        "pause": _("Pause"),
        "resume": _("Fortsett"),
        "next": _("Neste"),
        "back": _("Tilbake"),
        "jump": _("Gå til del"),
        "adjust": _("Minutter"),
        "started_at": _("Startet kl."),
        "recover": _("Hent inn tid"),
        "stop": _("Avslutt"),
        "restart": _("Begynn dagen på nytt"),
        "timer": _("Delklokke"),
        "timer_more": _("Delklokke"),
        "timer_stop": _("Stopp delklokke"),
        "step": _("Steg"),
        "contribution": _("Innlegg"),
    }.get(kind, "")
