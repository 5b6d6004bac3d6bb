"""A sheet in use: in a part of a gathering, or before, between and after gatherings."""

from __future__ import annotations

from dataclasses import dataclass

from nettverk.domain.sheets.definition import SheetDefinition, simple_sheet


@dataclass(frozen=True, slots=True)
class SheetUse:
    """One sheet where it is filled in; a part's question is the simplest one.

    Attributes:
        part_id: empty for a sheet used outside the parts (before, between or after gatherings).
        position: among the part's sheets, from 0.
        number: through the gathering, the 2 of the code G3-2; from 1.
        sheet: as it was in the version it is used in, in the gathering's language.
        simple: whether it is a question, whose text stands in the plan and nowhere else.
    """

    id: str
    gathering_id: str
    part_id: str
    position: int
    number: int
    sheet: SheetDefinition
    simple: bool = False


def question_use(use_id: str, part_id: str, position: int, text: str, number: int, gathering_id: str = "") -> SheetUse:
    """A part's question as the sheet in use that it is."""
    return SheetUse(use_id, gathering_id, part_id, position, number, simple_sheet(use_id, text), simple=True)
