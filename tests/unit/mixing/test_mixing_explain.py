"""What is proved, who pays for what, and what would have to give."""

from __future__ import annotations

from collections.abc import Callable

from nettverk.mixing import explain
from nettverk.mixing.aims import Figure
from nettverk.mixing.bound import Reason, bounds
from nettverk.mixing.problem import ConstraintKind, Problem
from nettverk.mixing.reading import load
from nettverk.mixing.score import score
from nettverk.mixing.search import solve


def test_figures_name_their_bounds(published: Callable[[str], Problem]) -> None:
    problem = published("R5")
    result = solve(problem, iterations=3000)
    assert Figure.SAME_UNIT in result.proved
    assert result.bound.service == bounds(problem, units_even=True)[Figure.SERVICE].value == 1
    assert result.why[Figure.SERVICE] is Reason.FORCED


def test_tables_and_people_add_up_to_the_score(published: Callable[[str], Problem]) -> None:
    problem = published("R7")
    plan = solve(problem, iterations=1000).plan
    figures, tables = score(problem, plan), explain.tables(problem, plan)
    assert sum(len(table.same_unit) for table in tables) == figures.same_unit
    assert sum(max(0, 2 * pair.before - 1) for table in tables for pair in table.met) == figures.repeats
    people = [explain.person(problem, plan, who, 0) for who in range(problem.people)]
    assert sum(len(person.again) for person in people) == 2 * sum(len(table.met) for table in tables)
    assert sum(len(person.colleagues) for person in people) == 2 * figures.same_unit
    every, old = explain.meetings(problem, plan)
    assert every == 150
    assert every - old == every - sum(len(table.met) for table in tables)
    assert all(person.meets == 5 and person.new == 5 - len(person.again) for person in people)


def test_a_table_without_anyone_of_a_service_is_named() -> None:
    data = {"people": [{"unit": k, "role": 0} for k in range(4)], "tables": [2, 2], "at_least": [[0, 1]]}
    tables = explain.tables(load(data), ((0, 0, 1, 1),))
    assert [table.missing for table in tables] == [(), (0,)]


def test_the_rule_that_stands_in_the_way_is_named() -> None:
    people = [{"unit": k % 3, "role": 0} for k in range(6)]
    problem = load({"people": people, "tables": [3, 3], "together": [[0, 3]], "apart": [[1, 2]]})
    plan = solve(problem, iterations=500).plan
    found = explain.reliefs(problem, plan)
    assert [(relief.kind, relief.people) for relief in found if relief.score.same_unit == 0] == [
        (ConstraintKind.TOGETHER, (0, 3))
    ]


def test_nothing_stands_in_the_way_of_the_best() -> None:
    people = [{"unit": k % 3, "role": 0} for k in range(6)]
    problem = load({"people": people, "tables": [3, 3], "together": [[0, 1]]})
    assert explain.reliefs(problem, solve(problem, iterations=500).plan) == ()


def test_too_many_of_a_service_at_a_table() -> None:
    data = {"people": [{"unit": k, "role": k // 2} for k in range(4)], "tables": [2, 2]}
    tables = explain.tables(load(data), ((0, 0, 1, 1),))
    assert [table.services for table in tables] == [((0, 2, 1),), ((1, 2, 1),)]
