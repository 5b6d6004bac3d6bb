"""The words round a name: whether they say that somebody is meant, or a place, a thing or an ordinary word."""

from __future__ import annotations

import re
from collections.abc import Sequence

from nettverk.domain.anonymity import name_words as words
from nettverk.domain.anonymity.name_lookup import ORDINARY, NameKind, NameWord
from nettverk.domain.anonymity.tokens import Token, next_to

_PAIR = frozenset({"og", "and", "eller", "&", "samt"})
_OF = frozenset({"til", "to", "av"})


class Surroundings:
    """One line as it looks from each of its words."""

    def __init__(self, line: str, tokens: Sequence[Token], found: Sequence[NameWord]) -> None:
        self._line, self._tokens, self._found = line, tokens, found

    def _word(self, at: int) -> NameWord:
        return self._found[at] if 0 <= at < len(self._found) else ORDINARY

    def _before(self, at: int) -> Token | None:
        if at == 0:
            return None
        before, token = self._tokens[at - 1], self._tokens[at]
        return before if self._line[before.end : token.start] in {" ", "\u00a0", ". "} else None

    def _after(self, at: int) -> Token | None:
        if at + 1 >= len(self._tokens):
            return None
        return self._tokens[at + 1] if next_to(self._line, self._tokens[at], self._tokens[at + 1]) else None

    def _next_words(self, at: int, count: int) -> list[str]:
        return [token.lower for token in self._tokens[at + 1 : at + 1 + count]]

    # --- that it is none ---

    def is_institution(self, at: int, *, owns: bool) -> bool:
        """«Lund barnehage», «Karls gate»; «Olas skole» is Ola's. So is «Emma-gruppa», half a word."""
        after = self._after(at)
        if after is None:
            end = self._tokens[at].end
            return self._line[end : end + 1] == "-" and self._line[end + 1 : end + 2].islower()
        return after.lower.rstrip(".") in (words.STREETS if owns else words.INSTITUTIONS)

    def is_thing(self, at: int) -> bool:
        """«avdeling Sol», «rommet Berg», «Kong Harald»."""
        before = self._before(at)
        return before is not None and before.lower in words.NOT_PEOPLE_BEFORE

    def of_place(self, at: int) -> bool:
        """«på Lund», «fra Berg», and the second of «på Lund og Berg»."""
        before = self._before(at)
        if before is None:
            return False
        if before.lower in words.PLACE_PREPOSITIONS:
            # «på Sol» is where, «fra Liv» is who, unless it is a place or a farm as well.
            here, from_ = self._word(at), before.lower not in {"i", "på", "in", "at", "på/i", "innom"}
            return not (here.kind is NameKind.WEAK and from_ and here.key not in words.PLACES_TOO)
        if before.lower in _OF:
            return self._word(at).kind is NameKind.FARM
        if before.lower in _PAIR and at >= 2:
            return self._word(at - 2).kind is not NameKind.GIVEN and self.of_place(at - 2)
        return False

    def is_other_word(self, at: int) -> bool:
        """A name that here is the other word: «Per barn», «Even better», «Tor, ons og fre», «Bjørn og ulv»."""
        token, after = self._tokens[at], self._after(at)
        rest = self._next_words(at, 3)
        # «Liv og lyst», «dag og natt»: a word beside a word; «Liv og jeg» are two people.
        beside = self._word(at).kind is NameKind.WEAK and len(rest) > 1 and rest[0] in _PAIR
        if beside and not self._tokens[at + 2].capital and rest[1] not in words.COMPANY | words.KIN:
            return True
        match self._word(at).key:
            case "per":
                digit = self._line[token.end : token.end + 2].strip()[:1].isdigit()
                return digit or (after is not None and after.lower in words.ORDINARY_AFTER_PER)
            case "even" | "odd" | "will" | "may" | "grace" | "mark":
                return bool(set(rest[:1]) & (words.ENGLISH | {"ene", "fordeling", "tall", "antall", "nok"}))
            case "tor" | "ons" | "fre" | "man":
                return bool(set(rest) & words.DAYS)
            case "bjørn" | "ulv" | "rein" | "falk" | "ravn" | "hauk":
                return token.begins and bool(set(rest) & words.ANIMALS)
            case "mai" | "juni" | "august" | "april" | "june" | "may ":
                near = {token.lower for token in self._tokens[max(0, at - 3) : at]} | set(rest)
                return bool(near & words.MONTHS - {self._word(at).key}) or (
                    after is not None and after.lower in {"måned", "månad"}
                )
        return False

    # --- that somebody is meant ---

    def titled(self, at: int) -> bool:
        """A role or kin stands before: «læreren Berg», «eleven X», «mora til X», «Fru Lund»."""
        before = self._before(at)
        if before is None:
            return False
        if words.is_role(before.lower):
            # «Jenta På Solsikken» is a title, and «Rektor Ved»; a name of two letters is in the list.
            return self._tokens[at].lower not in words.STARTS
        if before.lower in {"til", "åt", "of"} and at >= 2:
            return self._tokens[at - 2].lower in words.KIN and self._word(at).kind is not NameKind.FARM
        thing = at >= 2 and self._tokens[at - 2].lower in words.TITLES_OF_THINGS
        return before.lower in {"heter", "heiter", "kalles", "named", "called"} and not thing

    def spoken_with(self, at: int) -> bool:
        """«Vi tok kontakt med Aas», «spør Moe»."""
        before = self._before(at)
        if before is None:
            return False
        if before.lower in {"spør", "spurte", "spurde", "ring", "ringte", "ringde", "hilsen", "takk", "ansvarlig", "v"}:
            return True
        talked = before.lower in {"med", "til"} and at >= 2 and self._tokens[at - 2].lower in words.TALK
        return talked and not self.is_institution(at, owns=False)

    def says(self, at: int) -> bool:
        """Somebody says, means or feels it; also past a bracket: «Berg (rektor) sa»."""
        after = self._after(at)
        if after is None and at + 2 < len(self._tokens):
            gap = self._line[self._tokens[at].end : self._tokens[at + 1].start]
            inside = self._tokens[at + 1].lower in words.ADULT_ROLES
            return gap == " (" and inside and self._tokens[at + 2].lower in words.SAY
        return after is not None and after.lower in words.SAY

    def acts(self, at: int, *, countable: bool) -> bool:
        """«Dag viste bilder», «Liv har ansvar»: a verb, and then something people do, not weather or time.

        A thing that can be counted needs an article in Norwegian («Dagen var lang»), so that «Dag var …» is a name.
        """
        rest = self._next_words(at, 6)
        if len(rest) < 2 or self._after(at) is None or rest[1] in {"å", "at"}:
            return False  # «Lykke er å få være med»
        if countable:
            return rest[0] in words.DO or rest[0] in words.BE_LIKE
        if rest[0] in words.BE_LIKE or rest[0] in words.SHARED_VERBS:
            return bool(set(rest[1:]) & (words.PERSONAL | words.PERSON_STATE))
        return rest[0] in words.DO

    def has_kin(self, at: int) -> bool:
        """«Liv sin erfaring», «Liv si mor»; of a word nobody knows only kin will do."""
        after = self._after(at)
        if after is None or after.lower not in {"sin", "si", "sitt", "sine"}:
            return False
        if self._word(at).kind is NameKind.WEAK:
            return True
        return at + 2 < len(self._tokens) and self._tokens[at + 2].lower in words.KIN

    def then_noun(self, at: int) -> bool:
        """Whether an ordinary word comes next."""
        after = self._after(at)
        return after is not None and not after.capital

    def with_role(self, at: int) -> bool:
        """«Liv (pedagogisk leder)», «Dag, som er vikar», «Stein frå PPT», «Rose fra Uganda er den nye assistenten»."""
        tail = self._line[self._tokens[at].end : self._tokens[at].end + 60].lower()
        if tail.startswith((" (", ", ", " – ", " - ", ": ")):
            inside = set(re.findall(r"\w[\w-]*", tail)[:4])
            return bool(inside & (words.ADULT_ROLES | words.OFFICES | {"vår", "vårt", "mamma", "pappa"}))
        if re.match(r" fr[aå] \w", tail):
            return bool(set(re.findall(r"\w[\w-]*", tail)) & (words.ADULT_ROLES | words.OFFICES))
        return False

    def paired(self, at: int) -> bool:
        """«Liv og Dag»: one name beside another, where both have capitals."""
        if self._word(at).owns or at + 2 >= len(self._tokens):
            return False
        listed = self._line[self._tokens[at].end : self._tokens[at + 1].start] in {", ", "/", " / "}
        if not listed and self._tokens[at + 1].lower not in _PAIR:
            return False
        there = at + (1 if listed else 2)
        other = self._word(there)
        if (self._tokens[there].begins and not listed) or self.is_institution(there, owns=False):
            return False
        return other.kind in {NameKind.GIVEN, NameKind.FAMILY, NameKind.WEAK}
