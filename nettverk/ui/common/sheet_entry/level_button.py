"""A level as a button whose words go on below where one line has no room: a municipality names its own levels."""

from __future__ import annotations

from PySide6.QtCore import QSize
from PySide6.QtGui import QFontMetrics, QPaintEvent, QTextLayout, QTextOption
from PySide6.QtWidgets import QStyleOptionButton, QWidget

from nettverk.ui.common.basics import PushButton
from nettverk.ui.common.literal import keyless
from nettverk.ui.common.theme import Weight, in_force

_BESIDE = 30
"""Pixels beside the words: the padding of a segment and its edges, and the gap after the mark."""


def lines_of(text: str, width: float, *, step: int = 0, weight: Weight = "semibold") -> list[str]:
    """A text in lines of at most ``width`` pixels; a word that is longer than a line is broken."""
    option = QTextOption()
    option.setWrapMode(QTextOption.WrapMode.WrapAtWordBoundaryOrAnywhere)
    layout = QTextLayout(text, in_force().font(step, weight))
    layout.setTextOption(option)
    layout.beginLayout()
    lines = []
    while (line := layout.createLine()).isValid():
        line.setLineWidth(max(1.0, width))
        lines.append(text[line.textStart() : line.textStart() + line.textLength()].strip())
    layout.endLayout()
    return lines or [""]


class LevelButton(PushButton):
    """One level, with its mark before the words."""

    def __init__(self, label: str, parent: QWidget | None = None) -> None:
        super().__init__(label, parent)
        self.label = label
        self._drawn: list[str] | None = None  # the lines while they are being drawn: Qt asks the same for its size
        policy = self.sizePolicy()
        policy.setHeightForWidth(True)
        self.setSizePolicy(policy)

    def minimumSizeHint(self) -> QSize:
        """Room for the mark and a short word: the rest goes on below."""
        whole = self.sizeHint()
        return QSize(min(whole.width(), in_force().px(0) * 8 + self._beside()), whole.height())

    def hasHeightForWidth(self) -> bool:
        return True

    def heightForWidth(self, width: int) -> int:
        """One line as the button is by itself, and a line's height for each line more."""
        return self.sizeHint().height() + (len(self._lines(width)) - 1) * QFontMetrics(self.font()).lineSpacing()

    def paintEvent(self, event: QPaintEvent) -> None:
        """The words in the lines they need here; the style draws them in its colours."""
        self._drawn = self._lines(self.width())
        try:
            super().paintEvent(event)
        finally:
            self._drawn = None

    def initStyleOption(self, option: QStyleOptionButton) -> None:
        """What the style draws."""
        super().initStyleOption(option)
        if self._drawn is not None:
            option.text = "\n".join(f" {keyless(line)}" for line in self._drawn)  # air after the mark

    def _beside(self) -> int:
        return self.iconSize().width() + _BESIDE

    def _lines(self, width: int) -> list[str]:
        if width >= self.sizeHint().width():
            return [self.label]
        return lines_of(self.label, width - self._beside())
