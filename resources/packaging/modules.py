"""Finds modules of a package in the archive, whose libraries and files lie beside it (``tree.PARTLY``).

Laid beside the packages as ``nettverk_modules``; to import it is enough.
"""

from __future__ import annotations

import sys
from collections.abc import Sequence
from importlib.machinery import ModuleSpec, PathFinder
from pathlib import Path
from types import ModuleType

ARCHIVE = Path(__file__).resolve().parent / "modules.zip"


class InArchive:
    """Asked when a module was not found where its package lies."""

    @staticmethod
    def find_spec(name: str, path: Sequence[str] | None = None, target: ModuleType | None = None) -> ModuleSpec | None:
        """Where a module of a package lies; nothing for what is no part of one, or is not there."""
        if path is None:
            return None
        folder = name.rpartition(".")[0].replace(".", "/")
        return PathFinder.find_spec(name, [f"{ARCHIVE}/{folder}"], target)


sys.meta_path.append(InArchive)  # type: ignore[arg-type]  # its methods are of the class, as those of Python's own
