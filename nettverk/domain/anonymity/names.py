"""People's names in a line, by the list of names, by capitals and by the words round them.

A name that is nothing else is found wherever it stands. One that is an ordinary word or a farm too («Liv», «Berg») is
found where the words beside it say that somebody is meant, and not where they say a place, a school or a thing.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass

from nettverk.domain.anonymity import name_words as words
from nettverk.domain.anonymity import verbs
from nettverk.domain.anonymity.findings import Place
from nettverk.domain.anonymity.initials import initials
from nettverk.domain.anonymity.lexicon import Lexicon, first_piece, fold
from nettverk.domain.anonymity.low_names import low_named
from nettverk.domain.anonymity.name_lookup import ORDINARY, SURELY_NAME, NameKind, NameLookup, NameWord
from nettverk.domain.anonymity.name_signs import first_of_names, stranger, told_of
from nettverk.domain.anonymity.persons import Persons
from nettverk.domain.anonymity.strangers import begins_as_name, inside_as_name, low_stranger, owns_kin
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


# After a whole name or before it: somebody one has read.
_WORK = (
    r"(?:bok|boka|boken|bøker|bøkene|bøkane|dikt|diktet|roman|romanen|film|filmen|sang|sangen|song|songen|maleri\w*|"
    r"måleri\w*|artikkel|artikkelen|podkast\w*|\w*teori|\w*teorien|\w*modellen|\w*pyramide\w*|sitat|sitatet|ord|"
    r"forskning|forsking)"
)
_CITED = re.compile(
    r"^(?:, (?:[A-ZÆØÅ]\. ?)+)?(?:,? ?(?:&|og|and) [A-ZÆØÅ][\w-]+(?:, (?:[A-ZÆØÅ]\. ?)+)?)?,? ?\(?(?:18|19|20)\d\d\b"
    r"|^,? (?:har |hev )?(?:skriver|skriv|skrev|skrevet|skrive|forsker|forskar|forsket|forska)"
    r"(?: fint| godt| mye| mykje)? (?:om|på)\b(?! (?:dette|det|saken|saka|oss|seg)\b)"
    rf"|^ (?:sin|si|sitt|sine) {_WORK}\b"
    # «Terje Vigen var diktet vi leste»
    rf"|^ (?:er|var|heter|heiter|het|heitte) (?:en|ei|ein|et|eit|den|det)? ?(?:\w+ )?{_WORK}\b"
)
_WORK_OF = re.compile(rf"\b{_WORK} (?:av|til|fra|frå) $", re.IGNORECASE)


_FARM_ENDS = re.compile(r"[a-zæøå]{2}(?:vik|land|stad|rud|haug|øyr?|nes|moen|bakken|lien|set|vold|vang|sen|hus|ås)$")
"""How farms end, and so family names that are in no list."""
_NO_NAMES = words.STARTS | words.PRODUCTS | words.NOBODY | words.OFFICES


class NameFinder:
    """Finds names by one lexicon."""

    def __init__(self, lexicon: Lexicon) -> None:
        self._lexicon = lexicon
        self._lookup = NameLookup(lexicon)

    def find(self, line: str, tokens: Sequence[Token], taken: Iterable[Place]) -> Iterator[NamePlace]:
        """Every name in the line.

        Args:
            taken: places that are something else already, such as e-mail addresses.
        """
        blocked = [*taken, *_public(line, tokens, self._lexicon)]
        yield from _Reading(self._lookup, line, tokens, blocked).names()


def _public(line: str, tokens: Sequence[Token], lexicon: Lexicon) -> Iterator[Place]:
    """Where names known from books, methods and streets stand, unless one who takes part is called that."""
    low = line.lower().replace("frå ", "fra ")
    if len(low) != len(line):  # a few foreign capitals are two letters when they are small
        low = line
    for at, token in enumerate(tokens):
        for name in lexicon.public.get(first_piece(token.text), ()):
            end = token.start + len(name)
            if not low.startswith(name, token.start):
                continue
            if low[end : end + 1] == "s" and not name.endswith("s"):
                end += 1
            if low[end : end + 1].isalnum() or (lexicon.known and _all_known(name, lexicon)):
                continue
            after = next((other for other in tokens[at + 1 :] if other.start >= end), None)
            # «Ola Nordmann Berg» has a name of his own.
            more = after is not None and line[end : after.start] == " " and after.capital and not after.shouted
            if not more or fold(after.text if after else "") not in lexicon.family:
                yield Place(token.start, end)


def _all_known(name: str, lexicon: Lexicon) -> bool:
    return all(fold(word) in lexicon.known for word in re.findall(r"[^\W\d_]+", name))


class _Reading:
    """One line on its way through."""

    def __init__(self, lookup: NameLookup, line: str, tokens: Sequence[Token], blocked: Sequence[Place]) -> None:
        self._lookup, self._line, self._tokens, self._blocked = lookup, line, tokens, blocked
        self._shouted = shouting(tokens)
        self._words = [self._word(at) for at in range(len(tokens))]
        self._round = Surroundings(line, tokens, self._words)
        self._people = Persons(line, tokens, self._words, self._round)
        self._passed = 0
        self._english = sum(token.lower in words.ENGLISH_ONLY for token in tokens) > 1

    def names(self) -> Iterator[NamePlace]:
        at = end = 0
        while at < len(self._tokens):
            name = self._at(at)
            if name is not None and name.place.start >= end:
                yield name
                at, end = name.last + 1, name.place.end
            else:
                at = max(at + 1, self._passed)
        yield from self._initials()

    def _initials(self) -> Iterator[NamePlace]:
        for place in initials(self._people, self._blocked):
            at = next((number for number, token in enumerate(self._tokens) if token.start >= place.start), 0)
            yield NamePlace(place, owns=False, first=at, last=at)

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
        if not word.first_name and self._cited(at, at):
            return None
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
                return what.kind is NameKind.FAMILY or farm or (not token.begins and self._both_strange(at))

    def _both_strange(self, at: int) -> bool:
        """«Bodvild Aasgarden»: two words of no list beside each other that both look like nothing but names."""
        if self._english or self._round.of_place(at) or at + 1 >= len(self._tokens):
            return False
        first, last = self._tokens[at], self._tokens[at + 1]
        if any(self._lookup.is_word(token) or token.shouted for token in (first, last)):
            return False
        like_family = self._lookup.name_like(last) >= SURELY_NAME or _FARM_ENDS.search(last.text) is not None
        return self._lookup.name_like(first) >= SURELY_NAME and like_family

    def _whole(self, at: int, last: int, word: NameWord) -> NamePlace | None:
        if self._cited(at, last):
            self._passed = last + 1
            return None
        if self._round.is_institution(last, owns=False) or self._round.is_thing(at):
            return None
        return self._place(at, last)

    def _cited(self, at: int, last: int) -> bool:
        """«Ingrid Berg (2014)», «en bok av Ola Dahl»: somebody one has read."""
        if any(self._words[index].known for index in range(at, last + 1)):
            return False
        before, after = self._line[: self._tokens[at].start], self._line[self._tokens[last].end :]
        return bool(_CITED.match(after[:40]) or _WORK_OF.search(before[-40:]))

    # --- one word ---

    def _is_person(self, at: int, word: NameWord) -> bool:
        around, people, token = self._round, self._people, self._tokens[at]
        owned = word.kind is NameKind.GIVEN or (
            word.kind is NameKind.WEAK and (not token.begins or verbs.whose(people.clause(at, 1)))
        )
        owns = word.owns and owned  # «Steins opplegg»
        if around.is_institution(at, owns=owns) or around.is_thing(at):
            return False
        if people.is_called(at):
            return True
        if not word.known and not word.first_name and self._lookup.theorist(token):
            return word.in_list and people.titled(at)
        if not word.known and not word.first_name and around.among_places(at) and not people.titled(at):
            return False
        match word.kind:
            case NameKind.GIVEN:
                return not around.is_other_word(at) and not around.in_place(at)
            case NameKind.FAMILY:
                # «Li» and «Vu» at the beginning of a sentence may be anything.
                longer = len(token.text) > 3 or not token.begins or people.says(at)
                longer = longer and not (self._english and token.begins and not people.says(at))
                return longer and token.lower not in words.NOBODY
            case NameKind.WEAK:
                return self._weak(at, word)
            case NameKind.FARM:
                return (
                    not around.of_place(at)
                    and not people.of_group(at)
                    and (
                        people.feels(at)
                        or people.titled(at)
                        or people.says(at)
                        or people.said_by(at)
                        or people.spoken_with(at)
                        or people.with_office(at)
                        or people.listed_as(at)
                        or people.beside_sign(at)
                        or self._farmer(at)
                    )
                )
            case _:
                return len(token.text) > 1 and not token.shouted and self._unknown(at)

    def _unknown(self, at: int) -> bool:
        """A word in no list: a name where the words beside it can hardly be said of anything else."""
        around, people, token = self._round, self._people, self._tokens[at]
        if people.titled(at) or people.has_kin(at) or people.named_beside(at):
            return True
        if people.listed_as(at) and token.lower not in words.NOBODY | words.STARTS:
            return True
        if len(token.text) < 3 or token.lower in _NO_NAMES or around.of_place(at):
            return False
        after = self._tokens[at + 1] if at + 1 < len(self._tokens) else None
        if not token.begins and around.before(at) is not None:
            # «Mental Helse», «Kirkens Bymisjon»
            several = after is not None and after.capital and people.beside(at)
            return not several and self._unknown_inside(at)
        return first_of_names(people, at) or self._unknown_first(at)

    def _unknown_inside(self, at: int) -> bool:
        people, token, lookup = self._people, self._tokens[at], self._lookup
        definite = words.DEFINITE.search(token.text) is not None
        return (
            (lookup.like_a_name(token) and not definite)
            or lookup.slip_of_name(token)
            or self._acts_like_one(at)
            or stranger(people, at, definite=definite and not lookup.strange(token))
            or inside_as_name(people, at, lookup.name_like(token))
            or owns_kin(people, at, lookup.owner_like(token))
        )

    def _unknown_first(self, at: int) -> bool:
        people, token = self._people, self._tokens[at]
        if self._lookup.is_word(token):
            return False
        like = self._lookup.like_a_name(token)
        # At the beginning of a sentence any word has a capital; one that is no Norwegian word is a name.
        if not self._english and (
            begins_as_name(people, at, self._lookup.name_like(token))
            or owns_kin(people, at, self._lookup.owner_like(token))
        ):
            return True
        strange = self._lookup.strange(token) and not self._english
        strange = strange or self._lookup.slip_of_name(token)
        if not strange and words.DEFINITE.search(token.text) is not None:
            return False
        slip = self._lookup.slip_of_name(token)
        strange = strange or (like and not self._english) or slip
        if people.is_she(at) or people.does(at) or (not words.NOUN_LIKE.search(token.text) and people.feels(at)):
            return True
        if not strange:
            return False
        verb = words.VERB_LIKE.fullmatch(token.lower) is not None
        if (
            not (verb and len(token.text) < 8)
            and (slip or words.DEFINITE.search(token.text) is None)
            and told_of(people, at, "")
        ):
            return True
        acts = people.acts(at, countable=False) or (words.DEFINITE.search(token.text) is None and people.acts_alone(at))
        alone = acts or people.feels(at) or people.with_role(at) or people.is_role(at)
        return (
            alone
            or people.with_kin(at)
            or (people.paired_with_any(at) and (people.has_verb(at + 2) or people.does(at + 2)))
        )

    def _acts_like_one(self, at: int) -> bool:
        """A word that nobody knows in the middle of a sentence: it does what people do, or stands beside a name."""
        people = self._people
        strange = at >= 2 and self._lookup.strange(self._tokens[at - 2])
        pair = people.paired(at) or people.after_name(at)
        definite = words.DEFINITE.search(self._tokens[at].text) is not None and words.SHORT_IN_A.search(
            self._tokens[at].text
        ) is None  # fmt: skip
        pair = pair or (people.met(at) and not definite)
        pair = pair or (strange and people.paired_with_any(at - 2) and people.has_verb(at))
        return pair or people.does(at) or people.plays_with(at) or people.feels(at) or people.with_role(at)

    def _weak(self, at: int, word: NameWord) -> bool:
        around, people, token = self._round, self._people, self._tokens[at]
        if around.of_place(at) or around.is_other_word(at):
            return False
        if not token.begins or people.listed_as(at):
            return True
        if word.owns and people.then_noun(at):
            none = token.lower in words.GENITIVES_THAT_ARE_NONE
            return not none or verbs.whose(people.clause(at, 2))
        if people.beside_sign(at) or told_of(people, at, word.key):
            return True
        acts = (
            people.says(at)
            or people.does(at)
            or people.feels(at)
            or people.acts(at, countable=word.key in words.COUNTABLE)
            or people.with_office(at)
            or self._somebody(at)
        )
        pair = people.paired_with_any(at) and people.does(at + 2)
        return (
            acts
            or pair
            or people.is_she(at)
            or people.with_kin(at)
            or people.has_kin(at)
            or people.with_role(at)
            or people.paired(at)
        )

    def _somebody(self, at: int) -> bool:
        """The verb after it is of people, or the sentence goes on about «han» or «ho»: «Storm bit når han er trøtt»."""
        clause = self._people.clause(at, 4)
        if not clause or not verbs.finite(clause[0]) or verbs.owned(self._words[at].key, clause):
            return False
        return verbs.only_of_people(clause) or verbs.goes_on_about(self._line[self._tokens[at].end :])

    def _farmer(self, at: int) -> bool:
        """A farm's name that does what one person does: «Berg tek kontakt», «Lund bruker sin erfaring når hun …»."""
        tail, clause = self._line[self._tokens[at].end :], self._people.clause(at, 2)
        goes_on = bool(clause) and verbs.finite(clause[0]) and verbs.goes_on_about(tail)
        return goes_on or verbs.personal(tail)

    def _lower(self, at: int) -> NamePlace | None:
        token, around, people = self._tokens[at], self._round, self._people
        word = self._lookup.low(token)
        if self._is_blocked(token.start, token.end):
            return None
        if not word.in_list:
            strange = not self._english and low_stranger(people, at, self._lookup.name_like(token))
            return self._place(at, at) if strange or self._misspelled(at) else None
        if token.text == "said":
            return None
        if around.is_institution(at, owns=word.owns) or around.is_thing(at):
            return None
        match word.kind:
            case NameKind.WEAK:
                strange = (
                    low_stranger(people, at, self._lookup.name_like(token)) and not word.owns and not self._english
                )
                return self._place(at, at) if strange or self._low_weak(at, word) else None
            case NameKind.GIVEN:
                if around.is_other_low_word(at, word):
                    return None
                after = self._tokens[at + 1] if at + 1 < len(self._tokens) else None
                follows = after is not None and next_to(self._line, token, after) and not word.owns
                whole = after is not None and follows and self._lookup.low(after).kind is NameKind.FAMILY
                return self._place(at, at + 1 if whole else at)
            case _:
                # «lærer lund har ansvar»; «barn lærer berg og dal» has no verb after it.
                role = at > 0 and self._tokens[at - 1].lower in words.ADULT_ROLES and people.beside(at - 1)
                return self._place(at, at) if role and people.has_verb(at) and len(token.text) > 2 else None

    def _low_weak(self, at: int, word: NameWord) -> bool:
        """An ordinary word that is a name too, without a capital: only where a thing could not do what is said."""
        token, around, people = self._tokens[at], self._round, self._people
        if word.owns or around.is_other_word(at):
            return False
        before = self._tokens[at - 1].lower if at else ""
        countable = word.key in words.COUNTABLE
        if ((countable or word.key in words.MOSTLY_NAMES) and people.together_with(at)) or people.plays_with(at):
            return True
        if low_named(people, at, self._lookup.low):
            return True
        after_comma = at > 0 and self._line[self._tokens[at - 1].end : token.start] == ", " and countable
        if not (at == 0 or token.begins or after_comma or before in {"at", "da", "og", "men", "når", "for", "så"}):
            return False
        if people.says(at) or people.feels(at):
            return True
        sure = countable or word.key in words.MOSTLY_NAMES
        if before in {"at", "da", "når", "fordi", "mens"} and people.acts(at, countable=sure):
            return True
        if not after_comma and at + 3 < len(self._tokens) and self._tokens[at + 1].lower == "og" and before != "og":
            other = self._lookup.low(self._tokens[at + 2])
            both = other.kind in {NameKind.WEAK, NameKind.GIVEN}
            sure = countable or other.key in words.COUNTABLE
            has = sure and verbs.finite(" ".join(people.clause(at + 2, 1)))  # «liv og tone har kveldsvakt»
            if both and (people.does(at + 2) or has):
                return True
        if before == "og" and at >= 2 and self._lookup.low(self._tokens[at - 2]).first_name and people.does(at):
            return True
        return (at == 0 or token.begins or after_comma) and people.acts(at, countable=countable)

    def _misspelled(self, at: int) -> bool:
        """«fillip er redd»: no word that ends as words do, spelled nearly as a name, and it does what people do."""
        token = self._tokens[at]
        if not (token.begins or at == 0) or len(token.text) < 5 or words.NOUN_LIKE.search(token.text):
            return False
        if token.lower in words.NOBODY | words.STARTS or words.is_role(token.lower):
            return False
        return self._lookup.like_a_name(token) and (self._people.feels(at) or self._people.does(at))

    def _place(self, first: int, last: int) -> NamePlace:
        end, token = self._tokens[last].end, self._tokens[last]
        if len(token.text) == 1 and self._line[end : end + 1] == ".":
            end += 1
        word = self._words[last] if token.capital else self._lookup.low(token)
        owns = word.owns and word.kind is not NameKind.UNKNOWN
        known = any(self._words[at].known for at in range(first, last + 1)) or word.known
        return NamePlace(Place(self._tokens[first].start, end), owns, first, last, known)
