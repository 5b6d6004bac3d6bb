"""Oppmøteliste: who is expected, to tick off and sign at the door; by name or unit by unit."""

from __future__ import annotations

from typing import TYPE_CHECKING

from nettverk.domain import handouts as paper
from nettverk.domain.handouts import DocumentKind
from nettverk.domain.sorting import sort_key
from nettverk.i18n import _
from nettverk.services.handouts.document import DocumentType, Moment
from nettverk.services.handouts.source import Source

if TYPE_CHECKING:
    from nettverk.printing.flow import Page


def _read(source: Source, *, by_unit: bool) -> paper.AttendanceList:
    # Those who are known to stay away are on the list all the same: some come after all.
    people = source.people
    if by_unit:
        people = tuple(sorted(people, key=lambda person: (sort_key(person.unit_name), sort_key(person.list_name))))
    rows = tuple(paper.Attendee(person.list_name, person.unit_name, person.role) for person in people)
    return paper.AttendanceList(source.occasion, rows, by_unit)


def _pages(document: paper.AttendanceList) -> list[Page]:
    from nettverk.printing import attendance

    return attendance.pages(document)


ATTENDANCE_BY_NAME = DocumentType(
    kind=DocumentKind.ATTENDANCE_BY_NAME,
    moment=Moment.BEFORE,
    name=lambda: _("Oppmøteliste etter navn"),
    about=lambda: _("Kryss av ved døra, med plass til signatur"),
    read=lambda source: _read(source, by_unit=False),
    pages=_pages,
)

ATTENDANCE_BY_UNIT = DocumentType(
    kind=DocumentKind.ATTENDANCE_BY_UNIT,
    moment=Moment.BEFORE,
    name=lambda: _("Oppmøteliste etter enhet"),
    about=lambda: _("Det samme, enhet for enhet"),
    read=lambda source: _read(source, by_unit=True),
    pages=_pages,
)
