"""The program's second entry: a process of its own for work that must not hold the windows up.

``nettverk --worker NAME`` is started by the program itself and is in nobody's help. It is an argument of the program,
not a module for ``python -m``, because one that is frozen into a single file has no interpreter to hand a module to.
"""

from __future__ import annotations

import subprocess
import sys
from enum import StrEnum
from pathlib import Path

WORKER = "--worker"

_HOME = Path(__file__).resolve().parents[2]
"""The folder that ``nettverk`` is imported from, or the archive."""

_BOOT = "import sys; sys.path.insert(0, sys.argv.pop(1)); from nettverk.app import main; sys.exit(main())"


class Worker(StrEnum):
    """The kinds of work there are processes for."""

    SOLVER = "solver"
    SLIDES = "slides"
    LOGO = "logo"


def command(worker: Worker) -> list[str]:
    """What to start: this same program, as a worker.

    The interpreter is started isolated (``-I``): it takes neither modules from the folder somebody happens to stand in
    nor what other programs have set in ``PYTHONHOME`` and ``PYTHONPATH``. So it is told where this program is.
    """
    if getattr(sys, "frozen", False):
        return [sys.executable, WORKER, worker]
    quiet = ["-B"] if sys.dont_write_bytecode else []
    return [sys.executable, "-I", *quiet, "-X", "utf8", "-c", _BOOT, str(_HOME), WORKER, worker]


def _folder() -> Path:
    if getattr(sys, "frozen", False):
        return Path(sys.executable).parent
    return _HOME if _HOME.is_dir() else _HOME.parent


def start(worker: Worker, *, stderr: int = subprocess.PIPE) -> subprocess.Popen[bytes]:
    """Start this program as a worker, with pipes to talk to it; it ends when its stdin does.

    It stands in the program's own folder: wherever somebody else stands, libraries may be waiting with the names of
    ours.

    Raises:
        OSError: it cannot be started.
    """
    return subprocess.Popen(
        command(worker),
        stdin=subprocess.PIPE,
        stdout=subprocess.PIPE,
        stderr=stderr,
        cwd=_folder(),
        # On Windows a console window would flash up otherwise.
        creationflags=getattr(subprocess, "CREATE_NO_WINDOW", 0),
    )
