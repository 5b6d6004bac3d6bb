"""The theme wheel as geometry: which sector lies where, for whoever draws it or clicks on it.

Lengths are shares of the wheel's radius, with the middle in (0, 0) and y downwards; angles are degrees clockwise from
the top. The first theme of a ring has its middle at the top, so that its name is read straight.
"""

from __future__ import annotations

import math
from collections.abc import Sequence
from dataclasses import dataclass
from enum import Enum

from nettverk.domain.tags import Wheel

HUB = 0.22
"""The middle's radius; the rings share the rest evenly."""


@dataclass(frozen=True, slots=True)
class Sector:
    """One theme's place in the wheel.

    Attributes:
        ring: 0 is the middle, which goes all the way round.
        start, sweep: where it begins, and how far it goes.
        inner, outer: its two radii.
    """

    tag_id: str
    label: str
    ring: int
    group: str
    start: float
    sweep: float
    inner: float
    outer: float

    @property
    def middle(self) -> float:
        """The angle halfway through it, 0–360."""
        return (self.start + self.sweep / 2) % 360

    @property
    def is_round(self) -> bool:
        """Whether it is the whole of its ring."""
        return self.sweep >= 360

    @property
    def reads_upwards(self) -> bool:
        """Whether a name along it must be turned, so that nobody reads it upside down."""
        return 100 < self.middle < 260

    def holds(self, x: float, y: float) -> bool:
        """Whether a point lies in it."""
        radius = math.hypot(x, y)
        turn = (math.degrees(math.atan2(x, -y)) - self.start) % 360
        return self.inner <= radius < self.outer and (self.is_round or turn < self.sweep)

    def point(self, angle: float, radius: float) -> tuple[float, float]:
        """Where an angle and a radius lie."""
        turn = math.radians(angle)
        return math.sin(turn) * radius, -math.cos(turn) * radius


class Way(Enum):
    """Where an arrow key goes in the wheel."""

    ROUND = "round"
    BACK = "back"
    OUT = "out"
    IN = "in"


def sectors(wheel: Wheel, hub: float = HUB) -> tuple[Sector, ...]:
    """Every sector, in the order of the themes: the middle, then ring for ring, clockwise; ``hub`` is its radius."""
    rings = [ring for ring in wheel.rings if ring.tags]
    thick = (1 - hub) / max(1, len(rings) - 1)
    sectors_: list[Sector] = []
    for place, ring in enumerate(rings):
        sweep = 360 / len(ring.tags)
        inner = 0.0 if place == 0 else hub + (place - 1) * thick
        outer = hub + place * thick
        for number, tag in enumerate(ring.tags):
            start = -sweep / 2 + number * sweep
            sectors_.append(Sector(tag.id, tag.label, place, ring.label, start, sweep, inner, outer))
    return tuple(sectors_)


def sector_at(known: Sequence[Sector], x: float, y: float) -> Sector | None:
    """The sector that a point lies in; None outside the wheel."""
    return next((sector for sector in known if sector.holds(x, y)), None)


def step(known: Sequence[Sector], here: Sector, way: Way) -> Sector:
    """The sector that an arrow key leads to: round its ring, or to the nearest one in the ring outside or inside.

    Where there is no ring further out or in, one stays.
    """
    if way in {Way.ROUND, Way.BACK}:
        ring = [sector for sector in known if sector.ring == here.ring]
        return ring[(ring.index(here) + (1 if way is Way.ROUND else -1)) % len(ring)]
    other = [sector for sector in known if sector.ring == here.ring + (1 if way is Way.OUT else -1)]
    return min(other, key=lambda sector: (_apart(sector.middle, here.middle), sector.middle), default=here)


def _apart(one: float, other: float) -> float:
    """Degrees between two angles, 0–180."""
    turn = abs(one - other) % 360
    return min(turn, 360 - turn)


def pieces_of(ids: Sequence[str], wheel: Wheel | None) -> frozenset[str]:
    """The themes that pieces of a map are, where the map is the wheel: every one of them in a ring; else none."""
    rings = {tag.id for ring in (wheel.rings if wheel else ()) for tag in ring.tags}
    return frozenset(ids) if len(ids) > 1 and set(ids) <= rings else frozenset()
