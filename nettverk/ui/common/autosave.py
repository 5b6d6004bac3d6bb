"""Saving as one types: soon after a pause, never later than a moment while typing goes on, and at once when asked.

A thing that could not be stored (the disk is full) is kept and tried again; nothing typed is let go.
"""

from __future__ import annotations

from collections.abc import Callable, Hashable
from functools import partial
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, QTimer

from nettverk.domain.changes import Changes
from nettverk.ui.common.workspace import Workspace

if TYPE_CHECKING:
    from nettverk.services.database import Store

PAUSE_MS = 300
LATEST_MS = 450
AGAIN_MS = 3000

Job = Callable[["Store"], Changes]


class Autosave(QObject):
    """Holds what is typed and not yet stored, the newest job for each thing; ``workspace.typing`` tells of it."""

    def __init__(self, workspace: Workspace, parent: QObject) -> None:
        super().__init__(parent)
        self._workspace = workspace
        self._typed: dict[Hashable, Job] = {}
        self._sent: dict[Hashable, Job] = {}
        self._pause = self._timer(PAUSE_MS)
        self._latest = self._timer(LATEST_MS)
        self._again = self._timer(AGAIN_MS)
        workspace.closing.connect(self.flush)

    def _timer(self, ms: int) -> QTimer:
        timer = QTimer(self)
        timer.setSingleShot(True)
        timer.setInterval(ms)
        timer.timeout.connect(self.flush)
        return timer

    def note(self, thing: Hashable, job: Job) -> None:
        """Store this soon; a newer job for the same thing takes its place."""
        self._typed[thing] = job
        self._pause.start()
        if not self._latest.isActive():
            self._latest.start()
        self._workspace.typing.emit(True)

    def holds(self, thing: Hashable) -> bool:
        """Whether something for this thing is not stored yet."""
        return thing in self._typed or thing in self._sent

    def flush(self) -> None:
        """Hand everything typed to the database now."""
        for timer in (self._pause, self._latest, self._again):
            timer.stop()
        typed, self._typed = self._typed, {}
        for thing, job in typed.items():
            self._sent[thing] = job
            self._workspace.lane.change(
                job, partial(self._done, thing, job), self, failed=partial(self._failed, thing, job)
            )

    def _done(self, thing: Hashable, job: Job, _changes: Changes) -> None:
        if self._sent.get(thing) is job:
            del self._sent[thing]
        if not self._typed and not self._sent:
            self._workspace.typing.emit(False)

    def _failed(self, thing: Hashable, job: Job, sentence: str) -> None:
        if self._sent.get(thing) is job:
            del self._sent[thing]
        self._typed.setdefault(thing, job)
        self._workspace.say(sentence)
        self._again.start()
