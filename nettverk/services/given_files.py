"""A file that somebody names: read whole, up to a size, whatever it turns out to be.

What is named may be a pipe nobody writes to, a device without end, a folder, or a stick that is gone.
"""

from __future__ import annotations

import os
import stat
import tempfile
from pathlib import Path
from typing import IO


def read(path: Path, most: int) -> bytes:
    """The first ``most`` bytes of a file and one more, by which one that is too large is known.

    A pipe that nobody writes to is empty. Without that, to open it would wait for ever.

    Raises:
        OSError: it cannot be read.
        ValueError: no file can have that name.
    """
    handle = os.open(path, os.O_RDONLY | getattr(os, "O_BINARY", 0) | getattr(os, "O_NONBLOCK", 0))
    with os.fdopen(handle, "rb") as file:
        if hasattr(os, "O_NONBLOCK"):
            os.set_blocking(handle, True)  # one that somebody does write to is waited for
        return file.read(most + 1)


def opened(path: Path, most: int) -> IO[bytes]:
    """A file that can be read from the start more than once; what comes out of a pipe is put aside first.

    It ends one byte after ``most``, by which one that is too large is known.

    Raises:
        OSError: it cannot be read.
        ValueError: no file can have that name.
    """
    handle = os.open(path, os.O_RDONLY | getattr(os, "O_BINARY", 0) | getattr(os, "O_NONBLOCK", 0))
    if stat.S_ISREG(os.fstat(handle).st_mode):
        return os.fdopen(handle, "rb")
    with os.fdopen(handle, "rb") as file:
        if hasattr(os, "O_NONBLOCK"):
            os.set_blocking(handle, True)
        aside = tempfile.TemporaryFile()  # noqa: SIM115
        left = most + 1
        try:
            while left > 0 and (data := file.read(min(left, 1 << 20))):
                aside.write(data)
                left -= len(data)
        except OSError:
            aside.close()
            raise
        return aside
