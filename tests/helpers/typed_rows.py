"""A file as an older program left it: a whole row for each time a text was stored as it was typed."""

from __future__ import annotations

import json
from datetime import UTC, datetime, timedelta
from pathlib import Path

from nettverk.domain.entries import EntryKind
from nettverk.services import gatherings, plan, reflections
from nettverk.services.register import register
from nettverk.services.templates import template
from nettverk.storage import entries
from nettverk.storage.store import Store

TEXT = "Vi ringer hverandre når noe er lite, før det blir stort. " * 4
SHEETS = 15
LENGTHS = range(3, len(TEXT), 3)


def old_file(path: Path) -> str:
    """Make it; the id of its gathering."""
    store = Store.open(path)
    network = register.add_network(store, "0–6").made
    made = gatherings.make(store, template("kristiansand"), network_id=network).made
    part = next(part for part in plan.parts(store, made) if part.questions)
    at = datetime(2026, 11, 24, 12, tzinfo=UTC)
    with store.change():
        for table in range(1, SHEETS + 1):
            replaces = None
            for length in LENGTHS:
                at += timedelta(seconds=1)
                object_ = f"{part.id}:{table}:{part.questions[0].id}"
                data = {"part": part.id, "table": table, "question": part.questions[0].id, "text": TEXT[:length]}
                replaces = store.insert(
                    "entries", machine_id=store.machine_id, number=entries.next_number(store),
                    kind=EntryKind.REFLECTION, gathering_id=made, object=object_, replaces=replaces,
                    at=at.isoformat(timespec="milliseconds"), data=json.dumps(data),
                )  # fmt: skip
    store.close()
    return made


def says(store: Store, gathering_id: str) -> list[tuple[object, ...]]:
    """What counts, with the ids it has, and how every sheet read before."""
    told: list[tuple[object, ...]] = [
        tuple(row) for row in store.rows("SELECT id, object, at, data FROM current_entries ORDER BY object")
    ]
    for said in reflections.all_(store, gathering_id):
        told += [(said.table, said.text)]
        told += [reflections.versions(store, gathering_id, said.part_id, said.table, said.question_id)]
    return told
