"""The wall of the year's wheel: the sectors that were touched filled and numbered, and their names beside it."""

from __future__ import annotations

from itertools import groupby

from PySide6.QtCore import QRectF

from nettverk.domain.tag_wheel import sectors
from nettverk.domain.wall.wheel_walls import WheelYear
from nettverk.i18n import _
from nettverk.ui.stage.wall.canvas import Canvas
from nettverk.ui.stage.wall.sheet_flow import FOOT, Flow, heading, poured, put, sheet_foot
from nettverk.ui.stage.wall.text_layout import block
from nettverk.ui.stage.wall.wheel_picture import paint_numbered


def wheel_pages(c: Canvas, wall: WheelYear) -> list[tuple[Flow, ...]]:
    """The names page by page; the wheel stands beside each of them."""
    top, low = _top(c, wall), c.h * (FOOT - 0.025)
    pages: list[tuple[Flow, ...]] = []
    for px in (c.h * 0.05, c.body, c.small):
        pages = poured(c, _rows(c, wall, max(px, c.small)), low - top)
        if len(pages) == 1:
            break
    return pages


def wheel_year(c: Canvas, wall: WheelYear, page: int) -> None:
    """Draw the wheel, and one page of the names."""
    pages = wheel_pages(c, wall)
    page %= len(pages)
    c.put(heading(c, wall.title, c.inner), c.left, c.top)
    top, side = _top(c, wall), _side(c, wall)
    high = c.h * (FOOT - 0.025) - top
    numbers = {row.tag_id: row.number for row in wall.rows if row.number}
    today = {row.tag_id for row in wall.rows if row.today}
    box = QRectF(c.left, top + (high - side) / 2, side, side)
    paint_numbered(c, sectors(wall.wheel), box, numbers, token="accent", strong=today)
    put(c, pages[page], top, c.left + side + _gap(c))
    note = _("Med ramme: i dag") if today else ""
    sheet_foot(c, wall, note, wall.mark, page, len(pages))


def _top(c: Canvas, wall: WheelYear) -> float:
    return c.top + heading(c, wall.title, c.inner).height + c.h * 0.03


def _side(c: Canvas, wall: WheelYear) -> float:
    return min(c.h * (FOOT - 0.025) - _top(c, wall), c.inner * 0.48)


def _gap(c: Canvas) -> float:
    return c.h * 0.06


def _rows(c: Canvas, wall: WheelYear, px: float) -> list[Flow]:
    width = c.inner - _side(c, wall) - _gap(c)
    indent = px * 1.7
    flows: list[Flow] = []
    for count, rows in groupby(wall.rows, lambda row: row.count):
        # How many it was at stands once, over the themes: the names are what is read from the back row.
        head = Flow(block(count, width, max(c.small, px * 0.8), "semibold"), before=px * 0.6, token="mute", keep=True)
        flows.append(head)
        for row in rows:
            words = _("{theme} (i dag)").format(theme=row.label) if row.today else row.label
            said = block(words, width - indent, px, "semibold", leading=1.16)
            mark = row.number or "–"
            flows.append(Flow(said, indent, before=px * 0.16, mark=mark, mark_token="accent", under=head))
    if wall.left:
        flows.append(Flow(block(wall.left, width, max(c.small, px * 0.8), leading=1.2), before=px * 0.8, token="mute"))
    return flows
