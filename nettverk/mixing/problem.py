"""What is asked: who is there, which tables, who has met, and the rules. Numbers only, no names.

In this folder a *round* is one time that people sit down, and ``turn`` is its number from 0.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from enum import StrEnum
from functools import cached_property

from nettverk.mixing.aims import AIMS, Figure, Score

Plan = tuple[tuple[int, ...], ...]
"""One row a round, one table number a person; ABSENT where the person is not there that round."""

# Not None, so that a row of tables is an array of whole numbers as it stands.
ABSENT = -1


class ConstraintKind(StrEnum):
    """What a rule binds: see the fields of ``Problem`` with the same names."""

    APART = "apart"
    TOGETHER = "together"
    AT = "at"
    AMONG = "among"
    HOSTS = "hosts"
    AT_LEAST = "at_least"
    LOCKED = "locked"


@dataclass(frozen=True)
class AtLeast:
    """At each of the tables at least ``count`` of the people, as when every table needs someone from PPT."""

    people: tuple[int, ...]
    tables: tuple[int, ...]
    count: int = 1


@dataclass(frozen=True)
class Problem:
    """Everything that decides which plans are good.

    Attributes:
        unit, service: one number a person; equal numbers are the same unit (service).
        role, district: one number a person (what one does, where one works), or empty where that does not matter.
        tables: seats a table. rounds: how many times people sit down.
        met: (a, b, times before). past: the tables of each earlier sitting, for sharper bounds; what happened there is
            in ``met`` too.
        apart, together: sets of two or more people. at: (person, table) for every round.
        among: (person, tables), at one of them in every round.
        hosts: exactly one at each table.
        locked: (person, table, turn) that no search may touch.
        at_least: tables that need someone of a set. present: (person, turns) for those not there all the time.
        published: the plan on the wall, one row a round (fewer rows than rounds will do), None = has no table yet.
        capacity: most people a table can take, where that is not its seats.
        order: the aims that count, first things first; an aim left out is not sought. weights: (aim, weight) where the
            organiser wants a weighted sum instead of a strict order.
    """

    unit: tuple[int, ...]
    service: tuple[int, ...]
    tables: tuple[int, ...]
    district: tuple[int, ...] = ()
    role: tuple[int, ...] = ()
    rounds: int = 1
    met: tuple[tuple[int, int, int], ...] = ()
    past: tuple[tuple[tuple[int, ...], ...], ...] = ()
    apart: tuple[tuple[int, ...], ...] = ()
    together: tuple[tuple[int, ...], ...] = ()
    at: tuple[tuple[int, int], ...] = ()
    among: tuple[tuple[int, tuple[int, ...]], ...] = ()
    hosts: tuple[int, ...] = ()
    locked: tuple[tuple[int, int, int], ...] = ()
    at_least: tuple[AtLeast, ...] = ()
    present: tuple[tuple[int, tuple[int, ...]], ...] = ()
    published: tuple[tuple[int | None, ...], ...] = ()
    capacity: tuple[int, ...] = ()
    order: tuple[Figure, ...] = AIMS
    weights: tuple[tuple[Figure, int], ...] = ()
    name: str = ""

    @property
    def people(self) -> int:
        """How many people there are, whether they come to every round or not."""
        return len(self.unit)

    @cached_property
    def limit(self) -> tuple[int, ...]:
        """Most people a table may take.

        Own capacities are the law. Tables that differ by at most one seat are so only because people do not divide
        evenly: then any of them may be the larger one. Tables that really differ are taken at their word.
        """
        if self.capacity:
            return self.capacity
        # Whoever made the file had to say which table is short; the search may choose another.
        if max(self.tables) - min(self.tables) <= 1:
            return (max(self.tables),) * len(self.tables)
        return self.tables

    @cached_property
    def there(self) -> tuple[tuple[bool, ...], ...]:
        """For each round, whether each person is present in it."""
        away = {person: set(range(self.rounds)) - set(turns) for person, turns in self.present}
        return tuple(tuple(r not in away.get(p, ()) for p in range(self.people)) for r in range(self.rounds))

    def crowd(self, turn: int) -> int:
        """How many people are there in a round."""
        return sum(self.there[turn])

    @cached_property
    def away(self) -> bool:
        """Whether there is anyone who misses a round."""
        return any(not all(row) for row in self.there)

    @cached_property
    def times_met(self) -> Mapping[tuple[int, int], int]:
        """Pair (lower number first) → times they met before, for those who did."""
        return {(min(a, b), max(a, b)): times for a, b, times in self.met}

    @cached_property
    def pairs_apart(self) -> tuple[tuple[int, int], ...]:
        """Every pair that must not share a table."""
        return _pairs(self.apart)

    @cached_property
    def pairs_together(self) -> tuple[tuple[int, int], ...]:
        """Every pair that must share a table."""
        return _pairs(self.together)

    def pins(self, turn: int) -> dict[int, int]:
        """Person → table for those whom a rule or a lock binds to one table in a round."""
        return dict(self.at) | {person: table for person, table, when in self.locked if when == turn}

    def key(self, score: Score) -> tuple[int, ...]:
        """What plans are compared by, lower first: the rules, then the aims as the organiser orders them."""
        # With weights the sum decides; where two plans have the same sum, the order does.
        ordered = tuple([score.of(aim) for aim in self.order])
        if self.weights:
            weights = dict(self.weights)
            return (score.hard, sum(weights.get(aim, 0) * score.of(aim) for aim in self.order), *ordered)
        return (score.hard, *ordered)


def _pairs(sets: tuple[tuple[int, ...], ...]) -> tuple[tuple[int, int], ...]:
    return tuple((a, b) for people in sets for i, a in enumerate(people) for b in people[i + 1 :])
