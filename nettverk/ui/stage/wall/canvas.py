"""What walls are drawn on: measures that follow from the height, the wall's colours, and a record of all text."""

from __future__ import annotations

from dataclasses import dataclass

from PySide6.QtCore import QPointF, QRectF, Qt
from PySide6.QtGui import QColor, QPainter, QPen

from nettverk.domain.municipality import WALL, readable, rgb
from nettverk.domain.rundown.state import PartStatus
from nettverk.ui.common import shapes
from nettverk.ui.common.theme import Theme, Weight
from nettverk.ui.stage.wall.text_layout import LEADING, TextBlock, block, face_font, metrics, width_of

_STEEPEST = 1.25
"""Width by height of the tallest screen a wall is laid out for as it is: 5:4."""

# Letters that reach below the line; the note of what was drawn must be as tall as the ink.
_DEEP = frozenset("gjpqyŋçQ,;()ĵ")


@dataclass(frozen=True, slots=True)
class Drawn:
    """A line of text as it was drawn, for the tests of size, contrast and overlap."""

    text: str
    px: int
    rect: QRectF
    token: str


@dataclass(frozen=True, slots=True)
class Measures:
    """Lengths that follow from the size of the screen alone, in pixels.

    Attributes:
        w, h: size in pixels.
    """

    w: float
    h: float

    @property
    def small(self) -> float:
        """Size of the smallest text that carries meaning, 1/30 of the height."""
        return self.h / 30

    @property
    def body(self) -> float:
        """Size of running text, 1/22 of the height."""
        return self.h / 22

    @property
    def margin(self) -> float:
        """The empty space at left and right; at top and bottom each kind of wall has its own."""
        return min(max(0.0625 * self.w, 0.075 * self.h), 0.125 * self.h)

    @property
    def left(self) -> float:
        """Where text begins, from the left edge of the screen."""
        return self.margin

    @property
    def right(self) -> float:
        """Where text ends at the latest, from the left edge of the screen."""
        return self.w - self.margin

    @property
    def inner(self) -> float:
        """The width between the margins, which text may fill."""
        return self.right - self.left

    @property
    def top(self) -> float:
        """Where the first line begins, from the top edge of the screen."""
        return self.h * 0.085

    @property
    def narrow(self) -> bool:
        """Whether the screen is narrow for its height, as 4:3 and 5:4 are."""
        return self.w / self.h < 1.5


class Canvas:
    """A painter with the wall's measures.

    A screen that stands on end has the wall as 5:4 across its middle.

    Attributes:
        size: the measures, of which the most used are here as well (w, h, small, body, left, right, inner, top …).
        air: empty pixels above, and as many below; only on a screen that stands on end.
        drawn: every line of text so far.
        accent: the municipality's colour, which stands in for the accent as far as it can be read; empty for none.
    """

    def __init__(self, painter: QPainter, width: float, height: float, theme: Theme) -> None:
        size = Measures(width, min(height, width / _STEEPEST))
        self.painter, self.theme, self.size = painter, theme, size
        # The measures are used on nearly every line that draws, so the most used have short names of their own here.
        self.w, self.h, self.small, self.body, self.margin = size.w, size.h, size.small, size.body, size.margin
        self.left, self.right, self.inner, self.top, self.narrow = (
            size.left, size.right, size.inner, size.top, size.narrow,
        )  # fmt: skip
        self.air = (height - size.h) / 2
        self.drawn: list[Drawn] = []
        self.accent = ""
        # A canvas with an inactive painter only measures: how many pages there are, and where the clock will stand.
        if painter.isActive():
            painter.translate(0, self.air)
            painter.setRenderHints(QPainter.RenderHint.Antialiasing | QPainter.RenderHint.TextAntialiasing)

    # --- colours ---

    def colour(self, token: str) -> QColor:
        """A wall token: ink, mute, ground, line, track, accent, stop, part1 …"""
        if token == "accent" and self.accent:
            ground = rgb(self.theme.colour("wall_ground").name())
            return QColor.fromRgbF(*readable(rgb(self.accent), ground, WALL))
        return self.theme.colour(f"wall_{token}")

    def part_token(self, number: int) -> str:
        """The token of a main part; the accent where there is none."""
        return f"part{number}" if 1 <= number <= 4 else "accent"

    # --- drawing ---

    def whole(self) -> QRectF:
        """The whole screen, with the empty space above and below the wall."""
        return QRectF(0, -self.air, self.w, self.h + 2 * self.air)

    def fill(self) -> None:
        """Cover all of the screen with the ground's colour."""
        self.painter.fillRect(self.whole(), self.colour("ground"))

    def edge(self, number: int) -> None:
        """The part's hue along the left edge; the municipality's colour where there is no part, if it has one."""
        if number or self.accent:
            edge = self.whole()
            edge.setWidth(max(4.0, self.w * 0.0104))
            self.painter.fillRect(edge, self.colour(self.part_token(number)))

    def line(self, y: float, x: float | None = None, width: float | None = None) -> None:
        """A hairline across the text's width, or from ``x`` as far as ``width``."""
        thick = max(1.0, round(self.h / 720))
        left = self.left if x is None else x
        self.painter.fillRect(QRectF(left, y, self.inner if width is None else width, thick), self.colour("line"))

    def put(
        self, words: TextBlock, x: float, y: float, token: str = "ink", *, align: str = "left", width: float = 0.0
    ) -> float:
        """Draw a block from its top left corner; returns where it ends. ``align`` right or centre needs ``width``."""
        self.painter.setFont(face_font(words.px, words.weight))
        self.painter.setPen(self.colour(token))
        ascent, descent, _cap = metrics(words.weight)
        lead = (words.line_height - (ascent + descent) * words.px) / 2
        for i, text in enumerate(words.lines):
            wide = width_of(text, words.px, words.weight)
            at = x + (width - wide if align == "right" else (width - wide) / 2 if align == "centre" else 0)
            baseline = y + i * words.line_height + lead + ascent * words.px
            self.painter.drawText(QPointF(at, baseline), text)
            deep = 0.2 if _DEEP.intersection(text) else 0.0
            box = QRectF(at, baseline - 0.76 * words.px, wide, (0.76 + deep) * words.px)
            self.drawn.append(Drawn(text, words.px, box, token))
        return y + words.height

    def one(self, text: str, px: float, weight: Weight = "regular") -> TextBlock:
        """The text on a single line, whatever its width, at a whole number of pixels."""
        size = int(px + 0.999)
        return TextBlock((text,), size, weight, width_of(text, size, weight), size * LEADING)

    def snug(self, text: str, width: float, px: float, weight: Weight = "regular") -> TextBlock:
        """The text on one line, smaller if it must be; if that is not enough, on several at the smallest size."""
        line = self.one(text, px, weight)
        if line.width <= width:
            return line
        size = max(self.small, int(px * width / line.width))
        line = self.one(text, size, weight)
        return line if line.width <= width else block(text, width, self.small, weight, leading=1.15)

    def text(
        self, text: str, x: float, y: float, width: float, px: float, token: str = "ink", weight: Weight = "regular"
    ) -> float:
        """Lay text out and draw it at once; returns where it ends."""
        return self.put(block(text, width, px, weight), x, y, token)

    def shape(self, number: int, x: float, y: float, size: float, *, filled: bool = True, token: str = "") -> None:
        """Draw the shape of a main part in a square of ``size`` pixels."""
        name = shapes.part_shape(number)
        if name:
            shapes.paint(
                self.painter, QRectF(x, y, size, size), name, self.colour(token or self.part_token(number)), filled
            )

    def mark(self, number: int, x: float, y: float, size: float, status: PartStatus) -> None:
        """Draw a part's shape by its status: hollow ahead, filled now and when done, hollow and struck if skipped."""
        skipped = status == PartStatus.SKIPPED
        token = "mute" if skipped else ""
        self.shape(number, x, y, size, filled=status not in {PartStatus.AHEAD, PartStatus.SKIPPED}, token=token)
        if skipped and number:
            over = size * 0.16
            pen = QPen(self.colour(token), max(2.0, size / 7))
            pen.setCapStyle(Qt.PenCapStyle.RoundCap)
            self.painter.setPen(pen)
            self.painter.drawLine(QPointF(x - over, y + size + over), QPointF(x + size + over, y - over))

    def dot(self, x: float, y: float, size: float, *, filled: bool, token: str = "ink") -> None:
        """A dot that stands for a page; the filled one is the page that is shown."""
        shapes.paint(self.painter, QRectF(x, y, size, size), "circle", self.colour(token), filled)

    def bar(self, x: float, y: float, width: float, left: float, token: str) -> None:
        """Draw a bar that empties from the left; ``left`` is the share that remains, 0–1."""
        thick = max(4.0, self.h * 0.009)
        self.painter.setPen(Qt.PenStyle.NoPen)
        self.painter.setBrush(self.colour("track"))
        self.painter.drawRoundedRect(QRectF(x, y, width, thick), thick / 2, thick / 2)
        if left > 0:
            self.painter.setBrush(self.colour(token))
            part = max(thick, width * left)
            self.painter.drawRoundedRect(QRectF(x + width - part, y, part, thick), thick / 2, thick / 2)
