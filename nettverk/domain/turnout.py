"""Expected and came: units and people held against who was seen at the door, in a school year. Counts, no names."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Callable, Iterable
from dataclasses import dataclass
from datetime import date

from nettverk.domain.registry import Ownership, ownership_name
from nettverk.domain.sorting import sort_key
from nettverk.i18n import _, _n, join, quoted

ALWAYS_FROM = 2
"""A unit is «always there» from so many gatherings on; once is no habit."""


@dataclass(frozen=True, slots=True)
class HeldGathering:
    """A gathering that has been held; ``marked`` is whether anybody was ticked off at the door."""

    id: str
    title: str
    held_on: date
    network_id: str
    network: str
    district_id: str | None
    marked: bool


@dataclass(frozen=True, slots=True)
class UnitTurnout:
    """One unit over a year.

    Attributes:
        central: its service is one that the network misses when it is absent.
        expected: how many of the counted gatherings it was expected at: for a central service those of its district,
            and all that somebody from it was registered for.
        came: how many of them somebody from it was seen at.
        registered, present: people, summed over those gatherings.
    """

    unit_id: str
    name: str
    service: str
    central: bool
    district: str
    ownership: Ownership
    expected: int
    came: int
    registered: int
    present: int


@dataclass(frozen=True, slots=True)
class GroupTurnout:
    """Units of one service, district or ownership, summed; times are units times gatherings."""

    name: str
    units: int
    expected: int
    came: int
    registered: int
    present: int


@dataclass(frozen=True, slots=True)
class ServiceGap:
    """A central service that nobody was seen from at one gathering."""

    service: str
    gathering: str
    held_on: date


@dataclass(frozen=True, slots=True)
class Turnout:
    """A year's attendance.

    Attributes:
        gatherings: held, of the days and network asked for, by day; those without marks are counted nowhere.
        gaps: central services that were absent at a gathering that was counted.
        never_services: central services seen at none of them.
    """

    gatherings: tuple[HeldGathering, ...]
    units: tuple[UnitTurnout, ...]
    gaps: tuple[ServiceGap, ...] = ()
    never_services: tuple[str, ...] = ()

    @property
    def counted(self) -> tuple[HeldGathering, ...]:
        """The gatherings whose attendance was taken."""
        return tuple(gathering for gathering in self.gatherings if gathering.marked)

    @property
    def unmarked(self) -> tuple[HeldGathering, ...]:
        """Gatherings that were held and whose attendance nobody took."""
        return tuple(gathering for gathering in self.gatherings if not gathering.marked)

    @property
    def never(self) -> tuple[UnitTurnout, ...]:
        """Units that were expected, and that nobody was seen from."""
        return tuple(unit for unit in self.units if unit.expected and not unit.came)

    @property
    def always(self) -> tuple[UnitTurnout, ...]:
        """Units that somebody was seen from each time they were expected."""
        return tuple(unit for unit in self.units if unit.expected == unit.came >= ALWAYS_FROM)

    @property
    def by_service(self) -> tuple[GroupTurnout, ...]:
        """The units summed by service."""
        return _summed(self.units, lambda unit: unit.service)

    @property
    def by_district(self) -> tuple[GroupTurnout, ...]:
        """The units summed by district; those of the whole municipality stand last."""
        whole = _("Hele kommunen")
        groups = _summed(self.units, lambda unit: unit.district or whole)
        return tuple(sorted(groups, key=lambda group: group.name == whole))

    @property
    def by_ownership(self) -> tuple[GroupTurnout, ...]:
        """Municipal and private units; those that nobody has said it of stand for themselves."""
        return _summed(self.units, lambda unit: ownership_name(unit.ownership) or _("ikke oppgitt"))

    @property
    def registered(self) -> int:
        """People on the lists of the counted gatherings."""
        return sum(unit.registered for unit in self.units)

    @property
    def present(self) -> int:
        """People who were seen."""
        return sum(unit.present for unit in self.units)


def _summed(units: Iterable[UnitTurnout], name: Callable[[UnitTurnout], str]) -> tuple[GroupTurnout, ...]:
    groups: defaultdict[str, list[UnitTurnout]] = defaultdict(list)
    for unit in units:
        groups[name(unit)].append(unit)
    return tuple(
        GroupTurnout(
            key, len(group), sum(unit.expected for unit in group), sum(unit.came for unit in group),
            sum(unit.registered for unit in group), sum(unit.present for unit in group),
        )
        for key, group in sorted(groups.items(), key=lambda item: sort_key(item[0]))
    )  # fmt: skip


def words(turnout: Turnout, most: int = 8) -> tuple[str, ...]:
    """What a year's attendance says, in sentences; the first says what is counted.

    Args:
        most: how many units are named before the rest are counted.
    """
    counted, unmarked = turnout.counted, turnout.unmarked
    if not counted:
        first = _("Ingen har ført oppmøte ennå. Det gjøres i Gjennomfør, ved døra.")
        return (first,)
    sentences = [
        _n("Oppmøtet er ført på {n} samling.", "Oppmøtet er ført på {n} samlinger.", len(counted))
        + " "
        + _("Av {registered} påmeldte kom {present}.").format(registered=turnout.registered, present=turnout.present)
    ]
    if unmarked:
        names = join([quoted(gathering.title) for gathering in unmarked[:most]])
        sentences.append(_("Uten oppmøte, og ikke regnet med: {gatherings}.").format(gatherings=names))
    if turnout.never_services:
        sentences.append(_("Ingen har kommet fra {services}.").format(services=join(turnout.never_services)))
    if turnout.never:
        sentences.append(_("Aldri sett: {units}.").format(units=_named(turnout.never, most)))
    if turnout.always:
        sentences.append(_("Alltid på plass: {units}.").format(units=_named(turnout.always, most)))
    return tuple(sentences)


def _named(units: Iterable[UnitTurnout], most: int) -> str:
    names = [unit.name for unit in units]
    more = len(names) - most
    return join([*names[:most], *([_n("{n} til", "{n} til", more)] if more > 0 else [])])
