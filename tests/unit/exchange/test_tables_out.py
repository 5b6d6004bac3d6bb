"""Tables out: what somebody has written stays what it is, whatever a spreadsheet would make of it."""

from __future__ import annotations

import csv
import io
from datetime import date, datetime, time

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from openpyxl import load_workbook

from nettverk.domain.data_tables import DataTable, TableKind
from nettverk.domain.table_text import is_like_formula
from nettverk.exchange.cell_text import outgoing
from nettverk.exchange.csv_out import to_csv
from nettverk.exchange.tables_out import to_workbook

AT = datetime(2026, 11, 30, 8)
NASTY = (
    "=1+1", "+47 900 00 000", "-2", "@SUM(A1)", " =cmd|'/c calc'!A0", "\t=1", "＝1+1", "linje en\nlinje to\r\ntre",
    'sa «ja» og "nei"; helt', "a;b", "🙂👩‍👩‍👧", "_x0041_", "\x00\x07", "'=1", "", "1-2", "0047",
)  # fmt: skip


def table(rows: list[tuple[object, ...]], *header: str) -> DataTable:
    return DataTable(TableKind.NEEDS, "Behov", header, tuple(rows))  # type: ignore[arg-type]


def from_csv(data: bytes) -> list[list[str]]:
    return list(csv.reader(io.StringIO(data.decode("utf-8-sig"), newline=""), delimiter=";"))


@settings(max_examples=80)
@given(st.one_of(st.sampled_from(NASTY), st.text()))
def test_a_text_in_csv_is_one_cell_and_no_formula(text: str) -> None:
    data = to_csv(table([(text, 7)], "Navn", "Tall"))
    assert data.startswith(b"\xef\xbb\xbf")
    assert data.endswith(b"\r\n")
    (header, row) = from_csv(data)
    assert header == ["Navn", "Tall"]
    assert row[1] == "7"
    assert row[0].removeprefix("'" if is_like_formula(outgoing(text)) else "") == outgoing(text)
    assert row[0].lstrip()[:1] not in {*"=+-@＝＋－＠"}
    # No bare line break but those inside a cell, so that every row ends as Windows ends it.
    assert data.decode("utf-8-sig").count("\r\n") == 2


@pytest.mark.parametrize("text", NASTY)
def test_a_text_in_a_workbook_is_a_text(text: str) -> None:
    data = to_workbook([table([(text,)], text or "Tom")], AT)
    page = load_workbook(io.BytesIO(data)).worksheets[0]
    cell = page["A2"]
    assert cell.data_type in {"s", "n"}
    assert str(cell.value or "").replace("_x005F_", "_") == outgoing(text)  # as Excel reads it
    assert bool(cell.quotePrefix) is (is_like_formula(text) and bool(outgoing(text)))


def test_cells_are_typed_and_the_header_stays() -> None:
    rows: list[tuple[object, ...]] = [
        ("Kari", date(2026, 11, 24), time(8, 30), 12, None),
        ("Ola", date(1850, 1, 1), None, 0, "lang " * 40),
    ]
    data = to_workbook([table(rows, "Navn", "Dag", "Kl.", "Antall", "Notat")], AT)
    page = load_workbook(io.BytesIO(data)).worksheets[0]
    assert page["B2"].value == datetime(2026, 11, 24)
    assert page["B2"].number_format == "dd.mm.yyyy"
    assert page["B3"].value == "1850-01-01"  # Excel has no such day
    assert page["C2"].value == time(8, 30)
    assert (page["D2"].value, page["D3"].value, page["E2"].value) == (12, 0, None)
    assert (page.freeze_panes, page.auto_filter.ref) == ("A2", "A1:E3")
    assert page["A1"].font.bold
    assert page["E3"].alignment.wrap_text
    assert page.column_dimensions["E"].width == 50
    assert to_workbook([table(rows, "Navn", "Dag", "Kl.", "Antall", "Notat")], AT) == data


def test_a_table_without_rows_and_two_of_the_same_name() -> None:
    empty = table([], "Navn", "Dag")
    book = load_workbook(io.BytesIO(to_workbook([empty, empty], AT)))
    assert book.sheetnames == ["Behov", "Behov 2"]
    assert book.worksheets[0].auto_filter.ref == "A1:B1"
    assert from_csv(to_csv(empty)) == [["Navn", "Dag"]]


def test_what_is_longer_than_a_cell_is_cut_as_excel_counts() -> None:
    assert len(outgoing("🙂" * 40_000).encode("utf-16-le")) // 2 <= 32_767
    assert outgoing("a" * 40_000) == "a" * 32_767
