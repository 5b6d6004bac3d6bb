"""Whether the file is to blame: what nobody expected may be our own fault, or that of a file that has come to harm.

Everything that is stored is read back by code that trusts it. Instead of a guard at every place that reads, the file is
asked when something goes wrong: where its contents are not what the program wrote, that is the sentence to give.
"""

from __future__ import annotations

import sqlite3
from pathlib import Path

from nettverk.domain.errors import Cancelled, Damaged, Expected
from nettverk.storage import backup, content_sums
from nettverk.storage.engine import Sealed
from nettverk.storage.faults import damaged


def blamed(path: Path | None, fault: BaseException) -> BaseException:
    """The fault itself, or ``Damaged`` in its place where the database at ``path`` is what brought it about.

    Args:
        path: the file that was read; None for one in memory, which is never to blame.
    """
    if isinstance(fault, Expected | Cancelled) or not isinstance(fault, Exception) or path is None or is_sound(path):
        return fault
    return told_of(path, fault)


def told_of(path: Path | None, fault: BaseException) -> Damaged:
    """The sentence on a damaged file, with what went wrong as its cause, for the log."""
    damage_found = Damaged(damaged(path.name if path is not None else ""))
    damage_found.__cause__ = fault
    return damage_found


def is_sound(path: Path) -> bool:
    """Whether a file is a database whose contents are what the program wrote; also where there is none."""
    if not path.is_file():
        return True
    try:
        with backup.looking(path) as connection:
            # A file that says it is ours and has no tables has lost them.
            if connection.execute("PRAGMA integrity_check(1)").fetchone()[0] != "ok":
                return False
            connection.execute("SELECT name, sql FROM sqlite_master").fetchall()
            if not content_sums.fact(connection, "id"):
                return _is_from_before(connection)
            return not backup.differing(connection)
    except Sealed:  # nobody can tell without the passphrase
        return True
    except sqlite3.DatabaseError as fault:
        name = getattr(fault, "sqlite_errorname", "") or ""
        # What only stands in the way (a lock, a stick pulled out) is no damage.
        return name.startswith(("SQLITE_BUSY", "SQLITE_LOCKED", "SQLITE_IOERR", "SQLITE_CANTOPEN", "SQLITE_READONLY"))
    except (UnicodeDecodeError, ValueError, TypeError, IndexError):
        return False


def _is_from_before(connection: sqlite3.Connection) -> bool:
    """Whether a file without sums can at least be read; what its words were, nobody knows."""
    for table in content_sums.shapes(connection):
        connection.execute(f'SELECT * FROM "{table}"').fetchall()
    return connection.execute("SELECT 1 FROM sqlite_master WHERE name = '_content_sums'").fetchone() is None
