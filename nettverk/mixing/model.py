"""A problem as arrays of prices: what it costs that two sit together, and that one sits at a table.

Empty chairs are people too (phantoms): with as many actors as chairs, every change is a swap. Phantoms repel each other
just enough that tables come out even. Whoever is away in a round sits outside, at a table of no price that nobody
leaves.
"""

from __future__ import annotations

from collections import Counter
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from nettverk.mixing.aims import AIMS, Figure
from nettverk.mixing.limits import count_actors, useful_chairs
from nettverk.mixing.problem import ABSENT, Plan, Problem

Ints = NDArray[np.int32]
# A broken rule is dearer than all aims of a person together, and the sum over everybody still fits in an int32.
HARD = 1 << 19
# The price of one pair by the place of its aim. Between the first two and the rest the steps are large, so that the
# search never trades a colleague for better mixed services; further down they only tell directions apart.
_STEPS = (8192, 128, 4, 2, 1, 1)


@dataclass(frozen=True)
class Model:
    """Prices in int32; A actors (people first, then phantoms), R rounds, tables 0 … g−1 and ``outside`` = g.

    int32 and not int64, because the search is bound by how fast memory is read.

    Attributes:
        pair: A × A, what two pay for sharing a table, repeats apart.
        seat: R × (g+1) × A, what one pays for sitting there.
        before: A × A int16, times met. repeat: the price of one repeat. free: R × A, who may move.
        fair: A, what one cannot help paying for their own unit and service.
        worth: price from which a row is worth a look.
        chairs: chairs a table. empty: rows of tables for the phantoms are filled in by ``seat_all``.
    """

    problem: Problem
    actors: int
    chairs: tuple[int, ...]
    pair: Ints
    seat: Ints
    before: NDArray[np.int16]
    repeat: int
    free: NDArray[np.bool_]
    fair: Ints
    worth: int

    @property
    def outside(self) -> int:
        """The table of those who are away."""
        return len(self.chairs)

    def seat_all(self, plan: Plan) -> NDArray[np.int64]:
        """R × A: the table of every actor, phantoms in the chairs left over."""
        n, outside = self.problem.people, self.outside
        # Which phantom sits where makes no difference, so they take the chairs that are left in order.
        rows = np.full((len(plan), self.actors), outside, np.int64)
        for row, seat in zip(rows, plan, strict=True):
            taken = Counter(t for t in seat if t != ABSENT)
            row[:n] = [outside if t == ABSENT else t for t in seat]
            left = [t for t, chairs in enumerate(self.chairs) for _chair in range(chairs - taken[t])]
            row[n : n + len(left)] = left
        return rows

    def plan(self, rows: NDArray[np.int64]) -> Plan:
        """The plan of the people in R × A tables."""
        return tuple(tuple(row) for row in self.people_rows(rows).tolist())

    def people_rows(self, rows: NDArray[np.int64]) -> NDArray[np.int64]:
        """R × n: the tables of the people alone, ABSENT for those who are away."""
        seat = rows[:, : self.problem.people]
        return np.where(seat == self.outside, ABSENT, seat)


def build(problem: Problem, *, move_price: int = 0, size_first: bool = False, bold: int = 1) -> Model:
    """Work out every price.

    ``move_price`` is what it costs to leave the plan on the wall (for repair), before even tables with ``size_first``.
    ``bold``: how many times dearer the aims after the second are, for a search that has what comes first.
    """
    price = prices(problem)
    if not problem.weights:
        price = {aim: value * bold if value <= _STEPS[2] else value for aim, value in price.items()}
    if size_first:
        price[Figure.SIZE] = HARD // 16
    chairs = useful_chairs(problem)
    n = problem.people
    actors = count_actors(problem, chairs)
    pair = np.zeros((actors, actors), np.int32)
    spread = {
        Figure.SAME_UNIT: problem.unit,
        Figure.SERVICE: problem.service,
        Figure.ROLE: problem.role,
        Figure.DISTRICT: problem.district,
    }
    for aim, kind in spread.items():
        if kind and price[aim]:
            _alike(pair, kind, price[aim])
    for a, b in problem.pairs_apart:
        _both(pair, a, b, HARD)
    for a, b in problem.pairs_together:
        # A reward instead of a price: two who must sit together pay least where they do, and every swap feels it.
        _both(pair, a, b, -HARD)
    if problem.hosts:
        hosts = np.array(problem.hosts)
        pair[np.ix_(hosts, hosts)] += HARD
    # Empty chairs at one table pay for each other, and more for each one more. So they spread, and tables come out
    # even.
    pair[n:, n:] += 2 * price[Figure.SIZE]
    np.fill_diagonal(pair, 0)
    before = np.zeros((actors, actors), np.int16)
    for a, b, times in problem.met:
        # More than a thousand meetings tell the search no more than a thousand do, and the price table stays short.
        before[a, b] = before[b, a] = min(times, 1000)
    return Model(
        problem,
        actors,
        chairs,
        pair,
        _seat(problem, chairs, actors, price[Figure.SIZE], move_price),
        before,
        price[Figure.REPEATS],
        _free(problem, actors),
        _fair(problem, price, actors),
        min([price[a] for a in (Figure.SAME_UNIT, Figure.REPEATS) if price[a]] or [1]),
    )


def prices(problem: Problem) -> dict[Figure, int]:
    """The price of one unit of each aim: by the organiser's weights, else by the order."""
    if problem.weights:
        weights = dict(problem.weights)
        # As large as the prices of a strict order, so that the rest of the search works alike for both.
        scale = max(1, 8192 // max(1, *weights.values()))
        return {aim: scale * weights.get(aim, 0) if aim in problem.order else 0 for aim in AIMS}
    return {aim: _STEPS[problem.order.index(aim)] if aim in problem.order else 0 for aim in AIMS}


def _alike(pair: Ints, kind: tuple[int, ...], price: int) -> None:
    numbers = np.array(kind)
    # Sorted by kind, people of one kind stand side by side: one block of the matrix for each kind, no n × n comparison.
    order = np.argsort(numbers, kind="stable")
    for same in np.split(order, np.flatnonzero(np.diff(numbers[order])) + 1):
        if len(same) > 1:
            pair[np.ix_(same, same)] += price


def _both(matrix: Ints, a: int, b: int, amount: int) -> None:
    if a != b:
        matrix[a, b] += amount
        matrix[b, a] += amount


def _seat(problem: Problem, chairs: tuple[int, ...], actors: int, size: int, move_price: int) -> Ints:
    out = np.zeros((problem.rounds, len(chairs) + 1, actors), np.int32)
    n, tables = problem.people, len(chairs)
    for person, table in problem.at:
        # Dear everywhere but at the right table, where it is free again.
        out[:, :tables, person] += HARD
        out[:, table, person] -= HARD
    for person, among in problem.among:
        out[:, :tables, person] += HARD
        out[:, among, person] -= HARD
    for turn in range(problem.rounds):
        floor, ceil = problem.crowd(turn) // tables, -(-problem.crowd(turn) // tables)
        # (size − floor)(size − ceil) with size = chairs − h is 2·C(h, 2) + h·(1 − 2·chairs + floor + ceil) + const.
        out[turn, :tables, n:] += size * (1 - 2 * np.array(chairs, np.int32) + floor + ceil)[:, None]
    for turn, row in enumerate(problem.published):
        for person, was in enumerate(row):
            if was is not None and move_price:
                out[turn, :tables, person] += move_price
                out[turn, was, person] -= move_price
    return out


def _free(problem: Problem, actors: int) -> NDArray[np.bool_]:
    free = np.ones((problem.rounds, actors), bool)
    # Phantoms are always free: empty chairs may stand anywhere.
    for turn, there in enumerate(problem.there):
        free[turn, : problem.people] = there
    for person, _table, turn in problem.locked:
        free[turn, person] = False
    return free


def _fair(problem: Problem, price: dict[Figure, int], actors: int) -> Ints:
    out = np.zeros(actors, np.int32)
    tables = len(problem.tables)
    for aim, kind in ((Figure.SAME_UNIT, problem.unit), (Figure.SERVICE, problem.service)):
        count = Counter(kind)
        # With more of a kind than tables, somebody must share: that much is nobody's fault and not worth a look.
        out[: problem.people] += np.array([price[aim] * (-(-count[k] // tables) - 1) for k in kind], np.int32)
    return out
