"""How a second start finds the window that has the database open already: it rings, and the first comes forward.

The first window keeps a small file in the user's own data folder, named by the number that the disk gives the database
(so that a link to it is the same), and is told by the system when somebody writes in it. No socket, no waiting in
turns, nothing to do while nobody rings. What a job of the command line wants done is written there too, and what came
of it lies beside, in a file of the one who asked.
"""

from __future__ import annotations

import json
import os
import re
import sys
import time
from collections.abc import Mapping, Sequence
from contextlib import suppress
from dataclasses import dataclass, field
from pathlib import Path
from threading import Event
from typing import Any

from nettverk.domain.errors import Expected
from nettverk.i18n import _
from nettverk.storage.places import data_folder

WAIT_S = 2.0
"""How long a window is given to answer; one that is busy for longer gets no second beside it either."""
DONE_S = 900.0
"""How long what a window was asked to do may take, before whoever asked goes on without knowing."""

_RING, _HERE = "ring", "here"
_WHO = re.compile(r"\d+-\d+")


@dataclass(frozen=True, slots=True)
class Rung:
    """What somebody who rang wants.

    Attributes:
        who: whom an answer is for.
        files: to be brought home.
        job: what the window is to do, as JSON has it; empty where it is only to come forward.
    """

    who: str
    files: tuple[Path, ...] = ()
    job: Mapping[str, Any] = field(default_factory=dict)


def hang(database: Path) -> Path | None:
    """Make the file to be rung by for a database that this process has opened; None where that cannot be done."""
    from nettverk.storage.whole_files import make_folder

    with suppress(OSError):
        bell = _bell(database)
        make_folder(bell.parent)
        for left in bell.parent.glob(f"{bell.stem}.*.answer"):  # nobody has fetched it
            left.unlink(missing_ok=True)
        handle = os.open(bell, os.O_WRONLY | os.O_CREAT | os.O_TRUNC, 0o600)
        with os.fdopen(handle, "w", encoding="ascii") as file:
            file.write(f"{os.getpid()}\n")
        return bell
    return None


def take_down(bell: Path) -> None:
    """Nobody can ring any more."""
    with suppress(OSError):
        bell.unlink()


def answer(bell: Path) -> Rung | None:
    """Say that one is here, if somebody has rung, and what for; None where nobody had."""
    with suppress(OSError, UnicodeDecodeError, ValueError, TypeError, AttributeError):
        first, *lines = bell.read_text(encoding="ascii").strip().split("\n")
        word, _space, who = first.partition(" ")
        if word == _RING and _WHO.fullmatch(who):
            bell.write_text(f"{_HERE} {who}\n", encoding="ascii")
            files = json.loads(lines[0]) if lines else []
            job = json.loads(lines[1]) if len(lines) > 1 else {}
            return Rung(who, tuple(Path(str(file)) for file in files), dict(job))
    return None


def reply(bell: Path, who: str, told: Mapping[str, Any]) -> None:
    """Let the one who rang know what came of what the window was to do."""
    place = _answer_for(bell, who)
    beside = place.with_suffix(".part")
    with suppress(OSError):  # nobody waits for it any more
        handle = os.open(beside, os.O_WRONLY | os.O_CREAT | os.O_TRUNC, 0o600)
        with os.fdopen(handle, "w", encoding="ascii") as file:
            json.dump(told, file)
        beside.replace(place)  # whole at once, for whoever looks for it


def ring(database: Path, wait_s: float = WAIT_S, *, files: Sequence[Path] = ()) -> bool:
    """Ask the window that has a database open to come forward; whether one did.

    Args:
        files: to be brought home by that window.
    """
    return bool(_rung(database, wait_s, files, {}))


def ask(database: Path, job: Mapping[str, Any], wait_s: float = WAIT_S) -> Mapping[str, Any] | None:
    """Have the window that has a database open do something, and wait until it has; None where no window answers.

    Args:
        job: what it is to do, as JSON has it.

    Raises:
        Expected: the window went away before it was done, or is at it still after a quarter of an hour.
    """
    who = _rung(database, wait_s, (), job)
    if not who:
        return None
    from nettverk.storage.lock import in_use

    file = _answer_for(_bell(database), who)
    until = time.monotonic() + DONE_S
    while time.monotonic() < until:
        there = in_use(database)  # asked for first: what it said last is read even where it has gone since
        if file.is_file():
            with suppress(OSError, ValueError, TypeError):
                reply = dict(json.loads(file.read_bytes()))
                file.unlink(missing_ok=True)
                return reply
        if not there:
            break
        Event().wait(0.05)
    raise Expected(_("Vinduet som har fila åpen, sa ikke hvordan det gikk. Se etter i vinduet, og prøv igjen."))


def _rung(database: Path, wait_s: float, files: Sequence[Path], job: Mapping[str, Any]) -> str:
    """Ring, and wait for somebody to say that they are here; whom the answer is for, empty where nobody is."""
    with suppress(OSError, ValueError, UnicodeDecodeError):
        bell = _bell(database)
        if not bell.is_file():
            return ""
        from nettverk.storage.lock import in_use

        if not in_use(database):  # whoever hung it was killed
            take_down(bell)
            return ""
        first = bell.read_text(encoding="ascii").strip()
        if not job:
            _let_come_forward(first)
        me = f"{os.getpid()}-{time.monotonic_ns()}"
        named = json.dumps([str(file.absolute()) for file in files])
        bell.write_text(f"{_RING} {me}\n{named}\n{json.dumps(job)}\n", encoding="ascii")
        until = time.monotonic() + wait_s
        while time.monotonic() < until:
            Event().wait(0.02)
            if bell.read_text(encoding="ascii").strip() == f"{_HERE} {me}":
                return me
    return ""


def _bell(database: Path) -> Path:
    status = database.stat()
    return data_folder() / "open" / f"{status.st_dev:x}-{status.st_ino:x}.bell"


def _answer_for(bell: Path, who: str) -> Path:
    return bell.with_name(f"{bell.stem}.{who}.answer")


def _let_come_forward(first: str) -> None:
    # Windows lets a program take the front only if the one that has it, which is the one just started, says so.
    if sys.platform == "win32" and first.isdecimal():
        import ctypes

        ctypes.windll.user32.AllowSetForegroundWindow(int(first))
