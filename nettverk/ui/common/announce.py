"""Saying aloud, through a screen reader, what sighted people can see has happened."""

from __future__ import annotations

from PySide6.QtGui import QAccessible, QAccessibleAnnouncementEvent
from PySide6.QtWidgets import QWidget


def announce(widget: QWidget, text: str) -> None:
    """Let a screen reader speak a sentence on behalf of a widget, whatever has the focus; nothing where none runs."""
    # Without a listener Qt would still build the widget's whole accessible tree for the event.
    if text and QAccessible.isActive():
        QAccessible.updateAccessibility(QAccessibleAnnouncementEvent(widget, text))
