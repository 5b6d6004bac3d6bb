"""Words that run over as many pages as they need: poured, never cut, and never a heading alone at the foot."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace

from nettverk.domain.wall.walls import Wall
from nettverk.ui.stage.wall.canvas import Canvas
from nettverk.ui.stage.wall.list_walls import page_mark
from nettverk.ui.stage.wall.text_layout import TextBlock, block, fitted

FOOT = 0.885
"""Where the quiet foot of a sheet's wall begins, as a part of the height."""


@dataclass(frozen=True, slots=True)
class Flow:
    """Words on their way down the page.

    Attributes:
        indent: from the left edge of the text.
        before: air above, not at the top of a page.
        mark: a number or dash in the room that the indent leaves.
        keep: stands together with what follows.
        under: the label it stands under, said again where it goes on at a new page.
    """

    words: TextBlock
    indent: float = 0.0
    before: float = 0.0
    token: str = "ink"
    mark: str = ""
    mark_token: str = "mute"
    keep: bool = False
    under: Flow | None = None

    @property
    def height(self) -> float:
        """Of the words alone."""
        return self.words.height


def poured(c: Canvas, flows: Sequence[Flow], room: float) -> list[tuple[Flow, ...]]:
    """The words page by page, about as much on each; what is taller than a page goes on at the next one."""
    pages = _poured(flows, room)
    if len(pages) == 1:
        return pages
    # The same number of pages in the least room that gives it: no page with a line that was left over.
    low, high = room / 2, room
    while high - low > c.h * 0.02:
        middle = (low + high) / 2
        tried = _poured(flows, middle)
        if len(tried) == len(pages):
            pages, high = tried, middle
        else:
            low = middle
    return pages


def _poured(flows: Sequence[Flow], room: float) -> list[tuple[Flow, ...]]:
    pages: list[list[Flow]] = [[]]
    used = 0.0
    rest = list(flows)
    while rest:
        flow = rest.pop(0)
        if not pages[-1] and len(pages) > 1 and flow.under is not None:
            pages[-1].append(replace(flow.under, before=0.0))
            used = flow.under.height
        before = flow.before if pages[-1] else 0.0
        if used + before + _together(flow, rest) <= room + 0.5:
            pages[-1].append(flow)
            used += before + flow.height
            continue
        fit = int((room - used - before) / flow.words.line_height + 0.01)
        lines = flow.words.lines
        holds = any(not other.keep for other in pages[-1])
        # Only what could not stand whole on a page of its own is divided, or the page would hold nothing of it.
        if holds and (flow.height <= room * 0.7 or fit < 2):
            rest.insert(0, flow)
            while len(pages[-1]) > 1 and pages[-1][-1].keep:
                rest.insert(0, pages[-1].pop())
        else:
            fit = max(1, min(fit, len(lines)))
            pages[-1].append(replace(flow, words=replace(flow.words, lines=lines[:fit]), keep=False))
            if lines[fit:]:
                rest.insert(0, replace(flow, words=replace(flow.words, lines=lines[fit:]), mark="", before=0.0))
        if rest:
            pages.append([])
            used = 0.0
    return [tuple(page) for page in pages if page] or [()]


def _together(flow: Flow, rest: Sequence[Flow]) -> float:
    """The height of the words with what they must stand together with."""
    tall = flow.height
    here = flow
    for following in rest:
        if not here.keep:
            break
        tall += following.before + min(following.height, 2 * following.words.line_height)
        here = following
    return tall


def put(c: Canvas, flows: Sequence[Flow], y: float, x: float | None = None) -> float:
    """Draw a page of words from ``y`` down; returns where they end."""
    left = c.left if x is None else x
    for number, flow in enumerate(flows):
        y += flow.before if number else 0.0
        if flow.mark:
            c.put(c.one(flow.mark, flow.words.px, "bold"), left, y, flow.mark_token)
        y = c.put(flow.words, left + flow.indent, y, flow.token)
    return y


def heading(c: Canvas, text: str, width: float) -> TextBlock:
    """The thought of the wall: large where it is short, and never so large that it leaves no room for what is below."""
    large = fitted(text, width, c.h * 0.17, c.h * 0.072, c.body, "bold", leading=1.14, even=True)
    # A question of a hundred words is read, and leaves half of the wall for what it is about.
    return large if large.height <= c.h * 0.26 else block(text, width, c.small, "bold", leading=1.14)


def sheet_foot(c: Canvas, wall: Wall, note: str, mark: str, page: int, pages: int) -> None:
    """The quiet foot: a note at the left, how many or how far at the right, and which page where there are several."""
    px = c.small
    words = " · ".join(word for word in (mark, page_mark(page, pages)) if word)
    if not note and not words:
        return
    c.line(c.h * FOOT, c.w * 0.0104, c.w)
    middle = c.h * (FOOT + 1) / 2
    taken = 0.0
    if words:
        line = c.one(words, px)
        c.put(line, c.left, middle - line.height / 2, "mute", align="right", width=c.inner)
        taken = line.width + px
    if note:
        line = c.one(note, px)
        if line.width <= c.inner - taken:
            c.put(line, c.left, middle - line.height / 2, "mute")
