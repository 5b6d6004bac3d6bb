"""Program: the plan of the day with its clock times, for everyone."""

from __future__ import annotations

from typing import TYPE_CHECKING

from nettverk.domain import handouts as paper
from nettverk.domain.handouts import DocumentKind
from nettverk.domain.methods import method_name
from nettverk.domain.plan import organising_name, timetable
from nettverk.domain.rooms import RoomKey
from nettverk.i18n import _
from nettverk.services.handouts.document import DocumentType, Moment
from nettverk.services.handouts.source import NothingToPrint, Source

if TYPE_CHECKING:
    from nettverk.printing.flow import Page


def _read(source: Source) -> paper.Agenda:
    if not source.parts:
        raise NothingToPrint(_("Planen er tom. Legg inn delene under Planlegg først."), RoomKey.PLAN)
    rows = []
    for planned in timetable(source.gathering.held_on, source.gathering.starts_at, source.parts):
        part = planned.part
        rows.append(
            paper.AgendaRow(
                start=planned.start.time(),
                end=planned.end.time(),
                title=part.title,
                main_number=part.main_number,
                organising=organising_name(part.organising) if part.main_number else "",
                method=method_name(part.method),
                speaker=part.speaker,
                questions=tuple(question.text for question in part.questions),
            )
        )
    return paper.Agenda(source.occasion, tuple(rows))


def _pages(document: paper.Agenda) -> list[Page]:
    from nettverk.printing import agenda

    return agenda.pages(document)


DOCUMENT = DocumentType(
    kind=DocumentKind.AGENDA,
    moment=Moment.BEFORE,
    name=lambda: _("Program"),
    about=lambda: _("Dagens plan med klokkeslett og spørsmål"),
    read=_read,
    pages=_pages,
)
