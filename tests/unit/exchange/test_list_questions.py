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
    given = {(*key, 0): answer for key, answer in (answers or {}).items()}
    return apply(book, guess(book), given)


def told(result: Parsed) -> list[tuple[str, int, str]]:
    return [(question.kind.value, question.row, question.taken_as) for question in result.questions]


def names(result: Parsed) -> list[str]:
    return [row.name for row in result.rows]


HEAD = ("Navn", "Enhet")
PEOPLE = ("Kari Dahl", "Ola Lie", "Siv Moe", "Eva Ruud", "Per Bø", "Nina Vik")


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


def test_an_answer_nobody_understands_is_asked_about() -> None:
    answers = ("Ja", "Nei", "Ja", "Gleder meg!", "blir borte", "Hele dagen")
    rows = [(name, "PPT", said) for name, said in zip(PEOPLE, answers, strict=True)]
    asked = told(parsed((*HEAD, "Kommer du?"), *rows))
    assert asked == [
        ("answered_no", 3, "not_enrolled"),
        ("answered_maybe", 5, "enrolled"),
        ("answered_no", 6, "not_enrolled"),
    ]
    parts = ("Ja", "Ja", "Hele dagen", "Bare del 1", "Formiddag;Ettermiddag;", "går 1 time før")
    rows = [(name, "PPT", said) for name, said in zip(PEOPLE, parts, strict=True)]
    result = parsed((*HEAD, "Er du med hele dagen?"), *rows)
    assert told(result) == [("part_of_day", 5, "whole_day"), ("part_of_day", 7, "whole_day")]
    assert result.questions[0].choices == ("whole_day", "until lunch", "from lunch")


def test_a_heading_or_a_cross_says_who_does_not_come() -> None:
    under = [(PEOPLE[0], "PPT"), ("Avmeldte:", ""), (PEOPLE[1], "PPT"), ("Venteliste (1)", ""), (PEOPLE[2], "PPT")]
    result = parsed(HEAD, *under, ("Påmeldte", ""), (PEOPLE[3], "PPT"))
    assert told(result) == [("answered_no", 4, "not_enrolled"), ("answered_maybe", 6, "enrolled")]
    assert names(result) == [PEOPLE[0], PEOPLE[2], PEOPLE[3]]
    crossed = parsed(
        (*HEAD, "Kommer", "Kommer ikke", "Usikker", "Før lunsj", "Etter lunsj"),
        (PEOPLE[0], "PPT", "x", "", "", "x", "x"),
        (PEOPLE[1], "PPT", "", "x", "", "", ""),
        (PEOPLE[2], "PPT", "", "", "x", "x", ""),
    )
    assert told(crossed) == [
        ("answered_no", 3, "not_enrolled"),
        ("answered_maybe", 4, "enrolled"),
        ("part_of_day", 4, "until lunch"),
    ]


def test_what_is_written_beside_a_name_of_whether_they_come() -> None:
    cells = ("Kari Dahl - kommer ikke", "AVMELDT Siv Moe", "Eva Ruud, går kl 12", "~~Per Bø~~", "N.N.", "2 stk fra PPT")
    result = parsed(HEAD, *((cell, "PPT") for cell in cells))
    assert told(result) == [
        ("answered_no", 2, "not_enrolled"),
        ("answered_no", 3, "not_enrolled"),
        ("part_of_day", 4, "until 12:00"),
        ("struck_out", 5, "not_enrolled"),
    ]
    assert names(result) == ["Eva Ruud"]


def test_a_name_struck_out_beside_another_leaves_the_other(tmp_path: Path) -> None:
    excel = Excel()
    sheet = excel.active
    sheet.append(HEAD)
    sheet.append((CellRichText(TextBlock(InlineFont(strike=True), "Kari Dahl"), " Siv Moe"), "PPT"))
    path = tmp_path / "liste.xlsx"
    excel.save(path)
    book = read(path)
    result = apply(book, guess(book))
    assert [(q.kind.value, q.text, q.taken_as) for q in result.questions] == [
        ("struck_out", "Kari Dahl Siv Moe", "enrolled")
    ]
    assert names(result) == ["Siv Moe"]


def test_counts_of_all_kinds_are_totals_and_do_not_hide_what_a_column_is() -> None:
    rows = (("Kari Dahl", "Myra skole"), ("Myra skole totalt", "1"), ("Siv Moe", "PPT"), ("Delsum PPT", ""))
    more = (("Antall per bydel", ""), ("Nord", "1"), ("Alle", "2"), ("Gjennomsnitt", "1,5"), ("Totalt", "2"))
    result = parsed(HEAD, *rows, *more)
    assert [(row.name, row.unit) for row in result.rows] == [("Kari Dahl", "Myra skole"), ("Siv Moe", "PPT")]
    assert [kind for kind, _row, _taken in told(result)] == ["total_row"] * 7


def test_several_people_each_with_the_family_name_first_and_columns_that_were_swapped() -> None:
    for cell in (
        "Lie, Ola og Moe, Siv",
        "Lie, Ola; Moe, Siv",
        "Lie, Ola\nMoe, Siv",
        "Ola Lie – Siv Moe",
        "1. Ola Lie 2. Siv Moe",
    ):
        assert names(parsed(HEAD, (cell, "PPT"))) == ["Ola Lie", "Siv Moe"], cell
    swapped = parsed(
        ("Fornavn", "Etternavn", "Enhet"), ("Dahl", "Kari", "PPT"), ("Moe", "Siv", "PPT"), ("Ruud", "Eva", "PPT")
    )
    assert names(swapped) == ["Kari Dahl", "Siv Moe", "Eva Ruud"]
    assert [kind for kind, _row, _taken in told(swapped)] == ["name_order"] * 3


def test_choices_are_parted_however_they_are_written() -> None:
    for cell in ("Myra skole | PPT", "Myra skole (50 %), PPT (50 %)", "Myra skole;Annet: PPT;"):
        result = parsed(HEAD, ("Kari Li", cell), ("Ola Lie", "PPT"))
        assert result.rows[0].unit == "Myra skole", cell
        assert result.questions[0].choices == ("Myra skole", "PPT"), cell


def test_what_stands_beside_one_of_several_names_is_theirs_alone() -> None:
    result = parsed(
        ("Enhet", "Deltaker 1", "Deltaker 2", "Deltaker 3"),
        ("Lund skole", "Siv Moe", "Eva Ruud (etter lunsj)", "Per Bø – kanskje"),
        ("Vågen barnehage", "Kari Dahl", "Ola Lie – syk", ""),
    )
    assert [(row.name, str(row.present or "")) for row in result.rows] == [
        ("Siv Moe", ""), ("Eva Ruud", "from lunch"), ("Per Bø", ""), ("Kari Dahl", ""),
    ]  # fmt: skip
    assert [(question.kind.value, question.name) for question in result.questions] == [
        ("part_of_day", "Eva Ruud"), ("answered_maybe", "Per Bø"), ("answered_no", "Ola Lie"),
    ]  # fmt: skip


def test_marks_around_a_name_say_something_and_are_no_part_of_it() -> None:
    result = parsed(HEAD, ("Kari Dahl*", "PPT"), ("Ola Lie ?", "PPT"), ("(Siv Moe)", "PPT"), ("Per Bø ✗", "PPT"))
    assert names(result) == ["Kari Dahl", "Ola Lie", "Siv Moe"]
    assert [kind for kind, _row, _taken in told(result)] == ["answered_maybe", "answered_maybe", "answered_no"]


def test_columns_of_arrival_departure_and_halves_of_the_day() -> None:
    hours = parsed(
        (*HEAD, "Kommer kl.", "Går kl."),
        ("Kari Dahl", "PPT", "10:00", "14:00"), ("Ola Lie", "PPT", "", "0.5"), ("Siv Moe", "PPT", "", ""),
    )  # fmt: skip
    assert [str(row.present or "") for row in hours.rows] == ["10:00-14:00", "until 12:00", ""]
    halves = parsed(
        (*HEAD, "Formiddag", "Ettermiddag"),
        ("Kari Dahl", "PPT", "Ja", "Ja"), ("Ola Lie", "PPT", "Ja", "Nei"), ("Siv Moe", "PPT", "Nei", "Nei"),
    )  # fmt: skip
    assert [(row.name, str(row.present or "")) for row in halves.rows] == [
        ("Kari Dahl", ""),
        ("Ola Lie", "until lunch"),
    ]
    assert told(halves)[-1] == ("answered_no", 4, "not_enrolled")


def test_a_list_of_one_column_with_its_units_as_headings_and_what_stands_below_it() -> None:
    result = parsed(
        ("Påmelding",), ("Lund skole",), ("Kari Dahl",), ("Ola Lie (går 12)",), ("Vågen barnehage",), ("Siv Moe",),
        ("Avmeldte:",), ("Per Bø",), ("Oppdatert 30.11.2026",), ("* = kommer etter lunsj",), ("Med hilsen Nina",),
    )  # fmt: skip
    assert [(row.name, row.unit, str(row.present or "")) for row in result.rows] == [
        ("Kari Dahl", "Lund skole", ""), ("Ola Lie", "Lund skole", "until 12:00"), ("Siv Moe", "Vågen barnehage", ""),
    ]  # fmt: skip
    assert told(result)[-1] == ("answered_no", 8, "not_enrolled")


def test_names_copied_out_of_mail_and_one_of_two() -> None:
    result = parsed(
        ("Deltaker", "Arbeidsplass"), ("Kari Dahl <kari.dahl@k.no>", "PPT"), ("Ola Lie (ola@k.no)", "PPT"),
        ("Siv Moe eller Eva Ruud", "PPT"), ("Per Bø (styrer) og Nina Vik (ped.leder)", "PPT"),
    )  # fmt: skip
    assert [(row.name, row.email) for row in result.rows] == [
        ("Kari Dahl", "kari.dahl@k.no"), ("Ola Lie", "ola@k.no"), ("Siv Moe", ""), ("Eva Ruud", ""), ("Per Bø", ""),
        ("Nina Vik", ""),
    ]  # fmt: skip
    assert told(result) == [("several_people", 4, "Siv Moe, Eva Ruud"), ("several_people", 5, "Per Bø, Nina Vik")]


def test_several_kinds_and_districts_in_a_cell_are_asked_about_and_a_mail_programmes_answers_are_read() -> None:
    chosen = parsed(
        ("Navn", "Tjeneste", "Bydel"), ("Kari Dahl", "Barnehage, Skole", "Nord, Sør"), ("Ola Lie", "PPT", "Nord"),
        ("Siv Moe", "PPT", "Grim/Hellemyr"),
    )  # fmt: skip
    assert [(row.service, row.district) for row in chosen.rows] == [
        ("kindergarten", "Nord"), ("ppt", "Nord"), ("ppt", "Grim/Hellemyr"),
    ]  # fmt: skip
    assert told(chosen) == [("several_choices", 2, "Barnehage"), ("several_choices", 2, "Nord")]
    replies = parsed(
        ("Navn", "Oppmøte", "Svar"), ("Kari Dahl", "Obligatorisk deltaker", "Godtatt"),
        ("Ola Lie", "Valgfri deltaker", "Avslått"), ("Siv Moe", "Obligatorisk deltaker", "Ingen"),
    )  # fmt: skip
    assert told(replies) == [("answered_no", 3, "not_enrolled"), ("answered_maybe", 4, "enrolled")]


def test_a_remark_that_names_one_of_several_is_about_that_one() -> None:
    result = parsed(
        (*HEAD, "Kommentar"), ("Kari Dahl og Ola Lie", "PPT", "Ola går kl. 12"),
        ("Moe, Siv; Vik, Nina", "PPT", "Nina kommer ikke"), ("Ruud Eva/Berg Anne", "PPT", ""),
    )  # fmt: skip
    assert [(row.name, str(row.present or "")) for row in result.rows] == [
        ("Kari Dahl", ""), ("Ola Lie", "until 12:00"), ("Siv Moe", ""), ("Eva Ruud", ""), ("Anne Berg", ""),
    ]  # fmt: skip
    assert ("answered_no", 3, "not_enrolled") in told(result)


def test_titles_and_company_beside_a_name_are_no_part_of_it() -> None:
    result = parsed(
        HEAD,
        ("Rektor Tor Lie", "Lund skole"),
        ("AVLYST Eva Ruud", "PPT"),
        ("Siv Moe & co", "PPT"),
        ("Nina Vik/", "PPT"),
    )
    assert [(row.name, row.role) for row in result.rows] == [("Tor Lie", "Rektor"), ("Siv Moe", ""), ("Nina Vik", "")]
    assert told(result) == [("answered_no", 3, "not_enrolled"), ("several_people", 4, "Siv Moe")]


def test_half_a_name_struck_out_is_the_whole_of_it(tmp_path: Path) -> None:
    excel = Excel()
    sheet = excel.active
    for row in (("Fornavn", "Etternavn", "Enhet"), ("Kari", "Dahl", "PPT"), ("Ola", "Lie", "PPT")):
        sheet.append(row)
    sheet["B3"].font = Font(strike=True)
    path = tmp_path / "liste.xlsx"
    excel.save(path)
    book = read(path)
    assert told(apply(book, guess(book))) == [("struck_out", 3, "not_enrolled")]
