"""Taking people's names out of a database, so that not a byte of them is left in the file.

Works on a bare connection and on any version of the schema, since copies from before an update are gone through too.
The rows stay, under a number, so that who has met whom and how many came stay true.
"""

from __future__ import annotations

import os
import sqlite3
from collections.abc import Callable, Mapping, Sequence
from contextlib import closing
from functools import partial
from pathlib import Path
from typing import NamedTuple

from nettverk.storage import content_sums, engine, journal_purge, texts
from nettverk.storage.content_sums import ContentSums
from nettverk.storage.texts import Change


class Gone(NamedTuple):
    """Somebody whose name is taken away: what they are called from now on, their number, when and why."""

    person_id: str
    label: str
    number: int
    at: str
    reason: str


class Erased(NamedTuple):
    """What was changed: people, texts (each version counts), and rules for groups that were taken away."""

    people: int
    texts: int
    rules: int


def erase(connection: sqlite3.Connection, people: Sequence[Gone], change: Change, spellings: Sequence[str]) -> Erased:
    """Take names out of every row; inside a transaction of the caller's.

    Args:
        change: what each text is to read instead.
        spellings: names and e-mail addresses as they stand in files that people have handed in (slides).
    """
    tables = {row[0] for row in connection.execute("SELECT name FROM main.sqlite_master WHERE type = 'table'")}
    if "trash" in tables:  # packed rows are not gone through: what was removed before is gone for good as well
        connection.execute("DELETE FROM trash")
    changed = texts.rewrite(connection, change)
    if "unit_spellings" in tables:  # a name that once stood in the column of units
        connection.execute("DELETE FROM unit_spellings WHERE spelling LIKE '%[fjernet]%'")
    if "slides" in tables:
        _overwrite_slides(connection, spellings)
    count = rules = 0
    for gone in people:
        # The role goes too: with the unit it would often say who it was.
        count += connection.execute(
            "UPDATE people SET given_name = ?, family_name = '', email = '', role = '' WHERE id = ?",
            (gone.label, gone.person_id),
        ).rowcount
        connection.execute("UPDATE participants SET role = '' WHERE person_id = ?", (gone.person_id,))
        if "group_rule_people" in tables:
            rules += connection.execute("DELETE FROM group_rule_people WHERE person_id = ?", (gone.person_id,)).rowcount
        if "removed_people" in tables:
            connection.execute(
                "INSERT OR REPLACE INTO removed_people (person_id, number, removed_at, reason)"
                " SELECT id, ?, ?, ? FROM people WHERE id = ?",
                (gone.number, gone.at, gone.reason, gone.person_id),
            )
    if rules:
        # A rule about one person alone that has lost that one, or about two that has lost one of them, says nothing.
        connection.execute(
            "DELETE FROM group_rules WHERE kind IN ('apart', 'together', 'at_table', 'access', 'host', 'language')"
            " AND (SELECT count(*) FROM group_rule_people AS p WHERE p.rule_id = group_rules.id)"
            " < CASE WHEN kind IN ('apart', 'together') THEN 2 ELSE 1 END"
        )
    clean_journal(connection, people, change, spellings)
    return Erased(count, changed, rules)


def clean_journal(
    connection: sqlite3.Connection, people: Sequence[Gone], change: Change, spellings: Sequence[str]
) -> None:
    """The same with what the journal says of rows; again after the removal itself has been written down in it."""
    journal_purge.purge(
        connection, {gone.person_id: gone.label for gone in people}, change, partial(_blanked, _forms(spellings))
    )


Forms = frozenset[tuple[bytes, bytes]]
"""Bytes that are a name, and the blanks to stand in their stead."""


def _forms(spellings: Sequence[str]) -> Forms:
    return frozenset(
        (form, " ".ljust(len(text)).encode(code)[: len(form)].ljust(len(form), b" "))
        for text in spellings
        for code in ("utf-8", "latin-1", "utf-16-be", "utf-16-le")
        if (form := text.encode(code, "ignore")) and len(form) >= len(text) > 3
    )


def _blanked(forms: Forms, data: bytes) -> bytes:
    for form, blank in sorted(forms):
        data = data.replace(form, blank)
    return data


def _overwrite_slides(connection: sqlite3.Connection, spellings: Sequence[str]) -> None:
    """Blank out names that stand as plain bytes in slides, such as who made them; every byte keeps its place."""
    forms = _forms(spellings)
    for row in connection.execute("SELECT id FROM slides").fetchall():
        before = bytes(connection.execute("SELECT data FROM slides WHERE id = ?", (row[0],)).fetchone()[0])
        data = _blanked(forms, before)
        if data != before:
            connection.execute("UPDATE slides SET data = ? WHERE id = ?", (data, row[0]))


def overwrite(connection: sqlite3.Connection) -> None:
    """Let SQLite overwrite what it removes from now on: some builds do so unasked, and most do not."""
    connection.execute("PRAGMA secure_delete = ON")


def erase_copy(
    path: Path,
    people_in: Callable[[sqlite3.Connection], Sequence[Gone]],
    change_for: Callable[[sqlite3.Connection], Change],
    spellings: Callable[[sqlite3.Connection], Sequence[str]],
) -> Erased:
    """The same in a file that is not open in the program: a backup, or a copy from before an update.

    Its age stays what it was: a backup is as old as what it holds.

    Raises:
        sqlite3.Error, OSError: it cannot be read or written; then it is as it was.
    """
    stat = path.stat()
    sums: ContentSums | None = None
    with closing(engine.connect(path, mode="rw")) as connection:
        # Its own sums of what it holds are counted anew, unless they disagreed already: that is to stay noticed.
        stored = content_sums.stored(connection)
        if stored and dict(content_sums.counted(connection)) == stored:
            sums = ContentSums(connection, path)
        overwrite(connection)
        connection.execute("PRAGMA foreign_keys = ON")  # what hangs on a rule goes with it
        connection.execute("BEGIN IMMEDIATE")
        try:
            erased = erase(connection, people_in(connection), change_for(connection), spellings(connection))
            connection.execute("COMMIT")
        except BaseException:
            connection.execute("ROLLBACK")
            raise
        # Written anew, without what is no longer in it: free pages, and what pages held before.
        engine.write_anew(connection)
        if sums is not None:
            connection.execute("BEGIN IMMEDIATE")
            sums.count_anew(accept=True)
            connection.execute("COMMIT")
    if sums is not None:
        sums.close()
    os.utime(path, (stat.st_atime, stat.st_mtime))
    return erased


def known_people(connection: sqlite3.Connection) -> Mapping[str, str]:
    """What each person is called now, by id: to see who still has a name."""
    rows = connection.execute("SELECT id, given_name || family_name FROM people")
    return {row[0]: row[1] for row in rows}
