"""Tags (merkelapper): the themes that gatherings, parts, sheets, points and commitments are tagged with."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, field
from datetime import date
from enum import StrEnum

from nettverk.i18n import _


class TagOn(StrEnum):
    """What can carry a tag; the values are what the database holds. A sheet's own tags stand in its definition."""

    GATHERING = "gathering"
    PART = "part"
    SHEET = "sheet"
    POINT = "point"
    COMMITMENT = "commitment"


@dataclass(frozen=True, slots=True)
class Carrier:
    """One thing that can carry tags.

    Attributes:
        id: of the gathering, the part, the sheet, the commitment, or the point; a point keeps its id while its words
            are edited, so its tags stay on it.
        gathering_id: where it belongs; empty for a sheet. Of a commitment it is where the promise was made.
    """

    on: TagOn
    id: str
    gathering_id: str = ""


@dataclass(frozen=True, slots=True)
class Tag:
    """One theme, in one language."""

    id: str
    label: str


@dataclass(frozen=True, slots=True)
class TagGroup:
    """Themes that belong together, clockwise; ``ring`` 0 is the middle of the wheel, -1 is beside it."""

    id: str
    label: str
    ring: int
    tags: tuple[Tag, ...]

    @property
    def in_wheel(self) -> bool:
        """Whether it is a ring of the wheel."""
        return self.ring >= 0


@dataclass(frozen=True, slots=True)
class Wheel:
    """Every theme there is: the rings from the middle and outwards, then the groups beside the wheel."""

    groups: tuple[TagGroup, ...]
    source: str = ""

    @property
    def rings(self) -> tuple[TagGroup, ...]:
        """The groups that are drawn as a wheel, the middle first."""
        return tuple(group for group in self.groups if group.in_wheel)

    @property
    def beside(self) -> tuple[TagGroup, ...]:
        """The groups that are in the list alone: main threads, BTI, CLASS."""
        return tuple(group for group in self.groups if not group.in_wheel)

    def __iter__(self) -> Iterator[Tag]:
        return (tag for group in self.groups for tag in group.tags)

    @property
    def names(self) -> Mapping[str, str]:
        """What each theme is called, by its id, in the order of the wheel."""
        return {tag.id: tag.label for tag in self}

    def name(self, tag_id: str) -> str:
        """What a theme is called; its id where another program knows it and this one does not."""
        return self.names.get(tag_id, tag_id)

    def group_of(self, tag_id: str) -> TagGroup | None:
        """The group a theme stands in."""
        return next((group for group in self.groups if any(tag.id == tag_id for tag in group.tags)), None)

    def in_order(self, tag_ids: Iterable[str]) -> tuple[str, ...]:
        """These themes each once, in the order of the wheel; those that this program does not know come last."""
        places = {tag.id: place for place, tag in enumerate(self)}
        return tuple(sorted(set(tag_ids), key=lambda tag_id: (places.get(tag_id, len(places)), tag_id)))


def fits(carried: Iterable[str], wanted: Iterable[str]) -> bool:
    """Whether something with these tags is shown where these are wanted: all of them; none wanted is everything."""
    return set(wanted) <= set(carried)


def carrier_name(on: TagOn) -> str:
    """The user's word for one thing that carries tags."""
    return {
        TagOn.GATHERING: _("Samlingen"),
        TagOn.PART: _("Delen"),
        TagOn.SHEET: _("Arket"),
        TagOn.POINT: _("Punktet"),
        TagOn.COMMITMENT: _("Tiltaket"),
    }[on]


@dataclass(frozen=True, slots=True)
class Tagged:
    """Something that carries tags, as it is listed.

    Attributes:
        title: what it is called, or what it says.
        where: the gathering it belongs to; empty for a sheet.
        held_on: the gathering's day, None where there is none.
    """

    carrier: Carrier
    title: str
    where: str
    tags: tuple[str, ...]
    held_on: date | None = None


@dataclass(frozen=True, slots=True)
class Touched:
    """What a school year's gatherings of one series have touched so far.

    Attributes:
        year: that it begins in.
        gatherings: how many of them carry any theme.
        counts: theme → at how many of them something carried it.
        today: what the gathering that is shown carries itself, or anything at it.
    """

    year: int = 0
    gatherings: int = 0
    counts: Mapping[str, int] = field(default_factory=dict)
    today: frozenset[str] = frozenset()


def school_year(day: date) -> int:
    """The year that the school year of a day begins in: from August to July."""
    return day.year if day.month >= 8 else day.year - 1


def kind_heading(on: TagOn) -> str:
    """The user's word for several things of a kind."""
    return {
        TagOn.GATHERING: _("Samlinger"),
        TagOn.PART: _("Deler"),
        TagOn.SHEET: _("Ark"),
        TagOn.POINT: _("Punkter"),
        TagOn.COMMITMENT: _("Tiltak"),
    }[on]
