"""The one lane to the database: a worker thread with one connection, which does what it is asked in the order asked.

Nothing here knows Qt: windows hear of finished tasks through ``ui/common/lane.py``, which carries them over to the UI
thread, and a server can wait for each answer with ``DatabaseWorker.borrow``.
"""

from __future__ import annotations

import threading
from collections import deque
from collections.abc import Callable
from contextlib import suppress
from pathlib import Path
from typing import TYPE_CHECKING, Any, Generic, TypeVar

from nettverk.domain.changes import Undoable
from nettverk.domain.errors import Cancelled, Damaged, Expected
from nettverk.i18n import _

if TYPE_CHECKING:
    from nettverk.domain.backups import Backup
    from nettverk.domain.parting import Parting
    from nettverk.services.database import Store
    from nettverk.services.parting import Reunion
    from nettverk.services.passphrase import Outcome
    from nettverk.services.upkeep import Upkeep
    from nettverk.storage.guard import Guard

# Nobody has asked for anything for so many seconds: the file may be looked after, with this long between the steps.
QUIET, BETWEEN = 2.0, 0.25
_INSTRUCTIONS = 10_000  # of SQLite's machine: less than a millisecond

T = TypeVar("T")
Ticket = TypeVar("Ticket")


def _nothing(_store: object) -> None:
    """The job of a task that is done."""


class Task(Generic[Ticket]):
    """One thing for the worker to do, and what came of it.

    Attributes:
        job: gets the store (None where ``needs_store`` is false and no database is open).
        ticket: whatever the asker wants to see again beside the answer.
        needs_store: whether the job is dropped, as cancelled, while no database is open.
        waiting: set when the job is done, for a thread that waits; such a task answers to that thread alone.
        answer, fault: what the job returned or raised.
        undoable: what Ctrl+Z would do after it; None where the job did not need the store.
    """

    __slots__ = ("answer", "fault", "job", "needs_store", "ticket", "undoable", "waiting")

    def __init__(
        self,
        job: Callable[[Any], Any],
        ticket: Ticket | None = None,
        *,
        needs_store: bool = True,
        waiting: threading.Event | None = None,
    ) -> None:
        self.job = job
        self.ticket = ticket
        self.needs_store = needs_store
        self.waiting = waiting
        self.answer: Any = None
        self.fault: BaseException | None = None
        self.undoable: Undoable | None = None

    def forget(self) -> None:
        """Let go of the job, the ticket and the answer, in the thread that calls this.

        The worker keeps its latest task until the next one comes. Without this it could be the last to hold a window
        that a job closes over, and Qt's objects must be taken apart in their own thread.
        """
        self.job, self.ticket = _nothing, None
        if self.waiting is None:
            self.answer = self.fault = None


class DatabaseWorker(Generic[Ticket]):
    """Owns the open database and the thread that uses it; the thread starts with the first task.

    Attributes:
        lingers: whether the thread did not end in time when it was closed, as a disk that does not answer may hold it.

    Args:
        finished: called with each task when it is done, in the thread that did it.
        told: called in that thread too: the file was taken from under us and one works in an edition of one's own; or a
            sentence about what was put back when it was opened.
    """

    def __init__(
        self, finished: Callable[[Task[Ticket]], None], told: Callable[[Parting | str | None], None] | None = None
    ) -> None:
        self._finished = finished
        self._told = told or (lambda _news: None)
        self._store: Store | None = None
        self._guard: Guard | None = None
        self._parting: Parting | None = None
        self.lingers = False
        self._lost = ""  # why there is nothing whole to work in; empty while all is well
        self._queue: deque[Task[Ticket] | None] = deque()  # None ends the thread
        self._ready = threading.Condition()
        self._thread: threading.Thread | None = None
        self._asides: list[threading.Thread] = []
        self._harmed = False  # whether the open file is known to be damaged
        self._upkeep: Upkeep | None = None
        self._tended: Store | None = None  # while a step of the upkeep is under way

    # --- asking ---

    def put(self, task: Task[Ticket]) -> None:
        """Ask for something; only from the thread that owns the worker."""
        if self._thread is None:
            self._thread = threading.Thread(target=self._run, name="nettverk-lane", daemon=True)
            self._thread.start()
        with self._ready:
            self._add(task)

    def _add(self, task: Task[Ticket] | None) -> None:
        """Queue a task; with the lock held, so that what is given up is the upkeep and never somebody's task."""
        self._queue.append(task)
        if self._tended is not None:
            self._tended.connection.interrupt()
        self._ready.notify()

    def borrow(self, job: Callable[[Store], T]) -> T:
        """Run ``job`` with the database and wait for its answer; from any thread but the worker's own and the UI's.

        Raises:
            Cancelled: the worker is closed, or is closed while this waits.
        """
        task: Task[Ticket] = Task(job, waiting=threading.Event())
        with self._ready:
            if self._thread is None:
                raise Cancelled
            self._add(task)
        # Closing drops what is still queued, so a wait without a limit could be for ever.
        while task.waiting is not None and not task.waiting.wait(0.2):
            if self._thread is None:
                raise Cancelled
        if task.fault is not None:
            raise task.fault
        answer: T = task.answer
        return answer

    @property
    def is_looked_after(self) -> bool:
        """Whether nothing is left to do with the open file (or none is open)."""
        return self._upkeep is None

    def aside(self, task: Task[Ticket]) -> threading.Thread:
        """A thread, not yet started, that does a task without holding up the database; see ``start``."""
        self._asides = [thread for thread in self._asides if thread.is_alive()]
        return threading.Thread(target=self._run_aside, args=(task,), name="nettverk-work", daemon=True)

    def start(self, thread: threading.Thread) -> None:
        """Start a thread from ``aside``; closing waits for it from now on."""
        self._asides.append(thread)
        thread.start()

    # --- opening and closing ---

    def opening(self, path: Path | None) -> Callable[[object], Path | None]:
        """A job (needing no store) that opens a file, or one in memory, and closes the open one only when it could."""

        def job(_store: object) -> Path | None:
            already_open = path is not None and self._store is not None and self._store.is_at(path)
            if not already_open:
                self._open(path)
            return path

        return job

    def taking_back(self, path: Path, backup: Backup) -> Callable[[object], Path | None]:
        """A job (needing no store) that puts a backup where the file at ``path`` is, and opens it.

        The job's answer is where the file that was there is now. Where it cannot be done, what was open is open again.
        """

        def job(_store: object) -> Path | None:
            from nettverk.services import backups

            ours = self._store is not None and self._store.path == path
            if ours:
                self._shut()
            kept: Path | None = None
            try:
                kept = backups.take_back(path, backup)
                self._open(path)
            except BaseException:
                if kept is not None:
                    backups.put_back(path, kept)
                if ours:
                    self._open(path)
                raise
            return kept

        return job

    def sealing(self, path: Path, words: str, second: Path | None, report: Report) -> Callable[[object], Outcome]:
        """A job (needing no store) that gives the open file at ``path`` another passphrase; none where it is empty.

        The file is closed meanwhile, and open again afterwards, whatever came of it.
        """

        def job(_store: object) -> Outcome:
            from nettverk.services import passphrase

            if self._parting is not None:
                raise Expected(_("Det finnes to versjoner av fila nå. Velg først hvilken som skal gjelde."))
            key = passphrase.new_key(words) if words else None
            self._shut()
            try:
                return passphrase.change(path, key, second, report.progress, report.cancelled)
            finally:
                self._open(path)

        return job

    def taking_over(self, store: Store) -> Callable[[object], None]:
        """A job (needing no store) that closes the open database and goes on with one that is open already."""

        def job(_store: object) -> None:
            self._shut()
            self._store = store
            self._watch()

        return job

    def settling(self, settle: Callable[[Store, Parting], Reunion]) -> Callable[[Store], Reunion | None]:
        """A job that makes one of two editions; None where there are no longer two."""

        def job(store: Store) -> Reunion | None:
            if self._parting is None:
                return None
            reunion = settle(store, self._parting)
            self._parting = None
            self._watch()
            return reunion

        return job

    def _open(self, path: Path | None) -> None:
        # Imported here: SQLite and all of storage would otherwise be read before the first paint.
        from nettverk.domain.now import utc_now
        from nettverk.services import parting
        from nettverk.services.database import in_memory, open_file

        if path is None:
            fresh, parted, note = in_memory(), None, ""
        else:
            left = parting.resume(path, utc_now())
            parted, note = left.parting, left.note
            away = parted is not None and not path.parent.is_dir()
            fresh = parting.open_side(path, parted) if away and parted is not None else open_file(path)
            if parted is not None and not away:
                parting.go_aside(fresh, parted)
        self._shut()
        self._store, self._parting, self._lost = fresh, parted, ""
        self._look_after(fresh)
        self._told(parted)
        if parted is None:
            self._watch()
        if note:
            self._told(note)

    def _watch(self) -> None:
        """Have an eye on the file that is open, and a copy of it elsewhere."""
        from nettverk.storage.guard import Guard

        store = self._store
        self._guard = None
        if store is None or store.path is None:
            return
        with suppress(OSError):  # it went away between two lines; what is done next says so
            self._guard = store.guard = Guard(store.path, store.connection)

    def close(self, ms: int) -> None:
        """Finish what is asked for, close the file and end every thread; waits so many milliseconds for each."""
        # First of all: whoever borrows from now on is told that it is over instead of waiting for ever.
        thread, self._thread = self._thread, None
        if thread is not None:
            with self._ready:
                self._add(None)
            thread.join(ms / 1000)
            self.lingers = thread.is_alive()
        for aside in self._asides:
            aside.join(ms / 1000)

    # --- in the worker's threads ---

    def _run(self) -> None:
        while True:
            task = self._next()
            if task is None:
                self._shut()
                return
            self._do(task)
            if task.waiting is not None:
                task.waiting.set()
            self._finished(task)

    def _next(self) -> Task[Ticket] | None:
        """The next task; until it comes, and when it has been quiet for a while, the file is looked after."""
        quiet = QUIET
        while True:
            guard = self._guard
            stale = guard is not None and guard.stale
            with self._ready:
                wait = guard.patience_s if guard is not None and stale else None if self._upkeep is None else quiet
                if self._ready.wait_for(lambda: bool(self._queue), wait):
                    return self._queue.popleft()
                self._tended = None if stale else self._store
            if guard is not None and stale:
                guard.copy()
            else:
                self._tend()
                quiet = BETWEEN

    def _tend(self) -> None:
        self._look()
        # What was open may have been put aside just now, and its upkeep with it.
        with self._ready:
            store = self._tended = self._store
        upkeep = self._upkeep
        try:
            if store is not None and upkeep is not None and not self._lost:
                # An interrupt that comes between two statements stops nothing, so SQLite also asks now and then itself.
                store.connection.set_progress_handler(lambda: bool(self._queue), _INSTRUCTIONS)
                upkeep.step()
        finally:
            if store is not None:
                store.connection.set_progress_handler(None, 0)
            if self._guard is not None:
                self._guard.remember()
            with self._ready:
                self._tended = None
        if self._upkeep is not None and self._upkeep.done:
            self._upkeep = None

    def _look_after(self, store: Store) -> None:
        from nettverk.services.upkeep import Upkeep

        self._upkeep = Upkeep(store, self._told)

    def _run_aside(self, task: Task[Ticket]) -> None:
        self._do(task)
        self._finished(task)

    def _do(self, task: Task[Ticket]) -> None:
        if task.needs_store and self._store is None:
            task.fault = Cancelled()  # nothing is open: there is nobody to ask
            return
        if task.needs_store:
            self._look()
            if self._lost:
                task.fault = Expected(self._lost)
                return
        self._try(task)
        # What reads as nonsense may have been cut from under us just now; then it is asked again where all is whole.
        if task.fault is not None and task.needs_store and self._look():
            task.fault = None
            self._try(task)
        if task.fault is not None:
            task.fault = self._blamed(task.fault)
        if self._guard is not None and task.needs_store:
            self._guard.remember()
        if self._store is not None and task.needs_store:
            task.undoable = self._store.undoable()

    def _try(self, task: Task[Ticket]) -> None:
        try:
            task.answer = task.job(self._store)
        # Also SystemExit and the like: the thread must go on, or nobody would ever be answered again.
        except BaseException as fault:  # noqa: BLE001 - whoever asked hears of it
            task.fault = fault

    def _blamed(self, fault: BaseException) -> BaseException:
        """What nobody expected may be the file's fault: then that is what is told."""
        if isinstance(fault, Expected | Cancelled) or self._store is None:
            return fault
        from nettverk.services import damage

        # To find out means to read all of the file: once it is known to have come to harm, it is not asked again.
        reason = damage.told_of(self._store.path, fault) if self._harmed else damage.blamed(self._store.path, fault)
        self._harmed = isinstance(reason, Damaged)
        return reason

    def _look(self) -> bool:
        """See whether the file is still as we left it; if not, go on in an edition of one's own, and say so."""
        guard, store = self._guard, self._store
        verdict = guard.look() if guard is not None else None
        if guard is None or store is None or verdict is None:
            return False
        from nettverk.services import parting

        self._guard = store.guard = None
        try:
            self._parting = parting.part(store, guard, verdict)
        except Expected as fault:
            self._lost = fault.sentence
            return False
        finally:
            guard.close()
        self._told(self._parting)
        return True

    def _shut(self) -> None:
        self._upkeep = None
        if self._store is None:
            return
        self._look()
        store, guard = self._store, self._guard
        self._store = self._guard = self._parting = None
        self._harmed = False
        with suppress(Exception):  # a share that is gone cannot be closed either, and the thread has to end
            store.close()
        if guard is not None:
            guard.close()
            guard.forget_copy()


class Report:
    """How long work says how far it is, and learns that it should stop; used from the working thread.

    Args:
        say: told the share done (0–1, negative where it cannot be known) and a text.
        stop: set when the user asks to stop.
        borrow: runs something with the database and waits, as ``DatabaseWorker.borrow`` does.
    """

    def __init__(
        self,
        say: Callable[[float, str], None],
        stop: threading.Event,
        borrow: Callable[[Callable[[Store], Any]], Any],
    ) -> None:
        self._say = say
        self._stop = stop
        self._borrow = borrow

    def progress(self, done: float | None, text: str = "") -> None:
        """Say how far: ``done`` 0–1, or None where it cannot be known."""
        self._say(-1.0 if done is None else float(done), text)

    def cancelled(self) -> bool:
        """Whether the user has asked to stop."""
        return self._stop.is_set()

    def check(self) -> None:
        """Raise Cancelled if the user has asked to stop."""
        if self.cancelled():
            raise Cancelled

    def on_lane(self, job: Callable[[Store], T]) -> T:
        """Run something with the database from the working thread, and wait for its answer."""
        answer: T = self._borrow(job)
        return answer
