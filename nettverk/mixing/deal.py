"""The first plan, at once: deal people round the tables by unit, then let each wave walk its own number of tables a
round.

Position k of the deal is wave c = k div G and index i = k mod G; in round r it sits at table i + r·c, in the field of G
elements where G is a prime power, else modulo G. Two of a wave never meet, and two waves meet in each pair at most once
for as many rounds as the field has elements. It is also a rule that people can follow on their feet.
"""

from __future__ import annotations

from collections import Counter, defaultdict

from nettverk.mixing.fields import field
from nettverk.mixing.problem import ABSENT, Plan, Problem
from nettverk.mixing.rng import Dice


def deal(problem: Problem, dice: Dice) -> Plan:
    """A plan with every unit spread as evenly as it can be, close to the rules; units in a random order."""
    order = dealing_order(problem, dice)
    rows = []
    for turn in range(problem.rounds):
        seat = [ABSENT] * problem.people
        for position, person in enumerate(order):
            wave, index = divmod(position, len(problem.tables))
            seat[person] = _walk(len(problem.tables), index, wave, turn)
        rows.append(tuple(Seating(problem, turn, seat).fitted()))
    return tuple(rows)


def dealing_order(problem: Problem, dice: Dice) -> list[int]:
    """People in the order they are dealt: hosts first, as one wave, then unit by unit with services together."""
    # Units come in random order, people of a unit side by side: consecutive positions are different tables.
    lots = dice.words(max(problem.unit) + 1).tolist()
    chance = dice.words(problem.people).tolist()
    table = dict(problem.at)
    # Hosts are one to a table. If they are dealt first, as the wave that walks nowhere, they stay at theirs.
    hosts = sorted(problem.hosts, key=lambda p: (table.get(p, len(problem.tables)), p))
    if len(hosts) == len(problem.tables):
        free = iter([p for p in hosts if p not in table])
        mine = {table[p]: p for p in hosts if p in table}
        hosts = [mine[t] if t in mine else next(free) for t in range(len(problem.tables))]
    rest = sorted(
        set(range(problem.people)) - set(hosts), key=lambda p: (lots[problem.unit[p]], problem.service[p], chance[p])
    )
    return hosts + rest


def _walk(tables: int, index: int, wave: int, turn: int) -> int:
    # A large field takes longer to tabulate than it is worth.
    f = field(tables) if tables <= 1024 else None
    if f is None:
        return (index + turn * wave) % tables
    return f.add[index][f.times[turn % tables][wave % tables]]


class Seating:
    """One round on its way to keep what it can of the rules: pins, sets that sit together, seats, even tables."""

    def __init__(self, problem: Problem, turn: int, seat: list[int]) -> None:
        self._problem = problem
        self._there = problem.there[turn]
        self._seat = [table if here else ABSENT for table, here in zip(seat, self._there, strict=True)]
        self._pins = dict(problem.at) | {p: t for p, t, when in problem.locked if when == turn}
        self._among: dict[int, set[int]] = {}
        for person, tables in problem.among:
            self._among[person] = self._among.get(person, set(tables)) & set(tables)
        # Whoever has been seated by a rule is not moved again for the sake of a weaker one.
        self._fixed = {p for p in self._pins if self._there[p]}
        self._size = Counter(t for t in self._seat if t != ABSENT)
        self._at: dict[int, set[int]] = defaultdict(set)
        for person, table in enumerate(self._seat):
            self._at[table].add(person)

    def fitted(self) -> list[int]:
        """The tables, everyone who is there at one of them and no table over its limit."""
        for person, table in self._pins.items():
            if self._there[person]:
                self._bring(person, table)
        # From the strictest rules to the weakest: one table, some tables, the same table, and last even tables.
        self._within()
        for people in self._problem.together:
            here = [p for p in people if self._there[p]]
            anchor = next((p for p in here if p in self._fixed), here[0] if here else None)
            for person in here:
                if anchor is not None and person not in self._fixed:
                    self._bring(person, self._seat[anchor])
            self._fixed.update(here)
        self._fixed.update(host for host in self._problem.hosts if self._there[host])
        self._even()
        return self._seat

    def _within(self) -> None:
        """Those who may sit at a few tables only: where they are if that will do, else where the fewest such sit."""
        taken, limit = Counter(self._seat[person] for person in self._fixed), self._problem.limit
        for person, tables in self._among.items():
            if not self._there[person] or person in self._pins or not tables:
                continue
            table = min(tables, key=lambda t: (taken[t] >= limit[t], t != self._seat[person], taken[t], t))
            self._bring(person, table)
            taken[table] += 1
            self._fixed.add(person)

    def _bring(self, person: int, table: int) -> None:
        """Seat a person at a table in exchange for someone free to go, of the same unit where possible."""
        was = self._seat[person]
        if was == table:
            return
        free = [p for p in self._at[table] if p not in self._fixed]
        # An exchange keeps the sizes. The best to send back has no colleague at the other table, and is of the same
        # unit where possible.
        if free:
            unit = self._problem.unit
            crowd = Counter(unit[p] for p in self._at[was] if p != person)
            other = min(free, key=lambda p: (crowd[unit[p]], unit[p] != unit[person], p in self._problem.hosts, p))
            self._move(other, was)
        self._move(person, table)

    def _move(self, person: int, table: int) -> None:
        was = self._seat[person]
        self._at[was].remove(person)
        self._size[was] -= 1
        self._seat[person] = table
        self._at[table].add(person)
        self._size[table] += 1

    def _even(self) -> None:
        """Move people from tables with too many to those with too few."""
        tables = range(len(self._problem.tables))
        limit = self._problem.limit
        # From the fullest table (one over its limit first) to the emptiest, until they differ by one at most.
        while True:
            giver = max(tables, key=lambda t: (self._size[t] - limit[t] > 0, self._size[t]))
            room = [t for t in tables if self._size[t] < limit[t] and t != giver]
            if not room:
                return
            taker = min(room, key=lambda t: self._size[t])
            over = self._size[giver] > limit[giver]
            if not over and self._size[giver] - self._size[taker] < 2:
                return
            # A table over its limit must give someone away, even one of a set that sits together, but nobody who is
            # bound to it.
            free = [p for p in self._at[giver] if p not in self._fixed] or (
                list(self._at[giver] - set(self._pins)) if over else []
            )
            if not free:
                return
            unit = self._problem.unit
            crowd = Counter(unit[p] for p in self._at[taker])
            home = Counter(unit[p] for p in self._at[giver])
            self._move(min(free, key=lambda p: (crowd[unit[p]] - home[unit[p]], p)), taker)


def with_seats(problem: Problem, plan: Plan) -> Plan:
    """The same plan with the larger groups at the tables with more seats, where no rule names a table."""
    # Where a rule speaks of a table by number, groups cannot change tables as a whole.
    named = problem.at or problem.among or problem.locked or problem.published or problem.at_least
    if named or problem.capacity or len(set(problem.tables)) == 1 or problem.limit == problem.tables:
        return plan
    tables = range(len(problem.tables))
    rows = []
    for row in plan:
        size = Counter(row)
        groups = sorted(tables, key=lambda t: (-size[t], t))
        seats = sorted(tables, key=lambda t: (-problem.tables[t], t))
        place = dict(zip(groups, seats, strict=True))
        rows.append(tuple(ABSENT if t == ABSENT else place[t] for t in row))
    return tuple(rows)


def seated(problem: Problem, groups: list[tuple[int, ...]]) -> tuple[int, ...]:
    """One round from its tables as groups of people: each at the table a rule names, else the larger at more seats."""
    pins = dict(problem.at) | {person: table for person, table, _turn in problem.locked}
    tables = sorted(range(len(problem.tables)), key=lambda t: (-problem.limit[t], -problem.tables[t], t))
    seat = [ABSENT] * problem.people
    waiting = []
    for group in sorted(groups, key=lambda g: (-len(g), g)):
        named = next((pins[p] for p in group if pins.get(p) in tables), None)
        if named is None:
            waiting.append(group)
            continue
        tables.remove(named)
        for person in group:
            seat[person] = named
    # Both are sorted by size, so the larger groups get the larger tables.
    for group, table in zip(waiting, tables, strict=False):
        for person in group:
            seat[person] = table
    return tuple(seat)
