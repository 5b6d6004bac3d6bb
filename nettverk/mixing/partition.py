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

from nettverk.mixing.bound import evenly_spread
from nettverk.mixing.exhaust import Candidate, Exhaust
from nettverk.mixing.problem import Problem
from nettverk.mixing.score import min_pairs

# Prices are fractions of a repeat, kept as whole numbers of this many to one repeat.
_UNIT = 1 << 14
# The weight of two who may not share a table: dearer than any table there is. A set that has such a pair is dropped at
# once, so sums stay far inside an int32.
_BLOCKED = np.int32(1 << 25)
# Beyond these there are too many tables to look at in a few seconds, and in a few hundred MB.
_MOST_SETS = 400_000
_MOST_CELLS = 20_000_000


class TooMany(Exception):
    """There are more possible tables than can be looked at."""


class Partition:
    """The set-partition view of a problem: a rising bound on its repeats, and the last word on one round.

    ``units_even`` as in ``bound.bounds``; ``pulse`` is called often and may raise to stop.
    """

    def __init__(self, problem: Problem, *, units_even: bool, pulse: Callable[[], None] | None = None) -> None:
        self._problem, self._pulse = problem, pulse or (lambda: None)
        self._units_even = units_even
        self._tables: _Tables | None = None

    def rise(self) -> Iterator[int]:
        """Ever better lower bounds on the repeats, as they are proved; ends when no more is to be had.

        Some of what is yielded comes early and is weak; take the largest. Every round has to pay at least this for the
        past; what rounds have in common comes on top, as k meetings of a pair that met b times cost no less than k
        times the first and one for each two of them. Nothing more is yielded where there are too many possible tables
        to look at.
        """
        problem = self._problem
        # Without a history the rounds of one day only have each other, and the degree bound says more about those.
        if problem.away or (problem.rounds > 1 and not problem.met):
            return
        self._tables = _Tables(problem, self._pulse, units_even=self._units_even)
        each, over = divmod(problem.people, len(problem.tables))
        common = over * min_pairs(each + 1, len(problem.tables))
        common += (len(problem.tables) - over) * min_pairs(each, len(problem.tables))
        # For each two rounds, the pairs that share a table in both come what may.
        common *= problem.rounds * (problem.rounds - 1) // 2
        try:
            for value in self._tables.improve():
                yield problem.rounds * value + common if value > 0 else 0
        except TooMany:
            return

    def exhaust(
        self, repeats: int, offer: Callable[[list[tuple[int, ...]]], bool], beat: Callable[[], int | None]
    ) -> bool:
        """Whether every plan of one round with at most so many repeats was offered (or cannot beat what ``beat`` says).

        ``offer`` tells whether it took the plan for a better one and wants to begin anew; see ``exhaust.Exhaust``.
        """
        if self._tables is None or self._problem.rounds > 1:
            return False
        try:
            slack, candidates = self._tables.within(repeats)
        except TooMany:
            return False
        return Exhaust(candidates, self._problem.people, len(self._problem.tables), offer, beat, self._pulse).run(slack)


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
            # What it costs that the two meet once more.
            weight[a, b] = weight[b, a] = 2 * times - 1
        weight *= _UNIT
        for a, b in problem.pairs_apart:
            weight[a, b] = weight[b, a] = _BLOCKED
        self._unit, self._service = np.array(problem.unit), problem.service
        self._best_price, self._allowed = np.zeros(n, np.int32), 0
        self._each = np.full(n, n)
        self._starters = np.ones(n, bool)
        if units_even:
            self._keep_units_even(weight, evenly_spread(problem))
        if problem.hosts:
            hosts = np.array(problem.hosts)
            weight[np.ix_(hosts, hosts)] = _BLOCKED
            if len(hosts) == self._count:
                # Every table has exactly one host: it is enough to grow tables from hosts.
                self._starters = np.isin(np.arange(n), hosts)
        np.fill_diagonal(weight, _BLOCKED)
        self._weight = weight
        self._pool = np.zeros((0, self._most), np.int16)
        self._cost = np.zeros(0, np.int32)

    def _keep_units_even(self, weight: NDArray[np.int32], free: set[int]) -> None:
        """No table takes more of a unit than its even share, and a unit of at least G people sits at every table."""
        count = {u: size for u, size in Counter(self._unit.tolist()).items() if u in free}
        each = {u: -(-size // self._count) for u, size in count.items()}
        self._each = np.array([each.get(u, len(self._unit)) for u in self._unit.tolist()])
        alone = self._each == 1
        weight[(self._unit[:, None] == self._unit[None, :]) & alone[:, None]] = _BLOCKED
        everywhere = [u for u in count if count[u] >= self._count]
        if everywhere:
            # Someone of that unit sits at every table: it is enough to grow tables from them, and best from the
            # smallest such.
            self._starters = self._unit == min(everywhere, key=lambda u: (count[u], u))

    def improve(self) -> Iterator[int]:
        """Alternate between better prices and an exact look at what they allow."""
        n = len(self._unit)
        self._collect(self._grow(np.zeros(n, np.int32), self._first_level()))
        yield 0
        smooth, best, idle, looks = _Prices(n, self._count), 0, 0, 0
        while idle < 30:
            smooth.improve(self._pool, self._cost.astype(np.int64))
            yield 0
            price = smooth.best.astype(np.int32)
            known = self._reduced(price)
            sets, cost = self._grow(price, known + _UNIT // 50)
            lowest = min(known, self._lowest(sets, cost, price, known))
            exact = int(price.sum()) + self._count * lowest
            new = self._collect((sets, cost))
            idle = 0 if exact > best + _UNIT // 1000 or (new and lowest < known) else idle + 1
            if exact > best:
                best, self._best_price, self._allowed = exact, price, lowest
            yield -(-exact // _UNIT)
            looks += 1
            if looks >= 4 and best <= 0:
                return

    def within(self, repeats: int) -> tuple[int, list[Candidate]]:
        """What a plan with so many repeats may lie above the bound; every table that lies no more above its share."""
        price, allowed = self._best_price, self._allowed
        slack = repeats * _UNIT - int(price.sum()) - self._count * allowed
        if slack < 0:
            return slack, []
        sets, cost = self._grow(price, allowed + slack)
        above = cost - np.append(price, 0).astype(np.int64)[sets].sum(axis=1) - allowed
        n, service = len(self._unit), self._service
        out = []
        for row, more in zip(sets.tolist(), above.tolist(), strict=True):
            people = tuple(sorted(p for p in row if p < n))
            pairs = sum(count * (count - 1) // 2 for count in Counter(service[p] for p in people).values())
            out.append(Candidate(people, sum(1 << p for p in people), more, pairs))
        return slack, sorted(out, key=lambda c: (c.services, c.people))

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

    def _collect(self, grown: tuple[NDArray[np.int16], NDArray[np.int32]]) -> bool:
        """Add tables to the pool; whether any was new."""
        before = len(self._pool)
        both = np.concatenate([self._pool, np.sort(grown[0], axis=1)])
        self._pool, first = np.unique(both, axis=0, return_index=True)
        self._cost = np.concatenate([self._cost, grown[1]])[first]
        return len(self._pool) > before

    def _grow(self, price: NDArray[np.int32], limit: int) -> tuple[NDArray[np.int16], NDArray[np.int32]]:
        """Every table whose weight less its people's prices is at most the limit: sets (padded with n), weights."""
        # Those every table has one of come first, then the dearest: so it is known what a set can still gain.
        n, most = len(self._unit), self._most
        order = np.lexsort((-price, ~self._starters))
        weight, worth = self._weight[np.ix_(order, order)], price[order]
        ahead = _ahead(worth, self._unit[order], self._each[order], most, self._least)
        net = weight - worth[None, :]
        starters = int(self._starters.sum())
        # A table nobody sits at is possible where chairs are to spare.
        empty = int(self._least == 0)
        collected, total = [(np.full((empty, most), n, np.int16), np.zeros(empty, np.int32))], 0
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
                    collected.append((padded, value[good]))
                if size == most or not len(sets):
                    break
                row, who = np.nonzero(value[:, None] + reach <= limit + ahead[most - size - 1][None, :])
                total += len(row)
                if total > 8 * _MOST_SETS or len(row) > min(_MOST_SETS, _MOST_CELLS // n):
                    raise TooMany
                value = value[row] + reach[row, who]
                sets = np.concatenate([sets[row], who[:, None].astype(np.int16)], axis=1)
                reach = reach[row] + weight[who]
                reach[np.arange(n)[None, :] <= who[:, None]] = _BLOCKED
                self._full_units(sets, order, reach)
            if sum(len(s) for s, _v in collected) > _MOST_SETS:
                raise TooMany
        sets = np.concatenate([s for s, _v in collected])
        padded_price = np.append(price, 0)
        return sets, np.concatenate([v for _s, v in collected]) + padded_price[sets].sum(axis=1, dtype=np.int32)

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
    """Prices of people that make the bound large: ascent on the dual, smoothed by a temperature that falls.

    All in whole numbers, so that every machine finds the same prices and the same bound at the same step.
    """

    def __init__(self, people: int, tables: int) -> None:
        self.best = np.zeros(people, np.int64)
        self._tables, self._heat = tables, _UNIT // 2
        self._price, self._speed = np.zeros(people, np.int64), np.zeros(people, np.int64)
        # 2**30 · exp(−k/64), each from the one before.
        fading = [1 << 30]
        while fading[-1]:
            fading.append(fading[-1] * 1_032_320 >> 20)
        self._fading = np.array(fading, np.int64)

    def improve(self, pool: NDArray[np.int16], cost: NDArray[np.int64]) -> None:
        """A couple of hundred steps on the tables of the pool."""
        people, tables, value = len(self.best), self._tables, -(1 << 60)
        for step in range(200):
            if step % 40 == 0:
                reduced = cost - np.append(self._price, 0)[pool].sum(axis=1)
                least = int(reduced.min())
                now = int(self._price.sum()) + tables * least
                if now > value:
                    value, self.best = now, self._price.copy()
                near = np.flatnonzero(reduced < least + _UNIT * 2 // 5 + 8 * self._heat)
                sets, near_cost = pool[near].astype(np.int64), cost[near]
            reduced = near_cost - np.append(self._price, 0)[sets].sum(axis=1)
            place = np.minimum((reduced - reduced.min()) * 64 // self._heat, len(self._fading) - 1)
            share = self._fading[place]
            # Whole numbers below 2**53 in floats: the sum is exact in any order.
            covered = np.bincount(sets.ravel(), np.repeat(share, sets.shape[1]), minlength=people + 1)[:people]
            total = int(share.sum())
            pull = 1024 * (total - tables * covered.astype(np.int64)) // total
            self._speed = self._speed * 9 // 10 + pull
            self._price += self._speed * self._heat // (50 * 1024)
            self._heat = max(33, self._heat * 99 // 100)
