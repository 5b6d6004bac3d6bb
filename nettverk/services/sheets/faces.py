"""The faces of any sheet, made from its blocks: paper as PDF, and what counts answers from paper.

Everything here takes plain values and needs no database, so that a sheet can be seen while it is written. ``language``
is of the program's own words; the sheet has its own already.
"""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING

from nettverk.domain.file_names import safe_name
from nettverk.domain.handouts import Handout, Occasion
from nettverk.domain.sheets.answers import Respondent
from nettverk.domain.sheets.definition import BlockKind, SheetDefinition, Who
from nettverk.domain.sheets.papers import NO_OCCASION, SheetPaper, SheetPapers, TallySheets, paper_code
from nettverk.i18n import _, using

if TYPE_CHECKING:
    from nettverk.printing.flow import Page


def paper(sheet: SheetDefinition, language: str = "nb", *, who: Who | None = None) -> Handout:
    """One copy to write on, as for a staff meeting: no gathering at its head, and no code.

    Args:
        who: in which of its rounds; the first where left out.
    """
    return papers((SheetPaper(sheet, who),), language)


def papers(copies: Sequence[SheetPaper], language: str = "nb", *, occasion: Occasion = NO_OCCASION) -> Handout:
    """Several copies, of one sheet or of many, in the order they are handed out."""
    with using(language):
        from nettverk.printing.sheets.pages import pages

        title = copies[0].sheet.title if len({copy.sheet.id for copy in copies}) == 1 else _("Ark")
        return _handout(pages(SheetPapers(occasion, tuple(copies))), title, occasion)


def for_everyone(
    sheet: SheetDefinition, number: int, filling: Sequence[tuple[Respondent, str]], part_title: str = "",
    main_number: int = 0,
) -> tuple[SheetPaper, ...]:  # fmt: skip
    """A copy for each who fills it in: «G4-1» for table 4, the unit's name for a unit, one blank copy for all alone.

    Args:
        number: of the sheet in the gathering, the 1 of G4-1.
        filling: who, and what they are called.
    """
    copies: list[SheetPaper] = []
    for respondent, name in filling:
        alone = respondent.who in {Who.ALONE, Who.PLENUM}
        code, place = paper_code(respondent, number), "" if alone else name
        copies.append(SheetPaper(sheet, respondent.who, code, place, part_title, main_number))
    return tuple(dict.fromkeys(copies))


def tally(sheet: SheetDefinition, language: str = "nb", *, occasion: Occasion = NO_OCCASION) -> Handout | None:
    """A sheet to count paper answers on; None where the sheet has nothing to count."""
    with using(language):
        from nettverk.printing.sheets.tally import pages

        drawn = pages(TallySheets(occasion, (SheetPaper(sheet, Who.PLENUM),)))
        return _handout(drawn, _("Telleark: {sheet}").format(sheet=sheet.title), occasion) if drawn else None


def is_counted(sheet: SheetDefinition) -> bool:
    """Whether answers on paper can be counted with strokes: it has signs or ticks."""
    return any(block.kind in {BlockKind.SCALE, BlockKind.TICKS} and block.items for block in sheet.blocks)


def _handout(drawn: Sequence[Page], title: str, occasion: Occasion) -> Handout:
    from nettverk.printing.make import make

    return Handout(safe_name(title) + ".pdf", title, make(drawn, title, occasion.name), len(drawn))
