"""Columns that are days: «Dag 1» and «Dag 2», «1. samling», «9. feb», each with who comes then."""

from __future__ import annotations

import re
from datetime import date
from functools import lru_cache
from typing import TYPE_CHECKING

from nettverk.domain.dates import read_day
from nettverk.domain.names import tidy
from nettverk.domain.participant_lists import ColumnRole as Role
from nettverk.exchange.list_hours import part_of_day
from nettverk.exchange.list_replies import Reply, reply_of

if TYPE_CHECKING:
    from collections.abc import Sequence

    from nettverk.domain.participant_lists import Column, Reading, Sheet

_LONGEST = 60  # characters of a title, and of an answer below it
_LONGEST_ANSWER = 120  # characters of one that names days
_TIMESTAMP = re.compile(r"\d:\d\d")
_DAY = (
    r"(?:(?:kurs|fag|nettverks|studie|plan)?dag(?:en)?|day|(?:nettverks?)?samling(?:a|en)?|gathering|møte|modul|module)"
)
_COUNTED = re.compile(
    rf"\b{_DAY} ?(?:nr\.? ?)?\d{{1,2}}\b|\b\d{{1,2}}(?:\.|st|nd|rd|th)? ?{_DAY}\b"
    rf"|\b(?:første|fyrste|andre|tredje|fjerde|siste|first|second|third|last) {_DAY}\b",
    re.IGNORECASE,
)
_WEEKDAY = r"(?:man|måns|tirs|tys|ons|tors|fre|lør|laur|søn|sun)dag|(?:mon|tues|wednes|thurs|fri|satur|sun)day"
_MONTH = (
    r"(?:jan(?:uar|uary)?|feb(?:ruar|ruary)?|mar(?:s|ch)?|apr(?:il)?|mai|may|jun[ie]?|jul[iy]?|aug(?:ust)?"
    r"|sep(?:t|tember)?|o[kc]t(?:ober)?|nov(?:ember)?|des(?:ember)?|dec(?:ember)?)"
)
_DATED = re.compile(
    rf"\b(?P<date>\d{{4}}-\d{{1,2}}-\d{{1,2}}|\d{{1,2}}[./]\s?\d{{1,2}}(?:[./]\s?(?:\d{{4}}|\d{{2}}))?"
    rf"|\d{{1,2}}(?:\.|st|nd|rd|th)? ?{_MONTH}\b\.?(?: \d{{4}})?|{_MONTH}\.? \d{{1,2}}(?:st|nd|rd|th)?\b)"
    rf"|\b(?:{_WEEKDAY})\b"
    rf"|^{_MONTH}$",
    re.IGNORECASE,
)
_TIME_OF_DAY = re.compile(r"[ T]\d{1,2}:\d\d(?::\d\d)?$")
_ABOUT_ELSE = re.compile(
    r"\b(?:lunsj|lunch|middag|mat|overnatt\w*|hotell?|hotel|buss|transport|allerg\w*|født|fødsel\w*|registrert"
    r"|tidspunkt|tidsmerke|timestamp)\b",
    re.IGNORECASE,
)
_TICK = re.compile(r"(?:x|[✓✔☑✅]|1|sann|true)", re.IGNORECASE)
_NO_TICK = re.compile(r"(?:-+|–|—|0|usann|false|[✗✘✕❌])", re.IGNORECASE)


def _read(text: str, near: date) -> date | None:
    # «9. feb»: the day is read with its month in letters whole or cut short.
    words = re.sub(rf"\b({_MONTH})\b\.?", lambda month: _whole(month.group()), text, flags=re.IGNORECASE)
    return read_day(words, near)


_MONTHS = (
    "januar",
    "februar",
    "mars",
    "april",
    "mai",
    "juni",
    "juli",
    "august",
    "september",
    "oktober",
    "november",
    "desember",
)
_OTHER_MONTHS = {"may": "mai", "oct": "oktober", "dec": "desember"}


def _whole(month: str) -> str:
    start = month[:3].casefold()
    return _OTHER_MONTHS.get(start) or next(name for name in _MONTHS if name.startswith(start))


def _plain(title: str) -> str:
    return _TIME_OF_DAY.sub("", tidy(title[: _LONGEST * 2]))


@lru_cache(500)
def names_a_day(title: str) -> bool:
    """Whether a column's title is a day, by number or date: «Dag 1», «Deltar du 9. februar?», «2. samling»."""
    plain = _plain(title)
    if not plain or len(plain) > _LONGEST or _ABOUT_ELSE.search(plain):
        return False
    return _COUNTED.search(plain) is not None or _DATED.search(plain) is not None


@lru_cache(2000)
def days_in(answer: str) -> frozenset[str]:
    """The days an answer names: «Kun dag 1», «9. februar;10. februar»; none where it names no day."""
    text = tidy(answer[:_LONGEST_ANSWER])
    if len(answer) > _LONGEST_ANSWER or _ABOUT_ELSE.search(text) or _TIMESTAMP.search(text):
        return frozenset()
    found = [*_COUNTED.finditer(text), *_DATED.finditer(text)]
    return frozenset(match.group().casefold().strip(".") for match in found)


def falls_on(answer: str, day: date) -> bool:
    """Whether an answer that names days has this one; also where none of them is a date."""
    dates = [read for match in _DATED.finditer(tidy(answer[:_LONGEST_ANSWER])) if (read := _read(match.group(), day))]
    return not dates or day in dates


def said_of_day(cell: str) -> Reply | None:
    """What a cell below a day says; None for an empty one."""
    text = tidy(cell[:_LONGEST])
    if not text:
        return None
    if _TICK.fullmatch(text):
        return Reply.YES
    if _NO_TICK.fullmatch(text):
        return Reply.NO
    return Reply.YES if part_of_day(text, asked=True) is not None else reply_of(text) or Reply.MAYBE


def _answers(cells: Sequence[str]) -> bool:
    """Whether cells below a day say who comes then, and not when somebody was born."""
    filled = [text for cell in cells if (text := tidy(cell[:_LONGEST]))]
    days = [
        text
        for text in filled
        if _TICK.fullmatch(text) or _NO_TICK.fullmatch(text) or reply_of(text) or part_of_day(text, asked=True)
    ]
    return 2 * len(days) > len(filled) or not filled


class Days:
    """The columns of one sheet that are days, and what a row says of each; empty where there are not at least two."""

    def __init__(self, reading: Reading, sheet: Sheet) -> None:
        self._titles = {column.index: column.header for column in _day_columns(reading, sheet)}

    @property
    def at(self) -> frozenset[int]:
        """The columns that are days."""
        return frozenset(self._titles)

    @property
    def titles(self) -> tuple[str, ...]:
        """The days as the list has them, in its order."""
        return tuple(dict.fromkeys(self._titles.values()))

    def on(self, day: date) -> str:
        """The title that names this very day; empty where none does."""
        return next((title for title in self.titles if is_dated(title, day)), "")

    def answers(self, cells: Sequence[str], day: str = "") -> list[str]:
        """What a row has written below the days, or below one of them."""
        texts = [_cell(cells, index) for index, title in self._titles.items() if title == day or not day]
        return [text for text in texts if text]

    def reply(self, cells: Sequence[str], day: str = "") -> tuple[str, Reply | None]:
        """What a row says of whether somebody comes that day, or any day; None where the list has no days.

        In a list of crosses an empty cell is a no, where the row has a cross for another day.
        """
        if not self._titles:
            return "", None
        said = {title: said_of_day(_cell(cells, index)) for index, title in self._titles.items()}
        if not any(said.values()):
            return " · ".join(self.titles), Reply.MAYBE  # nobody has said anything
        if day:
            reply = said[day] or Reply.NO
            return f"{day}: {' '.join(self.answers(cells, day)) or '–'}", reply
        replies = set(said.values())
        reply = next((each for each in (Reply.YES, Reply.MAYBE) if each in replies), Reply.NO)
        return ", ".join(self.answers(cells)), reply

    def some(self, cells: Sequence[str]) -> str:
        """The days a row says yes to, where it does not say yes to all."""
        said = {title: said_of_day(_cell(cells, index)) for index, title in self._titles.items()}
        days = [title for title, reply in said.items() if reply is Reply.YES]
        return ", ".join(days) if 0 < len(days) < len(said) else ""


def _cell(cells: Sequence[str], index: int) -> str:
    return tidy(cells[index][:_LONGEST]) if index < len(cells) else ""


def is_dated(title: str, day: date) -> bool:
    """Whether a title has this very date: «Onsdag 10. februar»."""
    found = _DATED.finditer(_plain(title))
    return any(_read(match["date"], day) == day for match in found if match["date"])


def _day_columns(reading: Reading, sheet: Sheet) -> list[Column]:
    named = [
        column
        for column in reading.columns
        if column.role in {None, Role.COMES, Role.HOURS} and column.header and names_a_day(column.header)
    ]
    if len(named) < 2 or reading.header_row is None:
        return []
    rows = [cells for at, cells in sheet.rows if at > reading.header_row][:300]
    days = [column for column in named if _answers([_cell(cells, column.index) for cells in rows])]
    answered = any(_cell(cells, column.index) for cells in rows for column in days)
    return days if len(days) > 1 and answered else []
