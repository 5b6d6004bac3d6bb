"""A question with a few answers, in a sheet: never a dialog in the way."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass

from PySide6.QtWidgets import QWidget

from nettverk.ui.common.sheet import Sheet
from nettverk.ui.common.widgets import Note, QuietButton


@dataclass(frozen=True, slots=True)
class Answer:
    """One way to go on: what the button says, and what it does."""

    text: str
    run: Callable[[], object]


class Choose(Sheet):
    """Asks, and opens at once; closing it does nothing."""

    def __init__(self, title: str, words: str, host: QWidget, answers: Sequence[Answer]) -> None:
        super().__init__(title, host, width=420)
        self.body.addWidget(Note(words, self))
        self.body.addSpacing(8)
        self.buttons: list[QuietButton] = []
        for answer in answers:
            button = QuietButton(answer.text, parent=self)
            button.clicked.connect(lambda _on=False, answer=answer: self._take(answer))
            self.body.addWidget(button)
            self.buttons.append(button)
        self.body.addStretch(1)
        self.closed.connect(self.deleteLater)
        self.open(self.buttons[0])

    def _take(self, answer: Answer) -> None:
        self.close_sheet()
        answer.run()
