"""Typing that works with every letter: pytest-qt's keyClicks aborts the process on á, š and ŋ."""

from __future__ import annotations

from PySide6.QtCore import QCoreApplication, QEvent, Qt
from PySide6.QtGui import QKeyEvent, QKeySequence
from PySide6.QtWidgets import QApplication, QWidget

_KEYS = {"\n": Qt.Key.Key_Return, "\t": Qt.Key.Key_Tab, "\b": Qt.Key.Key_Backspace, "\x1b": Qt.Key.Key_Escape}


def type_text(text: str, widget: QWidget | None = None) -> None:
    """Type into a widget (where the focus is, when not given), one letter at a time."""
    for letter in text:
        key = _KEYS.get(letter) or (Qt.Key(ord(letter.upper())) if ord(letter.upper()) < 128 else Qt.Key.Key_unknown)
        _send(widget, key, Qt.KeyboardModifier.NoModifier, "" if letter == "\x1b" else letter)


def press(keys: str, widget: QWidget | None = None) -> None:
    """Press a combination as Qt writes it: ``Ctrl+Z``, ``Down``, ``Shift+Tab``, ``F1``; shortcuts hear it too."""
    combination = QKeySequence(keys)[0]
    key, modifiers = combination.key(), combination.keyboardModifiers()
    plain = chr(key.value) if key.value < 128 and modifiers == Qt.KeyboardModifier.NoModifier else ""
    _send(widget, key, modifiers, plain.lower())


def _send(widget: QWidget | None, key: Qt.Key, modifiers: Qt.KeyboardModifier, text: str) -> None:
    from PySide6.QtTest import QTest

    target = widget or QApplication.focusWidget() or QApplication.activeWindow()
    if target is None:
        raise AssertionError("nothing has the focus")
    if not text:  # through the window, so that shortcuts are tried first
        QTest.keyClick(target, key, modifiers)
        return
    for kind in (QEvent.Type.KeyPress, QEvent.Type.KeyRelease):
        QCoreApplication.sendEvent(target, QKeyEvent(kind, key, modifiers, text))
