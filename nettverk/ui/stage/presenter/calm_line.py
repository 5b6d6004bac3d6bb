"""The calm line above the buttons: what happened or went wrong, with one thing to do about it."""

from __future__ import annotations

from collections.abc import Callable

from PySide6.QtCore import QTimer
from PySide6.QtWidgets import QFrame, QHBoxLayout, QWidget

from nettverk.ui.common.announce import announce
from nettverk.ui.common.widgets import LinkButton, Note

SHOWN_MS = 20_000
"""Long enough to be read by somebody who looks at the hall first; after that it is not about now."""


class CalmLine(QFrame):
    """One sentence at a time. What is told goes by itself; what went wrong stays until it is put away."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setAutoFillBackground(True)  # it stands over what is below it
        self.text, self.action = Note("", self), LinkButton("", parent=self)
        self._act: Callable[[], object] | None = None
        self._stays = False
        self._over = QTimer(self)
        self._over.setSingleShot(True)
        self._over.setInterval(SHOWN_MS)
        self._over.timeout.connect(self.clear)
        line = QHBoxLayout(self)
        line.setContentsMargins(24, 6, 24, 6)
        line.setSpacing(12)
        line.addWidget(self.text, 100)
        line.addWidget(self.action)
        line.addStretch(1)
        self.action.clicked.connect(self._do)
        self.setVisible(False)

    def say(self, text: str, action: str = "", act: Callable[[], object] | None = None, *, stays: bool = False) -> None:
        """Say it, with one thing to do; empty takes it away."""
        self._act, self._stays = act, stays and bool(text)
        self.text.setText(text)
        self.text.setMaximumWidth(self.text.fontMetrics().horizontalAdvance(text) + 8)
        self.action.setText(action)
        self.action.setVisible(bool(action))
        self.setVisible(bool(text))
        if text:
            announce(self, text)
        if text and not stays:
            self._over.start()
        else:
            self._over.stop()

    @property
    def stays(self) -> bool:
        """Whether what stands there stays until it is put away."""
        return self._stays

    def clear(self) -> None:
        """Put the line away, whatever it says."""
        self.say("")

    def move_on(self) -> None:
        """Something else is being done: what was only told is over."""
        if not self._stays:
            self.clear()

    def _do(self) -> None:
        act = self._act
        self.clear()
        if act is not None:
            act()
