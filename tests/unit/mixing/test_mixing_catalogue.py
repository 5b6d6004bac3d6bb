"""Schedules made by mathematics: everyone sits once a round, and no two meet twice."""

from __future__ import annotations

from itertools import combinations

import pytest

from nettverk.mixing.catalogue import from_catalogue, schedule
from nettverk.mixing.fields import field, prime_power
from nettverk.mixing.reading import load
from nettverk.mixing.score import score

LONG = {
    (5, 3): 7,
    (8, 4): 10,
    (7, 4): 9,
    (10, 4): 13,
    (9, 4): 11,
    (6, 4): 7,
    (13, 4): 17,
    (9, 3): 13,
    (6, 3): 8,
    (7, 3): 10,
    (5, 5): 6,
}


@pytest.mark.parametrize("seats", range(2, 9))
@pytest.mark.parametrize("tables", range(1, 20))
def test_no_two_meet_twice(tables: int, seats: int) -> None:
    met: set[tuple[int, int]] = set()
    for row in schedule(tables, seats):
        assert sorted(point for block in row for point in block) == list(range(tables * seats))
        assert all(len(block) == seats for block in row)
        for block in row:
            pairs = set(combinations(sorted(block), 2))
            assert not pairs & met
            met |= pairs


@pytest.mark.parametrize(("size", "rounds"), LONG.items())
def test_the_classic_sizes_are_as_long_as_can_be(size: tuple[int, int], rounds: int) -> None:
    assert len(schedule(*size)) == rounds


FITTING = [(32, 8, 10), (31, 8, 10), (28, 7, 9), (40, 10, 10), (38, 10, 6), (15, 5, 7), (46, 8, 5)]


@pytest.mark.parametrize(("people", "tables", "rounds"), FITTING)
def test_used_where_people_tables_and_rounds_fit_also_with_empty_chairs(people: int, tables: int, rounds: int) -> None:
    seats = -(-people // tables)
    data = {"people": [{"unit": k, "role": 0} for k in range(people)], "tables": [seats] * tables, "rounds": rounds}
    problem = load(data)
    plan = from_catalogue(problem)
    assert plan is not None
    assert score(problem, plan)[:3] == (0, 0, 0)
    assert score(problem, plan).size == 0


def test_units_sit_where_they_never_meet() -> None:
    data = {"people": [{"unit": k // 4, "role": 0} for k in range(28)], "tables": [4] * 7, "rounds": 8}
    problem = load(data)
    plan = from_catalogue(problem)
    assert plan is not None
    assert score(problem, plan)[:3] == (0, 0, 0)


def test_not_used_where_it_does_not_fit() -> None:
    assert from_catalogue(load({"people": [{}] * 36, "tables": [6] * 6, "rounds": 4})) is None
    assert from_catalogue(load({"people": [{}] * 16, "tables": [4] * 4})) is None


def test_fields() -> None:
    assert [n for n in range(2, 30) if prime_power(n)] == [2, 3, 4, 5, 7, 8, 9, 11, 13, 16, 17, 19, 23, 25, 27, 29]
    for size in (2, 3, 4, 5, 7, 8, 9, 16, 25, 27):
        f = field(size)
        assert f is not None
        numbers = range(size)
        assert all(f.add[a][0] == a == f.times[a][1] for a in numbers)
        assert all(sorted(f.times[a]) == list(numbers) for a in numbers if a)
        assert sorted(f.power(f.root, k) for k in range(size - 1)) == list(range(1, size))
        assert all(
            f.times[a][f.add[b][c]] == f.add[f.times[a][b]][f.times[a][c]]
            for a in numbers
            for b in numbers
            for c in numbers
        )
    assert field(6) is field(1) is None
