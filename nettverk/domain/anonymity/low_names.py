"""Names that are ordinary words and stand without a capital: what the words beside them say."""

from __future__ import annotations

from collections.abc import Callable

from nettverk.domain.anonymity import name_words as words
from nettverk.domain.anonymity import verbs
from nettverk.domain.anonymity.name_lookup import NameKind, NameWord
from nettverk.domain.anonymity.persons import Persons
from nettverk.domain.anonymity.tokens import Token

_AWAY = frozenset({"syk", "sjuk", "borte", "sykmeldt", "sykemeldt", "sjukmeld", "fri", "ikke", "ikkje"})


def _labelled(people: Persons, at: int) -> bool:
    """«møtt: bjørn, siv og vidar»: in a list of who they are."""
    while at > 0:
        gap, label = people.line[people.tokens[at - 1].end : people.tokens[at].start], people.tokens[at - 1].lower
        if gap in {": ", ".: "}:
            return label in words.LABELS
        if gap == " " and label == "og" and at > 1:
            at -= 2
        elif gap in {", ", " + ", "/"}:
            at -= 1
        else:
            return False
    return False


def low_named(people: Persons, at: int, low: Callable[[Token], NameWord]) -> bool:
    """A word without a capital that those beside it make a name: «mora til even», «vi lot dag være», «eg og liv».

    Args:
        low: what a word without a capital may be.
    """
    before, owner = (people.tokens[at - back].lower if at >= back else "" for back in (1, 2))
    rest = people.clause(at, 3)
    ends = not rest or rest[0] in words.AFTER_PERSON
    if before in {"til", "t", "åt", "hos"} and owner in words.KIN and ends:
        return True
    if before == "og" and owner in words.WE and (ends or rest[0] in words.SAY | words.DO | words.PEOPLE_DO):
        return True
    if rest[:1] == ["og"] and len(rest) > 1 and rest[1] in words.WE - {"vi", "me"} and people.tokens[at].begins:
        return True
    if before in words.LETS and len(rest) > 1 and rest[0] in words.LET_DO:
        return True
    if before in {"er", "var", "blir", "vert"} and owner == "det" and rest[:1] == ["som"] and rest[1:2]:
        return rest[1] in verbs.CLEFT or verbs.only_of_people(rest[1:])  # «det er tone som har ansvar»
    if before == "ved" and owner in words.SITS and ends:
        return True
    if before == "m" and ends and owner in words.WITH_PEOPLE:
        return True
    if rest[:1] and rest[0] in {"sin", "si", "sitt", "sine"} and (at == 0 or people.tokens[at].begins):
        return len(rest) > 1
    if people.is_she(at) and (at == 0 or people.tokens[at].begins):
        return True
    if rest[:1] and rest[0] in _AWAY and (at == 0 or people.tokens[at].begins or before in {"obs", "nb", "ps"}):
        return rest[0] not in {"ikke", "ikkje"} or rest[1:2] in (["her"], ["på"], ["til"])
    if _labelled(people, at):
        return True
    # One of several, the others sure: «amira vil sitje ved helle», «siri, liv og dag».
    listed = at >= 2 and before == "og" and low(people.tokens[at - 2]).kind is NameKind.GIVEN
    return listed and ends and people.before(at) is not None
