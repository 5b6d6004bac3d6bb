"""A better walking rule: how far each wave of the deal walks in each round, found by annealing.

In ``deal`` wave c walks r·c tables. Here each wave has its own way a[r, c]: whoever is number i of wave c sits at table
i + a[r, c] modulo G. Two people of different waves meet in a round exactly when their numbers differ by a[r, c] −
a[r, d], so all that a plan costs is a sum over pairs of waves, differences and meetings, worked out once; and a plan
is so few numbers that thousands of small changes a second find what no swap of two people would. All whole numbers.
"""

from __future__ import annotations

from collections.abc import Callable

import numpy as np
from numpy.typing import NDArray

from nettverk.mixing.model import Model
from nettverk.mixing.problem import ABSENT, Plan, Problem
from nettverk.mixing.rng import Dice

# Annealing chains side by side: a step of all of them takes hardly longer than a step of one.
_CHAINS = 32


def waves(problem: Problem, model: Model, order: list[int], dice: Dice, spend: Callable[[int], None]) -> Plan:
    """The best plan of this kind for people dealt in this order; ``spend`` is told of each step, may raise to stop."""
    anneal = _Anneal(problem, model, order, dice)
    for heat in anneal.heats():
        spend(1)
        anneal.step(heat)
    return anneal.plan()


def fits(problem: Problem) -> bool:
    """Whether such plans can be of use: several rounds, more people than tables, and not too many waves."""
    waves_ = -(-problem.people // len(problem.tables))
    small = waves_**2 * len(problem.tables) * (problem.rounds + 1) <= 200_000 and problem.people <= 400
    return problem.rounds > 1 and len(problem.tables) > 1 and waves_ > 1 and small and not problem.away


class _Anneal:
    """Chains side by side, each a matrix of ways."""

    def __init__(self, problem: Problem, model: Model, order: list[int], dice: Dice) -> None:
        self._problem, self._order, self._dice = problem, order, dice
        self._tables, self._rounds = len(problem.tables), problem.rounds
        self._waves = -(-problem.people // self._tables)
        self._again = model.repeat
        self._rise = self._prices(model)
        chains, g = _CHAINS, self._tables
        self._way = dice.below(np.full(chains * self._rounds * self._waves, g)).reshape(
            chains, self._rounds, self._waves
        )
        # Only differences of ways count, so the first wave may as well stand still.
        self._way[:, :, 0] = 0
        self._count = np.zeros((chains, self._waves, self._waves, g), np.int64)
        index = np.arange(chains)[:, None, None]
        c, d = np.arange(self._waves)[None, :, None], np.arange(self._waves)[None, None, :]
        for turn in range(self._rounds):
            way = self._way[:, turn]
            np.add.at(self._count, (index, c, d, (way[:, :, None] - way[:, None, :]) % g), 1)
        self._cost = self._full_cost()
        self._best, self._best_way = self._cost.copy(), self._way.copy()

    def _prices(self, model: Model) -> NDArray[np.int64]:
        """W × W × G × R: what one more meeting at a difference costs all pairs of two waves that have it."""
        g, n = self._tables, self._problem.people
        # The last wave may not be full; its empty places are somebody who costs nothing (number n).
        places = np.full(self._waves * g, n, np.int64)
        places[:n] = self._order
        place = places.reshape(self._waves, g)
        out = np.zeros((self._waves, self._waves, g, self._rounds), np.int64)
        shift = (np.arange(g)[None, :] + np.arange(g)[:, None]) % g
        before = np.zeros((n + 1, n + 1), np.int64)
        before[:n, :n] = model.before[:n, :n]
        pair = np.zeros((n + 1, n + 1), np.int64)
        pair[:n, :n] = model.pair[:n, :n]
        # Priced by how often the two have already met today: the k-th time is dearer than the one before.
        for k in range(self._rounds):
            price = pair + np.maximum(0, 2 * (before + k) - 1) * model.repeat
            price[n] = 0
            price[:, n] = 0
            for c in range(self._waves):
                out[c, :, :, k] = price[place[c][None, None, :], place[:, shift]].sum(axis=2)
        return out

    def _full_cost(self) -> NDArray[np.int64]:
        total = np.concatenate([np.zeros_like(self._rise[..., :1]), np.cumsum(self._rise, axis=3)], axis=3)
        w, g = self._waves, self._tables
        c, d, e = np.arange(w)[:, None, None], np.arange(w)[None, :, None], np.arange(g)[None, None, :]
        each: NDArray[np.int64] = total[c[None], d[None], e[None], self._count].sum(axis=3)
        # Each pair of waves once, and no wave with itself: two of a wave never meet.
        upper = np.triu(np.ones((w, w), bool), 1)
        cost: NDArray[np.int64] = each[:, upper].sum(axis=1)
        return cost

    def heats(self) -> list[int]:
        """The temperature of each step, from where anything goes to where nothing does."""
        steps = 40 * self._rounds * self._waves
        quantum = max(1, self._again) * self._tables
        # Down by the square root of two, ten times: from twice what all of a wave meeting again costs.
        halves = [quantum * 2, quantum * 141 // 100]
        return [halves[k % 2] >> k // 2 for step in range(steps) for k in [10 * step // steps]]

    def step(self, heat: int) -> None:
        """Each chain tries another way for one wave in one round."""
        chains, g = _CHAINS, self._tables
        index = np.arange(chains)
        turn = self._dice.below(np.full(chains, self._rounds))
        wave = 1 + self._dice.below(np.full(chains, self._waves - 1))
        ways = self._way[index, turn]
        old = ways[index, wave]
        # Any other way than the one it has, all equally likely.
        new = (old + 1 + self._dice.below(np.full(chains, max(1, g - 1)))) % g
        away, to = (old[:, None] - ways) % g, (new[:, None] - ways) % g
        row, other = index[:, None], np.arange(self._waves)[None, :]
        now = self._count[row, wave[:, None], other, away]
        then = self._count[row, wave[:, None], other, to]
        change = self._rise[wave[:, None], other, to, np.minimum(then, self._rounds - 1)]
        change -= self._rise[wave[:, None], other, away, np.maximum(now - 1, 0)]
        # A wave does not differ from itself.
        change[index, wave] = 0
        delta = change.sum(axis=1)
        # To accept what costs less than an exponential lot is the rule of Metropolis, in whole numbers.
        taken = np.flatnonzero(delta <= self._dice.exponential(chains, heat))
        if not len(taken):
            return
        b, c = taken[:, None], wave[taken][:, None]
        for cells, sign in ((away[taken], -1), (to[taken], 1)):
            own = other != c
            at = (np.broadcast_to(b, cells.shape)[own], np.broadcast_to(c, cells.shape)[own])
            d = np.broadcast_to(other, cells.shape)[own]
            self._count[at[0], at[1], d, cells[own]] += sign
            # Seen from the other wave, the difference has the other sign.
            self._count[at[0], d, at[1], -cells[own] % g] += sign
        self._way[taken, turn[taken], wave[taken]] = new[taken]
        self._cost[taken] += delta[taken]
        better = np.flatnonzero(self._cost < self._best)
        self._best[better] = self._cost[better]
        self._best_way[better] = self._way[better]

    def plan(self) -> Plan:
        """The best plan that any chain has come by so far."""
        way = self._best_way[int(np.argmin(self._best))]
        rows = []
        for turn in range(self._rounds):
            seat = [ABSENT] * self._problem.people
            for position, person in enumerate(self._order):
                wave, number = divmod(position, self._tables)
                seat[person] = int(number + way[turn, wave]) % self._tables
            rows.append(tuple(seat))
        return tuple(rows)
