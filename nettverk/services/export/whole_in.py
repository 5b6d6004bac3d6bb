"""The JSON of everything brought in again, whole, as a new database: the counterpart of ``whole``.

All of it is set up first in a database that has no name, by the updates that the file says it had, held against every
rule of the tables, and brought up to date. Only then is anything written where somebody can find it, so what cannot be
brought in leaves nothing behind. The file is read row by row and the nameless database lies on disk where it is large,
so that no file, however large or hostile, takes more than some hundred megabytes of memory.
"""

from __future__ import annotations

import io
import sqlite3
from binascii import b2a_base64
from collections.abc import Callable, Mapping
from contextlib import closing
from dataclasses import dataclass
from pathlib import Path
from typing import IO, Any, NoReturn

from nettverk.domain.errors import BadInput, reason
from nettverk.domain.now import utc_now
from nettverk.domain.versions import Stored
from nettverk.i18n import _
from nettverk.services import database, given_files
from nettverk.services.export import whole
from nettverk.services.export.json_rows import JsonRows, Row, base64_of
from nettverk.storage import engine, migrate
from nettverk.storage.lock import in_use
from nettverk.storage.store import PAGE, Store, prepared
from nettverk.storage.versions import packed, second

MOST = 2**30
"""Bytes of a file that is read; the slides of many years are a part of that."""
_SAID_BEFORE, _SPAN = "earlier", "span"
_OPTIONAL = {"entries": frozenset({_SPAN})}
_FIRST = "0001_start"

Progress = Callable[[float, str], None]


@dataclass(frozen=True, slots=True)
class Whole:
    """What a file says, before any of it is a database; to be closed by whoever has read it.

    Attributes:
        migrations: the updates that the database had had.
        tables: the names of the tables. rows: reads their rows, one at a time.
    """

    migrations: tuple[str, ...]
    tables: tuple[str, ...]
    rows: JsonRows

    def close(self) -> None:
        """Let go of the file."""
        self.rows.close()


def is_one(path: Path) -> bool:
    """Whether a file begins as JSON does, which no list of participants does."""
    try:
        return given_files.read(path, 64).lstrip(b"\xef\xbb\xbf \t\r\n").startswith(b"{")
    except (OSError, ValueError):
        return False


def read(path: Path) -> Whole:
    """What a file says.

    Raises:
        BadInput: it cannot be read, is not whole, is not ours, or comes from a newer version.
    """
    try:
        file = given_files.opened(path, MOST)
    except (OSError, ValueError) as fault:
        why = reason(fault) if isinstance(fault, OSError) else str(fault)
        raise BadInput(_("Kan ikke lese {file}: {reason}.").format(file=path.name, reason=why)) from fault
    try:
        return _looked_at(file, path.name)
    except BaseException as fault:
        file.close()
        if isinstance(fault, OSError):
            raise BadInput(_("Kan ikke lese {file}: {reason}.").format(file=path.name, reason=reason(fault))) from fault
        raise


def parsed(data: bytes, name: str) -> Whole:
    """What the bytes of such a file say; ``name`` is for the sentences."""
    return _looked_at(io.BytesIO(data), name)


def _looked_at(file: IO[bytes], name: str) -> Whole:
    if file.seek(0, 2) > MOST:
        raise BadInput(_("{file} er for stor til å leses.").format(file=name))
    rows = JsonRows(file, name)
    migrations, tables = rows.head()
    if not isinstance(migrations, list) or _FIRST not in migrations:
        raise BadInput(
            _("{file} er ikke alt fra en Nettverk-fil. En slik fil lages med nettverk export.").format(file=name)
        )
    known = {step.stem for step in migrate.known()}
    if newer := [step for step in migrations if not isinstance(step, str) or step not in known]:
        raise BadInput(
            _("{file} kommer fra en nyere versjon av Nettverk ({step}). Oppdater programmet, og prøv igjen.").format(
                file=name, step=newer[0]
            )
        )
    return Whole(tuple(migrations), tables, rows)


def build(content: Whole, progress: Progress | None = None) -> Store:
    """A database without a name with all of it, as this version has it; to be closed by whoever asks.

    Raises:
        BadInput: a table or a row is not as it must be; the sentence says which.
    """
    tell = progress or (lambda done, text: None)
    connection = engine.without_name()
    try:
        connection.execute(f"PRAGMA page_size = {PAGE}")
        migrate.apply_to(connection, content.migrations)
        migrate.record(connection, content.migrations)
        _fill(connection, content, tell)
        store = Store(prepared(connection), None, utc_now)
        store.bring_up_to_date()
        if store.sums is not None:
            with store.db.atomic():
                store.sums.count_anew()
    except BaseException:
        connection.close()
        raise
    return store


def bring_in(source: Path, target: Path, progress: Progress | None = None) -> dict[str, int]:
    """Make a database of a file; returns how many rows of each table there are.

    Args:
        target: where it is to lie: no file, or a database that nobody has put anything in.

    Raises:
        BadInput: the file cannot be brought in, or something lies there already.
        Expected: it cannot be written there.
    """
    with closing(read(source)) as content:
        refuse_taken(target)
        store = build(content, progress)
    try:
        counts = whole.counts(store)
        refuse_taken(target)  # it may have taken a while
        store.back_up(target)
    finally:
        store.close()
    database.open_file(target).close()  # it is as any other from the start, also for whoever only looks in it
    return counts


def refuse_taken(target: Path) -> None:
    """Raises BadInput where a file lies that is no database, is open, or has something in it."""
    if not database.is_there(target):
        return
    if in_use(target):
        raise BadInput(_("{file} er åpen i et program. Velg et navn som er ledig.").format(file=target.name))
    store = database.open_for_reading(target)
    try:
        # Every new file has the services to begin with, and the settings of whoever opened it.
        begun = ("service_kinds", "settings", "machines")
        taken = any(
            store.value(f'SELECT 1 FROM "{name}" LIMIT 1') for name in whole.tables(store) if name not in begun
        )  # fmt: skip
    finally:
        store.close()
    if taken:
        raise BadInput(
            _("{file} har innhold fra før, og er ikke endret. Velg et navn som er ledig.").format(file=target.name)
        )


# --- rows ---


def _fill(connection: sqlite3.Connection, content: Whole, tell: Progress) -> None:
    names = [
        row[0] for row in connection.execute("SELECT name FROM sqlite_master WHERE type = 'table' ORDER BY name")
        if not row[0].startswith(("sqlite_", "_"))
    ]  # fmt: skip
    if unknown := sorted(set(content.tables) - set(names)):
        raise BadInput(_("Tabellen {table} hører ikke til i en slik fil.").format(table=unknown[0]))
    if missing := [name for name in names if name not in content.tables]:
        raise BadInput(_("Tabellen {table} mangler. Fila er ikke hel.").format(table=missing[0]))
    connection.execute("PRAGMA foreign_keys = OFF")
    connection.execute("BEGIN")
    for name in names:  # what an empty database begins with is in the file, or was taken away there
        connection.execute(f'DELETE FROM "{name}"')
    into = {name: _Into(connection, name) for name in names}
    for row in content.rows.rows():
        if row.number % 1000 == 1:
            tell(row.done, row.table)
        into[row.table].insert(row)
    for name in names:
        _look_up(connection, name, content.rows)
    connection.execute("COMMIT")


class _Into:
    """Puts rows into one table, each as the table has it."""

    def __init__(self, connection: sqlite3.Connection, table: str) -> None:
        self._connection, self._table = connection, table
        self._columns = {row[1]: row[2] for row in connection.execute(f'PRAGMA table_info("{table}")')}
        listed = ", ".join(f'"{column}"' for column in self._columns)
        self._sql = f'INSERT INTO "{table}" ({listed}) VALUES ({", ".join("?" * len(self._columns))})'

    def insert(self, row: Row) -> None:
        """One row; BadInput where the table does not take it."""
        columns, values, table, number = self._columns, row.values, self._table, row.number
        if strange := sorted(values.keys() - columns.keys() - _OPTIONAL.get(table, frozenset())):
            _wrong(table, number, _("Feltet {field} hører ikke til der.").format(field=strange[0]))
        if missing := [column for column in columns if column not in values]:
            _wrong(table, number, _("Feltet {field} mangler.").format(field=missing[0]))
        stored = [_value(table, number, column, kind, values) for column, kind in columns.items()]
        values.clear()  # a slide stands in memory as few times as can be
        try:
            self._connection.execute(self._sql, stored)
        except (sqlite3.Error, OverflowError, UnicodeEncodeError) as fault:
            _wrong(table, number, _rule(fault))


def _value(table: str, number: int, column: str, kind: str, row: Mapping[str, Any]) -> object:
    value = row[column]
    if table == "entries" and column == _SAID_BEFORE:
        return _said_before(number, row)
    if isinstance(value, (dict, list, bool)):
        _wrong(table, number, _("Feltet {field} kan ikke ha det som står der.").format(field=column))
    if kind == "BLOB" and value is not None:
        try:
            return base64_of(value)
        except (TypeError, ValueError):
            _wrong(table, number, _("Feltet {field} er ikke base64.").format(field=column))
    if isinstance(value, bytes):  # a long text that might be base64, and was taken for it
        return b2a_base64(value, newline=False).decode("ascii")
    return value


def _said_before(number: int, row: Mapping[str, Any]) -> bytes | None:
    """How an entry read before, as the database keeps it."""
    try:
        before = [Stored(second(said["at"]), _text(said["data"]), _span(said)) for said in row[_SAID_BEFORE]]
        now = Stored(second(row["at"]), _text(row["data"]), _span(row))
        return packed([*before, now])
    except (KeyError, TypeError, ValueError, OverflowError, AttributeError):
        _wrong("entries", number, _("Feltet {field} kan ikke ha det som står der.").format(field=_SAID_BEFORE))


def _text(value: object) -> str:
    if not isinstance(value, str):
        raise TypeError
    return value


def _span(said: Mapping[str, Any]) -> int | None:
    span = said.get(_SPAN)
    if span is not None and (not isinstance(span, int) or isinstance(span, bool)):
        raise TypeError
    return span


def _look_up(connection: sqlite3.Connection, table: str, rows: JsonRows) -> None:
    """Whatever a row points at must be there; the rows are read again only where something is not."""
    for key in connection.execute(f'PRAGMA foreign_key_list("{table}")').fetchall():
        parent, column, there = key[2], key[3], key[4] or "id"
        lost = (
            f'SELECT 1 FROM "{table}" WHERE "{column}" IS NOT NULL'
            f' AND "{column}" NOT IN (SELECT "{there}" FROM "{parent}") LIMIT 1'
        )
        if connection.execute(lost).fetchone() is None:
            continue
        known = f'SELECT 1 FROM "{parent}" WHERE "{there}" = ?'
        for row in rows.rows():
            wanted = row.values.get(column) if row.table == table else None
            if wanted is not None and connection.execute(known, (wanted,)).fetchone() is None:
                _wrong(
                    table, row.number,
                    _("Feltet {field} viser til noe i {table} som ikke er med.").format(field=column, table=parent),
                )  # fmt: skip


def _rule(fault: Exception) -> str:
    """What is wrong with a row, as SQLite's own words tell it."""
    kind, _colon, what = str(fault).partition(": ")
    if kind.startswith("UNIQUE"):
        return _("Den har samme {field} som en rad før den.").format(field=what)
    if kind.startswith("NOT NULL"):
        return _("Feltet {field} er tomt.").format(field=what.rpartition(".")[2])
    if kind.startswith(("CHECK", "cannot store")):
        return _("Det som står der, er ikke lov: {rule}.").format(rule=what or kind)
    return _("Det som står der, kan ikke lagres.")


def _wrong(table: str, number: int, why: str) -> NoReturn:
    raise BadInput(_("Tabellen {table}, rad {number}: {why}").format(table=table, number=number, why=why))
