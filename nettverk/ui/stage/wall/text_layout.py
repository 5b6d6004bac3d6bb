"""Setting type for the wall: words broken into balanced lines, at the largest size that fits. Sizes in pixels."""

from __future__ import annotations

import re
from dataclasses import dataclass
from functools import lru_cache

from PySide6.QtGui import QFont, QFontMetricsF

from nettverk.ui.common.theme import Weight, type_of

# Measured once at this size and scaled: hinting is off, so widths grow in proportion.
_MEASURED_AT = 200
LEADING = 1.22
_HOUR = re.compile(r"\bkl\. (?=\d)")
_BREAKS = re.compile(r"[^\S\u00a0\u202f]+")
"""Where a line may be broken: any space but the two that hold together."""


@dataclass(frozen=True, slots=True)
class Block:
    """Lines of text at a size, ready to be drawn from a top left corner."""

    lines: tuple[str, ...]
    px: int
    weight: Weight
    width: float
    line_height: float

    @property
    def height(self) -> float:
        """From the top of the first line to the bottom of the last."""
        return self.line_height * len(self.lines)


def face_font(px: float, weight: Weight = "regular") -> QFont:
    """The wall's type at a size, without hinting so that every size has the same proportions."""
    font = type_of(px, weight)
    font.setHintingPreference(QFont.HintingPreference.PreferNoHinting)
    font.setKerning(True)
    return font


@lru_cache(maxsize=8192)
def _measured(text: str, weight: Weight) -> float:
    return QFontMetricsF(face_font(_MEASURED_AT, weight)).horizontalAdvance(text)


def width_of(text: str, px: float, weight: Weight = "regular") -> float:
    """How wide one line is."""
    return _measured(text, weight) * px / _MEASURED_AT


@lru_cache(maxsize=3)
def metrics(weight: Weight) -> tuple[float, float, float]:
    """Ascent, descent and height of a capital, as parts of the size."""
    found = QFontMetricsF(face_font(_MEASURED_AT, weight))
    return found.ascent() / _MEASURED_AT, found.descent() / _MEASURED_AT, found.capHeight() / _MEASURED_AT


def _pieces(text: str) -> list[str]:
    """Words, with double names split after the hyphen (the hyphen stays with what comes before); «kl. 11.15» is one."""
    found: list[str] = []
    for word in filter(None, _BREAKS.split(_HOUR.sub("kl.\u00a0", text))):
        parts = [part for part in word.replace("-", "-\u200b").replace("/", "/\u200b").split("\u200b") if part]
        found += [part + ("" if i == len(parts) - 1 else "\u200b") for i, part in enumerate(parts)]
    return found


def _chopped(piece: str, width: float, px: float, weight: Weight) -> list[str]:
    """A word that is wider than the line, in pieces that are not; only for what has no better place to break."""
    rest, found = piece, []
    while width_of(rest, px, weight) > width and len(rest) > 3:
        cut = len(rest) - 1
        while cut > 2 and width_of(rest[:cut] + "-", px, weight) > width:
            cut -= 1
        found.append(rest[:cut] + "-\u200b")
        rest = rest[cut:]
    return [*found, rest]


def _broken(pieces: list[str], width: float, px: float, weight: Weight) -> list[str]:
    """Greedy lines no wider than ``width``."""
    lines: list[str] = []
    line = ""
    for piece in pieces:
        joined = line + ("" if not line or line.endswith("\u200b") else " ") + piece
        if line and width_of(joined.replace("\u200b", ""), px, weight) > width:
            lines.append(line)
            line = piece
        else:
            line = joined
    return [found.replace("\u200b", "") for found in ([*lines, line] if line else lines)]


@lru_cache(maxsize=512)
def lines_of(text: str, width: float, px: int, weight: Weight = "regular", balanced: bool = True) -> tuple[str, ...]:
    """The text in as few lines as fit the width, balanced so that they are about equally long; line breaks are kept."""
    found: list[str] = []
    for paragraph in text.split("\n"):
        pieces = [
            part
            for piece in _pieces(paragraph)
            for part in (_chopped(piece, width, px, weight) if width_of(piece, px, weight) > width else [piece])
        ]
        lines = _broken(pieces, width, px, weight)
        if balanced and 1 < len(lines) < 12:
            low, high = width / len(lines), width
            while high - low > px * 0.2:
                middle = (low + high) / 2
                if len(_broken(pieces, middle, px, weight)) > len(lines) or _widest(pieces, px, weight) > middle:
                    low = middle
                else:
                    high = middle
            lines = _broken(pieces, high, px, weight)
        found += lines
    return tuple(found)


def _widest(pieces: list[str], px: float, weight: Weight) -> float:
    return max(width_of(piece, px, weight) for piece in pieces)


def block(
    text: str, width: float, px: float, weight: Weight = "regular", *, leading: float = LEADING, balanced: bool = True
) -> Block:
    """The text at one size, as many lines as it takes."""
    size = int(px + 0.999)
    lines = lines_of(text, width, size, weight, balanced)
    return Block(
        lines, size, weight, max((width_of(line, size, weight) for line in lines), default=0.0), size * leading
    )


def fitted(
    text: str, width: float, height: float, largest: float, smallest: float, weight: Weight = "regular", *,
    leading: float = LEADING, most_lines: int = 99, even: bool = False,
) -> Block:  # fmt: skip
    """The text as large as it can be within width and height; at ``smallest`` it takes the height it takes.

    Args:
        even: a little smaller where that saves a line from being one short word.
    """
    low, high = int(smallest + 0.999), max(int(largest), int(smallest + 0.999))
    best = block(text, width, low, weight, leading=leading)

    def fits(found: Block) -> bool:
        whole = all(width_of(word, found.px, weight) <= width for word in _pieces(text))
        return whole and found.height <= height and len(found.lines) <= most_lines

    while low < high:
        middle = (low + high + 1) // 2
        tried = block(text, width, middle, weight, leading=leading)
        if fits(tried):
            best, low = tried, middle
        else:
            high = middle - 1
    return _evened(text, width, best, int(smallest + 0.999)) if even else best


def _evened(text: str, width: float, made: Block, smallest: int) -> Block:
    """Up to a third smaller, if that spares a line so short that it looks left over."""
    for px in range(made.px, max(smallest, int(made.px * 0.67)) - 1, -1):
        tried = block(text, width, px, made.weight, leading=made.line_height / made.px)
        if len(tried.lines) < 2 or min(width_of(line, px, made.weight) for line in tried.lines) >= tried.width * 0.4:
            return tried
    return made
