"""The list of sheets: title, and who fills it in and how long it takes."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import QAbstractListModel, QModelIndex, QRect, QSize, Qt
from PySide6.QtGui import QFontMetrics, QPainter
from PySide6.QtWidgets import QStyleOptionViewItem, QWidget

from nettverk.domain.sheets.definition import kind_name, who_name
from nettverk.domain.sheets.library import Shelved
from nettverk.i18n import _
from nettverk.ui.common.literal import as_typed
from nettverk.ui.common.row_list import Index, RowLine, RowList
from nettverk.ui.common.theme import in_force

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

    def sheet(self, index: Index) -> Shelved | None:
        """The sheet on a line; None outside the list."""
        return self.sheets[index.row()] if index.isValid() and index.row() < len(self.sheets) else None

    def row_of(self, sheet_id: str) -> int:
        """The line a sheet stands on; -1 where it is not among them."""
        return next((row for row, sheet in enumerate(self.sheets) if sheet.id == sheet_id), -1)

    def rowCount(self, parent: Index = _NONE) -> int:
        return 0 if parent.isValid() else len(self.sheets)

    def data(self, index: Index, role: int = _ROLE.DisplayRole) -> object:
        """Texts, also for those who do not see them."""
        sheet = self.sheet(index)
        if sheet is None:
            return None
        if role == _ROLE.DisplayRole:
            return sheet.title
        if role == _ROLE.AccessibleTextRole:
            return f"{sheet.title}. {about(sheet)}"
        if role == _ROLE.ToolTipRole:
            kind = _("Arbeidsmåte") if sheet.method else kind_name(sheet.kind)
            return as_typed(f"{sheet.title} · {kind}")
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


class ShelfList(RowList):
    """The list itself; each sheet is shown as one comes to it."""

    def __init__(self, model: ShelfModel, parent: QWidget | None = None) -> None:
        super().__init__(model, _SheetLine(model), _("Arkene"), parent)
        self.setContextMenuPolicy(Qt.ContextMenuPolicy.CustomContextMenu)


class _SheetLine(RowLine):
    """Two lines: the title, and who fills it in."""

    def __init__(self, model: ShelfModel) -> None:
        super().__init__()
        self._model = model

    def sizeHint(self, option: QStyleOptionViewItem, index: Index) -> QSize:
        theme = in_force()
        heights = QFontMetrics(theme.font(0, "semibold")).height() + QFontMetrics(theme.font(-1)).height()
        return QSize(200, heights + theme.space(2))

    def draw(self, painter: QPainter, rect: QRect, index: Index, *, chosen: bool) -> None:
        theme, sheet = in_force(), self._model.sheet(index)
        if sheet is None:
            return
        first, second = theme.font(0, "semibold"), theme.font(-1)
        height = QFontMetrics(first).height()
        painter.setFont(first)
        painter.setPen(theme.colour("ink"))
        title = QFontMetrics(first).elidedText(sheet.title, Qt.TextElideMode.ElideRight, rect.width())
        left = Qt.AlignmentFlag.AlignLeft
        painter.drawText(QRect(rect.left(), rect.top(), rect.width(), height), left, title)
        painter.setFont(second)
        painter.setPen(theme.colour("ink" if chosen else "mute"))
        below = QRect(rect.left(), rect.top() + height, rect.width(), rect.height() - height)
        words = QFontMetrics(second).elidedText(about(sheet), Qt.TextElideMode.ElideRight, rect.width())
        painter.drawText(below, left, words)
