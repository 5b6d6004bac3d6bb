"""Where everything on the board stands: pure geometry, from the tables, the width there is and the zoom."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field
from functools import cached_property

from PySide6.QtCore import QPoint, QRect, QSize

FULL, LINE, DOTS = "full", "line", "dots"
"""How much a card says: name and unit; the name; the shape of the service."""

LEAST_ZOOM, MOST_ZOOM = 0.35, 1.6
FULL_FROM, LINE_FROM = 0.8, 0.5
NO_TABLE = -1
"""The bay of those who have no table."""


@dataclass(frozen=True, slots=True)
class Bay:
    """A table on the board, or the bay of those without one (``table`` is NO_TABLE).

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
    """The board laid out.

    Attributes:
        detail: FULL, LINE or DOTS.
        unit: pixels of one design pixel (zoom times text size).
    """

    bays: tuple[Bay, ...] = ()
    size: QSize = field(default_factory=QSize)
    detail: str = FULL
    unit: float = 1.0

    @cached_property
    def by_table(self) -> dict[int, Bay]:
        """The bay of each table."""
        return {bay.table: bay for bay in self.bays}

    def bay_at(self, point: QPoint) -> Bay | None:
        """The table under a point."""
        return next((bay for bay in self.bays if bay.rect.contains(point)), None)


@dataclass(frozen=True, slots=True)
class Measures:
    """Sizes at a zoom, in pixels."""

    column: int
    gap: int
    pad: int
    head: int
    card: int
    card_gap: int
    foot: int
    per_row: int = 1
    most: int = 0


def detail_at(zoom: float) -> str:
    """How much a card says at a zoom."""
    return FULL if zoom >= FULL_FROM else LINE if zoom >= LINE_FROM else DOTS


def measures(zoom: float, scale: float, detail: str) -> Measures:
    """Sizes of the parts of a table."""
    u = zoom * scale

    def px(value: float, least: int = 1) -> int:
        return max(least, round(value * u))

    if detail == FULL:
        return Measures(px(178), px(10), px(9), px(36), px(50), px(6), px(28), most=px(232))
    if detail == LINE:
        return Measures(px(196), px(12), px(9), px(34), px(28), px(3), px(28), most=px(250))
    return Measures(px(150), px(18), px(10), px(38), px(42), px(6), 0, per_row=3, most=px(170))


def columns(
    counts: Sequence[tuple[int, int, int]], width: int, zoom: float, scale: float, *, extra: bool = False
) -> BoardLayout:
    """Tables in columns, on as many rows as the width asks for.

    Args:
        places = max(places, *(chairs for table, _people, chairs in line if table != NO_TABLE), 0)
        width: pixels there are.
        extra: leave room for one more card at each table (while somebody is carried).
    """
    detail = detail_at(zoom)
    sizes = measures(zoom, scale, detail)
    across = max(1, (width + sizes.gap) // (sizes.column + sizes.gap))
    across = min(across, max(1, len(counts)))
    most = sizes.most * 13 // 10 if across == len(counts) else sizes.most  # a few tables may spread out
    column = min(most, (width - sizes.gap * (across - 1)) // across)
    bays: list[Bay] = []
    top = 0
    for start in range(0, len(counts), across):
        line = counts[start : start + across]
        places = max(people + int(extra) for _table, people, _chairs in line)
        places = max(places, *(chairs if table != NO_TABLE else 0 for table, _people, chairs in line))
        rows = -(-places // sizes.per_row)
        height = sizes.head + rows * (sizes.card + sizes.card_gap) + max(sizes.foot, sizes.pad)
        for place, (table, people, chairs) in enumerate(line):
            rect = QRect(place * (column + sizes.gap), top, column, height)
            bays.append(_bay(table, people, chairs, rect, sizes))
        top += height + sizes.gap
    full = QSize(across * (column + sizes.gap) - sizes.gap, max(0, top - sizes.gap))
    return BoardLayout(tuple(bays), full, detail, zoom * scale)


def _bay(table: int, people: int, chairs: int, rect: QRect, sizes: Measures) -> Bay:
    inner = rect.adjusted(sizes.pad, 0, -sizes.pad, 0)
    wide = (inner.width() - sizes.card_gap * (sizes.per_row - 1)) // sizes.per_row
    cells = []
    for number in range(max(people, chairs if table != NO_TABLE else 0)):
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
    return Bay(table, rect, head, foot, tuple(cells[:people]), tuple(cells[people:]))


def zoom_that_fits(
    counts: Sequence[tuple[int, int, int]],
    room: QSize,
    scale: float,
    most: float = 1.0,
    places: Sequence[tuple[int, int] | None] | None = None,
) -> float:
    """The largest zoom at which all tables are seen at once; LEAST_ZOOM where even that is not enough.

    Args:
        places: for the floor plan, where each table stands; None for columns.
    """
    zoom = most
    while zoom > LEAST_ZOOM:
        if places is None:
            size = columns(counts, room.width(), zoom, scale).size
        else:
            size = floor(counts, places, room, zoom=zoom, scale=scale).size
        if size.height() <= room.height() and size.width() <= room.width():
            return zoom
        zoom = round(zoom - 0.025, 3)
    return LEAST_ZOOM


# --- the floor plan ---


def floor(
    counts: Sequence[tuple[int, int, int]],
    places: Sequence[tuple[int, int] | None],
    room: QSize,
    *,
    zoom: float,
    scale: float,
) -> BoardLayout:
    """Tables where they stand in the room: the name in the middle, people on both sides of it.

    Args:
        counts: (table, people, chairs); the bay without a table first where there is one.
        places: for each table, thousandths of the room's width and height, or None for its usual place in a grid.
        room: pixels of the view.
    """
    detail = LINE if zoom >= LINE_FROM else DOTS
    u = zoom * scale
    line, gap, disc = round(24 * u), round(2 * u), round(64 * u)
    name = round((132 if detail == LINE else 26) * u)
    most = max((max(people, chairs) for table, people, chairs in counts if table != NO_TABLE), default=6)
    wide, high = 2 * name + disc, max(disc, -(-most // 2) * (line + gap))
    tables = [row for row in counts if row[0] != NO_TABLE]
    across = max(1, round((len(tables) * (room.width() / max(1, room.height())) * high / max(1, wide)) ** 0.5))
    across = min(across, max(1, room.width() // (wide + round(12 * u))), max(1, len(tables)))
    down = -(-len(tables) // across)
    bays: list[Bay] = []
    top = 0
    waiting = [row for row in counts if row[0] == NO_TABLE]
    if waiting:
        bay, top = _waiting(waiting[0][1], room.width(), (line, gap, round(150 * u)), u)
        bays.append(bay)
    cell = high + round(32 * u)
    area = QSize(max(room.width(), across * (wide + round(12 * u))), max(room.height() - top, down * cell))
    for number, (table, people, chairs) in enumerate(tables):
        given = places[table]
        row, place = divmod(number, across)
        x, y = given or (round(1000 * (place + 0.5) / across), round(1000 * (row + 0.5) / down))
        centre = QPoint(
            _within(x * area.width() // 1000, wide // 2 + gap, area.width()),
            top + _within(y * area.height() // 1000, high // 2 + gap, area.height()),
        )
        bays.append(_round_table(table, people, max(people, chairs), centre, (line, gap, disc, name)))
    return BoardLayout(tuple(bays), QSize(area.width(), top + area.height()), detail, u)


def _within(value: int, margin: int, most: int) -> int:
    return max(margin, min(value, most - margin)) if most > 2 * margin else most // 2


def _waiting(people: int, width: int, sizes: tuple[int, int, int], u: float) -> tuple[Bay, int]:
    line, gap, name = sizes
    head = round(28 * u)
    across = max(1, (width - 2 * gap) // (name + gap))
    rows = -(-people // across)
    rect = QRect(0, 0, width, head + rows * (line + gap) + round(8 * u))
    cards = [
        QRect(round(8 * u) + (n % across) * (name + gap), head + (n // across) * (line + gap), name, line)
        for n in range(people)
    ]
    bay = Bay(NO_TABLE, rect, QRect(round(8 * u), 0, width, head), QRect(), tuple(cards))
    return bay, rect.height() + round(12 * u)


def _round_table(table: int, people: int, chairs: int, centre: QPoint, sizes: tuple[int, int, int, int]) -> Bay:
    line, gap, disc, name = sizes
    left, cells = -(-chairs // 2), []
    for number in range(chairs):
        side, place = (0, number) if number < left else (1, number - left)
        count = left if side == 0 else chairs - left
        y = centre.y() - (count * (line + gap) - gap) // 2 + place * (line + gap)
        # The middle ones stand further out, as chairs do round a table.
        bulge = round(disc * 0.12 * (1 - abs(2 * (place + 0.5) / count - 1)))
        x = centre.x() - disc // 2 - name - bulge if side == 0 else centre.x() + disc // 2 + bulge
        cells.append(QRect(x, y, name, line))
    head = QRect(centre.x() - disc // 2, centre.y() - disc // 2, disc, disc)
    rect = head
    for cell in cells:
        rect = rect.united(cell)
    return Bay(table, rect.adjusted(-gap, -gap, gap, gap), head, QRect(), tuple(cells[:people]), tuple(cells[people:]))
