"""What opens under the clock by a key: a message, how the wall looks, the true start, the list of keys."""

from __future__ import annotations

from collections.abc import Callable

from PySide6.QtWidgets import QWidget

from nettverk.domain.dates import clock_words, read_clock
from nettverk.domain.rundown import events as ev
from nettverk.domain.rundown.state import Phase
from nettverk.domain.wall.look import WallLook
from nettverk.i18n import _, clock
from nettverk.services import wall_look
from nettverk.ui.common.lane import Lane
from nettverk.ui.stage.control.rundown_session import RundownSession
from nettverk.ui.stage.control.stage_history import StageHistory
from nettverk.ui.stage.presenter.drawer import local_start
from nettverk.ui.stage.presenter.look_page import LookPage
from nettverk.ui.stage.presenter.window import PresenterWindow


class DrawerCommands:
    """Opens and closes pages of the drawer of whichever presenter is open, and does what is written there."""

    def __init__(
        self,
        lane: Lane,
        session: RundownSession,
        history: StageHistory,
        presenter: Callable[[], PresenterWindow | None],
    ) -> None:
        self._lane, self._session, self._history, self._presenter = lane, session, history, presenter

    def attach(self, presenter: PresenterWindow) -> None:
        """Do from now what is written in a presenter's drawer."""
        presenter.drawer.sent.connect(self.send)
        presenter.drawer.told.connect(self.set_start)
        presenter.drawer.kept.connect(self._keep_messages)
        presenter.drawer.chosen.connect(self._choose_look)
        self._session.loaded.connect(self._look_came)

    # --- how the wall looks ---

    def _look_came(self) -> None:
        presenter = self._presenter()
        if presenter is not None and isinstance(presenter.drawer.currentWidget(), LookPage):
            self._show_look()

    def _show_look(self) -> None:
        presenter, context = self._presenter(), self._session.context
        if presenter is not None and context is not None:
            presenter.drawer.look.show_look(context.look)

    def open_look(self) -> None:
        """Open the choices of how the wall looks."""
        presenter = self._presenter()
        if presenter is not None:
            self._show_look()
            self._open(presenter, presenter.drawer.look, presenter.drawer.look.corner)

    def _choose_look(self, look: WallLook) -> None:
        self._history.change(lambda store: wall_look.choose(store, look))

    # --- messages ---

    def _keep_messages(self, texts: list[str]) -> None:
        self._history.change(lambda store: wall_look.keep_messages(store, texts), lambda _changes: self._show_ready())

    def _show_ready(self) -> None:
        presenter = self._presenter()
        if presenter is not None:
            self._lane.ask(wall_look.messages, presenter.drawer.message.show_ready, presenter)

    def show_notes(self) -> None:
        """Back to the notes; the keys are the window's again."""
        presenter = self._presenter()
        if presenter is not None:
            presenter.drawer.leave()
            presenter.take_keys()

    def turn_key_list(self) -> None:
        """Open the list of keys, show its next page, or put it away after the last one."""
        presenter = self._presenter()
        if presenter is not None:
            presenter.turn_keys()

    def open_message(self) -> None:
        """Open the line for a message; a message that stands on the wall is taken away instead."""
        presenter, rundown = self._presenter(), self._session.rundown
        # One key for both: the message has done its work when somebody presses it again.
        if rundown is not None and rundown.showing.message:
            self.send("")
        elif presenter is not None:
            self._open(presenter, presenter.drawer.message, presenter.drawer.message.field)
            presenter.drawer.message.field.selectAll()
            self._show_ready()

    def send(self, text: str, band: bool = False) -> None:
        """Put a message up for everyone, over the wall or as a band; an empty one takes away what stands there."""
        self._session.press(ev.Message(text, band))
        self.show_notes()

    def open_start(self) -> None:
        """Open the line for when the part really started, with the time that the log has."""
        presenter, rundown = self._presenter(), self._session.rundown
        if presenter is not None and rundown is not None:
            start = rundown.current.start if rundown.current else rundown.plan.starts
            presenter.drawer.started.propose(start.astimezone())
            self._open(presenter, presenter.drawer.started, presenter.drawer.started.field)

    def set_start(self, text: str) -> None:
        """The part started at this time of day.

        A time that cannot be read or has not been yet is told, and the line stays open.
        """
        rundown, presenter = self._session.rundown, self._presenter()
        if rundown is None or presenter is None:
            return
        # People read the clock on the wall of the room, so what they write is local time.
        now = self._session.now().astimezone()
        time_of_day = read_clock(text)
        true_start = local_start(now, time_of_day) if time_of_day is not None else None
        if true_start is None:
            if time_of_day is None:
                presenter.say(clock_words())
            else:
                presenter.say(_("Klokka er {time} nå. Skriv et klokkeslett som har vært.").format(time=clock(now)))
            presenter.drawer.started.field.setFocus()
            presenter.drawer.started.field.selectAll()
            return
        key = self._session.press(ev.StartedAt(true_start))
        self.show_notes()
        if rundown.parts and rundown.phase != Phase.DONE:
            sentence = _("{part} startet kl. {time}.")
            if rundown.index:
                sentence = _("{part} startet kl. {time}. Delene før er rettet etter det.")
            title = rundown.parts[rundown.index].slot.title
            sentence = sentence.format(part=title, time=clock(true_start))
            presenter.say(sentence, _("Angre"), lambda: self._session.take_back_with_pictures(key))

    def _open(self, presenter: PresenterWindow, page: QWidget, focus: QWidget) -> None:
        if presenter.drawer.currentWidget() is page:
            self.show_notes()
        else:
            presenter.show_panel(None)  # what one writes must be seen, and never become keys
            presenter.drawer.open(page, focus)
