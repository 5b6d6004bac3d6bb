"""The wall of the theme wheel: what the year's gatherings have touched so far, and what today adds."""

from __future__ import annotations

from dataclasses import dataclass

from nettverk.domain.tags import Touched, Wheel
from nettverk.domain.wall.walls import Wall
from nettverk.domain.wall_reference import WHEEL
from nettverk.i18n import _, _n, join


@dataclass(frozen=True, slots=True)
class WheelRow:
    """A theme that was touched, under how many it was at.

    Attributes:
        number: what stands in its sector; empty for a theme that is beside the wheel.
        count: «2 samlinger».
    """

    tag_id: str
    number: str
    label: str
    count: str
    today: bool = False


@dataclass(frozen=True, slots=True, kw_only=True)
class WheelYear(Wall):
    """The wheel with what was touched filled, and the names beside it by their numbers; paged by whoever draws it."""

    title: str
    wheel: Wheel
    rows: tuple[WheelRow, ...]
    left: str = ""
    mark: str = ""


def wheel_wall(touched: Touched, wheel: Wheel, language: str) -> tuple[Wall, ...]:
    """The wall, or none where nothing has a tag yet; the most touched first."""
    if not touched.counts:
        return ()
    rings = {tag.id for ring in wheel.rings for tag in ring.tags}
    places = {tag_id: place for place, tag_id in enumerate(wheel.names)}
    known = sorted(
        (tag_id for tag_id in touched.counts if tag_id in places),
        key=lambda tag_id: (-touched.counts[tag_id], tag_id not in rings, places[tag_id]),
    )
    numbers = {tag_id: str(number) for number, tag_id in enumerate((id_ for id_ in known if id_ in rings), start=1)}
    rows = tuple(
        WheelRow(
            tag_id, numbers.get(tag_id, ""), wheel.name(tag_id),
            _n("{n} samling", "{n} samlinger", touched.counts[tag_id]), tag_id in touched.today,
        )
        for tag_id in known
    )  # fmt: skip
    untouched = [tag.label for ring in wheel.rings for tag in ring.tags if tag.id not in touched.counts]
    year = f"{touched.year}–{touched.year + 1}"
    return (
        WheelYear(
            ref=WHEEL, name=_("Temahjulet i år"), title=_("Dette har vi vært innom i år"), wheel=wheel, rows=rows,
            left=_("Ikke ennå: {themes}").format(themes=join(untouched)) if untouched else "",
            mark=" · ".join((_n("{n} samling", "{n} samlinger", touched.gatherings), year)), language=language,
        ),
    )  # fmt: skip
