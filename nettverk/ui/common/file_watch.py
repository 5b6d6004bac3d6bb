"""Notices at once when something else touches the open file, and does nothing at all while nothing does."""

from __future__ import annotations

from pathlib import Path

from PySide6.QtCore import QFileSystemWatcher, QObject, Qt, QTimer
from PySide6.QtGui import QGuiApplication

from nettverk.ui.common.lane import Lane
from nettverk.ui.common.synced import is_network

SOON_MS = 150
ASK_MS = 1500


class FileWatch(QObject):
    """Asks the lane for a look when the system tells of a change, and when one comes back to the window.

    A network folder tells of nothing that others do there, so the lane is asked for a look every second and a half;
    so it is where the system cannot watch.
    """

    def __init__(self, lane: Lane, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._lane = lane
        self._path: Path | None = None
        self._watcher = QFileSystemWatcher(self)
        self._watcher.fileChanged.connect(self._soon)
        self._watcher.directoryChanged.connect(self._soon)
        self._pause = QTimer(self)
        self._pause.setSingleShot(True)
        self._pause.setInterval(SOON_MS)
        self._pause.timeout.connect(self._look)
        self._every = QTimer(self)
        self._every.setInterval(ASK_MS)
        self._every.timeout.connect(self._look)
        app = QGuiApplication.instance()
        if isinstance(app, QGuiApplication):
            app.applicationStateChanged.connect(self._came_back)
        lane.opened.connect(self._follow)
        lane.closed.connect(self._let_go)
        if lane.is_open:
            self._follow(lane.path)

    def _follow(self, path: Path | None) -> None:
        self._let_go()
        self._path = path
        self._watch()
        if path is not None and (is_network(path) or not self._watcher.files()):
            self._every.start()

    def _let_go(self) -> None:
        self._pause.stop()
        self._every.stop()
        watched = [*self._watcher.files(), *self._watcher.directories()]
        if watched:
            self._watcher.removePaths(watched)
        self._path = None

    def _watch(self) -> None:
        """The file, its folder, and the one above, where a folder that is given another name is told of."""
        if self._path is None:
            return
        real = self._path.resolve()
        wanted = [str(place) for place in (real, real.parent, real.parent.parent) if place.exists()]
        known = {*self._watcher.files(), *self._watcher.directories()}
        new = [place for place in wanted if place not in known]
        if new:
            self._watcher.addPaths(new)

    def _soon(self, _path: str) -> None:
        if not self._pause.isActive():
            self._pause.start()

    def _came_back(self, state: Qt.ApplicationState) -> None:
        if state == Qt.ApplicationState.ApplicationActive:
            self._look()

    def _look(self) -> None:
        """Every task on the lane begins with a look; this one is nothing but that."""
        if self._path is None or not self._lane.is_open:
            return
        self._watch()  # a file that was replaced is another file to the system
        self._lane.look()
