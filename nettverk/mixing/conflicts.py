"""Rules that contradict each other, found before any search: the smallest set is named.

What is found is told in numbers; services turn it into a sentence with names.
"""

from __future__ import annotations

from collections import Counter, defaultdict, deque
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from enum import StrEnum
from itertools import combinations

from nettverk.mixing.feasible import Constraint, Effort, core
from nettverk.mixing.problem import ConstraintKind, Problem


class ConflictKind(StrEnum):
    """Which rules meet. After each, what ``Conflict.people`` and ``Conflict.tables`` hold."""

    APART = "apart"  # one person, who is to sit apart from themselves
    PLACES = "places"  # one person; the two tables
    AWAY = "away"  # one person, locked to a table in a round they miss; the table
    SEATS = "seats"  # nobody: more people than chairs
    HOSTS = "hosts"  # all hosts, who are not as many as the tables
    AT_LEAST = "at_least"  # all of the set that is too small; the tables that want one each
    APART_TOGETHER = "apart-together"  # a chain that sits together, whose two ends are to sit apart
    TOGETHER_AT = "together-at"  # a chain that sits together; the tables of its two ends
    APART_AT = "apart-at"  # two people; the table that both are bound to
    AMONG_AT = "among-at"  # one person; the tables that will do, and last the one they are bound to
    HOSTS_AT = "hosts-at"  # two hosts; the table that both are bound to
    HOSTS_TOGETHER = "hosts-together"  # a chain that sits together, both ends of which are hosts
    TOGETHER_SEATS = "together-seats"  # a set larger than any table
    AT_SEATS = "at-seats"  # people bound to one table; that table
    AMONG_SEATS = "among-seats"  # people for whom only some tables will do; those tables
    APART_TABLES = "apart-tables"  # people who are all to sit apart, more than there are tables
    RULES = "rules"  # everyone in ``Conflict.constraints``; the tables these name


@dataclass(frozen=True, slots=True)
class Conflict:
    """Rules that no plan can keep.

    Attributes:
        people, tables: numbers of those it is about, see ``ConflictKind``.
        constraints: for RULES, a set that cannot all be kept, none of which can be spared.
        wanted, room: how many want something (a chair, a table), and how many there is room for; 0 where that is not
            what it is about.
        turn: the round, for AWAY.
    """

    kind: ConflictKind
    people: tuple[int, ...] = ()
    tables: tuple[int, ...] = ()
    constraints: tuple[Constraint, ...] = ()
    wanted: int = 0
    room: int = 0
    turn: int = 0


class RulesCollide(Exception):
    """A problem that no plan can solve was handed in. Services look for the conflict first and say it in words."""

    def __init__(self, conflict: Conflict) -> None:
        super().__init__(f"{conflict.kind}: people {conflict.people}, tables {conflict.tables}")
        self.conflict = conflict


def check(problem: Problem) -> None:
    """Do nothing where ``find`` finds nothing.

    Raises:
        RulesCollide: no plan can keep the rules.
    """
    conflict = find(problem)
    if conflict is not None:
        raise RulesCollide(conflict)


def find(problem: Problem) -> Conflict | None:
    """The smallest set of rules that no plan can keep, if there is one among those looked for."""
    # What a glance shows comes first: the later searches presume that, for instance, nobody is bound to two tables.
    simple = _alone(problem) or _seats(problem) or _pinned_twice(problem) or _hosts(problem) or _at_least(problem)
    if simple is not None:
        return simple
    effort = Effort()
    for turn in range(problem.rounds):
        conflict = _Blocks(problem, turn, effort).conflict()
        if conflict is not None:
            return conflict
    return None


def _alone(problem: Problem) -> Conflict | None:
    for people in problem.apart:
        for person, times in Counter(people).items():
            if times > 1:
                return Conflict(ConflictKind.APART, (person,))
    return None


def _pinned_twice(problem: Problem) -> Conflict | None:
    for turn in range(problem.rounds):
        pins: dict[int, int] = {}
        locked = [(person, table) for person, table, when in problem.locked if when == turn]
        for person, table in (*problem.at, *locked):
            # A rule and a lock may name two tables as well as two rules may.
            if pins.setdefault(person, table) != table:
                return Conflict(ConflictKind.PLACES, (person,), (pins[person], table))
        for person, table in locked:
            if not problem.there[turn][person]:
                return Conflict(ConflictKind.AWAY, (person,), (table,), turn=turn)
    return None


def _seats(problem: Problem) -> Conflict | None:
    seats = sum(problem.capacity) if problem.capacity else sum(problem.tables)
    crowd = max(problem.crowd(turn) for turn in range(problem.rounds))
    return Conflict(ConflictKind.SEATS, wanted=crowd, room=seats) if crowd > seats else None


def _hosts(problem: Problem) -> Conflict | None:
    hosts, tables = problem.hosts, len(problem.tables)
    if not hosts or len(hosts) == tables:
        return None
    return Conflict(ConflictKind.HOSTS, hosts, wanted=len(hosts), room=tables)


def _at_least(problem: Problem) -> Conflict | None:
    for rule in problem.at_least:
        for row in problem.there:
            there = tuple(person for person in rule.people if row[person])
            if len(there) < rule.count * len(rule.tables):
                return Conflict(ConflictKind.AT_LEAST, there, rule.tables)
    return None


class _Blocks:
    """One round: people who must sit together, merged, and what that collides with."""

    def __init__(self, problem: Problem, turn: int, effort: Effort) -> None:
        self._problem, self._effort = problem, effort
        there = problem.there[turn]
        self._pins = {person: table for person, table in problem.pins(turn).items() if there[person]}
        self._together: dict[int, set[int]] = defaultdict(set)
        self._pairs = [(a, b) for a, b in problem.pairs_together if there[a] and there[b] and a != b]
        for a, b in self._pairs:
            self._together[a].add(b)
            self._together[b].add(a)
        self._apart = [(a, b) for a, b in problem.pairs_apart if there[a] and there[b]]
        self._hosts = [host for host in problem.hosts if there[host]]
        self._among = [(person, tables) for person, tables in problem.among if there[person]]
        self._block = self._merge()

    def _merge(self) -> dict[int, int]:
        """Person → the lowest number of those they are linked to, for everyone who is to sit with somebody."""
        block: dict[int, int] = {}
        for start in sorted(self._together):
            waiting = [] if start in block else [start]
            while waiting:
                person = waiting.pop()
                block[person] = start
                waiting += [other for other in self._together[person] if other not in block]
        return block

    def conflict(self) -> Conflict | None:
        """What cannot be kept in this round: first contradictions of two rules, those between the fewest people."""
        pairs = [*self._apart_together(), *self._two_tables(), *self._apart_pinned(), *self._two_hosts()]
        pairs += self._elsewhere()
        if pairs:
            return min(pairs, key=lambda conflict: len(conflict.people))
        # Then numbers of people against numbers of chairs and tables, and last every rule at once, which takes longest.
        return self._too_large() or self._few_seats() or self._full_table() or self._cliques() or self._whole()

    def _whole(self) -> Conflict | None:
        """All the rules at once, where no two or three of them collide by themselves."""
        at = set(self._problem.at)
        constraints = [
            Constraint(ConstraintKind.AT if (p, table) in at else ConstraintKind.LOCKED, (p,), table)
            for p, table in self._pins.items()
        ]
        constraints += [Constraint(ConstraintKind.AMONG, (person,), tables=tables) for person, tables in self._among]
        constraints += [Constraint(ConstraintKind.APART, pair) for pair in self._apart]
        constraints += [Constraint(ConstraintKind.TOGETHER, pair) for pair in self._pairs]
        if self._hosts:
            constraints.append(Constraint(ConstraintKind.HOSTS, tuple(self._hosts)))
        colliding = core(constraints, self._problem.limit, self._effort)
        if not colliding:
            return None
        people = sorted({person for constraint in colliding for person in constraint.people})
        tables = sorted({constraint.table for constraint in colliding if constraint.table >= 0})
        return Conflict(ConflictKind.RULES, tuple(people), tuple(tables), tuple(colliding))

    def _chain(self, start: int, end: int) -> tuple[int, ...]:
        """The shortest chain of together-rules from one person to another, ends included; empty when there is none."""
        if start not in self._block or self._block[start] != self._block.get(end):
            return ()
        came: dict[int, int] = {start: start}
        queue = deque([start])
        while queue and end not in came:
            person = queue.popleft()
            for other in sorted(self._together[person]):
                if other not in came:
                    came[other] = person
                    queue.append(other)
        chain = [end]
        while chain[-1] != start:
            chain.append(came[chain[-1]])
        return tuple(reversed(chain))

    def _apart_together(self) -> Iterator[Conflict]:
        for a, b in self._apart:
            chain = self._chain(a, b)
            if chain:
                yield Conflict(ConflictKind.APART_TOGETHER, chain)

    def _two_tables(self) -> Iterator[Conflict]:
        pinned = [person for person in self._pins if person in self._block]
        for a, b in combinations(pinned, 2):
            chain = self._chain(a, b) if self._pins[a] != self._pins[b] else ()
            if chain:
                yield Conflict(ConflictKind.TOGETHER_AT, chain, (self._pins[a], self._pins[b]))

    def _apart_pinned(self) -> Iterator[Conflict]:
        for a, b in self._apart:
            if a in self._pins and self._pins[a] == self._pins.get(b):
                yield Conflict(ConflictKind.APART_AT, (a, b), (self._pins[a],))

    def _elsewhere(self) -> Iterator[Conflict]:
        for person, tables in self._among:
            if person in self._pins and self._pins[person] not in tables:
                yield Conflict(ConflictKind.AMONG_AT, (person,), (*tables, self._pins[person]))

    def _two_hosts(self) -> Iterator[Conflict]:
        for a, b in combinations(self._hosts, 2):
            if a in self._pins and self._pins[a] == self._pins.get(b):
                yield Conflict(ConflictKind.HOSTS_AT, (a, b), (self._pins[a],))
            chain = self._chain(a, b)
            if chain:
                yield Conflict(ConflictKind.HOSTS_TOGETHER, chain)

    def _bound(self) -> dict[int, list[int]]:
        """Table → who is bound to it, by a pin of their own or of someone they sit with."""
        table_of = {self._block.get(person, person): table for person, table in self._pins.items()}
        bound = defaultdict(list)
        for person in sorted(set(self._pins) | set(self._block)):
            block = self._block.get(person, person)
            if block in table_of:
                bound[table_of[block]].append(person)
        return bound

    def _too_large(self) -> Conflict | None:
        most = max(self._problem.limit)
        for block, size in Counter(self._block.values()).most_common(1):
            if size > most:
                people = sorted(p for p, b in self._block.items() if b == block)
                return Conflict(ConflictKind.TOGETHER_SEATS, tuple(people), wanted=size, room=most)
        return None

    def _full_table(self) -> Conflict | None:
        limit = self._problem.limit
        for table, people in sorted(self._bound().items()):
            if len(people) > limit[table]:
                return Conflict(ConflictKind.AT_SEATS, tuple(people), (table,), wanted=len(people), room=limit[table])
        return None

    def _few_seats(self) -> Conflict | None:
        """More people for some tables than those tables seat."""
        wanted: dict[frozenset[int], set[int]] = defaultdict(set)
        for person, tables in self._among:
            wanted[frozenset(tables)].add(person)
        for these in wanted:
            people = sorted({p for other, some in wanted.items() if other <= these for p in some})
            seats = sum(self._problem.limit[table] for table in these)
            if len(people) > seats:
                return Conflict(
                    ConflictKind.AMONG_SEATS, tuple(people), tuple(sorted(these)), wanted=len(people), room=seats
                )
        return None

    def _cliques(self) -> Conflict | None:
        """More blocks that all must be apart than there are tables."""
        tables = sum(1 for seats in self._problem.limit if seats)
        near: dict[int, set[int]] = defaultdict(set)
        for a, b in self._apart:
            x, y = self._block.get(a, a), self._block.get(b, b)
            near[x].add(y)
            near[y].add(x)
        clique = sorted(_clique(near, tables + 1))
        if not clique:
            return None
        return Conflict(ConflictKind.APART_TABLES, tuple(clique), wanted=len(clique), room=tables)


def _clique(near: dict[int, set[int]], size: int, patience: int = 20_000) -> Iterable[int]:
    """A set of so many that are all neighbours, or nothing where none is found with patience."""
    steps = patience

    def grow(chosen: list[int], left: set[int]) -> list[int]:
        nonlocal steps
        if len(chosen) == size:
            return chosen
        steps -= 1
        # Someone with too few neighbours among those left cannot be part of a set of this size.
        left = {v for v in left if len(near[v] & left) + 1 + len(chosen) >= size}
        for v in sorted(left, key=lambda v: (-len(near[v] & left), v)):
            if steps < 0 or len(chosen) + len(left) < size:
                return []
            grown = grow([*chosen, v], left & near[v])
            if grown:
                return grown
            left = left - {v}
        return []

    return grow([], {v for v in near if len(near[v]) + 1 >= size})
