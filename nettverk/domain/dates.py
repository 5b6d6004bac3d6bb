"""Days and times as people write them in a hurry: «15.1», «15. januar», «uke 6», «fredag», «835»."""

from __future__ import annotations

import re
from datetime import date, time, timedelta

_MONTHS = (
    "januar january", "februar february", "mars march", "april", "mai may", "juni june", "juli july", "august",
    "september", "oktober october", "november", "desember december",
)  # fmt: skip
_WEEKDAYS = (
    "mandag måndag monday", "tirsdag tysdag tuesday", "onsdag wednesday", "torsdag thursday", "fredag friday",
    "lørdag laurdag saturday", "søndag sundag sunday",
)  # fmt: skip
_NUMBERS = re.compile(r"(\d{1,2})\s*[./ -]\s*(\d{1,2})(?:\s*[./ -]\s*(\d{4}|\d{2}))?\.?")
_ISO = re.compile(r"(\d{4})-(\d{1,2})-(\d{1,2})")
_DAY_MONTH = re.compile(r"(\d{1,2})\.?\s*([a-z]{3,9})\.?(?:\s+(\d{4}|\d{2}))?")
_MONTH = re.compile(r"(?:i |innen |utgangen av |slutten av |in |by )?([a-z]{3,9})\.?(?:\s+(\d{4}))?")
_CLOCK = re.compile(r"(?:kl\.?\s*|klokk[ae]n?\s*)?(\d{1,2})(?:\s*[.:,h -]\s*(\d{1,2})|(\d{2}))?\.?")
_WEEK = re.compile(r"(?:uke|veke|week|u)\.?\s*(\d{1,2})")
_WEEKDAY = re.compile(r"(?:på |neste |on |next )?([a-zøå]{3,9})")
# How long after a day people still mean it, and not the same day next year.
LATE = timedelta(days=14)
# ISO weekday. «Uke 6» as a deadline means by the end of that week's work.
FRIDAY = 5


def read_day(text: str, near: date) -> date | None:
    """The day that is meant, or None where no day can be read.

    Args:
        near: a day without a year is the first such day from two weeks before this one. A week is its Friday, a month
            its last day, a weekday the next one.
    """
    words = " ".join(text.casefold().split()).strip(" ,;")
    if match := _ISO.fullmatch(words):
        return _day(int(match[1]), int(match[2]), int(match[3]))
    if match := _NUMBERS.fullmatch(words):
        return _nearest(int(match[1]), int(match[2]), match[3], near)
    if match := _WEEK.fullmatch(words):
        return _week(int(match[1]), near)
    if (match := _DAY_MONTH.fullmatch(words)) and (month := _place(match[2], _MONTHS)):
        return _nearest(int(match[1]), month, match[3], near)
    if (match := _MONTH.fullmatch(words)) and (month := _place(match[1], _MONTHS)):
        # Said in November, «mars» is next year's; the current month is this year's.
        year = int(match[2]) if match[2] else near.year + (month < near.month)
        return date(year + month // 12, month % 12 + 1, 1) - timedelta(days=1)
    if (match := _WEEKDAY.fullmatch(words)) and (weekday := _place(match[1], _WEEKDAYS)):
        # One to seven days on: said on a Friday, «fredag» is the next one.
        return near + timedelta(days=(weekday - near.isoweekday() - 1) % 7 + 1)
    return None


def read_clock(text: str) -> time | None:
    """The time of day that is meant («8.35», «0835», «8:35», «kl. 9», «9-30»), or None where none can be read."""
    match = _CLOCK.fullmatch(text.casefold().strip())
    hour, minute = (int(match[1]), int(match[2] or match[3] or 0)) if match else (24, 0)
    return time(hour, minute) if hour < 24 and minute < 60 else None


def _place(word: str, names: tuple[str, ...]) -> int:
    """The number from 1 of the name that begins so (three letters are enough); 0 for none."""
    begins = (any(name.startswith(word) for name in known.split()) for known in names)
    return next((number for number, is_it in enumerate(begins, start=1) if is_it), 0)


def _nearest(day: int, month: int, year: str | None, near: date) -> date | None:
    if year is not None:
        return _day(int(year) if len(year) == 4 else 2000 + int(year), month, day)
    this_year = _day(near.year, month, day)
    if this_year is not None and this_year < near - LATE:
        return _day(near.year + 1, month, day)
    return this_year or _day(near.year + 1, month, day)  # 29 February


def _week(week: int, near: date) -> date | None:
    try:
        friday = date.fromisocalendar(near.year, week, FRIDAY)
        return friday if friday >= near - LATE else date.fromisocalendar(near.year + 1, week, FRIDAY)
    except ValueError:
        return None


def _day(year: int, month: int, day: int) -> date | None:
    try:
        return date(year, month, day)
    except ValueError:
        return None
