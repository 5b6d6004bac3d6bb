"""What the stage tells the rest of the program, and what it says when another program has taken the keys."""

from __future__ import annotations

from collections.abc import Callable

from PySide6.QtCore import QObject, Qt, QTimer
from PySide6.QtGui import QGuiApplication
from PySide6.QtWidgets import QApplication, QWidget

from nettverk.domain.rundown.state import Rundown
from nettverk.i18n import _
from nettverk.ui.common.on_stage import OnStage
from nettverk.ui.common.workspace import Workspace
from nettverk.ui.stage.control.notices import Notices
from nettverk.ui.stage.control.rundown_session import RundownSession
from nettverk.ui.stage.presenter.clocks import part_reading

AWAY_MS = 1500
"""A window that only flashed by, as a dialog of the system does, is nothing to talk about."""


def another_in_front() -> str:
    """What is said while another program has the keys."""
    return _("Et annet program er foran og har tastene. Klikk i dette vinduet, så virker klikkeren igjen.")


class StageTeller(QObject):
    """Keeps the line in the main window true, and watches whether the keys are ours.

    Args:
        presenter: the window on the facilitator's screen; None where none is open.
    """

    def __init__(
        self,
        workspace: Workspace,
        session: RundownSession,
        notices: Notices,
        presenter: Callable[[], QWidget | None],
        parent: QObject | None = None,
    ) -> None:
        super().__init__(parent)
        self._workspace, self._session, self._notices, self._presenter = workspace, session, notices, presenter
        self._question, self._asked = "", False
        self._away = QTimer(self)
        self._away.setSingleShot(True)
        self._away.setInterval(AWAY_MS)
        self._away.timeout.connect(self._say_away)
        session.ticked.connect(self._ticked)
        app = QGuiApplication.instance()
        assert isinstance(app, QGuiApplication)
        app.applicationStateChanged.connect(self.state_changed)

    def _ticked(self, rundown: Rundown) -> None:
        context = self._session.context
        if context is None or self._presenter() is None:
            return
        reading = part_reading(context, rundown)
        part = context.parts[rundown.index] if context.parts and rundown.live else None
        title = part.title if part is not None else context.gathering.title
        number = part.main_number if part is not None else 0
        self._workspace.tell_stage(
            OnStage(title, number, reading.figures, reading.word, reading.tone, live=rundown.live)
        )

    def ask(self, question: str) -> None:
        """Say what a clicker's step waits for, also in the window in front of the presenter.

        Whoever holds the clicker looks at the laptop while a colleague types there, and would think it had stopped.
        """
        self._question = question
        self._notices.say(question)
        presenter = self._presenter()
        self._asked = presenter is not None and not presenter.isActiveWindow()
        if self._asked:
            self._workspace.say(question)

    def answered(self) -> None:
        """What was asked is answered, or is about something else now; anything said since stays."""
        self._notices.withdraw(self._question)
        if self._asked:
            self._workspace.say("")
        self._question, self._asked = "", False

    def over(self) -> None:
        """The stage is closed."""
        self._away.stop()
        self._workspace.tell_stage(None)

    def state_changed(self, state: Qt.ApplicationState) -> None:
        """The keys have gone to another program, or have come back."""
        if state == Qt.ApplicationState.ApplicationActive:
            self._away.stop()
            self._notices.withdraw(another_in_front())
        elif self._presenter() is not None:
            self._away.start()

    def _say_away(self) -> None:
        presenter = self._presenter()
        if presenter is not None:
            self._notices.say(another_in_front(), stays=True)
            QApplication.alert(presenter)  # also where that program covers the line
