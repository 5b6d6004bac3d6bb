"""The words round a name: whether they say that somebody is meant, or a place, a thing or an ordinary word."""

from __future__ import annotations

import re
from collections.abc import Sequence

from nettverk.domain.anonymity import name_words as words
from nettverk.domain.anonymity import verbs
from nettverk.domain.anonymity.lexicon import fold
from nettverk.domain.anonymity.name_lookup import ORDINARY, NameKind, NameWord
from nettverk.domain.anonymity.place_words import BESIDE_WORDS, COMES_FROM, HAS_ONE, PLACES
from nettverk.domain.anonymity.tokens import Token, next_to

_PAIR = frozenset({"og", "and", "eller", "&", "samt"})
_SHORT_TITLE = 3
_OF = frozenset({"til", "to", "av"})
CALLED = frozenset({"heter", "heiter", "kalles", "kallast", "named", "called"})
_THINGS_BEFORE = frozenset(
    """
    avdelingene avdelingane gruppene gruppane basene basane rommene romma skolene skulane barnehagene barnehagane
    """.split()  # noqa: SIM905 - as lines of words
)


class LineView:
    """One line as it looks from each of its words."""

    def __init__(self, line: str, tokens: Sequence[Token], found: Sequence[NameWord]) -> None:
        self.line, self.tokens, self._found = line, tokens, found
        self._english = sum(token.lower in words.ENGLISH_ONLY for token in tokens) > 1

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

    def beside(self, at: int) -> bool:
        """Whether nothing but a space stands after it."""
        return self.after(at) is not None

    def next_words(self, at: int, count: int) -> list[str]:
        """The words that come after, in small letters, whatever stands between them."""
        return [token.lower for token in self.tokens[at + 1 : at + 1 + count]]

    def clause(self, at: int, count: int) -> list[str]:
        """The next words as far as the first comma or full stop."""
        words: list[str] = []
        for here in range(at, min(at + count, len(self.tokens) - 1)):
            if not next_to(self.line, self.tokens[here], self.tokens[here + 1]):
                break
            words.append(self.tokens[here + 1].lower)
        return words

    def listed_as(self, at: int) -> bool:
        """«Referent: X. Ordstyrer: Y.», «Forfall: X, Y og Z»: what somebody does, and who they are."""
        ends = re.match(r"(?: (?:og|\+|/) [A-ZÆØÅ]|[.,;)/(]| \(| \d{1,2}[./]|$)", self.line[self.tokens[at].end :])
        while at > 0 and ends is not None:
            gap = self.line[self.tokens[at - 1].end : self.tokens[at].start]
            label = self.tokens[at - 1].lower
            if gap in {": ", ".: "}:
                return words.is_role(label) or label in words.LABELS
            if label == "og" and at > 1:
                at -= 2
            elif gap in {", ", " / ", "/", " + "}:
                at -= 1
            else:
                return False
            if not self.tokens[at].capital:
                return False
        return False

    def beside_sign(self, at: int) -> bool:
        """«v/ X», «m/ X», «Y + X»: somebody who is with, or beside another name."""
        start = self.tokens[at].start
        if re.search(r"(?:^|\s)[vm]/ ?$", self.line[max(0, start - 4) : start].lower()):
            return True
        gap = self.line[self.tokens[at - 1].end : start] if at else ""
        return gap in {" + ", "+", " & "} and self.word(at - 1).in_list

    def thing_called(self, at: int) -> bool:
        """«Filmen heter Storm», and not «Guten heiter Storm» or «Læreren vår heter Storm»."""
        owner = self.tokens[at - 2].lower if at >= 2 else ""
        if owner in words.OURS:
            return at >= 3 and not words.is_role(self.tokens[at - 3].lower)
        definite = re.search(r"(?:et|en|a|ene|ane)$", owner) is not None
        return owner in words.TITLES_OF_THINGS or (definite and not words.is_role(owner) and owner not in words.KIN)

    def from_somewhere(self, at: int) -> bool:
        """«Vilje kjem frå ein annan kommune», «Sol kommer fra Syria»: where people come from."""
        there = self.tokens[at + 3] if at + 3 < len(self.tokens) else None
        other = self.next_words(at, 4)[-1:] in (["annan"], ["annen"], ["anna"])
        return there is not None and (there.capital or other)

    def of_group(self, at: int) -> bool:
        """«Lund og Vang deltar»: schools that take part, one beside another."""
        before = self.before(at)
        pair = before is not None and before.lower in _PAIR and at > 1 and self.word(at - 2).kind is NameKind.FARM
        return pair and self.clause(at, 1) in (["deltar"], ["deltok"], ["deltek"], ["møtes"], ["møtest"])


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
        if owns and after.lower in words.WAYS:
            # «Evens plass er ved døra»; «i Olavs plass 4» is where.
            before, tail = self.before(at), self.line[after.end : after.end + 2].strip()
            where = before is not None and before.lower in words.PLACE_PREPOSITIONS | _OF
            return where or tail[:1].isdigit()
        return after.lower.rstrip(".") in (words.STREETS if owns else words.INSTITUTIONS)

    def is_thing(self, at: int) -> bool:
        """«avdeling Sol», «rommet Berg», «Kong Harald», «bokprosjektet «Anna i ødemarka»»."""
        if at and self.line[self.tokens[at - 1].end : self.tokens[at].start] in {" «", ' "', " “"}:
            return self.tokens[at - 1].lower.endswith(words.THING_ENDS)
        before = self.before(at)
        if self._one_of_things(at):
            return True
        if before is None:
            return False
        if before.lower in CALLED and self.word(at).kind is NameKind.WEAK and self.thing_called(at):
            return True
        if before.lower == "om" and at >= 2:
            return words.TOLD_OF.fullmatch(self.tokens[at - 2].lower) is not None  # «filmen om Emil»
        if before.lower == "ved":
            # «Barnevernet ved Øystein», «sitter ved Helle»
            sits = at >= 2 and self.tokens[at - 2].lower in words.SITS | words.OFFICES
            return self.word(at).kind is not NameKind.GIVEN and not sits
        return before.lower in words.NOT_PEOPLE_BEFORE

    def _one_of_things(self, at: int) -> bool:
        """«avdelingene Sol, Måne og Stjerne»."""
        while at > 0:
            between = self.line[self.tokens[at - 1].end : self.tokens[at].start]
            if between == " " and self.tokens[at - 1].lower in _THINGS_BEFORE:
                return True
            if between == " " and self.tokens[at - 1].lower == "og" and at >= 2:
                at -= 1
            elif between != ", ":
                return False
            at -= 1
        return False

    def of_place(self, at: int) -> bool:
        """«på Lund», «fra Berg», and the second of «på Lund og Berg»."""
        before = self.before(at)
        if before is None:
            return False
        if before.lower == "i" and at >= 2 and self.tokens[at - 2].lower in words.FOND:
            return False  # «glad i My»
        if before.lower == "at" and not self._english:
            return False  # «etter at Mark begynte», where English would say where
        if before.lower in {"fra", "frå"} and self._to_place(at):
            return True  # «Me gjekk frå Stein til Bjørkum»
        if before.lower == "på" and at >= 2 and self.tokens[at - 2].lower in words.LISTENS:
            return False  # «Vi hørte på Stein»
        if self._from_somebody(at, before.lower):
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

    def _from_somebody(self, at: int, before: str) -> bool:
        """«Innspill fra Bo», «mellom Bo og Mohammed», «frå Sol sitt team», «på Livs avdeling»: who, and not where."""
        here, rest = self.word(at), self.next_words(at, 2)
        if here.kind is not NameKind.WEAK:
            return False
        if here.owns and rest and (rest[0] in words.WAYS or rest[0] in HAS_ONE):
            return True
        if before in {"fra", "frå"} and at >= 2 and self.tokens[at - 2].lower in COMES_FROM:
            return True
        if rest[:1] and rest[0] in {"sin", "si", "sitt", "sine"}:
            return True
        pair = before == "mellom" and rest[:1] == ["og"] and at + 2 < len(self.tokens)
        return pair and self.word(at + 2).kind is NameKind.GIVEN

    def _to_place(self, at: int) -> bool:
        after = self.after(at)
        there = self.tokens[at + 2] if at + 2 < len(self.tokens) else None
        return after is not None and after.lower == "til" and there is not None and there.capital

    def among_places(self, at: int) -> bool:
        """A place, by itself or beside others: «Arendal og Grimstad deltar»; a role before it says somebody."""
        key = fold(self.tokens[at].text)
        if key not in PLACES and not (key.endswith("s") and key[:-1] in PLACES):
            return False
        if self.word(at).kind is NameKind.UNKNOWN:
            return True
        return any(
            0 <= there < len(self.tokens) and self.tokens[there].capital and fold(self.tokens[there].text) in PLACES
            for there in (at - 2, at + 2, at - 1, at + 1)
        )

    def in_place(self, at: int) -> bool:
        """«i Odda», «fra Sola»: a first name that is a town as well."""
        before = self.before(at)
        return before is not None and before.lower in words.PLACE_PREPOSITIONS and self.word(at).key in words.TOWNS

    def is_other_low_word(self, at: int, word: NameWord) -> bool:
        """A sure name without a capital that is no name here: «tine opp boller», «ola er et vanlig navn», «lukas 2»."""
        rest, before = self.clause(at, 4), self.before(at)
        if before is not None and before.lower in words.A_THING:
            return True  # «sin egen rune»
        if rest and rest[0] in words.BE_LIKE | words.MEANS and set(rest[1:]) & words.OF_WORDS:
            return True
        if word.key in words.BIBLE and re.match(r" \d", self.line[self.tokens[at].end :]):
            return True
        verb = word.key in words.LOW_VERBS and rest[:1] != []
        return verb and rest[0] in {"opp", "inn", "ut", "ned", "på", "av", "seg", "han", "ho", "hun", "dei", "de", "vi"}

    def is_other_word(self, at: int) -> bool:
        """A name that here is the other word: «Per barn», «Even better», «Tor, ons og fre», «Bjørn og ulv»."""
        clause = self.clause(at, 5)
        if clause and (clause[0] in words.MEANS or (clause[0] in words.BE_LIKE and set(clause[1:]) & words.OF_WORDS)):
            return clause[0] in words.MEANS or clause[0] in {"er", "var"}
        return (
            self._in_title(at)
            or self._of_book(at, clause)
            or self._is_said_of_thing(at, clause)
            or self._beside_word(at)
            or self._of_feast_or_town(at)
            or self._by_its_own(at)
        )

    def _is_said_of_thing(self, at: int, clause: list[str]) -> bool:
        """«Ask er et hardt treslag», «Stein vart kasta», «Bjørn i skogen er en sang», «Frank tone»."""
        token, key = self.tokens[at], self.word(at).key
        if len(clause) > 1 and token.begins and self._word_too(at):
            neuter = clause[0] in words.IS_DONE and clause[1] in {"et", "eit"}
            done = clause[0] in words.IS_DONE and clause[1] in words.DONE_TO_THINGS
            # «Even ble det ikke», «Mark er det mye av»: what is said of it stands first. «Dag ble til natt».
            first = clause[0] in words.IS_DONE and (
                clause[1] == "det" or (clause[0] in words.BECOMES and clause[1] == "til")
            )
            if done or first or verbs.owned(key, clause) or (neuter and not set(clause[2:]) & words.NEUTER_PEOPLE):
                return True
            if (verbs.turned(clause) and not verbs.done_to_people(clause)) or (
                clause[0] in words.BE_LIKE and verbs.CHILDREN_SAY.search(self.line)
            ):
                return True
        neuter = len(clause) > 2 and clause[0] in {"er", "var"} and clause[1] in {"et", "eit"} and self._word_too(at)
        if neuter and not set(clause[2:]) & words.NEUTER_PEOPLE:
            return True
        kind = len(clause) > 2 and clause[0] in {"er", "var"} and clause[1] in words.ARTICLES
        if kind and set(clause[2:4]) & words.KINDS:
            return True
        if clause[:2] in (["med", "stor"], ["med", "liten"]) and len(clause) > 2 and len(clause[2]) == 1:
            return True  # «Falk med stor f»
        if clause[:2] in (["er", "å"], ["er", "oddetall"]) or words.IS_WORK.match(self.line[token.end :]):
            return True  # «Lykke er å få være med»
        acts = token.begins and key in words.ACTIONS and bool(clause) and not self.word(at).owns
        chosen = acts and clause[0] == "eller" and not self.tokens[at + 2].capital if len(clause) > 1 else False
        return chosen or (acts and not self._goes_on_as_name(clause[0]))

    def _word_too(self, at: int) -> bool:
        return self.word(at).kind is NameKind.WEAK or self.word(at).key in words.MOSTLY_NAMES

    def _beside_word(self, at: int) -> bool:
        """«Liv og lyst», «dag og natt»: a word beside a word; «Liv og jeg» are two people."""
        rest = self.next_words(at, 3)
        beside = self._word_too(at) and len(rest) > 1 and rest[0] in _PAIR
        beside = beside and (self.tokens[at].begins or rest[1] in BESIDE_WORDS)
        somebody = len(rest) > 1 and (rest[1] in words.COMPANY | words.KIN or words.is_role(rest[1]))
        return beside and not self.tokens[at + 2].capital and not somebody

    def _of_feast_or_town(self, at: int) -> bool:
        """«Ramadan», «Odda og Eidfjord», «Lukas 2»."""
        token, key = self.tokens[at], self.word(at).key
        if token.lower in words.FEASTS or (key in words.TOWNS_MOSTLY and not self._does_something(at)):
            return True
        return key in words.BIBLE and re.match(r"(?:s? evangelium| \d)", self.line[token.end :]) is not None

    def _by_its_own(self, at: int) -> bool:
        """What single names are taken for."""
        token, after = self.tokens[at], self.after(at)
        rest = self.next_words(at, 3)
        match self.word(at).key:
            case "per":
                if (
                    not token.begins
                    and rest[:2] in (["i", "dag"], ["i", "går"])
                    and verbs.finite(rest[2] if rest[2:] else "")
                ):
                    return False  # «Vi håper Per i dag får snakke»
                digit = self.line[token.end : token.end + 2].strip()[:1].isdigit()
                return digit or (after is not None and after.lower in words.ORDINARY_AFTER_PER)
            case "even" | "odd" | "will" | "may" | "grace" | "mark":
                numbers = rest[:2] in (["og", "odde"], ["and", "odd"], ["og", "oddetall"])
                english = sum(each.lower in words.ENGLISH_ONLY for each in self.tokens) > 1
                word = set(rest[:1]) & (words.ENGLISH | {"ene", "fordeling", "tall", "antall", "nok"})
                counted = re.match(r": \d", self.line[token.end :]) is not None
                return counted or (token.begins and (numbers or english or bool(word)))
            case "stig":
                return token.begins and bool(set(rest[1:2]) & {"bussen", "toget", "båten", "stolen", "bordet"})
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

    @staticmethod
    def _goes_on_as_name(word: str) -> bool:
        """Whether a word may come after somebody's name: a verb, «og», «sin», a preposition."""
        return verbs.finite(word) or word in words.AFTER_NAME

    def _does_something(self, at: int) -> bool:
        """What only people do or have comes next, or a role stands before: «Odda gråter», «læreren Sola»."""
        rest, before = self.clause(at, 3), self.before(at)
        if before is not None and (
            words.is_role(before.lower) or before.lower in words.ASKS | {"med", "til", "at", "da"}
        ):
            return True
        if rest and rest[0] in {"sin", "si", "sitt", "sine"}:
            return True
        return bool(rest) and rest[0] in words.SAY | words.PEOPLE_DO

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
