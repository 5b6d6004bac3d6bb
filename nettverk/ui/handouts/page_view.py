"""The light table: a document's pages side by side, drawn as they come into sight."""

from __future__ import annotations

from PySide6.QtCore import QEvent, QRect, QRectF, QSize, Qt, Signal
from PySide6.QtGui import (
    QFocusEvent,
    QKeyEvent,
    QPainter,
    QPaintEvent,
    QPen,
    QResizeEvent,
    QWheelEvent,
)
from PySide6.QtWidgets import QAbstractScrollArea, QFrame, QWidget

from nettverk.i18n import _
from nettverk.services.handouts.handouts import LaidOut
from nettverk.ui.common.theme import in_force
from nettverk.ui.handouts.page_drawer import PageDrawer, Spot
from nettverk.ui.handouts.page_pictures import PagePictures

ZOOMS = (0.45, 0.7, 1.0, 1.4, 2.0, 2.8)
_GAP = 20


class PageView(QAbstractScrollArea):
    """Pages as pictures; at 100 % a whole page fits in the height, and as many beside it as there is room for.

    Args:
        drawer: draws the pages in sight; until one is here its paper is seen, or how it was a moment ago.

    Signals:
        turned: the page one looks at (from 1) and how many there are.
    """

    turned = Signal(int, int)

    def __init__(self, drawer: PageDrawer, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._laid: LaidOut | None = None
        self._pictures = PagePictures(drawer, self)
        self._zoom = ZOOMS.index(1.0)
        self._name = ""
        self._pictures.arrived.connect(self.viewport().update)
        self.setFrameShape(QFrame.Shape.NoFrame)
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self.verticalScrollBar().valueChanged.connect(lambda _value: self._tell())

    # --- what is shown ---

    def show_document(self, laid: LaidOut) -> None:
        """Show another document; the same place is kept where it is the same document made anew."""
        if laid is self._laid:
            return
        name = laid.draft.title
        place = self.verticalScrollBar().value() if name == self._name else 0
        # The same document made anew is seen as it was until its pages are drawn, so that nothing flickers.
        self._pictures.show(laid, same=name == self._name)
        self._name, self._laid = name, laid
        self._lay()
        self.verticalScrollBar().setValue(place)
        self._tell()
        self.viewport().update()

    def clear(self) -> None:
        """Show nothing, and let go of the pictures of the document before."""
        self._pictures.show(None, same=False)
        self._name, self._laid = "", None
        self._lay()
        self.viewport().update()

    @property
    def count(self) -> int:
        """How many pages there are."""
        return self._laid.count if self._laid is not None else 0

    @property
    def page(self) -> int:
        """The page one looks at, from 1; 0 where there is none."""
        if not self.count:
            return 0
        middle = self.verticalScrollBar().value() + min(self._size().height(), self.viewport().height()) // 2
        row = max(0, (middle - _GAP) // (self._size().height() + _GAP))
        return min(self.count, row * self._across() + 1)

    def _tell(self) -> None:
        page, count = self.page, self.count
        self.setAccessibleName(self._name)
        self.setAccessibleDescription(_("Side {page} av {pages}").format(page=page, pages=count))
        self.turned.emit(page, count)
        self.viewport().update()

    # --- size ---

    def zoom_in(self) -> None:
        """Make the pages one step larger, around what is in the middle."""
        self._set_zoom(self._zoom + 1)

    def zoom_out(self) -> None:
        """Smaller pages, more of them at once."""
        self._set_zoom(self._zoom - 1)

    def _set_zoom(self, zoom: int) -> None:
        zoom = max(0, min(len(ZOOMS) - 1, zoom))
        if zoom == self._zoom:
            return
        page = self.page
        self._zoom = zoom
        self._lay()
        self.go_to(page)

    def go_to(self, page: int) -> None:
        """Bring a page (from 1) to the top."""
        row = max(0, page - 1) // self._across()
        self.verticalScrollBar().setValue(row * (self._size().height() + _GAP))
        self._tell()

    def _size(self) -> QSize:
        """A page in pixels."""
        height = max(160, self.viewport().height() - 2 * _GAP)
        width = height * 210 / 297
        if width > self.viewport().width() - 2 * _GAP:
            width = max(110, self.viewport().width() - 2 * _GAP)
        width *= ZOOMS[self._zoom]
        return QSize(round(width), round(width * 297 / 210))

    def _across(self) -> int:
        fit = (self.viewport().width() - _GAP) // (self._size().width() + _GAP)
        return max(1, min(fit, max(1, self.count)))

    def _lay(self) -> None:
        size, across = self._size(), self._across()
        rows = -(-self.count // across)
        high = rows * (size.height() + _GAP) + _GAP
        wide = across * (size.width() + _GAP) + _GAP
        vertical, horizontal = self.verticalScrollBar(), self.horizontalScrollBar()
        vertical.setRange(0, max(0, high - self.viewport().height()))
        vertical.setPageStep(size.height() + _GAP)
        vertical.setSingleStep(48)
        horizontal.setRange(0, max(0, wide - self.viewport().width()))
        horizontal.setPageStep(self.viewport().width())
        horizontal.setSingleStep(48)

    def _place(self, page: int) -> QRect:
        size, across = self._size(), self._across()
        wide = across * size.width() + (across - 1) * _GAP
        left = max(_GAP, (self.viewport().width() - wide) // 2) - self.horizontalScrollBar().value()
        x = left + page % across * (size.width() + _GAP)
        y = _GAP + page // across * (size.height() + _GAP) - self.verticalScrollBar().value()
        return QRect(x, y, size.width(), size.height())

    # --- drawing ---

    def paintEvent(self, event: QPaintEvent) -> None:
        """Draw the pages in sight on a quiet ground."""
        theme = in_force()
        painter = QPainter(self.viewport())
        painter.fillRect(event.rect(), theme.colour("panel"))
        pages, width = self._in_sight()
        for page in pages:
            self._paint_page(painter, page, width)
        if self.hasFocus():
            painter.setPen(QPen(theme.colour("focus"), 2))
            painter.drawRect(QRectF(self.viewport().rect()).adjusted(1, 1, -1, -1))
        painter.end()
        self._pictures.want(pages, width)

    def _in_sight(self) -> tuple[list[int], int]:
        """The pages (from 0) of which something is seen, and how wide they are in device pixels."""
        size, across = self._size(), self._across()
        high, top = size.height() + _GAP, self.verticalScrollBar().value()
        first, last = max(0, (top - _GAP) // high), (top + self.viewport().height()) // high
        pages = list(range(first * across, min(self.count, (last + 1) * across)))
        return pages, round(size.width() * self.devicePixelRatioF())

    def missing(self) -> list[Spot]:
        """The pages in sight that are still to be drawn in the size they are seen in."""
        return self._pictures.missing(*self._in_sight())

    def _paint_page(self, painter: QPainter, page: int, width: int) -> None:
        theme, place = in_force(), self._place(page)
        painter.fillRect(place.translated(0, 2).adjusted(-1, 0, 1, 1), theme.colour("shadow", 0.10))
        painter.fillRect(place, Qt.GlobalColor.white)
        picture, like = self._pictures.exact(page, width), self._pictures.other(page)
        if picture is not None:
            picture.setDevicePixelRatio(self.devicePixelRatioF())
            painter.drawPixmap(place.topLeft(), picture)
        elif like is not None:
            painter.setRenderHint(QPainter.RenderHint.SmoothPixmapTransform)
            painter.drawPixmap(place, like)
        painter.setPen(QPen(theme.colour("line"), 1))
        painter.drawRect(place.adjusted(0, 0, -1, -1))

    # --- hands ---

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Home, End, and + and − for the size; the rest scrolls."""
        bar = self.verticalScrollBar()
        if event.key() in {Qt.Key.Key_Plus, Qt.Key.Key_Equal}:
            self.zoom_in()
        elif event.key() == Qt.Key.Key_Minus:
            self.zoom_out()
        elif event.key() == Qt.Key.Key_Home:
            bar.setValue(0)
        elif event.key() == Qt.Key.Key_End:
            bar.setValue(bar.maximum())
        elif event.key() == Qt.Key.Key_Space:
            bar.setValue(bar.value() + bar.pageStep())
        else:
            super().keyPressEvent(event)

    def wheelEvent(self, event: QWheelEvent) -> None:
        """Ctrl and the wheel changes the size."""
        if event.modifiers() & Qt.KeyboardModifier.ControlModifier:
            self._set_zoom(self._zoom + (1 if event.angleDelta().y() > 0 else -1))
            event.accept()
        else:
            super().wheelEvent(event)

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Fit anew, on the same page."""
        page = self.page
        super().resizeEvent(event)
        self._lay()
        if page > 1:
            self.go_to(page)

    def scrollContentsBy(self, dx: int, dy: int) -> None:
        """Everything moves."""
        self.viewport().update()

    def focusInEvent(self, event: QFocusEvent) -> None:
        """Show where the keyboard is."""
        super().focusInEvent(event)
        self.viewport().update()

    def focusOutEvent(self, event: QFocusEvent) -> None:
        """The keyboard went elsewhere."""
        super().focusOutEvent(event)
        self.viewport().update()

    def changeEvent(self, event: QEvent) -> None:
        """Another look: another ground."""
        if event.type() in {QEvent.Type.StyleChange, QEvent.Type.PaletteChange}:
            self.viewport().update()
        super().changeEvent(event)
