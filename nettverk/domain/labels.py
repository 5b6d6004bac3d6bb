"""Sheets of labels: where each label lies on the paper, which of them the printing begins with, and how many are spare.

Lengths are millimetres from the left and the top of an A4 sheet.
"""

from __future__ import annotations

import json
from dataclasses import dataclass
from typing import Any

from nettverk.domain.errors import BadInput
from nettverk.i18n import _

PAPER = (210.0, 297.0)
LEAST, MOST = (50.0, 25.0), (210.0, 148.5)
"""The smallest label that a name, a unit and a table go on, and the largest."""
MOST_SPARES = 200
CARDS, OWN = "cards", "own"
_OVER = 0.5
"""A sheet may be said to be wider than the paper by so much: makers round, too."""


@dataclass(frozen=True, slots=True)
class LabelSheet:
    """A sheet of labels, all of one size.

    Attributes:
        id: «l4785», or ``CARDS`` and ``OWN``.
        brand, number: the maker's; empty for one's own. same: other numbers with the same cut.
        wide, high: of a label. across, down: labels beside and below one another.
        left, top: where the first begins. step_x, step_y: from the edge of one to that of the next.
        marks: printed on plain paper, with marks to cut after.
    """

    id: str
    brand: str
    number: str
    wide: float
    high: float
    across: int
    down: int
    left: float
    top: float
    step_x: float
    step_y: float
    same: tuple[str, ...] = ()
    marks: bool = False

    @property
    def count(self) -> int:
        """Labels on a sheet."""
        return self.across * self.down

    def place(self, number: int) -> tuple[float, float]:
        """The left and top edge of a label, counted from 0 along the rows."""
        return self.left + number % self.across * self.step_x, self.top + number // self.across * self.step_y


CUT_CARDS = LabelSheet(CARDS, "", "", 85, 54, 2, 5, 20, 13.5, 85, 54, marks=True)
"""Plain paper: cards of 85 × 54 mm with marks to cut after."""


@dataclass(frozen=True, slots=True)
class Labels:
    """What badges are printed on.

    Attributes:
        first: the first label that is still there, from 1 along the rows.
        spares: badges without a name, for those who come unannounced.
    """

    sheet: LabelSheet = CUT_CARDS
    first: int = 1
    spares: int = 0


def own_sheet(
    wide: float, high: float, across: int, down: int, left: float, top: float, step_x: float, step_y: float
) -> LabelSheet:
    """A sheet as somebody measured it.

    Raises:
        BadInput: a name does not go on the label, or the labels not on the paper.
    """
    if not (LEAST[0] <= wide <= MOST[0] and LEAST[1] <= high <= MOST[1]):
        sentence = _("Etiketten må være mellom {least} og {most} mm.")
        raise BadInput(sentence.format(least=f"{LEAST[0]:g} × {LEAST[1]:g}", most=f"{MOST[0]:g} × {MOST[1]:g}"))
    if not (1 <= across <= 10 and 1 <= down <= 20) or left < 0 or top < 0:
        raise BadInput(_("Så mange etiketter går ikke på ett ark."))
    if (across > 1 and step_x < wide) or (down > 1 and step_y < high):
        raise BadInput(_("Avstanden mellom to etiketter må være minst like stor som etiketten."))
    sheet = LabelSheet(OWN, "", "", wide, high, across, down, left, top, step_x, step_y)
    right, bottom = (edge + size for edge, size in zip(sheet.place(sheet.count - 1), (wide, high), strict=True))
    if right > PAPER[0] + _OVER or bottom > PAPER[1] + _OVER:
        raise BadInput(_("Etikettene går utenfor arket. Se over størrelsene."))
    return sheet


def chosen(sheet: LabelSheet, first: int, spares: int) -> Labels:
    """Labels to print on.

    Raises:
        BadInput: the sheet has no such label, or the spares are too many.
    """
    if not 1 <= first <= sheet.count:
        raise BadInput(_("Arket har {n} etiketter. Start på en av dem.").format(n=sheet.count))
    if not 0 <= spares <= MOST_SPARES:
        raise BadInput(_("Velg mellom 0 og {n} ekstra.").format(n=MOST_SPARES))
    return Labels(sheet, first, spares)


def read_sheets(told: dict[str, Any]) -> tuple[LabelSheet, ...]:
    """The sheets of ``resources/labels/sheets.toml``."""
    return tuple(_read_sheet(raw) for raw in told["sheet"])


def _read_sheet(one: dict[str, Any]) -> LabelSheet:
    wide, high = (float(side) for side in one["label"])
    across, down = (int(count) for count in one["grid"])
    left, top = (float(side) for side in one["at"])
    step_x, step_y = (float(side) for side in one["step"])
    return LabelSheet(
        id=str(one["number"]).lower(),
        brand=one["brand"],
        number=one["number"],
        wide=wide,
        high=high,
        across=across,
        down=down,
        left=left,
        top=top,
        step_x=step_x,
        step_y=step_y,
        same=tuple(one.get("same", ())),
    )


# --- as it is kept ---


def written(labels: Labels) -> str:
    """The choice as one line of text; empty where it is the usual one."""
    if labels == Labels():
        return ""
    sheet = labels.sheet
    kept: dict[str, object] = {"sheet": sheet.id, "first": labels.first, "spares": labels.spares}
    if sheet.id == OWN:
        kept["own"] = [
            sheet.wide, sheet.high, sheet.across, sheet.down, sheet.left, sheet.top, sheet.step_x, sheet.step_y,
        ]  # fmt: skip
    return json.dumps(kept)


def read(line: str, sheets: tuple[LabelSheet, ...]) -> Labels:
    """The choice from its line; what others have written and that is none is the usual one."""
    try:
        kept = json.loads(line) if line else {}
        if not isinstance(kept, dict):
            return Labels()
        known = {sheet.id: sheet for sheet in (CUT_CARDS, *sheets)}
        if kept.get("sheet") == OWN:
            wide, high, across, down, left, top, step_x, step_y = (float(side) for side in kept["own"])
            sheet = own_sheet(wide, high, int(across), int(down), left, top, step_x, step_y)
        else:
            sheet = known[str(kept.get("sheet", CARDS))]
        return chosen(sheet, int(kept.get("first", 1)), int(kept.get("spares", 0)))
    except (BadInput, ValueError, KeyError, TypeError, OverflowError, RecursionError):
        return Labels()
