"""What a word may be by itself: a first name, a family name, a farm, or nothing that is in the list."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from enum import Enum, auto

from nettverk.domain.anonymity import name_words as words
from nettverk.domain.anonymity.lexicon import Lexicon, fold, skeleton, slips
from nettverk.domain.anonymity.norse import norse, of_father
from nettverk.domain.anonymity.place_words import PLACE_LIKE
from nettverk.domain.anonymity.tokens import Token

_TYPED = 6
"""Letters: a word as short as five is one letter from some name or other."""
_SHAPED = 4
"""Letters: what is shorter looks like anything."""
LIKE_A_NAME = 1.5
"""From here on nine of ten are names; see ``Shapes.name_like``."""
SURELY_NAME = 4.0
"""From here on hardly any is a word."""
_SHORT = 2
"""Letters: names as short as this are looked for with a capital only."""


class NameKind(Enum):
    """What a word with a capital may be.

    ``WEAK`` is a first name that is an ordinary word too, ``FARM`` a family name that is a place too, ``UNKNOWN`` in no
    list, and ``ORDINARY`` no name at all.
    """

    GIVEN = auto()
    WEAK = auto()
    FAMILY = auto()
    FARM = auto()
    UNKNOWN = auto()
    ORDINARY = auto()


@dataclass(frozen=True, slots=True)
class NameWord:
    """What a word may be.

    Attributes:
        owns: it stands in the genitive.
        key: it without that, as it is compared.
        known: one of those who take part is called that.
    """

    kind: NameKind
    owns: bool = False
    key: str = ""
    known: bool = False

    @property
    def first_name(self) -> bool:
        """Whether a whole name may begin with it."""
        return self.kind in {NameKind.GIVEN, NameKind.WEAK}

    @property
    def in_list(self) -> bool:
        """Whether it is some kind of name."""
        return self.kind not in {NameKind.UNKNOWN, NameKind.ORDINARY}


ORDINARY = NameWord(NameKind.ORDINARY)


class NameLookup:
    """Looks words up in one lexicon, each spelling once."""

    def __init__(self, lexicon: Lexicon) -> None:
        self._lexicon = lexicon
        self._seen: dict[str, NameWord] = {}
        self._seen_low: dict[str, NameWord] = {}
        self._shapes: dict[str, float] = {}

    def word(self, token: Token) -> NameWord:
        """What a word with a capital may be."""
        cached = self._seen.get(token.text)
        if cached is None:
            cached = self._seen[token.text] = self._look_up(token.text)
        return cached

    def low(self, token: Token) -> NameWord:
        """What a word without a capital may be: hardly ever a name."""
        cached = self._seen_low.get(token.text)
        if cached is None:
            cached = self._seen_low[token.text] = self._look_up_low(token.text)
        return cached

    def theorist(self, token: Token) -> bool:
        """Whether a family name by itself is that of somebody one has read."""
        return any(key in self._lexicon.theorists for key, _owns in _stems(token.text))

    def like_a_name(self, token: Token) -> bool:
        """Whether it may be another spelling of a first name in the list."""
        key = fold(token.text)
        return len(key) >= 5 and skeleton(key) in self._lexicon.skeletons

    def name_like(self, token: Token) -> float:
        """How much more a word of no list looks like a name than like a word; see ``Shapes.name_like``."""
        liked = self._shapes.get(token.text)
        if liked is None:
            whole = token.text.isalpha() and len(token.text) >= _SHAPED
            key = fold(token.text)
            liked = self._lexicon.shapes.name_like(key) if whole else 0.0
            if liked > -LIKE_A_NAME and norse(key):
                liked = max(liked, SURELY_NAME)
            self._shapes[token.text] = liked
        return liked

    def is_word(self, token: Token) -> bool:
        """Whether it is known to be a word though it looks like a name: «Quiz», «Maurtua»."""
        return fold(token.text) in self._lexicon.shapes.words

    def owner_like(self, token: Token) -> float:
        """The same of a word in the genitive, without its last letter."""
        return self._lexicon.shapes.name_like(fold(token.text).removesuffix("s").rstrip("'’"))

    def strange(self, token: Token) -> bool:
        """Whether it looks like no word of Norwegian."""
        if PLACE_LIKE.search(token.text):
            return False  # «Haumyrheia»
        liked = self.name_like(token)
        return liked >= LIKE_A_NAME or (liked > -LIKE_A_NAME and words.STRANGE.search(token.text) is not None)

    def slip_of_name(self, token: Token) -> bool:
        """Whether it is a first name with a letter too many, too few or another, or two of them swapped: «Magrethe»."""
        for key, _owns in _stems(token.text):
            if len(key) < _TYPED or key.endswith(("ene", "ane")):
                continue
            typed = set(slips(key))
            if key in self._lexicon.slips or typed & self._lexicon.slips or typed & self._lexicon.low:
                return True
        return False

    def _look_up_low(self, text: str) -> NameWord:
        pieces = re.split("[-–]", text)
        if len(pieces) == 2 and all(len(piece) > 1 for piece in pieces):
            return self._double_low(pieces)
        for key, owns in _stems(text):
            if key in self._lexicon.low:
                return NameWord(NameKind.GIVEN, owns, key)
            if key in words.LOW_WEAK or (
                key in self._lexicon.given and len(key) > _SHORT and key not in words.NEVER_LOW
            ):
                return NameWord(NameKind.WEAK, owns, key)
            if key in self._lexicon.family and not owns:
                if of_father(key, self._lexicon.given):
                    return NameWord(NameKind.GIVEN, owns, key)  # «mikaelsen» is no word either
                farm = key in self._lexicon.farm
                return NameWord(NameKind.FARM if farm else NameKind.FAMILY, owns, key)
        key = fold(text)
        if norse(key) and key not in self._lexicon.shapes.words:
            return NameWord(NameKind.GIVEN, owns=False, key=key)
        return ORDINARY

    def _look_up(self, text: str) -> NameWord:
        pieces = re.split("[-–]", text)
        if len(pieces) > 1:
            return self._double(pieces)
        lexicon = self._lexicon
        if text.lower().removesuffix("s") in words.ACCENTED:
            return NameWord(NameKind.GIVEN, text[-1] == "s", fold(text.removesuffix("s")))
        stems = list(_stems(text))
        # «Olas» is Ola's, though somebody somewhere is called Olas; «Jonas» is Jonas.
        if stems[0][0] not in lexicon.low and any(key in lexicon.low for key, owns in stems if owns):
            stems = stems[1:]
        for key, owns in stems:
            known = key in lexicon.known
            if key in lexicon.given:
                weak = key in lexicon.weak and key not in words.MOSTLY_NAMES
                return NameWord(NameKind.WEAK if weak else NameKind.GIVEN, owns, key, known)
            if key in lexicon.family:
                farm = (key in lexicon.farm or key in lexicon.weak) and not known
                return NameWord(NameKind.FARM if farm else NameKind.FAMILY, owns, key, known)
        return NameWord(NameKind.UNKNOWN, text[-1:] == "s" and len(text) > 3, fold(text))

    def _double_low(self, pieces: list[str]) -> NameWord:
        """«ann-mari» and «jan-eriks»; «tema-mari» is a word."""
        first, last = (
            NameWord(NameKind.WEAK, owns=False, key=fold(piece))
            if piece in words.ACCENTED
            else self._look_up_low(piece)
            for piece in pieces
        )
        given = {NameKind.GIVEN, NameKind.WEAK}
        if first.kind in given and last.kind in given and not first.owns and self._one_sure(pieces, first, last):
            return NameWord(NameKind.GIVEN, last.owns, f"{first.key}-{last.key}")
        return ORDINARY

    def _one_sure(self, pieces: list[str], first: NameWord, last: NameWord) -> bool:
        """Whether one of the two is hardly anything but a name: an accent says so too («vetle-andré»)."""
        return NameKind.GIVEN in {first.kind, last.kind} or bool(words.ACCENTED & set(pieces))

    def _double(self, pieces: list[str]) -> NameWord:
        """«Anne-Lise», «Lie-Hansen» and «Ann-Kristins»; «Tor-dagen» is a word."""
        if not all(piece[:1].isupper() for piece in pieces):
            return ORDINARY
        parts = [self._look_up(piece) for piece in pieces]
        firm = any(part.kind in {NameKind.GIVEN, NameKind.FAMILY} for part in parts)
        if firm or all(part.in_list for part in parts):
            kind = NameKind.GIVEN if parts[0].first_name else NameKind.FAMILY
            return NameWord(kind, parts[-1].owns, "-".join(part.key for part in parts), any(p.known for p in parts))
        return NameWord(NameKind.UNKNOWN)


def _stems(text: str) -> Iterator[tuple[str, bool]]:
    """A word as it is compared, and without each way the genitive is written."""
    key = fold(text)
    plain = key.rstrip("'’")
    yield plain, plain != key
    for end in ("'s", "’s", "s"):
        if key.endswith(end) and len(key) > len(end) + 1:
            yield key[: -len(end)], True
