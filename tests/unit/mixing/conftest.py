"""What the tests of the group builder share: the published problems, small random ones, and a scorer written apart."""

from __future__ import annotations

import json
import random
from collections import Counter
from collections.abc import Callable
from itertools import combinations
from pathlib import Path
from typing import Any

import pytest

from nettverk.mixing.aims import Score
from nettverk.mixing.problem import ABSENT, Problem
from nettverk.mixing.reading import load

PROBLEMS = Path(__file__).parents[2] / "helpers" / "problems"


@pytest.fixture
def published() -> Callable[[str], Problem]:
    """A published problem by name."""
    return lambda name: load(json.loads((PROBLEMS / f"{name}.json").read_text()))


def independent_score(problem: Problem, plan: Any) -> Score:
    """The score counted another way: pair by pair over everybody, no shared code with the program."""
    n, g = problem.people, len(problem.tables)
    hard = same = repeats = service = size = district = role = 0
    before = {frozenset(pair): times for *pair, times in problem.met}
    for a, b in combinations(range(n), 2):
        times = sum(row[a] == row[b] != ABSENT for row in plan)
        same += times * (problem.unit[a] == problem.unit[b])
        service += times * (problem.service[a] == problem.service[b])
        district += times * bool(problem.district and problem.district[a] == problem.district[b])
        role += times * bool(problem.role and problem.role[a] == problem.role[b])
        m = before.get(frozenset((a, b)), 0)
        repeats += max(0, m + times - 1) ** 2 - max(0, m - 1) ** 2
    for turn, row in enumerate(plan):
        hard += _broken_by_people(problem, row)
        there = [p for p in range(n) if row[p] != ABSENT]
        assert there == [p for p in range(n) if problem.there[turn][p]]
        for which, kind in enumerate((problem.service, problem.district, problem.role)):
            even = 0
            for count in Counter(kind[p] for p in there).values() if kind else ():
                seats = [0] * g
                for k in range(count):
                    seats[k % g] += 1
                even += sum(c * (c - 1) // 2 for c in seats)
            service, district, role = (
                figure - even * (place == which) for place, figure in enumerate((service, district, role))
            )
        for t in range(g):
            here = [p for p in there if row[p] == t]
            hard += max(0, len(here) - problem.limit[t])
            low, high = len(there) // g, -(-len(there) // g)
            size += min((len(here) - even) ** 2 for even in range(low, high + 1))
            if problem.hosts:
                hard += abs(len(set(here) & set(problem.hosts)) - 1)
            for rule in problem.at_least:
                if t in rule.tables:
                    hard += max(0, rule.count - len(set(here) & set(rule.people)))
    return Score(hard, same, repeats, service, size, district, role)


def _broken_by_people(problem: Problem, row: Any) -> int:
    count = sum(row[p] not in {t, ABSENT} for p, t in problem.at)
    count += sum(row[p] != ABSENT and row[p] not in tables for p, tables in problem.among)
    for people in problem.apart:
        count += sum(row[a] == row[b] != ABSENT for a, b in combinations(people, 2))
    for people in problem.together:
        count += sum(row[a] != row[b] for a, b in combinations([p for p in people if row[p] != ABSENT], 2))
    return count


def random_problem(seed: int, *, most: int = 14, rules: bool = True) -> dict[str, Any]:
    """A problem file with a bit of everything; its rules may contradict each other."""
    dice = random.Random(seed)
    n, g, rounds = dice.randint(1, most), dice.randint(1, 4), dice.choice([1, 1, 2, 3])
    seats = -(-n // g)
    data: dict[str, Any] = {
        "people": [
            {"unit": dice.randrange(max(1, n // 2)), "role": dice.randrange(3), "district": dice.randrange(2)}
            for _p in range(n)
        ],
        "tables": [seats + dice.choice([0, 0, 1]) for _t in range(g)],
        "rounds": rounds,
        "met": [[a, b, dice.randint(1, 2)] for a, b in combinations(range(n), 2) if dice.random() < 0.3],
    }
    more = random.Random(-1 - seed)  # apart, so that what came before stays as it was
    _posts(data, more)
    if not rules or n < 4:
        return data
    if dice.random() < 0.5:
        data["apart"] = [dice.sample(range(n), 2) for _each in range(2)]
    if dice.random() < 0.5:
        data["together"] = [dice.sample(range(n), 2)]
    _some_tables(data, more)
    if dice.random() < 0.4:
        data["at"] = [[dice.randrange(n), dice.randrange(g)]]
    if dice.random() < 0.3 and g <= n:
        data["hosts"] = dice.sample(range(n), g)
    if dice.random() < 0.3:
        data["locked"] = [[dice.randrange(n), dice.randrange(g), dice.randrange(rounds)]]
    if dice.random() < 0.3:
        data["present"] = [[dice.randrange(n), [r for r in range(rounds) if dice.random() < 0.5]]]
    if dice.random() < 0.3 and n >= g:
        data["at_least"] = [{"people": dice.sample(range(n), g)}]
    if dice.random() < 0.3:
        data["capacity"] = [seats + 1 for _t in range(g)]
    return data


def _posts(data: dict[str, Any], dice: random.Random) -> None:
    if dice.random() < 0.5:
        for one in data["people"]:
            one["post"] = dice.randrange(3)


def _some_tables(data: dict[str, Any], dice: random.Random) -> None:
    n, g = len(data["people"]), len(data["tables"])
    if dice.random() < 0.4:
        data["among"] = [[dice.randrange(n), dice.sample(range(g), dice.randint(1, g))] for _each in range(2)]


def random_plan(problem: Problem, seed: int) -> list[list[int]]:
    """Everyone who is there at any table, by lot."""
    dice = random.Random(seed)
    return [[dice.randrange(len(problem.tables)) if here else ABSENT for here in row] for row in problem.there]
