"""A hall full of people for tests of groups: units, a gathering, and earlier gatherings where they have met."""

from __future__ import annotations

import random
from copy import copy
from dataclasses import dataclass, field, replace
from datetime import date, timedelta
from functools import cache

from nettverk.domain.entries import EntryKind
from nettverk.domain.ids import new_id
from nettverk.storage import entries
from nettverk.storage.store import Store
from tests.helpers import stores

GIVEN = [
    "Ingrid", "Emma", "Nora", "Ola", "Kari", "Siv", "Åse", "Liv", "Mette", "Hege", "Solveig", "Gry", "Øyvind",
    "Jan-Erik", "Roar", "Trond", "Niillas", "Máret", "Rune", "Stian",
]  # fmt: skip
FAMILY = [
    "Moen", "Dahl", "Berg", "Eira", "Aarsland", "Kvåle", "Tveit", "Øvrebø", "Hagen", "Lund", "Gaup", "Sætre", "Vik",
    "Skår", "Olsen", "Røed", "Nguyen", "Ahmed", "Utsi", "Tangen",
]  # fmt: skip
PLACES = [
    "Myra", "Nes", "Tangen", "Furulia", "Bjørka", "Solbakken", "Havna", "Lia", "Lund", "Vågsbygd", "Slettheia",
    "Justvik", "Hellemyr", "Kongsgård", "Strai", "Eg", "Voiebyen", "Grim", "Gimle", "Randesund", "Tveit",
    "Flekkerøy", "Søm", "Hånes", "Mosby", "Torridal", "Lauvåsen", "Fiskå", "Augland", "Kringsjå",
]  # fmt: skip
SERVICES = (
    ("ppt", "PPT", 8),
    ("health", "Helsestasjonen", 6),
    ("child_welfare", "Barneverntjenesten", 5),
    ("special_ed", "Spesialpedagogene", 5),
)

_INSTALLATION = "hall"


class _Writer:
    """Inserts rows with ids that come out the same every time, in the order they are made."""

    def __init__(self, store: Store, seed: int) -> None:
        self._store, self._dice, self._at = store, random.Random(seed), 1_750_000_000_000

    def __call__(self, table: str, **values: object) -> str:
        self._at += 1
        return self._store.insert(table, id=new_id(self._at, self._dice.getrandbits(74)), **values)

    def moved(self, store: Store) -> _Writer:
        """One that goes on where this one is, in a copy of the database."""
        other = copy(self)
        other._store, other._dice = store, copy(self._dice)
        return other


@dataclass
class Hall:
    """What was made: ids in the order people were made."""

    store: Store
    insert: _Writer
    gathering_id: str = ""
    part_id: str = ""
    own_part_id: str = ""
    people: list[str] = field(default_factory=list)
    participants: list[str] = field(default_factory=list)
    units: list[str] = field(default_factory=list)

    def moved(self, store: Store) -> Hall:
        """The same hall in a copy of the database."""
        lists = {name: list(getattr(self, name)) for name in ("people", "participants", "units")}
        return replace(self, store=store, insert=self.insert.moved(store), **lists)


def hall(people: int = 90, *, past: int = 3, seed: int = 1, store: Store | None = None) -> Hall:
    """A gathering of so many people from kindergartens and services, with earlier gatherings at tables of six.

    One in ten was absent from each earlier gathering.
    """
    if store is not None and (store.path is not None or store.value("SELECT 1 FROM gatherings")):
        return _made(people, past, seed, store)
    ready = _ready(people, past, seed)
    if store is None:
        store = stores.copied(ready.store.connection, installation=_INSTALLATION)
    else:
        ready.store.connection.backup(store.connection)
        store.sign_as(_INSTALLATION)
    return ready.moved(store)


@cache
def _ready(people: int, past: int, seed: int) -> Hall:
    """Made once; everybody is given a copy."""
    return _made(people, past, seed, stores.empty(installation=_INSTALLATION))


def _made(people: int, past: int, seed: int, store: Store) -> Hall:
    dice = random.Random(seed)
    made = Hall(store, insert=_Writer(store, seed))
    with store.change():
        network = made.insert("networks", name=f"0–6 {seed}")
        district = made.insert("districts", name=f"Vågsbygd {seed}")
        unit_of, role_of = _people(made, people, district, dice)
        for number in range(past):
            day = date(2026, 11, 24) - timedelta(days=120 * (past - number))
            _past(made, (network, district), day, (unit_of, role_of), dice=dice)
        made.gathering_id = _gathering(made, network, district, "Nettverkssamling 4", date(2026, 11, 24))
        kinds = [
            ("theory", "Teori", "plenum"),
            ("sharing", "Erfaringsdeling", "plenum"),
            ("across", "På tvers", "mixed"),
            ("way_forward", "Veien videre", "own_unit"),
        ]
        parts = [_part(made, made.gathering_id, place, kind) for place, kind in enumerate(kinds)]
        made.part_id, made.own_part_id = parts[2], parts[3]
        made.participants = [
            made.insert(
                "participants",
                gathering_id=made.gathering_id,
                person_id=person,
                unit_id=unit_of[person],
                role=role_of[person],
            )
            for person in made.people
        ]
    return made


def _people(made: Hall, count: int, district: str, dice: random.Random) -> tuple[dict[str, str], dict[str, str]]:
    unit_of: dict[str, str] = {}
    role_of: dict[str, str] = {}
    services = [(kind, name, max(1, share * count // 90)) for kind, name, share in SERVICES]
    left = count - sum(size for _kind, _name, size in services)
    plan = [
        (made.insert("units", name=name, service_kind_id=kind, district_id=district), size, "rådgiver")
        for kind, name, size in services
    ]
    number = 0
    while left > 0:
        size = min(left, dice.choice((1, 2, 2, 3, 3, 4, 5)))
        name = f"{PLACES[number % len(PLACES)]} bhg" + (
            f" {number // len(PLACES) + 1}" if number >= len(PLACES) else ""
        )
        plan.append(
            (
                made.insert("units", name=name, service_kind_id="kindergarten", district_id=district),
                size,
                "pedagogisk leder",
            )
        )
        left -= size
        number += 1
    used: set[tuple[str, str]] = set()
    for unit, size, role in plan:
        made.units.append(unit)
        for place in range(size):
            name = (dice.choice(GIVEN), dice.choice(FAMILY))
            while name in used and len(used) < len(GIVEN) * len(FAMILY) - 1:
                name = (dice.choice(GIVEN), dice.choice(FAMILY))
            used.add(name)
            what = "styrer" if place == 0 and role != "rådgiver" else role
            person = made.insert(
                "people", given_name=name[0], family_name=name[1], unit_id=unit, role=what, made_at=made.store.stamp()
            )
            made.people.append(person)
            unit_of[person], role_of[person] = unit, what
    return unit_of, role_of


def _gathering(made: Hall, network: str, district: str, title: str, day: date) -> str:
    return made.insert(
        "gatherings",
        network_id=network,
        district_id=district,
        title=title,
        held_on=day.isoformat(),
        starts_at="09:00",
        ends_at="15:00",
        made_at=made.store.stamp(),
    )


def _part(made: Hall, gathering: str, position: int, shape: tuple[str, str, str]) -> str:
    kind, title, organising = shape
    return made.insert(
        "parts",
        gathering_id=gathering,
        position=position,
        kind=kind,
        title=title,
        minutes=45,
        floor_minutes=30,
        organising=organising,
    )


def _past(
    made: Hall,
    place: tuple[str, str],
    day: date,
    known: tuple[dict[str, str], dict[str, str]],
    *,
    dice: random.Random,
) -> None:
    (network, district), (unit_of, role_of) = place, known
    gathering = _gathering(made, network, district, f"Samling {day:%m %Y}", day)
    part = _part(made, gathering, 0, ("across", "På tvers", "mixed"))
    grouping = made.insert("groupings", gathering_id=gathering, part_id=part, kind="mixed", made_at=made.store.stamp())
    order = dice.sample(made.people, len(made.people))
    tables = -(-len(order) // 6)
    ids = [made.insert("group_tables", grouping_id=grouping, number=number + 1, seats=6) for number in range(tables)]
    for number, person in enumerate(order):
        who = made.insert(
            "participants", gathering_id=gathering, person_id=person, unit_id=unit_of[person], role=role_of[person]
        )
        made.insert("seats", grouping_id=grouping, table_id=ids[number % tables], participant_id=who)
        if dice.random() < 0.1:
            entries.append(made.store, EntryKind.ATTENDANCE, gathering, who, {"status": "absent"})
