"""What one writes on: ruled lines, numbered points, columns and fields that share the room left on their page.

Everything here measures itself at its least, and grows (``flow`` hands out the room). Lines come closer to fill what
they are given evenly: a page never ends with half a line of empty paper.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from nettverk.printing import styles
from nettverk.printing.blocks import Block, Stack, Text
from nettverk.printing.forms import FieldKind
from nettverk.printing.pen import Pen
from nettverk.printing.styles import Style
from nettverk.printing.tags import Node

ROOMY, TIGHT = 26.0, 21.5
"""Points between lines to write on: 9 mm with ease, 7.5 mm where it must be."""
_INDENT = 18.0
"""Points before the lines of a numbered point."""
_OVER = 4.0
"""Points between what stands over lines and the field that is filled in on a screen."""
_NUMBER = Style(10.5, 15, styles.STRONG_TEXT.face, styles.MUTE)
_COLUMN = styles.SUBHEADING.but(size=11.5, leading=15)
_HINT = styles.NOTE.but(leading=12.5)


@dataclass(frozen=True, slots=True)
class Ease:
    """How much room there is to write and to read.

    Attributes:
        spacing: points between lines to write on.
        lines: the fewest of them for a text; half as many for a short answer.
        read: type size of what is only read, in points.
    """

    spacing: float = ROOMY
    lines: int = 4
    read: float = 11.5


def rule_lines(
    pen: Pen, x: float, top: float, width: float, height: float, spacing: float, numbers: int = 0
) -> None:  # fmt: skip
    """Draw lines from ``top`` to fill the height evenly; with numbers, as many points as that, each of whole lines."""
    count = max(1, int((height + 0.01) / spacing))
    each = count // numbers if numbers else 0
    if numbers:
        each = max(1, each)
        count = each * numbers
    pitch = height / count
    indent = _INDENT if numbers else 0.0
    for number in range(1, count + 1):
        y = top + number * pitch
        pen.rule(x + indent, y, width - indent, styles.TO_WRITE, styles.WRITE_ON)
        if numbers and (number - 1) % each == 0:
            label = Text(f"{(number - 1) // each + 1}", _NUMBER)
            label.draw(pen, x, y - 3 - _NUMBER.baseline, indent)


class Ruled(Block):
    """Ruled lines; with ``numbers``, one or more lines for each of so many points; ``about`` is what stands over
    them."""

    def __init__(
        self, least: int, spacing: float, *, numbers: int = 0, before: float = 4.0, tall: float = 0.0,
        grows: float = 0.0, about: str = "",
    ) -> None:  # fmt: skip
        self.count, self.spacing, self.numbers, self.before, self.tall = least, spacing, numbers, before, tall
        self.about = about
        self.grows = grows or float(least)

    def height(self, width: float) -> float:
        return max(self.tall, self.count * self.spacing)

    def least(self, width: float) -> float:
        return min(self.height(width), 3 * self.spacing)

    def split(self, width: float, room: float) -> tuple[Block, Block] | None:
        fit = int(room / self.spacing)
        if self.numbers or self.count < 8 or fit < 3 or self.count - fit < 3:
            return None
        return (
            Ruled(fit, self.spacing, before=self.before, about=self.about),
            Ruled(self.count - fit, self.spacing, before=self.spacing / 2, about=self.about),
        )

    def grown(self, width: float, room: float) -> Block:
        """As many lines as go in the room."""
        return Ruled(
            self.count, self.spacing, numbers=self.numbers, before=self.before, tall=room, grows=self.grows,
            about=self.about,
        )  # fmt: skip

    def draw(self, pen: Pen, x: float, y: float, width: float) -> None:
        tall = self.height(width)
        rule_lines(pen, x, y, width, tall, self.spacing, self.numbers)
        if not self.numbers:
            pen.field(self.about, x, y + _OVER, width, tall - _OVER)
        else:
            each = tall / self.numbers
            for number in range(self.numbers):
                pen.field(
                    f"{self.about}: {number + 1}", x + _INDENT, y + number * each + _OVER, width - _INDENT, each - _OVER
                )


@dataclass(frozen=True, slots=True)
class Named:
    """What stands over something to fill in: a name, and a short line of help."""

    label: str
    help: str = ""

    def heading(self) -> Stack:
        """Both, one below the other."""
        blocks: list[Block] = [Text(self.label, _COLUMN)]
        if self.help:
            blocks.append(Text(self.help, _HINT))
        return Stack(blocks)


class WritingColumns(Block):
    """Two to four named columns with lines, their first lines at one height."""

    _GAP = 14.0

    def __init__(
        self, columns: Sequence[Named], ease: Ease, *, most: int = 0, before: float = 8.0, tall: float = 0.0
    ) -> None:
        self.columns, self.ease, self.most, self.before, self.tall = tuple(columns), ease, most, before, tall
        self.grows = 12.0

    def _width(self, width: float) -> float:
        return (width - self._GAP * (len(self.columns) - 1)) / len(self.columns)

    def _top(self, width: float) -> float:
        return 6 + max(column.heading().height(self._width(width)) for column in self.columns)

    def may_stand(self, width: float) -> bool:
        """Whether the names are short enough to stand beside one another."""
        return self._top(width) < 170

    def height(self, width: float) -> float:
        return max(self.tall, self._top(width) + self._lines() * self.ease.spacing)

    def _lines(self) -> int:
        return max(5, self.most)

    def grown(self, width: float, room: float) -> Block:
        """As tall as the room."""
        return WritingColumns(self.columns, self.ease, most=self.most, before=self.before, tall=room)

    def draw(self, pen: Pen, x: float, y: float, width: float) -> None:
        wide, top = self._width(width), self._top(width)
        tall = self.height(width) - top
        with pen.element(Node("L")):
            for number, column in enumerate(self.columns):
                left = x + number * (wide + self._GAP)
                pen.rule(left, y, wide, styles.STRONG, styles.INK)
                with pen.element(Node("LI")), pen.element(Node("LBody")):
                    column.heading().draw(pen, left, y + 5, wide)
                    pen.field(column.label, left, y + top, wide, tall)
                rule_lines(pen, left, y + top, wide, tall, self.ease.spacing, self.most)


class Fields(Block):
    """Fields beside one another, each with its name in it and room to write."""

    _GAP, _AIR = 12.0, 8.0

    def __init__(
        self, fields: Sequence[Named], across: int, ease: Ease, *, before: float = 10.0, tall: float = 0.0
    ) -> None:
        self.fields, self.across, self.ease, self.before, self.tall = tuple(fields), across, ease, before, tall
        self.grows = 4.0

    def _width(self, width: float) -> float:
        return (width - self._GAP * (self.across - 1)) / self.across

    def _named(self, width: float) -> float:
        inner = self._width(width) - 2 * self._AIR
        return max(field.heading().height(inner) for field in self.fields)

    def may_stand(self, width: float) -> bool:
        """Whether the names leave room to write in the fields."""
        return self._named(width) < 150

    def height(self, width: float) -> float:
        return max(self.tall, self._named(width) + 2 * self._AIR + 2 * self.ease.spacing)

    def grown(self, width: float, room: float) -> Block:
        """As tall as the room, but never so tall that the fields seem to ask for an essay."""
        tall = max(self.height(width), min(room, self._named(width) + 9 * self.ease.spacing))
        return Fields(self.fields, self.across, self.ease, before=self.before, tall=tall)

    def draw(self, pen: Pen, x: float, y: float, width: float) -> None:
        wide = self._width(width)
        with pen.element(Node("L")):
            for number, field in enumerate(self.fields):
                left = x + number * (wide + self._GAP)
                pen.box(left, y, wide, self.height(width), styles.LINE, styles.MUTE)
                with pen.element(Node("LI")), pen.element(Node("LBody")):
                    inner = wide - 2 * self._AIR
                    field.heading().draw(pen, left + self._AIR, y + self._AIR - 1, inner)
                    taken = self._AIR + field.heading().height(inner)
                    pen.field(
                        field.label, left + self._AIR / 2, y + taken, wide - self._AIR, self.height(width) - taken - 3
                    )


class Step(Block):
    """One of several steps: its number in a ring, what it is, and lines beside it; a line leads on to the next."""

    _RING, _GAP, _AIR = 22.0, 12.0, 8.0

    def __init__(
        self, number: int, named: Named, ease: Ease, *, last: bool = False, before: float = 0.0, tall: float = 0.0
    ) -> None:
        self.number, self.named, self.ease, self.last = number, named, ease, last
        self.before, self.tall = before, tall
        self.grows = 3.0

    def _columns(self, width: float) -> tuple[float, float]:
        """Where the words begin and how wide they are; the lines have the rest."""
        return self._RING + self._GAP, min(165.0, width * 0.34)

    def may_stand(self, width: float) -> bool:
        """Whether the words are short enough to stand beside the lines."""
        return self.named.heading().height(self._columns(width)[1]) < 260

    def height(self, width: float) -> float:
        words = self.named.heading().height(self._columns(width)[1])
        return max(self.tall, words + self._AIR, max(2, self.ease.lines - 1) * self.ease.spacing + self._AIR)

    def grown(self, width: float, room: float) -> Block:
        """As tall as the room."""
        return Step(self.number, self.named, self.ease, last=self.last, before=self.before, tall=room)

    def draw(self, pen: Pen, x: float, y: float, width: float) -> None:
        left, wide = self._columns(width)
        tall, middle = self.height(width), x + self._RING / 2
        pen.shape("circle", middle, y + self._RING / 2, self._RING, styles.INK, filled=False)
        if not self.last:
            pen.upright(middle, y + self._RING, tall - self._RING, styles.STRONG, styles.RULE)
        style = styles.STRONG_TEXT.but(align="center")
        with pen.element(Node("L")), pen.element(Node("LI")):
            number = Text(f"{self.number}", style, kind="Lbl")
            with pen.content(number.node):
                line = number.lines(self._RING)[0]
                pen.line(line, style, x, y + self._RING / 2 + 3.7, self._RING)
            with pen.element(Node("LBody")):
                self.named.heading().draw(pen, x + left, y + 3, wide)
                at = left + wide + self._GAP
                pen.field(self.named.label, x + at, y, width - at, tall - self._AIR)
        rule_lines(pen, x + at, y, width - at, tall - self._AIR, self.ease.spacing)


class WritingLabels(Block):
    """Lines side by side, each with its name under it, as on any form."""

    _GAP = 14.0

    def __init__(self, labels: Sequence[str], *, before: float = 0.0) -> None:
        self.labels, self.before = tuple(labels), before

    def _width(self, width: float) -> float:
        return (width - self._GAP * (len(self.labels) - 1)) / len(self.labels)

    def height(self, width: float) -> float:
        wide = self._width(width)
        return 4 + max(Text(label, _HINT).height(wide) for label in self.labels)

    def draw(self, pen: Pen, x: float, y: float, width: float) -> None:
        wide = self._width(width)
        for number, label in enumerate(self.labels):
            left = x + number * (wide + self._GAP)
            pen.rule(left, y, wide, styles.LINE, styles.MUTE)
            pen.field(label, left, y - 16, wide, 15, FieldKind.LINE)
            Text(label, _HINT).draw(pen, left, y + 3, wide)
