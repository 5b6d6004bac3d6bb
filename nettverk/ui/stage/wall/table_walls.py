"""The groups table by table, in columns, on pages that are set alike."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace
from functools import lru_cache

from nettverk.domain.wall import walls
from nettverk.domain.wall.walls import TableCard
from nettverk.ui.stage.wall import chrome
from nettverk.ui.stage.wall.canvas import Canvas, Measures
from nettverk.ui.stage.wall.list_walls import FOOT, HEAD, MOST_MARKS, heading, page_mark
from nettverk.ui.stage.wall.text_layout import TextBlock, block


@dataclass(frozen=True, slots=True)
class CardLayout:
    """How the tables stand: columns with a gap between, and the one size of all names."""

    columns: int
    width: float
    gap: float
    px: float


def lay_out(c: Measures, cards: Sequence[TableCard]) -> CardLayout:
    """The layout with the fewest pages, at the smallest type that can be read from the back row."""
    gap = c.h * 0.06
    most = max(1, min(int((c.inner + gap) / (c.h * 0.46 + gap)), len(cards) or 1))
    ways = [
        CardLayout(columns, (c.inner - gap * (columns - 1)) / columns, gap, c.h * 0.0355)
        for columns in range(most, max(0, most - 2), -1)
    ]
    return min(ways, key=lambda way: len(_card_pages(c, cards, way)))


Page = tuple[tuple[TableCard, ...], ...]
"""The rows of cards on a page."""


@lru_cache(maxsize=64)
def _set(c: Measures, cards: tuple[TableCard, ...]) -> tuple[tuple[Page, CardLayout], ...]:
    """Each page with its layout.

    The type is as large as the fullest page allows, so that pages turn without a jump; a short page is a little larger.
    """
    layout = lay_out(c, cards)
    pages = _card_pages(c, cards, layout)
    filled = [_fills(c, rows, layout) for rows in pages]
    most = min(layout.px for layout in filled) * _MORE
    return tuple((page, replace(layout, px=min(layout.px, most))) for page, layout in zip(pages, filled, strict=True))


def _fills(c: Measures, rows: Sequence[Sequence[TableCard]], layout: CardLayout) -> CardLayout:
    """The layout with the largest type that still fits the rows on one page."""
    while layout.px < c.h * 0.056:
        larger = replace(layout, px=layout.px + 1)
        tall = sum(_row_height(c, row, larger) for row in rows) + layout.gap * 0.3 * (len(rows) - 1)
        if tall > (FOOT - HEAD) * c.h:
            break
        layout = larger
    return layout


def _card_height(c: Measures, card: TableCard, layout: CardLayout) -> float:
    lines = sum(len(_name(name, layout).lines) for name in card.names)
    return _title_px(c, layout) * 1.36 + lines * int(layout.px + 0.999) * _CARD_LEADING


_CARD_LEADING = 1.16
# So much larger may the type of a short page be than that of the fullest one.
_MORE = 1.2
# How far in the second line of a name begins, in sizes of its type.
_INDENT = 0.9


def _title_px(c: Measures, layout: CardLayout) -> float:
    return max(c.body, layout.px * 1.3)


def tables_pages(c: Canvas, wall: walls.Tables) -> list[Page]:
    """The rows of cards of each page; a row is as tall as its fullest table."""
    return [page for page, _layout in _set(c.size, wall.cards)]


def _card_pages(c: Measures, cards: Sequence[TableCard], layout: CardLayout) -> list[Page]:
    columns = layout.columns
    rows = [tuple(cards[i : i + columns]) for i in range(0, len(cards), columns)]
    pages: list[list[tuple[TableCard, ...]]] = [[]]
    room = (FOOT - HEAD) * c.h
    for row in rows:
        tall = _row_height(c, row, layout) + (layout.gap * 0.3 if pages[-1] else 0)
        if pages[-1] and tall > room:
            pages.append([])
            room, tall = (FOOT - HEAD) * c.h, tall - layout.gap * 0.3
        pages[-1].append(row)
        room -= tall
    return [tuple(page) for page in pages]


def _row_height(c: Measures, row: Sequence[TableCard], layout: CardLayout) -> float:
    return max(_card_height(c, card, layout) for card in row)


def tables(c: Canvas, wall: walls.Tables, page: int) -> None:
    """Draw a page of tables, each with the names of those who sit there."""
    pages = tables_pages(c, wall)
    page %= len(pages)
    layout = _set(c.size, wall.cards)[page][1]
    cards = [card for row in pages[page] for card in row]
    span = f"{cards[0].title} – {cards[-1].title}" if cards and _numbered([cards]) else ""
    heading(c, wall.title, page_mark(page, len(pages), span))
    top = HEAD * c.h
    spare = (FOOT - HEAD) * c.h - sum(_row_height(c.size, row, layout) for row in pages[page])
    gap_down = min(layout.gap, spare / max(1, len(pages[page]) - 1)) if len(pages[page]) > 1 else 0.0
    for row in pages[page]:
        for i, card in enumerate(row):
            _card(c, wall, card, c.left + i * (layout.width + layout.gap), top, layout)
        top += _row_height(c.size, row, layout) + gap_down
    flat = [[card for row in rows for card in row] for rows in pages]
    labels = [""] * len(pages) if len(pages) <= MOST_MARKS else []
    if labels and _numbered(flat):
        labels = [f"{p[0].title.split()[-1]}–{p[-1].title.split()[-1]}" for p in flat]
    chrome.foot(c, wall, wall.note, labels, page)


def _card(c: Canvas, wall: walls.Tables, card: TableCard, x: float, y: float, layout: CardLayout) -> None:
    px, width = _title_px(c.size, layout), layout.width
    title = c.one(card.title, px, "bold")
    if title.width > width:
        title = c.one(card.title, max(c.small, title.px * width / title.width), "bold")
    c.put(title, x, y, c.part_token(wall.part))
    y += px * 1.36
    for name in card.names:
        words = _name(name, layout)
        for i, line in enumerate(words.lines):
            y = c.put(replace(words, lines=(line,)), x + (layout.px * _INDENT if i else 0), y)


def _name(name: str, layout: CardLayout) -> TextBlock:
    """A name; its second line is indented, so that it does not look like another person."""
    whole = block(name, layout.width, layout.px, leading=_CARD_LEADING, balanced=False)
    if len(whole.lines) == 1:
        return whole
    return block(name, layout.width - layout.px * _INDENT, layout.px, leading=_CARD_LEADING, balanced=False)


def _numbered(pages: Sequence[Sequence[TableCard]]) -> bool:
    return all(pages) and all(card.title.split()[-1].isdigit() for cards in pages for card in cards)
