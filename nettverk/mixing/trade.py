"""Two people trade the whole day: every table of the one for every table of the other.

Who meets whom as places stays as good as it was; what changes is who has the places. That turns a schedule in which
nobody meets twice into one that also keeps units, services and earlier gatherings apart. Tabu over all trades at once.
"""

from __future__ import annotations

from collections.abc import Callable

import numpy as np
from numpy.typing import NDArray

from nettverk.mixing.model import Model
from nettverk.mixing.rng import Dice

# Beyond any sum of prices, and small enough that twice as much is still exact in a float.
_REFUSED = np.int64(1) << 50


class Trades:
    """One plan, R × A tables in ``rows``; ``cost`` is relative to where it began."""

    def __init__(self, model: Model, rows: NDArray[np.int64], dice: Dice) -> None:
        self._dice = dice
        self.rows = rows.copy()
        self.cost = 0
        self._step = 0
        self._person = list(range(model.actors))
        actors, outside = model.actors, model.outside
        meet = np.zeros((actors, actors), np.int64)
        for row in rows:
            meet += (row[:, None] == row[None, :]) & (row != outside)[:, None]
        np.fill_diagonal(meet, 0)
        problem = model.problem
        # One layer for the first meeting of two places, one for the second and so on, each with prices of its own.
        self._layers = [(meet >= k).astype(np.float64) for k in range(1, int(meet.max(initial=0)) + 1)]
        self._prices = []
        for k in range(len(self._layers)):
            price = model.pair.astype(np.float64)
            again = np.maximum(0, 2 * (model.before.astype(np.float64) + k) - 1) * model.repeat
            again[problem.people :] = 0
            again[:, problem.people :] = 0
            price += again
            np.fill_diagonal(price, 0)
            self._prices.append(price)
        # Sums of whole numbers far below 2**53: exact in floats, in any order, and much faster there.
        self._product = sum(
            (layer @ price for layer, price in zip(self._layers, self._prices, strict=True)), np.zeros((actors, actors))
        )
        # Whoever a rule or a lock ties to a table cannot take over somebody else's day.
        bound = {p for p, _where in (*problem.at, *problem.among)} | set(problem.hosts)
        bound |= {p for p, _table, _turn in problem.locked}
        if problem.away:
            bound |= {p for p, _rounds in problem.present} | set(range(problem.people, actors))
        self._fixed = np.zeros((actors, actors), np.float64)
        stay = np.array(sorted(bound), np.int64)
        self._fixed[stay] = self._fixed[:, stay] = float(_REFUSED)
        np.fill_diagonal(self._fixed, float(_REFUSED))
        # Each trade once: (u, v) with u < v.
        lower = np.tril_indices(actors)
        self._fixed[lower] = float(_REFUSED)
        self._until = np.zeros((actors, actors), np.int64)

    def step(self) -> None:
        """Make the best trade that is not undone too soon."""
        # product[u, v] is what the person of v would pay at the places of u. A trade puts v's person there and u's
        # here, and what the two of them pay each other has been counted twice.
        own = np.diagonal(self._product)
        delta = self._product + self._product.T
        delta -= own[:, None]
        delta -= own[None, :]
        for layer, price in zip(self._layers, self._prices, strict=True):
            delta += 2 * layer * price
        delta += self._fixed
        delta[self._until > self._step] = float(_REFUSED)
        least = delta.min()
        self._step += 1
        if least >= float(_REFUSED) / 2:
            return
        ties = np.flatnonzero(delta == least)
        first, second = divmod(int(ties[self._dice.one(len(ties))]), len(delta))
        self.cost += int(least)
        self._trade(first, second)
        # Trades are few and each changes a lot, so they stay forbidden for longer than swaps do.
        self._until[first, second] = self._step + 4 + self._dice.one(max(2, len(delta) // 4))

    def _trade(self, u: int, v: int) -> None:
        """People change places; ``layers`` are of places, ``prices`` of the people in them."""
        for layer, price in zip(self._layers, self._prices, strict=True):
            change = price[v] - price[u]
            change[[u, v]] = 0
            # Row u of the prices grows by change, row v shrinks by it; likewise the columns.
            self._product += (layer[:, u] - layer[:, v])[:, None] * change[None, :]
            column = layer @ change
            self._product[:, u] += column
            self._product[:, v] -= column
            price[u] += change
            price[v] -= change
            price[:, u] += change
            price[:, v] -= change
        a, b = self._person[u], self._person[v]
        self.rows[:, [a, b]] = self.rows[:, [b, a]]
        self._person[u], self._person[v] = b, a


def trade(
    model: Model, rows: NDArray[np.int64], dice: Dice, steps: int, spend: Callable[[int], None]
) -> NDArray[np.int64]:
    """The best plan after so many trades."""
    trades = Trades(model, rows, dice)
    best, kept = 0, rows
    for _step in range(steps):
        spend(1)
        trades.step()
        if trades.cost < best:
            best, kept = trades.cost, trades.rows.copy()
    return kept
