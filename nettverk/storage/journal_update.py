"""An update of the tables in a file that is shared: what it made of the rows is told in the journal too.

Files that are to become one are brought up to date each by itself, with other rows in them. So what an update writes
in a row is written down right after what it was made of, under a name that is the same wherever the same is written:
it is later than what everybody had seen, and earlier than what anybody writes afterwards. What nobody has touched is
the same in every file, before an update and after it, as long as it looks at one row at a time. Rows that are gone may
come back: they stand in the tables while the update is made, and are told of as they were before they went.
"""

from __future__ import annotations

import json
import sqlite3
from collections import defaultdict
from collections.abc import Iterable, Mapping
from contextlib import suppress
from dataclasses import dataclass
from datetime import datetime
from typing import TYPE_CHECKING

from nettverk.domain.journal import clock
from nettverk.domain.journal.model import SAID, SEATING, Change, Key, Op, Shape, Value, Values, key_text
from nettverk.storage import journal, journal_text, ledger, migrate
from nettverk.storage.journal import Fact
from nettverk.storage.journal_shapes import shapes
from nettverk.storage.journal_state import folded, rows_of, standing_rows

if TYPE_CHECKING:
    from sqlite_utils import Database


Row = tuple[str, ...]
"""Of a journal: table, key, transaction, writer, what became of it, and what it says."""


@dataclass(frozen=True, slots=True)
class Before:
    """How a file stood before an update.

    Attributes:
        keys: of the rows that each table had.
        apart: rows that were not what the journal comes to, as when what gave way may stand again.
        away: rows that are gone, as they last were.
    """

    keys: Mapping[str, frozenset[str]]
    apart: frozenset[Key]
    away: Mapping[Key, Values]


def before(connection: sqlite3.Connection) -> Before | None:
    """How a file stands that is about to be brought up to date; None where it is not shared.

    Raises:
        ValueError: its journal is damaged.
    """
    if not journal.is_on(connection):
        return None
    before_ = {}
    known = shapes(connection)
    for table, shape in known.items():
        if table != SAID:
            names = ", ".join(f'"{name}"' for name in shape.keys)
            rows = connection.execute(f'SELECT {names} FROM main."{table}"').fetchall()
            before_[table] = frozenset(key_text(list(row)) for row in rows)
    comes_to = folded(connection)
    standing = standing_rows(connection, known, comes_to)
    journal_told = _Told(connection)
    away: dict[Key, Values] = {}
    for key, row in comes_to.items():
        if row is None and standing[key] is None and key[0] not in (SAID, *SEATING):
            values = {**known[key[0]].defaults, **journal_told.values(key)}
            if values.keys() >= set(known[key[0]].columns):
                away[key] = {name: values[name] for name in known[key[0]].columns}
    return Before(before_, frozenset(key for key, row in comes_to.items() if standing[key] != row), away)


def apply(database: Database, now: datetime) -> None:
    """Have the updates that wait in a file that is shared, and let its journal tell what they made of the rows."""
    connection = database.conn
    was = None
    with suppress(ValueError):  # a journal that is damaged is told of when somebody takes the file in
        was = before(connection)
    with database.atomic():
        back = _put_back(connection, was.away) if was is not None else []
        migrate.apply(database)
        if was is not None:
            tell(connection, was, now, _taken_out(connection, {key: was.away[key] for key in back}))


def _put_back(connection: sqlite3.Connection, away: Mapping[Key, Values]) -> list[Key]:
    """Let rows that are gone stand in their tables; returns those that can."""
    back = []
    for key, row in away.items():
        names = ", ".join(f'"{name}"' for name in row)
        sql = f'INSERT OR IGNORE INTO main."{key[0]}" ({names}) VALUES ({", ".join("?" * len(row))})'
        if connection.execute(sql, tuple(row.values())).rowcount:
            back.append(key)
    return back


def _taken_out(connection: sqlite3.Connection, back: Mapping[Key, Values]) -> list[Row]:
    """Take them out again; returns what the update has made of them, as rows of the journal."""
    known = shapes(connection)
    journal_told = _Told(connection)
    fresh: list[Row] = []
    for key, before in back.items():
        shape = known.get(key[0])
        there = journal.row_of(connection, shape, key) if shape is not None else None
        if shape is None or there is None:
            continue
        where = " AND ".join(f'"{name}" IS ?' for name in shape.keys)
        connection.execute(f'DELETE FROM main."{key[0]}" WHERE {where}', journal.key_values(shape, key[1]))
        names = shape.with_tied(name for name in there if name not in before or before[name] != there[name])
        if names:
            last = journal_told.last_there(key)
            text = journal_text.encoded({name: there[name] for name in names}, over=journal_told.over(key, names, last))
            fresh.append((*key, clock.right_after(last, text), journal_told.writer(key, there), Op.CHANGED, text))
    return fresh


def tell(connection: sqlite3.Connection, was: Before, now: datetime, fresh: list[Row]) -> None:
    """Let the journal say what an update has made of the rows; inside a transaction.

    Args:
        was: how the file stood before it.
        fresh: what it made of rows that are gone.

    Raises:
        ValueError: the journal is damaged.
    """
    known = shapes(connection)
    rows = folded(connection)
    standing = standing_rows(connection, known, rows)
    journal_told = _Told(connection)
    for key, row in rows.items():
        there = standing[key]
        if key[0] == SAID or there == row or key in was.apart:
            continue
        if there is None:
            gone = clock.after(journal.fact(connection, Fact.CLOCK), now)
            fresh.append((*key, gone, journal_told.writer(key, row or {}), Op.GONE, "{}"))
        else:
            fresh.append(_changed(connection, known[key[0]], key, there, row, journal_told))
    for table, shape in known.items():
        if table != SAID:
            fresh += _made(connection, table, shape, rows, was.keys.get(table, frozenset()))
    if not fresh:
        return
    sql = "INSERT OR IGNORE INTO _journal (tbl, key, tx, writer, op, vals) VALUES (?, ?, ?, ?, ?, ?)"
    connection.executemany(sql, fresh)
    latest = max(journal.fact(connection, Fact.CLOCK), *(row[2] for row in fresh))
    journal.put_fact(connection, Fact.CLOCK, latest)
    if ledger.is_on(connection):
        sql = "INSERT OR IGNORE INTO _share_waiting (tbl, key, tx) VALUES (?, ?, ?)"
        connection.executemany(sql, [row[:3] for row in fresh])


def _changed(
    connection: sqlite3.Connection, shape: Shape, key: Key, there: Values, row: Values | None, told: _Told
) -> Row:
    known = row if row is not None else told.values(key)  # None: of a column that is new nothing was known
    names = shape.with_tied(name for name in there if name not in known or known[name] != there[name])
    text = journal_text.encoded({name: there[name] for name in names}, over=journal.over(connection, key, names))
    return (*key, clock.right_after(told.latest(key, there), text), told.writer(key, there), Op.CHANGED, text)


def _made(
    connection: sqlite3.Connection, table: str, shape: Shape, rows: Mapping[Key, Values | None], before: frozenset[str]
) -> list[Row]:
    """Rows that there were none of."""
    fresh: list[Row] = []
    for key, there in rows_of(connection, table, shape):
        if key not in before and (table, key) not in rows:
            text = journal_text.encoded(there)
            fresh.append((table, key, clock.right_after("", json.dumps([table, key, text])), "", Op.MADE, text))
    return fresh


class _Told:
    """What the journal says of each row, and who said it last."""

    def __init__(self, connection: sqlite3.Connection) -> None:
        self._bases = journal.bases(connection)
        self._changes: dict[Key, list[Change]] = defaultdict(list)
        self._remakes: dict[str, Change] = {}
        for change in sorted(journal.changes(connection), key=lambda change: change.tx):
            self._changes[change.table, change.key].append(change)
            if change.whole is not None:
                self._remakes[change.key] = change

    def values(self, key: Key) -> dict[str, Value]:
        """All that has been said of a row."""
        values_ = dict(self._bases.get(key, {}))
        for change in self._changes.get(key, ()):
            values_ |= change.values
        return values_

    def latest(self, key: Key, there: Values) -> str:
        """The latest transaction that has said something of a row; empty where none has."""
        last = self._last(key, there)
        return last.tx if last is not None else ""

    def last_there(self, key: Key) -> str:
        """The latest transaction that has said something of a row before it first went; empty where none has."""
        last = ""
        for change in self._changes.get(key, ()):
            if change.op is Op.GONE:
                break
            last = change.tx
        return last

    def over(self, key: Key, names: Iterable[str], until: str) -> dict[str, str]:
        """For each column the latest change of it up to a transaction."""
        latest: dict[str, str] = {}
        for change in self._changes.get(key, ()):
            if change.tx <= until:
                latest |= dict.fromkeys(set(names) & change.values.keys(), change.tx)
        return latest

    def writer(self, key: Key, there: Values) -> str:
        """Who that was; empty where nobody has."""
        last = self._last(key, there)
        return last.writer if last is not None else ""

    def _last(self, key: Key, there: Values) -> Change | None:
        of_row = self._changes.get(key, [])[-1:]
        if key[0] in SEATING and (remake := self._remakes.get(str(there.get("grouping_id")))) is not None:
            of_row = sorted([*of_row, remake], key=lambda change: change.tx)[-1:]
        return of_row[0] if of_row else None
