"""The theme wheel drawn: sectors with names along their arcs, marked by fill, edge and a tick."""

from __future__ import annotations

import math
from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass, replace

from PySide6.QtCore import QPointF, QRectF, Qt
from PySide6.QtGui import QColor, QFont, QFontMetricsF, QPainter, QPainterPath, QPen

from nettverk.domain.tag_wheel import Sector
from nettverk.ui.common.contrast import mixed, readable
from nettverk.ui.common.theme import Theme, Weight, type_of

_TINTS = (0.34, 0.25, 0.17, 0.10, 0.04)
"""How much of the accent each ring has, the middle first: neighbours are told apart by the line between them too."""
LEAST_DIAMETER_EM = 27
"""Below this many letter heights across, the names do not fit the sectors."""
_TICK = "✓ "


@dataclass(frozen=True, slots=True)
class WheelState:
    """What stands out in the wheel.

    Attributes:
        chosen: ids of themes.
        counts: numbers after the names, by id; a theme that is not there has none.
        hovered, focused: id of one theme, or empty.
    """

    chosen: Collection[str] = ()
    counts: Mapping[str, int] | None = None
    hovered: str = ""
    focused: str = ""


def fill_of(sector: Sector, theme: Theme, *, chosen: bool) -> QColor:
    """What a sector is filled with."""
    if chosen:
        return theme.colour("accent")
    return mixed(theme.colour("accent"), theme.colour("card"), _TINTS[min(sector.ring, len(_TINTS) - 1)])


def ink_of(fill: QColor, theme: Theme) -> QColor:
    """The colour of a name on a fill: the one of the two that is read best."""
    return readable(fill, theme.colour("ink"), theme.colour("on_accent"))


def outline(sector: Sector, centre: QPointF, radius: float) -> QPainterPath:
    """A sector's edge, in a wheel with this middle and radius."""
    path = QPainterPath()
    outer, inner = sector.outer * radius, sector.inner * radius
    if sector.is_round:
        path.addEllipse(centre, outer, outer)
        if inner:
            path.addEllipse(centre, inner, inner)
        return path
    # Qt counts angles against the clock from three o'clock.
    path.arcMoveTo(_box(centre, outer), 90 - sector.start)
    path.arcTo(_box(centre, outer), 90 - sector.start, -sector.sweep)
    path.arcTo(_box(centre, inner), 90 - sector.start - sector.sweep, sector.sweep)
    path.closeSubpath()
    return path


def paint_wheel(
    painter: QPainter, rect: QRectF, sectors: Sequence[Sector], theme: Theme, px: float, state: WheelState
) -> None:
    """Draw the wheel as large as the rectangle lets it be.

    Args:
        px: letter height at most; names are set smaller where they need to be.
    """
    centre, radius = rect.center(), min(rect.width(), rect.height()) / 2 - 2
    painter.save()
    painter.setRenderHint(QPainter.RenderHint.Antialiasing)
    for sector in sectors:
        fill = fill_of(sector, theme, chosen=sector.tag_id in state.chosen)
        painter.setPen(QPen(theme.colour("card"), 2.5))
        painter.setBrush(fill)
        painter.drawPath(outline(sector, centre, radius))
    _edges(painter, centre, radius, sectors, theme, state)
    size = common_size(sectors, radius, px, _widest(sectors, state))
    for sector in sectors:
        chosen = sector.tag_id in state.chosen
        font = type_of(size, "bold" if chosen else "semibold")
        painter.setPen(ink_of(fill_of(sector, theme, chosen=chosen), theme))
        painter.setFont(font)
        paint_name(painter, centre, radius, sector, words_of(sector, state), font)
    painter.restore()


def _widest(sectors: Sequence[Sector], state: WheelState) -> dict[str, str]:
    """What would stand in each sector were it chosen: names keep their size while one chooses."""
    chosen = replace(state, chosen=frozenset(sector.tag_id for sector in sectors))
    return {sector.tag_id: words_of(sector, chosen) for sector in sectors}


def words_of(sector: Sector, state: WheelState) -> str:
    """What stands in a sector: a tick where it is chosen, the name, and its number."""
    count = (state.counts or {}).get(sector.tag_id, 0)
    tick = _TICK if sector.tag_id in state.chosen else ""
    return f"{tick}{sector.label}" + (f"  {count}" if count else "")


def _edges(
    painter: QPainter, centre: QPointF, radius: float, sectors: Sequence[Sector], theme: Theme, state: WheelState
) -> None:
    painter.setBrush(Qt.BrushStyle.NoBrush)
    painter.setPen(QPen(theme.colour("edge"), 1))
    painter.drawEllipse(centre, radius, radius)
    for sector in sectors:
        path = outline(sector, centre, radius)
        if sector.tag_id == state.hovered:
            painter.setPen(QPen(theme.colour("accent"), 2))
            painter.drawPath(path)
        if sector.tag_id == state.focused:
            # Two lines, so that one of them is seen on any fill.
            painter.setClipPath(path)
            for token, width in (("focus", 8), ("card", 3)):
                painter.setPen(QPen(theme.colour(token), width))
                painter.drawPath(path)
            painter.setClipping(False)
            painter.setPen(QPen(theme.colour("focus"), 2))
            painter.drawPath(path)


def _box(centre: QPointF, radius: float) -> QRectF:
    return QRectF(centre.x() - radius, centre.y() - radius, 2 * radius, 2 * radius)


def common_size(
    sectors: Sequence[Sector], radius: float, px: float, words: Mapping[str, str], weight: Weight = "bold",
    fill: float = 0.9,
) -> float:  # fmt: skip
    """One letter height for all names, so that no theme shouts: what the tightest of them needs.

    Args:
        px: at most.
        words: what stands in each sector, by the theme's id.
        fill: how much of its arc a name may take.
    """
    metrics = QFontMetricsF(type_of(px, weight))
    sizes = [px]
    for sector in sectors:
        said = words[sector.tag_id]
        if sector.ring:
            room = math.radians(sector.sweep) * _base(sector, radius, px) * fill
            sizes.append(px * room / max(1.0, metrics.horizontalAdvance(said)))
        else:
            widest = max(metrics.horizontalAdvance(line) for line in said.split())
            sizes.append(px * 1.6 * sector.outer * radius / max(1.0, widest))
    return max(1.0, min(sizes))


def _base(sector: Sector, radius: float, px: float) -> float:
    """The radius that a name's letters stand on."""
    middle = (sector.inner + sector.outer) / 2 * radius
    return middle + (px * 0.36 if sector.reads_upwards else -px * 0.36)


def paint_name(
    painter: QPainter, centre: QPointF, radius: float, sector: Sector, words: str, font: QFont
) -> None:  # fmt: skip
    """Write a name along the arc of its sector, or in the middle; the painter has the font and the colour already."""
    if sector.ring == 0:
        side = sector.outer * radius * 1.7
        box = QRectF(centre.x() - side / 2, centre.y() - side / 2, side, side)
        painter.drawText(box, int(Qt.AlignmentFlag.AlignCenter) | int(Qt.TextFlag.TextWordWrap), words)
        return
    metrics = QFontMetricsF(font)
    base = _base(sector, radius, font.pixelSize())
    turned = sector.reads_upwards
    # Letters are set one by one along the arc; the way between two of them is what Qt says it is with kerning.
    along = [metrics.horizontalAdvance(words[:end]) for end in range(len(words) + 1)]
    for place, letter in enumerate(words):
        way = (along[place] + along[place + 1]) / 2 - along[-1] / 2
        turn = math.degrees(way / base) * (-1 if turned else 1)
        x, y = sector.point(sector.middle + turn, base)
        painter.save()
        painter.translate(centre.x() + x, centre.y() + y)
        painter.rotate(sector.middle + turn + (180 if turned else 0))
        painter.drawText(QPointF(-metrics.horizontalAdvance(letter) / 2, 0), letter)
        painter.restore()
