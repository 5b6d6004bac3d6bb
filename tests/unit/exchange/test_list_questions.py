"""A list says more than names: each unclear row is a question with a likely answer, and the user's answer counts."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path

import pytest
from openpyxl import Workbook as Excel
from openpyxl.cell.rich_text import CellRichText, TextBlock
from openpyxl.cell.text import InlineFont
from openpyxl.styles import Font, NamedStyle

from nettverk.domain.list_questions import QuestionKind
from nettverk.domain.participant_lists import Parsed, Sheet, Workbook
from nettverk.exchange.participant_lists import apply, guess
from nettverk.exchange.row_questions import is_total
from nettverk.exchange.tables import read


def parsed(*rows: Sequence[str], answers: dict[tuple[QuestionKind, int], str] | None = None) -> Parsed:
    book = Workbook("liste.csv", (Sheet("Ark1", tuple((at, tuple(row)) for at, row in enumerate(rows, 1))),))
    return apply(book, guess(book), answers)


def told(result: Parsed) -> list[tuple[str, int, str]]:
    return [(question.kind.value, question.row, question.taken_as) for question in result.questions]


def names(result: Parsed) -> list[str]:
    return [row.name for row in result.rows]


HEAD = ("Navn", "Enhet")


def test_hidden_and_struck_rows_of_a_workbook(tmp_path: Path) -> None:
    excel = Excel()
    sheet = excel.active
    sheet.append(HEAD)
    for name in ("Kari Nordmann", "Ola Hansen", "Siv Ås", "Per Øye", "Mari Li", "Anne Berg"):
        sheet.append((name, "PPT"))
    sheet.auto_filter.ref = "A1:B7"
    sheet.row_dimensions[3].hidden = True  # filtered away
    sheet.row_dimensions[4].hidden = True
    for cell in sheet[5]:
        cell.font = Font(strike=True)
    excel.add_named_style(NamedStyle("Avmeldt", font=Font(strike=True)))
    sheet["A6"].style = "Avmeldt"
    sheet["A7"] = CellRichText(TextBlock(InlineFont(strike=True), "Anne Berg"))
    path = tmp_path / "liste.xlsx"
    excel.save(path)
    book = read(path)
    result = apply(book, guess(book))
    assert told(result) == [
        ("hidden_row", 3, "enrolled"),
        ("hidden_row", 4, "enrolled"),
        ("struck_out", 5, "not_enrolled"),
        ("struck_out", 6, "not_enrolled"),
        ("struck_out", 7, "not_enrolled"),
    ]
    assert names(result) == ["Kari Nordmann", "Ola Hansen", "Siv Ås"]


def test_the_users_answer_counts_instead_of_the_likely_one() -> None:
    rows = ((*HEAD, "Kommer du?"), ("Kari Li", "PPT", "Nei"), ("Ola Lie", "PPT", "Kanskje"), ("Siv Ås", "PPT", "Ja"))
    assert names(parsed(*rows)) == ["Ola Lie", "Siv Ås"]
    answers = {(QuestionKind.ANSWERED_NO, 2): "enrolled", (QuestionKind.ANSWERED_MAYBE, 3): "not_enrolled"}
    assert names(parsed(*rows, answers=answers)) == ["Kari Li", "Siv Ås"]


def test_no_to_lunch_is_not_no_to_coming() -> None:
    result = parsed(
        (*HEAD, "Ønsker du lunsj?", "Er du ny?"), ("Kari Li", "PPT", "Nei", "Nei"), ("Ola Lie", "PPT", "Ja", "Nei")
    )
    assert names(result) == ["Kari Li", "Ola Lie"]
    assert not result.questions


def test_half_a_day_in_the_answer_in_hours_in_a_remark_and_beside_the_name() -> None:
    result = parsed(
        (*HEAD, "Kommer du?", "Er du med hele dagen?", "Kommentar"),
        ("Kari Li", "PPT", "Ja, etter lunsj", "", ""),
        ("Ola Lie", "PPT", "Ja", "Nei, bare 9-11", ""),
        ("Siv Ås", "PPT", "Ja", "Ja", "går kl. 12"),
        ("Per Øye (fra 10)", "PPT", "Ja", "Ja", ""),
        ("Mari Li", "PPT", "Ja", "Nei", ""),
    )
    assert [(row.name, str(row.present or "")) for row in result.rows] == [
        ("Kari Li", "from lunch"),
        ("Ola Lie", "09:00-11:00"),
        ("Siv Ås", "until 12:00"),
        ("Per Øye", "from 10:00"),
        ("Mari Li", ""),
    ]
    assert [question.row for question in result.questions] == [2, 3, 4, 5, 6]


def test_no_unit_has_a_semicolon_in_its_name() -> None:
    result = parsed((*HEAD, "Rolle"), ("Kari Li", "Lund skole;PPT;", "Lærer;Rektor;"), ("Ola Lie", "PPT;", ""))
    assert [(row.unit, row.role) for row in result.rows] == [("Lund skole", "Lærer, Rektor"), ("PPT", "")]
    assert told(result) == [("several_choices", 2, "Lund skole")]
    answers = {(QuestionKind.SEVERAL_CHOICES, 2): "PPT"}
    assert parsed(HEAD, ("Kari Li", "Lund skole;PPT;"), answers=answers).rows[0].unit == "PPT"


def test_totals_are_skipped_and_asked_about() -> None:
    result = parsed(HEAD, ("Kari Li", "PPT"), ("Totalt 42", ""), ("Sum", "Lund skole"), ("Antall", "1"))
    assert names(result) == ["Kari Li"]
    assert [kind for kind, _row, _taken in told(result)] == ["total_row"] * 3


def test_the_family_name_first_by_comma_by_title_by_most_cells_and_by_address() -> None:
    assert told(parsed(HEAD, ("Nordmann, Kari", "PPT"))) == [("name_order", 2, "Kari Nordmann")]
    titled = parsed(("Etternavn, fornavn", "Enhet"), ("Nordmann Kari", "PPT"), ("Xyzzen Qwerta", "PPT"))
    assert names(titled) == ["Kari Nordmann", "Qwerta Xyzzen"]
    most = parsed(HEAD, ("Nordmann Kari", "PPT"), ("Hansen Ola", "PPT"), ("Xyzzen Qwerta", "PPT"))
    assert names(most) == ["Kari Nordmann", "Ola Hansen", "Qwerta Xyzzen"]
    assert [kind for kind, _row, _taken in told(most)] == ["name_order"] * 3
    mailed = parsed(
        (*HEAD, "E-post"), ("Xyzzen Qwerta", "PPT", "qwerta.xyzzen@k.no"), ("Kari Li", "PPT", "kari.li@k.no")
    )
    assert names(mailed) == ["Qwerta Xyzzen", "Kari Li"]
    answers = {(QuestionKind.NAME_ORDER, 2): "Nordmann Kari"}
    kept = parsed(HEAD, ("Nordmann, Kari", "PPT"), answers=answers).rows[0]
    assert (kept.given_name, kept.family_name) == ("Nordmann", "Kari")
    assert not parsed(HEAD, ("Nguyễn Thị Hồng Nhung", "PPT"), ("Kari Li", "PPT")).questions


def test_several_people_in_a_cell_are_asked_about() -> None:
    result = parsed(HEAD, ("Kari og Ola Nordmann", "PPT"), ("Siv / Per", "PPT"), ("Mari Li + 1", "PPT"))
    assert names(result) == ["Kari Nordmann", "Ola Nordmann", "Siv", "Per", "Mari Li"]
    assert told(result)[0] == ("several_people", 2, "Kari Nordmann, Ola Nordmann")
    answers = {(QuestionKind.SEVERAL_PEOPLE, 2): "Kari og Ola Nordmann"}
    assert len(parsed(HEAD, ("Kari og Ola Nordmann", "PPT"), answers=answers).rows) == 1
    apart = parsed(("Fornavn", "Etternavn", "Enhet"), ("Kari og Ola", "Nordmann", "PPT"))
    assert names(apart) == ["Kari Nordmann", "Ola Nordmann"]


def test_food_is_counted_and_an_offer_to_present_is_kept() -> None:
    result = parsed(
        (*HEAD, "Mat/allergi", "Kan du presentere praksis?", "Kommer du?"),
        ("Kari Li", "PPT", "Nøtter", "Ja, om overganger", "Ja"),
        ("Ola Lie", "PPT", "nøtter, gluten", "Nei", "Ja"),
        ("Siv Ås", "PPT", "Egg", "Ja", "Nei"),
    )
    assert result.food == (("nøtter", 2), ("gluten", 1))
    assert [row.presents for row in result.rows] == ["Ja, om overganger", ""]


def test_a_district_is_asked_for_in_other_words_and_all_is_none() -> None:
    result = parsed((*HEAD, "Hvilket område hører enheten til?"), ("Kari Li", "PPT", "Øst"), ("Ola Lie", "PPT", "Alle"))
    assert [row.district for row in result.rows] == ["Øst", ""]


@pytest.mark.parametrize(
    "text", ["1" * 199 + "x", "1.1," * 49 + "x", "sum " * 49 + "x", "total" * 39 + "x", "påmeldt" * 28]
)
def test_a_cell_of_figures_or_of_one_word_is_looked_at_once(text: str) -> None:
    """It would take longer than there is time for if it were cut in every way there is; then this never ends."""
    assert is_total([text]) == ""


@pytest.mark.parametrize(
    "text", ["Totalt 42", "Sum", "Antall påmeldte", "Antall påmeldinger: 12", "42 deltakere", "Totalsum", "I alt: 7"]
)
def test_totals_are_totals(text: str) -> None:
    assert is_total([text]) == text
