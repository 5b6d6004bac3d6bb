"""Every way of counting gives the same figures."""

from __future__ import annotations

import random

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from nettverk.mixing.aims import Figure
from nettverk.mixing.conflicts import RulesCollide
from nettverk.mixing.deal import deal
from nettverk.mixing.live_score import LiveScore
from nettverk.mixing.model import build, prices
from nettverk.mixing.problem import ABSENT, Problem
from nettverk.mixing.reading import load
from nettverk.mixing.rng import Dice
from nettverk.mixing.score import score
from nettverk.mixing.tally import Tally
from nettverk.mixing.trade import Trades
from nettverk.mixing.walkers import Walkers
from tests.unit.mixing.conftest import independent_score, random_plan, random_problem

relaxed = settings(max_examples=settings().max_examples // 2, deadline=None, suppress_health_check=list(HealthCheck))


def problem_of(seed: int) -> Problem:
    try:
        return load(random_problem(seed))
    except RulesCollide:
        return load(random_problem(seed, rules=False))


@relaxed
@given(st.integers(0, 10_000))
def test_score_and_tally_equal_an_independent_count(seed: int) -> None:
    problem = problem_of(seed)
    plan = random_plan(problem, seed)
    expected = independent_score(problem, plan)
    assert score(problem, plan) == expected
    assert Tally(problem).score(plan) == expected


@relaxed
@given(st.integers(0, 10_000))
def test_board_equals_the_score_after_any_moves(seed: int) -> None:
    problem = problem_of(seed)
    live, dice = LiveScore(problem, random_plan(problem, seed)), random.Random(seed)
    for _move in range(20):
        turn = dice.randrange(problem.rounds)
        there = [p for p in range(problem.people) if problem.there[turn][p]]
        if not there:
            continue
        if dice.random() < 0.5:
            live.move(dice.choice(there), dice.randrange(len(problem.tables)), turn)
        else:
            live.swap(dice.choice(there), dice.choice(there), turn)
        assert live.score == independent_score(problem, live.plan)


@relaxed
@given(st.integers(0, 10_000))
def test_board_foretells_every_move_and_swap(seed: int) -> None:
    problem = problem_of(seed)
    live = LiveScore(problem, random_plan(problem, seed))
    person = next((p for p in range(problem.people) if problem.there[0][p]), None)
    if person is None:
        return
    was = live.plan
    foretold, swaps = live.moves_of(person), live.swaps_of(person)
    assert live.plan == was
    for table, expected in enumerate(foretold):
        after = [list(row) for row in was]
        after[0][person] = table
        assert score(problem, after) == expected
    for other, expected in swaps.items():
        after = [list(row) for row in was]
        after[0][person], after[0][other] = after[0][other], after[0][person]
        assert score(problem, after) == expected


def test_board_counts_nothing_for_those_without_a_table() -> None:
    problem = load({"people": [{"unit": 1, "role": 1}] * 4, "tables": [2, 2]})
    live = LiveScore(problem, [[ABSENT] * 4])
    assert live.waiting() == (0, 1, 2, 3)
    assert not any(live.score)
    live.move(0, 1)
    live.move(2, 1)
    assert live.people_at(1) == (0, 2)
    assert live.score.same_unit == 1
    live.move(2, ABSENT)
    assert live.score.same_unit == 0
    assert live.waiting() == (1, 2, 3)


def objective(problem: Problem, plan: object) -> int:
    """What the search lowers: its prices times the figures; for plans with even tables and no broken rule."""
    price = prices(problem)
    figures = score(problem, plan)  # type: ignore[arg-type]
    assert figures.hard == 0
    return sum(price[aim] * figures.of(aim) for aim in price if aim is not Figure.SIZE)


@relaxed
@given(st.integers(0, 10_000), st.integers(1, 3))
def test_walkers_keep_their_price_true_step_by_step(seed: int, count: int) -> None:
    data = random_problem(seed, rules=False)
    seats = -(-len(data["people"]) // len(data["tables"]))
    data["people"] = (data["people"] * 2 * seats)[: seats * len(data["tables"])]
    data["tables"] = [seats] * len(data["tables"])
    problem = load(data)
    dice = Dice(seed)
    plans = [deal(problem, dice) for _walker in range(count)]
    model = build(problem)
    walkers = Walkers(model, [model.seat_all(plan) for plan in plans], dice)
    for step in range(25):
        walkers.walk(all_rows=step % 5 == 0)
        for walker, plan in enumerate(plans):
            now = model.plan(walkers.rows[walker])
            assert objective(problem, now) - objective(problem, plan) == walkers.cost[walker]


@relaxed
@given(st.integers(0, 10_000))
def test_trades_keep_their_price_true(seed: int) -> None:
    data = random_problem(seed, rules=False)
    seats = -(-len(data["people"]) // len(data["tables"]))
    data["people"] = (data["people"] * 2 * seats)[: seats * len(data["tables"])]
    data["tables"] = [seats] * len(data["tables"])
    problem = load(data)
    dice = Dice(seed)
    plan, model = deal(problem, dice), build(problem)
    trades = Trades(model, model.seat_all(plan), dice)
    for _step in range(15):
        trades.step()
        now = model.plan(trades.rows)
        assert objective(problem, now) - objective(problem, plan) == trades.cost


def test_a_plan_that_leaves_someone_out_is_refused(published) -> None:
    problem = published("K1")
    with pytest.raises(ValueError, match="rounds"):
        score(problem, [[0] * 15])
    with pytest.raises(ValueError, match="table"):
        score(problem, [[ABSENT] * 15] * 7)
    with pytest.raises(ValueError, match="people"):
        score(problem, [[0] * 14] * 7)
