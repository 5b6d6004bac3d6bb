"""Pages of PDFs as Qt has pictures."""

from __future__ import annotations

from PySide6.QtGui import QImage

from nettverk.services.pdf_pages import PagePicture


def as_image(picture: PagePicture) -> QImage:
    """A picture as Qt has it, with bytes of its own."""
    shape = (picture.width, picture.height, picture.stride)
    return QImage(picture.data, *shape, QImage.Format.Format_RGB32).copy()
