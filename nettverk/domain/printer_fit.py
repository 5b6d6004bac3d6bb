"""How a printer lays a page on the paper: a little to the side, a little too small; and what sets it right.

Every printer does it in its own way. A page with lines whose places are known is printed and measured with a ruler.
"""

from __future__ import annotations

import math
from dataclasses import dataclass

from nettverk.domain.errors import BadInput
from nettverk.i18n import _

CORNER = 20.0
"""Millimetres from the paper's left and top edge to the lines of the page one measures."""
ACROSS, DOWN = 170.0, 250.0
"""How long its lines are."""
_FARTHEST, _LARGEST = 15.0, 0.08


@dataclass(frozen=True, slots=True)
class PrinterFit:
    """What is done to a page before it is sent.

    Attributes:
        right, down: millimetres it is moved. wide, high: what its width and height are multiplied by.
    """

    right: float = 0.0
    down: float = 0.0
    wide: float = 1.0
    high: float = 1.0

    @property
    def is_none(self) -> bool:
        """Whether pages are sent as they are."""
        return self == PrinterFit()


def measured(left: float, top: float, across: float, down: float) -> PrinterFit:
    """What sets a printer right that put the lines of the page there, in millimetres on the paper.

    Args:
        left, top: from the paper's edges to the lines. across, down: how long they came out.

    Raises:
        BadInput: no printer is that far off: something was measured wrong.
    """
    wide, high = ACROSS / max(across, 0.1), DOWN / max(down, 0.1)
    if abs(wide - 1) > _LARGEST or abs(high - 1) > _LARGEST or max(abs(left - CORNER), abs(top - CORNER)) > _FARTHEST:
        raise BadInput(
            _("Så skjevt skriver ingen skriver. Mål en gang til, i millimeter, på et ark i 100 % størrelse.")
        )
    # The page is enlarged from its corner, so that the corner of the lines moves as well.
    here, there = CORNER * across / ACROSS, CORNER * down / DOWN
    return PrinterFit((here - left), (there - top), wide, high)


def written(fit: PrinterFit) -> str:
    """As it is kept: four figures on a line; empty where pages are sent as they are."""
    if fit.is_none:
        return ""
    return " ".join(f"{figure:.4f}" for figure in (fit.right, fit.down, fit.wide, fit.high))


def read(line: str) -> PrinterFit:
    """From its line; what is none changes nothing."""
    try:
        right, down, wide, high = (float(word) for word in line.split())
    except ValueError:
        return PrinterFit()
    figures = (right, down, wide, high)
    if not all(map(math.isfinite, figures)) or max(abs(right), abs(down)) > 2 * _FARTHEST:
        return PrinterFit()
    if max(abs(wide - 1), abs(high - 1)) > _LARGEST:
        return PrinterFit()
    return PrinterFit(right, down, wide, high)
