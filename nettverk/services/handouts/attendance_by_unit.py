"""Oppmøteliste etter enhet: the same people, unit by unit."""

from __future__ import annotations

from nettverk.domain.handouts import DocumentKind
from nettverk.i18n import _
from nettverk.services.handouts import attendance
from nettverk.services.handouts.document import DocumentType, Moment

DOCUMENT = DocumentType(
    kind=DocumentKind.ATTENDANCE_BY_UNIT,
    moment=Moment.BEFORE,
    name=lambda: _("Oppmøteliste etter enhet"),
    about=lambda: _("Det samme, enhet for enhet"),
    read=lambda source: attendance.read(source, by_unit=True),
    pages=attendance.pages,
)
