"""The wall as a widget: the projector's picture and the presenter's preview are the same class.

What stands still is drawn once and kept; a tick of the clock draws only the clock. One wall fades calmly into the next
where the view is told that things may move; the pages of somebody's slides turn at once.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable

from PySide6.QtCore import QRect, QRectF, QSize, Qt, Signal
from PySide6.QtGui import QHideEvent, QImage, QMouseEvent, QPainter, QPaintEvent, QPixmap, QResizeEvent
from PySide6.QtWidgets import QSizePolicy, QWidget

from nettverk.domain.wall.walls import Black, Face, Slides, Wall
from nettverk.i18n import _, using
from nettverk.ui.common.theme import Theme, in_force
from nettverk.ui.stage.wall.canvas import Canvas
from nettverk.ui.stage.wall.fade import Fade, Seen
from nettverk.ui.stage.wall.painting import face_area, face_of, pages, paint, paint_face
from nettverk.ui.stage.wall.prerender import Prerender

SlideSource = Callable[[str, int, QSize], QImage | None]


class WallView(QWidget):
    """One wall, fitted to the widget.

    A preview is given the projector's size with ``mirror``: it lays the wall out for that size and draws it small, so
    that lines break and pages turn at the same place.

    Attributes:
        moves: whether walls may fade into each other now; a preview's never do.
        slides: where pages of PDFs come from.

    Signals:
        pressed: clicked or touched.
    """

    pressed = Signal()

    def __init__(self, theme: Theme, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._theme = theme
        self._wall: Wall | None = None
        self._page = 0
        self._layout_size: QSize | None = None
        self._still = QPixmap()
        self._pages: tuple[object, int] = (None, 1)
        self.slides: SlideSource | None = None
        self.moves: Callable[[], bool] | None = None
        self._fade = Fade(self)
        self._ahead = Prerender(self)
        self.setAttribute(Qt.WidgetAttribute.WA_OpaquePaintEvent)
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Expanding)
        self.setAccessibleName(_("Lerretet"))

    # --- what to show ---

    @property
    def wall(self) -> Wall | None:
        """What stands there."""
        return self._wall

    @property
    def page(self) -> int:
        """Which page of it, from 0."""
        return self._page

    @property
    def page_count(self) -> int:
        """How many pages it takes at this size."""
        size = self.layout_size
        key = (self._wall, size.width(), size.height(), self._theme.name)
        if self._pages[0] != key:
            count = 1
            if self._wall is not None:
                with using(self._wall.language):
                    count = pages(self._wall, size.width(), size.height(), self._theme)
            self._pages = (key, count)
        return self._pages[1]

    @property
    def layout_size(self) -> QSize:
        """The size the wall is laid out for."""
        return self._layout_size or QSize(max(1, self.width()), max(1, self.height()))

    def mirror(self, size: QSize | None) -> None:
        """Lay out for another size than the widget's own (None: its own)."""
        if size != self._layout_size:
            self._layout_size = size
            self._fade.end()
            self._draw_anew()
            self.updateGeometry()

    def set_theme(self, theme: Theme) -> None:
        """Dark for a dim hall, light for a bright one."""
        if theme != self._theme:
            self._theme = theme
            self._fade.end()
            self._draw_anew()

    def show_wall(self, wall: Wall, page: int | None = None, turn: int = 0) -> bool:
        """Show a wall with its clock; ``page`` is chosen by hand, else pages turn by ``turn``.

        Returns:
            whether more than the clock is new.
        """
        before = self._wall
        face_before = face_of(before) if before is not None else None
        area_before = self._face_rect()
        self._wall = wall
        chosen = (turn if page is None else page) % self.page_count
        face = face_of(wall)
        if wall != before or chosen != self._page or (face is None) != (face_before is None):
            if before is not None:
                self._start_fade(before, wall)
            self._page = chosen
            self._draw_anew()
            if wall != before:
                self.setAccessibleDescription(wall.name)
            return True
        if face != face_before and isinstance(face, Face):
            if self._fade.running:
                self.update()
            else:
                self.update(self._face_rect().united(area_before).toAlignedRect())
        return False

    def expect(self, walls: Iterable[Wall]) -> None:
        """These may be shown soon: draw each once in a quiet moment, so that it comes at once when it is asked for."""
        self._ahead.expect(walls, self.layout_size, self._theme)

    def hideEvent(self, event: QHideEvent) -> None:
        """Nobody looks, so nothing is drawn ahead."""
        self._ahead.stop()
        super().hideEvent(event)

    def look_again(self) -> None:
        """Something it draws (a slide) has come since."""
        if isinstance(self._wall, Slides):
            self._draw_anew()

    @property
    def fading(self) -> bool:
        """Whether one wall is on its way into the next."""
        return self._fade.running

    # --- from one wall to the next ---

    def _start_fade(self, before: Wall, wall: Wall) -> None:
        """Keep what is seen now, to fade away over the new wall; the pages of one document turn at once."""
        turned = isinstance(before, Slides) and isinstance(wall, Slides) and before.document == wall.document
        wanted = self.moves is not None and self.isVisible() and self._fade.affordable() and self.moves()
        if turned or not wanted:
            self._fade.end()
        elif self._still.isNull():
            return  # nobody has seen ``before``: what fades, if anything, is still what was there earlier
        else:
            steady = self._same_clock(before, wall)
            clock = None if steady else before
            seen = self._fade.seen
            picture, clock = (self._still, clock) if seen is None else (self._blended(seen, clock), None)
            self._fade.begin(Seen(picture, clock, steady))

    def _same_clock(self, one: Wall, other: Wall) -> bool:
        area = self._face_rect(one)
        return not area.isEmpty() and area == self._face_rect(other)

    def _blended(self, seen: Seen, clock: Wall | None) -> QPixmap:
        """What is seen in the middle of a change, as one picture: a second change goes on from there."""
        share = self._fade.share()
        self._fade.end()
        picture, seen.picture = seen.picture, QPixmap()  # ours alone, so it is painted on where it lies
        painter = QPainter(picture)
        if seen.clock is not None:
            self._paint_clock(painter, seen.clock)
        painter.setOpacity(share)
        painter.drawPixmap(0, 0, self._still)
        if clock is not None:
            painter.setOpacity(1.0 if seen.steady else share)
            self._paint_clock(painter, clock)
        painter.end()
        return picture

    # --- drawing ---

    def _draw_anew(self) -> None:
        self._still = QPixmap()
        self.update()

    def _scale(self) -> float:
        return self.width() / self.layout_size.width()

    def _face_rect(self, wall: Wall | None = None) -> QRectF:
        wall = wall or self._wall
        if wall is None:
            return QRectF()
        size, scale = self.layout_size, self._scale()
        area = face_area(Canvas(QPainter(), size.width(), size.height(), self._theme), wall)
        return QRectF(area.x() * scale, area.y() * scale, area.width() * scale, area.height() * scale)

    def paintEvent(self, event: QPaintEvent) -> None:
        """What stands still from memory, the clock on top; while one wall fades into another, both."""
        painter = QPainter(self)
        if self._wall is None:
            painter.fillRect(self.rect(), Qt.GlobalColor.black)
            return
        if self._still.isNull():
            self._still = self._drawn()
        began = self._fade.now()
        painter.setClipRect(event.rect())
        self._paint_part(painter, self._still, event.rect())
        share = self._fade.share()
        if share >= 1 and event.rect().contains(self.rect()):
            self._fade.complete()
        seen = self._fade.seen
        if seen is not None:
            painter.setOpacity(1 - share)
            self._paint_part(painter, seen.picture, event.rect())
            if seen.clock is not None:
                self._paint_clock(painter, seen.clock)
            painter.setOpacity(1.0 if seen.steady else share)
        self._paint_clock(painter, self._wall)
        painter.setOpacity(1.0)
        if self._layout_size is not None:  # a preview: a dark wall is to be seen on a dark ground
            painter.setPen(in_force().colour("edge"))
            painter.setBrush(Qt.BrushStyle.NoBrush)
            painter.drawRect(self.rect().adjusted(0, 0, -1, -1))
        painter.end()
        self._fade.drawn((self._fade.now() - began) * 1e3)

    def _paint_part(self, painter: QPainter, picture: QPixmap, spot: QRect) -> None:
        ratio = picture.devicePixelRatio()
        source = QRectF(spot.x() * ratio, spot.y() * ratio, spot.width() * ratio, spot.height() * ratio)
        painter.drawPixmap(spot, picture, source.toRect())

    def _paint_clock(self, painter: QPainter, wall: Wall) -> None:
        painter.save()
        painter.scale(self._scale(), self._scale())
        size = self.layout_size
        paint_face(Canvas(painter, size.width(), size.height(), self._theme), wall)
        painter.restore()

    def _drawn(self) -> QPixmap:
        assert self._wall is not None
        ratio = self.devicePixelRatioF()
        still = QPixmap(QSize(max(1, round(self.width() * ratio)), max(1, round(self.height() * ratio))))
        still.setDevicePixelRatio(ratio)
        still.fill(Qt.GlobalColor.black)
        painter = QPainter(still)
        painter.scale(self._scale(), self._scale())
        size = self.layout_size
        slide = None
        if isinstance(self._wall, Slides) and self.slides is not None:
            slide = self.slides(self._wall.document, self._wall.page, still.size())
        paint(Canvas(painter, size.width(), size.height(), self._theme), self._wall, self._page, slide)
        painter.end()
        return still

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Another size is another layout."""
        self._fade.end()
        self._draw_anew()
        super().resizeEvent(event)

    def mousePressEvent(self, event: QMouseEvent) -> None:
        """Tell whoever wants to know."""
        self.pressed.emit()
        super().mousePressEvent(event)

    def hasHeightForWidth(self) -> bool:
        """A preview keeps the projector's proportions."""
        return self._layout_size is not None

    def heightForWidth(self, width: int) -> int:
        """As the projector's."""
        size = self.layout_size
        return round(width * size.height() / size.width())

    def sizeHint(self) -> QSize:
        """Some 16:9."""
        return QSize(480, 270)

    @property
    def is_black(self) -> bool:
        """Whether nothing is shown, on purpose."""
        return isinstance(self._wall, Black)
