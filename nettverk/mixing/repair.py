"""The plan on the wall no longer fits who came: the fewest moves that mend it, and what more moves buy."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable
from dataclasses import dataclass

import numpy as np

from nettverk.mixing.aims import Score
from nettverk.mixing.conflicts import check
from nettverk.mixing.deal import Seating, deal
from nettverk.mixing.model import build
from nettverk.mixing.problem import ABSENT, Plan, Problem
from nettverk.mixing.rng import Dice
from nettverk.mixing.score import moves, score
from nettverk.mixing.walkers import Walkers

_PRICES = (24_000, 5_000, 1_500, 300, 90, 20, 3)
"""What a move costs beside the aims, dear to cheap: more than any aim, half a pair of one unit, … next to nothing."""
# Nobody compares more choices than this. Where there are more, the last shown is still the best by the aims.
_MOST = 8


@dataclass(frozen=True)
class Choice:
    """A plan that mends the one on the wall.

    Attributes:
        moves: how many who had a table get another. moved: (round, person, from, to); from is None for who had none.
        fewest: whether no plan that mends it moves fewer.
    """

    moves: int
    plan: Plan
    score: Score
    moved: tuple[tuple[int, int, int | None, int], ...]
    fewest: bool


def repair(
    problem: Problem, *, seed: int = 1, iterations: int | None = None, cancelled: Callable[[], bool] | None = None
) -> list[Choice]:
    """Plans that keep the rules and even tables, from fewest moves on; each further one is better by the aims.

    ``iterations``: search steps for each price of a move. Cancelled, it gives what it has, always at least one plan.

    Raises:
        RulesCollide: no plan can keep the rules. ValueError: there is no plan on the wall.
    """
    check(problem)
    if not problem.published:
        raise ValueError("no plan is published: there is nothing to repair")
    front = _Front(problem)
    dice = Dice(seed)
    start = _start(problem, dice)
    front.offer(start)
    # Enough for a price to settle, and all prices together within the second that somebody at the door can wait: a step
    # costs little less for ten people than for a hundred.
    steps = min(250, max(50, 16_000 // (problem.people * problem.rounds))) if iterations is None else iterations
    for price in _PRICES:
        # A price for every move, and even tables before anything else: that is what makes the search a repair.
        model = build(problem, move_price=price, size_first=True)
        # Each price begins where the dearer ones have been: those plans are close already.
        plans = [start, *front.plans(3)]
        walkers = Walkers(model, [model.seat_all(plan) for plan in plans], dice)
        best = np.zeros(walkers.count, np.int64)
        for _step in range(steps):
            if cancelled is not None and cancelled():
                return front.choices()
            walkers.walk()
            for walker in np.flatnonzero(walkers.cost < best):
                best[walker] = walkers.cost[walker]
                front.offer(model.plan(walkers.rows[walker]))
        del model, walkers  # a hundred megabytes for the largest that is allowed: never two of them at once
    return front.choices()


def least_moves(problem: Problem) -> int:
    """No plan with tables as even as the seats allow moves fewer: those over what the fullest tables may keep."""
    total = 0
    # A round at a time, since people move in each.
    for turn, row in enumerate(problem.published):
        here = [t for t, there in zip(row, problem.there[turn], strict=True) if there and t is not None]
        count, tables, crowd = Counter(here), len(problem.tables), problem.crowd(turn)
        floor, larger = divmod(crowd, tables)
        if min(problem.limit) < floor + bool(larger):
            total += sum(max(0, count[t] - most) for t, most in enumerate(problem.limit))
            continue
        sizes = sorted((count[t] for t in range(tables)), reverse=True)
        total += sum(max(0, size - floor - (place < larger)) for place, size in enumerate(sizes))
    return total


def _start(problem: Problem, dice: Dice) -> Plan:
    """The plan on the wall with newcomers seated where there is room, and the rest of the rounds dealt."""
    rows = []
    for turn, fresh in enumerate(deal(problem, dice)):
        if turn >= len(problem.published):
            rows.append(fresh)
            continue
        was = problem.published[turn]
        size = Counter(t for t in was if t is not None)
        seat = []
        for person, table in enumerate(was):
            # Newcomers first where there is a chair; only then anybody has to move.
            if table is None and problem.there[turn][person]:
                table = min(range(len(problem.tables)), key=lambda t: (size[t] >= problem.limit[t], size[t]))
                size[table] += 1
            seat.append(ABSENT if table is None else table)
        rows.append(tuple(Seating(problem, turn, seat).fitted()))
    return tuple(rows)


class _Front:
    """The best plan seen for each number of moves."""

    def __init__(self, problem: Problem) -> None:
        self._problem = problem
        self._best: dict[int, tuple[tuple[int, ...], Plan, Score]] = {}

    def offer(self, plan: Plan) -> None:
        figures = score(self._problem, plan)
        count = moves(self._problem, plan)
        key = self._problem.key(figures)
        if count not in self._best or (figures.hard, figures.size, *key) < self._rank(count):
            self._best[count] = (key, plan, figures)

    def _rank(self, count: int) -> tuple[int, ...]:
        key, _plan, figures = self._best[count]
        return (figures.hard, figures.size, *key)

    def _front(self) -> list[int]:
        """Numbers of moves worth showing: the first mends rules and sizes, each further one is better."""
        # Rules and sizes are what repairing is for: no choice that mends them less is shown.
        mended = min((figures.hard, figures.size) for _key, _plan, figures in self._best.values())
        front: list[int] = []
        for count in sorted(self._best):
            if self._rank(count)[:2] == mended and (not front or self._rank(count) < self._rank(front[-1])):
                front.append(count)
        return front

    def plans(self, most: int) -> list[Plan]:
        """Plans to start from: the best with fewest moves, and the best of all."""
        front = self._front()
        return [self._best[count][1] for count in (*front[: most - 1], front[-1])][:most]

    def choices(self) -> list[Choice]:
        """What to show, from fewest moves on."""
        front, least = self._front(), least_moves(self._problem)
        # Where there are too many choices, those with few moves are kept, as they are what is wanted at the door.
        shown = front if len(front) <= _MOST else [*front[: _MOST - 1], front[-1]]
        return [
            Choice(count, plan, figures, self._moved(plan), count == least)
            for count in shown
            for _key, plan, figures in [self._best[count]]
        ]

    def _moved(self, plan: Plan) -> tuple[tuple[int, int, int | None, int], ...]:
        return tuple(
            (turn, person, was, now)
            for turn, (then, seat) in enumerate(zip(self._problem.published, plan, strict=False))
            for person, (was, now) in enumerate(zip(then, seat, strict=True))
            if was != now != ABSENT
        )
