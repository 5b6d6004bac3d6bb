"""Every click that changes what one sees, beside a bare widget's repaint of the same size in the same run.

    python -m tests.bench.clicks

On the sample gathering: going to each room, opening the palette and typing in it, choosing a part, a person, a table.
Prints one line for each: median and worst milliseconds until the answer is painted, and the ratio to the bare repaint.
"""

from __future__ import annotations

import os
import statistics
import tempfile
import time
from collections.abc import Callable
from datetime import date
from pathlib import Path

os.environ.setdefault("QT_QPA_PLATFORM", "offscreen")

from PySide6.QtCore import QSettings, QSize
from PySide6.QtGui import QPainter, QPaintEvent
from PySide6.QtWidgets import QApplication, QWidget

from nettverk.services import gatherings
from nettverk.services.sample import sample
from nettverk.storage.store import Store
from nettverk.ui.common import theme as looks
from nettverk.ui.common.lane import Lane
from nettverk.ui.common.theme import Theme
from nettverk.ui.common.workspace import Workspace
from tests.helpers.shells import open_shell, settle

SIZE = QSize(1366, 768)
ROUNDS = 15


class Bare(QWidget):
    """A window that paints one line of text."""

    def paintEvent(self, event: QPaintEvent) -> None:
        painter = QPainter(self)
        painter.fillRect(self.rect(), self.palette().window())
        painter.drawText(20, 40, "Nettverk")
        painter.end()


def timed(act: Callable[[], object], workspace: Workspace | None) -> list[float]:
    """Milliseconds from the click until everything asked for is answered and painted."""
    found = []
    for _round in range(ROUNDS):
        start = time.perf_counter()
        act()
        if workspace is not None:
            settle(workspace)
        found.append((time.perf_counter() - start) * 1000)
    return found


def bare() -> float:
    """A bare repaint at the window's size, in milliseconds."""
    widget = Bare()
    widget.resize(SIZE)
    widget.show()
    QApplication.processEvents()
    median = statistics.median(timed(widget.repaint, None))
    widget.close()
    return median


def main() -> None:
    """Measure, and print."""
    app = QApplication.instance() or QApplication([])
    theme = Theme.load("light")
    looks.apply(theme)
    floor = bare()
    print(f"{'bare repaint':<34} {floor:7.2f} ms")
    with tempfile.TemporaryDirectory() as folder:
        store = Store.in_memory()
        sample.build(store, today=date(2026, 11, 20))
        lane = Lane()
        lane.use(store)
        workspace = Workspace(lane, theme, QSettings(str(Path(folder) / "s.ini"), QSettings.Format.IniFormat))
        workspace.open_gathering(next(one.id for one in gatherings.all_(store) if one.participants))
        lane.wait()
        with open_shell(workspace, (SIZE.width(), SIZE.height())) as shell:
            for key in shell.entries:
                shell.go(key)
                settle(workspace)
            clicks: dict[str, Callable[[], object]] = {
                f"go to {key}": lambda key=key: shell.go(key) for key in shell.entries
            }
            plan, people = shell.stack.room("plan"), shell.stack.room("people").list_page
            clicks["palette: open and type"] = lambda: (shell.finder.search(), shell.palette_.field.setText("ann"))
            clicks["plan: next part"] = lambda: plan.table.selectRow((plan.table.currentIndex().row() + 1) % 9)
            clicks["people: next person"] = lambda: people.table.selectRow((people.table.currentIndex().row() + 1) % 60)
            clicks["people: search"] = lambda: people.search.setText("mo" if people.search.text() != "mo" else "")
            for name, act in clicks.items():
                room = name.partition(":")[0]
                if room in shell.entries:
                    shell.go(room)
                    settle(workspace)
                taken = timed(act, workspace)
                median = statistics.median(taken)
                print(f"{name:<34} {median:7.2f} ms  worst {max(taken):7.2f}  ratio {median / floor:6.1f}")
        lane.close()
    app.quit()


if __name__ == "__main__":
    main()
