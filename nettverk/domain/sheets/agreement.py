"""How much a group agrees on ordered levels, as a number and in words, and what has changed since last time.

The number is Leik's ordinal dispersion D (R. K. Leik, «A measure of ordinal consensus», Pacific Sociological Review
9(2), 1966): with F the cumulative shares over m levels, d = F where F ≤ ½ and 1 − F above, and D = 2 Σd / (m − 1).
It is 0 when all chose one level and 1 when half stand at each end. It uses the order of the levels, and no distances
between them that nobody has measured.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from enum import StrEnum

from nettverk.i18n import _

FEW = 5
"""With fewer answers than this a change is no more than a person or two."""


class Agreement(StrEnum):
    """How the answers to a sign stand to each other; the thresholds are argued for in ``agreement``."""

    NONE = "none"
    ONE = "one"
    SAME = "same"
    CLOSE = "close"
    MIXED = "mixed"
    SPREAD = "spread"
    SPLIT = "split"


class Direction(StrEnum):
    """Where a sign has moved since last time."""

    UNKNOWN = "unknown"
    BETTER = "better"
    STEADY = "steady"
    WORSE = "worse"


@dataclass(frozen=True, slots=True)
class Change:
    """One sign, then and now.

    Attributes:
        before, now: counts by level, best first.
        moved: how far the mean has moved, as a share of the whole scale; positive is for the better.
    """

    before: tuple[int, ...]
    now: tuple[int, ...]
    moved: float
    direction: Direction


def dispersion(counts: Sequence[int]) -> float:
    """Leik's D of counts by ordered level: 0 all agree, 1 split between the ends; 0 where nobody answered."""
    total = sum(counts)
    if not total or len(counts) < 2:
        return 0.0
    # Twice d, and counted in whole answers, so that one half is exactly one half.
    below = twice = 0
    for count in counts[:-1]:
        below += count
        twice += 2 * min(below, total - below)
    return twice / (total * (len(counts) - 1))


def agreement(counts: Sequence[int]) -> Agreement:
    """The word for a distribution.

    The marks lie where the distributions that people have words for lie. Even over all levels gives D = ⅔ for three
    and four levels and 0.6 for five: that and a little more is «svarene spriker». Even between two neighbours of three
    gives ½, which is «litt ulikt»; two thirds of the answers on one level and the rest beside it gives ⅓, and is still
    «ganske enige». From ¾ on, each end of three levels has at least a quarter of the answers: «delt i to».
    """
    total = sum(counts)
    if total < 2:
        return Agreement.ONE if total else Agreement.NONE
    spread = dispersion(counts)
    if spread == 0:
        return Agreement.SAME
    if spread < 0.4:
        return Agreement.CLOSE
    if spread < 0.6:
        return Agreement.MIXED
    return Agreement.SPREAD if spread < 0.75 else Agreement.SPLIT


def agreement_word(agreed: Agreement) -> str:
    """«svarene spriker», as it stands under a sign."""
    return {
        Agreement.NONE: _("ingen svar ennå"),
        Agreement.ONE: _("bare ett svar"),
        Agreement.SAME: _("alle svarte likt"),
        Agreement.CLOSE: _("ganske enige"),
        Agreement.MIXED: _("litt ulikt"),
        Agreement.SPREAD: _("svarene spriker"),
        Agreement.SPLIT: _("delt i to"),
    }[agreed]


def change(before: Sequence[int], now: Sequence[int]) -> Change:
    """What has happened to a sign since last time.

    A tenth of the scale is the least that is called a change: on three levels that is one answer in five moved by one
    level, which is what one group of five sees in its own round. Less than ``FEW`` answers, then or now, say nothing.
    """
    moved = mean_level(before) - mean_level(now)
    few = min(sum(before), sum(now)) < FEW
    if few:
        direction = Direction.UNKNOWN
    elif abs(moved) < 0.1 - 1e-9:
        direction = Direction.STEADY
    else:
        direction = Direction.BETTER if moved > 0 else Direction.WORSE
    return Change(tuple(before), tuple(now), moved, direction)


def mean_level(counts: Sequence[int]) -> float:
    """Where the mean lies on the scale: 0 the best level, 1 the last; 0 where nobody answered."""
    total, last = sum(counts), len(counts) - 1
    return sum(place * count for place, count in enumerate(counts)) / (total * last) if total and last > 0 else 0.0


def direction_word(direction: Direction) -> str:
    """«bedre enn sist», as it stands beside a sign."""
    return {
        Direction.UNKNOWN: _("for få svar til å si"),
        Direction.BETTER: _("bedre enn sist"),
        Direction.STEADY: _("omtrent som sist"),
        Direction.WORSE: _("svakere enn sist"),
    }[direction]
