"""What is done with an open file while nobody asks for anything: looked through for damage, and made small again.

Each step is short, or is given up at once when somebody asks for something and begun again later; nobody waits for it.
"""

from __future__ import annotations

import logging
import sqlite3
from collections import deque
from collections.abc import Callable
from functools import partial
from typing import TYPE_CHECKING

from nettverk.domain import now
from nettverk.domain.errors import Expected
from nettverk.services import kitchen, trash
from nettverk.storage import compact, content_sums, entries, journal, journal_thin
from nettverk.storage.faults import damaged

if TYPE_CHECKING:
    from nettverk.storage.store import Store

_LOG = logging.getLogger(__name__)
# So many gatherings are looked at in one step, and so many things made one row of in another.
AT_A_TIME, SETTLED_AT_A_TIME = 20, 15


class Upkeep:
    """The steps that are left for one open file.

    Args:
        tell: gets a sentence when the file turns out to be damaged; nothing more is done with it then.
    """

    def __init__(self, store: Store, tell: Callable[[str], None]) -> None:
        self._store = store
        self._tell = tell
        self._left: deque[Callable[[], object]] = deque()
        if store.path is not None:
            self._left.append(self._plan)

    @property
    def done(self) -> bool:
        """Whether there is nothing left to do."""
        return not self._left

    def step(self) -> None:
        """Do the next step; one that is interrupted is kept for the next time, and any other fault ends the upkeep."""
        job = self._left.popleft()
        try:
            job()
        except (Expected, sqlite3.Error) as fault:
            name = getattr(fault.__cause__ or fault, "sqlite_errorname", "")
            if name == "SQLITE_INTERRUPT":
                self._left.appendleft(job)
                return
            # A full disk, or a file that can only be read: whoever writes is told so. Here it only means not now.
            self._left.clear()
            if isinstance(fault, Expected) and name.startswith(("SQLITE_CORRUPT", "SQLITE_NOTADB")):
                self._tell(fault.sentence)
        except (ValueError, LookupError, TypeError):
            # What stands in a row makes no sense to us. It is left as it is, and whoever opens it is told.
            _LOG.exception("The upkeep stopped at a row it could not read.")
            self._left.clear()

    def _plan(self) -> None:
        self._left.append(lambda: kitchen.forget(self._store, now.today()))
        self._left.append(lambda: trash.forget(self._store, now.today()))
        names = [row["name"] for row in self._store.rows("SELECT name FROM sqlite_master WHERE type = 'table'")]
        self._left.extend(partial(self._look_through, name) for name in names if not name.startswith("sqlite_"))
        self._left.extend(partial(self._add_up, name) for name in names if not name.startswith(("sqlite_", "_")))
        self._left.append(self._plan_settling)
        self._left.append(self._thin)
        self._left.append(self._make_small)

    def _look_through(self, table: str) -> None:
        said = self._store.value(f'PRAGMA quick_check("{table}")')
        if said != "ok":
            self._left.clear()
            self._tell(damaged(self._store.path.name if self._store.path else ""))

    def _add_up(self, table: str) -> None:
        # Damage inside a text is no damage to SQLite; the sums tell of it.
        sums = self._store.sums
        if sums is not None and sums.is_ours() and content_sums.differs(self._store.connection, table):
            self._left.clear()
            self._tell(damaged(self._store.path.name if self._store.path else ""))

    # --- rows made few ---

    def _plan_settling(self) -> None:
        ids = [row["id"] for row in self._store.rows("SELECT id FROM gatherings ORDER BY id")]
        batches = [tuple(ids[start : start + AT_A_TIME]) for start in range(0, len(ids), AT_A_TIME)]
        self._left.extendleft(partial(self._find_unsettled, batch) for batch in reversed(batches))

    def _find_unsettled(self, gathering_ids: tuple[str, ...]) -> None:
        for id_ in reversed(gathering_ids):
            what = entries.unsettled(self._store, id_)
            parts = [tuple(what[start : start + SETTLED_AT_A_TIME]) for start in range(0, len(what), SETTLED_AT_A_TIME)]
            self._left.extendleft(partial(self._settle, id_, part) for part in parts)

    def _settle(self, gathering_id: str, what: tuple[tuple[str, str], ...]) -> None:
        with self._store.change():
            for kind, object_ in what:
                entries.settle_object(self._store, gathering_id, kind, object_)

    # --- the file made small ---

    def _thin(self) -> None:
        """Let the journal of a file that is shared forget what can never matter again."""
        connection = self._store.connection
        if journal.is_on(connection) and journal_thin.worthwhile(connection, self._store.now()):
            with self._store.change():
                journal_thin.thin(connection, self._store.now())

    def _make_small(self) -> None:
        if compact.worthwhile(self._store):
            compact.write_anew(self._store)
