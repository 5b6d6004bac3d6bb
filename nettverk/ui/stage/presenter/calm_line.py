"""The calm line above the buttons: what happened or went wrong, with one thing to do about it."""

from __future__ import annotations

from collections.abc import Callable

from PySide6.QtCore import QEvent, QObject, QTimer
from PySide6.QtWidgets import QFrame, QHBoxLayout, QWidget

from nettverk.ui.common.announce import announce
from nettverk.ui.common.theme import in_force
from nettverk.ui.common.widgets import LinkButton, Note

SHOWN_MS = 20_000
"""Long enough to be read by somebody who looks at the hall first; after that it is not about now."""
_MARGIN = 4


class CalmLine(QFrame):
    """One sentence at a time. What is told goes by itself; what went wrong stays until it is put away.

    Attributes:
        room: one line that is always kept for it above the buttons, so that nothing moves and nothing is covered. Only
            a sentence that takes two lines stands over what is above.
    """

    def __init__(self, parent: QWidget) -> None:
        super().__init__(parent)
        self.setAutoFillBackground(True)
        self.room = QWidget(parent)
        self.text, self.action = Note("", self), LinkButton("", parent=self)
        self._act: Callable[[], object] | None = None
        self._stays = False
        self._over = QTimer(self)
        self._over.setSingleShot(True)
        self._over.setInterval(SHOWN_MS)
        self._over.timeout.connect(self.clear)
        line = QHBoxLayout(self)
        line.setContentsMargins(24, _MARGIN, 24, _MARGIN)
        line.setSpacing(12)
        line.addWidget(self.text, 100)
        line.addWidget(self.action)
        line.addStretch(1)
        self.action.clicked.connect(self._do)
        self.setVisible(False)
        self.room.installEventFilter(self)
        self.fit()

    def fit(self) -> None:
        """Keep the room of one line, whatever size the text has."""
        self.action.ensurePolished()
        words = max(self.action.sizeHint().height(), round(in_force().px(0) * 1.5))
        self.room.setFixedHeight(words + 2 * _MARGIN)

    def place(self) -> None:
        """Right above the buttons, as high as the sentence needs."""
        line, room = self.layout(), self.room.geometry()
        if line is not None:
            high = line.heightForWidth(room.width()) if line.hasHeightForWidth() else line.sizeHint().height()
            high = max(high, room.height())
            self.setGeometry(room.x(), room.bottom() + 1 - high, room.width(), high)
            self.raise_()

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        """The window has another size: the sentence goes with its room."""
        if watched is self.room and event.type() in {QEvent.Type.Move, QEvent.Type.Resize} and self.isVisible():
            self.place()
        return False

    def event(self, event: QEvent) -> bool:
        """A new sentence is of another height; asked for when it has been laid out."""
        if event.type() in {QEvent.Type.Show, QEvent.Type.LayoutRequest}:
            self.place()
        return super().event(event)

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
