"""The shapes that levels are told by, as outlines to colour in, and boxes to tick."""

from __future__ import annotations

from collections.abc import Sequence

from nettverk.domain.sheets.definition import Level
from nettverk.printing import styles
from nettverk.printing.blocks import Block, Text
from nettverk.printing.forms import FieldKind
from nettverk.printing.pen import Pen
from nettverk.printing.styles import Colour, Style
from nettverk.printing.tags import Node

MARK = 17.0
"""Side of a mark to colour in, in points: large enough for a pencil."""
_WORD = Style(8, 10.5, styles.LABEL.face, styles.INK, hyphenate=True, align="center")


_WHITE = (1.0, 1.0, 1.0)


def level_width(levels: int) -> float:
    """How wide the column of one level is, in points, so that signs keep more than half of the page."""
    return min(84.0, 230.0 / max(1, levels))


class LevelMark(Block):
    """A level's shape in the middle of its cell, to colour in."""

    def __init__(self, level: Level, about: str = "") -> None:
        """``about``: what is judged, for whoever fills it in on a screen."""
        self.level, self.about = level, about

    def height(self, width: float) -> float:
        return MARK

    def baseline(self, width: float) -> float:
        return MARK / 2 + 3.7  # its middle at the middle of the capitals beside it

    def draw(self, pen: Pen, x: float, y: float, width: float) -> None:
        with pen.content(Node("Figure", alt=self.level.label)):
            pen.shape(self.level.mark, x + width / 2, y + MARK / 2, MARK, styles.INK, filled=False)
        label = _told(self.about, self.level.label)
        pen.field(label, x + (width - MARK) / 2, y, MARK, MARK, FieldKind.ONE_OF, self.about or label)


def _told(*words: str) -> str:
    """What a field is for: «Alle har noen å leke med: ofte»."""
    return ": ".join(word for word in words if word)


class LevelName(Block):
    """A level's shape, filled, over its word."""

    def __init__(self, level: Level, colour: Colour = styles.INK, *, filled: bool = True) -> None:
        self.level, self.colour, self.filled = level, colour, filled
        self.word = Text(level.label, _WORD)

    def height(self, width: float) -> float:
        return 14 + self.word.height(width)

    def baseline(self, width: float) -> float:
        return self.height(width)  # words stand on the rule below them, whatever their number of lines

    def draw(self, pen: Pen, x: float, y: float, width: float) -> None:
        pen.shape(self.level.mark, x + width / 2, y + 5.5, 9, self.colour, filled=self.filled)
        self.word.draw(pen, x, y + 14, width)


class SpreadBar(Block):
    """How answers spread over the levels: how much they agree, in words, and a bar with a piece for each level.

    It is read in black and white: the pieces go from dark to white, the best first, and each has the shape in it that
    stands over the figures beside.
    """

    _TALL, _SHAPE, _WORD = 8.0, 5.0, 84.0

    def __init__(self, word: str, levels: Sequence[Level], counts: Sequence[int], colour: Colour) -> None:
        self.word = Text(word, styles.NOTE.but(leading=12.5))
        self.levels, self.counts, self.colour = tuple(levels), tuple(counts), colour

    def height(self, width: float) -> float:
        return max(13.0, self.word.height(self._WORD))

    def draw(self, pen: Pen, x: float, y: float, width: float) -> None:
        self.word.draw(pen, x, y, self._WORD)
        left, top = x + self._WORD, y + 3.0
        total, last = sum(self.counts), max(1, len(self.counts) - 1)
        for place, (level, count) in enumerate(zip(self.levels, self.counts, strict=True)):
            wide = count / total * (width - self._WORD) if total else 0.0
            if not wide:
                continue
            paler = place / last
            red, green, blue = (part + (1 - part) * paler for part in self.colour)
            pen.bar(left, top, wide, self._TALL, (red, green, blue))
            if wide >= self._SHAPE + 3:
                colour = _WHITE if paler < 0.5 else styles.INK
                pen.shape(level.mark, left + wide / 2, top + self._TALL / 2, self._SHAPE, colour)
            pen.frame(left + 0.3, top + 0.3, max(0.2, wide - 0.6), self._TALL - 0.6, styles.LINE, self.colour)
            left += wide


class TickBox(Block):
    """An empty box to tick, standing on the baseline of the words beside it."""

    def __init__(self, side: float = 11.0, *, about: str = "") -> None:
        self.side, self.about = side, about

    def height(self, width: float) -> float:
        return self.side

    def baseline(self, width: float) -> float:
        return self.side - 1.5

    def draw(self, pen: Pen, x: float, y: float, width: float) -> None:
        pen.box(x, y, self.side, self.side)
        if self.about:
            pen.field(self.about, x, y, self.side, self.side, FieldKind.TICK)


class TickLine(Block):
    """Boxes with words after them, on as many lines as they need; ``about`` is what they answer."""

    _STYLE = styles.PLAIN

    def __init__(self, options: Sequence[str], *, before: float = 3.0, about: str = "", several: bool = True) -> None:
        self.options, self.before, self.about, self.several = tuple(options), before, about, several

    def _rows(self, width: float) -> list[list[tuple[float, Text]]]:
        """(x, words) row by row; words wider than the line stand on lines of their own."""
        rows: list[list[tuple[float, Text]]] = [[]]
        x = 0.0
        for option in self.options:
            words = Text(option, self._STYLE)
            lines = words.lines(width - 18)
            wide = 18 + max(line.width for line in lines) + 22
            if rows[-1] and (x + wide - 22 > width or len(lines) > 1):
                rows.append([])
                x = 0.0
            rows[-1].append((x, words))
            x += wide
        return rows

    def height(self, width: float) -> float:
        return sum(max(words.height(width - 18) for _x, words in row) + 5 for row in self._rows(width))

    def draw(self, pen: Pen, x: float, y: float, width: float) -> None:
        with pen.element(Node("L")):
            for row in self._rows(width):
                for left, words in row:
                    pen.box(x + left, y + 2.5, 10, 10)
                    with pen.element(Node("LI")), pen.element(Node("LBody")):
                        kind, choice = (FieldKind.TICK, "") if self.several else (FieldKind.ONE_OF, self.about)
                        pen.field(_told(self.about, str(words.text)), x + left, y + 2.5, 10, 10, kind, choice)
                        words.draw(pen, x + left + 18, y, width - 18)
                y += max(words.height(width - 18) for _x, words in row) + 5


class ShareBar(Block):
    """A bar of ten cells to shade, for those who see a part sooner than they count it."""

    def height(self, width: float) -> float:
        return 14.0

    def baseline(self, width: float) -> float:
        return 11.0

    def draw(self, pen: Pen, x: float, y: float, width: float) -> None:
        pen.box(x, y, width, 14.0, styles.LINE, styles.MUTE)
        for cell in range(1, 10):
            strong = cell == 5
            pen.upright(x + cell * width / 10, y, 14.0, styles.LINE if strong else styles.HAIR, styles.MUTE)


class AmountLine(Block):
    """A short line to write a number on; ``about`` is what is counted."""

    def __init__(self, about: str = "") -> None:
        self.about = about

    def height(self, width: float) -> float:
        return 16.0

    def baseline(self, width: float) -> float:
        return 13.0

    def draw(self, pen: Pen, x: float, y: float, width: float) -> None:
        pen.rule(x, y + 14, width, styles.LINE, styles.INK)
        if self.about:
            pen.field(self.about, x, y - 1, width, 15, FieldKind.LINE)
