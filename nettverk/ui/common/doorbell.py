"""The first window comes forward when the program is started once more with the same database."""

from __future__ import annotations

from collections.abc import Callable
from functools import partial
from pathlib import Path

from PySide6.QtCore import QFileSystemWatcher, QObject, Qt, Signal
from PySide6.QtWidgets import QApplication, QWidget

from nettverk.services import doorbell
from nettverk.ui.common.lane import Lane


class Doorbell(QObject):
    """Listens for a second start as long as a database is open, and brings a window forward.

    Signals:
        files_came: paths that somebody wants brought home, named on the command line.
        job_came: what a job of the command line wants done here, and what is told of how it went.

    Args:
        window: comes forward.
        lane: whose database it is about.
        front: another window to bring forward instead, where one is worked in: the stage while a day runs.
    """

    files_came = Signal(object)
    job_came = Signal(object, object)

    def __init__(self, window: QWidget, lane: Lane, front: Callable[[], QWidget | None] = lambda: None) -> None:
        super().__init__(window)
        self._window, self._front = window, front
        self._bell: Path | None = None
        self._watcher = QFileSystemWatcher(self)
        self._watcher.fileChanged.connect(self._changed)
        lane.opened.connect(self._hang)
        lane.closed.connect(self._take_down)
        app = QApplication.instance()
        if app is not None:
            app.aboutToQuit.connect(self._take_down)  # there is no window to come forward any more
        if lane.is_open:
            self._hang(lane.path)

    def _hang(self, database: Path | None) -> None:
        self._take_down()
        if database is None:
            return
        self._bell = doorbell.hang(database)
        # One that cannot be listened to would keep the second start waiting.
        if self._bell is not None and not self._watcher.addPath(str(self._bell)):
            self._take_down()

    def _take_down(self) -> None:
        if self._bell is not None:
            self._watcher.removePath(str(self._bell))
            doorbell.take_down(self._bell)
            self._bell = None

    def _changed(self, _path: str) -> None:
        bell = self._bell
        rung = doorbell.answer(bell) if bell is not None else None
        if bell is None or rung is None:
            return
        if rung.job:  # it may be asked for by a clock, and nobody who types is to be disturbed
            self.job_came.emit(rung.job, partial(doorbell.reply, bell, rung.who))
            return
        come_forward(self._front() or self._window)
        if rung.files:
            self.files_came.emit(rung.files)


def come_forward(window: QWidget) -> None:
    """Show a window in front of those of other programs, or ask for attention where a program may not do that."""
    window.setWindowState((window.windowState() & ~Qt.WindowState.WindowMinimized) | Qt.WindowState.WindowActive)
    window.show()
    window.raise_()
    window.activateWindow()
    QApplication.alert(window)
