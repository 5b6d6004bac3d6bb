"""Saving as one types: soon after a pause, never later than a moment while typing goes on, and at once when asked.

What the world stops (the disk is full, the file is locked) is kept and tried again, so nothing that was typed is let
go. What the service refuses, since it cannot be used, would be refused again; whoever typed it hears of that once.
"""

from __future__ import annotations

from collections.abc import Callable, Hashable
from dataclasses import dataclass
from functools import partial
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, QTimer

from nettverk.domain.changes import Changes
from nettverk.domain.errors import BadInput
from nettverk.ui.common.workspace import Workspace

if TYPE_CHECKING:
    from nettverk.services.database import Store

PAUSE_MS = 300
LATEST_MS = 450
AGAIN_MS = 3000

Job = Callable[["Store"], Changes]
Refused = Callable[[str], None]


@dataclass(slots=True, eq=False)
class _Attempt:
    """One thing on its way to the database.

    Attributes:
        refused: hears why it cannot be used.
        bad_input: set on the lane's thread when the service refused it, and read here once the lane has answered.
    """

    job: Job
    refused: Refused | None = None
    bad_input: bool = False

    def run(self, store: Store) -> Changes:
        try:
            return self.job(store)
        except BadInput:
            self.bad_input = True
            raise


class Autosave(QObject):
    """Holds what is typed and not yet stored, the newest job for each thing; ``workspace.typing`` tells of it."""

    def __init__(self, workspace: Workspace, parent: QObject) -> None:
        super().__init__(parent)
        self._workspace = workspace
        self._typed: dict[Hashable, _Attempt] = {}
        self._sent: dict[Hashable, _Attempt] = {}
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
        self._typed[thing] = _Attempt(job)
        # The pause begins anew with each letter; the other timer does not, so that nobody can type past it.
        self._pause.start()
        if not self._latest.isActive():
            self._latest.start()
        self._workspace.typing.emit(True)

    def store(self, thing: Hashable, job: Job, refused: Refused | None = None) -> None:
        """Store this at once, for a form that has waited for a pause itself.

        Args:
            refused: gets a sentence when what was typed cannot be used; it is then let go.
        """
        self._typed.pop(thing, None)
        self._send(thing, _Attempt(job, refused))

    def holds(self, thing: Hashable) -> bool:
        """Whether something for this thing is not stored yet."""
        return thing in self._typed or thing in self._sent

    def flush(self) -> None:
        """Hand everything typed to the database now."""
        for timer in (self._pause, self._latest, self._again):
            timer.stop()
        typed, self._typed = self._typed, {}
        for thing, attempt in typed.items():
            self._send(thing, attempt)

    def _send(self, thing: Hashable, attempt: _Attempt) -> None:
        self._sent[thing] = attempt
        lane, done = self._workspace.lane, partial(self._done, thing, attempt)
        lane.change(attempt.run, done, self, failed=partial(self._failed, thing, attempt))

    def _done(self, thing: Hashable, attempt: _Attempt, _changes: Changes) -> None:
        # A newer text for the same thing may have been sent meanwhile; then that one is still on its way.
        if self._sent.get(thing) is attempt:
            del self._sent[thing]
        if not self._typed and not self._sent:
            self._workspace.typing.emit(False)

    def _failed(self, thing: Hashable, attempt: _Attempt, sentence: str) -> None:
        if self._sent.get(thing) is attempt:
            del self._sent[thing]
        if attempt.bad_input and attempt.refused is not None:
            attempt.refused(sentence)
            return
        self._typed.setdefault(thing, attempt)
        self._workspace.typing.emit(True)
        self._workspace.say(sentence)
        self._again.start()
