"""Pages as pictures: what a PDF looks like, as plain bytes any window or printer can take."""

from __future__ import annotations

from dataclasses import dataclass
from threading import Lock
from typing import Any

_ONE_AT_A_TIME = Lock()  # pdfium may be called from one thread at a time, whichever it is


@dataclass(frozen=True, slots=True)
class Picture:
    """One page: four bytes for each point of the picture (blue, green, red, unused), ``stride`` bytes for each line."""

    width: int
    height: int
    stride: int
    data: bytes


class Pages:
    """The pages of a PDF in memory; close it when done.

    Attributes:
        count: how many pages.
    """

    def __init__(self, data: bytes) -> None:
        import pypdfium2  # type: ignore[import-untyped,unused-ignore]

        with _ONE_AT_A_TIME:
            self._pdf: Any = pypdfium2.PdfDocument(data)
            self.count: int = len(self._pdf)

    def size(self, page: int) -> tuple[float, float]:
        """Width and height of a page (from 0) in points."""
        with _ONE_AT_A_TIME:
            width, height = self._pdf.get_page_size(page)
        return float(width), float(height)

    def picture(self, page: int, width: int) -> Picture:
        """A page (from 0) on white, so many points wide."""
        with _ONE_AT_A_TIME:
            sheet = self._pdf[page]
            bitmap = sheet.render(
                scale=width / sheet.get_width(), rev_byteorder=False, prefer_bgrx=True, fill_color=(255, 255, 255, 255)
            )
            made = Picture(bitmap.width, bitmap.height, bitmap.stride, bytes(bitmap.buffer))
            bitmap.close()
            sheet.close()
        return made

    def text(self, page: int) -> str:
        """The words on a page (from 0); empty where it is only a picture."""
        with _ONE_AT_A_TIME:
            sheet = self._pdf[page]
            words = sheet.get_textpage()
            found = str(words.get_text_bounded())
            words.close()
            sheet.close()
        return found

    def close(self) -> None:
        """Let go of the memory."""
        with _ONE_AT_A_TIME:
            self._pdf.close()
