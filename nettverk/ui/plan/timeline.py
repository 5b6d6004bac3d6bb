"""The day as one line: each part as long as it lasts, with hue and shape, the end of the day as a mark."""

from __future__ import annotations

from datetime import datetime, timedelta

from PySide6.QtCore import QEvent, QRectF, QSize, Qt, Signal
from PySide6.QtGui import QFontMetricsF, QHelpEvent, QMouseEvent, QPainter, QPaintEvent, QPen
from PySide6.QtWidgets import QSizePolicy, QToolTip, QWidget

from nettverk.domain.plan import Gathering, PartKind, Planned
from nettverk.i18n import _, _n, clock
from nettverk.ui.common import shapes
from nettverk.ui.common.literal import show_tip
from nettverk.ui.common.workspace import Workspace

_STEP, _LONGEST = 5, 480  # minutes


class Timeline(QWidget):
    """A picture of the day; click a part to select it, and pull its end to make it longer or shorter.

    Signals:
        picked: id of the part that was clicked.
        stretched: id of the part whose end was pulled, and its minutes now.
    """

    picked = Signal(str)
    stretched = Signal(str, int)

    def __init__(self, workspace: Workspace, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._workspace = workspace
        self._planned: tuple[Planned, ...] = ()
        self._gathering: Gathering | None = None
        self._current = ""
        self._pulled: Planned | None = None
        self._minutes = 0
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)
        self.setMouseTracking(True)

    def show_plan(self, gathering: Gathering | None, planned: tuple[Planned, ...], current: str) -> None:
        """Show these parts, with one of them selected."""
        self._gathering, self._planned, self._current = gathering, planned, current
        self.setAccessibleName(_("Dagen på én linje"))
        self.setAccessibleDescription(", ".join(f"{clock(row.start)} {row.part.title}" for row in planned))
        self.update()

    def sizeHint(self) -> QSize:
        theme = self._workspace.theme
        return QSize(600, theme.px(-1) + theme.space(6))

    def minimumSizeHint(self) -> QSize:
        return QSize(200, self.sizeHint().height())

    # --- geometry ---

    def _span(self) -> tuple[datetime, float]:
        assert self._gathering is not None
        first = self._planned[0].start
        # The line reaches to the planned end or to the real one, whichever is later, so that what is over is seen.
        wanted = datetime.combine(first.date(), self._gathering.ends_at)
        last = max(self._planned[-1].end, wanted)
        return first, max(1.0, (last - first).total_seconds())

    def _x(self, moment: datetime) -> float:
        first, seconds = self._span()
        return (moment - first).total_seconds() / seconds * (self.width() - 2)

    def _box(self, row: Planned) -> QRectF:
        top = self._workspace.theme.space(0.5)
        height = self._workspace.theme.space(3.5)
        left = self._x(row.start)
        end = row.start + timedelta(minutes=self._minutes) if self._is_pulled(row) else row.end
        return QRectF(left, top, max(3.0, self._x(end) - left - 2), height)

    def _end_at(self, x: float) -> Planned | None:
        """The part whose end is within reach of the pointer."""
        if not self._planned or self._gathering is None:
            return None
        reach = self._workspace.theme.space(0.5)
        near = [(abs(self._box(row).right() - x), place) for place, row in enumerate(self._planned)]
        distance, place = min(near)
        return self._planned[place] if distance <= reach else None

    def _at(self, x: float) -> Planned | None:
        if not self._planned or self._gathering is None:
            return None
        return next((row for row in self._planned if self._box(row).left() <= x <= self._box(row).right() + 2), None)

    # --- painting ---

    def paintEvent(self, event: QPaintEvent) -> None:
        if not self._planned or self._gathering is None:
            return
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        for row in self._planned:
            self._paint_part(painter, row)
        self._paint_hours(painter)
        painter.end()

    def _paint_part(self, painter: QPainter, row: Planned) -> None:
        theme, part, box = self._workspace.theme, row.part, self._box(row)
        chosen = part.id == self._current
        hue = theme.part(part.main_number)
        ground = theme.part(part.main_number) if part.main_number else theme.faint(0.9 if chosen else 0.55)
        if part.main_number:
            ground.setAlphaF(0.30 if chosen else 0.16)
        painter.setPen(QPen(hue, 2) if chosen else Qt.PenStyle.NoPen)
        painter.setBrush(ground)
        painter.drawRoundedRect(box.adjusted(1, 1, -1, -1) if chosen else box, 4, 4)
        mark = theme.space(1.5)
        inner = box.adjusted(theme.space(1), 0, -theme.space(0.5), 0)
        if part.main_number and inner.width() >= mark:
            spot = QRectF(inner.left(), box.center().y() - mark / 2, mark, mark)
            shapes.paint(painter, spot, shapes.part_shape(part.main_number), hue)
            inner.setLeft(spot.right() + theme.space(0.75))
        font = theme.font(-1, "semibold" if part.main_number else "regular")
        # A title of which only a letter or two would fit says nothing, and is left out.
        metrics = QFontMetricsF(font)
        if inner.width() > metrics.horizontalAdvance("Abcd…"):
            painter.setFont(font)
            painter.setPen(theme.colour("ink" if part.main_number else "mute"))
            text = metrics.elidedText(part.title, Qt.TextElideMode.ElideRight, inner.width())
            painter.drawText(inner, int(Qt.AlignmentFlag.AlignVCenter | Qt.AlignmentFlag.AlignLeft), text)

    def _paint_hours(self, painter: QPainter) -> None:
        assert self._gathering is not None
        theme = self._workspace.theme
        painter.setFont(theme.font(-1))
        metrics = QFontMetricsF(painter.font())
        wanted = datetime.combine(self._planned[0].start.date(), self._gathering.ends_at)
        over = self._planned[-1].end > wanted
        base = self.height() - theme.space(0.5)
        end_text = _("slutt {time}").format(time=clock(wanted))
        end_width = metrics.horizontalAdvance(end_text)
        end_x = min(max(self._x(wanted) - end_width / 2, 0.0), self.width() - end_width)
        # Places that have a time already; the planned end is written first, since it is what all else is held against.
        taken = [(end_x, end_x + end_width)]
        painter.setPen(QPen(theme.colour("stop" if over else "mute"), 2 if over else 1))
        painter.drawLine(int(self._x(wanted)), 0, int(self._x(wanted)), theme.space(4.5))
        painter.drawText(int(end_x), base, end_text)
        painter.setPen(theme.colour("mute"))
        for row in self._planned:
            text = clock(row.start)
            left = self._x(row.start)
            right = left + metrics.horizontalAdvance(text)
            # A break says no time: what comes after it does, and there is seldom room for both.
            if row.part.kind == PartKind.BREAK or any(left < b + 12 and right > a - 12 for a, b in taken):
                continue
            taken.append((left, right))
            painter.drawText(int(left), base, text)

    # --- pointing ---

    def mousePressEvent(self, event: QMouseEvent) -> None:
        end = self._end_at(event.position().x()) if event.button() is Qt.MouseButton.LeftButton else None
        if row := end or self._at(event.position().x()):
            self.picked.emit(row.part.id)
        if end is not None:
            self._pulled, self._minutes = end, end.part.minutes

    def mouseMoveEvent(self, event: QMouseEvent) -> None:
        x = event.position().x()
        if self._pulled is not None:
            self._pull(x)
            show_tip(event.globalPosition().toPoint(), self._told(self._pulled), self)
            return
        hand = Qt.CursorShape.PointingHandCursor if self._at(x) else Qt.CursorShape.ArrowCursor
        self.setCursor(Qt.CursorShape.SizeHorCursor if self._end_at(x) else hand)

    def mouseReleaseEvent(self, event: QMouseEvent) -> None:
        pulled, self._pulled = self._pulled, None
        if pulled is not None:
            QToolTip.hideText()
            self.update()
            if self._minutes != pulled.part.minutes:
                self.stretched.emit(pulled.part.id, self._minutes)

    def _is_pulled(self, row: Planned) -> bool:
        return self._pulled is not None and self._pulled.part.id == row.part.id

    def _pull(self, x: float) -> None:
        """The end follows the pointer, five minutes at a time."""
        assert self._pulled is not None
        _first, seconds = self._span()
        minutes = (x - self._x(self._pulled.start)) * seconds / 60 / max(1, self.width() - 2)
        self._minutes = min(_LONGEST, max(_STEP, round(minutes / _STEP) * _STEP))
        self.update()

    def _told(self, row: Planned) -> str:
        if self._is_pulled(row):
            minutes = _n("{n} min", "{n} min", self._minutes)
            end = row.start + timedelta(minutes=self._minutes)
            return f"{row.part.title}\n{clock(row.start)}–{clock(end)} ({minutes})"
        return f"{row.part.title}\n{clock(row.start)}–{clock(row.end)}"

    def event(self, event: QEvent) -> bool:
        if event.type() == QEvent.Type.ToolTip and isinstance(event, QHelpEvent):
            if row := self._at(event.pos().x()):
                show_tip(event.globalPos(), self._told(row), self)
            else:
                QToolTip.hideText()
            return True
        return super().event(event)
