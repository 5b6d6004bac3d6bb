"""How long it takes to store one reflection durably, as typed and as the window waits: ``python -m tests.bench.save``.

Beside it in the same run, one bare durable SQLite write in the same folder: the floor.
"""

from __future__ import annotations

import argparse
import os
import sqlite3
import statistics
import sys
import tempfile
import time
from collections.abc import Callable
from datetime import date
from pathlib import Path

os.environ.setdefault("QT_QPA_PLATFORM", "offscreen")
_EVENTS = ("INSERT", "UPDATE", "DELETE")


def median_ms(job: Callable[[int], object], rounds: int) -> tuple[float, float]:
    """Median and 95th percentile of a job's milliseconds."""
    took = []
    for number in range(rounds):
        began = time.perf_counter()
        job(number)
        took.append((time.perf_counter() - began) * 1000)
    took.sort()
    return statistics.median(took), took[int(len(took) * 0.95)]


def main() -> int:
    """Print the figures."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--rounds", type=int, default=200)
    rounds = parser.parse_args().rounds

    from PySide6.QtCore import QCoreApplication

    from nettverk.services import plan, reflections
    from nettverk.services.sample import sample
    from nettverk.storage.store import Store
    from nettverk.ui.common.lane import Lane

    with tempfile.TemporaryDirectory() as folder:
        path = Path(folder) / "nettverk.db"
        store = Store.open(path)
        gathering_id = sample.build(store, today=date(2026, 11, 20)).made
        part = next(part for part in plan.parts(store, gathering_id) if part.questions)
        question = part.questions[0].id

        def write(number: int) -> None:
            reflections.write(store, gathering_id, part.id, 1, question, f"Vi så at leken trenger fred. {number}")

        service = median_ms(write, rounds)
        store.close()

        _app = QCoreApplication.instance() or QCoreApplication([])
        lane = Lane()
        lane.open(path)
        lane.wait()

        def through(number: int) -> None:
            lane.change(
                lambda s: reflections.write(s, gathering_id, part.id, 2, question, f"Ut i all slags vær. {number}")
            )
            lane.wait()

        whole = median_ms(through, rounds)
        with_sums, without = _sums(Path(folder), rounds)
        asked = median_ms(lambda number: lane.ask(lambda s: None, None), rounds)
        lane.wait()
        lane.close()
        floor = median_ms(_bare(Path(folder) / "bare.db"), rounds)
    print(f"bare durable write {floor[0]:.2f} ms (p95 {floor[1]:.2f})")
    print(f"reflections.write  {service[0]:.2f} ms (p95 {service[1]:.2f}), {service[0] / floor[0]:.1f} × bare")
    print(f"sums over the contents: {with_sums:.2f} ms with, {without:.2f} without, {with_sums / without - 1:+.1%}")
    print(f"through the lane and back {whole[0]:.2f} ms (p95 {whole[1]:.2f})")
    print(f"the window waits {asked[0]:.3f} ms (p95 {asked[1]:.3f})")
    return 0


def _sums(folder: Path, rounds: int) -> tuple[float, float]:
    """Median ms of the same save with the sums over the contents kept, and without; taken in turn, in like files."""
    from nettverk.services import settings
    from nettverk.storage import content_sums
    from nettverk.storage.store import Store

    stores = [Store.open(folder / "summed.db")]
    noting, content_sums.noting = content_sums.noting, lambda _table, _shape: dict.fromkeys(_EVENTS, "SELECT 1;")
    try:
        stores.append(Store.open(folder / "unsummed.db"))
    finally:
        content_sums.noting = noting
    took: list[list[float]] = [[], []]
    for number in range(2 * rounds):
        for place, store in enumerate(stores):
            began = time.perf_counter()
            settings.put(store, "municipality", f"Havnesund {number}")
            took[place].append((time.perf_counter() - began) * 1000)
    for store in stores:
        store.close()
    return statistics.median(took[0]), statistics.median(took[1])


def _bare(path: Path) -> Callable[[int], object]:
    connection = sqlite3.connect(path, isolation_level=None)
    connection.execute("PRAGMA synchronous = EXTRA")
    connection.execute("CREATE TABLE said (id INTEGER PRIMARY KEY, text TEXT)")
    return lambda number: connection.execute("INSERT INTO said (text) VALUES (?)", (f"Vi så at leken {number}",))


if __name__ == "__main__":
    sys.exit(main())
