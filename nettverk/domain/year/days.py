"""The calendar of a Norwegian school year, August to July: public holidays computed, school holidays typed."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from datetime import date, timedelta
from functools import cache

from nettverk.i18n import _

SATURDAY = 6
"""The first ISO weekday on which nobody meets."""


@dataclass(frozen=True, slots=True)
class SchoolHoliday:
    """Days on which schools are closed, as the municipality has typed them; both ends are among them."""

    id: str
    name: str
    first_day: date
    last_day: date


def first_day(year: int) -> date:
    """Where the school year that begins in ``year`` begins."""
    return date(year, 8, 1)


def last_day(year: int) -> date:
    """The last day of the school year that begins in ``year``."""
    return date(year + 1, 7, 31)


def year_name(year: int) -> str:
    """A school year as one writes it: «2026–2027»."""
    return f"{year}–{year + 1}"


@cache
def easter(year: int) -> date:
    """Easter Sunday of the Gregorian calendar (Oudin's algorithm, 1940)."""
    century = year // 100
    golden = year % 19
    moon = (century - century // 4 - (8 * century + 13) // 25 + 19 * golden + 15) % 30
    moon -= moon // 28 * (1 - moon // 28 * (29 // (moon + 1)) * ((21 - golden) // 11))
    sunday = moon - (year + year // 4 + moon + 2 - century + century // 4) % 7
    month = 3 + (sunday + 40) // 44
    return date(year, month, sunday + 28 - 31 * (month // 4))


def public_holidays(year: int) -> Mapping[date, str]:
    """The public holidays of a calendar year by law (lov om helligdager 1995, lov om 1. og 17. mai 1947), named."""
    sunday = easter(year)
    from_easter = (
        (-3, _("skjærtorsdag")), (-2, _("langfredag")), (0, _("første påskedag")), (1, _("andre påskedag")),
        (39, _("Kristi himmelfartsdag")), (49, _("første pinsedag")), (50, _("andre pinsedag")),
    )  # fmt: skip
    days_off = {sunday + timedelta(days=days): name for days, name in from_easter}
    days_off |= {
        date(year, 1, 1): _("første nyttårsdag"),
        date(year, 5, 1): _("1. mai"),
        date(year, 5, 17): _("17. mai"),
        date(year, 12, 25): _("første juledag"),
        date(year, 12, 26): _("andre juledag"),
    }
    return days_off


def holiday_on(day: date) -> str:
    """The public holiday a day is; empty for all others."""
    return public_holidays(day.year).get(day, "")


def closed_on(day: date, holidays: Iterable[SchoolHoliday]) -> SchoolHoliday | None:
    """The school holiday that a day lies in."""
    return next((holiday for holiday in holidays if holiday.first_day <= day <= holiday.last_day), None)


def can_meet_on(day: date, holidays: Iterable[SchoolHoliday]) -> bool:
    """Whether people meet on a day: a weekday that is no holiday of any kind."""
    return day.isoweekday() < SATURDAY and not holiday_on(day) and closed_on(day, holidays) is None


def weekdays(start: date, end: date, weekday: int) -> Iterator[date]:
    """Every such weekday (ISO, 1 is Monday) from ``start`` to ``end``, both among them."""
    day = start + timedelta(days=(weekday - start.isoweekday()) % 7)
    while day <= end:
        yield day
        day += timedelta(weeks=1)


def nearest(day: date, holidays: Iterable[SchoolHoliday], within: tuple[date, date]) -> date:
    """The day itself where people can meet on it; else the same weekday of the nearest week, or at last any near day.

    Args:
        within: the first and the last day there are.
    """
    known = tuple(holidays)

    def fits(at: date) -> bool:
        return within[0] <= at <= within[1] and can_meet_on(at, known)

    if day.isoweekday() >= SATURDAY:
        day += timedelta(days=8 - day.isoweekday())
    for weeks in range(9):
        for away in (weeks, -weeks):
            if fits(day + timedelta(weeks=away)):
                return day + timedelta(weeks=away)
    for days in range(60):
        for away in (days, -days):
            if fits(day + timedelta(days=away)):
                return day + timedelta(days=away)
    return day


def usual_holidays(year: int) -> tuple[tuple[str, date, date], ...]:
    """Where a municipality begins when it types its school holidays: (name, first, last), to be put right by hand.

    Only what lies about the same in all of Norway: week 40 and week 8 are chosen differently from county to county.
    """
    eve = date(year, 12, 21)
    back = date(year + 1, 1, 3)
    sunday = easter(year + 1)
    return (
        (_("Høstferie"), date.fromisocalendar(year, 40, 1), date.fromisocalendar(year, 40, 5)),
        (_("Juleferie"), eve, back),
        (_("Vinterferie"), date.fromisocalendar(year + 1, 8, 1), date.fromisocalendar(year + 1, 8, 5)),
        (_("Påskeferie"), sunday - timedelta(days=6), sunday + timedelta(days=1)),
        (_("Sommerferie"), date(year + 1, 6, 19), last_day(year)),
        (_("Sommerferie"), first_day(year), date(year, 8, 14)),
    )
