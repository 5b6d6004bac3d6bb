"""Finding by a few letters: words that start so come first, then letters in order."""

from __future__ import annotations

import unicodedata
from functools import lru_cache

_FOLD = str.maketrans({"ø": "o", "æ": "ae", "å": "a", "đ": "d", "ŋ": "n", "ŧ": "t", "ł": "l"})


@lru_cache(maxsize=1 << 15)  # the same names are looked through at every key
def folded(text: str) -> str:
    """Lower case without accents, so that «a» finds «å» and «s» finds «š»."""
    if text.isascii():
        return text.lower()
    lower = unicodedata.normalize("NFC", text).casefold().translate(_FOLD)
    return "".join(letter for letter in unicodedata.normalize("NFD", lower) if not unicodedata.combining(letter))


def score(query: str, text: str) -> float:
    """How well a text answers a query, 0 for not at all; every word of the query must be found.

    A word that starts a word counts most, then one inside a word, then its letters in order.
    """
    target, looked_for = folded(text), folded(query)
    words = looked_for.split()
    if not words:
        return 1.0
    total = 0.0
    for word in words:
        points = _word(word, target)
        if not points:
            return 0.0
        total += points
    return total / len(words) + 0.2 * (len(looked_for) / max(len(target), len(looked_for)))


def _word(word: str, target: str) -> float:
    place = target.find(word)
    if place == 0:
        return 3.0
    if place > 0:
        starts = f" {target}".find(f" {word}") >= 0 or not target[place - 1].isalnum()
        return 2.5 if starts else 1.5
    if len(word) < 3:
        return 0.0
    return _in_order(word, target)


def _in_order(word: str, target: str) -> float:
    """Letters in order, not spread over more than three times their number."""
    first = target.find(word[0])
    while first >= 0:
        place = first
        for letter in word[1:]:
            place = target.find(letter, place + 1)
            if place < 0:
                return 0.0
        if place - first < 3 * len(word):
            return 1.0 - (place - first) / (4 * len(word))
        first = target.find(word[0], first + 1)
    return 0.0
