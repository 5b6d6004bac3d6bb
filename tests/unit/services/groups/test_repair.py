"""On the morning of the day: who is missing, who is new, the fewest moves, and the list of changes."""

from __future__ import annotations

import pytest

from nettverk.domain.errors import BadInput
from nettverk.services import participants
from nettverk.services.groups import board as group_board
from nettverk.services.groups import groupings, repair, rules
from nettverk.services.groups.board import NOBODY
from tests.helpers.hall import Hall, hall


@pytest.fixture
def morning() -> Hall:
    """Ninety people at tables of six; twelve do not come, six come in addition, three are locked."""
    made = hall(90)
    groupings.build(made.store, made.part_id, size=6)
    grouping = groupings.of_part(made.store, made.part_id)
    assert grouping is not None
    groupings.lock(made.store, grouping.id, made.participants[:3], True)
    for who in made.participants[4::7][:12]:
        participants.mark(made.store, who, "absent")
    for number in range(6):
        participants.add_new(made.store, made.gathering_id, "Ny", f"Gjest {number}", made.units[number], walk_in=True)
    return made


def test_everyone_gets_a_table_sizes_are_even_and_the_locked_stay(morning: Hall) -> None:
    before = group_board.load(morning.store, morning.part_id)
    task = repair.prepare(morning.store, morning.part_id)
    choices = repair.choices(task)
    assert [choice.moves for choice in choices] == sorted({choice.moves for choice in choices})
    first = choices[0]
    assert first.fewest
    repair.accept(morning.store, task, first.changes)
    after = group_board.load(morning.store, morning.part_id)
    assert after.unseated == ()
    assert after.score == first.score
    sizes = [len(who) for who in after.at]
    assert max(sizes) - min(sizes) <= 1
    assert after.locked == before.locked
    assert all(after.seat[person] == before.seat[person] for person in before.locked)
    moved = [p for p in range(len(after.people)) if before.seat[p] not in {NOBODY, after.seat[p]}]
    assert len(moved) == first.moves
    assert all(table == NOBODY for _one, table in after.absent)


def test_the_changes_are_kept_for_the_wall_and_for_paper_and_undo_takes_all_back(morning: Hall) -> None:
    before = group_board.load(morning.store, morning.part_id)
    task = repair.prepare(morning.store, morning.part_id)
    first = repair.choices(task)[0]
    repair.accept(morning.store, task, first.changes)
    changes = repair.last_changes(morning.store, morning.part_id)
    new = [change for change in changes if change.from_number is None]
    gone = [change for change in changes if change.to_number is None]
    assert len(new) == 6
    assert len(gone) == 12
    assert len(changes) == 6 + 12 + first.moves
    assert all(change.participant.attendance == "absent" for change in gone)
    morning.store.undo()
    assert repair.last_changes(morning.store, morning.part_id) == ()
    assert group_board.load(morning.store, morning.part_id).rows == before.rows


def test_changes_can_be_taken_one_by_one(morning: Hall) -> None:
    task = repair.prepare(morning.store, morning.part_id)
    change = repair.choices(task)[0].changes[0]
    repair.accept(morning.store, task, [change])
    after = group_board.load(morning.store, morning.part_id)
    assert after.seat[change.person] == change.now
    assert len(after.unseated) == 5
    assert repair.words(task.board, change) == f"Bord {change.now + 1}"


def test_another_process_repairs_as_this_one_does(morning: Hall) -> None:
    task = repair.prepare(morning.store, morning.part_id)
    assert repair.choices(task, apart=True) == repair.choices(task)


def test_more_people_than_chairs_get_larger_tables(morning: Hall) -> None:
    for number in range(20):
        participants.add_new(morning.store, morning.gathering_id, "Enda", f"En {number}", morning.units[number % 8])
    task = repair.prepare(morning.store, morning.part_id)
    repair.accept(morning.store, task, repair.choices(task)[0].changes)
    after = group_board.load(morning.store, morning.part_id)
    assert after.unseated == ()
    assert max(len(who) for who in after.at) == 7


def test_rounds_are_repaired_together() -> None:
    made = hall(40)
    groupings.build(made.store, made.part_id, tables=8, rounds=3, iterations=100)
    for who in made.participants[::9]:
        participants.mark(made.store, who, "absent")
    participants.add_new(made.store, made.gathering_id, "Ny", "Gjest", made.units[0], walk_in=True)
    task = repair.prepare(made.store, made.part_id)
    repair.accept(made.store, task, repair.choices(task)[0].changes)
    for turn in (1, 2, 3):
        after = group_board.load(made.store, made.part_id, turn)
        sizes = [len(who) for who in after.at]
        assert after.unseated == ()
        assert max(sizes) - min(sizes) <= 1


def test_nothing_to_repair_is_said_in_words() -> None:
    made = hall(20)
    with pytest.raises(BadInput, match="Lag gruppene først"):
        repair.prepare(made.store, made.part_id)
    groupings.build(made.store, made.part_id, size=5)
    task = repair.prepare(made.store, made.part_id)
    first = repair.choices(task)[0]
    assert first.changes == ()
    assert first.sentence.startswith("Ingen flyttes")


def test_tasks_that_went_home_with_somebody_are_given_to_others_at_the_table(morning: Hall) -> None:
    before = group_board.load(morning.store, morning.part_id)
    assert len(set(before.roles.values())) == 3
    task = repair.prepare(morning.store, morning.part_id)
    repair.accept(morning.store, task, repair.choices(task)[0].changes)
    after = group_board.load(morning.store, morning.part_id)
    for who in after.at:
        assert {"leader", "timekeeper", "secretary"} <= {after.roles.get(person, "") for person in who}
        assert len([person for person in who if after.roles.get(person)]) == 3
    stayed = [p for p in before.roles if before.seat[p] == after.seat[p] != NOBODY]
    assert stayed
    assert all(after.roles[person] == before.roles[person] for person in stayed)
    morning.store.undo()
    assert group_board.load(morning.store, morning.part_id).roles == before.roles


def test_whoever_needs_a_table_that_is_easy_to_reach_is_moved_to_one_and_else_left_in_peace(morning: Hall) -> None:
    board = group_board.load(morning.store, morning.part_id)
    near = next(person for person in board.at[1] if person not in board.locked)
    far = next(person for person in board.at[9] if person not in board.locked)
    who = [board.people[person].person_id for person in (near, far)]
    rules.add(morning.store, morning.gathering_id, "access", people=who, tables=(1, 2, 3))
    task = repair.prepare(morning.store, morning.part_id)
    first = repair.choices(task)[0]
    now = {change.person: change.now for change in first.changes}
    assert first.score.hard == 0
    assert now[far] in {0, 1, 2}
    assert near not in now


def test_other_parts_that_must_be_repaired_are_named() -> None:
    here = hall(12)
    groupings.build(here.store, here.part_id, size=4)
    groupings.own_units(here.store, here.own_part_id)
    board = group_board.load(here.store, here.part_id)
    assert repair.waiting_elsewhere(here.store, board) == ""
    participants.mark(here.store, here.participants[0], "absent")
    title = group_board.load(here.store, here.own_part_id).part_title
    assert repair.waiting_elsewhere(here.store, board) == f"{title} må repareres for seg."
    groupings.own_units(here.store, here.own_part_id)
    assert repair.waiting_elsewhere(here.store, board) == ""
