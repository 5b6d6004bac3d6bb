"""The speaker's window: on a third screen where there is one, and never where the wall is."""

from __future__ import annotations

from collections.abc import Callable

from PySide6.QtCore import QObject, Signal
from PySide6.QtGui import QKeyEvent

from nettverk.domain.rundown.state import Rundown
from nettverk.i18n import _
from nettverk.ui.stage.control.rundown_session import RundownSession
from nettverk.ui.stage.displays.display_manager import DisplayManager
from nettverk.ui.stage.displays.screens import Screen
from nettverk.ui.stage.displays.window_placement import put_on, screen_of
from nettverk.ui.stage.presenter import clocks, phrases
from nettverk.ui.stage.presenter.speaker_window import SpeakerWindow
from nettverk.ui.stage.presenter.window import PresenterWindow


class SpeakerView(QObject):
    """Opens the speaker's window, keeps it true, and takes it off a screen that goes or that the wall takes.

    Signals:
        turned: somebody opened the window, or it went.
    """

    turned = Signal()

    def __init__(
        self,
        session: RundownSession,
        displays: DisplayManager,
        presenter: Callable[[], PresenterWindow | None],
        say: Callable[[str], None],
        parent: QObject,
    ) -> None:
        super().__init__(parent)
        self._session, self._displays, self._presenter, self._say = session, displays, presenter, say
        self.window: SpeakerWindow | None = None
        self._on = ""
        displays.watch.lost.connect(self._lost)
        displays.arranged.connect(lambda _arrangement: self._arranged())

    def toggle(self) -> None:
        """Open the window, or close it."""
        if self.window is not None:
            self.close()
            return
        window = self.window = SpeakerWindow()
        window.key.connect(self._key)
        window.closed.connect(self._closed)
        screen = self.third()
        if screen is not None:
            put_on(window, screen, fill=True)
            self._on = screen.connector
            self._say(_("Vinduet for den som snakker, står på {screen}.").format(screen=screen.label))
        else:
            presenter = self._presenter()
            arrangement = self._displays.arrangement
            put_on(window, arrangement.control if arrangement is not None else None)
            self._say(_("Ingen tredje skjerm ennå. Koble den til, og flytt vinduet dit."))
            if presenter is not None:
                presenter.raise_()
        if self._session.rundown is not None:
            self.show(self._session.rundown)
        window.show()
        self.turned.emit()

    def _key(self, event: QKeyEvent) -> None:
        """Whoever stands at this window has the presenter's keys, and its guard against typed words."""
        presenter = self._presenter()
        if presenter is not None:
            presenter.keyPressEvent(event)

    def third(self) -> Screen | None:
        """A screen with neither the facilitator's windows nor the wall on it; None where there is none."""
        arrangement = self._displays.arrangement
        if arrangement is None:
            return None
        taken = [screen for screen in (arrangement.control, arrangement.wall) if screen is not None]
        free = (
            s
            for s in self._displays.watch.screens
            if not any(s == taken_screen or s.overlaps(taken_screen) for taken_screen in taken)
        )
        # While no wall is up, whatever screen is free may become the wall's.
        return next(free, None) if arrangement.wall is not None else None

    def show(self, rundown: Rundown) -> None:
        """The day as it is now."""
        context, wall = self._session.context, self._session.wall()
        if self.window is None or context is None:
            return
        readings = clocks.readings(context, rundown)
        part = context.parts[rundown.index] if context.parts and rundown.live else None
        notes = (context.notes.get(str(wall.ref), "") if wall is not None else "", part.notes if part else "")
        following = phrases.following(context, rundown)
        text = "\n\n".join(note for note in notes if note.strip())
        self.window.show_day(readings[0], clocks.room_clock(context, rundown), following, text)

    def close(self) -> None:
        """Take the window down."""
        if self.window is not None:
            self.window.close()

    def _closed(self) -> None:
        window, self.window = self.window, None
        self._on = ""
        if window is not None:
            window.deleteLater()
        self.turned.emit()

    def _lost(self, connector: str) -> None:
        """Its cable is out: it goes before the system moves it to another screen, which may be the wall's."""
        if self.window is not None and self._on and connector == self._on:
            self.close()
            self._say(_("Skjermen til den som snakker, er borte. Trykk W for å åpne vinduet igjen."))

    def _arranged(self) -> None:
        """The wall has come to where the window stands: notes are never on the wall."""
        arrangement = self._displays.arrangement
        if self.window is None or arrangement is None or arrangement.wall is None:
            return
        if screen_of(self.window, self._displays.watch.screens) == arrangement.wall:
            self.close()
