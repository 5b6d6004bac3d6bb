"""Norwegian words brought to their stems, so that «ringer» and «ringe» are one; after the Snowball algorithm of Porter.

It takes bokmål and nynorsk alike, as people from the same table write both. English texts get a lighter hand.
"""

from __future__ import annotations

import re
from functools import cache, lru_cache

from nettverk.assets import resource

_WORD = re.compile(r"[^\W\d_]+(?:-[^\W\d_]+)*")
_VOWELS = frozenset("aeiouyæåøöäéóòê")
_S_ENDINGS = frozenset("bcdfghjlmnoprtvyz")

# The longest that fits is taken, so the longest come first.
_FIRST = (
    "hetenes", "hetene", "hetens", "heten", "heter", "endes", "ande", "ende", "edes", "enes", "ede", "ane", "ene",
    "ens", "ers", "ets", "het", "ast", "en", "ar", "er", "as", "es", "et", "a", "e",
)  # fmt: skip
_THIRD = ("hetslov", "eleg", "elig", "elov", "slov", "leg", "eig", "lig", "els", "lov", "ig")
_ENGLISH = ("ations", "ation", "ingly", "edly", "ness", "ment", "ings", "ing", "ies", "ed", "ly", "es", "s")


@cache
def stop_words() -> frozenset[str]:
    """Words that say nothing of what a text is about, in bokmål, nynorsk and English."""
    lines = resource("templates", "stop_words.txt").read_text(encoding="utf-8").splitlines()
    return frozenset(word for line in lines if not line.startswith("#") for word in line.split())


def words(text: str) -> list[str]:
    """The words of a text that carry meaning, as they are written but in small letters."""
    small = stop_words()
    return [word for word in _WORD.findall(text.casefold()) if len(word) > 1 and word not in small]


@lru_cache(maxsize=65_536)
def stem(word: str) -> str:
    """The stem of a word in small letters; a short word is its own."""
    start = _region(word)
    word = _suffix_cut(word, start)
    if word.endswith(("dt", "vt")) and len(word) - 2 >= start:
        word = word[:-1]
    for ending in _THIRD:
        if word.endswith(ending) and len(word) - len(ending) >= start:
            return word[: -len(ending)]
    return word


def _suffix_cut(word: str, start: int) -> str:
    if word.endswith(("erte", "ert")):
        cut = word.removesuffix("erte") if word.endswith("erte") else word.removesuffix("ert")
        if len(cut) >= start:
            return cut + "er"
    for ending in _FIRST:
        if word.endswith(ending) and len(word) - len(ending) >= start:
            return word[: -len(ending)]
    if word.endswith("s") and len(word) - 1 >= start and len(word) > 2:
        before = word[-2]
        if before in _S_ENDINGS or (before == "k" and word[-3] not in _VOWELS):
            return word[:-1]
    return word


def _region(word: str) -> int:
    """Where what may be cut begins: after the first consonant that follows a vowel, and never within three letters."""
    for place in range(1, len(word)):
        if word[place] not in _VOWELS and word[place - 1] in _VOWELS:
            return max(3, place + 1)
    return len(word)


@lru_cache(maxsize=16_384)
def english_stem(word: str) -> str:
    """The stem of an English word, cut lightly."""
    for ending in _ENGLISH:
        if word.endswith(ending) and len(word) - len(ending) >= 3:
            return word[: -len(ending)] + ("y" if ending == "ies" else "")
    return word


def stem_in(word: str, language: str) -> str:
    """The stem of a word in the language a gathering is held in."""
    return english_stem(word) if language == "en" else stem(word)
