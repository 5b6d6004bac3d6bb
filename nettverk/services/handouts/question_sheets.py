"""Spørsmålsark: a sheet to write on for every table and question, in the order they are handed out."""

from __future__ import annotations

from typing import TYPE_CHECKING

from nettverk.domain import handouts as paper
from nettverk.domain.handouts import DocumentKind
from nettverk.domain.methods import method_name
from nettverk.domain.reflections import sheet_code
from nettverk.domain.rooms import RoomKey
from nettverk.domain.sheet_papers import SheetPaper, SheetPapers, SheetSet
from nettverk.domain.sheets.answers import Respondent, respondent_name
from nettverk.domain.sheets.definition import Who
from nettverk.i18n import _, language
from nettverk.services import reflections
from nettverk.services.handouts.document import DocumentType, Moment
from nettverk.services.handouts.source import NothingToPrint, Source
from nettverk.services.sheets import faces, respondents
from nettverk.services.sheets.wheel import wheel

if TYPE_CHECKING:
    from nettverk.printing.flow import Page


def _read(source: Source) -> SheetSet:
    numbered: list[tuple[tuple[int, int, int], paper.QuestionSheet]] = []
    for sheet in reflections.sheets(source.store, source.gathering_id):
        part = source.part(sheet.part_id)
        question_sheet = paper.QuestionSheet(
            code=sheet_code(sheet.table, sheet.number),
            question=sheet.question,
            number=sheet.number,
            part_title=sheet.part_title,
            main_number=part.main_number if part else 0,
            table=sheet.table,
            table_name=sheet.table_name,
            method=method_name(part.method) if part else "",
        )
        numbered.append(((part.position if part else 0, sheet.table, sheet.number), question_sheet))
    papers = _papers(source)
    if not numbered and not papers:
        if any(part.sheets for part in source.parts):
            raise NothingToPrint(
                _("Ingen grupper ennå. Lag dem under Grupper, så får hvert bord sine ark."), RoomKey.GROUPS
            )
        raise NothingToPrint(_("Ingen spørsmål ennå. Skriv dem i delene under Planlegg først."), RoomKey.PLAN)
    numbered.sort(key=lambda pair: pair[0])
    return SheetSet(source.occasion, tuple(sheet for _order, sheet in numbered), papers)


def _papers(source: Source) -> tuple[SheetPaper, ...]:
    """The parts' sheets from the library: a copy for every table, unit or pair, and a blank one for all alone."""
    papers: list[SheetPaper] = []
    for part in source.parts:
        for use in part.sheets:
            if use.simple:
                continue
            for who in use.sheet.rounds:
                filling = [
                    (respondent_.respondent, respondent_.name)
                    for respondent_ in respondents.of_use(source.store, use, who)
                ]
                if who is Who.PAIR:
                    filling = [(Respondent(who, n), _pair(n)) for n in range(1, (len(source.coming) + 1) // 2 + 1)]
                elif who is Who.ALONE:
                    filling = [(Respondent(who, 1), "")]
                papers += faces.for_everyone(use.sheet, use.number, filling, part.title, part.main_number)
    return tuple(papers)


def _pair(number: int) -> str:
    return respondent_name(Respondent(Who.PAIR, number))


def _pages(document: SheetSet) -> list[Page]:
    from nettverk.printing import question_sheets
    from nettverk.printing.sheets.pages import pages

    asked = question_sheets.pages(paper.QuestionSheets(document.occasion, document.questions))
    return [*asked, *pages(SheetPapers(document.occasion, document.papers, wheel(language())))]


DOCUMENT = DocumentType(
    kind=DocumentKind.QUESTION_SHEETS,
    moment=Moment.BEFORE,
    name=lambda: _("Spørsmålsark"),
    about=lambda: _("Ett ark for hvert bord og spørsmål, med kode"),
    read=_read,
    pages=_pages,
)
