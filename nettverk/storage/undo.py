"""Undo for everything in the database, by one rule: temporary triggers write down the inverse of every row change.

The same log tells which tables and ids a transaction touched, so no service has to keep count of what it changed.
Nothing of this is stored in the file; a new session starts with nothing to undo.
"""

from __future__ import annotations

import sqlite3
from collections.abc import Iterable
from dataclasses import dataclass, field

from nettverk.domain.changes import Changes, Undoable

_SKIP = ("_sqlite_migrations", "sqlite_sequence", "machines")
MOST_STEPS = 500


@dataclass(frozen=True, slots=True)
class Step:
    """One thing the user did: its label and the statements that take it back, newest first."""

    label: str
    merge: str
    statements: tuple[str, ...]


@dataclass(slots=True)
class History:
    """The steps that can be taken back and forth in this session."""

    done: list[Step] = field(default_factory=list)
    undone: list[Step] = field(default_factory=list)

    def add(self, step: Step) -> None:
        """A new step; what was undone before it is gone, and typing in one field stays one step."""
        self.undone.clear()
        if step.merge and self.done and self.done[-1].merge == step.merge:
            step = Step(step.label, step.merge, step.statements + self.done.pop().statements)
        self.done.append(step)
        del self.done[:-MOST_STEPS]

    def seal(self) -> None:
        """Let the next step stand for itself, whatever it touches."""
        if self.done:
            last = self.done[-1]
            self.done[-1] = Step(last.label, "", last.statements)

    def state(self) -> Undoable:
        """What Ctrl+Z and Ctrl+Y would do now."""
        return Undoable(
            self.done[-1].label if self.done else "",
            self.undone[-1].label if self.undone else "",
            (len(self.done), len(self.undone)),
        )


def watch(connection: sqlite3.Connection) -> None:
    """Install the triggers on every table of the database, for this connection only."""
    connection.execute("CREATE TEMP TABLE change_log (seq INTEGER PRIMARY KEY, tbl TEXT, ids TEXT, inverse TEXT)")
    names = [row[0] for row in connection.execute("SELECT name FROM main.sqlite_master WHERE type = 'table'")]
    for name in names:
        if name not in _SKIP and not name.startswith("sqlite_"):
            for statement in _triggers(connection, name):
                connection.execute(statement)


def _triggers(connection: sqlite3.Connection, table: str) -> Iterable[str]:
    info = list(connection.execute(f"PRAGMA table_info({table})"))
    columns = [row[1] for row in info]
    keys = [row[1] for row in sorted(info, key=lambda row: row[5]) if row[5]]
    ids = [name for name in columns if name in keys or name.endswith("_id")]

    def where(side: str) -> str:
        return "' WHERE " + "||' AND ".join(f"{key} = '||quote({side}.{key})" for key in keys)

    def touched(side: str) -> str:
        return "||' '||".join(f"coalesce({side}.{name}, '')" for name in ids)

    values = "||','||".join(f"quote(OLD.{name})" for name in columns)
    assign = "||','||".join(f"'{name}='||quote(OLD.{name})" for name in columns)
    inverses = {
        "INSERT": ("NEW", f"'DELETE FROM {table}'||{where('NEW')}"),
        "UPDATE": ("NEW", f"'UPDATE {table} SET '||{assign}||{where('NEW')}"),
        "DELETE": ("OLD", f"'INSERT INTO {table} ({','.join(columns)}) VALUES ('||{values}||')'"),
    }
    for event, (side, inverse) in inverses.items():
        yield (
            f"CREATE TEMP TRIGGER log_{table}_{event.lower()} AFTER {event} ON main.{table} BEGIN "
            f"INSERT INTO change_log (tbl, ids, inverse) VALUES ('{table}', {touched(side)}, {inverse}); END"
        )


def collect(connection: sqlite3.Connection, label: str, merge: str = "") -> tuple[Changes, Step]:
    """What the transaction so far has changed, and how to take it back; empties the log."""
    rows = connection.execute("SELECT tbl, ids, inverse FROM change_log ORDER BY seq DESC").fetchall()
    connection.execute("DELETE FROM change_log")
    tables = frozenset(row[0] for row in rows)
    ids = frozenset(word for row in rows for word in row[1].split(" ") if word)
    return Changes(tables, ids, label), Step(label, merge, tuple(row[2] for row in rows))
