"""A part of the day as a row in the list: shape, own name, times, a small line, and − and + where one points."""

from __future__ import annotations

from dataclasses import dataclass

from PySide6.QtCore import QModelIndex, QPersistentModelIndex, QRectF, QSize, Qt
from PySide6.QtGui import QFont, QFontMetricsF, QPainter, QPen
from PySide6.QtWidgets import QStyle, QStyledItemDelegate, QStyleOptionViewItem

from nettverk.i18n import _
from nettverk.ui.common import shapes
from nettverk.ui.common.theme import in_force

Index = QModelIndex | QPersistentModelIndex
ROW = Qt.ItemDataRole.UserRole
# Room for times beside the name, from most to none.
_LEVELS = ("00.00–00.00 ", "00.00–0 ", "")
# A title has so many lines at most, and a line is so much of its font's size.
_MOST, _LINE = 3, 1.36


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
    status: str
    times: str
    note: str
    tone: str
    planned: str = ""
    short: str = ""
    minutes: int = 0
    ahead: bool = False

    @property
    def spoken(self) -> str:
        """What a screen reader says."""
        state = {"now": _("nå"), "done": _("ferdig"), "skipped": _("hoppet over")}.get(self.status, "")
        plan = _("planlagt {times}").format(times=self.planned) if self.planned else ""
        return ", ".join(word for word in (self.title, state, self.times, plan, self.note) if word)


@dataclass(frozen=True, slots=True)
class Laid:
    """Where a row's words stand, in pixels from its left edge."""

    left: float
    pad: float
    room: float
    lines: int

    @property
    def shown(self) -> int:
        """Lines of the title as it is drawn."""
        return self.lines if self.lines <= _MOST else 1


def laid(row: PartRow, wide: float, level: int, *, bold: bool = False) -> Laid:
    """Room for the title beside the times, on two lines where one is too short; ``bold`` as when it is the one on."""
    theme = in_force()
    font = theme.font(0, "bold" if bold or row.status == "now" else "regular")
    tight = wide < 290
    pad = theme.space(1.5 if tight else 3)
    left = pad + theme.px(0) * 1.25 + theme.space(1 if tight else 2)
    room = wide - left - pad - QFontMetricsF(theme.font(0, "bold")).horizontalAdvance(_LEVELS[level])
    return Laid(left, pad, room, _lines(row.title, font, room))


def _lines(text: str, font: QFont, room: float) -> int:
    """How many lines a title needs; 9 where a single word is too long."""
    metrics = QFontMetricsF(font)
    if metrics.horizontalAdvance(text) <= room:
        return 1
    box = metrics.boundingRect(QRectF(0, 0, max(1.0, room), 10_000), Qt.TextFlag.TextWordWrap, text)
    return 9 if box.width() > room + 1 else round(box.height() / metrics.lineSpacing())


class PartDelegate(QStyledItemDelegate):
    """Shape, title, times and a small line; the part we are in stands on white with its hue at the edge."""

    wide, level = 0, 0  # room for a row, and where its times stand; its list tells

    def measure(self, wide: int, level: int) -> None:
        """Other room."""
        self.wide, self.level = wide, level

    def sizeHint(self, option: QStyleOptionViewItem, index: Index) -> QSize:
        """As high as the title and what is under it; the plan's times stand beside its second line."""
        row: PartRow = index.data(ROW)
        theme, level = in_force(), self.level
        title = laid(row, self.wide, level).shown
        lines = max(title + bool(row.note or level == 2), 2 if row.planned else 1)
        return QSize(200, round(theme.px(0) * (0.7 + title * _LINE) + theme.px(-1) * (0.3 + 1.4 * (lines - title))))

    def paint(self, painter: QPainter, option: QStyleOptionViewItem, index: Index) -> None:
        """Draw one part."""
        row: PartRow = index.data(ROW)
        theme, rect = in_force(), QRectF(option.rect)
        painter.save()
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        now = row.status == "now"
        if now:
            painter.fillRect(rect, theme.colour("card"))
            painter.fillRect(QRectF(rect.x(), rect.y(), 4, rect.height()), theme.part(row.number))
        focused = bool(option.state & QStyle.StateFlag.State_HasFocus)
        if focused:
            painter.setPen(theme.colour("focus"))
            painter.drawRect(rect.adjusted(1, 1, -2, -2))
        at = laid(row, self.wide, self.level)
        one = QRectF(
            rect.x() + at.left, rect.y() + theme.px(0) * 0.4, rect.width() - at.left - at.pad, theme.px(0) * 1.5
        )
        if row.number:
            side = theme.px(0) * 1.25
            place = QRectF(rect.x() + at.pad, one.center().y() - side / 2, side, side)
            shapes.paint(painter, place, shapes.part_shape(row.number), theme.part(row.number), row.status != "ahead")
        painter.setFont(theme.font(0, "bold" if now else "regular"))
        painter.setPen(theme.colour("mute" if row.status in {"done", "skipped"} else "ink"))
        self._title(painter, row, at, one)
        plan = QRectF(one.x(), one.bottom() + 1, one.width(), theme.px(-1) * 1.5)
        under = plan.translated(0, (at.shown - 1) * theme.px(0) * _LINE)
        if row.ahead and (focused or option.state & QStyle.StateFlag.State_MouseOver):
            beside = under.adjusted(0, 0, steps(rect)[0].x() - 8 - under.right(), 0)
            if QFontMetricsF(theme.font(-1, "semibold")).horizontalAdvance(row.note) <= beside.width():
                self._note(painter, row, beside)
            self._steps(painter, row, rect)
        else:
            taken = self._times(painter, row, one, under if self.level == 2 else plan)
            self._note(painter, row, under.adjusted(0, 0, -taken if at.shown == 1 or self.level == 2 else 0, 0))
        painter.restore()

    @staticmethod
    def _title(painter: QPainter, row: PartRow, at: Laid, one: QRectF) -> None:
        """The part's own name; its kind's only where two lines are too short."""
        title = row.title if at.lines <= _MOST or not row.short else row.short
        if 1 < at.lines <= _MOST:
            high = at.lines * painter.fontMetrics().lineSpacing() + 4
            painter.drawText(QRectF(one.x(), one.y(), at.room + 2, high), Qt.TextFlag.TextWordWrap, title)
            return
        title = painter.fontMetrics().elidedText(title, Qt.TextElideMode.ElideRight, int(at.room))
        painter.drawText(one, Qt.AlignmentFlag.AlignVCenter | Qt.AlignmentFlag.AlignLeft, title)

    def _times(self, painter: QPainter, row: PartRow, one: QRectF, under: QRectF) -> float:
        """The times at the right, and below them the plan's; how much of the lower line they take."""
        theme, level = in_force(), self.level
        right = Qt.AlignmentFlag.AlignVCenter | Qt.AlignmentFlag.AlignRight
        painter.setFont(theme.font(-1))
        painter.setPen(theme.colour("ink" if row.status == "now" else "mute"))
        # Where the titles need the room, the start is enough: the next line has the end.
        shown = row.times.split("–", 1)[0] if level == 1 or (level and row.note) else row.times
        wide = painter.fontMetrics().horizontalAdvance
        if level == 2:
            note = QFontMetricsF(theme.font(-1, "semibold")).horizontalAdvance(row.note)
            if note + wide(f"  {shown}") > under.width():
                return 0.0  # what is said matters more than when
            painter.drawText(under, right, shown)
            return wide(f"{shown}  ")
        painter.drawText(one, right, shown)
        if not row.planned:
            return 0.0
        painter.setPen(theme.colour("mute"))
        narrow = level or under.width() < theme.px(-1) * 19
        plan = _("plan {times}").format(times=row.planned.split("–", 1)[0] if narrow else row.planned)
        painter.drawText(under, right, plan)
        return wide(f"{plan}  ")

    @staticmethod
    def _note(painter: QPainter, row: PartRow, under: QRectF) -> None:
        theme = in_force()
        painter.setFont(theme.font(-1, "semibold" if row.tone else "regular"))
        painter.setPen(theme.colour(row.tone or "mute"))
        note = painter.fontMetrics().elidedText(row.note, Qt.TextElideMode.ElideRight, int(under.width()))
        painter.drawText(under, Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignVCenter, note)

    @staticmethod
    def _steps(painter: QPainter, row: PartRow, rect: QRectF) -> None:
        """− 15 min +, in place of the times of the row one points at."""
        theme = in_force()
        less, more = steps(rect)
        ground = theme.colour("card" if row.status == "now" else "ground")
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


def steps(rect: QRectF) -> tuple[QRectF, QRectF]:
    """Where − and + stand in a row: at its right edge, below the name where the row is narrow."""
    growth = in_force().growth
    narrow = rect.width() < 340 * growth
    side = max(24.0, in_force().px(-1) * 1.8) if narrow else min(rect.height() - 8, 32 * growth)
    top = rect.bottom() - side - 3 if narrow else rect.center().y() - side / 2
    more = QRectF(rect.right() - side - 8, top, side, side)
    return more.translated(-side - in_force().px(-1) * 4.6, 0), more
