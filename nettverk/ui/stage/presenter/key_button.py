"""Buttons that show their key, so that one learns it while using the mouse."""

from __future__ import annotations

from PySide6.QtCore import QRectF, QSize, Qt
from PySide6.QtGui import QColor, QFontMetricsF, QPainter, QPaintEvent, QPen
from PySide6.QtWidgets import QSizePolicy, QWidget

from nettverk.ui.common.basics import PushButton
from nettverk.ui.common.literal import set_tip
from nettverk.ui.common.theme import in_force

_PAD, _GAP, _CAP_PAD = 14, 9, 6
_SIDE = {"stacked": 10, "snug": 6, "key": 10}


class KeyButton(PushButton):
    """An action with its key beside it; large enough for a finger.

    Args:
        strong: the one that matters most here.
        bar: the key is the space bar, which can be drawn.
        others: what else it may come to say; it is always as wide as the longest, so that nothing moves.
    """

    def __init__(
        self, text: str, key: str, parent: QWidget | None = None, *, strong: bool = False, bar: bool = False,
        others: tuple[str, ...] = (),
    ) -> None:  # fmt: skip
        super().__init__(parent=parent)
        self._bar, self._others = bar, (text, *others)
        self._strong, self._on, self._shown = strong, False, "both"
        self.words, self.cap = text, key
        self.setProperty("kind", "primary" if strong else "quiet")
        self.setFocusPolicy(Qt.FocusPolicy.TabFocus)
        self.setCursor(Qt.CursorShape.PointingHandCursor)
        self.setSizePolicy(QSizePolicy.Policy.Fixed, QSizePolicy.Policy.Fixed)
        self.setAccessibleName(text)
        self.setAccessibleDescription(key)

    def say(self, text: str, *, on: bool = False) -> None:
        """Other words on the same button; ``on`` marks what is in force."""
        if text != self.words or on != self._on:
            self.words, self._on = text, on
            self.setAccessibleName(text)
            self.updateGeometry()
            self.update()

    @property
    def shown(self) -> str:
        """How it is shown now, as ``show_as`` was told: both, stacked, snug or key."""
        return self._shown

    def show_as(self, what: str) -> None:
        """Words beside the key (``both``), the key under them (``stacked``; ``snug`` with little air), or the ``key``
        alone with a tool tip."""
        if what != self._shown:
            self._shown = what
            set_tip(self, self.words if what == "key" else "")
            self.updateGeometry()
            self.update()

    def _widths(self, what: str) -> tuple[float, float]:
        theme = in_force()
        words = QFontMetricsF(theme.font(0, "semibold")).horizontalAdvance(self.words)
        cap = QFontMetricsF(theme.font(-1)).horizontalAdvance(self.cap) + 2 * _CAP_PAD
        # The name of the space bar is long; drawn as a bar it takes no more than a letter and a half.
        if what != "both" and self._bar:
            cap = theme.px(-1) * 2.6
        return words * (what != "key"), cap

    def width_as(self, what: str) -> int:
        """How many pixels wide the button would be, shown in that way."""
        words, cap = self._widths(what)
        if words:
            metrics = QFontMetricsF(in_force().font(0, "semibold"))
            words = max(words, *(metrics.horizontalAdvance(word) for word in self._others))
        if what == "both":
            return round(words + cap) + 2 * _PAD + _GAP
        return round(max(words, cap)) + 2 * _SIDE[what]

    def sizeHint(self) -> QSize:
        """Words and key, at least as high as a fingertip."""
        high = 44 if self._shown == "both" else 54
        return QSize(self.width_as(self._shown), round(high * in_force().growth))

    def minimumSizeHint(self) -> QSize:
        """As the hint: a button that is squeezed would lose its words."""
        return self.sizeHint()

    def paintEvent(self, event: QPaintEvent) -> None:
        """The ordinary button, with words and key on it."""
        super().paintEvent(event)
        theme = in_force()
        token = "on_accent" if self._strong else "accent" if self._on else "ink"
        token = token if self.isEnabled() else "off"
        words, cap = self._widths(self._shown)
        high = theme.px(-1) * 1.62
        whole = QRectF(self.rect())
        if self._shown == "both":
            left = (whole.width() - words - cap - _GAP) / 2
            place = QRectF(left, 0, words, whole.height())
            box = QRectF(left + words + _GAP, (whole.height() - high) / 2, cap, high)
        else:
            line = theme.px(0) * 1.4 if words else 0.0
            top = (whole.height() - line - high) / 2
            place = QRectF(0, top - 1, whole.width(), line)
            box = QRectF((whole.width() - cap) / 2, top + line, cap, high)
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        painter.setFont(theme.font(0, "semibold" if self._strong or self._on else "regular"))
        painter.setPen(theme.colour(token))
        if words:
            painter.drawText(place, Qt.AlignmentFlag.AlignCenter, self.words)
        self._draw_cap(painter, box, theme.colour(token if token in {"on_accent", "off"} else "mute"))
        painter.end()

    def _draw_cap(self, painter: QPainter, box: QRectF, colour: QColor) -> None:
        """The key: its name, or the bar itself where the name of the space bar is too long."""
        painter.setFont(in_force().font(-1))
        painter.setPen(QPen(colour, 1))
        painter.drawRoundedRect(box.adjusted(0.5, 0.5, -0.5, -0.5), 4, 4)
        if not self._bar or self._shown == "both":
            painter.drawText(box, Qt.AlignmentFlag.AlignCenter, self.cap)
            return
        inside = box.adjusted(box.width() * 0.2, box.height() * 0.4, -box.width() * 0.2, -box.height() * 0.3)
        painter.setPen(QPen(colour, 1.5))
        painter.drawPolyline([inside.topLeft(), inside.bottomLeft(), inside.bottomRight(), inside.topRight()])
