"""Clocks that agree: what the hall was told is when it ends, and no clock promises more than its part has."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta

import pytest

from nettverk.domain.plan import PartKind
from nettverk.domain.rundown import events as ev
from nettverk.domain.rundown.events import Event, TimedEvent
from nettverk.domain.rundown.log import fold
from nettverk.domain.rundown.projection import rundown_at
from nettverk.domain.rundown.said import said, to_five
from nettverk.domain.rundown.state import Plan, Rundown, Slot
from nettverk.domain.wall.context import fit

START = datetime(2026, 11, 24, 7, 30, tzinfo=UTC)
KINDS = (PartKind.CHECK_IN, PartKind.THEORY, PartKind.LUNCH, PartKind.WAY_FORWARD)
PLAN = Plan(
    START, START + timedelta(minutes=165),
    tuple(Slot(kind, kind, kind, minutes, 5) for kind, minutes in zip(KINDS, (30, 60, 30, 45), strict=True)),
)  # fmt: skip


def day(now: float, *events: tuple[float, Event]) -> Rundown:
    pressed = [TimedEvent(START + timedelta(minutes=at), event, str(i)) for i, (at, event) in enumerate(events)]
    return rundown_at(fold(PLAN, pressed), START + timedelta(minutes=now))


@pytest.mark.parametrize("pressed", [-12.0, 0.0, 6.0, 29.0, 35.0, 70.0])
def test_coffee_ends_when_it_was_announced_whenever_somebody_pressed(pressed: float) -> None:
    seen = day(max(pressed, 0) + 0.5, (pressed, ev.Start()))
    announced = START + timedelta(minutes=30)
    assert seen.remaining == announced - seen.now, "also when it is over: nobody is promised half an hour more"
    assert seen.parts[0].end == max(announced, seen.now)
    told = day(max(pressed, 14) + 1, (pressed, ev.Start()), (max(pressed, 14.0), ev.StartedAt(START)))
    assert told.remaining == announced - told.now
    more = day(max(pressed, 0) + 1, (pressed, ev.Start()), (max(pressed, 0) + 0.5, ev.Adjust(5)))
    assert more.remaining == announced + timedelta(minutes=5) - more.now, "what is given by hand counts"


def test_a_rehearsal_long_before_or_after_counts_from_its_own_start() -> None:
    assert day(-119, (-120.0, ev.Start())).remaining == timedelta(minutes=29)
    assert day(101, (100.0, ev.Start())).remaining == timedelta(minutes=29)


@pytest.mark.parametrize(("began", "back"), [(88.0, 120), (91.7, 120), (97.3, 125), (104.0, 135)])
def test_lunch_is_over_when_people_say_it_is(began: float, back: int) -> None:
    seen = day(began + 1, (0.0, ev.Start()), (30.0, ev.Next()), (began, ev.Next()))
    assert seen.parts[2].end == START + timedelta(minutes=back)
    assert seen.parts[3].start == seen.parts[2].end, "the list, the clock and the wall say the same"
    assert seen.remaining == seen.parts[2].end - seen.now


def test_a_time_is_said_as_the_paper_has_it_or_to_five_minutes() -> None:
    at = START.replace(minute=0)
    assert said(at + timedelta(minutes=31), at + timedelta(minutes=30)) == at + timedelta(minutes=30)
    assert said(at + timedelta(minutes=19), at) == at + timedelta(minutes=20)
    assert to_five(at + timedelta(minutes=57.6)) == at + timedelta(minutes=60)
    assert said(at + timedelta(minutes=12), at + timedelta(minutes=12)) == at + timedelta(minutes=12)


def test_steps_share_what_is_left_and_time_to_spare_makes_nothing_longer() -> None:
    assert fit([5, 55, 15], 75) == [5, 55, 15]
    assert fit([5, 55, 15], 200) == [5, 55, 15]
    for room in range(3, 75):
        fitted = fit([5, 55, 15], room)
        assert sum(fitted) == room
        assert min(fitted) >= 1
    assert fit([55, 15], 0) == [1, 1]
