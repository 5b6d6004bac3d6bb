"""Tables out as .xlsx, where a text that begins like a formula stays a text."""

from __future__ import annotations

import io
import re
import zipfile
from datetime import date, datetime
from typing import TYPE_CHECKING

from nettverk.exchange.csv_text import clean_cell

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

    from openpyxl.worksheet.worksheet import Worksheet

Value = str | int | float | date | datetime | None
# Excel reads «_x0041_» inside a text as an escaped letter, so the underscore is escaped itself.
_LOOKS_ESCAPED = re.compile("_(?=x[0-9A-Fa-f]{4}_)")
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


def write_row(page: Worksheet, at: int, values: Sequence[Value]) -> None:
    """Write plain values; texts become text cells whatever they begin with."""
    for index, value in enumerate(values, start=1):
        cell = page.cell(at, index)
        if isinstance(value, str):
            cell.value = _LOOKS_ESCAPED.sub("_x005F_", clean_cell(value))
            # Set after the value, as openpyxl makes a formula of every text that begins with «=».
            cell.data_type = "s"
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
