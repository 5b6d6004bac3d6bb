"""What has been printed of a year before: whoever has two reports of a year can subtract the one from the other.

A report printed after a gathering differs from the one before by exactly that gathering. So a year's gatherings are in
*blocks*: those that stood in the first report, those that came before the next, and so on. Each block is put in
classes of five or more by itself (``small_counts``), and a report tells the sum of its blocks, no finer than the
coarsest of them. The difference between two reports is then the sum of whole blocks, and says no more than a report of
these alone would.

What a block told is kept as it was told, and stays so when the attendance is put right afterwards: otherwise the
difference would be the one who was put right.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from nettverk.domain.reports.small_counts import NOBODY, Parts, joined


@dataclass(frozen=True, slots=True)
class Stand:
    """A block: what was new of a network's year when it was printed.

    Attributes:
        held: ids of the gatherings that had been held by then and stood in no block before.
        told: those of them whose people are in the sums.
        services, districts: what was told of these alone, by ids of services and districts.
    """

    held: frozenset[str] = frozenset()
    told: frozenset[str] = frozenset()
    services: Parts = NOBODY
    districts: Parts = NOBODY

    @property
    def empty(self) -> bool:
        """Whether there is nothing in it to keep."""
        return not self.held and not self.told


NO_STAND = Stand()


def in_turn(stands: Iterable[Stand], gatherings: Iterable[str]) -> tuple[Stand, ...] | None:
    """The blocks as they can be added up; None where they cannot, and then nothing is told of services and districts.

    They cannot where two machines have printed the same gathering each in a block of its own, or where a gathering that
    was printed is in the year no more: the sum without it would tell of it.
    """
    known, told_districts, held, in_order = set(gatherings), set[str](), set[str](), []
    for stand in stands:
        if stand.told <= told_districts and stand.held <= held:
            continue  # the same was printed on another machine, after this one
        # One that had been held may be told of later, once it has been noted who came.
        if not stand.told.isdisjoint(told_districts) or not stand.told <= known:
            return None
        told_districts |= stand.told
        held |= stand.held
        in_order.append(stand)
    return tuple(in_order)


def services_of(blocks: Sequence[Stand]) -> Parts:
    """Seats by service in all the blocks."""
    return joined(block.services for block in blocks)


def districts_of(blocks: Sequence[Stand]) -> Parts:
    """Seats by district in all the blocks; nothing where one of them may not tell it."""
    by_block = [block.districts for block in blocks if block.services.classes]
    return joined(by_block) if all(part.classes for part in by_block) else NOBODY
