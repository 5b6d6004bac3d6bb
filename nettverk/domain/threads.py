"""Veien videre-tråden: one unit's way from what it promised before to what it promises now."""

from __future__ import annotations

from dataclasses import dataclass

from nettverk.domain.follow_up import Commitment, CommitmentStatus


@dataclass(frozen=True, slots=True)
class UnitThread:
    """What a unit has to follow up, and who is there to do it.

    Attributes:
        people: names of those from the unit who are at the gathering.
        before: promised at earlier gatherings, the latest first.
        promised: promised at this one.
    """

    unit_id: str
    unit_name: str
    people: tuple[str, ...]
    before: tuple[Commitment, ...]
    promised: tuple[Commitment, ...]

    @property
    def answered(self) -> int:
        """How many of those from before have been said how they went."""
        return sum(promised.status != CommitmentStatus.OPEN for promised in self.before)

    @property
    def unanswered(self) -> int:
        """How many of those from before wait for an answer."""
        return len(self.before) - self.answered
