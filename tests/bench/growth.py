"""How much a file grows by what is typed: ``python -m tests.bench.growth [--sheets N]``.

Texts of 100–600 letters at 5 letters a second, stored twice a second as the window does; then the file is closed, and
opened again as it is a year later, with its upkeep done. The figure is the growth of the file, indexes and all, for
each byte of the texts as they ended.
"""

from __future__ import annotations

import argparse
import random
import sys
import tempfile
from datetime import UTC, date, datetime, timedelta
from pathlib import Path

from nettverk.domain.plan import Part
from nettverk.services import gatherings, plan, reflections
from nettverk.services.register import register
from nettverk.services.templates import template
from nettverk.services.upkeep import Upkeep
from nettverk.storage import compact
from nettverk.storage.store import Store
from tests.bench.twenty_years import sentences

LETTERS_A_SECOND = 5


def grown(folder: Path, lengths: list[int], sittings: int = 1) -> tuple[int, int, int]:
    """Bytes the file grew by, bytes of the texts as they ended, and how many times something was stored."""
    path = folder / "growth.db"
    store = Store.open(path)
    network = register.add_network(store, "0–6").made
    here = gatherings.make(store, template("kristiansand"), network_id=network, held_on=date(2026, 11, 24)).made
    part = next(part for part in plan.parts(store, here) if part.questions)
    for table in range(90, 98):  # so that no table begins its first page with what is measured
        reflections.write(store, here, part.id, table, part.questions[0].id, "Et sted å begynne. " * 20)
    before = _size_when_settled(store)
    store.connection.execute("PRAGMA synchronous = OFF")
    texts = [_text(random.Random(number), length) for number, length in enumerate(lengths)]
    writes = sum(_type(store, here, part, number, text, sittings) for number, text in enumerate(texts))
    store.close()
    store = Store.open(path)
    after = _size_when_settled(store)
    store.close()
    path.unlink()
    return after - before, sum(len(text.encode()) for text in texts), writes


def _size_when_settled(store: Store) -> int:
    upkeep = Upkeep(store, lambda sentence: None)
    while not upkeep.done:
        upkeep.step()
    compact.write_anew(store)
    return int(store.value("PRAGMA page_count")) * int(store.value("PRAGMA page_size"))


def _text(chance: random.Random, length: int) -> str:
    return " ".join(chance.choice(sentences()) for _ in range(length // 20))[:length]


def _type(store: Store, gathering_id: str, part: Part, number: int, text: str, sittings: int) -> int:
    """Type one text, in so many sittings with a pause between them; returns how many times it was stored."""
    chance = random.Random(number)
    at = datetime(2026, 11, 24, 10, tzinfo=UTC) + timedelta(minutes=number)
    question, table = part.questions[number % len(part.questions)].id, number // len(part.questions) + 1
    length = writes = 0
    while length < len(text):
        letters = chance.choice((2, 2, 3, 3))
        if length * sittings // len(text) != min(len(text), length + letters) * sittings // len(text):
            at += timedelta(hours=1)
        length += letters
        at += timedelta(milliseconds=1000 * letters // LETTERS_A_SECOND + chance.randint(-80, 80))
        reflections.write(store, gathering_id, part.id, table, question, text[:length], at=at)
        writes += 1
    return writes


def main() -> int:
    """Print the figures."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--sheets", type=int, default=60)
    sheets = parser.parse_args().sheets
    mixed = [random.Random(number).randint(100, 600) for number in range(sheets)]
    with tempfile.TemporaryDirectory() as folder:
        for label, lengths, sittings in (
            ("100–600 letters", mixed, 1), ("100–600 letters, three sittings", mixed, 3),
            ("240 letters", [240] * sheets, 1),
        ):  # fmt: skip
            growth, final, writes = grown(Path(folder), lengths, sittings)
            print(f"{label}: {writes} times stored, {growth / final:.2f} × the texts", flush=True)
    return 0


if __name__ == "__main__":
    sys.exit(main())
