"""Badges on labels, as they come out of the printer."""

from __future__ import annotations

from io import BytesIO

import pytest
from pypdf import PdfReader

from nettverk.domain import handouts as paper
from nettverk.domain.labels import chosen
from nettverk.printing.styles import MM
from nettverk.services.handouts import labels
from tests.helpers.conformance import faults, unheard
from tests.helpers.paper import OCCASION, make, page_texts

KARI = paper.Badge("Kari", "Berg", "Solbakken barnehage", "styrer", "circle", (6, 9), "Barnehage", 12, "går 12.00")
LONG = paper.Badge(
    "Alexandra-Christine", "Guttormsgaard-Kristoffersen", "Havnesund ungdomsskole og ressurssenter",
    "spesialpedagogisk rådgiver", "star", (1, None, 12, 4), "Skole", 28,
)  # fmt: skip


def _boxes(data: bytes, page: int = 0) -> list[tuple[str, float, float, float]]:
    """Each word with its left edge, and its lower and upper edge from the top, in millimetres."""
    import pypdfium2

    with pypdfium2.PdfDocument(data) as document:
        shown = document[page]
        text = shown.get_textpage()
        height = shown.get_height()
        found = []
        for at in range(text.count_rects()):
            left, bottom, right, top = text.get_rect(at)
            word = text.get_text_bounded(left, bottom, right, top)
            found.append((word, left / MM, (height - top) / MM, right / MM))
        return found


@pytest.mark.parametrize("number", ["L4785", "L7160", "L7165", "1453", "3474", "C32011"])
def test_everything_stands_inside_its_label_from_the_first_that_is_left(number: str) -> None:
    sheet = labels.by_number(number)
    data = make(paper.Badges(OCCASION, (KARI, LONG), chosen(sheet, 3, 0))).data
    places = [sheet.place(place) for place in (2, 3)]
    for word, left, top, right in _boxes(data):
        inside = [
            (x, y)
            for x, y in places
            if x - 0.1 <= left and right <= x + sheet.wide + 0.1 and y <= top <= y + sheet.high
        ]
        assert inside, (number, word, left, top, right)
    (text,) = page_texts(data)
    assert "Kari" in text
    assert faults(data) == []
    assert unheard(data) == []


def test_labels_fill_along_the_rows_and_go_on_to_the_next_sheet() -> None:
    sheet = labels.by_number("L4785")
    people = tuple(paper.Badge(f"Navn{n:02d}", "", "Lund") for n in range(12))
    made = make(paper.Badges(OCCASION, people, chosen(sheet, 8, 0)))
    assert made.pages == 2
    texts = page_texts(made.data)
    assert [f"Navn{n:02d}" in texts[0] for n in range(12)] == [n < 3 for n in range(12)]
    assert texts[1].index("Navn03") < texts[1].index("Navn04")


def test_the_rotation_ones_own_table_and_half_days_are_on_the_badge() -> None:
    (text,) = page_texts(make(paper.Badges(OCCASION, (KARI,))).data)
    said = " ".join(text.split())
    assert "Bord 6 · 9" in said
    assert "Egen enhet 12" in said
    assert "går 12.00" in said
    alone = paper.Badge("Kari", "Berg", "Lund", own_table=4)
    assert "Bord 4" in " ".join(page_texts(make(paper.Badges(OCCASION, (alone,))).data)[0].split())


def test_spare_badges_have_lines_to_write_on_and_no_cut_marks_on_labels() -> None:
    sheet = labels.by_number("L4785")
    data = make(paper.Badges(OCCASION, (paper.Badge("", "", "", spare=True),), chosen(sheet, 1, 1))).data
    (text,) = page_texts(data)
    assert "Navn" in text
    assert "Enhet" in text
    content = PdfReader(BytesIO(data)).pages[0].get_contents().get_data()  # type: ignore[union-attr]
    assert content.count(b" l S") == 2
    assert faults(data) == []


def test_a_role_card_says_who_has_the_task_at_its_table() -> None:
    card = paper.RoleCard("Ordstyrer", "gir ordet", "På tvers", 3, (), ((1, ("Kari Berg",)), (2, ("Ola Vik",))))
    rounds = paper.RoleCard("Tidtaker", "følger klokka", "På tvers", 3, (), ((1, ("Siv Moen", "")), (2, ("", "Bo Ås"))))
    texts = page_texts(make(paper.RoleCards(OCCASION, (card, rounds), 2)).data)
    assert "Kari Berg" in texts[0]
    assert "Ola Vik" in texts[0]
    assert "Runde 1: Siv Moen" in texts[1]
    assert "Runde 2: Bo Ås" in texts[1]
