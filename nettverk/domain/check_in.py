"""Check-in (innsjekk): finding a person in three keystrokes, and counting who has come."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from typing import Protocol, TypeVar

from nettverk.domain.groups import Grouping
from nettverk.domain.names import name_key, split_name
from nettverk.domain.participants import Attendance, Participant
from nettverk.domain.sorting import sort_key


class Named(Protocol):
    """Somebody with a name and a unit."""

    @property
    def given_name(self) -> str:
        """The name a person goes by among friends, «Kari»; empty where only a family name is known."""

    @property
    def family_name(self) -> str:
        """The name that lists are sorted by, «Nordmann»; empty where there is none."""

    @property
    def unit_name(self) -> str:
        """Name of the unit they come from."""


N = TypeVar("N", bound=Named)


def search(people: Iterable[N], typed: str) -> list[N]:
    """Those who may be meant, the likeliest first; nothing typed is everyone.

    What is typed is a name, an initial and the start of a name, or the start of a name or of the unit: «kno» is Kari
    Nordmann and Nora Knoph; «aas» is Unni Aas before Astrid Andersen. Words may stand in any order.
    """
    words = name_key(typed).split()
    if not words:
        return list(people)
    ranked = [
        (rank, sort_key(f"{p.family_name}, {p.given_name}"), p) for p in people if (rank := _rank(p, words)) is not None
    ]
    return [person for _rank_, _key, person in sorted(ranked, key=lambda row: row[:2])]


def _rank(person: Named, words: Sequence[str]) -> int | None:
    given, family = name_key(person.given_name).split(), name_key(person.family_name).split()
    names = given + family
    if len(words) == 1:
        word = words[0]
        # Ranked by how people find each other in a list: the whole name typed, then initials, family name, given name,
        # any of its words, and last the unit.
        if word in names:
            return -1
        if _initials(given, family, word):
            return 0
        if any(name.startswith(word) for name in family[:1]):
            return 1
        if any(name.startswith(word) for name in given[:1]):
            return 2
    # Every word must fit some name, in any order: people type «hansen kari» as often as «kari hansen».
    if all(any(name.startswith(word) for name in names) for word in words):
        return 3
    unit = name_key(person.unit_name).split()
    if all(any(name.startswith(word) for name in (*names, *unit)) for word in words):
        return 4
    return None


def _initials(given: Sequence[str], family: Sequence[str], word: str) -> bool:
    """An initial of the one and the start of the other: two letters or more."""
    if len(word) < 2:
        return False
    first, rest = word[0], word[1:]
    given_first = any(name[0] == first for name in given) and any(name.startswith(rest) for name in family)
    family_first = any(name[0] == first for name in family) and any(name.startswith(rest) for name in given)
    return given_first or family_first


@dataclass(frozen=True, slots=True)
class Count:
    """How many of a service, a unit or all have come.

    Attributes:
        later: those registered from an hour that is not here yet.
    """

    name: str
    registered: int
    present: int
    late: int
    absent: int
    later: int = 0

    @property
    def waited_for(self) -> int:
        """How many are still expected: neither marked as come nor as absent."""
        return self.registered - self.present - self.late - self.absent - self.later

    @property
    def not_yet(self) -> int:
        """How many come later today: those who said so at the door, and those whose half of the day has not begun."""
        return self.late + self.later


def count(people: Sequence[Participant], name: str = "", at: str = "") -> Count:
    """All these people in one count.

    Args:
        name: what it is shown under. at: «HH:MM» now, so that nobody is waited for before they said they would come.
    """
    tally = Counter(person.attendance for person in people)
    later = sum(
        person.attendance is Attendance.REGISTERED and bool(at) and person.present_from > at for person in people
    )
    return Count(name, len(people), tally[Attendance.PRESENT], tally[Attendance.LATE], tally[Attendance.ABSENT], later)


def by_service(people: Sequence[Participant], at: str = "") -> tuple[Count, ...]:
    """People counted service by service, in alphabetical order."""
    return _by(people, [person.service_name for person in people], at)


def by_unit(people: Sequence[Participant], at: str = "") -> tuple[Count, ...]:
    """People counted unit by unit, in alphabetical order."""
    return _by(people, [person.unit_name for person in people], at)


def _by(people: Sequence[Participant], keys: Sequence[str], at: str) -> tuple[Count, ...]:
    groups: dict[str, list[Participant]] = {}
    for person, key in zip(people, keys, strict=True):
        groups.setdefault(key, []).append(person)
    return tuple(count(groups[key], key, at) for key in sorted(groups, key=sort_key))


def newcomer(typed: str) -> tuple[str, str]:
    """A walk-in's given and family name from what was typed in the search field."""
    return split_name(typed)


def to_repair(people: Iterable[Participant], grouping: Grouping | None) -> int:
    """How many must be seated or taken from a table: those not there who have one, and the others who have none."""
    if grouping is None:
        return 0
    seated = {seat.participant.id for table in grouping.tables for seat in table.sitting}
    away = {person.id for person in grouping.away}
    return grouping.to_free + sum(
        (person.id in seated) == (person.attendance == Attendance.ABSENT) for person in people if person.id not in away
    )
