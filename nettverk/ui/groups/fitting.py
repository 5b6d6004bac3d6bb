"""Rows that make do with the width there is: what gives way, and when to look again."""

from __future__ import annotations

from collections.abc import Callable, Hashable, Iterable, Mapping
from typing import TypeVar

from PySide6.QtCore import QEvent, QObject
from PySide6.QtWidgets import QWidget

Key = TypeVar("Key", bound=Hashable)
_SIZE_EVENTS = frozenset({QEvent.Type.Resize, QEvent.Type.LayoutRequest})


def natural_width(widget: QWidget) -> int:
    """The width in pixels that a widget asks for in its style."""
    widget.ensurePolished()  # a size asked for before the style sheet is put on is the wrong one
    return max(widget.sizeHint().width(), widget.minimumWidth())


def give_way(widths: Mapping[Key, int], shorter: Iterable[tuple[Key, int]], room: int) -> set[Key] | None:
    """Which parts of a row must make do with less.

    Args:
        widths: of every part as it would like to be, in pixels, with the gap beside it.
        shorter: parts in the order in which they give way, with the width each then has.

    Returns:
        The parts that give way until the rest fits; None where the row is too wide even when all of them do.
    """
    left = room - sum(widths.values())
    given: set[Key] = set()
    if left >= 0:
        return given
    for key, width in shorter:
        left += widths[key] - width
        given.add(key)
        if left >= 0:
            return given
    return None


class Refitter(QObject):
    """Fits a widget again whenever it, or something in it, gets another size."""

    def __init__(self, widget: QWidget, fit: Callable[[], None]) -> None:
        super().__init__(widget)
        self._fit, self._fitting = fit, False
        widget.installEventFilter(self)

    def refit(self) -> None:
        """Fit now. Showing or hiding a part asks for a new layout, which must not start all over again."""
        if not self._fitting:
            self._fitting = True
            self._fit()
            self._fitting = False

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        """See what there is room for; Qt has laid the widget out before filters hear of it."""
        # A LayoutRequest comes when a part has other words or a larger font, a Resize when the window has.
        if event.type() in _SIZE_EVENTS:
            self.refit()
        return False
