"""From a key to the command it gives on the stage; the keys stand in ``domain.rundown.commands.registry``."""

from __future__ import annotations

from functools import cache

from PySide6.QtCore import Qt
from PySide6.QtGui import QKeyEvent, QKeySequence

from nettverk.domain.rundown.commands import AnyStageCommand, StageCommand, registry

_NONE, _SHIFT, _CTRL = (
    Qt.KeyboardModifier.NoModifier,
    Qt.KeyboardModifier.ShiftModifier,
    Qt.KeyboardModifier.ControlModifier,
)
# Where a key sits on the keyboard, and which of two alphabets is on, says nothing about what is meant.
_IGNORED = Qt.KeyboardModifier.KeypadModifier | Qt.KeyboardModifier.GroupSwitchModifier


@cache
def _bindings() -> dict[str, tuple[AnyStageCommand, bool]]:
    """By Qt's portable text of a key: its command, and whether that repeats while the key is held down."""
    return {key: (info.command, info.repeats) for info in registry() for key in info.keys if info.command is not None}


def _bound(key: int, modifiers: Qt.KeyboardModifier) -> tuple[AnyStageCommand | None, bool]:
    text = QKeySequence(key | modifiers.value).toString(QKeySequence.SequenceFormat.PortableText)
    return _bindings().get(text, (None, False))


def command_of(event: QKeyEvent) -> AnyStageCommand | None:
    """What a key does on the stage; None for nothing."""
    if event.text() == "?":
        return StageCommand.KEY_LIST  # on a Norwegian keyboard it is Shift and +
    key, modifiers = event.key(), event.modifiers() & ~_IGNORED
    if modifiers not in {_NONE, _SHIFT, _CTRL, _CTRL | _SHIFT}:
        return None
    command, repeats = _bound(key, modifiers)
    if command is None and modifiers == _SHIFT:
        # B is black whether or not Caps Lock is on, and on some keyboards + needs Shift.
        command, repeats = _bound(key, _NONE)
    return None if event.isAutoRepeat() and not repeats else command
