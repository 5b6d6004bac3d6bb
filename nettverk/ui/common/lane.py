"""The lane to the database as windows see it: answers come in the UI thread, and changes as signals.

Windows never wait for the disk. What changed comes back as one signal that views refresh from. The worker itself is in
``services/lane.py``.
"""

from __future__ import annotations

import sys
import threading
from collections.abc import Callable
from dataclasses import dataclass
from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING, Any, TypeVar

from PySide6.QtCore import QCoreApplication, QEvent, QEventLoop, QObject, QTimer, Signal
from shiboken6 import isValid

from nettverk.domain.changes import Changes, Undoable
from nettverk.domain.errors import Cancelled, Damaged, Expected, Gone, Locked
from nettverk.i18n import _
from nettverk.services.lane import DatabaseWorker, Report, Task

if TYPE_CHECKING:
    from nettverk.domain.backups import Backup
    from nettverk.domain.parting import Parting
    from nettverk.services.database import Store
    from nettverk.services.parting import Reunion
    from nettverk.services.passphrase import Outcome

T = TypeVar("T")

_SETTLE_STEP_MS = 5
_STEP = threading.Event()  # never set: it is only waited for


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
        self.label = label
        self.stop = threading.Event()
        self._lane = lane

    def report(self) -> Report:
        """What the working thread is given."""
        return Report(self._say, self.stop, self._lane.borrow)

    def cancel(self) -> None:
        """Ask the work to stop; it ends by itself at its next check."""
        self.stop.set()

    def _say(self, done: float, text: str) -> None:
        if isValid(self):  # called from the working thread, which may outlive the window
            self.told.emit(done, text)


@dataclass(slots=True, eq=False)
class _Asker:
    """Who hears of a task, in the UI thread.

    Attributes:
        then: gets the answer.
        owner: the answer is dropped when this object is gone.
        failed: gets a sentence when it could not be done.
        work: what the progress line shows for it.
        quiet: nothing is said of it while it goes on.
        again: asks for the same once more, after a passphrase was given.
    """

    then: Callable[[Any], None] | None = None
    owner: QObject | None = None
    failed: Callable[[str], None] | None = None
    work: Work | None = None
    quiet: bool = False
    again: Callable[[], object] | None = None

    def listening(self) -> bool:
        return self.owner is None or isValid(self.owner)


_NOBODY = _Asker()  # for a working thread that waits for its own answer


class Lane(QObject):
    """All database work goes through here, in the order it was asked for.

    Signals:
        changed: a Changes, after the change is stored.
        undoable: an Undoable, whenever what Ctrl+Z would do is new.
        travelled: the step that was taken back (True) or done again (False), in the user's words.
        failed: a sentence for the user about something the world did.
        hurt: a sentence about a database that has come to harm; a backup helps.
        working: a Work that has begun.
        opened: the path of the database (None in memory).
        closed: the database was closed.
        busy: whether anything is under way.
        locked: something could not be opened without a passphrase: the Locked, and what asks for the same again.
        parted: the Parting: something else has the file's name, and one works on in an edition of one's own; None when
            the two are one again.
    """

    changed = Signal(object)
    undoable = Signal(object)
    travelled = Signal(str, bool)
    failed = Signal(str)
    hurt = Signal(str)
    working = Signal(object)
    opened = Signal(object)
    closed = Signal()
    busy = Signal(bool)
    locked = Signal(object, object)
    parted = Signal(object)
    _answered = Signal(object)
    _news = Signal(object)
    _rested = Signal()

    def __init__(self, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self.path: Path | None = None
        self.is_open = False
        self.parting: Parting | None = None
        self.lingers = False  # whether the thread did not end when the lane was closed
        self._worker: DatabaseWorker[_Asker] = DatabaseWorker(self._send, partial(_tell, self))
        self._pending = self._quiet = 0
        self._over = False
        self._undoable = Undoable()
        self._news.connect(self._hear)
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
        self._put(Task(job, _Asker(then, owner, failed)))

    def change(
        self,
        job: Callable[[Store], Changes],
        then: Callable[[Changes], None] | None = None,
        owner: QObject | None = None,
        *,
        failed: Callable[[str], None] | None = None,
    ) -> None:
        """Change something; ``then`` comes first, ``changed`` right after it."""
        self._put(Task(job, _Asker(then, owner, failed)))

    def undo(self) -> None:
        """Take back the newest step."""
        self._put(Task(lambda store: store.undo(), _Asker(lambda changes: _tell_travel(self, changes, back=True))))

    def redo(self) -> None:
        """Do again what was taken back."""
        self._put(Task(lambda store: store.redo(), _Asker(lambda changes: _tell_travel(self, changes, back=False))))

    @property
    def steps(self) -> Undoable:
        """What undo and redo would do now, and where."""
        return self._undoable

    # --- long work ---

    def work(
        self,
        job: Callable[[Report], T],
        then: Callable[[T], None] | None,
        owner: QObject | None,
        label: str,
        *,
        failed: Callable[[str], None] | None = None,
        quiet: bool = False,
    ) -> Work:
        """Long work in a thread of its own, with progress and cancel; reach the database with ``Report.on_lane``.

        Args:
            quiet: nobody waits for it, so that nothing is said of it while it goes on.
        """
        work = Work(self, label)
        report = work.report()
        task = Task(lambda _store: job(report), _Asker(then, owner, failed, work, quiet=quiet), needs_store=False)
        self._begin(task.ticket)
        thread = self._worker.aside(task)
        QTimer.singleShot(0, self, lambda: self._worker.start(thread))  # the asker first connects to the work's signals
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
        report = work.report()
        self._put(Task(lambda store: job(store, report), _Asker(then, owner, failed, work)))
        return work

    def borrow(self, job: Callable[[Store], T]) -> T:
        """Run ``job`` on the lane and wait; only from a working thread, never from the UI thread or the lane itself."""
        return self._worker.borrow(job)

    # --- opening and closing ---

    def open(
        self,
        path: Path | None,
        then: Callable[[Path | None], None] | None = None,
        failed: Callable[[str], None] | None = None,
    ) -> None:
        """Open a database file (None: one in memory), closing the one that is open only once the new one is."""

        def opened(where: Path | None) -> None:
            self.path, self.is_open = where, True
            self.opened.emit(where)
            if then is not None:
                then(where)

        asker = _Asker(opened, failed=failed, again=lambda: self.open(path, then, failed))
        self._put(Task(self._worker.opening(path), asker, needs_store=False))

    def take_back(
        self,
        path: Path,
        backup: Backup,
        then: Callable[[Path | None], None],
        failed: Callable[[str], None] | None = None,
    ) -> None:
        """Put a backup where the file at ``path`` is and open it; ``then`` hears where the old one is now."""

        def opened(kept: Path | None) -> None:
            self.path, self.is_open = path, True
            self.opened.emit(path)
            then(kept)

        asker = _Asker(opened, failed=failed, again=lambda: self.take_back(path, backup, then, failed))
        self._put(Task(self._worker.taking_back(path, backup), asker, needs_store=False))

    def seal(
        self,
        path: Path,
        words: str,
        second: Path | None,
        then: Callable[[Outcome], None],
        label: str,
        failed: Callable[[str], None] | None = None,
    ) -> Work:
        """Give the open file another passphrase (empty: take it off), with its copies; with progress and cancel."""
        work = Work(self, label)

        def opened(outcome: Outcome) -> None:
            self.opened.emit(path)
            then(outcome)

        job = self._worker.sealing(path, words, second, work.report())
        self._put(Task(job, _Asker(opened, failed=failed, work=work), needs_store=False))
        return work

    def use(self, store: Store) -> None:
        """Take over a store that is open already, as tests and the sample do; the lane closes it."""

        def opened(_answer: None) -> None:
            self.path, self.is_open = store.path, True
            self.opened.emit(store.path)

        self._put(Task(self._worker.taking_over(store), _Asker(opened), needs_store=False))

    def look(self) -> None:
        """See whether the file is still as it was left; every task begins with that, and this one does no more."""
        if not self._pending:
            self._put(Task(lambda _store: None, _Asker()))

    def settle_editions(
        self,
        settle: Callable[[Store, Parting], Reunion],
        then: Callable[[Reunion | None], None],
        owner: QObject | None = None,
    ) -> None:
        """Make one of two editions; everything is read again afterwards."""

        def settled(reunion: Reunion | None) -> None:
            self._hear(None)
            then(reunion)
            if reunion is not None:
                self.changed.emit(reunion.changes)
                self.opened.emit(self.path)

        self._put(Task(self._worker.settling(settle), _Asker(settled, owner)))

    def close(self, ms: int = 5000) -> None:
        """Finish what is asked for, close the file and end the thread; waits for it."""
        self._over = True
        for work in self.findChildren(Work):
            work.cancel()
        self._worker.close(ms)
        self.lingers = self._worker.lingers
        self.is_open = False
        self.closed.emit()

    def wait(self, ms: int = 120_000) -> None:
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
            self._rested.connect(loop.quit)
            clock.timeout.connect(loop.quit)
            if self._pending:
                loop.exec()
        clock.stop()
        clock.deleteLater()

    def settle(self, done: Callable[[], bool], ms: int) -> bool:
        """Wait for answers until ``done``, no longer than this; nothing else happens in the windows meanwhile.

        For closing: no key and no click can come in between, as they could in an event loop of its own.

        Returns:
            whether it is done.
        """
        for _pause in range(max(1, ms // _SETTLE_STEP_MS)):
            QCoreApplication.sendPostedEvents(self, QEvent.Type.MetaCall.value)
            if done():
                return True
            _STEP.wait(_SETTLE_STEP_MS / 1000)
        return done()

    def _begin(self, asker: _Asker | None) -> None:
        self._pending += 1
        if asker is not None and asker.quiet:
            self._quiet += 1
            return
        if self._pending - self._quiet == 1:
            self.busy.emit(True)
        if asker is not None and asker.work is not None:
            self.working.emit(asker.work)

    def _put(self, task: Task[_Asker]) -> None:
        if self._over:  # what ends with the window may want one thing more; there is nobody to answer
            return
        self._begin(task.ticket)
        self._worker.put(task)

    # --- from the worker back to the UI thread ---

    def _send(self, task: Task[_Asker]) -> None:
        if isValid(self):
            self._answered.emit(task)

    def _hear(self, news: Parting | str | None) -> None:
        if isinstance(news, str):
            self.failed.emit(news)
        elif news != self.parting:
            self.parting = news
            self.parted.emit(news)

    def _deliver(self, task: Task[_Asker]) -> None:
        work = task.ticket.work if task.ticket is not None else None
        quiet = task.ticket is not None and task.ticket.quiet
        try:
            self._hand_over(task)
        finally:
            task.forget()
            if task.waiting is None:  # a borrowed answer was never counted as pending
                self._pending -= 1
                self._quiet -= quiet
            if work is not None:
                work.ended.emit()
                work.deleteLater()
            if not quiet and self._pending == self._quiet:
                self.busy.emit(False)
            if not self._pending:
                self._rested.emit()

    def _hand_over(self, task: Task[_Asker]) -> None:
        asker = task.ticket or _NOBODY
        if task.fault is not None:
            if task.waiting is None:
                self._say(asker, task.fault)
        elif asker.then is not None and asker.listening():
            asker.then(task.answer)
        if isinstance(task.answer, Changes) and task.answer.tables:
            self.changed.emit(task.answer)
        if task.undoable is not None and task.undoable != self._undoable:
            self._undoable = task.undoable
            self.undoable.emit(task.undoable)

    def _say(self, asker: _Asker, fault: BaseException) -> None:
        if isinstance(fault, Cancelled):
            return
        if isinstance(fault, Expected):
            if asker.failed is not None and asker.listening():
                asker.failed(fault.sentence)
            elif asker.failed is None and not isinstance(fault, Gone):  # who asked is about to hear that it is gone
                (self.hurt if isinstance(fault, Damaged) else self.failed).emit(fault.sentence)
            if isinstance(fault, Locked):
                self.locked.emit(fault, asker.again)
            return
        if asker.failed is not None and asker.listening():  # who waits for it must not go on as if it were done
            asker.failed(_("Noe gikk galt i programmet, og dette ble ikke gjort."))
        sys.excepthook(type(fault), fault, fault.__traceback__)


def _tell_travel(lane: Lane, changes: Changes, *, back: bool) -> None:
    if changes.label:
        lane.travelled.emit(changes.label, back)


def _tell(lane: Lane, news: Parting | str | None) -> None:
    """Carry what the worker has to say over to the UI thread, unless the lane is gone."""
    if isValid(lane):
        lane._news.emit(news)
