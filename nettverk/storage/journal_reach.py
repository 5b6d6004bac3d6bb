"""What the journal comes to of those rows that something new may have made others of.

To go through twenty years for each week that comes in would take as long as the twenty years are. So the rows that
something new says anything of are looked at, with those that stand or fall with them, and all others are taken as they
stand. Where that does not settle it, because something comes back or gives way, all of the journal is gone through.
"""

from __future__ import annotations

import json
import sqlite3
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field

from nettverk.domain.journal.fold import fold
from nettverk.domain.journal.model import GROUPINGS, SEATING, Change, Folded, Key, Op, Shapes, Values
from nettverk.storage import journal, journal_text
from nettverk.storage.journal_state import Standing, standing_rows

_MUCH = 500
"""So many new rows are no few, whatever else the journal has."""


def comes_to(
    connection: sqlite3.Connection, known: Shapes, fresh: Sequence[Change], under: Iterable[str]
) -> tuple[Folded, frozenset[Key]]:
    """What the journal comes to of the rows that may be others now, and of which of these anything was taken away.

    Args:
        fresh: what is new in it; all else has been brought in step before.
        under: gatherings at which something has been said that is new.

    Raises:
        ValueError: it is damaged.
    """
    if _is_most(connection, fresh):
        return _all(connection, known)
    near = _Near(connection, known)
    near.look({(change.table, change.key) for change in fresh} | {("gatherings", id_) for id_ in under})
    changes = near.changes
    state = fold(known, changes, near.bases, Standing(connection, known))
    if not near.settles(state, fresh):
        return _all(connection, known)
    return state, _taken_away(state, changes)


def _is_most(connection: sqlite3.Connection, fresh: Sequence[Change]) -> bool:
    """Whether so much is new that to look near it first is no less work than to go through all of it at once."""
    if len(fresh) < _MUCH:
        return False
    (rows,) = connection.execute("SELECT count(*) FROM _journal").fetchone()
    return len(fresh) * 3 > int(rows)


def _all(connection: sqlite3.Connection, known: Shapes) -> tuple[Folded, frozenset[Key]]:
    changes = list(journal.changes(connection))
    found = fold(known, changes, journal.bases(connection), Standing(connection, known))
    return found, _taken_away(found, changes)


def _taken_away(found: Folded, changes: Iterable[Change]) -> frozenset[Key]:
    gone = {(change.table, change.key) for change in changes if change.op is Op.GONE}
    return frozenset(gone | found.dropped.keys())


@dataclass(slots=True)
class _Near:
    """The rows that stand or fall together, and what the journal says of them."""

    connection: sqlite3.Connection
    known: Shapes
    changes: list[Change] = field(default_factory=list)
    bases: dict[Key, Values] = field(default_factory=dict)
    _seen: set[Key] = field(default_factory=set)
    _steps: set[str] = field(default_factory=set)
    _dropped: dict[Key, str] = field(default_factory=dict)
    _asked: dict[Key, bool] = field(default_factory=dict)

    def look(self, waiting: set[Key]) -> None:
        """Find them all, from those that something is new of and those that have given way before."""
        rows = self.connection.execute("SELECT tbl, key, stays FROM _journal_dropped").fetchall()
        self._dropped = {(row[0], row[1]): row[2] for row in rows}
        for key, stays in self._dropped.items():
            waiting |= {key, (key[0], stays)} if stays else {key}
        while waiting:
            self._seen |= waiting
            changes: list[Change] = []
            for key in sorted(waiting):
                changes += journal.changes(self.connection, "tbl = ? AND key = ?", key)
                self._keep_base(key)
            self.changes += changes
            waiting = (self._with(changes, waiting) | self._taken_with(changes)) - self._seen
        self.changes = [change for change in self.changes if change.table in self.known]

    def _keep_base(self, key: Key) -> None:
        sql = "SELECT vals FROM _journal_bases WHERE tbl = ? AND key = ?"
        row = self.connection.execute(sql, key).fetchone()
        if row is not None:
            self.bases[key] = journal_text.decoded(row[0])[0]

    def _with(self, found: Iterable[Change], keys: Iterable[Key]) -> set[Key]:
        """What rows point at that is not there, or was not, and the groups that they are of, whole."""
        more: set[Key] = set()
        known_values: list[tuple[str, Values]] = [(change.table, change.values) for change in found]
        known_values += [(key[0], self.bases[key]) for key in keys if key in self.bases]
        for change in found:
            for key, values in (change.whole or {}).items():
                more.add(key)
                known_values.append((key[0], values))
        for table, values in known_values:
            if table in SEATING and "grouping_id" in values:
                more.add((GROUPINGS, str(values["grouping_id"])))
            for reference in self.known[table].references if table in self.known else ():
                id_ = values.get(reference.column)
                if id_ is not None and self._may_be_another(reference.table, str(id_)):
                    more.add((reference.table, str(id_)))
        for key in keys:
            if key[0] in SEATING and key[0] in self.known:
                row = journal.row_of(self.connection, self.known[key[0]], key)
                if row is not None:
                    more.add((GROUPINGS, str(row["grouping_id"])))
            elif key[0] == GROUPINGS:
                for table in SEATING:
                    sql = f"SELECT id FROM {table} WHERE grouping_id = ?"
                    more |= {(table, str(row[0])) for row in self.connection.execute(sql, (key[1],))}
        return more

    def _may_be_another(self, table: str, id_: str) -> bool:
        """Whether what something points at is gone, or was: then it may be there for that alone, and go with it."""
        key = (table, id_)
        if key not in self._asked:
            self._asked[key] = (
                self.connection.execute(f'SELECT 1 FROM main."{table}" WHERE id = ?', (id_,)).fetchone() is None
                or self.connection.execute(
                    "SELECT 1 FROM _journal WHERE tbl = ? AND key = ? AND op = 'gone' LIMIT 1", key
                ).fetchone()
                is not None
            )
        return self._asked[key]

    def _taken_with(self, found: Iterable[Change]) -> set[Key]:
        """What was taken away, or changed, in the steps that took these away."""
        steps = {change.tx for change in found if change.op is Op.GONE} - self._steps
        if not steps:
            return set()
        self._steps |= steps
        sql = "SELECT tbl, key FROM _journal WHERE op <> 'made' AND tx IN (SELECT value FROM json_each(?))"
        return {(row[0], row[1]) for row in self.connection.execute(sql, (json.dumps(sorted(steps)),))}

    def settles(self, found: Folded, fresh: Iterable[Change]) -> bool:
        """Whether no row is another that has not been looked at: none comes back, and none gives way."""
        if {key: stays for key, (stays, _values) in found.dropped.items()} != self._dropped:
            return False
        new = {(change.table, change.key, change.tx) for change in fresh}
        before = {
            (change.table, change.key) for change in self.changes if (change.table, change.key, change.tx) not in new
        } | self.bases.keys()
        there = [key for key, row in found.rows.items() if row is not None and key in before]
        standing = standing_rows(self.connection, self.known, there)
        return all(standing[key] is not None for key in there)
