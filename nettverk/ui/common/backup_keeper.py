"""Makes backups by itself: when a database is opened, while there are changes, and when the program closes.

In a thread of its own, with a connection of its own: neither the windows nor the database lane ever wait for it.
"""

from __future__ import annotations

import threading
from pathlib import Path

from PySide6.QtCore import QObject, QSettings, QTimer, Signal
from shiboken6 import isValid

from nettverk.domain.changes import Changes
from nettverk.ui.common.workspace import Workspace

EVERY_MS = 10 * 60_000
"""How long what has changed waits for its backup, at most."""
QUICK_BYTES = 60_000_000
"""A database up to this size is also backed up while the program closes: it takes a moment."""
SECOND_KEY = "backups/second_folder"


def second_folder(settings: QSettings) -> Path | None:
    """The other folder that backups go to on this machine, if the user has chosen one."""
    chosen = str(settings.value(SECOND_KEY, "") or "")
    return Path(chosen) if chosen else None


class BackupKeeper(QObject):
    """Watches the lane, and keeps the backups of the open database up to date.

    Signals:
        made: a backup was made, or there was no need for one.
    """

    made = Signal()
    _done = Signal(object)

    def __init__(self, workspace: Workspace) -> None:
        super().__init__(workspace)
        self._workspace = workspace
        self._path: Path | None = None
        self._changed = False
        self._told = ""
        self._stop = threading.Event()
        self._thread: threading.Thread | None = None
        self._timer = QTimer(self)
        self._timer.setSingleShot(True)
        self._timer.setInterval(EVERY_MS)
        self._timer.timeout.connect(self.make)
        self._done.connect(self._answered)
        workspace.lane.opened.connect(self._opened)
        workspace.lane.changed.connect(self._note)
        workspace.closing.connect(self._timer.stop)

    def make(self) -> None:
        """Make one now, off to the side; while one is being made, it is followed by another."""
        path = self._path
        if path is None:
            return
        if self._thread is not None:
            self._changed = True
            return
        self._timer.stop()
        self._changed = False
        second = second_folder(self._workspace.settings)
        self._stop.clear()
        self._thread = threading.Thread(target=self._run, args=(path, second), name="nettverk-backup", daemon=True)
        self._thread.start()

    def pause(self) -> None:
        """Give up what is being made, and wait until the file is let go of."""
        self._stop.set()
        if self._thread is not None:
            self._thread.join(5)
            self._thread = None

    def close(self) -> None:
        """The last one, after the lane is closed: what was changed since the one before, where that takes a moment."""
        self._timer.stop()
        self.pause()
        path = self._path
        if path is None or not self._changed:
            return
        try:
            quick = path.stat().st_size <= QUICK_BYTES
        except OSError:
            return
        if quick:
            self._stop.clear()
            _make(path, second_folder(self._workspace.settings), self._stop)

    def _opened(self, path: Path | None) -> None:
        self.pause()
        self._path = path
        self._changed = False
        self.make()

    def _note(self, changes: Changes) -> None:
        if self._path is not None and changes.tables:
            self._changed = True
            if not self._timer.isActive():
                self._timer.start()

    def _run(self, path: Path, second: Path | None) -> None:
        trouble = _make(path, second, self._stop)
        if isValid(self):
            self._done.emit(trouble)

    def _answered(self, trouble: str) -> None:
        if self._thread is not None:
            self._thread.join()
            self._thread = None
        # The same trouble is told once, not every ten minutes; when it is over, it may be told again.
        if trouble and trouble != self._told and not self._workspace.live:
            self._workspace.say(trouble)
        self._told = trouble
        if (trouble or self._changed) and not self._timer.isActive():
            self._changed = True
            self._timer.start()
        self.made.emit()


def _make(path: Path, second: Path | None, stop: threading.Event) -> str:
    from nettverk.services import backups

    return backups.make(path, second, stop.is_set).trouble
