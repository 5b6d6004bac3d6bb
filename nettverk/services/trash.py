"""Papirkurven: keep what is removed, put it back, and see first how much goes with it."""

from __future__ import annotations

import json
from collections.abc import Callable, Mapping, Sequence
from datetime import date, datetime, timedelta
from typing import Any

from nettverk.domain.changes import NOTHING, Changes
from nettverk.domain.entries import EntryKind
from nettverk.domain.errors import BadInput
from nettverk.domain.trash import DAYS, Trashed, TrashKind, Weight
from nettverk.i18n import _
from nettverk.storage import trash
from nettverk.storage.store import Row, Store

_ANSWERS = (EntryKind.REFLECTION, EntryKind.SHEET_ANSWER)
_SAID = (
    "SELECT count(DISTINCT object) FROM current_entries WHERE gathering_id = ?"
    " AND kind IN (SELECT value FROM json_each(?))"
)


def keep(store: Store, kind: TrashKind, title: str, roots: Sequence[trash.Root], *, about: str = "") -> None:
    """Keep rows that are about to be removed, with all that goes with them; inside ``store.change()``."""
    packed = trash.pack(store, roots)
    store.insert("trash", kind=kind, title=title, about=about, removed_at=store.stamp(), packed=packed)


def keep_hidden(store: Store, kind: TrashKind, title: str, roots: Sequence[trash.Root]) -> None:
    """Note rows that are about to be hidden and stay where they are; inside ``store.change()``."""
    store.insert(
        "trash", kind=kind, title=title, about="", removed_at=store.stamp(), packed=trash.pack_hidden(roots)
    )  # fmt: skip


def all_(store: Store) -> tuple[Trashed, ...]:
    """What lies there, the newest first."""
    rows = store.rows("SELECT id, kind, title, about, removed_at FROM trash ORDER BY removed_at DESC, id DESC")
    return tuple(item for row in rows if (item := _trashed(row)) is not None)


def removed_gatherings(store: Store) -> tuple[Mapping[str, Any], ...]:
    """The rows of the gatherings that lie there and are nowhere else, as they were when they were removed."""
    by_id: dict[str, Mapping[str, Any]] = {}
    for kept in store.rows("SELECT packed FROM trash WHERE kind = ? ORDER BY id", TrashKind.GATHERING):
        by_id.update((str(row["id"]), row) for row in trash.rows_of(kept["packed"], "gatherings"))
    there = {row["id"] for row in store.rows("SELECT id FROM gatherings")}
    return tuple(row for id_, row in by_id.items() if id_ not in there)


def _trashed(row: Row) -> Trashed | None:
    try:
        kind = TrashKind(row["kind"])
    except ValueError:  # a newer program has more kinds; it can put them back
        return None
    return Trashed(row["id"], kind, row["title"], row["about"], datetime.fromisoformat(row["removed_at"]))


def put_back(store: Store, trash_id: str) -> Changes:
    """Put something back as it was, as far as what it hung on is still there.

    Raises:
        BadInput: it is not there any more, or nothing of it can be put back.
    """
    row = store.one("SELECT packed FROM trash WHERE id = ?", trash_id)
    if row is None:
        raise BadInput(_("Den er ikke i papirkurven lenger."))
    with store.change(_("Hent tilbake fra papirkurven")) as step:
        try:
            count = trash.unpack_into(store, row["packed"]) or _shown_again(store, row["packed"])
        except ValueError:
            count = 0
        if not count:
            raise BadInput(_("Det går ikke å hente den tilbake: det den hørte til, er borte, eller den finnes alt."))
        store.delete("trash", trash_id)
    return step.changes


def _shown_again(store: Store, packed: bytes) -> int:
    """Show rows that were only hidden; returns how many there are."""
    count = 0
    for table, id_ in trash.hidden(packed):
        if table == "sheet_versions" and store.value("SELECT 1 FROM sheet_versions WHERE id = ?", id_):
            store.update(table, id_, removed=0)
            count += 1
    return count


def holding(store: Store, names_somebody: Callable[[str], bool]) -> tuple[Trashed, ...]:
    """What lies there with a text in it that names somebody, the newest first."""
    items = []
    for thing in all_(store):
        packed = store.value("SELECT packed FROM trash WHERE id = ?", thing.id)
        if names_somebody(f"{thing.title}\n{thing.about}") or any(map(names_somebody, trash.texts(packed))):
            items.append(thing)
    return tuple(items)


def empty(store: Store) -> Changes:
    """Let everything go for good."""
    with store.change() as step:
        store.connection.execute("DELETE FROM trash")
    return step.changes


def forget(store: Store, today: date) -> Changes:
    """Let go of what has lain there for ninety days."""
    until = (today - timedelta(days=DAYS)).isoformat()
    if not store.value("SELECT 1 FROM trash WHERE removed_at < ?", until):
        return NOTHING
    with store.change() as step:
        store.connection.execute("DELETE FROM trash WHERE removed_at < ?", (until,))
    return step.changes


# --- how much goes with it ---


def of_gathering(store: Store, gathering_id: str) -> Weight:
    """What goes with a gathering."""
    return Weight(
        participants=_count(store, "SELECT count(*) FROM participants WHERE gathering_id = ?", gathering_id),
        came=_count(
            store,
            "SELECT count(*) FROM attendance WHERE gathering_id = ? AND status IN ('present', 'late')",
            gathering_id,
        ),
        answers=_count(store, _SAID, gathering_id, json.dumps(_ANSWERS)),
        commitments=_count(store, _SAID, gathering_id, json.dumps([EntryKind.COMMITMENT])),
    )


def of_part(store: Store, part_id: str) -> Weight:
    """What goes with a part: answers to what is asked in it, and its groups."""
    uses = [row["id"] for row in store.rows("SELECT id FROM sheet_uses WHERE part_id = ?", part_id)]
    gathering_id = store.value("SELECT gathering_id FROM parts WHERE id = ?", part_id)
    rows = store.rows(
        "SELECT DISTINCT object FROM current_entries WHERE gathering_id = ?"
        " AND kind IN (SELECT value FROM json_each(?))",
        gathering_id, json.dumps(_ANSWERS),
    )  # fmt: skip
    answers = sum(any(use in row["object"] for use in uses) for row in rows)
    groups = _count(
        store,
        "SELECT count(*) FROM group_tables AS t JOIN groupings AS g ON g.id = t.grouping_id WHERE g.part_id = ?",
        part_id,
    )
    return Weight(answers=answers, groups=groups)


def of_people(store: Store, person_ids: Sequence[str]) -> Weight:
    """What goes with people of the register: the gatherings they are on the list of, and came to."""
    ids = json.dumps(list(person_ids))
    return Weight(
        participants=_count(
            store, "SELECT count(*) FROM participants WHERE person_id IN (SELECT value FROM json_each(?))", ids
        ),
        came=_count(
            store,
            "SELECT count(*) FROM participants AS p JOIN attendance AS a ON a.participant_id = p.id"
            " AND a.gathering_id = p.gathering_id WHERE a.status IN ('present', 'late')"
            " AND p.person_id IN (SELECT value FROM json_each(?))",
            ids,
        ),
    )


def _count(store: Store, sql: str, *values: object) -> int:
    return int(store.value(sql, *values) or 0)
