"""Where the parts of a Norwegian compound meet: «lekemiljø» is «leke» and «miljø», and is divided nowhere else.

Patterns of hyphenation know which letters may be parted, and not what a word is made of. Here the parts are known by a
list (``resources/words/parts.txt``); a word that the list does not explain is left to the patterns.
"""

from __future__ import annotations

import re
from collections.abc import Container
from functools import cache

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
_CERTAIN, _CERTAIN_LAST = 5, 6
"""Letters of a first and a last part that are believed against the patterns, where what is on either side can be
said."""


@cache
def _parts() -> frozenset[str]:
    lines = resource("words", "parts.txt").read_text("utf-8").splitlines()
    return frozenset(word for line in lines if not line.startswith("#") for word in line.split())


@cache
def _longest() -> int:
    return max(map(len, _parts()))


def seams(word: str) -> tuple[int, ...] | None:
    """The places where the parts of a word meet, in small letters; none in a word that is one part of the list, and
    None where the list does not explain it."""
    if len(word) > _LONGEST_WORD:
        return ()
    cuts = _whole(word, 0, {})
    return None if cuts is None else tuple(at for at in cuts if 0 < at < len(word))


def _whole(word: str, at: int, known: dict[int, tuple[int, ...] | None]) -> tuple[int, ...] | None:
    """Where the parts from ``at`` on begin, if all of them are known; the most parts there can be."""
    if at in known:
        return known[at]
    best: tuple[int, ...] | None = None
    for end in range(min(len(word), at + _longest()), at + _SHORTEST - 1, -1):
        if word[at:end] not in _parts():
            continue
        if word[end:] == "" or word[end:] in _ENDINGS:
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


_LINKED = re.compile("(?:ing|sjon|tet|het|heit|skap|dom|else|nad)s(?=[a-zæøå]{3})")
"""What a noun is made with, and the s by which it is joined to another: after it there is a seam, whatever follows."""
_DERIVED = re.compile("(?:l[ie]g|het|heit|skap|dom|som|else|n?ing|ning|sel|aktig|bar|løs|vis|isk|ere?|est|ende|et|en)")
"""What words are derived with: a part with one of these after it has not met another part."""


def likely(word: str, places: Container[int], sayable: Container[int]) -> tuple[int, ...]:
    """Where the parts of a word seem to meet, where the list explains only some of them.

    Args:
        places: where the patterns divide it.
        sayable: where what is on either side can be said. The patterns do not know «mestringskjensle» and divide it
            before the s; a linking s, and a part of some length, are believed against them.
    """
    for linked in _LINKED.finditer(word):
        at = linked.end()
        if at in places or (at in sayable and not linked[0].startswith("else")):  # «helse» is no ending
            return _around(word, at, places, sayable)
    for at in range(3, len(word) - _SHORTEST_LAST + 1):  # the last part is known
        least = (
            _SHORTEST_LAST if at in places else _CERTAIN_LAST if at in sayable and at >= _SHORTEST_LAST else len(word)
        )
        if any(
            word[at:end] in _parts() and (end == len(word) or word[end:] in _ENDINGS)
            for end in range(len(word), at + least - 1, -1)
        ):
            return _around(word, at, places, sayable)
    for at in range(len(word) - _SHORTEST_LAST, _SHORTEST_LAST - 1, -1):  # the first is
        if at in places:
            begins = _begins_one(word[:at])
        else:  # an s may be of the part or what joins it to the next, and a vowel begins endings: only patterns tell
            begins = at >= _CERTAIN and at in sayable and word[at] not in "saei" and word[:at] in _parts()
        if begins and not _DERIVED.match(word, at):
            return _around(word, at, places, sayable)
    return ()


def _begins_one(head: str) -> bool:
    """Whether it is a part, with what joins it to the next."""
    return head in _parts() or (head[-1] in "se" and len(head) > _SHORTEST_LAST and head[:-1] in _parts())


def _around(word: str, at: int, places: Container[int], sayable: Container[int]) -> tuple[int, ...]:
    """A seam, and those of what is before and after it."""
    before = [place for place in within(word[:at], places, sayable) if place < at - 2]
    after = within(word[at:], _Moved(places, at), _Moved(sayable, at))
    return (*before, at, *(at + place for place in after))


def within(word: str, places: Container[int], sayable: Container[int]) -> tuple[int, ...]:
    """Where the parts of a word meet, as far as the list explains it; see :func:`likely`."""
    known = seams(word)
    return likely(word, places, sayable) if known is None else known


class _Moved:
    """Places as they are counted from another beginning."""

    def __init__(self, places: Container[int], by: int) -> None:
        self._places, self._by = places, by

    def __contains__(self, place: object) -> bool:
        return isinstance(place, int) and place + self._by in self._places
