"""What our own widgets are to a screen reader: a sheet is a dialog, though to Qt it is a frame."""

from __future__ import annotations

from functools import cache

from PySide6.QtCore import QObject
from PySide6.QtGui import QAccessible, QAccessibleInterface
from PySide6.QtWidgets import QAccessibleWidget, QWidget

_PLAYED = "accessible_role"
"""The property of a widget that names the role it plays."""


class _Played(QAccessibleWidget):
    """A widget as what its property says it is."""


def play(widget: QWidget, role: QAccessible.Role) -> None:
    """Say the widget as something else than what it is made of."""
    _install()
    widget.setProperty(_PLAYED, role.value)


@cache
def _install() -> None:
    """Let Qt ask here what a widget is, once for the process."""
    QAccessible.installFactory(_made)


def _made(_kind: str, thing: QObject | None) -> QAccessibleInterface | None:
    if not isinstance(thing, QWidget):
        return None
    role = thing.property(_PLAYED)
    return _Played(thing, QAccessible.Role(role)) if role is not None else None
