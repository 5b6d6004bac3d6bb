"""Files that are whole or not there: written aside, brought to the disk, and only then put in place.

Everything the program writes for people (exports, papers, pictures, copies of the database) goes through here; above
this floor it is reached as ``services/whole_files.py``. What a killed run left aside is removed by the next that writes
in the same folder. Files can be read by their owner only, and so can folders that are made for them.
"""

from __future__ import annotations

import errno
import os
import stat
import sys
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from pathlib import Path

from nettverk.domain.now import utc_now
from nettverk.storage.byte_locks import Grip, grasp

PREFIX, SUFFIX = ".nettverk-", ".tmp"
"""A name of our own, not made from the file's: that may be as long as names can be."""

_OLD_S = 3600.0
"""Where nothing tells whether a writer lives, what has not been written in for so long was left behind."""


def write(path: Path, data: bytes, *, replace: bool = True) -> None:
    """Write a file whole; what was there is replaced once the new one is safely on the disk.

    Raises:
        FileExistsError: there is one, and ``replace`` is false.
        OSError: it cannot be written; what was there is as it was.
    """
    with aside(path, replace=replace) as beside:
        beside.write_bytes(data)


@contextmanager
def aside(path: Path, *, replace: bool = True) -> Iterator[Path]:
    """A path to write to, which takes the place of ``path`` when the block is over, or is gone if it fails.

    A link is followed, so that what it points at gets the new content. Something that is no file (``/dev/stdout``, a
    named pipe) is written to as it is: it cannot be replaced.

    Raises:
        FileExistsError: there is one, and ``replace`` is false.
        OSError: it cannot be written; what was there is as it was.
    """
    place = Path(os.path.realpath(path))
    if _is_no_file(place):
        yield place
        return
    make_folder(place.parent)
    sweep(place.parent)
    handle, beside = _begin(place.parent)
    try:
        yield beside
        os.fsync(handle)
        if sys.platform == "win32":  # an open file cannot be given another name there
            os.close(handle)
            handle = -1
        _put(beside, place, replace=replace)
        sync_folder(place.parent)
    except BaseException:
        if handle >= 0 and sys.platform == "win32":
            os.close(handle)
            handle = -1
        with suppress(OSError):
            beside.unlink()
        raise
    finally:
        if handle >= 0:
            os.close(handle)


@contextmanager
def scratch(folder: Path) -> Iterator[Path]:
    """An empty file of a name nobody has, in a folder; gone when the block is over, or when somebody sweeps there next.

    Raises:
        OSError: it cannot be made.
    """
    sweep(folder)
    handle, beside = _begin(folder)
    try:
        yield beside
    finally:
        os.close(handle)
        with suppress(OSError):
            beside.unlink()


def make_folder(folder: Path) -> None:
    """Make a folder and those above it that are not there, for their owner only; one that is there is left alone."""
    missing = []
    while not folder.exists():
        missing.append(folder)
        folder = folder.parent
    for each in reversed(missing):
        with suppress(FileExistsError):  # somebody else has made it meanwhile
            each.mkdir(mode=0o700)
    if not folder.is_dir():
        raise NotADirectoryError(errno.ENOTDIR, os.strerror(errno.ENOTDIR), str(folder))


def sweep(folder: Path) -> None:
    """Remove what writers that are dead have left in a folder; what somebody is writing now stays."""
    with suppress(OSError), os.scandir(folder) as entries:
        left = [Path(entry.path) for entry in entries if entry.name.startswith(PREFIX) and SUFFIX in entry.name]
        # A journal goes when the copy it belongs to has gone, and a folder is listed in no order.
        for path in sorted(left, key=lambda path: not path.name.endswith(SUFFIX)):
            with suppress(OSError):
                _remove_if_left(path)


def sync_folder(folder: Path) -> None:
    """Bring a folder's names to the disk; Windows does so by itself, and some network folders cannot be asked."""
    if sys.platform == "win32":
        return
    with suppress(OSError):
        handle = os.open(folder, os.O_RDONLY)
        try:
            os.fsync(handle)
        finally:
            os.close(handle)


def tighten(path: Path) -> None:
    """Let only its owner read a file. In a folder made for sharing (set-group-id) its group may still."""
    if sys.platform == "win32":  # there a user's folders are closed to others from the start
        return
    with suppress(OSError):  # somebody else's file, or a disk without owners
        status = path.stat()
        shared = bool(path.parent.stat().st_mode & stat.S_ISGID)
        kept = status.st_mode & (0o770 if shared else 0o700)
        if stat.S_ISREG(status.st_mode) and kept != stat.S_IMODE(status.st_mode):
            path.chmod(kept)


def _is_no_file(path: Path) -> bool:
    try:
        mode = path.stat().st_mode
    except OSError:
        return False
    if stat.S_ISDIR(mode):
        raise IsADirectoryError(errno.EISDIR, os.strerror(errno.EISDIR), str(path))
    return not stat.S_ISREG(mode)


def _begin(folder: Path) -> tuple[int, Path]:
    """A file of our own to write in, held so that nobody takes it for one that was left."""
    while True:
        handle, name = tempfile.mkstemp(prefix=PREFIX, suffix=SUFFIX, dir=folder)
        path = Path(name)
        # Between the two lines somebody may have swept it away, or be about to.
        if grasp(handle) is not Grip.TAKEN and _is_at(handle, path):
            return handle, path
        os.close(handle)


def _is_at(handle: int, path: Path) -> bool:
    try:
        return os.path.samestat(os.fstat(handle), path.stat())
    except FileNotFoundError:
        return False


def _put(beside: Path, place: Path, *, replace: bool) -> None:
    if replace:
        beside.replace(place)
        return
    if sys.platform == "win32":
        beside.rename(place)  # refused there when the name is taken
        return
    try:
        os.link(beside, place)  # the one way to take a name only if it is free
    except FileExistsError:
        raise
    except OSError:  # a disk without such links, as most sticks are
        if place.exists():
            raise FileExistsError(errno.EEXIST, os.strerror(errno.EEXIST), str(place)) from None
        beside.rename(place)
    else:
        beside.unlink()


def _remove_if_left(path: Path) -> None:
    if not path.name.endswith(SUFFIX):  # a journal of SQLite's beside a copy that was under way
        if not path.with_name(path.name[: path.name.index(SUFFIX) + len(SUFFIX)]).exists():
            path.unlink()
        return
    handle = os.open(path, os.O_RDWR | getattr(os, "O_NOFOLLOW", 0) | getattr(os, "O_NONBLOCK", 0))
    try:
        grip = grasp(handle)
        old = utc_now().timestamp() - os.fstat(handle).st_mtime > _OLD_S
        left = grip is Grip.OURS or (grip is Grip.UNKNOWN and old)
        if left and sys.platform != "win32":
            path.unlink()  # while it is ours: a moment later somebody could be writing in it
    finally:
        os.close(handle)
    if left and sys.platform == "win32":
        path.unlink()
