"""Append-only entries: what is said on the day. A correction is a new entry that names the one it replaces."""

from __future__ import annotations

import json
from collections.abc import Mapping
from datetime import datetime

from nettverk.storage.store import Row, Store


def append(
    store: Store, kind: str, gathering_id: str, object_: str, data: Mapping[str, object], *, at: datetime | None = None
) -> str:
    """Add an entry that replaces the current one for the same object; call inside ``store.change()``.

    Args:
        kind: reflection, attendance, commitment or rundown.
        object_: what it is about (see db/migrations/0001_start.sql).
        at: when it was said, now where left out.

    Returns:
        the entry's id.
    """
    replaces = None
    if kind != "rundown":
        row = current(store, kind, gathering_id, object_)
        replaces = row["id"] if row else None
    number = 1 + (store.value("SELECT max(number) FROM entries WHERE machine_id = ?", store.machine_id) or 0)
    stamp = store.stamp() if at is None else at.isoformat(timespec="milliseconds")
    return store.insert(
        "entries",
        machine_id=store.machine_id,
        number=number,
        kind=kind,
        gathering_id=gathering_id,
        object=object_,
        replaces=replaces,
        at=stamp,
        data=json.dumps(data, ensure_ascii=False, separators=(",", ":")),
    )


def current(store: Store, kind: str, gathering_id: str, object_: str) -> Row | None:
    """The entry that counts for an object: the newest of those nothing replaces."""
    return store.one(
        "SELECT * FROM entries AS e WHERE gathering_id = ? AND kind = ? AND object = ?"
        " AND NOT EXISTS (SELECT 1 FROM entries AS newer WHERE newer.replaces = e.id)"
        " ORDER BY at DESC, id DESC LIMIT 1",
        gathering_id, kind, object_,
    )  # fmt: skip


def history(store: Store, kind: str, gathering_id: str, object_: str) -> list[Row]:
    """Every entry for an object, newest first, with the machine's name.

    What replaces comes before what it replaces, also where a machine's clock was wrong; else by the clock.
    """
    rows = store.rows(
        "SELECT e.*, m.name AS machine FROM entries AS e JOIN machines AS m ON m.id = e.machine_id"
        " WHERE gathering_id = ? AND kind = ? AND object = ? ORDER BY e.at DESC, e.number DESC, e.id DESC",
        gathering_id, kind, object_,
    )  # fmt: skip
    waiting = {str(row["id"]): row for row in rows}
    places: dict[str, tuple[str, int]] = {}  # id → (the latest clock up to there, how many it builds on)
    for row in rows:
        chain = []
        step = waiting.pop(row["id"], None)
        while step is not None:
            chain.append(step)
            step = waiting.pop(step["replaces"] or "", None)
        for one in reversed(chain):
            latest, depth = places.get(one["replaces"], ("", 0))
            places[one["id"]] = (max(latest, one["at"]), depth + 1)
    return sorted(rows, key=lambda row: places[row["id"]], reverse=True)
