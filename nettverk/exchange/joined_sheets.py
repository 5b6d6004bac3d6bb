"""Sheets of one workbook that are one list together, and lists that stand side by side on one sheet, read as one."""

from __future__ import annotations

import re
from dataclasses import dataclass, replace
from typing import TYPE_CHECKING

from nettverk.domain.names import name_key, tidy
from nettverk.domain.participant_lists import ColumnRole as Role
from nettverk.domain.participant_lists import Reading, Sheet, SheetPart, Workbook
from nettverk.domain.unit_names import service_of
from nettverk.exchange.headers import header_key, header_role
from nettverk.exchange.limits import MAX_COLUMNS, MAX_ROWS
from nettverk.exchange.list_days import names_a_day
from nettverk.exchange.list_replies import Reply, heading_of
from nettverk.exchange.list_rows import RowReader
from nettverk.i18n import _

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping, Sequence

STRIDE = 1_000_000
"""Row 7 of the third sheet is row 2,000,007 of them together; a spreadsheet has room for fewer than a million rows."""
_MOST = 60  # sheets
_ASIDE = re.compile(
    r"\b(?:i?fjor\w*|gam(?:mel|le|alt)\w*|gml|forrige|førre|tidl\w*|arkiv\w*|kopi\w*|mal|utkast|backup|test|eksempel|døme"
    r"|les ?meg|info\w*|hjelp\w*|liste?valg|old|archive\w*|copy|template|draft|previous|last year)\b",
    re.IGNORECASE,
)
_TERM = re.compile(
    r"\b(?:20\d\d|høst\w*|haust\w*|vår(?:en)?|semester\w*|autumn|spring|uke|veke|week|jan\w*|feb\w*|mars|apr\w*|mai|jun\w*|jul\w*"
    r"|aug\w*|sep\w*|okt\w*|nov\w*|des\w*)\b",
    re.IGNORECASE,
)
_PEOPLE = {Role.NAME, Role.GIVEN_NAME, Role.FAMILY_NAME}
_WITHIN = 60  # rows from the top in which a header is looked for
_SHARED = 0.4  # of a sheet's names: from here on it lists people that another sheet lists too


@dataclass(frozen=True, slots=True)
class _Listed:
    """A sheet that is a list of people, as it is read by itself, and the keys of their names."""

    sheet: Sheet
    reading: Reading
    names: frozenset[str]


def with_joined(workbook: Workbook, read: Callable[[Sheet], Reading]) -> Workbook:
    """The workbook with the sheets that are one list together as one more sheet, where it has such.

    A sheet for each district, each kind of unit, or each unit. Sheets that were put away, that are for another day or
    another year, of those who are not coming, or that list the same people once more, are no part of it; each can
    still be chosen by itself.

    Args:
        read: how one sheet is best understood.
    """
    workbook = replace(workbook, sheets=tuple(_below_each_other(sheet, read) for sheet in workbook.sheets))
    if sum(not sheet.hidden for sheet in workbook.sheets) < 2:
        return workbook
    listed = [each for sheet in workbook.sheets[:_MOST] if (each := _as_list(sheet, read)) is not None]
    if sum(_is_of_a_time(each.sheet.name) for each in listed) == len(listed):
        return workbook
    listed = [each for each in listed if not _is_of_a_time(each.sheet.name)]
    listed = _without_repeats(listed)
    headed = [each for each in listed if each.reading.header_row is not None]
    if len(headed) < 2:
        return workbook
    return replace(workbook, sheets=(*workbook.sheets, _joined(headed)))


def _below_each_other(sheet: Sheet, read: Callable[[Sheet], Reading]) -> Sheet:
    """A sheet whose list goes on beside itself under the same titles («Navn, Enhet, Navn, Enhet»), as one long list."""
    titled = next((row for row in sheet.rows[:_WITHIN] if len(set(_keys(row[1]))) < len(_keys(row[1]))), None)
    if titled is None or sheet.rows_cut:
        return sheet
    header = read(sheet).header_row
    titles = next((cells for at, cells in sheet.rows if at == header), ())
    width = _period(titles)
    if not width or header is None:
        return sheet
    count = -(-len(titles) // width)
    rows = [(header, tuple(titles[:width]))]
    hidden, struck, crossed = set(), set(), []
    for block in range(count):
        offset, first = block * STRIDE, block * width
        for at, cells in sheet.rows:
            own = cells[first : first + width]
            if at > header and any(cell.strip() for cell in own):
                rows.append((offset + at, own))
        hidden |= {offset + at for at in sheet.hidden_rows}
        struck |= {(offset + at, index - first) for at, index in sheet.struck if first <= index < first + width}
        crossed += [
            (offset + at, index - first, text) for at, index, text in sheet.crossed if first <= index < first + width
        ]
    return replace(
        sheet, rows=tuple(rows[:MAX_ROWS]), rows_cut=len(rows) > MAX_ROWS, hidden_rows=frozenset(hidden),
        struck=frozenset(struck), crossed=tuple(crossed), hidden_columns=frozenset(),
        parts=tuple(SheetPart(block * STRIDE, "") for block in range(count)),
    )  # fmt: skip


def _keys(cells: Sequence[str]) -> list[str]:
    return [key for cell in cells if (key := tidy(cell[:80]).casefold())]


def _period(titles: Sequence[str]) -> int:
    """How many columns after which the titles begin again; 0 where they do not."""
    keys = [tidy(title[:80]).casefold() for title in titles]
    first = next((at for at, key in enumerate(keys) if key), 0)
    again = next((at for at in range(first + 1, len(keys)) if keys[at] == keys[first]), 0)
    width = again - first
    own = keys[:again] if again else []
    # A block has a name and something beside it; «Navn på deltaker 1» and «2» are titles of their own.
    if width < 2 or sum(map(bool, own)) < 2 or not any(header_role(key)[0] in _PEOPLE for key in own):
        return 0
    repeated = all(key == keys[at % again] for at, key in enumerate(keys))
    return again if repeated and first == 0 else 0


def _as_list(sheet: Sheet, read: Callable[[Sheet], Reading]) -> _Listed | None:
    """A sheet that lists people who may come; None for any other."""
    if sheet.hidden or sheet.rows_cut or _ASIDE.search(sheet.name) or heading_of(sheet.name) is Reply.NO:
        return None
    reading = read(sheet)
    if not reading.has_names:
        return None
    people = RowReader(sheet, reading).read().rows
    return _Listed(sheet, reading, frozenset(name_key(person.name) for person in people)) if people else None


def _is_of_a_time(title: str) -> bool:
    return names_a_day(title) or _TERM.search(title) is not None


def _without_repeats(listed: Sequence[_Listed]) -> list[_Listed]:
    """The sheets in their order, without those whose people stand on a longer one as well."""
    kept: list[_Listed] = []
    names: set[str] = set()
    for each in sorted(listed, key=lambda one: -len(one.names)):
        if len(each.names & names) < _SHARED * len(each.names):
            kept.append(each)
            names |= each.names
    return [each for each in listed if each in kept]


def _joined(listed: Sequence[_Listed]) -> Sheet:
    """One sheet of several: the columns of the first, and what the others have beside them."""
    first = listed[0]
    titles = [column.header for column in first.reading.columns]
    roles: list[Role | None] = [column.role for column in first.reading.columns]
    rows: list[tuple[int, tuple[str, ...]]] = []
    parts, hidden, unanswered, struck, crossed = [], set(), set(), set(), []
    offset = -STRIDE
    for place, each in enumerate(listed):
        offset += STRIDE * max(1, len(listed[place - 1].sheet.parts) if place else 1)
        sheet, header = each.sheet, each.reading.header_row or 0
        at = _columns(each.reading, titles, roles) if place else {index: index for index in range(len(titles))}
        parts += [SheetPart(offset + part.offset, sheet.name) for part in sheet.parts or (SheetPart(0, ""),)]
        if place and (title := _heading(each)):
            rows.append((offset + header, (title,)))
        for number, cells in sheet.rows:
            if number > header:
                rows.append((offset + number, _moved(cells, at)))
        hidden |= {offset + number for number in sheet.hidden_rows}
        unanswered |= {offset + number for number in sheet.unanswered if number > header}
        struck |= {(offset + number, at[index]) for number, index in sheet.struck if index in at}
        crossed += [(offset + number, at[index], text) for number, index, text in sheet.crossed if index in at]
    start = first.reading.header_row or 0
    above = [(start, tuple(titles))]
    if title := _heading(first):
        # Where the first sheet has no row for its heading, it takes that of the header, and the header the one above.
        above = [(start - 1, tuple(titles)), (start, (title,))]
    return Sheet(
        _name([each.sheet.name for each in listed]), (*above, *rows[:MAX_ROWS]), rows_cut=len(rows) > MAX_ROWS,
        columns_cut=any(each.sheet.columns_cut for each in listed), unanswered=frozenset(unanswered),
        hidden_rows=frozenset(hidden), struck=frozenset(struck), crossed=tuple(crossed), parts=tuple(parts),
        hidden_columns=first.sheet.hidden_columns,
    )  # fmt: skip


def _heading(listed: _Listed) -> str:
    """The title of a sheet that is where its people come from, or how sure they are; empty for any other.

    «Lund barnehage» over people without a unit of their own, «Venteliste».
    """
    title = listed.sheet.name
    if heading_of(title) is Reply.MAYBE:
        return title
    has_unit = {Role.UNIT, Role.SERVICE} & listed.reading.roles.keys()
    return title if not has_unit and service_of(title) != "other" else ""


def _columns(reading: Reading, titles: list[str], roles: list[Role | None]) -> Mapping[int, int]:
    """Which column of them together each column of one sheet is: by what it is used for, then by its title."""
    at: dict[int, int] = {}
    for column in reading.columns:
        free = [index for index in range(len(titles)) if index not in at.values()]
        key = header_key(column.header)
        same = [index for index in free if column.role is not None and roles[index] is column.role]
        same = same or [index for index in free if key and header_key(titles[index]) == key]
        if same:
            at[column.index] = same[0]
        elif len(titles) < MAX_COLUMNS:
            at[column.index] = len(titles)
            titles.append(column.header)
            roles.append(column.role)
    return at


def _moved(cells: Sequence[str], at: Mapping[int, int]) -> tuple[str, ...]:
    moved = [""] * (max(at.values(), default=-1) + 1)
    for index, cell in enumerate(cells):
        if index in at:
            moved[at[index]] = cell
    while moved and not moved[-1]:
        moved.pop()
    return tuple(moved)


def _name(names: Sequence[str]) -> str:
    if len(names) <= 3:
        return ", ".join(names)
    return _("{first} og {n} ark til").format(first=", ".join(names[:2]), n=len(names) - 2)
