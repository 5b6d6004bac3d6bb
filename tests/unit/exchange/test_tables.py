"""Spreadsheets as people really save them."""

from __future__ import annotations

from datetime import datetime
from typing import TYPE_CHECKING

import pytest
from openpyxl import Workbook

from nettverk.domain.errors import BadInput
from nettverk.exchange.tables import read

if TYPE_CHECKING:
    from pathlib import Path

    from conftest import Rebuild


def cells(path: Path) -> list[tuple[int, tuple[str, ...]]]:
    """The rows of the first sheet."""
    return list(read(path).sheets[0].rows)


def text_file(folder: Path, text: str | bytes, encoding: str = "utf-8", name: str = "liste.csv") -> Path:
    path = folder / name
    path.write_bytes(text if isinstance(text, bytes) else text.encode(encoding))
    return path


LIST = "Navn;Enhet\r\nÅse Ødegård;Lærdal bhg\r\n"
READ = [(1, ("Navn", "Enhet")), (2, ("Åse Ødegård", "Lærdal bhg"))]


@pytest.mark.parametrize(
    ("encoding", "found"),
    [
        ("utf-8", "utf-8"),
        ("utf-8-sig", "utf-8-sig"),
        ("cp1252", "cp1252"),
        ("utf-16", "utf-16"),
        ("utf-16-le", "utf-16-le"),
        ("utf-16-be", "utf-16-be"),
        ("utf-32", "utf-32"),
        ("mac_roman", "mac_roman"),
        ("cp850", "cp850"),
    ],
)
def test_letters_come_right_whatever_program_saved_the_list(tmp_path: Path, encoding: str, found: str) -> None:
    path = text_file(tmp_path, LIST, encoding)
    assert cells(path) == READ
    assert read(path).encoding == found


def test_sami_letters_survive(tmp_path: Path) -> None:
    path = text_file(tmp_path, "Navn;Enhet\nÁile Čáhppe Ŋuorra-Đorž;Mánáidgárdi Šuoššjávri\n")
    assert cells(path)[1] == (2, ("Áile Čáhppe Ŋuorra-Đorž", "Mánáidgárdi Šuoššjávri"))


@pytest.mark.parametrize("delimiter", [";", ",", "\t", "|"])
def test_the_delimiter_is_found(tmp_path: Path, delimiter: str) -> None:
    path = text_file(tmp_path, LIST.replace(";", delimiter))
    assert cells(path) == READ
    assert read(path).delimiter == delimiter


def test_commas_in_names_do_not_split_a_semicolon_list(tmp_path: Path) -> None:
    path = text_file(tmp_path, "Navn;Enhet\nNordmann, Kari;Lund bhg\nHansen, Ola;PPT\n")
    assert cells(path)[1] == (2, ("Nordmann, Kari", "Lund bhg"))


def test_excels_own_note_about_the_delimiter_is_followed(tmp_path: Path) -> None:
    path = text_file(tmp_path, "sep=|\r\nNavn|Enhet; avdeling\r\nKari|A; B\r\n")
    assert cells(path) == [(2, ("Navn", "Enhet; avdeling")), (3, ("Kari", "A; B"))]


def test_a_note_about_no_real_delimiter_is_only_text(tmp_path: Path) -> None:
    assert cells(text_file(tmp_path, "sep=x\nNavn;Enhet\nKari;PPT\n"))[1] == (2, ("Navn", "Enhet"))


def test_encoding_and_delimiter_can_be_chosen_by_hand(tmp_path: Path) -> None:
    path = text_file(tmp_path, "Navn,x;Enhet\nÅse,y;PPT\n", "cp865")
    book = read(path, encoding="cp865", delimiter=",")
    assert book.sheets[0].rows[1] == (2, ("Åse", "y;PPT"))
    with pytest.raises(BadInput, match="tegnkoding"):
        read(path, encoding="utf-8")
    with pytest.raises(BadInput, match="tegnkoding"):
        read(path, encoding="klingon")
    with pytest.raises(BadInput, match="Skilletegnet"):
        read(path, delimiter=";;")


def test_quoted_cells_may_hold_delimiters_quotes_and_line_breaks(tmp_path: Path) -> None:
    path = text_file(tmp_path, 'Navn;Merknad\r\n"Kari ""Kaia"" N";"to\r\nlinjer; ja"\r\nOla;x\r\n')
    assert cells(path)[1:] == [(2, ('Kari "Kaia" N', "to\nlinjer; ja")), (3, ("Ola", "x"))]


def test_one_stray_quotation_mark_does_not_swallow_the_rest_of_the_list(tmp_path: Path) -> None:
    path = text_file(tmp_path, 'Navn;Enhet\nKari;"Lund bhg\nOla;PPT\nSiv;Oddernes skole\n')
    assert cells(path)[1:] == [(2, ("Kari", "Lund bhg")), (3, ("Ola", "PPT")), (4, ("Siv", "Oddernes skole"))]


def test_blank_rows_are_left_out_but_row_numbers_stay(tmp_path: Path) -> None:
    assert cells(text_file(tmp_path, "\n\nNavn;Enhet\n;\n \nKari;PPT;;\n")) == [
        (3, ("Navn", "Enhet")),
        (6, ("Kari", "PPT")),
    ]


def workbook(folder: Path, book: Workbook) -> Path:
    path = folder / "liste.xlsx"
    book.save(path)
    return path


def test_numbers_dates_and_truths_become_text_as_excel_shows_them(tmp_path: Path) -> None:
    book = Workbook()
    book.active.append(["Tekst", 12, 12.5, 4712345678, 0.1 + 0.2, True, datetime(2026, 11, 24, 9, 45), None, "slutt"])
    book.active.append([datetime(2026, 11, 24), "007"])
    row, second = cells(workbook(tmp_path, book))
    assert row[1] == ("Tekst", "12", "12,5", "4712345678", "0,3", "SANN", "24.11.2026 09.45", "", "slutt")
    assert second[1] == ("24.11.2026", "007")


def test_formulas_give_what_they_showed_last_and_nothing_when_never_counted(tmp_path: Path, rebuilt: Rebuild) -> None:
    path = rebuilt(
        tmp_path,
        '<row r="1"><c r="A1" t="str"><f>UPPER("x")</f><v>KARI</v></c><c r="B1"><f>1+1</f></c>'
        '<c r="C1" t="e"><f>1/0</f><v>#DIV/0!</v></c><c r="D1"><f>1+1</f><v>2</v></c></row>',
    )
    assert cells(path) == [(1, ("KARI", "", "", "2"))]


def test_merged_cells_give_their_text_to_every_row_but_not_across(tmp_path: Path) -> None:
    book = Workbook()
    page = book.active
    for row in (["Påmeldte", None, None], ["Navn", "Enhet", "Rolle"], ["Kari", "Lund bhg", "a"], ["Ola", None, "b"]):
        page.append(row)
    page.append(["Siv", None, "c"])
    page.merge_cells("A1:C1")
    page.merge_cells("B3:B5")
    assert cells(workbook(tmp_path, book)) == [
        (1, ("Påmeldte",)),
        (2, ("Navn", "Enhet", "Rolle")),
        (3, ("Kari", "Lund bhg", "a")),
        (4, ("Ola", "Lund bhg", "b")),
        (5, ("Siv", "Lund bhg", "c")),
    ]


def test_every_sheet_comes_along_and_hidden_ones_say_so(tmp_path: Path) -> None:
    book = Workbook()
    book.active.append(["forside"])
    hidden = book.create_sheet("Gammel")
    hidden.append(["x"])
    hidden.sheet_state = "hidden"
    book.create_chartsheet("Diagram")
    book.create_sheet("Bydel Øst").append(["y"])
    sheets = read(workbook(tmp_path, book)).sheets
    assert [(sheet.name, sheet.hidden) for sheet in sheets] == [
        ("Sheet", False),
        ("Gammel", True),
        ("Bydel Øst", False),
    ]


def test_what_the_sheet_says_of_its_own_size_is_not_believed(tmp_path: Path, rebuilt: Rebuild) -> None:
    rows = "".join(f'<row r="{n}"><c r="B{n}" t="inlineStr"><is><t>navn {n}</t></is></c></row>' for n in range(1, 6))
    for said in ("A1", "A1:XFD1048576", "tull"):
        path = rebuilt(tmp_path, rows, before=f'<dimension ref="{said}"/>')
        assert [row for row, _cells in cells(path)] == [1, 2, 3, 4, 5]


def test_cells_without_references_and_prefixed_tags_are_read(tmp_path: Path, rebuilt: Rebuild) -> None:
    xml = (
        b'<?xml version="1.0"?><x:worksheet xmlns:x="http://purl.oclc.org/ooxml/spreadsheetml/main"><x:sheetData>'
        b'<x:row><x:c t="inlineStr"><x:is><x:r><x:t>Ka</x:t></x:r><x:r><x:t>ri</x:t></x:r><x:rPh><x:t>!</x:t></x:rPh>'
        b"</x:is></x:c><x:c><x:v>7</x:v></x:c></x:row></x:sheetData></x:worksheet>"
    )
    assert cells(rebuilt(tmp_path, xml)) == [(1, ("Kari", "7"))]


def test_markup_in_cells_is_only_text(tmp_path: Path) -> None:
    book = Workbook()
    book.active.append(["<b>Kari</b> & «Co»", "</t></is>", "_x000D_x", "=ikke formel"])
    book.active["D1"].data_type = "s"
    assert cells(workbook(tmp_path, book)) == [(1, ("<b>Kari</b> & «Co»", "</t></is>", "\nx", "=ikke formel"))]


def test_the_name_of_a_file_decides_nothing(tmp_path: Path) -> None:
    assert cells(text_file(tmp_path, LIST, "cp1252", name="liste.xlsx")) == READ
    book = Workbook()
    book.active.append(["Kari"])
    path = tmp_path / "liste.csv"
    book.save(path)
    assert read(path).kind == "xlsx"
