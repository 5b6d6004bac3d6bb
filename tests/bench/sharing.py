"""What a journal costs, and how long it takes to bring home a week's work in a file of twenty years.

``python -m tests.bench.sharing``. Beside it in the same run, a bare copy of the same file.
"""

from __future__ import annotations

import random
import shutil
import statistics
import sys
import tempfile
import time
from pathlib import Path

from nettverk.services import participants, reflections
from nettverk.services.sharing import bringing_home, lending
from nettverk.storage.store import Store
from tests.bench import twenty_years
from tests.helpers import machines

_WEEK = 40
"""Things done in a week: more than most do."""


def main() -> int:
    """Print the figures."""
    with tempfile.TemporaryDirectory() as name:
        folder = Path(name)
        _saves(folder)
        _size(folder)
        _week(folder)
    return 0


def _saves(folder: Path) -> None:
    stores = [_opened(folder / "alone.db", shared=False), _opened(folder / "shared.db", shared=True)]
    took: dict[str, tuple[list[float], list[float]]] = {"an answer": ([], []), "a participant": ([], [])}
    for number in range(150):
        for place, store in enumerate(stores):  # by turns, so that a slow moment of the disk is both's
            row = store.one("SELECT id, gathering_id, part_id FROM sheet_uses WHERE part_id IS NOT NULL ORDER BY id")
            assert row is not None
            where = (row["gathering_id"], row["part_id"], number % 5 + 1, row["id"])
            person = str(store.value("SELECT min(id) FROM participants"))
            begun = time.perf_counter()
            reflections.write(store, *where, f"Svar {number}")
            middle = time.perf_counter()
            participants.edit(store, person, role=f"Rolle {number}")
            took["an answer"][place].append(middle - begun)
            took["a participant"][place].append(time.perf_counter() - middle)
    for what, (alone, shared) in took.items():
        first, second = (statistics.median(each) * 1000 for each in (alone, shared))
        print(f"save {what}: {first:.2f} ms alone, {second:.2f} ms shared, {second / first:.2f} ×")
    for store in stores:
        store.close()


def _opened(path: Path, *, shared: bool) -> Store:
    made = machines.made()
    made.back_up(path)
    store = Store.open(path)
    if shared:
        lending.start(store)
    return store


def _size(folder: Path) -> None:
    sizes = []
    for shared in (False, True):
        path = folder / f"size-{shared}.db"
        store = _opened(path, shared=shared)
        dice = random.Random("size")
        for _act in range(400):
            machines.act(store, dice)
        store.connection.execute("VACUUM")
        store.close()
        sizes.append(path.stat().st_size)
    print(f"400 acts: {sizes[0] / 1e6:.2f} MB alone, {sizes[1] / 1e6:.2f} MB shared, {sizes[1] / sizes[0]:.2f} ×")


def _week(folder: Path) -> None:
    home = twenty_years.copy_to(folder / "home.db")
    begun = time.perf_counter()
    shutil.copyfile(home, folder / "bare.db")
    bare = time.perf_counter() - begun
    (folder / "bare.db").unlink()
    store = Store.open(home)
    before = home.stat().st_size
    lending.lend_all(store, folder / "away.db")
    away = Store.open(folder / "away.db")
    for place, one in enumerate((store, away)):
        dice = random.Random(place)
        for _act in range(_WEEK):
            machines.act(one, dice)
    away.close()
    begun = time.perf_counter()
    stages: list[tuple[float, float]] = []
    brought = bringing_home.bring_home(
        store, folder / "away.db", progress=lambda done, _text: stages.append((done, time.perf_counter() - begun))
    )
    took = time.perf_counter() - begun
    rows = store.value("SELECT count(*) FROM _journal")
    print(f"20 years ({before / 1e6:.0f} MB), a week's {_WEEK} acts on each: {took:.2f} s; a bare copy {bare:.2f} s")
    print(f"  came in: {brought.said} said, {brought.rows} rows; the journal has {rows} rows; "
          + ", ".join(f"{done:.0%} at {at:.2f}" for done, at in stages))  # fmt: skip
    begun = time.perf_counter()
    bringing_home.bring_home(store, folder / "away.db")
    print(f"  the same again: {time.perf_counter() - begun:.2f} s")
    store.close()


if __name__ == "__main__":
    sys.exit(main())
