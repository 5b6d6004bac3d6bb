"""The pointer: hold and drag on the small picture of the wall, and a soft spot stands there on the wall, as long."""

from __future__ import annotations

from collections.abc import Callable

from PySide6.QtCore import QEvent, QObject, QPointF, QRectF, Qt
from PySide6.QtGui import QColor, QMouseEvent, QPainter, QPaintEvent, QPen, QRadialGradient
from PySide6.QtWidgets import QWidget

from nettverk.domain.wall.walls import Black
from nettverk.i18n import _
from nettverk.ui.common.literal import set_tip
from nettverk.ui.common.theme import Theme
from nettverk.ui.stage.wall.wall_widget import WallView

SIZE = 1 / 7
"""Diameter of the spot with its glow, of the wall's height."""


class PointerSpot(QWidget):
    """A soft spot with a ring, drawn over a wall; it takes no clicks and no focus.

    The ring is the accent between light and dark, so that it is seen on any slide; what it points at shows through.
    """

    def __init__(self, over: WallView) -> None:
        super().__init__(over)
        self.setAttribute(Qt.WidgetAttribute.WA_TransparentForMouseEvents)
        self.setAttribute(Qt.WidgetAttribute.WA_NoSystemBackground)
        self.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        self._colour = QColor("white")
        self.hide()

    def show_at(self, x: float, y: float, theme: Theme) -> None:
        """Stand at a place, as parts of the wall's width and height."""
        over = self.parentWidget()
        if over is None:
            return
        self._colour = theme.colour("wall_accent")
        side = max(24, round(over.height() * SIZE))
        # A small widget that is moved: only what is under it is drawn again.
        self.setGeometry(round(x * over.width() - side / 2), round(y * over.height() - side / 2), side, side)
        self.show()
        self.raise_()

    def paintEvent(self, event: QPaintEvent) -> None:
        """A glow that lets the wall through, and a ring on it."""
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        side = float(self.width())
        middle = QPointF(side / 2, side / 2)
        glow = QRadialGradient(middle, side / 2)
        for at, strength in ((0.0, 0.12), (0.5, 0.16), (0.62, 0.5), (1.0, 0.0)):
            tint = QColor(self._colour)
            tint.setAlphaF(strength)
            glow.setColorAt(at, tint)
        painter.setPen(Qt.PenStyle.NoPen)
        painter.setBrush(glow)
        painter.drawEllipse(QRectF(0, 0, side, side))
        painter.setBrush(Qt.BrushStyle.NoBrush)
        line = max(2.0, side * 0.055)
        radius = side * 0.3
        dark, light = QColor(0, 0, 0, 210), QColor(255, 255, 255, 235)
        for colour, width in ((dark, line * 2.4), (light, line * 1.8), (self._colour, line)):
            painter.setPen(QPen(colour, width))
            painter.drawEllipse(middle, radius, radius)
        painter.end()


class WallPointer(QObject):
    """Turns a held button on the preview into spots on the preview and on the projector.

    Args:
        projector: the wall's window now, or None.
        theme: the wall's theme now.
    """

    def __init__(self, preview: WallView, projector: Callable[[], WallView | None], theme: Callable[[], Theme]) -> None:
        super().__init__(preview)
        self._preview, self._projector, self._theme = preview, projector, theme
        self._spots: list[PointerSpot] = []
        preview.setCursor(Qt.CursorShape.CrossCursor)
        set_tip(preview, _("Hold inne og dra for å peke på lerretet"))
        preview.installEventFilter(self)

    @property
    def spots(self) -> tuple[PointerSpot, ...]:
        """Those that are seen now; the preview's own is first."""
        return tuple(self._spots)

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        """Pressed, moved, let go; also let go where the window loses the mouse."""
        type_ = event.type()
        if isinstance(event, QMouseEvent) and type_ in {QEvent.Type.MouseButtonPress, QEvent.Type.MouseMove}:
            if event.buttons() & Qt.MouseButton.LeftButton:
                self._point(event.position())
                return True
        elif type_ in {
            QEvent.Type.MouseButtonRelease, QEvent.Type.Hide, QEvent.Type.WindowDeactivate, QEvent.Type.UngrabMouse,
        }:  # fmt: skip
            self.hide_spots()
        return False

    def _point(self, place: QPointF) -> None:
        size, preview = self._preview.layout_size, self._preview
        # The preview lays the wall out for the projector's size and draws it to its own width.
        height = preview.width() * size.height() / max(1, size.width())
        x = min(max(place.x() / max(1, preview.width()), 0.0), 1.0)
        y = min(max(place.y() / max(1.0, height), 0.0), 1.0)
        if isinstance(preview.wall, Black):
            self.hide_spots()
            return
        views = [preview]
        projector = self._projector()
        if projector is not None and projector.isVisible():
            views.append(projector)
        if [spot.parentWidget() for spot in self._spots] != views:
            self.hide_spots()
            self._spots = [PointerSpot(view) for view in views]
        for spot in self._spots:
            spot.show_at(x, y, self._theme())

    def hide_spots(self) -> None:
        """Take the spots away from the preview and the projector."""
        for spot in self._spots:
            spot.hide()
            spot.setParent(None)
            spot.deleteLater()
        self._spots = []
