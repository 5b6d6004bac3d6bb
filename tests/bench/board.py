"""How smooth the board is with 400 people at 67 tables and eight gatherings behind them.

Run: ``python -m tests.bench.board``. Times are milliseconds on this machine, over several runs.
"""

from __future__ import annotations

import os
import statistics
import sys
import time
from collections.abc import Callable

os.environ.setdefault("QT_QPA_PLATFORM", "offscreen")

from PySide6.QtCore import QPoint, QSettings
from PySide6.QtWidgets import QApplication

from nettverk.services.groups import board as group_board
from nettverk.services.groups import groupings, notes, quality
from nettverk.storage.store import Store
from nettverk.ui.common import theme as looks
from nettverk.ui.common.lane import Lane
from nettverk.ui.common.workspace import Workspace
from nettverk.ui.groups.room import GroupsRoom
from tests.helpers.hall import hall


def timed(job: Callable[[], object], times: int = 7) -> list[float]:
    """Milliseconds of each run."""
    found = []
    for _run in range(times):
        start = time.perf_counter()
        job()
        found.append((time.perf_counter() - start) * 1e3)
    return found


def main() -> int:
    """Print what was asked for and what was reached; 1 where something was missed."""
    app = QApplication.instance() or QApplication(sys.argv)
    look = looks.Theme.load("light")
    looks.apply(look)
    store = Store.in_memory()
    made = hall(400, past=8, store=store)
    build = timed(lambda: groupings.build(store, made.part_id, size=6), 1)
    lane = Lane()
    lane.use(store)
    workspace = Workspace(lane, look, QSettings("nettverk-bench", "board"))
    lane.wait()
    workspace.open_gathering(made.gathering_id)
    lane.wait()
    room = GroupsRoom(workspace)
    room.resize(1732, 1023)
    room.show()

    def settle() -> None:
        for _turn in range(3):
            lane.wait()
            app.processEvents()

    settle()
    view = room.view
    view.zoom_to_all()
    app.processEvents()

    def rebuild() -> None:
        view.painter.forget()
        view.show_board(view.board)
        app.processEvents()
        view.viewport().repaint()

    rows = [("rebuild the board, every card drawn anew", 150.0, timed(rebuild))]
    steps: list[float] = []
    for zoom in (view.zoom, 1.0):
        view.set_zoom(zoom)
        view.verticalScrollBar().setValue(0)
        app.processEvents()
        person = view.board.at[3][1] if view.board is not None else 0
        view.selection.choose([person])
        view.drag.begin(view.visualRect(view.board_model.index_of(person)).center())
        for number in range(200):
            point = QPoint(40 + number * 8, 60 + number * 3)
            steps += timed(lambda point=point: (view.drag.move_to(point), app.processEvents()), 1)
        view.drag.cancel()
    rows.append(("one step of a drag, 400 steps", 16.0, steps))

    def move() -> None:
        board = view.board
        assert board is not None
        room.view.commands.move({board.at[5][0]: 9, board.at[9][0]: 5})
        app.processEvents()

    rows.append(("a move: seen with its new quality", 100.0, timed(move)))
    settle()

    def stored() -> None:
        move()
        settle()

    rows.append(("a move: stored, read again, shown", 250.0, timed(stored)))
    board = group_board.load(store, made.part_id)
    rows += [
        ("read the board from the file", 100.0, timed(lambda: group_board.load(store, made.part_id))),
        ("all quality sentences", 50.0, timed(lambda: quality.quality(board.moved({})))),
        ("one person: met here, best places", 50.0, timed(lambda: notes.person_view(board.moved({}), 3))),
        ("make 67 groups, proved", 1000.0, build),
    ]
    print(f"{'what':44} {'target':>8} {'median':>8} {'worst':>8}")
    missed = 0
    for what, target, found in rows:
        median = statistics.median(found)
        missed += median > target
        print(f"{what:44} {'≤ ' + format(target, '.0f'):>8} {median:8.1f} {max(found):8.1f}")
    room.close()
    lane.close()
    return int(missed > 0)


if __name__ == "__main__":
    raise SystemExit(main())
