"""Printing a full pack for 100 participants, beside a bare reportlab document of 100 pages in the same run.

    python -m tests.bench.printing [PEOPLE]

Prints one line of JSON: seconds, pages and pages a second of both (the best of three), and the ratio of ours to the
bare one for each page. The first drawing also reads the fonts. Ours is tagged, guarded against widows and checked
letter by letter; the bare one is plain tables.
"""

from __future__ import annotations

import json
import random
import sys
import time
from collections.abc import Callable, Sequence
from datetime import date
from io import BytesIO

from nettverk.services import follow_up, gatherings, participants, plan, reflections
from nettverk.services.groups import groupings
from nettverk.services.handouts import handouts
from nettverk.services.handouts.handouts import Draft
from nettverk.services.register import register
from nettverk.services.templates import template
from nettverk.storage.store import Store

SAID = "Den voksne går inn i leken med en rolle, ikke en regel.\nSmå rom i rommet: leken får være i fred."


def gathering(store: Store, people: int) -> str:
    """A gathering with so many people from 25 units, groups, answers at every table and two promises from each unit."""
    chance = random.Random(1)
    network = register.add_network(store, "0–6").made
    made = gatherings.make(store, template("kristiansand"), network_id=network, held_on=date(2026, 11, 24)).made
    units = [register.add_unit(store, f"{_word(chance)} barnehage").made for _unit in range(25)]
    with store.change():
        for number in range(people):
            unit = units[number % len(units)]
            participants.add_new(store, made, _word(chance), f"{_word(chance)} {_word(chance)}", unit, role="styrer")
    for part in plan.parts(store, made):
        if part.organising == "mixed":
            groupings.build(store, part.id, size=6)
        elif part.organising == "own_unit":
            groupings.own_units(store, part.id)
    for sheet in reflections.sheets(store, made):
        reflections.write(store, made, sheet.part_id, sheet.table, sheet.question_id, SAID)
    for unit in units:
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


def bare() -> int:
    """A hundred pages with a heading and a table of 25 rows each, as reportlab's own layout makes them."""
    from reportlab.lib.styles import getSampleStyleSheet
    from reportlab.platypus import PageBreak, Paragraph, SimpleDocTemplate, Table

    styles = getSampleStyleSheet()
    story: list[object] = []
    for page in range(100):
        story.append(Paragraph(f"Side {page}", styles["Heading1"]))
        story.append(Table([[f"Navn {row}", f"Enhet {row}", "styrer", str(row)] for row in range(25)]))
        story.append(PageBreak())
    SimpleDocTemplate(BytesIO()).build(story)
    return 100


def best(job: Callable[[], int], turns: int = 3) -> tuple[float, int]:
    """The least seconds of some turns, and what came back."""
    seconds = []
    pages = 0
    for _turn in range(turns):
        start = time.perf_counter()
        pages = job()
        seconds.append(time.perf_counter() - start)
    return min(seconds), pages


def main() -> int:
    """Measure and print."""
    people = int(sys.argv[1]) if len(sys.argv) > 1 else 100
    store = Store.in_memory()
    made = gathering(store, people)
    start = time.perf_counter()
    drafts, _missing = handouts.drafts(store, made)
    read = time.perf_counter() - start
    first, _pages = best(lambda: ours(drafts), 1)
    bare_seconds, bare_pages = best(bare)
    seconds, pages = best(lambda: ours(drafts))
    store.close()
    print(
        json.dumps(
            {
                "people": people,
                "documents": len(drafts),
                "read_s": round(read, 4),
                "first_draw_s": round(first, 3),
                "draw_s": round(seconds, 3),
                "pages": pages,
                "pages_per_s": round(pages / seconds, 1),
                "bare_s": round(bare_seconds, 3),
                "bare_pages_per_s": round(bare_pages / bare_seconds, 1),
                "ratio_per_page": round((seconds / pages) / (bare_seconds / bare_pages), 2),
            }
        )
    )
    return 0


if __name__ == "__main__":
    sys.exit(main())
