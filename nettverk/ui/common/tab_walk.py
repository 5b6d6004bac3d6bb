"""Where Tab goes: every place one can stop at, in the order of the window, and none is jumped over."""

from __future__ import annotations

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QWidget


def walk(window: QWidget, here: QWidget, *, forward: bool) -> bool:
    """Put the focus on the next stop of a window after a widget, or the one before; False where there is no other.

    Qt would go to a room on its way, and from there to what the room hands its focus to: whatever stands before that in
    the room could then be reached only backwards. Here whoever hands the focus on is no stop.
    """
    stop = _follow(here, forward=forward)
    while stop is not None and stop is not here:
        if stop.window() is window and is_stop(stop):
            stop.setFocus(Qt.FocusReason.TabFocusReason if forward else Qt.FocusReason.BacktabFocusReason)
            return True
        stop = _follow(stop, forward=forward)
    return False


def is_stop(widget: QWidget) -> bool:
    """Whether Tab may stop at a widget as things stand."""
    takes = bool(widget.focusPolicy() & Qt.FocusPolicy.TabFocus)
    return takes and widget.focusProxy() is None and widget.isEnabled() and widget.isVisible()


def _follow(widget: QWidget, *, forward: bool) -> QWidget | None:
    return widget.nextInFocusChain() if forward else widget.previousInFocusChain()
