"""Windows in tests: dressed as in the program, and nothing left running afterwards."""

from __future__ import annotations

import threading
from collections.abc import Iterator
from pathlib import Path
from weakref import WeakSet

import pytest
from PySide6.QtCore import QCoreApplication, QEvent, QSettings, QTimer
from PySide6.QtWidgets import QApplication
from shiboken6 import isValid

from nettverk.storage.store import Store
from nettverk.ui.common import theme as looks
from nettverk.ui.common.lane import Lane
from nettverk.ui.common.theme import Theme
from nettverk.ui.common.workspace import Workspace


@pytest.fixture
def dressed(qapp: QApplication) -> Theme:
    """The application in the light theme at 100 %."""
    theme = Theme.load("light")
    if looks.in_force() != theme or not qapp.styleSheet():
        looks.apply(theme)
    return theme


@pytest.fixture
def workspace(dressed: Theme, store: Store, tmp_path: Path) -> Iterator[Workspace]:
    """A workspace on the ``store`` fixture's database; prepare rows through ``store``, then show a room."""
    lane = Lane()
    lane.use(store)
    lane.wait()
    settings = QSettings(str(tmp_path / "settings.ini"), QSettings.Format.IniFormat)
    made = Workspace(lane, dressed, settings)
    yield made
    lane.wait()
    lane.close()
    made.deleteLater()
    lane.deleteLater()


@pytest.fixture(autouse=True)
def nothing_survives(qapp: QApplication, monkeypatch: pytest.MonkeyPatch) -> Iterator[None]:
    """No timer and no thread of ours outlives the test, and no window stays open."""
    started: WeakSet[QTimer] = WeakSet()
    start = QTimer.start

    def watched(self: QTimer, *args: object) -> None:
        started.add(self)
        start(self, *args)  # type: ignore[call-overload]

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


def _over_soon(timer: QTimer) -> bool:
    """A single shot inside a widget that is only waiting to be deleted ends by itself."""
    return timer.isSingleShot() and timer.interval() < 3000
