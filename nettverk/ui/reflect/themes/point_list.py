"""The points at hand: those that are not placed, or those of the theme that is open; one chosen, or many."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from PySide6.QtCore import (
    QAbstractListModel,
    QItemSelection,
    QItemSelectionModel,
    QMimeData,
    QModelIndex,
    QPersistentModelIndex,
    QPointF,
    QRect,
    QRectF,
    QSize,
    Qt,
    Signal,
)
from PySide6.QtGui import (
    QDragEnterEvent,
    QDragMoveEvent,
    QDropEvent,
    QFont,
    QFontMetrics,
    QKeyEvent,
    QPainter,
    QPen,
    QTextLayout,
    QTextOption,
)
from PySide6.QtWidgets import QAbstractItemView, QListView, QStyle, QStyledItemDelegate, QStyleOptionViewItem, QWidget

from nettverk.domain.themes import Point, Voice
from nettverk.i18n import _, language, quoted
from nettverk.services import tags
from nettverk.ui.common.literal import as_typed
from nettverk.ui.common.theme import in_force
from nettverk.ui.reflect.themes.dragged import POINTS, carried, keys_in

_Index = QModelIndex | QPersistentModelIndex
_ROLE = Qt.ItemDataRole.UserRole
_LINES = 2


def tag_names(chosen: Sequence[str]) -> list[str]:
    """The names of tags, in the wheel's order."""
    if not chosen:
        return []
    wheel = tags.wheel(language())
    return [wheel.name(tag) for tag in wheel.in_order(chosen)]


class PointModel(QAbstractListModel):
    """Points in order; ``fits`` has the number of the theme that each one seems to belong to."""

    def __init__(self, parent: QWidget) -> None:
        super().__init__(parent)
        self.points: tuple[Point, ...] = ()
        self.voices: Mapping[str, Voice] = {}
        self.fits: Mapping[str, str] = {}

    def show(self, points: Sequence[Point], voices: Mapping[str, Voice], fits: Mapping[str, str]) -> bool:
        """Show these; returns whether they are others than those that were shown."""
        points = tuple(points)
        other = [point.key for point in points] != [point.key for point in self.points]
        if other:
            self.beginResetModel()
        self.points, self.voices, self.fits = points, voices, fits
        if other:
            self.endResetModel()
        elif points:
            self.dataChanged.emit(self.index(0), self.index(len(points) - 1))
        return other

    def rowCount(self, parent: _Index = QModelIndex()) -> int:  # noqa: B008 - as Qt declares it
        return 0 if parent.isValid() else len(self.points)

    def data(self, index: _Index, role: int = Qt.ItemDataRole.DisplayRole) -> object:
        """The words; the table and what it is like as well for screen readers."""
        if not 0 <= index.row() < len(self.points):
            return None
        point = self.points[index.row()]
        if role == _ROLE:
            return point
        if role == Qt.ItemDataRole.ToolTipRole:
            return as_typed(point.text)
        if role in {Qt.ItemDataRole.DisplayRole, Qt.ItemDataRole.AccessibleTextRole}:
            return ". ".join(word for word in (point.text, self.voice(point), *self.notes(point)) if word)
        return None

    def voice(self, point: Point) -> str:
        """«Bord 7»."""
        voice = self.voices.get(point.voice)
        return voice.name if voice else ""

    def notes(self, point: Point) -> tuple[str, ...]:
        """What is noted beside it, in words."""
        fit = self.fits.get(point.key, "")
        words = (
            _("sitat") if point.mark.quote else "",
            point.mark.role_words,
            *tag_names(point.mark.tags),
            _("ligner tema {n}").format(n=fit) if fit else "",
        )  # fmt: skip
        return tuple(word for word in words if word)

    def flags(self, index: _Index) -> Qt.ItemFlag:
        flags = Qt.ItemFlag.ItemIsEnabled | Qt.ItemFlag.ItemIsSelectable
        return flags | Qt.ItemFlag.ItemIsDragEnabled if index.isValid() else flags

    def mimeTypes(self) -> list[str]:
        return [POINTS]

    def mimeData(self, indexes: Sequence[QModelIndex]) -> QMimeData:
        """What is dragged: the points themselves, wherever they are put down."""
        return carried([self.points[index.row()].key for index in sorted(indexes, key=QModelIndex.row)])

    def supportedDropActions(self) -> Qt.DropAction:
        return Qt.DropAction.MoveAction


class _Painted(QStyledItemDelegate):
    """Two lines of what was said, the table beside it, and a dashed ring with the number of the theme it is like."""

    def sizeHint(self, option: QStyleOptionViewItem, index: _Index) -> QSize:
        theme = in_force()
        return QSize(200, round(QFontMetrics(theme.font(0)).lineSpacing() * _LINES) + theme.space(1.5))

    def paint(self, painter: QPainter, option: QStyleOptionViewItem, index: _Index) -> None:
        """Draw one point; one that is chosen lies on its own colour, and the one at hand has a ring around it."""
        model, point = index.model(), index.data(_ROLE)
        if not isinstance(model, PointModel) or not isinstance(point, Point):
            return
        theme = in_force()
        painter.save()
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        area = QRectF(option.rect).adjusted(1.5, 1.5, -1.5, -1.5)
        if option.state & QStyle.StateFlag.State_Selected:
            painter.setPen(Qt.PenStyle.NoPen)
            painter.setBrush(theme.colour("selection"))
            painter.drawRoundedRect(area, 6, 6)
        else:
            painter.setPen(theme.colour("line"))
            painter.drawLine(QPointF(area.left(), option.rect.bottom()), QPointF(area.right(), option.rect.bottom()))
        if option.state & QStyle.StateFlag.State_HasFocus:
            painter.setPen(QPen(theme.colour("focus"), 2))
            painter.setBrush(Qt.BrushStyle.NoBrush)
            painter.drawRoundedRect(area, 6, 6)
        beside = QFontMetrics(theme.font(-1)).horizontalAdvance("Bord 888") + 4
        inner = option.rect.adjusted(10, 4, -10, -4)
        self._words(painter, point, inner.adjusted(0, 0, -beside - 8, 0))
        self._beside(painter, model, point, QRect(inner.right() - beside, inner.top(), beside, inner.height()))
        painter.restore()

    def _words(self, painter: QPainter, point: Point, room: QRect) -> None:
        theme = in_force()
        text = quoted(point.text) if point.mark.quote else point.text
        painter.setPen(theme.colour("ink"))
        lines = elided_lines(text, theme.font(0), room.width(), _LINES)
        metrics = QFontMetrics(theme.font(0))
        y = room.top() + (room.height() - metrics.lineSpacing() * len(lines)) // 2 + metrics.ascent()
        painter.setFont(theme.font(0))
        for line in lines:
            painter.drawText(QPointF(room.left(), y), line)
            y += metrics.lineSpacing()

    def _beside(self, painter: QPainter, model: PointModel, point: Point, room: QRect) -> None:
        theme = in_force()
        painter.setFont(theme.font(-1))
        painter.setPen(theme.colour("mute"))
        metrics = QFontMetrics(theme.font(-1))
        fit = model.fits.get(point.key, "")
        under = ", ".join(word for word in (point.mark.role_words, *tag_names(point.mark.tags)) if word)
        rows = 2 if fit or under else 1
        top = room.top() + (room.height() - rows * metrics.lineSpacing()) // 2
        right = Qt.AlignmentFlag.AlignRight | Qt.AlignmentFlag.AlignVCenter
        line = QRect(room.left(), top, room.width(), metrics.lineSpacing())
        painter.drawText(line, right, metrics.elidedText(model.voice(point), Qt.TextElideMode.ElideRight, room.width()))
        line.translate(0, metrics.lineSpacing())
        if fit:
            words = f"→ {fit}"
            painter.setPen(theme.colour("accent"))
            painter.setFont(theme.font(-1, "semibold"))
            painter.drawText(line, right, words)
        elif under:
            painter.drawText(line, right, metrics.elidedText(under, Qt.TextElideMode.ElideRight, room.width()))


def elided_lines(text: str, font: QFont, width: int, most: int) -> list[str]:
    """A text on as many lines as it may have; three dots where there is more of it."""
    metrics = QFontMetrics(font)
    layout = QTextLayout(text, font)
    option = QTextOption()
    option.setWrapMode(QTextOption.WrapMode.WrapAtWordBoundaryOrAnywhere)
    layout.setTextOption(option)
    layout.beginLayout()
    lines: list[str] = []
    while True:
        line = layout.createLine()
        if not line.isValid():
            break
        line.setLineWidth(max(1, width))
        if len(lines) == most - 1:
            lines.append(metrics.elidedText(text[line.textStart() :], Qt.TextElideMode.ElideRight, max(1, width)))
            break
        lines.append(text[line.textStart() : line.textStart() + line.textLength()].rstrip())
    layout.endLayout()
    return lines


class PointList(QListView):
    """The points as one sees them. Arrows move, Shift adds, and what is chosen can be dragged.

    Signals:
        pressed_key: a key that may mean something; ``event.accept()`` says that it did.
        moved: another point is at hand, or others are chosen.
        dropped: keys of points that were put down here.
    """

    pressed_key = Signal(object)
    moved = Signal()
    dropped = Signal(list)

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.told = PointModel(self)
        self.setModel(self.told)
        self._painted = _Painted(self)
        self.setItemDelegate(self._painted)
        self.setUniformItemSizes(True)
        self.setSelectionMode(QAbstractItemView.SelectionMode.ExtendedSelection)
        self.setDragEnabled(True)
        self.setAcceptDrops(True)
        self.setDropIndicatorShown(False)
        self.setDefaultDropAction(Qt.DropAction.MoveAction)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.setVerticalScrollMode(QAbstractItemView.ScrollMode.ScrollPerPixel)
        self.selectionModel().selectionChanged.connect(lambda _now, _before: self.moved.emit())
        self.selectionModel().currentChanged.connect(lambda _now, _before: self.moved.emit())

    def show_points(self, points: Sequence[Point], voices: Mapping[str, Voice], fits: Mapping[str, str]) -> None:
        """Show these; what was chosen stays so, and where it has gone the next one is at hand."""
        row, chosen = self.currentIndex().row(), set(self.chosen())
        here = self.at_hand()
        if not self.told.show(points, voices, fits):
            return
        keys = [point.key for point in points]
        if here is not None and here.key in keys:
            row = keys.index(here.key)
        if not keys:
            self.moved.emit()
            return
        kept = QItemSelection()
        for place, key in enumerate(keys):
            if key in chosen:
                kept.select(self.told.index(place), self.told.index(place))
        current = self.told.index(max(0, min(row, len(keys) - 1)))
        self.selectionModel().setCurrentIndex(current, QItemSelectionModel.SelectionFlag.NoUpdate)
        if kept.isEmpty():
            kept.select(current, current)
        self.selectionModel().select(kept, QItemSelectionModel.SelectionFlag.ClearAndSelect)
        self.scrollTo(current)

    def at_hand(self) -> Point | None:
        """The point that the keys are at."""
        point = self.currentIndex().data(_ROLE)
        return point if isinstance(point, Point) else None

    def chosen(self) -> list[str]:
        """The keys of the points that are chosen, in order; of the one at hand where none is."""
        rows = sorted(index.row() for index in self.selectionModel().selectedRows())
        keys = [self.told.points[row].key for row in rows if row < len(self.told.points)]
        here = self.at_hand()
        return keys or ([here.key] if here is not None else [])

    def choose_too(self, keys: set[str]) -> None:
        """Choose these as well, with what is chosen already."""
        more = QItemSelection()
        for place, point in enumerate(self.told.points):
            if point.key in keys:
                more.select(self.told.index(place), self.told.index(place))
        self.selectionModel().select(more, QItemSelectionModel.SelectionFlag.Select)

    def dress(self) -> None:
        """Row heights for the text size in force."""
        self.scheduleDelayedItemsLayout()

    def keyPressEvent(self, event: QKeyEvent) -> None:
        event.ignore()
        self.pressed_key.emit(event)
        if not event.isAccepted():
            super().keyPressEvent(event)

    def dragEnterEvent(self, event: QDragEnterEvent) -> None:
        self._may_land(event)

    def dragMoveEvent(self, event: QDragMoveEvent) -> None:
        self._may_land(event)

    def _may_land(self, event: QDragEnterEvent | QDragMoveEvent) -> None:
        if keys_in(event.mimeData()) and event.source() is not self:
            event.acceptProposedAction()
        else:
            event.ignore()

    def dropEvent(self, event: QDropEvent) -> None:
        """Points from a theme are put back here."""
        keys = keys_in(event.mimeData())
        if keys and event.source() is not self:
            event.acceptProposedAction()
            self.dropped.emit(keys)
