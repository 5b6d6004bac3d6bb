"""One writer at a time: locks that the system lets go of when the process dies, however it dies."""

from __future__ import annotations

import errno
import os
import sys
from contextlib import suppress
from pathlib import Path
from typing import IO

from nettverk.domain.errors import Expected
from nettverk.storage.byte_locks import Grip, grasp, held
from nettverk.storage.faults import only_readable
from nettverk.storage.places import data_folder
from nettverk.storage.whole_files import make_folder

_TAKEN = frozenset({errno.EACCES, errno.EAGAIN, errno.EWOULDBLOCK, errno.EDEADLK, getattr(errno, "EDEADLOCK", -1)})


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
        self._file = file
        # On a full disk there is no room for the name, and still somebody who wants to see what is in the database.
        with suppress(OSError):
            os.ftruncate(file.fileno(), 0)
            os.lseek(file.fileno(), 0, os.SEEK_SET)
            os.write(file.fileno(), b"\n" + holder.encode("utf-8", "replace"))

    def _locked(self) -> IO[bytes]:
        """The file, opened and locked; Held where somebody else has it."""
        file = os.fdopen(os.open(self.path, os.O_RDWR | os.O_CREAT, 0o600), "r+b", buffering=0)
        try:
            _lock_first_byte(file)
        except OSError as fault:
            if fault.errno not in _TAKEN:  # a network folder without locks: nobody can be kept out there
                return file
            file.seek(1)
            name = (file.read(200) or b"").decode("utf-8", "replace").strip()
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


class DatabaseLock:
    """Keeps every second writer from a database, whatever name he comes by.

    There are two locks. The one beside the file (``n.db.lock``) holds before there is a file, across machines, and says
    who has it. The one on the file itself holds also for a hard link, a file that was renamed, and when somebody has
    removed the first. Where a system has no such lock, a file in the user's own data folder, named by the number that
    the disk gives the file, does for the programs of that user.
    """

    def __init__(self, path: Path) -> None:
        self._path = path
        self._beside = FileLock(path.with_name(f"{path.name}.lock"))
        self._by_number: FileLock | None = None
        self._handle = -1

    def take(self, holder: str) -> None:
        """Take the lock or raise Held with the holder's name; nothing is left behind where it cannot be had.

        Raises:
            Held: it is taken.
            Expected: the file may only be read.
            OSError: the folder cannot be written.
        """
        self._beside.take(holder)
        try:
            self.bind(holder)
        except BaseException:
            self.release()
            raise

    def bind(self, holder: str) -> None:
        """Hold the file itself too, if it is there by now.

        Raises:
            Held: it is taken.
            OSError: the file cannot be written.
        """
        if self._handle >= 0:
            return
        try:
            handle = os.open(self._path, os.O_RDWR)
        except FileNotFoundError:
            return
        except PermissionError as fault:
            raise Expected(only_readable(self._path.name), code=2) from fault
        grip = grasp(handle)
        if grip is not Grip.OURS:
            status = os.fstat(handle)
            os.close(handle)
            if grip is Grip.TAKEN:
                raise Held
            self._bind_by_number(status, holder)
            return
        # Kept open until SQLite has closed: closing any handle of a file makes the process lose SQLite's own locks.
        self._handle = handle

    def _bind_by_number(self, found: os.stat_result, holder: str) -> None:
        lock = FileLock(_by_number(found))
        with suppress(OSError):
            make_folder(lock.path.parent)
            lock.take(holder)
            self._by_number = lock

    def unbind(self) -> None:
        """Let go of the file itself, which is about to make way: Windows gives the place of no file that is held.

        The lock beside it goes on keeping others out; ``bind`` holds what stands there afterwards.
        """
        if self._handle >= 0:
            os.close(self._handle)
            self._handle = -1

    def release(self) -> None:
        """Let go and leave nothing behind; harmless when not held."""
        self.unbind()
        if self._by_number is not None:
            self._by_number.release()
            self._by_number = None
        self._beside.release()


def in_use(path: Path) -> bool:
    """Whether a program has the database open, by whatever name; False where that cannot be known."""
    try:
        handle = os.open(path, os.O_RDWR | getattr(os, "O_NONBLOCK", 0))
    except OSError:
        return False
    try:
        if held(handle):
            return True
        status = os.fstat(handle)
    finally:
        os.close(handle)
    return _number_in_use(status)


def _number_in_use(found: os.stat_result) -> bool:
    lock = FileLock(_by_number(found))
    if not lock.path.exists():
        return False
    try:
        lock.take("")
    except Held:
        return True
    except OSError:
        return False
    lock.release()
    return False


def _by_number(found: os.stat_result) -> Path:
    return data_folder() / "open" / f"{found.st_dev:x}-{found.st_ino:x}.lock"


def _lock_first_byte(file: IO[bytes]) -> None:
    file.seek(0)
    if sys.platform == "win32":
        import msvcrt

        msvcrt.locking(file.fileno(), msvcrt.LK_NBLCK, 1)
    else:
        import fcntl

        fcntl.flock(file.fileno(), fcntl.LOCK_EX | fcntl.LOCK_NB)
