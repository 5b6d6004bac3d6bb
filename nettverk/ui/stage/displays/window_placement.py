"""Windows on screens: which one a window is on, moving it to another, and what is remembered for a set of screens."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import QRect, QSettings, Qt
from PySide6.QtGui import QGuiApplication, QScreen
from PySide6.QtWidgets import QWidget

from nettverk.ui.common import remembered
from nettverk.ui.stage.displays.screens import Screen, real

# So many pixels are enough for the title bar of any system.
FRAME = 40


class Memory:
    """Which screen was the wall's and which the facilitator's, for one set of screens; kept on this machine."""

    def __init__(self, settings: QSettings, setup: str) -> None:
        self._settings, self._wall, self._control = settings, f"stage/screen/{setup}", f"stage/control/{setup}"

    @property
    def wall(self) -> str:
        """Key of the wall's screen, empty when there is none yet."""
        return remembered.text(self._settings, self._wall)

    @property
    def control(self) -> str:
        """Key of the facilitator's screen, empty when there is none yet."""
        return remembered.text(self._settings, self._control)

    def keep(self, wall: str, control: str) -> None:
        """Remember both screens; they are on the disk at once, in case the machine goes down the next moment."""
        if (wall, control) != (self.wall, self.control):
            self._settings.setValue(self._wall, wall)
            self._settings.setValue(self._control, control)
            self._settings.sync()


def screen_of(window: QWidget, screens: Sequence[Screen]) -> Screen | None:
    """The screen that shows most of a window; None if none of the window can be seen."""
    if on_wayland():
        # There a window does not know its place, only which screen it has come to.
        handle = window.windowHandle()
        return next((s for s in screens if handle is not None and s.connector == handle.screen().name()), None)
    place = window.geometry()

    def seen(screen: Screen) -> int:
        part = place.intersected(screen.place)
        return part.width() * part.height() if part.isValid() else 0

    # A window may lie across two screens; it belongs to the one that shows most of it.
    best = max(screens, key=seen, default=None)
    return best if best is not None and seen(best) else None


def facilitators(own: Screen | None, screens: Sequence[Screen], memory: Memory) -> Screen | None:
    """The screen to move the facilitator to, if the wall is remembered to stand on the one she has; else None."""
    if own is None or own.key != memory.wall:
        return None
    free = [screen for screen in screens if screen != own and not screen.overlaps(own)]
    remembered = next((screen for screen in free if screen.key == memory.control), None)
    return remembered or next((screen for screen in free if screen.primary), free[0] if free else None)


def home_of_stray(screens: Sequence[Screen], memory: Memory) -> Screen:
    """The screen for a window that is on none any more: the remembered one, or at least not the wall's."""
    remembered = next((screen for screen in screens if screen.key == memory.control), None)
    return remembered or next((screen for screen in screens if screen.key != memory.wall), screens[0])


def put_on(window: QWidget, screen: Screen | None, *, fill: bool = False) -> None:
    """Move a window to a screen, and make it fit there; a maximised or minimised window stays so.

    Args:
        fill: maximise it there, as on every small screen.
    """
    target = real(screen) if screen is not None else None
    if target is None:
        return
    if on_wayland() and window.isVisible():
        _whole_screen(window, target)
        return
    room = target.availableGeometry()
    # Its title bar and edges are outside what is set here, and must be on the screen as well.
    room = room.adjusted(FRAME // 2, FRAME, -FRAME // 2, -FRAME // 2)
    place = QRect(0, 0, min(window.width(), room.width()), min(window.height(), room.height()))
    place.moveCenter(room.center())
    # A maximised window cannot be moved, so it is made normal first and maximised again where it has come to.
    state = window.windowState()
    if state & (Qt.WindowState.WindowMaximized | Qt.WindowState.WindowFullScreen):
        window.setWindowState(Qt.WindowState.WindowNoState)
    if fill:
        place, state = room, Qt.WindowState.WindowMaximized
    window.setScreen(target)
    window.setGeometry(place)
    if window.windowState() != state:
        window.setWindowState(state)


def on_wayland() -> bool:
    """Whether the system alone places windows; there, only a full-screen window can be given a screen."""
    return QGuiApplication.platformName().startswith("wayland")


def _whole_screen(window: QWidget, target: QScreen) -> None:
    # There a window asks for its screen when it is shown, so a visible one is hidden first.
    window.hide()
    window.setScreen(target)
    window.setWindowState(Qt.WindowState.WindowFullScreen)
    window.show()


def is_small(screen: Screen) -> bool:
    """Whether a screen is so small that the presenter should fill it."""
    return screen.width <= 1440
