"""From a PDF to the printer: every page at its true size, so that what is to be cut and folded comes out right."""

from __future__ import annotations

import hashlib
from collections.abc import Callable

from PySide6.QtCore import QMarginsF, QRect, QSettings
from PySide6.QtGui import QPageLayout, QPageSize, QPainter
from PySide6.QtPrintSupport import QPrinter

from nettverk.domain import printer_fit
from nettverk.domain.errors import Cancelled, Expected
from nettverk.domain.printer_fit import PrinterFit
from nettverk.i18n import _
from nettverk.services.pdf_pages import PdfPages
from nettverk.ui.common import remembered
from nettverk.ui.common.pictures import as_image

_AS_IT_IS = PrinterFit()
_DOTS = 300
"""Dots per inch that pages are drawn at: text is sharp, and one page at a time fits easily in memory."""


def fit_of(settings: QSettings, printer: str) -> PrinterFit:
    """What sets a printer right, as this machine remembers it."""
    return printer_fit.read(remembered.text(settings, _key(printer)))


def keep_fit(settings: QSettings, printer: str, fit: PrinterFit) -> None:
    """Remember what sets a printer right."""
    settings.setValue(_key(printer), printer_fit.written(fit))


def _key(printer: str) -> str:
    # A name may hold what parts the keys of the file, and is as long as its network is deep.
    return f"printer/{hashlib.sha256(printer.encode('utf-8', 'replace')).hexdigest()[:16]}"


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
    fit: PrinterFit = _AS_IT_IS,
    progress: Callable[[float], None] | None = None,
    cancelled: Callable[[], bool] | None = None,
) -> int:
    """Print the pages chosen on the printer; may run in a thread of its own. Returns how many were sent.

    Args:
        fit: what sets this printer right.

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
            _page(painter, printer, pdf, page, fit)
            if progress is not None:
                progress((page - first + 2) / (last - first + 1))
    finally:
        painter.end()
        pdf.close()
    return last - first + 1


def _page(painter: QPainter, printer: QPrinter, pdf: PdfPages, page: int, fit: PrinterFit) -> None:
    width, height = pdf.size(page)
    scale, mm = printer.resolution() / 72, printer.resolution() / 25.4
    place = QRect(
        round(fit.right * mm),
        round(fit.down * mm),
        round(width * scale * fit.wide),
        round(height * scale * fit.high),
    )
    painter.drawImage(place, as_image(pdf.picture(page, round(width * _DOTS / 72))))
