"""A wall drawn at the size of a widget: what stands still is drawn once and kept, the clock is drawn on top."""

from __future__ import annotations

from collections.abc import Callable

from PySide6.QtCore import QRectF, QSize, Qt
from PySide6.QtGui import QImage, QPainter, QPixmap
from PySide6.QtWidgets import QWidget

from nettverk.domain.wall.walls import Slides, Wall
from nettverk.i18n import using
from nettverk.ui.common.theme import Theme
from nettverk.ui.stage.wall.canvas import Canvas
from nettverk.ui.stage.wall.painting import face_area, pages, paint, paint_face

SlideSource = Callable[[str, int, QSize], QImage | None]
"""Gives a page of a document, fitted into a size in device pixels; None where it is not drawn in time."""


class WallPicture:
    """The picture of a wall in a widget.

    Attributes:
        theme: the wall's own, dark or light.
        mirrored: the size the wall is laid out for where that is not the widget's own, in logical pixels.
        slides: where pages of PDFs come from; None draws none.
    """

    def __init__(self, widget: QWidget, theme: Theme) -> None:
        self._widget, self.theme = widget, theme
        self.mirrored: QSize | None = None
        self.slides: SlideSource | None = None
        self._still = QPixmap()
        self._page_count: tuple[object, int] = (None, 1)

    @property
    def layout_size(self) -> QSize:
        """The size the wall is laid out for."""
        return self.mirrored or QSize(max(1, self._widget.width()), max(1, self._widget.height()))

    @property
    def scale(self) -> float:
        """Pixels of the widget for each pixel of the layout."""
        return self._widget.width() / self.layout_size.width()

    def page_count(self, wall: Wall | None) -> int:
        """How many pages a wall takes at this size."""
        size = self.layout_size
        key = (wall, size.width(), size.height(), self.theme.name)
        if self._page_count[0] != key:
            count = 1
            if wall is not None:
                with using(wall.language):
                    count = pages(wall, size.width(), size.height(), self.theme)
            self._page_count = (key, count)
        return self._page_count[1]

    # --- what stands still ---

    @property
    def kept(self) -> QPixmap:
        """What was drawn last; null where nothing has been drawn since ``forget``."""
        return self._still

    def forget(self) -> None:
        """Throw the kept picture away, because something on the wall has changed; it is drawn when next asked for."""
        self._still = QPixmap()

    def still(self, wall: Wall, page: int) -> QPixmap:
        """The wall without its clock, drawn now if it is not kept."""
        if self._still.isNull():
            self._still = self._draw(wall, page)
        return self._still

    def _draw(self, wall: Wall, page: int) -> QPixmap:
        ratio = self._widget.devicePixelRatioF()
        wide, high = round(self._widget.width() * ratio), round(self._widget.height() * ratio)
        picture = QPixmap(QSize(max(1, wide), max(1, high)))
        picture.setDevicePixelRatio(ratio)
        picture.fill(Qt.GlobalColor.black)
        # The page of a PDF is asked for in device pixels, so that its letters are as sharp as the screen can show them.
        slide = None
        if isinstance(wall, Slides) and self.slides is not None:
            slide = self.slides(wall.document, wall.page, picture.size())
        painter = QPainter(picture)
        painter.scale(self.scale, self.scale)
        paint(self._canvas(painter), wall, page, slide)
        painter.end()
        return picture

    # --- the clock ---

    def clock_rect(self, wall: Wall | None) -> QRectF:
        """Where in the widget a wall's clock is drawn; empty where it has none."""
        if wall is None:
            return QRectF()
        area, scale = face_area(self._canvas(QPainter()), wall), self.scale
        return QRectF(area.x() * scale, area.y() * scale, area.width() * scale, area.height() * scale)

    def has_same_clock_place(self, wall: Wall, other: Wall) -> bool:
        """Whether both walls have a clock, and in the same place."""
        area = self.clock_rect(wall)
        return not area.isEmpty() and area == self.clock_rect(other)

    def paint_clock(self, painter: QPainter, wall: Wall) -> None:
        """The wall's clock, with a painter in the widget's coordinates."""
        painter.save()
        painter.scale(self.scale, self.scale)
        paint_face(self._canvas(painter), wall)
        painter.restore()

    def _canvas(self, painter: QPainter) -> Canvas:
        size = self.layout_size
        return Canvas(painter, size.width(), size.height(), self.theme)
