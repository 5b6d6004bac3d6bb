"""The database file: opened with care, written in whole steps, every step undoable.

Open order: look without touching, refuse what is not ours, lock, settle a journal that was left, copy, migrate, then
foreign keys, rollback journal and ``synchronous=EXTRA``. The steps are in ``opening``. What goes wrong in the world
comes out as Expected, in a sentence.
"""

from __future__ import annotations

import secrets
import sqlite3
from collections.abc import Callable, Iterator
from contextlib import AbstractContextManager, contextmanager, suppress
from dataclasses import dataclass, field, replace
from datetime import UTC, date, datetime
from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING, Any

from nettverk.domain.changes import Changes, Undoable
from nettverk.domain.errors import Expected
from nettverk.domain.ids import new_id
from nettverk.domain.now import utc_now
from nettverk.i18n import _
from nettverk.storage import (
    connected,
    content_sums,
    engine,
    hot_journal,
    identity,
    journal,
    ledger,
    migrate,
    opening,
    undo,
    whole_files,
)
from nettverk.storage.content_sums import ContentSums
from nettverk.storage.faults import damaged, said
from nettverk.storage.guard import Guard
from nettverk.storage.identity import Kind, Sighting
from nettverk.storage.installation import installation_id, machine_name
from nettverk.storage.journal import Mode, Recorder
from nettverk.storage.lock import DatabaseLock, Held, in_use
from nettverk.storage.passphrase import RING
from nettverk.storage.places import loans_folder
from nettverk.storage.search_index import SearchIndex
from nettverk.storage.undo import Step

if TYPE_CHECKING:
    from sqlite_utils import Database

Row = sqlite3.Row
_TAKING_IN = f"(SELECT mode FROM journal_state) = {Mode.TAKE_IN}"
# Bytes. A row of what was said is kept whole in a page of this size up to 2,000 of them.
PAGE = 8192


@dataclass(slots=True)
class Change:
    """One step under way; ``changes`` is known when the step is over.

    ``quiet`` is set by a step that turns out to have changed nothing that anybody sees: it is not taken back.
    """

    changes: Changes = field(default_factory=Changes)
    made: str = ""
    quiet: bool = False


class Store:
    """One open database, used from one thread.

    Attributes:
        path: the file, or None for a database in memory.
        sums: the sums over the contents, kept in step with every change; None for one opened read-only.
        installation, machine_name: which installation of the program writes, and what its machine is called.
        machine_id: the row of ``machines`` that entries written here are signed with; empty for one opened read-only.
        guard: who watches over the file; None in memory, for a reading job, and in an edition of one's own.
        notes: sentences for the user on what was found when it was opened.
        touched: ids of the gatherings that something was changed of since somebody last took note of it.
        journal: writes down what is changed, in a file that is lent or shared; None in all others.
        search: what search asks, from when somebody first searches; see ``search_index``.
        now, new_id: where moments and ids come from; the sample sets its own so that it comes out the same every time.
    """

    def __init__(self, connection: sqlite3.Connection, path: Path | None, now: Callable[[], datetime]) -> None:
        from sqlite_utils import Database

        self.path = path
        self.connection = connection
        self.db: Database = Database(connection, execute_plugins=False)
        self.now = now
        self.new_id: Callable[[], str] = new_id
        self.machine_id = ""
        self.notes: tuple[str, ...] = ()
        self.installation = ""
        self.machine_name = ""
        self._lock: DatabaseLock | None = None
        self._held: tuple[int, int] | None = None
        self.guard: Guard | None = None
        self._history = undo.History()
        # How many change() blocks we are inside: a service may call others, and only the outermost is a transaction.
        self._depth = 0
        self.sums: ContentSums | None = None
        self.touched: set[str] = set()
        self.search: SearchIndex | None = None
        self.journal: Recorder | None = None

    # --- opening and closing ---

    @classmethod
    def open(
        cls,
        path: Path,
        *,
        read_only: bool = False,
        now: Callable[[], datetime] | None = None,
        installation: str | None = None,
    ) -> Store:
        """Open or make the database at ``path``.

        Args:
            read_only: look only; the file may be open elsewhere.
            now: what time it is, for a test with a time of its own.
            installation: who writes, this installation of the program where left out.

        Raises:
            Expected: locked by another, newer than the program, damaged, or not writable.
        """
        real = opening.usable(path)
        with said(real, reading=read_only):
            sighting = identity.look(real)
            if sighting.kind is Kind.LOCKED and not read_only and in_use(real):
                raise _held_by(path, "")  # its window comes forward; nobody is asked for a passphrase
            sighting.refuse()
            if read_only:
                if sighting.kind is Kind.MISSING:
                    raise Expected(_("Fant ingen Nettverk-fil: {path}").format(path=path), code=2)
                store = cls(prepared(opening.to_read(sighting)), path, now or utc_now)
                store.connection.execute("PRAGMA query_only = ON")
                return store
            whole_files.make_folder(real.parent)
            # SQLite locks only while it writes. Two programs that both have the file open for a whole day would each
            # show what the other has changed long ago, so the second is kept out from the start.
            lock = DatabaseLock(real)
            try:
                lock.take(opening.holder())
                return cls._locked(path, sighting, lock, now or utc_now, installation)
            except Held as held:
                lock.release()
                raise _held_by(path, str(held)) from None
            except BaseException:
                lock.release()
                raise

    @classmethod
    def _locked(
        cls, path: Path, sighting: Sighting, lock: DatabaseLock, now: Callable[[], datetime], installation: str | None
    ) -> Store:
        real = sighting.path
        if sighting.kind is Kind.MISSING:
            opening.make(real, make_tables)
            lock.bind(opening.holder())
        settled = opening.settle_journal(real, now())
        whole_files.tighten(real)
        store = cls(prepared(engine.connect(real)), path, now)
        store.notes = (settled,) if settled else ()
        try:
            store.hold(real)
            opening.refuse_damaged(store.connection, sighting)
            store.bring_up_to_date()
            store.sign_as(installation or installation_id())
        except BaseException:
            store.connection.close()
            store.hold(None)
            raise
        store._lock = lock
        return store

    @classmethod
    def in_memory(cls, now: Callable[[], datetime] | None = None, *, installation: str | None = None) -> Store:
        """An empty database that is gone when closed; written in by somebody new where ``installation`` is left out."""
        # check_same_thread is off because the lane hands the store from the thread that opened it to its own.
        connection = sqlite3.connect(":memory:", isolation_level=None, check_same_thread=False)
        store = cls(prepared(connection), None, now or utc_now)
        store.bring_up_to_date()
        store.sign_as(installation or new_id())
        return store

    def is_at(self, path: Path) -> bool:
        """Whether this is the database that a path means, by whatever name."""
        if self.path is None or path == self.path:
            return path == self.path
        with suppress(OSError, ValueError):
            return self.path.samefile(path)
        return False

    def close(self) -> None:
        """Close the file and let others in."""
        self.connection.close()
        if self.search is not None:
            self.search.close()
        if self.sums is not None:
            self.sums.close()
        self.hold(None)
        if self._lock is not None:
            self._lock.release()

    def hold(self, file: Path | None) -> None:
        """Let this process know which file is written in, so that no look at its header costs SQLite a lock on it."""
        if self._held is not None:
            RING.let_go(self._held)
            self._held = None
        if file is not None:
            self._held = RING.hold(file)
            RING.remember(file, engine.key_in(self.connection))

    def bring_up_to_date(self) -> None:
        """Give the database what this version of the program needs; one in a file is copied before it is changed."""
        waiting = migrate.pending(self.connection)
        file = connected.file_of(self.connection)
        self.connection.execute("PRAGMA query_only = OFF")
        if waiting:
            if file and migrate.applied(self.connection):
                # The sums are counted anew below, and what was damaged before that would never be noticed again.
                if not content_sums.believable(self.connection):
                    raise Expected(damaged(Path(file).name))
                lent = content_sums.fact(self.connection, journal.Fact.LENT)
                copied = partial(opening.copy_to, self.connection)
                opening.copy_before(Path(file), waiting[0], copied, loans_folder() if lent else None)
            content_sums.forget(self.connection)
            # Only heard while the file is empty; an older one gets it when it is written anew.
            self.connection.execute(f"PRAGMA page_size = {PAGE}")
            if journal.fact(self.connection, journal.Fact.SHARE):
                from nettverk.storage import journal_update  # only where something is shared: not for every start

                journal_update.apply(self.db, self.now())
            else:
                migrate.apply(self.db)
        # Only now: a migration that makes a table anew must be able to drop the old one without its children going too.
        self.connection.execute("PRAGMA foreign_keys = ON")
        # The file is copied to sticks and opened from network folders. A write-ahead log beside it would be left
        # behind, and does not work across a network. EXTRA also survives a power cut right after a commit.
        self.connection.execute("PRAGMA journal_mode = DELETE")
        self.connection.execute("PRAGMA synchronous = EXTRA")
        # What is removed is overwritten at once. Some builds of SQLite do so unasked, and most do not.
        self.connection.execute("PRAGMA secure_delete = ON")
        # Nothing is written in the file before a step is whole: others can read until then, and the journal of a step
        # that was cut off always has the page that says whose it is (see ``hot_journal``).
        self.connection.execute("PRAGMA cache_spill = OFF")
        self.sums = ContentSums(self.connection, Path(file) if file else None)
        if waiting:
            with self.db.atomic():
                self.sums.count_anew()
        if file and self.connection.execute("PRAGMA application_id").fetchone()[0] != identity.APPLICATION_ID:
            clean = self.sums.is_ours()
            with suppress(sqlite3.OperationalError), self.db.atomic():  # a full disk; next time, then
                self.connection.execute(f"PRAGMA application_id = {identity.APPLICATION_ID}")
                if clean:
                    self.sums.note_own()

    def sign_as(self, installation: str) -> None:
        """Write as this installation from now on."""
        # The name is part of it for two reasons: earlier entries keep the name the machine had then, and a home folder
        # on a stick or a server, used from two machines, is two writers.
        self.installation, self.machine_name = installation, machine_name()
        known = self.value(
            "SELECT id FROM machines WHERE installation = ? AND name = ?", installation, self.machine_name
        )
        # Short, for it stands in every entry: 72 random bits are enough to tell all machines there are apart.
        self.machine_id = str(known) if known else secrets.token_urlsafe(9)

    def ensure_writer(self) -> None:
        """Let ``machine_id`` stand in the file, which it does not before something is written; inside ``change()``."""
        self.connection.execute(
            "INSERT OR IGNORE INTO machines (id, name, made_at, installation) VALUES (?, ?, ?, ?)",
            (self.machine_id, self.machine_name, self.stamp(), self.installation),
        )

    def back_up(self, target: Path) -> None:
        """Copy the database as it stands to a file, whole or not at all; the copy is read before it is kept.

        Raises:
            Expected: the copy did not become whole.
        """
        with whole_files.aside(target) as beside:
            opening.copy_to(self.connection, beside)

    # --- reading ---

    def rows(self, sql: str, *values: object) -> list[Row]:
        """Every row a query gives; columns by name."""
        with said(self.path):
            return self.connection.execute(sql, values).fetchall()

    def one(self, sql: str, *values: object) -> Row | None:
        """The first row a query gives, or None where it gives none."""
        with said(self.path):
            row: Row | None = self.connection.execute(sql, values).fetchone()
            return row

    def value(self, sql: str, *values: object) -> Any:
        """The first column of the first row, or None."""
        row = self.one(sql, *values)
        return None if row is None else row[0]

    def stamp(self) -> str:
        """Now, as it is stored: ISO 8601 in UTC with milliseconds."""
        return self.now().astimezone(UTC).isoformat(timespec="milliseconds")

    def today(self) -> date:
        """The day it is, where the machine stands."""
        return self.now().astimezone().date()

    # --- writing ---

    @contextmanager
    def change(self, label: str = "", merge: str = "", *, taking_in: bool = False) -> Iterator[Change]:
        """One whole step: all of it is stored, or nothing.

        Args:
            label: what the user would call it («Flytt Teori»); empty for what Ctrl+Z does not take back.
            merge: steps in a row with the same text here are undone as one (typing in one field).
            taking_in: what another file has comes in: as it stands there, with what its journal says of it.
        """
        step = Change()
        if self._depth:  # part of a larger step: what was made is known now, what changed only when that step is over
            yield step
            step.changes = Changes(made=step.made)
            return
        self._depth += 1
        try:
            with content_sums.interruptible(), said(self.path), _taking_in(self, taking_in), _transaction(self):
                before = self.connection.total_changes
                yield step
                _write_down(self)
                content_sums.add_up(self.sums, before)
                # Still inside the transaction: the log of changes is rolled back with the rest if this fails.
                step.changes, taken_back = undo.collect(self.connection, label, merge)
                hot_journal.sign(self.connection, since=before)
        finally:
            self._depth -= 1
        self.touched |= taken_back.place.gatherings
        if step.made:
            step.changes = step.changes | Changes(made=step.made)
        if label and taken_back.statements and not step.quiet:
            self._history.add(replace(taken_back, taken_in=taking_in))

    def insert(self, table: str, **values: object) -> str:
        """Add a row; its ``id`` is made here unless given. Returns the id."""
        # Ids are made here and not by SQLite, so that two laptops that both add rows never give the same one.
        values.setdefault("id", self.new_id())
        names = ", ".join(values)
        marks = ", ".join("?" * len(values))
        self.connection.execute(f"INSERT INTO {table} ({names}) VALUES ({marks})", tuple(values.values()))
        return str(values["id"])

    def update(self, table: str, id: str, **values: object) -> None:
        """Change the named columns of the row with this id; other columns stay."""
        names = ", ".join(f"{name} = ?" for name in values)
        self.connection.execute(f"UPDATE {table} SET {names} WHERE id = ?", (*values.values(), id))

    def delete(self, table: str, id: str) -> None:
        """Remove one row, and what hangs on it."""
        self.connection.execute(f"DELETE FROM {table} WHERE id = ?", (id,))

    # --- undo ---

    def undoable(self) -> Undoable:
        """What Ctrl+Z and Ctrl+Y would do, for menus and buttons."""
        return self._history.state()

    def seal(self, *, forget: bool = False) -> None:
        """Let the next change be a step of its own, even in the same field.

        Args:
            forget: nothing before it can be taken back either: what was removed for good must not wait in memory.
        """
        if forget:
            self._history = undo.History()
            if self.search is not None:
                self.search.close()
                self.search = None
        self._history.seal()

    def undo(self) -> Changes:
        """Take back the newest step; nothing to take back changes nothing."""
        return self._travel(self._history.done, self._history.undone)

    def redo(self) -> Changes:
        """Do again the step that was taken back last; none changes nothing."""
        return self._travel(self._history.undone, self._history.done)

    def _travel(self, source: list[Step], target: list[Step]) -> Changes:
        if not source:
            return Changes()
        step = source[-1]
        with said(self.path), _taking_in(self, step.taken_in), _transaction(self):
            # A step may have removed a row and what pointed at it; on the way back the pointers may come first.
            before = self.connection.total_changes
            self.connection.execute("PRAGMA defer_foreign_keys = ON")
            with ledger.typing_back(self, step.statements, step.taken_in, back=source is self._history.done):
                for statement in step.statements:
                    self.connection.execute(statement)
            _write_down(self)
            if step.taken_in:
                from nettverk.storage import journal_state  # only where something is shared: not for every start

                journal_state.let_go_of_what_is_gone(self.connection)
                journal_state.agree(self.connection, self.machine_id, self.now())
            content_sums.add_up(self.sums, before)
            changes, back = undo.collect(self.connection, step.label)
            hot_journal.sign(self.connection, since=before)
        self.touched |= back.place.gatherings | step.place.gatherings
        # Only when all went well: a step that could not be taken back stays where it was.
        source.pop()
        target.append(replace(back, place=back.place | step.place, taken_in=step.taken_in))
        return changes


def _held_by(path: Path, who: str) -> Expected:
    return Expected(
        _("{file} er åpen hos {who}. Lukk den der først. Ingenting er endret.").format(
            file=path.name, who=who or _("noen andre")
        )
    )


def _transaction(store: Store) -> AbstractContextManager[object]:
    """All of what is done within it, or nothing; every change of a row is written down."""
    _watch(store)
    return store.db.atomic()


def _write_down(store: Store) -> None:
    if store.journal is not None and store.journal.record(store.machine_id, store.now()):
        store.ensure_writer()


def _watch(store: Store) -> None:
    if not undo.is_watched(store.connection):  # only now: most who open a file only look in it
        undo.watch(store.connection)
        if journal.is_on(store.connection):
            write_in_journal(store)


def write_in_journal(store: Store) -> None:
    """Write down from now on what is changed, in a file that has got a journal; outside of any change."""
    store.journal = Recorder(store.connection)
    undo.watch_journal(store.connection, journal.TAKEN_BACK, _TAKING_IN)
    if ledger.is_on(store.connection):
        write_in_ledger(store)


def write_in_ledger(store: Store) -> None:
    """Let what is changed from now on wait to be sent, in a file that is shared over a place; outside of any change."""
    _watch(store)
    if not ledger.is_watched(store.connection):
        ledger.watch(store.connection)
        undo.watch_journal(store.connection, ledger.TAKEN_BACK, _TAKING_IN)


@contextmanager
def _taking_in(store: Store, taking_in: bool) -> Iterator[None]:
    """Let rows stand in any order meanwhile: what comes in has been brought into the order that the tables demand."""
    if not taking_in:
        yield
        return
    _watch(store)
    if store.journal is None:
        raise ValueError("a file without a journal takes in nothing")
    # SQLite heeds this only between transactions.
    store.connection.execute("PRAGMA foreign_keys = OFF")
    try:
        with store.journal.mode(Mode.TAKE_IN):
            yield
    finally:
        store.connection.execute("PRAGMA foreign_keys = ON")


def make_tables(connection: sqlite3.Connection) -> None:
    """Everything a new database begins with."""
    store = Store(prepared(connection), None, utc_now)
    store.bring_up_to_date()
    if store.sums is not None:  # a file that is still open cannot be given its name on Windows
        store.sums.close()


def prepared(connection: sqlite3.Connection) -> sqlite3.Connection:
    """A connection as a store uses it: rows by name, and no SQL in the file can damage its own pages."""
    connection.row_factory = sqlite3.Row
    with suppress(AttributeError):
        # The file may come from anywhere. In this mode no SQL can damage its own pages on purpose. (Python 3.12 and
        # later.)
        connection.setconfig(sqlite3.SQLITE_DBCONFIG_DEFENSIVE, True)  # type: ignore[attr-defined,unused-ignore]
    return connection
