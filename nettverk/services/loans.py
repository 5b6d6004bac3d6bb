"""What a file that somebody has borrowed is for; and in one's own, which machines have written at which table."""

from __future__ import annotations

import json
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date, datetime

from nettverk.domain.entries import EntryKind
from nettverk.domain.sheets.definition import Who
from nettverk.storage import content_sums
from nettverk.storage.journal import Fact
from nettverk.storage.store import Store


@dataclass(frozen=True, slots=True)
class Loan:
    """What the open file was lent for.

    Attributes:
        tables: their numbers, in order.
    """

    gathering_id: str
    title: str
    held_on: date | None
    tables: tuple[int, ...]


@dataclass(frozen=True, slots=True)
class Written:
    """What one machine has written last at one table.

    Attributes:
        machine: its name.
        here: whether it is this one.
        at: when it last wrote there.
        answers: how many answers read as it wrote them.
    """

    machine: str
    here: bool
    at: datetime
    answers: int


def loan(store: Store) -> Loan | None:
    """What the open file was lent for; None for any other file."""
    gathering_id = content_sums.fact(store.connection, Fact.LENT)
    if not gathering_id:
        return None
    row = store.one("SELECT title, theme, held_on FROM gatherings WHERE id = ?", gathering_id)
    title = (row["title"] or row["theme"]) if row is not None else ""
    held_on = date.fromisoformat(row["held_on"]) if row is not None and row["held_on"] else None
    return Loan(gathering_id, title, held_on, tables(store))


def tables(store: Store) -> tuple[int, ...]:
    """The numbers of the tables that the open file was lent for; none for any other file."""
    return tuple(json.loads(content_sums.fact(store.connection, Fact.TABLES) or "[]"))


def is_shared(store: Store) -> bool:
    """Whether anything can have been written elsewhere; a borrowed file leaves what is open to the one it is from."""
    share, lent = (content_sums.fact(store.connection, name) for name in (Fact.SHARE, Fact.LENT))
    return bool(share) and not lent


def written(store: Store, gathering_id: str) -> Mapping[int, tuple[Written, ...]]:
    """Which machines have written at each table of a gathering, the last first.

    Empty where no other machine than this one has, and in a file that is borrowed: then there is nothing to tell.
    """
    if not is_shared(store):
        return {}
    rows = store.rows(
        "SELECT e.kind, e.object, e.at, e.machine_id, m.name FROM current_entries AS e"
        " JOIN machines AS m ON m.id = e.machine_id WHERE e.gathering_id = ? AND e.kind IN (?, ?) ORDER BY e.at",
        gathering_id, EntryKind.REFLECTION, EntryKind.SHEET_ANSWER,
    )  # fmt: skip
    if all(row["machine_id"] == store.machine_id for row in rows):
        return {}
    by_table: dict[int, dict[str, Written]] = {}
    for row in rows:
        number = table_of(row["kind"], row["object"])
        if number is not None:
            there = by_table.setdefault(number, {})
            before = there.pop(row["machine_id"], None)
            here = row["machine_id"] == store.machine_id
            answers = (before.answers if before is not None else 0) + 1
            there[row["machine_id"]] = Written(row["name"], here, datetime.fromisoformat(row["at"]), answers)
    return {number: tuple(reversed(there.values())) for number, there in by_table.items()}


def table_of(kind: str, object_: str) -> int | None:
    """The number of the table that something said is from; None where it is not an answer from a table."""
    if kind == EntryKind.REFLECTION:
        number = object_.partition(":")[2].partition(":")[0]
    elif kind == EntryKind.SHEET_ANSWER:
        who, _dash, rest = object_.partition(":")[2].partition(":")[0].partition("-")
        number = rest.partition("-")[0] if who == Who.TABLE.value else ""
    else:
        return None
    return int(number) if number.isdecimal() else None
