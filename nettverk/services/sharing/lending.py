"""Ta med til bord: a file for a colleague's laptop, with the sheets of one gathering and no more than they need.

No people, no e-mail addresses, no history: the plan, what is asked, which tables there are, and what these tables have
written so far. Or everything (``lend_all``), for somebody who plans the same year.
"""

from __future__ import annotations

import json
import sqlite3
from collections.abc import Collection, Mapping
from contextlib import closing
from dataclasses import dataclass
from pathlib import Path

from nettverk.domain.entries import EntryKind
from nettverk.domain.errors import BadInput, Expected, exit_code, reason
from nettverk.domain.sheets.definition import Who
from nettverk.i18n import _
from nettverk.services import database, gatherings, reflections
from nettverk.services.sheets import respondents, uses
from nettverk.storage import content_sums, engine, journal, opening
from nettverk.storage.faults import said
from nettverk.storage.journal import Fact
from nettverk.storage.store import Store, make_tables, write_in_journal

_BLANK = {
    "networks": {"coordinator": "", "purpose": ""},
    "gatherings": {"owner": "", "notes": ""},
    "parts": {"speaker": "", "notes": ""},
    "groupings": {"solved": "{}"},
}
"""What a table needs nothing of, and what it reads instead."""


@dataclass(frozen=True, slots=True)
class Lent:
    """What the file holds.

    Attributes:
        gathering_id: empty where it holds everything.
        tables: their numbers; none where it holds every table.
        answers: how many answers are in it.
        open_to_all: whether the file it was made of is locked with a passphrase, and this one is not.
    """

    path: Path
    gathering_id: str = ""
    tables: tuple[int, ...] = ()
    answers: int = 0
    open_to_all: bool = False


def lend(store: Store, gathering_id: str, path: Path, *, tables: Collection[int] = ()) -> Lent:
    """Write a file with the sheets of a gathering; whole or not at all, and never over another.

    Args:
        tables: only what these have written so far, and only these; all of them where left out.

    Raises:
        BadInput: the gathering is gone, there is a file of that name, or this one is itself lent.
        Expected: it cannot be written.
    """
    gatherings.get(store, gathering_id)
    _refuse_taken(store, path)
    share = start(store)
    numbers = json.dumps(sorted(tables or tables_of(store, gathering_id)))
    count = 0

    def fill(connection: sqlite3.Connection) -> None:
        nonlocal count
        make_tables(connection)
        connection.execute("PRAGMA foreign_keys = OFF")
        connection.execute("BEGIN")
        for table, where in _WHAT.items():
            _copy(store, connection, table, where, gathering_id)
        count = _copy_answers(store, connection, gathering_id, tables)
        if tables:
            sql = "DELETE FROM group_tables WHERE number NOT IN (SELECT value FROM json_each(?))"
            connection.execute(sql, (numbers,))
        journal.make(connection, share)
        journal.put_fact(connection, Fact.LENT, gathering_id)
        journal.put_fact(connection, Fact.TABLES, numbers)
        content_sums.write(connection, dict(content_sums.counted(connection)))
        connection.execute("DELETE FROM _file WHERE key IN ('other_writer', 'counter')")
        connection.execute("COMMIT")

    _written(path, fill)
    database.open_file(path).close()  # it is as any other from the start
    return Lent(path, gathering_id, tuple(sorted(tables)), count, database.is_locked(store))


def lend_all(store: Store, path: Path) -> Lent:
    """Write a file with everything, for somebody who plans along; with the same passphrase, where there is one.

    Raises:
        BadInput: there is a file of that name, or this one is itself lent.
        Expected: it cannot be written.
    """
    _refuse_taken(store, path)
    start(store)
    database.back_up(store, path)
    with said(path), closing(engine.connect(path)) as copy:
        # Which of SQLite's transactions was ours is true of the file it was made from.
        copy.execute("DELETE FROM _file WHERE key = 'counter'")
    return Lent(path)


def start(store: Store) -> str:
    """Let the file have a journal from now on; returns the number of what it is shared with."""
    if not journal.is_on(store.connection):
        with said(store.path), store.change():
            share = journal.make(store.connection)
        write_in_journal(store)
        return share
    return journal.fact(store.connection, Fact.SHARE)


def tables_of(store: Store, gathering_id: str) -> Mapping[int, str]:
    """Every table that fills in a sheet at a gathering, by number, and what it is called (empty for «Bord 3»).

    A table of one unit is called by the unit, unless people sit mixed at a table of that number too.
    """
    tables: dict[int, str] = {}
    for sheet in reflections.sheets(store, gathering_id):
        tables[sheet.table] = tables.get(sheet.table, sheet.table_name) and sheet.table_name
    for use in uses.of_gathering(store, gathering_id):
        if not use.simple and Who.TABLE in use.sheet.rounds:
            for filling in respondents.of_use(store, use, Who.TABLE):
                tables.setdefault(filling.respondent.number, "")
    return dict(sorted(tables.items()))


def is_lent(store: Store) -> bool:
    """Whether the open file is one that somebody has taken along."""
    return bool(journal.fact(store.connection, Fact.LENT))


def _refuse_taken(store: Store, path: Path) -> None:
    if is_lent(store):
        raise BadInput(_("Denne fila er selv lånt ut. Lån ut fra fila den kom fra."))
    if path.exists():
        raise BadInput(_("{file} finnes allerede. Velg et annet navn.").format(file=path.name))


def _written(path: Path, fill: opening.Fill) -> None:
    try:
        with said(path):
            opening.make(path, fill)
    except OSError as fault:
        raise Expected(
            _("Får ikke lagret {file}: {reason}. Velg en annen mappe.").format(file=path, reason=reason(fault)),
            code=exit_code(fault),
        ) from fault


# --- what goes along ---

_OF_IT = "gathering_id = :gathering"
_WHAT = {
    "settings": "key = 'municipality' OR key LIKE 'word:%'",
    "service_kinds": "1",
    "districts": "id IN (SELECT district_id FROM gatherings WHERE id = :gathering)",
    "networks": "id IN (SELECT network_id FROM gatherings WHERE id = :gathering)",
    "gatherings": "id = :gathering",
    "parts": _OF_IT,
    "sheet_versions": "id IN (SELECT sheet_version_id FROM sheet_uses WHERE gathering_id = :gathering)",
    "sheet_uses": _OF_IT,
    "groupings": _OF_IT,
    "group_tables": "grouping_id IN (SELECT id FROM groupings WHERE gathering_id = :gathering)",
}
"""Tables, and which of their rows, so that what a row points at comes first."""


def _copy(store: Store, to: sqlite3.Connection, table: str, where: str, gathering_id: str) -> None:
    to.execute(f"DELETE FROM {table}")
    values = {"gathering": gathering_id} if ":gathering" in where else {}
    for row in store.connection.execute(f"SELECT * FROM {table} WHERE {where}", values):
        columns = {**dict(row), **_BLANK.get(table, {})}
        _insert(to, table, columns)


def _insert(to: sqlite3.Connection, table: str, columns: dict[str, object]) -> None:
    names = ", ".join(f'"{name}"' for name in columns)
    to.execute(f"INSERT INTO {table} ({names}) VALUES ({', '.join('?' * len(columns))})", tuple(columns.values()))


def _copy_answers(store: Store, to: sqlite3.Connection, gathering_id: str, tables: Collection[int]) -> int:
    """What the tables have written so far, as it now reads; returns how much."""
    respondents = [f"table-{number}" for number in sorted(tables)]
    rows = store.rows(
        "SELECT e.*, m.name, m.made_at FROM sheet_answers AS a JOIN entries AS e ON e.id = a.entry_id"
        " AND e.gathering_id = a.gathering_id JOIN machines AS m ON m.id = e.machine_id"
        " WHERE a.gathering_id = ? AND e.kind IN (?, ?)"
        " AND (? OR EXISTS (SELECT 1 FROM json_each(?) AS t"
        "  WHERE a.respondent = t.value OR a.respondent LIKE t.value || '-%'))",
        gathering_id, EntryKind.REFLECTION, EntryKind.SHEET_ANSWER, not tables, json.dumps(respondents),
    )  # fmt: skip
    count = 0
    for row in rows:
        columns = dict(row)
        name, made_at = columns.pop("name"), columns.pop("made_at")
        # Without the number of its installation: whoever opens the file is somebody else, also on the same machine.
        sql = "INSERT OR IGNORE INTO machines (id, name, made_at, last_number) VALUES (?, ?, ?, ?)"
        to.execute(sql, (row["machine_id"], name, made_at, row["number"]))
        _insert(to, "entries", {**columns, "earlier": None, "replaces": None})
        count += 1
    return count
