"""From a PDF to the printer: every page at its true size, so that what is to be cut and folded comes out right."""

from __future__ import annotations

from collections.abc import Callable

from PySide6.QtCore import QMarginsF, QRect
from PySide6.QtGui import QPageLayout, QPageSize, QPainter
from PySide6.QtPrintSupport import QPrinter

from nettverk.domain.errors import Cancelled, Expected
from nettverk.i18n import _
from nettverk.services.pdf_pages import PdfPages
from nettverk.ui.common.pictures import as_image

_DOTS = 300
"""Dots per inch that pages are drawn at: text is sharp, and one page at a time fits easily in memory."""


def true_size_printer(title: str, pages: int) -> QPrinter:
    """A printer set for A4 without scaling; ask for it with QPrintDialog."""
    printer = QPrinter(QPrinter.PrinterMode.HighResolution)
    printer.setResolution(_DOTS)
    printer.setPageSize(QPageSize(QPageSize.PageSizeId.A4))
    printer.setPageOrientation(QPageLayout.Orientation.Portrait)
    printer.setFullPage(True)
    printer.setPageMargins(QMarginsF(0, 0, 0, 0))
    printer.setDocName(title)
    printer.setFromTo(1, pages)
    return printer


def send(
    data: bytes,
    printer: QPrinter,
    *,
    progress: Callable[[float], None] | None = None,
    cancelled: Callable[[], bool] | None = None,
) -> int:
    """Print the pages chosen on the printer; may run in a thread of its own. Returns how many were sent.

    Raises:
        Expected: the printer does not answer.
        Cancelled: the user stopped it; pages already sent may still come out.
    """
    pdf = PdfPages(data)
    first = max(1, printer.fromPage() or 1)
    last = min(pdf.count, printer.toPage() or pdf.count)
    painter = QPainter()
    if not painter.begin(printer):
        pdf.close()
        raise Expected(_("Fikk ikke kontakt med skriveren. Se om den er på, eller lagre som PDF og skriv ut derfra."))
    try:
        for page in range(first - 1, last):
            if cancelled is not None and cancelled():
                raise Cancelled
            if page >= first:
                printer.newPage()
            _page(painter, printer, pdf, page)
            if progress is not None:
                progress((page - first + 2) / (last - first + 1))
    finally:
        painter.end()
        pdf.close()
    return last - first + 1


def _page(painter: QPainter, printer: QPrinter, pdf: PdfPages, page: int) -> None:
    width, height = pdf.size(page)
    scale = printer.resolution() / 72
    place = QRect(0, 0, round(width * scale), round(height * scale))
    painter.drawImage(place, as_image(pdf.picture(page, round(width * _DOTS / 72))))
