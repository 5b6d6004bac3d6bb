"""Siden sist: a sheet for each unit's table, with what it promised before, to tick and write on as the day begins."""

from __future__ import annotations

from typing import TYPE_CHECKING

from nettverk.domain import handouts as paper
from nettverk.domain.follow_up import Commitment, facts
from nettverk.domain.goals import goal_line
from nettverk.domain.handouts import DocumentKind
from nettverk.domain.rooms import RoomKey
from nettverk.i18n import _
from nettverk.services import follow_up, gatherings
from nettverk.services.handouts.answers import goal_lines
from nettverk.services.handouts.document import DocumentType, Moment
from nettverk.services.handouts.source import NothingToPrint, Source

if TYPE_CHECKING:
    from nettverk.printing.flow import Page


def _read(source: Source) -> paper.SinceLastSheets:
    titles: dict[str, str] = {}

    def line(promised: Commitment) -> paper.PromisedLine:
        where = promised.gathering_id
        if where not in titles:
            titles[where] = gatherings.get(source.store, where).title
        facts_line = " · ".join(word for word in (facts(promised, titles[where]), goal_line(promised.goal)) if word)
        return paper.PromisedLine(promised.what, facts_line, promised.status, promised.learnt)

    threads = [thread for thread in follow_up.threads(source.store, source.gathering_id) if thread.before]
    units = tuple((thread.unit_name, tuple(line(promised) for promised in thread.before)) for thread in threads)
    goals = tuple(goal_lines(source.goals, thread.unit_id) for thread in threads)
    if not units:
        raise NothingToPrint(
            _("Ingen tiltak fra før. Det enhetene avtaler under Veien videre, kommer hit neste gang."),
            RoomKey.FOLLOW_UP,
        )
    return paper.SinceLastSheets(source.occasion, units, goals)


def _pages(document: paper.SinceLastSheets) -> list[Page]:
    from nettverk.printing import since_last

    return since_last.pages(document)


DOCUMENT = DocumentType(
    kind=DocumentKind.SINCE_LAST,
    moment=Moment.BEFORE,
    name=lambda: _("Siden sist"),
    about=lambda: _("Et ark til hver enhet: hvordan gikk det?"),
    read=_read,
    pages=_pages,
)
