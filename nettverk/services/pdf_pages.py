"""What a PDF looks like: its pages as pictures, in plain bytes any window or printer can take, and their words.

The PDFs are our own handouts and the slides that people bring. pdfium draws them, and is known here only.
"""

from __future__ import annotations

from dataclasses import dataclass
from threading import Lock
from typing import Any

MOST_FIELDS = 1_000
"""Fields of a page that are looked at; ours have twenty."""
_LONGEST = 200_000
"""Bytes of what is typed in one field."""
_ONE_AT_A_TIME = Lock()  # pdfium may be called from one thread at a time, whichever it is


@dataclass(frozen=True, slots=True)
class PagePicture:
    """One page: four bytes for each point of the picture (blue, green, red, unused), ``stride`` bytes for each line."""

    width: int
    height: int
    stride: int
    data: bytes


class UnreadablePdf(Exception):
    """It is no PDF that can be shown.

    Attributes:
        locked: it can only be opened with a password.
    """

    def __init__(self, reason: str) -> None:
        super().__init__(reason)
        self.locked = "password" in reason.lower()


class PdfPages:
    """The pages of a PDF in memory; close it when done. May be used from any thread.

    Attributes:
        count: how many pages.
    """

    def __init__(self, data: bytes, password: str | None = None) -> None:
        """Raises ``UnreadablePdf``."""
        # pdfium is loaded by whoever opens the first PDF, because it costs a tenth of the start-up.
        import pypdfium2  # type: ignore[import-untyped,unused-ignore]

        with _ONE_AT_A_TIME:
            try:
                self._pdf: Any = pypdfium2.PdfDocument(data, password=password)
            except pypdfium2.PdfiumError as fault:
                raise UnreadablePdf(str(fault)) from None
            self.count: int = len(self._pdf)

    def size(self, page: int) -> tuple[float, float]:
        """Width and height of a page (from 0) in points."""
        with _ONE_AT_A_TIME:
            width, height = self._pdf.get_page_size(page)
        return float(width), float(height)

    def picture(self, page: int, width: int) -> PagePicture:
        """A page (from 0) on white, so many points wide."""
        with _ONE_AT_A_TIME:
            sheet = self._pdf[page]
            bitmap = sheet.render(
                scale=width / sheet.get_width(), rev_byteorder=False, prefer_bgrx=True, fill_color=(255, 255, 255, 255)
            )
            picture = PagePicture(bitmap.width, bitmap.height, bitmap.stride, bytes(bitmap.buffer))
            bitmap.close()
            sheet.close()
        return picture

    def fitted(self, page: int, width: int, height: int) -> PagePicture:
        """A page (from 0) on white, as large as fits in ``width`` × ``height`` points."""
        page_width, page_height = self.size(page)
        with _ONE_AT_A_TIME:
            sheet = self._pdf[page]
            # By its scale and not by its width: a page that is a thread would become miles long for a point of width.
            scale = min(width / max(page_width, 1), height / max(page_height, 1))
            bitmap = sheet.render(scale=scale, rev_byteorder=False, prefer_bgrx=True, fill_color=(255, 255, 255, 255))
            picture = PagePicture(bitmap.width, bitmap.height, bitmap.stride, bytes(bitmap.buffer))
            bitmap.close()
            sheet.close()
        return picture

    def text(self, page: int) -> str:
        """The words on a page (from 0); empty where it is only a picture."""
        with _ONE_AT_A_TIME:
            sheet = self._pdf[page]
            words = sheet.get_textpage()
            text = str(words.get_text_bounded())
            words.close()
            sheet.close()
        return text

    def filled(self, page: int) -> list[tuple[str, str]]:
        """The fields of text on a page (from 0): what each is for, and what was typed; other kinds are left out."""
        import pypdfium2.raw as pdfium  # type: ignore[import-untyped,unused-ignore]

        with _ONE_AT_A_TIME:
            self._pdf.init_forms()
            form = self._pdf.formenv
            if form is None:
                return []
            sheet = self._pdf[page]
            fields = []
            for number in range(min(pdfium.FPDFPage_GetAnnotCount(sheet), MOST_FIELDS)):
                field = pdfium.FPDFPage_GetAnnot(sheet, number)
                if pdfium.FPDFAnnot_GetFormFieldType(form, field) == pdfium.FPDF_FORMFIELD_TEXTFIELD:
                    name, value = (
                        _string(ask, form, field)
                        for ask in (pdfium.FPDFAnnot_GetFormFieldAlternateName, pdfium.FPDFAnnot_GetFormFieldValue)
                    )
                    fields.append((name, value))
                pdfium.FPDFPage_CloseAnnot(field)
            sheet.close()
        return fields

    def close(self) -> None:
        """Let go of the memory."""
        with _ONE_AT_A_TIME:
            self._pdf.close()


def _string(ask: Any, form: Any, field: Any) -> str:
    """What pdfium says in letters of two bytes with a zero last."""
    import ctypes

    size = min(ask(form, field, None, 0), _LONGEST)
    if size <= 2:
        return ""
    room = (ctypes.c_ushort * (size // 2))()
    ask(form, field, room, size)
    return bytes(room).decode("utf-16-le", "replace").rstrip("\0")
