"""A live board: people are dragged about, and the figures follow at once.

Plain Python, so that opening the board does not wait for numpy. Whoever has no table yet is ABSENT and counts for
nothing.
"""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Sequence

from nettverk.mixing.problem import ABSENT, Plan, Problem
from nettverk.mixing.score import Score, min_pairs, repeat_price


class Board:
    """A plan that can be changed one move at a time, with its score kept up to date.

    Equals ``score.score`` of the same plan after any sequence of moves, as long as everyone who is there has a table.
    """

    def __init__(self, problem: Problem, plan: Sequence[Sequence[int]]) -> None:
        self._problem = problem
        self._tables = len(problem.tables)
        self._before = {(min(a, b), max(a, b)): times for a, b, times in problem.met}
        kinds = {1: problem.unit, 3: problem.role, 5: problem.district, 6: problem.post}
        self._kinds = {figure: kind for figure, kind in kinds.items() if kind}
        self._apart = _neighbours(problem.pairs_apart)
        self._together = _neighbours(problem.pairs_together)
        self._pin: dict[int, list[tuple[int, ...]]] = defaultdict(list)
        for person, tables in (*((person, (table,)) for person, table in problem.at), *problem.among):
            self._pin[person].append(tables)
        self._seat = [[ABSENT] * problem.people for _turn in range(problem.rounds)]
        self._at: list[list[set[int]]] = [[set() for _table in problem.tables] for _turn in range(problem.rounds)]
        self._today: Counter[tuple[int, int]] = Counter()
        self._seated: list[dict[int, Counter[int]]] = [
            {figure: Counter() for figure in self._kinds} for _turn in range(problem.rounds)
        ]
        self._figures = [0] * 7
        self._tables_cost = [self._tables_price(turn) for turn in range(problem.rounds)]
        for turn, row in enumerate(plan):
            for person, table in enumerate(row):
                if table != ABSENT:
                    self.move(person, table, turn)

    @property
    def plan(self) -> Plan:
        """Where everyone sits now."""
        return tuple(tuple(row) for row in self._seat)

    @property
    def score(self) -> Score:
        """The figures now."""
        hard = sum(cost[0] for cost in self._tables_cost)
        size = sum(cost[1] for cost in self._tables_cost)
        figures = self._figures
        return Score(figures[0] + hard, figures[1], figures[2], figures[3], size, figures[5], figures[6])

    def table_of(self, person: int, turn: int = 0) -> int:
        """The table of a person, or ABSENT."""
        return self._seat[turn][person]

    def people_at(self, table: int, turn: int = 0) -> tuple[int, ...]:
        """Who sits at a table, in order of their numbers."""
        return tuple(sorted(self._at[turn][table]))

    def waiting(self, turn: int = 0) -> tuple[int, ...]:
        """Those who are there and have no table."""
        there = self._problem.there[turn]
        return tuple(p for p, table in enumerate(self._seat[turn]) if table == ABSENT and there[p])

    def move(self, person: int, table: int, turn: int = 0) -> None:
        """Give a person a table, or none (ABSENT)."""
        was = self._seat[turn][person]
        if was == table:
            return
        if was != ABSENT:
            self._count(person, was, turn, -1)
            self._at[turn][was].remove(person)
            self._seat[turn][person] = ABSENT
        if table != ABSENT:
            self._count(person, table, turn, 1)
            self._at[turn][table].add(person)
            self._seat[turn][person] = table
        self._tables_cost[turn] = self._tables_price(turn)

    def swap(self, a: int, b: int, turn: int = 0) -> None:
        """Let two people change tables."""
        first, second = self._seat[turn][a], self._seat[turn][b]
        self.move(a, second, turn)
        self.move(b, first, turn)

    def moves_of(self, person: int, turn: int = 0) -> tuple[Score, ...]:
        """For each table, the score if the person sat there instead."""
        home = self._seat[turn][person]
        out = []
        for table in range(self._tables):
            self.move(person, table, turn)
            out.append(self.score)
        self.move(person, home, turn)
        return tuple(out)

    def swaps_of(self, person: int, turn: int = 0) -> dict[int, Score]:
        """For everyone at another table, the score if the two changed tables."""
        home = self._seat[turn][person]
        others = [p for p, table in enumerate(self._seat[turn]) if table not in {home, ABSENT}]
        out = {}
        for other in others:
            self.swap(person, other, turn)
            out[other] = self.score
            self.swap(person, other, turn)
        return out

    def _count(self, person: int, table: int, turn: int, sign: int) -> None:
        """Add (1) or take away (−1) what a person pays for sitting at a table with those who sit there already."""
        seat, others = self._seat[turn], self._at[turn][table] - {person}
        figures = self._figures
        figures[0] += sign * sum(other in others for other in self._apart[person])
        figures[0] += sign * sum(seat[other] not in {table, ABSENT} for other in self._together[person])
        figures[0] += sign * sum(table not in tables for tables in self._pin[person])
        for which, kind in self._kinds.items():
            figures[which] += sign * sum(kind[other] == kind[person] for other in others)
            if which != 1:
                seated = self._seated[turn][which]
                was = min_pairs(seated[kind[person]], self._tables)
                seated[kind[person]] += sign
                figures[which] -= min_pairs(seated[kind[person]], self._tables) - was
        for other in others:
            pair = (person, other) if person < other else (other, person)
            before, today = self._before.get(pair, 0), self._today[pair]
            figures[2] += repeat_price(before, today + sign) - repeat_price(before, today)
            self._today[pair] = today + sign

    def _tables_price(self, turn: int) -> tuple[int, int]:
        """What tables pay as tables: (hard: seats, hosts, someone of a service; unevenness)."""
        sizes = [len(people) for people in self._at[turn]]
        problem = self._problem
        hard = sum(max(0, size - limit) for size, limit in zip(sizes, problem.limit, strict=True))
        if problem.hosts:
            hosts = Counter(self._seat[turn][host] for host in problem.hosts)
            hard += sum(abs(hosts[table] - 1) for table in range(self._tables))
        for rule in problem.at_least:
            there = Counter(self._seat[turn][person] for person in rule.people)
            hard += sum(max(0, rule.count - there[table]) for table in rule.tables)
        floor, ceil = sum(sizes) // self._tables, -(-sum(sizes) // self._tables)
        return hard, sum(max(0, size - ceil, floor - size) ** 2 for size in sizes)


def _neighbours(pairs: Sequence[tuple[int, int]]) -> dict[int, list[int]]:
    out: dict[int, list[int]] = defaultdict(list)
    for a, b in pairs:
        out[a].append(b)
        if a != b:
            out[b].append(a)
    return out
