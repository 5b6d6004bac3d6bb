"""What time it is: the one place where the program reads the machine's clocks.

Everybody else asks here, so that a test gives the whole program another day by putting two functions in place of
``_wall`` and ``_steady``. (What only measures how long a movement on the screen has lasted may ask the machine itself.)
"""

from __future__ import annotations

import sys
import time
from collections.abc import Callable
from datetime import UTC, date, datetime


def utc_now() -> datetime:
    """The moment it is by the wall clock; aware, in UTC."""
    return _wall()


def today() -> date:
    """The day it is where the machine stands."""
    return _wall().astimezone().date()


def steady() -> float:
    """Seconds from some moment in the past; they never go back, whatever the wall clock is set to."""
    return _steady()


def _wall() -> datetime:
    return datetime.now(UTC)


def _steady_clock() -> tuple[Callable[[], float], bool]:
    """The machine's steady clock, and whether it goes on while the machine sleeps.

    Linux has CLOCK_BOOTTIME, Windows GetTickCount64; on macOS CLOCK_MONOTONIC goes on through sleep (its man page),
    while Python's own ``time.monotonic`` stands still.
    """
    if sys.platform == "win32":
        from ctypes import c_uint64, windll

        ticks = windll.kernel32.GetTickCount64
        ticks.restype = c_uint64
        return lambda: ticks() / 1000, True
    counting = getattr(time, "CLOCK_BOOTTIME", time.CLOCK_MONOTONIC if sys.platform == "darwin" else None)
    if counting is not None:
        return lambda: time.clock_gettime(counting), True
    return time.monotonic, False


_steady, STEADY_COUNTS_SLEEP = _steady_clock()
