"""Oppmøteliste etter navn: who is expected, to tick off and sign at the door."""

from __future__ import annotations

from nettverk.domain.handouts import DocumentKind
from nettverk.i18n import _
from nettverk.services.handouts import attendance
from nettverk.services.handouts.document import DocumentType, Moment

DOCUMENT = DocumentType(
    kind=DocumentKind.ATTENDANCE_BY_NAME,
    moment=Moment.BEFORE,
    name=lambda: _("Oppmøteliste etter navn"),
    about=lambda: _("Kryss av ved døra, med plass til signatur"),
    read=lambda source: attendance.read(source, by_unit=False),
    pages=attendance.pages,
)
