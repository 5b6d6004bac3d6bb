"""Python's collector of what is no longer used, kept to the thread of the windows.

By itself it runs in whichever thread happens to make objects. Among what it finds there may be windows, and a window
that is taken apart outside its own thread brings the whole program down, now or minutes later.
"""

from __future__ import annotations

import gc

from PySide6.QtCore import QObject, QTimer

EVERY_MS = 800
LIMITS = (700, 10, 10)
"""As Python 3.11 has them: new objects, then collections of the generation below."""


class Sweeper(QObject):
    """Takes over from the automatic collector: looks between events whether something is due."""

    def __init__(self, parent: QObject) -> None:
        super().__init__(parent)
        gc.disable()
        gc.freeze()  # modules and the main window stay to the end: nobody need look through them
        timer = QTimer(self)
        timer.setInterval(EVERY_MS)
        timer.timeout.connect(sweep)
        timer.start()


def sweep() -> None:
    """Collect the oldest generation that is due, if any; to be called in the thread of the windows only."""
    # The three counts are those the automatic collector compares with its limits after each new object.
    due = [place for place, count in enumerate(gc.get_count()) if count > LIMITS[place]]
    if due:
        gc.collect(due[-1])
