"""A contribution in the queue as it is read: who and from where, its title, its own clock, its slides."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import timedelta
from enum import StrEnum

from PySide6.QtCore import QModelIndex, QPersistentModelIndex, QRectF, QSize, Qt
from PySide6.QtGui import QFont, QFontMetricsF, QPainter
from PySide6.QtWidgets import QListWidget, QStyle, QStyledItemDelegate, QStyleOptionViewItem

from nettverk.domain.contributions import Contribution
from nettverk.domain.rundown.state import ZERO, Rundown
from nettverk.domain.wall.walls import figures, used
from nettverk.i18n import _, _n
from nettverk.ui.common import shapes
from nettverk.ui.common.theme import in_force

QUEUE_ROW = Qt.ItemDataRole.UserRole + 1
_Index = QModelIndex | QPersistentModelIndex
_FLAGS = Qt.TextFlag.TextWordWrap


class QueueState(StrEnum):
    """Where a contribution is in the queue."""

    NOW = "now"
    DONE = "done"
    AHEAD = "ahead"


@dataclass(frozen=True, slots=True)
class QueueRow:
    """One contribution as words.

    Attributes:
        clock: its own time in words, left or used.
        tone: of the clock; what it says stands in the words as well.
    """

    number: int
    state: QueueState
    who: str
    unit: str
    title: str
    clock: str
    tone: str
    slides: str

    @property
    def spoken(self) -> str:
        """What a screen reader says: who, title, state, clock and slides."""
        state = {QueueState.NOW: _("nå"), QueueState.DONE: _("ferdig")}.get(self.state, "")
        return ", ".join(word for word in (self.who, self.unit, self.title, state, self.clock, self.slides) if word)


def queue_row(contribution: Contribution, number: int, rundown: Rundown, *, away: bool = False) -> QueueRow:
    """A contribution as it stands at this moment; ``number`` is its place in the queue, from 1.

    Args:
        away: who is to speak is marked as not here.
    """
    who = contribution.speaker or contribution.unit_name or _("Nytt innlegg")
    unit = contribution.unit_name if contribution.speaker else ""
    pages = contribution.pages
    slides = _n("har lysbilde ({n})", "har lysbilder ({n})", pages) if pages else ""
    state, clock, tone = QueueState.AHEAD, _("{minutes} min").format(minutes=contribution.minutes), ""
    spent = rundown.contributions.get(contribution.id)
    if contribution.id == rundown.contribution:
        state, clock, tone = QueueState.NOW, *_running(contribution, rundown.contribution_spent)
    elif spent:
        state = QueueState.DONE
        clock = _("{time} brukt").format(time=used(spent))
    elif away:
        clock, tone = _("borte"), "warn"
    return QueueRow(number, state, who, unit, contribution.title, clock, tone, slides)


def _running(contribution: Contribution, spent: timedelta) -> tuple[str, str]:
    remaining = timedelta(minutes=contribution.minutes) - spent
    if not contribution.minutes:
        return _("{time} brukt").format(time=used(spent)), ""
    if remaining < ZERO:
        return _("■ {time} over tida").format(time=f"+{used(-remaining)}"), "stop"
    return _("{time} igjen").format(time=figures(remaining)), ""


@dataclass(frozen=True, slots=True)
class _RowLayout:
    """Where the words of a row stand, in pixels.

    Attributes:
        left, room: where words begin, and how wide they may be.
        first, second: the words of the two lines. first_height, second_height: how high they become.
        last_height: of the line that slides have to themselves; 0 where they stand beside the title.
        clock_below: the clock stands with the slides, since a name is never broken to make room for it.
    """

    left: float
    room: float
    first: str
    second: str
    first_height: float
    second_height: float
    last_height: float
    clock_below: bool


def _lay_out(row: QueueRow, width: float) -> _RowLayout:
    """Who and unit, then the title; the unit goes down to the title, and the slides below it, where it is narrow."""
    theme = in_force()
    left = 14 + theme.px(0) * 1.9
    room = width - left - 14
    bold, plain, small = _who_font(row), theme.font(0), theme.font(-1)
    beside = room - _width(row.clock, _clock_font(row)) - 20
    first, second = _joined(row.who, row.unit), row.title
    # Who speaks is what one looks for, so the unit gives way first.
    if _width(first, bold) > beside:
        first, second = row.who, _joined(row.unit, row.title)
    slides = _width(row.slides, small) + 20 if row.slides else 0.0
    clock_below = max((_width(word, bold) for word in first.split()), default=0.0) > beside
    under = clock_below or (bool(row.slides) and _width(second, plain) + slides > room)
    first_height = max(
        _height(first, bold, room if clock_below else max(80.0, beside)), _height(row.clock, plain, room)
    )
    last = _height(row.slides, small, room) if under else 0.0
    if clock_below:
        last += _height(row.clock, plain, room)
    return _RowLayout(left, room, first, second, first_height, _height(second, plain, room), last, clock_below)


def _joined(*words: str) -> str:
    return " · ".join(word for word in words if word)


class QueueDelegate(QStyledItemDelegate):
    """Two lines: who and their clock, then the title and the slides; what does not fit goes on the next line."""

    def __init__(self, view: QListWidget) -> None:
        super().__init__(view)
        self._view = view

    def sizeHint(self, option: QStyleOptionViewItem, index: _Index) -> QSize:
        """As many lines as the words need."""
        row = index.data(QUEUE_ROW)
        if not isinstance(row, QueueRow):
            return QSize(200, 40)
        layout = _lay_out(row, self._view.viewport().width())
        words = max(layout.first_height + layout.second_height + layout.last_height, 2.8 * in_force().px(0))
        return QSize(200, round(words + in_force().px(0) * 1.1))

    def paint(self, painter: QPainter, option: QStyleOptionViewItem, index: _Index) -> None:
        """Draw one contribution; the one that is on has its edge, its shape and its word."""
        row = index.data(QUEUE_ROW)
        if not isinstance(row, QueueRow):
            return
        theme, rect = in_force(), QRectF(option.rect)
        painter.save()
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        if option.state & QStyle.StateFlag.State_Selected:
            painter.fillRect(rect, theme.colour("selection"))
        if row.state is QueueState.NOW:
            painter.fillRect(QRectF(rect.x(), rect.y(), 4, rect.height()), theme.colour("accent"))
        if option.state & QStyle.StateFlag.State_HasFocus:
            painter.setPen(theme.colour("focus"))
            painter.drawRect(rect.adjusted(1, 1, -2, -2))
        layout, top = _lay_out(row, rect.width()), rect.y() + theme.px(0) * 0.55
        self._mark(painter, QRectF(rect.x() + 14, top, theme.px(0) * 1.4, layout.first_height), row)
        line = QRectF(rect.x() + layout.left, top, layout.room, layout.first_height)
        painter.setFont(_who_font(row))
        painter.setPen(theme.colour("mute" if row.state is QueueState.DONE else "ink"))
        beside = 0.0 if layout.clock_below else _width(row.clock, _clock_font(row)) + 20
        painter.drawText(line.adjusted(0, 0, -beside, 0), _FLAGS, layout.first)
        right = Qt.AlignmentFlag.AlignRight | Qt.AlignmentFlag.AlignTop
        painter.setFont(_clock_font(row))
        painter.setPen(theme.colour(row.tone or ("accent" if row.state is QueueState.NOW else "mute")))
        under = QRectF(line.x(), line.bottom(), layout.room, layout.second_height)
        lowest = QRectF(line.x(), under.bottom(), layout.room, layout.last_height)
        if layout.clock_below:
            painter.drawText(lowest, Qt.AlignmentFlag.AlignTop, row.clock)
            lowest = lowest.adjusted(0, _height(row.clock, theme.font(0), layout.room), 0, 0)
        else:
            painter.drawText(line, right, row.clock)
        painter.setPen(theme.colour("mute"))
        painter.setFont(theme.font(0))
        painter.drawText(under, _FLAGS, layout.second)
        painter.setFont(theme.font(-1))
        if layout.last_height:
            painter.drawText(lowest, Qt.AlignmentFlag.AlignTop, row.slides)
        else:
            painter.drawText(under.adjusted(0, 2, 0, 40), right, row.slides)
        painter.restore()

    @staticmethod
    def _mark(painter: QPainter, place: QRectF, row: QueueRow) -> None:
        """Its number in the queue, ▶ while it is on, ✓ when it is over."""
        theme = in_force()
        if row.state is QueueState.NOW:
            side = theme.px(0) * 0.9
            box = QRectF(place.x(), place.center().y() - side / 2, side, side)
            shapes.paint(painter, box, "arrow", theme.colour("accent"))
            return
        painter.setFont(theme.font(0))
        painter.setPen(theme.colour("mute"))
        flags = Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignVCenter
        painter.drawText(place, flags, "✓" if row.state is QueueState.DONE else str(row.number))


def _who_font(row: QueueRow) -> QFont:
    return in_force().font(0, "bold" if row.state is QueueState.NOW else "semibold")


def _clock_font(row: QueueRow) -> QFont:
    return in_force().font(0, "bold" if row.state is QueueState.NOW else "regular")


def _width(text: str, font: QFont) -> float:
    return QFontMetricsF(font).horizontalAdvance(text)


def _height(text: str, font: QFont, width: float) -> float:
    return QFontMetricsF(font).boundingRect(QRectF(0, 0, width, 10_000), _FLAGS, text).height() if text else 0.0
