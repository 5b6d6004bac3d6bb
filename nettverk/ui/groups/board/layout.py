"""Where everything on the board stands: pure geometry, from the tables, the width there is and the zoom."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field
from enum import StrEnum
from functools import cached_property
from typing import NamedTuple, assert_never

from PySide6.QtCore import QPoint, QRect, QSize

from nettverk.services.groups.board import NOBODY


class Detail(StrEnum):
    """How much a card says, by how much room the zoom gives it."""

    FULL = "full"
    """Name and unit on two lines."""
    LINE = "line"
    """The name alone."""
    DOTS = "dots"
    """Only the shape of the person's service."""


LEAST_ZOOM, MOST_ZOOM = 0.35, 1.6
FULL_FROM, LINE_FROM = 0.8, 0.5
"""From these zooms on there is room for the full card, and for the name alone."""
WAITING_GAP = 12
"""Design pixels between those who have no table and the floor plan below them."""


class TableSize(NamedTuple):
    """How much room a table asks for.

    Attributes:
        table: its number from 0; NOBODY for those who have no table.
        people: cards to make room for, also of those who are absent. chairs: how many can sit there.
    """

    table: int
    people: int
    chairs: int


@dataclass(frozen=True, slots=True)
class TableArea:
    """A table on the board, or the area of those without one (``table`` is NOBODY).

    Attributes:
        rect: all of it. head, foot: where its name and its note stand. cards: one rectangle a person, in order.
        empty: rectangles of the chairs nobody has.
    """

    table: int
    rect: QRect
    head: QRect
    foot: QRect
    cards: tuple[QRect, ...]
    empty: tuple[QRect, ...] = ()


@dataclass(frozen=True)
class BoardLayout:
    """The board laid out, in coordinates that do not depend on how far it is scrolled.

    Attributes:
        detail: how much cards say at this zoom.
        scale: pixels of one design pixel (zoom times text size).
    """

    areas: tuple[TableArea, ...] = ()
    size: QSize = field(default_factory=QSize)
    detail: Detail = Detail.FULL
    scale: float = 1.0

    @cached_property
    def by_table(self) -> dict[int, TableArea]:
        """The area of each table; NOBODY is that of those without one."""
        return {area.table: area for area in self.areas}

    def area_at(self, point: QPoint) -> TableArea | None:
        """The table under a point, with its edges; None between tables."""
        return next((area for area in self.areas if area.rect.contains(point)), None)


@dataclass(frozen=True, slots=True)
class Measures:
    """Sizes at a zoom, in pixels.

    Attributes:
        column, most: the least and the greatest width of a column. per_row: cards side by side.
    """

    column: int
    gap: int
    pad: int
    head: int
    card: int
    card_gap: int
    foot: int
    per_row: int = 1
    most: int = 0


def detail_at(zoom: float) -> Detail:
    """How much a card says at a zoom."""
    return Detail.FULL if zoom >= FULL_FROM else Detail.LINE if zoom >= LINE_FROM else Detail.DOTS


def measures(zoom: float, scale: float, detail: Detail) -> Measures:
    """Sizes of the parts of a table."""

    def px(value: float) -> int:
        return max(1, round(value * zoom * scale))

    match detail:
        case Detail.FULL:
            return Measures(px(178), px(10), px(9), px(36), px(50), px(6), px(28), most=px(232))
        case Detail.LINE:
            return Measures(px(196), px(12), px(9), px(34), px(28), px(3), px(28), most=px(250))
        case Detail.DOTS:
            return Measures(px(150), px(18), px(10), px(38), px(42), px(6), 0, per_row=3, most=px(170))
        case _:
            assert_never(detail)


def lay_out_columns(tables: Sequence[TableSize], width: int, zoom: float, scale: float) -> BoardLayout:
    """Tables in columns, on as many rows as the width asks for.

    Every table on a row is as high as the one that needs most places, so that their feet stand on one line.

    Args:
        width: pixels there are. scale: the user's text size.
    """
    detail = detail_at(zoom)
    sizes = measures(zoom, scale, detail)
    across = max(1, (width + sizes.gap) // (sizes.column + sizes.gap))
    # Fewer tables than columns: they share the whole width.
    across = min(across, max(1, len(tables)))
    most = sizes.most * 13 // 10 if across == len(tables) else sizes.most  # a few tables may spread out
    column = min(most, (width - sizes.gap * (across - 1)) // across)
    areas: list[TableArea] = []
    top = 0
    for start in range(0, len(tables), across):
        line = tables[start : start + across]
        # A row is as high as its fullest table.
        places = max(_places(size) for size in line)
        card_rows = -(-places // sizes.per_row)
        height = sizes.head + card_rows * (sizes.card + sizes.card_gap) + max(sizes.foot, sizes.pad)
        for number, size in enumerate(line):
            areas.append(_column(size, QRect(number * (column + sizes.gap), top, column, height), sizes))
        top += height + sizes.gap
    whole = QSize(across * (column + sizes.gap) - sizes.gap, max(0, top - sizes.gap))
    return BoardLayout(tuple(areas), whole, detail, zoom * scale)


def _places(size: TableSize) -> int:
    """How many rectangles a table needs: one for each person and for each chair that is still empty."""
    return max(size.people, size.chairs if size.table != NOBODY else 0)


def _column(size: TableSize, rect: QRect, sizes: Measures) -> TableArea:
    inner = rect.adjusted(sizes.pad, 0, -sizes.pad, 0)
    wide = (inner.width() - sizes.card_gap * (sizes.per_row - 1)) // sizes.per_row
    cells = []
    for number in range(_places(size)):
        row, place = divmod(number, sizes.per_row)
        cells.append(
            QRect(
                inner.left() + place * (wide + sizes.card_gap),
                rect.top() + sizes.head + row * (sizes.card + sizes.card_gap),
                wide,
                sizes.card,
            )
        )
    head = QRect(inner.left(), rect.top(), inner.width(), sizes.head)
    foot = QRect(inner.left(), rect.bottom() - sizes.foot + 1, inner.width(), sizes.foot)
    return TableArea(size.table, rect, head, foot, tuple(cells[: size.people]), tuple(cells[size.people :]))


def zoom_that_fits(
    tables: Sequence[TableSize],
    room: QSize,
    scale: float,
    most: float = 1.0,
    positions: Sequence[tuple[int, int] | None] | None = None,
) -> float:
    """The largest zoom at which all tables are seen at once; LEAST_ZOOM where even that is not enough.

    Args:
        positions: for the floor plan, where each table stands; None for columns.
    """
    zoom = most
    while zoom > LEAST_ZOOM:
        if positions is None:
            size = lay_out_columns(tables, room.width(), zoom, scale).size
        else:
            size = lay_out_floor(tables, positions, room, zoom=zoom, scale=scale).size
        if size.height() <= room.height() and size.width() <= room.width():
            return zoom
        zoom = round(zoom - 0.025, 3)
    return LEAST_ZOOM


# --- the floor plan ---


_WIDEST_NAME = 184
"""Design pixels of a name on the floor plan, where there is room."""


class _RoundSizes(NamedTuple):
    """Pixels of a round table: lines of people, the gap between them, the disc in the middle, the width of a name."""

    line: int
    gap: int
    disc: int
    name: int


def lay_out_floor(
    tables: Sequence[TableSize],
    positions: Sequence[tuple[int, int] | None],
    room: QSize,
    *,
    zoom: float,
    scale: float,
) -> BoardLayout:
    """Tables where they stand in the room: the table's number in the middle, people on both sides of it.

    Args:
        tables: those without a table first, where there are any.
        positions: for each table, thousandths of the room's width and height, or None for its usual place in a grid.
        room: pixels of the view.
    """
    detail = Detail.LINE if zoom >= LINE_FROM else Detail.DOTS
    px = zoom * scale
    sizes = _RoundSizes(
        round(24 * px), round(2 * px), round(64 * px), round((132 if detail == Detail.LINE else 26) * px)
    )
    standing = [size for size in tables if size.table != NOBODY]
    most = max((max(size.people, size.chairs) for size in standing), default=6)
    wide, high = 2 * sizes.name + sizes.disc, max(sizes.disc, -(-most // 2) * (sizes.line + sizes.gap))
    margin = round(12 * px)
    # As many tables side by side as give the grid the shape of the room, but never more than there is width for.
    across = max(1, round((len(standing) * (room.width() / max(1, room.height())) * high / max(1, wide)) ** 0.5))
    across = min(across, max(1, room.width() // (wide + margin)), max(1, len(standing)))
    down = -(-len(standing) // across)
    if detail == Detail.LINE and not any(positions):
        # Nobody has moved a table: what is left of the width goes to the names.
        spare = (room.width() // across - margin - round(1.24 * sizes.disc)) // 2
        sizes = sizes._replace(name=max(sizes.name, min(spare, round(_WIDEST_NAME * px))))
        wide = 2 * sizes.name + sizes.disc
    areas: list[TableArea] = []
    top = 0
    for size in tables[:1]:
        if size.table == NOBODY:
            areas.append(_waiting(size.people, room.width(), sizes, px))
            top = areas[0].rect.height() + round(WAITING_GAP * px)
    cell = high + round(32 * px)
    floor = QSize(max(room.width(), across * (wide + margin)), max(room.height() - top, down * cell))
    for number, size in enumerate(standing):
        row, column = divmod(number, across)
        usual = (round(1000 * (column + 0.5) / across), round(1000 * (row + 0.5) / down))
        x, y = positions[size.table] or usual
        centre = QPoint(
            _inside(x * floor.width() // 1000, wide // 2 + sizes.gap, floor.width()),
            top + _inside(y * floor.height() // 1000, high // 2 + sizes.gap, floor.height()),
        )
        areas.append(_round_table(size, centre, sizes))
    return BoardLayout(tuple(areas), QSize(floor.width(), top + floor.height()), detail, px)


def _inside(value: int, margin: int, length: int) -> int:
    """A centre that keeps its margin on both sides; the middle where there is too little room for that."""
    return max(margin, min(value, length - margin)) if length > 2 * margin else length // 2


def _waiting(people: int, width: int, sizes: _RoundSizes, px: float) -> TableArea:
    """Those without a table, in rows over the floor plan."""
    line, gap, name, head, pad = sizes.line, sizes.gap, round(150 * px), round(28 * px), round(8 * px)
    across = max(1, (width - 2 * gap) // (name + gap))
    card_rows = -(-people // across)
    cards = [
        QRect(pad + (number % across) * (name + gap), head + (number // across) * (line + gap), name, line)
        for number in range(people)
    ]
    rect = QRect(0, 0, width, head + card_rows * (line + gap) + pad)
    return TableArea(NOBODY, rect, QRect(pad, 0, width, head), QRect(), tuple(cards))


def _round_table(size: TableSize, centre: QPoint, sizes: _RoundSizes) -> TableArea:
    line, gap, disc, name = sizes
    chairs = max(size.people, size.chairs)
    on_the_left, cells = -(-chairs // 2), []
    for number in range(chairs):
        right = number >= on_the_left
        place, count = (number - on_the_left, chairs - on_the_left) if right else (number, on_the_left)
        y = centre.y() - (count * (line + gap) - gap) // 2 + place * (line + gap)
        # The middle ones stand further out, as chairs do round a table.
        bulge = round(disc * 0.12 * (1 - abs(2 * (place + 0.5) / count - 1)))
        x = centre.x() + disc // 2 + bulge if right else centre.x() - disc // 2 - name - bulge
        cells.append(QRect(x, y, name, line))
    head = QRect(centre.x() - disc // 2, centre.y() - disc // 2, disc, disc)
    rect = head
    for cell in cells:
        rect = rect.united(cell)
    rect = rect.adjusted(-gap, -gap, gap, gap)
    return TableArea(size.table, rect, head, QRect(), tuple(cells[: size.people]), tuple(cells[size.people :]))
