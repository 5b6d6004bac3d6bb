"""Placing: which window stands on which screen. The wall never lands on the facilitator's screen by surprise."""

from __future__ import annotations

from PySide6.QtCore import QObject, QRect, QSize, Signal
from PySide6.QtWidgets import QApplication, QWidget

from nettverk.i18n import _
from nettverk.ui.common.theme import Theme
from nettverk.ui.common.workspace import Workspace
from nettverk.ui.stage.presenter import Presenter
from nettverk.ui.stage.projector import Projector
from nettverk.ui.stage.screens import (
    Arrangement,
    Screen,
    ScreenWatch,
    active_outputs,
    arrange,
    how_to_extend,
    real,
    setup_key,
)


class Placing(QObject):
    """Keeps presenter and projector on the right screens, whatever is plugged in and pulled out.

    Signals:
        arranged: an Arrangement, whenever screens or windows are new.
        blank: the projector has come up and waits for its picture.
        key: a key (QKeyEvent) reached the wall.
    """

    arranged = Signal(object)
    blank = Signal()
    key = Signal(object)

    def __init__(self, workspace: Workspace, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self.workspace = workspace
        self.watch = ScreenWatch(self)
        self.wall_theme = Theme.load(str(workspace.settings.value("stage/theme", "dark")))
        self.presenter: Presenter | None = None
        self.projector: Projector | None = None
        self.wanted = True
        self.arrangement: Arrangement | None = None
        self._was_on = ""
        self.watch.changed.connect(lambda _screens: self.place())
        self.watch.lost.connect(self._lost)

    def attach(self, presenter: Presenter, beside: QWidget | None) -> None:
        """A new presenter, on the screen of ``beside``."""
        self.presenter = presenter
        screen = beside.screen() if beside is not None else None
        if screen is not None:
            room = screen.availableGeometry()
            presenter.setScreen(screen)
            presenter.setGeometry(room if room.width() <= 1440 else _centred(room, 1366, 800))

    def detach(self) -> None:
        """The presenter is going, and the wall with it."""
        self.presenter = None
        if self.projector is not None:
            self.projector.take_down()
            self.projector.deleteLater()
            self.projector = None

    # --- where things go ---

    def place(self) -> None:
        """Put the wall where it belongs."""
        if self.presenter is None or not self.watch.screens:
            return
        screens = self.watch.screens
        remembered = str(self.workspace.settings.value(f"stage/screen/{setup_key(screens)}", ""))
        found = arrange(
            screens, control=self._control(), remembered=remembered, outputs=active_outputs(), was_on=self._was_on
        )
        self.arrangement = found
        if found.wall is not None and self.wanted:
            self.window().put_on(found.wall)
            self._was_on = found.wall.key
            self._keys_here(asked=False)
        elif self.projector is not None and not (self.projector.alone and len(screens) == 1):
            self.projector.take_down()
        self._tell_state(found)
        shown = found.wall or found.control
        self.presenter.side.resize_preview(QSize(shown.width, shown.height))
        self.arranged.emit(found)

    def _lost(self, connector: str) -> None:
        """The cable is out: hide before Qt moves the wall onto the facilitator's screen."""
        if self.projector is not None and self.projector.on is not None and self.projector.on.connector == connector:
            self._say_lost(self.projector.on.name)
            self.projector.take_down()

    def _say_lost(self, name: str) -> None:
        if self.presenter is not None:
            told = _("{screen} er borte. Klokka går; bildet kommer tilbake av seg selv").format(screen=name)
            self.presenter.show_state(told, "stop", "triangle")

    def _control(self) -> str:
        assert self.presenter is not None
        middle = self.presenter.geometry().center()
        for screen in self.watch.screens:
            if QRect(screen.x, screen.y, screen.width, screen.height).contains(middle):
                return screen.key
        return ""

    def window(self) -> Projector:
        """The projector window, made when it is first needed."""
        if self.projector is None:
            self.projector = Projector(self.wall_theme)
            self.projector.key.connect(self.key)
            self.projector.hidden_by_hand.connect(self._hidden)
            self.blank.emit()
        return self.projector

    def _hidden(self) -> None:
        self.wanted = False
        self.place()

    def _tell_state(self, found: Arrangement) -> None:
        assert self.presenter is not None
        say = self.presenter.show_state
        if found.wall is not None and self.wanted:
            say(_("Vises på {screen}").format(screen=found.wall.label), "ok", "circle")
        elif found.wall is not None:
            say(_("Lerretet er skjult"), "warn", "square", _("Vis (F5)"))
        elif found.mirrored:
            say(_("Skjermene er speilet. {how}").format(how=how_to_extend()), "warn", "triangle")
        elif found.missing:
            self._say_lost(found.missing)
        elif self.covering:
            say(_("Lerretet dekker denne skjermen. Esc tar det bort"), "ok", "circle")
        else:
            say(_("Bare én skjerm. F5 viser lerretet her"), "", "square", _("Vis her (F5)"))

    # --- what the facilitator asks for ---

    def swap(self) -> None:
        """The next free screen, remembered for this set-up; with two, presenter and wall change places."""
        if self.presenter is None or self.arrangement is None:
            return
        screens = self.watch.screens
        free = [screen for screen in screens if screen != self.arrangement.control]
        if not free:
            return
        now = self.arrangement.wall
        if len(free) == 1 or now is None:
            target = real(free[0])
            if target is not None:
                self.presenter.hide()
                self.presenter.setScreen(target)
                self.presenter.setGeometry(target.availableGeometry())
                self.presenter.show()
                self.presenter.activateWindow()
            choice = self.arrangement.control
        else:
            choice = free[(free.index(now) + 1) % len(free)]
        self._remember(choice)
        self.place()

    def choose(self, screen: Screen) -> None:
        """Put the wall on this screen, now and next time."""
        self._remember(screen)
        self.wanted = True
        self.place()

    def _remember(self, screen: Screen) -> None:
        self.workspace.settings.setValue(f"stage/screen/{setup_key(self.watch.screens)}", screen.key)

    def show_wall(self) -> None:
        """Show the wall; with one screen it covers this one until Esc. A clicker's start key must never hide it."""
        if self.arrangement is None:
            return
        self.wanted = True
        if self.arrangement.wall is not None:
            self.place()
            self._keys_here(asked=True)
            return
        self.window().put_on(self.arrangement.control, alone=True)
        self.blank.emit()
        self._tell_state(self.arrangement)

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
            self.presenter.setFocus()
        self.place()

    def _keys_here(self, *, asked: bool) -> None:
        """The keys are the presenter's, not the wall's; from another program they are only taken when asked for."""
        if self.presenter is not None and self.presenter.isVisible():
            here = QApplication.activeWindow()
            if (here is None and asked) or (here is not None and here is self.projector):
                self.presenter.activateWindow()

    # --- looks ---

    def other_theme(self) -> None:
        """Light wall or dark wall, remembered."""
        self.wall_theme = Theme.load("light" if self.wall_theme.dark else "dark")
        self.workspace.settings.setValue("stage/theme", self.wall_theme.name)
        self.dress()

    def dress(self) -> None:
        """The wall's theme on the wall and on its picture in the presenter."""
        for view in (self.projector, self.presenter.side.preview if self.presenter else None):
            if view is not None:
                view.set_theme(self.wall_theme)


def _centred(room: QRect, width: int, height: int) -> QRect:
    wide, high = min(width, room.width()), min(height, room.height())
    return QRect(room.x() + (room.width() - wide) // 2, room.y() + (room.height() - high) // 2, wide, high)
