"""The wall «Siden sist»: a row of arrows for what was done, tried and not yet, and below it what was learnt."""

from __future__ import annotations

from PySide6.QtCore import QRectF

from nettverk.domain.wall.walls import SinceLast
from nettverk.i18n import quoted
from nettverk.ui.common import shapes
from nettverk.ui.stage.wall import chrome
from nettverk.ui.stage.wall.canvas import Canvas
from nettverk.ui.stage.wall.sheet_flow import FOOT, Flow, poured, put, sheet_foot
from nettverk.ui.stage.wall.text_layout import TextBlock, block, fitted

_PART = 4
_MOST_ARROWS = 36
"""More than this are not counted by the eye; the figures say it."""
_LEAST_ARROW = 0.022
"""Side of the smallest arrow, as a part of the height."""
_LARGE, _SMALLER = 0.044, 0.036
"""What was learnt side by side, as parts of the height; and where that makes the pages fewer by a third."""
_GAP, _BETWEEN = 0.05, 0.055
"""Between what stands side by side, and between one row and the next, as parts of the height."""

_Rows = tuple[tuple[Flow, ...], ...]
"""What was learnt on a page: side by side in rows."""


def since_last_pages(c: Canvas, wall: SinceLast) -> list[tuple[_Rows, float]]:
    """The rows of each page, and how wide each of those side by side is; one page where nothing was learnt as yet."""
    if not wall.learnt:
        return [((), c.inner)]
    large = _pages(c, wall, _LARGE)
    # A little smaller, two rows may go where one did: fewer pages to wait for, and still read from the back row.
    smaller = _pages(c, wall, _SMALLER) if len(large) > 2 else large
    return smaller if 3 * len(smaller) <= 2 * len(large) else large


def _pages(c: Canvas, wall: SinceLast, largest: float) -> list[tuple[_Rows, float]]:
    """The same, with the words no larger than this part of the height."""
    room = c.h * (FOOT - 0.025) - _above(c, wall, draw=False)
    most = 2 if c.narrow else 3
    width = _side_by_side(c, most)
    pages: list[tuple[_Rows, float]] = []
    beside: list[str] = []

    def row(texts: list[str], wide: float) -> tuple[Flow, ...]:
        return tuple(Flow(_quote(c, quoted(text, wall.language), wide, room, largest)) for text in texts)

    def close() -> None:
        rows: list[list[str]] = []
        while beside:
            # About as many in each row, so that none is left over alone in the last.
            count = -(-len(beside) // -(-len(beside) // most))
            rows.append(beside[:count])
            del beside[:count]
        while rows:
            wide = _side_by_side(c, len(rows[0]))
            page, used = [row(rows[0], wide)], 0.0
            for later in rows[1:]:
                used += _tall(page[-1]) + c.h * _BETWEEN
                following = row(later, wide)
                if used + _tall(following) > room:
                    break
                page.append(following)
            pages.append((tuple(page), wide))
            del rows[: len(page)]

    for text in wall.learnt:
        if _quote(c, quoted(text, wall.language), width, room, largest).height <= room:
            beside.append(text)
        else:
            # What is too long for a column has the wall to itself, and goes on where it must.
            close()
            long = Flow(block(quoted(text, wall.language), c.inner, max(c.small, c.h * 0.038), leading=1.2))
            pages += [((page,), c.inner) for page in poured(c, [long], room)]
    close()
    return pages


def _side_by_side(c: Canvas, count: int) -> float:
    """How wide each of so many is."""
    return (c.inner - c.h * _GAP * (count - 1)) / count


def _tall(row: tuple[Flow, ...]) -> float:
    return max(flow.height for flow in row)


def _quote(c: Canvas, text: str, width: float, room: float, largest: float) -> TextBlock:
    alone = width >= c.inner * 0.9
    return fitted(text, width, room, c.h * (0.06 if alone else largest), c.small, leading=1.24)


def since_last(c: Canvas, wall: SinceLast, page: int) -> None:
    """Draw a page: the sum of it on every page, and some of what was learnt."""
    pages = since_last_pages(c, wall)
    page %= len(pages)
    top = _above(c, wall, draw=True)
    rows, width = pages[page]
    ruled = any(len(row) > 1 for row in rows)
    y = top
    for row in rows:
        for number, flow in enumerate(row):
            x = c.left + number * (width + c.h * _GAP)
            if ruled:
                thick = max(3, round(c.h * 0.006))
                c.painter.fillRect(round(x), round(y - c.h * 0.02), round(width), thick, c.colour(c.part_token(_PART)))
            put(c, (flow,), y, x)
        y += _tall(row) + c.h * _BETWEEN
    sheet_foot(c, wall, wall.note, wall.mark, page, len(pages))


def _above(c: Canvas, wall: SinceLast, *, draw: bool) -> float:
    """Everything above what was learnt; returns where that begins."""
    if draw:
        chrome.kicker(c, wall)
    y = chrome.kicker_end(c, wall) - c.h * 0.02
    # Without anything learnt yet, the counts have the wall to themselves.
    alone = not wall.learnt
    title = fitted(
        wall.title, c.inner, c.h * (0.26 if alone else 0.17), c.h * (0.11 if alone else 0.08), c.body, "bold",
        leading=1.14, even=True,
    )  # fmt: skip
    if draw:
        c.put(title, c.left, y)
    y += title.height + c.h * (0.07 if alone else 0.04)
    y = _counts(c, wall, y, c.h * (0.12 if alone else 0.08), draw=draw)
    if alone:
        return y
    y += c.h * 0.03
    if draw:
        c.line(y, c.left, c.right)
    y += c.h * 0.025
    heading = c.one(wall.learnt_title, max(c.small, c.h * 0.042), "semibold")
    if draw:
        c.put(heading, c.left, y)
    return y + heading.height + c.h * 0.04


def _counts(c: Canvas, wall: SinceLast, y: float, px: float, *, draw: bool) -> float:
    """The figures with their words, each under as many arrows; returns where they end."""
    total = sum(tally.count for tally in wall.counts)
    gap = c.h * 0.05
    arrows = total <= _MOST_ARROWS
    named = []
    for tally in wall.counts:
        figure = c.one(str(tally.count), px, "bold")
        label = c.one(tally.word, max(c.small, px * 0.5), "semibold")
        named.append((tally, figure, label, figure.width + px * 0.2 + label.width))
    spaces = gap * (len(named) - 1)
    side = min(c.h * 0.055, (c.inner - spaces) / (total * 1.25)) if arrows else 0.0
    # Few arrows under long words take more room than their share: all are drawn smaller, as far as they can be counted.
    while arrows and sum(max(words, tally.count * side * 1.25) for tally, *_rest, words in named) + spaces > c.inner:
        side *= 0.94
        arrows = side >= c.h * _LEAST_ARROW
    cells = [
        (tally, figure, label, max(words, tally.count * side * 1.25 if arrows else 0.0))
        for tally, figure, label, words in named
    ]
    # Short counts with long words take more room than their arrows; all of them shrink together, down to the least.
    over = sum(wide for *_rest, wide in cells) + gap * (len(cells) - 1)
    if over > c.inner and px > c.body * 1.02:
        return _counts(c, wall, y, max(c.body, px * 0.9), draw=draw)
    if over > c.inner:  # one below the other, without arrows
        for tally, figure, label, _wide in cells:
            if draw:
                _figure(c, figure, label, c.left, y, px, tally.filled)
            y += figure.height
        return y
    row = side * 1.1 + c.h * 0.02 if arrows else 0.0
    spare = (c.inner - over) / max(1, len(cells) - 1)
    x = c.left
    for tally, figure, label, wide in cells:
        if draw:
            for number in range(tally.count if arrows else 0):
                _arrow(c, x + number * side * 1.25, y, side, tally.filled)
            _figure(c, figure, label, x, y + row, px, tally.filled)
        x += wide + gap + min(spare, c.h * 0.06)
    return y + row + cells[0][1].height


def _figure(c: Canvas, figure: TextBlock, label: TextBlock, x: float, y: float, px: float, fill: float) -> None:
    token = c.part_token(_PART) if fill else "mute"
    c.put(figure, x, y, token)
    c.put(label, x + figure.width + px * 0.2, y + (figure.height - label.height) * 0.72, token)


def _arrow(c: Canvas, x: float, y: float, side: float, fill: float) -> None:
    rect = QRectF(x, y, side, side)
    colour = c.colour(c.part_token(_PART) if fill else "mute")
    shapes.paint(c.painter, rect, shapes.part_shape(_PART), colour, filled=False)
    if fill:
        c.painter.save()
        c.painter.setClipRect(QRectF(x, y, side * fill, side))
        shapes.paint(c.painter, rect, shapes.part_shape(_PART), colour)
        c.painter.restore()
