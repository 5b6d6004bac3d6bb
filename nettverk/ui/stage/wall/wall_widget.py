"""The wall as a widget: the projector's picture and the presenter's preview are the same class.

What stands still is drawn once and kept; a tick of the clock draws only the clock. One wall fades calmly into the next
where the view is told that things may move; the pages of somebody's slides turn at once.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable

from PySide6.QtCore import QRect, QRectF, QSize, Qt, Signal
from PySide6.QtGui import QHideEvent, QMouseEvent, QPainter, QPaintEvent, QPixmap, QResizeEvent
from PySide6.QtWidgets import QSizePolicy, QWidget

from nettverk.domain.wall.walls import Face, Slides, Wall
from nettverk.i18n import _
from nettverk.ui.common.theme import Theme, in_force
from nettverk.ui.stage.wall.fade import Fade, Seen
from nettverk.ui.stage.wall.painting import face_of
from nettverk.ui.stage.wall.prerender import Prerender
from nettverk.ui.stage.wall.wall_picture import SlideSource, WallPicture


class WallView(QWidget):
    """One wall, fitted to the widget.

    A preview is given the projector's size with ``mirror``: it lays the wall out for that size and draws it small, so
    that lines break and pages turn at the same place.

    Attributes:
        moves: whether walls may fade into each other now; None, as in a preview, is never.

    Signals:
        pressed: clicked or touched.
    """

    pressed = Signal()

    def __init__(self, theme: Theme, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._wall: Wall | None = None
        self._page = 0
        self.moves: Callable[[], bool] | None = None
        self._picture = WallPicture(self, theme)
        self._fade = Fade(self)
        self._prerender = Prerender(self)
        self.setAttribute(Qt.WidgetAttribute.WA_OpaquePaintEvent)
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Expanding)
        self.setAccessibleName(_("Lerretet"))

    # --- what to show ---

    @property
    def wall(self) -> Wall | None:
        """The wall that is shown; None until there is one."""
        return self._wall

    @property
    def page(self) -> int:
        """Which page of the wall is shown, from 0."""
        return self._page

    @property
    def page_count(self) -> int:
        """How many pages the wall takes at this size."""
        return self._picture.page_count(self._wall)

    @property
    def layout_size(self) -> QSize:
        """The size the wall is laid out for."""
        return self._picture.layout_size

    def draw_slides_from(self, source: SlideSource) -> None:
        """Take pages of PDFs from this source from now on."""
        self._picture.slides = source

    def mirror(self, size: QSize | None) -> None:
        """Lay out for another size than the widget's own (None: its own)."""
        if size != self._picture.mirrored:
            self._picture.mirrored = size
            self._draw_at_once()
            self.updateGeometry()

    def set_theme(self, theme: Theme) -> None:
        """Dark for a dim hall, light for a bright one."""
        if theme != self._picture.theme:
            self._picture.theme = theme
            self._draw_at_once()

    def show_wall(self, wall: Wall, page: int | None = None, turn: int = 0) -> bool:
        """Show a wall with its clock; ``page`` is chosen by hand, else pages turn by ``turn``.

        Returns:
            whether more than the clock is new.
        """
        before = self._wall
        face_before = face_of(before) if before is not None else None
        area_before = self._picture.clock_rect(before)
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
                self.update(self._picture.clock_rect(wall).united(area_before).toAlignedRect())
        return False

    def expect(self, walls: Iterable[Wall]) -> None:
        """These may be shown soon: draw each once in a quiet moment, so that it comes at once when it is asked for."""
        self._prerender.expect(walls, self.layout_size, self._picture.theme)

    def look_again(self) -> None:
        """Draw slides once more: a page that was not there in time has come."""
        if isinstance(self._wall, Slides):
            self._draw_anew()

    # --- from one wall to the next ---

    @property
    def fading(self) -> bool:
        """Whether one wall is on its way into the next."""
        return self._fade.running

    def _start_fade(self, before: Wall, wall: Wall) -> None:
        """Keep what is seen now, to fade away over the new wall; the pages of one document turn at once."""
        turned = isinstance(before, Slides) and isinstance(wall, Slides) and before.document == wall.document
        wanted = self.moves is not None and self.isVisible() and self._fade.affordable() and self.moves()
        if turned or not wanted:
            self._fade.end()
        elif self._picture.kept.isNull():
            return  # Nobody has seen ``before``: what fades, if anything, is still what was there earlier.
        else:
            steady = self._picture.has_same_clock_place(before, wall)
            clock = None if steady else before
            seen = self._fade.seen
            if seen is None:
                self._fade.begin(Seen(self._picture.kept, clock, steady))
            else:
                self._fade.begin(Seen(self._blended(seen, clock), None, steady))

    def _blended(self, seen: Seen, clock: Wall | None) -> QPixmap:
        """What is seen in the middle of a change, as one picture: a second change goes on from there."""
        share = self._fade.share()
        self._fade.end()
        # The picture is taken out of ``seen``, so that it is painted on where it lies instead of being copied first.
        picture, seen.picture = seen.picture, QPixmap()
        painter = QPainter(picture)
        if seen.clock is not None:
            self._picture.paint_clock(painter, seen.clock)
        painter.setOpacity(share)
        painter.drawPixmap(0, 0, self._picture.kept)
        if clock is not None:
            painter.setOpacity(1.0 if seen.steady else share)
            self._picture.paint_clock(painter, clock)
        painter.end()
        return picture

    # --- drawing ---

    def _draw_anew(self) -> None:
        self._picture.forget()
        self.update()

    def _draw_at_once(self) -> None:
        """Draw anew without a fade: what was seen was of another size or look."""
        self._fade.end()
        self._draw_anew()

    def paintEvent(self, event: QPaintEvent) -> None:
        """Draw what stands still from memory and the clock on top; while one wall fades into another, both."""
        painter = QPainter(self)
        if self._wall is None:
            painter.fillRect(self.rect(), Qt.GlobalColor.black)
            return
        still = self._picture.still(self._wall, self._page)
        # The time it takes is measured without the wall's first drawing, which a change without a fade costs as well.
        began = self._fade.now()
        painter.setClipRect(event.rect())
        _copy_part(painter, still, event.rect())
        share = self._fade.share()
        if share >= 1 and event.rect().contains(self.rect()):
            self._fade.complete()
        seen = self._fade.seen
        if seen is not None:
            painter.setOpacity(1 - share)
            _copy_part(painter, seen.picture, event.rect())
            if seen.clock is not None:
                self._picture.paint_clock(painter, seen.clock)
            painter.setOpacity(1.0 if seen.steady else share)
        self._picture.paint_clock(painter, self._wall)
        painter.setOpacity(1.0)
        if self._picture.mirrored is not None:  # A dark preview must be seen on a dark ground, so it has an edge.
            painter.setPen(in_force().colour("edge"))
            painter.setBrush(Qt.BrushStyle.NoBrush)
            painter.drawRect(self.rect().adjusted(0, 0, -1, -1))
        painter.end()
        self._fade.drawn((self._fade.now() - began) * 1e3)

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Another size is another layout, which is drawn at once and without a fade."""
        self._draw_at_once()
        super().resizeEvent(event)

    def hideEvent(self, event: QHideEvent) -> None:
        """Nobody looks, so nothing is drawn ahead."""
        self._prerender.stop()
        super().hideEvent(event)

    def mousePressEvent(self, event: QMouseEvent) -> None:
        """Send ``pressed`` for any button of the mouse, and for a touch."""
        self.pressed.emit()
        super().mousePressEvent(event)

    # --- the room it takes ---

    def hasHeightForWidth(self) -> bool:
        """Whether the view keeps the proportions of another size, as a preview does."""
        return self._picture.mirrored is not None

    def heightForWidth(self, width: int) -> int:
        """The height that gives ``width`` the proportions of the projector, in logical pixels."""
        size = self.layout_size
        return round(width * size.height() / size.width())

    def sizeHint(self) -> QSize:
        """A small 16:9; whoever lays the view out decides."""
        return QSize(480, 270)


def _copy_part(painter: QPainter, picture: QPixmap, spot: QRect) -> None:
    """Copy only what must be drawn again: the clock ticks every second, and a wall may have eight million points."""
    ratio = picture.devicePixelRatio()
    source = QRectF(spot.x() * ratio, spot.y() * ratio, spot.width() * ratio, spot.height() * ratio)
    painter.drawPixmap(spot, picture, source.toRect())
