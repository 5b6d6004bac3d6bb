"""The days the sample meets on, for every day there is."""

from __future__ import annotations

from datetime import date, timedelta

import pytest

from nettverk.services.sample.calendar import upcoming_day, working_day

EVERY_DAY = [date(2026, 1, 1) + timedelta(days=number) for number in range(11 * 365)]


@pytest.mark.parametrize(
    ("day", "what"),
    [
        (date(2027, 3, 25), "Maundy Thursday"), (date(2027, 3, 29), "Easter Monday"),
        (date(2028, 4, 13), "Maundy Thursday"),
        (date(2029, 4, 2), "Easter Monday"), (date(2030, 4, 22), "Easter Monday"), (date(2038, 4, 26), "Easter Monday"),
        (date(2027, 5, 6), "Ascension Day"), (date(2028, 6, 5), "Whit Monday"), (date(2027, 5, 17), "Constitution Day"),
        (date(2028, 5, 1), "Labour Day"), (date(2027, 12, 31), "New Year"), (date(2027, 7, 14), "summer"),
        (date(2028, 2, 26), "Saturday"),
    ],
)  # fmt: skip
def test_nobody_meets_on_a_holiday(day: date, what: str) -> None:
    assert working_day(day) != day, what
    assert working_day(day, later=True) > day, what


def test_an_ordinary_day_is_left_as_it_is() -> None:
    for day in (date(2026, 11, 24), date(2027, 3, 19), date(2027, 3, 30), date(2028, 2, 29), date(2027, 6, 18)):
        assert working_day(day) == working_day(day, later=True) == day


def test_the_upcoming_gathering_is_near_and_on_a_day_people_meet_on() -> None:
    for today in EVERY_DAY:
        day = upcoming_day(today)
        assert working_day(day) == day
        assert (day - today).days >= 10
        if (day - today).days > 12:  # then holidays lie between
            assert any(
                working_day(today + timedelta(days=days)) != today + timedelta(days=days) for days in (10, 11, 12)
            )
        assert (day - today).days < 80


def test_a_day_that_is_moved_is_moved_the_way_that_was_asked_for() -> None:
    for day in EVERY_DAY:
        assert timedelta() <= working_day(day, later=True) - day < timedelta(weeks=9)
        assert timedelta(weeks=-9) < working_day(day) - day < timedelta(days=5)
