"""The words round a name that say that somebody is meant: roles, kin, verbs that only people have, other names."""

from __future__ import annotations

import re
from collections.abc import Sequence

from nettverk.domain.anonymity import name_words as words
from nettverk.domain.anonymity import verbs
from nettverk.domain.anonymity.name_lookup import NameKind, NameWord
from nettverk.domain.anonymity.surroundings import CALLED, LineView, Surroundings
from nettverk.domain.anonymity.tokens import Token

_PAIR = frozenset({"og", "and", "eller", "&", "samt", "å"})
_LIVES_WITH = re.compile(
    r"^ (?:(?:bor|bur) (?:\w+ )?(?:hos|med) |(?:\w+ ){1,5}?\w+, (?:og |for |men )?(?:han|hun|ho) "
    r"|(?:\w+ ){1,5}(?:moren|mora|faren|broren|søsteren|systera|bestemor\w*|bestefar\w*|katten|hunden) (?:sin|si)\b)"
)


class Persons(LineView):
    """One line, asked of each of its words whether it is somebody."""

    def __init__(self, line: str, tokens: Sequence[Token], found: Sequence[NameWord], around: Surroundings) -> None:
        super().__init__(line, tokens, found)
        self._around = around

    def titled(self, at: int) -> bool:
        """A role or kin stands before: «læreren Berg», «eleven X», «mora til X», «Fru Lund»."""
        before = self.before(at)
        if before is None:
            return False
        if words.is_role(before.lower):
            # «Jenta På Solsikken» is a title, and «Rektor Ved»; a name of two letters is in the list.
            return self.tokens[at].lower not in words.STARTS
        if before.lower in {"til", "åt", "of"} and at >= 2:
            whose = self.tokens[at - 2].lower
            if self.word(at).kind is NameKind.FARM:
                # «Læraren til Falk»; «rommet til Lund» is a school's.
                return whose in words.ONE_KIN or (whose in words.ADULT_ROLES and whose.endswith(("en", "an")))
            return whose in words.KIN or words.is_role(whose)
        return before.lower in CALLED and not self.thing_called(at)

    def spoken_with(self, at: int) -> bool:
        """«Vi tok kontakt med Aas», «spør Moe»."""
        before = self.before(at)
        if before is None:
            return False
        if before.lower in {"spør", "spurte", "spurde", "ring", "ringte", "ringde", "hilsen", "takk", "ansvarlig", "v"}:
            return True
        if before.lower == "med" and at >= 2 and self.tokens[at - 2].lower == "opp":
            return True  # «ta det opp med Strand»
        talked = before.lower in {"med", "til"} and at >= 2 and self.tokens[at - 2].lower in words.TALK
        return talked and not self._around.is_institution(at, owns=False)

    def named_beside(self, at: int) -> bool:
        """«Læreren, X, kom for seint»: between commas after what somebody does."""
        if at == 0 or self.line[self.tokens[at - 1].end : self.tokens[at].start] != ", ":
            return False
        ends = self.line[self.tokens[at].end : self.tokens[at].end + 1] in {",", ")", ""}
        before = at - 1
        if at > 1 and self.tokens[before].lower in words.OURS:
            before -= 1  # «Læreren hans, X, sa»
        return ends and words.is_role(self.tokens[before].lower)

    def after_name(self, at: int) -> bool:
        """The second of «Ola og X»."""
        if at < 2 or self.tokens[at - 1].lower not in _PAIR or self.before(at) is None or self.before(at - 1) is None:
            return False
        beside = self.word(at - 2)
        return beside.first_name and self.tokens[at - 2].capital and beside.key not in words.TOWNS_MOSTLY

    def with_kin(self, at: int) -> bool:
        """«X og mora», «X og eg»."""
        rest = self.clause(at, 2)
        return len(rest) == 2 and rest[0] in _PAIR and rest[1] in words.COMPANY | words.KIN

    def together_with(self, at: int) -> bool:
        """«snakket med X», «sammen med X», «hei til X», «spør X»: what one does with people."""
        before = self.before(at)
        if before is None:
            return False
        if before.lower in words.ASKS:
            return True
        return (
            before.lower in {"med", "til", "åt", "hos"} and at >= 2 and self.tokens[at - 2].lower in words.WITH_PEOPLE
        )

    def met(self, at: int) -> bool:
        """«Eg møtte X på kurset»: whom one meets, asks or thanks."""
        before = self.before(at)
        return before is not None and before.lower in words.MEETS

    def plays_with(self, at: int) -> bool:
        """«snakket med X», «leker med X»: no office and no firm."""
        before = self.before(at)
        return (
            before is not None
            and before.lower in {"med", "til", "åt"}
            and at >= 2
            and self.tokens[at - 2].lower in words.WITH_FRIENDS
        )

    def said_by(self, at: int) -> bool:
        """«…, sier X»."""
        before = self.before(at)
        return before is not None and before.lower in words.SAYS_BEFORE

    def has_verb(self, at: int) -> bool:
        """Whether something is done, said or felt right after it."""
        after = self.after(at)
        return after is not None and after.lower in words.SAY | words.DO | words.BE_LIKE

    def with_office(self, at: int) -> bool:
        """«Haugen (rektor) åpnet møtet», «Lie fra BUP veileder oss»."""
        tail = self.line[self.tokens[at].end : self.tokens[at].end + 40].lower()
        match = re.match(r" (?:\((?P<role>[\w-]+)|fr[aå] (?P<office>\w+)|(?:på|i|ved|hos) (?P<desk>\w+) )", tail)
        if match is None:
            return False
        role, office, desk = match.group("role", "office", "desk")
        if desk:
            return desk in verbs.STAFFED
        return words.is_role(role) or role in words.OFFICES if role else office in words.OFFICES

    def is_called(self, at: int) -> bool:
        """«X er etternavnet til den nye vikaren»."""
        rest = self.clause(at, 3)
        return len(rest) > 1 and rest[0] in {"er", "var"} and rest[1] in words.NAME_WORDS

    def is_she(self, at: int) -> bool:
        """«X bor hos bestemoren sin», «X er ny, han kom mandag»."""
        tail = self.line[self.tokens[at].end : self.tokens[at].end + 80]
        if re.match(r"^ \(\d{1,2}(?: år| mnd)?\)", tail):
            return True  # «Sol (4 år)»
        return _LIVES_WITH.match(tail) is not None

    def is_role(self, at: int) -> bool:
        """«X er den nye læreren»."""
        rest = self.clause(at, 7)
        return bool(rest) and rest[0] in {"er", "blir", "vert", "var"} and bool(set(rest[1:]) & words.ADULT_ROLES)

    def paired_with_any(self, at: int) -> bool:
        """«X og Y», both with capitals, whatever they are."""
        pair = at + 2 < len(self.tokens) and self.tokens[at + 1].lower in _PAIR and self.tokens[at + 2].capital
        return pair and self.after(at) is not None and self.after(at + 1) is not None

    def does(self, at: int) -> bool:
        """Whether what comes right after is done by people only."""
        rest = self.clause(at, 2)
        if not rest or rest[0] not in words.SAY | words.PEOPLE_DO:
            return False
        return len(rest) < 2 or rest[1] not in words.SUBJECTS

    def feels(self, at: int) -> bool:
        """«X er redd», «X gråter», «X har ansvar», «X vil hjem»: people only."""
        rest = self.clause(at, 4)
        if not rest:
            return False
        if rest[0] in words.PEOPLE_DO:
            return True
        return rest[0] in words.BE_LIKE and bool(set(rest[1:3]) & words.PEOPLE_ARE)

    def says(self, at: int) -> bool:
        """Somebody says, means or feels it; also past a bracket: «Berg (rektor) sa»."""
        after = self.after(at)
        if after is None and at + 2 < len(self.tokens):
            gap = self.line[self.tokens[at].end : self.tokens[at + 1].start]
            inside = self.tokens[at + 1].lower in words.ADULT_ROLES
            return gap == " (" and inside and self.tokens[at + 2].lower in words.SAY
        # «Os og Fusa slo seg saman» are places.
        together = self.clause(at, 3)[1:] in (["seg", "saman"], ["seg", "sammen"])
        return after is not None and after.lower in words.SAY and not together

    def acts(self, at: int, *, countable: bool) -> bool:
        """«Dag viste bilder», «Liv har ansvar»: a verb, and then something people do, not weather or time.

        A thing that can be counted needs an article in Norwegian («Dagen var lang»), so that «Dag var …» is a name.
        """
        rest = self.clause(at, 6)
        if len(rest) > 2 and (
            (rest[0] in verbs.DARES and rest[1] == "å") or (rest[0] in verbs.GETS and rest[1] in verbs.GOT)
        ):
            return True
        if len(rest) < 2 or self.after(at) is None or rest[1] in {"å", "at"}:
            return False  # «Lykke er å få være med»
        if countable:
            return verbs.finite(rest[0])
        if rest[0] in words.BE_LIKE or rest[0] in words.SHARED_VERBS:
            if rest[0] in verbs.COMES and rest[1] in {"fra", "frå"} and self.from_somewhere(at):
                return True
            if rest[0] in verbs.COMES and rest[1] in verbs.LATER and self.word(at).key != "vår":
                return True
            if "år" in rest and rest[rest.index("år") - 1] == "i":
                rest = rest[: rest.index("år") - 1]  # «Jul kjem tidleg i år»
            if rest[1:3] in (
                ["ikke", "noe"],
                ["ikkje", "noko"],
                ["ikke", "et"],
                ["ikkje", "eit"],
                ["ikke", "en"],
                ["ikkje", "ein"],
            ):
                return False  # «Lykke er ikke noe vi kan planlegge»
            if "for" in rest[1:] and rest[0] in words.BE_LIKE:
                rest = rest[: rest.index("for", 1)]  # «Mai blir travel for oss»
            return bool(set(rest[1:]) & (words.PERSONAL | words.PERSON_STATE))
        return rest[0] in words.DO

    def acts_alone(self, at: int) -> bool:
        """«Hayat trenger leksehjelp»: a verb of those that people have, and something after it."""
        rest = self.clause(at, 2)
        return len(rest) == 2 and rest[0] in words.DO - words.BE_LIKE and rest[1] not in words.SUBJECTS

    def has_kin(self, at: int) -> bool:
        """«Liv sin erfaring», «Liv si mor»; of a word nobody knows only kin will do."""
        after = self.after(at)
        if after is None or after.lower not in {"sin", "si", "sitt", "sine"}:
            return False
        if self.word(at).kind is NameKind.WEAK:
            return True
        return at + 2 < len(self.tokens) and self.tokens[at + 2].lower in words.KIN

    def then_noun(self, at: int) -> bool:
        """Whether an ordinary word comes next."""
        after = self.after(at)
        return after is not None and not after.capital

    def with_role(self, at: int) -> bool:
        """«Liv (pedagogisk leder)», «Dag, som er vikar», «Stein frå PPT», «Rose fra Uganda er den nye assistenten»."""
        tail = self.line[self.tokens[at].end : self.tokens[at].end + 60].lower()
        if tail.startswith((" (", ", ", " – ", " - ", ": ")):
            inside = set(re.findall(r"\w[\w-]*", tail)[:4])
            return bool(inside & (words.ADULT_ROLES | words.OFFICES | {"vår", "vårt", "mamma", "pappa"}))
        if re.match(r" fr[aå] \w", tail):
            return bool(set(re.findall(r"\w[\w-]*", tail)) & (words.ADULT_ROLES | words.OFFICES))
        return False

    def paired(self, at: int) -> bool:
        """«Liv og Dag»: one name beside another, where both have capitals."""
        if self.word(at).owns or at + 2 >= len(self.tokens):
            return False
        listed = self.line[self.tokens[at].end : self.tokens[at + 1].start] in {", ", "/", " / ", " & ", " + "}
        if not listed and self.tokens[at + 1].lower not in _PAIR:
            return False
        there = at + (1 if listed else 2)
        other = self.word(there)
        if (self.tokens[there].begins and not listed) or self._around.is_institution(there, owns=False):
            return False
        return other.kind in {NameKind.GIVEN, NameKind.FAMILY, NameKind.WEAK}
