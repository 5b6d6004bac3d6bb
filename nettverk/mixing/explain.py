"""Why a plan is as it is, as data: what is proved and how, who pays for what, and what would have to give."""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass, replace
from itertools import combinations
from typing import TypeVar

from nettverk.mixing.board import Board
from nettverk.mixing.bound import Bounds
from nettverk.mixing.problem import ABSENT, Plan, Problem
from nettverk.mixing.score import BESIDE, FIGURES, Score

_T = TypeVar("_T")


@dataclass(frozen=True)
class Figure:
    """One figure of the score. ``proved``: no plan has less; ``why``: the bound that says so, as in ``bound.Bound``."""

    name: str
    value: int
    bound: int
    proved: bool
    why: str


@dataclass(frozen=True)
class Pair:
    """Two people at one table who cost something: times met ``before``, times ``today`` over all rounds."""

    people: tuple[int, int]
    same_unit: bool
    before: int
    today: int


@dataclass(frozen=True)
class Table:
    """One table in one round.

    Attributes:
        people: who sits there. same_unit: pairs of one unit. met: pairs that met before or meet again today.
        roles: (role, how many here, the most an even split would seat) where it seats more.
        missing: numbers of the ``at_least`` rules that find nobody here.
    """

    turn: int
    table: int
    people: tuple[int, ...]
    same_unit: tuple[Pair, ...]
    met: tuple[Pair, ...]
    roles: tuple[tuple[int, int, int], ...]
    missing: tuple[int, ...]


@dataclass(frozen=True)
class Person:
    """One person: how many different people they meet, how many of those are new, and whom they meet again."""

    person: int
    meets: int
    new: int
    again: tuple[int, ...]
    colleagues: tuple[int, ...]


@dataclass(frozen=True)
class Relief:
    """A rule or wish and how the score would be without it, at best found by one change: what would have to give.

    ``kind``: ``apart``, ``together``, ``at``, ``among``, ``hosts``, ``at_least`` or ``locked``; ``people`` whom it
    is about.
    """

    kind: str
    people: tuple[int, ...]
    score: Score


def figures(score: Score, known: Bounds) -> tuple[Figure, ...]:
    """Each figure with its bound."""
    values = score._asdict()
    return tuple(
        Figure(name, values[name], known[name].value, values[name] == known[name].value, known[name].why)
        for name in (*FIGURES, *BESIDE)
    )


def tables(problem: Problem, plan: Plan) -> tuple[Table, ...]:
    """Every table of every round, with what it costs."""
    today = _today(plan)
    before = {(min(a, b), max(a, b)): times for a, b, times in problem.met}
    out = []
    for turn, seat in enumerate(plan):
        crowd = Counter(problem.role[p] for p, t in enumerate(seat) if t != ABSENT)
        for table in range(len(problem.tables)):
            people = tuple(p for p, t in enumerate(seat) if t == table)
            pairs = [
                Pair(pair, problem.unit[pair[0]] == problem.unit[pair[1]], before.get(pair, 0), today[pair])
                for pair in combinations(people, 2)
            ]
            out.append(
                Table(
                    turn,
                    table,
                    people,
                    tuple(pair for pair in pairs if pair.same_unit),
                    tuple(pair for pair in pairs if pair.before + pair.today > 1),
                    _crowded(problem, people, crowd),
                    tuple(
                        number
                        for number, rule in enumerate(problem.at_least)
                        if table in rule.tables and len(set(rule.people) & set(people)) < rule.count
                    ),
                )
            )
    return tuple(out)


def people(problem: Problem, plan: Plan) -> tuple[Person, ...]:
    """Every person over the whole day."""
    before = {(min(a, b), max(a, b)) for a, b, _times in problem.met}
    others: list[list[int]] = [[] for _person in range(problem.people)]
    today = _today(plan)
    for a, b in today:
        others[a].append(b)
        others[b].append(a)
    out = []
    for person, met in enumerate(others):
        known = [
            o for o in met if (min(o, person), max(o, person)) in before or today[min(o, person), max(o, person)] > 1
        ]
        fresh = [o for o in met if (min(o, person), max(o, person)) not in before]
        mates = [o for o in met if problem.unit[o] == problem.unit[person]]
        out.append(Person(person, len(met), len(fresh), tuple(sorted(known)), tuple(sorted(mates))))
    return tuple(out)


def new_share(problem: Problem, plan: Plan) -> tuple[int, int]:
    """(pairs who meet for the first time, all pairs who meet): for «82 % nye møter»."""
    before = {(min(a, b), max(a, b)) for a, b, _times in problem.met}
    pairs = _today(plan)
    return sum(pair not in before for pair in pairs), len(pairs)


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


def _crowded(problem: Problem, people: Sequence[int], crowd: Counter[int]) -> tuple[tuple[int, int, int], ...]:
    count = len(problem.tables)
    here = Counter(problem.role[p] for p in people)
    return tuple(
        (role, many, -(-crowd[role] // count)) for role, many in sorted(here.items()) if many > -(-crowd[role] // count)
    )


def _today(plan: Plan) -> Counter[tuple[int, int]]:
    pairs: Counter[tuple[int, int]] = Counter()
    for seat in plan:
        sitting: dict[int, list[int]] = {}
        for person, table in enumerate(seat):
            if table != ABSENT:
                sitting.setdefault(table, []).append(person)
        for at in sitting.values():
            pairs.update(combinations(at, 2))
    return pairs
