"""The calm change from one wall to the next: what was seen fades away over what is new.

It is a matter of time, not of frames: a slow machine shows fewer steps, never a longer change. No timer runs between
two changes, and where a step costs too much to be smooth there is none.
"""

from __future__ import annotations

import time
from collections.abc import Callable
from dataclasses import dataclass

from PySide6.QtCore import Qt, QTimer
from PySide6.QtGui import QPixmap
from PySide6.QtWidgets import QWidget

from nettverk.domain.wall.walls import Wall

SECONDS = 0.2
FRAME_MS = 16
# The first frame after a key shows the new wall beginning, not the old one once more.
HEAD_START = 0.1
# A frame that costs more than this stutters, and the change is over at once. So many changes in a row that stutter, and
# this size of screen has none; one slow frame now and then is the machine, not the screen.
TOO_SLOW_MS = 25.0
PATIENCE = 3


@dataclass(slots=True)
class Seen:
    """The wall that is fading away.

    Attributes:
        picture: of it, without its clock.
        clock: the wall whose clock stood on top and fades with it, or None.
        steady: the new wall's clock stands where the old one's did, and does not fade at all.
    """

    picture: QPixmap
    clock: Wall | None
    steady: bool


class Fade:
    """The change from one wall to the next, if one is under way.

    Args:
        view: asked to draw itself again, frame by frame.
        now: seconds, from any start.
    """

    def __init__(self, view: QWidget, now: Callable[[], float] = time.perf_counter) -> None:
        self._view, self.now = view, now
        self.seen: Seen | None = None
        self._began: float | None = None
        self._slow: dict[tuple[int, int], int] = {}
        self._timer = QTimer(view)
        self._timer.setSingleShot(True)
        self._timer.setTimerType(Qt.TimerType.PreciseTimer)
        self._timer.setInterval(FRAME_MS)
        self._timer.timeout.connect(view.update)

    @property
    def running(self) -> bool:
        """Whether the earlier wall is still visible."""
        return self.seen is not None

    def affordable(self) -> bool:
        """Whether a view of this size has been drawn fast enough for a fade to be smooth."""
        return self._slow.get(self._size(), 0) < PATIENCE

    def begin(self, seen: Seen) -> None:
        """Begin to fade ``seen`` away. Time runs from the first frame, however long that one takes to draw."""
        self.seen, self._began = seen, None

    def share(self) -> float:
        """How much of the new wall is seen, 0–1: it comes quickly at first, then calmly."""
        if self.seen is None:
            return 1.0
        if self._began is None:
            self._began = self.now() - HEAD_START * SECONDS
        gone = min(1.0, (self.now() - self._began) / SECONDS)
        return 1.0 - (1.0 - gone) ** 3

    def drawn(self, milliseconds: float) -> None:
        """A frame took this long to draw: go on to the next, or to the end at once where that is too long."""
        if self.seen is None:
            return
        if milliseconds > TOO_SLOW_MS:
            self._slow[self._size()] = self._slow.get(self._size(), 0) + 1
            self.end()
            self._view.update()
        else:
            self._timer.start()

    def complete(self) -> None:
        """The change has come to its end, and every frame was fast enough."""
        if self.seen is not None:
            self._slow.pop(self._size(), None)
        self.end()

    def end(self) -> None:
        """Drop what was there before, and stop the timer."""
        self.seen, self._began = None, None
        self._timer.stop()

    @property
    def ticking(self) -> bool:
        """Whether another frame has been scheduled."""
        return self._timer.isActive()

    def _size(self) -> tuple[int, int]:
        ratio = self._view.devicePixelRatioF()
        return round(self._view.width() * ratio), round(self._view.height() * ratio)
