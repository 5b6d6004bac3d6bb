"""One writer at a time: an operating-system lock on a file beside the database, which names its holder."""

from __future__ import annotations

import os
import sys
from pathlib import Path
from typing import IO


class Held(Exception):
    """Somebody else holds the lock; the message is who, or empty where that cannot be read."""


class FileLock:
    """Held from ``take`` to ``release``; the system lets go when the process dies, however it dies.

    The first byte is what is locked (Windows hides locked bytes from readers); the holder's name follows it.
    """

    def __init__(self, path: Path) -> None:
        self.path = path
        self._file: IO[bytes] | None = None

    def take(self, holder: str) -> None:
        """Take the lock or raise Held with the holder's name.

        Raises:
            Held: it is taken.
            OSError: the folder cannot be written.
        """
        file = os.fdopen(os.open(self.path, os.O_RDWR | os.O_CREAT, 0o600), "r+b")
        try:
            _lock_first_byte(file)
        except OSError:
            file.seek(1)
            name = file.read(200).decode("utf-8", "replace").strip()
            file.close()
            raise Held(name) from None
        file.seek(0)
        file.truncate()
        file.write(b"\n" + holder.encode())
        file.flush()
        self._file = file

    def release(self) -> None:
        """Let go; harmless when not held."""
        if self._file is not None:
            self._file.close()
            self._file = None


def _lock_first_byte(file: IO[bytes]) -> None:
    file.seek(0)
    if sys.platform == "win32":
        import msvcrt

        msvcrt.locking(file.fileno(), msvcrt.LK_NBLCK, 1)
    else:
        import fcntl

        fcntl.flock(file.fileno(), fcntl.LOCK_EX | fcntl.LOCK_NB)
