"""Where each thing lies when the school year is drawn as a wheel: angles and rings, with no pixel in them.

August is at the top and the year goes with the clock. July, when nobody works, is left open at the top.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, timedelta

from nettverk.domain.year.days import first_day
from nettverk.domain.year.items import Entry

OPEN = 30.0
"""Degrees at the top that the year leaves open; July lies in them."""
MONTHS = 11
"""Months that are drawn: August to June."""


@dataclass(frozen=True, slots=True)
class Spot:
    """Where an entry lies.

    Attributes:
        ring: 0 is the outermost. A network each, then one for what is everybody's.
        angle: degrees with the clock from the top.
        step: how many others lie nearly in the same place before it; they are drawn one inside the other.
    """

    entry: Entry
    ring: int
    angle: float
    step: int = 0


def angle_of(day: date, year: int) -> float:
    """Degrees with the clock from the top, for a day of the school year; July days lie at the end of June."""
    start = first_day(year)
    end = date(year + 1, 6, 30)
    whole = (end - start).days + 1
    gone = min(max((day - start).days, 0), whole - 1) + 0.5
    return OPEN / 2 + (360.0 - OPEN) * gone / whole


def month_starts(year: int) -> tuple[tuple[date, float, float], ...]:
    """The months that are drawn: (first day, angle it begins at, angle it ends at)."""
    months = []
    for number in range(MONTHS):
        begin = _month(year, number)
        months.append((begin, angle_of(begin, year), angle_of(_month(year, number + 1) - timedelta(days=1), year)))
    return tuple(months)


def spots(entries: Sequence[Entry], networks: Sequence[str], year: int, apart: float = 7.0) -> tuple[Spot, ...]:
    """A place for each entry, those that lie closer than ``apart`` degrees beside each other inwards.

    Args:
        networks: ids in the order of the rings; gatherings lie in their network's, everything else in the last.
    """
    placed: list[Spot] = []
    last: dict[int, list[tuple[float, int]]] = {}
    for entry in sorted(entries, key=lambda entry: entry.day):
        of_gathering = entry.kind is None and entry.network_id in networks
        ring = networks.index(entry.network_id) if of_gathering else len(networks)
        angle = angle_of(entry.day, year)
        near = {step for before, step in last.get(ring, ()) if angle - before < apart}
        step = next(number for number in range(len(near) + 1) if number not in near)
        last.setdefault(ring, []).append((angle, step))
        placed.append(Spot(entry, ring, angle, step))
    return tuple(placed)


def _month(year: int, number: int) -> date:
    month = 8 + number
    return date(year, month, 1) if month <= 12 else date(year + 1, month - 12, 1)
