"""Undo for everything in the database, by one rule: temporary triggers write down the inverse of every row change.

The same log tells which tables and ids a transaction touched, so no service has to keep count of what it changed.
Nothing of this is stored in the file; a new session starts with nothing to undo.
"""

from __future__ import annotations

import sqlite3
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field, replace

from nettverk.domain.changes import NOWHERE, Changes, Place, Undoable
from nettverk.storage import content_sums

# Migrations and who writes are facts about the file. Taking back what a user did must leave them alone.
_SKIP = ("machines",)
_LOG = "CREATE TEMP TABLE change_log (seq INTEGER PRIMARY KEY, tbl TEXT, ids TEXT, inverse TEXT, gathering TEXT)"
_KNOWN: dict[tuple[tuple[str, str], ...], tuple[str, ...]] = {}
"""The triggers by the tables they are for, as SQLite spells them."""
# A day of typing is a few hundred steps; more would only be memory that nobody goes back through.
MOST_STEPS = 500


@dataclass(frozen=True, slots=True)
class Step:
    """One thing the user did: its label, the statements that take it back, newest first, and where it is felt.

    ``taken_in`` where it took in what another file had: then what the journal got is taken back too.
    """

    label: str
    merge: str
    statements: tuple[str, ...]
    place: Place = NOWHERE
    taken_in: bool = False


@dataclass(slots=True)
class History:
    """The steps that can be taken back and forth in this session."""

    done: list[Step] = field(default_factory=list)
    undone: list[Step] = field(default_factory=list)

    def add(self, step: Step) -> None:
        """A new step; what was undone before it is gone, and typing in one field stays one step."""
        self.undone.clear()
        # The newer step is undone first, so its statements come first.
        if step.merge and self.done and self.done[-1].merge == step.merge:
            before = self.done.pop()
            step = Step(step.label, step.merge, step.statements + before.statements, step.place | before.place)
        self.done.append(step)
        del self.done[:-MOST_STEPS]

    def seal(self) -> None:
        """Let the next step stand for itself, whatever it touches."""
        if self.done:
            self.done[-1] = replace(self.done[-1], merge="")

    def state(self) -> Undoable:
        """What Ctrl+Z and Ctrl+Y would do now."""
        return Undoable(
            self.done[-1].label if self.done else "",
            self.undone[-1].label if self.undone else "",
            (len(self.done), len(self.undone)),
            self.done[-1].place if self.done else NOWHERE,
            self.undone[-1].place if self.undone else NOWHERE,
        )


def watch(connection: sqlite3.Connection) -> None:
    """Install the triggers on every table of the database, for this connection only.

    They also write down what ``content_sums`` adds up; its own log must be there already.
    """
    # Temporary tables and triggers belong to this connection: the file itself knows nothing of undo, and another
    # program that opens it is not slowed down. All in one go: one by one each would be a transaction of its own.
    connection.executescript(f"BEGIN; {_LOG}; {'; '.join(_all_triggers(connection))}; COMMIT")


def is_watched(connection: sqlite3.Connection) -> bool:
    """Whether the triggers are there."""
    return connection.execute("SELECT 1 FROM temp.sqlite_master WHERE name = 'change_log'").fetchone() is not None


def _all_triggers(connection: sqlite3.Connection) -> tuple[str, ...]:
    """The triggers of every table, remembered for databases with the same tables."""
    tables = tuple(
        (row[0], row[1]) for row in connection.execute("SELECT name, sql FROM main.sqlite_master WHERE type = 'table'")
    )
    if tables not in _KNOWN:
        points_at = {name: _points_at(connection, name) for name, _sql in tables}
        _KNOWN[tables] = tuple(
            statement
            for name, _sql in tables
            # Names with a line in front are the file's own bookkeeping.
            if not name.startswith(("sqlite_", "_"))
            for statement in _triggers(connection, name, points_at)
        )
    return _KNOWN[tables]


def _points_at(connection: sqlite3.Connection, table: str) -> Mapping[str, str]:
    """The columns of a table that hold the id of a row in another one, and which."""
    rows = connection.execute(f"PRAGMA main.foreign_key_list('{table}')").fetchall()
    return {row[3]: row[2] for row in reversed(rows)}


def _gathering(table: str, side: str, points_at: Mapping[str, Mapping[str, str]], steps: int = 4) -> str:
    """SQL for the gathering that a row belongs to, by the shortest way over what it points at; empty where none does.

    A row whose parent goes in the same step finds nobody here; its parent has told by then where it was.
    """
    if table == "gatherings":
        return f"{side}.id"
    ways = points_at.get(table, {})
    if (own := next((column for column, other in ways.items() if other == "gatherings"), "")) or not steps:
        return f"{side}.{own}" if own else ""
    gathering_ids = []
    for column, other in ways.items():
        alias = f"p{steps}"
        if other != table and (inner := _gathering(other, alias, points_at, steps - 1)):
            gathering_ids.append(f"(SELECT {inner} FROM main.{other} AS {alias} WHERE {alias}.id = {side}.{column})")
    return min(gathering_ids, key=len, default="")


def _triggers(connection: sqlite3.Connection, table: str, points_at: Mapping[str, Mapping[str, str]]) -> Iterable[str]:
    info = list(connection.execute(f"PRAGMA table_info({table})"))
    columns = [row[1] for row in info]
    # A row is found again by its primary key, which may be several columns; table_info numbers them from 1.
    keys = [row[1] for row in sorted(info, key=lambda row: row[5]) if row[5]]
    # What a row points at counts as touched too: a view of a gathering must hear of a seat in it.
    ids = [name for name in columns if name in keys or name.endswith("_id")]

    def touched(side: str) -> str:
        return "||' '||".join(f"coalesce({side}.{name}, '')" for name in ids)

    key = content_sums.key_of(columns, keys[0] if keys else columns[0])
    summed = content_sums.noting(table, content_sums.Shape(tuple(columns), key))
    for event, (side, inverse) in _inverses(table, columns, keys).items():
        undone = (
            f"INSERT INTO change_log (tbl, ids, inverse, gathering) VALUES ('{table}', {touched(side)}, {inverse},"
            f" {_gathering(table, side, points_at) or 'NULL'});"
        )
        yield (
            f"CREATE TEMP TRIGGER log_{table}_{event.lower()} AFTER {event} ON main.{table} BEGIN "
            f"{'' if table in _SKIP else undone} {summed[event]} END"
        )


def _inverses(table: str, columns: Sequence[str], keys: Sequence[str]) -> Mapping[str, tuple[str, str]]:
    """For each event the side that says which row it was, and SQL for the statement that takes it back."""

    def where(side: str) -> str:
        return "' WHERE " + "||' AND ".join(f"{key} = '||quote({side}.{key})" for key in keys)

    values = "||','||".join(f"quote(OLD.{name})" for name in columns)
    assign = "||','||".join(f"'{name}='||quote(OLD.{name})" for name in columns)
    # SQLite itself quotes the old values into the statement that brings them back, so every type comes back exactly,
    # also blobs and text with quotation marks.
    return {
        "INSERT": ("NEW", f"'DELETE FROM {table}'||{where('NEW')}"),
        "UPDATE": ("NEW", f"'UPDATE {table} SET '||{assign}||{where('NEW')}"),
        "DELETE": ("OLD", f"'INSERT INTO {table} ({','.join(columns)}) VALUES ('||{values}||')'"),
    }


def watch_journal(connection: sqlite3.Connection, tables: Iterable[str], when: str) -> None:
    """Let what is written in the journal be taken back too, where the condition holds; see ``journal``."""
    for table in tables:
        info = list(connection.execute(f"PRAGMA main.table_info({table})"))
        keys = [row[1] for row in sorted(info, key=lambda row: row[5]) if row[5]]
        for event, (_side, inverse) in _inverses(table, [row[1] for row in info], keys).items():
            connection.execute(
                f"CREATE TEMP TRIGGER log_{table}_{event.lower()} AFTER {event} ON main.{table} WHEN {when} BEGIN"
                f" INSERT INTO change_log (tbl, ids, inverse) VALUES ('{table}', '', {inverse}); END"
            )


def collect(connection: sqlite3.Connection, label: str, merge: str = "") -> tuple[Changes, Step]:
    """What the transaction so far has changed, and how to take it back; empties the log."""
    # Backwards: what was done last must be taken back first, or a child would come back before its parent.
    rows = connection.execute("SELECT tbl, ids, inverse, gathering FROM change_log ORDER BY seq DESC").fetchall()
    connection.execute("DELETE FROM change_log")
    tables = frozenset(row[0] for row in rows)
    ids = frozenset(word for row in rows for word in row[1].split(" ") if word)
    place = Place(tables, frozenset(row[3] for row in rows if row[3]))
    return Changes(tables, ids, label), Step(label, merge, tuple(row[2] for row in rows), place)
