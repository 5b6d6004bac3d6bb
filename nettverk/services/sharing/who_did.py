"""Who did what: the changes of a plan, of people and of groups, with the machine they were made on and when.

Told from the journal, so only in a file that is shared, and from when it was first shared.
"""

from __future__ import annotations

import json
from collections import defaultdict
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime
from enum import StrEnum

from nettverk.domain.journal import clock
from nettverk.domain.journal.model import GROUPINGS, Change, Key, Op, Value, Values
from nettverk.domain.registry import full_name
from nettverk.i18n import _, _n
from nettverk.services.sharing import contest_words as words
from nettverk.storage import journal
from nettverk.storage.journal_shapes import shapes
from nettverk.storage.store import Store

MOST = 400
"""The newest acts; what came before is in the journal all the same."""


class Of(StrEnum):
    """What one asks about."""

    PLAN = "plan"
    PEOPLE = "people"
    GROUPS = "groups"


_TABLES = {
    Of.PLAN: ("gatherings", "parts", "sheet_uses", "goals", "contributions"),
    Of.PEOPLE: ("people", "participants"),
    Of.GROUPS: ("groupings", "seats"),
}


@dataclass(frozen=True, slots=True)
class Act:
    """One step of somebody's.

    Attributes:
        here: whether it was done on this machine.
        what: what was done, a line each.
    """

    at: datetime
    machine: str
    here: bool
    what: tuple[str, ...]


def acts(store: Store, of: Of, gathering_id: str) -> tuple[Act, ...]:
    """What has been done with a gathering's plan, people or groups, the newest first; empty where nothing is shared."""
    if not journal.is_on(store.connection):
        return ()
    tables = json.dumps(_TABLES[of])
    journal_changes = list(journal.changes(store.connection, "tbl IN (SELECT value FROM json_each(?))", (tables,)))
    rows = _Rows(store, journal_changes, gathering_id)
    by_step: dict[tuple[str, str], list[Change]] = defaultdict(list)
    for change in journal_changes:
        if change.writer and rows.is_here((change.table, change.key)):  # what an update made is nobody's
            by_step[change.tx, change.writer].append(change)
    names = dict(tuple(row) for row in store.connection.execute("SELECT id, name FROM machines"))
    acts_ = []
    for (tx, writer), changes in sorted(by_step.items(), reverse=True):
        lines = _lines(store, rows, changes)
        if lines:
            acts_.append(Act(clock.moment(tx), str(names.get(writer, "")), writer == store.machine_id, lines))
        if len(acts_) == MOST:
            break
    return tuple(acts_)


class _Rows:
    """How rows read, also those that are gone: as they stand, else as the journal last has them."""

    def __init__(self, store: Store, found: list[Change], gathering_id: str) -> None:
        self._store, self._shapes, self._here = store, shapes(store.connection), gathering_id
        self._told: dict[Key, dict[str, Value]] = defaultdict(dict)
        self._bases = journal.bases(store.connection)
        self._kept: dict[Key, Values] = {}
        for change in sorted(found, key=lambda change: change.tx):
            self._told[change.table, change.key].update(change.values)
        people = "SELECT person_id FROM participants WHERE gathering_id = ?"
        self._people = {row[0] for row in store.connection.execute(people, (gathering_id,))}

    def row(self, key: Key) -> Values:
        """A row; empty where nothing is known of it."""
        if key not in self._kept:
            there = journal.row_of(self._store.connection, self._shapes[key[0]], key)
            known = {**self._bases.get(key, {}), **self._told.get(key, {})}
            self._kept[key] = there if there is not None else known
        return self._kept[key]

    def is_here(self, key: Key) -> bool:
        """Whether a row belongs to the gathering; a person where they are on its list."""
        table, id_ = key
        if table == "gatherings":
            return id_ == self._here
        if table == "people":
            return id_ in self._people
        row = self.row(key)
        if table == "seats":
            row = self.row((GROUPINGS, str(row.get("grouping_id", ""))))
        return row.get("gathering_id") == self._here


def _lines(store: Store, rows: _Rows, changes: list[Change]) -> tuple[str, ...]:
    remakes = [change for change in changes if change.table == GROUPINGS and change.whole is not None]
    if remakes:
        return (_("Gruppene er laget på nytt"),)
    moved = [change for change in changes if change.table == "seats"]
    if moved:
        people = [_participant(store, rows, rows.row(("seats", change.key))) for change in moved]
        known = [name for name in people if name]
        more = _n("{n} plass er endret", "{n} plasser er endret", len(moved))
        return tuple(_("{name}: plassen er endret").format(name=name) for name in known[:5]) or (more,)
    return tuple(line for change in changes for line in _line(store, rows, change))


def _participant(store: Store, rows: _Rows, seat: Mapping[str, object]) -> str:
    row = store.one(
        "SELECT pe.given_name, pe.family_name FROM participants AS pa JOIN people AS pe ON pe.id = pa.person_id"
        " WHERE pa.id = ?",
        seat.get("participant_id"),
    )
    return full_name(row["given_name"], row["family_name"]) if row is not None else ""


def _line(store: Store, rows: _Rows, change: Change) -> tuple[str, ...]:
    key = (change.table, change.key)
    row = rows.row(key)
    if change.table not in words.FIELDS or not row:
        return ()
    try:
        name = words.told(words.thing(store, key, row)[-1:])
    except KeyError:  # of a row that is gone only part is known
        return ()
    match change.op:
        case Op.MADE:
            return (_("{name}: lagt til").format(name=name),)
        case Op.GONE:
            return (_("{name}: fjernet").format(name=name),)
        case Op.CHANGED:
            return tuple(
                _("{name}: {field} er nå {value}").format(
                    name=name, field=words.field_name(column), value=words.value(store, column, change.values[column])
                )
                for column in words.FIELDS[change.table]
                if column in change.values
            )
