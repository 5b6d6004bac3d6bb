"""Pages: nothing lost, no heading alone at the foot, headers again where a table goes on."""

from __future__ import annotations

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from nettverk.domain import handouts as paper
from nettverk.printing import styles
from nettverk.printing.blocks import Block, Columns, Heading, Stack, Text, fill
from nettverk.printing.flow import BOTTOM, TOP, WIDTH, Letter, lay_out
from nettverk.printing.pen import Pen
from nettverk.printing.tables import Column, table
from tests.helpers import paper as helper
from tests.helpers.paper import OCCASION, make, printed

ROOM = BOTTOM - TOP


class Brick(Block):
    """A block of a known height, that may be divided at any 15 points."""

    def __init__(
        self, name: int, tall: float, *, keep: bool = False, before: float = 0.0, divides: bool = False
    ) -> None:
        self.name, self.tall, self.keep, self.before, self.divides = name, tall, keep, before, divides

    def height(self, width: float) -> float:
        return self.tall

    def least(self, width: float) -> float:
        return min(30.0, self.tall) if self.divides else self.tall

    def split(self, width: float, room: float) -> tuple[Block, Block] | None:
        first = room // 15 * 15
        if not self.divides or first < 30 or self.tall - first < 30:
            return None
        return Brick(self.name, first, divides=True), Brick(self.name, self.tall - first, divides=True)


bricks = st.builds(
    lambda tall, keep, before, divides: (tall, keep, before, divides and not keep),
    st.sampled_from([15.0, 20.0, 45.0, 150.0, 690.0]), st.booleans(), st.sampled_from([0.0, 10.0, 30.0]), st.booleans(),
)  # fmt: skip


@settings(max_examples=2 * settings().max_examples, deadline=None)
@given(st.lists(bricks, min_size=1, max_size=30))
def test_pouring_keeps_every_block_in_order_and_no_heading_alone(made: list[tuple[float, bool, float, bool]]) -> None:
    rest: list[Block] = [
        Brick(number, tall, keep=keep and tall < 50 and number < len(made) - 1, before=before, divides=divides)
        for number, (tall, keep, before, divides) in enumerate(made)
    ]
    total = sum(block.height(WIDTH) for block in rest)
    seen: list[int] = []
    height = 0.0
    for _page in range(200):
        if not rest:
            break
        placed, left = fill(rest, WIDTH, ROOM)
        if not placed:
            break  # a chain of headings too tall for any page: the flow places it by force
        last, top = placed[-1]
        assert top + last.height(WIDTH) <= ROOM + 0.02
        assert not (last.keep and left), "a heading stands alone at the foot"
        seen += [block.name for block, _top in placed if isinstance(block, Brick) and block.name not in seen[-1:]]
        height += sum(block.height(WIDTH) for block, _top in placed)
        rest = left
    else:
        raise AssertionError("pouring never ends")
    assert seen == sorted(seen)
    if not rest:
        assert len(seen) == len(made)
        assert abs(height - total) < 0.01


def test_a_paragraph_never_leaves_a_line_alone() -> None:
    text = Text("ord " * 200, styles.BODY)
    count = len(text.lines(WIDTH))
    for lines in range(1, count):
        pieces = text.split(WIDTH, lines * 15)
        if pieces is not None:
            first, second = pieces
            assert first.height(WIDTH) >= 30
            assert second.height(WIDTH) >= 30
            assert first.height(WIDTH) + second.height(WIDTH) == count * 15


def test_columns_are_about_as_tall_as_one_another() -> None:
    blocks = [Text(f"Punkt {number}", styles.BODY) for number in range(21)]
    assert Columns(blocks, 2).height(WIDTH) <= 11 * 15 + 5


def test_a_whole_stack_moves_to_the_next_page_rather_than_break() -> None:
    stack = Stack([Text("linje", styles.BODY) for _line in range(6)], whole=True)
    assert stack.split(WIDTH, 60) is None


def test_table_header_is_on_every_page() -> None:
    people = tuple(paper.Attendee(f"Etternavn{number}, Fornavn", "Lund barnehage") for number in range(120))
    texts = helper.pages(printed(paper.AttendanceList(OCCASION, people)))
    assert len(texts) >= 5
    assert all("Signatur" in text for text in texts)


def test_a_tall_cell_goes_on_over_the_page() -> None:
    rows = [["kort", "ord " * 3000]]
    made = table([Column("A", share=1), Column("B", share=1)], rows, WIDTH)
    drawn = lay_out(Letter(OCCASION, "x", [Heading("Tabell"), made]))
    assert len(drawn) >= 3
    pen = Pen("x", "y", "nb")
    for number, page in enumerate(drawn):
        if number:
            pen.next_page()
        page(pen)
    assert pen.finish().startswith(b"%PDF")


def test_pages_are_numbered_letter_by_letter() -> None:
    units = tuple(paper.UnitPage(name, (paper.CommitmentLine("Leke mer"),)) for name in ("Lund", "Myra"))
    texts = helper.pages(printed(paper.UnitPages(OCCASION, units)))
    assert ["1 av 1" in text for text in texts] == [True, True]
    people = tuple(paper.Attendee(f"Navn {number}", "PPT") for number in range(60))
    texts = helper.pages(printed(paper.AttendanceList(OCCASION, people)))
    assert [f"{number} av {len(texts)}" in text for number, text in enumerate(texts, 1)] == [True] * len(texts)


@pytest.mark.slow
def test_two_thousand_participants() -> None:
    people = tuple(
        paper.PersonTables(f"Etternavn{number:04d}, Fornavn", "Lund", (number % 300 + 1,)) for number in range(2000)
    )
    made = make(paper.GroupsByName(OCCASION, (helper.ACROSS,), people), "x")
    assert 15 < made.pages < 60
    one = make(paper.GroupsByName(OCCASION, (helper.ACROSS,), people[:1]), "x")
    assert one.pages == 1


def test_a_long_word_widens_its_column_before_it_is_cut() -> None:
    columns = [Column("Enhet", most=100, style=styles.STRONG_TEXT), Column("Tiltak", share=1)]
    for word in ("Kommuneadministrasjonen", "Barneverntjenesten"):
        row = table(columns, [[word, "Gjør noe"]], WIDTH).rows[0]
        cell = row.cells[0]  # type: ignore[attr-defined]
        assert len(cell.lines(row.widths[0])) == 1, word  # type: ignore[attr-defined]
    row = table(columns, [["Langt" * 30, "Gjør noe"]], WIDTH).rows[0]
    assert row.widths[0] <= 151, "what is no word does not take the table"  # type: ignore[attr-defined]
