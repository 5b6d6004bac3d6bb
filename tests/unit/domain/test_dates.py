"""A deadline typed in a hurry becomes the day that was meant."""

from __future__ import annotations

from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from nettverk.domain.dates import read_clock, read_day

NEAR = date(2026, 11, 24)  # a Tuesday


@pytest.mark.parametrize(
    ("typed", "meant"),
    [
        ("15.1", date(2027, 1, 15)),
        ("15.1.", date(2027, 1, 15)),
        ("15/1", date(2027, 1, 15)),
        ("15.12", date(2026, 12, 15)),
        ("15.11", date(2026, 11, 15)),  # a week ago: somebody writes down what is done
        ("1.11", date(2027, 11, 1)),
        ("15.01.27", date(2027, 1, 15)),
        ("15.1.2028", date(2028, 1, 15)),
        ("2027-02-03", date(2027, 2, 3)),
        ("15. januar", date(2027, 1, 15)),
        ("15 jan", date(2027, 1, 15)),
        ("3. mai 2027", date(2027, 5, 3)),
        ("1. desember", date(2026, 12, 1)),
        ("Januar", date(2027, 1, 31)),
        ("innen februar", date(2027, 2, 28)),
        ("desember", date(2026, 12, 31)),
        ("uke 6", date(2027, 2, 12)),
        ("Uke 49", date(2026, 12, 4)),
        ("veke 6", date(2027, 2, 12)),
        ("fredag", date(2026, 11, 27)),
        ("tirsdag", date(2026, 12, 1)),
        ("neste fredag", date(2026, 11, 27)),
        ("tysdag", date(2026, 12, 1)),
        ("15 January", date(2027, 1, 15)),
        ("friday", date(2026, 11, 27)),
        ("29.2", None),
    ],
)
def test_days_as_people_write_them(typed: str, meant: date | None) -> None:
    assert read_day(typed, NEAR) == meant


@pytest.mark.parametrize("typed", ["", "snart", "32.1", "15.13", "uke 60", "før jul", "0.0", "mandel", "15.", "uke"])
def test_other_words_are_no_day(typed: str) -> None:
    assert read_day(typed, NEAR) is None


@given(st.dates(date(2020, 1, 1), date(2090, 1, 1)), st.dates(date(2020, 1, 1), date(2090, 1, 1)))
def test_a_whole_date_is_that_date_whenever_it_is_typed(day: date, near: date) -> None:
    assert read_day(f"{day.day}.{day.month}.{day.year}", near) == day


@given(st.text(max_size=30), st.dates(date(2020, 1, 1), date(2090, 1, 1)))
def test_any_text_is_a_day_or_none(text: str, near: date) -> None:
    assert read_day(text, near) is None or isinstance(read_day(text, near), date)


@pytest.mark.parametrize(
    ("text", "clock"),
    [
        ("835", "08.35"),
        ("0835", "08.35"),
        ("8.35", "08.35"),
        (" 8:35 ", "08.35"),
        ("kl. 9", "09.00"),
        ("14 05", "14.05"),
    ],
)
def test_a_time_is_read_as_it_is_written_in_a_hurry(text: str, clock: str) -> None:
    told = read_clock(text)
    assert told is not None
    assert f"{told:%H.%M}" == clock


@pytest.mark.parametrize("text", ["", "25.00", "8.75", "kvart på", "12345"])
def test_what_is_no_time_is_not_guessed(text: str) -> None:
    assert read_clock(text) is None
