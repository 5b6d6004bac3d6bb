"""Running the day: events are stored as they happen, the state is folded from them, and walls are plain data.

``press`` and ``events`` write and read the log; ``state`` is where the day is; ``context`` is what walls are made of,
and ``walls`` all of them; ``learned`` looks back on earlier days.
"""

from __future__ import annotations

import heapq
import json
from collections.abc import Mapping, Sequence
from datetime import UTC, date, datetime, timedelta
from typing import TYPE_CHECKING, assert_never

from nettverk.domain.entries import EntryKind
from nettverk.domain.errors import Gone
from nettverk.domain.ids import new_id
from nettverk.domain.plan import Part
from nettverk.domain.rundown import events as ev
from nettverk.domain.rundown import resume
from nettverk.domain.rundown.effective import effective_events
from nettverk.domain.rundown.events import Event, TimedEvent, moves_the_day
from nettverk.domain.rundown.learning import Learned, SeriesPart, learn
from nettverk.domain.rundown.log import fold
from nettverk.domain.rundown.projection import rundown_at
from nettverk.domain.rundown.state import Plan, Rundown, plan_of
from nettverk.domain.rundown.stored_events import event_of, stored_form
from nettverk.domain.sorting import sort_key
from nettverk.domain.wall import sequence
from nettverk.domain.wall.context import TableAnswer, WallContext
from nettverk.domain.wall.walls import Entry, Wall
from nettverk.i18n import _, using
from nettverk.services import (
    contributions,
    follow_up,
    gatherings,
    good_practice,
    picture_notes,
    plan,
    reflections,
    wall_look,
)
from nettverk.storage import entries

if TYPE_CHECKING:
    from nettverk.domain.changes import Changes
    from nettverk.domain.groups import Grouping
    from nettverk.domain.plan import Gathering
    from nettverk.storage.store import Store

# A start this far from the planned one is on another day: a rehearsal, or a gathering that was moved.
OTHER_DAY = timedelta(hours=12)
# On another day it may be another time of day as well. Beyond this a rehearsal in the evening counts from its own start
# instead of being many hours late.
OTHER_TIME = timedelta(hours=2)
# How many earlier gatherings tell what a part takes.
LEARNT_FROM = 8


def gathering_removed() -> Gone:
    """What to say on the stage of a gathering that is not there any more."""
    return Gone(_("Samlingen er fjernet. Angre det i hovedvinduet, så er alt her igjen."))


def press(
    store: Store, gathering_id: str, event: Event, *, at: datetime | None = None, key: str = "", step: str = ""
) -> Changes:
    """Store one event; ``made`` is its key, which an ``Undo`` names with ``of``.

    Args:
        at: when it was pressed, now where left out.
        key: made here unless the windows have made it already.
        step: the mark of the command it was pressed by, so that undo takes back all that the command did.

    Raises:
        Gone: the gathering is not there any more.
    """
    kind, data = stored_form(event)
    if store.value("SELECT 1 FROM gatherings WHERE id = ?", gathering_id) is None:
        raise gathering_removed()
    # The windows make the key themselves, for an event counts there before it is stored here.
    key = key or new_id()
    moment = (at or store.now()).astimezone(UTC)
    with store.change() as change:
        pressed = {"event": kind, "key": key, **({"step": step} if step else {}), **data}
        entries.append(store, EntryKind.RUNDOWN, gathering_id, gathering_id, pressed, at=moment)
        change.made = key
    return change.changes


def events(store: Store, gathering_id: str) -> tuple[TimedEvent, ...]:
    """All that was pressed, in the order it was pressed, also where the clock was set back in between.

    What an older or a newer program has stored and this one cannot read is among them as ``Unknown``.
    """
    by_machine: dict[str, list[tuple[datetime, int, TimedEvent]]] = {}
    rows = store.rows(
        "SELECT machine_id, at, data FROM entries WHERE gathering_id = ? AND kind = 'rundown'"
        " ORDER BY machine_id, number",
        gathering_id,
    )
    for number, row in enumerate(rows):
        data = json.loads(row["data"])
        kind, key, step = (str(data.pop(name, "")) for name in ("event", "key", "step"))
        moment = datetime.fromisoformat(row["at"])
        timed = TimedEvent(moment, event_of(kind, data), key, row["machine_id"], step)
        by_machine.setdefault(row["machine_id"], []).append((moment, number, timed))
    # Each machine's own presses keep their order whatever its clock said; only between machines does the clock decide.
    return tuple(timed for _at, _number, timed in heapq.merge(*by_machine.values(), key=lambda item: item[:2]))


def timetable(gathering: Gathering, parts: tuple[Part, ...], pressed: tuple[TimedEvent, ...], today: date) -> Plan:
    """The plan on the day it is held: a rehearsal or a moved gathering runs on the date it was started."""
    planned = plan_of(gathering, parts, day=today)
    begins = (
        timed.at
        for timed in effective_events(pressed)
        if isinstance(timed.event, ev.Start | ev.Next | ev.StartedAt | ev.Jump)
    )
    start = next(begins, None)
    if start is None or (gathering.held_on and abs(start - planned.starts) <= OTHER_DAY):
        return planned
    here = start.astimezone().date()
    # After midnight it may still be yesterday's day, and a late evening may be the eve of tomorrow's.
    plans = [plan_of(sequence.on_date(gathering, here + timedelta(days=by)), parts) for by in (0, -1, 1)]
    nearest = min(plans, key=lambda plan: abs(plan.starts - start))
    # Only whole minutes are moved, so that the moved plan has times that people can read.
    away = start.replace(second=0, microsecond=0) - nearest.starts
    return nearest if abs(away) <= OTHER_TIME else nearest.moved(away)


def context(store: Store, gathering_id: str, *, now: datetime | None = None) -> WallContext:
    """All that the walls are made of, read in one go."""
    from nettverk.services import tagged
    from nettverk.services.groups import groupings as groups
    from nettverk.services.sheets import states
    from nettverk.services.sheets.wheel import wheel
    from nettverk.services.themes.board import on_wall

    gathering = gatherings.get(store, gathering_id)
    parts = plan.parts(store, gathering_id)
    today = (now or store.now()).astimezone().date()
    by_part: dict[str, list[Grouping]] = {}
    for grouping in groups.of_gathering(store, gathering_id):
        by_part.setdefault(grouping.part_id, []).append(grouping)
    by_round = {
        part: tuple(sorted(groupings, key=lambda grouping: grouping.round)) for part, groupings in by_part.items()
    }
    return WallContext(
        gathering,
        parts,
        timetable(gathering, parts, events(store, gathering_id), today),
        by_round,
        _moved(store, gathering_id),
        contributions.queue(store, gathering_id),
        sheets=states.of_parts(store, parts),
        since=follow_up.since_last(store, gathering_id),
        themes=on_wall(store, gathering_id),
        touched=tagged.touched(store, gathering_id),
        wheel=wheel(gathering.language),
        practices=good_practice.for_others(store, gathering.network_id, on_wall=True),
        notes=picture_notes.all_(store, gathering_id),
        answers=_answers(store, gathering_id, by_round),
        look=wall_look.look(store),
    )


def _answers(store: Store, gathering_id: str, groupings: Mapping[str, tuple[Grouping, ...]]) -> tuple[TableAnswer, ...]:
    """What the tables have written, with the names the tables have."""
    names = {
        (part, table.number): table.name
        for part, rounds in groupings.items()
        for grouping in rounds[:1]
        for table in grouping.tables
    }
    return tuple(
        TableAnswer(said.question_id, said.table, names.get((said.part_id, said.table), ""), said.text)
        for said in reflections.all_(store, gathering_id)
    )


def _moved(store: Store, gathering_id: str) -> Mapping[str, tuple[Entry, ...]]:
    """Who has another table after the last repair, by part; those who left are not called up."""
    rows = store.rows(
        "SELECT gr.part_id, pe.given_name, pe.family_name, c.from_number, c.to_number FROM group_changes AS c"
        " JOIN groupings AS gr ON gr.id = c.grouping_id JOIN participants AS pa ON pa.id = c.participant_id"
        " JOIN people AS pe ON pe.id = pa.person_id WHERE gr.gathering_id = ? AND c.to_number IS NOT NULL",
        gathering_id,
    )
    from nettverk.domain.registry import list_name

    by_part: dict[str, list[Entry]] = {}
    for row in rows:
        before = str(row["from_number"] or "")
        entry = Entry(list_name(row["given_name"], row["family_name"]), str(row["to_number"]), before)
        by_part.setdefault(row["part_id"], []).append(entry)
    return {part: tuple(sorted(moved, key=lambda entry: sort_key(entry.name))) for part, moved in by_part.items()}


def state(store: Store, gathering_id: str, now: datetime | None = None) -> Rundown:
    """Where the day is at a moment (now where left out)."""
    moment = now or store.now()
    pressed = events(store, gathering_id)
    gathering, parts = gatherings.get(store, gathering_id), plan.parts(store, gathering_id)
    planned = timetable(gathering, parts, pressed, moment.astimezone().date())
    return rundown_at(fold(planned, pressed), moment)


def walls(store: Store, gathering_id: str) -> tuple[Wall, ...]:
    """Every projected screen of the day in order, as planned, each with the clock it has when its part begins."""
    day = context(store, gathering_id)
    before = day.plan.starts - timedelta(minutes=10)
    return sequence.all_walls(day, rundown_at(fold(day.plan, ()), before))


def learned(store: Store, gathering_id: str) -> dict[SeriesPart, Learned]:
    """What each part of the series took at the last gatherings of the same network, whatever the district."""
    here = gatherings.get(store, gathering_id)
    earlier: list[Rundown] = []
    # From the newest on: what was learned twenty years ago says nothing of how it goes now.
    held = store.rows(
        "SELECT id FROM gatherings WHERE network_id = ?1 AND id <> ?2 AND held_on IS NOT NULL"
        " AND (?3 IS NULL OR held_on < ?3) ORDER BY held_on DESC, starts_at DESC, id DESC",
        here.network_id, here.id, here.held_on.isoformat() if here.held_on else None,
    )  # fmt: skip
    for row in held:
        pressed = effective_events(events(store, row["id"]))
        other = gatherings.get(store, row["id"])
        # Read at its last event, and not now: a day that nobody stopped would have lasted until today.
        if pressed and not _was_rehearsal(other, pressed):
            parts = plan.parts(store, other.id)
            planned = timetable(other, parts, tuple(pressed), other.held_on or pressed[0].at.date())
            earlier.append(rundown_at(fold(planned, pressed), pressed[-1].at))
        if len(earlier) == LEARNT_FROM:
            break
    # What was learned is kept by the kind of part, and a kind has its name in the language of this gathering.
    with using(here.language):
        return learn(earlier)


def _was_rehearsal(gathering: Gathering, pressed: Sequence[TimedEvent]) -> bool:
    """Whether the clock was last run before the gathering's own day.

    In a rehearsal one jumps from part to part, so the times say nothing of what a part needs.
    """
    moves = [timed for timed in pressed if moves_the_day(timed.event)]
    return not moves or (gathering.held_on is not None and moves[-1].at.astimezone().date() < gathering.held_on)


def goes_on(store: Store, gathering_id: str, opened_at: datetime) -> bool:
    """Whether a day whose stage was opened at a moment is likely to be going on now, so that it is to come back."""
    if all(gathering.id != gathering_id for gathering in gatherings.all_(store)):
        return False
    pressed = events(store, gathering_id)
    last = max([opened_at, *(timed.at for timed in pressed[-1:])])
    return resume.goes_on(state(store, gathering_id), last)


def event_name(event: Event | ev.Unknown) -> str:  # noqa: C901, PLR0912 - one flat case for each event
    """What an event is called where it is taken back: «Angret: neste del»; empty for what has no name of its own."""
    match event:
        case ev.Start():
            return _("starten")
        case ev.Pause():
            return _("pausen")
        case ev.Resume():
            return _("fortsettelsen")
        case ev.Next():
            return _("neste del")
        case ev.Back():
            return _("forrige del")
        case ev.Jump():
            return _("byttet av del")
        case ev.Adjust():
            return _("antall minutter")
        case ev.StartedAt():
            return _("starttidspunktet")
        case ev.Recover():
            return _("tida som ble hentet inn")
        case ev.Stop():
            return _("avslutningen")
        case ev.Restart():
            return _("nullstillingen")
        case ev.StartTimer() | ev.ExtendTimer():
            return _("nedtellingen")
        case ev.StopTimer():
            return _("stopp av nedtellingen")
        case ev.BeginStep() | ev.AdjustStep():
            return _("neste steg")
        case ev.BeginContribution() | ev.EndContribution():
            return _("innlegget")
        case ev.Message():
            return _("meldingen")
        case ev.Black():
            return _("svart lerret")
        case ev.Show() | ev.ClockSet() | ev.Undo() | ev.Unknown():
            return ""
        case _:
            assert_never(event)
