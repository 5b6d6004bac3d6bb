"""A journal that is thinned is smaller, and means the same: by itself and with any other."""

from __future__ import annotations

import sqlite3
from collections.abc import Iterator
from datetime import datetime, timedelta
from functools import cache

import pytest

from nettverk.services import gatherings
from nettverk.services.groups import groupings, moves
from nettverk.services.sharing import contests, who_did
from nettverk.storage import journal_thin, ledger, union
from nettverk.storage.store import Store, write_in_ledger
from tests.helpers import far_apart, machines
from tests.helpers.machines import Machine


@cache
def _start() -> sqlite3.Connection:
    return machines.shared().connection


@pytest.fixture
def here() -> Iterator[list[Store]]:
    """Four machines that have worked on the same file."""
    made = [Machine(_start(), number, "thin") for number in range(4)]
    yield [machine.store for machine in made]
    for machine in made:
        machine.close()


def _take(store: Store, other: Store) -> None:
    with store.change("Hent inn", taking_in=True):
        union.take_in(store, other.connection)


def _thin(store: Store, now: datetime | None = None) -> int:
    with store.change():
        return journal_thin.thin(store.connection, now or store.now() + timedelta(days=1000))


def _size(store: Store) -> int:
    return int(store.value("SELECT sum(length(tbl) + length(key) + length(vals) + 60) FROM _journal"))


def _gathering(store: Store) -> str:
    return str(store.value("SELECT min(id) FROM gatherings"))


def _part(store: Store) -> str:
    return str(store.value("SELECT id FROM parts WHERE organising = 'mixed' ORDER BY id LIMIT 1"))


def _make_groups(store: Store, times: int) -> None:
    for number in range(times):
        groupings.build(store, _part(store), tables=2 + number % 3, seed=number, iterations=20)
        grouping = str(store.value("SELECT id FROM groupings WHERE part_id = ?", _part(store)))
        seat = store.one("SELECT participant_id FROM seats WHERE grouping_id = ? ORDER BY id LIMIT 1", grouping)
        table = store.value("SELECT max(id) FROM group_tables WHERE grouping_id = ?", grouping)
        assert seat is not None
        moves.move(store, grouping, {seat["participant_id"]: table})


def test_of_groups_made_anew_only_the_last_are_kept(here: list[Store]) -> None:
    store, other, away, _none = here
    _make_groups(away, 1)
    _take(store, away)
    _make_groups(store, 1)
    _take(other, store)
    once = _size(store)
    _make_groups(store, 8)
    before = machines.rows(store)
    assert _size(store) > 4 * once
    _thin(store)
    assert _size(store) < 2 * once
    assert machines.rows(store) == before
    assert not machines.differing(store)
    # Files that know of the groups before, and nothing of what came after.
    for stale in (other, away):
        _take(stale, store)
        assert machines.rows(stale) == before
        assert not machines.differing(stale)
    _take(store, other)
    assert machines.rows(store) == before


def test_of_a_field_only_the_last_value_is_kept_and_what_was_unseen_is_offered_all_the_same(here: list[Store]) -> None:
    store, twin, unseen, stale = here
    gathering = _gathering(store)
    gatherings.edit(store, gathering, title="Først")
    _take(stale, store)
    for number in range(10):
        gatherings.edit(store, gathering, title=f"Tittel {number}")
    _take(twin, store)
    gatherings.edit(unseen, gathering, title="Usett")
    assert _thin(store) >= 9
    assert store.value("SELECT count(*) FROM _journal WHERE tbl = 'gatherings'") == 1
    ends = []
    for one, others in ((store, (stale, unseen)), (twin, (unseen, stale)), (stale, (unseen, store))):
        for other in others:
            _take(one, other)
        _take(one, store)
        assert not machines.differing(one)
        ends.append((machines.rows(one), far_apart.open_contests(one)))
    assert ends[1] == ends[0]
    assert ends[2] == ends[0]
    (contest,) = contests.all_(store)
    assert {contest.shown.text, contest.others[0].text} == {"Tittel 9", "Usett"}


def test_what_is_new_or_waits_to_be_sent_is_left_alone(here: list[Store]) -> None:
    store = here[0]
    gathering = _gathering(store)
    for number in range(4):
        gatherings.edit(store, gathering, title=f"Tittel {number}")
    _make_groups(store, 3)
    assert _thin(store, store.now() + timedelta(days=1)) == 0
    told = len(who_did.acts(store, who_did.Of.PLAN, gathering))
    assert not journal_thin.worthwhile(store.connection, store.now())
    assert journal_thin.worthwhile(store.connection, store.now() + timedelta(days=30))
    with store.change():
        ledger.make(store.connection, store.installation)
        store.connection.execute("INSERT INTO _share_waiting (tbl, key, tx) SELECT tbl, key, tx FROM _journal")
    write_in_ledger(store)
    assert _thin(store) == 0
    with store.change():
        store.connection.execute("DELETE FROM _share_waiting")
    assert _thin(store) > 0
    assert ledger.waiting(store.connection) == 0  # it says the same as what the others have
    assert 0 < len(who_did.acts(store, who_did.Of.PLAN, gathering)) < told


def test_steps_can_be_taken_back_after_it(here: list[Store]) -> None:
    store, other, _away, _none = here
    _make_groups(store, 2)
    before = machines.rows(store)
    store.seal()
    steps = store.undoable().counts[0]
    _make_groups(store, 1)
    _thin(store)
    while store.undoable().counts[0] > steps:
        store.undo()
    assert machines.rows(store) == before
    assert not machines.differing(store)
    _take(other, store)
    assert machines.rows(other) == before
