"""The stage that is opened from the room: the presenter's window and the wall, until somebody closes them on purpose.

A stage that nobody closed comes back by itself: after a fall of the program, and in another language.
"""

from __future__ import annotations

from dataclasses import replace

from PySide6.QtCore import QObject, QTimer, Signal
from PySide6.QtGui import QGuiApplication
from PySide6.QtWidgets import QWidget

from nettverk.domain.now import utc_now
from nettverk.domain.plan import Gathering
from nettverk.domain.rooms import RoomKey
from nettverk.domain.wall_reference import parse
from nettverk.i18n import _
from nettverk.ui.common.arrivals import ResumeStage
from nettverk.ui.common.workspace import Workspace
from nettverk.ui.stage.control.resume import STABLE_AFTER_MS, Bookmark, BookmarkedStage
from nettverk.ui.stage.control.run_controller import RunController

SESSION_ENDS_MS = 60_000
"""A machine that is still running after this long has not been shut down after all."""


class LiveStage(QObject):
    """Opens the stage, remembers that it is open, and brings it back if it was not closed on purpose.

    Attributes:
        controller: of the stage that is open; None where none is.

    Signals:
        opening: the stage is about to open, and needs the screens for itself.
        closed: it is down.
    """

    opening = Signal()
    closed = Signal()

    def __init__(self, workspace: Workspace, room: QWidget) -> None:
        super().__init__(room)
        self._workspace, self._room = workspace, room
        self.controller: RunController | None = None
        self._opened: BookmarkedStage | None = None
        self._not_on_purpose = False
        workspace.language_changed.connect(self.speak_anew)
        app = QGuiApplication.instance()
        assert isinstance(app, QGuiApplication)
        app.commitDataRequest.connect(self.machine_ends)

    # --- opening ---

    def open(self) -> None:
        """Open the presenter and the wall for the current gathering, because somebody asked for it."""
        self._stands()
        self._open(shown=True)

    def show_wall(self, ref: str) -> None:
        """Put a wall up by the stored form of its reference, once the day is read; nothing without a stage."""
        wall, controller = parse(ref), self.controller
        if wall is None or controller is None:
            return
        session = controller.session
        if session.rundown is not None:
            controller.wall_commands.show(wall)
            return

        def loaded() -> None:
            session.loaded.disconnect(loaded)
            controller.wall_commands.show(wall)

        session.loaded.connect(loaded)

    def resume(self, *, fell: bool) -> None:
        """Open the stage as it was left, if nobody closed it; the facilitator should not have to find a key just then.

        Args:
            fell: the program was interrupted, and says so.
        """
        left, gathering = self._bookmark().read(), self._workspace.gathering
        if left is None or gathering is None or gathering.id != left.gathering_id:
            return
        self._open(shown=left.shown)
        if left.speaker and self.controller is not None and self.controller.speaker.window is None:
            self.controller.speaker.toggle()
        # The slot is not the bookmark's own method: nobody would hold the bookmark until the timer fires.
        QTimer.singleShot(STABLE_AFTER_MS, self, self._stands)
        if fell and self.controller is not None and self.controller.presenter is not None:
            sentence = _("Programmet ble avbrutt. Alt er som det var, og klokka har gått hele tida.")
            self.controller.presenter.say(sentence)

    def _open(self, *, shown: bool) -> None:
        gathering = self._workspace.gathering
        if self._is_taken(gathering) or gathering is None:
            return
        self.opening.emit()
        if self.controller is None:
            self.controller = RunController(self._workspace, self)
            self.controller.displays.wanted = shown
            self.controller.closed.connect(self._closed)
            self.controller.displays.arranged.connect(self._note)
            self.controller.speaker.turned.connect(self._note)
            self._workspace.closing.connect(self.controller.close)
            self._opened = BookmarkedStage(gathering.id, utc_now())
        self.controller.open(gathering.id, self._room.window())

    def _is_taken(self, gathering: Gathering | None) -> bool:
        """Whether another gathering is on the wall; while its day goes on it comes to the front and stays."""
        controller = self.controller
        if controller is None or (gathering is not None and controller.session.gathering_id == gathering.id):
            return False
        # Nobody minds a stage that is only prepared for another gathering; it gives way.
        if not self._workspace.live:
            controller.close()
            return False
        controller.open(controller.session.gathering_id, self._room.window())
        if controller.presenter is not None and controller.session.context is not None and gathering is not None:
            sentence = _("{title} er i gang. Lukk dette vinduet før du viser {other}.")
            on_wall = controller.session.context.gathering
            controller.presenter.say(sentence.format(title=on_wall.title, other=gathering.title))
        return True

    # --- remembered ---

    def _bookmark(self) -> Bookmark:
        return Bookmark(self._workspace.settings, self._workspace.lane.path)

    def _stands(self) -> None:
        self._bookmark().forget_tries()

    def _note(self, _arrangement: object = None) -> None:
        # What closes with the machine was open, and comes back with the stage.
        if self.controller is None or self._opened is None or self._not_on_purpose:
            return
        speaker = self.controller.speaker.window is not None
        self._bookmark().set(replace(self._opened, shown=self.controller.displays.wanted, speaker=speaker))

    # --- closing ---

    def machine_ends(self, _session: object) -> None:
        """The machine is shutting down, so what closes now is not closed on purpose; a shutdown may be cancelled."""
        self._not_on_purpose = True
        QTimer.singleShot(SESSION_ENDS_MS, self, self._machine_went_on)

    def _machine_went_on(self) -> None:
        self._not_on_purpose = False

    def speak_anew(self) -> None:
        """The rooms are being made again in another language: close the stage, and let the new room open it."""
        if self.controller is not None:
            self._not_on_purpose = True
            self.controller.close()
            # This room is about to be deleted with the others, so the new one is gone to in the next round of the loop.
            workspace = self._workspace
            QTimer.singleShot(0, workspace, lambda: workspace.go(RoomKey.STAGE, ResumeStage(fell=False)))

    def _closed(self) -> None:
        controller, self.controller = self.controller, None
        if controller is not None:
            controller.deleteLater()
        # The bookmark stays where nobody meant to close the stage, and brings it back at the next start.
        if not self._not_on_purpose:
            self._bookmark().clear()
        self.closed.emit()
