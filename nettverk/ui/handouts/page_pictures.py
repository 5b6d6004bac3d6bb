"""The pictures of a document's pages that are drawn, and asking for those that are not."""

from __future__ import annotations

from collections import OrderedDict
from collections.abc import Sequence

from PySide6.QtCore import QObject, Signal
from PySide6.QtGui import QPixmap

from nettverk.services.handouts.handouts import LaidOut
from nettverk.services.pdf_pages import PagePicture
from nettverk.ui.common.pictures import as_image
from nettverk.ui.handouts.page_drawer import PageDrawer, Spot

_KEPT = 24


class PagePictures(QObject):
    """Of one document at a time.

    Signals:
        arrived: one more is here.
    """

    arrived = Signal()

    def __init__(self, drawer: PageDrawer, parent: QObject) -> None:
        super().__init__(parent)
        self._drawer = drawer
        self._laid: LaidOut | None = None
        self._pictures: OrderedDict[tuple[int, int], QPixmap] = OrderedDict()
        self._before: dict[int, QPixmap] = {}
        self._in_sight = 0
        drawer.drawn.connect(self._take)

    def show(self, laid: LaidOut | None, *, same: bool) -> None:
        """Another document; ``same`` where it is the one before made anew, which is seen as it was meanwhile."""
        before = {page: picture for (page, _width), picture in self._pictures.items()}
        self._before = before if same else {}
        self._pictures.clear()
        self._laid = laid
        self._drawer.want([])

    def want(self, pages: Sequence[int], width: int) -> None:
        """Have these pages drawn, so many device pixels wide, those of them that are not."""
        self._in_sight = len(pages)
        self._drawer.want(self.missing(pages, width))

    def missing(self, pages: Sequence[int], width: int) -> list[Spot]:
        """Those of these pages that are still to be drawn, in their order."""
        laid = self._laid
        if laid is None:
            return []
        return [Spot(laid, page, width) for page in pages if (page, width) not in self._pictures]

    def exact(self, page: int, width: int) -> QPixmap | None:
        """A page in just this width."""
        picture = self._pictures.get((page, width))
        if picture is not None:
            self._pictures.move_to_end((page, width))
        return picture

    def other(self, page: int) -> QPixmap | None:
        """A page in another size, or as it was before the document was made anew."""
        sizes = [picture for (number, _width), picture in self._pictures.items() if number == page]
        return sizes[-1] if sizes else self._before.get(page)

    def _take(self, spot: Spot, picture: PagePicture) -> None:
        if spot.laid is not self._laid:
            return
        self._pictures[spot.page, spot.width] = QPixmap.fromImage(as_image(picture))
        # Never fewer than are in sight, or those that are let go would be drawn again for ever.
        while len(self._pictures) > max(_KEPT, 2 * self._in_sight):
            self._pictures.popitem(last=False)
        self.arrived.emit()
