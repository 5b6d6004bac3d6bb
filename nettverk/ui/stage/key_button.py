"""Buttons that show their key, so that one learns it while using the mouse."""

from __future__ import annotations

from PySide6.QtCore import QRectF, QSize, Qt
from PySide6.QtGui import QFontMetricsF, QPainter, QPaintEvent, QPen
from PySide6.QtWidgets import QPushButton, QSizePolicy, QWidget

from nettverk.ui.common.theme import in_force

_PAD, _GAP, _CAP_PAD = 14, 9, 6


class KeyButton(QPushButton):
    """An action with its key beside it; large enough for a finger.

    Args:
        strong: the one that matters most here.
    """

    def __init__(self, text: str, key: str, parent: QWidget | None = None, *, strong: bool = False) -> None:
        super().__init__(parent)
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

    def show_as(self, what: str) -> None:
        """With words and key (``both``), or one of them where there is little room; the tool tip has the other."""
        if what != self._shown:
            self._shown = what
            self.setToolTip({"both": "", "words": self.cap}.get(what, f"{self.words}   {self.cap}"))
            self.updateGeometry()
            self.update()

    def _widths(self) -> tuple[float, float]:
        theme = in_force()
        words = QFontMetricsF(theme.font(0, "semibold")).horizontalAdvance(self.words)
        cap = QFontMetricsF(theme.font(-1)).horizontalAdvance(self.cap) + 2 * _CAP_PAD
        return words * (self._shown != "key"), cap * (self._shown != "words")

    def width_as(self, what: str) -> int:
        """How wide it would be."""
        now, self._shown = self._shown, what
        wide = self.sizeHint().width()
        self._shown = now
        return wide

    def sizeHint(self) -> QSize:
        """Words and key, at least as high as a fingertip."""
        words, cap = self._widths()
        return QSize(
            round(words + cap) + 2 * _PAD + (_GAP if cap and words else 0), round(44 * max(1.0, in_force().scale))
        )

    def minimumSizeHint(self) -> QSize:
        """Never less than the words."""
        return self.sizeHint()

    def paintEvent(self, event: QPaintEvent) -> None:
        """The ordinary button, with words and key on it."""
        super().paintEvent(event)
        theme = in_force()
        token = "on_accent" if self._strong else "accent" if self._on else "ink"
        token = token if self.isEnabled() else "off"
        words, cap = self._widths()
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        painter.setFont(theme.font(0, "semibold" if self._strong or self._on else "regular"))
        painter.setPen(theme.colour(token))
        left = (self.width() - words - cap - (_GAP if cap and words else 0)) / 2
        if words:
            painter.drawText(QRectF(left, 0, words, self.height()), Qt.AlignmentFlag.AlignCenter, self.words)
            left += words + _GAP
        if not cap:
            painter.end()
            return
        quiet = theme.colour(token if token in {"on_accent", "off"} else "mute")
        high = theme.px(-1) * 1.62
        box = QRectF(left, (self.height() - high) / 2, cap, high)
        painter.setFont(theme.font(-1))
        painter.setPen(QPen(quiet, 1))
        painter.drawRoundedRect(box.adjusted(0.5, 0.5, -0.5, -0.5), 4, 4)
        painter.drawText(box, Qt.AlignmentFlag.AlignCenter, self.cap)
        painter.end()
