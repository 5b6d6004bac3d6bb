"""Append-only entries: what is said on the day. A correction is a new entry that names the one it replaces.

What counts is said once, in SQL: the view ``current_entries``.
"""

from __future__ import annotations

import json
from collections.abc import Mapping
from datetime import datetime

from nettverk.domain.entries import EntryKind
from nettverk.storage.store import Row, Store


def append(
    store: Store,
    kind: EntryKind,
    gathering_id: str,
    object_: str,
    data: Mapping[str, object],
    *,
    at: datetime | None = None,
) -> str:
    """Add an entry that replaces the current one for the same object; call inside ``store.change()``.

    Args:
        kind: what sort of thing was said.
        gathering_id: where it was said.
        object_: what it is about (see db/migrations/0001_start.sql).
        data: the content, as JSON can hold it.
        at: when it was said, now where left out.

    Returns:
        the entry's id.
    """
    replaces = None
    if kind != EntryKind.RUNDOWN:  # what was pressed is a series of events: none takes another's place
        row = current(store, kind, gathering_id, object_)
        replaces = row["id"] if row else None
    store.ensure_writer()
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


def current(store: Store, kind: EntryKind, gathering_id: str, object_: str) -> Row | None:
    """The entry that counts for an object, by the rule of the view; None where nothing was said."""
    # The view gives one row at most. It is the newest but where a clock was wrong, so looked for from that end SQLite
    # finds it at once, however many times the text has been typed over.
    return store.one(
        "SELECT * FROM current_entries WHERE gathering_id = ? AND kind = ? AND object = ?"
        " ORDER BY at DESC, id DESC LIMIT 1",
        gathering_id, kind, object_,
    )  # fmt: skip


def history(store: Store, kind: EntryKind, gathering_id: str, object_: str) -> list[Row]:
    """Every entry for an object, newest first, with the name its machine had as ``machine``.

    What replaces comes before what it replaces, also where a machine's clock was wrong; else the clock decides.
    """
    rows = store.rows(
        "SELECT e.*, m.name AS machine FROM entries AS e JOIN machines AS m ON m.id = e.machine_id"
        " WHERE gathering_id = ? AND kind = ? AND object = ? ORDER BY e.at DESC, e.number DESC, e.id DESC",
        gathering_id, kind, object_,
    )  # fmt: skip
    unplaced = {str(row["id"]): row for row in rows}
    places: dict[str, tuple[str, int]] = {}  # id → (the latest clock up to there, how many it builds on)
    for row in rows:
        chain = []
        link = unplaced.pop(row["id"], None)
        while link is not None:
            chain.append(link)
            link = unplaced.pop(link["replaces"] or "", None)
        for entry in reversed(chain):
            latest, depth = places.get(entry["replaces"], ("", 0))
            places[entry["id"]] = (max(latest, entry["at"]), depth + 1)
    return sorted(rows, key=lambda row: places[row["id"]], reverse=True)
