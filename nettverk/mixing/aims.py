"""What plans are judged by: the figures, and the score that holds one number for each."""

from __future__ import annotations

from enum import StrEnum
from typing import NamedTuple


class Figure(StrEnum):
    """One number that a plan is judged by; less is better.

    Attributes:
        HARD: broken rules and people without a chair.
        SAME_UNIT: pairs of one unit at one table.
        REPEATS: what it costs that people meet again.
        SERVICE, ROLE, DISTRICT: pairs of one kind at one table, beyond the most even split.
        SIZE: how uneven the tables are.
    """

    HARD = "hard"
    SAME_UNIT = "same_unit"
    REPEATS = "repeats"
    SERVICE = "service"
    SIZE = "size"
    ROLE = "role"
    DISTRICT = "district"


AIMS = (Figure.SAME_UNIT, Figure.REPEATS, Figure.SERVICE, Figure.SIZE, Figure.ROLE, Figure.DISTRICT)
"""What may be sought, in the usual order. Rules are not an aim: they come before all of these."""

FIVE = (Figure.HARD, Figure.SAME_UNIT, Figure.REPEATS, Figure.SERVICE, Figure.SIZE)
"""The five figures that plans are compared by, and that a plan can be proved best in."""

BESIDE = (Figure.ROLE, Figure.DISTRICT)
"""What may be spread too, after the five; the search does not spend time on proving the last pair of these."""


class Score(NamedTuple):
    """A number for each figure. Compared in this order unless the problem orders its aims otherwise.

    Also used for a change of the figures, where a negative number is an improvement.
    """

    hard: int
    same_unit: int
    repeats: int
    service: int
    size: int
    district: int = 0
    role: int = 0

    def of(self, figure: Figure) -> int:
        """The number that this score has for one figure."""
        return self[_PLACE[figure]]

    def since(self, before: Score) -> Score:
        """How every figure has changed since another score."""
        return Score(*(new - old for new, old in zip(self, before, strict=True)))

    @classmethod
    def from_figures(cls, numbers: dict[Figure, int]) -> Score:
        """A score from a number for each figure."""
        return cls(*(numbers[figure] for figure in _PLACE))


# District stands before role in the tuple because it was there first, and plans are compared as tuples.
_PLACE = {
    Figure.HARD: 0,
    Figure.SAME_UNIT: 1,
    Figure.REPEATS: 2,
    Figure.SERVICE: 3,
    Figure.SIZE: 4,
    Figure.DISTRICT: 5,
    Figure.ROLE: 6,
}
