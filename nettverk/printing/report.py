"""A report on A4: headings, sentences, tables, and diagrams drawn in the rows of the table that has their figures."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from nettverk.domain.handouts import Occasion
from nettverk.domain.reports.model import HIDDEN, Diagram, Own, Paragraph, Points, Report, Section, Table
from nettverk.domain.reports.model import Block as Told
from nettverk.i18n import number
from nettverk.printing import styles
from nettverk.printing.blocks import Block, Heading, Item, Stack, Text
from nettverk.printing.flow import WIDTH, Letter, Page, lay_out
from nettverk.printing.lines import set_lines
from nettverk.printing.pen import Pen
from nettverk.printing.styles import Style
from nettverk.printing.tables import Column, Row, column_widths
from nettverk.printing.tables import Table as Rows
from nettverk.printing.tags import Node

_BODY = styles.BODY.but(size=10, leading=14)
_CELL = styles.PLAIN.but(size=9.5, leading=12.5, hyphenate=True)
_FIGURE = _CELL.but(align="right", hyphenate=False)
_FEW_ROWS = 10
_BARS, _GAP, _FIGURES, _MOST_WORD = 178.0, 10.0, 58.0, 90.0
_PIECES = (
    ((0x0B / 255, 0x55 / 255, 0x60 / 255), True),
    ((0.60, 0.70, 0.72), True),
    ((0x4A / 255, 0x59 / 255, 0x62 / 255), False),
)
"""The pieces of a bar, the best first: dark, light and hollow, so that they are told apart in a photocopy."""


@dataclass(frozen=True, slots=True)
class Spacing:
    """The air of a report, in points.

    Attributes:
        leading: of running text.
        heading: above a heading; ``point`` above each point of a list.
        air: above and below what stands in a row of a table.
    """

    leading: float
    heading: float
    point: float
    air: float

    @property
    def body(self) -> Style:
        """Running text."""
        return _BODY.but(leading=self.leading)


OPEN, CLOSE = Spacing(14, 13, 3, 2.6), Spacing(13, 10, 2, 2.0)
"""As a report is set; and as it is set where that saves its last page, on which a few lines would stand alone."""


def pages(report: Report) -> list[Page]:
    """The whole report."""
    pages_ = _set(report, OPEN)
    if len(pages_) > 1:
        closer = _set(report, CLOSE)
        pages_ = closer if len(closer) < len(pages_) else pages_
    return pages_


def _set(report: Report, spacing: Spacing) -> list[Page]:
    blocks: list[Block] = [Heading(report.title, styles.TITLE, level=1, outline=0)]
    if report.subject:
        blocks.append(Text(report.subject, styles.LEAD, keep=True))
    if report.lead:
        blocks.append(Text(report.lead, spacing.body, before=6))
    for section in report.sections:
        blocks += _section(section, spacing)
    # A chapter gets its head from the document it is put into.
    mark = report.mark
    head = Occasion("") if report.chapter else Occasion(report.subject, logo=mark.logo, colour=mark.colour)
    return lay_out(Letter(head, report.title, blocks, source=report.foot))


def _section(section: Section, spacing: Spacing) -> list[Block]:
    content: list[Block] = [
        Heading(section.title, styles.HEADING.but(size=13), level=1 + section.level, outline=1, before=spacing.heading)
    ]
    for block, after in zip(section.blocks, (*section.blocks[1:], None), strict=True):
        blocks = _block(block, spacing)
        # What leads up to a list or a table stands on the page where that begins.
        if isinstance(block, Paragraph) and isinstance(after, (Points, Table, Diagram)):
            blocks[-1].keep = True
        content += blocks
    return content


def _block(told: Told, spacing: Spacing) -> list[Block]:
    match told:
        case Paragraph(text=text, quiet=quiet):
            return [Text(text, styles.NOTE if quiet else spacing.body, before=3)]
        case Own(text=text):
            pieces = [" ".join(piece.split()) for piece in text.split("\n\n")]
            return [Text(piece, spacing.body, before=5) for piece in pieces if piece]
        case Points():
            return _points(told, spacing)
        case Table():
            return [_table(told, spacing)]
        case Diagram():
            return [Text(told.title, styles.LABEL, before=7, keep=True), _diagram(told)]


def _points(points: Points, spacing: Spacing) -> list[Block]:
    node = Node("L")
    blocks: list[Block] = []
    for point in points.items:
        item = Item(point.text, spacing.body, node)
        item.keep = bool(point.notes)
        stack: list[Block] = [item]
        for note in point.notes:
            under = Text(note, styles.NOTE.but(leading=12.5))
            under.indent = item.indent
            stack.append(under)
        blocks.append(Stack(stack, before=spacing.point, whole=True))
    return blocks


def _shown(cell: str | int | None) -> str:
    return HIDDEN if cell is None else number(cell) if isinstance(cell, int) else cell


def _nodes(count: int) -> list[Node]:
    """The first cell of a row says what the row is about."""
    return [Node("TH", scope="Row"), *(Node("TD") for _cell in range(count - 1))]


def _table(told: Table, spacing: Spacing) -> Block:
    count = len(told.headers)
    figures = [told.figures(column) for column in range(count)]
    longest = [max((len(_shown(row[column])) for row in told.rows), default=0) for column in range(count)]
    columns = [
        Column(header, fixed=_FIGURES, style=_FIGURE)
        if figures[place]
        else Column(header, share=float(longest[place]), fixed=0.0, style=_CELL)
        if longest[place] > 22
        else Column(header, most=110, style=_CELL)
        for place, header in enumerate(told.headers)
    ]
    cells: list[list[Block]] = [
        [Text(_shown(cell), column.style) for cell, column in zip(row, columns, strict=True)] for row in told.rows
    ]
    widths = column_widths(columns, cells, WIDTH, _GAP)
    titles = [Text(column.header, styles.LABEL.but(align=column.style.align)) for column in columns]
    header = Row(titles, widths, gap=_GAP, air=2, rule=(styles.STRONG, styles.INK), kind="TH")
    hair = (styles.HAIR, styles.RULE)
    rows = [Row(row, widths, gap=_GAP, air=spacing.air, rule=hair, nodes=_nodes(count)) for row in cells]
    return _whole(Rows(header, rows, node=Node("Table", alt=told.caption)), len(rows), before=5)


def _whole(table: Rows, rows: int, *, before: float) -> Block:
    """A table on one page where it has few rows: two of four on each page are hard to compare."""
    if rows <= _FEW_ROWS:
        return Stack([table], before=before, whole=True)
    table.before = before
    return table


def _diagram(told: Diagram) -> Block:
    table = told.table()
    count = len(told.series)
    wide = min(_FIGURES, 170.0 / count)
    bars = _BARS if count == 1 else 130.0
    label = styles.LABEL.but(size=8.5, leading=11)
    # A level's name is one word in most sheets, and a word is not broken above its figures.
    figures = [max(wide, min(_MOST_WORD, _longest_word(name, label))) for name in told.series]
    widths = [WIDTH - bars - sum(figures) - (count + 1) * _GAP, *figures]
    heads = [Text(told.about, label), *(Text(name, label.but(align="right")) for name in told.series)]
    header = _KeyRow(heads, widths, gap=_GAP, air=2, rule=(styles.STRONG, styles.INK), kind="TH")
    header.keys = count > 1 and bool(told.drawn())  # a key to bars that cannot be drawn would be a riddle
    longest = max((sum(value or 0 for value in bar.values) for bar in told.bars), default=0)
    rows: list[Block] = []
    for bar, row in zip(told.bars, table.rows, strict=True):
        cells = [Text(_shown(row[0]), _CELL), *(Text(_shown(cell), _FIGURE) for cell in row[1:])]
        drawn = _BarRow(cells, widths, gap=_GAP, air=2.2, rule=(styles.HAIR, styles.RULE), nodes=_nodes(count + 1))
        whole = longest if count == 1 else sum(value or 0 for value in bar.values)
        drawn.draws(bar.values, whole, bars)
        rows.append(drawn)
    return _whole(Rows(header, rows, node=Node("Table", alt=told.title)), len(rows), before=1)


def _longest_word(text: str, style: Style) -> float:
    return max((set_lines(word, style, 10_000)[0].width for word in text.split()), default=0.0) + 0.5


class _KeyRow(Row):
    """A header where each figure's column shows how its piece is drawn."""

    keys = False

    def draw(self, pen: Pen, x: float, y: float, width: float) -> None:
        super().draw(pen, x, y, width)
        if self.keys:
            left = x + self.widths[0] + self.gap
            for place, wide in enumerate(self.widths[1:]):
                _piece(pen, place, left + wide - 14, y + self.height(width) - 1.6, 14, 3.2)
                left += wide + self.gap


class _BarRow(Row):
    """A row with its bar at the right; what it says stands in the row's figures, so it is decoration to a reader."""

    _values: Sequence[int | None] = ()
    _whole, _wide = 0, 0.0

    def draws(self, values: Sequence[int | None], whole: int, wide: float) -> None:
        """Have a bar.

        Args:
            whole: what is as long as ``wide`` points.
        """
        self._values, self._whole, self._wide = values, whole, wide

    def draw(self, pen: Pen, x: float, y: float, width: float) -> None:
        super().draw(pen, x, y, width)
        if None in self._values or not self._whole:
            return
        left = x + sum(self.widths) + self.gap * len(self.widths)
        middle = y + self.height(width) / 2
        for place, value in enumerate(self._values):
            wide = (value or 0) / self._whole * self._wide
            if wide:
                _piece(pen, place, left, middle - 4, wide, 8)
            left += wide


def _piece(pen: Pen, place: int, x: float, y: float, width: float, height: float) -> None:
    colour, filled = _PIECES[min(place, len(_PIECES) - 1)]
    if filled:
        pen.bar(x, y, width, height, colour)
    else:
        pen.frame(x + 0.4, y + 0.4, max(0.2, width - 0.8), height - 0.8, styles.LINE, colour)
