"""All that is typed anywhere in the window and is not in the database: kept in a rescue file while that lasts."""

from __future__ import annotations

from collections.abc import Hashable, Mapping
from dataclasses import replace
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, Signal

from nettverk.domain.now import utc_now

if TYPE_CHECKING:
    from nettverk.domain.rescue import Kept
    from nettverk.domain.typed import Typed, Value
    from nettverk.services.rescue import Keeper


class Unsaved(QObject):
    """Each autosave tells here what it could not store; what is told is written to a file, off this thread.

    Attributes:
        why: the sentence on what is wrong, the newest one; empty while nothing is held.

    Signals:
        changed: something is held that was not, or the other way.
    """

    changed = Signal()

    def __init__(self, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self.why = ""
        self._held: dict[str, dict[Hashable, Kept]] = {}
        self._identities: dict[str, str] = {}
        self._keeper: Keeper | None = None

    # --- holding ---

    def hold(
        self,
        key: Hashable,
        typed: Typed,
        database: str,
        *,
        before: Mapping[str, Value] | None = None,
        set_aside: bool = False,
    ) -> None:
        """Keep this in the rescue file of its database; a newer text under the same key takes its place.

        Args:
            database: as ``services.rescue.address`` names it.
            before: what stood there when it was typed, where that is known.
            set_aside: it will not be tried again in this run.
        """
        from nettverk.domain.rescue import Kept
        from nettverk.services.rescue import plain_place

        held = self._held.setdefault(database, {})
        old = held.get(key)
        if old is not None and old.typed == typed and old.set_aside == set_aside:
            return
        if old is not None and before is None:
            before = old.before
        held[key] = Kept(typed, utc_now().isoformat(timespec="milliseconds"), before, plain_place(typed), set_aside)
        self._write(database)
        self.changed.emit()

    def let_go(self, key: Hashable, database: str) -> None:
        """It is stored, or taken back."""
        held = self._held.get(database, {})
        if held.pop(key, None) is None:
            return
        self._write(database)
        if not self.waiting(database):
            self.why = ""
        self.changed.emit()

    def waiting(self, database: str) -> tuple[Kept, ...]:
        """What is held for a database and may still be stored in this run."""
        return tuple(kept for kept in self._held.get(database, {}).values() if not kept.set_aside)

    def all_of(self, database: str) -> tuple[Kept, ...]:
        """Everything held for a database, also what is not tried again."""
        return tuple(self._held.get(database, {}).values())

    def drop(self, key: Hashable, database: str) -> None:
        """Whoever saw it wants it no more."""
        self.let_go(key, database)

    # --- databases ---

    def know(self, database: str, identity: str) -> None:
        """What tells a database from others, for files that are written from now on."""
        self._identities[database] = identity

    def hand_over(self, database: str) -> None:
        """The file of a database is about to be read back: it is no longer ours to write."""
        self._held.pop(database, None)
        if self._keeper is not None:
            self._keeper.let_go(database)

    def leave(self, database: str) -> None:
        """Another database is opened: what is held for this one waits in its file until it is opened again."""
        for key, kept in self._held.get(database, {}).items():
            self._held[database][key] = replace(kept, set_aside=True)
        self.changed.emit()

    # --- the file ---

    def is_safe(self, seconds: float = 2.0) -> bool:
        """Whether everything held is in a file now; waits a little for it."""
        return self._keeper is None or self._keeper.wait(seconds)

    @property
    def fault(self) -> str:
        """Why no place took the file; empty while all is well."""
        return self._keeper.fault if self._keeper is not None else ""

    def _write(self, database: str) -> None:
        if not database:  # one in memory is gone with the window, and what belongs to it too
            return
        if self._keeper is None:
            # Imported when it is first needed: nobody should wait for it at start.
            from nettverk.services.rescue import Keeper

            self._keeper = Keeper()
        kept = tuple(self._held.get(database, {}).values())
        self._keeper.keep(database, self._identities.get(database, ""), kept)
