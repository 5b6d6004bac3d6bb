"""The theme wheel on the big screen: the rings that a sheet asks about, large enough to be read from the back."""

from __future__ import annotations

from collections.abc import Collection, Mapping, Sequence
from dataclasses import replace

from PySide6.QtCore import QRectF, Qt
from PySide6.QtGui import QColor, QPen

from nettverk.domain.tag_wheel import Sector, pieces_of, sectors
from nettverk.domain.tags import Tag, TagGroup
from nettverk.domain.wall.sheet_walls import SheetPrompt
from nettverk.i18n import language
from nettverk.services.sheets.wheel import wheel
from nettverk.ui.common.tags.painting import common_size, outline, paint_name
from nettverk.ui.common.theme import type_of
from nettverk.ui.stage.wall.canvas import Canvas

_HUB = TagGroup("", "", 0, (Tag("", ""),))


_HUB_RADIUS = 0.36
"""Larger than on paper: the inner ring has names as long as the outer one."""


def asked_sectors(c: Canvas, wall: SheetPrompt, top: float, low: float) -> tuple[Sector, ...]:
    """The rings of the wheel that the pieces of a map are in, where their names can be read from the back row.

    On paper the whole wheel has room; on the wall the names of its five rings would be too small.
    """
    known = _asked(wall)
    return known if known and _letters(c, known, _box(c, top, low).width() / 2) >= c.small else ()


def _asked(wall: SheetPrompt) -> tuple[Sector, ...]:
    whole = wheel(language())
    asked = pieces_of(wall.pieces, whole)
    if not asked:
        return ()
    rings = tuple(ring for ring in whole.rings if any(tag.id in asked for tag in ring.tags))
    sectors_ = sectors(replace(whole, groups=(_HUB, *rings)), _HUB_RADIUS)
    return tuple(sector for sector in sectors_ if sector.tag_id)


def numbered_side(c: Canvas, wall: SheetPrompt, top: float, low: float) -> float:
    """How wide the wheel is where names cannot be read in it and stand beside it by number; 0 where none is drawn."""
    if not _asked(wall) or asked_sectors(c, wall, top, low):
        return 0.0
    return max(0.0, min(low - top, c.inner * 0.42))


def paint_beside(c: Canvas, wall: SheetPrompt, top: float, side: float) -> None:
    """Draw the rings that are asked about with the numbers of the rows beside them."""
    numbers = {tag_id: str(number) for number, tag_id in enumerate(wall.pieces, start=1)}
    box = QRectF(c.left, top, side, side)
    paint_numbered(c, _asked(wall), box, numbers, token=c.part_token(wall.part))


def paint_numbered(
    c: Canvas, known: Sequence[Sector], box: QRectF, numbers: Mapping[str, str], *, token: str,
    strong: Collection[str] = (),
) -> None:  # fmt: skip
    """Draw sectors with a number in those that have one: they are filled, and framed where they are ``strong``."""
    centre, radius = box.center(), box.width() / 2 - c.h * 0.004
    painter = c.painter
    filled = QColor(c.colour(token))
    filled.setAlphaF(0.24)
    thin = max(1.0, c.h * 0.002)
    painter.save()
    for sector in sorted(known, key=lambda sector: (sector.tag_id in numbers, sector.tag_id in strong)):
        marked = sector.tag_id in numbers
        edge = c.colour(token if marked else "line")
        painter.setPen(QPen(edge, max(2.0, c.h * 0.006) if sector.tag_id in strong else thin))
        painter.setBrush(filled if marked else Qt.BrushStyle.NoBrush)
        painter.drawPath(outline(sector, centre, radius))
    for sector in known:
        if number := numbers.get(sector.tag_id, ""):
            x, y = sector.point(sector.middle, (sector.inner + sector.outer) / 2 * radius if sector.ring else 0.0)
            words = c.one(number, c.small, "bold")
            left, top = centre.x() + x - words.width / 2, centre.y() + y - words.height / 2
            c.put(words, left, top)
    painter.restore()


def _box(c: Canvas, top: float, low: float) -> QRectF:
    side = max(1.0, min(low - top, c.inner))
    return QRectF(c.left + (c.inner - side) / 2, top, side, side)


def _letters(c: Canvas, known: Sequence[Sector], radius: float) -> float:
    labels = {sector.tag_id: sector.label for sector in known}
    return common_size(known, radius, c.h * 0.045, labels, "semibold", 0.96)


def paint_asked(c: Canvas, known: Sequence[Sector], top: float, low: float, token: str) -> None:
    """Draw these sectors in the middle, from ``top`` to ``low``; edges in a token's colour."""
    box = _box(c, top, low)
    centre, radius = box.center(), box.width() / 2 - c.h * 0.004
    painter = c.painter
    painter.save()
    painter.setPen(QPen(c.colour(token), max(2.0, c.h * 0.004)))
    painter.setBrush(Qt.BrushStyle.NoBrush)
    for sector in known:
        painter.drawPath(outline(sector, centre, radius))
    font = type_of(_letters(c, known, box.width() / 2), "semibold")
    painter.setFont(font)
    painter.setPen(c.colour("ink"))
    for sector in known:
        paint_name(painter, centre, radius, sector, sector.label, font)
    painter.restore()
