"""The words round a name: whether they say that somebody is meant, or a place, a thing or an ordinary word."""

from __future__ import annotations

import re
from collections.abc import Sequence

from nettverk.domain.anonymity import name_words as words
from nettverk.domain.anonymity.name_lookup import ORDINARY, NameKind, NameWord
from nettverk.domain.anonymity.tokens import Token, next_to

_PAIR = frozenset({"og", "and", "eller", "&", "samt"})
_SHORT_TITLE = 3
_OF = frozenset({"til", "to", "av"})


class LineView:
    """One line as it looks from each of its words."""

    def __init__(self, line: str, tokens: Sequence[Token], found: Sequence[NameWord]) -> None:
        self.line, self.tokens, self._found = line, tokens, found

    def word(self, at: int) -> NameWord:
        """What a word may be; an ordinary one where there is none."""
        return self._found[at] if 0 <= at < len(self._found) else ORDINARY

    def before(self, at: int) -> Token | None:
        """The word right before, with nothing but a space or a shortening's full stop between."""
        if at == 0:
            return None
        before, token = self.tokens[at - 1], self.tokens[at]
        gap = self.line[before.end : token.start]
        # «frk. Lund», and not a sentence that is over.
        return before if gap in {" ", "\u00a0"} or (gap == ". " and len(before.text) <= _SHORT_TITLE) else None

    def after(self, at: int) -> Token | None:
        """The word right after, with nothing but a space between."""
        if at + 1 >= len(self.tokens):
            return None
        return self.tokens[at + 1] if next_to(self.line, self.tokens[at], self.tokens[at + 1]) else None

    def next_words(self, at: int, count: int) -> list[str]:
        """The words that come after, in small letters, whatever stands between them."""
        return [token.lower for token in self.tokens[at + 1 : at + 1 + count]]

    def clause(self, at: int, count: int) -> list[str]:
        """The next words as far as the first comma or full stop."""
        found: list[str] = []
        for here in range(at, min(at + count, len(self.tokens) - 1)):
            if not next_to(self.line, self.tokens[here], self.tokens[here + 1]):
                break
            found.append(self.tokens[here + 1].lower)
        return found


class Surroundings(LineView):
    """Whether the words round a name say that it is a place, a thing or an ordinary word."""

    def is_institution(self, at: int, *, owns: bool) -> bool:
        """«Lund barnehage», «Karls gate»; «Olas skole» is Ola's. So is «Emma-gruppa», half a word."""
        after = self.after(at)
        if after is None:
            end = self.tokens[at].end
            return self.line[end : end + 1] == "-" and self.line[end + 1 : end + 2].islower()
        if after.lower == "vann" and self.word(at).kind is NameKind.GIVEN:
            return False  # «Duc vann»
        return after.lower.rstrip(".") in (words.STREETS if owns else words.INSTITUTIONS)

    def is_thing(self, at: int) -> bool:
        """«avdeling Sol», «rommet Berg», «Kong Harald», «bokprosjektet «Anna i ødemarka»»."""
        if at and self.line[self.tokens[at - 1].end : self.tokens[at].start] in {" «", ' "', " “"}:
            return self.tokens[at - 1].lower.endswith(words.THING_ENDS)
        before = self.before(at)
        return before is not None and before.lower in words.NOT_PEOPLE_BEFORE

    def of_place(self, at: int) -> bool:
        """«på Lund», «fra Berg», and the second of «på Lund og Berg»."""
        before = self.before(at)
        if before is None:
            return False
        if before.lower in words.PLACE_PREPOSITIONS:
            # «på Sol» is where, «fra Liv» is who, unless it is a place or a farm as well.
            here, from_ = self.word(at), before.lower not in {"i", "på", "in", "at", "på/i", "innom"}
            return not (here.kind is NameKind.WEAK and from_ and here.key not in words.PLACES_TOO)
        if before.lower in _OF:
            return self.word(at).kind is NameKind.FARM
        if before.lower in _PAIR and at >= 2:
            return self.word(at - 2).kind is not NameKind.GIVEN and self.of_place(at - 2)
        return False

    def in_place(self, at: int) -> bool:
        """«i Odda», «fra Sola»: a first name that is a town as well."""
        before = self.before(at)
        return before is not None and before.lower in words.PLACE_PREPOSITIONS and self.word(at).key in words.TOWNS

    def is_other_word(self, at: int) -> bool:
        """A name that here is the other word: «Per barn», «Even better», «Tor, ons og fre», «Bjørn og ulv»."""
        token, after = self.tokens[at], self.after(at)
        rest = self.next_words(at, 3)
        clause = self.clause(at, 5)
        if clause and (clause[0] in words.MEANS or (clause[0] in words.BE_LIKE and set(clause[1:]) & words.OF_WORDS)):
            return clause[0] in words.MEANS or clause[0] in {"er", "var"}
        if self._in_title(at) or self._of_book(at, clause):
            return True
        if clause[:2] == ["er", "å"]:
            return True  # «Lykke er å få være med»
        # «Liv og lyst», «dag og natt»: a word beside a word; «Liv og jeg» are two people.
        beside = self.word(at).kind is NameKind.WEAK and len(rest) > 1 and rest[0] in _PAIR
        if beside and not self.tokens[at + 2].capital and rest[1] not in words.COMPANY | words.KIN:
            return True
        match self.word(at).key:
            case "per":
                digit = self.line[token.end : token.end + 2].strip()[:1].isdigit()
                return digit or (after is not None and after.lower in words.ORDINARY_AFTER_PER)
            case "even" | "odd" | "will" | "may" | "grace" | "mark":
                return bool(set(rest[:1]) & (words.ENGLISH | {"ene", "fordeling", "tall", "antall", "nok"}))
            case "jo":
                return token.begins and (self.line[token.end : token.end + 1] == "," or "jo" in self.next_words(at, 4))
            case "tor" | "ons" | "fre" | "man":
                return bool(set(rest) & words.DAYS)
            case "bjørn" | "ulv" | "rein" | "falk" | "ravn" | "hauk":
                return token.begins and bool(set(rest) & words.ANIMALS)
            case "mai" | "juni" | "august" | "april" | "june" | "may ":
                near = {token.lower for token in self.tokens[max(0, at - 3) : at]} | set(rest)
                return bool(near & words.MONTHS - {self.word(at).key}) or (
                    after is not None and after.lower in {"måned", "månad"}
                )
        return False

    def _of_book(self, at: int, clause: list[str]) -> bool:
        """«Ellen fra boka», «Tor Ulven-dikt»."""
        after = self.after(at)
        if len(clause) > 1 and clause[0] in {"fra", "frå", "i"} and words.TITLE_WORD.fullmatch(clause[1]):
            return True
        return after is not None and after.capital and re.search(r"-[a-zæøå]+$", after.text) is not None

    def _in_title(self, at: int) -> bool:
        """«Vi song «Lisa gjekk til skolen»»: it stands first in a quotation that is called a song or a book."""
        token = self.tokens[at]
        opened = self.line.rfind("«", 0, token.start)
        if opened < 0 or self.line[opened + 1 : token.start].count(" ") > 1:
            return False
        closed = self.line.find("»", opened)
        if closed < token.end or closed == token.end:
            return False
        return words.TITLE_WORD.search(self.line[:opened] + " " + self.line[closed + 1 :]) is not None
