"""Whether windows come to rest: every event that Qt hands out is counted, and a room that is left alone gets none.

A widget that lays itself out for ever, or draws the same picture again and again, burns a core without anything to see.
Durations say little about that on a busy machine; events do.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator
from contextlib import contextmanager

from PySide6.QtCore import QCoreApplication, QEvent, QObject
from PySide6.QtWidgets import QApplication

from tests.helpers.waiting import pause

_T = QEvent.Type
_LAYING = frozenset((_T.LayoutRequest, _T.Resize, _T.Move, _T.UpdateRequest, _T.Paint, _T.UpdateLater, _T.Timer))
ENDLESS = 6000
"""So many events after one change can only be a circle; what keeps it going is then swallowed, so that a test ends."""
TURNS = 12
"""Turns of the event loop in which anything that ends has ended."""


class EventCount(QObject):
    """Counts what Qt hands out.

    Attributes:
        count: events since ``forget``.
        kinds: which they were, by the type of the event and of who got it.
    """

    def __init__(self) -> None:
        super().__init__()
        self.count = 0
        self.kinds: Counter[tuple[QEvent.Type, type[QObject]]] = Counter()

    def forget(self) -> None:
        """Begin anew."""
        self.count = 0
        self.kinds.clear()

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        """Count it; in a circle, also break it."""
        kind = event.type()
        self.count += 1
        self.kinds[kind, type(watched)] += 1
        return self.count > ENDLESS and kind in _LAYING

    def come_to_rest(self) -> bool:
        """Let what was asked for happen; whether it came to an end."""
        self.forget()
        for _turn in range(TURNS):
            before = self.count
            QCoreApplication.processEvents()
            if self.count == before:
                return self.count <= ENDLESS
        return False

    def settles(self) -> bool:
        """As ``come_to_rest``, with time for what moves for a moment (a scroll bar that fades in); not for a circle."""
        return self.come_to_rest() or (self.count <= ENDLESS and quiet(self, 20))

    def of(self, *kinds: QEvent.Type) -> int:
        """How many there were of these kinds."""
        return sum(count for (kind, _who), count in self.kinds.items() if kind in kinds)

    def most(self, count: int = 5) -> str:
        """What came most often, for the one who reads why a test failed."""
        most = self.kinds.most_common(count)
        return ", ".join(f"{number} × {kind.name} {who.__name__}" for (kind, who), number in most)


@contextmanager
def counted(app: QApplication) -> Iterator[EventCount]:
    """Count every event of the program; the caret of a field does not blink meanwhile."""
    count, blink = EventCount(), app.cursorFlashTime()
    app.setCursorFlashTime(0)
    app.installEventFilter(count)
    try:
        yield count
    finally:
        app.removeEventFilter(count)
        app.setCursorFlashTime(blink)


def left_alone(count: EventCount, turns: int = 60) -> int:
    """Leave the program alone for some turns, long enough for its shortest timers; how many events came."""
    count.forget()
    for _turn in range(turns):
        QCoreApplication.processEvents()
        pause(0.005)
    return count.count


def quiet(count: EventCount, tries: int = 80) -> bool:
    """Wait until nothing comes for a moment, as between two seconds of a clock; whether that ever was."""
    return any(left_alone(count, 12) == 0 for _try in range(tries))


def still(count: EventCount, tries: int = 12) -> bool:
    """Wait until nothing comes for a good while, when late timers have gone off too; whether that ever was."""
    return quiet(count) and any(left_alone(count) == 0 for _try in range(tries))
