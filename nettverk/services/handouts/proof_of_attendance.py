"""Kursbevis: a page for each who came, with what it was about, when and where, to be signed."""

from __future__ import annotations

from typing import TYPE_CHECKING

from nettverk.domain import handouts as paper
from nettverk.domain.handouts import DocumentKind
from nettverk.domain.participants import Attendance
from nettverk.domain.rooms import RoomKey
from nettverk.i18n import _
from nettverk.services.handouts.document import DocumentType, Moment
from nettverk.services.handouts.source import NothingToPrint, Source

if TYPE_CHECKING:
    from nettverk.printing.flow import Page

_CAME = {Attendance.PRESENT, Attendance.LATE}


def _read(source: Source) -> paper.AttendanceProofs:
    # Who was not seen has no proof: also where somebody forgot to tick, it is the one at the door who knows.
    came = [person for person in source.people if person.attendance in _CAME]
    wanted = [person for person in came if source.unit_id in {None, person.unit_id}]
    if not wanted:
        raise NothingToPrint(_("Ingen er krysset av ennå. Det gjøres i Gjennomfør, ved døra."), RoomKey.STAGE)
    people = tuple(
        paper.AttendanceProof(person.name, person.unit_name, " · ".join(w for w in (person.role, person.hours) if w))
        for person in wanted
    )
    parts = tuple(part.title for part in source.parts if part.main_number)
    return paper.AttendanceProofs(source.occasion, people, parts)


def _pages(document: paper.AttendanceProofs) -> list[Page]:
    from nettverk.printing import proof_of_attendance

    return proof_of_attendance.pages(document)


DOCUMENT = DocumentType(
    kind=DocumentKind.PROOF_OF_ATTENDANCE,
    moment=Moment.ON_THE_DAY,
    name=lambda: _("Kursbevis"),
    about=lambda: _("En side til hver som kom, med tema, dag og plass til underskrift"),
    read=_read,
    pages=_pages,
)
