"""What a page is built of: paragraphs, headings, lists and columns that measure, divide and draw themselves.

A block is drawn at (x, y) in a width. ``before`` is the space above it (none at the top of a page or column),
``keep`` holds it to the block after. A block too tall for the room left divides in two: never a line alone, never a
heading alone.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from nettverk.printing import fonts, shapes, styles
from nettverk.printing.lines import Line, Span, set_lines
from nettverk.printing.pen import Pen
from nettverk.printing.styles import Style
from nettverk.printing.tags import CELLS, CODES, Node


class Block:
    """Anything that takes up height on a page; it measures itself for a width, divides where it may, and draws."""

    before: float = 0.0
    keep: bool = False
    grows: float = 0.0  # its share of the room left on its page, beside the others that grow

    def height(self, width: float) -> float:
        """Its whole height in this width, in points."""
        raise NotImplementedError

    def may_fit(self, width: float, room: float) -> bool:
        """False where it is soon seen that the whole of it is taller than ``room``; True says nothing."""
        return True

    def least(self, width: float) -> float:
        """The height of the smallest piece that may stand first on a page."""
        return self.height(width)

    def split(self, width: float, room: float) -> tuple[Block, Block] | None:
        """Itself in two, the first no taller than ``room``; None if it will not be divided there."""
        return None

    def draw(self, pen: Pen, x: float, y: float, width: float) -> None:
        """Draw it with its top left corner at (x, y)."""
        raise NotImplementedError

    def baseline(self, width: float) -> float:
        """From its top to its first baseline."""
        return 0.0

    def be(self, node: Node) -> None:
        """Take the node of what it alone fills, a cell of a table, as its own, where it is but words."""

    def is_node(self, node: Node) -> bool:
        """Whether what it draws is the node's own, so that nothing need be opened around it."""
        return False


class Text(Block):
    """A paragraph in one style, broken evenly; it never leaves one line alone at a page's foot or head."""

    def __init__(
        self,
        text: str | Sequence[Span],
        style: Style,
        *,
        kind: str = "P",
        before: float = 0.0,
        keep: bool = False,
        node: Node | None = None,
    ) -> None:
        self.text, self.style, self.before, self.keep = text, style, before, keep
        self._node, self._kind = node, kind
        self.indent = 0.0
        self._lines: dict[float, tuple[Line, ...]] = {}

    @property
    def node(self) -> Node:
        """Its place in the structure, made when it is first asked for: most of what is tried is never drawn."""
        if self._node is None:
            self._node = Node(self._kind)
        if self.style.language and not self._node.language:
            self._node.language = CODES[self.style.language]
        return self._node

    def be(self, node: Node) -> None:
        if self._kind == "P" and self._node is None and node.kind in CELLS:
            self._node = node

    def is_node(self, node: Node) -> bool:
        return self._node is node

    def lines(self, width: float) -> tuple[Line, ...]:
        """Its lines in this width, what it is indented by taken off."""
        if width not in self._lines:
            self._lines[width] = set_lines(self.text, self.style, width - self.indent)
        return self._lines[width]

    def height(self, width: float) -> float:
        return len(self.lines(width)) * self.style.leading

    def least(self, width: float) -> float:
        count = len(self.lines(width))
        return (count if count <= 3 else 2) * self.style.leading

    def baseline(self, width: float) -> float:
        return self.style.baseline

    def split(self, width: float, room: float) -> tuple[Block, Block] | None:
        lines = self.lines(width)
        fit = min(int(room / self.style.leading + 0.001), len(lines) - 2)
        if len(lines) <= 3 or fit < 2:
            return None
        return self._piece(width, lines[:fit], self.before), self._piece(width, lines[fit:], 0.0)

    def _piece(self, width: float, lines: tuple[Line, ...], before: float) -> Text:
        piece = Text("", self.style, before=before, keep=self.keep, node=self.node)
        piece._lines[width] = lines
        return piece

    def draw(self, pen: Pen, x: float, y: float, width: float) -> None:
        lines = self.lines(width)
        if not any(line.runs for line in lines):  # an empty paragraph would be announced, and say nothing
            return
        with pen.content(self.node):
            for number, line in enumerate(lines):
                base = y + number * self.style.leading + self.style.baseline
                pen.line(line, self.style, x + self.indent, base, width - self.indent)


class Place(Text):
    """Words that are a place in the document's outline without being a heading: a table's name in its header."""

    outline = 1

    def draw(self, pen: Pen, x: float, y: float, width: float) -> None:
        pen.outline(
            str(self.text) if isinstance(self.text, str) else "".join(s.text for s in self.text), self.outline, y
        )
        super().draw(pen, x, y, width)


class Heading(Text):
    """A heading, held to what follows; ``part`` 1–4 puts the part's shape in its hue before it."""

    def __init__(
        self, text: str, style: Style = styles.HEADING, *, level: int = 2, part: int = 0, outline: int | None = None,
        before: float = 0.0, outlined_shape: bool = False,
    ) -> None:  # fmt: skip
        super().__init__(text, style, kind=f"H{level}", before=before, keep=True)
        self.part, self.outline, self.outlined_shape = part, outline, outlined_shape
        self.indent = 20.0 if part else 0.0

    def split(self, width: float, room: float) -> tuple[Block, Block] | None:
        return None

    def draw(self, pen: Pen, x: float, y: float, width: float) -> None:
        if self.outline is not None:
            pen.outline(str(self.text), self.outline, y)
        if self.part:
            middle = y + self.style.baseline - self.style.size * 0.714 / 2
            pen.shape(
                shapes.part_shape(self.part), x + 6, middle, 12, styles.HUES[self.part],
                filled=not self.outlined_shape,
            )  # fmt: skip
        super().draw(pen, x, y, width)


class Item(Text):
    """A point in a list, with a dash or another mark in the part's hue; ``list_node`` is the list it belongs to."""

    indent_width = 14.0

    def __init__(
        self,
        text: str,
        style: Style,
        list_node: Node,
        *,
        part: int = 0,
        before: float = 0.0,
        keep: bool = False,
        first: bool = True,
        body: Node | None = None,
        item: Node | None = None,
        mark: str = "–",
    ) -> None:
        super().__init__(text, style, kind="LBody", before=before, keep=keep, node=body)
        self.list_node, self.part, self.first = list_node, part, first
        self._item, self.mark = item, mark
        self.indent = self.indent_width

    @property
    def item(self) -> Node:
        """The point's own place in the list."""
        if self._item is None:
            self._item = Node("LI")
        return self._item

    def _piece(self, width: float, lines: tuple[Line, ...], before: float) -> Text:
        piece = type(self)(
            "", self.style, self.list_node, part=self.part, before=before, keep=self.keep,
            first=self.first and bool(lines) and lines[0] is self.lines(width)[0], body=self.node, item=self.item,
            mark=self.mark,
        )  # fmt: skip
        piece._lines[width] = lines
        return piece

    def draw(self, pen: Pen, x: float, y: float, width: float) -> None:
        with pen.element(self.list_node), pen.element(self.item):
            if self.first:
                face = self.style.face if self.mark == "–" else fonts.BOLD
                style = self.style.but(colour=styles.HUES[self.part], face=face)
                with pen.content(Node("Lbl")):
                    pen.line(set_lines(self.mark, style, 60)[0], style, x, y + self.style.baseline)
            super().draw(pen, x, y, width)


class Stack(Block):
    """Blocks one below the other; ``whole`` holds them on one page."""

    def __init__(
        self,
        blocks: Sequence[Block],
        *,
        before: float = 0.0,
        whole: bool = False,
        node: Node | None = None,
        keep: bool = False,
    ) -> None:
        self.blocks, self.before, self.whole, self.node, self.keep = tuple(blocks), before, whole, node, keep
        # Columns are balanced by trying: each try asks every answer in them again.
        self._heights: dict[float, float] = {}

    def height(self, width: float) -> float:
        if width not in self._heights:
            self._heights[width] = sum(
                block.height(width) + (block.before if number else 0.0) for number, block in enumerate(self.blocks)
            )
        return self._heights[width]

    def least(self, width: float) -> float:
        return self.height(width) if self.whole else chain(self.blocks, 0, width)

    def baseline(self, width: float) -> float:
        return self.blocks[0].baseline(width) if self.blocks else 0.0

    def split(self, width: float, room: float) -> tuple[Block, Block] | None:
        if self.whole and self.height(width) < 600:
            return None
        placed, rest = fill(self.blocks, width, room)
        if not placed or not rest:
            return None
        return (
            Stack([block for block, _y in placed], before=self.before, node=self.node),
            Stack(rest, node=self.node, keep=self.keep),
        )

    def draw(self, pen: Pen, x: float, y: float, width: float) -> None:
        if self.node is not None:
            with pen.element(self.node):
                self._draw(pen, x, y, width)
        else:
            self._draw(pen, x, y, width)

    def _draw(self, pen: Pen, x: float, y: float, width: float) -> None:
        for number, block in enumerate(self.blocks):
            y += block.before if number else 0.0
            block.draw(pen, x, y, width)
            y += block.height(width)


_BALANCED_WITHIN = styles.GRID / 2
"""Points: how near columns are brought to the lowest height in which all of them goes."""


class Columns(Block):
    """Blocks flowing through columns of about the same height."""

    def __init__(self, blocks: Sequence[Block], count: int = 2, *, gap: float = 25.0, before: float = 0.0) -> None:
        self.blocks, self.count, self.gap, self.before = list(blocks), count, gap, before
        self._heights: dict[float, float] = {}

    def set_height(self, width: float, height: float) -> None:
        """Be this high at a width, in points, instead of balancing the columns: what a split leaves fills its page."""
        self._heights[width] = height

    def _width(self, width: float) -> float:
        return (width - self.gap * (self.count - 1)) / self.count

    def height(self, width: float) -> float:
        if width not in self._heights:
            self._heights[width] = self._balanced(self._width(width))
        return self._heights[width]

    def may_fit(self, width: float, room: float) -> bool:
        # Balancing looks through every block many times over. A list of thousands of names does not ask for that on
        # each of its pages only to hear that the rest is too long for this one as well.
        known = self._heights.get(width)
        if known is not None and not room < known <= room + _BALANCED_WITHIN:
            return True
        fits = not self._poured(self._width(width), room + 0.01)[1]
        if fits and self.height(width) > room:  # the height is balanced to the nearest few points only
            self._heights[width] = room
        return fits

    def _balanced(self, column: float) -> float:
        total = Stack(self.blocks).height(column)
        low, high = total / self.count, total
        while high - low > _BALANCED_WITHIN:
            middle = (low + high) / 2
            low, high = (low, middle) if not self._poured(column, middle)[1] else (middle, high)
        return high

    def least(self, width: float) -> float:
        return min(self.height(width), chain(self.blocks, 0, self._width(width)) + 30)

    def baseline(self, width: float) -> float:
        return self.blocks[0].baseline(self._width(width)) if self.blocks else 0.0

    def _poured(self, column: float, room: float) -> tuple[list[list[tuple[Block, float]]], list[Block]]:
        rest, columns = self.blocks, []
        for _number in range(self.count):
            placed, rest = fill(rest, column, room)
            columns.append(placed)
            if not rest:
                break
        return columns, rest

    def split(self, width: float, room: float) -> tuple[Block, Block] | None:
        columns, rest = self._poured(self._width(width), room)
        if not rest or not columns[0]:
            return None
        head = Columns(
            [block for column in columns for block, _y in column], self.count, gap=self.gap, before=self.before
        )
        head.set_height(width, room)
        return head, Columns(rest, self.count, gap=self.gap)

    def draw(self, pen: Pen, x: float, y: float, width: float) -> None:
        column = self._width(width)
        columns, rest = self._poured(column, self.height(width) + 0.01)
        if rest:  # what was balanced always fits; what was split may miss by a rounding: the last column takes it
            columns[-1].append((Stack(rest), sum(block.height(column) for block, _y in columns[-1])))
        for number, placed in enumerate(columns):
            for block, down in placed:
                block.draw(pen, x + number * (column + self.gap), y + down, column)


@dataclass(frozen=True, slots=True)
class PageBreak:
    """Go on at the top of a new page."""


def chain(blocks: Sequence[Block], at: int, width: float) -> float:
    """Height of the block and of what it must stand together with."""
    total = 0.0
    for number in range(at, len(blocks)):
        block = blocks[number]
        total += block.before if number > at else 0.0
        if not block.keep:
            return total + block.least(width)
        total += block.height(width)
    return total


def fill(blocks: Sequence[Block], width: float, room: float) -> tuple[list[tuple[Block, float]], list[Block]]:
    """As many blocks as go in the room, each with its distance from the top, and the rest.

    An empty room always takes something that can be divided at all; what cannot is left to the caller.
    """
    placed: list[tuple[Block, float]] = []
    y = 0.0
    for at, block in enumerate(blocks):
        top = y + (block.before if placed else 0.0)
        if block.may_fit(width, room - top):
            whole = block.height(width)
            together = top + (chain(blocks, at, width) if block.keep else whole)
            if top + whole <= room + 0.01 and together <= room + 0.01:
                placed.append((block, top))
                y = top + whole
                continue
        pieces = None if block.keep else block.split(width, room - top)
        if pieces is not None:
            placed.append((pieces[0], top))
            return placed, [pieces[1], *blocks[at + 1 :]]
        while placed and placed[-1][0].keep:  # what it was held to could not be divided here after all
            placed.pop()
            at -= 1
        return placed, list(blocks[at:])
    return placed, []
