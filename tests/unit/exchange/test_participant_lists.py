"""Participant lists of every real shape: the people come out, and the rest is told with a reason."""

from __future__ import annotations

from dataclasses import replace
from datetime import datetime
from typing import TYPE_CHECKING

import pytest
from openpyxl import Workbook as Excel

from nettverk.domain.participant_lists import Sheet, Workbook
from nettverk.exchange.forms_sheet import FormsAnswer, forms_sheet
from nettverk.exchange.participant_lists import apply, guess, preview
from nettverk.exchange.tables import read

if TYPE_CHECKING:
    from collections.abc import Sequence
    from pathlib import Path

    from nettverk.domain.participant_lists import ParsedRow


def book(*rows: Sequence[str], name: str = "Ark1") -> Workbook:
    """A workbook of one sheet; an empty row is left out, as the reader does."""
    kept = tuple((at, tuple(row)) for at, row in enumerate(rows, start=1) if any(cell.strip() for cell in row))
    return Workbook("liste.xlsx", (Sheet(name, kept),))


def people(workbook: Workbook, known: Sequence[str] = ()) -> list[ParsedRow]:
    return list(apply(workbook, guess(workbook, known)).rows)


def plain(rows: Sequence[ParsedRow]) -> list[tuple[str, str, str]]:
    return [(row.given_name, row.family_name, row.unit) for row in rows]


FORMS = ["ID", "Starttidspunkt", "Fullføringstidspunkt", "E-postadresse", "Navn", "Tidspunkt for siste endring"]


def forms(
    *rows: Sequence[str], questions: Sequence[str], email: str = "anonymous", name: str = "anonymous"
) -> Workbook:
    return book(
        [*FORMS, *questions],
        *([str(at), "23.11.2026 08.12", "23.11.2026 08.14", email, name, "", *row] for at, row in enumerate(rows, 1)),
    )


def test_anonymous_forms_list_takes_the_name_from_the_organisers_own_question() -> None:
    workbook = forms(
        ["Kari Nordmann", "Lund bhg", "Pedagogisk leder", "kari@lund.no", "Ingen"],
        ["Ola van der Berg", "PP-tjenesten", "PPT-rådgiver", "", "Nøtter og egg"],
        questions=[
            "Hva heter du?",
            "Hvilken enhet/tjeneste kommer du fra?",
            "Hvilken rolle har du?",
            "Din e-postadresse",
            "Har du allergier vi bør vite om?",
        ],
    )
    reading = guess(workbook)
    assert {role: reading.columns[at].header for role, at in reading.roles.items()} == {
        "name": "Hva heter du?",
        "unit": "Hvilken enhet/tjeneste kommer du fra?",
        "role": "Hvilken rolle har du?",
        "email": "Din e-postadresse",
        "food": "Har du allergier vi bør vite om?",
    }
    assert reading.columns[4].why == "svarene er anonyme"
    first, second = apply(workbook, reading).rows
    assert (first.name, first.unit, first.role, first.email) == (
        "Kari Nordmann",
        "Lund bhg",
        "Pedagogisk leder",
        "kari@lund.no",
    )
    assert (first.service, second.service) == ("kindergarten", "ppt")
    assert (second.given_name, second.family_name, second.row) == ("Ola", "van der Berg", 3)


def test_internal_forms_list_takes_the_name_from_forms_own_column() -> None:
    workbook = book(
        [*FORMS, "Hvilken skole eller barnehage jobber du i?", "Hva ønsker du å lære mer om?"],
        ["1", "x", "x", "kari.nordmann@k.no", "Kari Nordmann", "", "Oddernes skole", "Mobbing og trivsel"],
        ["2", "x", "x", "ola.hansen@k.no", "Ola Hansen", "", "Lund barnehage", "Lek"],
    )
    rows = people(workbook)
    assert plain(rows) == [("Kari", "Nordmann", "Oddernes skole"), ("Ola", "Hansen", "Lund barnehage")]
    assert rows[0].email == "kari.nordmann@k.no"


def test_own_question_titled_like_forms_own_column() -> None:
    """Forms writes «Navn2» and «E-post2» over them."""
    workbook = forms(
        ["Kari Nordmann", "kari@x.no"],
        ["Ola Hansen", "ola@x.no"],
        questions=["Navn2", "E-postadresse2"],
    )
    assert [(row.name, row.email) for row in people(workbook)] == [
        ("Kari Nordmann", "kari@x.no"),
        ("Ola Hansen", "ola@x.no"),
    ]


def test_a_form_that_branches_has_the_unit_in_several_columns() -> None:
    workbook = forms(
        ["Kari Nordmann", "Barnehage", "Lund", ""],
        ["Ola Hansen", "Skole", "", "Oddernes"],
        ["Siv Aas", "PPT", "", ""],
        questions=["Skriv navnet ditt", "Tjeneste", "Hvilken barnehage jobber du i?", "Hvilken skole jobber du på?"],
    )
    rows = people(workbook)
    assert [(row.unit, row.service) for row in rows] == [
        ("Lund", "kindergarten"),
        ("Oddernes", "school"),
        ("PPT", "ppt"),
    ]


def test_nynorsk_and_english_titles() -> None:
    nynorsk = book(["Førenamn", "Etternamn", "Eining", "Bydel"], ["Åse", "Aasen", "Voss skule", "Vest"])
    assert people(nynorsk)[0].unit == "Voss skule"
    assert people(nynorsk)[0].district == "Vest"
    english = book(
        ["Start time", "Completion time", "Email", "Name", "Where do you work?", "Job title"],
        ["x", "x", "anonymous", "Kari Nordmann", "Lund Kindergarten", "Teacher"],
    )
    (row,) = people(english)
    assert (row.name, row.unit, row.role, row.service) == (
        "Kari Nordmann",
        "Lund Kindergarten",
        "Teacher",
        "kindergarten",
    )


def test_a_hand_made_list_with_title_blank_rows_totals_and_repeated_header() -> None:
    workbook = book(
        ["Påmeldte til nettverkssamling 24. november – navn og enhet"],
        [],
        ["Fornavn", "Etternavn", "Skole/barnehage", "Telefon"],
        ["Kari", "Nordmann", "LUND BARNEHAGE", "90000000"],
        [],
        ["Ola", "Hansen", "Oddernes skole", ""],
        ["Fornavn", "Etternavn", "Skole/barnehage", "Telefon"],
        ["SIV ANNE", "AAS-LIE", "lund barnehage ", ""],
        ["", "", "PPT", ""],
        ["Sum", "3", "", ""],
        ["Totalt: 3"],
    )
    reading = guess(workbook)
    assert reading.header_row == 3
    parsed = apply(workbook, reading)
    assert plain(parsed.rows) == [
        ("Kari", "Nordmann", "LUND BARNEHAGE"),
        ("Ola", "Hansen", "Oddernes skole"),
        ("Siv Anne", "Aas-Lie", "lund barnehage"),
    ]
    assert [(skip.row, skip.reason) for skip in parsed.skipped] == [
        (7, "Overskriften på nytt."),
        (9, "En overskrift i lista, brukt som enhet for dem under."),
        (10, "En rad med summer."),
        (11, "En rad med summer."),
    ]


def test_people_listed_under_the_name_of_their_unit() -> None:
    workbook = book(
        ["Navn", "Stilling"],
        ["Lund barnehage"],
        ["Kari Nordmann", "Styrer"],
        ["Ola Hansen", "Pedagogisk leder"],
        ["Oddernes skole"],
        ["Siv Aas", "Rektor"],
    )
    assert plain(people(workbook)) == [
        ("Kari", "Nordmann", "Lund barnehage"),
        ("Ola", "Hansen", "Lund barnehage"),
        ("Siv", "Aas", "Oddernes skole"),
    ]


def test_a_unit_written_once_beside_its_first_person() -> None:
    rows = (
        ["Enhet", "Navn"],
        ["Lund bhg", "Kari Nordmann"],
        ["", "Ola Hansen"],
        ["", "Siv Aas"],
        ["PPT", "Per Lie"],
        ["", "Liv Dahl"],
    )
    workbook = book(*rows)
    reading = guess(workbook)
    assert reading.fill_down
    assert [row.unit for row in apply(workbook, reading).rows] == ["Lund bhg", "Lund bhg", "Lund bhg", "PPT", "PPT"]
    units = [row.unit for row in apply(workbook, replace(reading, fill_down=False)).rows]
    assert units == ["Lund bhg", "", "", "PPT", ""]
    answers = forms(*((name, unit) for unit, name in rows[1:]), questions=["Hva heter du?", "Enhet"])
    assert not guess(answers).fill_down, "in Forms an empty answer is an empty answer"


def test_a_list_without_a_header() -> None:
    workbook = book(
        ["Kari Nordmann", "Lund barnehage", "kari@x.no"],
        ["Ola Hansen", "PPT", ""],
        ["Siv Aas", "Oddernes skole", "siv@x.no"],
    )
    reading = guess(workbook)
    assert reading.header_row is None
    assert [(row.name, row.unit, row.email) for row in apply(workbook, reading).rows] == [
        ("Kari Nordmann", "Lund barnehage", "kari@x.no"),
        ("Ola Hansen", "PPT", ""),
        ("Siv Aas", "Oddernes skole", "siv@x.no"),
    ]
    apart = book(["Kari", "Nordmann", "Lund barnehage"], ["Ola", "Hansen", "PPT"], ["Siv", "Aas", "Oddernes skole"])
    assert plain(people(apart))[0] == ("Kari", "Nordmann", "Lund barnehage")


def test_only_names_one_in_each_row() -> None:
    assert [row.name for row in people(book(["Kari Nordmann"], ["Ola Hansen"], ["Aas, Siv"]))] == [
        "Kari Nordmann",
        "Ola Hansen",
        "Siv Aas",
    ]


def test_a_list_without_a_header_with_units_behind_the_names() -> None:
    workbook = book(["Kari Nordmann, Lund bhg"], ["Ola Hansen – PPT"], ["Siv Aas (Oddernes skole)"])
    assert plain(people(workbook)) == [
        ("Kari", "Nordmann", "Lund bhg"),
        ("Ola", "Hansen", "PPT"),
        ("Siv", "Aas", "Oddernes skole"),
    ]


def test_several_names_in_one_cell() -> None:
    names = "Kari Nordmann\nOla Hansen\nSiv Aas\nPer Lie"
    workbook = book(["Enhet", "Navn"], ["Lund bhg", names], ["PPT", "Liv Dahl og Tor Moe"])
    assert [(row.row, row.name, row.unit, row.service) for row in people(workbook)] == [
        (2, "Kari Nordmann", "Lund bhg", "kindergarten"),
        (2, "Ola Hansen", "Lund bhg", "kindergarten"),
        (2, "Siv Aas", "Lund bhg", "kindergarten"),
        (2, "Per Lie", "Lund bhg", "kindergarten"),
        (3, "Liv Dahl", "PPT", "ppt"),
        (3, "Tor Moe", "PPT", "ppt"),
    ]


def test_known_units_tell_which_column_is_the_unit() -> None:
    workbook = book(
        ["Navn", "Kommer fra", "Poststed"],
        ["Kari Nordmann", "Blåklokka", "Kristiansand"],
        ["Ola Hansen", "Solstua", "Søgne"],
    )
    reading = guess(workbook, ["Blåklokka", "SOLSTUA"])
    assert reading.columns[1].role == "unit"
    assert guess(workbook).columns[1].role is None


def test_unit_behind_the_name() -> None:
    workbook = book(["Deltakere"], ["Kari Nordmann (Lund bhg)"], ["Ola Hansen, Oddernes skole"], ["1. Siv Aas (ny)"])
    assert plain(people(workbook)) == [
        ("Kari", "Nordmann", "Lund bhg"),
        ("Ola", "Hansen", "Oddernes skole"),
        ("Siv", "Aas", ""),
    ]


def test_one_answer_for_several_people() -> None:
    workbook = forms(
        ["Lund bhg", "Kari Nordmann", "Ola Hansen (vikar)", "", "post@lund.no"],
        ["PPT", "Siv Aas", "", "Per Lie", ""],
        questions=["Enhet", "Navn på deltaker 1", "Navn på deltaker 2", "Navn på deltaker 3", "E-post"],
    )
    assert [(row.row, row.name, row.unit, row.email) for row in people(workbook)] == [
        (2, "Kari Nordmann", "Lund bhg", "post@lund.no"),
        (2, "Ola Hansen", "Lund bhg", ""),
        (3, "Siv Aas", "PPT", ""),
        (3, "Per Lie", "PPT", ""),
    ]


def test_the_manager_and_the_child_are_not_the_participant() -> None:
    workbook = book(
        ["Navn på leder", "Leders e-post", "Deltakers navn", "E-post", "Navn på enhet"],
        ["Per Lie", "per@x.no", "Kari Nordmann", "kari@x.no", "Lund bhg"],
        ["Per Lie", "per@x.no", "Ola Hansen", "ola@x.no", "Lund bhg"],
    )
    assert [(row.name, row.email, row.unit) for row in people(workbook)] == [
        ("Kari Nordmann", "kari@x.no", "Lund bhg"),
        ("Ola Hansen", "ola@x.no", "Lund bhg"),
    ]


def test_rows_that_are_nobody_are_skipped_with_a_reason() -> None:
    workbook = book(
        ["Navn", "Enhet"],
        ["Kari Nordmann", "Lund bhg"],
        ["", "Lund bhg"],
        ["anonymous", "PPT"],
        ["ola@x.no", "PPT"],
        ["12345", "PPT"],
        ["Ola Hansen", "PPT"],
        ["x" * 200, "PPT"],
    )
    parsed = apply(workbook, guess(workbook))
    assert [row.name for row in parsed.rows] == ["Kari Nordmann", "Ola Hansen"]
    assert [skip.row for skip in parsed.skipped] == [3, 4, 5, 6, 8]
    assert all(skip.reason.endswith(".") for skip in parsed.skipped)


def test_an_address_is_taken_out_of_what_surrounds_it() -> None:
    workbook = book(["Navn", "E-post"], ["Kari Nordmann", "Kari N <kari@x.no>"], ["Ola Hansen", "mailto:ola@x.no"])
    workbook = book(*(cells for _at, cells in workbook.sheets[0].rows), ["Siv Aas", "har ikke"])
    assert [row.email for row in people(workbook)] == ["kari@x.no", "ola@x.no", ""]


def test_the_sheet_with_people_is_found_and_another_can_be_chosen() -> None:
    workbook = Workbook(
        "liste.xlsx",
        (
            Sheet("Informasjon", ((1, ("Velkommen",)),)),
            Sheet("Gammel", ((1, ("Navn", "Enhet")), (2, ("Per Lie", "PPT"))), hidden=True),
            Sheet("Enheter", ((1, ("Enhet", "Tjeneste")), (2, ("Lund bhg", "Barnehage")))),
            Sheet("Øst", ((1, ("Navn", "Enhet")), (2, ("Kari Nordmann", "Lund bhg")))),
            Sheet("Vest", ((1, ("Navn", "Enhet")), (2, ("Ola Hansen", "PPT")), (3, ("Siv Aas", "PPT")))),
        ),
    )
    reading = guess(workbook)
    assert reading.sheet == "Øst"
    other = reading.with_sheet("Vest")
    assert [row.name for row in apply(workbook, other).rows] == ["Ola Hansen", "Siv Aas"]
    assert (other.sheet, other.header_row, other.roles) == ("Vest", 1, {"name": 0, "unit": 1})
    assert other.with_sheet("Øst").columns == reading.columns
    assert guess(workbook, sheet="Gammel").sheet == "Gammel"
    with pytest.raises(KeyError):
        reading.with_sheet("Finnes ikke")
    empty = reading.with_sheet("Informasjon")
    assert not empty.has_names
    assert apply(workbook, empty).rows == ()
    assert apply(workbook, empty.with_column("name", 0)).rows[0].row == 1, "what we do not find can be pointed out"


def test_header_row_and_columns_can_be_changed_by_hand() -> None:
    workbook = book(["A", "B", "C"], ["Hvem", "Hvor", "Hva"], ["Kari Nordmann", "Lund", "Leder"], ["Ola", "PPT", "x"])
    reading = guess(workbook, header_row=2).with_column("name", 0).with_column("unit", 1).with_column("role", 2)
    assert [(row.name, row.unit, row.role) for row in apply(workbook, reading).rows] == [
        ("Kari Nordmann", "Lund", "Leder"),
        ("Ola", "PPT", "x"),
    ]
    without = reading.with_column("role", None)
    assert apply(workbook, without).rows[0].role == ""
    swapped = without.with_column("unit", 2)
    assert swapped.roles == {"name": 0, "unit": 2}
    assert swapped.without_column(2).roles == {"name": 0}
    with pytest.raises(KeyError):
        reading.with_column("name", 7)
    with pytest.raises(KeyError):
        reading.with_column("alder", 0)
    again = guess(workbook, header_row=1)
    assert again.columns[0].header == "A"


def test_the_preview_shows_rows_as_wide_as_the_columns() -> None:
    workbook = book(["Samling i november"], ["Navn", "Enhet", "Rolle"], ["Kari Nordmann"], ["Ola Hansen", "PPT", "x"])
    seen = preview(workbook, guess(workbook), rows=1)
    assert seen.above == ((1, ("Samling i november", "", "")),)
    assert seen.rows == ((3, ("Kari Nordmann", "", "")),)
    assert seen.total == 2
    assert seen.reading.columns[0].samples == ("Kari Nordmann", "Ola Hansen")


def test_a_forms_sheet_of_ours_reads_back_from_disk(tmp_path: Path) -> None:
    when = datetime(2026, 11, 23, 8, 12)
    answers = [
        FormsAnswer(when, when, ("Kari Nordmann", "Lund bhg", "=1+1")),
        FormsAnswer(when, when, ("Áile Ánte Sárá", "<b>PPT</b> & co", "-ja")),
    ]
    questions = ("Hva heter du?", "Hvilken enhet/tjeneste kommer du fra?", "Hvilken rolle har du?")
    path = tmp_path / "påmelding.xlsx"
    path.write_bytes(forms_sheet(questions, answers))
    assert path.read_bytes() == forms_sheet(questions, answers), "the same sample is the same file"
    rows = people(read(path))
    assert plain(rows) == [("Kari", "Nordmann", "Lund bhg"), ("Áile Ánte", "Sárá", "<b>PPT</b> & co")]
    assert [row.role for row in rows] == ["=1+1", "-ja"]
    assert read(path).sheets[0].rows[1][1][1] == "23.11.2026 08.12"


def test_merged_units_reach_everyone(tmp_path: Path) -> None:
    excel = Excel()
    page = excel.active
    for row in (["Enhet", "Navn"], ["Lund bhg", "Kari Nordmann"], [None, "Ola Hansen"], ["PPT", "Siv Aas"]):
        page.append(row)
    page.merge_cells("A2:A3")
    path = tmp_path / "liste.xlsx"
    excel.save(path)
    assert [row.unit for row in people(read(path))] == ["Lund bhg", "Lund bhg", "PPT"]
