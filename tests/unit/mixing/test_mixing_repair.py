"""Eleven are ill and three walked in: the fewest moves, then what more moves buy."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from nettverk.mixing.conflicts import RulesCollide
from nettverk.mixing.problem import ABSENT, Problem
from nettverk.mixing.reading import load
from nettverk.mixing.repair import least_moves, repair
from nettverk.mixing.score import moves
from tests.unit.mixing.conftest import independent_score, random_plan, random_problem


@pytest.mark.parametrize(("name", "least"), [("R6", 0), ("R6b", 5)])
def test_the_published_repairs_take_the_fewest_moves(
    published: Callable[[str], Problem], name: str, least: int
) -> None:
    problem = published(name)
    choices = repair(problem)
    assert least_moves(problem) == least == choices[0].moves
    assert choices[0].fewest
    assert choices[0].score[:2] == (0, 0)
    for choice in choices:
        assert choice.score.size == choice.score.hard == 0
        assert choice.score == independent_score(problem, choice.plan)
        assert choice.moves == moves(problem, choice.plan)
        late = sum(table is None for table in problem.published[0])
        assert len(choice.moved) == choice.moves + late
    assert [c.moves for c in choices] == sorted({c.moves for c in choices})
    keys = [c.score for c in choices]
    assert keys == sorted(keys, reverse=True)


def test_the_same_seed_gives_the_same_choices(published: Callable[[str], Problem]) -> None:
    assert repair(published("R6"), iterations=40) == repair(published("R6"), iterations=40)


def test_locked_people_stay_and_only_the_first_round_is_on_the_wall() -> None:
    people = [{"unit": k // 3, "role": k % 2} for k in range(9)]
    wall = [0, 0, 0, 0, 1, 1, 2, None, 2]
    locked = [[0, 0, 0], [1, 0, 0], [2, 0, 0]]
    data = {"people": people, "tables": [3, 3, 3], "rounds": 2, "published": wall, "locked": locked}
    choices = repair(load(data))
    assert choices[0].moves == 1
    assert choices[0].moved[0][:3] == (0, 3, 0)
    assert all(choice.plan[0][:3] == (0, 0, 0) for choice in choices)


def test_whoever_left_leaves_a_chair() -> None:
    people = [{"unit": k, "role": 0} for k in range(8)]
    data = {"people": people, "tables": [4, 4], "published": [0, 0, 0, 0, 1, 1, 1, 1], "present": [[4, []], [5, []]]}
    problem = load(data)
    assert least_moves(problem) == 1
    assert repair(problem)[0].moves == 1


def test_cancelled_there_is_still_a_choice(published: Callable[[str], Problem]) -> None:
    choices = repair(published("R6b"), cancelled=lambda: True)
    assert choices
    assert choices[0].score.hard == 0


def test_few_people_are_not_looked_at_longer_than_many(published: Callable[[str], Problem]) -> None:
    """Each step asks whether it is cancelled, and costs about as much for four people as for ninety."""

    def steps(problem: Problem) -> int:
        asked: list[None] = []
        repair(problem, cancelled=lambda: bool(asked.append(None)))
        return len(asked)

    four = Problem(unit=(0, 0, 1, 1), service=(0, 1, 0, 1), tables=(2, 2), published=((0, 0, 1, 1),))
    assert steps(four) < 2 * steps(published("R6"))


def test_without_a_plan_on_the_wall_there_is_nothing_to_repair(published: Callable[[str], Problem]) -> None:
    with pytest.raises(ValueError, match="nothing to repair"):
        repair(published("R1"))


@settings(deadline=None, suppress_health_check=list(HealthCheck))
@given(st.integers(0, 10_000))
def test_no_repair_moves_fewer_than_the_bound_and_all_are_valid(seed: int) -> None:
    data = random_problem(seed, most=12)
    try:
        problem = load(data)
    except RulesCollide:
        return
    seat = random_plan(problem, seed)[0]
    problem = replace(problem, published=(tuple(None if table == ABSENT else table for table in seat),))
    choices = repair(problem, iterations=40)
    assert all(choice.score == independent_score(problem, choice.plan) for choice in choices)
    even = [c for c in choices if c.score.hard == 0 and c.score.size == 0]
    assert all(choice.moves >= least_moves(problem) for choice in even)


def test_an_unchanged_plan_needs_no_move(published: Callable[[str], Problem]) -> None:
    problem = published("R6")
    done = repair(problem)[-1]
    settled = replace(problem, published=(tuple(done.plan[0]),))
    again = repair(settled)
    assert again[0].moves == 0
    assert again[0].moved == ()
