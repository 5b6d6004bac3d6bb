"""Slides of contributions as files: read from a disk or a stick, and counted in a process that may die.

How a contribution keeps its slides in the database is in ``contributions``, how their pages are drawn in
``slide_process``. What is here needs no database, and may be called from any thread.
"""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path

from nettverk.domain.errors import BadInput, reason
from nettverk.i18n import _
from nettverk.services import given_files
from nettverk.services.contributions import LARGEST
from nettverk.services.pdf_pages import UnreadablePdf
from nettverk.services.picture_pages import is_picture
from nettverk.services.slide_process import PageFault, SlideProcess

OFFICE = (".ppt", ".pptx", ".pps", ".ppsx", ".pptm", ".odp", ".key")
"""Endings of files that must be saved as PDF first."""


@dataclass(frozen=True, slots=True)
class SlideFile:
    """A PDF as it lies on the disk or the stick.

    Attributes:
        pages: how many it has; 0 where that cannot be told without the password.
        locked: it opens with a password only, and another one than was given.
    """

    name: str
    data: bytes
    pages: int
    locked: bool = False


def read_file(file: Path, password: str = "") -> SlideFile:
    """Read a PDF and count its pages; one that has a password comes back ``locked`` until the right one is given.

    Raises:
        BadInput: not a PDF, too large, too heavy, broken or gone.
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
        data = given_files.read(file, LARGEST)
    except (OSError, ValueError):
        raise BadInput(
            _("{name} kan ikke leses. Ligger den på en minnepinne som er tatt ut?").format(name=file.name)
        ) from None
    if len(data) > LARGEST:
        raise BadInput(_("{name} er over 60 MB. Lagre den som en mindre PDF.").format(name=file.name))
    return counted(data, file.name, password)


def counted(data: bytes, name: str, password: str = "") -> SlideFile:
    """A PDF with the number of its pages; ``name`` is what it is called in the sentence about what is wrong with it.

    Raises:
        BadInput: it cannot be read, is too heavy, or has no pages.
    """
    process = SlideProcess()
    try:
        process.start()
        count = process.open("file", data, password)
    except UnreadablePdf as fault:
        if fault.locked:
            return SlideFile(name, data, 0, locked=True)
        sentence = _("{name} er ikke en PDF vi kan vise. Lagre lysbildene som PDF og prøv igjen.")
        if is_picture(data):
            sentence = _("{name} kan ikke vises. Lagre bildet på nytt og prøv igjen.")
        raise BadInput(sentence.format(name=name)) from None
    except PageFault:
        raise BadInput(_("{name} er for tung å åpne. Lagre den som en enklere PDF.").format(name=name)) from None
    except OSError as fault:
        raise BadInput(_("Lysbildene kunne ikke åpnes: {reason}. Prøv igjen.").format(reason=reason(fault))) from None
    finally:
        process.close()
    if count < 1:
        raise BadInput(_("{name} har ingen sider.").format(name=name))
    return SlideFile(name, data, count)
