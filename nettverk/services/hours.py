"""Half a day: when somebody is there, told by clock times of the gathering's own plan."""

from __future__ import annotations

from collections.abc import Iterable, Mapping

from nettverk.domain.changes import NOTHING, Changes
from nettverk.domain.half_day import PartTimes, times_of
from nettverk.domain.list_questions import LUNCH, PartOfDay
from nettverk.domain.participants import Participant
from nettverk.domain.plan import PartKind, timetable
from nettverk.services import gatherings, participants, plan
from nettverk.storage.store import Store

# Where the plan has no lunch: half past eleven until noon is when a hall eats.
_NO_LUNCH = ("11:30", "12:00")


def lunch(store: Store, gathering_id: str) -> tuple[str, str]:
    """When the gathering's lunch begins and ends, «HH:MM»."""
    gathering = gatherings.get(store, gathering_id)
    planned = timetable(gathering.held_on, gathering.starts_at, plan.parts(store, gathering_id))
    eaten = next((each for each in planned if each.part.kind is PartKind.LUNCH), None)
    return (f"{eaten.start:%H:%M}", f"{eaten.end:%H:%M}") if eaten else _NO_LUNCH


def part_times(store: Store, gathering_id: str, people: Iterable[Participant]) -> Mapping[str, PartTimes]:
    """When each part runs, by its id; empty where everybody is there the whole day, and nobody needs to know."""
    if not any(person.present_from or person.present_to for person in people):
        return {}
    return times_of(gatherings.get(store, gathering_id), plan.parts(store, gathering_id))


def by_clock(store: Store, gathering_id: str, part: PartOfDay) -> tuple[str | None, str | None]:
    """From when until when, by the clock; None for the gathering's own beginning and end."""
    starts, ends = lunch(store, gathering_id) if LUNCH in {part.start, part.end} else _NO_LUNCH
    start = ends if part.start == LUNCH else part.start
    end = starts if part.end == LUNCH else part.end
    return start or None, end or None


def set_part(store: Store, participant_ids: tuple[str, ...], part: PartOfDay) -> Changes:
    """Say which part of the day people of one gathering are there; the whole of it where the part says nothing.

    Raises:
        BadInput: what was given as hours is none.
    """
    first = store.value(
        "SELECT gathering_id FROM participants WHERE id = ?", participant_ids[0] if participant_ids else ""
    )
    if first is None:
        return NOTHING
    start, end = by_clock(store, str(first), part)
    return participants.set_hours(store, participant_ids, start or "", end or "")
