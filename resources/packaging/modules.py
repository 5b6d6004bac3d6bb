"""Finds modules where a package has them: in the archive, or without a part of Python's own that was left out.

Laid beside the packages as ``nettverk_modules``; to import it is enough.
"""

from __future__ import annotations

import sys
from collections.abc import Sequence
from importlib.abc import Loader
from importlib.machinery import ModuleSpec, PathFinder
from pathlib import Path
from types import ModuleType

ARCHIVE = Path(__file__).resolve().parent / "modules.zip"
ASKS_FOR_TLS = "psycopg_binary.pq"


class InArchive:
    """Asked when a module was not found where its package lies (``tree.PARTLY``)."""

    @staticmethod
    def find_spec(name: str, path: Sequence[str] | None = None, target: ModuleType | None = None) -> ModuleSpec | None:
        """Where a module of a package lies; nothing for what is no part of one, or is not there."""
        if path is None:
            return None
        folder = name.rpartition(".")[0].replace(".", "/")
        return PathFinder.find_spec(name, [f"{ARCHIVE}/{folder}"], target)


class WithoutTls:
    """Asked before anybody else, for the one module that imports Python's ``ssl`` and uses nothing of it."""

    @staticmethod
    def find_spec(name: str, path: Sequence[str] | None = None, target: ModuleType | None = None) -> ModuleSpec | None:
        """The module as it is, with a loader that lends it an empty ``ssl``; nothing for every other."""
        if name != ASKS_FOR_TLS:
            return None
        spec = PathFinder.find_spec(name, path, target)
        if spec is not None and spec.loader is not None:
            spec.loader = _Lending(spec.loader)
        return spec


class _Lending(Loader):
    """Loads as another does.

    PostgreSQL's library has an OpenSSL of its own. That ``ssl`` is imported first is from the days when two users of
    one OpenSSL had to agree on locks.
    """

    def __init__(self, loader: Loader) -> None:
        self._loader = loader

    def create_module(self, spec: ModuleSpec) -> ModuleType | None:
        return self._loader.create_module(spec)

    def exec_module(self, module: ModuleType) -> None:
        import asyncio  # noqa: F401  # which looks for it once, and must find that there is none

        lent = ModuleType("ssl")
        there = sys.modules.setdefault("ssl", lent)
        try:
            self._loader.exec_module(module)
        finally:
            if there is lent:
                del sys.modules["ssl"]


sys.meta_path.insert(0, WithoutTls)  # type: ignore[arg-type]  # their methods are of the class, as those of Python's own
sys.meta_path.append(InArchive)  # type: ignore[arg-type]
