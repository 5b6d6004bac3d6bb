"""Which window stands on which screen. The wall never lands on the facilitator's screen by surprise."""

from __future__ import annotations

from PySide6.QtCore import QObject, QSize, Signal
from PySide6.QtWidgets import QApplication, QWidget

from nettverk.i18n import _
from nettverk.ui.common.theme import Theme
from nettverk.ui.common.workspace import Workspace
from nettverk.ui.stage.displays import wall_theme
from nettverk.ui.stage.displays.mirroring import is_mirrored
from nettverk.ui.stage.displays.screens import Arrangement, Screen, ScreenWatch, arrange, real, setup_key
from nettverk.ui.stage.displays.wall_state import lost, wall_state
from nettverk.ui.stage.displays.window_placement import (
    Memory,
    facilitators,
    home_of_stray,
    is_small,
    on_wayland,
    put_on,
    screen_of,
)
from nettverk.ui.stage.wall.projector_window import ProjectorWindow

FIRST_SIZE = QSize(1366, 800)


class DisplayManager(QObject):
    """Keeps presenter, projector and main window on the right screens, whatever is plugged in and pulled out.

    The presenter is only a window here, which is moved about. What it should say or draw is sent out as signals.

    Signals:
        stated: how it is with the wall: sentence, tone, shape and what a button offers to do (empty for no button).
        said: a calm sentence to the facilitator.
        resized: the size of the wall's screen, or of the only one there is.
        dressed: the wall's Theme.
        uncovered: the wall has left the only screen, and the presenter has the keys again.
        arranged: an Arrangement, whenever screens or windows are new.
        blank: the projector has come up and waits for its picture.
        key: a key (QKeyEvent) reached the wall.
    """

    stated = Signal(str, str, str, str)
    said = Signal(str)
    resized = Signal(QSize)
    dressed = Signal(object)
    uncovered = Signal()
    arranged = Signal(object)
    blank = Signal()
    key = Signal(object)

    def __init__(self, workspace: Workspace, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self.workspace = workspace
        self.watch = ScreenWatch(self)
        self.wall_theme = wall_theme.remembered(workspace.settings)
        self.presenter: QWidget | None = None
        self.projector: ProjectorWindow | None = None
        self.wanted = True
        self.arrangement: Arrangement | None = None
        self._main: QWidget | None = None
        self._was_on: Screen | None = None
        self._idle: frozenset[str] = frozenset()
        self.watch.changed.connect(lambda _screens: self._settled())
        self.watch.lost.connect(self._lost)

    def attach(self, presenter: QWidget, beside: QWidget | None) -> None:
        """Take over a new presenter; it goes to the screen of ``beside``, the main window, unless the wall does."""
        self.presenter, self._main = presenter, beside
        screen = beside.screen() if beside is not None else None
        if screen is None:
            return
        own = next((s for s in self.watch.screens if s.connector == screen.name()), None)
        chosen = facilitators(own, self.watch.screens, self._memory) or own
        presenter.resize(FIRST_SIZE)
        put_on(presenter, chosen, fill=chosen is not None and is_small(chosen))

    def detach(self) -> None:
        """Let go of the presenter, which is about to close, and close the projector window."""
        self.presenter = self._main = None
        if self.projector is not None:
            self.projector.take_down()
            self.projector.deleteLater()
            self.projector = None

    # --- where things go ---

    def place(self) -> None:
        """Put the wall where it belongs, and the main window where the wall is not."""
        if self.presenter is None or not self.watch.screens:
            return
        screens = self.watch.screens
        arrangement = arrange(
            screens,
            control=self._control(),
            remembered=self._memory.wall,
            cloned=is_mirrored(),
            was_on=self._was_on,
            idle=self._idle,
        )
        self.arrangement = arrangement
        if arrangement.wall is not None and self.wanted:
            self._cover(arrangement.wall)
            self._stands(arrangement.wall, arrangement.control)
            self._clear(arrangement.wall, arrangement.control)
            # On some systems a window that comes up takes the keys, whatever it asks for.
            self._keys_here(asked=False)
        elif self.projector is not None and not (self.projector.alone and len(screens) == 1):
            # A wall that covers the only screen stays: somebody asked for it, and Esc takes it away.
            self.projector.take_down()
        self._tell_state(arrangement)
        shown = arrangement.wall or arrangement.control
        self.resized.emit(QSize(shown.width, shown.height))
        self.arranged.emit(arrangement)

    def _cover(self, screen: Screen, *, alone: bool = False) -> None:
        """Show the wall on a screen. If the screen has just gone nothing happens: ``ScreenWatch`` reports that soon."""
        projector, target = self.window(), real(screen)
        if target is not None:
            projector.put_on(target, screen.place, alone=alone)

    def _stands(self, wall: Screen, control: Screen) -> None:
        """Remember where the wall stands, to find that screen again after a lost cable or a crash."""
        # Kept for the moment the cable is lost: the screens that were idle then may show something private.
        self._was_on = wall
        self._idle = frozenset(screen.key for screen in self.watch.screens if screen != wall)
        self._memory.keep(wall.key, control.key)

    def _settled(self) -> None:
        """Bring windows back that the system has moved because a lid was closed or a screen was unplugged."""
        if self.presenter is None or not self.watch.screens:
            return
        # A window that is on no screen has been pushed out by the system; one that stands where the wall is remembered
        # to be would cover it, or be covered.
        own = next((s for s in self.watch.screens if s.key == self._control()), None)
        home = facilitators(own, self.watch.screens, self._memory)
        if home is None and own is None:
            home = home_of_stray(self.watch.screens, self._memory)
        if home is not None:
            put_on(self.presenter, home, fill=is_small(home))
        if self._main is not None and self._main.isVisible() and screen_of(self._main, self.watch.screens) is None:
            put_on(self._main, home or own)
        self.place()

    def _clear(self, wall: Screen, control: Screen, *, asked: bool = False) -> None:
        """Move the main window off the wall's screen, and say so unless the facilitator asked for the move."""
        main = self._main
        if main is None or not main.isVisible() or screen_of(main, self.watch.screens) != wall:
            return
        if on_wayland():
            # The window cannot be moved from here, and as a whole screen it would have no way out.
            sentence = _("Hovedvinduet ligger bak lerretet. Flytt det til denne skjermen om du trenger det.")
        else:
            put_on(main, control)
            sentence = _("Hovedvinduet er flyttet hit, så det ikke står på lerretet.")
        if self.presenter is not None:
            self.presenter.raise_()
            if not asked or on_wayland():
                self.said.emit(sentence)

    def _lost(self, connector: str) -> None:
        """The cable is out: hide the wall before Qt moves it onto the facilitator's screen."""
        if self.projector is not None and connector and self.projector.connector == connector:
            covered = next((screen for screen in self.watch.screens if screen.connector == connector), None)
            self.stated.emit(*lost(covered.name if covered is not None else connector))
            self.projector.take_down()

    def _control(self) -> str:
        assert self.presenter is not None
        screen = screen_of(self.presenter, self.watch.screens)
        return screen.key if screen is not None else ""

    @property
    def _memory(self) -> Memory:
        return Memory(self.workspace.settings, setup_key(self.watch.screens))

    def window(self) -> ProjectorWindow:
        """The projector window, made when it is first needed."""
        if self.projector is None:
            self.projector = ProjectorWindow(self.wall_theme)
            self.projector.key.connect(self.key)
            self.projector.hidden_by_hand.connect(self._hidden)
            self.blank.emit()
        return self.projector

    def _hidden(self) -> None:
        self.wanted = False
        self.place()

    def _tell_state(self, arrangement: Arrangement) -> None:
        self.stated.emit(*wall_state(arrangement, wanted=self.wanted, covering=self.covering))

    # --- what the facilitator asks for ---

    def swap(self) -> None:
        """Move the wall to the next free screen and remember it; with two screens, presenter and wall change places."""
        if self.presenter is None or self.arrangement is None:
            return
        control, now = self.arrangement.control, self.arrangement.wall
        if now is None and self.arrangement.spare is not None:
            self.show_wall()
            return
        free = [screen for screen in self.watch.screens if screen != control and not screen.overlaps(control)]
        if not free:
            return
        self._move_wall(control if len(free) == 1 or now is None else free[(free.index(now) + 1) % len(free)])

    def choose(self, screen: Screen) -> None:
        """Put the wall on this screen, now and next time."""
        self.wanted = True
        self._move_wall(screen)

    def _move_wall(self, screen: Screen) -> None:
        """Move the wall to a screen; if the presenter is there, it goes to the wall's screen in return."""
        if self.presenter is None or self.arrangement is None:
            return
        control, now = self.arrangement.control, self.arrangement.wall
        if screen == control:
            free = [other for other in self.watch.screens if other != control and not other.overlaps(control)]
            if not free:
                return
            control = now if now is not None else free[0]
            if self.projector is not None:
                # The two are never on one screen, not for a moment: the audience would see the notes.
                self.projector.take_down()
            put_on(self.presenter, control, fill=True)
            self.presenter.activateWindow()
        self._memory.keep(screen.key, control.key)
        if self.wanted:
            self._clear(screen, control, asked=True)
        self.place()

    def show_wall(self) -> None:
        """Show the wall; with one screen it covers this one until Esc. A clicker's start key must never hide it."""
        arrangement = self.arrangement
        if arrangement is None:
            return
        self.wanted = True
        # A spare screen had something else on it and is only used when asked for, as now; that is remembered.
        if arrangement.wall is None and arrangement.spare is not None:
            self._memory.keep(arrangement.spare.key, arrangement.control.key)
        if arrangement.wall is not None or arrangement.spare is not None:
            self.place()
            self._keys_here(asked=True)
            return
        self._cover(arrangement.control, alone=True)
        self.blank.emit()
        self._tell_state(arrangement)

    def hide_wall(self) -> None:
        """Take the wall down; the other screen shows what the machine has there."""
        if self.covering:
            self.uncover()
        else:
            self.wanted = False
            self.place()
            self._keys_here(asked=True)

    @property
    def covering(self) -> bool:
        """Whether the wall covers the only screen."""
        return self.projector is not None and self.projector.alone

    def uncover(self) -> None:
        """Take the wall off the only screen, and give the keys back."""
        if self.projector is not None:
            self.projector.take_down()
        if self.presenter is not None:
            self.presenter.activateWindow()
            self.uncovered.emit()
        self.place()

    def _keys_here(self, *, asked: bool) -> None:
        """Give the keyboard to the presenter; another program keeps it unless the facilitator ``asked`` for ours."""
        if self.presenter is not None and self.presenter.isVisible():
            # None means that another program has the keys.
            here = QApplication.activeWindow()
            if (here is None and asked) or (here is not None and here is self.projector):
                self.presenter.activateWindow()

    # --- looks ---

    def other_theme(self) -> None:
        """Change between the light and the dark wall; the choice is remembered on this machine."""
        self.wall_theme = Theme.load("light" if self.wall_theme.dark else "dark")
        wall_theme.remember(self.workspace.settings, self.wall_theme.name)
        self.dress()

    def dress(self) -> None:
        """Give the wall's theme to the wall, and to its picture in the presenter."""
        if self.projector is not None:
            self.projector.set_theme(self.wall_theme)
        self.dressed.emit(self.wall_theme)
