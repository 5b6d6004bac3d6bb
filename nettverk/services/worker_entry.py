"""The program's second entry: a process of its own for work that must not hold the windows up.

``nettverk --worker NAME`` is started by the program itself and is in nobody's help. It is an argument of the program,
not a module for ``python -m``, because one that is frozen into a single file has no interpreter to hand a module to.
"""

from __future__ import annotations

import sys
from enum import StrEnum
from pathlib import Path

WORKER = "--worker"

_HOME = Path(__file__).resolve().parents[2]
"""The folder that ``nettverk`` is imported from."""

_BOOT = "import sys; sys.path.insert(0, sys.argv.pop(1)); from nettverk.app import main; sys.exit(main())"


class Worker(StrEnum):
    """The kinds of work there are processes for."""

    SOLVER = "solver"


def command(worker: Worker) -> list[str]:
    """What to start: this same program, as a worker.

    The interpreter is started isolated (``-I``): it takes neither modules from the folder somebody happens to stand in
    nor what other programs have set in ``PYTHONHOME`` and ``PYTHONPATH``. So it is told where this program is.
    """
    if getattr(sys, "frozen", False):
        return [sys.executable, WORKER, worker]
    quiet = ["-B"] if sys.dont_write_bytecode else []
    return [sys.executable, "-I", *quiet, "-X", "utf8", "-c", _BOOT, str(_HOME), WORKER, worker]
