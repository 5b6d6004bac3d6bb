"""Several machines' files become one: whatever they did, in any order, any number of times."""

from __future__ import annotations

import itertools
import random
import sqlite3
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from functools import cache

import pytest
from hypothesis import given
from hypothesis import settings as how
from hypothesis import strategies as st

from nettverk.domain.entries import EntryKind
from nettverk.domain.journal.model import Op
from nettverk.services import gatherings, participants, reflections, settings
from nettverk.services.groups import groupings, moves
from nettverk.services.privacy import removal
from nettverk.services.register import register
from nettverk.storage import entries, journal, journal_reach, union
from nettverk.storage.journal_shapes import shapes
from nettverk.storage.store import Store
from tests.helpers import machines, stores
from tests.helpers.machines import Machine

# Each makes a morning's work on several machines.
quick = how(max_examples=5) if how().max_examples < 50 else how()


Rows = dict[str, list[tuple[object, ...]]]


@cache
def _start() -> sqlite3.Connection:
    return machines.shared().connection


def _machines(count: int, seed: str = "") -> list[Machine]:
    return [Machine(_start(), number, seed) for number in range(count)]


@contextmanager
def _worked(count: int, acts: int, seed: str) -> Iterator[list[Machine]]:
    """Machines that have worked, and now and then taken in what another had; each is what its journal comes to."""
    dice = random.Random(seed)
    here = _machines(count, seed)
    for _turn in range(acts):
        machine = dice.choice(here)
        if dice.random() < 0.1:
            machine.take_in(dice.choice([other for other in here if other is not machine]))
            assert not machines.differing(machine.store)
        else:
            machine.act()
            # What gave way may stand again when what it gave way to is gone; that comes with the next file.
            if not machine.store.value("SELECT 1 FROM _journal_dropped LIMIT 1"):
                assert not machines.differing(machine.store)
    yield here
    for machine in here:
        machine.close()


def _merged(here: list[Machine], order: Sequence[int]) -> Rows:
    """What a copy of the first of them has when it has taken in the others, twice."""
    first, *rest = order
    one = Machine(here[first].store.connection, 99, "one")
    for place in rest * 2:
        one.take_in(here[place])
    assert not machines.differing(one.store)
    assert one.store.connection.execute("PRAGMA foreign_key_check").fetchall() == []
    found = one.rows()
    one.close()
    return found


@quick
@given(st.integers(2, 4), st.integers(0, 10**9))
def test_any_work_merged_in_any_order_any_number_of_times_is_one_database(count: int, seed: int) -> None:
    with _worked(count, 20, str(seed)) as here:
        ends = [_merged(here, order) for order in itertools.permutations(range(count))]
    for end in ends[1:]:
        assert end == ends[0]


@pytest.mark.slow
@pytest.mark.parametrize("seed", range(40))
def test_so_for_five_machines_that_did_much(seed: int) -> None:
    dice = random.Random(seed)
    with _worked(5, 80, f"long {seed}") as here:
        ends = [_merged(here, dice.sample(range(5), 5)) for _order in range(8)]
    for end in ends[1:]:
        assert end == ends[0]


@quick
@given(st.integers(0, 10**9))
def test_taking_back_what_came_in_leaves_everything_as_it_was_and_it_can_come_in_again(seed: int) -> None:
    with _worked(2, 16, f"back {seed}") as (here, there):
        before, steps = here.rows(), here.store.undoable().counts[0]
        here.store.seal()
        here.take_in(there)
        together = here.rows()
        if here.store.undoable().counts[0] > steps:  # where there was something to take in
            here.store.undo()
        assert {**here.rows(), "machines": []} == {**before, "machines": []}
        here.take_in(there)
        assert here.rows() == together


# --- one thing at a time ---


@pytest.fixture
def pair() -> Iterator[tuple[Store, Store]]:
    first, second = _machines(2, "pair")
    yield first.store, second.store
    first.close()
    second.close()


def _take(store: Store, other: Store) -> union.TakenIn:
    with store.change("Hent inn", taking_in=True):
        return union.take_in(store, other.connection)


def _first(store: Store, table: str) -> str:
    return str(store.value(f"SELECT min(id) FROM {table}"))


def test_two_fields_of_one_thing_changed_on_two_machines_are_both_kept(pair: tuple[Store, Store]) -> None:
    here, there = pair
    gathering = _first(here, "gatherings")
    gatherings.edit(here, gathering, title="Overganger")
    gatherings.edit(there, gathering, place="Samfunnshuset")
    _take(here, there)
    found = gatherings.get(here, gathering)
    assert (found.title, found.place) == ("Overganger", "Samfunnshuset")


def test_what_was_written_unseen_brings_a_removed_gathering_back_with_its_people(pair: tuple[Store, Store]) -> None:
    here, there = pair
    row = there.one("SELECT id, gathering_id, part_id FROM sheet_uses WHERE part_id IS NOT NULL ORDER BY id LIMIT 1")
    assert row is not None
    on_list = here.value("SELECT count(*) FROM participants WHERE gathering_id = ?", row["gathering_id"])
    reflections.write(there, row["gathering_id"], row["part_id"], 1, row["id"], "Vi prøver dette")
    gatherings.remove(here, row["gathering_id"])
    _take(here, there)
    assert reflections.all_(here, row["gathering_id"])[0].text == "Vi prøver dette"
    assert here.value("SELECT count(*) FROM participants WHERE gathering_id = ?", row["gathering_id"]) == on_list


def test_what_was_said_under_what_came_in_goes_and_comes_with_it(pair: tuple[Store, Store]) -> None:
    here, there = pair
    row = there.one("SELECT id, gathering_id, part_id FROM sheet_uses WHERE part_id IS NOT NULL ORDER BY id LIMIT 1")
    assert row is not None
    reflections.write(there, row["gathering_id"], row["part_id"], 1, row["id"], "Vi prøver dette")
    gatherings.remove(here, row["gathering_id"])
    _take(here, there)
    with here.change():  # the clock, as it is pressed on the stage: no step that Ctrl+Z takes back
        entries.append(here, EntryKind.RUNDOWN, row["gathering_id"], "", {"event": "start"})
    here.undo()
    assert here.value("SELECT count(*) FROM gatherings WHERE id = ?", row["gathering_id"]) == 0
    assert here.connection.execute("PRAGMA foreign_key_check").fetchall() == []
    assert not machines.differing(here)
    here.redo()
    said = here.rows("SELECT kind FROM entries WHERE gathering_id = ? ORDER BY kind", row["gathering_id"])
    assert [found["kind"] for found in said] == [EntryKind.REFLECTION, EntryKind.RUNDOWN]
    assert not machines.differing(here)


def test_a_gathering_that_was_brought_back_and_typed_on_at_goes_when_it_is_removed_again(
    pair: tuple[Store, Store],
) -> None:
    here, there = pair
    row = there.one("SELECT id, gathering_id, part_id FROM sheet_uses WHERE part_id IS NOT NULL ORDER BY id LIMIT 1")
    assert row is not None
    where = (row["gathering_id"], row["part_id"], 1, row["id"])
    reflections.write(here, *where, "Vi prøver")
    gatherings.remove(here, row["gathering_id"])
    here.undo()
    reflections.write(here, *where, "Vi prøver dette")
    _take(there, here)
    gatherings.remove(here, row["gathering_id"])
    assert not machines.differing(here)
    _take(there, here)
    assert there.value("SELECT count(*) FROM gatherings WHERE id = ?", row["gathering_id"]) == 0


def test_what_was_pressed_under_what_came_in_is_there_when_that_comes_in_again(pair: tuple[Store, Store]) -> None:
    here, there = pair
    row = there.one("SELECT id, gathering_id, part_id FROM sheet_uses WHERE part_id IS NOT NULL ORDER BY id LIMIT 1")
    assert row is not None
    reflections.write(there, row["gathering_id"], row["part_id"], 1, row["id"], "Vi prøver dette")
    gatherings.remove(here, row["gathering_id"])
    _take(here, there)
    with here.change():  # the clock: no step that Ctrl+Z takes back
        entries.append(here, EntryKind.RUNDOWN, row["gathering_id"], "", {"event": "start", "by": "Anne Annesen"})
    _take(there, here)
    here.undo()
    assert not here.rows("SELECT 1 FROM gatherings WHERE id = ?", row["gathering_id"])
    assert not machines.differing(here)
    _take(here, there)
    sql = "SELECT data FROM entries WHERE gathering_id = ? AND kind = 'rundown'"
    assert [found["data"] for found in here.rows(sql, row["gathering_id"])] == ['{"event":"start","by":"Anne Annesen"}']
    _take(there, here)
    assert machines.rows(here) == machines.rows(there)


def test_it_waits_also_where_nobody_else_has_heard_of_it_and_without_names_that_go(pair: tuple[Store, Store]) -> None:
    here, there = pair
    row = there.one("SELECT id, gathering_id, part_id FROM sheet_uses WHERE part_id IS NOT NULL ORDER BY id LIMIT 1")
    assert row is not None
    reflections.write(there, row["gathering_id"], row["part_id"], 1, row["id"], "Vi prøver dette")
    gatherings.remove(here, row["gathering_id"])
    _take(here, there)
    with here.change():
        entries.append(here, EntryKind.THEME, row["gathering_id"], "tema", {"text": "Anne Annesen sa det"})
    here.undo()
    removal.remove(here, [str(here.value("SELECT id FROM people WHERE given_name = 'Anne'"))])
    _take(here, there)
    assert here.value("SELECT data FROM entries WHERE kind = 'theme'") == '{"text":"[fjernet] sa det"}'


def test_what_was_kept_for_something_below_alone_goes_with_it(pair: tuple[Store, Store]) -> None:
    here, there = pair
    unit = register.add_unit(here, "Ny enhet", service_id="school").made
    _take(there, here)
    register.remove_unit(here, unit)
    person = register.add_person(there, "Nina", "Ny", unit).made
    _take(here, there)
    assert here.value("SELECT name FROM units WHERE id = ?", unit) == "Ny enhet"
    register.edit_person(there, person, unit_id=_first(there, "units"))
    _take(here, there)
    assert not machines.differing(here)
    _take(there, here)
    assert machines.rows(here) == machines.rows(there)


@pytest.mark.parametrize("much", [1, 10**9])
def test_much_that_is_new_at_once_comes_to_the_same(much: int, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(journal_reach, "_MUCH", much)
    with _worked(3, 30, "much") as here:
        ends = [_merged(here, order) for order in itertools.permutations(range(3))]
    assert all(end == ends[0] for end in ends)


def test_what_would_point_at_nothing_is_not_stored(pair: tuple[Store, Store]) -> None:
    here, _there = pair
    known = shapes(here.connection)
    key = ("participants", "1")
    row = dict(here.one("SELECT * FROM participants ORDER BY id LIMIT 1") or {})
    wrong = {**row, "person_id": "ingen"}
    assert "people" in union._pointing_at_nothing(here.connection, known, {key: wrong})
    gone = ("people", str(row["person_id"]))
    assert "people" in union._pointing_at_nothing(here.connection, known, {gone: None})
    assert union._pointing_at_nothing(here.connection, known, {key: row}) == ""


def test_two_machines_that_correct_one_answer_keep_both_and_show_the_newest(pair: tuple[Store, Store]) -> None:
    here, there = pair
    row = there.one("SELECT id, gathering_id, part_id FROM sheet_uses WHERE part_id IS NOT NULL ORDER BY id LIMIT 1")
    assert row is not None
    where = (row["gathering_id"], row["part_id"], 1, row["id"])
    reflections.write(here, *where, "Først her")
    reflections.write(there, *where, "Så der", at=here.now().replace(year=2030))
    _take(here, there)
    assert [said.text for said in reflections.all_(here, row["gathering_id"])] == ["Så der"]
    assert {version.text for version in reflections.versions(here, *where)} == {"Først her", "Så der"}


def test_the_groups_that_were_made_last_are_whole(pair: tuple[Store, Store]) -> None:
    here, there = pair
    part = str(here.value("SELECT id FROM parts WHERE organising = 'mixed' ORDER BY id LIMIT 1"))
    groupings.build(here, part, tables=4, iterations=20)
    groupings.build(there, part, tables=3, iterations=20)
    last = here if here.value("SELECT max(tx) FROM _journal") > there.value("SELECT max(tx) FROM _journal") else there
    wanted = _seated(last, part)
    _take(here, there)
    _take(there, here)
    assert _seated(here, part) == _seated(there, part) == wanted


def _seated(store: Store, part_id: str) -> list[tuple[str, int]]:
    sql = (
        "SELECT s.participant_id, t.number FROM seats AS s JOIN group_tables AS t ON t.id = s.table_id"
        " JOIN groupings AS g ON g.id = s.grouping_id WHERE g.part_id = ? ORDER BY 1"
    )
    return [(row[0], row[1]) for row in store.rows(sql, part_id)]


def test_when_a_machine_came_is_the_same_everywhere(pair: tuple[Store, Store]) -> None:
    here, there = pair
    register.add_network(there, "Skole")
    _take(here, there)
    told = there.value("SELECT made_at FROM machines WHERE id = ?", there.machine_id)
    with here.change():  # as a file had it that was lent by an older version
        here.connection.execute("UPDATE machines SET made_at = '2030-01-01T00:00:00.000+00:00'")
    _take(here, there)
    assert here.value("SELECT made_at FROM machines WHERE id = ?", there.machine_id) == told


def test_a_network_made_on_two_machines_is_one(pair: tuple[Store, Store]) -> None:
    here, there = pair
    register.add_network(here, "Barnehage")
    made = register.add_network(there, "barnehage").made
    register.edit_network(there, made, purpose="Å lære av hverandre")
    taken = _take(here, there)
    assert [network.name for network in register.networks(here)].count("Barnehage") == 1
    assert any(told.what == "made_twice" for told in taken.told)


def test_two_that_exchange_names_come_through(pair: tuple[Store, Store]) -> None:
    here, there = pair
    first, second = (register.add_district(there, name).made for name in ("Nord", "Sør"))
    _take(here, there)
    register.edit_district(there, first, "Vest")
    register.edit_district(there, second, "Nord")
    register.edit_district(there, first, "Sør")
    _take(here, there)
    assert {each.id: each.name for each in register.districts(here)} == {first: "Sør", second: "Nord"}


def test_who_moved_after_the_groups_were_made_has_moved_everywhere(pair: tuple[Store, Store]) -> None:
    here, there = pair
    part = str(here.value("SELECT id FROM parts WHERE organising = 'mixed' ORDER BY id LIMIT 1"))
    groupings.build(here, part, tables=3, iterations=20)
    _take(there, here)
    grouping = str(there.value("SELECT id FROM groupings WHERE part_id = ?", part))
    seat = there.one("SELECT participant_id, table_id FROM seats WHERE grouping_id = ? ORDER BY id LIMIT 1", grouping)
    assert seat is not None
    other = there.value("SELECT id FROM group_tables WHERE grouping_id = ? AND id <> ?", grouping, seat["table_id"])
    moves.move(there, grouping, {seat["participant_id"]: other})
    _take(here, there)
    sql = "SELECT table_id FROM seats WHERE participant_id = ? AND grouping_id = ?"
    assert here.value(sql, seat["participant_id"], grouping) == other


# --- what it costs ---


def test_a_file_that_nobody_shares_has_no_journal_and_nothing_watches_it() -> None:
    store = stores.empty()
    settings.put(store, "municipality", "Vestby")
    names = [
        row[0]
        for row in store.connection.execute("SELECT name FROM sqlite_master UNION SELECT name FROM temp.sqlite_master")
    ]
    assert not [name for name in names if "journal" in name]
    assert store.journal is None


def test_one_act_is_one_transaction_that_says_only_what_is_other(pair: tuple[Store, Store]) -> None:
    here, _there = pair
    participant = _first(here, "participants")
    participants.edit(here, participant, role="Styrer")
    (change,) = (each for each in journal.changes(here.connection) if each.table == "participants")
    assert (change.table, change.key, change.op, change.values) == (
        "participants", participant, Op.CHANGED, {"role": "Styrer"},
    )  # fmt: skip


def test_every_table_is_shared_or_left_out_on_purpose() -> None:
    store = stores.empty()
    tables = {
        row[0]
        for row in store.connection.execute("SELECT name FROM sqlite_master WHERE type = 'table'")
        if not row[0].startswith(("_", "sqlite_"))
    }
    assert tables - shapes(store.connection).keys() == {"machines", "trash"}


def test_what_a_rule_of_a_table_names_together_changes_together() -> None:
    found = shapes(stores.empty().connection)
    assert found["parts"].ties == (("minutes", "floor_minutes"),)
    assert found["year_items"].ties == (("due_on", "last_day"),)
    assert found["people"].ties == (("given_name", "family_name"),)
