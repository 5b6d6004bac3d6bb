"""One question with one line to answer it in, in a sheet: never a dialog in the way."""

from __future__ import annotations

from collections.abc import Callable

from PySide6.QtCore import Qt
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QLineEdit, QWidget

from nettverk.i18n import _
from nettverk.ui.common.literal import set_caption
from nettverk.ui.common.sheet import Sheet
from nettverk.ui.common.widgets import PrimaryButton, Small


class Ask(Sheet):
    """Asks for a line of text; ``then`` gets it, an empty one only where it ``may_be_empty``.

    Closing it drops nothing. A name that was there already and is changed is stored as if one had said «Ferdig»; what
    is half typed for something new stands there the next time the same is asked for.
    """

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
        self._begun_as, self._host_widget, self._draft_name = text, host, f"draft: {title} {question}"
        self._answered = False
        draft = "" if text or may_be_empty else str(host.property(self._draft_name) or "")
        self.line = QLineEdit(text or draft, self)
        self.line.setMaxLength(200)
        self.line.setAccessibleName(question)
        caption = Small(question, self, strong=True)
        set_caption(caption, self.line)
        self.body.addWidget(caption)
        self.body.addWidget(self.line)
        self.body.addStretch(1)
        done = PrimaryButton(_("Ferdig"), "check", self)
        done.clicked.connect(self.answer)
        self.foot.addStretch(1)
        self.foot.addWidget(done)
        self.closed.connect(self._leave)
        self.open(self.line)
        if not draft:
            self.line.selectAll()

    def answer(self) -> None:
        """Take the answer; an empty one leaves the question standing, unless it may be empty."""
        text = self.line.text().strip()
        if text or self._may_be_empty:
            self._answered = True
            self.close_sheet()
            self._host_widget.setProperty(self._draft_name, "")
            self._then(text)

    def _leave(self) -> None:
        """Closed, however: what was typed is stored, or kept for the next time."""
        self.deleteLater()
        text = self.line.text().strip()
        if self._answered:
            return
        if not self._begun_as and not self._may_be_empty:
            self._host_widget.setProperty(self._draft_name, text)
        elif text != self._begun_as and (text or self._may_be_empty):
            self._then(text)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.key() in {Qt.Key.Key_Return, Qt.Key.Key_Enter}:
            self.answer()
        else:
            super().keyPressEvent(event)
