"""Exchanges with the folder that the open file is shared over, by itself: at start, after saves, and when it is told.

The folder is watched by the system; where it cannot be, its list is looked at now and then. Nobody waits for it: what
is slow is done in a thread of its own, and only the short parts that need the database lie on the lane.
"""

from __future__ import annotations

import threading
from collections.abc import Callable
from pathlib import Path
from typing import TYPE_CHECKING, Protocol

from PySide6.QtCore import QCoreApplication, QEventLoop, QFileSystemWatcher, QObject, QTimer, Signal

from nettverk.domain.changes import Changes
from nettverk.i18n import _
from nettverk.ui.common.synced import is_network
from nettverk.ui.common.workspace import Workspace

if TYPE_CHECKING:
    from nettverk.services.database import Store
    from nettverk.services.lane import Report
    from nettverk.services.sharing.exchange import Synced
    from nettverk.ui.common.lane import Work

AFTER_SAVE_MS = 3000
ARRIVED_MS = 800
LOOK_MS = 20_000
"""Where nobody tells of what arrives, and after a place could not be reached."""
ASK_MS = 60_000
"""How often a server is asked."""
_STEP_MS = 10
_STEP = threading.Event()  # never set: it is only waited for
LAST_MS = 2000
"""How long a program that is closed waits for what was written last to go out; what has not, goes at its next start."""


class ShareKeeper(QObject):
    """Keeps the open file in step with what the others have.

    Signals:
        synced: a Synced, after an exchange; None where the place could not be reached.
        place_changed: where the open file is shared; empty where it is not.
    """

    synced = Signal(object)
    place_changed = Signal(str)

    def __init__(self, workspace: Workspace) -> None:
        super().__init__(workspace)
        self._workspace = workspace
        self.place = ""
        self.paused = False
        self._under_way = self._again = self._telling = False
        self._told = ""
        self._came: Synced | str = _broken_off()  # what came of the latest exchange, or why it came to nothing
        self._asking: list[Heard] = []
        self._watcher = QFileSystemWatcher(self)
        self._watcher.directoryChanged.connect(lambda _path: self._soon(ARRIVED_MS))
        self._soon_timer = QTimer(self)
        self._soon_timer.setSingleShot(True)
        self._soon_timer.timeout.connect(self.sync)
        self._look_timer = QTimer(self)
        self._look_timer.setInterval(LOOK_MS)
        self._look_timer.timeout.connect(self._look)
        self._stamp = 0.0
        lane = workspace.lane
        lane.opened.connect(self._opened)
        lane.closed.connect(self._let_go)
        lane.changed.connect(self._changed)
        lane.travelled.connect(self._travelled)
        if lane.is_open:
            self._opened(lane.path)

    def follow(self, then: Heard | None = None) -> None:
        """See where the open file is shared, and exchange there; ``then`` hears what came of it."""

        def found(place: str) -> None:
            self._found(place)
            if then is not None:
                self.exchange(then)

        self._workspace.lane.ask(_place_of, found, self)

    def exchange(self, then: Heard) -> None:
        """Exchange now; ``then`` hears what came of an exchange that began after this: Synced, or why there is none."""
        if not self.place:
            then(_("Denne fila deles ikke med noen. Start med «nettverk share init»."))
            return
        self._asking.append(then)
        self.sync(resume=True)

    def sync(self, *, resume: bool = False, seen: bool = False) -> Work | None:
        """Exchange now; while one goes on it is followed by another.

        Args:
            resume: take in again what has been taken back.
            seen: show how far it has come, with a way to stop it.
        """
        if not self.place or not self._workspace.lane.is_open:
            return None
        if self._under_way:
            self._again = True
            return None
        self._soon_timer.stop()
        self._under_way = True
        self._came = _broken_off()
        work = self._workspace.lane.work(
            lambda report: _sync(report, resume=resume), self._done, self, _("Utveksler med de andre"),
            failed=self._failed, quiet=not seen,
        )  # fmt: skip
        work.ended.connect(self._ended)
        return work

    def stop(self) -> None:
        """Exchange no more; the file is not shared any longer."""
        self._let_go()

    def resume(self) -> None:
        """Take in again what was taken back."""
        self.sync(resume=True)

    def last(self, ms: int = LAST_MS) -> bool:
        """The program is closed: let what was written last go out, while the windows are gone already.

        Where the place could not be reached the last time, it is not waited for; what waits goes at the next start.

        Args:
            ms: no longer than this.

        Returns:
            whether nothing waits any more.
        """
        lane = self._workspace.lane
        waits = self._soon_timer.isActive() or self._under_way
        if not self.place or not lane.is_open or not waits:
            return not waits
        if self._told:
            return False
        while not self._told and (self._under_way or self._again or self._soon_timer.isActive()):
            if not self._under_way:  # what was under way may have begun before the last was written
                self._again = False
                self.sync()
            ms = _wait(lambda: not self._under_way, ms)
            if not ms:
                return False
        return not self._told

    # --- when ---

    def _opened(self, _path: Path | None) -> None:
        self._let_go()
        self.follow()

    def _found(self, place: str) -> None:
        if place != self.place:
            self.place = place
            self.place_changed.emit(place)
        if not place:
            return
        watched = not on_server(place) and self._watcher.addPath(place) and not is_network(Path(place))
        if not watched:
            self._look_timer.start(ASK_MS if on_server(place) else LOOK_MS)
        self._soon(0)

    def _let_go(self) -> None:
        self._soon_timer.stop()
        self._look_timer.stop()
        if self._watcher.directories():
            self._watcher.removePaths(self._watcher.directories())
        if not self._under_way:  # what is under way tells how it went itself
            self._tell()
        if self.place:
            self.place = ""
            self.place_changed.emit("")

    def _changed(self, changes: Changes) -> None:
        if changes.tables and not self._telling:
            self._soon(AFTER_SAVE_MS)

    def _soon(self, ms: int) -> None:
        if self.place and not self._soon_timer.isActive():
            self._soon_timer.start(ms)

    def _look(self) -> None:
        """Ask for the folder's own time, which is new when something has come; its files are left alone till then."""
        place = self.place

        def arrived(stamp: float) -> None:
            if stamp != self._stamp or self._told:
                self._stamp = stamp
                self._soon(0)

        if on_server(place):
            self._soon(0)
        elif place and not self._under_way:
            self._workspace.lane.work(lambda _report: _time_of(place), arrived, self, "", quiet=True)

    # --- what came of it ---

    def _done(self, synced: Synced) -> None:
        self._told = ""
        self._came = synced
        if self._watcher.directories():
            self._look_timer.stop()
        self.paused = synced.paused
        self._refresh(synced)
        self._say(synced)
        self.synced.emit(synced)

    def _refresh(self, synced: Synced) -> None:
        """Let the rooms read again what has become another."""
        lane = self._workspace.lane
        self._telling = True
        try:
            for brought in synced.brought:
                lane.changed.emit(brought.changes)
        finally:
            self._telling = False
        if synced.brought:
            lane.ask(_nothing, None)  # what Ctrl+Z would do now comes with the answer

    def _say(self, synced: Synced) -> None:
        from nettverk.services.sharing import exchange

        said = exchange.words(synced)
        if said:
            self._workspace.say(" ".join(said), _("Angre"), self._take_back)
        elif synced.troubles and not self._workspace.live:
            self._workspace.say(" ".join(synced.troubles))

    def _take_back(self) -> None:
        """Take the newest that came in out again; where something has been done since, it is not the next to go."""
        lane = self._workspace.lane
        if lane.steps.undo == _came_in():
            lane.undo()
        else:
            self._workspace.say(_("Du har gjort noe etter at det kom inn. Angre det først (Ctrl+Z)."))

    def _failed(self, sentence: str) -> None:
        # The same trouble is told once; when it is over, it may be told again.
        if sentence != self._told and not self._workspace.live:
            self._workspace.say(sentence)
        self._told = self._came = sentence
        self._look_timer.start()
        self.synced.emit(None)

    def _ended(self) -> None:
        self._under_way = False
        if self._again:
            self._again = False
            self._soon(0 if self._asking else ARRIVED_MS)
        else:
            self._tell()

    def _tell(self) -> None:
        """Whoever waits for what comes of it hears it now."""
        asking, self._asking = self._asking, []
        for then in asking:
            then(self._came)

    def _travelled(self, label: str, back: bool) -> None:
        if label == _came_in() and self.place:
            self.paused = back
            if back:
                self._workspace.say(
                    _("Det de andre har skrevet, er angret. Nytt kommer ikke inn før du ber om det."),
                    _("Hent det igjen"),
                    self.resume,
                )


class Heard(Protocol):
    """Hears what came of an exchange: Synced, or in a sentence why there is none."""

    def __call__(self, came: Synced | str, /) -> object:
        """Hear it."""


class Keeping(Protocol):
    """What keeps the one there is; the files of a window do."""

    sharing: ShareKeeper | None


def keep_sharing(files: Keeping, workspace: Workspace) -> ShareKeeper:
    """Whoever exchanges for what is open; there is one for each window."""
    if files.sharing is None:
        files.sharing = ShareKeeper(workspace)
    return files.sharing


def on_server(place: str) -> bool:
    """Whether a place is a server's address, and no folder."""
    return "://" in place


def _wait(done: Callable[[], bool], ms: int) -> int:
    """Let what is under way go on until ``done``; what is left of the time, 0 where there is none.

    The program has ended its event loop by then, and would end any other at once.
    """
    while ms > 0 and not done():
        QCoreApplication.processEvents(QEventLoop.ProcessEventsFlag.ExcludeUserInputEvents)
        _STEP.wait(_STEP_MS / 1000)
        ms -= _STEP_MS
    return max(0, ms)


def _broken_off() -> str:
    return _("Utvekslingen ble avbrutt. Ingenting er tapt.")


def _came_in() -> str:
    from nettverk.services.sharing import exchange

    return exchange.label()


def _place_of(store: Store) -> str:
    from nettverk.services.sharing import joining

    return joining.place_of(store)


def _sync(report: Report, *, resume: bool) -> Synced:
    from nettverk.services.sharing import exchange

    def tell(done: float, text: str) -> None:
        report.check()
        report.progress(done, text)

    return exchange.sync(report.on_lane, tell, resume=resume)


def _time_of(place: str) -> float:
    try:
        return Path(place).stat().st_mtime
    except OSError:
        return 0.0


def _nothing(_store: Store) -> None:
    """Only the answer is wanted."""
