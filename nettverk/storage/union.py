"""Two files become one: what another file of the same share has, taken in. In any order, any number of times.

What is said is put side by side; what is planned is what all that the two journals say comes to
(``domain/journal/fold.py``). Only rows that differ from that are written.
"""

from __future__ import annotations

import json
import sqlite3
from collections import defaultdict
from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any

from nettverk.domain.entries import EntryKind
from nettverk.domain.journal import clock
from nettverk.domain.journal.model import SAID, SEATING, Change, Key, Shape, Shapes, Told, Value, Values
from nettverk.domain.mentions import REMOVED
from nettverk.storage import content_sums, entries, journal, journal_parked, journal_reach
from nettverk.storage.journal import Fact
from nettverk.storage.journal_shapes import shapes
from nettverk.storage.journal_state import agree, standing_rows
from nettverk.storage.store import Store

_TYPED = frozenset({EntryKind.REFLECTION, EntryKind.COMMITMENT, EntryKind.SHEET_ANSWER})
"""What is typed over and over, and of which each machine has one row."""
_TYPED_SQL = ", ".join(f"'{kind}'" for kind in sorted(_TYPED))
_TOLD = f"CASE WHEN kind IN ({_TYPED_SQL}) THEN replaces END, earlier, CASE WHEN instr(data, '{REMOVED}') THEN data END"
"""What may be otherwise in two files that both have an entry: more or less of how it once read, and a name gone out."""
_FEW = 2000
"""What was said in a parcel is looked up one by one, as long as there is no more of it."""

Said = tuple[str, str, str]
"""A gathering, a kind, and what it is about."""


@dataclass(frozen=True, slots=True)
class TakenIn:
    """What came in.

    Attributes:
        said: what was said that was not here, by what it is about.
        before, after: rows that became others; None where there is none.
        touched: rows of what is planned that something new is known of, also where it changes nothing.
        told: what had to be put in order.
        writers: names of the machines whose work it is.
        latest: when the last of it was written (ISO 8601, UTC); empty where nothing came in.
    """

    said: frozenset[Said] = frozenset()
    before: Mapping[Key, Values | None] = field(default_factory=dict)
    after: Mapping[Key, Values | None] = field(default_factory=dict)
    told: frozenset[Told] = frozenset()
    writers: frozenset[str] = frozenset()
    latest: str = ""
    touched: frozenset[Key] = frozenset()


def is_whole(store: Store, other: sqlite3.Connection) -> bool:
    """Whether what another file has that is not here is what the program wrote there, and no damage."""
    buckets = content_sums.differing(store.connection, other, SAID)
    if buckets is None:
        return content_sums.believable(other)
    return content_sums.are_whole(other, SAID, buckets) and not any(
        content_sums.differs(other, table) for table in ("machines", "removed_people")
    )


def take_in(store: Store, other: sqlite3.Connection, tell: Callable[[float], None] = lambda _done: None) -> TakenIn:
    """Take in another file; inside ``store.change(taking_in=True)``.

    Args:
        other: of the same share, up to date, and with no names in it that have been taken away.
        tell: told how much is done, 0–1; may raise something to stop it.

    Raises:
        ValueError: its journal, or this file's, is damaged.
    """
    connection = store.connection
    known = shapes(connection)
    others = store.sums is None or not store.sums.is_ours() or content_sums.fact(connection, "other_writer")
    if others:  # of a program that knows of no journal; what ours changes stands in it already
        agree(connection, store.machine_id, store.now())
    writers = _machines(connection, other)
    rows, cleaned = _new_in_journal(connection, other)
    fresh = [journal.change_of(*row) for row in rows]
    tell(0.1)
    _keep_bases(connection, known, fresh, other)
    connection.executemany("INSERT INTO _journal (tbl, key, tx, writer, op, vals) VALUES (?, ?, ?, ?, ?, ?)", rows)
    sql = "UPDATE _journal SET vals = ? WHERE tbl = ? AND key = ? AND tx = ?"
    connection.executemany(sql, [(row[5], *row[:3]) for row in cleaned])
    latest = max([journal.fact(connection, Fact.CLOCK), *(change.tx for change in fresh)])
    if latest:
        journal.put_fact(connection, Fact.CLOCK, latest)
    said, said_by, at = _take_in_said(store, other)
    under = {what[0] for what in said} | _say_what_waits(store, other)
    tell(0.4)
    touched = frozenset((change.table, change.key) for change in fresh)
    before, after, notes = _bring_in_step(store, known, [*fresh, *(journal.change_of(*row) for row in cleaned)], under)
    _say_again(store, other, before, after)
    tell(0.9)
    gone = {key[1] for key, row in after.items() if key[0] == "gatherings" and row is None} | under
    for id_ in sorted(gone):
        sql = "DELETE FROM entries WHERE gathering_id = ?1 AND NOT EXISTS (SELECT 1 FROM gatherings WHERE id = ?1)"
        connection.execute(sql, (id_,))
    wrong = _pointing_at_nothing(connection, known, after)  # of what was said, all that does is gone by now
    if wrong:
        raise ValueError(wrong)
    by = {writers.get(change.writer, "") for change in fresh} | {writers.get(id_, "") for id_ in said_by}
    moments = [clock.moment(change.tx).isoformat(timespec="milliseconds") for change in fresh]
    return TakenIn(frozenset(said), before, after, notes, frozenset(by - {""}), max([*moments, at]), touched)


# --- who, and what they said ---


def _machines(connection: sqlite3.Connection, other: sqlite3.Connection) -> dict[str, str]:
    """Let everybody who has written in the other file be known here; returns all names by id."""
    columns = "id, name, made_at, installation, last_number"
    ours = {row[0]: tuple(row) for row in connection.execute(f"SELECT {columns} FROM machines")}
    for row in other.execute(f"SELECT {columns} FROM machines ORDER BY id").fetchall():
        id_, name, made_at, installation, last = row
        if id_ in ours:
            sql = "UPDATE machines SET last_number = ? WHERE id = ? AND last_number < ?"
            connection.execute(sql, (last, id_, last))
            # Files that were lent once said when it wrote instead of when it came.
            connection.execute("UPDATE machines SET made_at = ?2 WHERE id = ?1 AND made_at > ?2", (id_, made_at))
            continue
        sql = "SELECT id FROM machines WHERE installation = ? AND name = ? AND installation <> ''"
        same = connection.execute(sql, (installation, name)).fetchone()
        if same is not None and same[0] < id_:
            installation = ""
        elif same is not None:  # two copies were written in by one machine: it goes on as the first of the two
            connection.execute("UPDATE machines SET installation = '' WHERE id = ?", (same[0],))
        ours[id_] = (id_, name, made_at, installation, last)
        connection.execute(f"INSERT INTO machines ({columns}) VALUES (?, ?, ?, ?, ?)", ours[id_])
    return {id_: str(row[1]) for id_, row in ours.items()}


def _take_in_said(store: Store, other: sqlite3.Connection) -> tuple[set[Said], set[str], str]:
    """Put what was said there beside what was said here; returns what it was about, who said it, and when last."""
    # What was taken away, or moved, is where the journal says.
    moved = {row[0] for row in store.connection.execute("SELECT key FROM _journal WHERE tbl = ?", (SAID,))}
    within, which = _where_they_differ(store, other)
    here = _told_here(store, other, within, which, moved)
    moved -= here.keys()
    by_object: dict[Said, list[dict[str, Any]]] = defaultdict(list)
    there = _plain(other).execute(f"SELECT id, {_TOLD}, * FROM entries WHERE {within}", which)
    names = [column[0] for column in there.description[4:]]
    for id_, *columns, values in ((*raw[:4], raw[4:]) for raw in there):
        if id_ in moved or here.get(id_) == tuple(columns):
            continue
        row = dict(zip(names, values, strict=True))
        if id_ in here and here[id_][2] != columns[2]:
            _let_be_clean(store, row, *here[id_][1:])
        by_object[row["gathering_id"], row["kind"], row["object"]].append(row)
    came: set[Said] = set()
    by: set[str] = set()
    latest = ""
    for what, rows in sorted(by_object.items()):
        before = store.connection.total_changes
        _beside(store, what, [row for row in rows if row["id"] not in here or what[1] in _TYPED])
        if store.connection.total_changes != before and any(row["id"] not in here for row in rows):
            came.add(what)
            by |= {row["machine_id"] for row in rows if row["id"] not in here}
            latest = max([latest, *(row["at"] for row in rows if row["id"] not in here)])
    return came, by, latest


def _say_what_waits(store: Store, other: sqlite3.Connection) -> set[str]:
    """Put what was said under something that had been taken back where it was said; returns the gatherings."""
    journal_parked.take_in(store.connection, other)
    rows = journal_parked.waiting(store.connection)
    for row in rows:
        _beside(store, (str(row["gathering_id"]), str(row["kind"]), str(row["object"])), [row])
    return {str(row["gathering_id"]) for row in rows}


def _let_be_clean(store: Store, row: dict[str, Any], earlier: bytes | None, data: str | None) -> None:
    """Let something that was said be told alike here and there, where a name has gone out of it in one place."""
    if data is not None and not _is_cleaner(row["data"], data):
        row["data"], row["earlier"] = data, earlier
        return
    where = "gathering_id = ? AND kind = ? AND object = ? AND id = ?"
    there = store.one(f"SELECT * FROM entries WHERE {where}", *_place(row))
    if there is not None:  # what is said is never changed: it is taken out, and put in again as it reads without it
        store.connection.execute(f"DELETE FROM entries WHERE {where}", _place(row))
        store.insert("entries", **{**dict(there), "data": row["data"], "earlier": row["earlier"]})


def _told_here(
    store: Store, other: sqlite3.Connection, within: str, which: tuple[str, ...], moved: set[str]
) -> dict[str, tuple[Any, ...]]:
    """How what was said stands here, as far as it may be told otherwise there; by id."""
    sql = f"SELECT id, {_TOLD} FROM entries"
    places = _plain(other).execute("SELECT gathering_id, kind, object, id FROM entries LIMIT ?", (_FEW + 1,)).fetchall()
    if len(places) > _FEW or any(place[3] in moved for place in places):
        found = _plain(store.connection).execute(f"{sql} WHERE {within}", which)
    else:  # a parcel: looked up one by one, and not by going through all that was said in twenty years
        found = _plain(store.connection).execute(
            f"{sql} WHERE (gathering_id, kind, object, id) IN"
            " (SELECT value ->> 0, value ->> 1, value ->> 2, value ->> 3 FROM json_each(?))",
            (json.dumps(places),),
        )
    return {row[0]: row[1:] for row in found}


def _plain(connection: sqlite3.Connection) -> sqlite3.Cursor:
    """A cursor whose rows are tuples and nothing more: there are many."""
    cursor = connection.cursor()
    cursor.row_factory = None
    return cursor


def _where_they_differ(store: Store, other: sqlite3.Connection) -> tuple[str, tuple[str, ...]]:
    """SQL for the entries that may not be the same here and there, by the sums that both files keep."""
    changed = store.connection.execute("SELECT 1 FROM content_log WHERE tbl = ? LIMIT 1", (SAID,)).fetchone()
    ours = store.sums is not None and store.sums.is_ours() and changed is None
    buckets = content_sums.differing(store.connection, other, SAID) if ours else None
    if buckets is None:
        return "1", ()
    return content_sums.within("id", buckets)


def _say_again(
    store: Store, other: sqlite3.Connection, before: Mapping[Key, Values | None], after: Mapping[Key, Values | None]
) -> None:
    """What came in replaces something that was away just now, and has come back with the rest: then it still does."""
    back = {
        (str(row["gathering_id"]), str(row["kind"]), str(row["object"]))
        for key, row in after.items()
        if key[0] == SAID and row is not None and before[key] is None and row["kind"] in _TYPED
    }
    for what in sorted(back):
        cursor = other.execute("SELECT * FROM entries WHERE gathering_id = ? AND kind = ? AND object = ?", what)
        names = [column[0] for column in cursor.description]
        rows = [dict(zip(names, tuple(raw), strict=True)) for raw in cursor]
        if rows:
            _beside(store, what, rows)


def _beside(store: Store, what: Said, rows: Iterable[Mapping[str, Any]]) -> None:
    if what[1] in _TYPED:
        entries.take_in(store, *what, [entries.line_of(row) for row in rows])
        return
    for row in rows:
        store.insert("entries", **row)


# --- what is planned ---


Row = tuple[str, str, str, str, str, str]
"""Of a journal: table, key, transaction, writer, what became of it, and what it says."""


def _new_in_journal(connection: sqlite3.Connection, other: sqlite3.Connection) -> tuple[list[Row], list[Row]]:
    """The rows of another file's journal that are not here, and those that are cleaner of names there."""
    fresh: list[Row] = []
    cleaned: list[Row] = []
    sql = "SELECT vals FROM main._journal WHERE tbl = ? AND key = ? AND tx = ?"
    for raw in other.execute("SELECT tbl, key, tx, writer, op, vals FROM main._journal").fetchall():
        row: Row = tuple(raw)
        here = connection.execute(sql, row[:3]).fetchone()
        if here is None:
            fresh.append(row)
        elif here[0] != row[5]:
            # Of two numbers for one who has no name any more, the same one everywhere.
            both = row[0] == "people" and row[5].count(REMOVED) == here[0].count(REMOVED)
            if _is_cleaner(row[5], here[0]) or (both and row[5] > here[0]):
                cleaned.append(row)
    return fresh, cleaned


def _is_cleaner(text: str, other: str) -> bool:
    """Whether a name has gone out of something that stands in the other text: so it is told everywhere from then on."""
    return text.count(REMOVED) > other.count(REMOVED)


def _keep_bases(
    connection: sqlite3.Connection, known: Shapes, fresh: Iterable[Change], other: sqlite3.Connection
) -> None:
    """Write down how rows stand that were touched there and not here."""
    keys = {key for change in fresh for key in ((change.table, change.key), *(change.whole or ()))}
    untouched = {key for key in keys if key[0] in known} - _touched(connection, keys)
    for key, row in standing_rows(connection, known, sorted(untouched)).items():
        if row is not None and not journal.is_in_whole(connection, key, row):
            journal.put_base(connection, key, row)
    # Of what was said there and taken away again, this is all there is.
    for key, values in journal.bases(other).items():
        if key[0] == SAID:
            journal.put_fuller_base(connection, key, values)


def _touched(connection: sqlite3.Connection, keys: Iterable[Key]) -> set[Key]:
    """Those of some rows that the journal knows of."""
    by_table: dict[str, list[str]] = defaultdict(list)
    for table, key in keys:
        by_table[table].append(key)
    return {
        (table, row[0])
        for table, wanted in by_table.items()
        for of in ("_journal", "_journal_bases")
        for row in connection.execute(
            f"SELECT value FROM json_each(?) WHERE EXISTS (SELECT 1 FROM main.{of} WHERE tbl = ? AND key = value)",
            (json.dumps(wanted), table),
        )
    }


def _bring_in_step(
    store: Store, known: Shapes, fresh: Sequence[Change], under: Iterable[str]
) -> tuple[dict[Key, Values | None], dict[Key, Values | None], frozenset[Told]]:
    """Let every row be what the journal says; returns those that became others, and what had to be put in order.

    Args:
        fresh: what is new: only of these rows, and of those that became others, is it told.
        under: gatherings at which something has been said that is new.
    """
    connection = store.connection
    state, gone = journal_reach.comes_to(connection, known, fresh, under)
    standing = standing_rows(connection, known, state.rows)
    journal.put_dropped(connection, state.dropped)
    before: dict[Key, Values | None] = {}
    after: dict[Key, Values | None] = {}
    for key, row in state.rows.items():
        there = standing[key]
        if _is_same(key, there, row) or (row is None and key not in gone and key[0] not in SEATING):
            continue
        before[key], after[key] = there, row
    touched = _touched(connection, before)
    for key, there in before.items():
        if there is not None and key not in touched:
            journal.put_base(connection, key, there)
    _write(store, known, before, after)
    of = {(change.table, change.key) for change in fresh} | before.keys()
    return before, after, frozenset(note for note in state.told if {note.key, note.other} & of)


def _pointing_at_nothing(connection: sqlite3.Connection, known: Shapes, after: Mapping[Key, Values | None]) -> str:
    """What points at a row that is not there, of the rows that became others and of those below them; empty if none.

    All others point at what they pointed at before: to look through whole tables would take as long as they are.
    """
    for table, shape in known.items():
        for reference in shape.references if table != SAID else ():
            told = {row[reference.column] for key, row in after.items() if key[0] == table and row is not None}
            above = json.dumps(sorted(str(value) for value in told - {None}))
            gone = json.dumps([key[1] for key, row in after.items() if key[0] == reference.table and row is None])
            for sql, values in (
                (f"SELECT 1 FROM json_each(?) WHERE value NOT IN (SELECT id FROM main.{reference.table})", above),
                (f"SELECT 1 FROM main.{table} WHERE {reference.column} IN (SELECT value FROM json_each(?))", gone),
            ):
                if values != "[]" and connection.execute(f"{sql} LIMIT 1", (values,)).fetchone() is not None:
                    return f"{table} points at nothing in {reference.table}"
    return ""


def _is_same(key: Key, there: Values | None, row: Values | None) -> bool:
    if key[0] == SAID and there is not None and row is not None:
        return there["gathering_id"] == row["gathering_id"]
    return there == row


def _write(
    store: Store, known: Shapes, before: Mapping[Key, Values | None], after: Mapping[Key, Values | None]
) -> None:
    connection = store.connection
    later: list[Key] = []
    for key in (key for key, row in after.items() if row is None and before[key] is not None):
        _delete(connection, known[key[0]], key, before[key])
    for key in (key for key, row in after.items() if row is not None):
        there, row = before[key], after[key]
        assert row is not None
        if there is None:
            later.append(key)
        elif key[0] == SAID:
            sql = "UPDATE entries SET gathering_id = ? WHERE gathering_id = ? AND kind = ? AND object = ? AND id = ?"
            connection.execute(sql, (row["gathering_id"], *_place(there)))
        elif not _update(connection, known[key[0]], key, there, row):
            # Two that change names with each other: the first steps aside.
            _delete(connection, known[key[0]], key, there)
            later.append(key)
    for key in later:
        values = dict(after[key] or {})
        if key[0] == SAID:
            _beside(store, (str(values["gathering_id"]), str(values["kind"]), str(values["object"])), [values])
            continue
        names = ", ".join(f'"{name}"' for name in values)
        marks = ", ".join("?" * len(values))
        connection.execute(f'INSERT INTO "{key[0]}" ({names}) VALUES ({marks})', tuple(values.values()))


def _place(row: Values) -> tuple[Value, ...]:
    """By what an entry is found at once."""
    return tuple(row[name] for name in ("gathering_id", "kind", "object", "id"))


def _delete(connection: sqlite3.Connection, shape: Shape, key: Key, there: Values | None) -> None:
    if key[0] == SAID and there is not None:
        sql = "DELETE FROM entries WHERE gathering_id = ? AND kind = ? AND object = ? AND id = ?"
        connection.execute(sql, _place(there))
        return
    where = " AND ".join(f'"{name}" IS ?' for name in shape.keys)
    connection.execute(f'DELETE FROM "{key[0]}" WHERE {where}', journal.key_values(shape, key[1]))


def _update(connection: sqlite3.Connection, shape: Shape, key: Key, there: Values, row: Values) -> bool:
    """Change what is other in a row; False where another row has the same meanwhile."""
    changed = [name for name in shape.columns if there[name] != row[name]]
    where = " AND ".join(f'"{name}" IS ?' for name in shape.keys)
    names = ", ".join(f'"{name}" = ?' for name in changed)
    try:
        connection.execute(
            f'UPDATE "{key[0]}" SET {names} WHERE {where}',
            (*(row[name] for name in changed), *journal.key_values(shape, key[1])),
        )
    except sqlite3.IntegrityError as fault:
        if str(getattr(fault, "sqlite_errorname", "")) not in {"SQLITE_CONSTRAINT_UNIQUE", ""}:
            raise
        return False
    return True
