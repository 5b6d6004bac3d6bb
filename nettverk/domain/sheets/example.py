"""Answers made up from the sheet itself, so that its summary can be seen before anybody has filled it in.

They are the same every time: fifteen tables, fewer points the further down, levels that agree on some signs and not
on others. Nothing is invented about practice; the points say only how many wrote them.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import replace
from typing import Any

from nettverk.domain.sheets.answers import Respondent, SheetAnswer
from nettverk.domain.sheets.definition import Block, BlockKind, Level, SheetDefinition, Who
from nettverk.i18n import _

COUNT = 15
"""So many fill it in: the tables of a gathering of ninety."""
USE = "example"


def example_answers(sheet: SheetDefinition) -> tuple[SheetAnswer, ...]:
    """What fifteen tables (pairs, units) could have answered."""
    # Those who answered alone, and the hall, are shown as the tables they come to in the end.
    who = sheet.rounds[-1] if sheet.rounds[-1] in {Who.TABLE, Who.PAIR} else Who.TABLE
    respondents = [Respondent(who, number) for number in range(1, COUNT + 1)]
    return tuple(answer for block in sheet.blocks for answer in _answers(sheet, block, respondents))


def _answers(sheet: SheetDefinition, block: Block, respondents: Sequence[Respondent]) -> Iterator[SheetAnswer]:
    answer = SheetAnswer(USE, sheet.version, respondents[0], block.id, "")
    match block.kind:
        case BlockKind.TEXT | BlockKind.STEPS | BlockKind.PIECES | BlockKind.COMMITMENT:
            said = _texts(block, respondents)
        case BlockKind.POINTS | BlockKind.COLUMNS:
            said = _points(block, respondents)
        case BlockKind.TICKS | BlockKind.SCALE | BlockKind.SHARE:
            said = _marks(block, respondents)
        case BlockKind.CARD:
            return
    for who, point, fields in said:
        yield replace(answer, respondent=who, point=point, **fields)


_Answers = Iterator[tuple[Respondent, str, dict[str, Any]]]
"""Who, the point, and what was said to it."""


def _texts(block: Block, respondents: Sequence[Respondent]) -> _Answers:
    points = {BlockKind.TEXT: ("",), BlockKind.COMMITMENT: ("what",)}.get(block.kind, [item.id for item in block.items])
    for place, point in enumerate(points):
        for who in respondents[place % 3 : place % 3 + 3]:
            yield who, point, {"text": _("Slik skrev dette bordet det, med egne ord.")}


def _points(block: Block, respondents: Sequence[Respondent]) -> _Answers:
    """Three points, of which many, some and one wrote each; later columns have fewer."""
    words = (_("Et punkt som mange bord skrev"), _("Et punkt som noen bord skrev"), _("Et punkt fra ett bord"))
    for place, name in enumerate([f"{item.id}-" for item in block.items] or [""]):
        for number, (text, count) in enumerate(zip(words, (12 - 2 * place, 7 - place, 1), strict=True), 1):
            for who in respondents[: max(1, count)]:
                yield who, f"{name}{number}", {"text": text}


def _marks(block: Block, respondents: Sequence[Respondent]) -> _Answers:
    for place, item in enumerate(block.items):
        levels = _levels(block.levels, place) if block.levels else []
        for number, who in enumerate(respondents):
            match block.kind:
                case BlockKind.TICKS:
                    yield who, item.id, {"ticked": number < _falling(place)}
                case BlockKind.SCALE:
                    yield who, item.id, {"level": levels[number].id}
                case _:
                    yield who, item.id, {"number": _shares(len(block.items), number)[place]}


def _falling(place: int) -> int:
    """How many of fifteen ticked the item in this place."""
    return (13, 9, 11, 5, 7, 3)[place % 6]


def _levels(levels: Sequence[Level], place: int) -> list[Level]:
    """One level for each of fifteen: agreed on, spread, or split, by turns."""
    last = len(levels) - 1
    if place % 3 == 0:  # split between the ends
        return [levels[0]] * 6 + [levels[last // 2]] * 3 + [levels[last]] * 6
    if place % 3 == 1:  # agreed on the first
        return [levels[0]] * 11 + [levels[min(1, last)]] * 4
    return [levels[number * len(levels) // COUNT] for number in range(COUNT)]


def _shares(count: int, turn: int) -> list[float]:
    """Numbers that make 100, a little different from table to table."""
    weights = [count - place + (turn + place) % 3 for place in range(count)]
    numbers = [round(100 * weight / sum(weights)) for weight in weights]
    numbers[0] += 100 - sum(numbers)
    return [float(number) for number in numbers]
