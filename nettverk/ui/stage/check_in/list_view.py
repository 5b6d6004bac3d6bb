"""The list in check-in: who it is at the left, what can be said of them at the right, as large as a finger."""

from __future__ import annotations

from dataclasses import dataclass

from PySide6.QtCore import QAbstractListModel, QModelIndex, QPersistentModelIndex, QRect, QRectF, QSize, Qt, Signal
from PySide6.QtGui import QMouseEvent, QPainter, QPen
from PySide6.QtWidgets import QListView, QStyle, QStyledItemDelegate, QStyleOptionViewItem, QWidget

from nettverk.domain.participants import Attendance, Participant, attendance_name
from nettverk.domain.registry import Person
from nettverk.i18n import _
from nettverk.ui.common import shapes
from nettverk.ui.common.theme import in_force

_Index = QModelIndex | QPersistentModelIndex
ROW = Qt.ItemDataRole.UserRole
TARGET = 112
"""Width of a touch target, in pixels at 100 %."""
CHOICES = ("present", "late", "absent")
_SHAPES = {"present": "circle", "late": "triangle", "absent": "square"}


def choice_name(status: str) -> str:
    """The word on the button."""
    return {"present": _("Her"), "late": _("Senere"), "absent": _("Borte")}[status]


@dataclass(frozen=True, slots=True)
class Row:
    """A participant, or somebody in the register who is not on the list."""

    participant: Participant | None = None
    person: Person | None = None

    @property
    def name(self) -> str:
        """Whose row it is."""
        who = self.participant or self.person
        return who.name if who else ""

    @property
    def unit(self) -> str:
        """Where they work."""
        who = self.participant or self.person
        return who.unit_name if who else ""

    @property
    def status(self) -> Attendance | None:
        """Their attendance; None for those not on the list."""
        return self.participant.attendance if self.participant else None


class PeopleModel(QAbstractListModel):
    """Those who are found."""

    def __init__(self, parent: QWidget) -> None:
        super().__init__(parent)
        self.rows: list[Row] = []

    def rowCount(self, parent: _Index = QModelIndex()) -> int:  # noqa: B008 - Qt's own signature
        return 0 if parent.isValid() else len(self.rows)

    def data(self, index: _Index, role: int = 0) -> object:
        found_row = self.rows[index.row()]
        if role == ROW:
            return found_row
        if role in {Qt.ItemDataRole.DisplayRole, Qt.ItemDataRole.AccessibleTextRole}:
            status = attendance_name(found_row.status) if found_row.status else _("ikke påmeldt")
            return f"{found_row.name}, {found_row.unit}, {status}"
        return None

    def show(self, rows: list[Row]) -> None:
        if [r.name for r in rows] == [r.name for r in self.rows] and len(rows) == len(self.rows):
            self.rows = rows
            if rows:
                self.dataChanged.emit(self.index(0), self.index(len(rows) - 1))
            return
        self.beginResetModel()
        self.rows = rows
        self.endResetModel()


class PeopleDelegate(QStyledItemDelegate):
    """Name and unit at the left, three touch targets at the right; the one in force is filled and has its shape."""

    def sizeHint(self, option: QStyleOptionViewItem, index: _Index) -> QSize:
        return QSize(200, round(54 * in_force().growth))

    def paint(self, painter: QPainter, option: QStyleOptionViewItem, index: _Index) -> None:
        shown: Row = index.data(ROW)
        theme, rect = in_force(), QRectF(option.rect)
        painter.save()
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        if option.state & QStyle.StateFlag.State_Selected:
            painter.fillRect(rect, theme.colour("selection"))
        painter.setFont(theme.font(0, "semibold"))
        painter.setPen(theme.colour("ink"))
        line = rect.adjusted(12, 5, -3 * _wide(option.rect.width()) - 24, 0)
        flags = Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignTop
        painter.drawText(
            line, flags, painter.fontMetrics().elidedText(shown.name, Qt.TextElideMode.ElideRight, int(line.width()))
        )
        painter.setFont(theme.font(-1))
        painter.setPen(theme.colour("mute"))
        under = line.adjusted(0, theme.px(0) * 1.5, 0, 0)
        said = shown.unit if shown.status else _("{unit} · ikke påmeldt").format(unit=shown.unit)
        painter.drawText(
            under, flags, painter.fontMetrics().elidedText(said, Qt.TextElideMode.ElideRight, int(line.width()))
        )
        for status, box in targets(option.rect, shown):
            self._target(painter, QRectF(box), status, on=shown.status == status)
        painter.restore()

    @staticmethod
    def _target(painter: QPainter, box: QRectF, status: str, *, on: bool) -> None:
        theme = in_force()
        tone = {"present": "ok", "late": "warn", "absent": "stop"}.get(status, "accent")
        painter.setPen(QPen(theme.colour(tone if on else "edge"), 1.5 if on else 1))
        painter.setBrush(theme.colour("card"))
        painter.drawRoundedRect(box.adjusted(1, 1, -1, -1), 8, 8)
        small = box.width() < TARGET * 0.9 * theme.growth
        painter.setFont(theme.font(-1 if small else 0, "bold" if on else "regular"))
        painter.setPen(theme.colour(tone if on else "ink"))
        text = choice_name(status) if status in CHOICES else _("Legg til")
        painter.drawText(box.adjusted(14 if on and not small else 0, 0, 0, 0), Qt.AlignmentFlag.AlignCenter, text)
        if on and small:
            place = QRectF(box.center().x() - 4, box.y() + 5, 8, 8)
            shapes.paint(painter, place, _SHAPES[status], theme.colour(tone))
        elif on:
            wide = painter.fontMetrics().horizontalAdvance(text)
            place = QRectF(box.center().x() - wide / 2 - 12, box.center().y() - 6, 12, 12)
            shapes.paint(painter, place, _SHAPES[status], theme.colour(tone))


def _wide(row: int) -> int:
    """A touch target's width in a row so wide: the name comes first, and has at least as much as two targets."""
    growth = in_force().growth
    full = round(TARGET * growth)
    return full if row >= 5 * full else round(TARGET * 0.58 * growth)


def targets(rect: QRect, shown: Row) -> list[tuple[str, QRect]]:
    """Where one can press in a row: three choices, or one for somebody who is not on the list."""
    wide, high = _wide(rect.width()), rect.height() - 8
    if shown.participant is None:
        return [("add", QRect(rect.right() - wide - 8, rect.y() + 4, wide, high))]
    left = rect.right() - 3 * wide - 8
    return [(status, QRect(left + i * wide + 2, rect.y() + 4, wide - 4, high)) for i, status in enumerate(CHOICES)]


class PeopleList(QListView):
    """Where fingers press.

    Signals:
        marked: a Row and what was pressed on it.
    """

    marked = Signal(object, str)

    def mouseReleaseEvent(self, event: QMouseEvent) -> None:
        index = self.indexAt(event.position().toPoint())
        if index.isValid():
            shown: Row = index.data(ROW)
            for status, box in targets(self.visualRect(index), shown):
                if box.contains(event.position().toPoint()):
                    self.marked.emit(shown, status)
        super().mouseReleaseEvent(event)
