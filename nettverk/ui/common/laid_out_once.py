"""Many things may come and go in a window that is laid out once."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from contextlib import contextmanager
from typing import TypeVar

from PySide6.QtWidgets import QLayout, QWidget

T = TypeVar("T")


def laid_out_after(widget: QWidget, show: Callable[[T], None]) -> Callable[[T], None]:
    """What shows something in a widget, so that the widget is laid out once when all of it is shown."""

    def shown(what: T) -> None:
        with laid_out_once(widget):
            show(what)

    return shown


@contextmanager
def laid_out_once(widget: QWidget) -> Iterator[None]:
    """Change what is seen in a widget, and have it laid out afterwards.

    At each word that comes into sight Qt lays out everything around it, up to the window: sixty of them in a room are
    sixty layouts of the whole window, and a second in which it stands still.
    """
    layouts: list[QLayout] = []
    here: QWidget | None = widget
    while here is not None and not here.isWindow():
        layout = here.layout()
        if layout is not None and layout.isEnabled():
            layout.setEnabled(False)
            layouts.append(layout)
        here = here.parentWidget()
    try:
        yield
    finally:
        for layout in layouts:
            layout.setEnabled(True)
            layout.invalidate()
        for layout in reversed(layouts):  # from the window inwards: who is outside says how much room there is
            layout.activate()
