"""The names there are: those of the list that ships, and of the people who take part."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, field, replace

from nettverk.domain.anonymity.shapes import Shapes

_KEPT = str.maketrans(
    {"ä": "æ", "ö": "ø", "đ": "d", "ð": "d", "ŋ": "n", "ł": "l", "ŧ": "t", "ı": "i", "ß": "ss", "ø": "ø"}
)
_ACCENTS = re.compile("[\u0300-\u0309\u030b-\u036f]")  # all but the ring, which makes å of a
_WORD = re.compile(r"[^\W\d_]+")


# Letters that are written now one way and now another when names come from other alphabets.
_SPELLED = {
    "ph": "f", "kh": "k", "th": "t", "dh": "d", "gh": "g", "sh": "s", "sch": "s", "sj": "s", "cz": "s", "sz": "s",
    "zh": "s", "ou": "u", "oo": "u", "ee": "i", "iy": "i", "ii": "i", "yi": "i", "ie": "i", "ck": "k", "ks": "x",
    "c": "k", "q": "k", "z": "s", "w": "v", "y": "i", "j": "i", "o": "u", "e": "a", "h": "",
}  # fmt: skip
_ALIKE = re.compile("|".join(sorted(_SPELLED, key=len, reverse=True)))
_DOUBLED = re.compile(r"(.)\1+")
_LONG_ENOUGH = 5
_LONG = 6


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
        public: whole names from books, methods, politics and streets, by their first word, in small letters.
        skeletons: first names as they are spelled one way or another, see ``skeleton``.
        slips: how sure first names of six letters and more read with one letter left out.
        theorists: family names that by themselves are those of somebody one has read («Vygotskij», «Nordahl»).
        shapes: what words in no list look like.
    """

    given: frozenset[str] = frozenset()
    family: frozenset[str] = frozenset()
    farm: frozenset[str] = frozenset()
    weak: frozenset[str] = frozenset()
    low: frozenset[str] = frozenset()
    known: frozenset[str] = frozenset()
    public: Mapping[str, tuple[str, ...]] = field(default_factory=dict)
    theorists: frozenset[str] = frozenset()
    skeletons: frozenset[str] = frozenset()
    slips: frozenset[str] = frozenset()
    shapes: Shapes = field(default_factory=Shapes)

    @classmethod
    def read(cls, text: str, public: str = "", shapes: str = "") -> Lexicon:
        """The lists as they ship.

        Args:
            text: a heading in brackets, then the names on one line.
            public: under «whole» a name a line, under «alone» family names.
            shapes: see ``Shapes.read``.
        """
        parts = {here: frozenset(" ".join(lines).split()) for here, lines in _sections(text).items()}
        none: frozenset[str] = frozenset()
        given, family, farm, weak, low = (parts.get(part, none) for part in ("given", "family", "farm", "weak", "low"))
        known_of = _sections(public)
        whole: dict[str, tuple[str, ...]] = {}
        for name in known_of.get("whole", []):
            first = first_piece(name)
            whole[first] = (*whole.get(first, ()), name.lower().replace("frå ", "fra "))
        alone = frozenset(fold(word) for word in " ".join(known_of.get("alone", [])).split())
        skeletons = frozenset(skeleton(name) for name in given if len(name) >= _LONG_ENOUGH)
        typed = frozenset(shorter for name in low if len(name) >= _LONG for shorter in slips(name))
        return cls(
            given, family, farm, weak, low,
            public=whole, theorists=alone, skeletons=skeletons, slips=typed, shapes=Shapes.read(shapes),
        )  # fmt: skip

    def with_people(self, people: Iterable[tuple[str, str]]) -> Lexicon:
        """The same with given and family names of those who take part."""
        given: set[str] = set()
        family: set[str] = set()
        for first, last in people:
            given |= {fold(word) for word in _WORD.findall(first) if len(word) > 1}
            family |= {fold(word) for word in _WORD.findall(last) if len(word) > 2}
        return replace(self, given=self.given | given, family=self.family | family, known=frozenset(given | family))


def skeleton(key: str) -> str:
    """A folded name without what differs between ways of spelling it: «Hamza» and «Hamsa», «Yousef» and «Jusuf»."""
    key = _ALIKE.sub(lambda match: _SPELLED[match.group()], key)
    return _DOUBLED.sub(r"\1", key).rstrip("aeiou")


def slips(name: str) -> Iterator[str]:
    """A name with each of its letters left out: two that have one of these in common are a slip of the keys apart."""
    return (name[:at] + name[at + 1 :] for at in range(len(name)))


def first_piece(name: str) -> str:
    """The first word of a name, or the first half of «Anne-Cath», in small letters."""
    return re.split(r"[\s\-–]", name, maxsplit=1)[0].lower()


def _sections(text: str) -> dict[str, list[str]]:
    """Lines by the heading in brackets they stand under, without comments."""
    names: dict[str, list[str]] = {}
    here: list[str] = []
    for line in text.splitlines():
        if line.startswith("["):
            here = names.setdefault(line.strip("[]"), [])
        elif line and not line.startswith("#"):
            here.append(line.strip())
    return names
