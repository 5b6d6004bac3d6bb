"""The clocks that a rundown's log is made of: parts, steps of a method, contributions, and the extra timer.

None of them asks for the time; each is told it. A clock that is held keeps what it has counted, and one that is
resumed counts on.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, replace
from datetime import datetime, timedelta

from nettverk.domain.plan import PAUSES, PartKind
from nettverk.domain.rundown.said import FIVE, to_five
from nettverk.domain.rundown.state import GRACE, ZERO, Plan, Slot, Timer

# How long «tida er ute» stands before the extra timer leaves by itself: so long + still means one minute more of it.
TIME_IS_UP = timedelta(seconds=60)


BEFORE_THE_START = PAUSES | {PartKind.CHECK_IN}
"""Coffee, check-in, breaks and lunch: people are elsewhere, and come back when they were told."""
REHEARSAL = timedelta(minutes=45)
"""Coffee that is begun earlier than this before its time, or later after it, is a rehearsal's: it counts from there."""
SHORTEST_ROUNDED = 10
"""Minutes; in a shorter break two minutes matter."""


@dataclass(slots=True)
class PartRecord:
    """What has really happened to one part of the plan so far.

    Attributes:
        minutes: its length now, after ±1 and hent inn.
        spent: time used in it, pauses left out; the stretch that is running now is not in it.
        began: when it began; a true start told afterwards moves this.
        pressed_at: when the key was pressed that began it.
        left_at: when it was left; None before it and while we are in it.
        extra: what it is longer than its minutes, so that it ends when the hall was told.
    """

    slot: Slot
    minutes: int
    spent: timedelta = ZERO
    began: datetime | None = None
    pressed_at: datetime | None = None
    left_at: datetime | None = None
    extra: timedelta = ZERO

    def enter(self, now: datetime) -> None:
        """We are in the part from now; a part that we come back to began when it first did."""
        self.began = self.began or now
        self.pressed_at = self.pressed_at or now
        self.left_at = None

    def forget(self) -> None:
        """Take back that we were ever in the part: it lies ahead again."""
        self.spent, self.began, self.pressed_at, self.left_at, self.extra = ZERO, None, None, None, ZERO

    def adjust(self, minutes: int) -> None:
        """Make the part longer, or shorter where ``minutes`` is negative; never less than nothing."""
        self.minutes = max(0, self.minutes + minutes)


class PartRecords:
    """The records of all parts, in the order of the plan."""

    def __init__(self, plan: Plan) -> None:
        self._plan = plan
        self._records = [PartRecord(slot, slot.minutes) for slot in plan.slots]

    def __len__(self) -> int:
        return len(self._records)

    def __getitem__(self, index: int) -> PartRecord:
        return self._records[index]

    def __iter__(self) -> Iterator[PartRecord]:
        return iter(self._records)

    def find(self, part: str | None, otherwise: int) -> int:
        """The place of a part in the plan, or another place where the plan does not have it."""
        return next((i for i, record in enumerate(self._records) if record.slot.part_id == part), otherwise)

    def recover(self, minutes: Mapping[str, int], before: Mapping[str, int]) -> None:
        """Take what Hent inn tid took from each part, whatever length the plan has given it since."""
        for record in self._records:
            part = record.slot.part_id
            if part in minutes:
                # An event of the first versions has no ``before``: then the length it was given counts.
                record.adjust(minutes[part] - before.get(part, record.minutes))

    def end_as_said(self, index: int, began: datetime) -> None:
        """A part that people wander off in ends when they were told, not so many minutes after the press.

        Coffee before the day ends when the day was announced to begin; a break ends at its planned time where that is
        near, and else at a time that people say: «tilbake 12.00», not 11.58.
        """
        record = self._records[index]
        if record.slot.kind not in BEFORE_THE_START:
            return
        planned_start, planned_end = self._plan.times()[index]
        planned_end += timedelta(minutes=record.minutes - record.slot.minutes)
        end = began + timedelta(minutes=record.minutes)
        first = all(other.slot.kind in BEFORE_THE_START for other in self._records[: index + 1])
        if first and index + 1 < len(self._records):
            # Nobody is promised a whole coffee more because somebody forgot to press until it was over.
            near_it = planned_start - REHEARSAL <= began < planned_end + REHEARSAL
            record.extra = planned_end - end if near_it else ZERO
        elif index + 1 < len(self._records) and record.minutes >= SHORTEST_ROUNDED:
            near = abs(planned_end - end) <= FIVE / 2
            record.extra = (planned_end if near else to_five(end)) - end

    def end_before(self, index: int, moment: datetime, earlier: timedelta) -> None:
        """The part at ``index`` really began at ``moment``, so what came before it was over by then.

        Parts that were pressed later than that moment fall away or move back.

        Args:
            earlier: how much earlier than pressed the part at ``index`` began.
        """
        places = [
            i for i in range(index) if self._records[i].left_at is not None and self._records[i].began is not None
        ]
        for i in reversed(places):
            record = self._records[i]
            began = record.began
            assert began is not None
            if began <= moment:
                # This is the part we were really in until then; what came before it stands.
                record.spent = max(record.spent - earlier, ZERO)
                record.left_at = moment
                return
            # The day's first part was pressed too late as well, so it began when it was planned to.
            new_start = min(self._plan.times()[i][0], moment) if i == places[0] else moment
            record.began, record.left_at, record.spent = new_start, moment, moment - new_start
            earlier = began - moment


@dataclass(frozen=True, slots=True)
class StepLeft:
    """The step that was on when a part was left."""

    step: int
    begun: bool
    spent: timedelta
    from_part: timedelta
    given: Mapping[int, int]


class StepClock:
    """The time in the step of the method that we are in, pauses left out.

    Attributes:
        begun: whether somebody has begun a step; until then the first one waits.
        from_part: what the part had used when this step began.
        given: minutes that were given to steps by hand, by step.
    """

    def __init__(self) -> None:
        self.step = 0
        self.begun = False
        self.from_part = ZERO
        self.given: dict[int, int] = {}
        self._since: datetime | None = None
        self._before = ZERO

    def wait(self) -> None:
        """A part has begun, and its first step has not: people find their tables first."""
        self.step, self.begun, self._before, self._since = 0, False, ZERO, None
        self.from_part, self.given = ZERO, {}

    def begin(self, step: int, now: datetime, part_spent: timedelta, *, paused: bool) -> None:
        """A step begins from nothing; while the day is paused its clock waits.

        Args:
            part_spent: what the part has used by then: the steps must fit what is left.
        """
        self.step, self.begun, self._before, self.from_part = step, True, ZERO, part_spent
        self._since = None if paused else now

    def give(self, minutes: int) -> None:
        """Minutes more, or fewer where negative, for the step we are in."""
        self.given[self.step] = self.given.get(self.step, 0) + minutes

    def take_up_again(self, left: StepLeft, away: timedelta, now: datetime) -> None:
        """A step goes on with the time that was used in it before, and the time we were away."""
        self.step, self.begun, self.from_part, self.given = left.step, left.begun, left.from_part, dict(left.given)
        self._before = left.spent + away if left.begun else ZERO
        self._since = now if left.begun else None

    def left(self, now: datetime) -> StepLeft:
        """What to come back to."""
        return StepLeft(self.step, self.begun, self.spent(now), self.from_part, dict(self.given))

    def hold(self, now: datetime) -> None:
        """Stop the clock, and keep what it has counted."""
        self._before, self._since = self.spent(now), None

    def resume(self, now: datetime) -> None:
        """Let the clock count on from what it has."""
        self._since = now if self.begun else None

    def spent(self, now: datetime) -> timedelta:
        """Time used in the step, with the stretch that is running."""
        return self._before + (max(now - self._since, ZERO) if self._since else ZERO)


class ContributionClock:
    """Each contribution's own time, by its id; the clock of one at most runs."""

    def __init__(self) -> None:
        self.current = ""
        self.spent_by: dict[str, timedelta] = {}
        self._since: datetime | None = None
        self._ended_at: dict[str, datetime] = {}

    def begin(self, contribution: str, now: datetime, *, paused: bool) -> None:
        """Somebody begins; one that ended a moment ago goes on."""
        self.end(now)
        ended = self._ended_at.get(contribution)
        if ended is not None and now - ended > GRACE:
            # It was begun by mistake before, or is held again: it counts from nothing.
            self.spent_by.pop(contribution, None)
        self.current, self._since = contribution, None if paused else now

    def take_up_again(self, contribution: str, away: timedelta, now: datetime) -> None:
        """A contribution was never really left: it goes on, with the time we were away."""
        self.current = contribution
        if contribution:
            self.spent_by[contribution] = self.spent_by.get(contribution, ZERO) + away
            self._since = now

    def end(self, now: datetime) -> None:
        """Nobody speaks from now; the time that was used is kept."""
        self.hold(now)
        if self.current:
            self._ended_at[self.current] = now
        self.current, self._since = "", None

    def hold(self, now: datetime) -> None:
        """Stop the clock of whoever speaks, and keep what it has counted."""
        if self.current:
            self.spent_by[self.current] = self.spent(now)
            self._since = None

    def resume(self, now: datetime) -> None:
        """Let the clock of whoever speaks count on."""
        if self.current:
            self._since = now

    def spent(self, now: datetime) -> timedelta:
        """Time used by the contribution that is on."""
        before = self.spent_by.get(self.current, ZERO)
        return before + (max(now - self._since, ZERO) if self._since else ZERO)


@dataclass(frozen=True, slots=True)
class ExtraTimer:
    """The extra timer (delklokke); it runs through pauses, for those who talk go on talking."""

    text: str
    ends: datetime
    total: timedelta

    @classmethod
    def started(cls, seconds: int, text: str, now: datetime) -> ExtraTimer:
        """A timer that runs from now, for a second at least."""
        total = timedelta(seconds=max(1, seconds))
        return cls(text, now + total, total)

    def extended(self, minutes: int, now: datetime) -> ExtraTimer:
        """The same with minutes more; one that is out begins again from now, however long ago it was out."""
        more = timedelta(minutes=minutes)
        # The total grows with it, so that the bar on the wall shows a share of the whole.
        ends = max(max(self.ends, now) + more, now)
        return replace(self, ends=ends, total=max(self.total + more, ends - now, timedelta(seconds=1)))

    def at(self, now: datetime) -> Timer | None:
        """As it is shown at a moment; None when it has been out for a while."""
        if now - self.ends > TIME_IS_UP:
            return None
        return Timer(self.text, self.total, max(self.ends - now, ZERO))
