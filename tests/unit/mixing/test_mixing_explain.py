"""The rules that stand in the way of a better plan."""

from __future__ import annotations

from nettverk.mixing import explain
from nettverk.mixing.problem import Problem
from nettverk.mixing.search import solve


def test_the_rule_that_stands_in_the_way_is_named() -> None:
    people = [{"unit": k % 3, "role": 0} for k in range(6)]
    problem = Problem.from_json({"people": people, "tables": [3, 3], "together": [[0, 3]], "apart": [[1, 2]]})
    plan = solve(problem, iterations=500).plan
    found = explain.reliefs(problem, plan)
    assert [(relief.kind, relief.people) for relief in found if relief.score.same_unit == 0] == [("together", (0, 3))]


def test_nothing_stands_in_the_way_of_the_best() -> None:
    people = [{"unit": k % 3, "role": 0} for k in range(6)]
    problem = Problem.from_json({"people": people, "tables": [3, 3], "together": [[0, 1]]})
    assert explain.reliefs(problem, solve(problem, iterations=500).plan) == ()
