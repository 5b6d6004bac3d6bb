"""What rooms ask for, with twenty years in the file beside the sample: ``python -m tests.bench.twenty_years_services``.

Milliseconds of the processor, the best of some rounds, and the ratio; what shows one gathering is to be 1.5 at most.
"""

from __future__ import annotations

import argparse
import sys
import tempfile
import time
from collections.abc import Callable, Iterator
from datetime import date
from pathlib import Path

from nettverk.domain.plan import PartKind
from nettverk.services import (
    follow_up,
    gatherings,
    integrity,
    participant_import,
    participants,
    plan,
    preparation,
    reflections,
    stage,
)
from nettverk.services.export import whole
from nettverk.services.groups import groupings
from nettverk.services.register import history, register
from nettverk.services.sample import sample
from nettverk.storage.store import Store
from tests.bench import twenty_years

PEOPLE = 400
Job = Callable[[], object]


def jobs(path: Path, folder: Path) -> Iterator[tuple[str, Job]]:
    """Every service by the name of who asks, on one file."""
    yield "open", lambda: Store.open(path).close()
    store = Store.open(path)
    held = [each for each in gatherings.all_(store) if each.participants and each.held_on]
    here = next(each.id for each in held if each.held_on and each.held_on < twenty_years.TODAY)
    across = next(part.id for part in plan.parts(store, here) if part.kind == PartKind.ACROSS)
    person = participants.all_(store, here)[0].person_id
    network = held[0].network_id
    yield "plan", lambda: plan.parts(store, here)
    yield "people", lambda: participants.all_(store, here)
    yield "groups", lambda: groupings.prepare(store, across)
    yield "reflections", lambda: reflections.sheets(store, here)
    yield "follow up", lambda: follow_up.threads(store, here)
    yield "stage", lambda: stage.context(store, here)
    yield "learned", lambda: stage.learned(store, here)
    yield "readiness", lambda: preparation.readiness(store, here)
    yield "a person", lambda: history.of_person(store, person)
    yield "all gatherings", lambda: gatherings.all_(store)
    yield "all people", lambda: register.people(store)
    yield "gaps", lambda: history.gaps(store, network, date(2026, 1, 1))
    yield "view meetings", lambda: store.rows("SELECT * FROM meetings")
    yield f"import of {PEOPLE}", _importing(store, folder)
    yield "check", lambda: integrity.check(store)
    yield "export", lambda: whole.to_file(store, folder / "alt.json")
    store.close()


def _importing(store: Store, folder: Path) -> Job:
    """A list where half are known and half are new, read against the register; stored once and undone."""
    lines = ["Navn;E-post;Enhet;Rolle"]
    known = register.people(store)
    for number in range(PEOPLE):
        if number < len(known) and number % 2:
            lines.append(f"{known[number].name};{known[number].email};{known[number].unit_name};styrer")
        else:
            lines.append(f"Ny{number} Navnesen{number};ny{number}@eksempel.no;{known[number % 50].unit_name};styrer")
    path = folder / "liste.csv"
    path.write_text("\n".join(lines), encoding="utf-8")
    here = gatherings.all_(store)[0].id

    def run() -> None:
        participant_import.store_list(store, participant_import.read(store, path), here)
        store.undo()

    return run


def best(job: Job, rounds: int) -> float:
    """The least processor time of some rounds, in milliseconds; a long one is run once."""
    took = []
    for _round in range(rounds):
        begun = time.thread_time()
        job()
        took.append((time.thread_time() - begun) * 1000)
        if sum(took) > 2000:
            break
    return min(took)


def main() -> int:
    """Print the table."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--rounds", type=int, default=5)
    rounds = parser.parse_args().rounds
    with tempfile.TemporaryDirectory() as name:
        folder = Path(name)
        store = Store.open(folder / "sample.db")
        sample.build(store, today=twenty_years.TODAY)
        store.close()
        twenty_years.copy_to(folder / "years.db")
        rows = zip(jobs(folder / "sample.db", folder), jobs(folder / "years.db", folder), strict=True)
        print("| | sample, ms | 20 years, ms | ratio |\n| --- | --- | --- | --- |")
        for (label, small), (_label, large) in rows:
            one, other = best(small, rounds), best(large, rounds)
            print(f"| {label} | {one:.1f} | {other:.1f} | {other / one:.1f} |", flush=True)
    return 0


if __name__ == "__main__":
    sys.exit(main())
