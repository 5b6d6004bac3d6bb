"""How a second start finds the window that has the database open already: it rings, and the first comes forward.

The first window keeps a small file in the user's own data folder, named by the number that the disk gives the database
(so that a link to it is the same), and is told by the system when somebody writes in it. No socket, no waiting in
turns, nothing to do while nobody rings.
"""

from __future__ import annotations

import json
import os
import sys
import time
from collections.abc import Sequence
from contextlib import suppress
from pathlib import Path
from threading import Event

from nettverk.storage.places import data_folder

WAIT_S = 2.0
"""How long a window is given to answer; one that is busy for longer gets no second beside it either."""

_RING, _HERE = "ring", "here"


def hang(database: Path) -> Path | None:
    """Make the file to be rung by for a database that this process has opened; None where that cannot be done."""
    from nettverk.storage.whole_files import make_folder

    with suppress(OSError):
        bell = _bell(database)
        make_folder(bell.parent)
        handle = os.open(bell, os.O_WRONLY | os.O_CREAT | os.O_TRUNC, 0o600)
        with os.fdopen(handle, "w", encoding="ascii") as file:
            file.write(f"{os.getpid()}\n")
        return bell
    return None


def take_down(bell: Path) -> None:
    """Nobody can ring any more."""
    with suppress(OSError):
        bell.unlink()


def answer(bell: Path) -> tuple[Path, ...] | None:
    """Say that one is here, if somebody has rung: the files that are to be brought home; None where nobody had."""
    with suppress(OSError, UnicodeDecodeError, ValueError, TypeError):
        rung, _line, files = bell.read_text(encoding="ascii").strip().partition("\n")
        word, _space, who = rung.partition(" ")
        if word == _RING:
            bell.write_text(f"{_HERE} {who}\n", encoding="ascii")
            return tuple(Path(str(file)) for file in json.loads(files or "[]"))
    return None


def ring(database: Path, wait_s: float = WAIT_S, *, files: Sequence[Path] = ()) -> bool:
    """Ask the window that has a database open to come forward; whether one did.

    Args:
        files: to be brought home by that window.
    """
    with suppress(OSError, ValueError, UnicodeDecodeError):
        bell = _bell(database)
        if not bell.is_file():
            return False
        from nettverk.storage.lock import in_use

        if not in_use(database):  # whoever hung it was killed
            take_down(bell)
            return False
        first = bell.read_text(encoding="ascii").strip()
        _let_come_forward(first)
        me = f"{os.getpid()}-{time.monotonic_ns()}"
        named = json.dumps([str(file.absolute()) for file in files])
        bell.write_text(f"{_RING} {me}\n{named}\n", encoding="ascii")
        until = time.monotonic() + wait_s
        while time.monotonic() < until:
            Event().wait(0.02)
            if bell.read_text(encoding="ascii").strip() == f"{_HERE} {me}":
                return True
    return False


def _bell(database: Path) -> Path:
    found = database.stat()
    return data_folder() / "open" / f"{found.st_dev:x}-{found.st_ino:x}.bell"


def _let_come_forward(first: str) -> None:
    # Windows lets a program take the front only if the one that has it, which is the one just started, says so.
    if sys.platform == "win32" and first.isdecimal():
        import ctypes

        ctypes.windll.user32.AllowSetForegroundWindow(int(first))
