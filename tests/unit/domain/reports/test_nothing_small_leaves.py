"""Every document and export that leaves the house, read together by somebody who adds and subtracts.

The attacker has every report of every kind, of all networks and of each, and what goes to the university. They know
which units there are, what service and district each is of, and which nobody came from. For every group of one to four
people (a unit, a service, a district, a service in a district, a network's part of any) there must be a year that reads
just the same where the group is five or more, so that nobody can tell.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from datetime import date

from hypothesis import example, given, settings
from hypothesis import strategies as st

from nettverk.domain.reports.material import GatheringFacts, NetworkYear, YearMaterial
from nettverk.domain.reports.model import Diagram, Paragraph, Room, Section, Table
from nettverk.domain.reports.small_counts import People, Seat, may_name_units, people_of
from nettverk.domain.sheets.suppression import LEAST
from nettverk.domain.university import ConsentState, GatheringConsent
from nettverk.services.reports.registry import REPORTS
from nettverk.services.university.reading import Rows, network_rows

DAY = date(2026, 10, 1)
COUNTED = ("Kom", "Kom til sammen", "Deltakelser", "Har den", "Skal ha den")
"""Columns of tables that hold people."""


@dataclass(frozen=True)
class Unit:
    name: str
    service: str
    district: str


UNITS = tuple(
    Unit(f"enhet{number}", f"tjeneste{number * 2 // 3 % 3}", f"bydel{number % 2}") for number in range(5)
)  # fmt: skip
Seats = tuple[tuple[int, ...], ...]
"""By network, by unit and gathering in a row: how many came."""
GATHERINGS = 2


def network(number: int, seats: Sequence[int]) -> NetworkYear:
    """A network's year with these who came; all of it as the services would read it."""
    ids = [f"n{number}g{at}" for at in range(GATHERINGS)]
    came: Counter[Seat] = Counter()
    by_unit: Counter[str] = Counter()
    for at, count in enumerate(seats):
        unit = UNITS[at // GATHERINGS]
        came[Seat(ids[at % GATHERINGS], unit.service, unit.district)] += count
        by_unit[unit.name] += count
    known = Counter(Seat("", unit.service, unit.district) for unit in UNITS if by_unit[unit.name])
    people = people_of(came, {ids[0]: 3, ids[1]: 9}, known) if any(seats) else People()
    named = may_name_units(people, by_unit)
    facts = tuple(
        GatheringFacts(id_, id_, "", DAY, turnout=people.gatherings[id_]) if id_ in people.gatherings
        else GatheringFacts(id_, id_, "", DAY, noted=False)
        for id_ in ids
    )  # fmt: skip
    return NetworkYear(
        f"n{number}", f"nettverk{number}", gatherings=facts, people=people, units=len(UNITS) if named else 0,
        came_from=sum(1 for unit in UNITS if by_unit[unit.name]),
        never=tuple(unit.name for unit in UNITS if not by_unit[unit.name]) if named and any(seats) else (),
    )  # fmt: skip


@dataclass
class Read:
    """What the attacker has read: sums of some of (network, unit), and who has somebody there or nobody."""

    sums: set[tuple[frozenset[tuple[int, int]], int]]
    some: set[tuple[int, int]]
    none: set[tuple[int, int]]


EVERY = frozenset(range(len(UNITS)))


def sections(material: YearMaterial) -> Iterator[Section]:
    """What every report of the year says, each subject once at its longest and at its shortest."""
    for subject in dict.fromkeys(subject for report in REPORTS if not report.of_unit for subject in report.subjects):
        for room in (Room(6, long=True), Room(6), Room(2)):
            section = subject(material, room)
            if section is not None:
                yield section


def read(networks: Sequence[NetworkYear]) -> Read:
    """Everything that leaves the house about these networks, taken apart."""
    here = Read(set(), set(), set())
    for scope in (tuple(range(len(networks))), *((number,) for number in range(len(networks)))):
        material = YearMaterial(
            2026, DAY, networks=tuple(networks[number] for number in scope), one_network=len(scope) == 1
        )
        for section in sections(material):
            for block in section.blocks:
                match block:
                    case Diagram() if block.about in {"Tjeneste", "Bydel"}:
                        # A network where too few came is in no diagram, which one sees by the sum of the others.
                        _diagram(here, block, [at for at in scope if networks[at].people.services.classes])
                    case Table():
                        _table(here, block)
                    case Paragraph():
                        _named(here, block.text, networks, scope)
                    case _:
                        pass
    for number, of in enumerate(networks):
        rows = Rows()
        consents = {
            one.id: GatheringConsent(one.id, "", DAY, of.id, of.name, state=ConsentState.GIVEN) for one in of.gatherings
        }
        network_rows(of, 2026, consents, rows, sums=True)
        for row in rows.seats:
            labels = set(str(row[2]).split("; "))
            members = frozenset((number, at) for at, unit in enumerate(UNITS) if unit.service in labels)
            here.sums.add((members, int(str(row[3]))))
        assert all(row[8] is None or row[8] == 0 or int(str(row[8])) >= LEAST for row in rows.gatherings)
        told = [int(str(row[8])) for row in rows.gatherings if row[8] is not None]
        if told and len(told) == len(of.gatherings):
            here.sums.add((frozenset((number, at) for at in EVERY), sum(told)))
    return here


def _diagram(here: Read, diagram: Diagram, scope: Iterable[int]) -> None:
    by_service = diagram.about == "Tjeneste"
    for bar in diagram.bars:
        assert bar.values[0] is None or bar.values[0] == 0 or bar.values[0] >= LEAST
        names = [unit.service if by_service else unit.district for unit in UNITS]
        members = frozenset((number, at) for number in scope for at, name in enumerate(names) if name in bar.label)
        if members and bar.values[0] is not None:
            here.sums.add((members, bar.values[0]))


def _table(here: Read, table: Table) -> None:
    for row in table.rows:
        for title, cell in zip(table.headers, row, strict=True):
            if title in COUNTED and isinstance(cell, int):
                assert cell == 0 or cell >= LEAST, (title, row)


def _named(here: Read, text: str, networks: Sequence[NetworkYear], scope: Sequence[int]) -> None:
    """Which units nobody came from; then somebody came from each of the others."""
    if not text.startswith("Ikke vært med ennå") and "enhetene vært med" not in text:
        return
    for number in scope:
        of = networks[number]
        if all(name in text for name in of.never) and of.units:
            here.none |= {(number, at) for at, unit in enumerate(UNITS) if unit.name in of.never}
            here.some |= {(number, at) for at, unit in enumerate(UNITS) if unit.name not in of.never}


def can_be_enough(here: Read, cells: Sequence[tuple[int, int]], group: frozenset[tuple[int, int]]) -> bool:
    """Whether a year that reads the same has five or more in a group: the group's cells are filled first."""
    order = sorted(cells, key=lambda cell: cell not in group)
    last = {cell: at for at, cell in enumerate(order)}
    closes = {members: max(last[cell] for cell in members) for members, _total in here.sums}
    sums = [(members, total, closes[members]) for members, total in here.sums]

    def fill(at: int, left: list[int], inside: int) -> bool:
        if at == len(order):
            return inside >= LEAST
        cell = order[at]
        if cell not in group and inside < LEAST:
            return False  # all of the group has been filled
        mine = [place for place, (members, _total, _close) in enumerate(sums) if cell in members]
        for count in _counts(here, cell, [left[place] for place in mine], [
            left[place] for place in mine if sums[place][2] == at
        ]):  # fmt: skip
            after = list(left)
            for place in mine:
                after[place] -= count
            if fill(at + 1, after, inside + (count if cell in group else 0)):
                return True
        return False

    return fill(0, [total for _members, total, _close in sums], 0)


def _counts(here: Read, cell: tuple[int, int], room: Sequence[int], closing: Sequence[int]) -> range:
    """What a cell may hold, the most first; where it is the last of a sum, just what is left of that."""
    least = 1 if cell in here.some else 0
    most = 0 if cell in here.none else min(room, default=LEAST + least)
    if not room:
        least = most  # it is in no sum: any number will do, so the largest does
    for wanted in closing:
        least, most = max(least, wanted), min(most, wanted)
    return range(most, least - 1, -1)


def groups() -> Iterator[frozenset[int]]:
    """Units one may want to know of, alone or together."""
    yield from (frozenset({at}) for at in EVERY)
    for name in ("service", "district"):
        for value in {getattr(unit, name) for unit in UNITS}:
            yield frozenset(at for at, unit in enumerate(UNITS) if getattr(unit, name) == value)


@settings(max_examples=settings().max_examples, deadline=None)
@given(
    st.lists(
        st.lists(
            st.one_of(st.just(0), st.integers(0, 3), st.integers(0, 9)),
            min_size=len(UNITS) * GATHERINGS, max_size=len(UNITS) * GATHERINGS,
        ),
        min_size=1, max_size=2,
    )
)  # fmt: skip
@example([[0, 0, 0, 6, 0, 0, 0, 1, 6, 0]])  # services and districts together told of one person
@example([[3, 0, 2, 0, 0, 9, 9, 0, 9, 0]])  # two services of five people, where it is told that both had somebody
def test_no_group_of_one_to_four_can_be_told_from_all_that_leaves_the_house(seats: list[list[int]]) -> None:
    networks = [network(number, row) for number, row in enumerate(seats)]
    here = read(networks)
    true = {
        (number, at): sum(
            row[at * GATHERINGS + held] for held in range(GATHERINGS)
            if networks[number].people.gatherings.get(f"n{number}g{held}") is not None
            and networks[number].people.gatherings[f"n{number}g{held}"].came is not None
        )
        for number, row in enumerate(seats) for at in EVERY
    }  # fmt: skip
    # Whoever was only where few came is in no sum, and nobody outside knows that.
    here.some = {cell for cell in here.some if true[cell]}
    cells = sorted(true)
    for number in range(len(seats)):
        for members in groups():
            group = frozenset((number, at) for at in members)
            if 0 < sum(true[cell] for cell in group) < LEAST:
                assert can_be_enough(here, cells, group), (group, seats, here)
