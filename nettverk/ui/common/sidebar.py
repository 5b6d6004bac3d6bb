"""The calm sidebar: the parts of the work, by name."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import QEvent, QSize, Qt, Signal
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QButtonGroup, QFrame, QPushButton, QVBoxLayout, QWidget

from nettverk.i18n import _
from nettverk.ui.common.basics import FlatButton
from nettverk.ui.common.keys import native
from nettverk.ui.common.rooms import RoomEntry, room_name
from nettverk.ui.common.theme import in_force


class RoomButton(QPushButton):
    """One room in the sidebar; the icon takes the accent where one is."""

    def __init__(self, text: str, icon: str, parent: QWidget | None = None) -> None:
        super().__init__(text, parent)
        self._icon_name = icon
        self.setProperty("kind", "room")
        self.setCheckable(True)
        self.setAutoDefault(False)
        self.setCursor(Qt.CursorShape.PointingHandCursor)
        self.setFocusPolicy(Qt.FocusPolicy.TabFocus)
        self.toggled.connect(self._tint)
        self._tint()

    def changeEvent(self, event: QEvent) -> None:
        """Another look: other ink."""
        if event.type() == QEvent.Type.StyleChange:
            self._tint()
        super().changeEvent(event)

    def _tint(self) -> None:
        theme = in_force()
        size = theme.icon_px(18)
        self.setIcon(theme.icon(self._icon_name, "accent" if self.isChecked() else "mute", 18, 10))
        self.setIconSize(QSize(size + 10, size))


class Sidebar(QFrame):
    """The rooms from top to bottom; arrow keys walk between them.

    Signals:
        chosen: a room's key.
        settings: the settings are wanted.
        help: the help is wanted.
    """

    chosen = Signal(str)
    settings = Signal()
    help = Signal()

    def __init__(self, rooms: Sequence[RoomEntry], parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setProperty("kind", "side")
        self.setAccessibleName(_("Rom"))
        self.buttons: dict[str, RoomButton] = {}
        self._group = QButtonGroup(self)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 16, 0, 12)
        column.setSpacing(0)
        for number, room in enumerate(rooms, start=1):
            button = RoomButton(room_name(room.key), room.icon, self)
            button.setToolTip(native(f"Ctrl+{number}"))
            button.clicked.connect(lambda _checked=False, key=room.key: self.chosen.emit(key))
            self._group.addButton(button)
            self.buttons[room.key] = button
            column.addWidget(button)
        self._fit()
        column.addStretch(1)
        foot = QVBoxLayout()
        foot.setContentsMargins(12, 0, 12, 0)
        foot.setSpacing(0)
        self.settings_button = FlatButton(_("Innstillinger"), "settings", self)
        self.help_button = FlatButton(_("Hjelp"), "circle-help", self)
        for button_, signal in ((self.settings_button, self.settings), (self.help_button, self.help)):
            button_.setProperty("place", "side")
            button_.clicked.connect(signal)
            foot.addWidget(button_)
        column.addLayout(foot)

    def changeEvent(self, event: QEvent) -> None:
        """Another text size: another width."""
        if event.type() == QEvent.Type.FontChange:
            self._fit()
        super().changeEvent(event)

    def _fit(self) -> None:
        self.setMinimumWidth(round(188 * max(1.0, in_force().scale)))

    def show_room(self, key: str) -> None:
        """Mark where one is; an empty key for in none of them."""
        if key in self.buttons:
            self.buttons[key].setChecked(True)
        elif (checked := self._group.checkedButton()) is not None:
            self._group.setExclusive(False)
            checked.setChecked(False)
            self._group.setExclusive(True)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Up and Down walk between the rooms and go there."""
        keys = list(self.buttons)
        step = {Qt.Key.Key_Down: 1, Qt.Key.Key_Up: -1}.get(Qt.Key(event.key()))
        focused = next((key for key, button in self.buttons.items() if button.hasFocus()), None)
        if step is None or focused is None:
            super().keyPressEvent(event)
            return
        target = self.buttons[keys[(keys.index(focused) + step) % len(keys)]]
        target.setFocus(Qt.FocusReason.TabFocusReason)
        target.click()
