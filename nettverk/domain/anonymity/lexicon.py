"""The names there are: those of the list that ships, and of the people who take part."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterable
from dataclasses import dataclass, replace

_KEPT = str.maketrans(
    {"ä": "æ", "ö": "ø", "đ": "d", "ð": "d", "ŋ": "n", "ł": "l", "ŧ": "t", "ı": "i", "ß": "ss", "ø": "ø"}
)
_ACCENTS = re.compile("[\u0300-\u0309\u030b-\u036f]")  # all but the ring, which makes å of a
_WORD = re.compile(r"[^\W\d_]+")


def fold(name: str) -> str:
    """A name as it is compared: without capitals and accents; ä and ö are æ and ø, å stays."""
    lowered = name.lower()
    if lowered.isascii():
        return lowered
    lowered = unicodedata.normalize("NFC", lowered).translate(_KEPT)
    if lowered.isascii():
        return lowered
    parted = unicodedata.normalize("NFD", lowered)
    return unicodedata.normalize("NFC", _ACCENTS.sub("", parted))


@dataclass(frozen=True, slots=True)
class Lexicon:
    """Folded names by what they may be.

    Attributes:
        given: first names.
        family: family names.
        farm: family names that are places just as often («Lund», «Haugland»).
        weak: names that are ordinary words too («Liv», «Berg»).
        low: names that hardly are anything else, also without a capital.
        known: names of the people who take part.
    """

    given: frozenset[str] = frozenset()
    family: frozenset[str] = frozenset()
    farm: frozenset[str] = frozenset()
    weak: frozenset[str] = frozenset()
    low: frozenset[str] = frozenset()
    known: frozenset[str] = frozenset()

    @classmethod
    def read(cls, text: str) -> Lexicon:
        """The list as it ships: a heading in brackets, then the names on one line."""
        parts: dict[str, frozenset[str]] = {}
        here = ""
        for line in text.splitlines():
            if line.startswith("["):
                here = line.strip("[]")
            elif line and not line.startswith("#"):
                parts[here] = frozenset(line.split(" "))
        none: frozenset[str] = frozenset()
        return cls(*(parts.get(part, none) for part in ("given", "family", "farm", "weak", "low")))

    def with_people(self, people: Iterable[tuple[str, str]]) -> Lexicon:
        """The same with given and family names of those who take part."""
        given: set[str] = set()
        family: set[str] = set()
        for first, last in people:
            given |= {fold(word) for word in _WORD.findall(first) if len(word) > 1}
            family |= {fold(word) for word in _WORD.findall(last) if len(word) > 2}
        return replace(self, given=self.given | given, family=self.family | family, known=frozenset(given | family))
