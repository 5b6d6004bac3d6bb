"""Every place in the wheel is in one sector, and arrow keys reach every one."""

from __future__ import annotations

import math

from hypothesis import given
from hypothesis import strategies as st

from nettverk.domain.tag_wheel import Way, sector_at, sectors, step
from nettverk.services.tags import wheel

SECTORS = sectors(wheel())


def test_the_wheel_has_the_rings_of_the_framework() -> None:
    assert [sum(sector.ring == ring for sector in SECTORS) for ring in range(5)] == [1, 3, 3, 5, 3]
    assert [sector.tag_id for sector in SECTORS] == [tag.id for ring in wheel().rings for tag in ring.tags]


@given(st.floats(0, 360), st.floats(0, 0.9999))
def test_every_place_lies_in_one_sector_and_none_lies_outside(angle: float, radius: float) -> None:
    x, y = math.sin(math.radians(angle)) * radius, -math.cos(math.radians(angle)) * radius
    assert sum(sector.holds(x, y) for sector in SECTORS) == 1
    assert sector_at(SECTORS, x * 2 / max(radius, 0.01), y * 2 / max(radius, 0.01)) is None or radius < 0.01


def test_the_middle_of_each_sector_is_in_it() -> None:
    for sector in SECTORS:
        assert sector.holds(*sector.point(sector.middle, (sector.inner + sector.outer) / 2 if sector.ring else 0))


def test_arrows_reach_every_sector_and_come_round() -> None:
    reached = {SECTORS[0]}
    waiting = [SECTORS[0]]
    while waiting:
        here = waiting.pop()
        for way in Way:
            there = step(SECTORS, here, way)
            if there not in reached:
                reached.add(there)
                waiting.append(there)
    assert reached == set(SECTORS)
    for sector in SECTORS:
        assert step(SECTORS, step(SECTORS, sector, Way.ROUND), Way.BACK) == sector
