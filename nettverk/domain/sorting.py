"""Norwegian alphabetical order without Qt: æ, ø, å last, Aa as Å, other accents beside their letter."""

from __future__ import annotations

import unicodedata

_LAST = {"æ": "{", "ä": "{", "ø": "|", "ö": "|", "å": "}", "aa": "}"}
_PLAIN = {"đ": "d", "ŋ": "n", "ŧ": "t", "ð": "d", "þ": "th", "ł": "l", "ß": "ss"}


def sort_key(text: str) -> tuple[str, str]:
    """A key that sorts names as a Norwegian list does; ties fall back to the text as typed."""
    lower = unicodedata.normalize("NFC", text).casefold().replace("aa", "å")
    letters: list[str] = []
    for letter in lower:
        if letter in _LAST:
            letters.append(_LAST[letter])
        elif letter in _PLAIN:
            letters.append(_PLAIN[letter])
        elif letter.isalnum() or letter.isspace():
            letters.append(unicodedata.normalize("NFD", letter)[0])
        else:
            letters.append(" ")
    return " ".join("".join(letters).split()), text


def natural_key(text: str) -> tuple[tuple[int, int, str], ...]:
    """A key in which «Bord 2» comes before «Bord 10»."""
    parts: list[tuple[int, int, str]] = []
    digits = ""
    for letter in [*text, ""]:
        if letter.isdigit():
            digits += letter
            continue
        if digits:
            parts.append((0, int(digits), ""))
            digits = ""
        if letter:
            parts.append((1, 0, sort_key(letter)[0]))
    return tuple(parts)
