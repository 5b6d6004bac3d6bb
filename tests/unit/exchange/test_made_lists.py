"""Lists of the kinds people send, written by hand, each read as a careful reader would."""

from __future__ import annotations

from datetime import date
from pathlib import Path

import pytest

from nettverk.domain.list_questions import QuestionKind
from nettverk.domain.participant_lists import Parsed, Sheet, Workbook
from nettverk.exchange.participant_lists import apply, guess, with_joined
from nettverk.exchange.tables import read
from tests.helpers.made_lists import MadeList, differences, made_lists


def parsed(
    *rows: str, answers: dict[tuple[QuestionKind, int, int], str] | None = None, day: date | None = None
) -> Parsed:
    cells = tuple((at, tuple(cell.strip() for cell in row.split("|"))) for at, row in enumerate(rows, 1))
    book = Workbook("liste.csv", (Sheet("Ark1", cells),))
    return apply(book, guess(book), answers, day=day)


def told(result: Parsed) -> list[tuple[str, int, str]]:
    return [(question.kind.value, question.row, question.taken_as) for question in result.questions]


@pytest.mark.parametrize(
    "made",
    [made for name in ("seen", "aside", "fresh", "night", "late", "kommune", "others") for made in made_lists(name)],
    ids=lambda made: made.name,
)
def test_a_list_is_read_as_a_careful_reader_would(made: MadeList, tmp_path: Path) -> None:
    book = with_joined(read(made.write(tmp_path)))
    reading = guess(book)
    result, place = apply(book, reading), book.sheet(reading.sheet).place
    people = [(row.name, row.unit) for row in result.rows]
    asked = [(kind, place(row).row, answer) for kind, row, answer in told(result)]
    skipped = [place(row.row).row for row in result.skipped]
    assert differences(made, people, asked, skipped, list(result.food)) == []
    if made.presents is not None:
        assert [(row.name, row.presents) for row in result.rows if row.presents] == made.presents


DAYS = ("Navn | Enhet | 9. februar | 10. februar", "Kari Dahl | PPT | ja | nei", "Ola Lie | PPT | nei | ja")


def test_a_list_of_several_days_is_read_for_the_gatherings_own() -> None:
    unknown = parsed(*DAYS)
    assert [row.name for row in unknown.rows] == ["Kari Dahl", "Ola Lie"]
    assert told(unknown)[0] == ("which_day", 1, "any_day")
    known = parsed(*DAYS, day=date(2027, 2, 10))
    assert [row.name for row in known.rows] == ["Ola Lie"]
    assert told(known) == [("which_day", 1, "10. februar"), ("answered_no", 2, "not_enrolled")]
    answered = parsed(*DAYS, answers={(QuestionKind.WHICH_DAY, 1, 0): "9. februar"})
    assert [row.name for row in answered.rows] == ["Kari Dahl"]


def test_two_questions_of_one_kind_in_a_row_have_an_answer_each() -> None:
    rows = ("Enhet | Deltaker 1 | Deltaker 2", "PPT | Kari Dahl – syk | Ola Lie – kommer ikke", "PPT | Siv Moe |")
    first, second = parsed(*rows).questions
    assert (first.name, second.name, first.key != second.key) == ("Kari Dahl", "Ola Lie", True)
    answered = parsed(*rows, answers={second.key: "enrolled"})
    assert [row.name for row in answered.rows] == ["Ola Lie", "Siv Moe"]
    assert [(row.row, row.reason.split(":")[0]) for row in answered.skipped] == [(2, "Kari Dahl")]
