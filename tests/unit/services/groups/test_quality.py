"""Every number on the board is the group builder's own, after any moves; and it is said in plain words."""

from __future__ import annotations

import importlib.util
from dataclasses import replace
from pathlib import Path
from types import ModuleType

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from nettverk.mixing.aims import AIMS, Figure, Score
from nettverk.mixing.problem import AtLeast, ConstraintKind, Problem
from nettverk.mixing.reading import dump, five_to_json
from nettverk.mixing.score import score
from nettverk.services import participants
from nettverk.services.groups import board as group_board
from nettverk.services.groups import effects, groupings, pairs, rules
from nettverk.services.groups import notes as group_notes
from nettverk.services.groups import quality as group_quality
from nettverk.services.groups.board import NOBODY, Board
from nettverk.services.groups.solved import Solved
from tests.helpers.hall import hall

_BOARDS: dict[int, Board] = {}

_COMPARED = (Figure.SAME_UNIT, Figure.REPEATS, Figure.SIZE, Figure.HARD)


def _board(rounds: int) -> Board:
    if rounds not in _BOARDS:
        made = hall(40, past=4, seed=rounds)
        people = [
            row["person_id"]
            for row in made.store.rows("SELECT person_id FROM participants WHERE gathering_id = ?", made.gathering_id)
        ]
        rules.add(made.store, None, "apart", people=people[:2])
        rules.add(made.store, None, "together", people=people[2:4])
        rules.add(made.store, made.gathering_id, "at_table", people=people[4:5], table=2)
        groupings.build(made.store, made.part_id, tables=7, rounds=rounds, iterations=30)
        _BOARDS[rounds] = group_board.load(made.store, made.part_id, rounds)
    return _BOARDS[rounds]


_moves = st.lists(st.tuples(st.integers(0, 39), st.integers(-1, 6), st.integers(0, 39)), max_size=12)


@settings(deadline=None, suppress_health_check=list(HealthCheck))
@given(rounds=st.sampled_from([1, 3]), moves=_moves)
def test_what_a_move_is_said_to_do_is_what_it_does(rounds: int, moves: list[tuple[int, int, int]]) -> None:
    board = _board(rounds)
    for person, table, other in moves:
        step = (
            {person: table} if table >= 0 or other == person else {person: board.seat[other], other: board.seat[person]}
        )
        said = effects.effect(board, step)
        after = board.moved(step)
        assert tuple(said) == tuple(new - old for new, old in zip(after.score, board.score, strict=True))
        board = after


def _outside_scorer() -> ModuleType | None:
    path = Path("/work/shared/solver/score.py")
    if not path.exists():
        return None
    spec = importlib.util.spec_from_file_location("outside_score", path)
    assert spec is not None
    assert spec.loader is not None
    module = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(module)
    return module


@settings(deadline=None, suppress_health_check=list(HealthCheck))
@given(moves=st.lists(st.tuples(st.integers(0, 39), st.integers(0, 6)), max_size=8))
def test_the_figures_are_those_of_a_scorer_that_knows_nothing_of_us(moves: list[tuple[int, int]]) -> None:
    outside = _outside_scorer()
    if outside is None:
        pytest.skip("the independent scorer is not on this machine")
    board = _board(3)
    for person, table in moves:
        board = board.moved({person: table})
    problem = dump(board.problem)
    for one in problem["people"]:
        one.setdefault("district", "")
    figures = outside.score(problem, [list(row) for row in board.rows])
    assert figures == five_to_json(board.score)


def _mixed_more() -> Board:
    """Two aims after the services: what people do, and where they work."""
    made = hall(60, past=2, seed=7)
    with made.store.change():
        south = made.insert("districts", name="Sør")
        for unit in made.units[1::2]:
            made.store.update("units", unit, district_id=south)
    for rule in rules.all_(made.store, made.gathering_id):
        if rule.kind in {"mix_roles", "mix_districts"}:
            rules.switch(made.store, made.gathering_id, rule, True)
    groupings.build(made.store, made.part_id, size=6, rounds=2, iterations=300)
    return group_board.load(made.store, made.part_id)


def test_roles_and_districts_are_spread_together_and_counted_as_the_scorer_counts() -> None:
    outside = _outside_scorer()
    if outside is None:
        pytest.skip("the independent scorer is not on this machine")
    board = _mixed_more()
    said = group_quality.quality(board).sentence
    assert said.index("Tjenestene er") < said.index("Rollene er") < said.index("Bydelene er")
    shuffled = board.moved({person: person % 10 for person in range(60)})
    assert board.score.role < shuffled.score.role
    assert board.score.district < shuffled.score.district
    for person, table in ((3, 1), (17, 9), (44, 0), (3, 6)):
        change = effects.effect(board, {person: table})
        after = board.moved({person: table})
        assert tuple(change) == tuple(new - old for new, old in zip(after.score, board.score, strict=True))
        board = after
        problem = dump(board.problem)
        quality = group_quality.quality(board)
        published = {Figure.SERVICE: "role", Figure.ROLE: "post", Figure.DISTRICT: "district"}
        for figure, what in published.items():
            plain = {**problem, "people": [{"unit": one["unit"], "role": one[what]} for one in problem["people"]]}
            assert outside.score(plain, [list(row) for row in board.rows])["role"] == quality.score.of(figure)


@settings(deadline=None, suppress_health_check=list(HealthCheck))
@given(moves=st.lists(st.tuples(st.integers(0, 39), st.integers(-1, 6)), max_size=10))
def test_nothing_said_to_be_proved_is_beaten_and_pairs_add_up(moves: list[tuple[int, int]]) -> None:
    board = _board(1)
    for person, table in moves:
        board = board.moved({person: table})
    quality = group_quality.quality(board)
    assert all(quality.score.of(figure) >= quality.bound.of(figure) for figure in _COMPARED)
    sizes = [len(who) for who in board.at]
    assert quality.pairs == sum(size * (size - 1) // 2 for size in sizes)
    assert 0 <= quality.new_pairs <= quality.best_new_pairs <= quality.pairs
    notes = group_notes.table_notes(board)
    assert sum(len(note.repeats) for note in notes) == quality.pairs - quality.new_pairs
    assert sum(len(note.same_unit) for note in notes) == board.score.same_unit


def test_the_best_places_are_better_and_none_that_is_better_by_one_swap_is_missed() -> None:
    board = _board(1)
    for person, table in ((0, 3), (11, 5), (23, 1), (31, 3)):
        board = board.moved({person: table})
    order = board.problem
    now = order.key(effects.NO_EFFECT)
    for person in (0, 11, 23, 31, 38):
        places = effects.best_places(board, person)
        here = board.seat[person]
        every = [
            effects.effect(board, {person: board.seat[other], other: here})
            for other in range(40)
            if board.seat[other] != here and other not in board.locked
        ]
        best = min(order.key(change) for change in every)
        if best < now:
            assert places
            assert order.key(places[0].effect) <= best
        for place in places:
            assert order.key(place.effect) < now


def test_words_for_groups_that_are_no_longer_the_best() -> None:
    made = hall(90)
    groupings.build(made.store, made.part_id, size=6)
    board = group_board.load(made.store, made.part_id)
    assert board.solved.fingerprint == board.fingerprint
    colleague = next(
        other for other in range(1, 90)
        if board.people[other].unit_id == board.people[0].unit_id and board.seat[other] != board.seat[0]
    )  # fmt: skip
    worse = group_quality.quality(board.moved({0: board.seat[colleague]}))
    assert "1 par fra samme enhet ved samme bord, færrest mulig: ingen." in worse.sentence
    assert "har for mange" in worse.sentence
    participants.mark(made.store, made.participants[0], "absent")
    later = group_quality.quality(group_board.load(made.store, made.part_id))
    assert later.facts[0].head == "1 er borte"
    assert Figure.SAME_UNIT in later.proved  # 0 needs no proof


def test_one_person_is_told_whom_they_have_met_here_and_when() -> None:
    board = _board(1)
    (a, b), times = next(item for item in board.met.items())
    together = board.moved({a: 0, b: 0})
    view = group_notes.person_view(together, a)
    assert (together.people[b].name, together.sittings[times[0]].when) in [
        (name, when.split(",")[0].split(" og ")[0]) for name, when in view.met_here
    ]
    assert view.visits == 4
    assert group_notes.person_view(board.moved({a: NOBODY}), a).met_here == ()


def test_a_rule_that_does_not_hold_is_the_first_thing_said() -> None:
    board = _board(1)
    reason = next(reason for reason in board.terms.because if reason.kind is ConstraintKind.APART)
    a, b = reason.people
    quality = group_quality.quality(board.moved({a: 0, b: 0}))
    assert quality.facts[0].head == "1 regel brytes"
    assert quality.facts[0].note == reason.rule.sentence


_deeds = st.lists(
    st.tuples(st.sampled_from(["move", "swap", "out", "undo", "redo"]), st.integers(0, 23), st.integers(0, 23)),
    max_size=15,
)


@settings(deadline=None, suppress_health_check=list(HealthCheck))
@given(deeds=_deeds)
def test_after_any_moves_and_undos_what_is_shown_is_what_the_file_says(deeds: list[tuple[str, int, int]]) -> None:
    made = hall(24, past=2)
    groupings.build(made.store, made.part_id, tables=4, rounds=2, iterations=20)
    shown = group_board.load(made.store, made.part_id, 2)
    steps = 1
    for deed, a, b in deeds:
        first, second, table = shown.people[a].id, shown.people[b].id, shown.tables[b % 4].id
        if deed == "move":
            groupings.move(made.store, shown.grouping_id, {first: table})
        elif deed == "swap":
            groupings.swap(made.store, shown.grouping_id, first, second)
        elif deed == "out":
            groupings.move(made.store, shown.grouping_id, {first: None, second: None})
        elif deed == "undo" and made.store.undoable().counts[0] > steps:
            made.store.undo()
        elif deed == "redo":
            made.store.redo()
        shown = group_board.seated(made.store, shown)  # the fast way, as the room reads after a move
        fresh = group_board.load(made.store, made.part_id, 2)
        assert shown.rows == fresh.rows
        assert shown.score == fresh.score == score(fresh.problem, fresh.rows)
        quality, again = group_quality.quality(shown), group_quality.quality(fresh)
        assert (quality.facts, quality.new_pairs) == (again.facts, again.new_pairs)
    made.store.close()


@pytest.mark.parametrize("size", [4, 5, 7, 8, 12])
def test_one_two_four_starts_in_pairs_that_are_as_new_as_they_can_be(size: int) -> None:
    made = hall(size * 3, past=1)
    groupings.build(made.store, made.part_id, tables=3, iterations=5)
    board = group_board.load(made.store, made.part_id)
    for table in range(3):
        found = pairs.pairs(board, table)
        assert sorted(person for pair in found for person in pair) == sorted(board.at[table])
        assert all(len(pair) in {2, 3} for pair in found)
        assert sum(len(pair) == 3 for pair in found) == size % 2
    if size == 4:
        who = board.at[0]
        straight = [(who[0], who[1]), (who[2], who[3])]
        assert sum(pairs._price(board, *pair) for pair in pairs.pairs(board, 0)) <= sum(
            pairs._price(board, *pair) for pair in straight
        )


def test_the_fingerprint_of_groups_in_peoples_files_stays_as_it_was() -> None:
    """Else everything that was proved about groups made by an older program would be forgotten."""
    old = Problem(
        unit=(0, 0, 1, 2),
        service=(0, 1, 1, 0),
        tables=(2, 2),
        rounds=2,
        met=((0, 1, 1), (2, 3, 2)),
        past=(((0, 1), (2, 3)),),
        apart=((0, 2),),
        at=((1, 0),),
        at_least=(AtLeast((0, 1), (0, 1)),),
        present=((3, (1,)),),
        order=AIMS[:4],
    )
    assert group_board.fingerprint(old) == "ef189b77f1be2d60"
    more = replace(
        old,
        role=(0, 1, 0, 1),
        district=(0, 0, 1, 1),
        among=((2, (0, 1)),),
        hosts=(0, 3),
        together=((1, 3),),
        locked=((0, 1, 0),),
        order=AIMS,
    )
    assert group_board.fingerprint(more) == "5f35e603e2ca70c1"


def test_what_an_older_program_said_about_its_groups_is_understood() -> None:
    text = (
        '{"seed": 3, "iterations": 120, "version": "1.0", "search": 1, "seconds": 0.1, "score": {"hard": 0, '
        '"same_unit": 1, "repeats": 2, "role": 3, "size": 0, "district": 5, "post": 6}, "bound": {"hard": 0, '
        '"same_unit": 1, "repeats": 0, "role": 0, "size": 0}, "proved": ["same_unit", "role", "post"], '
        '"stopped": false, "fingerprint": "ef189b77f1be2d60", "locked": [[1, 2, 0]]}'
    )
    solved = Solved.from_text(text)
    assert solved.score == Score(hard=0, same_unit=1, repeats=2, service=3, size=0, district=5, role=6)
    assert solved.bound == Score(0, 1, 0, 0, 0)
    assert solved.proved == (Figure.SAME_UNIT, Figure.SERVICE, Figure.ROLE)
    assert solved.locked == ((1, 2, 0),)
    assert Solved.from_text(solved.to_text()) == solved
    assert Solved.from_text("{}") == Solved()
