"""Which row is the header of a list, and its titles, also where they stand on two lines or say nothing we know."""

from __future__ import annotations

from collections import Counter
from typing import TYPE_CHECKING

from nettverk.domain.names import tidy
from nettverk.domain.participant_lists import ColumnRole as Role
from nettverk.domain.unit_names import service_of
from nettverk.exchange.column_content import NamesBelow, describe, looks_like_name
from nettverk.exchange.column_roles import header_score
from nettverk.exchange.headers import header_role
from nettverk.exchange.list_days import names_a_day
from nettverk.exchange.list_hours import part_of_day
from nettverk.exchange.list_replies import heading_of
from nettverk.exchange.table_heads import is_head_of_names, said_by_head

if TYPE_CHECKING:
    from collections.abc import Collection, Sequence

    from nettverk.domain.participant_lists import Sheet

_WITHIN = 60  # rows from the top in which a header is looked for
_COUNTED = 600  # rows that are looked at to tell a title from an answer
_FIRST = 5  # rows from the top in which a header of words we do not know is looked for
_LONGEST = 80  # characters of a title
_WIDEST = 40  # columns that are looked into below such a header; nobody's names stand further out


def find_header(sheet: Sheet, known_units: Collection[str]) -> int | None:
    """The row number of the header, the last of its lines; None for a list that starts without one."""
    by_words = _by_words(sheet)
    if by_words is None:
        return _over_names(sheet, known_units) or _unknown_words(sheet)
    if sheet.width > 1 and _filled(_cells(sheet, by_words)) == 1 and (other := _over_names(sheet, known_units)):
        return other  # «Hvem kommer fra hvor?» stands over the whole list
    below = _cells(sheet, by_words + 1)
    more = _filled(below) > 1 and all(_is_title(cell) for cell in below if cell.strip())
    return by_words + 1 if more else by_words


def titles_of(sheet: Sheet, row: int | None) -> tuple[str, ...]:
    """The titles of a header row, each together with what stands over it where it says too little by itself."""
    if row is None:
        return ()
    lower = tuple(tidy(cell) for cell in _cells(sheet, row))
    upper = tuple(tidy(cell) for cell in _cells(sheet, row - 1))
    if sum(map(bool, upper)) < 2 or not any(header_role(cell)[0] for cell in upper):
        return lower  # a title of the whole list is no title of its columns
    width = max(len(lower), len(upper))
    titles, over = [], ""
    for index in range(width):
        over = (upper[index] if index < len(upper) else "") or over
        own = lower[index] if index < len(lower) else ""
        if not own:
            titles.append(upper[index] if index < len(upper) else "")
        else:
            titles.append(own if _is_title(own) or not over else f"{over} {own}")
    return tuple(titles)


def _filled(cells: Sequence[str]) -> int:
    return sum(bool(cell.strip()) for cell in cells)


def _cells(sheet: Sheet, number: int) -> tuple[str, ...]:
    return next((cells for at, cells in sheet.rows if at == number), ())


def _is_title(cell: str) -> bool:
    """Whether a cell is a title by itself, and nobody's answer: «Fornavn», «Nei», «Dag 2»."""
    text = tidy(cell[: _LONGEST + 1])
    if not text or len(text) > _LONGEST or service_of(text) != "other":
        return False
    known = header_role(text)[0] is not None or heading_of(text) is not None or names_a_day(text)
    return known or part_of_day(text, asked=True) is not None


def _by_words(sheet: Sheet) -> int | None:
    best, best_score = None, 0.0
    below = [Counter[str]() for _column in range(sheet.width)]
    for _number, cells in sheet.rows[:_COUNTED]:
        for index, cell in enumerate(cells):
            below[index][cell.strip()] += 1
    repeated = Counter(cells for _number, cells in sheet.rows[:_COUNTED])
    for number, cells in sheet.rows[:_WITHIN]:
        # «Skole» in every row of a column is an answer, not a title; a whole header repeated on each page is one.
        titles = [cell for i, cell in enumerate(cells) if below[i][cell.strip()] <= 1 + repeated[cells]]
        score = header_score(titles)
        if score > best_score:
            best, best_score = number, score
    return best


def _over_names(sheet: Sheet, known_units: Collection[str]) -> int | None:
    """The row of a table that says whose the names below are: «Lund skole», «PPT»."""
    below = NamesBelow(sheet.rows[:_COUNTED])
    for number, cells in sheet.rows[:_WITHIN]:
        if is_head_of_names(number, cells, below, known_units):
            return number
    return None


def _unknown_words(sheet: Sheet) -> int | None:
    """The row above a column of names that is none itself, and above units that is none: «Hvem», «Hvor»."""
    for number, cells in sheet.rows[:_FIRST]:
        filled = [index for index, cell in enumerate(cells) if cell.strip()][:_WIDEST]
        below = [row for at, row in sheet.rows[:_COUNTED] if at > number]
        if len(filled) < 2 or len(below) < 2:
            continue
        heads_names = False
        for index in filled:
            content = describe([row[index] for row in below if index < len(row)])
            text = tidy(cells[index][: _LONGEST + 1])
            alike = looks_like_name(text) or "@" in text or any(letter.isdigit() for letter in text)
            if alike or len(text) > _LONGEST or (content.units >= 0.5 and said_by_head(text) is Role.UNIT):
                break
            heads_names = heads_names or content.names >= 0.7
        else:
            if heads_names:
                return number
    return None
