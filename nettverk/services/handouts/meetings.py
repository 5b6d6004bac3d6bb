"""Møtene: agenda and minutes of what the network's teams have met about in the gathering's school year."""

from __future__ import annotations

from typing import TYPE_CHECKING

from nettverk.domain import handouts as paper
from nettverk.domain.handouts import DocumentKind
from nettverk.domain.municipality import Mark
from nettverk.domain.rooms import RoomKey
from nettverk.domain.tags import school_year
from nettverk.i18n import _
from nettverk.services.handouts.document import DocumentType, Moment
from nettverk.services.handouts.source import NothingToPrint, Source
from nettverk.services.organisation import meetings

if TYPE_CHECKING:
    from nettverk.printing.flow import Page


def _read(source: Source) -> paper.MeetingPapers:
    day = source.occasion.day or source.store.today()
    meetings_ = meetings.of_network(source.store, source.gathering.network_id, school_year(day))
    if not meetings_:
        raise NothingToPrint(_("Ingen møter ennå. De lages i Året, under Folk og møter."), RoomKey.YEAR)
    return paper.MeetingPapers(source.occasion, meetings_)


def _pages(document: paper.MeetingPapers) -> list[Page]:
    from nettverk.printing import minutes

    here = document.occasion
    mark = Mark(here.municipality, here.colour, here.logo)
    return [page for meeting in document.meetings for page in minutes.pages(meeting, mark)]


DOCUMENT = DocumentType(
    kind=DocumentKind.MEETINGS,
    moment=Moment.ON_THE_DAY,
    name=lambda: _("Sakslister og referater"),
    about=lambda: _("Møtene i styringsgruppa og arbeidsgruppene dette skoleåret, ett på hver side"),
    read=_read,
    pages=_pages,
)
