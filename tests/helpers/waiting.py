"""Waiting for what is to come, never for a time: a busy machine is given the time it takes, a quick one is not held up.

How long one waits at most only says when a test gives up. Nobody here uses ``time.sleep`` or a process's own
``timeout``: Python asks the system to wait until a moment on the steady clock, and where the wall clock is faked and
the steady one is not, libfaketime refuses that. What hangs is stopped by pytest's own time limit.
"""

from __future__ import annotations

import threading
import time
from collections.abc import Callable
from typing import TypeVar

from PySide6.QtCore import QCoreApplication

PATIENCE_S = 120.0

T = TypeVar("T")


def until(right: Callable[[], T], what: str = "", seconds: float = PATIENCE_S) -> T:
    """Wait until something is true, and return it; Qt's events of this process come through meanwhile."""
    end = time.monotonic() + seconds
    while not (found := right()):
        assert time.monotonic() < end, f"still not: {what}" if what else "it never came"
        if QCoreApplication.instance() is not None:
            QCoreApplication.processEvents()
        pause()
    return found


def pause(seconds: float = 0.005) -> None:
    """Let others get on; nothing may be concluded from how long it lasted."""
    threading.Event().wait(seconds)


def turns(count: int = 20) -> None:
    """Let Qt's events come through so many times: what could happen by itself now would have happened."""
    for _turn in range(count):
        QCoreApplication.sendPostedEvents()
        QCoreApplication.processEvents()
        pause(0.001)
