"""The list of sheets: title, and who fills it in and how long it takes."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import QAbstractListModel, QModelIndex, QPersistentModelIndex, QRect, QSize, Qt
from PySide6.QtGui import QFontMetrics, QPainter, QPalette
from PySide6.QtWidgets import QListView, QStyle, QStyledItemDelegate, QStyleOptionViewItem, QWidget

from nettverk.domain.sheets.definition import kind_name, who_name
from nettverk.domain.sheets.library import Shelved
from nettverk.i18n import _
from nettverk.ui.common.literal import as_typed
from nettverk.ui.common.theme import in_force

_Index = QModelIndex | QPersistentModelIndex
_ROLE = Qt.ItemDataRole
_NONE = QModelIndex()


class ShelfModel(QAbstractListModel):
    """The sheets that are found, in order."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.sheets: tuple[Shelved, ...] = ()

    def show(self, sheets: Sequence[Shelved]) -> None:
        """Show these sheets; the same ones in the same order keep what is chosen."""
        if [sheet.id for sheet in sheets] == [sheet.id for sheet in self.sheets]:
            self.sheets = tuple(sheets)
            if sheets:
                self.dataChanged.emit(self.index(0), self.index(len(sheets) - 1))
            return
        self.beginResetModel()
        self.sheets = tuple(sheets)
        self.endResetModel()

    def sheet(self, index: _Index) -> Shelved | None:
        """The sheet on a line; None outside the list."""
        return self.sheets[index.row()] if index.isValid() and index.row() < len(self.sheets) else None

    def row_of(self, sheet_id: str) -> int:
        """The line a sheet stands on; -1 where it is not among them."""
        return next((row for row, sheet in enumerate(self.sheets) if sheet.id == sheet_id), -1)

    def rowCount(self, parent: _Index = _NONE) -> int:
        return 0 if parent.isValid() else len(self.sheets)

    def data(self, index: _Index, role: int = _ROLE.DisplayRole) -> object:
        """Texts, also for those who do not see them."""
        sheet = self.sheet(index)
        if sheet is None:
            return None
        if role == _ROLE.DisplayRole:
            return sheet.title
        if role == _ROLE.AccessibleTextRole:
            return f"{sheet.title}. {about(sheet)}"
        if role == _ROLE.ToolTipRole:
            return as_typed(f"{sheet.title} · {_('Arbeidsmåte') if sheet.method else kind_name(sheet.kind)}")
        return None


def about(sheet: Shelved) -> str:
    """«Ved bordet · 20 min · laget hos oss», the line under a title."""
    words = [_("Arbeidsmåte") if sheet.method else who_name(sheet.rounds[0])]
    if sheet.minutes:
        words.append(_("{minutes} min").format(minutes=sheet.minutes))
    if sheet.audience:
        words.append(sheet.audience)
    if sheet.own:
        words.append(_("laget hos oss"))
    return " · ".join(words)


class ShelfList(QListView):
    """The list itself; arrow keys go from sheet to sheet, and each is shown as one comes to it."""

    def __init__(self, model: ShelfModel, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setModel(model)
        self.setItemDelegate(_SheetLine(model, self))
        self.setAccessibleName(_("Arkene"))
        self.setUniformItemSizes(True)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.setVerticalScrollMode(QListView.ScrollMode.ScrollPerPixel)
        self.setEditTriggers(QListView.EditTrigger.NoEditTriggers)
        self.setContextMenuPolicy(Qt.ContextMenuPolicy.CustomContextMenu)
        self.setMouseTracking(True)


class _SheetLine(QStyledItemDelegate):
    """Two lines and a hairline; the chosen one has the accent at its edge."""

    def __init__(self, model: ShelfModel, parent: QWidget) -> None:
        super().__init__(parent)
        self._model = model

    def sizeHint(self, option: QStyleOptionViewItem, index: _Index) -> QSize:
        theme = in_force()
        heights = QFontMetrics(theme.font(0, "semibold")).height() + QFontMetrics(theme.font(-1)).height()
        return QSize(200, heights + theme.space(2))

    def paint(self, painter: QPainter, option: QStyleOptionViewItem, index: _Index) -> None:
        theme, sheet = in_force(), self._model.sheet(index)
        if sheet is None:
            return
        painter.save()
        self.initStyleOption(option, index)
        option.text = ""
        option.widget.style().drawControl(QStyle.ControlElement.CE_ItemViewItem, option, painter, option.widget)
        chosen = bool(option.state & QStyle.StateFlag.State_Selected)
        if chosen:
            edge = QRect(option.rect.left(), option.rect.top(), 3, option.rect.height())
            painter.fillRect(edge, theme.colour("accent"))
        rect: QRect = option.rect.adjusted(12, theme.space(1), -12, -theme.space(1))
        first, second = theme.font(0, "semibold"), theme.font(-1)
        height = QFontMetrics(first).height()
        painter.setFont(first)
        painter.setPen(option.palette.color(QPalette.ColorRole.Text))
        title = QFontMetrics(first).elidedText(sheet.title, Qt.TextElideMode.ElideRight, rect.width())
        left = Qt.AlignmentFlag.AlignLeft
        painter.drawText(QRect(rect.left(), rect.top(), rect.width(), height), left, title)
        painter.setFont(second)
        painter.setPen(theme.colour("ink" if chosen else "mute"))
        below = QRect(rect.left(), rect.top() + height, rect.width(), rect.height() - height)
        words = QFontMetrics(second).elidedText(about(sheet), Qt.TextElideMode.ElideRight, rect.width())
        painter.drawText(below, left, words)
        painter.setPen(theme.colour("line"))
        painter.drawLine(option.rect.bottomLeft(), option.rect.bottomRight())
        painter.restore()
