"""Import of 10,000 rows, beside the least it could cost: openpyxl reading the file and SQLite storing bare rows.

    python -m tests.bench.people_in [ROWS]

Prints one line of JSON: seconds for each step, and the ratio of ours to the bare sum.
"""

from __future__ import annotations

import json
import random
import sqlite3
import sys
import tempfile
import time
from collections.abc import Callable
from pathlib import Path

from nettverk.services import participant_import
from nettverk.storage.store import Store

HEADER = ["ID", "Starttidspunkt", "Fullføringstidspunkt", "E-postadresse", "Navn", "Tidspunkt for siste endring"]
HEADER += ["Hvilken enhet/tjeneste kommer du fra?", "Hva er stillingen din?", "Bydel", "Kommentar"]


def write(path: Path, rows: int) -> None:
    """A Forms list of invented people in 300 units."""
    from openpyxl import Workbook

    chance = random.Random(1)
    book = Workbook(write_only=True)
    sheet = book.create_sheet("Sheet1")
    sheet.append(HEADER)
    kinds = ("barnehage", "skole", "bhg", "BARNEHAGE")
    for number in range(rows):
        name = f"{_word(chance)} {_word(chance)}"
        unit = f"{_word(random.Random(number % 300))} {kinds[number % 4] if number % 300 else 'PPT'}"
        row = [number + 1, "1.11.26 09:00", "1.11.26 09:03", f"p{number}@eksempel.no", name, ""]
        sheet.append([*row, unit, "lærer", f"Bydel {number % 5}", ""])
    book.save(path)


def _word(chance: random.Random) -> str:
    return "".join(chance.choice(pair) for pair in ("BDFGHK", "aeiouyæøå", "lmnrst", "aeio", "lmnrs")).capitalize()


def timed(job: Callable[[], object]) -> tuple[float, object]:
    """Seconds of wall time, and what came back."""
    start = time.perf_counter()
    answer = job()
    return time.perf_counter() - start, answer


def bare_read(path: Path) -> list[tuple[object, ...]]:
    """All cells, by openpyxl alone."""
    from openpyxl import load_workbook

    book = load_workbook(path, read_only=True)
    rows = [tuple(row) for row in book.worksheets[0].iter_rows(values_only=True)]
    book.close()
    return rows


def bare_store(path: Path, rows: list[tuple[object, ...]]) -> None:
    """The same rows, in one transaction, by sqlite3 alone with our pragmas."""
    connection = sqlite3.connect(path)
    connection.execute("PRAGMA synchronous = EXTRA")
    connection.execute("CREATE TABLE people (a TEXT, b TEXT, c TEXT, d TEXT) STRICT")
    connection.executemany("INSERT INTO people VALUES (?, ?, ?, ?)", [tuple(map(str, row[3:7])) for row in rows])
    connection.commit()
    connection.close()


def main(rows: int) -> dict[str, float]:
    """Measure, and say."""
    with tempfile.TemporaryDirectory() as name:
        folder = Path(name)
        write(folder / "liste.xlsx", rows)
        read_bare, cells = timed(lambda: bare_read(folder / "liste.xlsx"))
        assert isinstance(cells, list)
        store_bare, _none = timed(lambda: bare_store(folder / "bare.db", cells))
        store = Store.open(folder / "n.db")
        read, found = timed(lambda: participant_import.read(store, folder / "liste.xlsx"))
        assert isinstance(found, participant_import.Import)
        kept, summary = timed(lambda: participant_import.store_list(store, found))
        assert isinstance(summary, participant_import.Summary)
        assert summary.new + summary.updated + len(summary.skipped) == rows, summary
        store.close()
    bare, ours = read_bare + store_bare, read + kept
    figures = {"rows": rows, "read": read, "store": kept, "bare_read": read_bare, "bare_store": store_bare}
    return {**{key: round(value, 3) for key, value in figures.items()}, "ratio": round(ours / bare, 2)}


if __name__ == "__main__":
    print(json.dumps(main(int(sys.argv[1]) if len(sys.argv) > 1 else 10_000)))
