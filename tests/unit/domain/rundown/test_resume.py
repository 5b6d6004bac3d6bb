"""After a fall: which days go on, and which are over."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta

import pytest

from nettverk.domain.rundown.events import Next, Pause, Start, Stop, TimedEvent
from nettverk.domain.rundown.log import fold
from nettverk.domain.rundown.projection import rundown_at
from nettverk.domain.rundown.resume import goes_on
from nettverk.domain.rundown.state import Plan, Slot

NINE = datetime(2026, 11, 24, 8, 0, tzinfo=UTC)
PLAN = Plan(
    NINE, NINE + timedelta(hours=6), (Slot("a", "Teori", "theory", 180, 60), Slot("b", "Veien", "way", 180, 60))
)


def hours(count: float) -> datetime:
    return NINE + timedelta(hours=count)


@pytest.mark.parametrize(
    ("now", "right"),
    [
        (hours(0.1), True),
        (hours(5.9), True),  # one press all day is a day all the same
        (hours(7.9), True),
        (hours(8.1), False),
        (hours(24.1), False),
    ],
)
def test_a_day_that_runs_goes_on_until_well_after_its_end(now: datetime, right: bool) -> None:
    log = fold(PLAN, [TimedEvent(hours(0), Start())])
    assert goes_on(rundown_at(log, now), hours(0)) is right


def test_a_day_that_runs_late_goes_on_after_its_last_press() -> None:
    log = fold(PLAN, [TimedEvent(hours(0), Start()), TimedEvent(hours(7.5), Next())])
    assert goes_on(rundown_at(log, hours(9)), hours(7.5))
    assert not goes_on(rundown_at(log, hours(10)), hours(7.5))


def test_a_day_that_was_ended_is_over_and_a_paused_one_is_not() -> None:
    over = fold(PLAN, [TimedEvent(hours(0), Start()), TimedEvent(hours(5), Stop())])
    assert not goes_on(rundown_at(over, hours(5.1)), hours(5))
    lunch = fold(PLAN, [TimedEvent(hours(0), Start()), TimedEvent(hours(3), Pause())])
    assert goes_on(rundown_at(lunch, hours(4)), hours(3))


@pytest.mark.parametrize(
    ("opened", "now", "right"),
    [
        (hours(-0.5), hours(-0.4), True),  # the welcome is up, people are coming
        (hours(-0.5), hours(1), True),  # late, not begun
        (hours(-13), hours(-12.9), False),  # tried the evening before
        (hours(-60), hours(0), False),  # opened days ago, never closed
        (hours(-0.5), hours(9), False),
    ],
)
def test_one_that_waits_counts_on_its_own_morning(opened: datetime, now: datetime, right: bool) -> None:
    assert goes_on(rundown_at(fold(PLAN, []), now), opened) is right


def test_a_clock_set_back_does_not_close_it() -> None:
    log = fold(PLAN, [TimedEvent(hours(0), Start()), TimedEvent(hours(3), Next())])
    assert goes_on(rundown_at(log, hours(1)), hours(3))
