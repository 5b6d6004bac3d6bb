"""One way in: a document's values to a PDF."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass

from nettverk.domain import handouts
from nettverk.domain.errors import Cancelled
from nettverk.i18n import language
from nettverk.printing.flow import Draw
from nettverk.printing.pen import Pen


@dataclass(frozen=True, slots=True)
class Printed:
    """A PDF and how many pages it has."""

    data: bytes
    pages: int


def make(
    document: handouts.Document,
    title: str,
    *,
    progress: Callable[[float], None] | None = None,
    cancelled: Callable[[], bool] | None = None,
) -> Printed:
    """Lay out and draw a document in the language in force.

    Args:
        title: the PDF's title.
        progress: told how much is done, 0–1.
        cancelled: asked before every page.

    Raises:
        Cancelled: the user stopped it.
    """
    drawn = _pages(document)
    pen = Pen(title, document.occasion.name, language())
    for number, draw in enumerate(drawn):
        if cancelled is not None and cancelled():
            raise Cancelled
        if number:
            pen.next_page()
        draw(pen)
        if progress is not None:
            progress((number + 1) / len(drawn))
    return Printed(pen.finish(), len(drawn))


def _pages(document: handouts.Document) -> list[Draw]:
    from nettverk.printing import (
        agenda,
        attendance,
        badges,
        group_changes,
        groups_by_name,
        groups_by_table,
        question_sheets,
        role_cards,
        summary,
        table_signs,
        unit_pages,
    )

    match document:
        case handouts.Agenda():
            return agenda.draw(document)
        case handouts.AttendanceList():
            return attendance.draw(document)
        case handouts.GroupsByName():
            return groups_by_name.draw(document)
        case handouts.GroupsByTable():
            return groups_by_table.draw(document)
        case handouts.GroupChanges():
            return group_changes.draw(document)
        case handouts.TableSigns():
            return table_signs.draw(document)
        case handouts.Badges():
            return badges.draw(document)
        case handouts.RoleCards():
            return role_cards.draw(document)
        case handouts.QuestionSheets():
            return question_sheets.draw(document)
        case handouts.UnitPages():
            return unit_pages.draw(document)
        case handouts.Summary():
            return summary.draw(document)
