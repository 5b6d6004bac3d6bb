"""The projector window: the wall and nothing else, on the other screen."""

from __future__ import annotations

from PySide6.QtCore import QRect, Qt, Signal
from PySide6.QtGui import QCloseEvent, QKeyEvent, QScreen

from nettverk.i18n import _
from nettverk.ui.common.motion import Motion
from nettverk.ui.common.theme import Theme
from nettverk.ui.stage.wall.wall_widget import WallView


class ProjectorWindow(WallView):
    """The wall, full screen. It takes no focus on a screen of its own; keys that still reach it are passed on.

    It cannot be closed by accident (Alt+F4); the clock knows nothing of windows.

    Attributes:
        connector: what the screen it shows on is plugged into; empty while it is hidden.

    Signals:
        key: a key was pressed here.
        hidden_by_hand: somebody closed it.
    """

    key = Signal(object)
    hidden_by_hand = Signal()

    def __init__(self, theme: Theme) -> None:
        super().__init__(theme)
        self.moves = Motion().allowed
        # The system is asked now, so that its answer is there when the first wall changes.
        self.moves()
        self.setWindowTitle(_("Nettverk: lerretet"))
        self.setCursor(Qt.CursorShape.BlankCursor)
        self._alone = False
        self.connector = ""
        self._dress(alone=False)

    def _dress(self, *, alone: bool) -> None:
        # On a screen of its own the wall must never take the keys from the presenter. Where it is alone somebody must
        # be able to leave it, so there it takes them.
        flags = Qt.WindowType.Window | Qt.WindowType.FramelessWindowHint
        if not alone:
            flags |= Qt.WindowType.WindowDoesNotAcceptFocus
        self.setWindowFlags(flags)
        self.setAttribute(Qt.WidgetAttribute.WA_ShowWithoutActivating, not alone)
        self._alone = alone

    def put_on(self, screen: QScreen, place: QRect, *, alone: bool = False) -> None:
        """Cover a screen.

        Args:
            place: the whole screen, in logical pixels.
            alone: it is the only screen there is: the wall takes the keys, and Esc leaves it.
        """
        standing = self.isVisible() and self.connector == screen.name()
        if standing and self._alone == alone and self.geometry() == place:
            return
        self.hide()
        if alone != self._alone:
            self._dress(alone=alone)
        # In this order the window lands right on Windows, X11, Wayland and without a screen.
        self.setScreen(screen)
        self.setGeometry(place)
        # showFullScreen() would do the same, but asks for the keys as well.
        self.setWindowState(Qt.WindowState.WindowFullScreen)
        self.setVisible(True)
        self.connector = screen.name()
        if alone:
            self.activateWindow()

    def take_down(self) -> None:
        """Hide the wall: the facilitator asked for it, or its screen is gone, and Qt would move it to the laptop."""
        self.hide()
        self.connector = ""

    @property
    def alone(self) -> bool:
        """Whether the wall covers the only screen there is now."""
        return self._alone and self.isVisible()

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Pass the key on, because the presenter knows what keys mean."""
        self.key.emit(event)

    def closeEvent(self, event: QCloseEvent) -> None:
        """One key (Alt+F4) takes the wall from nobody: only where it covers the only screen it goes, as with Esc."""
        if event.spontaneous() and not self._alone:
            event.ignore()
            return
        self.connector = ""
        super().closeEvent(event)
        self.hidden_by_hand.emit()
