"""Groups are made from who is coming, whom they have met and what is wished, and can be taken back."""

from __future__ import annotations

import json
import sys
from collections import Counter
from pathlib import Path

import pytest

from nettverk.domain.errors import BadInput
from nettverk.mixing.reading import dump
from nettverk.services import participants
from nettverk.services.groups import board as group_board
from nettverk.services.groups import groupings, history, solver_process
from nettverk.services.groups import notes as group_notes
from nettverk.services.groups import quality as group_quality
from tests.helpers.hall import Hall, hall


@pytest.fixture
def made() -> Hall:
    """Ninety people who have met three times before."""
    return hall(90)


def _tables(made: Hall, part_id: str = "", round: int = 1) -> dict[str, int]:
    grouping = groupings.of_part(made.store, part_id or made.part_id, round)
    assert grouping is not None
    return {seat.participant.id: table.number for table in grouping.tables for seat in table.sitting}


def test_everyone_gets_one_table_of_the_size_asked_for(made: Hall) -> None:
    groupings.build(made.store, made.part_id, size=6)
    grouping = groupings.of_part(made.store, made.part_id)
    assert grouping is not None
    assert [len(table.sitting) for table in grouping.tables] == [6] * 15
    assert set(_tables(made)) == set(made.participants)
    assert grouping.unseated == ()


@pytest.mark.parametrize(
    ("wish", "tables", "largest"), [({"size": 7}, 13, 7), ({"tables": 14}, 14, 7), ({"size": 2}, 45, 2)]
)
def test_by_size_nobody_sits_at_a_larger_table_and_by_number_there_are_so_many(
    made: Hall, wish: dict[str, int], tables: int, largest: int
) -> None:
    groupings.build(made.store, made.part_id, **wish)  # type: ignore[arg-type]
    sizes = Counter(_tables(made).values())
    assert len(sizes) == tables
    assert max(sizes.values()) == largest
    assert min(sizes.values()) >= largest - 1


def test_colleagues_sit_apart_and_those_who_have_met_do_not_meet_again(made: Hall) -> None:
    groupings.build(made.store, made.part_id, size=6)
    board = group_board.load(made.store, made.part_id)
    assert board.score.same_unit == 0
    assert board.score.repeats == 0
    quality = group_quality.quality(board)
    assert quality.sentence.startswith("Ingen fra samme enhet ved samme bord, bedre kan det ikke bli. 100 % nye møter")


def test_those_marked_absent_get_no_table_and_did_not_meet_last_time(made: Hall) -> None:
    gone = made.participants[3]
    participants.mark(made.store, gone, "absent")
    groupings.build(made.store, made.part_id, size=6)
    assert gone not in _tables(made)
    rows = made.store.rows(
        "SELECT object FROM entries WHERE kind = 'attendance' AND gathering_id <> ?", made.gathering_id
    )
    away = {row["object"] for row in rows}
    board = group_board.load(made.store, made.part_id)
    seat = made.store.rows("SELECT * FROM seating WHERE kind = 'mixed' AND gathering_id <> ?", made.gathering_id)
    here = {one.person_id: number for number, one in enumerate(board.people)}
    for row in seat:
        others = [
            o for o in seat if o["grouping_id"] == row["grouping_id"] and o["table_number"] == row["table_number"]
        ]
        for other in others:
            a, b = here.get(row["person_id"]), here.get(other["person_id"])
            if a is not None and b is not None and a < b:
                met = row["participant_id"] not in away and other["participant_id"] not in away
                assert (board.times_met(a, b) > 0) >= met


def test_the_same_seed_gives_the_same_groups_and_what_was_done_is_written_down(made: Hall) -> None:
    groupings.build(made.store, made.part_id, size=6, seed=7, iterations=50)
    first = _tables(made)
    groupings.build(made.store, made.part_id, size=6, seed=7, iterations=50)
    assert _tables(made) == first
    grouping = groupings.of_part(made.store, made.part_id)
    assert grouping is not None
    assert grouping.solved["seed"] == 7
    assert {"iterations", "version", "score", "bound", "proved"} <= set(grouping.solved)


def test_locked_people_stay_when_groups_are_made_again(made: Hall) -> None:
    groupings.build(made.store, made.part_id, size=6)
    grouping = groupings.of_part(made.store, made.part_id)
    assert grouping is not None
    stays = [made.participants[n] for n in (5, 17, 44)]
    before = {one: _tables(made)[one] for one in stays}
    groupings.lock(made.store, grouping.id, stays, True)
    for seed in (2, 3, 4):
        groupings.build(made.store, made.part_id, size=6, seed=seed)
        now = _tables(made)
        assert {one: now[one] for one in stays} == before
    again = groupings.of_part(made.store, made.part_id)
    assert again is not None
    assert sum(seat.locked for table in again.tables for seat in table.sitting) == 3


def test_making_groups_is_one_step_that_can_be_taken_back_and_done_again(made: Hall) -> None:
    groupings.build(made.store, made.part_id, size=6)
    first = _tables(made)
    groupings.build(made.store, made.part_id, tables=9, seed=2)
    second = _tables(made)
    made.store.undo()
    assert _tables(made) == first
    made.store.redo()
    assert _tables(made) == second
    made.store.undo()
    made.store.undo()
    assert groupings.of_part(made.store, made.part_id) is None


def test_rounds_are_solved_together_so_that_few_meet_twice(made: Hall) -> None:
    groupings.build(made.store, made.part_id, size=6, rounds=3)
    board = group_board.load(made.store, made.part_id)
    assert board.rounds == 3
    assert board.score.repeats == 0
    assert _tables(made, round=2) != _tables(made, round=3)
    groupings.build(made.store, made.part_id, size=6, rounds=1)
    assert groupings.of_part(made.store, made.part_id, 2) is None


def test_table_hosts_stay_while_the_others_walk(made: Hall) -> None:
    groupings.build(made.store, made.part_id, size=6, rounds=3, hosts_stay=True)
    rounds = [groupings.of_part(made.store, made.part_id, turn) for turn in (1, 2, 3)]
    hosts = [
        {
            (seat.participant.id, table.number)
            for table in one.tables
            for seat in table.sitting
            if seat.group_role == "cafe_host"
        }
        for one in rounds
        if one is not None
    ]
    assert len(hosts[0]) == 15
    assert {number for _who, number in hosts[0]} == set(range(1, 16))
    assert hosts[0] == hosts[1] == hosts[2]


def test_own_units_get_a_table_each_named_by_the_unit_and_those_alone_sit_together_only_if_wished(made: Hall) -> None:
    groupings.own_units(made.store, made.own_part_id)
    grouping = groupings.of_part(made.store, made.own_part_id)
    assert grouping is not None
    for table in grouping.tables:
        assert {seat.participant.unit_name for seat in table.sitting} == {table.name}
    alone = sum(len(table.sitting) == 1 for table in grouping.tables)
    assert alone > 1
    groupings.own_units(made.store, made.own_part_id, join_singles=True)
    joined = groupings.of_part(made.store, made.own_part_id)
    assert joined is not None
    assert all(len(table.sitting) > 1 for table in joined.tables)
    assert len(joined.tables) < len(grouping.tables)
    assert set(_tables(made, made.own_part_id)) == set(made.participants)


def test_moving_and_swapping_are_steps_of_their_own(made: Hall) -> None:
    groupings.build(made.store, made.part_id, size=6)
    grouping = groupings.of_part(made.store, made.part_id)
    assert grouping is not None
    a, b = grouping.tables[0].sitting[0].participant.id, grouping.tables[1].sitting[0].participant.id
    groupings.swap(made.store, grouping.id, a, b)
    assert (_tables(made)[a], _tables(made)[b]) == (2, 1)
    groupings.move(made.store, grouping.id, {a: grouping.tables[4].id, b: None})
    assert _tables(made)[a] == 5
    assert b not in _tables(made)
    made.store.undo()
    assert (_tables(made)[a], _tables(made)[b]) == (2, 1)
    made.store.undo()
    assert (_tables(made)[a], _tables(made)[b]) == (1, 2)


def test_a_table_taken_away_leaves_its_people_without_one_and_closes_the_gap(made: Hall) -> None:
    groupings.build(made.store, made.part_id, size=6)
    there = [who for who, table in _tables(made).items() if table == 4]
    groupings.remove_table(made.store, made.part_id, 4)
    grouping = groupings.of_part(made.store, made.part_id)
    assert grouping is not None
    assert [table.number for table in grouping.tables] == list(range(1, 15))
    assert {one.id for one in grouping.unseated} == set(there)
    groupings.add_table(made.store, made.part_id)
    again = groupings.of_part(made.store, made.part_id)
    assert again is not None
    assert again.tables[-1].number == 15


def test_tasks_at_the_table_go_to_those_who_have_had_the_fewest(made: Hall) -> None:
    groupings.build(made.store, made.part_id, size=6)
    first = groupings.of_part(made.store, made.part_id)
    assert first is not None
    for table in first.tables:
        roles = sorted(seat.group_role for seat in table.sitting if seat.group_role)
        assert roles == ["leader", "secretary", "timekeeper"]
    with made.store.change():
        again = {"kind": "across", "title": "Igjen", "minutes": 30, "floor_minutes": 20, "organising": "mixed"}
        later = made.store.insert("parts", gathering_id=made.gathering_id, position=9, **again)
    groupings.build(made.store, later, size=6)
    second = groupings.of_part(made.store, later)
    assert second is not None
    had = {seat.participant.id for table in first.tables for seat in table.sitting if seat.group_role}
    again = [
        seat for table in second.tables for seat in table.sitting if seat.group_role and seat.participant.id in had
    ]
    assert len(again) <= 15  # 45 tasks, 45 people who have had none; chance alone would give 22


def test_nobody_to_seat_and_impossible_numbers_are_said_in_words(made: Hall) -> None:
    empty = hall(1, past=0)
    participants.remove(empty.store, tuple(empty.participants))
    with pytest.raises(BadInput, match="Ingen deltakere ennå"):
        groupings.build(empty.store, empty.part_id, size=6)
    for wrong in ({"size": 1}, {"tables": 0}, {"rounds": 40}):
        with pytest.raises(BadInput):
            groupings.build(made.store, made.part_id, **wrong)  # type: ignore[arg-type]


def test_another_process_gives_the_same_groups_and_stops_when_asked(made: Hall) -> None:
    task = groupings.prepare(made.store, made.part_id, tables=5, rounds=4)
    told: list[int] = []
    here = groupings.solve(task, iterations=40)
    apart = groupings.solve(
        task, iterations=40, apart=True, progress=lambda _done, figures: told.append(figures.repeats)
    )
    assert apart.plan == here.plan
    assert told[-1] < told[0]
    stopped = solver_process.solve_apart(task.problem, iterations=10_000_000, cancelled=lambda: bool(told))
    assert stopped.stopped
    assert len(stopped.plan) == 4


def test_a_worker_that_cannot_read_its_task_is_a_sentence_not_a_crash(
    made: Hall, monkeypatch: pytest.MonkeyPatch
) -> None:
    task = groupings.prepare(made.store, made.part_id, size=6)
    monkeypatch.setattr(sys, "executable", str(Path("/nowhere/python")))
    with pytest.raises(solver_process.Expected, match="Fikk ikke startet gruppebyggeren"):
        solver_process.solve_apart(task.problem)


def test_met_before_says_when_and_counts_meetings_between_units(made: Hall) -> None:
    board = group_board.load(made.store, made.part_id)
    pair, times = next(iter(board.met.items()))
    assert board.sittings[times[0]].when in {"høst 2025", "vår 2026"}
    picture = history.between_units(board.people, board.met)
    assert sum(picture.counts.values()) == len(board.met)
    assert sum(picture.people) == 90
    assert 0 < picture.share < 1
    a, b = pair
    units = {board.people[a].unit_name, board.people[b].unit_name}
    assert units <= set(picture.units)


def test_the_plan_that_is_stored_is_plain_to_read(made: Hall) -> None:
    groupings.build(made.store, made.part_id, size=6)
    row = made.store.one("SELECT solved FROM groupings WHERE part_id = ?", made.part_id)
    assert row is not None
    assert json.loads(row["solved"])["score"]["same_unit"] == 0


def test_a_search_whose_window_is_gone_ends_by_itself(made: Hall) -> None:
    task = groupings.prepare(made.store, made.part_id, tables=5, rounds=4)
    worker = solver_process._start()
    assert worker.stdin is not None
    asked = json.dumps({"problem": dump(task.problem), "seed": 1, "iterations": 10_000_000})
    worker.stdin.write(asked.encode() + b"\n")
    worker.stdin.close()  # as when the program is killed
    assert worker.wait() == 0
    solver_process._end(worker)


def test_a_host_who_is_locked_stays_at_that_table(made: Hall) -> None:
    groupings.build(made.store, made.part_id, size=6, rounds=2, hosts_stay=True)
    grouping = groupings.of_part(made.store, made.part_id)
    assert grouping is not None
    everyone = [seat.participant.id for table in grouping.tables for seat in table.sitting]
    groupings.lock(made.store, grouping.id, everyone[::5], True)
    before = {who: number for who, number in _tables(made).items() if who in everyone[::5]}
    groupings.build(made.store, made.part_id, size=6, rounds=2, hosts_stay=True, seed=5)
    assert {who: _tables(made)[who] for who in before} == before
    hosts = {
        (seat.participant.id, table.number)
        for turn in (1, 2)
        for table in (groupings.of_part(made.store, made.part_id, turn) or grouping).tables
        for seat in table.sitting
        if seat.group_role == "cafe_host"
    }
    assert len(hosts) == len({who for who, _number in hosts}) == 15


def test_two_who_are_locked_at_different_tables_never_trade_places(made: Hall) -> None:
    """Two alike in everything the figures count: to swap them would cost nothing, and is still not allowed."""
    groupings.build(made.store, made.part_id, size=6)
    grouping = groupings.of_part(made.store, made.part_id)
    assert grouping is not None
    board = group_board.load(made.store, made.part_id)
    unit = Counter(one.unit_id for one in board.people).most_common(1)[0][0]
    alike = [one.id for one in board.people if one.unit_id == unit]
    others = [table.sitting[0].participant.id for table in grouping.tables]
    stays = list(dict.fromkeys([*alike, *others]))
    before = _tables(made)
    groupings.lock(made.store, grouping.id, stays, True)
    for seed in range(2, 8):
        groupings.build(made.store, made.part_id, size=6, seed=seed, iterations=400)
        now = _tables(made)
        assert {one: now[one] for one in stays} == {one: before[one] for one in stays}


def test_the_same_groups_again_are_not_called_a_fault(made: Hall) -> None:
    groupings.build(made.store, made.part_id, size=6)
    with made.store.change():
        again = {"kind": "across", "title": "Tilbake", "minutes": 20, "floor_minutes": 10, "organising": "mixed"}
        later = made.store.insert("parts", gathering_id=made.gathering_id, position=9, **again)
    groupings.same_as(made.store, later, made.part_id)
    sentence = group_quality.quality(group_board.load(made.store, later)).sentence
    assert "Samme grupper som i På tvers" in sentence
    assert "nye møter, 150 par" not in sentence
    board = group_board.load(made.store, later)
    assert {note.text for note in group_notes.table_notes(board)} == {"samme gruppe som tidligere i dag"}
    assert not any(note.repeats or note.tone == "warn" for note in group_notes.table_notes(board))


def test_of_the_same_groups_again_only_those_who_were_moved_can_have_met_before(made: Hall) -> None:
    groupings.build(made.store, made.part_id, size=6)
    with made.store.change():
        again = {"kind": "across", "title": "Tilbake", "minutes": 20, "floor_minutes": 10, "organising": "mixed"}
        later = made.store.insert("parts", gathering_id=made.gathering_id, position=9, **again)
    groupings.same_as(made.store, later, made.part_id)
    board = group_board.load(made.store, later)
    a, b = _met_elsewhere(board)
    groupings.move(made.store, board.grouping_id, {board.people[a].id: board.tables[board.seat[b]].id})
    board = group_board.load(made.store, later)
    assert "Samme grupper som i På tvers, 1 er flyttet" in group_quality.quality(board).sentence
    notes = group_notes.table_notes(board)
    assert all(a in pair for note in notes for pair in note.repeats)
    assert (min(a, b), max(a, b)) in notes[board.seat[a]].repeats
    groupings.build(made.store, later, size=6, seed=9)
    assert "Samme grupper" not in group_quality.quality(group_board.load(made.store, later)).sentence


def _met_elsewhere(board: group_board.Board) -> tuple[int, int]:
    """Two who met at an earlier gathering and sit at different tables."""
    today = max(number for number, sitting in enumerate(board.sittings) if sitting.today)
    return next(pair for pair, times in board.met.items() if today not in times)
