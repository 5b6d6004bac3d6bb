"""The list of documents: what each is for, how many pages it has, or that something is missing first."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

from PySide6.QtCore import QAbstractListModel, QModelIndex, QPersistentModelIndex, QRect, QSize, Qt, Signal
from PySide6.QtGui import QFontMetrics, QPainter, QPalette
from PySide6.QtWidgets import QListView, QStyle, QStyledItemDelegate, QStyleOptionViewItem, QVBoxLayout, QWidget

from nettverk.domain.handouts import DocumentKind
from nettverk.i18n import _, _n
from nettverk.services.handouts.document import Moment
from nettverk.services.handouts.registry import kind_about, kind_name, kinds
from nettverk.ui.common.literal import as_typed
from nettverk.ui.common.theme import in_force
from nettverk.ui.common.widgets import Heading, QuietButton

_Index = QModelIndex | QPersistentModelIndex
_ROLE = Qt.ItemDataRole


@dataclass(frozen=True, slots=True)
class Entry:
    """One line: a document, or a heading over some (``kind`` is None)."""

    kind: DocumentKind | None
    text: str
    about: str = ""


class Catalogue(QAbstractListModel):
    """All documents under two headings, with page counts as they become known."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.entries: list[Entry] = []
        self.pages: dict[DocumentKind, int] = {}
        self.missing: dict[DocumentKind, str] = {}
        self.retranslate()

    def retranslate(self) -> None:
        """Set all texts in the language of the windows."""
        self.beginResetModel()
        self.entries = [
            Entry(None, _("Før samlingen")),
            *(Entry(kind, kind_name(kind), kind_about(kind)) for kind in kinds(Moment.BEFORE)),
            Entry(None, _("Etter samlingen")),
            *(Entry(kind, kind_name(kind), kind_about(kind)) for kind in kinds(Moment.AFTER)),
        ]
        self.endResetModel()

    def show(self, pages: Mapping[DocumentKind, int], missing: Mapping[DocumentKind, str]) -> None:
        """Say how many pages each document has, and of those that cannot be made, what is to be done first."""
        self.pages, self.missing = dict(pages), dict(missing)
        self.dataChanged.emit(self.index(0), self.index(len(self.entries) - 1))

    def kind_at(self, index: _Index) -> DocumentKind | None:
        """The document on a line; None on a heading or outside the list."""
        return self.entries[index.row()].kind if index.isValid() else None

    def row_of(self, kind: DocumentKind) -> int:
        """The line a document stands on; -1 where it is not in the list."""
        return next((row for row, entry in enumerate(self.entries) if entry.kind == kind), -1)

    def count_text(self, kind: DocumentKind) -> str:
        """«15 sider», or nothing while it is being made or cannot be."""
        return _n("{n} side", "{n} sider", self.pages[kind]) if kind in self.pages else ""

    def rowCount(self, parent: _Index | None = None) -> int:
        """Headings count as lines too."""
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
        kind = entry.kind
        if role == _ROLE.AccessibleTextRole:
            words = (
                (entry.text, self.count_text(kind), self.missing.get(kind) or entry.about) if kind else (entry.text,)
            )
            return ". ".join(word for word in words if word)
        if role == _ROLE.ToolTipRole and kind:
            return as_typed(self.missing.get(kind, entry.about))
        return None


class CatalogueList(QListView):
    """The list itself; arrow keys go from document to document."""

    def __init__(self, model: Catalogue, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setModel(model)
        self.setItemDelegate(_LineDelegate(model, self))
        self.setAccessibleName(_("Utskrifter"))
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.setVerticalScrollMode(QListView.ScrollMode.ScrollPerPixel)
        self.setEditTriggers(QListView.EditTrigger.NoEditTriggers)
        self.setMouseTracking(True)


class _LineDelegate(QStyledItemDelegate):
    """Two lines: the name with its page count, and what it is for."""

    def __init__(self, model: Catalogue, parent: QWidget) -> None:
        super().__init__(parent)
        self._model = model

    def sizeHint(self, option: QStyleOptionViewItem, index: _Index) -> QSize:
        """Headings get air above them."""
        theme = in_force()
        name, about = QFontMetrics(theme.font(0)).height(), QFontMetrics(theme.font(-1)).height()
        if self._model.kind_at(index) is None:
            return QSize(200, about + (theme.space(1) if index.row() == 0 else theme.space(2.5)))
        return QSize(200, name + about + theme.space(1.5))

    def paint(self, painter: QPainter, option: QStyleOptionViewItem, index: _Index) -> None:
        """Draw a document with its page count at the right, muted while it cannot be made; or a heading."""
        theme, entry = in_force(), self._model.entries[index.row()]
        painter.save()
        if entry.kind is None:
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


class CataloguePanel(QWidget):
    """The left side of the room: the list under its heading, and the button for everything at once.

    Signals:
        pack_wanted: everything that should lie ready when people come, in one folder.
        home_kit_wanted: what each unit needs for its own staff meeting.
    """

    pack_wanted = Signal()
    home_kit_wanted = Signal()

    def __init__(self, model: Catalogue, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.list = CatalogueList(model)
        title = Heading(_("Utskrifter"), 3)
        title.setContentsMargins(8, 0, 0, 0)
        self.pack_button = QuietButton(
            _("Bordpakke …"), "folder-open", tip=_("Alt som skal ligge klart når folk kommer, i én mappe")
        )
        self.pack_button.clicked.connect(self.pack_wanted)
        kit = _("Arket, opplegg for personalmøtet, svarark og lysbilder til enheten")
        self.home_kit_button = QuietButton(_("Hjemmepakke …"), "folder-open", tip=kit)
        self.home_kit_button.clicked.connect(self.home_kit_wanted)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(16, 20, 12, 16)
        layout.setSpacing(8)
        layout.addWidget(title)
        layout.addWidget(self.list, 1)
        layout.addWidget(self.pack_button)
        layout.addWidget(self.home_kit_button)

    def fit(self, growth: float) -> None:
        """Take more of the width with larger text, but not all it asks for."""
        most = 1.3 if growth < 1.7 else 1.25  # the buttons beside it need the rest
        self.setFixedWidth(round(336 * min(most, growth)))
        self.list.doItemsLayout()
