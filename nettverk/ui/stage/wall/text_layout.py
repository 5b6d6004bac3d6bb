"""Setting type for the wall: words broken into balanced lines, at the largest size that fits. Sizes in pixels."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass
from functools import lru_cache
from typing import cast

from PySide6.QtGui import QFont, QFontMetricsF

from nettverk.domain.text_layout import Joint, balanced_width, filled, largest, measured
from nettverk.ui.common.theme import Weight, type_of

# Measured once at this size and scaled: hinting is off, so widths grow in proportion.
_MEASURED_AT = 200
LEADING = 1.22
_HOUR = re.compile(r"\bkl\. (?=\d)")
_BREAKS = re.compile(r"[^\S\u00a0\u202f]+")
"""Where a line may be broken: any space but the two that hold together."""
_AFTER_HYPHEN = re.compile(r"(?<=[-/])|\u200b")
"""Where a word may be broken: after what joins two names, and where somebody typed a space without width."""
_MOST_BALANCED = 12
"""Texts of this many lines or more are read from the left edge: it matters less how far to the right each goes."""


@dataclass(frozen=True, slots=True)
class TextBlock:
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
    at_size = QFontMetricsF(face_font(_MEASURED_AT, weight))
    return at_size.ascent() / _MEASURED_AT, at_size.descent() / _MEASURED_AT, at_size.capHeight() / _MEASURED_AT


@dataclass(frozen=True, slots=True)
class _Piece:
    """A word, or a part of one, as ``domain.text_layout`` sets it."""

    text: str
    joint: Joint
    face: Weight


def _measure(text: str, weight: str, px: float) -> float:
    return width_of(text, px, cast(Weight, weight))


def _pieces(text: str, weight: Weight) -> list[_Piece]:
    """Words, with double names split after the hyphen (the hyphen stays with what comes before); «kl. 11.15» is one."""
    pieces = []
    for word in filter(None, _BREAKS.split(_HOUR.sub("kl.\u00a0", text))):
        parts = [part for part in _AFTER_HYPHEN.split(word) if part]
        pieces += [_Piece(part, Joint.OPEN, weight) for part in parts[:-1]]
        pieces += [_Piece(part, Joint.SPACE, weight) for part in parts[-1:]]
    return pieces


def _chopped(piece: _Piece, width: float, px: float) -> list[_Piece]:
    """A word that is wider than the line, in pieces that are not; only for what has no better place to break."""
    rest, weight = piece.text, piece.face
    chopped = []
    while width_of(rest, px, weight) > width and len(rest) > 3:
        cut = len(rest) - 1
        while cut > 2 and width_of(rest[:cut] + "-", px, weight) > width:
            cut -= 1
        chopped.append(_Piece(rest[:cut] + "-", Joint.OPEN, weight))
        rest = rest[cut:]
    return [*chopped, _Piece(rest, piece.joint, weight)]


@lru_cache(maxsize=512)
def lines_of(text: str, width: float, px: int, weight: Weight = "regular", balanced: bool = True) -> tuple[str, ...]:
    """The text in as few lines as fit the width, balanced so that they are about equally long; line breaks are kept."""
    lines: list[str] = []
    for paragraph in text.split("\n"):
        pieces = [part for piece in _pieces(paragraph, weight) for part in _chopped(piece, width, px)]
        widths = measured(pieces, px, _measure, kerned=True)
        broken = filled(widths, width)
        if balanced and 1 < len(broken) < _MOST_BALANCED:
            narrow = balanced_width(widths, width, lowest=width / len(broken), tolerance=px * 0.2)
            broken = filled(widths, narrow)
        lines += [_joined(pieces[first:last]) for first, last in broken]
    return tuple(lines)


def _joined(pieces: Sequence[_Piece]) -> str:
    return "".join(piece.text + (" " if piece.joint is Joint.SPACE else "") for piece in pieces).rstrip(" ")


def block(
    text: str, width: float, px: float, weight: Weight = "regular", *, leading: float = LEADING, balanced: bool = True
) -> TextBlock:
    """The text at one size, as many lines as it takes."""
    size = int(px + 0.999)
    lines = lines_of(text, width, size, weight, balanced)
    return TextBlock(
        lines, size, weight, max((width_of(line, size, weight) for line in lines), default=0.0), size * leading
    )


def fitted(
    text: str, width: float, height: float, largest_px: float, smallest: float, weight: Weight = "regular", *,
    leading: float = LEADING, most_lines: int = 99, even: bool = False,
) -> TextBlock:  # fmt: skip
    """The text as large as it can be within width and height; at ``smallest`` it takes the height it takes.

    Args:
        even: a little smaller where that saves a line from being one short word.
    """
    smallest_px = int(smallest + 0.999)

    def attempt(px: float) -> TextBlock | None:
        tried = block(text, width, px, weight, leading=leading)
        words_whole = all(width_of(piece.text, tried.px, weight) <= width for piece in _pieces(text, weight))
        fits = words_whole and tried.height <= height and len(tried.lines) <= most_lines
        return tried if fits else None

    best = largest(range(smallest_px, max(int(largest_px), smallest_px) + 1), attempt)
    if best is None:
        best = block(text, width, smallest_px, weight, leading=leading)
    return _evened(text, width, best, smallest_px) if even else best


def _evened(text: str, width: float, best: TextBlock, smallest: int) -> TextBlock:
    """Up to a third smaller, if that spares a line so short that it looks left over."""
    for px in range(best.px, max(smallest, int(best.px * 0.67)) - 1, -1):
        tried = block(text, width, px, best.weight, leading=best.line_height / best.px)
        if len(tried.lines) < 2 or min(width_of(line, px, best.weight) for line in tried.lines) >= tried.width * 0.4:
            return tried
    return best
