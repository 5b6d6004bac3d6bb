"""The calendar that goes out: read again, the same event is replaced, and a time is Norway's."""

from __future__ import annotations

from datetime import UTC, date, datetime, timedelta

import pytest
from icalendar import Calendar

from nettverk.domain.data_tables import CalendarEvent
from nettverk.exchange.calendar_out import to_ics

AT = datetime(2026, 11, 30, 8, tzinfo=UTC)
DAY = CalendarEvent(
    "gathering-1@nettverk", "Gode overganger; del 1, og «mer»", datetime(2027, 3, 16, 8, 30), datetime(2027, 3, 16, 14),
    "Rådhuset, sal 2\nAndre etasje", "Linje 1\nLinje 2; med \\ og ,", "Samling",
)  # fmt: skip


def read(*events: CalendarEvent, at: datetime = AT) -> tuple[bytes, list[Calendar]]:
    data = to_ics(events, "Årshjul", at)
    return data, list(Calendar.from_ical(data).walk("VEVENT"))


def test_a_gathering_has_its_time_in_oslo_and_its_words() -> None:
    data, (event,) = read(DAY)
    assert event["UID"] == "gathering-1@nettverk"
    assert event["SUMMARY"] == DAY.title
    assert event["DESCRIPTION"] == DAY.note
    assert event["LOCATION"] == "Rådhuset, sal 2 Andre etasje"
    assert event["DTSTART"].dt.utcoffset() == timedelta(hours=1)
    assert b"DTSTART;TZID=Europe/Oslo:20270316T083000" in data
    assert b"BEGIN:VTIMEZONE" in data
    assert (event["STATUS"], event["TRANSP"]) == ("CONFIRMED", "OPAQUE")
    summer = CalendarEvent("a", "b", datetime(2027, 6, 1, 8), datetime(2027, 6, 1, 9))
    assert read(summer)[1][0]["DTSTART"].dt.utcoffset() == timedelta(hours=2)


def test_whole_days_have_no_zone_and_take_no_time() -> None:
    data, (event,) = read(CalendarEvent("a", "Frist", date(2027, 1, 15), date(2027, 1, 17)))
    assert b"VTIMEZONE" not in data
    assert (event["DTSTART"].dt, event["DTEND"].dt) == (date(2027, 1, 15), date(2027, 1, 17))
    assert event["TRANSP"] == "TRANSPARENT"


def test_what_goes_out_later_takes_the_place_of_what_went_out_before() -> None:
    (first,) = read(DAY)[1]
    called_off = CalendarEvent(DAY.uid, DAY.title, DAY.start, DAY.end, cancelled=True)
    (later,) = read(called_off, at=AT + timedelta(seconds=1))[1]
    assert later["UID"] == first["UID"]
    assert later["SEQUENCE"] > first["SEQUENCE"]
    assert later["DTSTAMP"].dt > first["DTSTAMP"].dt
    assert (later["STATUS"], later["SUMMARY"]) == ("CANCELLED", f"Avlyst: {DAY.title}")
    assert later["TRANSP"] == "TRANSPARENT"
    assert read(DAY)[0] == read(DAY)[0]


@pytest.mark.parametrize(
    "words", ["🙂" * 60, "=1+1", "a\x00b\x07", "æ" * 200, "x\r\nBEGIN:VEVENT", "END:VCALENDAR", '"']
)
def test_no_words_break_the_file(words: str) -> None:
    data, events = read(CalendarEvent("a", words, date(2027, 1, 1), date(2027, 1, 2), words, words, words), DAY)
    assert len(events) == 2
    assert all(len(line) <= 75 for line in data.split(b"\r\n"))
    data.decode()
    assert b"\n" not in data.replace(b"\r\n", b"")


def test_an_empty_year_is_a_calendar_all_the_same() -> None:
    data, events = read()
    assert events == []
    assert data.startswith(b"BEGIN:VCALENDAR\r\n")
