"""Large tabular figures with a word under, and the line that shows how much is left."""

from __future__ import annotations

from PySide6.QtCore import QEvent, QRectF, QSize, Qt
from PySide6.QtGui import QFont, QFontMetricsF, QPainter, QPaintEvent
from PySide6.QtWidgets import QSizePolicy, QWidget

from nettverk.ui.common.theme import in_force, type_of

_CAP = 0.72
"""How high digits are, as a share of the font's size; what is below their line is the word's."""


class Dial(QWidget):
    """Figures on one line with their neighbours whatever their size; the width never follows the figures.

    Args:
        px: size of the figures at 100 %.
        widest: the figures it has room for; longer ones are drawn smaller in the same place.
    """

    def __init__(self, px: int, widest: str, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._px, self._widest = px, widest
        self._text, self._word, self._tone = "", "", ""
        self._scale, self._lines = 1.0, 1
        self.setSizePolicy(QSizePolicy.Policy.Fixed, QSizePolicy.Policy.Fixed)

    def show_figures(self, text: str, word: str, tone: str = "") -> None:
        """Other figures; drawn again only if they are."""
        if (text, word, tone) != (self._text, self._word, self._tone):
            self._text, self._word, self._tone = text, word, tone
            self.setAccessibleName(f"{text} {word}")
            self.update()

    @property
    def text(self) -> str:
        """The figures it shows, as ``Reading.figures``."""
        return self._text

    @property
    def word(self) -> str:
        """What the figures are, below them."""
        return self._word

    @property
    def tone(self) -> str:
        """The theme's token for the figures: stop, warn, or empty for ink."""
        return self._tone

    @property
    def px(self) -> float:
        """Pixels of the figures' font, at the user's text size and the scale there is room for."""
        return self._px * in_force().growth * self._scale

    def scale_figures(self, scale: float, lines: int = 1) -> None:
        """Smaller figures where the window is narrow, larger where it is large.

        Args:
            scale: 1 for the size it was made with. lines: of the word below the figures.
        """
        if abs(scale - self._scale) > 0.01 or lines != self._lines:
            self._scale, self._lines = scale, lines
            self.updateGeometry()
            self.update()

    def width_at(self, scale: float) -> int:
        """Pixels it takes with figures at a scale of the size it was made with."""
        figures = QFontMetricsF(type_of(self._px * in_force().growth * scale))
        return round(figures.horizontalAdvance(self._widest)) + 4

    def sizeHint(self) -> QSize:
        """Room for the widest figures and the word's lines, whatever it shows now."""
        words = QFontMetricsF(in_force().font(0)).height() * (1.1 if self._lines == 1 else 2.02)
        return QSize(self.width_at(self._scale), round(self.px * _CAP + self._gap() + words))

    def minimumSizeHint(self) -> QSize:
        """As large as it asks for: figures that are cut would be read as another time."""
        return self.sizeHint()

    def _gap(self) -> float:
        return 8 * in_force().growth

    def paintEvent(self, event: QPaintEvent) -> None:
        """Figures on their line, the word below."""
        painter = QPainter(self)
        theme = in_force()
        foot = self.px * _CAP
        # Hours make figures longer than the dial was made for; they get smaller instead of moving the others.
        painter.setFont(_fitted(type_of(self.px), self._text, self.width() - 2))
        painter.setPen(theme.colour(self._tone or "ink"))
        painter.drawText(0, round(foot), self._text)
        below = QRectF(1, foot + self._gap(), self.width() - 1, self.height() - foot - self._gap())
        flags = Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignTop
        painter.setFont(self._word_font(below.width()))
        painter.setPen(theme.colour(self._tone or "mute"))
        painter.drawText(below, flags | (Qt.TextFlag.TextWordWrap if self._lines > 1 else flags), self._word)
        painter.end()

    def _word_font(self, room: float) -> QFont:
        """Body text, smaller where the word (or on two lines its longest piece) would be cut."""
        font = in_force().font(0, "semibold" if self._tone else "regular")
        if self._lines == 1:
            return _fitted(font, self._word, room)
        font = _fitted(font, max(self._word.replace("■ ", "■").split(" ") or [""], key=len), room)
        while (
            font.pixelSize() > 8
            and QFontMetricsF(font)
            .boundingRect(QRectF(0, 0, room, 1000), Qt.TextFlag.TextWordWrap, self._word)
            .height()
            > QFontMetricsF(font).height() * 2.1
        ):
            font.setPixelSize(font.pixelSize() - 1)
        return font

    def changeEvent(self, event: QEvent) -> None:
        """Ask for another size when the text has one."""
        if event.type() in {QEvent.Type.FontChange, QEvent.Type.StyleChange}:
            self.updateGeometry()
        super().changeEvent(event)


def _fitted(font: QFont, text: str, room: float) -> QFont:
    """The font, smaller where the text would be cut."""
    width = QFontMetricsF(font).horizontalAdvance(text)
    if width > room:
        font.setPixelSize(max(1, int(font.pixelSize() * room / width)))
    return font


class RemainingBar(QWidget):
    """A thin line under the figures: how much of the time is left."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._share, self._token = -1.0, "ink"
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)
        self.setFixedHeight(4)

    def show_share(self, share: float, token: str) -> None:
        """1 is all of it, 0 none; negative shows nothing, in the same place."""
        if (share, token) != (self._share, self._token):
            self._share, self._token = share, token
            self.update()

    def paintEvent(self, event: QPaintEvent) -> None:
        """A rail, and on it the time that is left."""
        if self._share < 0:
            return
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        painter.setPen(Qt.PenStyle.NoPen)
        whole = QRectF(self.rect())
        painter.setBrush(in_force().faint())
        painter.drawRoundedRect(whole, 2, 2)
        if self._share > 0:
            painter.setBrush(in_force().colour(self._token))
            painter.drawRoundedRect(QRectF(0, 0, max(4.0, whole.width() * min(1.0, self._share)), 4), 2, 2)
        painter.end()
