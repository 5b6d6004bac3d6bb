"""Typing fifteen keys a second while each fsync takes 200 ms: ``python -m tests.bench.typing [SECONDS]``.

Says how long the windows' thread was away at most in one round of its loop, and whether all that was typed is in
the file afterwards. Beside it the same with a disk that answers at once.
"""

from __future__ import annotations

import os
import sys
import tempfile
import time
from datetime import date
from pathlib import Path

os.environ.setdefault("QT_QPA_PLATFORM", "offscreen")

from nettverk.services import gatherings, participants, plan, reflections
from nettverk.services.groups import groupings
from nettverk.services.register import register
from nettverk.services.templates import template
from nettverk.storage.store import Store
from tests.helpers.watched_disk import OK, watched

KEYS_A_SECOND, SYNC_S = 15, 0.2
TEXT = "Barna får vise hva de kan, og foreldrene er med.\n"


def run(seconds: float, sync_s: float) -> tuple[float, float, bool]:
    """The longest the loop was away in ms, by the clock and computing, and whether all that was typed was stored."""
    from PySide6.QtCore import QSettings
    from PySide6.QtWidgets import QApplication

    from nettverk.ui.common import theme as looks
    from nettverk.ui.common.lane import Lane
    from nettverk.ui.common.workspace import Workspace
    from nettverk.ui.reflect.room import ReflectRoom
    from tests.helpers.typing import press, type_text

    app = QApplication.instance() or QApplication([])
    with tempfile.TemporaryDirectory() as folder, watched() as disk:
        path = Path(folder) / "typed.db"
        store = Store.open(path)
        network = register.add_network(store, "0–6").made
        unit = register.add_unit(store, "Lund barnehage").made
        held = gatherings.make(store, template("kristiansand"), network_id=network, held_on=date(2026, 11, 24)).made
        for number in range(90):
            participants.add_new(store, held, f"Navn{number}", "Etternavn", unit)
        across = next(part.id for part in plan.parts(store, held) if part.kind == "across")
        groupings.build(store, across, tables=15, iterations=5)
        lane, theme = Lane(), looks.Theme.load("light")
        looks.apply(theme)
        lane.use(store)
        lane.wait()
        settings = QSettings(str(Path(folder) / "settings.ini"), QSettings.Format.IniFormat)
        workspace = Workspace(lane, theme, settings)
        workspace.open_gathering(held)
        lane.wait()
        room = ReflectRoom(workspace)
        room.show()
        room.activateWindow()
        while not room.known.sheets:
            app.processEvents()
        press("Ctrl+L", room)
        type_text("G1-1\n", room.code)
        app.processEvents()

        def slow(kind: str) -> int:
            if kind == "sync":
                time.sleep(sync_s)
            return OK

        disk.refuse = slow
        typed, away, computed, began = "", 0.0, 0.0, time.perf_counter()
        while (now := time.perf_counter()) - began < seconds:
            before = time.thread_time()
            if len(typed) < (now - began) * KEYS_A_SECOND:
                letter = TEXT[len(typed) % len(TEXT)]
                type_text(letter)
                typed += letter
            app.processEvents()
            away, computed = max(away, time.perf_counter() - now), max(computed, time.thread_time() - before)
            time.sleep(0.001)
        room.autosave.flush()
        while not room.autosave.stored:
            app.processEvents()
        lane.wait()
        stored = next((one.text for one in reflections.sheets(store, held) if one.written), "")
        disk.refuse = lambda _kind: OK
        room.close()
        lane.close()
    return away * 1000, computed * 1000, stored == typed


def main() -> int:
    """Print the figures."""
    seconds = float(sys.argv[1]) if len(sys.argv) > 1 else 20.0
    for name, sync_s in (("a disk that answers at once", 0.0), ("200 ms each fsync", SYNC_S)):
        away, computed, whole = run(seconds, sync_s)
        print(
            f"{name:30} {seconds:.0f} s, the loop away {away:5.1f} ms at most ({computed:.1f} ms of them computing),"
            f" {'all stored' if whole else 'LOST'}"
        )
    return 0


if __name__ == "__main__":
    sys.exit(main())
