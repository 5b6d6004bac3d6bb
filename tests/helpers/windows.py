"""Fixtures for windows: dressed as in the program, on an empty or a sample database, and nothing left running after."""

from __future__ import annotations

import gc
import sqlite3
import threading
from collections.abc import Iterator
from pathlib import Path
from weakref import WeakSet

import pytest
from PySide6.QtCore import QCoreApplication, QEvent, QSettings, QTimer
from PySide6.QtWidgets import QApplication, QWidget
from shiboken6 import isValid

from nettverk.storage.store import Store
from nettverk.ui.common import motion
from nettverk.ui.common import theme as looks
from nettverk.ui.common.lane import Lane
from nettverk.ui.common.theme import Theme
from nettverk.ui.common.workspace import Workspace
from tests.helpers import stores
from tests.helpers.clock import NOW, TODAY


@pytest.fixture
def still(monkeypatch: pytest.MonkeyPatch) -> None:
    """A system that asks for less movement: what is grabbed is never half of one wall and half of another."""
    monkeypatch.setattr(motion, "reduced", lambda: True)


@pytest.fixture
def dressed(qapp: QApplication, still: None) -> Iterator[Theme]:
    """The application in the light theme at 100 %."""
    theme = Theme.load("light")
    _wear(qapp, theme)
    yield theme
    if looks.in_force() != theme:
        # A window that is closed and still there would be dressed anew as well: it takes longer than to take it apart.
        gc.collect()
        QCoreApplication.sendPostedEvents(None, QEvent.Type.DeferredDelete.value)
    _wear(qapp, theme)


def _wear(qapp: QApplication, theme: Theme) -> None:
    if looks.in_force() != theme or not qapp.styleSheet():
        looks.apply(theme)


def _workspace(store: Store, theme: Theme, folder: Path) -> Iterator[Workspace]:
    lane = Lane()
    lane.use(store)
    lane.wait()
    made = Workspace(lane, theme, QSettings(str(folder / "settings.ini"), QSettings.Format.IniFormat))
    yield made
    lane.wait()
    lane.close()
    made.deleteLater()
    lane.deleteLater()


@pytest.fixture
def workspace(dressed: Theme, store: Store, tmp_path: Path) -> Iterator[Workspace]:
    """A workspace on the ``store`` fixture's database; prepare rows through ``store``, then show a room."""
    yield from _workspace(store, dressed, tmp_path)


@pytest.fixture(scope="session")
def sample_file(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The sample as a database file, built once; never write in it."""
    path = tmp_path_factory.mktemp("sample") / "eksempel.db"
    made = Store.open(path, now=lambda: NOW)
    stores.fill_with_sample(made, TODAY)
    made.close()
    return path


@pytest.fixture
def sample_store(sample_file: Path) -> Iterator[Store]:
    """The sample in memory, one's own copy, on Friday 20 November 2026."""
    source = sqlite3.connect(sample_file)
    copied = stores.copied(source, lambda: NOW)
    source.close()
    yield copied
    copied.close()


@pytest.fixture
def sample_workspace(dressed: Theme, sample_store: Store, tmp_path: Path) -> Iterator[Workspace]:
    """A workspace on a copy of the sample, with the upcoming gathering open."""
    for made in _workspace(sample_store, dressed, tmp_path):
        upcoming = sample_store.value(
            "SELECT id FROM gatherings WHERE held_on >= ? ORDER BY held_on LIMIT 1", TODAY.isoformat()
        )
        made.open_gathering(upcoming)
        made.lane.wait()
        yield made


@pytest.fixture
def nothing_survives(qapp: QApplication, monkeypatch: pytest.MonkeyPatch) -> Iterator[None]:
    """No timer and no thread of ours outlives the test, and no window stays open."""
    started: WeakSet[QTimer] = WeakSet()
    start = QTimer.start

    def watched(self: QTimer, *args: object) -> None:
        started.add(self)
        start(self, *args)

    monkeypatch.setattr(QTimer, "start", watched)
    yield
    qapp.processEvents()
    QCoreApplication.sendPostedEvents(None, QEvent.Type.DeferredDelete.value)
    left = [timer for timer in started if isValid(timer) and timer.isActive() and not _over_soon(timer)]
    assert not left, f"timers still running: {[(t.parent(), t.objectName(), t.interval()) for t in left]}"
    threads = [thread.name for thread in threading.enumerate() if thread.name.startswith("nettverk")]
    assert not threads, f"threads still running: {threads}"
    shown = [widget for widget in qapp.topLevelWidgets() if widget.isVisible()]
    for widget in shown:
        widget.close()
    assert not shown, f"windows still open: {shown}"


_DRAWN: set[str] = set()


@pytest.fixture
def seldom_drawn(request: pytest.FixtureRequest, monkeypatch: pytest.MonkeyPatch) -> None:
    """Windows are drawn once, when the test is over, but for the first test of each file and those marked ``drawn``.

    Nobody looks at these windows, and drawing them took a sixth of their time. What is asked for as a picture
    (``grab``) is drawn all the same. Under ``--long`` everything is.
    """
    file = request.node.nodeid.partition("::")[0]
    first = file not in _DRAWN
    _DRAWN.add(file)
    if first or request.node.get_closest_marker("drawn") or request.config.option.markexpr != "not slow":
        return
    show = QWidget.show

    def shown(self: QWidget) -> None:
        if self.isWindow():
            self.setUpdatesEnabled(False)
        show(self)

    monkeypatch.setattr(QWidget, "show", shown)


def draw_what_is_open() -> None:
    """Draw each window that has not been, as it stands now: what fails in drawing is told like anything else."""
    for window in QApplication.topLevelWidgets():
        if window.isVisible() and not window.updatesEnabled():
            window.setUpdatesEnabled(True)
            window.grab()


def _over_soon(timer: QTimer) -> bool:
    """A single shot inside a widget that is only waiting to be deleted ends by itself."""
    return timer.isSingleShot() and timer.interval() < 3000
