"""Keeps machine and screen awake while a gathering runs. Asking the system may take time, so a thread does it."""

from __future__ import annotations

import threading


class Awake:
    """Awake between ``begin`` and ``end``; where the system will not, nothing happens."""

    def __init__(self) -> None:
        self._stop: threading.Event | None = None
        self._thread: threading.Thread | None = None
        self.active: bool | None = None

    def begin(self) -> None:
        """Stay awake from now."""
        if self._thread is None:
            self._stop = threading.Event()
            self._thread = threading.Thread(target=self._hold, args=(self._stop,), name="nettverk-awake", daemon=True)
            self._thread.start()

    def end(self) -> None:
        """Sleep as usual again."""
        if self._stop is not None:
            self._stop.set()
        if self._thread is not None:
            self._thread.join(2)
        self._stop = self._thread = None

    def _hold(self, stop: threading.Event) -> None:
        from wakepy import keep

        with keep.presenting(on_fail="pass") as mode:
            self.active = bool(mode.active)
            stop.wait()
        self.active = None
