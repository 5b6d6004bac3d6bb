"""The command palette: rooms, gatherings, people and everything one can do, from one field (Ctrl+K)."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from enum import StrEnum

from PySide6.QtCore import (
    QAbstractListModel,
    QEvent,
    QModelIndex,
    QObject,
    QPersistentModelIndex,
    QRectF,
    QSize,
    Qt,
    Signal,
)
from PySide6.QtGui import (
    QColor,
    QFontMetrics,
    QKeyEvent,
    QMouseEvent,
    QPainter,
    QPaintEvent,
)
from PySide6.QtWidgets import (
    QApplication,
    QFrame,
    QListView,
    QStyle,
    QStyledItemDelegate,
    QStyleOptionViewItem,
    QVBoxLayout,
    QWidget,
)

from nettverk.i18n import _
from nettverk.ui.common.announce import announce
from nettverk.ui.common.fuzzy import folded, score
from nettverk.ui.common.keys import native
from nettverk.ui.common.theme import Theme, in_force
from nettverk.ui.common.widgets import Note, SearchField

MOST = 60
LEAST_BEYOND = 3  # letters: fewer are the beginning of a command
WHOLE = 1.1  # what a word found in one piece scores at least, and scattered letters never
_Index = QModelIndex | QPersistentModelIndex


class EntryKind(StrEnum):
    """What the palette can reach; its value is what a test or a log shows."""

    ROOM = "room"
    GATHERING = "gathering"
    PERSON = "person"
    COMMAND = "command"


@dataclass(frozen=True, slots=True)
class Entry:
    """One thing the palette can reach.

    Attributes:
        kind: entries keep together by kind while nothing is typed.
        detail: muted words after the text.
        shortcut: shown to the right.
        keywords: other words that find it.
    """

    kind: EntryKind
    text: str
    run: Callable[[], object]
    detail: str = ""
    icon: str = ""
    shortcut: str = ""
    keywords: str = ""

    def all_words(self) -> str:
        """Everything it can be found by."""
        return f"{self.text} {self.detail} {self.keywords}"

    def fold(self) -> Entry:
        """Itself, once its words are known without accents; off the thread of the windows where there are many."""
        folded(self.text)
        folded(self.all_words())
        return self


class _Entries(QAbstractListModel):
    def __init__(self, parent: QObject) -> None:
        super().__init__(parent)
        self.rows: list[Entry] = []

    def show(self, rows: Sequence[Entry]) -> None:
        self.beginResetModel()
        self.rows = list(rows)
        self.endResetModel()

    def rowCount(self, parent: _Index | None = None) -> int:
        return 0 if parent is not None and parent.isValid() else len(self.rows)

    def data(self, index: _Index, role: int = Qt.ItemDataRole.DisplayRole) -> object:
        entry = self.rows[index.row()]
        if role == Qt.ItemDataRole.DisplayRole:
            return entry.text
        if role == Qt.ItemDataRole.UserRole:
            return entry
        if role == Qt.ItemDataRole.AccessibleTextRole:
            return ", ".join(word for word in (entry.text, entry.detail, native(entry.shortcut)) if word)
        return None


class _Painter(QStyledItemDelegate):
    """Icon, text, muted detail, and the shortcut to the right."""

    def sizeHint(self, option: QStyleOptionViewItem, index: _Index) -> QSize:
        return QSize(200, max(40, QFontMetrics(in_force().font(0)).height() + 16))

    def paint(self, painter: QPainter, option: QStyleOptionViewItem, index: _Index) -> None:
        entry: Entry = index.data(Qt.ItemDataRole.UserRole)
        theme = in_force()
        area = QRectF(option.rect).adjusted(8, 1, -8, -1)
        selected = bool(option.state & QStyle.StateFlag.State_Selected)
        painter.save()
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        if selected:
            painter.setPen(Qt.PenStyle.NoPen)
            painter.setBrush(theme.colour("selection"))
            painter.drawRoundedRect(area, 6, 6)
        side = round(18 * theme.growth)
        if entry.icon:
            top = area.center().y() - side / 2
            icon = theme.icon(entry.icon, "accent" if selected else "mute", 18)
            icon.paint(painter, round(area.left() + 12), round(top), side, side)
        inner = area.adjusted(12 + side + 12, 0, -12, 0)
        right = self._shortcut(painter, theme, inner, native(entry.shortcut))
        self._words(painter, theme, inner.adjusted(0, 0, -right, 0), entry)
        painter.restore()

    @staticmethod
    def _shortcut(painter: QPainter, theme: Theme, area: QRectF, keys: str) -> float:
        if not keys:
            return 0.0
        font = theme.font(-1)
        painter.setFont(font)
        painter.setPen(theme.colour("mute"))
        painter.drawText(area, int(Qt.AlignmentFlag.AlignRight | Qt.AlignmentFlag.AlignVCenter), keys)
        return QFontMetrics(font).horizontalAdvance(keys) + 12.0

    @staticmethod
    def _words(painter: QPainter, theme: Theme, area: QRectF, entry: Entry) -> None:
        middle = int(Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignVCenter)
        for text, font, token in ((entry.text, theme.font(0), "ink"), (entry.detail, theme.font(0), "mute")):
            metrics = QFontMetrics(font)
            shown = metrics.elidedText(text, Qt.TextElideMode.ElideRight, max(0, int(area.width())))
            painter.setFont(font)
            painter.setPen(theme.colour(token))
            painter.drawText(area, middle, shown)
            area = area.adjusted(metrics.horizontalAdvance(shown) + 12, 0, 0, 0)
            if area.width() < 40:
                return


class Palette(QWidget):
    """A veil over the window with a field and a list on it; Escape or a click beside it goes back.

    Signals:
        closed: it went away.
    """

    closed = Signal()

    def __init__(self, host: QWidget) -> None:
        super().__init__(host)
        self._host = host
        self._entries: list[Entry] = []
        self._beyond: Callable[[str], Entry] | None = None
        self._back_to: QWidget | None = None
        self._box = QFrame(self)
        self._box.setProperty("kind", "palette")
        self.field = SearchField("", self._box)
        self.field.setProperty("kind", "palette")
        self.list = QListView(self._box)
        self.list.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        self.list.setProperty("kind", "palette")
        self.list.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.list.setUniformItemSizes(True)
        self.list.setAccessibleName(_("Treff"))
        self.model = _Entries(self)
        self.list.setModel(self.model)
        self.list.setItemDelegate(_Painter(self.list))
        self.nothing = Note("", self._box)
        self.nothing.setAlignment(Qt.AlignmentFlag.AlignCenter)
        self.nothing.setContentsMargins(16, 16, 16, 24)
        column = QVBoxLayout(self._box)
        column.setContentsMargins(0, 8, 0, 8)
        column.setSpacing(4)
        column.addWidget(self.field)
        column.addWidget(self.list, 1)
        column.addWidget(self.nothing)
        self.field.textChanged.connect(self._find)
        self.field.installEventFilter(self)
        self.list.clicked.connect(self._run)
        host.installEventFilter(self)
        self.hide()

    # --- opening and closing ---

    def open(self, entries: Sequence[Entry], placeholder: str, beyond: Callable[[str], Entry] | None = None) -> None:
        """Show it with these entries and an empty field.

        Args:
            beyond: the last line for what is typed, which looks for it elsewhere.
        """
        self._beyond = beyond
        focused = QApplication.focusWidget()
        if not self.isVisible():
            self._back_to = focused
        self.field.setPlaceholderText(placeholder)
        self.field.setAccessibleName(placeholder)
        if self.field.text():
            self.field.clear()
        self.set_entries(entries)
        self._place()
        self.show()
        self.raise_()
        # Not as by a shortcut: then all of the field is chosen first, and the caret moves (see close_palette).
        self.field.setFocus(Qt.FocusReason.OtherFocusReason)

    def set_entries(self, entries: Sequence[Entry]) -> None:
        """Other entries, for what is typed already (the database answers a moment later)."""
        self._entries = list(entries)
        self._find(self.field.text())

    def close_palette(self) -> None:
        """Go away; the focus goes back to where it was."""
        if self.isHidden():
            return
        # Now, and not when it is opened: where a caret moves before the focus has come, Orca takes the field for known.
        self.field.clear()
        self.hide()
        back, self._back_to = self._back_to, None
        from shiboken6 import isValid

        if back is not None and isValid(back) and back.isVisible():
            back.setFocus(Qt.FocusReason.OtherFocusReason)
        self.closed.emit()

    # --- finding and running ---

    def _find(self, text: str) -> None:
        if text.strip():
            # The place breaks ties, so that what is equally good keeps the order it was given in.
            ranked = [(_score(text, entry), -place, entry) for place, entry in enumerate(self._entries)]
            ranked = [row for row in ranked if row[0] > 0]
            ranked.sort(key=lambda row: row[:2], reverse=True)
            # Where the very word is found, letters that only happen to come in the same order are noise.
            if ranked and ranked[0][0] >= WHOLE:
                ranked = [row for row in ranked if row[0] >= WHOLE]
            matches = [entry for _score_, _place, entry in ranked[:MOST]]
            if self._beyond is not None and len(text.strip()) >= LEAST_BEYOND:
                matches.append(self._beyond(text.strip()))
        else:
            # Nobody looks through hundreds of people; they come when something is typed.
            matches = [entry for entry in self._entries if entry.kind != EntryKind.PERSON][:MOST]
        self.model.show(matches)
        self.nothing.setText(_("Fant ikke «{text}». Prøv et annet ord.").format(text=text.strip()))
        self.nothing.setVisible(not matches)
        self.list.setVisible(bool(matches))
        if matches:
            self.list.setCurrentIndex(self.model.index(0, 0))
        self._place()

    def _run(self, index: QModelIndex) -> None:
        if index.isValid():
            entry = self.model.rows[index.row()]
            self.close_palette()  # first, so that what runs finds the focus where it was
            entry.run()

    def _step(self, by: int) -> None:
        rows = self.model.rowCount()
        if rows:
            row = max(0, self.list.currentIndex().row())
            # Single steps go round from the last to the first; pages stop at the ends.
            wanted = (row + by) % rows if abs(by) == 1 else max(0, min(rows - 1, row + by))
            self.list.setCurrentIndex(self.model.index(wanted, 0))
            self._announce()

    def _announce(self) -> None:
        """The focus stays in the field, so what is chosen must be said."""
        said = self.list.currentIndex().data(Qt.ItemDataRole.AccessibleTextRole)
        if said:
            announce(self.field, said)

    # --- Qt ---

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        """Arrows move in the list while one types in the field."""
        if watched is self._host and event.type() == QEvent.Type.Resize:
            self._place()
        elif watched is self.field and isinstance(event, QKeyEvent) and event.type() == QEvent.Type.KeyPress:
            return self._key(Qt.Key(event.key()))
        return super().eventFilter(watched, event)

    def _key(self, key: Qt.Key) -> bool:
        steps = {Qt.Key.Key_Down: 1, Qt.Key.Key_Up: -1, Qt.Key.Key_PageDown: 8, Qt.Key.Key_PageUp: -8}
        if key in steps:
            self._step(steps[key])
        elif key in {Qt.Key.Key_Return, Qt.Key.Key_Enter}:
            self._run(self.list.currentIndex())
        elif key == Qt.Key.Key_Escape:
            self.close_palette()
        elif key in {Qt.Key.Key_Tab, Qt.Key.Key_Backtab}:
            self._step(1 if key == Qt.Key.Key_Tab else -1)
        else:
            return False
        return True

    def mousePressEvent(self, event: QMouseEvent) -> None:
        self.close_palette()

    def paintEvent(self, event: QPaintEvent) -> None:
        theme = in_force()
        painter = QPainter(self)
        veil = QColor(theme.colour("shadow"))
        veil.setAlphaF(0.45 if theme.dark else 0.22)
        painter.fillRect(self.rect(), veil)
        painter.end()

    def _place(self) -> None:
        self.setGeometry(self._host.rect())
        theme = in_force()
        width = min(round(640 * theme.growth), self.width() - 32)
        row = max(40, QFontMetrics(theme.font(0)).height() + 16)
        shown = min(max(1, self.model.rowCount()), 10)
        top = min(72, self.height() // 8)
        room = self.height() - 2 * top - self.field.sizeHint().height() - 28
        self.list.setFixedHeight(row * max(1, min(shown, room // row)) + 4)
        self._box.setFixedWidth(width)
        self._box.adjustSize()
        self._box.move((self.width() - width) // 2, top)


def _score(text: str, entry: Entry) -> float:
    # Where two fit equally well, a room is meant more often than a gathering, and that more often than a command.
    weight = {EntryKind.ROOM: 1.08, EntryKind.GATHERING: 1.04, EntryKind.COMMAND: 1.02}.get(entry.kind, 1.0)
    anywhere = score(text, entry.all_words())
    # Those words begin with its text: what is not found in them is not found in that either, and that is most entries.
    return max(score(text, entry.text), 0.8 * anywhere) * weight if anywhere else 0.0
