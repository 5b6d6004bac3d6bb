"""Each document says what it is for, in the right order, where hands and eyes look for it."""

from __future__ import annotations

import gc
from datetime import date, time
from itertools import pairwise

import pytest
from pypdf import PdfReader

from nettverk.domain import handouts as paper
from nettverk.domain.errors import Cancelled
from nettverk.i18n import using
from nettverk.printing.pen import Pen
from nettverk.printing.tags import Node
from tests.helpers.paper import (
    ACROSS,
    LONG_NAME,
    OCCASION,
    QUESTION,
    every_kind,
    letters,
    make,
    pages,
    printed,
    structure,
)


def test_agenda_follows_the_clock() -> None:
    rows = (
        paper.AgendaRow(time(9), time(9, 45), "Teori", 1, "Plenum", "", "Siv Hansen"),
        paper.AgendaRow(time(9, 45), time(10), "Pause"),
        paper.AgendaRow(time(10), time(11), "På tvers", 3, "Blanda grupper", "", "", (QUESTION,)),
    )
    (text,) = pages(printed(paper.Agenda(OCCASION, rows)))
    order = [
        "Nettverkssamling 2",
        "Mål for dagen",
        "09.00–09.45",
        "Teori",
        "Siv Hansen",
        "09.45–10.00",
        "Pause",
        "På tvers",
        QUESTION,
    ]
    places = [text.index(word) for word in order]
    assert places == sorted(places)
    assert "Neste samling: tirsdag 9. februar 2027 kl. 09.00, Familiens hus" in text


def test_attendance_by_unit_gathers_colleagues_and_leaves_room_for_more() -> None:
    people = (
        paper.Attendee("Berg, Siv", "Lund"),
        paper.Attendee("Vik, Ola", "Lund"),
        paper.Attendee("Dahl, Per", "PPT"),
    )
    (text,) = pages(printed(paper.AttendanceList(OCCASION, people, by_unit=True)))
    assert (
        text.index("Lund")
        < text.index("Berg, Siv")
        < text.index("Vik, Ola")
        < text.index("PPT")
        < text.index("Dahl, Per")
    )
    assert "3 deltakere fra 2 enheter" in text
    assert "Møtte uten påmelding" in text


def test_same_names_are_told_apart_by_their_unit() -> None:
    people = (
        paper.PersonTables("Hansen, Kari", "Lund", (3,)),
        paper.PersonTables("Hansen, Kari", "PPT", (7,)),
        paper.PersonTables("Vik, Ola", "Myra", (None,)),
        paper.PersonTables("Ås, Siv", "Myra", (None,), "går 11.15"),
        paper.PersonTables("Åse, Per", "Myra", (4,), "går 14.00"),
    )
    (text,) = pages(printed(paper.GroupsByName(OCCASION, (ACROSS,), people)))
    assert "Hansen, Kari Lund 3" in text
    assert "Hansen, Kari PPT 7" in text
    assert "Myra" not in text
    assert "Vik, Ola –" in text
    assert "Ås, Siv går 11.15 –" in text, "whoever has no table reads why on the door"
    assert "Åse, Per 4" in text


def test_groups_by_table_explain_their_shapes() -> None:
    people = (
        paper.SeatedPerson("Kari Berg", "Lund", "circle", "Barnehage", "sekretær", "Kari"),
        paper.SeatedPerson("Ola Vik", "PPT", "diamond", "PPT"),
    )
    (text,) = pages(printed(paper.GroupsByTable(OCCASION, ((ACROSS, (paper.TablePeople(1, "", people),)),))))
    assert "1 bord · 2 deltakere" in text
    assert "Sekretær Kari" in text
    assert text.rindex("Barnehage") > text.index("Ola Vik")


def test_table_sign_is_read_from_both_sides() -> None:
    reader = printed(paper.TableSigns(OCCASION, (paper.TableSign(12), paper.TableSign(3, "Furulia barnehage"))))
    first, second = (" ".join(page.extract_text().split()) for page in reader.pages)  # one half stands on its head
    assert first.count("Bord 12") == 2
    assert second.count("Furulia barnehage") == 2
    assert structure(reader).count("H1") == 2  # but is read aloud once for each table


def test_badges_pile_up_in_alphabetical_order_after_the_cut() -> None:
    names = [f"Navn{number:02d}" for number in range(23)]
    reader = printed(paper.Badges(OCCASION, tuple(paper.Badge(name, "", "Lund") for name in names)))
    assert len(reader.pages) == 3
    sheets = [[word for word in text.split() if word.startswith("Navn")] for text in pages(reader)]
    piles = [sheet[place] for place in range(10) for sheet in sheets if place < len(sheet)]
    assert piles == names


def test_cut_marks_stand_at_the_same_places_on_every_sheet() -> None:
    reader = printed(
        paper.Badges(
            OCCASION, tuple(paper.Badge(f"N{number}", LONG_NAME, "Lund", shape="ring") for number in range(21))
        )
    )
    marks = [_strokes(reader, page) for page in range(3)]
    assert marks[0] == marks[1] == marks[2]
    assert len(marks[0]) == 2 * (2 + 1) + 2 * (5 + 1)
    xs = sorted({x for x, _y, x2, _y2 in marks[0] if x == x2})
    assert [round(b - a, 1) for a, b in pairwise(xs)] == [round(85 * 72 / 25.4, 1)] * 2


def _strokes(reader: PdfReader, page: int) -> list[tuple[float, ...]]:
    """Straight lines: from and to."""
    content = reader.pages[page].get_contents().get_data().decode("latin-1")  # type: ignore[union-attr]
    found = []
    for line in content.splitlines():
        words = line.split()
        if len(words) == 8 and words[3] == "m" and words[6:] == ["l", "S"] and words[0] == "n":
            found.append(tuple(map(float, (words[1], words[2], words[4], words[5]))))
        elif len(words) == 8 and words[2:4] == ["m", words[3]] and words[-1] == "S":
            found.append(tuple(map(float, (words[0], words[1], words[3], words[4]))))
    return found


@pytest.mark.parametrize("name", ["Bo", "Anne-Marie", LONG_NAME, "x" * 300])
def test_badge_names_stay_inside_the_badge(name: str) -> None:
    (text,) = pages(printed(paper.Badges(OCCASION, (paper.Badge(name, name, name, name, "circle", (6, 9, 12)),))))
    assert "6 · 9 · 12" in text
    if len(name) < 100:
        assert letters(printed(paper.Badges(OCCASION, (paper.Badge(name, name, "PPT"),)))).count(name) == 2


def test_question_sheet_has_its_code_and_lines_to_write_on() -> None:
    sheets = tuple(paper.QuestionSheet(f"G{table}-2", QUESTION, 2, "På tvers", 3, table) for table in (1, 2, 3))
    reader = printed(paper.QuestionSheets(OCCASION, sheets))
    texts = pages(reader)
    assert [
        f"G{table}-2" in text and f"Bord {table}" in text and QUESTION in text for table, text in enumerate(texts, 1)
    ] == [True] * 3
    assert len(_strokes(reader, 0)) >= 18


def test_letter_home_puts_the_units_own_way_first() -> None:
    said = paper.AnsweredQuestion(
        QUESTION,
        "På tvers",
        3,
        (paper.Answer("Bord 3", "- Vi går inn i leken.\n- Vi spør barnet."),),
        (paper.Answer("Bord 5", "Små rom."),),
    )
    promise = paper.CommitmentLine("Faste lekegrupper", "Styrer", date(2027, 1, 11), "Personalmøte")
    before = paper.CommitmentLine("Felles ord", status="done", learnt="Roen kom.")
    (text,) = pages(
        printed(paper.UnitPages(OCCASION, (paper.UnitPage("Furulia barnehage", (promise,), (before,), (said,)),)))
    )
    order = [
        "Med hjem: Furulia barnehage",
        "Faste lekegrupper",
        "11. januar",
        "Felles ord",
        "Gjort",
        "Roen kom.",
        QUESTION,
        "Bord 3",
        "Vi går inn i leken.",
        "Bord 5",
        "Små rom.",
        "Læringssyklus",
    ]
    places = [text.index(word) for word in order]
    assert places == sorted(places)
    assert "Ingen tiltak" in pages(printed(paper.UnitPages(OCCASION, (paper.UnitPage("PPT"),))))[0]


def test_letters_of_two_pages_begin_on_a_sheet_of_their_own() -> None:
    said = (paper.AnsweredQuestion(QUESTION, "På tvers", 3, (paper.Answer("Bord 1", "Vi spør barnet.", 1),)),) * 16
    full = paper.UnitPage("Furulia barnehage", (paper.CommitmentLine("Faste lekegrupper"),), (), said)
    texts = pages(printed(paper.UnitPages(OCCASION, (full, paper.UnitPage("PPT"), full))))
    assert ["Furulia" in texts[0], "PPT" in texts[2], "Furulia" in texts[4]] == [True, True, True]
    assert texts[3].strip() == ""
    assert len(pages(printed(paper.UnitPages(OCCASION, (paper.UnitPage("PPT"), paper.UnitPage("Lund")))))) == 2


def test_summary_travels_without_the_names_of_those_responsible() -> None:
    promises = (("Lund", (paper.CommitmentLine("Faste lekegrupper", "Kari Nordmann"),)),)
    (text,) = pages(printed(paper.Summary(OCCASION, (), promises)))
    assert "Faste lekegrupper" in text
    assert "Kari Nordmann" not in text


def test_every_document_is_tagged_and_says_its_language() -> None:
    for document in every_kind("Tekst"):
        with using("nn"):
            reader = printed(document, "Tittel & <b>")
        root = reader.trailer["/Root"]
        assert root["/Lang"] == "nn-NO"  # type: ignore[index]
        assert root["/MarkInfo"]["/Marked"]  # type: ignore[index]
        assert reader.metadata is not None
        assert reader.metadata.title == "Tittel & <b>"
        kinds = structure(reader)
        assert kinds[0] == "Document"
        assert "H1" in kinds or isinstance(document, paper.Badges), type(document).__name__
        assert reader.outline
        parents = root["/StructTreeRoot"]["/ParentTree"]["/Nums"]  # type: ignore[index]
        for number, page in enumerate(reader.pages):
            assert page["/StructParents"] == number
            marked = page.get_contents().get_data().count(b"/MCID")  # type: ignore[union-attr]
            assert len(parents[2 * number + 1].get_object()) == marked


def test_tables_have_header_cells() -> None:
    kinds = structure(printed(paper.AttendanceList(OCCASION, (paper.Attendee("Berg, Siv", "Lund"),))))
    assert "TH" in kinds
    assert kinds.index("TH") < kinds.index("TD")


def test_all_fonts_are_embedded() -> None:
    reader = printed(every_kind("ŋ ✓ 😀 محمد 王")[-1])
    for page in reader.pages:
        for font in page["/Resources"]["/Font"].values():  # type: ignore[index]
            font = font.get_object()
            if font["/BaseFont"] != "/Helvetica":
                if font["/Subtype"] == "/Type0":
                    font = font["/DescendantFonts"][0].get_object()
                assert "/FontFile2" in font["/FontDescriptor"], font["/BaseFont"]


def test_a_cancelled_print_stops_at_once() -> None:
    searches = gc.isenabled()
    with pytest.raises(Cancelled):
        make(every_kind("x")[0], "x", cancelled=lambda: True)
    assert gc.isenabled() is searches


def test_what_was_drawn_is_gone_when_nobody_needs_it() -> None:
    """A document leaves nothing behind that only a search for garbage would find."""
    searches = gc.isenabled()
    make(every_kind("x")[10])
    gc.collect()
    gc.disable()
    try:
        before = {id(found) for found in gc.get_objects() if isinstance(found, Node | Pen)}
        make(every_kind("x")[10])
        left = [found for found in gc.get_objects() if isinstance(found, Node | Pen) and id(found) not in before]
    finally:
        if searches:
            gc.enable()
    assert left == []


def test_role_cards_say_which_table_and_a_cut_pile_lies_in_order() -> None:
    card = paper.RoleCard("Ordstyrer", "gir ordet, så alle får sagt sitt", "På tvers", 3)
    texts = pages(printed(paper.RoleCards(OCCASION, (card,), 6)))
    assert [[n for n in range(1, 9) if f"Bord {n}" in text] for text in texts] == [[1, 3, 5], [2, 4, 6]]
    assert "Bord" not in pages(printed(paper.RoleCards(OCCASION, (card,))))[0]
