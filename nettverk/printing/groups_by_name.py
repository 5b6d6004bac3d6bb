"""Who sits where, by name: the list for the door."""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence

from nettverk.domain.handouts import GroupsByName, PersonTables, Round
from nettverk.i18n import _, clock
from nettverk.printing import fonts, styles
from nettverk.printing.blocks import Block, Columns, Heading, Text
from nettverk.printing.flow import WIDTH, Letter, Page, lay_out
from nettverk.printing.lines import Span
from nettverk.printing.pen import Pen
from nettverk.printing.styles import Style
from nettverk.printing.tables import Row
from nettverk.printing.tags import Node

_SIZES = (
    (16.0, 20.0, 5.0),
    (14.0, 20.0, 2.5),
    (12.0, 15.0, 2.5),
    (10.5, 15.0, 1.25),
)  # size, leading, air: largest first
_GAP = 25.0


class NameRow(Row):
    """A name and its tables, never parted by the end of a column."""

    def split(self, width: float, room: float) -> tuple[Block, Block] | None:
        return super().split(width, room) if self.height(width) > 300 else None


class NameColumns(Columns):
    """Columns of names, each with the heads of its figures where there are several rounds."""

    def __init__(
        self, rows: Sequence[Block], head: Row, node: Node, *, before: float = 0.0, first: bool = True
    ) -> None:
        super().__init__(rows, 2, gap=_GAP, before=before)
        self.head, self.node, self.first = head, node, first

    def _top(self, width: float) -> float:
        return self.head.height(self._width(width))

    def height(self, width: float) -> float:
        return super().height(width) + self._top(width)

    def may_fit(self, width: float, room: float) -> bool:
        return super().may_fit(width, room - self._top(width))

    def least(self, width: float) -> float:
        return self._top(width) + min(60.0, super().height(width))

    def split(self, width: float, room: float) -> tuple[Block, Block] | None:
        pieces = super().split(width, room - self._top(width))
        if pieces is None:
            return None
        head, tail = pieces
        halves = [
            NameColumns(piece.blocks, self.head, self.node, before=self.before, first=self.first and piece is head)
            for piece in (head, tail)
            if isinstance(piece, Columns)
        ]
        halves[0].set_height(width, room - self._top(width))
        return halves[0], halves[1]

    def draw(self, pen: Pen, x: float, y: float, width: float) -> None:
        top, column = self._top(width), self._width(width)
        poured, _rest = self._poured(column, super().height(width) + 0.01)
        with pen.element(self.node):
            for number, placed in enumerate(poured):
                left = x + number * (column + self.gap)
                if self.first and number == 0:  # the heads are said once, and seen over every column
                    self.head.draw(pen, left, y, column)
                else:
                    with pen.artifact():
                        self.head.draw(pen, left, y, column)
                for block, down in placed:
                    block.draw(pen, left, y + top + down, column)


def pages(document: GroupsByName) -> list[Page]:
    """«Finn bordet ditt», in the largest letters that need no more pages than the smallest would."""
    fewest = len(_by_name(document, *_SIZES[-1]))
    for size in _SIZES:
        drawn = _by_name(document, *size)
        if len(drawn) <= max(1, fewest):
            return drawn
    return _by_name(document, *_SIZES[-1])


def _by_name(document: GroupsByName, size: float, leading: float, air: float) -> list[Page]:
    column = (WIDTH - _GAP) / 2
    style = styles.Style(size, leading)
    figure = 14 + size * 1.3
    widths = [column - figure * len(document.rounds), *([figure] * len(document.rounds))]
    twice = {name for name, times in Counter(person.name for person in document.people).items() if times > 1}
    rows: list[Block] = [
        _name_row(person, style, widths, air, tell_apart=person.name in twice) for person in document.people
    ]
    title = _("Finn bordet ditt")
    blocks: list[Block] = [Heading(title, styles.TITLE, level=1, outline=0), *_rounds(document.rounds)]
    blocks.append(NameColumns(rows, _heads(document.rounds, widths), Node("Table"), before=15))
    return lay_out(Letter(document.occasion, title, blocks, document.occasion.next_time, on_a_door=True))


def _name_row(person: PersonTables, style: Style, widths: Sequence[float], air: float, *, tell_apart: bool) -> Row:
    name = [Span(person.name)]
    # Whoever has no table in some round reads why.
    hours = person.hours if None in person.tables or tell_apart else ""
    if beside := " · ".join(word for word in (person.unit if tell_apart else "", hours) if word):
        both = fonts.face(fonts.REGULAR).width(f"{person.name} {beside}") * style.size / 1000
        name.append(Span(f"{' ' if both <= widths[0] else chr(10)}{beside}", colour=styles.MUTE))
    figure = style.but(face=fonts.BOLD, align="right")
    cells: list[Block] = [Text(name, style)]
    cells += [Text("–" if number is None else str(number), figure) for number in person.tables]
    nodes = [Node("TH", scope="Row"), *(Node("TD") for _number in person.tables)]
    return NameRow(cells, widths, gap=0, air=air, rule=(styles.HAIR, styles.RULE), nodes=nodes)


def _heads(rounds: Sequence[Round], widths: Sequence[float]) -> Row:
    label = styles.LABEL.but(align="right")
    words = [_head(round_, number) for number, round_ in enumerate(rounds, 1)] if len(rounds) > 1 else [_("Bord")]
    return Row(
        [Text(_("Navn"), styles.LABEL), *(Text(word, label) for word in words)],
        widths,
        gap=0,
        air=0,
        rule=(styles.STRONG, styles.INK),
        kind="TH",
    )


def _rounds(rounds: Sequence[Round]) -> list[Block]:
    """What the figures are for: the part and when it starts; one line for each round, as its column is headed."""
    note = styles.NOTE.but(size=10.5)
    if len(rounds) == 1:
        start = rounds[0].start
        words = [rounds[0].title, *([_("kl. {time}").format(time=clock(start))] if start else [])]
        return [Text(" · ".join(words), note, keep=True)]
    return [
        Text(f"{_head(round_, number)}  {round_.title}", note, keep=True) for number, round_ in enumerate(rounds, 1)
    ]


def _head(round_: Round, number: int) -> str:
    return clock(round_.start) if round_.start else str(number)
