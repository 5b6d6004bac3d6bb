"""Where the parts of a Norwegian compound meet: «lekemiljø» is «leke» and «miljø», and is divided nowhere else.

Patterns of hyphenation know which letters may be parted, and not what a word is made of. Here the parts are known by a
list (``resources/words/parts.txt``); a word that the list does not explain is left to the patterns.
"""

from __future__ import annotations

from functools import cache, lru_cache

from nettverk.assets import resource

_ENDINGS = frozenset(
    [
        "a",
        "ane",
        "ande",
        "ar",
        "arar",
        "arane",
        "e",
        "en",
        "ende",
        "ene",
        "ens",
        "er",
        "ere",
        "eren",
        "ers",
        "es",
        "et",
        "ets",
        "i",
        "ing",
        "ane",
        "inga",
        "ingane",
        "ingar",
        "ingen",
        "inger",
        "ingene",
        "isk",
        "iske",
        "leg",
        "lege",
        "lig",
        "lige",
        "ne",
        "ner",
        "nene",
        "n",
        "r",
        "rar",
        "rane",
        "re",
        "rene",
        "s",
        "t",
        "te",
    ]
)
_LINKS = ("", "s", "e")
_LONGEST_WORD = 200
"""Letters: what is longer is no word, and to look through it would take long for nothing."""
_SHORTEST = 3
_SHORTEST_LAST = 4
"""A part that stands alone for a seam, with what is before it unknown, has at least so many letters."""


@cache
def _parts() -> frozenset[str]:
    lines = resource("words", "parts.txt").read_text("utf-8").splitlines()
    return frozenset(word for line in lines if not line.startswith("#") for word in line.split())


@cache
def _longest() -> int:
    return max(map(len, _parts()))


@lru_cache(maxsize=4096)
def seams(word: str) -> tuple[int, ...]:
    """The places where the parts of a word meet, in small letters; none where it is not known to be a compound."""
    if len(word) > _LONGEST_WORD:
        return ()
    found = _whole(word, 0, {})
    if found is not None:
        return tuple(at for at in found if 0 < at < len(word))
    return _last(word)


def _whole(word: str, at: int, known: dict[int, tuple[int, ...] | None]) -> tuple[int, ...] | None:
    """Where the parts from ``at`` on begin, if all of them are known; the most parts there can be."""
    if at in known:
        return known[at]
    best: tuple[int, ...] | None = None
    for end in range(min(len(word), at + _longest()), at + _SHORTEST - 1, -1):
        if word[at:end] not in _parts():
            continue
        if at and (word[end:] == "" or word[end:] in _ENDINGS):
            best = best or (at,)
        for link in _LINKS:
            following = end + len(link)
            if not word.startswith(link, end) or following >= len(word):
                continue
            rest = _whole(word, following, known)
            if rest is not None and (best is None or len(rest) + 1 > len(best)):
                best = (at, *rest)
    known[at] = best
    return best


def _last(word: str) -> tuple[int, ...]:
    """Where the last part begins, if that is known and something stands before it."""
    for at in range(4, len(word) - _SHORTEST_LAST + 1):
        for end in range(len(word), at + _SHORTEST_LAST - 1, -1):
            if word[at:end] in _parts() and (end == len(word) or word[end:] in _ENDINGS):
                return (at,)
    return ()
