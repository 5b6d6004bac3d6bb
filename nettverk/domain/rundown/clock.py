"""A clock that does not lie: monotonic while the program runs, the wall clock where the monotonic one cannot know."""

from __future__ import annotations

import sys
import time
from collections.abc import Callable
from datetime import UTC, datetime, timedelta

# Smaller differences are the clock being steered gently (NTP); larger ones are a sleep or somebody setting it.
TOLERANCE = timedelta(seconds=2)


class SteadyClock:
    """Now in UTC, without jumps: sleep counts, setting the machine's clock does not.

    A clock set by hand or by the network shows up in ``take_shift``, so that the rundown can be moved along with it.

    Args:
        wall: the machine's clock, aware.
        monotonic: seconds that never go back.
        counts_sleep: whether ``monotonic`` goes on while the machine sleeps; if not, a jump ahead is taken for sleep.
    """

    def __init__(self, wall: Callable[[], datetime], monotonic: Callable[[], float], *, counts_sleep: bool) -> None:
        self._wall, self._monotonic, self._counts_sleep = wall, monotonic, counts_sleep
        self._anchor = wall() - timedelta(seconds=monotonic())
        self._shift = timedelta()

    def now(self) -> datetime:
        """The moment it is; on the wall clock's scale."""
        steady = self._anchor + timedelta(seconds=self._monotonic())
        drift = self._wall() - steady
        if abs(drift) <= TOLERANCE:
            return steady
        self._anchor += drift
        if drift < timedelta() or self._counts_sleep:
            self._shift += drift
        return steady + drift

    def take_shift(self) -> timedelta:
        """How much the machine's clock has been set since last asked; zero when it has not."""
        shift, self._shift = self._shift, timedelta()
        return shift


def system_clock() -> SteadyClock:
    """The clock of this machine, one that counts its sleep where there is one.

    Linux has CLOCK_BOOTTIME, Windows GetTickCount64; on macOS CLOCK_MONOTONIC goes on through sleep (its man page),
    while Python's own ``time.monotonic`` stands still.
    """
    if sys.platform == "win32":
        from ctypes import c_uint64, windll

        ticks = windll.kernel32.GetTickCount64
        ticks.restype = c_uint64
        return SteadyClock(lambda: datetime.now(UTC), lambda: ticks() / 1000, counts_sleep=True)
    counting = getattr(time, "CLOCK_BOOTTIME", time.CLOCK_MONOTONIC if sys.platform == "darwin" else None)
    if counting is not None:
        return SteadyClock(lambda: datetime.now(UTC), lambda: time.clock_gettime(counting), counts_sleep=True)
    return SteadyClock(lambda: datetime.now(UTC), time.monotonic, counts_sleep=False)
