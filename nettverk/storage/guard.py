"""Watches over an open database file: that nobody else lays hands on it, and that its newest state lies elsewhere too.

A synchroniser may replace, remove or cut the file under our hands. Before each task on the lane a look at the file's
entry in its folder (some microseconds) tells. Where the file was replaced or removed, the open connection still has
everything, on systems where an open file lives on without a name. Where it was written over in place it has not; so
after each change the pages that differ are copied to a file in the user's own data folder.
"""

from __future__ import annotations

import hashlib
import os
import sqlite3
import struct
from contextlib import closing, suppress
from dataclasses import dataclass
from pathlib import Path
from threading import Event

from nettverk.domain.parting import Verdict
from nettverk.storage import engine
from nettverk.storage.places import data_folder

MAGIC = b"SQLite format 3\0"
_CHUNK = 256 * 1024
_AT_ONCE_BYTES = 16 * 1024 * 1024
_AWHILE_S = 1.0
_RENAME_S = 0.3
"""A synchroniser that removes a file and puts another there does both well within this."""


@dataclass(frozen=True, slots=True)
class Sight:
    """How a file looks from outside: which one it is, and when it was last written in."""

    device: int
    number: int
    size: int
    changed_ns: int

    @classmethod
    def of(cls, path: Path) -> Sight:
        """The file at a path now.

        Raises:
            OSError: there is none, or the folder does not answer.
        """
        status = path.stat()
        return cls(status.st_dev, status.st_ino, status.st_size, status.st_mtime_ns)

    def is_same_file(self, other: Sight) -> bool:
        """Whether it is the same file, whatever is written in it."""
        return (self.device, self.number) == (other.device, other.number)


def safety_path(path: Path) -> Path:
    """Where the safety copy of a database lies."""
    key = hashlib.sha256(os.path.realpath(path).encode("utf-8", "surrogateescape")).hexdigest()[:12]
    return data_folder() / "trygg" / f"{key}.db"


class Guard:
    """One open file; used from the thread that has the connection, between transactions.

    Attributes:
        path: the file, links followed.
        typed: what was typed and stored after the newest safety copy.
        safe: whether the safety copy is whole, but for ``typed``.
    """

    def __init__(self, path: Path, connection: sqlite3.Connection) -> None:
        self.path = Path(os.path.realpath(path))
        self.typed: list[object] = []
        self.safe = False
        self._connection = connection
        # Kept open as long as the connection: to close any handle of a file makes the process lose SQLite's own locks.
        self._handle = os.open(self.path, os.O_RDONLY | getattr(os, "O_BINARY", 0))
        self._sight = Sight.of(self.path)
        self._counter = self._change_counter()
        self._changes = self._copied_changes = -1
        self._version = int(connection.execute("PRAGMA data_version").fetchone()[0])
        self._copy = safety_path(path)

    def close(self) -> None:
        """Let go of the file; only after the connection is closed."""
        os.close(self._handle)

    def forget_copy(self) -> None:
        """All is well and the file is closed: no second copy of people's names is left behind."""
        for path in (self._copy, self._copy.with_suffix(".arbeid")):
            with suppress(OSError):
                path.unlink()

    # --- looking ---

    def look(self) -> Verdict | None:
        """What somebody else has done to the file; None where it is as we left it."""
        verdict = self._look()
        if verdict is Verdict.MISSING:
            Event().wait(_RENAME_S)  # on the database's own thread: nobody but the next task waits
            verdict = self._look()
        return verdict

    def _look(self) -> Verdict | None:
        try:
            now = Sight.of(self.path)
        except (FileNotFoundError, NotADirectoryError):
            return Verdict.MISSING
        except PermissionError:
            return None  # a folder that was closed to us says nothing about the file
        except OSError:
            return Verdict.AWAY
        if now == self._sight:
            return None
        if not now.is_same_file(self._sight):
            return Verdict.REPLACED
        if self._is_ours(now):
            self._sight = now
            return None
        return Verdict.ALTERED

    def _is_ours(self, now: Sight) -> bool:
        """Whether what was written is our own doing, or only the time of the last writing was set."""
        try:
            counter = self._change_counter()
            if self._has_foreign_commit() or not self._is_whole(now.size):
                return False
        except (OSError, sqlite3.Error, struct.error):
            return False
        if counter != self._counter:  # our own connection wrote, in a way that counts no rows, as VACUUM does
            self._counter, self._changes, self._copied_changes = counter, -1, -2
            return True
        # Else only the time was set, as a network's own clock may do after us, or there is rubbish among the pages.
        return self._same_as_copy(now.size) if self.safe and not self.stale else self._reads_well()

    def _reads_well(self) -> bool:
        """Whether somebody who has read nothing of it yet finds a sound database there."""
        with closing(engine.connect(self.path, mode="ro")) as fresh:
            return bool(fresh.execute("PRAGMA quick_check(1)").fetchone()[0] == "ok")

    def _has_foreign_commit(self) -> bool:
        version = int(self._connection.execute("PRAGMA data_version").fetchone()[0])
        known, self._version = self._version, version
        return version != known

    def _is_whole(self, size: int) -> bool:
        """Whether the header is one and speaks of as many pages as there are."""
        head = self._head()
        if head[:16] != MAGIC:
            return False
        page = struct.unpack(">H", head[16:18])[0]
        page = 65536 if page == 1 else page
        pages = struct.unpack(">I", head[28:32])[0]
        return bool(pages * page == size)

    def _head(self) -> bytes:
        os.lseek(self._handle, 0, os.SEEK_SET)
        return os.read(self._handle, 100)

    def _change_counter(self) -> int:
        head = self._head()
        return int(struct.unpack(">I", head[24:28])[0]) if len(head) >= 28 else -1

    def remember(self) -> None:
        """What is there now is what we have written; after each task that may have changed rows."""
        changes = self._connection.total_changes
        if changes == self._changes and self._changes >= 0:
            return
        with suppress(OSError, sqlite3.Error, struct.error):
            now = Sight.of(self.path)
            if now.is_same_file(self._sight):
                self._sight, self._counter = now, self._change_counter()
                self._has_foreign_commit()
        self._changes = changes

    # --- the safety copy ---

    @property
    def stale(self) -> bool:
        """Whether something was stored after the newest safety copy."""
        return self._connection.total_changes != self._copied_changes

    @property
    def patience_s(self) -> float:
        """How long the lane should be quiet before the copy is brought up to date."""
        return 0.0 if self._sight.size <= _AT_ONCE_BYTES else _AWHILE_S

    def copy(self) -> None:
        """Bring the safety copy up to date; where that fails there is none until it succeeds."""
        self.safe = False
        try:
            _copy_differences(self._handle, self._copy)
            if Sight.of(self.path) != self._sight:
                return  # somebody wrote meanwhile; the next look says who
        except OSError:
            return
        finally:
            self._copied_changes = self._connection.total_changes  # tried: not again before the next change
        self.safe = True
        self.typed.clear()

    def _same_as_copy(self, size: int) -> bool:
        with self._copy.open("rb") as copy:
            if os.fstat(copy.fileno()).st_size != size:
                return False
            os.lseek(self._handle, 0, os.SEEK_SET)
            while True:
                here = os.read(self._handle, _CHUNK)
                if here != copy.read(_CHUNK):
                    return False
                if not here:
                    return True

    @property
    def copy_path(self) -> Path | None:
        """The safety copy, where there is a whole one."""
        return self._copy if self.safe else None


def _copy_differences(handle: int, target: Path) -> None:
    """Make a file equal to an open one, writing only what differs: a keystroke touches a few pages."""
    target.parent.mkdir(parents=True, exist_ok=True, mode=0o700)
    # Under another name while it is neither the old nor the new: who finds it under its own has a whole one.
    beside = target.with_suffix(".arbeid")
    with suppress(FileNotFoundError):
        target.replace(beside)
    copy = os.open(beside, os.O_RDWR | os.O_CREAT | getattr(os, "O_BINARY", 0), 0o600)
    try:
        os.lseek(handle, 0, os.SEEK_SET)
        place = 0
        while True:
            here = os.read(handle, _CHUNK)
            os.lseek(copy, place, os.SEEK_SET)
            if os.read(copy, len(here)) != here:
                os.lseek(copy, place, os.SEEK_SET)
                os.write(copy, here)
            place += len(here)
            if len(here) < _CHUNK:
                break
        os.ftruncate(copy, place)
    finally:
        os.close(copy)
    beside.replace(target)
