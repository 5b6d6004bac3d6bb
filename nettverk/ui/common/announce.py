"""Saying aloud, through a screen reader, what sighted people can see has happened."""

from __future__ import annotations

import sys

from PySide6.QtCore import Qt
from PySide6.QtGui import QAccessible, QAccessibleAnnouncementEvent, QAccessibleEvent
from PySide6.QtWidgets import QComboBox, QLineEdit, QWidget

from nettverk.ui.common.roles import play

_VOICES = 6
"""Sentences that may be on their way to the reader at once: it asks for the words a moment after it is told of them."""


def announce(widget: QWidget, text: str) -> None:
    """Let a screen reader speak a sentence on behalf of a widget, whatever has the focus; nothing where none runs."""
    # Without a listener Qt would still build the widget's whole accessible tree for the event.
    if not text or not QAccessible.isActive():
        return
    if sys.platform.startswith("linux"):
        _notify(widget.window(), text)
    else:
        QAccessible.updateAccessibility(QAccessibleAnnouncementEvent(widget, text))


def _notify(window: QWidget, text: str) -> None:
    """Say it as a notification that shows: Orca hears announcements from version 45 on, and Debian 12 has 43."""
    voices = window.findChildren(_Voice, options=Qt.FindChildOption.FindDirectChildrenOnly)
    voice = min(voices, key=lambda other: other.turn) if len(voices) >= _VOICES else _Voice(window)
    voice.turn = max((other.turn for other in voices), default=0) + 1
    voice.setAccessibleName(text)
    QAccessible.updateAccessibility(QAccessibleEvent(voice, QAccessible.Event.ObjectShow))


class _Voice(QWidget):
    """What a reader takes for a notification; nobody sees it."""

    def __init__(self, window: QWidget) -> None:
        super().__init__(window)
        self.turn = 0
        play(self, QAccessible.Role.Notification)
        self.hide()


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
