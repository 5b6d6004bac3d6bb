"""A lock on one far byte of an open file: bound to the file itself, whatever name it is reached by.

SQLite locks bytes of a database too, and forgets all its locks when the process closes any other handle of the file.
What is used here is not touched by that, and does not touch SQLite: the byte lies in the page that SQLite never uses,
because its own locks are there (https://sqlite.org/fileformat2.html#the_lock_byte_page), and past those locks. The lock
belongs to the handle it was taken with, and the system lets go of it when the process dies, however it dies.
"""

from __future__ import annotations

import errno
import os
import struct
import sys
from enum import Enum, auto

LOCK_BYTE = 0x4000_0000 + 1024
"""SQLite's locks begin at 0x40000000 and are 512 bytes; a database with pages of 2 kB or more has nothing here."""

_TAKEN = frozenset({errno.EACCES, errno.EAGAIN, errno.EDEADLK})


class Grip(Enum):
    """What came of reaching for the byte."""

    OURS = auto()
    TAKEN = auto()
    UNKNOWN = auto()  # the system, or the disk, has no such locks


def grasp(handle: int) -> Grip:
    """Reach for the byte of a file that is open for writing; what is got is kept until the handle is closed."""
    try:
        return _grasp(handle)
    except OSError as fault:
        return Grip.TAKEN if fault.errno in _TAKEN else Grip.UNKNOWN


def held(handle: int) -> bool:
    """Whether somebody has the byte; where the system can say so without it being taken for a moment, it is not."""
    try:
        return _held(handle)
    except OSError:
        return False


if sys.platform == "win32":

    def _held(handle: int) -> bool:
        return grasp(handle) is Grip.TAKEN

    def _grasp(handle: int) -> Grip:
        import msvcrt

        os.lseek(handle, LOCK_BYTE, os.SEEK_SET)
        try:
            msvcrt.locking(handle, msvcrt.LK_NBLCK, 1)
        finally:
            os.lseek(handle, 0, os.SEEK_SET)
        return Grip.OURS

else:
    import fcntl

    _FLOCK = "hhqqi4x"
    """struct flock: type, whence, start, length, process (0 for locks of this kind)."""

    def _held(handle: int) -> bool:
        command = getattr(fcntl, "F_OFD_GETLK", None)
        if command is None or struct.calcsize("l") < 8:
            return False
        asked = struct.pack(_FLOCK, fcntl.F_WRLCK, os.SEEK_SET, LOCK_BYTE, 1, 0)
        answer: bytes = fcntl.fcntl(handle, command, asked)
        return bool(struct.unpack(_FLOCK, answer)[0] != fcntl.F_UNLCK)

    def _grasp(handle: int) -> Grip:
        command = getattr(fcntl, "F_OFD_SETLK", None)
        if command is None or struct.calcsize("l") < 8:  # a Mac, or a machine of 32 bits
            return Grip.UNKNOWN
        fcntl.fcntl(handle, command, struct.pack(_FLOCK, fcntl.F_WRLCK, os.SEEK_SET, LOCK_BYTE, 1, 0))
        return Grip.OURS
