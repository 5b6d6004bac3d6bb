"""What the journal of an open file comes to, beside what its tables have."""

from __future__ import annotations

import json
import sqlite3
from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping
from datetime import datetime

from nettverk.domain.journal import clock
from nettverk.domain.journal.fold import fold, parents_first
from nettverk.domain.journal.model import SAID, Key, OnGone, Op, Shape, Shapes, Unique, Value, Values, key_text
from nettverk.storage import journal, journal_parked, journal_text
from nettverk.storage.journal import Fact
from nettverk.storage.journal_shapes import shapes


def folded(connection: sqlite3.Connection) -> Mapping[Key, Values | None]:
    """What the journal of a file comes to, made from all of it.

    Raises:
        ValueError: it is damaged.
    """
    known = shapes(connection)
    state = fold(known, journal.changes(connection), journal.bases(connection), Standing(connection, known))
    return state.rows


def agree(connection: sqlite3.Connection, writer: str, now: datetime) -> None:
    """Let the journal say what the tables have, where it says something else; inside a transaction.

    What came in has been taken back, and steps that were taken back before it had written values that came in; or a
    program that knows of no journal has written in the file. What once gave way is left to the fold.
    """
    known = shapes(connection)
    dropped = {(row[0], row[1]) for row in connection.execute("SELECT tbl, key FROM _journal_dropped")}
    rows = folded(connection)
    standing = standing_rows(connection, known, rows)
    tx = clock.after(journal.fact(connection, Fact.CLOCK), now)
    written = []
    for key, row in rows.items():
        there = standing[key]
        if key[0] == SAID or there == row or key in dropped:
            continue
        if there is None:
            written.append((*key, tx, writer, Op.GONE, "{}"))
        elif row is None:
            written.append((*key, tx, writer, Op.MADE, journal_text.encoded(there)))
        else:
            names = known[key[0]].with_tied(name for name in there if there[name] != row[name])
            text = journal_text.encoded(
                {name: there[name] for name in names}, over=journal.over(connection, key, names)
            )
            written.append((*key, tx, writer, Op.CHANGED, text))
    connection.executemany("INSERT INTO _journal (tbl, key, tx, writer, op, vals) VALUES (?, ?, ?, ?, ?, ?)", written)
    if written:
        journal.put_fact(connection, Fact.CLOCK, tx)


def let_go_of_what_is_gone(connection: sqlite3.Connection) -> None:
    """Let what points at rows that are gone go with them, or point at nothing; where SQLite has been told not to.

    What came in has been taken back, and meanwhile something was written under it that Ctrl+Z takes no notice of. What
    was said there waits until that comes in again.
    """
    known = shapes(connection)
    changed = True
    while changed:
        before = connection.total_changes
        for table in parents_first(known):
            for each in known[table].references:
                above = f'SELECT 1 FROM main."{each.table}" AS above WHERE above.id = "{table}"."{each.column}"'
                lost = f'"{each.column}" IS NOT NULL AND NOT EXISTS ({above})'
                if each.on_gone is OnGone.LETS_GO:
                    connection.execute(f'UPDATE main."{table}" SET "{each.column}" = NULL WHERE {lost}')
                else:
                    if table == SAID:
                        found = rows_of(connection, table, known[table], lost)
                        journal_parked.park(connection, (row for _key, row in found))
                    connection.execute(f'DELETE FROM main."{table}" WHERE {lost}')
        changed = connection.total_changes != before


def standing_rows(connection: sqlite3.Connection, known: Shapes, keys: Iterable[Key]) -> dict[Key, Values | None]:
    """How rows stand now."""
    by_table: dict[str, list[Key]] = defaultdict(list)
    for key in keys:
        by_table[key[0]].append(key)
    standing: dict[Key, Values | None] = {}
    for table, wanted in by_table.items():
        shape = known[table]
        if len(shape.keys) > 1:
            standing |= {key: journal.row_of(connection, shape, key) for key in wanted}
            continue
        # All in one look: an entry is not found by its id alone.
        ids = json.dumps([key[1] for key in wanted])
        where = f'"{shape.keys[0]}" IN (SELECT value FROM json_each(?))'
        there = dict(rows_of(connection, table, shape, where, (ids,)))
        standing |= {key: there.get(key[1]) for key in wanted}
    return standing


def rows_of(
    connection: sqlite3.Connection, table: str, shape: Shape, where: str = "1", values: tuple[Value, ...] = ()
) -> Iterator[tuple[str, dict[str, Value]]]:
    for stored in connection.execute(f'SELECT * FROM main."{table}" WHERE {where}', values).fetchall():
        row = dict(zip(shape.columns, tuple(stored), strict=True))
        yield key_text([row[name] for name in shape.keys]), row


class Standing:
    """The rows of a file's tables, as the fold asks for them."""

    def __init__(self, connection: sqlite3.Connection, known: Shapes) -> None:
        self._connection = connection
        self._known = known
        self._kept: dict[Key, Values | None] = {}

    def row(self, key: Key) -> Values | None:
        """One row, or None where there is none."""
        if key not in self._kept:
            self._kept[key] = journal.row_of(self._connection, self._known[key[0]], key)
        return self._kept[key]

    def pointing(self, table: str, column: str, id_: str) -> Iterable[tuple[str, Values]]:
        """Rows of a table by key, whose column holds an id."""
        return list(rows_of(self._connection, table, self._known[table], f'"{column}" = ?', (id_,)))

    def alike(self, table: str, unique: Unique, values: Values) -> Iterable[tuple[str, Values]]:
        """Rows of a table by key, that are the same in these columns."""
        where = " AND ".join(f'"{name}" = ?' for name in unique.columns)
        wanted = tuple(values[name] for name in unique.columns)
        return list(rows_of(self._connection, table, self._known[table], where, wanted))
