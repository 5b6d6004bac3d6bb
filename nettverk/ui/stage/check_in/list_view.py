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
CHOICES = (Attendance.PRESENT, Attendance.LATE, Attendance.ABSENT)
"""What can be said of a participant, as the touch targets stand from left to right."""
_SHAPES = {Attendance.PRESENT: "circle", Attendance.LATE: "triangle", Attendance.ABSENT: "square"}
_TONES = {Attendance.PRESENT: "ok", Attendance.LATE: "warn", Attendance.ABSENT: "stop"}


def choice_name(status: Attendance | None) -> str:
    """The word on a touch target; None is the one that puts somebody on the list."""
    match status:
        case Attendance.PRESENT:
            return _("Her")
        case Attendance.LATE:
            return _("Senere")
        case Attendance.ABSENT:
            return _("Borte")
        case _:
            return _("Legg til")


@dataclass(frozen=True, slots=True)
class FoundPerson:
    """Somebody who is found: a participant, or a person of the register who is not on the list."""

    participant: Participant | None = None
    person: Person | None = None

    @property
    def name(self) -> str:
        """Whose row it is, given name first."""
        who = self.participant or self.person
        return who.name if who else ""

    @property
    def unit(self) -> str:
        """The name of the unit where they work."""
        who = self.participant or self.person
        return who.unit_name if who else ""

    @property
    def where(self) -> str:
        """Their unit, and when they are there where it is not the whole day: «PPT · går 12.00»."""
        hours = self.participant.hours if self.participant else ""
        return " · ".join(word for word in (self.unit, hours) if word)

    @property
    def status(self) -> Attendance | None:
        """Their attendance; None for those not on the list."""
        return self.participant.attendance if self.participant else None


class PeopleModel(QAbstractListModel):
    """Those who fit what is typed, each as a ``FoundPerson``."""

    def __init__(self, parent: QWidget) -> None:
        super().__init__(parent)
        self.rows: list[FoundPerson] = []

    def rowCount(self, parent: _Index = QModelIndex()) -> int:  # noqa: B008 - Qt's own signature
        """One row for each person who fits what is typed."""
        return 0 if parent.isValid() else len(self.rows)

    def data(self, index: _Index, role: int = 0) -> object:
        """The person, or name, unit and attendance in words."""
        person = self.rows[index.row()]
        if role == ROW:
            return person
        if role in {Qt.ItemDataRole.DisplayRole, Qt.ItemDataRole.AccessibleTextRole}:
            status = attendance_name(person.status) if person.status else _("ikke påmeldt")
            hours = f", {person.participant.hours}" if person.participant and person.participant.hours else ""
            return f"{person.name}, {person.unit}{hours}, {status}"
        return None

    def show(self, rows: list[FoundPerson]) -> None:
        """Show others; the same people with another attendance stay where they are, under the finger."""
        if [person.name for person in rows] == [person.name for person in self.rows]:
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
        """As high as a fingertip is wide."""
        return QSize(200, round(54 * in_force().growth))

    def paint(self, painter: QPainter, option: QStyleOptionViewItem, index: _Index) -> None:
        """Draw a person and the touch targets."""
        person: FoundPerson = index.data(ROW)
        theme, rect = in_force(), QRectF(option.rect)
        painter.save()
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        if option.state & QStyle.StateFlag.State_Selected:
            painter.fillRect(rect, theme.colour("selection"))
        painter.setFont(theme.font(0, "semibold"))
        painter.setPen(theme.colour("ink"))
        line = rect.adjusted(12, 5, -3 * _target_width(option.rect.width()) - 24, 0)
        flags = Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignTop
        painter.drawText(
            line, flags, painter.fontMetrics().elidedText(person.name, Qt.TextElideMode.ElideRight, int(line.width()))
        )
        painter.setFont(theme.font(-1))
        painter.setPen(theme.colour("mute"))
        under = line.adjusted(0, theme.px(0) * 1.5, 0, 0)
        unit = person.where if person.status else _("{unit} · ikke påmeldt").format(unit=person.unit)
        painter.drawText(
            under, flags, painter.fontMetrics().elidedText(unit, Qt.TextElideMode.ElideRight, int(line.width()))
        )
        for status, box in targets(option.rect, person):
            self._draw_target(painter, QRectF(box), status, on=status is not None and person.status == status)
        painter.restore()

    @staticmethod
    def _draw_target(painter: QPainter, box: QRectF, status: Attendance | None, *, on: bool) -> None:
        theme = in_force()
        tone = "accent" if status is None else _TONES[status]
        painter.setPen(QPen(theme.colour(tone if on else "edge"), 1.5 if on else 1))
        painter.setBrush(theme.colour("card"))
        painter.drawRoundedRect(box.adjusted(1, 1, -1, -1), 8, 8)
        small = box.width() < TARGET * 0.9 * theme.growth
        painter.setFont(theme.font(-1 if small else 0, "bold" if on else "regular"))
        painter.setPen(theme.colour(tone if on else "ink"))
        text = choice_name(status)
        painter.drawText(box.adjusted(14 if on and not small else 0, 0, 0, 0), Qt.AlignmentFlag.AlignCenter, text)
        if status is None or not on:
            return
        if small:
            place = QRectF(box.center().x() - 4, box.y() + 5, 8, 8)
            shapes.paint(painter, place, _SHAPES[status], theme.colour(tone))
        else:
            width = painter.fontMetrics().horizontalAdvance(text)
            place = QRectF(box.center().x() - width / 2 - 12, box.center().y() - 6, 12, 12)
            shapes.paint(painter, place, _SHAPES[status], theme.colour(tone))


def _target_width(row_width: int) -> int:
    """How wide a touch target is: the name comes first, and has at least as much room as two targets."""
    growth = in_force().growth
    full = round(TARGET * growth)
    return full if row_width >= 5 * full else round(TARGET * 0.58 * growth)


def targets(rect: QRect, person: FoundPerson) -> list[tuple[Attendance | None, QRect]]:
    """Where one can press in a row: three choices, or one (None) for somebody who is not on the list."""
    width, height = _target_width(rect.width()), rect.height() - 8
    if person.participant is None:
        return [(None, QRect(rect.right() - width - 8, rect.y() + 4, width, height))]
    left = rect.right() - 3 * width - 8
    return [(status, QRect(left + i * width + 2, rect.y() + 4, width - 4, height)) for i, status in enumerate(CHOICES)]


class PeopleList(QListView):
    """The list of those who are found, large enough for fingers.

    Signals:
        marked: a FoundPerson, and the Attendance that was pressed (None: put on the list).
    """

    marked = Signal(object, object)

    def mouseReleaseEvent(self, event: QMouseEvent) -> None:
        """Tell which touch target was pressed; on release, so that a finger can slide off one it did not mean."""
        index = self.indexAt(event.position().toPoint())
        if index.isValid():
            person: FoundPerson = index.data(ROW)
            for status, box in targets(self.visualRect(index), person):
                if box.contains(event.position().toPoint()):
                    self.marked.emit(person, status)
        super().mouseReleaseEvent(event)
