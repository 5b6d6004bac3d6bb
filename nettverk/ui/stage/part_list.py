"""The list of parts at the left of the presenter: what was, what is, what comes, with their times."""

from __future__ import annotations

from dataclasses import dataclass

from PySide6.QtCore import QAbstractListModel, QModelIndex, QPersistentModelIndex, QRectF, QSize, Qt, Signal
from PySide6.QtGui import QFontMetricsF, QPainter, QResizeEvent
from PySide6.QtWidgets import QFrame, QListView, QStyle, QStyledItemDelegate, QStyleOptionViewItem, QWidget

from nettverk.i18n import _
from nettverk.ui.common import shapes
from nettverk.ui.common.theme import in_force

_Index = QModelIndex | QPersistentModelIndex
ROW = Qt.ItemDataRole.UserRole
# Room for times beside the name, from most to none.
_LEVELS = ("00.00–00.00 ", "00.00  ", "")


@dataclass(frozen=True, slots=True)
class PartRow:
    """A part as the list shows it: actual or projected times, and the planned ones where they differ.

    Attributes:
        short: what it is called where the title has no room.
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

    @property
    def two_lines(self) -> bool:
        """Whether there is something under the title."""
        return bool(self.note or self.planned)

    @property
    def spoken(self) -> str:
        """What a screen reader says."""
        state = {"now": _("nå"), "done": _("ferdig"), "skipped": _("hoppet over")}.get(self.status, "")
        plan = _("planlagt {times}").format(times=self.planned) if self.planned else ""
        return ", ".join(word for word in (self.title, state, self.times, plan, self.note) if word)


class PartModel(QAbstractListModel):
    """The rows; only those that changed are told of."""

    def __init__(self, parent: QWidget) -> None:
        super().__init__(parent)
        self.shown: tuple[PartRow, ...] = ()

    def rowCount(self, parent: _Index = QModelIndex()) -> int:  # noqa: B008 - Qt's own signature
        """How many parts."""
        return 0 if parent.isValid() else len(self.shown)

    def data(self, index: _Index, role: int = 0) -> object:
        """The row itself, or its words."""
        row = self.shown[index.row()]
        if role == ROW:
            return row
        if role in {Qt.ItemDataRole.DisplayRole, Qt.ItemDataRole.AccessibleTextRole}:
            return row.spoken
        return None

    def show(self, rows: tuple[PartRow, ...]) -> None:
        """Other rows."""
        if len(rows) != len(self.shown):
            self.beginResetModel()
            self.shown = rows
            self.endResetModel()
            return
        before, self.shown = self.shown, rows
        for i, (old, new) in enumerate(zip(before, rows, strict=True)):
            if old != new:
                self.dataChanged.emit(self.index(i), self.index(i))


class _Look(QStyledItemDelegate):
    """Shape, title, times and a small line; the part we are in stands on white with its hue at the edge."""

    def __init__(self, parts: PartList) -> None:
        super().__init__(parts)
        self._list = parts

    def sizeHint(self, option: QStyleOptionViewItem, index: _Index) -> QSize:
        """Two lines need more."""
        row: PartRow = index.data(ROW)
        theme = in_force()
        two = row.two_lines or self._list.level == 2
        return QSize(200, round(theme.px(0) * (2.0 if two else 1.7) + theme.px(-1) * (1.75 if two else 0.6)))

    def paint(self, painter: QPainter, option: QStyleOptionViewItem, index: _Index) -> None:
        """Draw one part."""
        row: PartRow = index.data(ROW)
        theme, rect = in_force(), QRectF(option.rect)
        painter.save()
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        now = row.status == "now"
        if now:
            painter.fillRect(rect, theme.colour("card"))
            painter.fillRect(QRectF(rect.x(), rect.y(), 4, rect.height()), theme.part(row.number))
        if option.state & QStyle.StateFlag.State_HasFocus:
            painter.setPen(theme.colour("focus"))
            painter.drawRect(rect.adjusted(1, 1, -2, -2))
        side = theme.px(0) * 1.25
        tight = rect.width() < 290
        pad = theme.space(1.5 if tight else 3)
        line = QRectF(rect.x() + pad, rect.y() + theme.px(0) * 0.4, rect.width() - pad * 2, theme.px(0) * 1.5)
        if row.number:
            place = QRectF(line.x(), line.center().y() - side / 2, side, side)
            shapes.paint(painter, place, shapes.part_shape(row.number), theme.part(row.number), row.status != "ahead")
        left = side + theme.space(1 if tight else 2)
        muted = row.status in {"done", "skipped"}
        painter.setFont(theme.font(0, "bold" if now else "regular"))
        painter.setPen(theme.colour("mute" if muted else "ink"))
        level = self._list.level
        times = painter.fontMetrics().horizontalAdvance(_LEVELS[level])
        room = int(line.width() - left - times)
        fits = painter.fontMetrics().horizontalAdvance(row.title) <= room
        title = row.title if fits or not row.short else row.short
        title = painter.fontMetrics().elidedText(title, Qt.TextElideMode.ElideRight, room)
        painter.drawText(
            line.adjusted(left, 0, 0, 0), Qt.AlignmentFlag.AlignVCenter | Qt.AlignmentFlag.AlignLeft, title
        )
        under = QRectF(line.x() + left, line.bottom() + 1, line.width() - left, theme.px(-1) * 1.5)
        painter.setFont(theme.font(-1))
        painter.setPen(theme.colour("ink" if now else "mute"))
        # Where the titles need the room, the start is enough: the next line has the end.
        shown = row.times.split("–", 1)[0] if level == 1 or (level and row.note) else row.times
        painter.drawText(
            under if level == 2 else line, Qt.AlignmentFlag.AlignVCenter | Qt.AlignmentFlag.AlignRight, shown
        )
        taken = painter.fontMetrics().horizontalAdvance(f"{shown}  ") if level == 2 else 0
        if row.planned and level < 2:
            painter.setPen(theme.colour("mute"))
            narrow = level or under.width() < theme.px(-1) * 19
            plan = _("plan {times}").format(times=row.planned.split("–", 1)[0] if narrow else row.planned)
            painter.drawText(under, Qt.AlignmentFlag.AlignVCenter | Qt.AlignmentFlag.AlignRight, plan)
            taken = painter.fontMetrics().horizontalAdvance(f"{plan}  ")
        if row.note:
            painter.setFont(theme.font(-1, "semibold" if row.tone else "regular"))
            painter.setPen(theme.colour(row.tone or "mute"))
            note = painter.fontMetrics().elidedText(row.note, Qt.TextElideMode.ElideRight, int(under.width() - taken))
            painter.drawText(under, Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignVCenter, note)
        painter.restore()


class PartList(QListView):
    """The parts; Enter or a double click goes to one. It is reached with Tab and never takes the focus by itself.

    Signals:
        chosen: id of a part to go to.
    """

    chosen = Signal(str)

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.rows = PartModel(self)
        self.setModel(self.rows)
        self.setItemDelegate(_Look(self))
        self.setFrameShape(QFrame.Shape.NoFrame)
        self.setFocusPolicy(Qt.FocusPolicy.TabFocus)
        self.setSelectionMode(QListView.SelectionMode.NoSelection)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.setAccessibleName(_("Delene i dag"))
        self.setToolTip(_("Dobbeltklikk for å gå til en del"))
        self._laid = (0.0, 0)
        self._level: tuple[object, int] = (None, 0)
        self.activated.connect(self._activated)

    def show_rows(self, rows: tuple[PartRow, ...]) -> None:
        """Other rows; the part we are in is kept in sight."""
        before = self._now(self.rows.shown)
        higher = [row.two_lines for row in self.rows.shown] != [row.two_lines for row in rows]
        self.rows.show(rows)
        if higher or self._laid != (in_force().scale, self.level):
            self._lay()
        if self._now(rows) not in {before, -1}:
            self.scrollTo(self.rows.index(self._now(rows)), QListView.ScrollHint.EnsureVisible)

    def _lay(self) -> None:
        self._laid = (in_force().scale, self.level)
        self.doItemsLayout()  # Qt keeps the heights it knew

    def resizeEvent(self, event: QResizeEvent) -> None:
        """In another width the times may stand elsewhere."""
        super().resizeEvent(event)
        if self._laid[1] != self.level:
            self._lay()
        if (now := self._now(self.rows.shown)) >= 0:
            self.scrollTo(self.rows.index(now), QListView.ScrollHint.EnsureVisible)

    @property
    def level(self) -> int:
        """How the names get room: 0 beside start and end, 1 beside the start alone, 2 above it."""
        theme, wide = in_force(), self.viewport().width()
        names = tuple(min(row.title, row.short or row.title, key=len) for row in self.rows.shown)
        key = (names, wide, theme.scale)
        if self._level[0] != key:
            bold = QFontMetricsF(theme.font(0, "bold"))
            tight = wide < 290
            pad = theme.space(1.5 if tight else 3) * 2 + theme.px(0) * 1.25 + theme.space(1 if tight else 2)
            longest = max((bold.horizontalAdvance(name) for name in names), default=0.0)
            fits = (longest <= wide - pad - bold.horizontalAdvance(times) for times in _LEVELS)
            self._level = (key, next((level for level, fit in enumerate(fits) if fit), 2))
        return self._level[1]

    @staticmethod
    def _now(rows: tuple[PartRow, ...]) -> int:
        return next((i for i, row in enumerate(rows) if row.status == "now"), -1)

    def _activated(self, index: QModelIndex) -> None:
        self.chosen.emit(self.rows.shown[index.row()].part_id)
