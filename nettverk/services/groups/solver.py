"""Asking the group builder: a problem in, the best groups or ways to mend them out, in this process and thread.

``solver_process`` does the same in a process of its own.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from typing import TYPE_CHECKING

from nettverk.domain.errors import BadInput
from nettverk.mixing.aims import Figure, Score
from nettverk.mixing.conflicts import RulesCollide
from nettverk.services.groups.numbered_conflicts import sentence

if TYPE_CHECKING:
    from nettverk.mixing.best import Progress as Better
    from nettverk.mixing.problem import Plan, Problem

__all__ = ["Progress", "Repaired", "Score", "Solution", "repair_here", "solve_here"]

Progress = Callable[[float | None, Score], None]
"""Told the share of the work that is done (None where unknown) and the figures of the best plan so far."""


@dataclass(frozen=True, slots=True)
class Solution:
    """The best groups found.

    Attributes:
        plan: one row a round, one table a person, −1 for those not there.
        bound: what no groups can beat. proved: the figures that cannot be better.
        seed, iterations, version: enough to make the same plan again (version is the search's own).
    """

    plan: Plan
    score: Score
    bound: Score
    proved: tuple[Figure, ...]
    seed: int
    iterations: int
    seconds: float
    stopped: bool = False
    version: int = 0


@dataclass(frozen=True, slots=True)
class Repaired:
    """One way to mend groups: the plan, its figures, how many move, and whether no fewer can."""

    moves: int
    plan: Plan
    score: Score
    fewest: bool


def solve_here(
    problem: Problem,
    *,
    seed: int = 1,
    iterations: int | None = None,
    progress: Progress | None = None,
    cancelled: Callable[[], bool] | None = None,
) -> Solution:
    """Make groups.

    Raises:
        BadInput: the rules contradict each other.
    """
    from nettverk.mixing import search

    limit = search.default_iterations(problem) if iterations is None else iterations

    # Iterations are what the search is paid in, so they are also how far it has come.
    def tell(better: Better) -> None:
        if progress is not None:
            progress(min(1.0, better.iterations / limit) if limit else None, better.score)

    try:
        result = search.solve(problem, seed=seed, iterations=limit, progress=tell, cancelled=cancelled)
    except RulesCollide as fault:
        raise BadInput(sentence(fault.conflict)) from None
    return Solution(
        result.plan,
        result.score,
        result.bound,
        result.proved,
        result.seed,
        result.iterations,
        result.seconds,
        bool(cancelled and cancelled()),
        result.version,
    )


def repair_here(problem: Problem, *, cancelled: Callable[[], bool] | None = None) -> tuple[Repaired, ...]:
    """Ways to mend the published groups of a problem, from the fewest moves on.

    Raises:
        BadInput: the rules contradict each other.
    """
    from nettverk.mixing import repair

    try:
        choices = repair.repair(problem, cancelled=cancelled)
    except RulesCollide as fault:
        raise BadInput(sentence(fault.conflict)) from None
    return tuple(Repaired(choice.moves, choice.plan, choice.score, choice.fewest) for choice in choices)
