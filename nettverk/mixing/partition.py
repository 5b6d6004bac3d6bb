"""How few repeats one round must have: people split into tables as a set partition, bounded by Lagrangian relaxation.

With a price u for each person, repeats ≥ Σ u + G · min over possible tables S of (w(S) − u(S)), for any u; the
larger, the better the u. Good prices come from a smoothed dual over a pool of cheap tables; the minimum is then found
exactly, by growing sets of people level by level in arrays, cutting off what cannot come below the best known. Tables
that come out cheaper than the pool knew join it, and the prices are mended. Prices are rounded to whole numbers
before they count, so the bound is exact. Method: Lagrangian relaxation with column generation (Geoffrion 1974;
Barahona and Anbil, the volume algorithm, 2000).
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Iterator

import numpy as np
from numpy.typing import NDArray

from nettverk.mixing.problem import Problem
from nettverk.mixing.score import min_pairs

_UNIT = 1 << 14
_BLOCKED = np.int32(1 << 25)
_MOST_SETS = 400_000


class TooMany(Exception):
    """There are more possible tables than can be looked at."""


def rising_bounds(problem: Problem, *, units_even: bool, pulse: Callable[[], None] | None = None) -> Iterator[int]:
    """Ever better lower bounds on the repeats, as they are proved; ends when no more is to be had.

    ``units_even`` as in ``bound.bounds``. Some of what is yielded comes early and is weak; take the largest. Every
    round has to pay at least this for the past; what rounds have in common comes on top, as k meetings of a pair that
    met b times cost no less than k times the first and one for each two of them. Nothing more is yielded where there
    are too many possible tables to look at. ``pulse`` is called often and may raise to stop.
    """
    if problem.away or not problem.met:
        return
    tables = _Tables(problem, pulse or (lambda: None), units_even=units_even)
    each, over = divmod(problem.people, len(problem.tables))
    common = over * min_pairs(each + 1, len(problem.tables))
    common += (len(problem.tables) - over) * min_pairs(each, len(problem.tables))
    common *= problem.rounds * (problem.rounds - 1) // 2
    try:
        for value in tables.improve():
            yield problem.rounds * value + common if value > 0 else 0
    except TooMany:
        return


class _Tables:
    """The possible tables of a round, their weights, and the prices of people."""

    def __init__(self, problem: Problem, pulse: Callable[[], None], *, units_even: bool) -> None:
        self._pulse = pulse
        n, self._count = problem.people, len(problem.tables)
        self._most = min(max(problem.limit), n)
        spare = sum(problem.limit) - n
        self._least = max(0, min(problem.limit) - spare)
        weight = np.zeros((n, n), np.int32)
        for a, b, times in problem.met:
            weight[a, b] = weight[b, a] = 2 * times - 1
        weight *= _UNIT
        for a, b in problem.pairs_apart:
            weight[a, b] = weight[b, a] = _BLOCKED
        self._unit = np.array(problem.unit)
        self._each = np.full(n, n)
        self._starters = np.ones(n, bool)
        if units_even:
            self._keep_units_even(weight)
        if problem.hosts:
            hosts = np.array(problem.hosts)
            weight[np.ix_(hosts, hosts)] = _BLOCKED
            if len(hosts) == self._count:
                self._starters = np.isin(np.arange(n), hosts)
        np.fill_diagonal(weight, _BLOCKED)
        self._weight = weight
        self._pool = np.zeros((0, self._most), np.int16)
        self._cost = np.zeros(0, np.int32)

    def _keep_units_even(self, weight: NDArray[np.int32]) -> None:
        """No table takes more of a unit than its even share, and a unit of at least G people sits at every table."""
        count = Counter(self._unit.tolist())
        self._each = np.array([-(-count[u] // self._count) for u in self._unit.tolist()])
        alone = self._each == 1
        weight[(self._unit[:, None] == self._unit[None, :]) & alone[:, None]] = _BLOCKED
        everywhere = [u for u in count if count[u] >= self._count]
        if everywhere:
            self._starters = self._unit == min(everywhere, key=lambda u: (count[u], u))

    def improve(self) -> Iterator[int]:
        """Alternate between better prices and an exact look at what they allow."""
        n = len(self._unit)
        self._collect(self._grow(np.zeros(n, np.int32), self._first_level()))
        yield 0
        smooth, best, idle = _Prices(n, self._count), 0, 0
        while idle < 30:
            smooth.improve(self._pool, self._cost / _UNIT)
            yield 0
            price = np.floor(smooth.best * _UNIT + 0.5).astype(np.int32)
            known = self._reduced(price)
            sets, cost = self._grow(price, known + _UNIT // 50)
            lowest = min(known, self._lowest(sets, cost, price, known))
            exact = int(price.sum()) + self._count * lowest
            new = self._collect((sets, cost))
            idle = 0 if exact > best + _UNIT // 1000 or (new and lowest < known) else idle + 1
            best = max(best, exact)
            yield -(-exact // _UNIT)

    def _first_level(self) -> int:
        """How dear the tables of the first pool may be: as dear as leaves enough of them, few enough to handle."""
        last, level, sets = 0, 0, 0
        pairs = self._most * (self._most - 1) // 2
        dearest = int(self._weight[self._weight < _BLOCKED].max(initial=0)) // _UNIT * pairs
        price = np.zeros(len(self._unit), np.int32)
        while sets <= 20_000 and level <= dearest:
            sets = len(self._grow(price, level * _UNIT)[0])
            last, level = level, level + 1 + level // 4
        if not sets:
            raise TooMany
        return last * _UNIT

    def _reduced(self, price: NDArray[np.int32]) -> int:
        padded = np.append(price, 0).astype(np.int64)
        return int((self._cost - padded[self._pool].sum(axis=1)).min())

    def _lowest(self, sets: NDArray[np.int16], cost: NDArray[np.int32], price: NDArray[np.int32], known: int) -> int:
        padded = np.append(price, 0).astype(np.int64)
        return int((cost - padded[sets].sum(axis=1)).min(initial=known))

    def _collect(self, found: tuple[NDArray[np.int16], NDArray[np.int32]]) -> bool:
        """Add tables to the pool; whether any was new."""
        before = len(self._pool)
        both = np.concatenate([self._pool, np.sort(found[0], axis=1)])
        self._pool, first = np.unique(both, axis=0, return_index=True)
        self._cost = np.concatenate([self._cost, found[1]])[first]
        return len(self._pool) > before

    def _grow(self, price: NDArray[np.int32], limit: int) -> tuple[NDArray[np.int16], NDArray[np.int32]]:
        """Every table whose weight less its people's prices is at most the limit: sets (padded with n), weights."""
        n, most = len(self._unit), self._most
        order = np.lexsort((-price, ~self._starters))
        weight, worth = self._weight[np.ix_(order, order)], price[order]
        ahead = _ahead(worth, self._unit[order], self._each[order], most, self._least)
        net = weight - worth[None, :]
        starters = int(self._starters.sum())
        # A table nobody sits at is possible where chairs are to spare.
        empty = int(self._least == 0)
        found, total = [(np.full((empty, most), n, np.int16), np.zeros(empty, np.int32))], 0
        for first in range(starters):
            self._pulse()
            sets = np.array([[first]], np.int16)
            value = np.array([-worth[first]], np.int32)
            reach = net[[first]].copy()
            reach[:, : first + 1] = _BLOCKED
            for size in range(1, most + 1):
                if size >= self._least:
                    good = value <= limit
                    padded = np.full((int(good.sum()), most), n, np.int16)
                    padded[:, :size] = order[sets[good]]
                    found.append((padded, value[good]))
                if size == most or not len(sets):
                    break
                row, who = np.nonzero(value[:, None] + reach <= limit + ahead[most - size - 1][None, :])
                total += len(row)
                if total > 8 * _MOST_SETS or len(row) > _MOST_SETS:
                    raise TooMany
                value = value[row] + reach[row, who]
                sets = np.concatenate([sets[row], who[:, None].astype(np.int16)], axis=1)
                reach = reach[row] + weight[who]
                reach[np.arange(n)[None, :] <= who[:, None]] = _BLOCKED
                self._full_units(sets, order, reach)
            if sum(len(s) for s, _v in found) > _MOST_SETS:
                raise TooMany
        sets = np.concatenate([s for s, _v in found])
        padded_price = np.append(price, 0)
        return sets, np.concatenate([v for _s, v in found]) + padded_price[sets].sum(axis=1, dtype=np.int32)

    def _full_units(self, sets: NDArray[np.int16], order: NDArray[np.int64], reach: NDArray[np.int32]) -> None:
        """Bar more of a unit where a table has its even share of it."""
        unit, each = self._unit[order], self._each[order]
        for kind in np.unique(unit[(each > 1) & (each < sets.shape[1] + 1)]):
            members = unit == kind
            full = members[sets].sum(axis=1) >= each[members][0]
            reach[np.ix_(full, members)] = _BLOCKED


def _ahead(
    worth: NDArray[np.int32], unit: NDArray[np.int64], each: NDArray[np.int64], most: int, least: int
) -> NDArray[np.int64]:
    """[left, who]: the most that further people after ``who`` can take off the value with so many places left."""
    n = len(worth)
    out = np.zeros((most, n), np.int64)
    best: list[tuple[int, int]] = []
    used: Counter[int] = Counter()
    # People stand by falling price within their class; going from the last, each newcomer is the dearest of its class.
    for who in range(n - 1, -1, -1):
        tops = sorted((p for p, _u in best), reverse=True)
        for left in range(most):
            must = max(0, least - (most - left))
            taken = tops[:left]
            out[left, who] = sum(taken[:must]) + sum(max(0, p) for p in taken[must:])
        kind = int(unit[who])
        used[kind] += 1
        best.append((int(worth[who]), kind))
        if used[kind] > each[who]:
            best.remove(min(b for b in best if b[1] == kind))
    return out


class _Prices:
    """Prices of people that make the bound large: ascent on the dual, smoothed by a temperature that falls."""

    def __init__(self, people: int, tables: int) -> None:
        self.best = np.zeros(people)
        self._value = -np.inf
        self._tables, self._heat = tables, 0.5
        self._price, self._speed = np.zeros(people), np.zeros(people)

    def improve(self, pool: NDArray[np.int16], cost: NDArray[np.float64]) -> None:
        """A couple of hundred steps on the tables of the pool."""
        people, tables = len(self.best), self._tables
        self._value = -np.inf
        for step in range(200):
            if step % 40 == 0:
                reduced = cost - np.append(self._price, 0.0)[pool].sum(axis=1)
                least = reduced.min()
                if self._price.sum() + tables * least > self._value:
                    self._value, self.best = self._price.sum() + tables * least, self._price.copy()
                near = np.flatnonzero(reduced < least + 0.4 + 8 * self._heat)
                sets, near_cost = pool[near].astype(np.int64), cost[near]
            reduced = near_cost - np.append(self._price, 0.0)[sets].sum(axis=1)
            share = np.exp((reduced.min() - reduced) / self._heat)
            share /= share.sum()
            cover = np.bincount(sets.ravel(), np.repeat(share, sets.shape[1]), minlength=people + 1)[:people]
            self._speed = 0.9 * self._speed + (1 - tables * cover)
            self._price += 0.02 * self._heat * self._speed
            self._heat = max(0.002, self._heat * 0.99)
