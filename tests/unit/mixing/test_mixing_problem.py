"""What a problem file may say, and the sentence when it says too much."""

from __future__ import annotations

import json
from itertools import product
from typing import Any

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from nettverk.domain.errors import BadInput
from nettverk.mixing.aims import AIMS, Figure, Score
from nettverk.mixing.conflicts import RulesCollide, check
from nettverk.mixing.problem import Problem
from nettverk.mixing.reading import dump, load, read
from nettverk.mixing.score import score
from nettverk.services.groups import problem_files
from tests.unit.mixing.conftest import random_problem

PEOPLE = [{"unit": k // 2, "role": "lærer" if k % 3 else "styrer"} for k in range(8)]


def problem(**more: Any) -> Problem:
    return load({"people": PEOPLE, "tables": [4, 4], **more})


def test_only_people_and_tables_are_needed() -> None:
    made = load({"people": [{}, {}, {"unit": "Lund"}], "tables": [3]})
    assert len(set(made.unit)) == 3
    assert made.rounds == 1
    assert made.order == AIMS
    assert made.district == ()


@settings(deadline=None, suppress_health_check=list(HealthCheck))
@given(st.integers(0, 10_000))
def test_a_problem_survives_the_trip_to_json_and_back(seed: int) -> None:
    try:
        made = load(random_problem(seed))
    except RulesCollide:
        return
    assert load(json.loads(json.dumps(dump(made)))) == made


def test_everything_that_can_be_said_survives_the_trip() -> None:
    made = problem(
        tables=[4, 4, 4],
        rounds=2,
        district=None,
        apart=[[0, 2, 4]],
        together=[[1, 3]],
        at=[[5, 1]],
        hosts=[6, 0, 3],
        locked=[[7, 0, 1]],
        at_least=[{"people": [1, 2], "tables": [0]}, [3, 4, 5]],
        present=[[2, [1]]],
        capacity=[5, 5, 5],
        weights={"role": 3},
        order=["role", "repeats"],
        published=[[0, 1, 0, 1, None, 1, 0, 1]],
        met=[[0, 1, 2], [2, 1, 1]],
        past=[[[0, 1], [2]]],
        name="prøve",
    )
    assert load(json.loads(json.dumps(dump(made)))) == made
    assert made.pairs_apart == ((0, 2), (0, 4), (2, 4))
    assert made.crowd(0) == 7
    assert made.away


def test_the_published_words_for_service_and_role_are_not_crossed() -> None:
    people = [{"unit": 0, "role": "skole", "post": "rektor"}, {"unit": 1, "role": "skole", "post": "lærer"}]
    made = load({"people": people, "tables": [2], "order": ["post", "role"], "weights": {"post": 2, "role": 5}})
    assert (made.service, made.role) == ((0, 0), (0, 1))
    assert made.order == (Figure.ROLE, Figure.SERVICE)
    assert made.weights == ((Figure.ROLE, 2), (Figure.SERVICE, 5))
    written = dump(made)
    assert written["people"] == [{"unit": 0, "role": 0, "post": 0}, {"unit": 1, "role": 0, "post": 1}]
    assert (written["order"], written["weights"]) == (["post", "role"], {"post": 2, "role": 5})


def test_tables_that_differ_by_one_may_change_places_but_real_sizes_are_kept() -> None:
    assert problem(tables=[5, 4]).limit == (5, 5)
    assert problem(tables=[6, 2]).limit == (6, 2)
    assert problem(tables=[4, 4], capacity=[6, 5]).limit == (6, 5)


CONFLICTS: list[tuple[dict[str, Any], str, set[int]]] = [
    ({"apart": [[1, 2]], "together": [[1, 2]]}, "apart-together", {1, 2}),
    ({"apart": [[0, 3]], "together": [[0, 1], [1, 2], [2, 3], [1, 3]]}, "apart-together", {0, 1, 3}),
    ({"at": [[3, 0], [3, 1]]}, "places", {3}),
    ({"at": [[3, 0]], "locked": [[3, 1, 0]]}, "places", {3}),
    ({"at": [[3, 0]], "among": [[3, [1]]]}, "among-at", {3}),
    ({"among": [[3, [1]], [3, [0]]]}, "rules", {3}),
    ({"at": [[0, 0], [2, 1]], "together": [[0, 1], [1, 2]]}, "together-at", {0, 1, 2}),
    ({"at": [[0, 0], [2, 0]], "apart": [[2, 0]]}, "apart-at", {0, 2}),
    ({"hosts": [0, 1], "together": [[1, 0]]}, "hosts-together", {0, 1}),
    ({"hosts": [0, 1], "at": [[0, 1], [1, 1]]}, "hosts-at", {0, 1}),
    ({"hosts": [0, 1, 2]}, "hosts", {0, 1, 2}),
    ({"together": [[0, 1, 2, 3, 4]]}, "together-seats", {0, 1, 2, 3, 4}),
    ({"at": [[k, 0] for k in range(5)]}, "at-seats", {0, 1, 2, 3, 4}),
    ({"apart": [[0, 1], [1, 2], [0, 2]]}, "apart-tables", {0, 1, 2}),
    ({"at_least": [[5]]}, "at_least", {5}),
    ({"apart": [[4, 4]]}, "apart", {4}),
    ({"tables": [4, 3]}, "seats", set()),
    ({"tables": [4, 4], "capacity": [3, 4]}, "seats", set()),
    ({"locked": [[2, 0, 0]], "present": [[2, []]]}, "away", {2}),
    ({"apart": [[0, 1], [1, 2], [2, 3], [3, 4], [4, 0], [5, 6]]}, "rules", {0, 1, 2, 3, 4}),
    ({"together": [[0, 1, 2], [3, 4, 5], [6, 7]]}, "rules", {0, 1, 2, 3, 4, 5, 6, 7}),
    ({"together": [[0, 1]], "at": [[1, 0], [2, 0]], "apart": [[0, 2]]}, "rules", {0, 1, 2}),
    ({"hosts": [0, 2], "together": [[0, 1]], "at": [[1, 1], [2, 1]]}, "rules", {0, 1, 2}),
]


@pytest.mark.parametrize(("rules", "kind", "people"), CONFLICTS)
def test_contradicting_rules_name_the_smallest_set(rules: dict[str, Any], kind: str, people: set[int]) -> None:
    with pytest.raises(RulesCollide) as raised:
        problem(**rules)
    assert raised.value.conflict.kind == kind
    assert set(raised.value.conflict.people) == people
    with pytest.raises(BadInput) as said:
        problem_files.parse({"people": PEOPLE, "tables": [4, 4], **rules})
    assert said.value.code == 2
    assert all(str(person) in said.value.sentence for person in people) or kind in {"hosts", "at_least"}


@settings(deadline=None, suppress_health_check=list(HealthCheck))
@given(st.integers(0, 100_000))
def test_a_conflict_is_claimed_exactly_where_no_plan_keeps_the_rules(seed: int) -> None:
    data = random_problem(seed, most=6) | {"rounds": 1}
    data.pop("present", None)
    data.pop("locked", None)
    data.pop("at_least", None)
    made = read(data)
    plans = product(range(len(made.tables)), repeat=made.people)
    possible = any(score(made, [plan]).hard == 0 for plan in plans) and made.people <= sum(made.capacity or made.tables)
    try:
        check(made)
    except RulesCollide:
        assert not possible
    else:
        assert possible


def test_the_sentence_says_what_to_do() -> None:
    with pytest.raises(BadInput) as raised:
        problem_files.parse({"people": PEOPLE, "tables": [4, 3]})
    assert raised.value.sentence == "8 deltakere og bare 7 plasser. Legg til 1 plass eller et bord til."
    with pytest.raises(BadInput) as raised:
        problem_files.parse({"people": PEOPLE, "tables": [4, 4], "apart": [[1, 2]], "together": [[1, 2]]})
    assert raised.value.sentence == (
        "Deltakerne 1 og 2 skal sitte sammen, men 1 og 2 skal sitte hver for seg. Fjern én av reglene."
    )


UNREADABLE: list[Any] = [
    [],
    "x",
    None,
    {},
    {"people": []},
    {"people": PEOPLE},
    {"people": PEOPLE, "tables": []},
    {"people": [3], "tables": [4]},
    {"people": 3, "tables": [4]},
    {"people": PEOPLE, "tables": ["4"]},
    {"people": PEOPLE, "tables": [-1]},
    {"people": PEOPLE, "tables": [True] * 8},
    {"people": [{"unit": []}], "tables": [2]},
]
MORE: list[dict[str, Any]] = [
    {"rounds": 0},
    {"rounds": 1.5},
    {"rounds": "to"},
    {"met": [[0, 1]]},
    {"met": [[0, 9, 1]]},
    {"met": [[0, 1, -1]]},
    {"met": {}},
    {"apart": [[0, 8]]},
    {"apart": [3]},
    {"at": [[0, 2]]},
    {"at": [[0]]},
    {"among": [[0, []]]},
    {"among": [[0, []]], "at": [[0, 0]]},
    {"hosts": [-1, 0]},
    {"capacity": [4]},
    {"published": [0, 1]},
    {"published": [7] * 8},
    {"past": [[[0, 1], [1, 2]]]},
    {"locked": [[0, 0, 1]]},
    {"present": [[0, [1]]]},
    {"order": ["pris"]},
    {"order": ["role", "role"]},
    {"weights": {"pris": 1}},
    {"weights": {"role": 1e9}},
    {"at_least": [{"tables": [0]}]},
]


@pytest.mark.parametrize("data", UNREADABLE + [{"people": PEOPLE, "tables": [4, 4], **more} for more in MORE], ids=repr)
def test_what_cannot_be_read_is_said_in_a_sentence(data: Any) -> None:
    with pytest.raises(BadInput) as raised:
        load(data)
    assert raised.value.sentence.endswith(".") or "slik:" in raised.value.sentence
    assert "Ugyldig" not in raised.value.sentence


def test_a_person_in_two_places_in_the_past_is_named() -> None:
    with pytest.raises(BadInput, match=r"Deltaker 1 står to ganger"):
        problem(past=[[[0, 1], [1, 2]]])


def test_the_organisers_order_and_weights_decide() -> None:
    figures = Score(hard=0, same_unit=1, repeats=2, service=3, size=4, role=5, district=6)
    assert problem().key(figures) == (0, 1, 2, 3, 4, 5, 6)
    assert problem(order=["role", "same_unit"]).key(figures) == (0, 3, 1)
    assert problem(weights={"role": 10, "repeats": 1}).key(figures)[:2] == (0, 32)
