"""A live score: people are moved about, and the figures follow at once.

Plain Python, so that opening a board of groups does not wait for numpy. Whoever has no table yet is ABSENT and counts
for nothing.
"""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Mapping, Sequence
from itertools import combinations

from nettverk.mixing.aims import Figure, Score
from nettverk.mixing.problem import ABSENT, Plan, Problem
from nettverk.mixing.score import count, min_pairs, repeat_price


class LiveScore:
    """A plan that can be changed one move at a time, with its score kept up to date.

    Equals ``score.score`` of the same plan after any sequence of moves, as long as everyone who is there has a table;
    for those who have none, it equals the score of a problem where they are away.

    Args:
        known: the score of the plan, where it has been counted already.
    """

    def __init__(self, problem: Problem, plan: Sequence[Sequence[int]], known: Score | None = None) -> None:
        self._problem = problem
        self._tables = len(problem.tables)
        # What each figure needs to follow one person: neighbours by rule, kinds, and whom everybody has met.
        self._before = problem.times_met
        kinds = {
            Figure.SAME_UNIT: problem.unit,
            Figure.SERVICE: problem.service,
            Figure.DISTRICT: problem.district,
            Figure.ROLE: problem.role,
        }
        self._kinds = {figure: kind for figure, kind in kinds.items() if kind}
        self._apart = _neighbours(problem.pairs_apart)
        self._together = _neighbours(problem.pairs_together)
        self._pin: dict[int, list[tuple[int, ...]]] = defaultdict(list)
        for person, tables in (*((person, (table,)) for person, table in problem.at), *problem.among):
            self._pin[person].append(tables)
        self._seat = [list(row) for row in plan]
        self._at: list[list[set[int]]] = [[set() for _table in problem.tables] for _row in plan]
        self._today: Counter[tuple[int, int]] = Counter()
        self._seated: list[dict[Figure, Counter[int]]] = []
        for row, sitting in zip(plan, self._at, strict=True):
            for person, table in enumerate(row):
                if table != ABSENT:
                    sitting[table].add(person)
            for people in sitting:
                self._today.update(combinations(sorted(people), 2))
            there = [person for person, table in enumerate(row) if table != ABSENT]
            self._seated.append({f: Counter([kind[p] for p in there]) for f, kind in self._kinds.items()})
        self._tables_cost = [self._tables_price(turn) for turn in range(len(self._seat))]
        counted = count(problem, plan) if known is None else known
        self._figures = {figure: counted.of(figure) for figure in Figure}
        # What tables pay as tables is kept apart from what people pay, as it is counted anew after each move.
        self._figures[Figure.HARD] -= sum(hard for hard, _uneven in self._tables_cost)

    @property
    def plan(self) -> Plan:
        """Where everyone sits now, ABSENT for those without a table."""
        return tuple(tuple(row) for row in self._seat)

    @property
    def score(self) -> Score:
        """The figures as everyone sits now, over all rounds."""
        hard = sum(cost[0] for cost in self._tables_cost)
        size = sum(cost[1] for cost in self._tables_cost)
        people = Score.from_figures(self._figures)
        return people._replace(hard=people.hard + hard, size=size)

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
        if self._seat[turn][person] == table:
            return
        self._stand_up(person, turn)
        self._sit_down(person, table, turn)
        self._tables_cost[turn] = self._tables_price(turn)

    def swap(self, a: int, b: int, turn: int = 0) -> None:
        """Let two people change tables; one without a table gets the other's."""
        first, second = self._seat[turn][a], self._seat[turn][b]
        self.move(a, second, turn)
        self.move(b, first, turn)

    def after(self, moves: Mapping[int, int], turn: int = 0) -> Score:
        """The score if people (number → table or ABSENT) sat elsewhere; they stay where they are."""
        home = {person: self._seat[turn][person] for person in moves}
        cost = self._tables_cost[turn]
        # All rise before anyone sits down, so that people who change places do not meet on the way.
        for person in moves:
            self._stand_up(person, turn)
        for person, table in moves.items():
            self._sit_down(person, table, turn)
        self._tables_cost[turn] = self._tables_price(turn)
        score = self.score
        for person in moves:
            self._stand_up(person, turn)
        for person, table in home.items():
            self._sit_down(person, table, turn)
        self._tables_cost[turn] = cost
        return score

    def moves_of(self, person: int, turn: int = 0) -> tuple[Score, ...]:
        """For each table, the score if the person sat there instead."""
        return tuple(self.after({person: table}, turn) for table in range(self._tables))

    def swaps_of(self, person: int, turn: int = 0) -> dict[int, Score]:
        """For everyone at another table, the score if the two changed tables."""
        home = self._seat[turn][person]
        others = [(other, table) for other, table in enumerate(self._seat[turn]) if table not in {home, ABSENT}]
        return {other: self.after({person: table, other: home}, turn) for other, table in others}

    def _sit_down(self, person: int, table: int, turn: int) -> None:
        if table != ABSENT:
            self._count(person, table, turn, 1)
            self._at[turn][table].add(person)
            self._seat[turn][person] = table

    def _stand_up(self, person: int, turn: int) -> None:
        table = self._seat[turn][person]
        if table != ABSENT:
            self._count(person, table, turn, -1)
            self._at[turn][table].remove(person)
            self._seat[turn][person] = ABSENT

    def _count(self, person: int, table: int, turn: int, sign: int) -> None:
        """Add (1) or take away (−1) what a person pays for sitting at a table with those who sit there already."""
        seat, others = self._seat[turn], self._at[turn][table] - {person}
        figures = self._figures
        broken = sum(other in others for other in self._apart[person])
        broken += sum(seat[other] not in {table, ABSENT} for other in self._together[person])
        broken += sum(table not in tables for tables in self._pin[person])
        figures[Figure.HARD] += sign * broken
        for figure, kind in self._kinds.items():
            mine = kind[person]
            figures[figure] += sign * sum(kind[other] == mine for other in others)
            if figure is not Figure.SAME_UNIT:  # units count every pair, the others only pairs beyond an even split
                seated = self._seated[turn][figure]
                before = min_pairs(seated[mine], self._tables)
                seated[mine] += sign
                figures[figure] -= min_pairs(seated[mine], self._tables) - before
        for other in others:
            pair = (person, other) if person < other else (other, person)
            # Meetings of all rounds today count together, so one round's move is felt in the price of the others.
            before, today = self._before.get(pair, 0), self._today[pair]
            figures[Figure.REPEATS] += repeat_price(before, today + sign) - repeat_price(before, today)
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
