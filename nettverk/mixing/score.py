"""The score of a plan, counted plainly: the law that every faster count is tested against."""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence
from itertools import combinations

from nettverk.mixing.aims import Score
from nettverk.mixing.problem import ABSENT, Problem


def min_pairs(count: int, tables: int) -> int:
    """Fewest pairs that share a table when count people of one kind sit at so many tables."""
    each, over = divmod(count, tables)
    return over * (each + 1) * each // 2 + (tables - over) * each * (each - 1) // 2


def repeat_price(before: int, today: int) -> int:
    """What it costs that a pair who met ``before`` times meet ``today`` times more.

    The second meeting costs 1, the third 3, the fourth 5: one pair that meets again and again is worse than several
    that do so once.
    """
    return max(0, before + today - 1) ** 2 - max(0, before - 1) ** 2


def score(problem: Problem, plan: Sequence[Sequence[int]]) -> Score:
    """Count every figure of a plan.

    Raises:
        ValueError: the plan does not give each person who is there one of the tables, in each round.
    """
    _check_shape(problem, plan)
    return count(problem, plan)


def count(problem: Problem, plan: Sequence[Sequence[int]]) -> Score:
    """The same for a plan that may leave people out who are there: they count for nothing, whatever the sizes say."""
    hard = same = services = districts = roles = size = 0
    today: Counter[tuple[int, int]] = Counter()
    for turn, seat in enumerate(plan):
        sitting: list[list[int]] = [[] for _ in problem.tables]
        for person, table in enumerate(seat):
            if table != ABSENT:
                sitting[table].append(person)
        for people in sitting:
            today.update(combinations(people, 2))
        sizes = [len(people) for people in sitting]
        hard += _hard(problem, seat, sizes)
        size += _uneven(sizes, problem.crowd(turn))
        same += _pairs_of(problem.unit, seat)
        services += _pairs_of(problem.service, seat) - _even(problem.service, seat, len(problem.tables))
        if problem.district:
            districts += _pairs_of(problem.district, seat) - _even(problem.district, seat, len(problem.tables))
        if problem.role:
            roles += _pairs_of(problem.role, seat) - _even(problem.role, seat, len(problem.tables))
    before = problem.times_met
    repeats = sum(repeat_price(before.get(pair, 0), times) for pair, times in today.items())
    return Score(hard, same, repeats, services, size, districts, roles)


def moves(problem: Problem, plan: Sequence[Sequence[int]]) -> int:
    """How many people sit elsewhere than the plan on the wall says, over all its rounds."""
    return sum(
        was is not None and now not in {was, ABSENT}
        for then, seat in zip(problem.published, plan, strict=False)
        for was, now in zip(then, seat, strict=True)
    )


def _check_shape(problem: Problem, plan: Sequence[Sequence[int]]) -> None:
    if len(plan) != problem.rounds:
        raise ValueError(f"{len(plan)} rounds instead of {problem.rounds}")
    for there, seat in zip(problem.there, plan, strict=True):
        if len(seat) != problem.people:
            raise ValueError(f"{len(seat)} people instead of {problem.people}")
        for here, table in zip(there, seat, strict=True):
            if (table == ABSENT) == here or not ABSENT <= table < len(problem.tables):
                raise ValueError(f"no such table: {table}")


def _hard(problem: Problem, seat: Sequence[int], sizes: list[int]) -> int:
    # Those who are away break no rule: ABSENT is never a wrong table.
    count = sum(max(0, size - limit) for size, limit in zip(sizes, problem.limit, strict=True))
    count += sum(seat[a] == seat[b] != ABSENT for a, b in problem.pairs_apart)
    count += sum(seat[a] != seat[b] and ABSENT not in {seat[a], seat[b]} for a, b in problem.pairs_together)
    count += sum(seat[person] not in {table, ABSENT} for person, table in problem.at)
    count += sum(seat[person] not in {*tables, ABSENT} for person, tables in problem.among)
    if problem.hosts:
        hosts = Counter(seat[person] for person in problem.hosts)
        count += sum(abs(hosts[table] - 1) for table in range(len(sizes)))
    for rule in problem.at_least:
        there = Counter(seat[person] for person in rule.people)
        count += sum(max(0, rule.count - there[table]) for table in rule.tables)
    return count


def _uneven(sizes: list[int], people: int) -> int:
    floor, ceil = people // len(sizes), -(-people // len(sizes))
    return sum(max(0, size - ceil, floor - size) ** 2 for size in sizes)


def _pairs_of(kind: Sequence[int], seat: Sequence[int]) -> int:
    together = Counter((k, table) for k, table in zip(kind, seat, strict=True) if table != ABSENT)
    return sum(count * (count - 1) // 2 for count in together.values())


def _even(kind: Sequence[int], seat: Sequence[int], tables: int) -> int:
    there = Counter(k for k, table in zip(kind, seat, strict=True) if table != ABSENT)
    return sum(min_pairs(count, tables) for count in there.values())
