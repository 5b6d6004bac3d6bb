"""The wall of themes: each name large, how widely it was said under it, and a quote or two."""

from __future__ import annotations

from nettverk.domain.wall.theme_walls import Themes
from nettverk.ui.stage.wall.canvas import Canvas
from nettverk.ui.stage.wall.sheet_flow import FOOT, Flow, heading, poured, put, sheet_foot
from nettverk.ui.stage.wall.text_layout import block


def themes_pages(c: Canvas, wall: Themes) -> list[tuple[Flow, ...]]:
    """As many themes on a page as can be read from the back row."""
    return poured(c, _rows(c, wall), c.h * (FOOT - 0.025) - _below_title(c, wall, draw=False))


def themes(c: Canvas, wall: Themes, page: int) -> None:
    """Draw one page of the themes."""
    pages = themes_pages(c, wall)
    page %= len(pages)
    top = _below_title(c, wall, draw=True)
    put(c, pages[page], top)
    sheet_foot(c, wall, "", wall.mark, page, len(pages))


def _below_title(c: Canvas, wall: Themes, *, draw: bool) -> float:
    words = heading(c, wall.title, c.inner)
    if draw:
        c.put(words, c.left, c.top)
    return c.top + words.height + c.h * 0.03


def _rows(c: Canvas, wall: Themes) -> list[Flow]:
    few = len(wall.rows) <= 3
    large = max(c.body, c.h * (0.064 if few else 0.05))
    small = max(c.small, c.h * (0.04 if few else 0.034))
    flows: list[Flow] = []
    for row in wall.rows:
        name = Flow(
            block(row.name, c.inner, large, "bold", leading=1.16), before=c.h * 0.042, token="accent",
            keep=bool(row.where or row.quotes),
        )  # fmt: skip
        flows.append(name)
        if row.where:
            where = block(row.where, c.inner, small, "semibold", leading=1.2)
            flows.append(Flow(where, before=c.h * 0.004, token="mute", keep=bool(row.quotes)))
        for place, quote in enumerate(row.quotes, start=1):
            words = block(quote, c.inner - large, small, leading=1.22)
            flows.append(Flow(words, indent=large, before=c.h * 0.012, keep=place < len(row.quotes), under=name))
    return flows
