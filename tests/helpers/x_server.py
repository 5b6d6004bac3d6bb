"""An X server of the test's own, without a screen that anybody sees."""

from __future__ import annotations

import os
import subprocess
from collections.abc import Iterator
from contextlib import contextmanager


def started(size: str) -> tuple[subprocess.Popen[bytes], str]:
    """Start one on a display that nobody has; the process and the display, «:7».

    Args:
        size: pixels, «1400x900».
    """
    read, write = os.pipe()
    server = subprocess.Popen(
        ["Xvfb", "-displayfd", str(write), "-screen", "0", f"{size}x24", "-nolisten", "tcp", "-noreset"],
        pass_fds=[write],
        stdout=subprocess.DEVNULL,
        stderr=subprocess.DEVNULL,
    )
    os.close(write)
    with os.fdopen(read) as file:
        return server, f":{file.readline().strip()}"


@contextmanager
def display(size: str) -> Iterator[str]:
    """The same, gone when it is left."""
    server, name = started(size)
    try:
        yield name
    finally:
        server.terminate()
        server.wait()
