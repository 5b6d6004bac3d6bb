"""Presses on their way to the disk.

A press counts at once and is stored right after; the clock never waits for the disk. What cannot be stored (a full
disk, a file held by a virus scanner) counts all the same, and is tried again until it is stored.
"""

from __future__ import annotations

import json
from collections.abc import Callable
from datetime import UTC, datetime, timedelta

from PySide6.QtCore import QObject, Signal

from nettverk.domain.changes import Changes
from nettverk.domain.rooms import RoomKey
from nettverk.domain.rundown.events import TimedEvent, Unknown
from nettverk.domain.rundown.stored_events import stored_form
from nettverk.domain.typed import TypedPress
from nettverk.services import stage
from nettverk.services.database import Store
from nettverk.ui.common.autosave import Autosave
from nettverk.ui.common.workspace import Workspace

RETRY = timedelta(seconds=5)


class PressStore(QObject):
    """Stores presses in the order they were made, each with the gathering it belongs to.

    Signals:
        trouble: a sentence about something that could not be stored.
        mended: all that could not be stored is stored now.
    """

    trouble = Signal(str)
    mended = Signal()

    def __init__(self, workspace: Workspace, now: Callable[[], datetime], parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._workspace, self._lane, self._now = workspace, workspace.lane, now
        self._database = workspace.database
        self._ours: set[str] = set()
        # On their way, and those of them that failed and wait for another try.
        self._unstored: list[tuple[str, TimedEvent]] = []
        self._failed: list[tuple[str, TimedEvent]] = []
        self._troubled = False
        self._retry_at = now()

    def add(self, gathering: str, timed: TimedEvent) -> None:
        """A press that counts from now on; ``store`` sends it off."""
        self._unstored.append((gathering, timed))
        self._ours.add(timed.key)

    def unstored(self, gathering: str) -> list[TimedEvent]:
        """Presses of a gathering that are not on the disk yet, in order."""
        return [timed for other, timed in self._unstored if other == gathering]

    def is_ours(self, changes: Changes) -> bool:
        """Whether a change is a press from here that was stored, which is known here already."""
        return bool(changes.made) and changes.made in self._ours

    def store(self, gathering: str, timed: TimedEvent) -> None:
        """Send a press to the disk; the answer comes later, and the clock goes on."""
        self._lane.change(
            _storing(gathering, timed),
            lambda _changes: self._stored(timed),
            self,
            failed=lambda sentence: self._not_stored(gathering, timed, sentence),
        )

    def _stored(self, timed: TimedEvent) -> None:
        self._unstored = [(gathering, other) for gathering, other in self._unstored if other.key != timed.key]
        self._workspace.unsaved.let_go(timed.key, self._database)
        if self._troubled and not self._failed:
            self._troubled = False
            self.mended.emit()

    def _not_stored(self, gathering: str, timed: TimedEvent, sentence: str) -> None:
        # The first that fails sets the time; the others that fail meanwhile wait along with it.
        if not self._failed:
            self._retry_at = self._now() + RETRY
        self._failed.append((gathering, timed))
        self._workspace.unsaved.hold(timed.key, _as_typed(gathering, timed), self._database)
        self._troubled = True
        self.trouble.emit(sentence)

    def retry(self, now: datetime) -> None:
        """Try what failed once more, if it is time."""
        if self._failed and now >= self._retry_at:
            # Emptied first: what fails again comes back in here by itself.
            failed, self._failed = self._failed, []
            for gathering, timed in failed:
                self.store(gathering, timed)

    def close(self) -> None:
        """Try what failed once more; the stage is going, so what is wrong is said in the main window from now."""
        failed, self._failed = self._failed, []
        for gathering, timed in failed:
            self._workspace.unsaved.let_go(timed.key, self._database)
            Autosave.of(self._workspace, RoomKey.STAGE).store(timed.key, _as_typed(gathering, timed))


def _as_typed(gathering: str, timed: TimedEvent) -> TypedPress:
    event = timed.event
    assert not isinstance(event, Unknown), "only what was pressed here is stored from here"
    kind, data = stored_form(event)
    at = timed.at.astimezone(UTC).isoformat(timespec="milliseconds")
    return TypedPress(gathering, timed.key, at, kind, json.dumps(data, ensure_ascii=False))


def _storing(gathering: str, timed: TimedEvent) -> Callable[[Store], Changes]:
    event = timed.event
    assert not isinstance(event, Unknown), "only what was pressed here is stored from here"
    return lambda store: stage.press(store, gathering, event, at=timed.at, key=timed.key, step=timed.step)
