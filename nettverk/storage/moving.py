"""An open database goes on in another file, under the name it has: an edition aside, and back again."""

from __future__ import annotations

import sqlite3
from contextlib import suppress
from pathlib import Path

from nettverk.storage import engine, opening, undo
from nettverk.storage.faults import said
from nettverk.storage.lock import Held
from nettverk.storage.store import Store, prepared


def move(store: Store, file: Path) -> None:
    """Go on in a file that holds the same database, or another edition of it; ``store.path`` stays its name.

    Raises:
        Expected: it cannot be opened; then all is as it was.
    """
    from sqlite_utils import Database

    old, old_db, old_sums = store.connection, store.db, store.sums
    with said(file):
        try:
            store.connection = prepared(engine.connect(file))
            store.db = Database(store.connection, execute_plugins=False)
            store.bring_up_to_date()
            store.sign_as(store.installation)
        except BaseException:
            store.connection.close()
            if store.sums is not None and store.sums is not old_sums:
                store.sums.close()
            store.connection, store.db, store.sums = old, old_db, old_sums
            raise
    with suppress(sqlite3.Error):  # what it was on may be in pieces
        old.close()
    if old_sums is not None:
        old_sums.close()
    store.hold(file)


def let_go(store: Store) -> None:
    """Hold only the lock beside the file: what lies at ``store.path`` is about to make way."""
    if store._lock is not None:
        store._lock.unbind()


def lock_anew(store: Store) -> None:
    """Hold the lock of what lies at ``store.path`` now."""
    if store._lock is not None:
        store._lock.release()
        with suppress(Held, OSError):
            store._lock.take(opening.holder())


def forget_steps(store: Store) -> None:
    """Nothing can be taken back any more: the steps were taken in another edition."""
    store._history = undo.History()
