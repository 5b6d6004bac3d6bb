"""Where free text names somebody: patterns made of a name, with word boundaries, genitive and other spellings."""

from __future__ import annotations

import re
import unicodedata
from collections import Counter
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field

from nettverk.domain.names import name_key

REMOVED = "[fjernet]"
"""What stands in a text where a name was; the same in every language, since texts are not translated either."""

_DROPPED_ACCENTS = frozenset("\u0300\u0301\u0302\u0303\u0327")
_BETWEEN = r"[\s\u00a0.,_\-\u2010\u2011\u2013]{1,3}"
_BEFORE = r"(?<![\w\u0300-\u036f])"
# «Karis», «Kari’s» and «Jonas'» are the person as well; a combining mark goes on with the letter before it.
_AFTER = r"(?:['’]?s|['’])?(?![\w\u0300-\u036f])"


@dataclass(frozen=True, slots=True)
class Name:
    """What a person goes by in the register; any of the three may be empty."""

    given: str
    family: str
    email: str = ""

    @property
    def key(self) -> str:
        """The whole name, folded."""
        return _key(f"{self.given} {self.family}")


@dataclass(frozen=True, slots=True)
class Others:
    """How common names are in the register, so that another's name is not taken for this person's.

    Attributes:
        full, family, given, initials: how many people share a folded name, family name, first given name, or the
            first letter of the given name with the family name.
        words: folded words that stand in names of units, districts and networks.
    """

    full: Counter[str] = field(default_factory=Counter)
    family: Counter[str] = field(default_factory=Counter)
    given: Counter[str] = field(default_factory=Counter)
    initials: Counter[str] = field(default_factory=Counter)
    words: frozenset[str] = frozenset()

    @classmethod
    def among(cls, names: Iterable[Name], words: Iterable[str] = ()) -> Others:
        """Count the names of everybody, the person in question among them."""
        counted = cls(words=frozenset(word for text in words for word in _key(text).split()))
        for name in names:
            counted.full[name.key] += 1
            counted.given[_key(_first(name.given))] += 1
            # Of «Lie Nordmann» either word may be what one is called.
            for word in {_key(name.family), *_key(name.family).split()} - {""}:
                counted.family[word] += 1
                counted.initials[f"{_key(name.given)[:1]} {word}"] += 1
        return counted


@dataclass(frozen=True, slots=True)
class Found:
    """One place in a text: from ``start`` up to ``end``.

    Attributes:
        certain: it can hardly be anybody else.
        shared: somebody else in the register has exactly this name; nothing but reading on says who is meant.
    """

    start: int
    end: int
    certain: bool
    shared: bool = False


@dataclass(frozen=True, slots=True)
class Spelled:
    """The ways one person's name is written, ready to look for.

    Attributes:
        certain: full names and the e-mail address; None where there is nothing of the kind.
        shared: full names that somebody else has too.
        likely: what is this person as far as the register knows: the family name alone, an initial.
        fields: the given name alone, which only means this person where their own unit says who will do something.
        words: folded words of which at least one stands in every text that matches.
    """

    certain: re.Pattern[str] | None
    shared: re.Pattern[str] | None
    likely: re.Pattern[str] | None
    fields: re.Pattern[str] | None
    words: frozenset[str]

    def find(self, text: str, *, own_field: bool = False) -> list[Found]:
        """Every place in the text, from its start; places never overlap."""
        places: list[Found] = []
        for pattern in (self.certain, self.shared, self.likely, self.fields if own_field else None):
            if pattern is None:
                continue
            certain, shared = pattern is self.certain, pattern is self.shared
            for match in pattern.finditer(text):
                if not any(place.start < match.end() and match.start() < place.end for place in places):
                    places.append(Found(match.start(), match.end(), certain, shared))
        return sorted(places, key=lambda place: place.start)


def spelled(name: Name, others: Others) -> Spelled:
    """The patterns for one person; nothing is found for a person without a name and e-mail."""
    certain: list[str] = []
    shared: list[str] = []
    exact: list[str] = []  # only with a capital: «Berg» is a name, «berg» is not
    words: set[str] = set()
    given, family, first = name.given.strip(), name.family.strip(), _first(name.given)
    if name.email.strip():
        certain.append(rf"(?<![\w.+\-]){_letters(name.email.strip())}(?![\w\-])")
        words |= set(_key(name.email.partition("@")[0]).split())
    if given and family:
        (certain if others.full[name.key] <= 1 else shared).extend(
            _bounded(way) for way in _whole(given, family, first)
        )
        # Versions from while it was typed end in the middle of the name.
        (certain if others.full[name.key] <= 1 else shared).append(_begun(first, family))
        words |= {*_key(family).split(), _key(first)}
        if others.initials[f"{_key(given)[:1]} {_key(family)}"] <= 1:
            exact.append(_bounded(rf"{_letters(first[:1])}(?:\.\s?|\s){_letters(family)}"))
        if others.family[_key(family)] <= 1 and not set(_key(family).split()) & others.words and len(family) > 1:
            # In «Nordmann-Lie» it is the first half of another name.
            exact.append(rf"(?<![\w\u0300-\u036f\-]){_letters(family)}{_AFTER}(?!-\w)")
    elif given or family:
        only = given or family
        exact.append(_bounded(_letters(only)))
        words |= set(_key(only).split())
    alone = _bounded(_letters(first)) if first and family and others.given[_key(first)] <= 1 else ""
    return Spelled(
        _any(certain),
        _any(shared),
        _any(exact, case=True),
        _any([alone]) if alone else None,
        frozenset(words),
    )


class Searcher:
    """Looks for many people in many texts: only those with a word in common are compared letter by letter."""

    def __init__(self, people: Mapping[str, Spelled]) -> None:
        self._people = people
        self._by_word: dict[str, set[str]] = {}
        for person_id, ways in people.items():
            for word in ways.words:
                self._by_word.setdefault(word, set()).add(person_id)

    def find(self, text: str, *, own_field: bool = False) -> list[Found]:
        """Every place where one of them is named, from the start; where two overlap, the longer."""
        if not self._by_word or not text:
            return []
        words = set(_key(text).split())
        words |= {word[:-1] for word in words if word.endswith("s")}
        candidates = set[str]().union(*(self._by_word[word] for word in words & self._by_word.keys()))
        places = [place for id_ in candidates for place in self._people[id_].find(text, own_field=own_field)]
        kept: list[Found] = []
        for place in sorted(places, key=lambda place: (place.start - place.end, not place.certain)):
            if not any(other.start < place.end and place.start < other.end for other in kept):
                kept.append(place)
        return sorted(kept, key=lambda place: place.start)


def without(text: str, places: Iterable[Found]) -> str:
    """The text with ``[fjernet]`` in each of the places."""
    pieces: list[str] = []
    end = 0
    for place in places:
        pieces += [text[end : place.start], REMOVED]
        end = place.end
    return "".join([*pieces, text[end:]])


def around(text: str, place: Found, letters: int = 40) -> str:
    """The place with some words on both sides, on one line, for a list that somebody reads through."""
    start, end = max(0, place.start - letters), min(len(text), place.end + letters)
    words = " ".join(text[start:end].split())
    return f"{'… ' if start else ''}{words}{' …' if end < len(text) else ''}"


def _whole(given: str, family: str, first: str) -> list[str]:
    ways = [rf"{_letters(given)}{_BETWEEN}{_letters(family)}"]
    # «Kari M. Nordmann» for «Kari Marie Nordmann», and the other way about.
    ways.append(rf"{_letters(first)}(?:{_BETWEEN}\w\.?)?{_BETWEEN}{_letters(family)}")
    ways += [rf"{_letters(family)}{_BETWEEN}{_letters(part)}" for part in dict.fromkeys((given, first))]
    return ways


def _begun(first: str, family: str) -> str:
    """The given name and at least two letters of the family name, where the text ends there."""
    letters = [_letters(letter) for letter in family]
    rest = "".join(f"(?:{letter}" for letter in letters[2:]) + ")?" * len(letters[2:])
    return rf"{_BEFORE}{_letters(first)}(?:{_BETWEEN}\w+\.?)?{_BETWEEN}{''.join(letters[:2])}{rest}\Z"


def _first(given: str) -> str:
    return given.strip().split(" ")[0]


def _bounded(pattern: str) -> str:
    return f"{_BEFORE}{pattern}{_AFTER}"


def _any(ways: list[str], *, case: bool = False) -> re.Pattern[str] | None:
    return re.compile("|".join(f"(?:{way})" for way in ways), 0 if case else re.IGNORECASE) if ways else None


def _letters(text: str) -> str:
    """A pattern for a name however its letters are composed, with accents typed or left out."""
    pieces: list[str] = []
    for letter in unicodedata.normalize("NFC", text):
        if letter.isspace() or letter in "-‐‑–":
            if pieces[-1:] != [_BETWEEN]:
                pieces.append(_BETWEEN)
            continue
        apart = unicodedata.normalize("NFD", letter)
        plain = "".join(mark for mark in apart if mark not in _DROPPED_ACCENTS)
        forms = dict.fromkeys((letter, apart, unicodedata.normalize("NFC", plain)))
        pieces.append(f"(?:{'|'.join(re.escape(form) for form in forms)})" if len(forms) > 1 else re.escape(letter))
    return "".join(pieces)


def _key(text: str) -> str:
    # Whole texts come through here, and would push every name out of the cache.
    return name_key.__wrapped__(text)
