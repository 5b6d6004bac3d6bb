"""Three large keys, one for each level: told by shape, word and hue, and by the figure that chooses it."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import QRectF, QSize, Qt, Signal
from PySide6.QtGui import QColor, QFont, QFontMetricsF, QPainter, QPaintEvent, QPen
from PySide6.QtWidgets import QAbstractButton, QHBoxLayout, QSizePolicy, QVBoxLayout, QWidget

from nettverk.domain.sheets.definition import Level
from nettverk.i18n import _
from nettverk.ui.common import shapes
from nettverk.ui.common.sheet_entry.choices import LEVEL_TOKENS
from nettverk.ui.common.sheet_entry.level_button import lines_of
from nettverk.ui.common.theme import Weight, in_force

_NARROWEST, _MARGINS, _SMALLEST = 9, 20, -1
"""A key's least width in letters' heights, what its words are from its edges together, and their smallest step."""
_USUAL = 2.6
"""Lines of the largest words that a key has room for, where no level needs more."""


class BigLevel(QAbstractButton):
    """One level as a key as large as a hand.

    Args:
        counting: shows a count, as on the keypad; else whether it is chosen.
        beside: all levels that stand in the row: their keys are as high as the one with the longest words.
    """

    def __init__(
        self, level: Level, place: int, parent: QWidget | None = None, *, counting: bool = False,
        beside: Sequence[Level] = (),
    ) -> None:  # fmt: skip
        super().__init__(parent)
        self.level, self._place, self._counting = level, place, counting
        self._labels = tuple(other_level.label for other_level in beside or (level,))
        self.count = 0
        self.setCheckable(not counting)
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self.setCursor(Qt.CursorShape.PointingHandCursor)
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)
        self._name()

    def show_count(self, count: int) -> None:
        """How many have been counted so far."""
        self.count = count
        self._name()
        self.update()

    def _name(self) -> None:
        name = _("{level}: {count}").format(level=self.level.label, count=self.count)
        self.setAccessibleName(name if self._counting else self.level.label)
        self.setAccessibleDescription(_("Tast {figure}").format(figure=self._place + 1))

    def nextCheckState(self) -> None:
        """Whoever listens says what is chosen: a second press of a double click takes nothing back."""

    def sizeHint(self) -> QSize:
        theme = in_force()
        high = theme.px(0) * (11 if self._counting else 9)
        return QSize(theme.px(0) * 12, round(high + self._words_height() - theme.px(1) * _USUAL))

    def minimumSizeHint(self) -> QSize:
        return QSize(in_force().px(0) * _NARROWEST, self.sizeHint().height())

    def _words_height(self) -> float:
        """Room for two lines, or for as many as the longest of the levels needs in the narrowest key."""
        theme = in_force()
        width = theme.px(0) * _NARROWEST - _MARGINS
        lines = max(len(lines_of(label, width, step=_SMALLEST, weight="bold")) for label in self._labels)
        return max(theme.px(1) * _USUAL, (lines + 0.3) * QFontMetricsF(theme.font(_SMALLEST, "bold")).lineSpacing())

    def paintEvent(self, event: QPaintEvent) -> None:
        """The key: the shape over the word, the figure in its corner, and a thick edge where it is chosen."""
        theme = in_force()
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        hue = theme.colour(LEVEL_TOKENS[self._place % len(LEVEL_TOKENS)])
        chosen, over = self.isChecked(), self.underMouse() or self.isDown()
        self._ground(painter, hue, chosen=chosen, over=over)
        self._key(painter)
        side = theme.px(0) * 2.1
        words_height = self._words_height()
        middle = (self.height() - words_height) / 2
        if self._counting:
            painter.setFont(theme.font(5, "bold"))
            painter.setPen(hue if self.count else theme.colour("mute"))
            figure = QRectF(0, theme.px(0) * 0.8, self.width(), self.height() - words_height - theme.px(0))
            painter.drawText(figure, Qt.AlignmentFlag.AlignCenter, str(self.count))
            mark = QRectF(theme.px(0), theme.px(0), side * 0.6, side * 0.6)
        else:
            mark = QRectF((self.width() - side) / 2, middle - side / 2 + theme.px(0) * 0.3, side, side)
        shapes.paint(painter, mark, self.level.mark.value, hue)
        painter.setPen(theme.colour("ink"))
        font, lines = self.set_words("bold" if chosen else "semibold")
        painter.setFont(font)
        words = QRectF(_MARGINS / 2, self.height() - words_height - 4, self.width() - _MARGINS, words_height)
        painter.drawText(words, Qt.AlignmentFlag.AlignCenter, "\n".join(lines))
        painter.end()

    def set_words(self, weight: Weight = "bold") -> tuple[QFont, list[str]]:
        """The words in lines, as large as lets every one of them stand whole on the key."""
        theme, room, high = in_force(), self.width() - _MARGINS, self._words_height()
        for step in range(1, _SMALLEST - 1, -1):
            font = theme.font(step, weight)
            metrics = QFontMetricsF(font)
            lines = lines_of(self.level.label, room, step=step, weight=weight)
            whole = all(metrics.horizontalAdvance(word) <= room for word in self.level.label.split())
            if step == _SMALLEST or (whole and len(lines) * metrics.lineSpacing() <= high):
                break
        return font, lines

    def _ground(self, painter: QPainter, hue: QColor, *, chosen: bool, over: bool) -> None:
        theme = in_force()
        box = QRectF(self.rect()).adjusted(2, 2, -2, -2)
        ground = theme.colour("hover" if over and not chosen else "card")
        if chosen:
            ground = QColor(hue)
            ground.setAlphaF(0.16)
            painter.setPen(Qt.PenStyle.NoPen)
            painter.setBrush(theme.colour("card"))
            painter.drawRoundedRect(box, 12, 12)
        edge = hue if chosen else theme.colour("focus" if self.hasFocus() else "edge")
        painter.setPen(QPen(edge, 3 if chosen or self.hasFocus() else 1.2))
        painter.setBrush(ground)
        painter.drawRoundedRect(box, 12, 12)
        if chosen and self.hasFocus():
            painter.setPen(QPen(theme.colour("focus"), 2))
            painter.setBrush(Qt.BrushStyle.NoBrush)
            painter.drawRoundedRect(box.adjusted(5, 5, -5, -5), 8, 8)

    def _key(self, painter: QPainter) -> None:
        theme = in_force()
        painter.setFont(theme.font(-1, "semibold"))
        painter.setPen(theme.colour("mute"))
        corner = QRectF(self.width() - theme.px(0) * 2.4, 8, theme.px(0) * 1.6, theme.px(0) * 1.6)
        painter.drawText(corner, Qt.AlignmentFlag.AlignCenter, str(self._place + 1))


class BigLevels(QWidget):
    """The levels side by side, best first, or below one another where there is no room.

    Signals:
        pressed: the place of the level, from 0.
    """

    pressed = Signal(int)

    def __init__(self, levels: Sequence[Level], parent: QWidget | None = None, *, counting: bool = False) -> None:
        super().__init__(parent)
        self.keys = [
            BigLevel(level, place, self, counting=counting, beside=levels) for place, level in enumerate(levels)
        ]
        self._row = QHBoxLayout(self) if len(levels) <= 4 else QVBoxLayout(self)
        self._row.setContentsMargins(0, 0, 0, 0)
        self._row.setSpacing(16)
        for place, key in enumerate(self.keys):
            key.clicked.connect(lambda _on=False, place=place: self.pressed.emit(place))
            self._row.addWidget(key)

    def choose(self, level_id: str) -> None:
        """Show a level as chosen; none where empty."""
        for key in self.keys:
            key.setChecked(key.level.id == level_id)
            key.update()

    def show_counts(self, counts: Sequence[int]) -> None:
        """How many have been counted of each."""
        for key, count in zip(self.keys, counts, strict=True):
            key.show_count(count)
