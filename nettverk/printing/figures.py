"""Figures as bars: how many of each, in the part's hue and readable in black and white, with the number beside."""

from __future__ import annotations

from nettverk.printing import styles
from nettverk.printing.blocks import Block, Text
from nettverk.printing.pen import Pen
from nettverk.printing.styles import Colour, Style


class ResultBar(Block):
    """A bar in the part's hue; the figure beside it says the same."""

    def __init__(self, share: float, colour: Colour) -> None:
        self.share, self.colour = min(1.0, max(0.0, share)), colour

    def height(self, width: float) -> float:
        return 9.0

    def baseline(self, width: float) -> float:
        return 8.5

    def draw(self, pen: Pen, x: float, y: float, width: float) -> None:
        pen.bar(x, y, width, 9.0, styles.TRACK)
        if self.share:
            pen.bar(x, y, width * self.share, 9.0, self.colour)


class Shaped(Text):
    """Words with the shape of what they name before them, as it stands on lists and badges."""

    def __init__(self, text: str, style: Style, shape: str) -> None:
        super().__init__(text, style)
        self._shape = shape
        self.indent = 14.0

    def draw(self, pen: Pen, x: float, y: float, width: float) -> None:
        if self._shape:
            pen.shape(self._shape, x + 4, y + self.style.baseline - 3.8, 8, self.style.colour)
        super().draw(pen, x, y, width)
