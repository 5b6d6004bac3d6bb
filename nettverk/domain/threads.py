"""Veien videre-tråden: the way from what was promised before to what is promised now, a unit's and everyone's."""

from __future__ import annotations

from collections.abc import Sequence
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


@dataclass(frozen=True, slots=True)
class SinceLast:
    """Siden sist: how it went with everything that was promised, without saying whose it was.

    Attributes:
        done, tried, not_yet: how many were answered so; ``open`` how many wait for an answer.
        units: how many units promised any of it.
        learnt: what was learnt, that said last first, so that the wall follows while it is typed; the same words once.
    """

    done: int = 0
    tried: int = 0
    not_yet: int = 0
    open: int = 0
    units: int = 0
    learnt: tuple[str, ...] = ()

    @property
    def promised(self) -> int:
        """How many there are in all."""
        return self.done + self.tried + self.not_yet + self.open


_TOLD_FIRST = (CommitmentStatus.DONE, CommitmentStatus.TRIED, CommitmentStatus.NOT_YET, CommitmentStatus.OPEN)


def since_last_of(before: Sequence[Commitment]) -> SinceLast:
    """Counts, and what was learnt, of commitments that were made before."""
    counts = {status: sum(promised.status is status for promised in before) for status in CommitmentStatus}
    promises = sorted(before, key=lambda promised: _TOLD_FIRST.index(promised.status))
    promises.sort(key=lambda promised: promised.at, reverse=True)
    return SinceLast(
        done=counts[CommitmentStatus.DONE],
        tried=counts[CommitmentStatus.TRIED],
        not_yet=counts[CommitmentStatus.NOT_YET],
        open=counts[CommitmentStatus.OPEN],
        units=len({promised.unit_id for promised in before}),
        learnt=tuple(dict.fromkeys(promised.learnt for promised in promises if promised.learnt)),
    )
