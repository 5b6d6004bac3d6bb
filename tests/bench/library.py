"""How long opening the library takes with 500 own sheets: ``python -m tests.bench.library``.

From the room being asked for until its list and the chosen sheet's title have been painted, and until the first face
is there; then a search as one types, from the letter to the list being painted. Beside it in the same run, one reading
of the same rows by SQLite alone, and an empty window being painted: the floors. The first opening in a new process
reads the sheets that ship as well, where nothing has warmed them up (the program does, once its window stands).
"""

from __future__ import annotations

import json
import os
import statistics
import subprocess
import sys
import tempfile
import time
from collections.abc import Callable
from pathlib import Path
from typing import TYPE_CHECKING

os.environ.setdefault("QT_QPA_PLATFORM", "offscreen")
os.environ.setdefault("QT_LOGGING_RULES", "qt.qpa.*=false")
SHEETS, ROUNDS = 500, 12

if TYPE_CHECKING:
    from PySide6.QtWidgets import QWidget

    from nettverk.ui.common.workspace import Workspace
    from nettverk.ui.library.room import LibraryRoom


def median_ms(job: Callable[[], object], rounds: int = ROUNDS) -> float:
    """Median of a job's milliseconds, the first left out."""
    took = []
    for _number in range(rounds + 1):
        began = time.perf_counter()
        job()
        took.append((time.perf_counter() - began) * 1000)
    return statistics.median(took[1:])


def filled(path: Path) -> None:
    """A file with own sheets of every kind that ships."""
    from nettverk.services.sheets import own, shipped
    from nettverk.storage.store import Store

    store = Store.open(path)
    ids = [sheet.id for sheet in shipped.sheets()]
    with store.change():
        for number in range(SHEETS):
            own.duplicate(store, ids[number % len(ids)], title=f"Vårt ark nummer {number}")
    store.close()


class Watched:
    """Whether a widget has been painted with what it is to show."""

    def __init__(self, widget: QWidget, ready: Callable[[], bool] = lambda: True) -> None:
        from PySide6.QtCore import QEvent, QObject

        seen = self
        self.painted = False

        class Eye(QObject):
            def eventFilter(self, watched: QObject, event: QEvent) -> bool:
                if event.type() == QEvent.Type.Paint and ready():
                    seen.painted = True
                return False

        self._eye = Eye(widget)
        widget.installEventFilter(self._eye)


def until(done: Callable[[], bool]) -> None:
    """Let the windows work until something has come."""
    from PySide6.QtWidgets import QApplication

    deadline = time.monotonic() + 30
    while not done():
        QApplication.processEvents()
        time.sleep(0.0002)  # whoever never sleeps takes turns with the threads that work
        assert time.monotonic() < deadline, "it never came"


def opening(
    workspace: Workspace, load: Callable[[], Callable[[Workspace], object]]
) -> tuple[float, float, float, LibraryRoom]:
    """Milliseconds until list and title are painted, those of them that the processor worked (of all threads), and
    until the first face is there; and the room, still open."""
    began, worked = time.perf_counter(), time.process_time()
    room: LibraryRoom = load()(workspace).widget  # type: ignore[attr-defined]
    room.resize(1092, 740)
    shelf = Watched(room.shelf.list.viewport(), lambda: room.shelf.model.rowCount() >= SHEETS)
    title = Watched(room.head.title, lambda: bool(room.head.title.text()))
    room.show()
    until(lambda: shelf.painted and title.painted)
    there, work = (time.perf_counter() - began) * 1000, (time.process_time() - worked) * 1000
    until(lambda: not room.faces.wall.is_empty)
    return there, work, (time.perf_counter() - began) * 1000, room


def closed(room: LibraryRoom) -> None:
    """Let the room go, with everything it still draws."""
    until(lambda: not room.faces.busy)
    room.workspace.lane.wait()
    room.close()
    room.deleteLater()


def started(path: Path, folder: Path) -> tuple[Workspace, Callable[[], Callable[[Workspace], object]]]:
    """What a room of the program needs, and how the library is made."""
    from PySide6.QtCore import QSettings
    from PySide6.QtWidgets import QApplication

    from nettverk.ui.common import theme as look
    from nettverk.ui.common.lane import Lane
    from nettverk.ui.common.workspace import Workspace
    from nettverk.ui.rooms import ROOMS

    app = QApplication.instance() or QApplication([])
    app.setProperty("bench", True)
    look.load_fonts()
    lane = Lane()
    lane.open(path)
    lane.wait()
    settings = QSettings(str(folder / "s.ini"), QSettings.Format.IniFormat)
    workspace = Workspace(lane, look.Theme.load("light"), settings)
    entry = next(room for room in ROOMS if str(room.key) == "library")
    return workspace, entry.load


def first(path: Path) -> None:
    """Print the milliseconds of the first opening in this process, which has read nothing yet."""
    workspace, load = started(path, path.parent)
    load()  # the program imports its rooms off the windows' thread
    there, work, face, room = opening(workspace, load)
    closed(room)
    workspace.lane.close()
    print(json.dumps([there, work, face]))


def searches(room: LibraryRoom) -> list[float]:
    """Milliseconds from each letter of what is typed to the list being painted, without the pause for more letters."""
    from PySide6.QtWidgets import QApplication

    took = []
    shelf = room.shelf
    room.workspace.lane.wait()
    shown = Watched(shelf.list.viewport())
    for text in ("h", "he", "hem", "hemm", "hemme", "hemmer", "hemmer 20", "", "nummer", "nummer 4", "nummer 44", ""):
        began = time.perf_counter()
        shelf.search.setText(text)
        shelf._later.stop()
        shown.painted = False
        shelf._find()
        shelf.list.viewport().update()
        while not shown.painted:
            QApplication.processEvents()
        took.append((time.perf_counter() - began) * 1000)
        until(lambda: not room.faces.busy)
        room.workspace.lane.wait()
    return took


def main() -> int:
    """Print the figures."""
    if len(sys.argv) == 3 and sys.argv[1] == "first":
        first(Path(sys.argv[2]))
        return 0
    with tempfile.TemporaryDirectory() as folder:
        path = Path(folder) / "nettverk.db"
        filled(path)
        command = [sys.executable, "-m", "tests.bench.library", "first", str(path)]
        new = json.loads(subprocess.run(command, check=True, stdout=subprocess.PIPE, text=True).stdout)

        from PySide6.QtWidgets import QApplication, QWidget

        from nettverk.services.sheets import library
        from nettverk.storage.store import Store

        store = Store.open(path)
        floor = median_ms(lambda: store.rows("SELECT definition FROM sheet_versions"))
        listed = median_ms(lambda: library.all_(store, searched=False))
        worded = median_ms(lambda: library.words(store))
        store.close()
        workspace, load = started(path, Path(folder))

        def bare() -> None:
            window = QWidget()
            window.resize(1092, 740)
            eye = Watched(window)
            window.show()
            while not eye.painted:
                QApplication.processEvents()
            window.close()

        empty = median_ms(bare)
        openings = []
        for number in range(ROUNDS + 1):
            there, work, face, room = opening(workspace, load)
            openings.append((there, work, face))
            if number < ROUNDS:
                closed(room)
        found = searches(room)
        closed(room)
        workspace.lane.close()
    json.dump({
        "own_sheets": SHEETS,
        "sqlite_alone_ms": round(floor, 1),
        "empty_window_ms": round(empty, 1),
        "shelf_ms": round(listed, 1),
        "words_to_search_ms": round(worded, 1),
        "list_and_title_painted_ms": round(statistics.median(there for there, _work, _face in openings[1:]), 1),
        "list_and_title_painted_worst_ms": round(max(there for there, _work, _face in openings[1:]), 1),
        "list_and_title_processor_ms": round(statistics.median(work for _there, work, _face in openings[1:]), 1),
        "first_face_ms": round(statistics.median(face for _there, _work, face in openings[1:]), 1),
        "new_process_list_and_title_ms": round(new[0], 1),
        "new_process_list_and_title_processor_ms": round(new[1], 1),
        "new_process_first_face_ms": round(new[2], 1),
        "search_median_ms": round(statistics.median(found), 1),
        "search_worst_ms": round(max(found), 1),
    }, sys.stdout, indent=1)  # fmt: skip
    print()
    return 0


if __name__ == "__main__":
    sys.exit(main())
