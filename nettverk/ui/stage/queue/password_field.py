"""A PDF that has a password: one calm line to type it in, over the queue. It is asked for, never kept in a file."""

from __future__ import annotations

from PySide6.QtCore import Signal, Slot
from PySide6.QtWidgets import QFrame, QLineEdit, QVBoxLayout, QWidget

from nettverk.i18n import _
from nettverk.ui.common.widgets import PrimaryButton, Small, row


class PasswordField(QFrame):
    """Asks for the password of one PDF; hidden where there is none to ask for.

    Signals:
        given: what was typed.
    """

    given = Signal(str)

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setProperty("kind", "card")
        self.words = Small("", self, strong=True, wrap=True)
        self.field = QLineEdit(self)
        self.field.setEchoMode(QLineEdit.EchoMode.Password)
        self.field.setAccessibleName(_("Fila har passord"))
        self.button = PrimaryButton(_("Vis sidene"), parent=self)
        self.wrong = Small(_("Passordet stemmer ikke. Se etter store bokstaver, og prøv igjen."), self, wrap=True)
        column = QVBoxLayout(self)
        column.setContentsMargins(16, 12, 16, 12)
        column.setSpacing(8)
        column.addWidget(self.words)
        column.addLayout(row(self.field, self.button))
        column.addWidget(self.wrong)
        self.field.returnPressed.connect(self._give)
        self.button.clicked.connect(self._give)
        self.ask("", False)

    @Slot(str, bool)
    def ask(self, name: str, wrong: bool) -> None:
        """Ask for the password of a PDF, once more where the last was ``wrong``; nobody is asked with no name."""
        was_asking = not self.isHidden()
        self.words.setText(_("{name}: fila har passord").format(name=name))
        self.wrong.setVisible(wrong)
        self.setVisible(bool(name))
        if not name or wrong or not was_asking:
            self.field.clear()
        if name and (wrong or not was_asking):
            self.field.setFocus()

    def _give(self) -> None:
        if self.field.text():
            self.given.emit(self.field.text())
