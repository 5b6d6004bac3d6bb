"""One question with one line to answer it in, in a sheet: never a dialog in the way."""

from __future__ import annotations

from collections.abc import Callable

from PySide6.QtCore import Qt
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QLineEdit, QWidget

from nettverk.i18n import _
from nettverk.ui.common.sheet import Sheet
from nettverk.ui.common.widgets import PrimaryButton, Small


class Ask(Sheet):
    """Asks for a line of text; ``then`` gets it, an empty one only where it ``may_be_empty``."""

    def __init__(
        self,
        title: str,
        question: str,
        host: QWidget,
        then: Callable[[str], object],
        *,
        text: str = "",
        may_be_empty: bool = False,
    ) -> None:
        super().__init__(title, host, width=380)
        self._then, self._may_be_empty = then, may_be_empty
        self.line = QLineEdit(text, self)
        self.line.setMaxLength(200)
        self.line.setAccessibleName(question)
        caption = Small(question, self, strong=True)
        caption.setBuddy(self.line)
        self.body.addWidget(caption)
        self.body.addWidget(self.line)
        self.body.addStretch(1)
        done = PrimaryButton(_("Ferdig"), "check", self)
        done.clicked.connect(self.answer)
        self.foot.addStretch(1)
        self.foot.addWidget(done)
        self.closed.connect(self.deleteLater)
        self.open(self.line)
        self.line.selectAll()

    def answer(self) -> None:
        """Take the answer; an empty one leaves the question standing, unless it may be empty."""
        text = self.line.text().strip()
        if text or self._may_be_empty:
            self.close_sheet()
            self._then(text)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.key() in {Qt.Key.Key_Return, Qt.Key.Key_Enter}:
            self.answer()
        else:
            super().keyPressEvent(event)
