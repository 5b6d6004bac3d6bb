"""One writer at a time: an operating-system lock on a file beside the database, which names its holder."""

from __future__ import annotations

import os
import sys
from contextlib import suppress
from pathlib import Path
from typing import IO


class Held(Exception):
    """Somebody else holds the lock; the message is who, or empty where that cannot be read."""


class FileLock:
    """Held from ``take`` to ``release``; the system lets go when the process dies, however it dies.

    The first byte is what is locked (Windows hides locked bytes from readers); the holder's name follows it. The file
    goes away with the lock, so that nobody wonders what it is; one that a dead process left is simply taken over.
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
        file = self._locked()
        while not self._is_at_path(file):  # its last holder removed it after we had opened it: what we hold is nothing
            file.close()
            file = self._locked()
        file.seek(0)
        file.truncate()
        file.write(b"\n" + holder.encode())
        file.flush()
        self._file = file

    def _locked(self) -> IO[bytes]:
        """The file, opened and locked; Held where somebody else has it."""
        file = os.fdopen(os.open(self.path, os.O_RDWR | os.O_CREAT, 0o600), "r+b")
        try:
            _lock_first_byte(file)
        except OSError:
            file.seek(1)
            name = file.read(200).decode("utf-8", "replace").strip()
            file.close()
            raise Held(name) from None
        return file

    def _is_at_path(self, file: IO[bytes]) -> bool:
        if sys.platform == "win32":  # an open file cannot be removed there
            return True
        try:
            return os.path.samestat(os.fstat(file.fileno()), self.path.stat())
        except FileNotFoundError:
            return False

    def release(self) -> None:
        """Let go and leave nothing behind; harmless when not held."""
        if self._file is None:
            return
        # Elsewhere the file must go while it is ours: a moment later it may be somebody else's. On Windows it cannot
        # go before it is closed, and not at all when somebody else has opened it meanwhile.
        if sys.platform != "win32":
            self._remove(self._file)
        self._file.close()
        if sys.platform == "win32":
            with suppress(OSError):
                self.path.unlink()
        self._file = None

    def _remove(self, file: IO[bytes]) -> None:
        with suppress(OSError):
            if self._is_at_path(file):
                self.path.unlink()


def _lock_first_byte(file: IO[bytes]) -> None:
    file.seek(0)
    if sys.platform == "win32":
        import msvcrt

        msvcrt.locking(file.fileno(), msvcrt.LK_NBLCK, 1)
    else:
        import fcntl

        fcntl.flock(file.fileno(), fcntl.LOCK_EX | fcntl.LOCK_NB)
