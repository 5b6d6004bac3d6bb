"""A field for running text that grows with what is written."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from PySide6.QtCore import QEvent, QMimeData, QSize, Qt, Signal
from PySide6.QtGui import (
    QFocusEvent,
    QFontMetricsF,
    QHelpEvent,
    QKeyEvent,
    QResizeEvent,
    QTextCharFormat,
    QTextCursor,
)
from PySide6.QtWidgets import QFrame, QPlainTextEdit, QSizePolicy, QTextEdit, QWidget

from nettverk.i18n import quoted
from nettverk.ui.common.literal import show_tip
from nettverk.ui.common.theme import in_force

_FRAME = 14


@dataclass(frozen=True, slots=True)
class Wavy:
    """A place with a wavy line under it, and what is said of it; ``start`` and ``end`` count letters of the text."""

    start: int
    end: int
    tip: str


class Writing(QPlainTextEdit):
    """Plain text, at least ``rows`` lines high; Tab goes on, and the text is as it was typed.

    Signals:
        typed: the user changed the text.
        went: Tab (1) or Shift+Tab (-1) was pressed, where ``own_tab`` lets whoever listens decide where to go.
        left: the focus went elsewhere.
        entered: the focus came here.
        done: Enter was pressed, where ``one_line`` says that Enter is no line break.
    """

    typed = Signal()
    went = Signal(int)
    left = Signal()
    entered = Signal()
    done = Signal()

    def __init__(
        self, rows: int = 3, parent: QWidget | None = None, *, one_line: bool = False, own_tab: bool = False
    ) -> None:
        super().__init__(parent)
        self._rows = rows
        self._one_line, self._own_tab = one_line, own_tab
        self._filling = False
        self._marked: list[QTextEdit.ExtraSelection] = []
        self._wavy: tuple[Wavy, ...] = ()
        self.setTabChangesFocus(True)
        self.setFrameShape(QFrame.Shape.NoFrame)
        self.setVerticalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)
        self.document().setDocumentMargin(2)
        self.setViewportMargins(2, 0, 2, 0)
        self.textChanged.connect(self._changed)
        self._fit()

    def text(self) -> str:
        """The text as it was typed, with its line breaks."""
        return self.toPlainText()

    def fill(self, text: str) -> None:
        """Show another text, as one step that Ctrl+Z in the field takes back; nobody is told that it was typed."""
        if text == self.toPlainText():
            return
        self._filling = True
        # By a cursor and not by setPlainText, which would empty the field's own list of steps to undo.
        cursor = QTextCursor(self.document())
        cursor.beginEditBlock()
        cursor.select(QTextCursor.SelectionType.Document)
        cursor.insertText(text)
        cursor.endEditBlock()
        self._filling = False

    def canInsertFromMimeData(self, source: QMimeData) -> bool:
        """A file that is dropped here is meant for the window, and never as the text of its path."""
        return not any(url.isLocalFile() for url in source.urls()) and super().canInsertFromMimeData(source)

    def mark(self, words: str) -> None:
        """Show where some words stand; none for nowhere."""
        selections = []
        here = self.document().find(words) if words else QTextCursor()
        while not here.isNull():
            shown = QTextEdit.ExtraSelection()
            look = QTextCharFormat()
            look.setBackground(in_force().colour("selection"))
            look.setFontUnderline(True)
            shown.cursor, shown.format = here, look
            selections.append(shown)
            here = self.document().find(words, here)
        self._marked = selections
        self._show_marks()

    def underline(self, places: Sequence[Wavy]) -> None:
        """Draw a calm wavy line under some places, and say of them what there is to say; the text is not touched."""
        if tuple(places) == self._wavy:
            return
        text = self.text()
        self._wavy = tuple(places)
        self.setAccessibleDescription(
            " ".join(f"{quoted(text[place.start : place.end])}: {place.tip}" for place in places)
        )
        self._show_marks()

    @property
    def underlined(self) -> tuple[Wavy, ...]:
        """The places with a wavy line under them."""
        return self._wavy

    def _show_marks(self) -> None:
        self.setExtraSelections([*self._marked, *(self._drawn(place) for place in self._wavy)])

    def _drawn(self, place: Wavy) -> QTextEdit.ExtraSelection:
        shown = QTextEdit.ExtraSelection()
        look = QTextCharFormat()
        look.setUnderlineStyle(QTextCharFormat.UnderlineStyle.WaveUnderline)
        look.setUnderlineColor(in_force().colour("warn"))
        cursor = QTextCursor(self.document())
        text, most = self.text(), self.document().characterCount() - 1
        cursor.setPosition(min(_units(text, place.start), most))
        cursor.setPosition(min(_units(text, place.end), most), QTextCursor.MoveMode.KeepAnchor)
        shown.cursor, shown.format = cursor, look
        return shown

    def viewportEvent(self, event: QEvent) -> bool:
        """Over a wavy line: why it is there."""
        if isinstance(event, QHelpEvent) and event.type() == QEvent.Type.ToolTip:
            at, text = self.cursorForPosition(event.pos()).position(), self.text()
            places = ((_units(text, place.start), _units(text, place.end), place) for place in self._wavy)
            here = next((place for start, end, place in places if start <= at <= end), None)
            if here is not None:
                show_tip(event.globalPos(), here.tip, self)
                return True
        return super().viewportEvent(event)

    def line(self) -> int:
        """Which line the cursor is on, from 0."""
        return self.textCursor().blockNumber()

    def move_line(self, way: int) -> None:
        """Let the line the cursor is on and the one below it (1) or above it (-1) change places; one step to undo."""
        here = self.textCursor().block()
        other = here.next() if way > 0 else here.previous()
        if not other.isValid():
            return
        column = self.textCursor().positionInBlock()
        upper, lower = (here, other) if way > 0 else (other, here)
        first, second, start = upper.text(), lower.text(), upper.position()
        cursor = QTextCursor(upper)
        cursor.setPosition(lower.position() + lower.length() - 1, QTextCursor.MoveMode.KeepAnchor)
        cursor.insertText(f"{second}\n{first}")
        cursor.setPosition(start + column + (len(second.encode("utf-16-le")) // 2 + 1 if way > 0 else 0))
        self.setTextCursor(cursor)

    def to_end(self) -> None:
        """Put the cursor after what is written."""
        self.moveCursor(QTextCursor.MoveOperation.End)

    # --- height follows the text ---

    def _changed(self) -> None:
        self._fit()
        if not self._filling:
            self.typed.emit()

    def _fit(self) -> None:
        line = QFontMetricsF(self.font()).lineSpacing()
        lines = max(float(self._rows), self.document().size().height())  # a plain text's height is counted in lines
        height = round(lines * line) + _FRAME
        # Only when it is another height: to set the same one would ask every layout above to be done again per letter.
        if height != self.height() or self.minimumHeight() != height:
            self.setFixedHeight(height)

    def sizeHint(self) -> QSize:
        return QSize(240, self.minimumHeight())

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self._fit()

    def changeEvent(self, event: QEvent) -> None:
        super().changeEvent(event)
        if event.type() in {QEvent.Type.FontChange, QEvent.Type.StyleChange}:
            self._fit()
            if self._wavy:
                self._show_marks()  # in the colours of the other theme

    # --- keys and focus ---

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Enter goes on where the field is one line, Shift+Enter breaks it all the same; Alt+↑ moves a line."""
        arrows = {Qt.Key.Key_Up: -1, Qt.Key.Key_Down: 1}
        alt = event.modifiers() & ~Qt.KeyboardModifier.KeypadModifier == Qt.KeyboardModifier.AltModifier
        if alt and event.key() in arrows and not self._one_line and not self.isReadOnly():
            self.move_line(arrows[Qt.Key(event.key())])
            event.accept()
            return
        enter = event.key() in {Qt.Key.Key_Return, Qt.Key.Key_Enter}
        if enter and self._one_line and not event.modifiers() & Qt.KeyboardModifier.ShiftModifier:
            self.done.emit()
            event.accept()
        else:
            super().keyPressEvent(event)

    def focusNextPrevChild(self, next_: bool) -> bool:
        """Tab goes to the next field, unless whoever listens to ``went`` decides where."""
        if self._own_tab:
            self.went.emit(1 if next_ else -1)
            return True
        return super().focusNextPrevChild(next_)

    def tab_on(self, forward: bool) -> None:
        """Go to what comes after (or before) this field, as Tab does anywhere."""
        super().focusNextPrevChild(forward)

    def focusInEvent(self, event: QFocusEvent) -> None:
        super().focusInEvent(event)
        self.entered.emit()

    def focusOutEvent(self, event: QFocusEvent) -> None:
        """Tell that one has left, so that it is stored."""
        super().focusOutEvent(event)
        self.left.emit()


def _units(text: str, letters: int) -> int:
    """So many letters as Qt counts them: a letter beyond the first 65,536 is two."""
    return letters if text.isascii() else len(text[:letters].encode("utf-16-le", "surrogatepass")) // 2
