"""Counts of people under five stand in no report, also not by difference: what may be told is settled once a year.

Whoever reads two reports can add and subtract. So it is not each document that decides what it hides: the people of a
network's year are put in *classes* here, each of five or more, and every document and export tells sums of whole
classes. Nothing they tell together says more than the classes do, and of no group within a class can anybody tell that
it is under five: for all that is told, everybody in the class may be of that group, but for one of each of the others.
For which units and services have been there is told too (by naming those that have not), so everybody knows that each
of them has at least one. What is left over must be enough: a class of five from two units is one where neither can
have more than four.

A gathering where fewer than five came is told of nowhere, and its people are in no sum. Services and districts are
sums over the year, never for one gathering, so a group at one gathering can be as large as the smaller of the two
sums. Services and districts know each other, though (everybody knows which district a kindergarten lies in): there a
flow through the units that exist says whether any group could be told to be small, and then no district is told of.
That nobody came from a service is told: it is no person's.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field

from nettverk.domain.sheets.suppression import LEAST, could_be_enough


@dataclass(frozen=True, slots=True)
class Parts:
    """Counts of classes that may be told; each is of one label, or of several that are told of as one.

    Attributes:
        classes: the labels of each with its count, which is five or more, or nobody.
    """

    classes: tuple[tuple[tuple[str, ...], int], ...] = ()

    @property
    def total(self) -> int:
        """Everybody in them."""
        return sum(count for _labels, count in self.classes)

    @property
    def apart(self) -> bool:
        """Whether anything is told of but the total."""
        return sum(1 for _labels, count in self.classes if count) > 1

    def of(self, *labels: str) -> int | None:
        """How many have one of these labels; None where that is not told."""
        wanted, count = set(labels), 0
        for names, amount in self.classes:
            inside = wanted & set(names)
            if inside and inside != set(names):
                return None
            count += amount if inside else 0
            wanted -= inside
        return count if not wanted else None

    def named(self, names: Mapping[str, str]) -> Parts:
        """The same by other labels: names instead of ids."""
        return Parts(
            tuple((tuple(names.get(label, label) for label in labels), count) for labels, count in self.classes)
        )


NOBODY = Parts()


def in_parts(counts: Mapping[str, int], known: Mapping[str, int] | None = None) -> Parts:
    """Put labels in classes of five or more: the small ones together, and the smallest of the others if need be.

    Nothing at all is told where there are not enough in all.

    Args:
        known: how many groups within each label are known to have somebody (units); one where that is left out.
    """
    spare = {label: _spare(counts[label], (known or {}).get(label, 1)) for label in counts}
    order = list(counts)
    small = [label for label in order if counts[label] and spare[label] < _ENOUGH]
    others = sorted((label for label in order if spare[label] >= _ENOUGH), key=lambda label: (counts[label], label))
    while small and sum(spare[label] for label in small) < _ENOUGH:
        if not others:
            return NOBODY
        small.append(others.pop(0))
    alone = [((label,), counts[label]) for label in order if label not in small]
    together = [(tuple(sorted(small, key=order.index)), sum(counts[label] for label in small))] if small else []
    return Parts((*alone, *together))


_ENOUGH = LEAST - 1
"""People over and above the one that each group is known to have; with them, any one group may have five."""


def _spare(count: int, groups: int) -> int:
    """Who may be of any of the groups: all but one of each."""
    return count - max(1, groups) if count else 0


def may_name_units(people: People, came: Mapping[str, int]) -> bool:
    """Whether it may be told which units somebody came from: with as many units as people, each would have few.

    Args:
        came: how many came from each unit over the year.
    """
    return people.seats == 0 or _spare(people.seats, sum(count > 0 for count in came.values())) >= _ENOUGH


def joined(parts: Iterable[Parts]) -> Parts:
    """The sum of several, told no finer than the coarsest of them: labels that share a class anywhere share it here."""
    classes: list[tuple[list[str], int]] = []
    for part in parts:
        for labels, count in part.classes:
            meets = [known for known in classes if set(known[0]) & set(labels)]
            names = list(dict.fromkeys([label for known in meets for label in known[0]] + list(labels)))
            place = classes.index(meets[0]) if meets else len(classes)
            classes = [known for known in classes if known not in meets]
            classes.insert(place, (names, count + sum(known[1] for known in meets)))
    return Parts(tuple((tuple(labels), count) for labels, count in classes))


# --- people at gatherings ---


@dataclass(frozen=True, slots=True)
class Seat:
    """Whose seats are counted: those of one service in one district, at one gathering."""

    gathering: str
    service: str
    district: str


@dataclass(frozen=True, slots=True)
class Turnout:
    """How many came to a gathering, and of how many that were registered; None where it is not told."""

    came: int | None = None
    registered: int | None = None


UNTOLD = Turnout()


@dataclass(frozen=True, slots=True)
class People:
    """What may be told of who came to a network's gatherings in a year.

    Attributes:
        gatherings: by the gathering's id.
        services, districts: seats over the year, only of gatherings that are told of; ``districts`` is empty where
            it would tell too much beside the services.
    """

    gatherings: Mapping[str, Turnout] = field(default_factory=dict)
    services: Parts = NOBODY
    districts: Parts = NOBODY

    @property
    def seats(self) -> int:
        """How many have come, each counted as often as they came."""
        return sum(turnout.came or 0 for turnout in self.gatherings.values())


NO_PEOPLE = People()


def people_of(came: Mapping[Seat, int], absent: Mapping[str, int], known: Mapping[Seat, int] | None = None) -> People:
    """What may be told of who came.

    Args:
        came: how many came; a service and a district that have units but nobody there with 0.
        absent: by gathering, how many were registered and did not come.
        known: by service and district (of no gathering), how many units somebody came from; one where left out.
    """
    by_gathering: Counter[str] = Counter()
    for seat, count in came.items():
        by_gathering[seat.gathering] += count
    countable = {gathering for gathering, count in by_gathering.items() if count == 0 or count >= LEAST}
    services: Counter[str] = Counter()
    districts: Counter[str] = Counter()
    cells: Counter[tuple[str, str]] = Counter()
    for seat, count in came.items():
        here = count if seat.gathering in countable else 0
        services[seat.service] += here
        districts[seat.district] += here
        cells[seat.service, seat.district] += here
    units = _units(cells, known)
    of_service: Counter[str] = Counter()
    of_district: Counter[str] = Counter()
    for (service, district), count in units.items():
        of_service[service] += count
        of_district[district] += count
    by_service, by_district = in_parts(services, of_service), in_parts(districts, of_district)
    return People(
        {name: _turnout(by_gathering[name], absent.get(name, 0)) for name in by_gathering},
        by_service,
        by_district if _beside(by_service, by_district, cells, units) else NOBODY,
    )


def _units(cells: Mapping[tuple[str, str], int], known: Mapping[Seat, int] | None) -> dict[tuple[str, str], int]:
    """How many units are known to have somebody in each service and district."""
    given = {(seat.service, seat.district): count for seat, count in (known or {}).items()}
    return {cell: max(1, given.get(cell, 1)) for cell, count in cells.items() if count}


def _turnout(came: int, absent: int) -> Turnout:
    if 0 < came < LEAST:
        return Turnout()
    return Turnout(came, None if 0 < absent < LEAST else came + absent)


def _beside(
    services: Parts, districts: Parts, cells: Mapping[tuple[str, str], int], units: Mapping[tuple[str, str], int]
) -> bool:
    """Whether both may be told: every group of a service in a district may then still be five or more.

    What is known to be in each (one for each unit) is taken away first: only the rest can be in another. Where nobody
    has been is known too, by the units that are named.
    """
    rows = {label: place for place, (labels, _count) in enumerate(services.classes) for label in labels}
    columns = {label: place for place, (labels, _count) in enumerate(districts.classes) for label in labels}
    table: Counter[tuple[int, int]] = Counter()
    for (service, district), count in cells.items():
        if count and service in rows and district in columns:
            table[rows[service], columns[district]] += count - units.get((service, district), 0)
    return could_be_enough(table)
