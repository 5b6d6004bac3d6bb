"""Events out as an iCalendar file (RFC 5545) that calendars can read again and again: the same event is replaced."""

from __future__ import annotations

import re
from collections.abc import Iterable
from datetime import UTC, date, datetime
from typing import TYPE_CHECKING
from zoneinfo import ZoneInfo

from nettverk.domain.data_tables import CalendarEvent
from nettverk.i18n import _

if TYPE_CHECKING:
    from icalendar import Component

ZONE = "Europe/Oslo"
_FIRST = datetime(2020, 1, 1, tzinfo=UTC)
_CONTROL = re.compile(r"[\x00-\x09\x0b-\x1f\x7f\ufffe\uffff\ud800-\udfff]")
_MOST_SEQUENCE = 2**31 - 1
# As it has been since 1996 (directive 2000/84/EC).
_RULES = f"""BEGIN:VTIMEZONE
TZID:{ZONE}
BEGIN:DAYLIGHT
TZOFFSETFROM:+0100
TZOFFSETTO:+0200
TZNAME:CEST
DTSTART:19960331T020000
RRULE:FREQ=YEARLY;BYMONTH=3;BYDAY=-1SU
END:DAYLIGHT
BEGIN:STANDARD
TZOFFSETFROM:+0200
TZOFFSETTO:+0100
TZNAME:CET
DTSTART:19961027T030000
RRULE:FREQ=YEARLY;BYMONTH=10;BYDAY=-1SU
END:STANDARD
END:VTIMEZONE
"""


def to_ics(events: Iterable[CalendarEvent], name: str, made: datetime) -> bytes:
    """The file; equal input gives equal bytes.

    Args:
        name: what the calendar is called where it is shown.
        made: when it was read, in UTC. An event's SEQUENCE is the seconds from 2020 to then. A counter would have to
            lie in the database, and would go backwards with a backup, an undo or another copy of the file; then
            calendars would keep what they have. Time does not.
    """
    from icalendar import Calendar

    calendar = Calendar()
    calendar.add("prodid", "-//Nettverk//Nettverk//NO")
    calendar.add("version", "2.0")
    calendar.add("calscale", "GREGORIAN")
    calendar.add("method", "PUBLISH")
    calendar.add("x-wr-calname", _line(name))
    calendar.add("x-wr-timezone", ZONE)
    made = made.astimezone(UTC).replace(microsecond=0)
    listed = list(events)
    if any(isinstance(event.start, datetime) for event in listed):
        calendar.add_component(_zone())
    for event in listed:
        calendar.add_component(_event(event, made))
    data: bytes = calendar.to_ical()
    return data


def _event(event: CalendarEvent, made: datetime) -> Component:
    from icalendar import Event

    made_of = Event()
    made_of.add("uid", event.uid)
    made_of.add("dtstamp", made)
    made_of.add("last-modified", made)
    made_of.add("sequence", min(max(0, int((made - _FIRST).total_seconds())), _MOST_SEQUENCE))
    title = _("Avlyst: {what}").format(what=event.title) if event.cancelled else event.title
    made_of.add("summary", _line(title))
    made_of.add("dtstart", _moment(event.start))
    made_of.add("dtend", _moment(event.end))
    made_of.add("status", "CANCELLED" if event.cancelled else "CONFIRMED")
    # A deadline is not a day that somebody is away, and what is called off takes no time.
    busy = isinstance(event.start, datetime) and not event.cancelled
    made_of.add("transp", "OPAQUE" if busy else "TRANSPARENT")
    for field, text in (("location", _line(event.place)), ("description", _text(event.note))):
        if text:
            made_of.add(field, text)
    if category := _line(event.category):
        made_of.add("categories", [category])
    return made_of


def _moment(day: date | datetime) -> date | datetime:
    return day.replace(tzinfo=ZoneInfo(ZONE)) if isinstance(day, datetime) else day


def _zone() -> Component:
    """The zone's own rules: a calendar need not know the name of it."""
    from icalendar import Timezone

    rules: Component = Timezone.from_ical(_RULES.replace("\n", "\r\n"))
    return rules


def _text(text: str) -> str:
    """Without what no calendar can hold; line breaks of one kind."""
    return _CONTROL.sub(" ", text.replace("\r\n", "\n").replace("\r", "\n").replace("\t", " ")).strip()


def _line(text: str) -> str:
    return " ".join(_text(text).split())
