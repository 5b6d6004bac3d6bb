"""What stands in a parcel: rows of the journal and what was said, one JSON array a line.

A parcel is read back as a small database with the tables that ``union`` asks a file for, so that what comes over a
folder or a server is taken in exactly as a file is that comes on a stick.
"""

from __future__ import annotations

import json
import re
import sqlite3
from collections.abc import Iterable, Mapping
from contextlib import closing
from dataclasses import dataclass, field
from enum import StrEnum

from nettverk.domain import plain_json
from nettverk.domain.journal.model import SAID, Key, Value
from nettverk.storage import engine, journal, journal_purge, journal_text, ledger, removals, whole_files
from nettverk.storage.passphrase import RING
from nettverk.storage.passphrase import Key as Seal
from nettverk.storage.places import data_folder

_TABLES = ("machines", SAID, "participants", *journal.TABLES)
_MACHINE = ("id", "name", "made_at", "installation", "last_number")
_JOURNAL = ("tbl", "key", "tx", "writer", "op", "vals")


class Row(StrEnum):
    """What a line of a parcel is."""

    MACHINE = "m"
    JOURNAL = "j"
    BASE = "b"  # how something that was said stood, that has been taken away
    SAID = "s"
    JOURNAL_CLEANED = "jc"  # a name has gone out of it since it was told
    SAID_CLEANED = "sc"


@dataclass(slots=True)
class Parcel:
    """What came in one parcel or several.

    Attributes:
        machines, rows, bases, said: rows by column.
        cleaned_rows, cleaned_said: rows that stand here already perhaps, with a name in them that is to go.
    """

    machines: dict[str, tuple[Value, ...]] = field(default_factory=dict)
    rows: list[tuple[str, ...]] = field(default_factory=list)
    bases: list[tuple[str, str, str]] = field(default_factory=list)
    said: list[Mapping[str, Value]] = field(default_factory=list)
    cleaned_rows: list[tuple[str, ...]] = field(default_factory=list)
    cleaned_said: list[Mapping[str, Value]] = field(default_factory=list)

    @property
    def size(self) -> int:
        """How many things there are."""
        return len(self.rows) + len(self.said)


# --- made ---


def content(connection: sqlite3.Connection, number: int) -> tuple[bytes, int]:
    """What goes with a parcel, as it now reads; and how many things it is."""
    lines: list[list[object]] = []
    waiting = connection.execute(
        "SELECT tbl, key, tx, redacted FROM _share_waiting WHERE number = ? ORDER BY tx, tbl, key", (number,)
    ).fetchall()
    for table, key, tx, cleaned in waiting:
        if tx:
            sql = f"SELECT {', '.join(_JOURNAL)} FROM _journal WHERE tbl = ? AND key = ? AND tx = ?"
            row = connection.execute(sql, (table, key, tx)).fetchone()
            if row is not None:
                lines.append([Row.JOURNAL_CLEANED if cleaned else Row.JOURNAL, *row])
                lines += [[Row.BASE, *base] for base in _base(connection, table, key)]
        else:
            sql = f"SELECT * FROM {SAID} WHERE gathering_id = ? AND kind = ? AND object = ? AND id = ?"
            cursor = connection.execute(sql, tuple(json.loads(key)))
            names = [column[0] for column in cursor.description]
            row = cursor.fetchone()
            if row is not None:
                values = dict(zip(names, tuple(row), strict=True))
                lines.append([Row.SAID_CLEANED if cleaned else Row.SAID, journal_text.encoded(values)])
    count = len(lines)
    if count:
        sql = f"SELECT {', '.join(_MACHINE)} FROM machines ORDER BY id"
        lines += [[Row.MACHINE, *row] for row in connection.execute(sql)]
    text = "\n".join(json.dumps(line, ensure_ascii=False, separators=(",", ":")) for line in lines)
    return text.encode("utf-8", "surrogatepass"), count


def _base(connection: sqlite3.Connection, table: str, key: str) -> list[tuple[str, str, str]]:
    if table != SAID:
        return []  # how anything else stood is known to everybody
    sql = "SELECT tbl, key, vals FROM _journal_bases WHERE tbl = ? AND key = ?"
    return [tuple(row) for row in connection.execute(sql, (table, key))]


# --- read ---


def read(contents: Iterable[bytes]) -> Parcel:
    """What stands in several parcels, together.

    Raises:
        ValueError: one is no parcel of ours.
    """
    parcel = Parcel()
    for data in contents:
        text = data.decode("utf-8", "surrogatepass")
        for line in text.split("\n") if text else ():
            _read(parcel, plain_json.parse(line))
    return parcel


def _read(parcel: Parcel, line: object) -> None:
    if not isinstance(line, list) or not line:
        raise ValueError(str(line))  # that is what damage is to whoever reads
    kind, *values = line
    match Row(kind):
        case Row.MACHINE:
            id_, _name, _at, _installation, last = values
            known = parcel.machines.get(str(id_))
            if known is None or int(str(known[4])) < int(last):
                parcel.machines[str(id_)] = tuple(values)
        case Row.JOURNAL:
            parcel.rows.append(_texts(values, len(_JOURNAL)))
        case Row.JOURNAL_CLEANED:
            parcel.rows.append(_texts(values, len(_JOURNAL)))
            parcel.cleaned_rows.append(parcel.rows[-1])
        case Row.BASE:
            table, key, vals = _texts(values, 3)
            parcel.bases.append((table, key, vals))
        case Row.SAID:
            parcel.said.append(journal_text.decoded(str(values[0]))[0])
        case Row.SAID_CLEANED:
            parcel.said.append(journal_text.decoded(str(values[0]))[0])
            parcel.cleaned_said.append(parcel.said[-1])


def _texts(values: list[object], count: int) -> tuple[str, ...]:
    if len(values) != count or not all(isinstance(value, str) for value in values):
        raise ValueError(str(values))
    return tuple(str(value) for value in values)


def as_database(parcel: Parcel, like: sqlite3.Connection) -> sqlite3.Connection:
    """A database in memory with what came, as a file has it that comes on a stick.

    Args:
        like: of a file whose tables it is to have.
    """
    memory = sqlite3.connect(":memory:", isolation_level=None, check_same_thread=False)
    marks = ", ".join("?" * len(_TABLES))
    sql = f"SELECT sql FROM main.sqlite_master WHERE type = 'table' AND name IN ({marks})"
    for (statement,) in like.execute(sql, _TABLES).fetchall():
        memory.execute(statement)
    memory.execute("BEGIN")
    _put(memory, "machines", _MACHINE, parcel.machines.values())
    _put(memory, "_journal", _JOURNAL, parcel.rows)
    _put(memory, "_journal_bases", ("tbl", "key", "vals"), parcel.bases)
    known = {row[1] for row in memory.execute(f"PRAGMA table_info({SAID})")}
    for row in parcel.said:
        columns = tuple(name for name in row if name in known)
        _put(memory, SAID, columns, [tuple(row[name] for name in columns)])
    memory.execute("COMMIT")
    return memory


def _put(memory: sqlite3.Connection, table: str, columns: tuple[str, ...], rows: Iterable[tuple[Value, ...]]) -> None:
    marks = ", ".join("?" * len(columns))
    memory.executemany(f"INSERT OR REPLACE INTO {table} ({', '.join(columns)}) VALUES ({marks})", list(rows))


def without_names(memory: sqlite3.Connection, labels: Mapping[str, str]) -> None:
    """Let nobody who has been removed here be named in what came.

    Args:
        labels: what they are called now, by person id.
    """
    if labels:
        memory.execute("BEGIN")
        journal_purge.purge(memory, labels, lambda _spot, text: text, lambda data: data)
        memory.execute("COMMIT")


def removed_in(parcel: Parcel) -> list[Mapping[str, Value]]:
    """The rows of ``removed_people`` that came, by column."""
    values: dict[Key, dict[str, Value]] = {}
    for table, key, _tx, _writer, _op, vals in sorted(parcel.rows, key=lambda row: row[2]):
        if table == "removed_people":
            values.setdefault((table, key), {"person_id": key}).update(journal_text.decoded(vals)[0])
    return [row for row in values.values() if row.keys() >= {"person_id", "number", "removed_at", "reason"}]


def clean(connection: sqlite3.Connection, parcel: Parcel) -> None:
    """Let rows that stand here already lose the names that have gone out of them elsewhere; inside a transaction."""
    for table, key, tx, _writer, _op, vals in parcel.cleaned_rows:
        sql = "UPDATE _journal SET vals = ? WHERE tbl = ? AND key = ? AND tx = ? AND vals <> ?"
        connection.execute(sql, (vals, table, key, tx, vals))
    for row in parcel.cleaned_said:
        place = tuple(row[name] for name in ("gathering_id", "kind", "object", "id"))
        where = "gathering_id = ? AND kind = ? AND object = ? AND id = ?"
        there = connection.execute(f"SELECT data FROM {SAID} WHERE {where}", place).fetchone()
        if there is not None and there[0] != row["data"]:
            # What is said is never changed: it is taken out, and put in again as it reads without the name.
            columns = dict(_row(connection, where, place)) | {"data": row["data"], "earlier": row.get("earlier")}
            connection.execute(f"DELETE FROM {SAID} WHERE {where}", place)
            marks = ", ".join("?" * len(columns))
            sql = f"INSERT INTO {SAID} ({', '.join(columns)}) VALUES ({marks})"
            connection.execute(sql, tuple(columns.values()))


def _row(connection: sqlite3.Connection, where: str, place: tuple[Value, ...]) -> dict[str, Value]:
    cursor = connection.execute(f"SELECT * FROM {SAID} WHERE {where}", place)
    names = [column[0] for column in cursor.description]
    return dict(zip(names, tuple(cursor.fetchone()), strict=True))


def need_not_go_back(connection: sqlite3.Connection, parcel: Parcel) -> None:
    """What came is there for everybody; inside a transaction."""
    said = [ledger.place_of(row) for row in parcel.said]
    ledger.is_in_place(connection, said, [(row[0], row[1], row[2]) for row in parcel.rows])


# --- sealed ---


def sealed(plain: bytes, secret: str) -> bytes:
    """Bytes that only those read who have the share's secret: an encrypted database with one row.

    Raises:
        OSError, sqlite3.Error: it cannot be made.
    """
    folder = data_folder()
    whole_files.make_folder(folder)
    with whole_files.scratch(folder) as beside:
        with engine.new_file(beside, _key(secret)) as connection:
            connection.execute("PRAGMA journal_mode = MEMORY")
            connection.execute("CREATE TABLE parcel (content BLOB NOT NULL)")
            connection.execute("INSERT INTO parcel VALUES (?)", (plain,))
        return beside.read_bytes()


def unsealed(data: bytes, secret: str) -> bytes:
    """The same back again.

    Raises:
        ValueError: it is damaged, or of another share.
        engine.Sealed: this installation cannot read what is sealed.
    """
    folder = data_folder()
    whole_files.make_folder(folder)
    RING.add(_key(secret))
    with whole_files.scratch(folder) as beside:
        beside.write_bytes(data)
        try:
            with closing(engine.connect(beside, mode="ro")) as connection:
                return bytes(connection.execute("SELECT content FROM parcel").fetchone()[0])
        except engine.Sealed:
            raise
        except (sqlite3.Error, TypeError) as fault:
            raise ValueError(str(fault)) from fault


def _key(secret: str) -> Seal:
    both = bytes.fromhex(secret)  # the salt stands in the file for all to read
    return Seal(both[:16], both[16:])


def known_labels(connection: sqlite3.Connection) -> dict[str, str]:
    """What everybody who has been removed here is called, by person id; with the number that all machines agree on."""
    numbers = dict(tuple(row) for row in connection.execute("SELECT person_id, number FROM removed_people"))
    return {
        id_: re.sub(r"\d+", str(numbers[id_]), removal.label)
        for id_, removal in removals.all_().items()
        if id_ in numbers
    }
