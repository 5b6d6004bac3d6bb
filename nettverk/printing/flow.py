"""Pages: blocks poured into the margins, with a quiet head and foot, and numbered letter by letter."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from contextlib import AbstractContextManager
from dataclasses import dataclass
from itertools import islice
from typing import Protocol

from nettverk.domain.handouts import Occasion
from nettverk.i18n import _
from nettverk.printing import letterhead, styles
from nettverk.printing.blocks import Block, PageBreak, fill
from nettverk.printing.lines import Line, set_lines
from nettverk.printing.pen import Pen
from nettverk.printing.styles import A4, GRID, MARGIN, Style
from nettverk.printing.tags import Node

HEAD, TOP, FOOT = 40.0, 72.0, 40.0  # running head; first block; the foot's distance from the paper's edge
WIDTH = A4[0] - 2 * MARGIN
BOTTOM = A4[1] - 68.0

_AGAIN = styles.TITLE.but(size=22, leading=30, balance=False)
_FOOT_LEADING = 12.0
"""Points between the two lines that the words of a foot may take: a place with a long name is never cut."""

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
        on_a_door: its pages hang beside one another, so that each has the title in letters one sees.
        source: where it comes from, small, above the foot of the first page.
    """

    occasion: Occasion
    title: str
    blocks: Sequence[Block | PageBreak]
    foot: str = ""
    width: float = WIDTH
    source: str = ""
    on_a_door: bool = False

    def source_lines(self) -> tuple[Line, ...]:
        """The source as lines; none where there is no source."""
        return set_lines(self.source, styles.SOURCE, self.width) if self.source else ()

    def room(self, page: int) -> float:
        """The height for blocks on a page, counted from 1."""
        taken = len(self.source_lines()) * styles.SOURCE.leading + 8 if page == 1 and self.source else 0.0
        return BOTTOM - self.top(page) - taken

    def top(self, page: int) -> float:
        """Where the first block of a page stands, below its title where that is repeated."""
        return TOP + (_AGAIN.leading + GRID if self.on_a_door and page > 1 else 0.0)


def lay_out(letter: Letter) -> list[Page]:
    """Pour the blocks into pages, each filled from the top; the returned pages only need a pen."""
    laid = list(_laid(letter))
    count = len(laid)
    return [_page(letter, number, count, placed) for number, placed in enumerate(laid, 1)]


_LITTLE = 0.2
"""A last page that is filled less than this part of it is one that a typographer takes back."""
_CLOSER = (1.0, 0.75, 0.5)


def lay_out_well(letter: Callable[[float], Letter]) -> list[Page]:
    """As ``lay_out``, with the air between blocks smaller where a last page of a few lines goes away by that.

    Args:
        letter: the letter with so much of its usual air, 0–1; asked anew for each attempt.
    """
    first = letter(_CLOSER[0])
    laid = list(_laid(first))
    if len(laid) > 1 and _filled(laid[-1], first) < _LITTLE:
        for air in _CLOSER[1:]:
            closer = letter(air)
            other = list(_laid(closer))
            if len(other) < len(laid):
                first, laid = closer, other
                break
    return [_page(first, number, len(laid), placed) for number, placed in enumerate(laid, 1)]


def _filled(placed: Sequence[tuple[Block, float]], letter: Letter) -> float:
    """How much of a page after the first is taken, 0–1."""
    block, top = placed[-1]
    return (top + block.height(letter.width)) / letter.room(2)


def goes_on_one_page(letter: Letter) -> bool:
    """Whether ``lay_out`` would need no second page; it is not set any further than to know that."""
    runs = list(islice(_runs(letter.blocks), 2))
    if len(runs) != 1:
        return not runs
    placed, left = fill(runs[0], letter.width, letter.room(1))
    return not left if placed else len(runs[0]) == 1


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
        taken = 0.0
        letterhead.colour(pen, letter.occasion, MARGIN, HEAD - 12, 40, 3)
        if number == 1:
            taken = letterhead.logo(pen, letter.occasion, A4[0] - MARGIN, HEAD - 14, 130, 32, said=True)
        if letter.on_a_door and number > 1:
            with pen.artifact():
                pen.line(one_line(letter.title, _AGAIN, letter.width), _AGAIN, MARGIN, TOP + _AGAIN.baseline)
        _head(pen, left, letter.occasion.date, taken + 14 if taken else 0.0, said=number == 1)
        for block, top in placed:
            block.draw(pen, MARGIN, letter.top(number) + top, letter.width)
        if number == 1 and letter.source:
            _source(pen, letter)
        _foot(pen, letter.foot, _("{page} av {pages}").format(page=number, pages=count), said=number == count)

    return draw


def _source(pen: Pen, letter: Letter) -> None:
    """Where it comes from, on its own lines right above the foot."""
    lines, style = letter.source_lines(), styles.SOURCE
    top = A4[1] - FOOT - GRID - 6 - len(lines) * style.leading
    with pen.content(Node("P")):
        for number, line in enumerate(lines):
            pen.line(line, style, MARGIN, top + number * style.leading + style.baseline)


def _head(pen: Pen, left: str, right: str, logo: float, *, said: bool) -> None:
    """The gathering and its day, quietly.

    Args:
        logo: width at the right that is taken.
        said: it is content and not decoration: read aloud on every page it would break the text apart, but what stands
            nowhere else must be said once.
    """
    width = A4[0] - 2 * MARGIN - logo
    style, taken = styles.NOTE, 0.0
    line = set_lines(right, style, width / 2)[0] if right else None
    if line is not None:
        taken = line.width + 20
    if left:
        with _said_or_not(pen, said=said):
            pen.line(one_line(left, style, width - taken), style, MARGIN, HEAD + style.baseline)
    if line is not None:
        with _said_or_not(pen, said=said):
            pen.line(line, style.but(align="right"), MARGIN, HEAD + style.baseline, width)


def _foot(pen: Pen, foot: str, number: str, *, said: bool) -> None:
    """The next gathering, or what one must remember, and the page number below a rule.

    Args:
        said: the words at the left are content; page numbers never are.
    """
    width, style = A4[0] - 2 * MARGIN, styles.NOTE
    y = A4[1] - FOOT - GRID
    pen.rule(MARGIN, y, width)
    line = set_lines(number, style, width / 2)[0]
    with pen.artifact():
        pen.line(line, style.but(align="right"), MARGIN, y + GRID + style.baseline, width)
    if not foot:
        return
    room = width - line.width - 20
    lines = set_lines(foot, style.but(leading=_FOOT_LEADING), room)[:2]
    if len(lines) == 2:
        lines = (lines[0], one_line(" ".join(line.source for line in set_lines(foot, style, room)[1:]), style, room))
    with _said_or_not(pen, said=said):
        for place, words in enumerate(lines):
            pen.line(words, style, MARGIN, y + GRID + style.baseline + place * _FOOT_LEADING)


def _said_or_not(pen: Pen, *, said: bool) -> AbstractContextManager[None]:
    return pen.content(Node("P")) if said else pen.artifact()


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
