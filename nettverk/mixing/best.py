"""The best plan a search has, what is proved about it, and what the search may still spend."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from time import monotonic

from nettverk.mixing.aims import BESIDE, Figure, Score
from nettverk.mixing.bound import Bound, Bounds, Reason, bounds, leans_well, no_bounds, proved, sharpened, without_rules
from nettverk.mixing.problem import Plan, Problem
from nettverk.mixing.tally import Rows, Tally

# A few are enough: they are starts for walkers, of which at most a handful is of one kind.
_MOST_ALIKE = 6


class Done(Exception):
    """The search has nothing more to do, or no leave to do it."""


@dataclass(frozen=True)
class Progress:
    """A better plan than before, as it comes.

    Attributes:
        bound: what no plan can beat, figure by figure. proved: the figures that meet it.
        iterations, seconds: what was spent until now.
    """

    plan: Plan
    score: Score
    bound: Score
    proved: tuple[Figure, ...]
    iterations: int
    seconds: float


class Budget:
    """How many iterations and seconds a search may take, counted from when this is made."""

    def __init__(
        self, iterations: int | None, seconds: float | None, cancelled: Callable[[], bool] | None = None
    ) -> None:
        self._started = monotonic()
        self._most, self._seconds, self._cancelled = iterations, seconds, cancelled
        self.used = 0
        self.stopped = False

    @property
    def seconds(self) -> float:
        """Seconds that have passed since the search began."""
        return monotonic() - self._started

    def spend(self, count: int) -> None:
        """Pay for some iterations.

        Raises:
            Done: there are not so many left, time is out, or somebody asked to stop.
        """
        out = self._most is not None and self.used + count > self._most
        late = self._seconds is not None and self.seconds >= self._seconds
        # Asked in every step, as whoever wants to stop should not have to wait for a round of the search to end.
        self.stopped = self._cancelled is not None and self._cancelled()
        if out or late or self.stopped:
            raise Done
        self.used += count


class Best:
    """The best plan so far. Each better one is told, and the search is ended when nothing that counts is open.

    Attributes:
        plan, score: the best. alike: plans that lately came as good in what comes first, as starts for later searches.
        found_at: iterations spent when something was last found or proved.
    """

    def __init__(
        self, problem: Problem, plan: Plan, budget: Budget, progress: Callable[[Progress], None] | None
    ) -> None:
        self._problem, self._budget, self._progress = problem, budget, progress
        self._tally = Tally(problem)
        self.plan = plan
        self.score = self._tally.score(plan)
        self.alike: list[Plan] = []
        self.found_at = 0
        # Somebody is waiting for a first plan: it is told before the bounds are worked out, which takes longer.
        self._plain = self._sharp = self._bare = no_bounds()
        self.tell()
        self._plain = bounds(problem)
        # A copy, as what is learnt later may hold for one of the two only.
        self._sharp = dict(self._plain)
        if self.score.hard:
            self._bare = bounds(without_rules(problem))
        if self.is_open:
            self._sharp = sharpened(problem, self._plain)

    def measure(self, plan: Plan | Rows) -> Score:
        """The score of a plan, as tuples or as an array of R × n tables."""
        return self._tally.score(plan)

    def beaten_by(self, score: Score) -> bool:
        """Whether a plan with this score is better."""
        return self._problem.key(score) < self._problem.key(self.score)

    def equals(self, score: Score) -> bool:
        """Whether a plan with this score is as good by the rules and the two aims that come first."""
        return self._problem.key(score)[:3] == self._problem.key(self.score)[:3]

    def keep_alike(self, plan: Plan) -> None:
        """Remember a plan that is as good in what comes first; the oldest is forgotten."""
        self.alike = [*self.alike[1 - _MOST_ALIKE :], plan]

    def accept(self, plan: Plan, score: Score) -> None:
        """Put a better plan in the place of the best.

        Raises:
            Done: there is nothing more to find.
        """
        self.plan, self.score = plan, score
        self.tell()
        self.end_if_proved()

    def tell(self) -> None:
        """Let whoever follows the search know how it stands."""
        self.found_at = self._budget.used
        if self._progress:
            self._progress(self.progress())

    def progress(self) -> Progress:
        """How the search stands now, as it is told to those who follow it."""
        known = self.known
        bound = Score.from_figures({figure: bound.value for figure, bound in known.items()})
        budget = self._budget
        return Progress(self.plan, self.score, bound, proved(self.score, known), budget.used, budget.seconds)

    @property
    def known(self) -> Bounds:
        """The strongest bounds that hold for plans as good as the best."""
        # Bounds that presume the rules say nothing about a plan that breaks them.
        if self.score.hard:
            return self._bare
        return self._sharp if leans_well(self._problem, self.score, self._sharp) else self._plain

    @property
    def units_even(self) -> bool:
        """Whether only plans with same_unit at its bound are still in question."""
        return self.known is self._sharp

    def learn(self, figure: Figure, value: int, why: Reason, *, units_even: bool) -> None:
        """Take a stronger bound; ``units_even`` where it holds only for plans with same_unit at its bound.

        Raises:
            Done: with it everything is proved.
        """
        for known in (self._sharp,) if units_even else (self._sharp, self._plain):
            if value > known[figure].value:
                known[figure] = Bound(value, why)
                if value == self.score.of(figure):
                    self.tell()
                    self.end_if_proved()

    def has_proved(self, figures: set[Figure]) -> bool:
        """Whether all these figures are as low as they can be."""
        return figures <= set(proved(self.score, self.known))

    @property
    def settled(self) -> bool:
        """Whether the two aims that come first are proved, so that only what comes after may be open."""
        return self.has_proved({Figure.HARD, *self._problem.order[:2]})

    @property
    def is_open(self) -> bool:
        """Whether something that counts is not proved yet."""
        return not self.has_proved({Figure.HARD, *self._problem.order} - {*BESIDE})

    def end_if_proved(self) -> None:
        """Raise Done where nothing that counts is open."""
        if not self.is_open:
            raise Done
