"""A clock that does not lie: monotonic while the program runs, the wall clock where the monotonic one cannot know."""

from __future__ import annotations

from collections.abc import Callable
from datetime import datetime, timedelta

from nettverk.domain.now import STEADY_COUNTS_SLEEP, steady, utc_now

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
        # The two clocks have come apart: from here the wall clock is believed again.
        self._anchor += drift
        # A monotonic clock that stops in sleep falls behind by as much, and that is time that really passed. Anything
        # else is a clock that somebody set, which the rundown has to be moved along with.
        if drift < timedelta() or self._counts_sleep:
            self._shift += drift
        return steady + drift

    def take_shift(self) -> timedelta:
        """How much the machine's clock has been set since last asked; zero when it has not."""
        shift, self._shift = self._shift, timedelta()
        return shift


def system_clock() -> SteadyClock:
    """The clock of this machine, one that counts its sleep where there is one."""
    return SteadyClock(utc_now, steady, counts_sleep=STEADY_COUNTS_SLEEP)
