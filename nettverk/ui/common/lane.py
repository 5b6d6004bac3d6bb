"""The one lane to the database: one worker thread, one connection, answers delivered in the UI thread.

Windows never wait for the disk. What changed comes back as one signal that views refresh from.
"""

from __future__ import annotations

import sys
import threading
from collections import deque
from collections.abc import Callable
from pathlib import Path
from typing import TYPE_CHECKING, Any, TypeVar

from PySide6.QtCore import QCoreApplication, QEventLoop, QObject, QTimer, Signal
from shiboken6 import isValid

from nettverk.domain.changes import Changes, Undoable
from nettverk.domain.errors import Cancelled, Expected, Gone
from nettverk.i18n import _

if TYPE_CHECKING:
    from nettverk.services.database import Store

T = TypeVar("T")


def _nothing(_store: object) -> None:
    """A job that is done."""


class _Task:
    """One errand for the worker.

    Attributes:
        job: gets the store (None for opening and closing).
        then: gets the answer, in the UI thread.
        owner: the answer is dropped when this object is gone.
        waiting: set when done, for a working thread that waits for it; such errands answer to that thread alone.
    """

    __slots__ = (
        "answer", "failed", "fault", "job", "needs_store", "owned", "owner", "then", "undoable", "waiting", "work"
    )  # fmt: skip

    def __init__(
        self,
        job: Callable[[Any], Any],
        then: Callable[[Any], None] | None = None,
        owner: QObject | None = None,
        *,
        failed: Callable[[str], None] | None = None,
        needs_store: bool = True,
        work: Work | None = None,
        waiting: threading.Event | None = None,
    ) -> None:
        self.job, self.then, self.failed = job, then, failed
        self.owner, self.owned = owner, owner is not None
        self.needs_store, self.work, self.waiting = needs_store, work, waiting
        self.answer: Any = None
        self.fault: BaseException | None = None
        self.undoable: Undoable | None = None

    def forget(self) -> None:
        """Let go of what it held, here in the UI thread: the worker must not be the last to hold a window."""
        self.job, self.then, self.failed, self.owner = _nothing, None, None, None
        if self.waiting is None:
            self.answer = self.fault = None

    def wanted(self) -> bool:
        return not self.owned or (self.owner is not None and isValid(self.owner))


class Report:
    """How long work tells how far it is, and learns that it should stop. Used from the working thread."""

    def __init__(self, work: Work) -> None:
        self._work = work
        self._stop = work.stop

    def progress(self, done: float | None, text: str = "") -> None:
        """Say how far: ``done`` 0–1, or None where it cannot be known."""
        if isValid(self._work):
            self._work.told.emit(-1.0 if done is None else float(done), text)

    def cancelled(self) -> bool:
        """Whether the user has asked to stop."""
        return self._stop.is_set()

    def check(self) -> None:
        """Raise Cancelled if the user has asked to stop."""
        if self.cancelled():
            raise Cancelled

    def on_lane(self, job: Callable[[Store], T]) -> T:
        """Run something with the database from the working thread, and wait for its answer."""
        return self._work.lane.borrow(job)


class Work(QObject):
    """One long piece of work, as the progress line shows it.

    Signals:
        told: progress (0–1, negative for unknown) and a text.
        ended: done, cancelled or failed.
    """

    told = Signal(float, str)
    ended = Signal()

    def __init__(self, lane: Lane, label: str) -> None:
        super().__init__(lane)
        self.lane = lane
        self.label = label
        self.stop = threading.Event()

    def cancel(self) -> None:
        """Ask the work to stop; it ends by itself at its next check."""
        self.stop.set()


class Lane(QObject):
    """All database work goes through here, in the order it was asked for.

    Signals:
        changed: a Changes, after the change is stored.
        undoable: an Undoable, whenever what Ctrl+Z would do is new.
        failed: a sentence for the user about something the world did.
        working: a Work that has begun.
        opened: the path of the database (None in memory).
        closed: the database was closed.
        busy: whether anything is under way.
    """

    changed = Signal(object)
    undoable = Signal(object)
    failed = Signal(str)
    working = Signal(object)
    opened = Signal(object)
    closed = Signal()
    busy = Signal(bool)
    _answered = Signal(object)

    def __init__(self, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self.path: Path | None = None
        self.is_open = False
        self._store: Store | None = None
        self._queue: deque[_Task | None] = deque()
        self._ready = threading.Condition()
        self._pending = 0
        self._undoable = Undoable()
        self._thread: threading.Thread | None = None
        self._workers: list[threading.Thread] = []
        self._answered.connect(self._deliver)  # sent from other threads, so it comes through the event loop

    # --- asking and changing ---

    def ask(
        self,
        job: Callable[[Store], T],
        then: Callable[[T], None] | None,
        owner: QObject | None = None,
        *,
        failed: Callable[[str], None] | None = None,
    ) -> None:
        """Read something: ``job`` runs on the lane, ``then`` in the UI thread unless ``owner`` is gone by then."""
        self._put(_Task(job, then, owner, failed=failed))

    def change(
        self,
        job: Callable[[Store], Changes],
        then: Callable[[Changes], None] | None = None,
        owner: QObject | None = None,
        *,
        failed: Callable[[str], None] | None = None,
    ) -> None:
        """Change something; ``then`` comes first, ``changed`` right after it."""
        self._put(_Task(job, then, owner, failed=failed))

    def undo(self) -> None:
        """Take back the newest step."""
        self._put(_Task(lambda store: store.undo()))

    def redo(self) -> None:
        """Do again what was taken back."""
        self._put(_Task(lambda store: store.redo()))

    # --- long work ---

    def work(
        self,
        job: Callable[[Report], T],
        then: Callable[[T], None] | None,
        owner: QObject | None,
        label: str,
        *,
        failed: Callable[[str], None] | None = None,
    ) -> Work:
        """Long work in a thread of its own, with progress and cancel; reach the database with ``Report.on_lane``."""
        work = Work(self, label)
        task = _Task(lambda _store: job(Report(work)), then, owner, failed=failed, needs_store=False, work=work)
        self._begin(task)
        thread = threading.Thread(target=self._run_aside, args=(task,), name="nettverk-work", daemon=True)
        self._workers = [worker for worker in self._workers if worker.is_alive()]
        QTimer.singleShot(0, self, lambda: self._start(thread))  # whoever asked has time to listen to the work first
        return work

    def long_change(
        self,
        job: Callable[[Store, Report], Changes],
        then: Callable[[Changes], None] | None,
        owner: QObject | None,
        label: str,
        *,
        failed: Callable[[str], None] | None = None,
    ) -> Work:
        """A change that takes a while, on the lane itself, with progress and cancel; other database work waits."""
        work = Work(self, label)
        self._put(_Task(lambda store: job(store, Report(work)), then, owner, failed=failed, work=work))
        return work

    def borrow(self, job: Callable[[Store], T]) -> T:
        """Run ``job`` on the lane and wait; only from a working thread, never from the UI thread or the lane itself."""
        task = _Task(job, waiting=threading.Event())
        with self._ready:
            if self._thread is None:
                raise Cancelled
            self._queue.append(task)
            self._ready.notify()
        while task.waiting is not None and not task.waiting.wait(0.2):
            if self._thread is None:
                raise Cancelled
        if task.fault is not None:
            raise task.fault
        answer: T = task.answer
        return answer

    # --- opening and closing ---

    def open(
        self,
        path: Path | None,
        then: Callable[[Path | None], None] | None = None,
        failed: Callable[[str], None] | None = None,
    ) -> None:
        """Open a database file (None: one in memory), closing the one that is open only once the new one is."""

        def job(_store: object) -> Path | None:
            from nettverk.services.database import in_memory, open_file

            same = path is not None and self._store is not None and self._store.path == path
            if not same:
                fresh = in_memory() if path is None else open_file(path)
                self._shut()
                self._store = fresh
            return path

        def opened(where: Path | None) -> None:
            self.path, self.is_open = where, True
            self.opened.emit(where)
            if then is not None:
                then(where)

        self._put(_Task(job, opened, failed=failed, needs_store=False))

    def use(self, store: Store) -> None:
        """Take over a store that is open already, as tests and the sample do; the lane closes it."""

        def job(_store: object) -> None:
            self._shut()
            self._store = store

        def opened(_answer: None) -> None:
            self.path, self.is_open = store.path, True
            self.opened.emit(store.path)

        self._put(_Task(job, opened, needs_store=False))

    def close(self, ms: int = 5000) -> None:
        """Finish what is asked for, close the file and end the thread; waits for it."""
        for work in self.findChildren(Work):
            work.cancel()
        thread, self._thread = self._thread, None
        if thread is not None:
            with self._ready:
                self._queue.append(None)
                self._ready.notify()
            thread.join(ms / 1000)
        for worker in self._workers:
            worker.join(ms / 1000)
        self.is_open = False
        self.closed.emit()

    def wait(self, ms: int = 5000) -> None:
        """Let the event loop run until everything asked for has been answered; for tests and for closing.

        Raises:
            TimeoutError: something is still under way.
        """
        clock = QTimer(self)
        clock.setSingleShot(True)
        clock.start(ms)
        QCoreApplication.sendPostedEvents()
        while self._pending:
            if not clock.isActive():
                raise TimeoutError("the lane is still working")
            loop = QEventLoop()
            self.busy.connect(loop.quit)
            clock.timeout.connect(loop.quit)
            if self._pending:
                loop.exec()
        clock.stop()
        clock.deleteLater()

    # --- the worker ---

    def _begin(self, task: _Task) -> None:
        self._pending += 1
        if self._pending == 1:
            self.busy.emit(True)
        if task.work is not None:
            self.working.emit(task.work)

    def _put(self, task: _Task) -> None:
        self._begin(task)
        if self._thread is None:
            self._thread = threading.Thread(target=self._run, name="nettverk-lane", daemon=True)
            self._thread.start()
        with self._ready:
            self._queue.append(task)
            self._ready.notify()

    def _start(self, thread: threading.Thread) -> None:
        self._workers.append(thread)
        thread.start()

    def _run(self) -> None:
        while True:
            with self._ready:
                while not self._queue:
                    self._ready.wait()
                task = self._queue.popleft()
            if task is None:
                self._shut()
                return
            self._do(task)
            if task.waiting is not None:
                task.waiting.set()
            self._send(task)

    def _run_aside(self, task: _Task) -> None:
        self._do(task)
        self._send(task)

    def _do(self, task: _Task) -> None:
        if task.needs_store and self._store is None:
            task.fault = Cancelled()  # nothing is open: there is nobody to ask
            return
        try:
            task.answer = task.job(self._store)
        except BaseException as fault:  # noqa: BLE001 - delivered in the UI thread
            task.fault = fault
        if self._store is not None and task.needs_store:
            task.undoable = self._store.undoable()

    def _send(self, task: _Task) -> None:
        if isValid(self):
            self._answered.emit(task)

    def _shut(self) -> None:
        if self._store is not None:
            self._store.close()
            self._store = None

    # --- back in the UI thread ---

    def _deliver(self, task: _Task) -> None:
        try:
            self._hand_over(task)
        finally:
            task.forget()
            if task.waiting is None:
                self._pending -= 1
            if task.work is not None:
                task.work.ended.emit()
                task.work.deleteLater()
            if not self._pending:
                self.busy.emit(False)

    def _hand_over(self, task: _Task) -> None:
        if task.fault is not None:
            if task.waiting is None:
                self._say(task, task.fault)
        elif task.then is not None and task.wanted():
            task.then(task.answer)
        if isinstance(task.answer, Changes) and task.answer.tables:
            self.changed.emit(task.answer)
        if task.undoable is not None and task.undoable != self._undoable:
            self._undoable = task.undoable
            self.undoable.emit(task.undoable)

    def _say(self, task: _Task, fault: BaseException) -> None:
        if isinstance(fault, Cancelled):
            return
        if isinstance(fault, Expected):
            if task.failed is not None and task.wanted():
                task.failed(fault.sentence)
            elif task.failed is None and not isinstance(fault, Gone):  # who asked is about to hear that it is gone
                self.failed.emit(fault.sentence)
            return
        if task.failed is not None and task.wanted():  # who waits for it must not go on as if it were done
            task.failed(_("Noe gikk galt hos oss, og dette ble ikke gjort."))
        sys.excepthook(type(fault), fault, fault.__traceback__)
