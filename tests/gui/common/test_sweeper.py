"""What is no longer used is taken apart in the thread of the windows, whoever fills the memory."""

from __future__ import annotations

import gc
import threading
from weakref import finalize

from PySide6.QtWidgets import QApplication, QWidget

from nettverk.storage.store import Store
from nettverk.ui.common.sweeper import Sweeper, sweep
from nettverk.ui.common.workspace import Workspace
from tests.helpers.waiting import until


class Ring(QWidget):
    """A window that only holds itself."""

    def __init__(self, ended: list[str]) -> None:
        super().__init__()
        self.me = self
        finalize(self, lambda: ended.append(threading.current_thread().name))


def busy(_store: Store) -> int:
    """Work on the lane that makes so many objects that Python would begin to collect."""
    made = [[n] for n in range(200_000)]
    return len(made)


def test_a_window_is_never_taken_apart_by_the_lane(qapp: QApplication, workspace: Workspace) -> None:
    ended: list[str] = []
    Ring(ended)
    done: list[int] = []
    workspace.lane.ask(busy, done.append)
    workspace.lane.wait()
    assert done == [200_000]
    assert not ended, "nobody has collected yet"
    for _turn in range(3):  # what has been looked at once waits for the next generation
        gc.collect(1)
    assert ended == [threading.main_thread().name]


def test_what_is_due_is_collected_between_events(qapp: QApplication, workspace: Workspace) -> None:
    sweeper = Sweeper(workspace)
    ended: list[str] = []
    Ring(ended)
    kept = [[n] for n in range(5_000)]
    assert not gc.isenabled()
    until(lambda: bool(ended))
    assert ended == [threading.main_thread().name]
    assert kept
    sweeper.deleteLater()
    gc.unfreeze()


def test_nothing_due_is_nothing_done() -> None:
    gc.collect()
    before = gc.get_stats()[2]["collections"]
    sweep()
    assert gc.get_stats()[2]["collections"] == before
