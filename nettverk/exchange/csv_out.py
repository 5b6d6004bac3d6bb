"""A table out as .csv that a Norwegian Excel opens with a double click: UTF-8 with its mark, semicolons, CRLF."""

from __future__ import annotations

import csv
import io
from datetime import date, time

from nettverk.domain.data_tables import DataTable, Value
from nettverk.domain.table_text import is_like_formula
from nettverk.exchange.cell_text import outgoing

_GUARD = "'"
"""Before a text that begins like a formula. A spreadsheet shows it, and computes nothing."""


def to_csv(table: DataTable) -> bytes:
    """The file; a table without rows has its header alone."""
    out = io.StringIO()
    writer = csv.writer(out, delimiter=";", lineterminator="\r\n")
    writer.writerow([_cell(title) for title in table.header])
    for row in table.rows:
        writer.writerow([_cell(value) for value in row])
    return out.getvalue().encode("utf-8-sig")


def _cell(value: Value) -> str:
    match value:
        case None:
            return ""
        case str():
            text = outgoing(value)
            return f"{_GUARD}{text}" if is_like_formula(text) else text
        case date():
            return value.isoformat()  # a day in every language, also in a Norwegian Excel
        case time():
            return value.strftime("%H:%M")
        case float():
            return str(value).replace(".", ",")  # as numbers are written here
        case _:
            return str(value)
