"""What the board is drawn with: the theme, fonts at a zoom, and small icons kept as pictures."""

from __future__ import annotations

from dataclasses import dataclass

from PySide6.QtCore import QRectF, Qt
from PySide6.QtGui import QFont, QFontMetricsF, QPainter, QPixmap

from nettverk.ui.common.theme import Theme, icon_pixmap, type_of
from nettverk.ui.groups.board.layout import BoardLayout, Detail

LEFT = Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignVCenter
RIGHT = Qt.AlignmentFlag.AlignRight | Qt.AlignmentFlag.AlignVCenter
MIDDLE = Qt.AlignmentFlag.AlignCenter


@dataclass(frozen=True, slots=True)
class BoardFonts:
    """Fonts at a zoom, with their metrics, which are slow to make.

    Attributes:
        name: of people. small: units, counts and notes. head: of tables.
    """

    name: QFont
    small: QFont
    head: QFont
    name_metrics: QFontMetricsF
    small_metrics: QFontMetricsF


class BoardStyle:
    """Shared by everything that draws on the board, so that fonts and icons are made once a zoom.

    Attributes:
        theme: the look in force.
    """

    def __init__(self, theme: Theme) -> None:
        self.theme = theme
        self._icons: dict[tuple[str, int, float, str], QPixmap] = {}
        self._fonts: tuple[float, Detail, BoardFonts] | None = None

    def set_theme(self, theme: Theme) -> None:
        """Make fonts and icons of another look or text size from now on."""
        self.theme = theme
        self.forget()

    def forget(self) -> None:
        """Throw away fonts and icons; the next one that is asked for is made anew."""
        self._icons.clear()
        self._fonts = None

    def fonts(self, layout: BoardLayout) -> BoardFonts:
        """The fonts of a layout's zoom; below nine pixels nobody can read them, so they stop there."""
        if self._fonts is None or self._fonts[:2] != (layout.scale, layout.detail):
            scale, detail = layout.scale, layout.detail
            full = detail is Detail.FULL
            name = type_of(max(9.0, (13.5 if full else 14.5) * scale), "semibold" if full else "regular")
            small = type_of(max(9.0, 12.2 * scale))
            head = type_of(max(10.0, (24 if detail is Detail.DOTS else 14.5) * scale), "bold")
            fonts = BoardFonts(name, small, head, QFontMetricsF(name), QFontMetricsF(small))
            self._fonts = scale, detail, fonts
        return self._fonts[2]

    def draw_icon(self, painter: QPainter, name: str, box: QRectF, token: str = "mute") -> None:
        """Draw an icon in a theme colour, as wide as a box."""
        key = (name, round(box.width()), painter.device().devicePixelRatioF(), token)
        if key not in self._icons:
            self._icons[key] = icon_pixmap(name, self.theme.tokens[token], key[1], key[2])
        painter.drawPixmap(box.topLeft(), self._icons[key])
