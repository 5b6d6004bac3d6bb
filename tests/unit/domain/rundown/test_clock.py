"""The steady clock against machines that sleep and clocks that are set."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta

import pytest

from nettverk.domain import now
from nettverk.domain.rundown.clock import TOLERANCE, SteadyClock, system_clock
from nettverk.domain.rundown.events import ClockSet, Start, TimedEvent
from nettverk.domain.rundown.log import fold
from nettverk.domain.rundown.projection import rundown_at
from nettverk.domain.rundown.state import Plan, Slot

NINE = datetime(2026, 11, 24, 9, 0, tzinfo=UTC)


class Machine:
    """A machine whose clock and sleep we hold in our hands; all in seconds."""

    def __init__(self, *, counts_sleep: bool) -> None:
        self.counts_sleep = counts_sleep
        self.true = 0.0
        self.slept = 0.0
        self.set = 0.0
        self.clock = SteadyClock(
            lambda: NINE + timedelta(seconds=self.true + self.set),
            lambda: 1000 + self.true - (0 if counts_sleep else self.slept),
            counts_sleep=counts_sleep,
        )

    def run(self, seconds: float) -> None:
        self.true += seconds

    def sleep(self, seconds: float) -> None:
        self.true += seconds
        self.slept += seconds


@pytest.fixture(params=[True, False], ids=["monotonic goes on in sleep", "monotonic stops in sleep"])
def machine(request: pytest.FixtureRequest) -> Machine:
    return Machine(counts_sleep=request.param)


def test_forty_minutes_of_sleep_are_forty_minutes(machine: Machine) -> None:
    machine.run(60)
    machine.sleep(40 * 60)
    assert machine.clock.now() == NINE + timedelta(minutes=41)
    assert machine.clock.take_shift() == timedelta()


def test_the_clock_set_back_is_noticed_and_no_time_is_lost(machine: Machine) -> None:
    machine.run(600)
    before = machine.clock.now()
    machine.set = -3600
    machine.run(10)
    after = machine.clock.now()
    shift = machine.clock.take_shift()
    assert shift == timedelta(hours=-1)
    assert after - (before + shift) == timedelta(seconds=10)
    assert machine.clock.take_shift() == timedelta()


def test_small_steering_by_the_network_is_left_alone(machine: Machine) -> None:
    machine.run(100)
    machine.set = 0.8
    assert machine.clock.now() == NINE + timedelta(seconds=100)
    assert machine.clock.take_shift() == timedelta()


def test_a_wrong_clock_corrected_by_the_network_moves_the_day_along() -> None:
    machine = Machine(counts_sleep=True)
    events = [TimedEvent(machine.clock.now(), Start())]
    machine.run(600)
    machine.set = 7200
    moment = machine.clock.now()
    events.append(TimedEvent(moment, ClockSet(machine.clock.take_shift().total_seconds())))
    plan = Plan(NINE, NINE + timedelta(hours=2), (Slot("a", "A", "theory", 45, 20),))
    seen = rundown_at(fold(plan, events), moment)
    assert seen.remaining == timedelta(minutes=35)
    assert seen.now == NINE + timedelta(hours=2, minutes=10)


def test_the_clock_of_this_machine_goes(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(now, "_wall", lambda: datetime.now(UTC))
    monkeypatch.setattr(now, "_steady", now._steady_clock()[0])
    clock = system_clock()
    before, seen, after = datetime.now(UTC), clock.now(), datetime.now(UTC)
    assert before - TOLERANCE <= seen <= after + TOLERANCE
    assert clock.take_shift() == timedelta()
    while clock.now() == seen:
        continue
    assert clock.now() > seen
