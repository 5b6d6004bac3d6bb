"""Med hjem: the letter home for each unit, its own plan first, then what the groups said."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

from nettverk.domain import handouts as paper
from nettverk.domain.evaluation import is_evaluation
from nettverk.domain.handouts import DocumentKind
from nettverk.domain.rooms import RoomKey
from nettverk.domain.sheets.definition import Who
from nettverk.domain.sheets.results import SheetResult
from nettverk.i18n import _
from nettverk.services.handouts.answers import answered_questions, commitment_line, goal_lines
from nettverk.services.handouts.document import DocumentType, Moment
from nettverk.services.handouts.source import NothingToPrint, Source

if TYPE_CHECKING:
    from nettverk.printing.flow import Page


def _read(source: Source) -> paper.UnitPages:
    units = [unit for unit in source.units() if source.unit_id in {None, unit[0]}]
    if not units:
        raise NothingToPrint(_("Ingen deltakere ennå. Legg dem inn under Deltakere først."), RoomKey.PEOPLE)
    return paper.UnitPages(source.occasion, tuple(_unit_page(source, unit_id, name) for unit_id, name in units))


def _unit_page(source: Source, unit_id: str, name: str) -> paper.UnitPage:
    return paper.UnitPage(
        unit=name,
        commitments=tuple(
            commitment_line(commitment) for commitment in source.commitments if commitment.unit_id == unit_id
        ),
        earlier=_earlier(source, unit_id),
        questions=answered_questions(source, unit_id),
        sheets=_sheets(source, unit_id),
        goals=goal_lines(source.goals, unit_id),
        between=source.between.get(unit_id, ()),
    )


def _sheets(source: Source, unit_id: str) -> tuple[SheetResult, ...]:
    """What came of the sheets; where units filled in by themselves, a unit reads only what it wrote."""
    mine = (
        replace(
            result,
            answers=tuple(
                answer
                for answer in result.answers
                if answer.respondent.who is not Who.UNIT or answer.respondent.unit_id == unit_id
            ),
        )
        for result in source.sheet_results
        # How the day was is for whoever plans the next one, and not for forty letters.
        if not is_evaluation(result.sheet)
    )
    return tuple(result for result in mine if result.answers)


def _earlier(source: Source, unit_id: str) -> tuple[paper.CommitmentLine, ...]:
    """What the unit decided the last time it decided anything."""
    before = [commitment for commitment in source.earlier if commitment.unit_id == unit_id]
    return tuple(
        commitment_line(commitment) for commitment in before if commitment.gathering_id == before[0].gathering_id
    )


def _pages(document: paper.UnitPages) -> list[Page]:
    from nettverk.printing import unit_pages

    return unit_pages.pages(document)


DOCUMENT = DocumentType(
    kind=DocumentKind.UNIT_PAGES,
    moment=Moment.AFTER,
    name=lambda: _("Med hjem"),
    about=lambda: _("Planen til enheten først, så det gruppene sa"),
    read=_read,
    pages=_pages,
)
