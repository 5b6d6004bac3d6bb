"""Filling in a sheet: what one field says, and which points a block shows lines for."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field

from nettverk.domain.sheets.answers import Respondent, SheetAnswer
from nettverk.domain.sheets.definition import Block, BlockKind, Check, SheetDefinition
from nettverk.i18n import _

COMMITMENT_POINTS = ("what", "who", "by", "taken_up_in")
"""The points of a commitment's block that every commitment has; its checks are points by their own names."""
STATE = "state-"
"""How the points begin that say how far one has come with a traffic light: nobody has answered anything by them."""
OWN_SIGN = "own-"
"""How the points begin that stand for signs the groups write themselves, where a scale has none."""


@dataclass(frozen=True, slots=True)
class Filled:
    """What one point of one block says now, whoever says it; fields as in ``SheetAnswer``."""

    block: str
    point: str
    text: str = ""
    level: str = ""
    ticked: bool = False
    number: float | None = None
    counts: Mapping[str, int] = field(default_factory=dict)

    @property
    def place(self) -> tuple[str, str]:
        """Which point of which block."""
        return self.block, self.point

    def answer(self, use_id: str, version: int, who: Respondent) -> SheetAnswer:
        """The same as what somebody says on a sheet in use."""
        return SheetAnswer(
            use_id, version, who, self.block, self.point, self.text, self.level, self.ticked, self.number, self.counts
        )


def filled(answer: SheetAnswer) -> Filled:
    """What an answer says, apart from who says it."""
    return Filled(
        answer.block, answer.point, answer.text, answer.level, answer.ticked, answer.number, dict(answer.counts)
    )


def line_numbers(points: Iterable[str], item: str = "") -> list[int]:
    """The running numbers of a block's points, or of those in one column, in order."""
    start = f"{item}-" if item else ""
    numbers = (point.removeprefix(start) for point in points if point.startswith(start))
    return sorted(int(number) for number in numbers if number.isdecimal())


def line_point(number: int, item: str = "") -> str:
    """The id of a point: «3», in a column «fremmer-3»."""
    return f"{item}-{number}" if item else str(number)


def check_name(check: Check) -> str:
    """What a commitment is asked, as the label of its field."""
    return {
        Check.RESPONSIBLE: _("Hvem svarer for det?"),
        Check.TOGETHER: _("Hvem jobber vi sammen med?"),
        Check.DRIVERS: _("Hva bærer det: trening, veiledning, støtte?"),
        Check.VOICE: _("Når blir barn og unge hørt?"),
        Check.SIGN: _("Hvordan ser vi at det virker?"),
    }[check]


def text_points(block: Block) -> tuple[tuple[str, str, str], ...]:
    """The texts of a block as (point, label, help); none for a block that is no texts."""
    match block.kind:
        case BlockKind.TEXT:
            return (("", "", ""),)
        case BlockKind.STEPS | BlockKind.PIECES:
            return tuple((item.id, item.label, item.help) for item in block.items)
        case BlockKind.COMMITMENT:
            labels = (_("Hva"), _("Hvem"), _("Når"), _("Tas opp i"))
            always = [(point, label, "") for point, label in zip(COMMITMENT_POINTS, labels, strict=True)]
            return (*always, *((check.value, check_name(check), "") for check in block.checks))
        case _:
            return ()


def count_filled(sheet: SheetDefinition, said: Iterable[Filled]) -> int:
    """How many points hold something, of the blocks this sheet has."""
    blocks = {block.id for block in sheet.blocks}
    return sum(point.block in blocks and not point.point.startswith(STATE) for point in said)
