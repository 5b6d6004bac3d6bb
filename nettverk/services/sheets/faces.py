"""The faces of any sheet, made from its blocks: paper as PDF, the wall as values to draw, and the summary.

Everything here takes plain values and needs no database, so that a sheet can be seen while it is written. ``language``
is of the program's own words; the sheet has its own already.
"""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING

from nettverk.domain.file_names import safe_name
from nettverk.domain.handouts import Handout, Occasion
from nettverk.domain.sheet_papers import NO_OCCASION, SheetPaper, SheetPapers, TallySheets, paper_code
from nettverk.domain.sheets.answers import Respondent
from nettverk.domain.sheets.definition import BlockKind, SheetDefinition, Who
from nettverk.domain.sheets.example import COUNT, example_answers
from nettverk.domain.sheets.results import SheetResult
from nettverk.domain.wall.sheet_walls import NOBODY_YET, SheetState, walls_of
from nettverk.domain.wall.walls import Wall
from nettverk.i18n import _, using
from nettverk.services.sheets.wheel import wheel

if TYPE_CHECKING:
    from nettverk.printing.flow import Page


def paper(
    sheet: SheetDefinition, language: str = "nb", *, who: Who | None = None, occasion: Occasion = NO_OCCASION,
    fillable: bool = False,
) -> Handout:  # fmt: skip
    """One copy to write on, as for a staff meeting: no gathering at its head, and no code.

    Args:
        who: in which of its rounds; the first where left out.
        occasion: the municipality's head (``municipality.head``).
        fillable: it can be filled in on a screen too.
    """
    return papers((SheetPaper(sheet, who),), language, occasion=occasion, fillable=fillable)


def papers(
    copies: Sequence[SheetPaper], language: str = "nb", *, occasion: Occasion = NO_OCCASION, fillable: bool = False
) -> Handout:  # fmt: skip
    """Several copies, of one sheet or of many, in the order they are handed out.

    Args:
        fillable: they can be filled in on a screen too.
    """
    with using(language):
        from nettverk.printing.sheets.pages import pages

        title = copies[0].sheet.title if len({copy.sheet.id for copy in copies}) == 1 else _("Ark")
        drawn = pages(SheetPapers(occasion, tuple(copies), wheel(language)))
        return _handout(drawn, title, occasion, fillable=fillable)


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


def walls(
    sheet: SheetDefinition, language: str = "nb", state: SheetState = NOBODY_YET, *, use_id: str = "", part: int = 0,
    kicker: str = "",
) -> tuple[Wall, ...]:  # fmt: skip
    """What the hall sees: each block's prompt, how far one is, and what was said where there is any.

    Args:
        use_id: of the sheet in use; the sheet's own id where it is only looked at.
        part: main part 1–4 for hue and shape; 0 for none.
        kicker: over the heading; the sheet's title where left out.
    """
    with using(language):
        return walls_of(use_id or sheet.id, sheet, state, part=part, kicker=kicker, language=language)


def example_state(sheet: SheetDefinition, language: str = "nb") -> SheetState:
    """Answers made up from the sheet itself, from fifteen tables, to show what comes of it."""
    with using(language):
        return SheetState(COUNT, COUNT, example_answers(sheet))


def summary(
    sheet: SheetDefinition, state: SheetState, language: str = "nb", *, occasion: Occasion = NO_OCCASION, part: int = 0
) -> Handout:  # fmt: skip
    """What was said on a sheet, summed up, as it stands in the letter home and the summary."""
    with using(language):
        from nettverk.printing.sheets.results import pages

        result = SheetResult(sheet, state.answers, state.names, main_number=part)
        return _handout(pages(occasion, result), sheet.title, occasion)


def summary_example(sheet: SheetDefinition, language: str = "nb") -> Handout | None:
    """The summary with answers made up from the sheet itself; None for what is only read."""
    state = example_state(sheet, language)
    return summary(sheet, state, language) if state.answers else None


def is_counted(sheet: SheetDefinition) -> bool:
    """Whether answers on paper can be counted with strokes: it has signs or ticks."""
    return any(block.kind in {BlockKind.SCALE, BlockKind.TICKS} and block.items for block in sheet.blocks)


def _handout(drawn: Sequence[Page], title: str, occasion: Occasion, *, fillable: bool = False) -> Handout:
    from nettverk.printing.make import make

    data = make(drawn, title, occasion.name, author=occasion.municipality, fillable=fillable)
    return Handout(safe_name(title) + ".pdf", title, data, len(drawn))
