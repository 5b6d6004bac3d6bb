"""Slides of contributions: PDFs read once, pages drawn ahead, so that a page turn is only a picture."""

from __future__ import annotations

from collections import OrderedDict

from PySide6.QtCore import QSize
from PySide6.QtGui import QImage

from nettverk.domain.errors import BadInput
from nettverk.i18n import _
from nettverk.printing.pictures import Pages

MOST_BYTES = 400_000_000
"""Pages kept in memory at most; at 4K a page is 33 MB."""


def page_count(data: bytes, name: str) -> int:
    """How many pages a PDF has.

    Raises:
        BadInput: it cannot be read, or is locked with a password.
    """
    from pypdfium2 import PdfiumError  # type: ignore[import-untyped,unused-ignore]

    try:
        pdf = Pages(data)
    except PdfiumError as fault:
        if "password" in str(fault).lower():
            sentence = _("{name} er låst med passord. Lagre en kopi uten passord.")
        else:
            sentence = _("{name} er ikke en PDF vi kan vise. Lagre lysbildene som PDF og prøv igjen.")
        raise BadInput(sentence.format(name=name)) from None
    count = pdf.count
    pdf.close()
    if count < 1:
        raise BadInput(_("{name} har ingen sider.").format(name=name))
    return count


class SlideShelf:
    """PDFs that are open, and pages already drawn."""

    def __init__(self) -> None:
        self._open: dict[str, Pages] = {}
        self._pages: OrderedDict[tuple[str, int, int, int], QImage] = OrderedDict()

    def holds(self, document: str) -> bool:
        """Whether a PDF is here already."""
        return document in self._open

    def put(self, document: str, data: bytes) -> None:
        """Take in a PDF."""
        if data and document not in self._open:
            self._open[document] = Pages(data)

    def page(self, document: str, page: int, size: QSize) -> QImage | None:
        """A page fitted into a size in device pixels; None where the PDF is not here."""
        key = (document, page, size.width(), size.height())
        if key in self._pages:
            self._pages.move_to_end(key)
            return self._pages[key]
        held = self._open.get(document)
        if held is None or not 0 <= page < held.count:
            return None
        image = _drawn(held, page, size)
        self._pages[key] = image
        while len(self._pages) > 1 and sum(p.sizeInBytes() for p in self._pages.values()) > MOST_BYTES:
            self._pages.popitem(last=False)
        return image

    def ahead(self, document: str, page: int, size: QSize) -> bool:
        """Draw a page that may be wanted soon; whether there was anything to do."""
        if (document, page, size.width(), size.height()) in self._pages:
            return False
        return self.page(document, page, size) is not None

    def clear(self) -> None:
        """Forget everything."""
        self._pages.clear()
        for document in self._open.values():
            document.close()
        self._open.clear()


def _drawn(document: Pages, page: int, size: QSize) -> QImage:
    wide, high = document.size(page)
    scale = min(size.width() / max(wide, 1), size.height() / max(high, 1))
    made = document.picture(page, max(1, int(wide * scale)))
    return QImage(made.data, made.width, made.height, made.stride, QImage.Format.Format_RGB32).copy()
