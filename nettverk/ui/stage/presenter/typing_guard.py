"""Bare letters are commands on the stage, and a word is not: somebody who types is not asking for anything.

A letter waits a moment; where another follows at once, both are part of a word and do nothing. Keys that are no letters
act at once, except in the middle of a word.
"""

from __future__ import annotations

from collections.abc import Callable

from PySide6.QtCore import QElapsedTimer, QObject, QTimer, Signal
from PySide6.QtGui import QKeyEvent

from nettverk.domain.rundown.commands import AnyStageCommand

WORD_MS = 220
"""Two different letters closer than this are a word; whoever looks at the hall between two commands takes longer."""
WORD_OVER_MS = 700
"""So long without a key and the word is over."""


class TypingGuard(QObject):
    """Stands between keys and commands.

    Args:
        word_ms: how long a letter waits for another; 0 lets every key through at once.

    Signals:
        commanded: an AnyStageCommand that was meant.
        typed: a word was typed; nothing was done.
    """

    commanded = Signal(object)
    typed = Signal()

    def __init__(self, parent: QObject | None = None, *, word_ms: int | None = None) -> None:
        super().__init__(parent)
        self.word_ms = WORD_MS if word_ms is None else word_ms
        self.elapsed: Callable[[], int] = _stopwatch()
        self._waiting: list[tuple[str, AnyStageCommand | None]] = []
        self._last = -WORD_OVER_MS
        self._in_word = False
        self._soon = QTimer(self)
        self._soon.setSingleShot(True)
        self._soon.timeout.connect(self.settle)

    def take(self, event: QKeyEvent, command: AnyStageCommand | None) -> None:
        """A key, with the command it would give."""
        letter = event.text().casefold() if is_letter(event) else ""
        now = self.elapsed()
        if self._in_word and now - self._last > WORD_OVER_MS:
            self._in_word = False
        if self._in_word and (letter or (event.text().strip() == "" and event.text())):
            self._last = now  # a letter or a space between words
            return
        if self.word_ms and letter:
            self._last = now
            if self._waiting and self._waiting[-1][0] != letter:
                self._waiting.clear()
                self._soon.stop()
                self._in_word = True
                self.typed.emit()
                return
            self._waiting.append((letter, command))
            self._soon.start(self.word_ms)
            return
        if event.text() == " " and self._waiting:
            self._last, self._in_word = now, True
            self._waiting.clear()
            self._soon.stop()
            self.typed.emit()
            return
        self.settle()
        if command is not None:
            self.commanded.emit(command)

    def settle(self) -> None:
        """Do what the letters that wait ask for."""
        self._soon.stop()
        waiting, self._waiting = self._waiting, []
        for _letter, command in waiting:
            if command is not None:
                self.commanded.emit(command)


def is_letter(event: QKeyEvent) -> bool:
    """Whether a key writes a letter, with nothing but Shift held."""
    from PySide6.QtCore import Qt

    plain = not event.modifiers() & ~(
        Qt.KeyboardModifier.ShiftModifier | Qt.KeyboardModifier.KeypadModifier | Qt.KeyboardModifier.GroupSwitchModifier
    )
    return plain and event.text().isalpha() and not event.isAutoRepeat()


def _stopwatch() -> Callable[[], int]:
    timer = QElapsedTimer()
    timer.start()
    return timer.elapsed
