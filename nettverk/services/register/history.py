"""What the register remembers: where someone has been, whom they have met, and who is missing from a network."""

from __future__ import annotations

import json
from dataclasses import dataclass
from datetime import date

from nettverk.domain.participants import Attendance
from nettverk.domain.registry import full_name, service_name
from nettverk.domain.sorting import sort_key
from nettverk.domain.year.days import first_day, last_day
from nettverk.services.register import turnout
from nettverk.storage.store import Store


@dataclass(frozen=True, slots=True)
class Visit:
    """One gathering a person was on the list of; ``status`` as in domain.participants."""

    gathering_id: str
    title: str
    held_on: date | None
    unit: str
    status: Attendance

    def was_there(self, day: date) -> bool:
        """Whether it has been held by a day, and they were not marked absent."""
        return self.held_on is not None and self.held_on <= day and self.status is not Attendance.ABSENT


@dataclass(frozen=True, slots=True)
class Met:
    """Someone a person has sat with in mixed groups: how many times, and when last."""

    person_id: str
    name: str
    unit: str
    times: int
    last: date | None


@dataclass(frozen=True, slots=True)
class PersonHistory:
    """A person's gatherings, the newest first, and whom they have met, the most often first."""

    visits: tuple[Visit, ...]
    met: tuple[Met, ...]


@dataclass(frozen=True, slots=True)
class GatheringGaps:
    """Central services, and units, that nobody was seen from at one gathering."""

    title: str
    held_on: date
    services: tuple[str, ...]
    units: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Gaps:
    """Who is missing from a network since a day.

    Attributes:
        gatherings: how many gatherings are counted: those whose attendance was taken.
        services: central services with nobody at any of them.
        units: units of the network's services and districts that nobody came from, as (name, service).
        each: the same for each gathering, the newest first.
    """

    gatherings: int
    services: tuple[str, ...]
    units: tuple[tuple[str, str], ...]
    each: tuple[GatheringGaps, ...] = ()


def came(participant: str) -> str:
    """SQL for whether the participant of this alias is not marked absent, found by that participant's own mark."""
    return (
        f"NOT EXISTS (SELECT 1 FROM attendance AS mark WHERE mark.gathering_id = {participant}.gathering_id"
        f" AND mark.participant_id = {participant}.id AND mark.status = 'absent')"
    )


def of_person(store: Store, person_id: str) -> PersonHistory:
    """Where a person has been, and whom they have sat with."""
    visits = tuple(
        Visit(row["id"], row["title"], _day(row["held_on"]), row["unit"], Attendance(row["status"]))
        for row in store.rows(
            "SELECT g.id, g.title, g.held_on, u.name AS unit, coalesce(a.status, 'registered') AS status"
            " FROM participants AS p JOIN gatherings AS g ON g.id = p.gathering_id JOIN units AS u ON u.id = p.unit_id"
            " LEFT JOIN attendance AS a ON a.participant_id = p.id AND a.gathering_id = p.gathering_id"
            " WHERE p.person_id = ? ORDER BY g.held_on IS NULL DESC, g.held_on DESC",
            person_id,
        )
    )
    # From the person's own seats on, and not through the view of all meetings: that has everybody's.
    rows = store.rows(
        "SELECT o.id, o.given_name, o.family_name, u.name AS unit, count(*) AS times, max(g.held_on) AS last"
        " FROM participants AS p JOIN seats AS s ON s.participant_id = p.id"
        " JOIN groupings AS gr ON gr.id = s.grouping_id JOIN gatherings AS g ON g.id = gr.gathering_id"
        " JOIN seats AS beside ON beside.table_id = s.table_id AND beside.id <> s.id"
        " JOIN participants AS op ON op.id = beside.participant_id JOIN people AS o ON o.id = op.person_id"
        f" JOIN units AS u ON u.id = o.unit_id WHERE p.person_id = ?1 AND gr.kind = 'mixed' AND o.id <> ?1"
        f" AND {came('p')} AND {came('op')} AND coalesce(g.held_on, '9999') <= ?2 GROUP BY o.id",
        person_id,
        store.today().isoformat(),
    )
    met = [
        Met(row["id"], full_name(row["given_name"], row["family_name"]), row["unit"], row["times"], _day(row["last"]))
        for row in rows
    ]
    return PersonHistory(visits, tuple(sorted(met, key=lambda person: (-person.times, sort_key(person.name)))))


def visits(store: Store) -> dict[str, int]:
    """How many gatherings each person has been on the list of, by person id."""
    rows = store.rows("SELECT person_id, count(*) AS n FROM participants GROUP BY person_id")
    return {row["person_id"]: row["n"] for row in rows}


def gaps_of_year(store: Store, network_id: str, year: int) -> Gaps:
    """Who is missing from a network in a school year (August to July, by the year it begins in), until today."""
    return gaps(store, network_id, first_day(year), last_day(year))


def gaps(store: Store, network_id: str, since: date, until: date | None = None) -> Gaps:
    """Central services and units that nobody was seen from at the network's gatherings held since a day, until today.

    Only gatherings whose attendance was taken count. Units count when their service belongs to the network, and their
    district has had a gathering (or the network has had one for all districts).
    """
    last = min(until or store.today(), store.today())
    attendance = turnout.between(store, since, last, network_id)
    counted = attendance.counted
    if not counted:
        return Gaps(0, (), ())
    seen = {unit.unit_id for unit in attendance.units if unit.came}
    districts = {gathering.district_id for gathering in counted}
    units = store.rows(
        "SELECT u.id, u.name, u.district_id, s.name AS service FROM units AS u"
        " JOIN service_kinds AS s ON s.id = u.service_kind_id"
        " WHERE u.service_kind_id IN (SELECT service_kind_id FROM network_services WHERE network_id = ?1)",
        network_id,
    )
    missing = [
        (row["name"], service_name(row["service"]))
        for row in units
        # A unit of a district that has had no gathering yet is not missing: it has not been asked.
        if row["id"] not in seen and (None in districts or row["district_id"] in {None, *districts})
    ]
    seen_at: dict[str, set[str]] = {}
    for row in store.rows(
        "SELECT p.gathering_id, p.unit_id FROM participants AS p JOIN attendance AS a ON a.participant_id = p.id"
        f" AND a.gathering_id = p.gathering_id WHERE a.status IN {turnout.SEEN}"
        " AND p.gathering_id IN (SELECT value FROM json_each(?))",
        json.dumps([gathering.id for gathering in counted]),
    ):
        seen_at.setdefault(row["gathering_id"], set()).add(row["unit_id"])
    each = [
        GatheringGaps(
            gathering.title,
            gathering.held_on,
            tuple(
                gap.service
                for gap in attendance.gaps
                if (gap.gathering, gap.held_on) == (gathering.title, gathering.held_on)
            ),
            tuple(
                sorted(
                    (
                        row["name"]
                        for row in units
                        if row["id"] not in seen_at.get(gathering.id, ())
                        and (gathering.district_id is None or row["district_id"] in {None, gathering.district_id})
                    ),
                    key=sort_key,
                )
            ),
        )
        for gathering in sorted(counted, key=lambda gathering: gathering.held_on, reverse=True)
    ]
    never = tuple(sorted(missing, key=lambda unit: sort_key(unit[0])))
    return Gaps(len(counted), attendance.never_services, never, tuple(each))


def _day(text: str | None) -> date | None:
    return date.fromisoformat(text) if text else None
