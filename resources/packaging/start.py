"""The first module of a packaged program, laid beside the others as ``nettverk_start``."""

from __future__ import annotations

import os
import sys
from pathlib import Path

# The program then starts its workers as itself (services/worker_entry.py), with no interpreter to hand a module to.
if os.name == "nt":
    sys.frozen = True  # type: ignore[attr-defined]
    # A folder «data» beside the program makes it a portable one: everything lies there, as on a stick.
    beside = Path(__file__).resolve().parents[2] / "data"
    if beside.is_dir():
        os.environ.setdefault("NETTVERK_HOME", str(beside))
    import nettverk_modules  # type: ignore[import-not-found]  # noqa: F401  # what it is laid out as

    # A library that several packages need lies with one of them.
    os.add_dll_directory(str(Path(__file__).resolve().parent / "numpy.libs"))  # type: ignore[attr-defined]
    # Started by a double click there is no console, and what is printed has nowhere to go.
    for name in ("stdout", "stderr"):
        if getattr(sys, name) is None:
            setattr(sys, name, open(os.devnull, "w", encoding="utf-8"))  # noqa: PTH123, SIM115

from nettverk.app import main

if __name__ == "__main__":
    sys.exit(main())
