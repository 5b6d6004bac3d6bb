"""Steps of the ways of working."""

from __future__ import annotations

import pytest

from nettverk.domain.methods import roles, spread, steps
from nettverk.services.methods import shipped

METHODS = shipped()


@pytest.mark.parametrize("method", list(METHODS.values()), ids=lambda method: method.id)
@pytest.mark.parametrize("minutes", [12, 30, 45, 61])
def test_steps_fit_the_part(method, minutes: int) -> None:
    found = steps(method, minutes)
    total = sum(step.minutes for step in found)
    assert total <= minutes
    if not method.rounds and not all(step.most for step in method.steps):
        assert total == minutes
    assert all(step.minutes >= 1 for step in found)
    assert len(roles(method)) == len(method.roles)


def test_a_cafe_in_time_has_twelve_minutes_and_two_to_change() -> None:
    assert [step.minutes for step in steps(METHODS["dialogue_cafe"], 45)] == [12, 2, 12, 2, 12]


def test_no_method_has_no_steps() -> None:
    assert steps(None, 45) == ()
    assert roles(None) == ()


def test_too_little_time_still_gives_a_minute_each() -> None:
    assert spread(2, [1, 2, 4, 5]) == [1, 1, 1, 1]


@pytest.mark.parametrize("method", ["igp", "one_two_four_all", "one_point_each"])
@pytest.mark.parametrize("minutes", [60, 75, 120])
def test_nobody_thinks_alone_for_a_quarter_of_an_hour(method: str, minutes: int) -> None:
    found = steps(METHODS[method], minutes)
    assert found[0].minutes <= 5
    assert sum(step.minutes for step in found) == minutes
