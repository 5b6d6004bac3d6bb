"""What lasts longer than a gathering (goals, needs, pairs of units): an entry at the gathering where it was said."""

from __future__ import annotations

import json
from collections.abc import Mapping
from datetime import datetime
from typing import Any

from nettverk.domain.changes import NOTHING, Changes
from nettverk.domain.entries import EntryKind
from nettverk.domain.errors import Expected
from nettverk.storage import entries
from nettverk.storage.store import Row, Store


def stored(store: Store, kind: EntryKind, id_: str, gone: str) -> tuple[Row, dict[str, Any]]:
    """The row (``object``, ``gathering_id``, ``at``) and the data of one as it stands now.

    Raises:
        Expected: it is gone; says ``gone``.
    """
    # The kind as a word, not as a value that is bound: only so does SQLite see that its index fits.
    row = store.one(
        f"SELECT object, gathering_id, at, data FROM current_entries WHERE kind = '{kind.value}' AND object = ?", id_
    )
    if row is None:
        raise Expected(gone)
    return row, json.loads(row["data"])


def write(
    store: Store, kind: EntryKind, id_: str, columns: Mapping[str, object], label: str, gone: str,
    *, merge: str = "", at: datetime | None = None,
) -> Changes:  # fmt: skip
    """Let some of what one says be something else, where it was said; what reads the same already changes nothing.

    Raises:
        Expected: it is gone; says ``gone``.
    """
    row, data = stored(store, kind, id_, gone)
    new = {**data, **columns}
    if new == data:
        return NOTHING
    with store.change(label, merge=merge) as step:
        entries.append(store, kind, row["gathering_id"], id_, new, at=at)
    return step.changes
