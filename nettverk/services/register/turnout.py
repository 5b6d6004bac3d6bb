"""Expected and came, read from the lists and from what was marked at the door; nothing else counts as having come."""

from __future__ import annotations

from collections import defaultdict
from datetime import date

from nettverk.domain.registry import Ownership, service_name
from nettverk.domain.sorting import sort_key
from nettverk.domain.turnout import HeldGathering, ServiceGap, Turnout, UnitTurnout
from nettverk.domain.year.days import first_day, last_day
from nettverk.storage.store import Row, Store

SEEN = "('present', 'late')"
"""What marks at the door mean that somebody came, as SQL; whoever is marked late came when they did."""

_HELD = (
    "SELECT g.id, g.title, g.held_on, g.network_id, n.name AS network, g.district_id,"
    " EXISTS (SELECT 1 FROM attendance AS a WHERE a.gathering_id = g.id"
    f" AND a.status IN {SEEN}) AS marked"
    " FROM gatherings AS g JOIN networks AS n ON n.id = g.network_id"
    " WHERE g.held_on BETWEEN ?1 AND ?2 AND g.cancelled = 0 AND (?3 = '' OR g.network_id = ?3)"
    " ORDER BY g.held_on, g.id"
)
_PEOPLE = (
    "SELECT p.gathering_id, p.unit_id, count(*) AS registered,"
    f" sum(coalesce(a.status IN {SEEN}, 0)) AS present"
    " FROM gatherings AS g JOIN participants AS p ON p.gathering_id = g.id"
    " LEFT JOIN attendance AS a ON a.gathering_id = g.id AND a.participant_id = p.id"
    " WHERE g.held_on BETWEEN ?1 AND ?2 AND g.cancelled = 0 AND (?3 = '' OR g.network_id = ?3)"
    " GROUP BY p.gathering_id, p.unit_id"
)
_UNITS = (
    "SELECT u.id, u.name, u.service_kind_id, s.name AS service, u.district_id, coalesce(d.name, '') AS district,"
    " u.ownership FROM units AS u JOIN service_kinds AS s ON s.id = u.service_kind_id"
    " LEFT JOIN districts AS d ON d.id = u.district_id"
)


def of_year(store: Store, year: int, network_id: str = "") -> Turnout:
    """A school year, by the year it begins in; only what lies behind us."""
    return between(store, first_day(year), min(last_day(year), store.today()), network_id)


def between(store: Store, first: date, last: date, network_id: str = "") -> Turnout:
    """The gatherings held on these days, both among them; of one network where it is given."""
    days = first.isoformat(), last.isoformat()
    held = tuple(_held(row) for row in store.rows(_HELD, *days, network_id))
    counted = {gathering.id: gathering for gathering in held if gathering.marked}
    people: defaultdict[str, dict[str, tuple[int, int]]] = defaultdict(dict)
    for row in store.rows(_PEOPLE, *days, network_id) if counted else ():
        if row["gathering_id"] in counted:
            people[row["unit_id"]][row["gathering_id"]] = row["registered"], row["present"]
    central = _central(store)
    rows = store.rows(_UNITS)
    units = [_unit(row, counted, people[row["id"]], central) for row in rows]
    gaps, never = _services(store, rows, counted, people, central)
    return Turnout(
        held,
        tuple(sorted((unit for unit in units if unit.expected), key=lambda unit: sort_key(unit.name))),
        gaps,
        never,
    )


def _central(store: Store) -> dict[str, set[str]]:
    """The central services of each network."""
    central: dict[str, set[str]] = {}
    for row in store.rows("SELECT network_id, service_kind_id FROM network_services WHERE central = 1"):
        central.setdefault(row["network_id"], set()).add(row["service_kind_id"])
    return central


def _unit(
    row: Row, counted: dict[str, HeldGathering], lists: dict[str, tuple[int, int]], central: dict[str, set[str]]
) -> UnitTurnout:  # fmt: skip
    missed = {
        id_ for id_, gathering in counted.items()
        if row["service_kind_id"] in central.get(gathering.network_id, ()) and _for_district(gathering, row)
    }  # fmt: skip
    return UnitTurnout(
        row["id"], row["name"], service_name(row["service"]), bool(missed), row["district"],
        Ownership(row["ownership"]),
        expected=len(missed | lists.keys()),
        came=sum(present > 0 for _registered, present in lists.values()),
        registered=sum(registered for registered, _present in lists.values()),
        present=sum(present for _registered, present in lists.values()),
    )  # fmt: skip


def _for_district(gathering: HeldGathering, unit: Row) -> bool:
    """What is for the whole municipality is for every unit, and so is everything for a unit that has no district."""
    return gathering.district_id is None or unit["district_id"] in {None, gathering.district_id}


def _services(
    store: Store, units: list[Row], counted: dict[str, HeldGathering],
    people: dict[str, dict[str, tuple[int, int]]], central: dict[str, set[str]],
) -> tuple[tuple[ServiceGap, ...], tuple[str, ...]]:  # fmt: skip
    seen: set[tuple[str, str]] = set()
    for row in units:
        seen |= {(id_, row["service_kind_id"]) for id_, (_all, present) in people.get(row["id"], {}).items() if present}
    rows = store.rows("SELECT id, name FROM service_kinds ORDER BY position")
    names = {row["id"]: service_name(row["name"]) for row in rows}
    gaps = tuple(
        ServiceGap(name, gathering.title, gathering.held_on)
        for gathering in counted.values()
        for service, name in names.items()
        if service in central.get(gathering.network_id, ()) and (gathering.id, service) not in seen
    )
    missed = {service for gathering in counted.values() for service in central.get(gathering.network_id, ())}
    never = missed - {service for _id, service in seen}
    return gaps, tuple(name for service, name in names.items() if service in never)


def _held(row: Row) -> HeldGathering:
    return HeldGathering(
        row["id"], row["title"], date.fromisoformat(row["held_on"]), row["network_id"], row["network"],
        row["district_id"], bool(row["marked"]),
    )  # fmt: skip
