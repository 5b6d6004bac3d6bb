"""Why a plan is not better: the rules that stand in the way, and what would be won without each."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace
from typing import TypeVar

from nettverk.mixing.board import Board
from nettverk.mixing.problem import ABSENT, Plan, Problem
from nettverk.mixing.score import Score

_T = TypeVar("_T")


@dataclass(frozen=True)
class Relief:
    """A rule or wish and how the score would be without it, at best found by one change: what would have to give.

    ``kind``: ``apart``, ``together``, ``at``, ``among``, ``hosts``, ``at_least`` or ``locked``; ``people`` whom it
    is about.
    """

    kind: str
    people: tuple[int, ...]
    score: Score


def reliefs(problem: Problem, plan: Plan) -> tuple[Relief, ...]:
    """Each rule that stands in the way: without it one move or swap of those it is about would better the score.

    Best first; nothing where the plan cannot be bettered this way. A single step only, so it may name too few, never
    too many.
    """
    here = problem.key(Board(problem, plan).score._asdict())
    out = []
    for kind, who, loose in _loosened(problem):
        board = Board(loose, plan)
        best: Score | None = None
        for turn in range(problem.rounds):
            for person in who:
                if board.table_of(person, turn) == ABSENT:
                    continue
                found = [*board.moves_of(person, turn), *board.swaps_of(person, turn).values()]
                for score in found:
                    if best is None or loose.key(score._asdict()) < loose.key(best._asdict()):
                        best = score
        if best is not None and loose.key(best._asdict()) < here:
            out.append(Relief(kind, who, best))
    return tuple(sorted(out, key=lambda relief: problem.key(relief.score._asdict())))


def _loosened(problem: Problem) -> list[tuple[str, tuple[int, ...], Problem]]:
    out: list[tuple[str, tuple[int, ...], Problem]] = []
    out += [("apart", s, replace(problem, apart=_without(problem.apart, k))) for k, s in enumerate(problem.apart)]
    out += [
        ("together", s, replace(problem, together=_without(problem.together, k)))
        for k, s in enumerate(problem.together)
    ]
    out += [("at", (pin[0],), replace(problem, at=_without(problem.at, k))) for k, pin in enumerate(problem.at)]
    out += [
        ("among", (one[0],), replace(problem, among=_without(problem.among, k))) for k, one in enumerate(problem.among)
    ]
    out += [
        ("locked", (pin[0],), replace(problem, locked=_without(problem.locked, k)))
        for k, pin in enumerate(problem.locked)
    ]
    out += [
        ("at_least", r.people, replace(problem, at_least=_without(problem.at_least, k)))
        for k, r in enumerate(problem.at_least)
    ]
    if problem.hosts:
        out.append(("hosts", problem.hosts, replace(problem, hosts=())))
    return out


def _without(items: Sequence[_T], index: int) -> tuple[_T, ...]:
    return tuple(item for k, item in enumerate(items) if k != index)
