"""What a room asks for when it shows one gathering is found through indexes, however many years the file has."""

from __future__ import annotations

import re
from collections.abc import Callable

import pytest

from nettverk.domain.plan import PartKind
from nettverk.services import follow_up, participants, plan, preparation, reflections, stage
from nettverk.services.groups import groupings
from nettverk.services.register import history
from nettverk.services.search import documents
from nettverk.storage.store import Store
from tests.helpers import stores
from tests.helpers.clock import TODAY

# Tables that grow with every gathering. The others are the municipality's, and gatherings themselves are listed whole.
GROWING = {"entries", "participants", "seats", "group_tables", "parts", "sheet_uses", "goals", "contributions"}


@pytest.fixture(scope="module")
def sampled() -> tuple[Store, str]:
    store = stores.empty()
    return store, stores.fill_with_sample(store, TODAY)


def across(store: Store, gathering_id: str) -> str:
    return next(part.id for part in plan.parts(store, gathering_id) if part.kind == PartKind.ACROSS)


def someone(store: Store, gathering_id: str) -> str:
    return participants.all_(store, gathering_id)[0].person_id


READ: dict[str, Callable[[Store, str], object]] = {
    "plan": plan.parts,
    "people": participants.all_,
    "groups": lambda store, gathering_id: groupings.prepare(store, across(store, gathering_id)),
    "reflections": reflections.sheets,
    "follow up": follow_up.threads,
    "stage": stage.context,
    "learned": stage.learned,
    "search": lambda store, gathering_id: documents.of_gathering(store, gathering_id, str),
    "readiness": preparation.readiness,
    "a person": lambda store, gathering_id: history.of_person(store, someone(store, gathering_id)),
}


@pytest.mark.parametrize("room", READ)
def test_no_room_reads_a_whole_table_that_grows(sampled: tuple[Store, str], room: str) -> None:
    store, gathering_id = sampled
    asked: list[str] = []
    store.connection.set_trace_callback(asked.append)
    READ[room](store, gathering_id)
    store.connection.set_trace_callback(None)
    scanned = set()
    for sql in {sql for sql in asked if sql.lstrip().startswith("SELECT")}:
        names = dict(re.findall(r"(\w+) AS (\w+)", sql))
        tables = {alias: table for table, alias in names.items()}
        for row in store.rows(f"EXPLAIN QUERY PLAN {sql}"):
            # An index that only knows the kind leads through all there ever was of that kind.
            found = re.match(r"SCAN (\w+)|SEARCH (\w+) .*\(kind=\?\)$", row["detail"])
            name = found and (found[1] or found[2])
            if name and tables.get(name, name).removeprefix("current_").removeprefix("unreplaced_") in GROWING:
                scanned.add((row["detail"], sql))
    assert asked
    assert not scanned
