"""Proof during a search: bounds that take their time to raise, and every plan tried where few are left."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator
from itertools import islice

from nettverk.mixing.aims import FIVE, Figure
from nettverk.mixing.best import Best, Budget
from nettverk.mixing.bound import Reason
from nettverk.mixing.deal import seated
from nettverk.mixing.partition import Partition
from nettverk.mixing.problem import Problem
from nettverk.mixing.score import min_pairs

_UNITS_REPEATS_SERVICES = (Figure.SAME_UNIT, Figure.REPEATS, Figure.SERVICE)


class Prover:
    """Raises what is known about repeats, a piece at a time, between the walks of a search.

    Its steps count as iterations, as it may find a better plan itself.
    """

    def __init__(self, problem: Problem, best: Best, budget: Budget) -> None:
        self._problem, self._best, self._budget = problem, best, budget
        self._partition: Partition | None = None
        self._rising: Iterator[int] | None = None
        self._units_even = False
        self._tried: set[tuple[int, ...]] = set()

    def work(self) -> None:
        """Prove a little more.

        Raises:
            Done: everything is proved, or the budget is spent.
        """
        one_round = self._problem.rounds == 1
        # With several rounds the partition says something about repeats only, and there is nothing to exhaust.
        if self._best.has_proved(set(FIVE) if one_round else {Figure.SAME_UNIT, Figure.REPEATS}):
            return
        if self._rising is None:
            self._units_even = self._best.units_even
            self._partition = Partition(self._problem, units_even=self._units_even, pulse=lambda: self._budget.spend(1))
            self._rising = self._partition.rise()
        for value in islice(self._rising, 30 if one_round else 15):
            self._budget.spend(1)
            self._learn(Figure.REPEATS, value, Reason.PARTITION)
            if value >= self._best.score.repeats:
                break
        self._exhaust()

    def _learn(self, figure: Figure, value: int, why: Reason) -> None:
        self._best.learn(figure, value, why, units_even=self._units_even)

    def _exhaust(self) -> None:
        """Try every plan that is left, first for fewer repeats, then for evener services; one round only."""
        order, best = self._problem.order, self._best
        if self._problem.among:  # tables made one by one would have to be given numbers that suit everybody
            return
        # The tables were priced for this order; for another they say nothing.
        if not self._units_even or order[:3] != _UNITS_REPEATS_SERVICES or best.score[:3] in self._tried:
            return
        if not best.units_even or self._partition is None:
            return
        self._tried.add(best.score[:3])
        if best.score.repeats > best.known[Figure.REPEATS].value:
            if not self._partition.exhaust(best.score.repeats - 1, self._take, lambda: None):
                return
            self._learn(Figure.REPEATS, best.score.repeats, Reason.EXHAUSTED)
        if best.has_proved({Figure.SERVICE, Figure.SIZE}):
            return
        even = _fewest_service_pairs(self._problem)

        def offer(groups: list[tuple[int, ...]]) -> bool:
            self._take(groups)
            return False  # a better plan does not change the question here: what is to be beaten is asked for anew

        # One more than the best, so that plans with the same services and evener tables are offered too.
        if self._partition.exhaust(best.score.repeats, offer, lambda: even + best.score.service + 1):
            self._learn(Figure.SERVICE, best.score.service, Reason.EXHAUSTED)
            if order[3:4] == (Figure.SIZE,):
                self._learn(Figure.SIZE, best.score.size, Reason.EXHAUSTED)

    def _take(self, groups: list[tuple[int, ...]]) -> bool:
        """Keep a plan given as tables of people, where it is better; whether it was."""
        plan = (seated(self._problem, groups),)
        if any(plan[0][person] != table for person, table, _turn in self._problem.locked):
            return False
        score = self._best.measure(plan)
        better = self._best.beaten_by(score)
        if better:
            self._best.accept(plan, score)
        return better


def _fewest_service_pairs(problem: Problem) -> int:
    """Pairs of one service at one table in the most even split of one round."""
    return sum(min_pairs(people, len(problem.tables)) for people in Counter(problem.service).values())
