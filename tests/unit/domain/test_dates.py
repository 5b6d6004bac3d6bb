"""A deadline typed in a hurry becomes the day that was meant."""

from __future__ import annotations

from datetime import date, time, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from nettverk import i18n
from nettverk.domain.dates import Doubt, Expected, read_clock, read_day, understand_day

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
        ("9,2", date(2027, 2, 9)),  # the decimal key of a Norwegian keyboard
        ("9/2", date(2027, 2, 9)),
        ("u6", date(2027, 2, 12)),
        ("week 6", date(2027, 2, 12)),
        ("uke 6 2028", date(2028, 2, 11)),
        ("tirsdag uke 6", date(2027, 2, 9)),
        ("uke 6, tirsdag", date(2027, 2, 9)),
        ("tirsdag 9.2", date(2027, 2, 9)),
        ("tysdag 9. februar 2027", date(2027, 2, 9)),
        ("Tuesday, 9 February 2027", date(2027, 2, 9)),
        ("february 9th", date(2027, 2, 9)),
        ("den 9. februar", date(2027, 2, 9)),
        ("i dag", date(2026, 11, 24)),
        ("i morgen", date(2026, 11, 25)),
        ("i morgon", date(2026, 11, 25)),
        ("tomorrow", date(2026, 11, 25)),
        ("i overmorgen", date(2026, 11, 26)),
        ("i går", date(2026, 11, 23)),
        ("laurdag", date(2026, 11, 28)),
        ("sundag", date(2026, 11, 29)),
        ("next friday", date(2026, 11, 27)),
        ("om to uker", date(2026, 12, 8)),
        ("om 3 dagar", date(2026, 11, 27)),
        ("in 1 week", date(2026, 12, 1)),
    ],
)
def test_days_as_people_write_them(typed: str, meant: date | None) -> None:
    assert read_day(typed, NEAR) == meant


@pytest.mark.parametrize(
    "typed",
    [
        "",
        "snart",
        "32.1",
        "15.13",
        "uke 60",
        "før jul",
        "0.0",
        "mandel",
        "15.",
        "uke",
        "jul",
        "30.2",
        "mars 0000",
        "9.2.0000",
        "desember 9999",
        "fredag 9.2",
        "uke 6 0000",
        "om 0 dager",
    ],
)
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


@pytest.mark.parametrize(
    ("typed", "doubt"),
    [
        ("23.3.2303", Doubt.FAR),  # a year typed wrong
        ("9.2.2026", Doubt.FAR),  # last year's number, as one writes in January
        ("1.6.2028", Doubt.FAR),
        ("1.5.2028", None),
        ("9.2", None),
        ("30.2.2027", Doubt.NO_SUCH_DAY),
        ("uke 54", Doubt.NO_SUCH_DAY),
        ("fredag 9.2", Doubt.OTHER_WEEKDAY),
        ("snart", Doubt.UNREADABLE),
    ],
)
def test_what_is_likelier_a_slip_is_not_taken_without_asking(typed: str, doubt: Doubt | None) -> None:
    assert understand_day(typed, NEAR).doubt == doubt


@given(st.dates(date(2026, 1, 1), date(2027, 12, 31)), st.integers(1, 28), st.integers(1, 12))
def test_a_day_without_a_year_is_never_far_off(today: date, day: int, month: int) -> None:
    read = understand_day(f"{day}.{month}", today)
    assert read.doubt is None
    assert read.day is not None
    assert -timedelta(days=14) <= read.day - today <= timedelta(days=366)


def test_in_the_past_a_day_without_a_year_is_the_last_one() -> None:
    assert understand_day("9.2", NEAR, Expected.PAST).day == date(2026, 2, 9)
    assert understand_day("9.12", NEAR, Expected.PAST).day == date(2025, 12, 9)
    assert understand_day("9.2.2027", NEAR, Expected.PAST).doubt is Doubt.FAR
    assert understand_day("9.2.2019", NEAR, Expected.PAST).doubt is None


@given(
    st.dates(date(2020, 1, 1), date(2080, 1, 1)),
    st.integers(-13, 350),
    st.sampled_from(["nb", "nn", "en"]),
)
def test_every_day_the_program_writes_is_read_back_as_that_day(today: date, ahead: int, language: str) -> None:
    day = today + timedelta(days=ahead)
    with i18n.using(language):
        for written in (i18n.long_date(day), i18n.short_date(day), i18n.day_month(day), day.isoformat()):
            assert read_day(written, today) == day, written
        assert read_day(understand_day(i18n.long_date(day), today).words, today) == day


@given(st.times(), st.sampled_from(["nb", "nn", "en"]))
def test_every_time_the_program_writes_is_read_back_as_that_time(moment: time, language: str) -> None:
    moment = moment.replace(second=0, microsecond=0, tzinfo=None)
    with i18n.using(language):
        assert read_clock(i18n.clock(moment)) == moment
        assert read_clock(f"kl. {i18n.clock(moment)}") == moment


@given(
    st.text(st.sampled_from("0123456789./-, :apmuke6fredaglørsøni morgenjwst"), max_size=24),
    st.dates(date(1, 1, 1), date(9999, 12, 31)),
    st.sampled_from(list(Expected)),
)
def test_no_text_and_no_day_makes_it_fall(text: str, today: date, expected: Expected) -> None:
    read = understand_day(text, today, expected)
    assert (read.day is not None) or read.doubt in {Doubt.UNREADABLE, Doubt.NO_SUCH_DAY}
    assert read.words
    read_clock(text)


@pytest.mark.parametrize(
    ("text", "moment"),
    [("9", time(9)), ("kl 9", time(9)), ("klokka 9.30", time(9, 30)), ("9,30", time(9, 30)), ("2pm", time(14)),
     ("12 am", time(0)), ("8:35 a.m.", time(8, 35)), ("2030", time(20, 30)), ("13pm", None), ("24", None)],
)  # fmt: skip
def test_times_in_other_ways_of_writing(text: str, moment: time | None) -> None:
    assert read_clock(text) == moment


def test_around_new_year_the_day_that_is_near_is_meant() -> None:
    new_year = date(2021, 1, 1)
    assert read_day("31. desember", new_year) == date(2020, 12, 31)
    assert read_day("uke 53", new_year) == date(2021, 1, 1)  # its Friday
    assert read_day("uke 52", new_year) == date(2020, 12, 25)
    assert read_day("uke 50", new_year) == date(2021, 12, 17)
    assert read_day("9.1", date(2020, 12, 30)) == date(2021, 1, 9)
    assert read_day("29.2", date(2027, 5, 1)) == date(2028, 2, 29)
