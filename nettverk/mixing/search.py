"""From a problem to a plan: anytime, cancellable, and the same for the same seed and number of iterations."""

from __future__ import annotations

from collections.abc import Callable
from contextlib import suppress
from dataclasses import dataclass, replace
from itertools import count as count_from

import numpy as np
from numpy.typing import NDArray

from nettverk.mixing.aims import BESIDE, FIVE, Figure, Score
from nettverk.mixing.best import Best, Budget, Done, Progress
from nettverk.mixing.bound import Reason
from nettverk.mixing.catalogue import from_catalogue
from nettverk.mixing.conflicts import check
from nettverk.mixing.deal import Seating, deal, dealing_order, with_seats
from nettverk.mixing.model import HARD, Model, build, prices
from nettverk.mixing.problem import Plan, Problem
from nettverk.mixing.proving import Prover
from nettverk.mixing.rng import Dice
from nettverk.mixing.trade import trade
from nettverk.mixing.walkers import Walkers
from nettverk.mixing.waves import fits, waves

VERSION = 1
"""Raised when the same seed and iterations would give another plan."""


@dataclass(frozen=True)
class Result(Progress):
    """The best plan found.

    Attributes:
        why: the reason for each bound. optimal: whether all five figures are proved.
    """

    seed: int
    why: dict[Figure, Reason]
    cancelled: bool
    version: int = VERSION

    @property
    def optimal(self) -> bool:
        """Whether no plan has a better score."""
        return set(FIVE) <= set(self.proved)


def solve(
    problem: Problem,
    *,
    seed: int = 1,
    iterations: int | None = None,
    seconds: float | None = None,
    progress: Callable[[Progress], None] | None = None,
    cancelled: Callable[[], bool] | None = None,
) -> Result:
    """The best plan found before iterations or seconds run out, or all that counts is proved.

    Without either limit a number of iterations that takes some seconds is used.

    Raises:
        RulesCollide: no plan can keep the rules.
    """
    check(problem)
    if iterations is None and seconds is None:
        iterations = default_iterations(problem)
    budget, dice = Budget(iterations, seconds, cancelled), Dice(seed)
    best = Best(problem, deal(problem, dice), budget, progress)
    _Search(problem, best, budget, dice).run()
    best.plan = with_seats(problem, best.plan)
    why = {figure: bound.why for figure, bound in best.known.items()}
    return Result(**vars(best.progress()), seed=seed, why=why, cancelled=budget.stopped)


class _Search:
    """Where the walkers are sent, and for how long."""

    def __init__(self, problem: Problem, best: Best, budget: Budget, dice: Dice) -> None:
        self._problem, self._best, self._budget, self._dice = problem, best, budget, dice
        self._prover = Prover(problem, best, budget)
        self._prices = prices(problem)

    def run(self) -> None:
        """Walk until proved, cancelled or out of budget."""
        best = self._best
        try:
            # Many ordinary gatherings are proved by the deal alone, before anything is searched.
            best.end_if_proved()
            known = from_catalogue(self._problem)
            if known is not None:
                self._consider(known)
            model = build(self._problem)
            self._epoch(model, [best.plan], 400)
            if known is not None:
                self._consider(self._traded(model, known))
            # Trading whole days pays with several rounds; its matrices grow with the square of the people.
            many = self._problem.rounds > 1 and model.actors <= 400
            for turn in count_from(0):
                if best.settled:
                    self._prover.work()
                    self._settle(turn)
                    continue
                # More walkers each time: first the few best starts, then ever more variety.
                self._epoch(model, self._starts(model, 3 << min(turn, 3), many=many), 2000)
                if many:
                    self._consider(self._traded(model, best.plan))
                self._epoch(model, [best.plan], 400, all_rows=True)
                # Nothing better for as long as it took to come this far: perhaps there is nothing, and it can be
                # proved.
                if self._budget.used > 2 * best.found_at:
                    self._prover.work()
        except Done:
            self._tidy()

    def _tidy(self) -> None:
        """With all five figures proved, spread roles and districts a little better too; that takes next to no time."""
        known, order, score = self._best.known, self._problem.order, self._best.score
        if self._best.is_open:
            return
        with suppress(Done):
            for place, aim in enumerate(order):
                if aim in BESIDE and score.of(aim) > known[aim].value:  # what comes first is settled before the next
                    model = build(replace(self._problem, order=order[: place + 1]))
                    self._epoch(model, [self._best.plan], 100, end_if_proved=False)

    def _settle(self, turn: int) -> None:
        """Go for the later aims from the best plan, daring more and more for them."""
        best = self._best
        model = build(self._problem, bold=(8, 16, 24)[turn % 3])
        starts = [best.plan, best.plan, *best.alike[-2:]][: _side_by_side(model)]
        if self._problem.rounds > 1 and model.actors <= 400:
            traded = self._traded(model, best.plan)
            self._consider(traded)
            starts[-1] = traded
            if turn % 2:
                starts = self._by_rule(model)
        elif turn % 2:
            starts = [deal(self._problem, self._dice) for _walker in range(_side_by_side(model))]
        self._epoch(model, starts, 1500)

    def _starts(self, model: Model, most: int, *, many: bool) -> list[Plan]:
        """Where the next walkers are put down: the best plan, plans by rule, and fresh deals."""
        count = min(most, _side_by_side(model))
        starts = [self._best.plan, *(self._by_rule(model, min(2, most // 3)) if many else ())][:count]
        return starts + [deal(self._problem, self._dice) for _walker in range(count - len(starts))]

    def _by_rule(self, model: Model, tries: int = 2) -> list[Plan]:
        """Plans by rule, their places then traded among people: starts for several rounds."""
        plans = []
        for _try in range(tries):
            if fits(self._problem):
                order = dealing_order(self._problem, self._dice)
                plans.append(self._fitted(waves(self._problem, model, order, self._dice, self._budget.spend)))
            plans.append(deal(self._problem, self._dice))
        traded = []
        for plan in plans:
            self._consider(plan)
            traded.append(self._traded(model, plan))
            self._consider(traded[-1])
        return traded

    def _consider(self, plan: Plan) -> None:
        """Keep a plan made by construction where it is better, bent to the rules first."""
        fitted = self._fitted(plan)
        score = self._best.measure(fitted)
        if self._best.beaten_by(score):
            self._best.accept(fitted, score)

    def _traded(self, model: Model, plan: Plan) -> Plan:
        steps = min(800, max(100, 2_000_000 // model.actors**2))
        return model.plan(trade(model, model.seat_all(self._fitted(plan)), self._dice, steps, self._budget.spend))

    def _fitted(self, plan: Plan) -> Plan:
        return tuple(tuple(Seating(self._problem, turn, list(row)).fitted()) for turn, row in enumerate(plan))

    def _epoch(
        self, model: Model, plans: list[Plan], steps: int, *, all_rows: bool = False, end_if_proved: bool = True
    ) -> None:
        """Send a walker from each plan for so many steps, and keep what is better on the way."""
        walkers = Walkers(model, [model.seat_all(plan) for plan in plans], self._dice)
        # A walker is looked at when it comes near the best; how near, the aims as one sum tell.
        far = np.array([self._sum(self._best.measure(plan)) for plan in plans]) - self._sum(self._best.score)
        lowest = np.minimum(0, 4 * model.repeat - far)
        aside: dict[int, NDArray[np.int64]] = {}
        # Counting a plan of thousands takes longer than a step: there, only every so often.
        patience = 1 + model.actors * self._problem.rounds // 500
        try:
            for step in range(steps):
                self._budget.spend(walkers.count)
                walkers.walk(all_rows=all_rows)
                for walker in np.flatnonzero(walkers.cost < lowest):
                    lowest[walker] = walkers.cost[walker]
                    aside[int(walker)] = walkers.rows[walker].copy()
                if aside and step % patience == 0:
                    better = self._look_at(model, aside)
                    if better and end_if_proved:
                        self._best.end_if_proved()
        # Also when the budget ends in the middle of an epoch: what was found is not thrown away.
        finally:
            self._look_at(model, aside)

    def _look_at(self, model: Model, aside: dict[int, NDArray[np.int64]]) -> bool:
        """Score plans set aside and keep the best of them where it is better; whether it was."""
        better = False
        for rows in aside.values():
            score = self._best.measure(model.people_rows(rows))
            if self._best.beaten_by(score):
                self._best.plan, self._best.score = model.plan(rows), score
                better = True
            elif self._best.equals(score):
                self._best.keep_alike(model.plan(rows))
        aside.clear()
        if better:
            self._best.tell()
        return better

    def _sum(self, score: Score) -> int:
        """The figures as one price, as the walkers see them."""
        return HARD * score.hard + sum(price * score.of(aim) for aim, price in self._prices.items())


def default_iterations(problem: Problem) -> int:
    """Iterations that take some seconds on an ordinary machine."""
    return max(300, 16_000_000 // (problem.people * problem.rounds + 60))


def _side_by_side(model: Model) -> int:
    """How many walkers pay: as many as their arrays stay small."""
    size = model.actors**2 * model.seat.shape[0]
    return int(min(16, max(1, 400_000 // size)))
