"""Every test's own time: a Friday morning in November 2026, whatever day, hour and time zone the machine has.

In the test process the clock stands still but for a millisecond at each look, so that what is done after something
else is later too. The real program in a process of its own (see ``program``) has a clock that goes, set to the same
morning by ``BEGAN``.
"""

from __future__ import annotations

import os
import time
from collections.abc import Mapping
from datetime import UTC, date, datetime, timedelta
from threading import Lock

NOW = datetime(2026, 11, 20, 8, 0, tzinfo=UTC)
TODAY = date(2026, 11, 20)
BEGAN = "NETTVERK_TESTS_BEGAN"
"""The environment variable that tells a started program where the steady clock stood on the tests' own morning."""

_LOOK = timedelta(milliseconds=1)


class TestClock:
    """Wall clock and steady clock in one, moved by the test's hand alone."""

    __test__ = False  # for pytest, which takes it for tests by its name

    def __init__(self) -> None:
        self._moment = NOW
        self._lock = Lock()

    def wall(self) -> datetime:
        """The moment it is; a millisecond after the last look."""
        with self._lock:
            self._moment += _LOOK
            return self._moment

    def steady(self) -> float:
        """Seconds that go with the wall clock."""
        return (self._moment - NOW).total_seconds()

    def forward(self, by: timedelta) -> None:
        """Let time pass."""
        with self._lock:
            self._moment += by

    def reset(self) -> None:
        """Back to the morning that every test begins on."""
        with self._lock:
            self._moment = NOW


class GoingClock:
    """The clock of programs in processes of their own: it goes, and it goes on from one start to the next.

    It is read from the machine's steady clock, which all processes have in common also where the wall clock is faked.
    """

    def __init__(self) -> None:
        self._began = float(os.environ[BEGAN])

    def __call__(self) -> datetime:
        """The moment it is."""
        return NOW + timedelta(seconds=time.monotonic() - self._began)

    def forward(self, by: timedelta) -> None:
        """Let time pass while no program runs; one that is started with ``environment`` afterwards is in it."""
        self._began -= by.total_seconds()

    def environment(self) -> Mapping[str, str]:
        """What to add to a program's environment so that it has this clock."""
        return {BEGAN: str(self._began)}


def begun_now() -> Mapping[str, str]:
    """What to add to the environment so that ``GoingClock`` begins at the tests' own morning now."""
    return {BEGAN: str(time.monotonic())}
