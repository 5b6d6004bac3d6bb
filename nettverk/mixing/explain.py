"""Why a plan is as it is, as data: who pays for what, at each table and for each person, and what would have to give.

Which figures are proved, and by which bound, the search itself says (``search.Result``). Plain Python: the board of
groups asks for this while somebody waits.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass, replace
from itertools import combinations
from typing import TypeVar

from nettverk.mixing.aims import Score
from nettverk.mixing.live_score import LiveScore
from nettverk.mixing.problem import ABSENT, ConstraintKind, Plan, Problem

_T = TypeVar("_T")


@dataclass(frozen=True, slots=True)
class Pair:
    """Two people at one table who cost something: times met ``before``, times ``today`` over all rounds."""

    people: tuple[int, int]
    same_unit: bool
    before: int
    today: int


@dataclass(frozen=True, slots=True)
class Table:
    """One table in one round.

    Attributes:
        people: who sits there. same_unit: pairs of one unit. met: pairs that met before or meet again today.
        services: (service, how many here, the most an even split would seat) where it seats more.
        missing: numbers of the ``at_least`` rules that find nobody here.
    """

    turn: int
    table: int
    people: tuple[int, ...]
    same_unit: tuple[Pair, ...]
    met: tuple[Pair, ...]
    services: tuple[tuple[int, int, int], ...]
    missing: tuple[int, ...]


@dataclass(frozen=True, slots=True)
class Person:
    """One person in one round.

    Attributes:
        meets, new: how many different people they meet over all rounds, and how many of those for the first time ever.
        again: those at their table now whom they met before or meet again today. colleagues: those of their own unit.
    """

    person: int
    meets: int
    new: int
    again: tuple[int, ...]
    colleagues: tuple[int, ...]


@dataclass(frozen=True, slots=True)
class Relief:
    """A rule or wish and how the score would be without it, at best found by one change: what would have to give.

    ``people`` are those it is about.
    """

    kind: ConstraintKind
    people: tuple[int, ...]
    score: Score


def tables(problem: Problem, plan: Plan) -> tuple[Table, ...]:
    """Every table of every round, with what it costs."""
    # Pairs of all rounds, since a pair that meets twice today costs as much as one that met last year.
    today = _today(plan)
    out = []
    for turn, seat in enumerate(plan):
        # How many of each service are there at all, to tell a crowded table from a service with many people.
        crowd = Counter(problem.service[p] for p, t in enumerate(seat) if t != ABSENT)
        sitting: list[list[int]] = [[] for _table in problem.tables]
        for person, table in enumerate(seat):
            if table != ABSENT:
                sitting[table].append(person)
        out += [_table(problem, today, crowd, turn, table, people) for table, people in enumerate(sitting)]
    return tuple(out)


def _table(
    problem: Problem, today: Counter[tuple[int, int]], crowd: Counter[int], turn: int, table: int, people: list[int]
) -> Table:
    before, unit = problem.times_met, problem.unit
    pairs = [
        Pair(pair, unit[pair[0]] == unit[pair[1]], before.get(pair, 0), today[pair]) for pair in combinations(people, 2)
    ]
    return Table(
        turn,
        table,
        tuple(people),
        tuple(pair for pair in pairs if pair.same_unit),
        tuple(pair for pair in pairs if pair.before + pair.today > 1),
        _crowded(problem, people, crowd),
        tuple(
            number
            for number, rule in enumerate(problem.at_least)
            if table in rule.tables and len(set(rule.people) & set(people)) < rule.count
        ),
    )


def person(problem: Problem, plan: Plan, who: int, turn: int) -> Person:
    """One person: whom they meet over all rounds, and who is at their table in one of them."""
    before = problem.times_met
    today: Counter[int] = Counter()  # other → how many rounds they share a table
    for seat in plan:
        if seat[who] != ABSENT:
            today.update(other for other, table in enumerate(seat) if table == seat[who] and other != who)
    new = [other for other in today if _pair(who, other) not in before]
    table = plan[turn][who]
    here = [other for other, seat in enumerate(plan[turn]) if seat == table != ABSENT and other != who]
    again = [other for other in here if _pair(who, other) in before or today[other] > 1]
    colleagues = [other for other in here if problem.unit[other] == problem.unit[who]]
    return Person(who, len(today), len(new), tuple(again), tuple(colleagues))


def meetings(problem: Problem, plan: Plan) -> tuple[int, int]:
    """(Times that a pair shares a table, those of them that are not a first meeting), for «82 % nye møter»."""
    today = _today(plan)
    total = sum(today.values())
    return total, total - sum(pair not in problem.times_met for pair in today)


def reliefs(problem: Problem, plan: Plan) -> tuple[Relief, ...]:
    """Each rule that stands in the way: without it one move or swap of those it is about would better the score.

    Best first; nothing where the plan cannot be bettered this way. A single step only, so it may name too few, never
    too many.
    """
    # Every rule is taken away in turn, and the people it is about may take one step that it forbade.
    here = problem.key(LiveScore(problem, plan).score)
    out = []
    for kind, people, loose in _loosened(problem):
        best = _best_step(loose, plan, people)
        if best is not None and loose.key(best) < here:
            out.append(Relief(kind, people, best))
    return tuple(sorted(out, key=lambda relief: problem.key(relief.score)))


def _best_step(problem: Problem, plan: Plan, people: Sequence[int]) -> Score | None:
    """The best score that one move or swap of one of these people gives; None where none of them is there."""
    live = LiveScore(problem, plan)
    steps: list[Score] = []
    for turn in range(problem.rounds):
        for who in people:
            if live.table_of(who, turn) != ABSENT:
                steps += [*live.moves_of(who, turn), *live.swaps_of(who, turn).values()]
    return min(steps, key=problem.key, default=None)


def _loosened(problem: Problem) -> list[tuple[ConstraintKind, tuple[int, ...], Problem]]:
    """For each rule: its kind, whom it is about, and the problem without it."""
    out: list[tuple[ConstraintKind, tuple[int, ...], Problem]] = []
    for n, people in enumerate(problem.apart):
        out.append((ConstraintKind.APART, people, replace(problem, apart=_without(problem.apart, n))))
    for n, people in enumerate(problem.together):
        out.append((ConstraintKind.TOGETHER, people, replace(problem, together=_without(problem.together, n))))
    for n, (who, _table) in enumerate(problem.at):
        out.append((ConstraintKind.AT, (who,), replace(problem, at=_without(problem.at, n))))
    for n, (who, _tables) in enumerate(problem.among):
        out.append((ConstraintKind.AMONG, (who,), replace(problem, among=_without(problem.among, n))))
    for n, (who, _table, _turn) in enumerate(problem.locked):
        out.append((ConstraintKind.LOCKED, (who,), replace(problem, locked=_without(problem.locked, n))))
    for n, rule in enumerate(problem.at_least):
        out.append((ConstraintKind.AT_LEAST, rule.people, replace(problem, at_least=_without(problem.at_least, n))))
    if problem.hosts:
        out.append((ConstraintKind.HOSTS, problem.hosts, replace(problem, hosts=())))
    return out


def _without(items: Sequence[_T], index: int) -> tuple[_T, ...]:
    return tuple(item for number, item in enumerate(items) if number != index)


def _crowded(problem: Problem, people: Sequence[int], crowd: Counter[int]) -> tuple[tuple[int, int, int], ...]:
    here = Counter(problem.service[p] for p in people)
    fair = {service: -(-crowd[service] // len(problem.tables)) for service in here}
    return tuple((service, many, fair[service]) for service, many in sorted(here.items()) if many > fair[service])


def _pair(a: int, b: int) -> tuple[int, int]:
    return (a, b) if a < b else (b, a)


def _today(plan: Plan) -> Counter[tuple[int, int]]:
    """Pair (lower number first) → how many rounds they share a table."""
    pairs: Counter[tuple[int, int]] = Counter()
    for seat in plan:
        sitting: dict[int, list[int]] = {}
        for who, table in enumerate(seat):
            if table != ABSENT:
                sitting.setdefault(table, []).append(who)
        for at in sitting.values():
            pairs.update(combinations(at, 2))
    return pairs
