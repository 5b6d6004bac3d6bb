"""A part of the day as a row in the list: shape, own name, times, a small line, and − and + where one points."""

from __future__ import annotations

from dataclasses import dataclass, replace
from enum import IntEnum

from PySide6.QtCore import QModelIndex, QPersistentModelIndex, QRectF, QSize, Qt
from PySide6.QtGui import QFont, QFontMetricsF, QPainter, QPen
from PySide6.QtWidgets import QStyle, QStyledItemDelegate, QStyleOptionViewItem

from nettverk.domain.rundown.state import PartStatus
from nettverk.i18n import _
from nettverk.ui.common import shapes
from nettverk.ui.common.theme import in_force

Index = QModelIndex | QPersistentModelIndex
ROW = Qt.ItemDataRole.UserRole
_TIGHT = 290
"""Pixels; in narrower rows the air at the edges is less."""
_MOST_LINES = 3
"""Lines of a title; a longer one gives way to the name of the part's kind."""
_LINE = 1.36
"""How high a line is, as a share of its font's size."""
_TOO_LONG = 9
"""What stands for the number of lines where a single word is wider than the room."""


class TimesPlace(IntEnum):
    """Where a row's times stand, from the place that leaves the title least room to the one that leaves it all."""

    BESIDE = 0
    """Start and end, to the right of the title."""
    START_BESIDE = 1
    """The start alone; the next row says the end."""
    BELOW = 2
    """On the line under the title."""


_ROOM_FOR_TIMES = {TimesPlace.BESIDE: "00.00–00.00 ", TimesPlace.START_BESIDE: "00.00–0 ", TimesPlace.BELOW: ""}


@dataclass(frozen=True, slots=True)
class PartRow:
    """A part as the list shows it: actual or projected times, and the planned ones where they differ.

    Attributes:
        short: what it is called where not even two lines hold the title.
        minutes: how long it is to last.
        ahead: whether that can still be changed.
    """

    part_id: str
    title: str
    number: int
    status: PartStatus
    times: str
    note: str
    tone: str
    planned: str = ""
    short: str = ""
    minutes: int = 0
    ahead: bool = False

    @property
    def spoken(self) -> str:
        """What a screen reader says: title, status, times, and what there is to say of them."""
        state = {
            PartStatus.NOW: _("nå"),
            PartStatus.DONE: _("ferdig"),
            PartStatus.SKIPPED: _("hoppet over"),
        }.get(self.status, "")
        plan = _("planlagt {times}").format(times=self.planned) if self.planned else ""
        return ", ".join(word for word in (self.title, state, self.times, plan, self.note) if word)


@dataclass(frozen=True, slots=True)
class RowLayout:
    """Where a row's words stand, in pixels.

    Attributes:
        left: from the row's left edge to the words. pad: between the row's edges and what stands in it.
        room: for the title. lines: that the title would need.
    """

    left: float
    pad: float
    room: float
    lines: int

    @property
    def shown_lines(self) -> int:
        """Lines of the title as it is drawn."""
        return self.lines if self.lines <= _MOST_LINES else 1


def lay_out_row(row: PartRow, width: float, times: TimesPlace, *, bold: bool = False) -> RowLayout:
    """Room for the title beside the times; ``bold`` measures it as when it is the part that runs."""
    theme = in_force()
    font = theme.font(0, "bold" if bold or row.status == PartStatus.NOW else "regular")
    tight = width < _TIGHT
    pad = theme.space(1.5 if tight else 3)
    left = pad + theme.px(0) * 1.25 + theme.space(1 if tight else 2)
    room = width - left - pad - QFontMetricsF(theme.font(0, "bold")).horizontalAdvance(_ROOM_FOR_TIMES[times])
    return RowLayout(left, pad, room, _lines(row.title, font, room))


def _lines(text: str, font: QFont, room: float) -> int:
    """How many lines a title needs; ``_TOO_LONG`` where a single word has no room."""
    metrics = QFontMetricsF(font)
    if metrics.horizontalAdvance(text) <= room:
        return 1
    box = metrics.boundingRect(QRectF(0, 0, max(1.0, room), 10_000), Qt.TextFlag.TextWordWrap, text)
    return _TOO_LONG if box.width() > room + 1 else round(box.height() / metrics.lineSpacing())


class PartDelegate(QStyledItemDelegate):
    """Shape, title, times and a small line; the part we are in stands on white with its hue at the edge."""

    width, times, dense = 0, TimesPlace.BESIDE, False

    def measure(self, width: int, times: TimesPlace, *, dense: bool = False) -> None:
        """Take over from the list how wide rows are, and where the times stand in all of them.

        Args:
            dense: a line is all a part has, but the one that runs and what there is something to say of, so that a
                long day is seen at a glance.
        """
        self.width, self.times, self.dense = width, times, dense

    def _row(self, index: Index) -> PartRow:
        row: PartRow = index.data(ROW)
        if not self.dense or row.status == PartStatus.NOW:
            return row
        return replace(row, note=row.note if row.tone else "", planned="")

    def _layout(self, row: PartRow, width: float) -> RowLayout:
        layout = lay_out_row(row, width, self.times)
        return replace(layout, lines=1) if self.dense and row.status != PartStatus.NOW else layout

    def sizeHint(self, option: QStyleOptionViewItem, index: Index) -> QSize:
        """As high as the title and what is under it; the plan's times stand beside its second line."""
        row = self._row(index)
        theme = in_force()
        title = self._layout(row, self.width).shown_lines
        lines = max(title + bool(row.note or self.times is TimesPlace.BELOW), 2 if row.planned else 1)
        return QSize(200, round(theme.px(0) * (0.7 + title * _LINE) + theme.px(-1) * (0.3 + 1.4 * (lines - title))))

    def paint(self, painter: QPainter, option: QStyleOptionViewItem, index: Index) -> None:
        """Draw a part; where one points at it, − and + take the place of its times."""
        row = self._row(index)
        theme, rect = in_force(), QRectF(option.rect)
        painter.save()
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        now = row.status == PartStatus.NOW
        if now:
            painter.fillRect(rect, theme.colour("card"))
            painter.fillRect(QRectF(rect.x(), rect.y(), 4, rect.height()), theme.part(row.number))
        focused = bool(option.state & QStyle.StateFlag.State_HasFocus)
        if focused:
            painter.setPen(theme.colour("focus"))
            painter.drawRect(rect.adjusted(1, 1, -2, -2))
        layout = self._layout(row, self.width)
        line = QRectF(
            rect.x() + layout.left,
            rect.y() + theme.px(0) * 0.4,
            rect.width() - layout.left - layout.pad,
            theme.px(0) * 1.5,
        )
        if row.number:
            side = theme.px(0) * 1.25
            place = QRectF(rect.x() + layout.pad, line.center().y() - side / 2, side, side)
            shapes.paint(
                painter, place, shapes.part_shape(row.number), theme.part(row.number), row.status != PartStatus.AHEAD
            )
        painter.setFont(theme.font(0, "bold" if now else "regular"))
        painter.setPen(theme.colour("mute" if row.status in {PartStatus.DONE, PartStatus.SKIPPED} else "ink"))
        self._draw_title(painter, row, layout, line)
        plan = QRectF(line.x(), line.bottom() + 1, line.width(), theme.px(-1) * 1.5)
        under = plan.translated(0, (layout.shown_lines - 1) * theme.px(0) * _LINE)
        if row.ahead and (focused or option.state & QStyle.StateFlag.State_MouseOver):
            beside = under.adjusted(0, 0, step_boxes(rect)[0].x() - 8 - under.right(), 0)
            if QFontMetricsF(theme.font(-1, "semibold")).horizontalAdvance(row.note) <= beside.width():
                self._draw_note(painter, row, beside)
            self._draw_steps(painter, row, rect)
        else:
            taken = self._draw_times(painter, row, line, under if self.times is TimesPlace.BELOW else plan)
            self._draw_note(
                painter,
                row,
                under.adjusted(0, 0, -taken if layout.shown_lines == 1 or self.times is TimesPlace.BELOW else 0, 0),
            )
        painter.restore()

    @staticmethod
    def _draw_title(painter: QPainter, row: PartRow, layout: RowLayout, line: QRectF) -> None:
        """The part's own name; its kind's only where two lines are too short."""
        title = row.title if layout.lines <= _MOST_LINES or not row.short else row.short
        if 1 < layout.lines <= _MOST_LINES:
            height = layout.lines * painter.fontMetrics().lineSpacing() + 4
            painter.drawText(QRectF(line.x(), line.y(), layout.room + 2, height), Qt.TextFlag.TextWordWrap, title)
            return
        title = painter.fontMetrics().elidedText(title, Qt.TextElideMode.ElideRight, int(layout.room))
        painter.drawText(line, Qt.AlignmentFlag.AlignVCenter | Qt.AlignmentFlag.AlignLeft, title)

    def _draw_times(self, painter: QPainter, row: PartRow, line: QRectF, under: QRectF) -> float:
        """The times at the right, and below them the plan's; how much of the lower line they take."""
        theme, times = in_force(), self.times
        right = Qt.AlignmentFlag.AlignVCenter | Qt.AlignmentFlag.AlignRight
        painter.setFont(theme.font(-1))
        painter.setPen(theme.colour("ink" if row.status == PartStatus.NOW else "mute"))
        # Where the titles need the room, the start is enough: the next line has the end.
        shown = row.times.split("–", 1)[0] if times is TimesPlace.START_BESIDE or (times and row.note) else row.times
        advance = painter.fontMetrics().horizontalAdvance
        if times is TimesPlace.BELOW:
            note = QFontMetricsF(theme.font(-1, "semibold")).horizontalAdvance(row.note)
            if note + advance(f"  {shown}") > under.width():
                return 0.0  # what is said matters more than when
            painter.drawText(under, right, shown)
            return advance(f"{shown}  ")
        painter.drawText(line, right, shown)
        if not row.planned:
            return 0.0
        painter.setPen(theme.colour("mute"))
        narrow = times or under.width() < theme.px(-1) * 19
        plan = _("plan {times}").format(times=row.planned.split("–", 1)[0] if narrow else row.planned)
        painter.drawText(under, right, plan)
        return advance(f"{plan}  ")

    @staticmethod
    def _draw_note(painter: QPainter, row: PartRow, under: QRectF) -> None:
        theme = in_force()
        painter.setFont(theme.font(-1, "semibold" if row.tone else "regular"))
        painter.setPen(theme.colour(row.tone or "mute"))
        note = painter.fontMetrics().elidedText(row.note, Qt.TextElideMode.ElideRight, int(under.width()))
        painter.drawText(under, Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignVCenter, note)

    @staticmethod
    def _draw_steps(painter: QPainter, row: PartRow, rect: QRectF) -> None:
        """− 15 min +, in place of the times of the row one points at."""
        theme = in_force()
        less, more = step_boxes(rect)
        ground = theme.colour("card" if row.status == PartStatus.NOW else "ground")
        painter.fillRect(QRectF(less.x() - 6, less.y(), rect.right() - less.x() + 3, less.height()), ground)
        painter.setFont(theme.font(0, "semibold"))
        for box, sign in ((less, "−"), (more, "+")):
            painter.setPen(QPen(theme.colour("edge"), 1))
            painter.setBrush(theme.colour("card"))
            painter.drawRoundedRect(box.adjusted(0.5, 0.5, -0.5, -0.5), 6, 6)
            painter.setPen(theme.colour("ink"))
            painter.drawText(box, Qt.AlignmentFlag.AlignCenter, sign)
        between = QRectF(less.right(), less.y(), more.x() - less.right(), less.height())
        painter.setFont(theme.font(-1))
        painter.drawText(between, Qt.AlignmentFlag.AlignCenter, _("{minutes} min").format(minutes=row.minutes))


def step_boxes(rect: QRectF) -> tuple[QRectF, QRectF]:
    """Where − and + stand in a row: at its right edge, below the name where the row is narrow."""
    growth = in_force().growth
    narrow = rect.width() < 340 * growth
    side = max(24.0, in_force().px(-1) * 1.8) if narrow else min(rect.height() - 8, 32 * growth)
    top = rect.bottom() - side - 3 if narrow else rect.center().y() - side / 2
    more = QRectF(rect.right() - side - 8, top, side, side)
    return more.translated(-side - in_force().px(-1) * 4.6, 0), more
