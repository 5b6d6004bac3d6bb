"""From a problem to a plan: anytime, cancellable, and the same for the same seed and number of iterations."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Iterator
from contextlib import suppress
from dataclasses import dataclass, replace
from itertools import count as count_from
from itertools import islice
from time import monotonic

import numpy as np
from numpy.typing import NDArray

from nettverk.mixing.bound import Bound, Bounds, bounds, leans_well, no_bounds, proved, sharpened, without_rules
from nettverk.mixing.catalogue import from_catalogue
from nettverk.mixing.conflicts import check
from nettverk.mixing.deal import Seating, deal, dealing_order, seated, with_seats
from nettverk.mixing.figures import Tally
from nettverk.mixing.model import HARD, Model, build, prices
from nettverk.mixing.partition import Partition
from nettverk.mixing.problem import Plan, Problem
from nettverk.mixing.rng import Dice
from nettverk.mixing.score import BESIDE, FIGURES, Score, min_pairs
from nettverk.mixing.trade import trade
from nettverk.mixing.walkers import Walkers
from nettverk.mixing.waves import fits, waves

VERSION = 1
"""Raised when the same seed and iterations would give another plan."""


@dataclass(frozen=True)
class Progress:
    """A better plan than before, as it comes."""

    plan: Plan
    score: Score
    bound: Score
    proved: tuple[str, ...]
    iterations: int
    seconds: float


@dataclass(frozen=True)
class Result(Progress):
    """The best plan found.

    Attributes:
        bound: what no plan can beat, figure by figure. proved: the figures that meet it. why: the reason for each
        bound. optimal: whether all five figures are proved.
    """

    seed: int
    why: dict[str, str]
    cancelled: bool
    version: int = VERSION

    @property
    def optimal(self) -> bool:
        """Whether no plan has a better score."""
        return set(FIGURES) <= set(self.proved)


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
        BadInput: the rules contradict each other.
    """
    check(problem)
    run = _Run(problem, seed, iterations, seconds, progress, cancelled)
    run.search()
    return run.result()


class _Done(Exception):
    """The search has nothing more to do, or no leave to do it."""


class _Run:
    """One search: the best plan so far, what is known about it, and what is left of the budget."""

    def __init__(
        self,
        problem: Problem,
        seed: int,
        iterations: int | None,
        seconds: float | None,
        progress: Callable[[Progress], None] | None,
        cancelled: Callable[[], bool] | None,
    ) -> None:
        self._started = monotonic()
        self._problem, self._seed, self._dice = problem, seed, Dice(seed)
        if iterations is None and seconds is None:
            iterations = default_iterations(problem)
        self._limit, self._seconds = iterations, seconds
        self._progress, self._cancelled = progress, cancelled
        self._used = 0
        self._tidying = False
        self._last = 0
        self._alike: list[Plan] = []
        self._partition: Partition | None = None
        self._rising: Iterator[int] | None = None
        self._even = False
        self._tried: set[tuple[int, ...]] = set()
        self._stopped = False
        self._tally = Tally(problem)
        self._plan = deal(problem, self._dice)
        self._score = self._tally.score(self._plan)
        self._plain = self._sharp = self._bare = no_bounds()
        self._tell()
        self._plain = bounds(problem)
        self._sharp = dict(self._plain)
        if self._score.hard:
            self._bare = bounds(without_rules(problem))
        if self._open():
            self._sharp = sharpened(problem, self._plain)

    def _consider(self, plan: Plan) -> None:
        """Keep a plan made by construction where it is better, bent to the rules first."""
        fitted = self._fitted(plan)
        found = self._tally.score(fitted)
        if self._key(found) < self._key(self._score):
            self._plan, self._score = fitted, found
            self._tell()
            self._enough()

    def search(self) -> None:
        """Walk until proved, cancelled or out of budget."""
        try:
            self._enough()
            known = from_catalogue(self._problem)
            if known is not None:
                self._consider(known)
            model = build(self._problem)
            self._epoch(model, [self._plan], 400)
            if known is not None:
                self._consider(self._traded(model, known))
            many = self._problem.rounds > 1 and model.actors <= 400
            for turn in count_from(0):
                if self._settled():
                    self._raise()
                    self._settle(turn)
                    continue
                self._epoch(model, self._starts(model, 3 << min(turn, 3), many=many), 2000)
                if many:
                    self._consider(self._traded(model, self._plan))
                self._epoch(model, [self._plan], 400, all_rows=True)
                if self._used > 2 * self._last:
                    self._raise()
        except _Done:
            self._tidy()

    def _tidy(self) -> None:
        """With all five figures proved, spread posts and districts a little better too; that takes next to no time."""
        known, order, score = self._known(), self._problem.order, self._score._asdict()
        if self._open():
            return
        self._tidying = True
        with suppress(_Done):
            for place, aim in enumerate(order):
                if aim in BESIDE and score[aim] > known[aim].value:  # what comes first is settled before the next
                    self._epoch(build(replace(self._problem, order=order[: place + 1])), [self._plan], 100)

    def _settled(self) -> bool:
        """Whether the two aims that come first are proved, and only what comes after is open."""
        return {"hard", *self._problem.order[:2]} <= set(proved(self._score, self._known()))

    def _settle(self, turn: int) -> None:
        """Go for the later aims from the best plan, daring more and more for them."""
        model = build(self._problem, bold=(8, 16, 24)[turn % 3])
        starts = [self._plan, self._plan, *self._alike[-2:]][: _side_by_side(model)]
        if self._problem.rounds > 1 and model.actors <= 400:
            traded = self._traded(model, self._plan)
            self._consider(traded)
            starts[-1] = traded
            if turn % 2:
                starts = self._made(model)
        elif turn % 2:
            starts = [deal(self._problem, self._dice) for _walker in range(_side_by_side(model))]
        self._epoch(model, starts, 1500)

    def _starts(self, model: Model, most: int, *, many: bool) -> list[Plan]:
        """Where the next walkers are put down: the best plan, plans by rule, and fresh deals."""
        count = min(most, _side_by_side(model))
        starts = [self._plan, *(self._made(model, min(2, most // 3)) if many else ())][:count]
        return starts + [deal(self._problem, self._dice) for _walker in range(count - len(starts))]

    def _raise(self) -> None:
        """Work on what takes its time to prove; its steps count as iterations, as it may find a better plan."""
        # Beyond repeats only one round can be settled.
        wanted = set(FIGURES) if self._problem.rounds == 1 else {"same_unit", "repeats"}
        if wanted <= set(proved(self._score, self._known())):
            return
        if self._rising is None:
            self._even = self._known() is self._sharp
            self._partition = Partition(self._problem, units_even=self._even, pulse=lambda: self._spend(1))
            self._rising = self._partition.rise()
        for value in islice(self._rising, 30 if self._problem.rounds == 1 else 15):
            self._spend(1)
            self._learn("repeats", value, "partition")
            if value >= self._score.repeats:
                break
        self._exhaust()

    def _learn(self, name: str, value: int, why: str) -> None:
        """Take a stronger bound."""
        for known in (self._sharp,) if self._even else (self._sharp, self._plain):
            if value > known[name].value:
                known[name] = Bound(value, why)
                if value == getattr(self._score, name):
                    self._tell()
                    self._enough()

    def _exhaust(self) -> None:
        """Try every plan that is left, first for fewer repeats, then for evener roles; one round only."""
        order = self._problem.order
        if self._problem.among:  # tables made one by one would have to be given numbers that suit everybody
            return
        if not self._even or order[:3] != ("same_unit", "repeats", "role") or self._score[:3] in self._tried:
            return
        if self._known() is not self._sharp or self._partition is None:
            return
        self._tried.add(self._score[:3])
        if self._score.repeats > self._sharp["repeats"].value:
            if not self._partition.exhaust(self._score.repeats - 1, self._takes, lambda: None):
                return
            self._learn("repeats", self._score.repeats, "exhausted")
        even = score_of_roles(self._problem)
        # One more than the best, so that plans with the same roles and evener tables are offered too.
        if not self._later_proved() and self._partition.exhaust(
            self._score.repeats, lambda groups: self._takes(groups) and False, lambda: even + self._score.role + 1
        ):
            self._learn("role", self._score.role, "exhausted")
            if order[3:4] == ("size",):
                self._learn("size", self._score.size, "exhausted")

    def _later_proved(self) -> bool:
        return {"role", "size"} <= set(proved(self._score, self._known()))

    def _takes(self, groups: list[tuple[int, ...]]) -> bool:
        """Keep a plan given as tables of people, where it is better."""
        plan = (seated(self._problem, groups),)
        if any(plan[0][person] != table for person, table, _turn in self._problem.locked):
            return False
        found = self._tally.score(plan)
        better = self._key(found) < self._key(self._score)
        if better:
            self._plan, self._score = plan, found
            self._tell()
            self._enough()
        return better

    def _made(self, model: Model, tries: int = 2) -> list[Plan]:
        """Plans by rule, their places then traded among people: starts for several rounds."""
        made = []
        for _try in range(tries):
            if fits(self._problem):
                order = dealing_order(self._problem, self._dice)
                made.append(self._fitted(waves(self._problem, model, order, self._dice, self._spend)))
            made.append(deal(self._problem, self._dice))
        traded = []
        for plan in made:
            self._consider(plan)
            traded.append(self._traded(model, plan))
            self._consider(traded[-1])
        return traded

    def _traded(self, model: Model, plan: Plan) -> Plan:
        steps = min(800, max(100, 2_000_000 // model.actors**2))
        return model.plan(trade(model, model.seat_all(self._fitted(plan)), self._dice, steps, self._spend))

    def _fitted(self, plan: Plan) -> Plan:
        return tuple(tuple(Seating(self._problem, turn, list(row)).fitted()) for turn, row in enumerate(plan))

    def _epoch(self, model: Model, plans: list[Plan], steps: int, *, all_rows: bool = False) -> None:
        walkers = Walkers(model, [model.seat_all(plan) for plan in plans], self._dice)
        # A walker is looked at when it comes near the best; how near, the aims as one sum tell.
        far = np.array([self._sum(self._tally.score(plan)) for plan in plans]) - self._sum(self._score)
        best = np.minimum(0, 4 * model.repeat - far)
        kept: dict[int, NDArray[np.int64]] = {}
        # Counting a plan of thousands takes longer than a step: there, only every so often.
        patience = 1 + model.actors * self._problem.rounds // 500
        try:
            for step in range(steps):
                self._spend(walkers.count)
                walkers.walk(all_rows=all_rows)
                for walker in np.flatnonzero(walkers.cost < best):
                    best[walker] = walkers.cost[walker]
                    kept[int(walker)] = walkers.rows[walker].copy()
                if kept and step % patience == 0:
                    self._offer(model, kept)
        finally:
            self._offer(model, kept, leave=False)

    def _offer(self, model: Model, kept: dict[int, NDArray[np.int64]], *, leave: bool = True) -> None:
        """Look at plans set aside; keep one that is better, and stop when it is proved."""
        better = False
        for rows in kept.values():
            found = self._tally.score(model.people_rows(rows))
            if self._key(found) < self._key(self._score):
                self._plan, self._score = model.plan(rows), found
                better = True
            elif self._key(found)[:3] == self._key(self._score)[:3]:
                self._alike = [*self._alike[-5:], model.plan(rows)]
        kept.clear()
        if better:
            self._tell()
            if leave and not self._tidying:
                self._enough()

    def _sum(self, figures: Score) -> int:
        """The figures as one price, as the walkers see them."""
        price = prices(self._problem)
        values = figures._asdict()
        total: int = HARD * figures.hard + sum(price[aim] * values[aim] for aim in price)
        return total

    def _key(self, figures: Score) -> tuple[int, ...]:
        return self._problem.key(figures._asdict())

    def _known(self) -> Bounds:
        if self._score.hard:
            return self._bare
        return self._sharp if leans_well(self._problem, self._score, self._sharp) else self._plain

    def _open(self) -> bool:
        """Whether something that counts is not proved yet."""
        wanted = {"hard", *self._problem.order} - {*BESIDE}
        return not wanted <= set(proved(self._score, self._known()))

    def _enough(self) -> None:
        if not self._open():
            raise _Done

    def _spend(self, count: int) -> None:
        """Pay for a step, or stop here: out of iterations or time, or asked to."""
        out = self._limit is not None and self._used + count > self._limit
        late = self._seconds is not None and monotonic() - self._started >= self._seconds
        self._stopped = self._cancelled is not None and self._cancelled()
        if out or late or self._stopped:
            raise _Done
        self._used += count

    def _tell(self) -> None:
        self._last = self._used
        if self._progress:
            self._progress(self._now())

    def _now(self) -> Progress:
        known = self._known()
        values = Score(**{name: bound.value for name, bound in known.items()})
        return Progress(
            self._plan, self._score, values, proved(self._score, known), self._used, monotonic() - self._started
        )

    def result(self) -> Result:
        """What was found."""
        self._plan = with_seats(self._problem, self._plan)
        now = self._now()
        why = {name: bound.why for name, bound in self._known().items()}
        return Result(**vars(now), seed=self._seed, why=why, cancelled=self._stopped)


def score_of_roles(problem: Problem) -> int:
    """Pairs of one role at one table in the most even split of one round."""
    count = Counter(problem.role)
    return sum(min_pairs(people, len(problem.tables)) for people in count.values())


def default_iterations(problem: Problem) -> int:
    """Iterations that take some seconds on an ordinary machine."""
    return max(300, 16_000_000 // (problem.people * problem.rounds + 60))


def _side_by_side(model: Model) -> int:
    """How many walkers pay: as many as their arrays stay small."""
    size = model.actors**2 * model.seat.shape[0]
    return int(min(16, max(1, 400_000 // size)))
