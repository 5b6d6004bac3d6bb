"""The list of documents: what each is for, how many pages it has, or that something is missing first."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

from PySide6.QtCore import QAbstractListModel, QModelIndex, QPersistentModelIndex, QRect, QSize, Qt
from PySide6.QtGui import QFontMetrics, QPainter, QPalette
from PySide6.QtWidgets import QListView, QStyle, QStyledItemDelegate, QStyleOptionViewItem, QWidget

from nettverk.i18n import _, _n
from nettverk.services import handouts
from nettverk.ui.common.theme import in_force

_Index = QModelIndex | QPersistentModelIndex
_ROLE = Qt.ItemDataRole


@dataclass(frozen=True, slots=True)
class Entry:
    """One line: a document, or a heading over some (``kind`` empty)."""

    kind: str
    text: str
    about: str = ""


class Catalogue(QAbstractListModel):
    """All documents under two headings, with page counts as they become known."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.entries: list[Entry] = []
        self.pages: dict[str, int] = {}
        self.missing: dict[str, str] = {}
        self.retranslate()

    def retranslate(self) -> None:
        """Set all texts in the language of the windows."""
        self.beginResetModel()
        before = [Entry(kind, handouts.kind_name(kind), handouts.kind_about(kind)) for kind in handouts.BEFORE]
        after = [
            Entry(kind, handouts.kind_name(kind), handouts.kind_about(kind))
            for kind in handouts.KINDS
            if kind not in handouts.BEFORE
        ]
        self.entries = [Entry("", _("Før samlingen")), *before, Entry("", _("Etter samlingen")), *after]
        self.endResetModel()

    def show(self, pages: Mapping[str, int], missing: Mapping[str, str]) -> None:
        """Other counts."""
        self.pages, self.missing = dict(pages), dict(missing)
        self.dataChanged.emit(self.index(0), self.index(len(self.entries) - 1))

    def row_of(self, kind: str) -> int:
        """Where a document stands."""
        return next((row for row, entry in enumerate(self.entries) if entry.kind == kind), -1)

    def count_text(self, kind: str) -> str:
        """«15 sider», or nothing while it is being made or cannot be."""
        return _n("{n} side", "{n} sider", self.pages[kind]) if kind in self.pages else ""

    def rowCount(self, parent: _Index | None = None) -> int:
        """All lines."""
        return 0 if parent is not None and parent.isValid() else len(self.entries)

    def flags(self, index: _Index) -> Qt.ItemFlag:
        """Headings cannot be chosen."""
        if not index.isValid() or not self.entries[index.row()].kind:
            return Qt.ItemFlag.NoItemFlags
        return Qt.ItemFlag.ItemIsEnabled | Qt.ItemFlag.ItemIsSelectable

    def data(self, index: _Index, role: int = _ROLE.DisplayRole) -> object:
        """Texts, also for those who do not see them."""
        entry = self.entries[index.row()]
        if role == _ROLE.DisplayRole:
            return entry.text
        if role == _ROLE.ToolTipRole and entry.kind:
            return self.missing.get(entry.kind, entry.about)
        if role == _ROLE.AccessibleTextRole:
            words = (entry.text, self.count_text(entry.kind), self.missing.get(entry.kind) or entry.about)
            return ". ".join(word for word in words if word)
        if role == _ROLE.UserRole:
            return entry.kind
        return None


class CatalogueList(QListView):
    """The list itself; arrow keys go from document to document."""

    def __init__(self, model: Catalogue, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setModel(model)
        self.setItemDelegate(_Lines(model, self))
        self.setAccessibleName(_("Utskrifter"))
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.setVerticalScrollMode(QListView.ScrollMode.ScrollPerPixel)
        self.setEditTriggers(QListView.EditTrigger.NoEditTriggers)
        self.setMouseTracking(True)


class _Lines(QStyledItemDelegate):
    """Two lines: the name with its page count, and what it is for."""

    def __init__(self, model: Catalogue, parent: QWidget) -> None:
        super().__init__(parent)
        self._model = model

    def sizeHint(self, option: QStyleOptionViewItem, index: _Index) -> QSize:
        """Headings get air above them."""
        theme = in_force()
        name, about = QFontMetrics(theme.font(0)).height(), QFontMetrics(theme.font(-1)).height()
        if not index.data(_ROLE.UserRole):
            return QSize(200, about + (theme.space(1) if index.row() == 0 else theme.space(2.5)))
        return QSize(200, name + about + theme.space(1.5))

    def paint(self, painter: QPainter, option: QStyleOptionViewItem, index: _Index) -> None:
        """Draw one line of the list."""
        theme, entry = in_force(), self._model.entries[index.row()]
        painter.save()
        if not entry.kind:
            self._heading(painter, option.rect, entry.text)
            painter.restore()
            return
        self.initStyleOption(option, index)
        option.text = ""
        style = option.widget.style()
        style.drawControl(QStyle.ControlElement.CE_ItemViewItem, option, painter, option.widget)
        rect: QRect = option.rect.adjusted(12, theme.space(0.6), -12, -theme.space(0.6))
        missing = entry.kind in self._model.missing
        first, second = theme.font(0, "semibold"), theme.font(-1)
        name_height = QFontMetrics(first).height()
        count = self._model.count_text(entry.kind)
        painter.setFont(second)
        painter.setPen(theme.colour("mute"))
        count_width = QFontMetrics(second).horizontalAdvance(count) + (8 if count else 0)
        top = QRect(rect.left(), rect.top(), rect.width(), name_height)
        painter.drawText(top, Qt.AlignmentFlag.AlignRight | Qt.AlignmentFlag.AlignVCenter, count)
        about = entry.about if not missing else self._model.missing[entry.kind].split(". ")[0].rstrip(".")
        below = QRect(rect.left(), rect.top() + name_height, rect.width(), rect.height() - name_height)
        words = QFontMetrics(second).elidedText(about, Qt.TextElideMode.ElideRight, below.width())
        painter.drawText(below, Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignTop, words)
        painter.setFont(first)
        painter.setPen(theme.colour("mute") if missing else option.palette.color(QPalette.ColorRole.Text))
        name = QFontMetrics(first).elidedText(entry.text, Qt.TextElideMode.ElideRight, top.width() - count_width)
        painter.drawText(top, Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignVCenter, name)
        painter.restore()

    @staticmethod
    def _heading(painter: QPainter, rect: QRect, text: str) -> None:
        theme = in_force()
        painter.setFont(theme.font(-1, "semibold"))
        painter.setPen(theme.colour("mute"))
        painter.drawText(rect.adjusted(12, 0, -12, -4), Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignBottom, text)
