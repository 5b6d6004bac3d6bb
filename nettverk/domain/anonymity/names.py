"""People's names in a line, by the list of names, by capitals and by the words round them.

A name that is nothing else is found wherever it stands. One that is an ordinary word or a farm too («Liv», «Berg») is
found where the words beside it say that somebody is meant, and not where they say a place, a school or a thing.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass

from nettverk.domain.anonymity import name_words as words
from nettverk.domain.anonymity.findings import Place
from nettverk.domain.anonymity.lexicon import Lexicon
from nettverk.domain.anonymity.name_lookup import ORDINARY, NameKind, NameLookup, NameWord
from nettverk.domain.anonymity.surroundings import Surroundings
from nettverk.domain.anonymity.tokens import Token, next_to, shouting


@dataclass(frozen=True, slots=True)
class NamePlace:
    """A name in a line.

    Attributes:
        owns: it stands in the genitive («Olas»).
        first, last: which words of the line it is.
        known: one of those who take part is called that.
    """

    place: Place
    owns: bool
    first: int
    last: int
    known: bool = False


_PUBLIC: dict[str, list[str]] = {}
for _name in words.PUBLIC:
    _PUBLIC.setdefault(re.split(r"[\s-]", _name)[0], []).append(_name)
_KIN_OF_INITIAL = re.compile(
    r"(?<!\w)(?:mor|mora|moren|mamma|far|faren|pappa|foreldrene|foreldra|bror|søster|bestemor) (?:til|"
    r"åt) ([A-ZÆØÅ]\.?)(?!\w)"
)
_INITIALS = re.compile(r"(?<![\w.])[A-ZÆØÅ]\.\s?[A-ZÆØÅ]\.(?![\w.]|\s[A-ZÆØÅ]\w)")


class NameFinder:
    """Finds names by one lexicon."""

    def __init__(self, lexicon: Lexicon) -> None:
        self._lookup = NameLookup(lexicon)

    def find(self, line: str, tokens: Sequence[Token], taken: Iterable[Place]) -> Iterator[NamePlace]:
        """Every name in the line.

        Args:
            taken: places that are something else already, such as e-mail addresses.
        """
        blocked = [*taken, *_public(line, tokens)]
        yield from _Reading(self._lookup, line, tokens, blocked).names()


def _public(line: str, tokens: Sequence[Token]) -> Iterator[Place]:
    """Where names known from books, methods and streets stand."""
    for token in tokens:
        if not token.capital:
            continue
        for name in _PUBLIC.get(re.split("[-–]", token.text)[0], ()):
            end = token.start + len(name)
            if line.startswith(name, token.start) and not line[end : end + 1].isalnum():
                yield Place(token.start, end)


class _Reading:
    """One line on its way through."""

    def __init__(self, lookup: NameLookup, line: str, tokens: Sequence[Token], blocked: Sequence[Place]) -> None:
        self._lookup, self._line, self._tokens, self._blocked = lookup, line, tokens, blocked
        self._shouted = shouting(tokens)
        self._words = [self._word(at) for at in range(len(tokens))]
        self._round = Surroundings(line, tokens, self._words)

    def names(self) -> Iterator[NamePlace]:
        at = end = 0
        while at < len(self._tokens):
            found = self._at(at)
            if found is not None and found.place.start >= end:
                yield found
                at, end = found.last + 1, found.place.end
            else:
                at += 1
        yield from self._initials()

    def _initials(self) -> Iterator[NamePlace]:
        for match in _INITIALS.finditer(self._line) if "." in self._line else ():
            verb = self._line[match.end() : match.end() + 2].strip().islower()
            if (match.start() or verb) and not self._is_blocked(match.start(), match.end()):
                at = next((i for i, token in enumerate(self._tokens) if token.start >= match.start()), 0)
                yield NamePlace(Place(match.start(), match.end()), owns=False, first=at, last=at)

        for match in _KIN_OF_INITIAL.finditer(self._line):
            at = next(i for i, token in enumerate(self._tokens) if token.start >= match.start(1))
            if at + 1 >= len(self._tokens) or not self._words[at + 1].in_list or self._line[match.end(1)] != " ":
                yield NamePlace(Place(match.start(1), match.end(1)), owns=False, first=at, last=at)

    def _is_blocked(self, start: int, end: int) -> bool:
        return any(start < other.end and other.start < end for other in self._blocked)

    def _word(self, at: int) -> NameWord:
        token = self._tokens[at]
        if not token.capital or self._is_blocked(token.start, token.end):
            return ORDINARY
        if token.shouted and not self._shouted:
            # Among small letters PPT and SFO are no names, and EMMA is.
            low = self._lookup.low(token) if len(token.text) > 2 else ORDINARY
            return low if low.kind is NameKind.GIVEN else ORDINARY
        word = self._lookup.word(token)
        if token.shouted and word.kind not in {NameKind.GIVEN, NameKind.FAMILY}:
            return ORDINARY
        if word.kind is NameKind.UNKNOWN and words.is_role(token.lower):
            return ORDINARY
        return word

    def _at(self, at: int) -> NamePlace | None:
        token, word = self._tokens[at], self._words[at]
        if not token.capital:
            return self._lower(at)
        if len(token.text) == 1:
            return self._after_initial(at)
        if word.kind is NameKind.ORDINARY:
            return None
        last = self._run(at, word)
        if last > at:
            return self._whole(at, last, word)
        return self._place(at, at) if self._is_person(at, word) else None

    # --- more words than one ---

    def _after_initial(self, at: int) -> NamePlace | None:
        """«J. Hansen»."""
        token = self._tokens[at]
        if at + 1 >= len(self._tokens):
            return None
        after = self._tokens[at + 1]
        if self._line[token.end : after.start] not in {". ", ".", " "} or not after.capital or len(after.text) < 2:
            return None
        dotted = self._line[token.end] == "."
        likely = {NameKind.FAMILY, NameKind.FARM} if dotted else {NameKind.FAMILY}
        return self._place(at, at + 1) if self._words[at + 1].kind in likely else None

    def _run(self, at: int, word: NameWord) -> int:
        """The last word of the whole name that begins here; the same word where only one is."""
        last, here = at, word
        while last + 1 < len(self._tokens) and next_to(self._line, self._tokens[last], self._tokens[last + 1]):
            if here.owns and here.kind is not NameKind.UNKNOWN:
                break
            after, what = self._tokens[last + 1], self._words[last + 1]
            if len(after.text) == 1 and after.capital and word.first_name:
                return last + 1  # «Ola N.»
            beyond = self._words[last + 2] if last + 2 < len(self._tokens) else ORDINARY
            if after.lower in words.PARTICLES and word.first_name and beyond.kind is not NameKind.ORDINARY:
                last, here = last + 2, beyond  # «Kari von Krogh»
            elif self._goes_on(word, here, what, at):
                last, here = last + 1, what
            else:
                break
        return last

    def _goes_on(self, first: NameWord, here: NameWord, what: NameWord, at: int) -> bool:
        token = self._tokens[at]
        match first.kind:
            case NameKind.GIVEN:
                return what.kind is not NameKind.ORDINARY
            case NameKind.WEAK:
                return what.in_list or (what.kind is NameKind.UNKNOWN and not token.begins)
            case NameKind.FAMILY | NameKind.FARM:
                # «Hansen Berg», and «Nordmann Kari» as lists have it.
                return what.kind is NameKind.FAMILY or (here.kind is NameKind.FAMILY and what.in_list)
            case _:
                if token.begins and (token.lower in words.STARTS or len(token.text) < 3):
                    return False
                farm = what.kind is NameKind.FARM and not token.begins and not self._round.of_place(at)
                return what.kind is NameKind.FAMILY or farm

    def _whole(self, at: int, last: int, word: NameWord) -> NamePlace | None:
        if self._round.is_institution(last, owns=False) or self._round.is_thing(at):
            return None
        return self._place(at, last)

    # --- one word ---

    def _is_person(self, at: int, word: NameWord) -> bool:
        around, token = self._round, self._tokens[at]
        if around.is_institution(at, owns=word.owns and word.kind is NameKind.GIVEN) or around.is_thing(at):
            return False
        match word.kind:
            case NameKind.GIVEN:
                return not around.is_other_word(at)
            case NameKind.FAMILY:
                # «Li» and «Vu» at the beginning of a sentence may be anything.
                return len(token.text) > 3 or not token.begins or around.says(at)
            case NameKind.WEAK:
                return self._weak(at, word)
            case NameKind.FARM:
                return not around.of_place(at) and (around.titled(at) or around.says(at) or around.spoken_with(at))
            case _:
                return len(token.text) > 1 and not token.shouted and (around.titled(at) or around.has_kin(at))

    def _weak(self, at: int, word: NameWord) -> bool:
        around, token = self._round, self._tokens[at]
        if around.of_place(at) or around.is_other_word(at):
            return False
        if not token.begins:
            return not (word.owns and token.lower in words.GENITIVES_THAT_ARE_NONE)
        if word.owns and token.lower not in words.GENITIVES_THAT_ARE_NONE and around.then_noun(at):
            return True
        acts = around.says(at) or around.acts(at, countable=word.key in words.COUNTABLE)
        return acts or around.has_kin(at) or around.with_role(at) or around.paired(at)

    def _lower(self, at: int) -> NamePlace | None:
        token, around = self._tokens[at], self._round
        word = self._lookup.low(token)
        if not word.first_name or self._is_blocked(token.start, token.end):
            return None
        if around.is_institution(at, owns=word.owns) or around.is_thing(at):
            return None
        if word.kind is NameKind.WEAK:
            before = self._tokens[at - 1].lower if at else ""
            clause = at == 0 or token.begins or before in {"at", "da", "og", "men", "når", "for", "så"}
            return self._place(at, at) if clause and around.says(at) and not word.owns else None
        after = self._tokens[at + 1] if at + 1 < len(self._tokens) else None
        follows = after is not None and next_to(self._line, token, after) and not word.owns
        whole = after is not None and follows and self._lookup.low(after).kind is NameKind.FAMILY
        return self._place(at, at + 1 if whole else at)

    def _place(self, first: int, last: int) -> NamePlace:
        end, token = self._tokens[last].end, self._tokens[last]
        if len(token.text) == 1 and self._line[end : end + 1] == ".":
            end += 1
        word = self._words[last] if token.capital else self._lookup.low(token)
        owns = word.owns and word.kind is not NameKind.UNKNOWN
        known = any(self._words[at].known for at in range(first, last + 1)) or word.known
        return NamePlace(Place(self._tokens[first].start, end), owns, first, last, known)
