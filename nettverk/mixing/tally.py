"""The same figures as ``score.score``, counted with arrays: for the search, which asks thousands of times."""

from __future__ import annotations

from collections.abc import Sequence

import numpy as np
from numpy.typing import NDArray

from nettverk.mixing.aims import Score
from nettverk.mixing.problem import ABSENT, Problem
from nettverk.mixing.score import min_pairs

Rows = NDArray[np.int64]


class Tally:
    """Counts the figures of any plan of one problem."""

    def __init__(self, problem: Problem) -> None:
        self._problem = problem
        self._tables = len(problem.tables)
        self._there = np.array(problem.there)
        self._met: dict[int, int] = {}
        n = problem.people
        # A pair is one number, so that today's pairs are looked up among the old ones by a binary search.
        edges = np.array([(min(a, b) * n + max(a, b), times) for a, b, times in problem.met], np.int64).reshape(-1, 2)
        order = np.argsort(edges[:, 0], kind="stable")
        self._edge, self._times = edges[order, 0], edges[order, 1]
        self._apart, self._together = _ends(problem.pairs_apart), _ends(problem.pairs_together)
        self._at = np.array(problem.at, np.int64).reshape(-1, 2)
        # Person × table (the last column is for those who are away): where a rule of several tables is broken.
        self._among = np.array([person for person, _tables in problem.among], np.int64)
        self._outside = np.ones((len(problem.among), self._tables + 1), bool)
        for row, (_person, tables) in zip(self._outside, problem.among, strict=True):
            row[[*tables, ABSENT]] = False
        self._hosts = np.array(problem.hosts, np.int64)
        self._limit = np.array(problem.limit, np.int64)
        # Nobody can seat them more evenly than this, so it is taken off what is counted.
        self._even = [self._evenly(kind) for kind in (problem.service, problem.district, problem.role)]

    def _evenly(self, kind: Sequence[int]) -> int:
        if not kind:
            return 0
        numbers = np.array(kind)
        return sum(min_pairs(int(c), self._tables) for there in self._there for c in np.bincount(numbers[there]))

    def score(self, plan: Sequence[Sequence[int]] | Rows) -> Score:
        """The score of a valid plan: R × n tables, ABSENT where a person is not there."""
        problem = self._problem
        rows = np.asarray(plan, np.int64)
        hard = size = 0
        for there, seat in zip(self._there, rows, strict=True):
            sizes = np.bincount(seat[there], minlength=self._tables)
            hard += self._hard(seat, sizes)
            floor, ceil = int(there.sum()) // self._tables, -(-int(there.sum()) // self._tables)
            size += int((np.maximum(0, np.maximum(sizes - ceil, floor - sizes)) ** 2).sum())
        return Score(
            hard,
            self._pairs(problem.unit, rows),
            self._repeats(rows),
            self._pairs(problem.service, rows) - self._even[0],
            size,
            self._pairs(problem.district, rows) - self._even[1] if problem.district else 0,
            self._pairs(problem.role, rows) - self._even[2] if problem.role else 0,
        )

    def _hard(self, seat: Rows, sizes: Rows) -> int:
        count = int(np.maximum(0, sizes - self._limit).sum())
        for ends, wrong in ((self._apart, True), (self._together, False)):
            if len(ends):
                a, b = seat[ends[:, 0]], seat[ends[:, 1]]
                count += int((((a == b) == wrong) & (a != ABSENT) & (b != ABSENT)).sum())
        if len(self._at):
            now = seat[self._at[:, 0]]
            count += int(((now != self._at[:, 1]) & (now != ABSENT)).sum())
        if len(self._among):
            count += int(self._outside[np.arange(len(self._among)), seat[self._among]].sum())
        if len(self._hosts):
            count += int(np.abs(np.bincount(seat[self._hosts] + 1, minlength=self._tables + 1)[1:] - 1).sum())
        for rule in self._problem.at_least:
            there = np.bincount(seat[list(rule.people)] + 1, minlength=self._tables + 1)[1:]
            count += int(np.maximum(0, rule.count - there[list(rule.tables)]).sum())
        return count

    def _pairs(self, kind: Sequence[int], rows: Rows) -> int:
        numbers = np.array(kind, np.int64)
        wide = int(numbers.max()) + 1
        total = 0
        for there, seat in zip(self._there, rows, strict=True):
            # One bin for each kind at each table; pairs follow from how many are in it.
            count = np.bincount(seat[there] * wide + numbers[there])
            total += int((count * (count - 1)).sum()) // 2
        return total

    def _repeats(self, rows: Rows) -> int:
        keys, times = np.unique(np.concatenate([self._at_tables(seat) for seat in rows]), return_counts=True)
        before = np.zeros(len(keys), np.int64)
        if len(self._edge):
            place = np.minimum(np.searchsorted(self._edge, keys), len(self._edge) - 1)
            before = np.where(self._edge[place] == keys, self._times[place], 0)
        return int((np.maximum(0, before + times - 1) ** 2 - np.maximum(0, before - 1) ** 2).sum())

    def _at_tables(self, seat: Rows) -> Rows:
        """A key for every pair that shares a table."""
        order = np.argsort(seat, kind="stable")
        order = order[int((seat == ABSENT).sum()) :]
        table = seat[order]
        keys = []
        # People of a table stand side by side: those one place apart, two apart … until no table is so large.
        for step in range(1, len(order)):
            same = np.flatnonzero(table[step:] == table[:-step])
            if not len(same):
                break
            a, b = order[same], order[same + step]
            keys.append(np.minimum(a, b) * len(seat) + np.maximum(a, b))
        return np.concatenate(keys) if keys else np.empty(0, np.int64)


def _ends(pairs: Sequence[tuple[int, int]]) -> Rows:
    return np.array(pairs, np.int64).reshape(-1, 2)
