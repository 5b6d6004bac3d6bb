"""Small pictures of walls, drawn as on the wall, in idle time and one at a time: no key ever waits for one."""

from __future__ import annotations

from collections import OrderedDict
from dataclasses import replace

from PySide6.QtCore import QObject, QSize, Qt, QTimer, Signal
from PySide6.QtGui import QPainter, QPixmap

from nettverk.domain.wall.thumbnails import Thumbnail
from nettverk.domain.wall.walls import BigClock, Face, Slides, Wall
from nettverk.domain.wall_reference import WallRef
from nettverk.ui.common.theme import Theme
from nettverk.ui.stage.wall.canvas import Canvas
from nettverk.ui.stage.wall.painting import paint, paint_face
from nettverk.ui.stage.wall.slide_pages import SlideShelf

MOST = 400
"""Pictures kept; each is some tenths of a megabyte."""
VERSIONS = 3
"""Pictures kept of one wall in one size, the newest first: now, as it comes, and as it was a moment ago."""
PAUSE = 12
"""Milliseconds between two pictures; each takes two or three."""

_Place = tuple[WallRef, int, int, int]


class Thumbnails(QObject):
    """Keeps the small pictures that are drawn, and draws those that are wanted.

    Signals:
        made: one more is here.
    """

    made = Signal()

    def __init__(self, shelf: SlideShelf, theme: Theme, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._shelf, self._theme, self._layout = shelf, theme, QSize(1920, 1080)
        self._kept: OrderedDict[_Place, list[tuple[Wall, QPixmap]]] = OrderedDict()
        self._wanted: list[tuple[_Place, Wall, float]] = []
        self._idle = QTimer(self)
        self._idle.setSingleShot(True)
        self._idle.setInterval(PAUSE)
        self._idle.timeout.connect(self._make)
        shelf.small_drawn.connect(lambda _document, _page: self.made.emit())

    def dress(self, theme: Theme, layout: QSize) -> bool:
        """Take the wall's look and the size it is laid out for; returns whether they are others than before."""
        if (theme, layout) == (self._theme, self._layout):
            return False
        self._theme, self._layout = theme, layout
        # No picture of another look or shape may be seen, not even for a moment.
        self._kept.clear()
        self._wanted.clear()
        return True

    @property
    def shape(self) -> float:
        """The height of a picture for a width of one, as the wall's."""
        return self._layout.height() / max(1, self._layout.width())

    def of(self, frame: Thumbnail, size: QSize, ratio: float) -> QPixmap | None:
        """The picture of a thumbnail; until it is drawn, the one from before, or None.

        Args:
            size: in logical pixels; ``ratio`` is the screen's device pixel ratio.
        """
        place = (frame.wall.ref, frame.page, round(size.width() * ratio), round(size.height() * ratio))
        kept = self._kept.get(place, [])
        # Walls are equal when the same words stand on them, so a tick of the clock makes no new picture.
        here = next((picture for wall, picture in kept if wall == frame.wall), None)
        if here is not None:
            self._kept.move_to_end(place)
            return here
        before = kept[0][1] if kept else None
        if isinstance(frame.wall, Slides) and self._shelf.small(frame.wall.document, frame.wall.page) is None:
            return before  # The shelf tells when the page is drawn.
        want = (place, frame.wall, ratio)
        if want in self._wanted:
            self._wanted.remove(want)
        self._wanted.append(want)
        if not self._idle.isActive():
            self._idle.start()
        return before

    def stop(self) -> None:
        """Stop drawing until a picture is asked for again."""
        self._idle.stop()
        self._wanted.clear()

    @property
    def busy(self) -> bool:
        """Whether a picture is wanted that has not been drawn yet."""
        return bool(self._wanted)

    def _make(self) -> None:
        if not self._wanted:
            return
        # What was asked for last is what one looks at.
        place, wall, ratio = self._wanted.pop()
        picture = self._drawn(wall, place)
        picture.setDevicePixelRatio(ratio)
        # The same wall may be seen twice with other words, as it is now and as it will be: were only one of them kept,
        # each would be drawn for the other's sake, for ever.
        self._kept[place] = [(wall, picture), *self._kept.get(place, ())][:VERSIONS]
        self._kept.move_to_end(place)
        while len(self._kept) > MOST:
            self._kept.popitem(last=False)
        if self._wanted:
            self._idle.start()
        self.made.emit()

    def _drawn(self, wall: Wall, place: _Place) -> QPixmap:
        picture = QPixmap(place[2], place[3])
        picture.fill(Qt.GlobalColor.black)
        painter = QPainter(picture)
        wide, high = self._layout.width(), self._layout.height()
        painter.scale(place[2] / wide, place[3] / high)
        slide = self._shelf.small(wall.document, wall.page) if isinstance(wall, Slides) else None
        if slide is not None:
            # The slide is scaled with every pixel counted, because the painter's own scaling leaves letters ragged.
            ratio, smooth = Qt.AspectRatioMode.KeepAspectRatio, Qt.TransformationMode.SmoothTransformation
            slide = slide.scaled(place[2], place[3], ratio, smooth)
        canvas = Canvas(painter, wide, high, self._theme)
        paint(canvas, wall, place[1], slide)
        if isinstance(wall, BigClock):
            # A small picture stands still, so it must not show a time that has gone by.
            paint_face(canvas, replace(wall, face=Face("–.––", ""), timer=None))
        painter.end()
        return picture
