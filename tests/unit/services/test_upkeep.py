"""What is done with an open file while nobody asks for anything, as steps and in the lane."""

from __future__ import annotations

import json
from datetime import UTC, datetime, timedelta
from pathlib import Path

import pytest

from nettverk.domain.entries import EntryKind
from nettverk.services import gatherings, lane, plan, reflections
from nettverk.services.lane import DatabaseWorker, Task
from nettverk.services.register import register
from nettverk.services.templates import template
from nettverk.services.upkeep import Upkeep
from nettverk.storage import entries
from nettverk.storage.store import Store
from tests.helpers.waiting import until

TEXT = "Vi ringer hverandre når noe er lite, før det blir stort. " * 4
SHEETS = 15


def old_file(path: Path) -> str:
    """A file as the program before this left it: a whole row for each time a text was stored; the gathering's id."""
    store = Store.open(path)
    network = register.add_network(store, "0–6").made
    made = gatherings.make(store, template("kristiansand"), network_id=network).made
    part = next(part for part in plan.parts(store, made) if part.questions)
    at = datetime(2026, 11, 24, 12, tzinfo=UTC)
    with store.change():
        for table in range(1, SHEETS + 1):
            replaces = None
            for length in range(3, len(TEXT), 3):
                at += timedelta(seconds=1)
                object_ = f"{part.id}:{table}:{part.questions[0].id}"
                data = {"part": part.id, "table": table, "question": part.questions[0].id, "text": TEXT[:length]}
                replaces = store.insert(
                    "entries", machine_id=store.machine_id, number=entries.next_number(store),
                    kind=EntryKind.REFLECTION, gathering_id=made, object=object_, replaces=replaces,
                    at=at.isoformat(timespec="milliseconds"), data=json.dumps(data),
                )  # fmt: skip
    store.close()
    return made


def said(store: Store, gathering_id: str) -> list[tuple[object, ...]]:
    """What counts, with the ids it has."""
    rows = store.rows("SELECT id, object, at, data FROM current_entries ORDER BY object")
    return [*(tuple(row) for row in rows), *((r.table, r.text) for r in reflections.all_(store, gathering_id))]


def test_an_old_file_is_made_small_and_says_the_same(tmp_path: Path) -> None:
    path = tmp_path / "n.db"
    gathering_id = old_file(path)
    store = Store.open(path)
    before, size, told = said(store, gathering_id), path.stat().st_size, []
    first = reflections.all_(store, gathering_id)[0]
    how = reflections.versions(store, gathering_id, first.part_id, first.table, first.question_id)
    upkeep = Upkeep(store, told.append)
    while not upkeep.done:
        upkeep.step()
    assert said(store, gathering_id) == before
    assert store.value("SELECT count(*) FROM entries") == SHEETS
    assert reflections.versions(store, gathering_id, first.part_id, first.table, first.question_id) == how
    object_ = f"{first.part_id}:{first.table}:{first.question_id}"
    kept = entries.history(store, EntryKind.REFLECTION, gathering_id, object_)
    assert [json.loads(version.data)["text"] for version in reversed(kept)] == [
        TEXT[:length] for length in range(3, len(TEXT), 3)
    ]
    assert path.stat().st_size < size * 0.6
    assert told == []
    assert store.rows("PRAGMA integrity_check(1)")[0][0] == "ok"
    store.close()


def test_a_file_that_is_damaged_is_told_of_and_left_alone(tmp_path: Path) -> None:
    path = tmp_path / "n.db"
    old_file(path)
    store = Store.open(path)
    page = store.value("SELECT rootpage FROM sqlite_master WHERE name = 'participants'")
    size = store.value("PRAGMA page_size")
    with path.open("r+b") as file:
        file.seek((page - 1) * size)
        file.write(b"\xff" * size)
    told: list[str] = []
    store.connection.execute("PRAGMA shrink_memory")  # pages that are in memory already are not read again
    rows = store.value("SELECT count(*) FROM entries")
    upkeep = Upkeep(store, told.append)
    while not upkeep.done:
        upkeep.step()
    assert len(told) == 1
    assert "n.db" in told[0]
    assert store.value("SELECT count(*) FROM entries") == rows
    store.close()


def test_the_lane_does_it_when_it_is_quiet_and_gives_way(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(lane, "QUIET", 0.01)
    monkeypatch.setattr(lane, "BETWEEN", 0.0)
    path = tmp_path / "n.db"
    gathering_id = old_file(path)
    worker: DatabaseWorker[object] = DatabaseWorker(lambda task: None)
    worker.put(Task(worker.opening(path), needs_store=False))

    def rows() -> int:
        return worker.borrow(lambda store: int(store.value("SELECT count(*) FROM entries")))

    until(lambda: rows() == SHEETS, "the rows to be few")
    worker.close(5000)
    store = Store.open(path)
    assert len(reflections.all_(store, gathering_id)) == SHEETS
    store.close()
