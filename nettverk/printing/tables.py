"""Rows and tables: cells on one baseline, widths by content, headers repeated on every page, any row divisible."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from nettverk.printing import styles
from nettverk.printing.blocks import Block, Stack, Text
from nettverk.printing.lines import set_lines
from nettverk.printing.pen import Pen
from nettverk.printing.styles import Style
from nettverk.printing.tags import CELLS, Node


@dataclass(frozen=True, slots=True)
class Column:
    """A column: ``share`` of what is left once the others have what their content needs (0: as wide as its content).

    Attributes:
        most: widest it may become by its content, in points.
        fixed: a width of its own instead.
    """

    header: str = ""
    share: float = 0.0
    most: float = 150.0
    fixed: float = 0.0
    style: Style = styles.PLAIN


_ALONE = 60.0
"""Points: a row no taller than this is not alone at the foot of a page, as a line of a paragraph is not."""
_AGAIN = 50.0
"""Points: what a row is about is drawn once more where it is no taller than this."""


class Again(Block):
    """What a row is about, drawn once more where the row or its table goes on: a reader has heard it already."""

    def __init__(self, text: Text) -> None:
        self.text = text

    def height(self, width: float) -> float:
        return self.text.height(width)

    def baseline(self, width: float) -> float:
        return self.text.baseline(width)

    def draw(self, pen: Pen, x: float, y: float, width: float) -> None:
        with pen.artifact():
            self.text.draw(pen, x, y, width)


def _heads(row: Block) -> Text | None:
    """The words in the first cell of a table's row, which say what the row is about; None where there are none."""
    if not isinstance(row, Row) or len(row.cells) < 2 or row.nodes[0].kind not in CELLS:
        return None
    first = row.cells[0]
    first = first.text if isinstance(first, Again) else first
    return first if isinstance(first, Text) and bool(first.text) else None


class Row(Block):
    """Cells beside one another, first baselines aligned, with air above and below and a rule under it."""

    def __init__(
        self,
        cells: Sequence[Block],
        widths: Sequence[float],
        *,
        gap: float,
        air: float,
        rule: tuple[float, styles.Colour] | None,
        kind: str = "TD",
        nodes: Sequence[Node] | None = None,
        node: Node | None = None,
        least_height: float = 0.0,
        before: float = 0.0,
    ) -> None:
        self.before = before
        self.cells, self.widths, self.gap, self.air, self.rule = cells, widths, gap, air, rule
        self.kind, self.node = kind, node or Node("TR")
        self.nodes = nodes or [_node(kind, cell) for cell in cells]
        for cell, node_of in zip(cells, self.nodes, strict=True):
            cell.be(node_of)
        self.least_height = least_height
        self._height: float | None = None

    def _line(self) -> float:
        return max(cell.baseline(width) for cell, width in zip(self.cells, self.widths, strict=True))

    def height(self, width: float) -> float:
        if self._height is None:  # pages and columns ask again and again; the widths of its cells are its own
            line = self._line()
            tallest = max(
                cell.height(wide) + line - cell.baseline(wide)
                for cell, wide in zip(self.cells, self.widths, strict=True)
            )
            self._height = max(tallest + 2 * self.air, self.least_height)
        return self._height

    def least(self, width: float) -> float:
        line = self._line()
        return 2 * self.air + max(
            cell.least(wide) + line - cell.baseline(wide) for cell, wide in zip(self.cells, self.widths, strict=True)
        )

    def split(self, width: float, room: float) -> tuple[Block, Block] | None:
        inner = room - 2 * self.air
        line = self._line()
        heads: list[Block] = []
        tails: list[Block] = []
        divided = False
        for cell, wide in zip(self.cells, self.widths, strict=True):
            down = line - cell.baseline(wide)
            if cell.height(wide) + down <= inner + 0.01:
                heads.append(cell)
                tails.append(Stack([]))
                continue
            pieces = cell.split(wide, inner - down)
            if pieces is None:
                return None
            divided = True
            heads.append(pieces[0])
            tails.append(pieces[1])
        if not divided:
            return None
        about = _heads(self)
        if about is not None and heads[0] is self.cells[0] and about.height(self.widths[0]) <= _AGAIN:
            tails[0] = Again(about)
        return self._with(heads, None), self._with(tails, self.rule)

    def about(self, words: Text) -> Row:
        """The same row under what it is about, where that stood on the page before."""
        return self._with([Again(words), *self.cells[1:]], self.rule)

    def _with(self, cells: Sequence[Block], rule: tuple[float, styles.Colour] | None) -> Row:
        return Row(
            cells,
            self.widths,
            gap=self.gap,
            air=self.air,
            rule=rule,
            kind=self.kind,
            nodes=self.nodes,
            node=self.node,
            before=self.before,
        )

    def draw(self, pen: Pen, x: float, y: float, width: float) -> None:
        line = self._line()
        start = x
        with pen.element(self.node):
            for cell, wide, node in zip(self.cells, self.widths, self.nodes, strict=True):
                top = y + self.air + line - cell.baseline(wide)
                if cell.is_node(node):
                    self.node.add(node)  # in its place in the row, also where there is nothing in it
                    cell.draw(pen, x, top, wide)
                else:
                    with pen.element(node):
                        cell.draw(pen, x, top, wide)
                x += wide + self.gap
        if self.rule is not None:
            weight, colour = self.rule
            pen.rule(
                start, y + self.height(width), sum(self.widths) + self.gap * (len(self.widths) - 1), weight, colour
            )


def _node(kind: str, cell: Block) -> Node:
    """A cell's node; a header without words heads nothing."""
    if kind != "TH":
        return Node(kind)
    return Node("TH", scope="Column") if not isinstance(cell, Text) or cell.text else Node("TD")


def headed(cells: int, *, boxed: bool = False) -> list[Node]:
    """The nodes of a row whose first cell says what the others are about.

    Args:
        boxed: a box to tick stands before it and belongs to it, so that the two are one cell.
    """
    head = Node("TH", scope="Row")
    return [head, *([head] if boxed else []), *(Node("TD") for _cell in range(cells - (2 if boxed else 1)))]


class Table(Block):
    """Rows under a header that is repeated where the table goes on.

    Args:
        carries: a row without words in its first cell is about the same as the row before it, on the next page too.
    """

    def __init__(
        self,
        header: Row | None,
        rows: Sequence[Block],
        *,
        before: float = 0.0,
        node: Node | None = None,
        continued: bool = False,
        whole: bool = False,
        carries: bool = False,
    ) -> None:
        self.carries = carries
        self.header, self.rows, self.before, self.node = header, list(rows), before, node or Node("Table")
        self.continued, self.whole = continued, whole

    def _top(self, width: float) -> float:
        return self.header.height(width) if self.header else 0.0

    def height(self, width: float) -> float:
        return self._top(width) + sum(row.height(width) for row in self.rows)

    def least(self, width: float) -> float:
        if self.whole:
            return self.height(width)
        first = self.rows[:2] if len(self.rows) > 1 and self._low(width) else self.rows[:1]
        return self._top(width) + sum(row.height(width) if len(first) > 1 else row.least(width) for row in first)

    def _low(self, width: float) -> bool:
        """Whether its first row would stand alone at the foot of a page as a single line does."""
        return self.rows[0].height(width) <= _ALONE

    def baseline(self, width: float) -> float:
        first = self.header or (self.rows[0] if self.rows else None)
        return first.baseline(width) if first else 0.0

    def split(self, width: float, room: float) -> tuple[Block, Block] | None:
        if self.whole and self.height(width) < 500:
            return None
        y = self._top(width)
        for at, row in enumerate(self.rows):
            tall = row.height(width)
            if y + tall <= room + 0.01:
                y += tall
                continue
            pieces = row.split(width, room - y)
            head, tail = self.rows[:at], self.rows[at:]
            if pieces is not None:
                head, tail = [*head, pieces[0]], [pieces[1], *tail[1:]]
            if pieces is None and len(tail) == 1 and len(head) > 2:  # a row is never alone on the next page
                head, tail = head[:-1], [head[-1], *tail]
            if not head or (len(head) == 1 and len(self.rows) > 1 and pieces is None and self._low(width)):
                return None
            if self.carries:
                tail = _under_the_same(head, tail)
            return self._with(head, self.before, self.continued), self._with(tail, 0.0, continued=True)
        return None

    def _with(self, rows: Sequence[Block], before: float, continued: bool) -> Table:
        return Table(self.header, rows, before=before, node=self.node, continued=continued, carries=self.carries)

    def draw(self, pen: Pen, x: float, y: float, width: float) -> None:
        with pen.element(self.node):
            if self.header is not None:
                if self.continued and self.header.node.placed:  # of some pages alone, the first of them has it
                    with pen.artifact():
                        self.header.draw(pen, x, y, width)
                else:
                    self.header.draw(pen, x, y, width)
                y += self.header.height(width)
            for row in self.rows:
                row.draw(pen, x, y, width)
                y += row.height(width)


def _under_the_same(head: Sequence[Block], tail: list[Block]) -> list[Block]:
    first = tail[0]
    if not isinstance(first, Row) or _heads(first) is not None:
        return tail
    words = next((words for row in reversed(head) if (words := _heads(row)) is not None), None)
    return [first.about(words), *tail[1:]] if words is not None else tail


def table(
    columns: Sequence[Column],
    rows: Sequence[Sequence[str | Block]],
    width: float,
    *,
    gap: float = 15.0,
    air: float = 5.0,
    before: float = 0.0,
    least_row: float = 0.0,
) -> Table:
    """A table of texts: header in quiet semibold over a strong rule, hairlines between rows."""
    cells = [
        [
            cell if isinstance(cell, Block) else Text(cell, column.style)
            for column, cell in zip(columns, row, strict=True)
        ]
        for row in rows
    ]
    widths = column_widths(columns, cells, width, gap)
    header = None
    if any(column.header for column in columns):
        titles = [Text(column.header, styles.LABEL.but(align=column.style.align)) for column in columns]
        header = Row(titles, widths, gap=gap, air=2.5, rule=(styles.STRONG, styles.INK), kind="TH")
    hair = (styles.HAIR, styles.RULE)
    body = [
        Row(row, widths, gap=gap, air=air, rule=hair, least_height=least_row, nodes=_row_nodes(row)) for row in cells
    ]
    return Table(header, body, before=before)


def _row_nodes(row: Sequence[Block]) -> list[Node]:
    """The first cell heads its row, unless it is empty (as where several rows are about one thing) or a picture."""
    words = row[0].text if isinstance(row[0], Text) else ""
    named = bool(words.strip() if isinstance(words, str) else words) and len(row) > 1
    return headed(len(row)) if named else [Node("TD") for _cell in row]


def column_widths(columns: Sequence[Column], rows: Sequence[Sequence[Block]], width: float, gap: float) -> list[float]:
    """Widths that fill ``width``: fixed ones first, then by content up to ``most``, the shares take the rest."""
    widths = []
    for number, column in enumerate(columns):
        if column.fixed or column.share:
            widths.append(column.fixed)
            continue
        header = set_lines(column.header, styles.LABEL, 10_000)[0].width
        most = max([column.most, *(_longest_word(row[number], column.most) for row in rows)])
        widest = max((_natural(row[number], most) for row in rows), default=0.0)
        widths.append(min(most, max(header, widest) + 0.1))
    left = max(0.0, width - sum(widths) - gap * (len(columns) - 1))
    shares = sum(column.share for column in columns) or 1.0
    return [wide + left * column.share / shares for wide, column in zip(widths, columns, strict=True)]


def _longest_word(block: Block, most: float) -> float:
    """The width of the widest word of a text, up to half as much again as its column: a few letters cut none."""
    if not isinstance(block, Text) or not isinstance(block.text, str):
        return 0.0
    words = [word for word in block.text.split() if len(word) * block.style.size > most]  # others fit anyway
    return min(1.5 * most, max((set_lines(word, block.style, 10_000)[0].width for word in words), default=0.0) + 0.1)


def _natural(block: Block, most: float) -> float:
    if not isinstance(block, Text):
        return most
    return max((line.width for line in block.lines(most)), default=0.0)
