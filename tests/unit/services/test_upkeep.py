"""What is done with an open file while nobody asks for anything, as steps and in the lane."""

from __future__ import annotations

import json
import threading
from collections.abc import Iterator
from pathlib import Path

import pytest

from nettverk.domain.entries import EntryKind
from nettverk.services import lane, reflections
from nettverk.services.lane import DatabaseWorker, Task
from nettverk.services.upkeep import Upkeep
from nettverk.storage import entries
from nettverk.storage.store import Store
from tests.bench.growth import grown
from tests.helpers.typed_rows import LENGTHS, SHEETS, TEXT, old_file, says
from tests.helpers.waiting import until


def test_an_old_file_is_made_small_and_says_the_same(tmp_path: Path) -> None:
    path = tmp_path / "n.db"
    gathering_id = old_file(path)
    store = Store.open(path)
    before, size, told = says(store, gathering_id), path.stat().st_size, []
    first = reflections.all_(store, gathering_id)[0]
    upkeep = Upkeep(store, told.append)
    while not upkeep.done:
        upkeep.step()
    assert says(store, gathering_id) == before
    assert store.value("SELECT count(*) FROM entries") == SHEETS
    object_ = f"{first.part_id}:{first.table}:{first.question_id}"
    kept = entries.history(store, EntryKind.REFLECTION, gathering_id, object_)
    assert [json.loads(version.data)["text"] for version in reversed(kept)] == [TEXT[:length] for length in LENGTHS]
    # What the tables themselves take, with nothing in them, is not what is made small.
    empty = tmp_path / "tom.db"
    Store.open(empty).close()
    bare = empty.stat().st_size
    assert path.stat().st_size - bare < (size - bare) * 0.6
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


@pytest.fixture
def worker(monkeypatch: pytest.MonkeyPatch) -> Iterator[DatabaseWorker[object]]:
    """A lane where it is quiet at once."""
    monkeypatch.setattr(lane, "QUIET", 0.0)
    monkeypatch.setattr(lane, "BETWEEN", 0.0)
    made: DatabaseWorker[object] = DatabaseWorker(lambda task: None)
    yield made
    made.close(10_000)


def test_the_lane_does_it_when_nobody_asks_for_anything(tmp_path: Path, worker: DatabaseWorker[object]) -> None:
    path = tmp_path / "n.db"
    old_file(path)
    worker.put(Task(worker.opening(path), needs_store=False))
    worker.borrow(lambda store: None)
    until(lambda: worker.is_looked_after, "the upkeep")
    assert worker.borrow(lambda store: store.value("SELECT count(*) FROM entries")) == SHEETS


def test_whoever_asks_for_something_comes_first(
    tmp_path: Path, worker: DatabaseWorker[object], monkeypatch: pytest.MonkeyPatch
) -> None:
    begun = threading.Event()

    def for_hours(upkeep: Upkeep) -> None:
        begun.set()
        upkeep._store.value("WITH RECURSIVE n (i) AS (SELECT 1 UNION ALL SELECT i + 1 FROM n) SELECT count(*) FROM n")

    monkeypatch.setattr(Upkeep, "_make_small", for_hours)
    worker.put(Task(worker.opening(tmp_path / "n.db"), needs_store=False))
    for _time in range(3):
        assert begun.wait(60)
        begun.clear()
        assert worker.borrow(lambda store: store.value("SELECT 1")) == 1
    assert not worker.is_looked_after, "it is done again when it is quiet"


@pytest.mark.slow
@pytest.mark.parametrize(("sittings", "sheets"), [(1, 33), (3, 44)])
def test_a_year_later_a_file_has_three_times_what_was_typed_at_most(tmp_path: Path, sittings: int, sheets: int) -> None:
    lengths = [100 + 50 * (number % 11) for number in range(sheets)]
    growth, final, _writes = grown(tmp_path, lengths, sittings)
    assert growth <= 3 * final
