"""What backups, the check and the sums cost with twenty years in the file: ``python -m tests.bench.backups``.

The backup is made while a reflection is stored again and again beside it: what is asked is how long the slowest one
takes, and whether a thread that only counts is held up (it stands for the windows, which share Python's lock).
"""

from __future__ import annotations

import os
import sys
import tempfile
import threading
import time
from pathlib import Path

from tests.bench import twenty_years


def main() -> int:
    """Print the figures."""
    from nettverk.services import backups, integrity, settings
    from nettverk.storage import content_sums
    from nettverk.storage.store import Store

    with tempfile.TemporaryDirectory() as folder:
        os.environ["NETTVERK_HOME"] = folder
        path = Path(folder) / "nettverk.db"
        twenty_years.copy_to(path)
        print(f"twenty years: {path.stat().st_size / 1e6:.0f} MB")
        store = Store.open(path)
        settings.put(store, "municipality", "Havnesund")

        began = time.perf_counter()
        assert backups.make(path).backup is not None
        print(f"backup, alone {time.perf_counter() - began:.2f} s")

        settings.put(store, "municipality", "Lund")
        calm = _slowest(store, lambda: time.sleep(1.5))
        busy = _slowest(store, lambda: backups.make(path))
        print(f"slowest save {calm[0] * 1000:.0f} ms, with a backup beside it {busy[0] * 1000:.0f} ms")
        print(
            f"longest stop of another thread {calm[1] * 1000:.0f} ms, with a backup beside it {busy[1] * 1000:.0f} ms"
        )

        began = time.perf_counter()
        counted = dict(content_sums.counted(store.connection))
        print(f"contents counted {time.perf_counter() - began:.2f} s, {sum(s.rows for s in counted.values()):,} rows")
        size = store.value("SELECT sum(pgsize) FROM dbstat WHERE name = '_content_sums'") if _has_dbstat(store) else 0
        print(f"sums take {size / 1e6:.2f} MB in {len(counted):,} buckets")
        store.close()
        reader = Store.open(path, read_only=True)
        began = time.perf_counter()
        health = integrity.check(reader)
        print(f"check {time.perf_counter() - began:.2f} s, well: {health.well}")
        reader.close()
    return 0


def _has_dbstat(store: object) -> bool:
    import sqlite3

    try:
        sqlite3.connect(":memory:").execute("SELECT 1 FROM dbstat")
    except sqlite3.OperationalError:
        return False
    return True


def _slowest(store: object, job: object) -> tuple[float, float]:
    """The slowest save and the longest stop of another thread, in seconds, while a job is done in a third."""
    from nettverk.services import settings

    over = threading.Event()
    stops: list[float] = [0.0]

    def work() -> None:
        job()  # type: ignore[operator]
        over.set()

    def count() -> None:
        last = time.perf_counter()
        while not over.is_set():
            time.sleep(0.001)
            now = time.perf_counter()
            stops[0] = max(stops[0], now - last)
            last = now

    threads = [threading.Thread(target=run) for run in (work, count)]
    for thread in threads:
        thread.start()
    saves = [0.0]
    number = 0
    while not over.is_set():
        began = time.perf_counter()
        settings.put(store, "contact", f"Kari {number}")  # type: ignore[arg-type]
        saves.append(time.perf_counter() - began)
        number += 1
        time.sleep(0.2)
    for thread in threads:
        thread.join()
    return max(saves), stops[0]


if __name__ == "__main__":
    sys.exit(main())
