"""Where the squares of who has met whom stand: pure geometry, from the names, the room and how far it is scrolled."""

from __future__ import annotations

from dataclasses import dataclass, field
from itertools import groupby
from typing import NamedTuple

from PySide6.QtCore import QPoint, QRect, QSize
from PySide6.QtGui import QFont, QFontMetricsF

from nettverk.services.groups.history import UnitMeetings
from nettverk.ui.common.theme import Theme

LEAST, MOST, USUAL = 3, 34, 26
"""Pixels a square may have (the larger ones at the usual text size); USUAL is the most when all are to be seen."""
NAMED, SLANTING = 13, 18
"""From these sizes on, every row has its name, and every column too."""
_SLANT_UP, _SLANT_ALONG = 0.77, 0.65
"""How high and how far along a name reaches that slants 50 degrees, as shares of its length."""


class ServiceBand(NamedTuple):
    """The units of one service, which stand together: from ``start`` up to, but not with, ``end``."""

    start: int
    end: int


@dataclass(frozen=True, slots=True)
class MatrixGrid:
    """Rows and columns of squares, with names at the left and on top that stay in sight when it is scrolled.

    Attributes:
        count: how many units. cell: pixels of a square, with the gap beside it.
        left, top: pixels that the names at the left and on top have.
        slanting: columns have slanting names; else there is only a band with the services.
        room: pixels of the viewport. scrolled: how far the squares are scrolled.
    """

    count: int = 0
    cell: int = USUAL
    left: int = 0
    top: int = 0
    slanting: bool = True
    room: QSize = field(default_factory=QSize)
    scrolled: QPoint = field(default_factory=QPoint)

    @property
    def corner(self) -> QPoint:
        """Where the first square begins, left of or above the viewport when it is scrolled."""
        return QPoint(self.left, self.top) - self.scrolled

    def square(self, row: int, column: int) -> QRect:
        """Where a square is seen, with the gap beside it, in the viewport's coordinates."""
        corner, side = self.corner, self.cell
        return QRect(corner.x() + column * side, corner.y() + row * side, side, side)

    def square_at(self, point: QPoint) -> tuple[int, int] | None:
        """The row and column under a point; None beside the squares."""
        offset = point - self.corner
        row, column = offset.y() // self.cell, offset.x() // self.cell
        inside = point.x() >= self.left and point.y() >= self.top and max(row, column) < self.count
        return (row, column) if inside and min(row, column) >= 0 else None

    def rows_in_sight(self) -> range:
        """The rows that are seen, whole or in part."""
        y = self.corner.y()
        return range(max(0, (self.top - y) // self.cell), min(self.count, (self.room.height() - y) // self.cell + 1))

    def columns_in_sight(self) -> range:
        """The columns that are seen, whole or in part."""
        x = self.corner.x()
        return range(max(0, (self.left - x) // self.cell), min(self.count, (self.room.width() - x) // self.cell + 1))


def lay_out(meetings: UnitMeetings | None, theme: Theme, room: QSize, cell: int | None) -> MatrixGrid:
    """The grid of so many units, not scrolled.

    Args:
        cell: pixels of a square; None for the largest at which all are seen, up to the usual.
    """
    count, scale, longest = (
        len(meetings.units) if meetings is not None else 0,
        theme.scale,
        longest_name(meetings, theme),
    )
    left = round(min(longest + 30 * scale, 0.45 * room.width()))
    slant, band = round(_SLANT_UP * longest + 14), round(QFontMetricsF(name_font(theme)).height() + 8)
    if cell is None and count:
        wide, high = room.width() - left, room.height()
        named = min((wide - round(_SLANT_ALONG * longest)) // count, (high - slant) // count)
        slanting = named >= SLANTING * scale
        largest = named if slanting else min((wide - 2) // count, (high - band - 2) // count)
        cell = round(max(LEAST, min(USUAL * scale, largest)))
    else:
        cell = USUAL if cell is None else cell
        slanting = cell >= SLANTING * scale
    return MatrixGrid(count, cell, left, slant if slanting else band, slanting, room)


def overhang(grid: MatrixGrid, meetings: UnitMeetings | None, theme: Theme) -> int:
    """Pixels that the last column's name reaches beyond its square."""
    return round(_SLANT_ALONG * longest_name(meetings, theme)) if grid.slanting else 2


def name_font(theme: Theme, *, strong: bool = False) -> QFont:
    """What names of units and services are written in."""
    return theme.font(-1, "semibold" if strong else "regular")


def longest_name(meetings: UnitMeetings | None, theme: Theme) -> float:
    """Pixels of the longest name that is written out; beyond them names are cut."""
    if meetings is None:
        return 0.0
    metrics, scale = QFontMetricsF(name_font(theme, strong=True)), theme.scale
    units = max((metrics.horizontalAdvance(name) for name in meetings.units), default=0.0)
    services = max((metrics.horizontalAdvance(name) for name in meetings.services), default=0.0)
    return min(230 * scale, max(units, min(services, 130 * scale)))


def service_bands(meetings: UnitMeetings) -> list[ServiceBand]:
    """The units service by service, as they stand."""
    bands = []
    for _name, units in groupby(range(len(meetings.services)), key=lambda unit: meetings.services[unit]):
        numbers = list(units)
        bands.append(ServiceBand(numbers[0], numbers[-1] + 1))
    return bands
