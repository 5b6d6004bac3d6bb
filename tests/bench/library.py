"""How long opening the library takes with 500 own sheets: ``python -m tests.bench.library``.

From the room being made to its list and first sheet being there, and each step of it; beside it in the same run, one
reading of the same rows by SQLite alone: the floor.
"""

from __future__ import annotations

import json
import os
import statistics
import sys
import tempfile
import time
from collections.abc import Callable
from pathlib import Path

os.environ.setdefault("QT_QPA_PLATFORM", "offscreen")
SHEETS, ROUNDS = 500, 12


def median_ms(job: Callable[[], object], rounds: int = ROUNDS) -> float:
    """Median of a job's milliseconds, the first left out."""
    took = []
    for _number in range(rounds + 1):
        began = time.perf_counter()
        job()
        took.append((time.perf_counter() - began) * 1000)
    return statistics.median(took[1:])


def main() -> int:
    """Print the figures."""
    from PySide6.QtCore import QSettings
    from PySide6.QtWidgets import QApplication

    app = QApplication([])

    from nettverk.services.sheets import library, own, shipped
    from nettverk.storage.store import Store
    from nettverk.ui.common import theme as look
    from nettverk.ui.common.lane import Lane
    from nettverk.ui.common.workspace import Workspace
    from nettverk.ui.rooms import ROOMS

    with tempfile.TemporaryDirectory() as folder:
        path = Path(folder) / "nettverk.db"
        store = Store.open(path)
        ids = [sheet.id for sheet in shipped.sheets()]
        with store.change():
            for number in range(SHEETS):
                own.duplicate(store, ids[number % len(ids)], title=f"Vårt ark nummer {number}")
        floor = median_ms(lambda: store.rows("SELECT definition FROM sheet_versions"))

        def cold() -> None:
            library._light.cache_clear()
            library.all_(store)

        listed, again = median_ms(cold), median_ms(lambda: library.all_(store))
        store.close()
        look.load_fonts()
        theme = look.Theme.load("light")
        lane = Lane()
        lane.open(path)
        lane.wait()
        workspace = Workspace(lane, theme, QSettings(str(Path(folder) / "s.ini"), QSettings.Format.IniFormat))
        entry = next(room for room in ROOMS if str(room.key) == "library")
        entry.load()(workspace).widget.deleteLater()  # imports are paid once, while the program is warmed up

        def opened() -> None:
            library._light.cache_clear()
            room = entry.load()(workspace).widget
            room.resize(1092, 740)
            room.show()
            lane.wait()
            app.processEvents()
            assert room.shelf.model.rowCount() >= SHEETS  # type: ignore[attr-defined]
            assert room.sheet is not None  # type: ignore[attr-defined]
            room.close()
            room.deleteLater()

        whole = median_ms(opened)
        lane.close()
    json.dump({
        "own_sheets": SHEETS,
        "sqlite_alone_ms": round(floor, 1),
        "shelf_first_ms": round(listed, 1),
        "shelf_again_ms": round(again, 1),
        "room_open_ms": round(whole, 1),
    }, sys.stdout, indent=1)  # fmt: skip
    print()
    return 0


if __name__ == "__main__":
    sys.exit(main())
