"""Twenty thousand points in one gathering as Temaer reads them: ``python -m tests.bench.themes [POINTS]``.

Beside it in the same run, what cannot be had for less: the same rows read from SQLite and their JSON parsed.
"""

from __future__ import annotations

import json
import random
import sys
import tempfile
import time
from collections.abc import Callable
from datetime import date
from pathlib import Path

from nettverk.services import gatherings, plan, reflections
from nettverk.services.register import register
from nettverk.services.templates import template
from nettverk.services.themes import themes
from nettverk.services.themes.board import board
from nettverk.services.themes.likeness import likeness
from nettverk.storage.store import Store

WORDS = tuple(
    """
    barna foreldrene overgang trygghet tid voksne lek språk møte plan skole barnehage samarbeid ro garderoben vennskap
    mestring deltakelse observasjon veiledning rutiner språkmiljø utelek måltid lesing bok forventninger mobbing
    """.split()  # noqa: SIM905 - as lines of words
)
LINES = 200


def filled(store: Store, points: int) -> str:
    """A gathering where so many points were said, two hundred on each sheet."""
    draw = random.Random(5)
    network = register.add_network(store, "0–6").made
    held = gatherings.make(store, template("kristiansand"), network_id=network, held_on=date(2026, 11, 24)).made
    part = next(part for part in plan.parts(store, held) if part.main_number == 3)
    for table in range(1, points // LINES + 1):
        text = "\n".join(f"- {' '.join(draw.choices(WORDS, k=7))}" for _line in range(LINES))
        reflections.write(store, held, part.id, table, part.questions[0].id, text)
    said = [point.key for point in board(store, held).points]
    for number in range(5):
        themes.make(store, held, f"Tema {WORDS[number]}", said[number * 60 : number * 60 + 60])
    return held


def timed(job: Callable[[], object]) -> float:
    """Milliseconds of processor time, the best of three."""
    took = []
    for _round in range(3):
        began = time.process_time()
        job()
        took.append((time.process_time() - began) * 1000)
    return min(took)


def main() -> int:
    """Print the figures."""
    points = int(sys.argv[1]) if len(sys.argv) > 1 else 20_000
    with tempfile.TemporaryDirectory() as folder:
        store = Store.open(Path(folder) / "points.db")
        held = filled(store, points)

        def bare() -> None:
            for row in store.rows("SELECT object, data FROM current_entries WHERE gathering_id = ?", held):
                json.loads(row["data"])

        known = board(store, held)
        floor, read, alike = timed(bare), timed(lambda: board(store, held)), timed(lambda: likeness(known))
        print(
            f"{len(known.points):,} points: rows and JSON {floor:.0f} ms, board {read:.0f} ms ({read / floor:.1f} ×),"
            f" what is like what {alike:.0f} ms"
        )
        store.close()
    return 0


if __name__ == "__main__":
    sys.exit(main())
