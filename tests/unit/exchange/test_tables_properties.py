"""Any table of text reads back as written, and where the columns and the header stand never matters."""

from __future__ import annotations

import csv
import io
import re
from typing import TYPE_CHECKING

import pytest
from hypothesis import assume, given, settings
from hypothesis import strategies as st
from openpyxl import Workbook as Excel

from nettverk.domain.names import name_key, split_name, tidy
from nettverk.domain.participant_lists import Sheet, Workbook
from nettverk.exchange.participant_lists import apply, guess
from nettverk.exchange.tables import read
from nettverk.exchange.tables_out import to_xlsx

if TYPE_CHECKING:
    from pathlib import Path

# Text as people write it: every letter and sign, also line breaks, emoji and right-to-left; not control characters.
TEXT = st.text(st.characters(exclude_categories=["Cc", "Cs", "Cn", "Co"]) | st.just("\n"), max_size=12)
TABLE = st.lists(st.lists(TEXT, min_size=1, max_size=5), min_size=1, max_size=8)


def trimmed(table: list[list[str]]) -> list[tuple[int, tuple[str, ...]]]:
    """What is left of a table when blank rows and trailing blanks are gone."""
    rows = []
    for at, row in enumerate(table, start=1):
        cells = list(row)
        while cells and not cells[-1].strip():
            cells.pop()
        if cells:
            rows.append((at, tuple(cells)))
    return rows


@pytest.fixture(scope="module")
def folder(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return tmp_path_factory.mktemp("tabeller")


@settings(max_examples=3 * settings().max_examples // 2, deadline=None)
@given(table=TABLE)
def test_any_text_in_a_workbook_reads_back(folder: Path, table: list[list[str]]) -> None:
    assume(trimmed(table))
    header, *rows = table
    path = folder / "a.xlsx"
    path.write_bytes(to_xlsx(header, rows))
    found = [(at, cells) for at, cells in read(path).sheets[0].rows]
    assert [(at, tuple("" if not cell.strip() else cell for cell in cells)) for at, cells in trimmed(table)] == found


@settings(max_examples=3 * settings().max_examples // 2, deadline=None)
@given(table=TABLE, delimiter=st.sampled_from(";,\t|"), encoding=st.sampled_from(["utf-8", "utf-8-sig", "utf-16"]))
def test_any_text_in_a_text_file_reads_back(
    folder: Path, table: list[list[str]], delimiter: str, encoding: str
) -> None:
    """The delimiter is given: no one can tell what splits a table of noise."""
    out = io.StringIO(newline="")
    csv.writer(out, delimiter=delimiter, quoting=csv.QUOTE_ALL).writerows(table)
    text = out.getvalue()
    assume(trimmed(table))
    assume(not re.match(r"\s*[\ufeff\ufffe<]|\"(?:sep=|\ufeff)", text))
    path = folder / "a.csv"
    path.write_bytes(text.encode(encoding))
    if re.sub(r"[^\w]", "", text):
        assert list(read(path, delimiter=delimiter, encoding=encoding).sheets[0].rows) == trimmed(table)


def test_formulas_stay_text_on_the_way_out(folder: Path) -> None:
    path = folder / "ut.xlsx"
    path.write_bytes(to_xlsx(["Navn"], [["=1+1"], ["+47 900 00 000"], ["_x0041_"]], sheet="Bydel: [Øst]/2026"))
    sheet = read(path).sheets[0]
    assert sheet.name == "Bydel   Øst  2026"
    assert [cells for _at, cells in sheet.rows] == [("Navn",), ("=1+1",), ("+47 900 00 000",), ("_x0041_",)]


NAMES = st.tuples(
    st.sampled_from(["Kari", "Ola", "Åse", "Áile", "Anne-Lise", "Mohammed", "Nguyễn", "Svetlana", "Per Erik"]),
    st.sampled_from(["Nordmann", "Aas", "Østby", "Sárá", "Lie-Dahl", "van der Berg", "El Amrani", "Kowalska"]),
)
UNITS = st.sampled_from(["Lund bhg", "Oddernes skole", "PPT", "Barnevernet", "Helsestasjon Øst", "Vågsbygd usk"])
ROLES = st.sampled_from(["Pedagogisk leder", "Rektor", "Lærer", "Helsesykepleier", "", "Styrer"])
PEOPLE = st.lists(st.tuples(NAMES, UNITS, ROLES), min_size=1, max_size=12)
TITLES = {
    "name": st.sampled_from(
        ["Navn", "NAVN:", "Hva heter du?", "Fullt namn", "Name", "Skriv inn navnet ditt", "Deltaker"]
    ),
    "unit": st.sampled_from(["Enhet", "Hvilken enhet/tjeneste kommer du fra?", "Arbeidsstad", "Skole/barnehage"]),
    "role": st.sampled_from(["Rolle", "Stilling", "Hva er din rolle?", "Jobber du som …?"]),
    "email": st.sampled_from(["E-post", "E-postadresse", "Email", "Di e-postadresse"]),
    "other": st.sampled_from(["Telefon", "Kommentar", "Allergier?", "", "Er dette første gang?"]),
}


@settings(max_examples=2 * settings().max_examples, deadline=None)
@given(
    people=PEOPLE,
    titles=st.fixed_dictionaries(TITLES),
    order=st.permutations(["name", "unit", "role", "email", "other"]),
    above=st.lists(
        st.sampled_from([[], ["Påmeldte"], ["", "", "24.11.2026"], ["Lærende nettverk, bydel Lund"]]), max_size=4
    ),
)
def test_neither_column_order_nor_where_the_header_stands_matters(
    people: list[tuple[tuple[str, str], str, str]], titles: dict[str, str], order: list[str], above: list[list[str]]
) -> None:
    rows = [*above, [titles[column] for column in order]]
    for number, ((given_name, family), unit, role) in enumerate(people):
        cells = {
            "name": f"{given_name} {family}",
            "unit": unit,
            "role": role,
            "email": f"p{number}@x.no",
            "other": "ja",
        }
        rows.append([cells[column] for column in order])
    kept = tuple((at, tuple(row)) for at, row in enumerate(rows, start=1) if any(row))
    workbook = Workbook("a.xlsx", (Sheet("Ark1", kept),))
    parsed = apply(workbook, guess(workbook))
    assert not parsed.skipped
    found = [(row.row, row.given_name, row.family_name, row.unit, row.role, row.email) for row in parsed.rows]
    start = len(above) + 2
    assert found == [
        (start + n, given_name, family, unit, role, f"p{n}@x.no")
        for n, ((given_name, family), unit, role) in enumerate(people)
    ]


@settings(deadline=None)
@given(names=st.lists(st.text(max_size=30), min_size=1, max_size=10))
def test_under_a_clear_title_every_row_is_a_person_or_has_a_reason(names: list[str]) -> None:
    rows = [("Navn", "Enhet"), *((name, "PPT") for name in names)]
    workbook = Workbook("a.xlsx", (Sheet("Ark1", tuple(enumerate(rows, start=1))),))
    reading = guess(workbook, header_row=1).with_column("name", 0).with_column("unit", 1)
    parsed = apply(workbook, reading)
    assert sorted([row.row for row in parsed.rows] + [skip.row for skip in parsed.skipped]) == list(
        range(2, len(names) + 2)
    )
    for row in parsed.rows:
        written = tidy(rows[row.row - 1][0])
        assert sorted(name_key(row.given_name, row.family_name).split()) == sorted(
            name_key(*split_name(written)).split()
        ) or any(c in written for c in "0123456789,(")


def test_excel_and_text_of_one_list_are_one_list(folder: Path) -> None:
    table = [["Navn", "Enhet"], ["Kari Nordmann", "Lund bhg"], ["Ola Hansen", "PPT"]]
    excel = Excel()
    for row in table:
        excel.active.append(row)
    excel.save(folder / "b.xlsx")
    (folder / "b.csv").write_text("".join(f"{name};{unit}\n" for name, unit in table), encoding="utf-8-sig")
    one, other = read(folder / "b.xlsx"), read(folder / "b.csv")
    assert apply(one, guess(one)) == apply(other, guess(other))
