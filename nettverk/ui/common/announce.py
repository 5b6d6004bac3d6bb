"""Saying aloud, through a screen reader, what sighted people can see has happened."""

from __future__ import annotations

from PySide6.QtGui import QAccessible, QAccessibleAnnouncementEvent
from PySide6.QtWidgets import QComboBox, QLineEdit, QWidget


def announce(widget: QWidget, text: str) -> None:
    """Let a screen reader speak a sentence on behalf of a widget, whatever has the focus; nothing where none runs."""
    # Without a listener Qt would still build the widget's whole accessible tree for the event.
    if text and QAccessible.isActive():
        QAccessible.updateAccessibility(QAccessibleAnnouncementEvent(widget, text))


def tell_fault(field: QWidget, sentence: str) -> None:
    """Tie what is wrong to the field it is wrong with, and say it; it holds until somebody types there."""
    line = field.lineEdit() if isinstance(field, QComboBox) else field
    owner = line or field
    _describe(sentence, field, owner)
    if isinstance(owner, QLineEdit) and not owner.property("fault_heard"):
        owner.setProperty("fault_heard", True)
        owner.textEdited.connect(lambda _text: _describe("", field, owner))
    announce(owner, sentence)


def _describe(sentence: str, *widgets: QWidget) -> None:
    for widget in widgets:
        widget.setAccessibleDescription(sentence)
