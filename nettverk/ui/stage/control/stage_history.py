"""One undo and one redo for the stage: the clock, the wall and what is stored from its panels, in one order."""

from __future__ import annotations

from collections.abc import Callable

from PySide6.QtCore import QObject

from nettverk.domain.changes import Changes, Undoable
from nettverk.domain.rundown.history import Step, history
from nettverk.i18n import _
from nettverk.services import stage
from nettverk.services.database import Store
from nettverk.ui.common.autosave import Autosave
from nettverk.ui.common.lane import Lane
from nettverk.ui.stage.control.rundown_session import RundownSession


class StageHistory(QObject):
    """Remembers what was stored from the stage between which presses, and takes back whatever was last.

    Args:
        typed: what is typed and ticked on the stage, and stored as everything that is typed.
    """

    def __init__(
        self, lane: Lane, session: RundownSession, typed: Autosave | None = None, parent: QObject | None = None
    ) -> None:
        super().__init__(parent)
        self._lane, self._session = lane, session
        # The lane tells whoever asked first, then of the change, then of the step: so a step is known to be ours.
        self._asked = self._mine = False
        # What was stored here: the press it came after, and the database's step as it then was.
        self._stored: list[tuple[str, str, int]] = []
        self._taken_back: list[tuple[str, str, int]] = []
        lane.changed.connect(self._changed)
        lane.undoable.connect(self._stepped)
        if typed is not None:
            typed.kept.connect(self.own)
        session.opened.connect(self._forget)

    def change(self, job: Callable[[Store], Changes], then: Callable[[Changes], None] | None = None) -> None:
        """Store something that belongs to what is done on the stage."""

        def stored(changes: Changes) -> None:
            self.own(changes)
            if then is not None:
                then(changes)

        self._lane.change(job, stored, self)

    def own(self, changes: Changes) -> None:
        """What was stored just now was done on the stage; told before the lane tells of the change itself."""
        self._asked = bool(changes.tables)

    def _changed(self, _changes: Changes) -> None:
        self._mine, self._asked = self._asked, False

    def _stepped(self, state: Undoable) -> None:
        if self._mine and state.undo:
            self._stored.append((self._top(), state.undo, state.counts[0]))
            self._taken_back.clear()
        self._mine = False

    def _forget(self) -> None:
        self._stored, self._taken_back = [], []

    def _top(self) -> str:
        step = history(self._session.events).undo
        return step.keys[-1] if step else ""

    # --- travelling ---

    def undo(self) -> str:
        """Take back what was done last; returns what it is called, empty where there is nothing."""
        steps = self._lane.steps
        if self._stored and self._stored[-1] == (self._top(), steps.undo, steps.counts[0]):
            self._taken_back.append(self._stored.pop())
            self._lane.undo()
            return self._taken_back[-1][1]
        return self._travel(history(self._session.events).undo)

    def redo(self) -> str:
        """Do again what was taken back last; returns what it is called, empty where there is nothing."""
        step = history(self._session.events).redo
        if self._taken_back and self._taken_back[-1][0] == self._top() and self._lane.steps.redo:
            self._stored.append(self._taken_back.pop())
            self._lane.redo()
            return self._stored[-1][1]
        return self._travel(step)

    def _travel(self, step: Step | None) -> str:
        if step is None:
            return ""
        self._session.take_back(*step.keys)
        names = (stage.event_name(event) for event in step.events)
        return next((name for name in names if name), _("Bilde"))
