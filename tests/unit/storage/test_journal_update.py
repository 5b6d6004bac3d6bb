"""A file that is shared is brought up to date: what that made of its rows is told, and files become one after it."""

from __future__ import annotations

import sqlite3
from collections.abc import Iterator
from datetime import UTC, datetime
from functools import cache

import pytest

from nettverk.domain.journal import clock
from nettverk.services import gatherings, plan, reflections
from nettverk.services.register import register
from nettverk.storage import journal, union
from nettverk.storage.store import Store
from tests.helpers import far_apart, machines, stores
from tests.helpers.machines import Machine


@cache
def _start() -> sqlite3.Connection:
    return machines.shared().connection


@pytest.fixture
def pair() -> Iterator[tuple[Store, Store]]:
    made = [Machine(_start(), number, "update") for number in range(2)]
    yield made[0].store, made[1].store
    for machine in made:
        machine.close()


def _updated(store: Store) -> Store:
    """The file opened by a program of a later version."""
    with far_apart.program(len(far_apart.LATER)):
        return stores.copied(store.connection, store.now, installation=store.installation)


def _take(store: Store, other: Store) -> None:
    with store.change("Hent inn", taking_in=True):
        union.take_in(store, other.connection)


def _gathering(store: Store) -> str:
    return str(store.value("SELECT min(id) FROM gatherings"))


def test_what_an_update_made_of_the_rows_is_the_same_in_files_that_became_one(pair: tuple[Store, Store]) -> None:
    here, there = pair
    part = plan.parts(here, _gathering(here))[0].id
    plan.edit(here, part, notes="Husk kaffe")
    gatherings.edit(here, _gathering(here), place="Salen")
    gatherings.edit(there, str(there.value("SELECT max(id) FROM gatherings")), place="Hallen")
    register.add_district(there, "Nord")
    first, second = _updated(here), _updated(there)
    assert not machines.differing(first)
    _take(first, second)
    _take(second, first)
    assert machines.rows(first) == machines.rows(second)
    assert {row["name"] for row in first.rows("SELECT name FROM halls")} == {"Salen", "Hallen"}
    assert first.value("SELECT notes FROM parts WHERE id = ?", part) == "Husk kaffe."
    assert first.value("SELECT nickname FROM districts WHERE name = 'Nord'") == "Den Nord"
    assert first.value("SELECT hall_id FROM gatherings WHERE id = ?", _gathering(first)) == "hall.Salen"
    assert first.connection.execute("PRAGMA foreign_key_check").fetchall() == []


def test_what_somebody_writes_after_the_update_is_not_overwritten_by_one_who_updates_later(
    pair: tuple[Store, Store],
) -> None:
    here, there = pair
    part = plan.parts(here, _gathering(here))[0].id
    plan.edit(here, part, notes="Husk kaffe")
    _take(there, here)
    first = _updated(here)
    plan.edit(first, part, notes="Husk te")
    second = _updated(there)  # a day later, say: it finds the words as they were
    _take(first, second)
    _take(second, first)
    for store in (first, second):
        assert store.value("SELECT notes FROM parts WHERE id = ?", part) == "Husk te"
        assert not machines.differing(store)
    assert machines.rows(first) == machines.rows(second)


def test_an_older_file_comes_home_to_a_newer_program(pair: tuple[Store, Store]) -> None:
    here, there = pair
    first = _updated(here)
    gatherings.edit(there, _gathering(there), place="Salen")
    _take(first, _updated(there))
    assert first.value("SELECT hall_id FROM gatherings WHERE id = ?", _gathering(first)) == "hall.Salen"
    assert not machines.differing(first)


def test_what_comes_back_after_the_update_is_as_the_update_would_have_made_it(pair: tuple[Store, Store]) -> None:
    here, there = pair
    gathering = _gathering(here)
    row = there.one("SELECT id, part_id FROM sheet_uses WHERE gathering_id = ? AND part_id IS NOT NULL", gathering)
    assert row is not None
    before = {part.id: part.notes for part in plan.parts(here, gathering)}
    gatherings.remove(here, gathering)
    reflections.write(there, gathering, row["part_id"], 1, row["id"], "Vi prøver dette")
    first, second = _updated(here), _updated(there)
    assert not first.rows("SELECT 1 FROM gatherings WHERE id = ?", gathering)
    _take(first, second)
    _take(second, first)
    assert {part.id: part.notes for part in plan.parts(first, gathering)} == {
        id_: f"{notes}." for id_, notes in before.items()
    }
    assert machines.rows(first) == machines.rows(second)
    assert not machines.differing(first)


def test_a_table_that_is_gone_is_no_part_of_what_the_journal_comes_to(pair: tuple[Store, Store]) -> None:
    here, there = pair
    for store in pair:
        with store.change():
            journal.put_base(store.connection, ("old_table", "1"), {"id": "1"})
    _take(here, there)
    assert not machines.differing(here)


def test_a_file_that_nobody_shares_is_told_nothing_of() -> None:
    store = _updated(machines.made())
    assert not journal.is_on(store.connection)


def test_what_is_told_right_after_is_before_what_anybody_says_later() -> None:
    now = datetime(2026, 11, 30, 12, tzinfo=UTC)
    for _again in range(50):
        tx = clock.after("", now)
        told = clock.right_after(tx, "noe")
        assert tx < told < clock.after(tx, now)
        assert told == clock.right_after(tx, "noe") != clock.right_after(tx, "noe annet")
    last = clock.after("", now, 2**74 - 1)
    assert clock.right_after(last, "noe") >= last
    assert clock.right_after("", "noe") < clock.after("", datetime(1970, 1, 2, tzinfo=UTC))
