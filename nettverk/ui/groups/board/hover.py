"""Whom the mouse rests on: spoken of once it has stayed there a moment, forgotten by the next key or click."""

from __future__ import annotations

from PySide6.QtCore import QObject, QTimer, Signal

REST_MS = 160
"""How long the mouse rests on somebody before they are shown; passing over a table on the way shows nobody."""


class HoverTracker(QObject):
    """Follows the mouse over people.

    Signals:
        rested: the mouse has stayed on somebody (their number), or on nobody any more (−1).
    """

    rested = Signal(int)

    def __init__(self, parent: QObject) -> None:
        super().__init__(parent)
        self._under, self._resting_on = -1, -1
        self._timer = QTimer(self)
        self._timer.setSingleShot(True)
        self._timer.setInterval(REST_MS)
        self._timer.timeout.connect(self._stayed)

    def move_over(self, person: int) -> None:
        """The mouse is over somebody now, or over nobody (−1)."""
        if person == self._under:
            return
        self._under = person
        if person >= 0 or self._resting_on >= 0:
            self._timer.start()

    def forget(self) -> None:
        """A key or a click: whoever is in focus counts, not whom the mouse happens to be on."""
        # Otherwise a rest that began before the key would take the panel back.
        self._timer.stop()
        if self._resting_on >= 0:
            self._resting_on = -1
            self.rested.emit(-1)

    def _stayed(self) -> None:
        if self._resting_on != self._under:
            self._resting_on = self._under
            self.rested.emit(self._under)
