"""The calm sidebar: the parts of the work, by name; on a narrow window the name stands under the icon."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import QEvent, QRect, QSize, QTimer, Signal
from PySide6.QtGui import QFontMetrics, QIcon, QKeyEvent, QPaintEvent, QResizeEvent
from PySide6.QtWidgets import QButtonGroup, QFrame, QVBoxLayout, QWidget

from nettverk.domain.rooms import RoomKey
from nettverk.i18n import _
from nettverk.ui.common.basics import PushButton, Small, tab_only
from nettverk.ui.common.keys import native, room_keys
from nettverk.ui.common.literal import set_tip
from nettverk.ui.common.rooms import RoomEntry
from nettverk.ui.common.theme import in_force

NARROW = 1120  # pixels of window at 100 % text, under which the names go below the icons
WIDE_SIDE = 188


class SideButton(PushButton):
    """A room, or one of the two at the foot; the icon takes the accent where one is.

    Signals:
        walked: an arrow key asks for the next (1) or the one before (-1).
    """

    walked = Signal(int)

    def __init__(self, text: str, icon: str, parent: QWidget | None = None, *, room: bool = True) -> None:
        super().__init__(text, parent)
        self._icon_name, self._compact = icon, False
        self.setProperty("kind", "room")
        self.setCheckable(room)
        self.setAutoExclusive(room)  # said as one of a few
        self.setAutoDefault(False)
        self.setAccessibleName(text)
        tab_only(self)
        self.toggled.connect(self._tint)
        self._tint()

    def set_compact(self, compact: bool) -> None:
        """Put the name below the icon, or beside it."""
        if compact != self._compact:
            self._compact = compact
            self.updateGeometry()
            self.update()

    def sizeHint(self) -> QSize:
        """Room for the icon and the name."""
        if not self._compact:
            return super().sizeHint()
        theme = in_force()
        metrics = QFontMetrics(theme.font(-1, "semibold"))
        height = 8 + theme.icon_px(18) + 2 + metrics.height() + 6
        return QSize(metrics.horizontalAdvance(self.text()) + 18, height)

    def minimumSizeHint(self) -> QSize:
        return self.sizeHint()

    def paintEvent(self, event: QPaintEvent) -> None:
        """Side by side as Qt does it, or the icon above the name."""
        if not self._compact:
            super().paintEvent(event)
            return
        from PySide6.QtCore import Qt
        from PySide6.QtWidgets import QStyle, QStyleOptionButton, QStylePainter

        theme = in_force()
        option = QStyleOptionButton()
        self.initStyleOption(option)
        option.text, option.icon = "", QIcon()
        painter = QStylePainter(self)
        painter.drawControl(QStyle.ControlElement.CE_PushButton, option)
        side, top = theme.icon_px(18), 8
        self._plain_icon().paint(painter, QRect((self.width() - side) // 2, top, side, side))
        painter.setFont(theme.font(-1, "semibold" if self.isChecked() else "regular"))
        painter.setPen(theme.colour("ink" if self.isChecked() or self.underMouse() else "mute"))
        below = QRect(0, top + side + 2, self.width(), self.height() - top - side - 6)
        painter.drawText(below, int(Qt.AlignmentFlag.AlignHCenter | Qt.AlignmentFlag.AlignTop), self.text())
        painter.end()

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Up and Down walk between the rooms and go there; Enter presses."""
        from PySide6.QtCore import Qt

        # Arrow keys walk between the rooms as in a list, since that is what it looks like.
        step = {Qt.Key.Key_Down: 1, Qt.Key.Key_Up: -1}.get(Qt.Key(event.key()), 0)
        if step:
            self.walked.emit(step)
        elif event.key() in {Qt.Key.Key_Return, Qt.Key.Key_Enter}:
            self.click()
        else:
            super().keyPressEvent(event)

    def changeEvent(self, event: QEvent) -> None:
        if event.type() == QEvent.Type.StyleChange:
            self._tint()
        super().changeEvent(event)

    def _plain_icon(self) -> QIcon:
        return in_force().icon(self._icon_name, "accent" if self.isChecked() else "mute", 18)

    def _tint(self) -> None:
        theme = in_force()
        size = theme.icon_px(18)
        self.setIcon(theme.icon(self._icon_name, "accent" if self.isChecked() else "mute", 18, 10))
        self.setIconSize(QSize(size + 10, size))


class Sidebar(QFrame):
    """The rooms from top to bottom; arrow keys walk between them.

    Signals:
        chosen: the ``RoomKey`` of a room.
        settings: the settings are wanted.
        help: the help is wanted.
    """

    chosen = Signal(object)
    settings = Signal()
    help = Signal()

    def __init__(self, rooms: Sequence[RoomEntry], parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setProperty("kind", "side")
        self.setAccessibleName(_("Sider"))
        self.buttons: dict[RoomKey, SideButton] = {}
        self._headings: list[QWidget] = []
        self._group = QButtonGroup(self)
        page = QWidget()
        page.setProperty("kind", "page")
        column = QVBoxLayout(page)
        column.setContentsMargins(0, 16, 0, 12)
        column.setSpacing(0)
        levels = len({room.of_network for room in rooms}) > 1
        for number, room in enumerate(rooms, start=1):
            if levels and (number == 1 or room.of_network != rooms[number - 2].of_network):
                column.addWidget(self._heading(_("Nettverket") if room.of_network else _("Samlingen"), number > 1))
            button = SideButton(room.name(), room.icon, page)
            set_tip(button, native(room_keys(number)))
            button.clicked.connect(lambda _checked=False, key=room.key: self.chosen.emit(key))
            button.walked.connect(self._walk)
            self._group.addButton(button)
            self.buttons[room.key] = button
            column.addWidget(button)
        column.addStretch(1)
        self.settings_button = SideButton(_("Innstillinger"), "settings", page, room=False)
        self.help_button = SideButton(_("Hjelp"), "circle-help", page, room=False)
        self.settings_button.clicked.connect(self.settings)
        self.help_button.clicked.connect(self.help)
        column.addWidget(self.settings_button)
        column.addWidget(self.help_button)
        self._whole = QVBoxLayout(self)
        self._whole.setContentsMargins(0, 0, 0, 0)
        self._whole.addWidget(page)
        self._page, self._compact, self._scrolls = page, False, False
        self._fit()

    def _heading(self, text: str, below: bool) -> QWidget:
        """What the rooms below belong to; a hairline parts it from those above."""
        box = QWidget()
        column = QVBoxLayout(box)
        column.setContentsMargins(20, 8 if below else 0, 16, 4)
        column.setSpacing(10)
        if below:
            line = QFrame(box)
            line.setProperty("kind", "rule")
            line.setFixedHeight(1)
            column.addWidget(line)
        column.addWidget(Small(text, box, strong=True))
        self._headings.append(box)
        return box

    def fit(self, window_width: int) -> None:
        """Names beside the icons where there is room for it, below them where there is not."""
        compact = window_width < NARROW * in_force().scale
        if compact != self._compact:
            self._compact = compact
            for button in (*self.buttons.values(), self.settings_button, self.help_button):
                button.set_compact(compact)
            for heading in self._headings:
                heading.setVisible(not compact)
        self._fit()
        self._scroll_if_needed()

    def _scroll_if_needed(self) -> None:
        # Put in a scroll area only when it must: an area around it would cost the first paint a style pass.
        if self.isVisible() and not self._scrolls and self._page.minimumSizeHint().height() > self.height() > 100:
            self._scrolls = True
            self._whole.addWidget(_quiet_scroll(self._page))

    def resizeEvent(self, event: QResizeEvent) -> None:
        """A low window may be too low for large names."""
        super().resizeEvent(event)
        QTimer.singleShot(0, self, self._scroll_if_needed)

    def minimumSizeHint(self) -> QSize:
        """Never what makes the window high: it scrolls when it must."""
        return QSize(super().minimumSizeHint().width(), 100)

    def changeEvent(self, event: QEvent) -> None:
        if event.type() == QEvent.Type.FontChange:
            self._fit()
        super().changeEvent(event)

    def _fit(self) -> None:
        buttons = (*self.buttons.values(), self.settings_button, self.help_button)
        needed = max(button.sizeHint().width() for button in buttons)
        least = 0 if self._compact else round(WIDE_SIDE * in_force().growth)
        bar = 12 if self._compact and in_force().scale > 1 else 0  # large text may need the scroll bar
        self.setFixedWidth(max(needed + bar, least) + 1)

    def show_room(self, key: RoomKey | None) -> None:
        """Mark where one is; None for in none of them."""
        if key is not None:
            self.buttons[key].setChecked(True)
        elif (checked := self._group.checkedButton()) is not None:
            # An exclusive group does not let go of its last button, so it is opened for a moment.
            self._group.setExclusive(False)
            checked.setChecked(False)
            self._group.setExclusive(True)

    def _walk(self, step: int) -> None:
        keys = list(self.buttons)
        focused = next((key for key, button in self.buttons.items() if button.hasFocus()), None)
        if focused is not None:
            from PySide6.QtCore import Qt

            target = self.buttons[keys[(keys.index(focused) + step) % len(keys)]]
            target.setFocus(Qt.FocusReason.TabFocusReason)
            target.click()


def _quiet_scroll(page: QWidget) -> QWidget:
    """Scrolls only when large text on a low screen leaves no other way."""
    from PySide6.QtCore import Qt
    from PySide6.QtWidgets import QScrollArea

    area = QScrollArea()
    area.setWidgetResizable(True)
    area.setFrameShape(QFrame.Shape.NoFrame)
    area.setFocusPolicy(Qt.FocusPolicy.NoFocus)
    area.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
    area.setWidget(page)
    area.viewport().setAutoFillBackground(False)
    page.setAutoFillBackground(False)
    return area
