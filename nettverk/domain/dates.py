"""Days and times as people write them in a hurry: «15.1», «15. januar», «uke 6», «fredag», «i morgen», «835».

Bokmål, nynorsk and English are read together, whatever language the windows speak, and everything the program itself
writes is read back as the same day. What cannot be read, or is so far off that it is likelier a slip, says so.
"""

from __future__ import annotations

import re
from contextlib import suppress
from dataclasses import dataclass
from datetime import date, time, timedelta
from enum import StrEnum

from nettverk.i18n import _, long_date

_MONTHS = (
    "januar january", "februar february", "mars march", "april", "mai may", "juni june", "juli july", "august",
    "september", "oktober october", "november", "desember december",
)  # fmt: skip
_WEEKDAYS = (
    "mandag måndag monday", "tirsdag tysdag tuesday", "onsdag wednesday", "torsdag thursday", "fredag friday",
    "lørdag laurdag saturday", "søndag sundag sunday",
)  # fmt: skip
_FROM_TODAY = {
    "i går": -1, "igår": -1, "yesterday": -1, "i dag": 0, "idag": 0, "today": 0, "i morgen": 1, "imorgen": 1,
    "i morgon": 1, "imorgon": 1, "tomorrow": 1, "i overmorgen": 2, "overmorgen": 2, "i overmorgon": 2, "overmorgon": 2,
    "day after tomorrow": 2, "the day after tomorrow": 2,
}  # fmt: skip
_COUNTED = {"en": 1, "ei": 1, "ein": 1, "et": 1, "a": 1, "one": 1, "to": 2, "two": 2, "tre": 3, "three": 3}
_YEAR = r"(\d{4}|\d{2})"
_NUMBERS = re.compile(rf"(\d{{1,2}})\s*[.,/ -]\s*(\d{{1,2}})(?:\s*[.,/ -]\s*{_YEAR})?\.?")
_ISO = re.compile(r"(\d{4})-(\d{1,2})-(\d{1,2})")
_DAY_MONTH = re.compile(rf"(\d{{1,2}})(?:\.|st|nd|rd|th)?\s*(?:of )?([a-z]{{3,9}})\.?(?:,?\s+{_YEAR})?")
_MONTH_DAY = re.compile(r"([a-z]{3,9})\.?\s+(\d{1,2})(?:st|nd|rd|th)?(?:,?\s+(\d{4}))?")
_MONTH = re.compile(r"(?:i |innen |utgangen av |slutten av |in |by )?([a-z]{3,9})\.?(?:\s+(\d{4}))?")
_CLOCK = re.compile(
    r"(?:(?:kl|klokk[ae]n?|at)\b\.?\s*)?(\d{1,2})(?:\s*[.:,h -]\s*(\d{1,2})|(\d{2}))?\.?(?:\s*([ap])\.?m\.?)?"
)
_WEEK = re.compile(r"(?:i |in )?(?:uke|veke|week|u|w)\.?\s*(\d{1,2})(?:\s*[ ,/]\s*(\d{4}))?")
_WEEKDAY = re.compile(r"(?:på |neste |denne |kommende |komande |on |next |this |coming )?([a-zøå]{3,9})")
_WITH_WEEKDAY = re.compile(r"(?:på |on )?([a-zøå]{3,9})\.?,?\s+(?:den |the )?(.+)")
_WEEK_FIRST = re.compile(r"(.*\d)\s*,?\s+(?:på |on )?([a-zøå]{3,9})")
_LATER = re.compile(r"(?:om|in)\s+(\d{1,3}|[a-z]{1,5})\s+(dag(?:er|ar)?|days?|uker?|veker?|weeks?)")
# How long after a day people still mean it, and not the same day next year.
LATE = timedelta(days=14)
# ISO weekday. «Uke 6» as a deadline means by the end of that week's work.
FRIDAY = 5
_AHEAD, _BACK, _OLD = timedelta(days=548), timedelta(days=183), timedelta(days=3653)


class Doubt(StrEnum):
    """Why a day is not simply taken."""

    UNREADABLE = "unreadable"
    NO_SUCH_DAY = "no such day"
    OTHER_WEEKDAY = "other weekday"
    FAR = "far"


class Expected(StrEnum):
    """Which way from today a day is likely to lie."""

    COMING = "coming"
    PAST = "past"


@dataclass(frozen=True, slots=True)
class DayRead:
    """What a text was understood as.

    Attributes:
        day: the day that is meant; beside a doubt, the one that it would be.
        doubt: None where it can be taken as it is.
    """

    day: date | None = None
    doubt: Doubt | None = None

    @property
    def words(self) -> str:
        """What was understood, or why nothing was, as one says it beside the field."""
        match self.doubt, self.day:
            case None, date() as day:
                return long_date(day)
            case Doubt.FAR, date() as day:
                return _("{day}? Det er langt unna. Trykk Enter én gang til om det stemmer.").format(day=long_date(day))
            case Doubt.OTHER_WEEKDAY, date() as day:
                return _("Ukedagen passer ikke: den datoen er {day}.").format(day=long_date(day))
            case Doubt.NO_SUCH_DAY, _day:
                return _("Den datoen finnes ikke.")
            case _:
                return _("Skriv en dag som 9.2, 9. februar, uke 6 eller fredag.")


def understand_day(text: str, today: date, expected: Expected = Expected.COMING, near: date | None = None) -> DayRead:
    """What day a text means, and whether it is sure enough to be taken without asking.

    Args:
        today: what «i morgen» counts from, and what is far off.
        near: a day without a year is the first such day from two weeks before this one (today where left out), or
            for what is expected in the past the last one before it. A week is its Friday, a month its last day.
    """
    words = " ".join(text.casefold().split()).strip(" ,;")
    if (days := _FROM_TODAY.get(words)) is not None:
        return DayRead(today + timedelta(days=days))
    try:
        read = _read(words, near or today)
    except (ValueError, OverflowError):  # the year 0 or 9999: days that the calendar does not have
        return DayRead(None, Doubt.NO_SUCH_DAY)
    if read.doubt is not None or read.day is None:
        return read
    day = read.day
    if expected is Expected.PAST and day > today and not re.search(r"\d{4}", words):
        before = range(day.year - 1, day.year - 9, -1)
        day = next((nearest for each in before if (nearest := _day(each, day.month, day.day))), day)
    return DayRead(day, Doubt.FAR if _is_far(day, today, near or today, expected) else None)


def _is_far(day: date, today: date, near: date, expected: Expected) -> bool:
    if expected is Expected.PAST:
        return day > today or today - day > _OLD
    return day - max(today, near) > _AHEAD or min(today, near) - day > _BACK


def read_day(text: str, near: date) -> date | None:
    """The day that is meant, however far off, or None where no day can be read; see ``understand_day``."""
    read = understand_day(text, near)
    return read.day if read.doubt in {None, Doubt.FAR} else None


def read_clock(text: str) -> time | None:
    """The time of day that is meant («8.35», «0835», «8:35», «kl. 9», «2pm»), or None where none can be read."""
    match = _CLOCK.fullmatch(" ".join(text.casefold().split()))
    if match is None:
        return None
    hour, minute, half = int(match[1]), int(match[2] or match[3] or 0), match[4]
    if half is not None:
        if not 1 <= hour <= 12:
            return None
        hour = hour % 12 + (12 if half == "p" else 0)
    return time(hour, minute) if hour < 24 and minute < 60 else None


def clock_words() -> str:
    """How a time of day is written, as one says it beside a field that could not read one."""
    return _("Skriv klokkeslettet slik: 8.35 eller 835.")


def _read(words: str, near: date) -> DayRead:
    if read := _plain(words, near):
        return read
    if (match := _WEEKDAY.fullmatch(words)) and (weekday := _place(match[1], _WEEKDAYS)):
        # One to seven days on: said on a Friday, «fredag» is the next one.
        return DayRead(near + timedelta(days=(weekday - near.isoweekday() - 1) % 7 + 1))
    if match := _LATER.fullmatch(words):
        count = int(match[1]) if match[1].isdigit() else _COUNTED.get(match[1], 0)
        if count:
            return DayRead(near + timedelta(days=count * (1 if match[2].startswith("da") else 7)))
    for weekday_word, rest in _parted(words):
        if weekday := _place(weekday_word, _WEEKDAYS):
            if match := _WEEK.fullmatch(rest):
                return _week(int(match[1]), match[2], near, weekday)
            if (read := _plain(rest, near)) and read.day is not None:
                return read if read.day.isoweekday() == weekday else DayRead(read.day, Doubt.OTHER_WEEKDAY)
    return DayRead(None, Doubt.UNREADABLE)


def _parted(words: str) -> list[tuple[str, str]]:
    """A weekday and the rest of a text, whichever stands first: «fredag 9.2», «uke 6 fredag»."""
    first, last = _WITH_WEEKDAY.fullmatch(words), _WEEK_FIRST.fullmatch(words)
    return [*([(first[1], first[2])] if first else []), *([(last[2], last[1])] if last else [])]


def _plain(words: str, near: date) -> DayRead | None:
    """A date, week or month without a weekday beside it; None where the text is not of that kind."""
    if match := _ISO.fullmatch(words):
        return _found(_day(int(match[1]), int(match[2]), int(match[3])))
    if match := _NUMBERS.fullmatch(words):
        return _found(_nearest(int(match[1]), int(match[2]), match[3], near))
    if match := _WEEK.fullmatch(words):
        return _week(int(match[1]), match[2], near, FRIDAY)
    if words.startswith("den "):
        return _plain(words[4:], near)
    if (match := _DAY_MONTH.fullmatch(words)) and (month := _place(match[2], _MONTHS)):
        return _found(_nearest(int(match[1]), month, match[3], near))
    if (match := _MONTH.fullmatch(words)) and match[1] != "jul" and (month := _place(match[1], _MONTHS)):
        # Said in November, «mars» is next year's; the current month is this year's.
        year = int(match[2]) if match[2] else near.year + (month < near.month)
        return DayRead(date(year + month // 12, month % 12 + 1, 1) - timedelta(days=1))
    if (match := _MONTH_DAY.fullmatch(words)) and (month := _place(match[1], _MONTHS)):
        return _found(_nearest(int(match[2]), month, match[3], near))
    return None


def _found(day: date | None) -> DayRead:
    return DayRead(day) if day is not None else DayRead(None, Doubt.NO_SUCH_DAY)


def _place(word: str, names: tuple[str, ...]) -> int:
    """The number from 1 of the name that begins so (three letters are enough); 0 for none."""
    begins = (any(name.startswith(word) for name in known.split()) for known in names)
    return next((number for number, is_it in enumerate(begins, start=1) if is_it), 0)


def _nearest(day: int, month: int, year: str | None, near: date) -> date | None:
    if year is not None:
        return _day(int(year) if len(year) == 4 else 2000 + int(year), month, day)
    # Around New Year the day may be of the year before; 29 February is in few of them.
    years = range(near.year - 1, near.year + 2)
    return next((nearest for each in years if (nearest := _day(each, month, day)) and near - nearest <= LATE), None)


def _week(week: int, year: str | None, near: date, weekday: int) -> DayRead:
    if year is not None:
        return DayRead(date.fromisocalendar(int(year), week, weekday))
    # Around New Year the week may be of the year before; not every year has a week 53.
    for each in range(near.year - 1, near.year + 2):
        with suppress(ValueError):
            day = date.fromisocalendar(each, week, weekday)
            if near - day <= LATE:
                return DayRead(day)
    return DayRead(None, Doubt.NO_SUCH_DAY)


def _day(year: int, month: int, day: int) -> date | None:
    try:
        return date(year, month, day)
    except ValueError:
        return None
