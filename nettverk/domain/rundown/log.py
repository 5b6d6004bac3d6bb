"""Folding the rundown's events: plan and events become a log that does not depend on what time it is."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace
from datetime import UTC, datetime, timedelta
from typing import assert_never

from nettverk.domain.rundown import events as ev
from nettverk.domain.rundown.effective import effective_events
from nettverk.domain.rundown.events import Event, TimedEvent
from nettverk.domain.rundown.log_clocks import ContributionClock, ExtraTimer, PartRecords, StepClock, StepLeft
from nettverk.domain.rundown.state import GRACE, ZERO, Phase, Plan, Showing


@dataclass(frozen=True, slots=True)
class _PartLeft:
    """What was on when a part was left, so that a quick step back takes it up again."""

    contribution: str
    step: StepLeft
    showing: Showing
    timer: ExtraTimer | None


class Log:
    """All that has happened so far; ``projection.rundown_at`` reads it for a moment.

    Attributes:
        index: of the part we are in, −1 before the start.
        since: when the stretch began that is running now; None while the clock stands still.
        paused_at: when the clock was paused; None while it is not.
        last: the moment of the last event.
        undo: the event that Ctrl+Z takes back; None where there is none.
    """

    def __init__(self, plan: Plan) -> None:
        self.plan = plan
        self.parts = PartRecords(plan)
        self.steps = StepClock()
        self.contributions = ContributionClock()
        self.timer: ExtraTimer | None = None
        self.showing = Showing()
        self.index = -1
        self.since: datetime | None = None
        self.stopped_at: datetime | None = None
        self.last: datetime | None = None
        self.undo: TimedEvent | None = None
        self.paused_at: datetime | None = None
        self._left: dict[int, _PartLeft] = {}

    @property
    def phase(self) -> Phase:
        """Where the day is as a whole."""
        if self.stopped_at is not None:
            return Phase.DONE
        if self.index < 0:
            return Phase.WAITING
        return Phase.PAUSED if self.paused_at is not None else Phase.RUNNING

    def spent_in(self, index: int, now: datetime) -> timedelta:
        """Time used in a part, pauses left out."""
        return self.parts[index].spent + (self._running(now) if index == self.index else ZERO)

    def _part_spent(self, now: datetime) -> timedelta:
        return self.spent_in(self.index, now) if self.index >= 0 else ZERO

    def _running(self, now: datetime) -> timedelta:
        """How long the current stretch of the current part has lasted."""
        return max(now - self.since, ZERO) if self.since is not None else ZERO

    # --- events ---

    def add(self, timed: TimedEvent) -> None:
        """Fold one event in; an unknown one is passed over, so that an older program can read a newer log."""
        event = timed.event
        if isinstance(event, ev.Unknown):
            return
        # Two machines' clocks may differ a little; the day never goes backwards for it.
        now = timed.at if self.last is None else max(timed.at, self.last)
        self.last = now
        self._apply(event, now)
        if ev.moves_the_day(event) and event != ev.Restart(automatic=True):
            self.undo = timed

    def _apply(self, event: Event, now: datetime) -> None:  # noqa: C901, PLR0912 - one flat case for each event
        match event:
            case ev.Start(part):
                self._start(part, now)
            case ev.Pause():
                self._pause(now)
            case ev.Resume():
                self._resume(now)
            case ev.Next(part):
                self._go(self.parts.find(part, self.index + 1), now)
            case ev.Back(part):
                self._back(part, now)
            case ev.Jump(part):
                self._go(self.parts.find(part, -1), now)
            case ev.Adjust(minutes, part):
                self._adjust(minutes, part)
            case ev.StartedAt(began):
                self._started_at(min(began.astimezone(UTC), now), now)
            case ev.Recover(minutes, before):
                self.parts.recover(minutes, before)
            case ev.Stop():
                self._stop(now)
            case ev.StartTimer(seconds, text):
                self.timer = ExtraTimer.started(seconds, text, now)
            case ev.ExtendTimer(minutes):
                self.timer = self.timer.extended(minutes, now) if self.timer is not None else None
            case ev.StopTimer():
                self.timer = None
            case ev.BeginStep(step):
                wanted = self.steps.step + 1 if step is None else step
                self.steps.begin(max(0, wanted), now, self._part_spent(now), paused=self.paused_at is not None)
            case ev.AdjustStep(minutes):
                self.steps.give(minutes)
            case ev.BeginContribution(contribution):
                self.contributions.begin(contribution, now, paused=self.paused_at is not None)
            case ev.EndContribution():
                self.contributions.end(now)
            case ev.Show(wall, page):
                kept = self.showing if self.showing.band else Showing()  # what covers the wall goes with another
                self.showing = Showing(wall, page, now, message=kept.message, band=kept.band)
            case ev.Message(text, band):
                self.showing = replace(self.showing, message=text, band=band and bool(text))
            case ev.Black(on):
                self.showing = replace(self.showing, black=not self.showing.black if on is None else on)
            case ev.Restart() | ev.ClockSet() | ev.Undo():
                # ``effective_events`` has dealt with what these three do to the events before them.
                pass
            case _:
                assert_never(event)

    def _start(self, part: str | None, now: datetime) -> None:
        if self.index < 0:
            self._enter(self.parts.find(part, 0), now)
        elif self.stopped_at is not None:
            self._reopen(now)

    def _pause(self, now: datetime) -> None:
        if self.phase == Phase.RUNNING:
            # The extra timer goes on: those who talk in the corner hear no pause.
            self._hold(now)
            self.paused_at = now

    def _resume(self, now: datetime) -> None:
        if self.stopped_at is not None:
            self._reopen(now)
        elif self.paused_at is not None:
            self.paused_at = None
            self.since = now
            self.steps.resume(now)
            self.contributions.resume(now)

    def _back(self, part: str | None, now: datetime) -> None:
        if self.stopped_at is not None:
            self._reopen(now)
            return
        target, index = self.parts.find(part, self.index - 1), self.index
        if target < 0 or index < 0:
            return
        # Two records, for the part that is left again and the one it goes back to.
        here, before = self.parts[index], self.parts[target]
        # Since it was pressed: a true start set afterwards does not make it a part we really were in for longer.
        stay = min(self.spent_in(index, now), now - (here.pressed_at or now))
        came_straight = here.began is not None and before.left_at == here.began
        self._go(target, now)
        if came_straight and stay <= GRACE and target == index - 1:
            before.spent += here.spent
            self._take_up_again(target, here.spent, now)
            here.forget()

    def _take_up_again(self, index: int, away: timedelta, now: datetime) -> None:
        """We never really left: contribution, step and wall are as they were, with the time in between."""
        left = self._left.get(index)
        if left is None:
            return
        self.timer = left.timer
        self.steps.take_up_again(left.step, away, now)
        self.contributions.take_up_again(left.contribution, away, now)
        self.showing = replace(left.showing, since=now, black=self.showing.black, message="", band=False)

    def _adjust(self, minutes: int, part: str | None) -> None:
        """Minutes more or fewer for a part that is not over: the one it names, else the one we are in."""
        here = max(self.index, 0)
        index = self.parts.find(part, here)
        if self.parts and self.stopped_at is None and index >= here:
            self.parts[index].adjust(minutes)

    def _started_at(self, true_start: datetime, now: datetime) -> None:
        """We forgot to press: the part we are in began at another moment than the log says."""
        if not self.parts or self.stopped_at is not None:
            return
        if self.index < 0:
            self._enter(0, true_start)
            return
        # What the part has used is longer by as much as it began earlier, and never less than nothing in all.
        part = self.parts[self.index]
        earlier = (part.began or true_start) - true_start
        part.spent = max(part.spent + earlier, -self._running(now))
        part.began = true_start
        self.parts.end_as_said(self.index, true_start)
        self.parts.end_before(self.index, true_start, earlier)

    def _stop(self, now: datetime) -> None:
        if self.index >= 0 and self.stopped_at is None:
            self._leave(now)
            self.stopped_at, self.paused_at = now, None
            self._show_own_wall(now)

    # --- moving ---

    def _go(self, target: int, now: datetime) -> None:
        if not self.parts or target < 0:
            return
        if self.index < 0:
            self._enter(min(target, len(self.parts) - 1), now)
        elif target >= len(self.parts):
            # Next after the last part is how a day normally ends.
            self._stop(now)
        elif target != self.index or self.stopped_at is not None:
            if self.stopped_at is None:
                self._leave(now)
            self._enter(target, now)

    def _enter(self, index: int, now: datetime) -> None:
        if not self.parts:
            return
        self.index, self.since, self.paused_at, self.stopped_at = index, now, None, None
        if self.parts[index].began is None:
            self.parts.end_as_said(index, now)
        self.parts[index].enter(now)
        self.steps.wait()
        self._show_own_wall(now)

    def _leave(self, now: datetime) -> None:
        """Leave the part we are in; its timer and whoever speaks stay behind in it."""
        self._hold(now)
        self._left[self.index] = _PartLeft(self.contributions.current, self.steps.left(now), self.showing, self.timer)
        self.parts[self.index].left_at = now
        self.timer = None
        self.contributions.end(now)

    def _reopen(self, now: datetime) -> None:
        """The day was stopped too early: the last part goes on."""
        self.stopped_at, self.since = None, now
        self.parts[self.index].left_at = None
        self.steps.resume(now)
        self._show_own_wall(now)

    def _hold(self, now: datetime) -> None:
        """Stop every clock of the part, and keep what each has counted."""
        self.parts[self.index].spent += self._running(now)
        self.since = None
        self.steps.hold(now)
        self.contributions.hold(now)

    def _show_own_wall(self, now: datetime) -> None:
        """What the part shows by itself; black stays, for somebody wanted it dark."""
        self.showing = Showing(since=now, black=self.showing.black)


def fold(plan: Plan, events: Sequence[TimedEvent]) -> Log:
    """The log of all that has happened; ``events`` in the order they happened, undone ones among them."""
    log = Log(plan)
    for timed in effective_events(events):
        log.add(timed)
    return log
