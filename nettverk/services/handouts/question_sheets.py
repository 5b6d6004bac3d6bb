"""Spørsmålsark: a sheet to write on for every table and question, in the order they are handed out."""

from __future__ import annotations

from typing import TYPE_CHECKING

from nettverk.domain import handouts as paper
from nettverk.domain.handouts import DocumentKind
from nettverk.domain.methods import method_name
from nettverk.domain.reflections import sheet_code
from nettverk.domain.rooms import RoomKey
from nettverk.i18n import _
from nettverk.services import reflections
from nettverk.services.handouts.document import DocumentType, Moment
from nettverk.services.handouts.source import NothingToPrint, Source

if TYPE_CHECKING:
    from nettverk.printing.flow import Page


def _read(source: Source) -> paper.QuestionSheets:
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
    if not numbered:
        if any(part.questions for part in source.parts):
            raise NothingToPrint(
                _("Ingen grupper ennå. Lag dem under Grupper, så får hvert bord sine ark."), RoomKey.GROUPS
            )
        raise NothingToPrint(_("Ingen spørsmål ennå. Skriv dem i delene under Planlegg først."), RoomKey.PLAN)
    numbered.sort(key=lambda pair: pair[0])
    return paper.QuestionSheets(source.occasion, tuple(sheet for _order, sheet in numbered))


def _pages(document: paper.QuestionSheets) -> list[Page]:
    from nettverk.printing import question_sheets

    return question_sheets.pages(document)


QUESTION_SHEETS = DocumentType(
    kind=DocumentKind.QUESTION_SHEETS,
    moment=Moment.BEFORE,
    name=lambda: _("Spørsmålsark"),
    about=lambda: _("Ett ark for hvert bord og spørsmål, med kode"),
    read=_read,
    pages=_pages,
)
