"""What Page Down will show, small, where the window is too low for the film strip."""

from __future__ import annotations

from PySide6.QtCore import QRect, QSize, Qt, Signal
from PySide6.QtGui import QMouseEvent, QPainter, QPaintEvent
from PySide6.QtWidgets import QSizePolicy, QWidget

from nettverk.domain.wall.thumbnails import Thumbnail
from nettverk.i18n import _
from nettverk.ui.common.literal import set_tip
from nettverk.ui.common.theme import in_force
from nettverk.ui.stage.presenter.thumbnail_list import caption_of
from nettverk.ui.stage.wall.thumbnails import Thumbnails

SHARE = 0.5
"""How much of the column's width the picture has."""


class NextPicture(QWidget):
    """One picture and its name; a click shows it on the wall.

    Signals:
        chosen: its Thumbnail.
    """

    chosen = Signal(object)

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.thumbnail: Thumbnail | None = None
        self._thumbs: Thumbnails | None = None
        self.setCursor(Qt.CursorShape.PointingHandCursor)
        self.setSizePolicy(QSizePolicy.Policy.Ignored, QSizePolicy.Policy.Fixed)

    def draw_from(self, thumbs: Thumbnails) -> None:
        """Take the pictures from here, and draw again when one is ready."""
        self._thumbs = thumbs
        thumbs.made.connect(self.update)

    def show_thumbnail(self, thumbnail: Thumbnail | None) -> None:
        """Show another picture and its name; None shows nothing."""
        if thumbnail != self.thumbnail:
            self.thumbnail = thumbnail
            words = self.words()
            self.setAccessibleName(_("Trykk Page Down for {name}").format(name=words) if words else "")
            set_tip(self, words)
            self.update()

    def words(self) -> str:
        """«Side 5 av 30», «Spørsmål 1»."""
        return " ".join(word for word in caption_of(self.thumbnail) if word) if self.thumbnail is not None else ""

    def heightForWidth(self, width: int) -> int:
        """The picture, and a line under it."""
        shape = self._thumbs.shape if self._thumbs is not None else 9 / 16
        return round(width * SHARE * shape + in_force().px(-1) * 1.9)

    def sizeHint(self) -> QSize:
        """As high as its picture is at the width it has."""
        return QSize(self.width(), self.heightForWidth(self.width()))

    def paintEvent(self, event: QPaintEvent) -> None:
        """The picture, and under it the key that shows it and its name."""
        if self.thumbnail is None or self._thumbs is None:
            return
        painter, theme = QPainter(self), in_force()
        width = round(self.width() * SHARE)
        size = QSize(width, round(width * self._thumbs.shape))
        place = QRect(0, 0, size.width(), size.height())
        picture = self._thumbs.of(self.thumbnail, size, self.devicePixelRatioF())
        if picture is not None:
            painter.drawPixmap(place, picture)
        painter.setPen(theme.colour("edge"))
        painter.drawRect(place.adjusted(0, 0, -1, -1))
        painter.setFont(theme.font(-1))
        painter.setPen(theme.colour("mute"))
        line = QRect(0, place.bottom() + 3, self.width(), self.height() - place.bottom() - 3)
        words = painter.fontMetrics().elidedText(
            _("Page Down: {name}").format(name=self.words()), Qt.TextElideMode.ElideRight, line.width()
        )
        painter.drawText(line, Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignTop, words)
        painter.end()

    def mouseReleaseEvent(self, event: QMouseEvent) -> None:
        """A click on the picture or its name shows it on the wall."""
        if self.thumbnail is not None and self.rect().contains(event.position().toPoint()):
            self.chosen.emit(self.thumbnail)
