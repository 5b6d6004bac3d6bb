"""Slides of contributions as files and pages: read from a disk or a stick, counted, drawn and searched for words.

How a contribution keeps its slides in the database is in ``contributions``. What is here needs no database, and may be
called from any thread.
"""

from __future__ import annotations

from pathlib import Path

from nettverk.domain.errors import BadInput
from nettverk.i18n import _
from nettverk.services.contributions import LARGEST
from nettverk.services.pdf_pages import PagePicture, PdfPages, UnreadablePdf

OFFICE = (".ppt", ".pptx", ".pps", ".ppsx", ".pptm", ".odp", ".key")
"""Endings of files that must be saved as PDF first."""


class SlideDocument:
    """A PDF of slides that is open; close it when done.

    Attributes:
        pages: how many pages it has.
    """

    def __init__(self, data: bytes) -> None:
        """Open the PDF in ``data``; raises ``UnreadablePdf`` where it cannot be read or is locked."""
        self._pages = PdfPages(data)
        self.pages = self._pages.count

    def picture(self, page: int, width: int, height: int) -> PagePicture:
        """A page (from 0) drawn as large as fits in ``width`` × ``height`` pixels."""
        page_width, page_height = self._pages.size(page)
        scale = min(width / max(page_width, 1), height / max(page_height, 1))
        return self._pages.picture(page, max(1, int(page_width * scale)))

    def words(self, page: int) -> str:
        """The words on a page (from 0), one space between them; empty where the page is only a picture."""
        return " ".join(self._pages.text(page).split())

    def close(self) -> None:
        """Give the memory back; the document cannot be used any more."""
        self._pages.close()


def read_file(file: Path) -> tuple[bytes, int]:
    """A PDF as it lies on the disk or the stick, and how many pages it has.

    Raises:
        BadInput: not a PDF, too large, locked with a password, broken or gone.
    """
    if file.suffix.lower() in OFFICE:
        raise BadInput(
            _(
                "{name} må lagres som PDF først: åpne den i PowerPoint, velg Fil, Lagre som, PDF. Slipp så PDF-en her."
            ).format(name=file.name)
        )
    try:
        if file.stat().st_size > LARGEST:
            raise BadInput(_("{name} er over 60 MB. Lagre den som en mindre PDF.").format(name=file.name))
        data = file.read_bytes()
    except OSError:
        raise BadInput(
            _("{name} kan ikke leses. Ligger den på en minnepinne som er tatt ut?").format(name=file.name)
        ) from None
    return data, page_count(data, file.name)


def page_count(data: bytes, name: str) -> int:
    """How many pages a PDF has; ``name`` is what the file is called in the sentence about what is wrong with it.

    Raises:
        BadInput: it cannot be read, is locked with a password, or has no pages.
    """
    try:
        document = SlideDocument(data)
    except UnreadablePdf as fault:
        if fault.locked:
            sentence = _("{name} er låst med passord. Lagre en kopi uten passord.")
        else:
            sentence = _("{name} er ikke en PDF vi kan vise. Lagre lysbildene som PDF og prøv igjen.")
        raise BadInput(sentence.format(name=name)) from None
    count = document.pages
    document.close()
    if count < 1:
        raise BadInput(_("{name} har ingen sider.").format(name=name))
    return count
