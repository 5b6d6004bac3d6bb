"""The real program in a process of its own, in which somebody types on and on: for killing it in the middle of a word.

``python -m tests.helpers.typist DATABASE GATHERING ROOM WHERE`` opens the windows, goes to a field and types
letters from TEXT, one every PACE_MS, telling of each on stdout: «number seconds».
"""

from __future__ import annotations

import os
import sys
import time
from pathlib import Path

TEXT = "Vi ringer hverandre når noe er lite, før det blir stort. Áilu skriver lista. "
PACE_MS = 30


def typed(count: int) -> str:
    """What has been typed after so many letters."""
    return (TEXT * (count // len(TEXT) + 1))[:count]


def main() -> None:
    """Open the windows and type until somebody stops the process."""
    from nettverk import app

    database, gathering, room, where = sys.argv[1:]
    options = app.Options(db=Path(database))
    os._exit(app.gui(options, painted=lambda: _sit_down(gathering, room, where)))


def _sit_down(gathering: str, room: str, where: str) -> None:
    from PySide6.QtCore import QTimer
    from PySide6.QtWidgets import QApplication

    def shell() -> object:
        return next(w for w in QApplication.topLevelWidgets() if type(w).__name__ == "Shell")

    def open_gathering() -> None:
        workspace = shell().workspace  # type: ignore[attr-defined]
        if not workspace.lane.is_open:
            QTimer.singleShot(50, open_gathering)
            return
        workspace.open_gathering(gathering, then=lambda: QTimer.singleShot(200, go))

    def go() -> None:
        name, _sign, value = where.partition("=")
        shell().workspace.go(room, **{name: value})  # type: ignore[attr-defined]
        QTimer.singleShot(400, begin)

    def begin() -> None:
        from tests.helpers.typing import type_text

        count = 0
        timer = QTimer(QApplication.instance())

        def letter() -> None:
            nonlocal count
            type_text(typed(count + 1)[-1])
            count += 1
            print(count, time.monotonic(), flush=True)

        timer.timeout.connect(letter)
        timer.start(PACE_MS)

    open_gathering()


if __name__ == "__main__":
    main()
