"""The light table: a document's pages side by side, drawn as they come into sight."""

from __future__ import annotations

from collections import OrderedDict

from PySide6.QtCore import QEvent, QPointF, QRect, QRectF, QSize, Qt, Signal
from PySide6.QtGui import (
    QFocusEvent,
    QImage,
    QKeyEvent,
    QPainter,
    QPaintEvent,
    QPen,
    QPixmap,
    QResizeEvent,
    QWheelEvent,
)
from PySide6.QtWidgets import QAbstractScrollArea, QFrame, QWidget

from nettverk.i18n import _
from nettverk.services.pdf_pages import PagePicture, PdfPages
from nettverk.ui.common.theme import in_force

ZOOMS = (0.45, 0.7, 1.0, 1.4, 2.0, 2.8)
_GAP, _KEPT = 20, 24


class PageView(QAbstractScrollArea):
    """Pages as pictures; at 100 % a whole page fits in the height, and as many beside it as there is room for.

    Signals:
        turned: the page one looks at (from 1) and how many there are.
    """

    turned = Signal(int, int)

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._pdf: PdfPages | None = None
        self._zoom = ZOOMS.index(1.0)
        self._pictures: OrderedDict[tuple[int, int], QPixmap] = OrderedDict()
        self._name = ""
        self.setFrameShape(QFrame.Shape.NoFrame)
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self.verticalScrollBar().valueChanged.connect(lambda _value: self._tell())

    # --- what is shown ---

    def show_pdf(self, data: bytes, name: str) -> None:
        """Show another document; the same place is kept where it is the same document made anew."""
        place = self.verticalScrollBar().value() if name == self._name else 0
        self._name = name
        self._let_go()
        self._pdf = PdfPages(data)
        self._lay()
        self.verticalScrollBar().setValue(place)
        self._tell()
        self.viewport().update()

    def clear(self) -> None:
        """Show nothing, and let go of the pictures of the document before."""
        self._let_go()
        self._name = ""
        self._lay()
        self.viewport().update()

    def _let_go(self) -> None:
        self._pictures.clear()
        if self._pdf is not None:
            self._pdf.close()
            self._pdf = None

    @property
    def count(self) -> int:
        """How many pages there are."""
        return self._pdf.count if self._pdf is not None else 0

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
        for page in range(self.count):
            place = self._place(page)
            if place.bottom() < event.rect().top():
                continue
            if place.top() > event.rect().bottom():
                break
            self._paint_page(painter, page, place)
        if self.hasFocus():
            painter.setPen(QPen(theme.colour("focus"), 2))
            painter.drawRect(QRectF(self.viewport().rect()).adjusted(1, 1, -1, -1))
        painter.end()

    def _paint_page(self, painter: QPainter, page: int, place: QRect) -> None:
        theme = in_force()
        painter.fillRect(place.translated(0, 2).adjusted(-1, 0, 1, 1), theme.colour("shadow", 0.10))
        painter.fillRect(place, Qt.GlobalColor.white)
        painter.drawPixmap(QPointF(place.topLeft()), self._picture(page, place.size()))
        painter.setPen(QPen(theme.colour("line"), 1))
        painter.drawRect(place.adjusted(0, 0, -1, -1))

    def _picture(self, page: int, size: QSize) -> QPixmap:
        key = (page, size.width())
        if key not in self._pictures and self._pdf is not None:
            ratio = self.devicePixelRatioF()
            picture = QPixmap.fromImage(as_image(self._pdf.picture(page, round(size.width() * ratio))))
            picture.setDevicePixelRatio(ratio)
            self._pictures[key] = picture
            while len(self._pictures) > _KEPT:
                self._pictures.popitem(last=False)
        self._pictures.move_to_end(key)
        return self._pictures[key]

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


def as_image(picture: PagePicture) -> QImage:
    """A picture as Qt has it, with bytes of its own."""
    shape = (picture.width, picture.height, picture.stride)
    return QImage(picture.data, *shape, QImage.Format.Format_RGB32).copy()
