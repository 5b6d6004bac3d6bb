"""A journal made smaller, without ever meaning anything else: not by itself, and not together with any other.

Two kinds of rows say nothing any more, whatever another file may bring:

- **Of groups that have been made anew** how they were before: of a whole that gave way only that there was one, and
  none of the moves that came before the one that counts.
- **Of a column that has been changed since**, by somebody who had seen it, what it was in between. Whoever changed it
  last then says up to where they had seen each writer (``Change.upto``), so that what was written unseen by each other
  is the same as before.

Nobody need be asked: a file that was away for years comes in as it would have. What waits to be sent is left alone,
and so is what somebody may want to look back at.
"""

from __future__ import annotations

import sqlite3
from collections import defaultdict
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import replace
from datetime import datetime, timedelta

from nettverk.domain.journal import clock
from nettverk.domain.journal.model import GROUPINGS, SAID, SEATING, Change, Key, OnGone, Op, Shape
from nettverk.storage import journal, journal_text, ledger
from nettverk.storage.journal_shapes import shapes

GROUPS_FOR, FIELDS_FOR = timedelta(days=14), timedelta(days=365)
"""How long one can look back at every change: of groups, and of everything else."""

Place = tuple[str, str, str]
"""A row of the journal: table, key, transaction."""


def worthwhile(connection: sqlite3.Connection, now: datetime) -> bool:
    """Whether there may be something to make smaller: more than one thing is said of a row, and it is old."""
    sql = "SELECT 1 FROM _journal WHERE tx < ? GROUP BY tbl, key HAVING count(*) > 1 LIMIT 1"
    return connection.execute(sql, (_before(now - GROUPS_FOR),)).fetchone() is not None


def thin(connection: sqlite3.Connection, now: datetime) -> int:
    """Make the journal smaller; inside a transaction. Returns how many rows say less, or nothing any more.

    Raises:
        ValueError: it is damaged.
    """
    rows = _rows(connection)
    thinner = _Thinner(connection)
    thinner.groups(rows, _before(now - GROUPS_FOR))
    thinner.fields(rows, _before(now - FIELDS_FOR))
    return thinner.write()


def _before(moment: datetime) -> str:
    return clock.after("", moment, 0)


def _rows(connection: sqlite3.Connection) -> dict[Key, list[Change]]:
    """What the journal says of each row, the oldest first."""
    by_key: dict[Key, list[Change]] = defaultdict(list)
    for change in sorted(journal.changes(connection), key=lambda change: change.tx):
        by_key[change.table, change.key].append(change)
    return by_key


class _Thinner:
    """What is to become of each row of the journal."""

    def __init__(self, connection: sqlite3.Connection) -> None:
        self._connection = connection
        self._shapes = shapes(connection)
        self._bases = journal.bases(connection).keys()
        self._waits: frozenset[Place] = frozenset()
        if ledger.is_on(connection):
            sql = "SELECT tbl, key, tx FROM _share_waiting"
            self._waits = frozenset((row[0], row[1], row[2]) for row in connection.execute(sql))
        self._gone: set[Place] = set()
        self._fewer: dict[Place, Change] = {}

    def groups(self, rows: dict[Key, list[Change]], until: str) -> None:
        """Let only the last whole of each grouping be told, and what came after it."""
        newest: dict[str, str] = {}
        of: dict[Key, str] = {}
        for change in (change for key, changes in rows.items() if key[0] == GROUPINGS for change in changes):
            if change.whole is not None:
                newest[change.key] = max(newest.get(change.key, ""), change.tx)
                of.update(dict.fromkeys(change.whole, change.key))
        for changes in rows.values():
            for change in changes:
                if change.whole and change.tx < newest[change.key] and self._may(change, until):
                    self._fewer[_place(change)] = replace(change, whole={})
        for key, changes in rows.items():
            if key[0] not in SEATING or key in self._bases:  # those that were there before stand in others' tables
                continue
            remade = (str(change.values["grouping_id"]) for change in changes if "grouping_id" in change.values)
            grouping = of.get(key) or next(remade, "")
            for change in changes:
                if change.tx < newest.get(grouping, "") and self._may(change, until):
                    self._gone.add(_place(change))

    def fields(self, rows: dict[Key, list[Change]], until: str) -> None:
        """Let what a column was in between be forgotten, where it was changed by somebody who had seen it."""
        for key, changes in rows.items():
            if key[0] in (SAID, *SEATING) or key[0] not in self._shapes or len(changes) < 2:
                continue
            if all(change.op is not Op.GONE and change.whole is None for change in changes):
                self._of_row(self._shapes[key[0]], changes, until)

    def _of_row(self, shape: Shape, changes: Sequence[Change], until: str) -> None:
        lets_go = {each.column for each in shape.references if each.on_gone is OnGone.LETS_GO}
        left = list(changes)
        for known in changes:
            if known.op is not Op.CHANGED or not self._may(known, until):
                continue
            change = next(each for each in left if each.tx == known.tx)  # it may have been told more meanwhile
            later = [each for each in left if each.tx > change.tx]
            if any(not _is_over(column, change, later, lets_go) for column in change.values):
                continue
            left.remove(change)
            for place, each in enumerate(left):
                seen = [column for column in change.values if each.over.get(column) == change.tx]
                if seen:
                    left[place] = _having_seen(each, change, seen, changes)
            self._gone.add(_place(change))
            self._fewer.pop(_place(change), None)
        for before, after in zip((each for each in changes if _place(each) not in self._gone), left, strict=True):
            if before is not after:
                self._fewer[_place(after)] = after

    def _may(self, change: Change, until: str) -> bool:
        return change.tx < until and _place(change) not in self._waits

    def write(self) -> int:
        """Write it down; returns how many rows became others."""
        self._connection.executemany("DELETE FROM _journal WHERE tbl = ? AND key = ? AND tx = ?", sorted(self._gone))
        self._connection.executemany(
            "UPDATE _journal SET vals = ? WHERE tbl = ? AND key = ? AND tx = ?",
            [(_text(change), *place) for place, change in sorted(self._fewer.items(), key=lambda item: item[0])],
        )
        if ledger.is_on(self._connection):  # it says the same as what the others have
            ledger.is_in_place(self._connection, (), self._fewer.keys() - self._waits)
        return len(self._gone) + len(self._fewer)


def _is_over(column: str, change: Change, later: Iterable[Change], lets_go: Iterable[str]) -> bool:
    """Whether a value counts no more, whatever comes back."""
    seen = [each for each in later if each.over.get(column) == change.tx]
    # What points at a row that is gone and comes back points there again: by the change before the one that let go.
    return bool(seen) and all(each.values[column] is not None or column not in lets_go for each in seen)


def _having_seen(change: Change, gone: Change, columns: Sequence[str], all_: Iterable[Change]) -> Change:
    """A change that says by itself what it knew of another one, and of those that one came after."""
    writers = {each.tx: each.writer for each in all_}
    upto = {column: dict(by) for column, by in change.upto.items()}
    for column in columns:
        by = upto.setdefault(column, {})
        for writer, tx in _known(gone, column, writers):
            by[writer] = max(by.get(writer, ""), tx)
    return replace(change, upto=upto)


def _known(gone: Change, column: str, writers: dict[str, str]) -> Iterator[tuple[str, str]]:
    yield gone.writer, gone.tx
    yield from gone.upto.get(column, {}).items()
    before = gone.over.get(column, "")
    if before in writers:
        yield writers[before], before


def _place(change: Change) -> Place:
    return change.table, change.key, change.tx


def _text(change: Change) -> str:
    return journal_text.encoded(change.values, change.whole, change.over, change.upto)
