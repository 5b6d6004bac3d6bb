"""Printing a full pack for 100 participants, beside a bare reportlab document with as many tables in the same run.

    python -m tests.bench.printing [PEOPLE]
    python -m tests.bench.printing memory [PEOPLE]

Prints one line of JSON: pages a second of both, turn about, the median of seven, and ours as a part of the bare one's;
what the structure for screen readers costs in time and in bytes (the same documents drawn without it); the letters
home of 40 units; and how much more memory the full pack of 400 people takes than the process had before, in a
process of its own (``memory`` measures that alone). The first drawing also reads the fonts. Ours is tagged, guarded
against widows and checked letter by letter; the bare one is a heading and a table of 25 rows on each page.
"""

from __future__ import annotations

import json
import random
import statistics
import subprocess
import sys
import tempfile
import time
from collections.abc import Callable, Sequence
from datetime import date
from io import BytesIO
from pathlib import Path

from nettverk.domain.handouts import DocumentKind
from nettverk.i18n import using
from nettverk.printing.make import make
from nettverk.services import follow_up, gatherings, participants, plan, reflections
from nettverk.services.groups import groupings
from nettverk.services.handouts import handouts
from nettverk.services.handouts.handouts import Draft
from nettverk.services.handouts.registry import document_type
from nettverk.services.register import register
from nettverk.services.templates import template
from nettverk.storage.store import Store
from tests.helpers.conformance import elements

TURNS = 7
SAID = "Den voksne går inn i leken med en rolle, ikke en regel.\nSmå rom i rommet: leken får være i fred."


def gathering(store: Store, people: int, units: int = 25) -> str:
    """A gathering with so many people from some units, groups, answers at every table and two promises a unit."""
    chance = random.Random(units)
    network = register.add_network(store, f"0–6 {units}").made
    made = gatherings.make(store, template("kristiansand"), network_id=network, held_on=date(2026, 11, 24)).made
    here = [register.add_unit(store, f"{_word(chance)} {number} av {units} barnehage").made for number in range(units)]
    with store.change():
        for number in range(people):
            unit = here[number % len(here)]
            participants.add_new(store, made, _word(chance), f"{_word(chance)} {_word(chance)}", unit, role="styrer")
    for part in plan.parts(store, made):
        if part.organising == "mixed":
            groupings.build(store, part.id, size=6)
        elif part.organising == "own_unit":
            groupings.own_units(store, part.id)
    for sheet in reflections.sheets(store, made):
        reflections.write(store, made, sheet.part_id, sheet.table, sheet.question_id, SAID)
    for unit in here:
        for _promise in range(2):
            follow_up.promise(
                store, made, unit, what="Faste lekegrupper i uteleken, en voksen i hver sone", who="styrer"
            )
    return made


def _word(chance: random.Random) -> str:
    return "".join(chance.choice(pair) for pair in ("BDFGHK", "aeiouyæøå", "lmnrst", "aeio", "lmnrs")).capitalize()


def ours(drafts: Sequence[Draft]) -> int:
    """Draw every document; returns the pages."""
    return sum(handouts.draw(draft).pages for draft in drafts)


def untagged(drafts: Sequence[Draft]) -> int:
    """The same without structure, outline and what the document says about itself; returns the bytes."""
    total = 0
    for draft in drafts:
        with using(draft.language):
            pages = document_type(draft.kind).pages(draft.document)
            total += len(make(pages, draft.title, draft.document.occasion.name, only_to_look_at=True))
    return total


def tables_of(drafts: Sequence[Draft]) -> int:
    """How many tables the documents have."""
    return sum(kind == "Table" for draft in drafts for kind, _node in elements(handouts.draw(draft).data))


def bare(tables: int) -> int:
    """Pages with a heading and a table of 25 rows each, as reportlab's own layout makes them."""
    from reportlab.lib.styles import getSampleStyleSheet
    from reportlab.platypus import PageBreak, Paragraph, SimpleDocTemplate, Table

    styles = getSampleStyleSheet()
    story: list[object] = []
    for page in range(tables):
        story.append(Paragraph(f"Side {page}", styles["Heading1"]))
        story.append(Table([[f"Navn {row}", f"Enhet {row}", "styrer", str(row)] for row in range(25)]))
        story.append(PageBreak())
    SimpleDocTemplate(BytesIO()).build(story)
    return tables


def seconds(job: Callable[[], object]) -> float:
    """How long a job takes of the processor's time: others may be at work on the machine."""
    start = time.process_time()
    job()
    return time.process_time() - start


def medians(*jobs: Callable[[], object]) -> list[float]:
    """The median seconds of each job, done turn about so that a busy moment falls on all of them."""
    turns = [[seconds(job) for job in jobs] for _turn in range(TURNS)]
    return [statistics.median(turn[at] for turn in turns) for at in range(len(jobs))]


def most_memory() -> float:
    """The most memory this process has had, in megabytes."""
    import resource

    return resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024


def pack_memory(people: int) -> dict[str, float]:
    """Make the full pack in a folder, as the window does; how much more memory that took at its peak, in megabytes.

    For a process of its own: what has been used before is there to be used again.
    """
    store = Store.in_memory()
    made = gathering(store, people, units=max(25, people // 10))
    Path("/proc/self/clear_refs").write_text("5")  # from here on the peak is counted anew
    before = _memory("VmRSS")
    drafts, _missing = handouts.drafts(store, made)
    with tempfile.TemporaryDirectory() as folder:
        files = handouts.pack(drafts, Path(folder))
        size = sum(path.stat().st_size for path in files) / 1e6
    peak = _memory("VmHWM")
    store.close()
    grown = peak - before
    return {
        "pack_people": people,
        "pack_grown_mb": round(grown),
        "pack_peak_mb": round(peak),
        "pack_mb": round(size, 1),
    }


def _memory(which: str) -> float:
    lines = Path("/proc/self/status").read_text().splitlines()
    return next(int(line.split()[1]) / 1024 for line in lines if line.startswith(f"{which}:"))


def of_its_own(people: int) -> dict[str, float]:
    """The same, measured in a process that has done nothing else; nothing where the system does not tell."""
    if not Path("/proc/self/clear_refs").exists():
        return {}
    command = [sys.executable, "-m", "tests.bench.printing", "memory", str(people)]
    answer = subprocess.run(command, capture_output=True, check=True, text=True)
    told: dict[str, float] = json.loads(answer.stdout)
    return told


def main() -> int:
    """Measure and print."""
    if sys.argv[1:2] == ["memory"]:
        print(json.dumps(pack_memory(int(sys.argv[2]) if len(sys.argv) > 2 else 400)))
        return 0
    people = int(sys.argv[1]) if len(sys.argv) > 1 else 100
    store = Store.in_memory()
    made = gathering(store, people)
    before = most_memory()
    start = time.perf_counter()
    drafts, _missing = handouts.drafts(store, made)
    read = time.perf_counter() - start
    first = seconds(lambda: ours(drafts))
    peak = most_memory()
    pages, tables = ours(drafts), tables_of(drafts)
    tagged_bytes = sum(len(handouts.draw(draft).data) for draft in drafts)
    ours_s, bare_s, untagged_s = medians(lambda: ours(drafts), lambda: bare(tables), lambda: untagged(drafts))
    forty = gathering(store, people, units=40)
    letters = handouts.draft(store, forty, DocumentKind.UNIT_PAGES)
    (home_s,) = medians(lambda: handouts.draw(letters))
    store.close()
    print(
        json.dumps(
            {
                "people": people,
                "documents": len(drafts),
                "read_s": round(read, 4),
                "first_draw_s": round(first, 3),
                "draw_s": round(ours_s, 3),
                "pages": pages,
                "tables": tables,
                "pages_per_s": round(pages / ours_s, 1),
                "bare_pages_per_s": round(tables / bare_s, 1),
                "of_bare": round((pages / ours_s) / (tables / bare_s), 2),
                "tagged_time": round(ours_s / untagged_s, 2),
                "tagged_size": round(tagged_bytes / untagged(drafts), 2),
                "home_40_units_s": round(home_s, 2),
                "peak_mb": round(peak),
                "before_mb": round(before),
                **of_its_own(400),
            }
        )
    )
    return 0


if __name__ == "__main__":
    sys.exit(main())
