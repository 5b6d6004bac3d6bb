"""A line for a passphrase: hidden until one asks to see it, and a word when Caps Lock is on."""

from __future__ import annotations

from PySide6.QtCore import QEvent, QObject, Qt, Signal
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QHBoxLayout, QLineEdit, QVBoxLayout, QWidget

from nettverk.i18n import _
from nettverk.ui.common.literal import set_caption
from nettverk.ui.common.widgets import Note, QuietButton, Small, set_tone

LONGEST = 500


class PassphraseField(QWidget):
    """A caption, the line, a button that shows what stands there, and the hint about Caps Lock.

    Signals:
        edited: something was typed.
        entered: Enter was pressed.
    """

    edited = Signal()
    entered = Signal()

    def __init__(self, caption: str, parent: QWidget) -> None:
        super().__init__(parent)
        self.line = QLineEdit(self)
        self.line.setEchoMode(QLineEdit.EchoMode.Password)
        self.line.setMaxLength(LONGEST)
        self.line.setAccessibleName(caption)
        self.line.setProperty("keeps", True)  # never kept anywhere, and nothing to ask about when one closes
        self.line.setInputMethodHints(
            Qt.InputMethodHint.ImhHiddenText
            | Qt.InputMethodHint.ImhSensitiveData
            | Qt.InputMethodHint.ImhNoPredictiveText
            | Qt.InputMethodHint.ImhNoAutoUppercase
        )
        self.show_button = QuietButton(_("Vis"), parent=self)
        self.show_button.setCheckable(True)
        self.show_button.toggled.connect(self._show)
        self.caps = Note(_("Caps Lock er på."), self)
        self.caps.setAccessibleName(_("Caps Lock er på."))
        set_tone(self.caps, "warn")
        self.caps.hide()
        label = Small(caption, self, strong=True)
        set_caption(label, self.line)
        line = QHBoxLayout()
        line.setSpacing(8)
        line.addWidget(self.line, 1)
        line.addWidget(self.show_button)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 4)
        column.setSpacing(8)
        column.addWidget(label)
        column.addLayout(line)
        column.addWidget(self.caps)
        self.setFocusProxy(self.line)
        self._show(shown=False)
        self.line.textEdited.connect(lambda _text: self.edited.emit())
        self.line.returnPressed.connect(self.entered)
        self.line.installEventFilter(self)

    def text(self) -> str:
        """What stands there."""
        return self.line.text()

    def clear(self) -> None:
        """Let nothing stand there, not even to be taken back, and hide what is typed next."""
        self.line.clear()
        self.show_button.setChecked(False)

    def _show(self, shown: bool) -> None:
        self.line.setEchoMode(QLineEdit.EchoMode.Normal if shown else QLineEdit.EchoMode.Password)
        self.show_button.setText(_("Skjul") if shown else _("Vis"))
        self.show_button.setAccessibleName(_("Skjul passordet") if shown else _("Vis passordet"))

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        """Qt does not say whether Caps Lock is on; a letter that comes out the other way round does."""
        if event.type() == QEvent.Type.KeyPress and isinstance(event, QKeyEvent):
            text = event.text()
            shift = bool(event.modifiers() & Qt.KeyboardModifier.ShiftModifier)
            if event.key() == Qt.Key.Key_CapsLock:
                self.caps.setVisible(not self.caps.isVisible() and bool(self.line.text()))
            elif len(text) == 1 and text.lower() != text.upper():
                self.caps.setVisible(text.isupper() != shift)
        return super().eventFilter(watched, event)
