"""The keys of a room one types in: bound while one is there, and the most useful ones listed in a corner."""

from __future__ import annotations

from collections.abc import Callable, Iterable

from PySide6.QtCore import Qt
from PySide6.QtGui import QKeySequence, QShortcut
from PySide6.QtWidgets import QGridLayout, QWidget

from nettverk.ui.common.keys import native
from nettverk.ui.common.widgets import KeyCap, Small


def bind_keys(room: QWidget, keys: Iterable[tuple[str, Callable[[], object]]]) -> None:
    """Bind keys that work while the focus is somewhere in the room."""
    for key, run in keys:
        shortcut = QShortcut(QKeySequence(key), room)
        shortcut.setContext(Qt.ShortcutContext.WidgetWithChildrenShortcut)
        shortcut.activated.connect(run)


def key_hints(lines: Iterable[tuple[str, str]]) -> QWidget:
    """Keys with what they do, where one can glance at them while one types."""
    box = QWidget()
    grid = QGridLayout(box)
    grid.setContentsMargins(0, 8, 0, 0)
    grid.setHorizontalSpacing(8)
    grid.setVerticalSpacing(3)
    grid.setColumnStretch(1, 1)
    for line, (keys, words) in enumerate(lines):
        grid.addWidget(KeyCap(native(keys)), line, 0, Qt.AlignmentFlag.AlignLeft)
        grid.addWidget(Small(words), line, 1)
    return box


def side_width(wanted: int, least: int, room: QWidget, growth: float) -> int:
    """Pixels for the column at the side of a room.

    Args:
        wanted: at 100 % text; it grows with the text, but never beyond two fifths of the room.
        least: what it never goes below.
        growth: how much longer words are than at 100 % text (``Theme.growth``).
    """
    return max(least, min(round(wanted * growth), round(room.width() * 0.4)))
