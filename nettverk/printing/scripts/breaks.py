"""Where a line may end in writing that has no spaces: between ideographs, and before the vowels that begin a syllable
in Thai and Lao."""

from __future__ import annotations

import unicodedata
from itertools import pairwise

_IDEOGRAPHS = (
    (0x2E80, 0x303F),
    (0x3040, 0x312F),
    (0x3190, 0x4DBF),
    (0x4E00, 0xA4CF),
    (0xF900, 0xFAFF),
    (0x20000, 0x3FFFF),
)
_NEVER_FIRST = frozenset(
    "、。，．・：；？！）］｝〕〉》」』】〙〗〟’”»ゝゞ々ーァィゥェォッャュョヮぁぃぅぇぉっゃゅょゎ)]},.!?:;…"
)
_NEVER_LAST = frozenset("（［｛〔〈《「『【〘〖〝‘“«([{")
_LEADING_VOWELS = frozenset("เแโใไເແໂໃໄ")


def _ideograph(letter: str) -> bool:
    code = ord(letter)
    return (code >= 0x2E80 and any(first <= code <= last for first, last in _IDEOGRAPHS)) or 0xFF00 <= code <= 0xFF60


def parts(word: str) -> list[str]:
    """A word in the pieces it may be divided into without a hyphen; most words are one."""
    if word.isascii():
        return [word]
    pieces: list[str] = [word[0]]
    for before, letter in pairwise(word):
        if _may_end(before, letter):
            pieces.append(letter)
        else:
            pieces[-1] += letter
    return pieces


def _may_end(before: str, letter: str) -> bool:
    if letter in _LEADING_VOWELS:
        return unicodedata.category(before)[0] in {"L", "M"} and before not in _LEADING_VOWELS
    if not (_ideograph(before) or _ideograph(letter)):
        return False
    return not (letter in _NEVER_FIRST or before in _NEVER_LAST or unicodedata.category(letter)[0] == "M")


def stays(letter: str) -> bool:
    """Whether a letter is part of what stands before it, so that no cut may part the two."""
    return unicodedata.category(letter)[0] == "M" or letter in "\u200c\u200d\ufe0e\ufe0f"
