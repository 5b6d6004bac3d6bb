"""Folding the rundown's events: one small handler for each thing that can be pressed."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import replace
from datetime import UTC, date, datetime, timedelta

from nettverk.domain.rundown.state import GRACE, UNDOABLE, ZERO, Event, PartTimes, Plan, Rundown, Showing, Timer

# How long «tida er ute» stands before the extra timer leaves by itself: so long + still means one minute more of it.
TIME_IS_UP = timedelta(seconds=60)


def number(value: object, default: int = 0) -> int:
    """A whole number out of event data, whatever lies there."""
    return int(value) if isinstance(value, int | float) else default


class Log:
    """Plan and events folded to what does not depend on now; read it with ``at``."""

    def __init__(self, plan: Plan) -> None:
        count = len(plan.slots)
        self.plan = plan
        self.index = -1
        self.since: datetime | None = None
        self.paused_at: datetime | None = None
        self.stopped_at: datetime | None = None
        self.minutes = [slot.minutes for slot in plan.slots]
        self.spent = [ZERO] * count
        self.began: list[datetime | None] = [None] * count
        self.left: list[datetime | None] = [None] * count
        self.pressed: list[datetime | None] = [None] * count
        self.showing = Showing()
        self.timer: tuple[str, datetime, timedelta] | None = None
        self.step = 0
        self.step_since: datetime | None = None
        self.step_before = ZERO
        self.was_on: dict[int, tuple[str, int, timedelta, Showing, tuple[str, datetime, timedelta] | None]] = {}
        self.contribution = ""
        self.contribution_since: datetime | None = None
        self.contributions: dict[str, timedelta] = {}
        self.contribution_off: dict[str, datetime] = {}
        self.last: datetime | None = None
        self.undo = ("", "")

    # --- reading ---

    @property
    def phase(self) -> str:
        """waiting, running, paused or done."""
        if self.stopped_at is not None:
            return "done"
        if self.index < 0:
            return "waiting"
        return "paused" if self.paused_at is not None else "running"

    def running(self, now: datetime) -> timedelta:
        """How long the current stretch of the current part has lasted."""
        return max(now - self.since, ZERO) if self.since is not None else ZERO

    def spent_by(self, index: int, now: datetime) -> timedelta:
        """Time used in a part, pauses left out."""
        return self.spent[index] + (self.running(now) if index == self.index else ZERO)

    def step_spent(self, now: datetime) -> timedelta:
        """Time used in the step of the method, pauses left out."""
        return self.step_before + (max(now - self.step_since, ZERO) if self.step_since else ZERO)

    # --- events ---

    def take(self, event: Event) -> None:
        """Fold one event in; unknown kinds are passed over, so that an older program can read a newer log."""
        handler = getattr(self, f"_on_{event.kind}", None)
        if handler is None:
            return
        now = event.at if self.last is None else max(event.at, self.last)
        self.last = now
        handler(replace(event, at=now))
        if event.kind in UNDOABLE and not event.data.get("auto"):
            self.undo = (event.key, event.kind)

    def _on_restart(self, _event: Event) -> None:
        """The day begins anew: ``told`` has left out what was before."""

    def _on_start(self, event: Event) -> None:
        if self.index < 0:
            self._enter(self._target(event, 0), event.at)
        elif self.stopped_at is not None:
            self._reopen(event.at)

    def _on_pause(self, event: Event) -> None:
        if self.phase == "running":
            self._hold(event.at)
            self.paused_at = event.at

    def _on_resume(self, event: Event) -> None:
        if self.stopped_at is not None:
            self._reopen(event.at)
        elif self.paused_at is not None:
            self.paused_at = None
            self.since = self.step_since = event.at
            if self.contribution:
                self.contribution_since = event.at

    def _on_next(self, event: Event) -> None:
        self._go(self._target(event, self.index + 1), event.at)

    def _on_back(self, event: Event) -> None:
        if self.stopped_at is not None:
            self._reopen(event.at)
            return
        target, left = self._target(event, self.index - 1), self.index
        if target < 0 or left < 0:
            return
        # Since it was pressed: a true start set afterwards does not make it a part we really were in for longer.
        stay = min(self.spent_by(left, event.at), event.at - (self.pressed[left] or event.at))
        came_straight = self.began[left] is not None and self.left[target] == self.began[left]
        self._go(target, event.at)
        if came_straight and stay <= GRACE and target == left - 1:
            self.spent[target] += self.spent[left]
            self._take_up_again(target, self.spent[left], event.at)
            self.spent[left], self.began[left], self.left[left], self.pressed[left] = ZERO, None, None, None

    def _take_up_again(self, index: int, away: timedelta, now: datetime) -> None:
        """We never really left: contribution, step and wall are as they were, with the time in between."""
        if index not in self.was_on:
            return
        self.contribution, self.step, self.step_before, before, self.timer = self.was_on[index]
        self.step_before += away
        if self.contribution:
            self.contributions[self.contribution] = self.contributions.get(self.contribution, ZERO) + away
            self.contribution_since = now
        self.showing = replace(before, since=now, black=self.showing.black, message="")

    def _on_jump(self, event: Event) -> None:
        target = self._target(event, -1)
        if target >= 0:
            self._go(target, event.at)

    def _on_adjust(self, event: Event) -> None:
        """Minutes more or fewer for a part that is not over: the one it names, else the one we are in."""
        here = max(self.index, 0)
        index = self._target(event, here)
        if self.minutes and self.stopped_at is None and index >= here:
            self.minutes[index] = max(0, self.minutes[index] + number(event.data.get("minutes")))

    def _on_started_at(self, event: Event) -> None:
        """We forgot to press: the part we are in began at another moment than the log says."""
        text = event.data.get("began")
        if not isinstance(text, str) or not self.minutes or self.stopped_at is not None:
            return
        true_start = min(datetime.fromisoformat(text).astimezone(UTC), event.at)
        if self.index < 0:
            self._enter(0, true_start)
            return
        index = self.index
        earlier = (self.began[index] or true_start) - true_start
        self.spent[index] = max(self.spent[index] + earlier, -self.running(event.at))
        self.began[index] = true_start
        self._end_before(index, true_start, earlier)

    def _end_before(self, index: int, moment: datetime, earlier: timedelta) -> None:
        """What came before was over by then: parts that were pressed later than that fall away or move back."""
        before = [i for i in range(index) if self.left[i] is not None and self.began[i] is not None]
        for i in reversed(before):
            began = self.began[i]
            assert began is not None
            if began <= moment:
                self.spent[i] = max(self.spent[i] - earlier, ZERO)
                self.left[i] = moment
                return
            # The day's first part was pressed too late as well, so it began when it was planned to.
            self.began[i] = min(self.plan.times()[i][0], moment) if i == before[0] else moment
            self.left[i], self.spent[i] = moment, moment - (self.began[i] or moment)
            earlier = began - moment

    def _on_recover(self, event: Event) -> None:
        wanted = event.data.get("minutes")
        if isinstance(wanted, dict):
            before = event.data.get("before")
            for index, slot in enumerate(self.plan.slots):
                if slot.part_id in wanted:
                    # What was taken counts, so that a part made longer in the plan afterwards is longer here too.
                    now = self.minutes[index]
                    was = number(before.get(slot.part_id), now) if isinstance(before, dict) else now
                    self.minutes[index] = max(0, now + number(wanted[slot.part_id], was) - was)

    def _on_stop(self, event: Event) -> None:
        if self.index >= 0 and self.stopped_at is None:
            self._leave(event.at)
            self.stopped_at, self.paused_at, self.timer = event.at, None, None
            self._show(event.at)

    def _on_timer(self, event: Event) -> None:
        total = timedelta(seconds=max(1, number(event.data.get("seconds"), 120)))
        self.timer = (str(event.data.get("text", "")), event.at + total, total)

    def _on_timer_more(self, event: Event) -> None:
        if self.timer is not None:
            text, ends, total = self.timer
            more = timedelta(minutes=number(event.data.get("minutes"), 1))
            # One that is out begins again from now, however long ago it was out.
            ends = max(max(ends, event.at) + more, event.at)
            self.timer = (text, ends, max(total + more, ends - event.at, timedelta(seconds=1)))

    def _on_timer_stop(self, _event: Event) -> None:
        self.timer = None

    def _on_step(self, event: Event) -> None:
        self._begin_step(max(0, number(event.data.get("to"), self.step + 1)), event.at)

    def _on_contribution(self, event: Event) -> None:
        self._end_contribution(event.at)
        self.contribution = str(event.data.get("id", ""))
        off = self.contribution_off.get(self.contribution)
        if off is not None and event.at - off > GRACE:
            self.contributions.pop(self.contribution, None)  # begun by mistake before, or held again: from nothing
        self.contribution_since = event.at if self.contribution and self.paused_at is None else None

    def _on_show(self, event: Event) -> None:
        wall, page = event.data.get("wall", ""), event.data.get("page")
        self.showing = Showing(str(wall), page if isinstance(page, int) else None, event.at)

    def _on_message(self, event: Event) -> None:
        now = self.showing
        self.showing = Showing(now.wall, now.page, now.since, now.black, str(event.data.get("text", "")))

    def _on_black(self, event: Event) -> None:
        now = self.showing
        self.showing = Showing(now.wall, now.page, now.since, bool(event.data.get("on", not now.black)), now.message)

    # --- moving ---

    def _target(self, event: Event, otherwise: int) -> int:
        wanted = event.data.get("part")
        return next((i for i, slot in enumerate(self.plan.slots) if slot.part_id == wanted), otherwise)

    def _go(self, target: int, now: datetime) -> None:
        if not self.minutes or target < 0:
            return
        if self.index < 0:
            self._enter(min(target, len(self.minutes) - 1), now)
        elif target >= len(self.minutes):
            self._on_stop(Event("stop", now))
        elif target != self.index or self.stopped_at is not None:
            if self.stopped_at is None:
                self._leave(now)
            self._enter(target, now)

    def _enter(self, index: int, now: datetime) -> None:
        if not self.minutes:
            return
        self.index, self.since, self.paused_at, self.stopped_at = index, now, None, None
        self.began[index] = self.began[index] or now
        self.pressed[index] = self.pressed[index] or now
        self.left[index] = None
        self._begin_step(0, now)
        self._show(now)

    def _begin_step(self, step: int, now: datetime) -> None:
        self.step, self.step_before = step, ZERO
        self.step_since = now if self.paused_at is None else None

    def _leave(self, now: datetime) -> None:
        self._hold(now)
        self.was_on[self.index] = (self.contribution, self.step, self.step_before, self.showing, self.timer)
        self.left[self.index], self.timer = now, None
        self._end_contribution(now)

    def _reopen(self, now: datetime) -> None:
        self.stopped_at, self.since, self.left[self.index] = None, now, None
        self.step_since = now
        self._show(now)

    def _hold(self, now: datetime) -> None:
        self.spent[self.index] += self.running(now)
        self.step_before = self.step_spent(now)
        self.since = self.step_since = None
        self._hold_contribution(now)

    def _end_contribution(self, now: datetime) -> None:
        self._hold_contribution(now)
        if self.contribution:
            self.contribution_off[self.contribution] = now
        self.contribution, self.contribution_since = "", None

    def _hold_contribution(self, now: datetime) -> None:
        if self.contribution:
            self.contributions[self.contribution] = self.contribution_spent(now)
            self.contribution_since = None

    def contribution_spent(self, now: datetime) -> timedelta:
        """Time used by the contribution that is on."""
        before = self.contributions.get(self.contribution, ZERO)
        return before + (max(now - self.contribution_since, ZERO) if self.contribution_since else ZERO)

    def _show(self, now: datetime) -> None:
        self.showing = Showing("", None, now, self.showing.black, "")


def told(events: Iterable[Event]) -> list[Event]:
    """The events that count, with undone ones gone and every moment moved to today's wall clock.

    A ``clock`` event says that its machine's clock was set by so many seconds: what that machine noted before is moved
    along. A ``restart`` begins the day anew: what lies before it does not count, unless the restart is undone.
    """
    order = list(events)
    gone: set[str] = set()
    for event in reversed(order):
        if event.kind == "undo" and event.key not in gone:
            gone.add(str(event.data.get("of", "")))
    counted: list[Event] = []
    for event in order:
        if event.kind == "clock":
            shift = timedelta(seconds=float(str(event.data.get("seconds", 0))))
            counted = [
                replace(e, at=e.at + shift, data=_moved(e, shift)) if e.machine == event.machine else e for e in counted
            ]
        elif event.kind != "undo" and not (event.key and event.key in gone):
            counted = [event] if event.kind == "restart" else [*counted, event]
    return counted


def rehearsed(events: Iterable[Event], held_on: date | None, now: datetime) -> date | None:
    """The day a rehearsal was run that still stands when the gathering's own day has come; None when there is none."""
    if held_on is None or now.astimezone().date() != held_on:
        return None
    moves = [event for event in told(events) if event.kind in UNDOABLE]
    last = moves[-1].at.astimezone().date() if moves and moves[-1].kind != "restart" else held_on
    return last if last < held_on else None


def _moved(event: Event, shift: timedelta) -> dict[str, object]:
    data = dict(event.data)
    if isinstance(data.get("began"), str):
        data["began"] = (datetime.fromisoformat(str(data["began"])) + shift).isoformat()
    return data


def fold(plan: Plan, events: Sequence[Event]) -> Log:
    """All that has been pressed, in the order it was pressed."""
    log = Log(plan)
    for event in told(events):
        log.take(event)
    return log


def at(log: Log, now: datetime) -> Rundown:
    """The day at a moment; one before the last press counts as the last press (a clock set back while we were off)."""
    if log.last is not None:
        now = max(now, log.last)
    plan, phase = log.plan, log.phase
    index = max(0, log.index)
    spent = log.spent_by(index, now) if log.index >= 0 else ZERO
    whole = timedelta(minutes=log.minutes[index]) if log.minutes else ZERO
    parts = _times(log, now)
    shown = parts[index] if parts else None
    ends = log.stopped_at or (parts[-1].end if parts else plan.ends)
    return Rundown(
        phase=phase, now=now, plan=plan, index=index, parts=parts, spent=spent, remaining=whole - spent,
        behind=shown.end - shown.planned_end if shown else ZERO,
        ends=ends, showing=log.showing, timer=_timer(log, now), step=log.step,
        step_spent=log.step_spent(now),
        contribution=log.contribution, contribution_spent=log.contribution_spent(now),
        contributions=log.contributions, undo=log.undo,
    )  # fmt: skip


def _timer(log: Log, now: datetime) -> Timer | None:
    if log.timer is None:
        return None
    text, ends, total = log.timer
    if now - ends > TIME_IS_UP:
        return None
    return Timer(text, total, max(ends - now, ZERO))


def _times(log: Log, now: datetime) -> tuple[PartTimes, ...]:
    planned = log.plan.times()
    # What lies ahead is projected from the end of the part we are in, or from the start where we have not begun.
    moment = max(log.plan.starts, now) if log.index < 0 else now
    known: datetime | None = None  # when what came before was over: a part that was jumped over stands there
    found = []
    for index, slot in enumerate(log.plan.slots):
        length = timedelta(minutes=log.minutes[index])
        began, left, spent = log.began[index], log.left[index], log.spent_by(index, now)
        if index == log.index and log.stopped_at is None:
            status, start = "now", began or now
            end = moment = now + max(length - spent, ZERO)
        elif index < log.index or log.stopped_at is not None:
            status = "done" if began is not None else "skipped"
            start = began or known or min(planned[index][0], log.began[log.index] or now)
            end = left or start
            known = end if known is None else max(known, end)
        else:
            status = "ahead"
            start = max(moment, slot.fixed_start or moment)
            # Jumped back from: what was used already is not needed again.
            end = moment = start + max(length - spent, ZERO)
        found.append(PartTimes(slot, status, log.minutes[index], *planned[index], start, end, spent))
    return tuple(found)
