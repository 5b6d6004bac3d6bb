"""Pages: blocks poured into the margins, with a quiet head and foot, and numbered letter by letter."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from itertools import islice
from typing import Protocol

from nettverk.domain.handouts import Occasion
from nettverk.i18n import _
from nettverk.printing import styles
from nettverk.printing.blocks import Block, PageBreak, fill
from nettverk.printing.lines import Line, set_lines
from nettverk.printing.pen import Pen
from nettverk.printing.styles import A4, GRID, MARGIN, Style
from nettverk.printing.tags import Node

HEAD, TOP, FOOT = 40.0, 72.0, 40.0  # running head; first block; the foot's distance from the paper's edge
WIDTH = A4[0] - 2 * MARGIN
BOTTOM = A4[1] - 68.0

Page = Callable[[Pen], None]
"""One page of a document, ready to be drawn."""


class Grows(Protocol):
    """A block that takes a part of the room left on its page (lines to write on)."""

    def grown(self, width: float, room: float) -> Block:
        """The same block, stretched to at most this height; less where it has no use for more."""
        ...


@dataclass(frozen=True, slots=True)
class Letter:
    """A run of pages numbered on their own: «1 av 3».

    Attributes:
        title: stands in the running head from the second page on.
        foot: left in the foot of every page.
        source: where it comes from, small, above the foot of the first page.
    """

    occasion: Occasion
    title: str
    blocks: Sequence[Block | PageBreak]
    foot: str = ""
    width: float = WIDTH
    source: str = ""

    def source_lines(self) -> tuple[Line, ...]:
        """The source as lines; none where there is no source."""
        return set_lines(self.source, styles.SOURCE, self.width) if self.source else ()

    def room(self, page: int) -> float:
        """The height for blocks on a page, counted from 1."""
        taken = len(self.source_lines()) * styles.SOURCE.leading + 8 if page == 1 and self.source else 0.0
        return BOTTOM - TOP - taken


def lay_out(letter: Letter) -> list[Page]:
    """Pour the blocks into pages, each filled from the top; the returned pages only need a pen."""
    laid = list(_laid(letter))
    count = len(laid)
    return [_page(letter, number, count, placed) for number, placed in enumerate(laid, 1)]


def goes_on_one_page(letter: Letter) -> bool:
    """Whether ``lay_out`` would need no second page; it is not set any further than to know that."""
    return len(list(islice(_laid(letter), 2))) <= 1


def _laid(letter: Letter) -> Iterator[list[tuple[Block, float]]]:
    page = 0
    for run in _runs(letter.blocks):
        rest: list[Block] = run
        while rest:
            page += 1
            room = letter.room(page)
            placed, left = fill(rest, letter.width, room)
            if not placed:  # nothing can be divided to fit: it stands alone, and its lines are still all there
                placed, left = _forced(rest, letter.width, room)
            yield _grown(placed, letter.width, room)
            rest = left


def _runs(blocks: Sequence[Block | PageBreak]) -> Iterator[list[Block]]:
    run: list[Block] = []
    for block in blocks:
        if isinstance(block, PageBreak):
            if run:
                yield run
            run = []
        else:
            run.append(block)
    if run:
        yield run


def _forced(blocks: list[Block], width: float, room: float) -> tuple[list[tuple[Block, float]], list[Block]]:
    first = blocks[0]
    height = first.height(width)
    # A heading that belongs to what follows goes along with it, even onto a page of its own.
    if first.keep and len(blocks) > 1 and height < room:
        placed, left = fill(blocks[1:], width, room - height - blocks[1].before)
        return [(first, 0.0), *((block, top + height + blocks[1].before) for block, top in placed)], left
    return [(first, 0.0)], blocks[1:]


def _grown(placed: list[tuple[Block, float]], width: float, room: float) -> list[tuple[Block, float]]:
    """The blocks of a page with the room left shared among those that grow, and those below moved down."""
    blocks = [block for block, _top in placed]
    bottom = placed[-1][1] + blocks[-1].height(width)
    hungry = [at for at, block in enumerate(blocks) if block.grows]
    spare = room - bottom
    while hungry and spare > 0.5:
        shares, taken = sum(blocks[at].grows for at in hungry), 0.0
        for at in list(hungry):
            before = blocks[at].height(width)
            offered = before + spare * blocks[at].grows / shares
            grower: Grows = blocks[at]  # type: ignore[assignment]
            blocks[at] = grower.grown(width, offered)
            after = blocks[at].height(width)
            taken += after - before
            if after < offered - 0.5 or not blocks[at].grows:  # it has what it wants; the others share what it left
                hungry.remove(at)
        spare -= taken
        if taken <= 0.5:
            break
    moved: list[tuple[Block, float]] = []
    down = 0.0
    for block, (was, top) in zip(blocks, placed, strict=True):
        moved.append((block, top + down))
        down += block.height(width) - was.height(width)
    return moved


def _page(letter: Letter, number: int, count: int, placed: Sequence[tuple[Block, float]]) -> Page:
    def draw(pen: Pen) -> None:
        # The first page has the title in large type already; later pages need it in the head to be told apart.
        later = () if number == 1 else (letter.title,)
        left = " · ".join(word for word in (letter.occasion.name, *later) if word)
        head_and_foot(
            pen, left, letter.occasion.date, letter.foot, _("{page} av {pages}").format(page=number, pages=count)
        )
        for block, top in placed:
            block.draw(pen, MARGIN, TOP + top, letter.width)
        if number == 1 and letter.source:
            _source(pen, letter)

    return draw


def _source(pen: Pen, letter: Letter) -> None:
    """Where it comes from, on its own lines right above the foot."""
    lines, style = letter.source_lines(), styles.SOURCE
    top = A4[1] - FOOT - GRID - 6 - len(lines) * style.leading
    with pen.content(Node("P")):
        for number, line in enumerate(lines):
            pen.line(line, style, MARGIN, top + number * style.leading + style.baseline)


def head_and_foot(pen: Pen, left: str, right: str, foot: str, number: str) -> None:
    """The quiet lines around a page: the gathering and its day above, the next one and the page number below."""
    width = A4[0] - 2 * MARGIN
    # Heads and feet are artifacts: read aloud on every page they would break the text apart.
    with pen.artifact():
        _pair(pen, left, right, HEAD, styles.NOTE)
        if foot or number:
            y = A4[1] - FOOT - GRID
            pen.rule(MARGIN, y, width)
            _pair(pen, foot, number, y + GRID, styles.NOTE)


def _pair(pen: Pen, left: str, right: str, y: float, style: Style) -> None:
    width = A4[0] - 2 * MARGIN
    taken = 0.0
    if right:
        line = set_lines(right, style, width / 2)[0]
        taken = line.width + 20
        pen.line(line, style.but(align="right"), MARGIN, y + style.baseline, width)
    if left:
        pen.line(one_line(left, style, width - taken), style, MARGIN, y + style.baseline)


def one_line(text: str, style: Style, width: float) -> Line:
    """The text on one line, shortened with … where it is too long."""
    text = " ".join(text.split())
    lines = set_lines(text, style.but(balance=False, hyphenate=False), width)
    if len(lines) == 1:
        return lines[0]
    # The text is set once more with room for the ellipsis, since the word that gives way decides where the line ends.
    ellipsis = set_lines("…", style, width)[0].width
    return set_lines(
        set_lines(text, style.but(balance=False, hyphenate=False), width - ellipsis - 1)[0].source.rstrip() + "…",
        style,
        width,
    )[0]
