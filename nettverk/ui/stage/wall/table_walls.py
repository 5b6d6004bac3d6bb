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
from nettverk.ui.stage.wall.text_layout import Block, block


@dataclass(frozen=True, slots=True)
class Cards:
    """How the tables stand: columns with a gap between, and the one size of all names."""

    columns: int
    width: float
    gap: float
    px: float


def tables_setting(c: Measures, cards: Sequence[TableCard]) -> Cards:
    """At the smallest type that is read from the back row, in as many columns as give the fewest pages."""
    gap = c.h * 0.06
    most = max(1, min(int((c.inner + gap) / (c.h * 0.46 + gap)), len(cards) or 1))
    ways = [
        Cards(columns, (c.inner - gap * (columns - 1)) / columns, gap, c.h * 0.0355)
        for columns in range(most, max(0, most - 2), -1)
    ]
    return min(ways, key=lambda way: len(_card_pages(c, cards, way)))


Page = tuple[tuple[TableCard, ...], ...]
"""The rows of cards on a page."""


@lru_cache(maxsize=64)
def _set(c: Measures, cards: tuple[TableCard, ...]) -> tuple[tuple[Page, Cards], ...]:
    """Each page with how it is set: the type as large as fills the fullest page, so that pages turn without a jump; on
    a short one a little larger."""
    setting = tables_setting(c, cards)
    found = _card_pages(c, cards, setting)
    full = [_fills(c, rows, setting) for rows in found]
    most = min(way.px for way in full) * _MORE
    return tuple((page, replace(way, px=min(way.px, most))) for page, way in zip(found, full, strict=True))


def _fills(c: Measures, rows: Sequence[Sequence[TableCard]], setting: Cards) -> Cards:
    """As large as the room of one page allows."""
    while setting.px < c.h * 0.056:
        larger = replace(setting, px=setting.px + 1)
        tall = sum(_row_height(c, row, larger) for row in rows) + setting.gap * 0.3 * (len(rows) - 1)
        if tall > (FOOT - HEAD) * c.h:
            break
        setting = larger
    return setting


def _card_height(c: Measures, card: TableCard, setting: Cards) -> float:
    lines = sum(len(_name(name, setting).lines) for name in card.names)
    return _title_px(c, setting) * 1.36 + lines * int(setting.px + 0.999) * _CARD_LEADING


_CARD_LEADING = 1.16
_MORE = 1.2
_INDENT = 0.9


def _title_px(c: Measures, setting: Cards) -> float:
    return max(c.body, setting.px * 1.3)


def tables_pages(c: Canvas, wall: walls.Tables) -> list[Page]:
    """The rows of cards of each page; a row is as tall as its fullest table."""
    return [page for page, _setting in _set(c.size, wall.cards)]


def _card_pages(c: Measures, cards: Sequence[TableCard], setting: Cards) -> list[Page]:
    columns = setting.columns
    rows = [tuple(cards[i : i + columns]) for i in range(0, len(cards), columns)]
    found: list[list[tuple[TableCard, ...]]] = [[]]
    room = (FOOT - HEAD) * c.h
    for row in rows:
        tall = _row_height(c, row, setting) + (setting.gap * 0.3 if found[-1] else 0)
        if found[-1] and tall > room:
            found.append([])
            room, tall = (FOOT - HEAD) * c.h, tall - setting.gap * 0.3
        found[-1].append(row)
        room -= tall
    return [tuple(page) for page in found]


def _row_height(c: Measures, row: Sequence[TableCard], setting: Cards) -> float:
    return max(_card_height(c, card, setting) for card in row)


def tables(c: Canvas, wall: walls.Tables, page: int) -> None:
    """Each table with those who sit there."""
    found = tables_pages(c, wall)
    page %= len(found)
    setting = _set(c.size, wall.cards)[page][1]
    here = [card for row in found[page] for card in row]
    span = f"{here[0].title} – {here[-1].title}" if here and _numbered([here]) else ""
    heading(c, wall.title, page_mark(page, len(found), span))
    top = HEAD * c.h
    spare = (FOOT - HEAD) * c.h - sum(_row_height(c.size, row, setting) for row in found[page])
    gap_down = min(setting.gap, spare / max(1, len(found[page]) - 1)) if len(found[page]) > 1 else 0.0
    for row in found[page]:
        for i, card in enumerate(row):
            _card(c, wall, card, c.left + i * (setting.width + setting.gap), top, setting)
        top += _row_height(c.size, row, setting) + gap_down
    flat = [[card for row in rows for card in row] for rows in found]
    labels = [""] * len(found) if len(found) <= MOST_MARKS else []
    if labels and _numbered(flat):
        labels = [f"{p[0].title.split()[-1]}–{p[-1].title.split()[-1]}" for p in flat]
    chrome.foot(c, wall, wall.note, labels, page)


def _card(c: Canvas, wall: walls.Tables, card: TableCard, x: float, y: float, setting: Cards) -> None:
    px, width = _title_px(c.size, setting), setting.width
    title = c.one(card.title, px, "bold")
    if title.width > width:
        title = c.one(card.title, max(c.small, title.px * width / title.width), "bold")
    c.put(title, x, y, c.part_token(wall.part))
    y += px * 1.36
    for name in card.names:
        made = _name(name, setting)
        for i, line in enumerate(made.lines):
            y = c.put(replace(made, lines=(line,)), x + (setting.px * _INDENT if i else 0), y)


def _name(name: str, setting: Cards) -> Block:
    """A name; what does not fit on its line goes on further in, so that it does not look like one more person."""
    whole = block(name, setting.width, setting.px, leading=_CARD_LEADING, balanced=False)
    if len(whole.lines) == 1:
        return whole
    return block(name, setting.width - setting.px * _INDENT, setting.px, leading=_CARD_LEADING, balanced=False)


def _numbered(found: Sequence[Sequence[TableCard]]) -> bool:
    return all(found) and all(card.title.split()[-1].isdigit() for cards in found for card in cards)
