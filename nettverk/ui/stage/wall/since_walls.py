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
_MOST_ARROWS = 30
"""More than this are not counted by the eye; the figures say it."""

_Column = tuple[Flow, ...]


def since_last_pages(c: Canvas, wall: SinceLast) -> list[tuple[tuple[_Column, ...], float]]:
    """The columns of each page, and how wide they are; a single page where nobody has said what was learnt."""
    if not wall.learnt:
        return [((), c.inner)]
    top = _above(c, wall, draw=False)
    room = c.h * (FOOT - 0.025) - top
    gap = c.h * 0.05
    most = 2 if c.narrow else 3
    width = (c.inner - gap * (most - 1)) / most
    pages: list[tuple[tuple[_Column, ...], float]] = []
    beside: list[str] = []

    def close() -> None:
        while beside:
            # About as many on each page, so that none is left over alone on the last.
            count = -(-len(beside) // -(-len(beside) // most))
            wide = (c.inner - gap * (count - 1)) / count
            pages.append(
                (tuple((Flow(_quote(c, quoted(text, wall.language), wide, room)),) for text in beside[:count]), wide)
            )
            del beside[:count]

    for text in wall.learnt:
        if _quote(c, quoted(text, wall.language), width, room).height <= room:
            beside.append(text)
        else:
            # What is too long for a column has the wall to itself, and goes on where it must.
            close()
            long = Flow(block(quoted(text, wall.language), c.inner, max(c.small, c.h * 0.038), leading=1.2))
            pages += [((page,), c.inner) for page in poured(c, [long], room)]
    close()
    return pages


def _quote(c: Canvas, text: str, width: float, room: float) -> TextBlock:
    largest = 0.044 if width < c.inner * 0.9 else 0.06
    return fitted(text, width, room, c.h * largest, c.small, leading=1.24)


def since_last(c: Canvas, wall: SinceLast, page: int) -> None:
    """Draw a page: the sum of it on every page, and some of what was learnt."""
    pages = since_last_pages(c, wall)
    page %= len(pages)
    top = _above(c, wall, draw=True)
    columns, width = pages[page]
    gap = c.h * 0.05
    for number, flows in enumerate(columns):
        x = c.left + number * (width + gap)
        if len(columns) > 1:
            thick = max(3, round(c.h * 0.006))
            c.painter.fillRect(round(x), round(top - c.h * 0.02), round(width), thick, c.colour(c.part_token(_PART)))
        put(c, flows, top, x)
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
    side = min(c.h * 0.055, (c.inner - gap * (len(wall.counts) - 1)) / (total * 1.25)) if arrows else 0.0
    cells = []
    for tally in wall.counts:
        figure = c.one(str(tally.count), px, "bold")
        label = c.one(tally.word, max(c.small, px * 0.5), "semibold")
        words = figure.width + px * 0.2 + label.width
        cells.append((tally, figure, label, max(words, tally.count * side * 1.25)))
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
