"""Møtt før: who has sat at a table with whom, from the mixed groups of earlier gatherings and earlier today."""

from __future__ import annotations

import json
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from itertools import combinations
from typing import TYPE_CHECKING

from nettverk.domain.sorting import sort_key
from nettverk.i18n import _
from nettverk.services.register.history import came

if TYPE_CHECKING:
    from nettverk.domain.participants import Participant
    from nettverk.storage.store import Store


@dataclass(frozen=True, slots=True)
class Sitting:
    """One time people sat in mixed groups.

    Attributes:
        today: earlier in the same gathering.
    """

    grouping_id: str
    title: str
    held_on: date | None
    part_title: str
    round: int
    today: bool

    @property
    def when(self) -> str:
        """«høst 2025», «tidligere i dag» or the gathering's name: enough to remember it by."""
        if self.today:
            return _("tidligere i dag")
        if self.held_on is None:
            return self.title
        season = _("vår {year}") if self.held_on.month <= 7 else _("høst {year}")
        return season.format(year=self.held_on.year)


@dataclass(frozen=True, slots=True)
class History:
    """Earlier meetings of some people, who are known by their number in the list given.

    Attributes:
        sittings: those where some of these people sat, oldest first.
        met: pair (lower number first) → indices of sittings.
        past: for each sitting, its tables with two or more of these people.
    """

    sittings: tuple[Sitting, ...]
    met: Mapping[tuple[int, int], tuple[int, ...]]
    past: tuple[tuple[tuple[int, ...], ...], ...]


# Earlier: another gathering with an earlier date (an undated one comes last), or an earlier part of the same one.
_EARLIER = (
    "SELECT gr.id, g.title, g.held_on, p.title AS part_title, gr.round, g.id = here.id AS today"
    " FROM groupings AS gr JOIN parts AS p ON p.id = gr.part_id JOIN gatherings AS g ON g.id = gr.gathering_id"
    " JOIN parts AS part ON part.id = ?1 JOIN gatherings AS here ON here.id = part.gathering_id"
    # Years of gatherings where none of them were would only be counted.
    " WHERE gr.kind = 'mixed' AND (g.id = here.id OR gr.id IN (SELECT value FROM json_each(?2)))"
    " AND CASE WHEN g.id = here.id THEN p.position < part.position"
    "   ELSE (coalesce(g.held_on, '9999'), g.made_at, g.id) <"
    "     (coalesce(here.held_on, '9999'), here.made_at, here.id) END"
    " ORDER BY coalesce(g.held_on, '9999'), g.made_at, g.id, p.position, gr.round"
)
_SEATS = (
    "SELECT s.grouping_id, s.table_id, pa.person_id FROM participants AS here"
    " JOIN participants AS pa ON pa.person_id = here.person_id JOIN seats AS s ON s.participant_id = pa.id"
    # Who was ill that day had a seat but met nobody.
    " JOIN groupings AS gr ON gr.id = s.grouping_id WHERE here.gathering_id = ?1 AND gr.kind = 'mixed'"
    f" AND {came('pa')} ORDER BY s.id"
)


_SO_FAR = (
    "SELECT s.table_id, pa.person_id FROM participants AS here JOIN gatherings AS now ON now.id = here.gathering_id"
    " JOIN participants AS pa ON pa.person_id = here.person_id JOIN seats AS s ON s.participant_id = pa.id"
    " JOIN groupings AS gr ON gr.id = s.grouping_id JOIN gatherings AS g ON g.id = gr.gathering_id"
    " WHERE here.gathering_id = ?1 AND gr.kind = 'mixed'"
    f" AND coalesce(g.held_on, '9999') <= coalesce(now.held_on, '9999') AND {came('pa')} ORDER BY s.id"
)


def so_far(store: Store, gathering_id: str, people: Sequence[Participant]) -> dict[tuple[int, int], tuple[int, ...]]:
    """The pairs of these people (lower number first) who have sat at a table up to and with a gathering, as
    ``between_units`` takes them; those marked absent did not."""
    index = {participant.person_id: number for number, participant in enumerate(people)}
    tables: dict[str, list[int]] = {}
    for row in store.rows(_SO_FAR, gathering_id):
        number = index.get(row["person_id"])
        if number is not None:
            tables.setdefault(row["table_id"], []).append(number)
    return {pair: (0,) for who in tables.values() for pair in combinations(sorted(who), 2)}


def before(store: Store, part_id: str, people: Sequence[Participant]) -> History:
    """Where these people have sat together before a part; those marked absent did not."""
    index = {participant.person_id: number for number, participant in enumerate(people)}
    gathering_id = store.value("SELECT gathering_id FROM parts WHERE id = ?", part_id)
    # All seats of all these people in one question: a question for each sitting would be slow with years behind one.
    seats = store.rows(_SEATS, gathering_id)
    seated = {row["grouping_id"] for row in seats}
    sittings = {
        row["id"]: Sitting(
            row["id"],
            row["title"],
            date.fromisoformat(row["held_on"]) if row["held_on"] else None,
            row["part_title"],
            row["round"],
            bool(row["today"]),
        )
        for row in store.rows(_EARLIER, part_id, json.dumps(sorted(seated)))
    }
    tables: dict[str, dict[str, list[int]]] = {grouping_id: {} for grouping_id in sittings}
    for row in seats:
        number = index.get(row["person_id"])
        if number is not None and row["grouping_id"] in tables:
            tables[row["grouping_id"]].setdefault(row["table_id"], []).append(number)
    met: dict[tuple[int, int], list[int]] = {}
    past = []
    for sitting, groups in enumerate(tables.values()):
        # Whoever was alone at a table met nobody there.
        shared = [sorted(who) for who in groups.values() if len(who) > 1]
        past.append(tuple(tuple(who) for who in shared))
        for who in shared:
            for pair in combinations(who, 2):
                met.setdefault(pair, []).append(sitting)
    return History(tuple(sittings.values()), {pair: tuple(times) for pair, times in met.items()}, tuple(past))


@dataclass(frozen=True, slots=True)
class UnitMeetings:
    """Which units have met, for a picture of unit × unit.

    Attributes:
        units: names, service by service.
        shapes, services: the shape and the name of each one's service.
        people: how many are coming from each.
        counts: (row, column) → pairs of people who have met, row < column or equal (within a unit).
        possible: (row, column) → pairs there are.
        today: the same as counts for the tables of today's board.
        where: each person's unit, in the list that was counted.
    """

    units: tuple[str, ...]
    shapes: tuple[str, ...]
    people: tuple[int, ...]
    counts: Mapping[tuple[int, int], int]
    possible: Mapping[tuple[int, int], int]
    today: Mapping[tuple[int, int], int]
    services: tuple[str, ...] = ()
    where: tuple[int, ...] = ()

    @property
    def share(self) -> float:
        """The share of all pairs from different units that have met."""
        possible = sum(count for (a, b), count in self.possible.items() if a != b)
        met = sum(count for (a, b), count in self.counts.items() if a != b)
        return met / possible if possible else 0.0


def between_units(
    people: Sequence[Participant], met: Mapping[tuple[int, int], tuple[int, ...]], tables: Sequence[Sequence[int]] = ()
) -> UnitMeetings:
    """Count meetings between units, from pairs of people and today's tables."""
    units = sorted(
        {(person.service_id, person.unit_id): person for person in people}.values(),
        key=lambda person: (person.service_name, sort_key(person.unit_name)),
    )
    place = {unit.unit_id: number for number, unit in enumerate(units)}
    where = [place[person.unit_id] for person in people]
    size = [where.count(number) for number in range(len(units))]
    counts: dict[tuple[int, int], int] = {}
    for a, b in met:
        pair = (min(where[a], where[b]), max(where[a], where[b]))
        counts[pair] = counts.get(pair, 0) + 1
    today: dict[tuple[int, int], int] = {}
    for sitting in tables:
        for a, b in combinations(sitting, 2):
            pair = (min(where[a], where[b]), max(where[a], where[b]))
            today[pair] = today.get(pair, 0) + 1
    possible = {
        (a, b): size[a] * (size[a] - 1) // 2 if a == b else size[a] * size[b]
        for a in range(len(units))
        for b in range(a, len(units))
    }
    return UnitMeetings(
        tuple(unit.unit_name for unit in units),
        tuple(unit.service_shape for unit in units),
        tuple(size),
        counts,
        possible,
        today,
        tuple(unit.service_name for unit in units),
        tuple(where),
    )
