"""A picture (PNG, JPEG) as if it were a PDF with one page; only decoded where a picture may cost what it likes."""

from __future__ import annotations

import io
import warnings

from nettverk.services.pdf_pages import PagePicture, UnreadablePdf

MOST_POINTS = 40_000_000
"""Points of a picture; more than any camera that people carry takes."""
_MAGIC = (b"\x89PNG\r\n\x1a\n", b"\xff\xd8\xff")
ENDINGS = (".png", ".jpg", ".jpeg")


def is_picture(data: bytes) -> bool:
    """Whether a file begins as a PNG or a JPEG does."""
    return data.startswith(_MAGIC)


class PicturePages:
    """One page; used as ``PdfPages`` is.

    Attributes:
        count: 1.
    """

    count = 1

    def __init__(self, data: bytes) -> None:
        """Raises ``UnreadablePdf``."""
        from PIL import Image

        Image.MAX_IMAGE_PIXELS = MOST_POINTS
        self._data = data
        try:
            with warnings.catch_warnings():
                warnings.simplefilter("error")
                with Image.open(io.BytesIO(data), formats=("PNG", "JPEG")) as picture:
                    self._size = picture.size
                    picture.verify()
        except Exception as fault:  # noqa: BLE001 - whatever is wrong with a picture, it cannot be shown
            raise UnreadablePdf(type(fault).__name__) from None
        if self._size[0] * self._size[1] > MOST_POINTS:
            raise UnreadablePdf("too large")

    def fitted(self, page: int, width: int, height: int) -> PagePicture:
        """The picture as large as fits in ``width`` × ``height`` points, on white, the way up it was taken."""
        from PIL import Image, ImageOps

        with Image.open(io.BytesIO(self._data), formats=("PNG", "JPEG")) as picture:
            picture.draft("RGB", (width, height))  # a JPEG is decoded no larger than it has to be
            upright = ImageOps.exif_transpose(picture)
            scale = min(width / upright.width, height / upright.height)
            size = max(1, round(upright.width * scale)), max(1, round(upright.height * scale))
            clear = upright.has_transparency_data
            small = upright.convert("RGBA" if clear else "RGB").resize(size, Image.Resampling.LANCZOS)
            plain = Image.new("RGB", size, "white")
            plain.paste(small, mask=small.getchannel("A") if clear else None)
        return PagePicture(size[0], size[1], size[0] * 4, plain.tobytes("raw", "BGRX"))

    def text(self, page: int) -> str:
        """A picture has no words."""
        return ""

    def close(self) -> None:
        """Let go of the memory."""
        self._data = b""
