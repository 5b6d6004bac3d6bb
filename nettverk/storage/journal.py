"""What is changed in what is planned, written down in the same transaction; only in a file that is lent or shared.

Nothing of it is in a file before then: no tables, no triggers, no history. From then on temporary triggers write down
how each row was and has become, and what a transaction comes to stands in ``_journal``: which row, and the columns that
are other than before. Of a row that is touched for the first time ``_journal_bases`` has how it stood; all other rows
stand as they did, and are the same in every file. What is said (``entries``) is never changed, so of that only what
is taken away, or moved, is written down.
"""

from __future__ import annotations

import json
import sqlite3
from collections.abc import Iterable, Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass
from datetime import datetime
from enum import IntEnum, StrEnum
from secrets import token_hex

from nettverk.domain.journal import clock
from nettverk.domain.journal.model import (
    GROUPINGS,
    SAID,
    SEATING,
    Change,
    Key,
    OnGone,
    Op,
    Shape,
    Shapes,
    Value,
    Values,
    key_text,
)
from nettverk.storage import content_sums
from nettverk.storage.journal_shapes import shapes
from nettverk.storage.journal_text import decoded, encoded, over_of, plain, upto_of

TABLES = ("_journal", "_journal_bases", "_journal_dropped")
TAKEN_BACK = ("_journal", "_journal_dropped")
"""What is as it was when what came in is taken back. How rows once stood is true all the same."""
_MAKE = """
CREATE TABLE IF NOT EXISTS _journal (
  tbl TEXT NOT NULL,
  key TEXT NOT NULL, -- the row's key; several columns as a JSON array
  tx TEXT NOT NULL, -- the transaction: a UUIDv7 that is later than every one its writer had seen
  writer TEXT NOT NULL, -- machines.id
  op TEXT NOT NULL CHECK (op IN ('made', 'changed', 'gone')),
  vals TEXT NOT NULL CHECK (json_valid(vals)), -- column → value
  PRIMARY KEY (tbl, key, tx)
) STRICT, WITHOUT ROWID;
CREATE TABLE IF NOT EXISTS _journal_bases (
  tbl TEXT NOT NULL,
  key TEXT NOT NULL,
  vals TEXT NOT NULL CHECK (json_valid(vals)), -- how the row stood when the journal was turned on
  PRIMARY KEY (tbl, key)
) STRICT, WITHOUT ROWID;
CREATE TABLE IF NOT EXISTS _journal_dropped ( -- made anew each time another file comes in
  tbl TEXT NOT NULL,
  key TEXT NOT NULL,
  stays TEXT NOT NULL, -- key of the row that stands in its stead; empty where none does
  vals TEXT NOT NULL CHECK (json_valid(vals)),
  PRIMARY KEY (tbl, key)
) STRICT, WITHOUT ROWID;
"""


class Fact(StrEnum):
    """What a shared file says of itself, in ``_file``."""

    SHARE = "share"  # the same random number in every file that can become one with it
    LENT = "lent"  # the gathering that it was made for, where it holds nothing else
    CLOCK = "clock"  # the latest transaction it has seen
    TABLES = "lent_tables"  # the numbers of the tables that it was made for, as a JSON array


class Mode(IntEnum):
    """What the triggers do while rows are changed."""

    RECORD = 0
    TAKE_IN = 1  # what comes from another file is not written down anew; what is written in the journal can be undone
    QUIET = 2  # neither: rows that say the same in fewer words


def fact(connection: sqlite3.Connection, name: Fact) -> str:
    """A fact; empty where the file has none."""
    return content_sums.fact(connection, name)


def put_fact(connection: sqlite3.Connection, name: Fact, value: str) -> None:
    """Write one down; inside a transaction."""
    connection.execute("INSERT OR REPLACE INTO _file (key, value) VALUES (?, ?)", (name, value))


def is_on(connection: sqlite3.Connection) -> bool:
    """Whether a file has a journal: it says that it is shared, and has lost nothing of it since."""
    if not fact(connection, Fact.SHARE):
        return False
    names = {row[0] for row in connection.execute("SELECT name FROM main.sqlite_master WHERE type = 'table'")}
    return names.issuperset(TABLES)


def make(connection: sqlite3.Connection, share: str = "") -> str:
    """Give a file an empty journal; inside a transaction. Returns the number that says what it is shared with."""
    share = share or token_hex(16)
    for name in TABLES:  # of a journal that is no longer whole nothing can be said
        connection.execute(f"DROP TABLE IF EXISTS {name}")
    for statement in _MAKE.split(";\n"):
        connection.execute(statement)
    put_fact(connection, Fact.SHARE, share)
    return share


# --- as rows of the file ---


def changes(connection: sqlite3.Connection, where: str = "1", values: tuple[object, ...] = ()) -> Iterator[Change]:
    """What stands in the journal.

    Raises:
        ValueError: it is damaged.
    """
    sql = f"SELECT tbl, key, tx, writer, op, vals FROM main._journal WHERE {where}"
    for table, key, tx, writer, op, text in connection.execute(sql, values):
        yield change_of(table, key, tx, writer, op, text)


def change_of(table: str, key: str, tx: str, writer: str, op: str, text: str) -> Change:
    """A row of the journal as a change.

    Raises:
        ValueError: it is damaged.
    """
    row, whole = decoded(text)
    return Change(table, key, tx, writer, Op(op), row, whole, over_of(text), upto_of(text))


def bases(connection: sqlite3.Connection) -> dict[Key, Values]:
    """How rows stood when the journal was turned on, of those that have been touched since."""
    rows = connection.execute("SELECT tbl, key, vals FROM main._journal_bases")
    return {(row[0], row[1]): decoded(row[2])[0] for row in rows}


def put_dropped(connection: sqlite3.Connection, rows: Mapping[Key, tuple[str, Values]]) -> None:
    """Write down which rows gave way, and to which; in place of what stands there."""
    text = {key: (stays, encoded(values)) for key, (stays, values) in rows.items()}
    there = {
        (row[0], row[1]): (row[2], row[3])
        for row in connection.execute("SELECT tbl, key, stays, vals FROM _journal_dropped")
    }
    for key, before in there.items():
        if text.get(key) != before:
            connection.execute("DELETE FROM _journal_dropped WHERE tbl = ? AND key = ?", key)
    for key, row in text.items():
        if there.get(key) != row:
            sql = "INSERT INTO _journal_dropped (tbl, key, stays, vals) VALUES (?, ?, ?, ?)"
            connection.execute(sql, (*key, *row))


def put_base(connection: sqlite3.Connection, key: Key, values: Values) -> None:
    """Write down how a row stood, once."""
    sql = "INSERT OR IGNORE INTO _journal_bases (tbl, key, vals) VALUES (?, ?, ?)"
    connection.execute(sql, (*key, encoded(values)))


def put_fuller_base(connection: sqlite3.Connection, key: Key, values: Values) -> None:
    """Write down what was said and is gone: of two tellings the one that has more, alike in every file."""
    text = encoded(values)
    row = connection.execute("SELECT vals FROM _journal_bases WHERE tbl = ? AND key = ?", key).fetchone()
    if row is None or (len(row[0]), row[0]) < (len(text), text):
        connection.execute("INSERT OR REPLACE INTO _journal_bases (tbl, key, vals) VALUES (?, ?, ?)", (*key, text))


def is_in_whole(connection: sqlite3.Connection, key: Key, row: Values) -> bool:
    """Whether a seat or a table has come with groups that were made anew: then it never stood before the journal."""
    sql = "SELECT 1 FROM _journal WHERE tbl = ? AND key = ? AND json_type(vals, '$._whole') IS NOT NULL LIMIT 1"
    if key[0] not in SEATING:
        return False
    return connection.execute(sql, (GROUPINGS, row["grouping_id"])).fetchone() is not None


def row_of(connection: sqlite3.Connection, shape: Shape, key: Key) -> dict[str, Value] | None:
    """A row as it stands in its table."""
    where = " AND ".join(f'"{name}" IS ?' for name in shape.keys)
    sql = f'SELECT * FROM main."{key[0]}" WHERE {where}'
    row = connection.execute(sql, key_values(shape, key[1])).fetchone()
    return None if row is None else dict(zip(shape.columns, tuple(row), strict=True))


def key_values(shape: Shape, key: str) -> tuple[Value, ...]:
    """The values of a key's columns."""
    return (key,) if len(shape.keys) == 1 else tuple(json.loads(key))


def over(connection: sqlite3.Connection, key: Key, columns: Iterable[str]) -> dict[str, str]:
    """For each column of a row that has been changed before, the change that counts there, as far as a file knows.

    What comes after it has been seen with it: so it is known which changes were made unseen by each other.
    """
    sql = "SELECT 1 FROM _journal WHERE tbl = ? AND key = ? LIMIT 1"
    if connection.execute(sql, key).fetchone() is None:
        return {}
    sql = (
        "SELECT tx FROM _journal WHERE tbl = ? AND key = ? AND json_type(vals, ?) IS NOT NULL ORDER BY tx DESC LIMIT 1"
    )
    rows = {name: connection.execute(sql, (*key, f'$."{name}"')).fetchone() for name in columns}
    return {name: str(row[0]) for name, row in rows.items() if row is not None}


# --- written down ---


@dataclass(slots=True)
class _Net:
    """What a transaction came to for one row."""

    before: dict[str, Value] | None
    after: dict[str, Value] | None


class Recorder:
    """Writes down what each transaction of an open file changes.

    Args:
        connection: of a file with a journal (``is_on``).
    """

    def __init__(self, connection: sqlite3.Connection) -> None:
        self._connection = connection
        self.shapes = shapes(connection)
        connection.create_function("journal_blob", 1, _blob, deterministic=True)
        statements = [
            "CREATE TEMP TABLE journal_log (seq INTEGER PRIMARY KEY, tbl TEXT, key TEXT, old TEXT, new TEXT)",
            "CREATE TEMP TABLE journal_state (mode INTEGER)",
            "INSERT INTO journal_state VALUES (0)",
            *_triggers(self.shapes, _blobs(connection, self.shapes)),
        ]
        for statement in statements:
            connection.execute(statement)

    @contextmanager
    def mode(self, mode: Mode) -> Iterator[None]:
        """Let the triggers do something else meanwhile."""
        (before,) = self._connection.execute("SELECT mode FROM journal_state").fetchone()
        self._connection.execute("UPDATE journal_state SET mode = ?", (mode,))
        try:
            yield
        finally:
            self._connection.execute("UPDATE journal_state SET mode = ?", (before,))

    def record(self, writer: str, now: datetime) -> bool:
        """Write what the transaction under way has come to into the journal; whether it has come to anything."""
        log = self._connection.execute("SELECT tbl, key, old, new FROM journal_log ORDER BY seq").fetchall()
        if not log:
            return False
        self._connection.execute("DELETE FROM journal_log")
        nets: dict[Key, _Net] = {}
        for table, key, old, new in log:
            net = nets.setdefault((table, key), _Net(_row(old), None))
            net.after = _row(new)
        tx = clock.after(fact(self._connection, Fact.CLOCK), now)
        rows = {key: row for key, net in nets.items() if (row := self._row(key, net, nets)) is not None}
        self._with_dropped(rows)
        self._with_gone_on(rows)
        self._connection.executemany(
            "INSERT INTO _journal (tbl, key, tx, writer, op, vals) VALUES (?, ?, ?, ?, ?, ?)",
            [(*key, tx, writer, op, text) for key, (op, text) in rows.items()],
        )
        if rows:
            put_fact(self._connection, Fact.CLOCK, tx)
        return bool(rows)

    def _with_dropped(self, rows: dict[Key, tuple[Op, str]]) -> None:
        """Let what becomes of a row also become of those that it stands for, and of what nobody sees under it.

        They are not in the tables, and would turn up again when the one they gave way to is gone.
        """
        known = self._connection.execute("SELECT tbl, key, stays, vals FROM _journal_dropped").fetchall()
        waiting = {(row[0], row[1]): (row[2], decoded(row[3])[0]) for row in known}
        while waiting:
            more = {
                key: row
                for key, (stays, values) in waiting.items()
                if (row := self._as_dropped(key, stays, values, rows)) is not None
            }
            if not more:
                break
            for key, row in more.items():
                rows.setdefault(key, row)
                del waiting[key]

    def _as_dropped(
        self, key: Key, stays: str, values: Values, rows: Mapping[Key, tuple[Op, str]]
    ) -> tuple[Op, str] | None:
        shape = self.shapes[key[0]]
        instead = rows.get((key[0], stays))
        if instead is not None and instead[0] is not Op.CHANGED:
            return instead[0], "{}"
        if instead is not None:
            alike = {name for unique in shape.uniques for name in unique.columns}
            changed = {name: value for name, value in decoded(instead[1])[0].items() if name in alike}
            return (Op.CHANGED, encoded(changed)) if changed else None
        for reference in shape.references:
            above = rows.get((reference.table, str(values.get(reference.column))))
            if reference.on_gone is not OnGone.LETS_GO and above is not None and above[0] is Op.GONE:
                return Op.GONE, "{}"
        return None

    def _with_gone_on(self, rows: dict[Key, tuple[Op, str]]) -> None:
        """Let what was typed on, and has another id since, go with its gathering.

        It is not in the tables. Left standing in the journal it would be something said unseen, and bring it back.
        """
        gone = {key[1] for key, (op, _text) in rows.items() if key[0] == "gatherings" and op is Op.GONE}
        if not gone:
            return
        sql = "SELECT DISTINCT key FROM _journal WHERE tbl = ?1 EXCEPT SELECT id FROM entries"
        for (id_,) in self._connection.execute(sql, (SAID,)).fetchall():
            key = (SAID, id_)
            if key in rows:
                continue
            last, values = self._told(key)
            if last is not Op.GONE and values.get("gathering_id") in gone:
                rows[key] = Op.GONE, "{}"

    def _row(self, key: Key, net: _Net, nets: Mapping[Key, _Net]) -> tuple[Op, str] | None:
        """The row of the journal that says so; None where nothing is other than before."""
        if net.before is not None and not self._has(key) and not is_in_whole(self._connection, key, net.before):
            put_base(self._connection, key, net.before)
        match net.before, net.after:
            case None, None:
                return None
            case _, None:
                return Op.GONE, "{}"
            case None, after:
                op, values = Op.MADE, self._as_made(key, after)
                if key[0] == SAID and not self._has(key):
                    return None  # what is said is not written down twice
            case before, after:
                changed = [name for name in after if after[name] != before[name]]
                if not changed:
                    return None
                op, values = Op.CHANGED, {name: after[name] for name in self.shapes[key[0]].with_tied(changed)}
        if key[0] in SEATING and self._is_remade(str(net.after["grouping_id"]), nets):
            return None  # it stands in the whole
        whole = self._whole(key[1]) if key[0] == GROUPINGS and self._is_remade(key[1], nets) else None
        return op, encoded(values, whole, over(self._connection, key, values) if op is Op.CHANGED else None)

    def _has(self, key: Key) -> bool:
        sql = "SELECT 1 FROM _journal WHERE tbl = ? AND key = ? LIMIT 1"
        return self._connection.execute(sql, key).fetchone() is not None

    def _as_made(self, key: Key, after: dict[str, Value]) -> dict[str, Value]:
        """All of a new row; of one that comes back what is other than when it went."""
        last, values = self._told(key)
        if last is not Op.GONE:
            return after
        changed = [name for name in after if name not in values or values[name] != after[name]]
        return {name: after[name] for name in self.shapes[key[0]].with_tied(changed)}

    def _told(self, key: Key) -> tuple[Op | None, Values]:
        """What became of a row last, and all that is told of it."""
        known = sorted(changes(self._connection, "tbl = ? AND key = ?", key), key=lambda change: change.tx)
        base = self._connection.execute("SELECT vals FROM _journal_bases WHERE tbl = ? AND key = ?", key).fetchone()
        values = dict(decoded(base[0])[0]) if base is not None else {}
        for change in known:
            values.update(change.values)
        return known[-1].op if known else None, values

    def _is_remade(self, grouping_id: str, nets: Mapping[Key, _Net]) -> bool:
        """Whether the transaction made a grouping anew as a whole; not where it only lets one come back."""
        net = nets.get((GROUPINGS, grouping_id))
        if net is None or net.after is None:
            return False
        if net.before is None:
            return not self._has((GROUPINGS, grouping_id))
        return net.before["made_at"] != net.after["made_at"]

    def _whole(self, grouping_id: str) -> dict[Key, Values]:
        """Every table and seat of a grouping as they stand."""
        rows: dict[Key, Values] = {}
        for table in SEATING:
            shape = self.shapes[table]
            sql = f'SELECT * FROM main."{table}" WHERE grouping_id = ?'
            for values in self._connection.execute(sql, (grouping_id,)):
                row = dict(zip(shape.columns, tuple(values), strict=True))
                rows[table, key_text([row[name] for name in shape.keys])] = row
        return rows


def _row(text: str | None) -> dict[str, Value] | None:
    return None if text is None else decoded(text)[0]


def _blob(value: bytes | None) -> str:
    return json.dumps(plain(value))


def _blobs(connection: sqlite3.Connection, known: Shapes) -> frozenset[tuple[str, str]]:
    return frozenset(
        (table, row[1])
        for table in known
        for row in connection.execute(f'PRAGMA table_info("{table}")')
        if row[2] == "BLOB"
    )


def _triggers(known: Shapes, blobs: frozenset[tuple[str, str]]) -> Iterator[str]:
    for table, shape in known.items():
        for event in ("INSERT", "DELETE", "UPDATE"):
            old = "NULL" if event == "INSERT" else as_json(table, shape, "OLD", blobs)
            new = "NULL" if event == "DELETE" else as_json(table, shape, "NEW", blobs)
            more = " AND OLD.id IS NEW.id AND OLD.gathering_id IS NOT NEW.gathering_id"
            key = _key(shape, "NEW" if event == "INSERT" else "OLD")
            when = f"(SELECT mode FROM journal_state) = 0{more if (table, event) == (SAID, 'UPDATE') else ''}"
            insert = "INSERT INTO journal_log (tbl, key, old, new) VALUES"
            if event == "UPDATE" and table != SAID:
                # A row whose key is another is another row.
                moved = _key(shape, "NEW")
                same = " AND ".join(f"OLD.{name} IS NEW.{name}" for name in shape.keys)
                body = (
                    f"{insert} ('{table}', {key}, {old}, CASE WHEN {same} THEN {new} END);"
                    f" INSERT INTO journal_log (tbl, key, old, new) SELECT '{table}', {moved}, NULL, {new}"
                    f" WHERE NOT ({same});"
                )
            else:
                body = f"{insert} ('{table}', {key}, {old}, {new});"
            yield (
                f"CREATE TEMP TRIGGER journal_{table}_{event.lower()} AFTER {event} ON main.{table} WHEN {when}"
                f" BEGIN {body} END"
            )


def _key(shape: Shape, side: str) -> str:
    if len(shape.keys) == 1:
        return f"{side}.{shape.keys[0]}"
    return f"json_array({', '.join(f'{side}.{name}' for name in shape.keys)})"


def as_json(table: str, shape: Shape, side: str, blobs: frozenset[tuple[str, str]]) -> str:
    """SQL for one side of a row in a trigger, as JSON that ``decoded`` reads; ``blobs`` are the columns of bytes."""
    pieces = [
        f"'{name}', " + (f"json(journal_blob({side}.{name}))" if (table, name) in blobs else f"{side}.{name}")
        for name in shape.columns
    ]
    return f"json_object({', '.join(pieces)})"
