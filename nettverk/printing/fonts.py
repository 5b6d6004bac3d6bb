"""The bundled type family on paper: which font has a letter, how wide a word is, what is shown where no font has it.

Noto Sans carries Latin, Greek and Cyrillic writing; Nettverk Symbols carries arrows, ticks and shapes; all else is in
the fonts of ``scripts``, those that ship and the system's. A letter none of them has is shown as ▯, an emoji as its
name in brackets; the text behind the page (copy, search, screen reader) stays as typed.
"""

from __future__ import annotations

import unicodedata
from dataclasses import dataclass, field
from functools import cache
from itertools import pairwise
from typing import TYPE_CHECKING

from nettverk.assets import resource
from nettverk.printing.emoji import emoji_name
from nettverk.printing.kerning import Kerning
from nettverk.printing.kerning import read as read_kerning
from nettverk.printing.reportlab_internals import advance, font, glyph_numbers
from nettverk.printing.scripts import shaping
from nettverk.printing.scripts.sources import boxed, font_for

if TYPE_CHECKING:
    from reportlab.pdfbase.ttfonts import TTFont

REGULAR, SEMIBOLD, BOLD, ITALIC = "Regular", "SemiBold", "Bold", "Italic"
_FILES = {
    REGULAR: "NotoSans-Regular.ttf",
    SEMIBOLD: "NotoSans-SemiBold.ttf",
    BOLD: "NotoSans-Bold.ttf",
    ITALIC: "NotoSans-Italic.ttf",
}
_SYMBOLS = "Symbols"
MISSING = "▯"
ASCENT, DESCENT, CAP_HEIGHT = 1.069, 0.293, 0.714  # of the type size, from NotoSans hhea and OS/2

_INVISIBLE = frozenset("\u200b\u200c\u200d\u2060\ufeff\ufe0e\ufe0f\u00ad")
_FIRST_EMOJI = 0x1F000
"""From here on pictures are drawn in one font, so that all of them are of a family."""


class _Advances(dict[str, float]):
    """How wide each letter is, in thousandths of the size; asked of the font the first time a letter is met."""

    def __init__(self, own: TTFont, symbols: TTFont) -> None:
        super().__init__()
        self._own, self._symbols, self._glyphs = own, symbols, glyph_numbers(own)

    def __missing__(self, letter: str) -> float:
        code = ord(letter)
        wide = self[letter] = advance(self._own if code in self._glyphs else self._symbols, code)
        return wide


class _Near(dict[tuple[str, str], int]):
    """How much nearer (negative) the second letter of a pair stands than their widths say, in thousandths."""

    def __init__(self, own: TTFont, kerning: Kerning) -> None:
        super().__init__()
        self._glyphs, self._between = glyph_numbers(own), kerning.between

    def __missing__(self, pair: tuple[str, str]) -> int:
        left, right = self._glyphs.get(ord(pair[0])), self._glyphs.get(ord(pair[1]))
        value = self[pair] = 0 if left is None or right is None else self._between(left, right)
        return value


@dataclass(slots=True)
class Face:
    """One weight with its fallback: widths in thousandths of the size, by letter."""

    name: str
    own: TTFont
    symbols: TTFont
    kerning: Kerning
    _own_letters: frozenset[str] = field(init=False)
    _letters: frozenset[str] = field(init=False)
    _advances: _Advances = field(init=False)
    _near: _Near = field(init=False)
    _words: dict[str, int] = field(default_factory=dict)
    _kerned: dict[str, tuple[tuple[int, int], ...]] = field(default_factory=dict)

    def __post_init__(self) -> None:
        self._own_letters = frozenset(map(chr, glyph_numbers(self.own)))
        self._letters = self._own_letters.union(
            chr(code) for code in glyph_numbers(self.symbols) if code < _FIRST_EMOJI
        )
        self._advances, self._near = _Advances(self.own, self.symbols), _Near(self.own, self.kerning)

    def has(self, letter: str) -> bool:
        """Whether some font has a glyph for the letter; one that is missing would be printed as nothing at all."""
        return self.plain(letter) or (not letter.isascii() and font_for(letter) is not None)

    def plain(self, letter: str) -> bool:
        """Whether Noto Sans or the symbols have a glyph for the letter."""
        return letter in self._letters

    def foreign(self, text: str) -> bool:
        """Whether some of a printable text is in other writing, and must be shaped."""
        return not text.isascii() and not self._letters.issuperset(text)

    def width(self, word: str) -> int:
        """Width of printable text, in thousandths of the type size."""
        known = self._words.get(word)
        if known is None:
            wide = shaping.width(word, self.plain, self._plain_width) if self.foreign(word) else self._plain_width(word)
            known = round(wide)
            if len(word) < 40 and len(self._words) < 50_000:
                self._words[word] = known
        return known

    def _plain_width(self, text: str) -> float:
        # Every letter of every line passes here: the sums are taken without a step of Python's own for each of them.
        return sum(map(self._advances.__getitem__, text)) + sum(map(self._near.__getitem__, pairwise(text)))

    def kerned(self, text: str) -> tuple[tuple[int, int], ...]:
        """The places in a text where the next letter stands nearer or farther than the widths say, and by how much."""
        known = self._kerned.get(text)
        if known is None:
            values = map(self._near.__getitem__, pairwise(text))
            known = tuple([(at, value) for at, value in enumerate(values) if value])
            if len(text) < 200 and len(self._kerned) < 20_000:
                self._kerned[text] = known
        return known

    def near(self, left: str, right: str) -> int:
        """How much nearer (negative) the right letter stands than their widths say, in thousandths of the size."""
        return self._near[left, right]

    def runs(self, text: str) -> list[tuple[TTFont, str]]:
        """The text cut where the font changes."""
        own = self._own_letters
        if own.issuperset(text):
            return [(self.own, text)] if text else []
        runs: list[tuple[TTFont, str]] = []
        for letter in text:
            font = self.own if letter in own else self.symbols
            if runs and runs[-1][0] is font:
                runs[-1] = (font, runs[-1][1] + letter)
            else:
                runs.append((font, letter))
        return runs


@cache
def face(name: str) -> Face:
    """A weight of the family, read from ``resources/fonts`` on first use."""
    own, symbols = _font(_FILES[name], name), _font("NettverkSymbols-Regular.ttf", _SYMBOLS)
    return Face(name, own, symbols, read_kerning(resource("fonts", _FILES[name])))


@cache
def _font(file: str, name: str) -> TTFont:
    from reportlab.pdfbase import pdfmetrics

    face = font(f"Nettverk{name}", str(resource("fonts", file)))
    pdfmetrics.registerFont(face)
    return face


def as_typed(text: str) -> str:
    """The text in composed form with plain line ends, nothing else changed."""
    return unicodedata.normalize("NFC", text.replace("\r\n", "\n").replace("\r", "\n"))


def printable(word: str) -> str:
    """What is drawn for a word: itself, with the names of emoji that no font has in brackets.

    Letters that no font has are drawn as boxes and stay what they are, so that they can be copied; a sign that is no
    letter, such as a control sign, is a ▯.
    """
    if word.isascii() and word.isprintable():
        return word
    shown = "".join(map(_drawn_letters().__getitem__, word))
    # What joins or parts letters has no picture of its own, and stays where there is something to join.
    regular = face(REGULAR)
    if not _INVISIBLE.isdisjoint(word) and regular.foreign(shown):
        return "".join(letter if letter in shaping.JOINERS else _shown(letter, regular) for letter in word)
    return shown


class _DrawnLetters(dict[str, str]):
    """What is drawn for each letter; those that Noto Sans has are remembered, the others may yet get a font."""

    def __missing__(self, letter: str) -> str:
        regular = face(REGULAR)
        shown = _shown(letter, regular)
        if regular.plain(letter):
            self[letter] = shown
        return shown


@cache
def _drawn_letters() -> _DrawnLetters:
    return _DrawnLetters()


def missing(text: str) -> str:
    """The letters of a text that no font has, each of them once; they are printed as ▯ or as the name of an emoji."""
    regular = face(REGULAR)
    letters = dict.fromkeys(
        letter for letter in text if not letter.isascii() and _drawn(letter) and not regular.has(letter)
    )
    return "".join(letters)


def _drawn(letter: str) -> bool:
    return letter not in _INVISIBLE and unicodedata.category(letter) not in {"Zs", "Zl", "Zp", "Cf", "Cc", "Cs"}


def _shown(letter: str, regular: Face) -> str:
    if letter in _INVISIBLE:
        return ""
    category = unicodedata.category(letter)
    if category == "Zs":
        return " " if letter == "\u00a0" or not regular.plain(letter) else letter
    if category == "Cf":  # direction marks and the like have no picture of their own
        return ""
    if category in {"Cc", "Cs"}:
        return MISSING
    if regular.has(letter):
        return letter
    if category in {"Co", "Cn"}:
        return MISSING
    name = emoji_name(letter)
    if name is not None:
        return f"[{name.replace(' ', chr(0xA0))}]" if name else ""
    return letter if boxed(letter) else MISSING
