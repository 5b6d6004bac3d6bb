"""Tables out as .xlsx, where a text that begins like a formula stays a text."""

from __future__ import annotations

import io
import re
import zipfile
from datetime import date, datetime, time
from typing import TYPE_CHECKING

from nettverk.domain.data_tables import DataTable, Value
from nettverk.domain.table_text import is_like_formula
from nettverk.exchange.cell_text import outgoing

if TYPE_CHECKING:
    from collections.abc import Collection, Iterable, Sequence

    from openpyxl.worksheet.worksheet import Worksheet

# Excel reads «_x0041_» inside a text as an escaped letter, so the underscore is escaped itself.
_LOOKS_ESCAPED = re.compile("_(?=x[0-9A-Fa-f]{4}_)")
_WIDEST = 48
"""Characters in a column; longer texts go on below."""
_STAMP = re.compile(rb"(<dcterms:(?:created|modified)[^>]*>)[^<]*")
# The zip format has no earlier dates.
_OLDEST = datetime(1980, 1, 1)


def to_xlsx(
    header: Sequence[str],
    rows: Iterable[Sequence[Value]],
    *,
    sheet: str = "Ark1",
    dated: datetime | None = None,
) -> bytes:
    """A workbook of one sheet with a bold, frozen header row; equal input and `made` give equal bytes.

    Args:
        sheet: at most 31 characters; those Excel does not allow are left out.
        dated: stands as the file's date.
    """
    from openpyxl import Workbook
    from openpyxl.styles import Alignment, Font

    book = Workbook()
    page: Worksheet = book.worksheets[0]
    page.title = re.sub(r"[\\/*?:\[\]\x00-\x1f]", " ", sheet).strip("' ")[:31] or "Ark1"
    # Characters; Excel does not fit columns by itself when it opens a file.
    widths = [len(title) for title in header]
    write_row(page, 1, header)
    for cell in page[1]:
        cell.font = Font(bold=True)
        cell.alignment = Alignment(wrap_text=True, vertical="top")
    for at, row in enumerate(rows, start=2):
        write_row(page, at, row)
        widths += [0] * (len(row) - len(widths))
        widths = [
            max(width, len(str(value))) for width, value in zip(widths, (*row, *[""] * len(widths)), strict=False)
        ]
    for index, width in enumerate(widths, start=1):
        page.column_dimensions[page.cell(1, index).column_letter].width = min(max(width, 6), 40) + 2
    page.freeze_panes = "A2"
    out = io.BytesIO()
    book.save(out)
    return steady(out.getvalue(), dated or _OLDEST)


def to_workbook(tables: Sequence[DataTable], dated: datetime) -> bytes:
    """A workbook with a sheet for each table: a frozen header with a filter, typed cells, columns as wide as needed.

    Args:
        dated: stands as the file's date; equal input gives equal bytes.
    """
    from openpyxl import Workbook

    book = Workbook()
    book.remove(book.worksheets[0])
    used: set[str] = set()
    for table in tables:
        name = _sheet_name(table.title, used)
        used.add(name.casefold())
        _fill(book.create_sheet(name), table)
    out = io.BytesIO()
    book.save(out)
    return steady(out.getvalue(), dated)


def _fill(page: Worksheet, table: DataTable) -> None:
    from openpyxl.styles import Alignment, Font

    bold, top = Font(bold=True), Alignment(wrap_text=True, vertical="top")
    write_row(page, 1, table.header)
    for cell in page[1]:
        cell.font, cell.alignment = bold, top
    widths = [len(title) + 3 for title in table.header]  # the filter's arrow has its place beside the title
    for at, row in enumerate(table.rows, start=2):
        write_row(page, at, [_known(value) for value in row])
        for index, value in enumerate(row):
            cell = page.cell(at, index + 1)
            match value:
                case str():
                    longest = max(map(len, value.split("\n"))) if value else 0
                    if longest > _WIDEST or "\n" in value:
                        cell.alignment = top
                case date():
                    cell.number_format, longest = "dd.mm.yyyy", 10
                case time():
                    cell.number_format, longest = "hh:mm", 5
                case _:
                    longest = len(str(value)) if value is not None else 0
            widths[index] = max(widths[index], longest)
    for index, width in enumerate(widths, start=1):
        page.column_dimensions[page.cell(1, index).column_letter].width = min(max(width, 6), _WIDEST) + 2
    page.freeze_panes = "A2"
    page.auto_filter.ref = f"A1:{page.cell(max(1, page.max_row), len(table.header)).coordinate}"
    page.print_title_rows = "1:1"
    page.page_setup.orientation = "landscape"
    page.page_setup.fitToHeight = 0
    page.sheet_properties.pageSetUpPr.fitToPage = True


def _known(value: Value) -> Value:
    """A day before Excel's first is a text: it would be shown as a row of hashes."""
    return value.isoformat() if isinstance(value, date) and value.year < 1900 else value


def _sheet_name(title: str, used: Collection[str]) -> str:
    plain = re.sub(r"[\\/*?:\[\]\x00-\x1f]", " ", title).strip("' ")[:31] or "Ark"
    name, number = plain, 1
    while name.casefold() in used:
        number += 1
        name = f"{plain[:27]} {number}"
    return name


def write_row(page: Worksheet, at: int, values: Sequence[Value]) -> None:
    """Write plain values; texts become text cells whatever they begin with."""
    for index, value in enumerate(values, start=1):
        cell = page.cell(at, index)
        if isinstance(value, str):
            if not (text := outgoing(value)):
                continue  # a cell with an empty text in it is not empty to a filter
            cell.value = _LOOKS_ESCAPED.sub("_x005F_", text)
            # Set after the value, as openpyxl makes a formula of every text that begins with «=».
            cell.data_type = "s"
            if is_like_formula(value):
                cell.quotePrefix = True  # nor does it become one when somebody goes into the cell and out again
        elif value is not None:
            cell.value = value


def steady(data: bytes, dated: datetime) -> bytes:
    """The same package (.xlsx, .docx) with one date throughout, so that what is made twice is the same file."""
    dated = max(dated.replace(tzinfo=None), _OLDEST)
    stamp = dated.strftime("%Y-%m-%dT%H:%M:%SZ").encode()
    out = io.BytesIO()
    with zipfile.ZipFile(io.BytesIO(data)) as old, zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as new:
        for name in old.namelist():
            part = old.read(name)
            if name == "docProps/core.xml":
                part = _STAMP.sub(rb"\g<1>" + stamp, part)
            info = zipfile.ZipInfo(name, dated.timetuple()[:6])
            info.compress_type = zipfile.ZIP_DEFLATED
            new.writestr(info, part)
    return out.getvalue()
