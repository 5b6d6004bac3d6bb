"""The calendar: public holidays as they are printed, and days that people can meet on."""

from __future__ import annotations

from datetime import date, timedelta

import pytest

from nettverk.domain.year.days import (
    SchoolHoliday,
    can_meet_on,
    closed_on,
    easter,
    first_day,
    holiday_on,
    last_day,
    nearest,
    public_holidays,
    usual_holidays,
    weekdays,
)
from nettverk.i18n import using

# Easter Sunday as almanacs print it, the earliest and the latest there are among them.
EASTERS = [
    date(1818, 3, 22), date(1943, 4, 25), date(2000, 4, 23), date(2008, 3, 23), date(2024, 3, 31), date(2025, 4, 20),
    date(2026, 4, 5), date(2027, 3, 28), date(2028, 4, 16), date(2038, 4, 25), date(2049, 4, 18), date(2285, 3, 22),
]  # fmt: skip


@pytest.mark.parametrize("day", EASTERS, ids=str)
def test_easter_is_where_almanacs_have_it(day: date) -> None:
    assert easter(day.year) == day


def test_the_public_holidays_of_2027() -> None:
    assert sorted(public_holidays(2027)) == [
        date(2027, 1, 1), date(2027, 3, 25), date(2027, 3, 26), date(2027, 3, 28), date(2027, 3, 29), date(2027, 5, 1),
        date(2027, 5, 6), date(2027, 5, 16), date(2027, 5, 17), date(2027, 12, 25), date(2027, 12, 26),
    ]  # fmt: skip
    with using("en"):
        assert holiday_on(date(2027, 5, 6)) == "Ascension Day"
    assert holiday_on(date(2027, 5, 7)) == ""


def test_a_year_is_every_day_once() -> None:
    assert last_day(2026) + timedelta(days=1) == first_day(2027)


def test_nobody_meets_in_a_weekend_or_a_holiday_of_any_kind() -> None:
    autumn = SchoolHoliday("a", "Høstferie", date(2026, 10, 5), date(2026, 10, 9))
    assert can_meet_on(date(2026, 10, 12), [autumn])
    assert not can_meet_on(date(2026, 10, 5), [autumn])
    assert not can_meet_on(date(2026, 10, 9), [autumn])
    assert not can_meet_on(date(2026, 10, 10), [autumn])  # a Saturday
    assert not can_meet_on(date(2027, 5, 6), [autumn])  # Ascension Day, a Thursday
    assert closed_on(date(2026, 10, 4), [autumn]) is None


def test_a_day_is_moved_by_whole_weeks_where_that_is_near() -> None:
    closed = [SchoolHoliday("a", "Høstferie", date(2026, 10, 5), date(2026, 10, 9))]
    span = first_day(2026), last_day(2026)
    assert nearest(date(2026, 10, 6), closed, span) == date(2026, 10, 13)
    assert nearest(date(2026, 10, 14), closed, span) == date(2026, 10, 14)
    whole = [SchoolHoliday("b", "Stengt", date(2026, 8, 1), date(2027, 6, 1))]
    assert nearest(date(2027, 6, 1), whole, span) == date(2027, 6, 8)
    nothing = [SchoolHoliday("c", "Stengt", *span)]
    assert nearest(date(2026, 10, 6), nothing, span) == date(2026, 10, 6)  # nowhere to go: the day is left


def test_weekdays_begin_and_end_within() -> None:
    days = list(weekdays(date(2026, 9, 1), date(2026, 9, 15), 2))
    assert days == [date(2026, 9, 1), date(2026, 9, 8), date(2026, 9, 15)]
    assert list(weekdays(date(2026, 9, 2), date(2026, 9, 7), 2)) == []


def test_usual_holidays_lie_in_the_year_they_are_for() -> None:
    for year in range(2024, 2060):
        told = usual_holidays(year)
        assert all(first_day(year) <= first <= last <= last_day(year) for _name, first, last in told)
