"""Which screen the wall goes on: shown, chosen and tried out before people come."""

from __future__ import annotations

from datetime import date

from PySide6.QtCore import QObject, Signal
from PySide6.QtWidgets import QWidget

from nettverk.i18n import _
from nettverk.services.preparation import Check
from nettverk.ui.common.theme import Theme
from nettverk.ui.common.workspace import Workspace
from nettverk.ui.stage.control.bell import Bell
from nettverk.ui.stage.displays import wall_theme
from nettverk.ui.stage.displays.mirroring import is_mirrored
from nettverk.ui.stage.displays.screens import Arrangement, Screen, ScreenWatch, arrange, how_to_extend, seen, setup_key
from nettverk.ui.stage.displays.window_placement import Memory, facilitators, screen_of
from nettverk.ui.stage.preparation.live_stage import LiveStage
from nettverk.ui.stage.preparation.screen_test import ScreenTest
from nettverk.ui.stage.preparation.wall_panel import WallPanel


class ScreenChoice(QObject):
    """Fills the wall's side of the room, and does what is asked for there.

    While the stage is open its display manager moves the windows; before that the choice is only remembered.

    Attributes:
        signs: what is put on the screens to try them.

    Signals:
        arranged: the screens, or where the wall goes, may have changed.
    """

    arranged = Signal()

    def __init__(self, workspace: Workspace, panel: WallPanel, live: LiveStage, room: QWidget) -> None:
        super().__init__(room)
        self._workspace, self._panel, self._live, self._room = workspace, panel, live, room
        self._watch: ScreenWatch | None = None
        self._arrangement: Arrangement | None = None
        self._screens: tuple[Screen, ...] = ()
        self.signs = ScreenTest(self)
        self.signs.trying.connect(panel.show_trying)
        panel.chosen.connect(self.choose)
        panel.asked_try.connect(self.try_wall)
        panel.asked_numbers.connect(self.show_numbers)
        panel.asked_sound.connect(self.try_sound)
        self.bell = Bell()
        panel.lit.connect(self.light)
        live.opening.connect(self.signs.clear)

    # --- what there is ---

    def look(self) -> None:
        """Look at the screens now, and from now on whenever they change."""
        if self._watch is None:
            self._watch = ScreenWatch(self)
            self._watch.changed.connect(lambda _screens: self.look())
        screens = tuple(sorted(seen(), key=lambda screen: (screen.x, screen.y)))  # They are numbered as they stand.
        # The main window stands in for the presenter, which opens beside it.
        own = screen_of(self._room.window(), screens)
        memory = Memory(self._workspace.settings, setup_key(screens))
        control = facilitators(own, screens, memory) or own
        key = control.key if control is not None else ""
        self._screens = screens
        self._arrangement = arrange(screens, control=key, remembered=memory.wall, cloned=is_mirrored())
        # A test picture whose screen has gone would be moved by the system onto another one.
        if self.signs.picture is not None and all(screen != self.signs.picture.screen_ for screen in screens):
            self.signs.clear()
        self._panel.show_screens(screens, self._arrangement)
        self.arranged.emit()

    def checks(self, held_on: date | None, today: date) -> list[Check]:
        """The wall's screen as a line of the readiness list; empty while it does not matter yet."""
        arrangement = self._arrangement
        if arrangement is None or (arrangement.wall is None and held_on != today):
            return []  # At the desk the week before, nothing is wrong with one screen.
        if arrangement.mirrored:
            return [Check(False, _("Skjermene er speilet. {how}").format(how=how_to_extend()))]
        if arrangement.wall is None:
            return [Check(False, _("Ingen projektor er koblet til ennå."))]
        return [Check(True, _("Lerretet vises på {screen}").format(screen=arrangement.wall.label))]

    # --- what is asked for ---

    def choose(self, screen: Screen) -> None:
        """Move the wall to a screen from now on; the facilitator's windows go to another one if they must."""
        was_trying = self.signs.picture is not None
        if self._live.controller is not None:
            self._live.controller.displays.choose(screen)
        else:
            others = [other for other in self._screens if other != screen and not other.overlaps(screen)]
            if self._arrangement is None or not others:
                return
            control = self._arrangement.control if self._arrangement.control in others else others[0]
            Memory(self._workspace.settings, setup_key(self._screens)).keep(screen.key, control.key)
        self.look()
        if was_trying:
            self.signs.clear()
            self.try_wall()

    def try_wall(self) -> None:
        """Show the test picture on the wall's screen, or take it away again."""
        if self.signs.picture is not None:
            self.signs.clear()
        elif self._is_free():
            self.look()
            if self._arrangement is not None and not self._arrangement.mirrored:
                screen = self._arrangement.wall or self._arrangement.control
                self.signs.try_wall(screen, self.theme, alone=self._arrangement.wall is None)

    def show_numbers(self) -> None:
        """Show a large number on every screen for some seconds."""
        if self._is_free():
            self.look()
            if self._arrangement is not None:
                self.signs.show_numbers(self._screens, self._arrangement.wall, self._arrangement.control)

    def try_sound(self) -> None:
        """Ring as on the day, so that one hears whether the hall will."""
        if self.bell.ring():
            self._workspace.say(
                _("Hørte du lyden? Trykk R på dagen for å spille den, eller Shift+R for at den skal komme av seg selv.")
            )
        else:
            self._workspace.say(_("Denne maskinen har ingen lydavspiller vi kjenner."))

    def _is_free(self) -> bool:
        """Whether signs may be put up; while people look at the wall they may not, and that is said."""
        if self._live.controller is None:
            return True
        self._workspace.say(_("Lerretet er i bruk. Lukk kontrollvinduet først."))
        return False

    # --- light or dark ---

    @property
    def theme(self) -> Theme:
        """The wall's look, as it was chosen last on this machine."""
        return wall_theme.remembered(self._workspace.settings)

    def light(self, name: str) -> None:
        """Make the wall ``light`` or ``dark`` from now on, also one that is being shown."""
        controller = self._live.controller
        if controller is None:
            wall_theme.remember(self._workspace.settings, name)
        elif controller.wall_theme.name != name:
            controller.displays.other_theme()
        self.dress()

    def dress(self) -> None:
        """Give the small picture of the wall the wall's own theme."""
        self._panel.wear(self.theme)
