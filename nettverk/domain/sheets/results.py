"""What was said on a sheet, as it is told afterwards: on paper and on the wall by the same words."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field

from nettverk.domain.sheets.answers import Respondent, SheetAnswer, respondent_name
from nettverk.domain.sheets.definition import Block, SheetDefinition, Who
from nettverk.i18n import _n


@dataclass(frozen=True, slots=True)
class SheetResult:
    """A sheet with all that was said on it.

    Attributes:
        names: of units, by id.
        part_title, main_number: of the part it was used in; 1–4 gives hue and shape.
    """

    sheet: SheetDefinition
    answers: tuple[SheetAnswer, ...]
    names: Mapping[str, str] = field(default_factory=dict)
    part_title: str = ""
    main_number: int = 0

    def answered(self) -> tuple[Block, ...]:
        """The blocks that somebody said something to, in order."""
        said = {answer.block for answer in self.answers}
        return tuple(block for block in self.sheet.blocks if block.id in said)


def speaker(respondent: Respondent, names: Mapping[str, str]) -> str:
    """Who said it; nobody where one was alone, for that was promised."""
    if respondent.who in {Who.ALONE, Who.PLENUM}:
        return ""
    return respondent_name(respondent, names.get(respondent.unit_id, ""))


def who_count(respondents: Iterable[Respondent]) -> str:
    """«15 bord», «7 par», «4 enheter»; of several kinds, or alone, «23 svar»."""
    asked = set(respondents)
    kinds, count = {respondent.who for respondent in asked}, len(asked)
    if kinds == {Who.TABLE}:
        return _n("{n} bord", "{n} bord", count)
    if kinds == {Who.PAIR}:
        return _n("{n} par", "{n} par", count)
    if kinds == {Who.UNIT}:
        return _n("{n} enhet", "{n} enheter", count)
    return _n("{n} svar", "{n} svar", count)


def answered_words(answers: Iterable[SheetAnswer], block: Block) -> str:
    """«15 bord», «62 svar»: how many the sum of a block is of."""
    own = [answer for answer in answers if answer.block == block.id]
    by_point: dict[str, int] = {}
    for answer in own:
        by_point[answer.point] = by_point.get(answer.point, 0) + sum(answer.counts.values())
    tallied = max(by_point.values(), default=0)
    if tallied:
        return _n("{n} svar", "{n} svar", tallied)
    return who_count(answer.respondent for answer in own)


def between(least: float, most: float) -> str:
    """«10–70», or one figure where all said the same."""
    return f"{least:.0f}–{most:.0f}" if round(least) != round(most) else f"{least:.0f}"


def is_personal(answers: Iterable[SheetAnswer], block: Block) -> bool:
    """Whether each answer to a block is one person's or a pair's, so that small counts may point at somebody."""
    own = (answer for answer in answers if answer.block == block.id)
    return any(answer.respondent.who in {Who.ALONE, Who.PAIR, Who.PLENUM} or answer.counts for answer in own)


def label_of(block: Block, item_id: str) -> str:
    """What an item is called; empty where it is gone, and for points that lie in no column."""
    return next((item.label for item in block.items if item.id == item_id), "")
