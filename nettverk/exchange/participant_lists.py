"""Participant lists: which sheet, which header row and which columns, and the people that come out of them."""

from __future__ import annotations

from dataclasses import dataclass, replace
from itertools import takewhile
from typing import TYPE_CHECKING, Literal

from nettverk.domain.names import tidy
from nettverk.domain.participant_lists import Column, ColumnRole, Parsed, ParsedRow, Reading, Sheet, Skipped, Workbook
from nettverk.domain.unit_names import unit_key
from nettverk.exchange import joined_sheets
from nettverk.exchange.choice_cells import is_a_place
from nettverk.exchange.column_roles import assign
from nettverk.exchange.headers import is_forms_timestamp
from nettverk.exchange.list_days import is_dated, names_a_day
from nettverk.exchange.list_headers import find_header, titles_of
from nettverk.exchange.list_replies import heading_of
from nettverk.exchange.list_rows import RowReader
from nettverk.exchange.row_questions import is_footer, is_sign_off, is_total
from nettverk.exchange.table_heads import with_heads

if TYPE_CHECKING:
    from collections.abc import Collection, Iterable, Mapping, Sequence
    from datetime import date

    from nettverk.domain.list_questions import QuestionKey

__all__ = [
    "Column",
    "Parsed",
    "ParsedRow",
    "Preview",
    "Reading",
    "Skipped",
    "apply",
    "for_day",
    "guess",
    "preview",
    "with_joined",
]


@dataclass(frozen=True, slots=True)
class Preview:
    """The first rows of the list as the reading sees them; every row is as wide as `reading.columns`.

    Attributes:
        above: rows over the header (a title, a date), left out of the list.
        rows: (row number, cells), at most as many as asked for. total: rows in all below the header.
    """

    reading: Reading
    above: tuple[tuple[int, tuple[str, ...]], ...]
    rows: tuple[tuple[int, tuple[str, ...]], ...]
    total: int


def guess(
    workbook: Workbook,
    known_units: Iterable[str] = (),
    *,
    sheet: str | None = None,
    header_row: int | Literal["find"] | None = "find",
) -> Reading:
    """How the workbook is best understood.

    Args:
        known_units: names of units in the database; a column full of them is the unit.
        sheet: the sheet the user has chosen (KeyError when there is none of that name).
        header_row: the row number the user has chosen, None for a list without a header.
    """
    keys = frozenset(unit_key(name) for name in known_units) - {""}
    readings = []
    for each in workbook.sheets:
        chosen = header_row if sheet in {None, each.name} else "find"
        readings.append((_worth(each, reading := _read_sheet(each, keys, chosen)), reading))
    if sheet is not None:
        workbook.sheet(sheet)
        best = next(reading for _worth_of, reading in readings if reading.sheet == sheet)
    else:
        top = max(worth for worth, _reading in readings)
        # Sheets nearly as good: the first, as the one who made the workbook would have it.
        # Sheets that are one list together are read so, until somebody chooses one of them.
        together = (reading for each, (_worth_of, reading) in zip(workbook.sheets, readings, strict=True) if each.parts)
        best = next(together, next(reading for worth, reading in readings if worth >= top - 0.3))
    return replace(best, others=tuple(reading for _worth_of, reading in readings if reading is not best))


def for_day(reading: Reading, day: date) -> Reading:
    """The reading of the sheet that is named after this very day, where sheets are days: «Onsdag 10. februar»."""
    dated = [each for each in (reading, *reading.others) if each.has_names and names_a_day(each.sheet)]
    own = [each.sheet for each in dated if is_dated(each.sheet, day)]
    return reading.with_sheet(own[0]) if len(dated) > 1 and len(own) == 1 else reading


def with_joined(workbook: Workbook, known_units: Iterable[str] = ()) -> Workbook:
    """The workbook with the sheets that are one list together as one more sheet, where it has such."""
    keys = frozenset(unit_key(name) for name in known_units) - {""}
    return joined_sheets.with_joined(workbook, lambda sheet: _read_sheet(sheet, keys, "find"))


def _worth(sheet: Sheet, reading: Reading) -> float:
    # How much a sheet looks like the list: names weigh most, then that it is shown at all, then a header.
    sure = sum(column.confidence for column in reading.columns if column.role)
    return (
        (10.0 if reading.has_names else 0.0)
        + (0.0 if sheet.hidden else 5.0)
        + (2.0 if reading.header_row is not None else 0.0)
        + min(sure, 4.0)
        + min(len(sheet.rows), 10) / 20
    )


def _read_sheet(sheet: Sheet, known_units: Collection[str], header_row: int | Literal["find"] | None) -> Reading:
    # What is put together of several has had its header found already.
    found = sheet.rows[0][0] if sheet.parts and header_row == "find" else header_row
    row = find_header(sheet, known_units) if found == "find" else found
    titles = titles_of(sheet, row)
    below = [cells for number, cells in sheet.rows if row is None or number > row]
    # Repeated headers and totals are few; a column's content is what most of its cells are.
    wide = sheet.width > 1
    listed = below[:600] if wide else [*takewhile(lambda cells: not is_sign_off(cells), below[:600])]
    counted = [cells for cells in listed if not (is_total(cells) or is_footer(cells) or _is_heading(cells, wide=wide))]
    columns = assign(titles, counted or below[:600], sheet.width, known_units)
    columns = with_heads(columns, counted or below[:600], known_units)
    if sheet.hidden_columns:
        columns = tuple(replace(column, hidden=column.index in sheet.hidden_columns) for column in columns)
    return Reading(sheet.name, row, columns, _writes_units_once(titles, columns, below))


def _is_heading(cells: Sequence[str], *, wide: bool) -> bool:
    filled = [text for cell in cells if (text := tidy(cell[:80]))]
    if len(filled) != 1:
        return False
    # Beside names in two columns, a place by itself stands over those who come from there, and a day over them all.
    stands_over = is_a_place(filled[0]) or any(letter.isdigit() for letter in filled[0])
    return heading_of(filled[0]) is not None or (wide and stands_over)


def _writes_units_once(titles: tuple[str, ...], columns: tuple[Column, ...], below: list[tuple[str, ...]]) -> bool:
    """Whether a hand-made list names each unit once, above its people, and leaves the cells below it empty."""
    indices = [column.index for column in columns if column.role == ColumnRole.UNIT]
    if len(indices) != 1 or any(map(is_forms_timestamp, titles)) or len(below) < 4:
        return False
    cells = [row[indices[0]].strip() if indices[0] < len(row) else "" for row in below]
    named = [unit_key(cell) for cell in cells if cell]
    empty = len(cells) - len(named)
    return bool(cells[0]) and len(named) > 1 and len(set(named)) == len(named) and empty >= 0.3 * len(cells)


def preview(workbook: Workbook, reading: Reading, rows: int = 12) -> Preview:
    """The first rows as the reading sees them."""
    sheet, width = workbook.sheet(reading.sheet), len(reading.columns)

    def padded(number: int, cells: tuple[str, ...]) -> tuple[int, tuple[str, ...]]:
        return number, tuple(tidy(cell) for cell in cells) + ("",) * (width - len(cells))

    start = reading.header_row or 0
    above = tuple(padded(*row) for row in sheet.rows if row[0] < start)
    below = [row for row in sheet.rows if row[0] > start]
    return Preview(reading, above, tuple(padded(*row) for row in below[:rows]), len(below))


def apply(
    workbook: Workbook,
    reading: Reading,
    decisions: Mapping[QuestionKey, str] | None = None,
    left_out: Collection[int] = (),
    *,
    day: date | None = None,
) -> Parsed:
    """The people of the list as the reading has it, and the rows that were not taken in.

    Nothing comes out of a reading without names (`reading.has_names`); the user must then choose the column.

    Args:
        decisions: answers to the questions an earlier call asked; the likely answer stands for the others.
        left_out: rows that are not wanted.
        day: when the gathering is, for a list of several days.

    Raises:
        BadInput: the sheet is too large to be read whole.
    """
    sheet = workbook.sheet(reading.sheet)
    return RowReader(sheet, reading, decisions, left_out, day).read()
