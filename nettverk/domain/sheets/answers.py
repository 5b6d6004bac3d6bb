"""What was said on a sheet: one answer per point, who said it, and on which version."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import datetime

from nettverk.domain.sheets.definition import Who
from nettverk.i18n import _


@dataclass(frozen=True, slots=True)
class Respondent:
    """Who answered: table 3, pair 7, a unit, the hall; alone is a running number, never a name.

    Attributes:
        number: of the table, pair or the one alone, from 1; 0 for a unit. Of the hall it is the round its tallies
            are of, from 0.
        unit_id: of a unit, and the unit that a table, a pair or one alone answers from where that is known.
    """

    who: Who
    number: int = 0
    unit_id: str = ""

    @property
    def key(self) -> str:
        """«table-3», «unit-…», «alone-7-…» with its unit, as it stands in the database; read back by ``respondent``."""
        if self.who is Who.UNIT or not self.unit_id:
            return f"{self.who.value}-{self.unit_id or self.number}"
        return f"{self.who.value}-{self.number}-{self.unit_id}"


@dataclass(frozen=True, slots=True)
class SheetAnswer:
    """What one respondent said to one point of one block, as it stands now.

    Attributes:
        use_id: the sheet as used in a part (or between gatherings).
        version: of the sheet, when it was answered.
        point: id of the item (columns: the item's and a running number, «fremmer-2»; points: the number; text: empty).
        text: what was written: the text, the point, the remark to a tick.
        level: id of the chosen level (scale).
        ticked: ticks.
        number: share, 0–100.
        counts: level id → how many, where a table's tallies were typed from paper (scale, ticks as «yes»).
    """

    use_id: str
    version: int
    respondent: Respondent
    block: str
    point: str
    text: str = ""
    level: str = ""
    ticked: bool = False
    number: float | None = None
    counts: Mapping[str, int] = field(default_factory=dict)
    at: datetime | None = None


def respondent_name(who: Respondent, unit: str = "") -> str:
    """«Bord 3», «Par 7», the unit's name, «Plenum»; one alone is a running number."""
    match who.who:
        case Who.TABLE:
            return _("Bord {number}").format(number=who.number)
        case Who.PAIR:
            return _("Par {number}").format(number=who.number)
        case Who.ALONE:
            return _("Nr. {number}").format(number=who.number)
        case Who.UNIT:
            return unit or _("Egen enhet")
        case Who.PLENUM:
            return _("Plenum")


def respondent(key: str) -> Respondent:
    """The respondent of a key.

    Raises:
        ValueError: it is none.
    """
    who, _dash, rest = key.partition("-")
    kind = Who(who)
    if kind is Who.UNIT:
        return Respondent(kind, unit_id=rest)
    number, _dash, unit_id = rest.partition("-")
    return Respondent(kind, int(number), unit_id)
