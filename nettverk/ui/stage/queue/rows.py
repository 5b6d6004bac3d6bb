"""A contribution in the queue as it is read: who and from where, its title, its own clock, its slides."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import timedelta

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


@dataclass(frozen=True, slots=True)
class QueueRow:
    """One contribution.

    Attributes:
        state: now, done or ahead.
        clock: its own time in words, left or used.
        tone: of the clock; what it says stands in the words as well.
    """

    number: int
    state: str
    who: str
    unit: str
    title: str
    clock: str
    tone: str
    slides: str

    @property
    def spoken(self) -> str:
        """What a screen reader says."""
        state = {"now": _("nå"), "done": _("ferdig")}.get(self.state, "")
        return ", ".join(word for word in (self.who, self.unit, self.title, state, self.clock, self.slides) if word)


def queue_row(one: Contribution, number: int, rundown: Rundown) -> QueueRow:
    """A contribution as it stands at this moment."""
    who, unit = one.speaker or one.unit_name or _("Nytt innlegg"), one.unit_name if one.speaker else ""
    slides = _n("har lysbilde ({n})", "har lysbilder ({n})", one.pages) if one.pages else ""
    state, clock, tone = "ahead", _("{minutes} min").format(minutes=one.minutes), ""
    spent = rundown.contributions.get(one.id)
    if one.id == rundown.contribution:
        state, clock, tone = "now", *_running(one, rundown.contribution_spent)
    elif spent:
        state = "done"
        clock = _("{time} brukt").format(time=used(spent))
    return QueueRow(number, state, who, unit, one.title, clock, tone, slides)


def _running(one: Contribution, spent: timedelta) -> tuple[str, str]:
    left = timedelta(minutes=one.minutes) - spent
    if not one.minutes:
        return _("{time} brukt").format(time=used(spent)), ""
    if left < ZERO:
        return _("■ {time} over tida").format(time=f"+{used(-left)}"), "stop"
    return _("{time} igjen").format(time=figures(left)), ""


@dataclass(frozen=True, slots=True)
class _Laid:
    """Where the words of a row stand: left edge and room, the lines, and how high each is."""

    left: float
    room: float
    first: str
    second: str
    high: float
    lower: float
    last: float  # the slides' own line; 0 where they stand beside the title
    clock_below: bool  # a name is never broken for the clock: it goes down to the slides


def _laid(row: QueueRow, wide: float) -> _Laid:
    """Who and unit, then the title; the unit goes down to the title, and the slides below it, where it is narrow."""
    theme = in_force()
    left = 14 + theme.px(0) * 1.9
    room = wide - left - 14
    bold, plain, small = _who_font(row), theme.font(0), theme.font(-1)
    beside = room - _wide(row.clock, _clock_font(row)) - 20
    first, second = _joined(row.who, row.unit), row.title
    if _wide(first, bold) > beside:
        first, second = row.who, _joined(row.unit, row.title)
    slides = _wide(row.slides, small) + 20 if row.slides else 0.0
    clock_below = max((_wide(word, bold) for word in first.split()), default=0.0) > beside
    under = clock_below or (bool(row.slides) and _wide(second, plain) + slides > room)
    high = max(_high(first, bold, room if clock_below else max(80.0, beside)), _high(row.clock, plain, room))
    last = _high(row.slides, small, room) if under else 0.0
    if clock_below:
        last += _high(row.clock, plain, room)
    return _Laid(left, room, first, second, high, _high(second, plain, room), last, clock_below)


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
        laid = _laid(row, self._view.viewport().width())
        words = max(laid.high + laid.lower + laid.last, 2.8 * in_force().px(0))
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
        if row.state == "now":
            painter.fillRect(QRectF(rect.x(), rect.y(), 4, rect.height()), theme.colour("accent"))
        if option.state & QStyle.StateFlag.State_HasFocus:
            painter.setPen(theme.colour("focus"))
            painter.drawRect(rect.adjusted(1, 1, -2, -2))
        laid, top = _laid(row, rect.width()), rect.y() + theme.px(0) * 0.55
        self._mark(painter, QRectF(rect.x() + 14, top, theme.px(0) * 1.4, laid.high), row)
        line = QRectF(rect.x() + laid.left, top, laid.room, laid.high)
        painter.setFont(_who_font(row))
        painter.setPen(theme.colour("mute" if row.state == "done" else "ink"))
        beside = 0.0 if laid.clock_below else _wide(row.clock, _clock_font(row)) + 20
        painter.drawText(line.adjusted(0, 0, -beside, 0), _FLAGS, laid.first)
        right = Qt.AlignmentFlag.AlignRight | Qt.AlignmentFlag.AlignTop
        painter.setFont(_clock_font(row))
        painter.setPen(theme.colour(row.tone or ("accent" if row.state == "now" else "mute")))
        under = QRectF(line.x(), line.bottom(), laid.room, laid.lower)
        lowest = QRectF(line.x(), under.bottom(), laid.room, laid.last)
        if laid.clock_below:
            painter.drawText(lowest, Qt.AlignmentFlag.AlignTop, row.clock)
            lowest = lowest.adjusted(0, _high(row.clock, theme.font(0), laid.room), 0, 0)
        else:
            painter.drawText(line, right, row.clock)
        painter.setPen(theme.colour("mute"))
        painter.setFont(theme.font(0))
        painter.drawText(under, _FLAGS, laid.second)
        painter.setFont(theme.font(-1))
        if laid.last:
            painter.drawText(lowest, Qt.AlignmentFlag.AlignTop, row.slides)
        else:
            painter.drawText(under.adjusted(0, 2, 0, 40), right, row.slides)
        painter.restore()

    @staticmethod
    def _mark(painter: QPainter, place: QRectF, row: QueueRow) -> None:
        """Its number in the queue, ▶ while it is on, ✓ when it is over."""
        theme = in_force()
        if row.state == "now":
            side = theme.px(0) * 0.9
            box = QRectF(place.x(), place.center().y() - side / 2, side, side)
            shapes.paint(painter, box, "arrow", theme.colour("accent"))
            return
        painter.setFont(theme.font(0))
        painter.setPen(theme.colour("mute"))
        flags = Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignVCenter
        painter.drawText(place, flags, "✓" if row.state == "done" else str(row.number))


def _who_font(row: QueueRow) -> QFont:
    return in_force().font(0, "bold" if row.state == "now" else "semibold")


def _clock_font(row: QueueRow) -> QFont:
    return in_force().font(0, "bold" if row.state == "now" else "regular")


def _wide(text: str, font: QFont) -> float:
    return QFontMetricsF(font).horizontalAdvance(text)


def _high(text: str, font: QFont, wide: float) -> float:
    return QFontMetricsF(font).boundingRect(QRectF(0, 0, wide, 10_000), _FLAGS, text).height() if text else 0.0
