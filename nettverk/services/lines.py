"""The ids of an answer's lines, kept beside its text: so a line is the same point after it was changed or moved."""

from __future__ import annotations

import json
from collections import defaultdict
from collections.abc import Mapping, Sequence
from contextlib import suppress
from typing import Any

from nettverk.domain.entries import EntryKind
from nettverk.domain.points import Line, follow, identified, lines_of
from nettverk.storage import entries
from nettverk.storage.store import Store

KEY = "lines"
"""Where the ids stand in the content of an entry, in the order of the lines; what has none was stored before them."""


def of_content(data: Mapping[str, Any]) -> tuple[Line, ...]:
    """The points of a stored answer."""
    ids = data.get(KEY)
    return identified(str(data.get("text", "")), ids if isinstance(ids, list) else None)


def told(
    store: Store, kind: EntryKind, gathering_id: str, object_: str, before: Mapping[str, Any], text: str
) -> dict[str, object]:
    """What an answer's content says of its lines when its text is stored anew; inside ``store.change()``.

    Args:
        before: the content that counts now; empty where nothing has been said.
        text: as it is to be stored.
    """
    after = lines_of(text)
    stood = of_content(before)
    # Most cells of a sheet hold one line: that is one point, as the cell itself is.
    if kind is EntryKind.SHEET_ANSWER and KEY not in before and max(len(after), len(stood)) <= 1:
        return {}

    def earlier() -> Mapping[str, Sequence[str]]:
        """Ids by the words they stood for, the newest first: what was taken away and comes back is known again."""
        known: dict[str, list[str]] = defaultdict(list)
        for said in entries.history(store, kind, gathering_id, object_):
            with suppress(ValueError, AttributeError):
                for line in of_content(json.loads(said.data)):
                    if line.id not in known[line.words]:
                        known[line.words].append(line.id)
        return known

    ids = follow(stood, after, lambda: _fresh(store), earlier if before else dict)
    return {KEY: list(ids)} if ids else {}


def _fresh(store: Store) -> str:
    """A new id, of six signs with a figure in front: it is unlike every word, so that no name is looked for in it."""
    rest = store.new_id().replace("-", "")[-6:]
    return f"{int(rest[0], 16) % 10}{rest[1:]}"
