"""Search over twenty years of points, a key at a time: ``python -m tests.bench.search``.

Beside each key in the same run, the same words asked of a bare FTS5 table that holds the same points: what SQLite
itself must take. What the index costs is said too: reading it all once, its size in memory, and its share of a save.
"""

from __future__ import annotations

import sqlite3
import statistics
import sys
import tempfile
import time
from collections.abc import Callable
from pathlib import Path

from nettverk.domain.search import HitKind, Wanted
from nettverk.services import reflections
from nettverk.services.search import search
from nettverk.services.search.documents import stem
from nettverk.storage.store import Store
from tests.bench import twenty_years

TYPED = ("foreldresamarbeid", "barnehagene", "relasjon leken", "overgang")
ROUNDS = 5
_BARE = "SELECT rowid FROM words WHERE words MATCH ? ORDER BY rowid DESC LIMIT 1001"


def median_ms(job: Callable[[], object], rounds: int = ROUNDS) -> float:
    """Median of a job's milliseconds of processor time, so that what else the machine does is not counted."""
    took = []
    for _round in range(rounds):
        began = time.process_time()
        job()
        took.append((time.process_time() - began) * 1000)
    return statistics.median(took)


def bare(store: Store) -> sqlite3.Connection:
    """A plain FTS5 table with the same texts, as its documentation would have it."""
    index = search.index_of(store)
    connection = sqlite3.connect(":memory:")
    connection.execute("CREATE VIRTUAL TABLE words USING fts5(text, prefix='1 2 3')")
    rows = index._memory.execute("SELECT id, text FROM docs")  # the bench looks where the program does not
    connection.executemany("INSERT INTO words (rowid, text) VALUES (?, ?)", rows)
    return connection


def main() -> int:
    """Print the figures."""
    with tempfile.TemporaryDirectory() as folder:
        path = Path(folder) / "years.db"
        twenty_years.copy_to(path)
        store = Store.open(path)
        began, cpu = time.perf_counter(), time.process_time()
        search.search(store, Wanted("lek"))
        print(f"the newest gatherings and the first answer {(time.perf_counter() - began) * 1000:.0f} ms")
        left = search.catch_up(store, None)
        count, size = search.index_of(store).size()
        print(
            f"all {count:,} read once {time.perf_counter() - began:.1f} s ({time.process_time() - cpu:.1f} s of CPU),"
            f" {left} left; {size / 1e6:.0f} MB in memory, none in the file ({path.stat().st_size / 1e6:.0f} MB)"
        )
        floor = bare(store)
        worst = 0.0
        for word in TYPED:
            for letters in range(1, len(word) + 1):
                typed = word[:letters]
                ours = median_ms(lambda typed=typed: search.search(store, Wanted(typed)))
                asked = " ".join(f'"{one}"*' for one in typed.split())
                theirs = median_ms(lambda asked=asked: floor.execute(_BARE, (asked,)).fetchall())
                worst = max(worst, ours)
                print(f"  {typed:20} {ours:6.1f} ms, bare FTS5 {theirs:6.1f} ms, {ours / max(theirs, 0.01):5.1f} ×")
        network = store.value("SELECT id FROM networks ORDER BY id LIMIT 1")
        unit = store.value("SELECT id FROM units ORDER BY id LIMIT 1")
        for name, wanted in (
            ("network, year", Wanted("lek", network_id=network, year=2019)),
            ("unit", Wanted("v", unit_id=unit)),
            ("kind", Wanted("v", kinds=frozenset({HitKind.COMMITMENT}))),
            ("everything", Wanted()),
        ):
            ours = median_ms(lambda wanted=wanted: search.search(store, wanted))
            worst = max(worst, ours)
            print(f"  {name:20} {ours:6.1f} ms")
        print(f"worst key {worst:.1f} ms")
        here = store.one("SELECT * FROM entries WHERE kind = 'reflection' ORDER BY gathering_id DESC LIMIT 1")
        part, table, question = here["object"].split(":")

        def again() -> object:
            again.number += 1  # type: ignore[attr-defined]
            text = f"Vi øver på samtalen {again.number}"  # type: ignore[attr-defined]
            reflections.write(store, here["gathering_id"], part, int(table), question, text)
            return search.search(store, Wanted("samtalen"))

        again.number = 0  # type: ignore[attr-defined]
        print(f"a save and a search after it {median_ms(again):.1f} ms")
        kept, store.search = store.search, None
        took: tuple[list[float], list[float]] = [], []
        for number in range(120):
            store.search = kept if number % 2 else None
            began = time.perf_counter()
            reflections.write(store, here["gathering_id"], part, int(table), question, f"Vi prøver {number}")
            took[number % 2].append((time.perf_counter() - began) * 1000)
        with_, without = statistics.median(took[1]), statistics.median(took[0])
        print(f"a save {with_:.2f} ms with the index, {without:.2f} without, {with_ / without - 1:+.1%}")
        print(f"({stem.cache_info().currsize:,} stems kept)")
        store.close()
    return 0


if __name__ == "__main__":
    sys.exit(main())
