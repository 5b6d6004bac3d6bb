"""Keeps machine and screen awake while a gathering runs. Asking the system may take time, so a thread does it."""

from __future__ import annotations

import threading

from PySide6.QtGui import QGuiApplication

from nettverk.i18n import _


class KeepAwake:
    """Keeps the machine awake between ``begin`` and ``end``; if the system refuses, ``complaint`` says so once.

    Attributes:
        active: whether the system does it; None while it is not asked, or has not answered.
    """

    def __init__(self) -> None:
        self._stop: threading.Event | None = None
        self._thread: threading.Thread | None = None
        self._told = False
        self.active: bool | None = None

    def begin(self) -> None:
        """Stay awake from now until ``end``; nothing happens where it has begun already."""
        if self._thread is None:
            self._stop = threading.Event()
            self._thread = threading.Thread(target=self._hold, args=(self._stop,), name="nettverk-awake", daemon=True)
            self._thread.start()

    def end(self, *, wait: bool = True) -> None:
        """Let the machine sleep as usual again; without ``wait`` the thread is left to end by itself."""
        if self._stop is not None:
            self._stop.set()
        if self._thread is not None and wait:
            self._thread.join(2)
        self._stop = self._thread = None

    def follow(self, *, over: bool) -> None:
        """Stay awake as long as the day goes on, and let the machine sleep as usual once it is ``over``."""
        if over and self._thread is not None:
            self.end(wait=False)
        elif not over:
            self.begin()

    def complaint(self) -> str:
        """What to tell the facilitator the first time the system turns out not to stay awake; empty otherwise."""
        if self.active is not False or self._told or not real_screen():
            return ""
        self._told = True
        return _("Maskinen kan slå av skjermen av seg selv. Slå av hvile og skjermsparer i innstillingene.")

    def _hold(self, stop: threading.Event) -> None:
        from wakepy import keep

        try:
            # The system stays awake inside this block, so the thread waits in it until the day is over.
            with keep.presenting(on_fail="pass") as mode:
                if not stop.is_set():
                    self.active = bool(mode.active)
                stop.wait()
        except (OSError, RuntimeError, ValueError):  # The system's own tools are missing or broken.
            self.active = False
            stop.wait()
        if self._stop is None or self._stop is stop:
            self.active = None


def real_screen() -> bool:
    """Whether there is a screen that could go dark."""
    return QGuiApplication.platformName() not in {"offscreen", "minimal"}
