"""The plan that a rundown runs, and the day as it stands at a moment.

Every press is an event with the moment it happened, in UTC. ``log.fold`` turns plan and events into a log, and
``projection.rundown_at`` reads the log at a moment. A restart after a crash folds the same events and shows the same
clock. Nothing here asks for the time.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field, replace
from datetime import UTC, date, datetime, time, timedelta, tzinfo
from enum import StrEnum

from nettverk.domain.plan import Gathering, Part
from nettverk.domain.rundown.events import TimedEvent
from nettverk.domain.wall_reference import WallKind, WallRef

# Pressing back so soon means that we never really left: the time goes back to the part we were in.
GRACE = timedelta(minutes=5)
ZERO = timedelta()


class Phase(StrEnum):
    """Where the day is as a whole."""

    WAITING = "waiting"
    RUNNING = "running"
    PAUSED = "paused"
    DONE = "done"


class PartStatus(StrEnum):
    """Where a part is in the day; ``SKIPPED`` is one that was jumped over."""

    DONE = "done"
    NOW = "now"
    AHEAD = "ahead"
    SKIPPED = "skipped"


@dataclass(frozen=True, slots=True)
class Slot:
    """A part as the rundown sees it; ``fixed_start`` in UTC."""

    part_id: str
    title: str
    kind: str
    minutes: int
    floor: int
    fixed_start: datetime | None = None


@dataclass(frozen=True, slots=True)
class Plan:
    """The day as planned, in UTC; ``ends`` is when the bus goes."""

    starts: datetime
    ends: datetime
    slots: tuple[Slot, ...]

    def times(self) -> tuple[tuple[datetime, datetime], ...]:
        """Planned start and end of every slot."""
        times, moment = [], self.starts
        for slot in self.slots:
            start = max(moment, slot.fixed_start or moment)
            moment = start + timedelta(minutes=slot.minutes)
            times.append((start, moment))
        return tuple(times)

    def moved(self, by: timedelta) -> Plan:
        """The same day at another time, what is fixed moved along."""
        slots = tuple(
            replace(slot, fixed_start=slot.fixed_start + by) if slot.fixed_start else slot for slot in self.slots
        )
        return Plan(self.starts + by, self.ends + by, slots)

    def fixed_end(self, index: int) -> datetime | None:
        """When a slot must be over: the next one's fixed start, or the end of the day for the last."""
        if index + 1 < len(self.slots):
            return self.slots[index + 1].fixed_start
        return self.ends


def utc(local: datetime, zone: tzinfo | None = None) -> datetime:
    """A local moment in UTC; the machine's own zone where none is given."""
    return (local.replace(tzinfo=zone) if zone else local.astimezone()).astimezone(UTC)


def plan_of(
    gathering: Gathering, parts: Sequence[Part], *, day: date | None = None, zone: tzinfo | None = None
) -> Plan:
    """The rundown's plan of a gathering; ``day`` stands in where it has no date yet."""
    held = gathering.held_on or day or date(2000, 1, 1)
    starts = utc(datetime.combine(held, gathering.starts_at), zone)

    def after_start(clock: time) -> datetime | None:
        # A day that runs past midnight has its late times on the next date; on other days they are before it begins.
        if clock < gathering.starts_at and not gathering.past_midnight:
            return None
        later = timedelta(days=1) if clock < gathering.starts_at else timedelta()
        return utc(datetime.combine(held + later, clock), zone)

    slots = tuple(
        Slot(
            part.id, part.title, part.kind, part.minutes, min(part.floor_minutes, part.minutes),
            after_start(part.fixed_start) if part.fixed_start else None,
        )
        for part in parts
    )  # fmt: skip
    return Plan(starts, after_start(gathering.ends_at) or starts, slots)


@dataclass(frozen=True, slots=True)
class Showing:
    """What the wall has been asked to show.

    Attributes:
        wall: None for what the part shows by itself.
        page: page chosen by hand from 0, or None for pages that turn by themselves.
        since: when it came up (pages turn from then).
        band: the message stands below the picture, and does not cover it.
    """

    wall: WallRef | None = None
    page: int | None = None
    since: datetime | None = None
    black: bool = False
    message: str = ""
    band: bool = False

    @property
    def is_method(self) -> bool:
        """Whether somebody has put the steps of a method up."""
        return self.wall is not None and self.wall.kind == WallKind.METHOD


@dataclass(frozen=True, slots=True)
class PartTimes:
    """A part with its three times side by side; ``start`` and ``end`` are actual where known, else projected.

    Attributes:
        minutes: length as it is now, after ±1 and hent inn.
        spent: time used in it so far, pauses left out.
        extra: what it is longer than ``minutes`` (shorter where negative), so that it ends when the hall was told.
    """

    slot: Slot
    status: PartStatus
    minutes: int
    planned_start: datetime
    planned_end: datetime
    start: datetime
    end: datetime
    spent: timedelta
    extra: timedelta = ZERO

    @property
    def over(self) -> timedelta:
        """How much longer it has taken than planned, negative when shorter; zero for what is ahead."""
        return (
            self.spent - timedelta(minutes=self.slot.minutes)
            if self.status in {PartStatus.DONE, PartStatus.NOW}
            else ZERO
        )


@dataclass(frozen=True, slots=True)
class Timer:
    """The extra timer (delklokke), beside the plan; ``remaining`` stops at zero."""

    text: str
    total: timedelta
    remaining: timedelta


@dataclass(frozen=True, slots=True)
class Rundown:
    """The day as it stands at a moment.

    Attributes:
        index: of the part we are in; 0 while waiting, the last when done.
        remaining: of the part we are in; negative is over time.
        behind: how much later this part ends than planned, negative when ahead.
        ends: when the day ends if nothing changes.
        step: which method step, from 0, with the time in it.
        step_begun: whether a step has been begun in this part; until then the first one waits.
        step_from: what the part had used when the step began.
        step_given: minutes that steps were given by hand, by step.
        contribution: id of the contribution that is on, with its own clock.
        paused_at: when the clock was paused; None while it is not.
        undo: the event Ctrl+Z takes back; None where there is none.
    """

    phase: Phase
    now: datetime
    plan: Plan
    index: int
    parts: tuple[PartTimes, ...]
    spent: timedelta
    remaining: timedelta
    behind: timedelta
    ends: datetime
    showing: Showing
    timer: Timer | None = None
    step: int = 0
    step_spent: timedelta = ZERO
    step_begun: bool = False
    step_from: timedelta = ZERO
    step_given: Mapping[int, int] = field(default_factory=dict)
    contribution: str = ""
    contribution_spent: timedelta = ZERO
    contributions: Mapping[str, timedelta] = field(default_factory=dict)
    paused_at: datetime | None = None
    undo: TimedEvent | None = None

    @property
    def live(self) -> bool:
        """Whether people sit in a part now: the clock runs, or is paused."""
        return self.phase in {Phase.RUNNING, Phase.PAUSED}

    @property
    def current(self) -> PartTimes | None:
        """The part we are in, or None before the start, after the end and without parts."""
        return self.parts[self.index] if self.parts and self.live else None

    @property
    def following(self) -> PartTimes | None:
        """The part that comes next, or None."""
        if self.phase == Phase.DONE:
            return None
        index = 0 if self.phase == Phase.WAITING else self.index + 1
        return self.parts[index] if index < len(self.parts) else None

    @property
    def late_end(self) -> timedelta:
        """How much after the agreed end the day will be over; negative is to spare."""
        return self.ends - self.plan.ends
