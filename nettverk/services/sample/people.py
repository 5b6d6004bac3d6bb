"""The people of the sample: names drawn from a seed, at the units of an invented municipality."""

from __future__ import annotations

import random
import tomllib
import unicodedata
from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from nettverk.assets import resource
from nettverk.services.register import register
from nettverk.storage.store import Store

# How often somebody's colleague came to the earlier gatherings but is not on the list this time.
LEAVERS_SHARE = 4
_FOLDED = str.maketrans({"æ": "ae", "ø": "o", "å": "a", "đ": "d", "ł": "l", "ı": "i", "ŋ": "n", "ŧ": "t"})


@dataclass(frozen=True, slots=True)
class Employee:
    """One invented person; ``regular`` are those who are coming to the next gathering."""

    id: str
    name: str
    unit: str
    service: str
    leads: bool
    regular: bool


class Staff:
    """Everyone in the sample.

    Attributes:
        units: unit name → id.
        employees: all of them, unit by unit, the leader first.
    """

    def __init__(self, store: Store, rng: random.Random, words: Mapping[str, Any], units: Mapping[str, str]) -> None:
        self.units = units
        self.rng = rng
        self.employees: list[Employee] = []
        wanted = sum(unit["people"] for unit in words["units"])
        names = draw_names(rng, wanted + wanted // LEAVERS_SHARE)
        for unit in words["units"]:
            roles = words["roles"][unit["service"]]
            for number in range(unit["people"]):
                self._add(
                    store, unit, names.pop(), roles[0 if number == 0 else 1 + (number - 1) % (len(roles) - 1)], number
                )
        early = [unit for unit in words["units"] if unit["service"] not in ("school", "mobile_team")]
        for number, name in enumerate(names):
            unit = early[(number * 5) % len(early)]
            self._add(store, unit, name, words["roles"][unit["service"]][-1], -1)

    def _add(self, store: Store, unit: Mapping[str, Any], name: tuple[str, str], role: str, number: int) -> None:
        id_ = register.add_person(store, *name, self.units[unit["name"]], role=role, email=email(*name)).made
        self.employees.append(Employee(id_, " ".join(name), unit["name"], unit["service"], number == 0, number >= 0))

    def regulars(self) -> list[Employee]:
        """Those who are coming to the next gathering."""
        return [employee for employee in self.employees if employee.regular]

    def some(self, count: int) -> list[Employee]:
        """That many of those who came to the earlier gatherings, in the register's order."""
        early = [employee for employee in self.employees if employee.service not in ("school", "mobile_team")]
        leaders = [employee for employee in early if employee.leads]
        others = [employee for employee in early if not employee.leads]
        chosen = {employee.id for employee in (*leaders, *self.rng.sample(others, count - len(leaders)))}
        return [employee for employee in early if employee.id in chosen]


def register_units(store: Store, words: Mapping[str, Any]) -> dict[str, str]:
    """The municipality's units in the register; their ids by name."""
    districts = {district.name: district.id for district in register.districts(store)}
    return {
        unit["name"]: register.add_unit(
            store,
            unit["name"],
            service_id=unit["service"],
            district_id=districts.get(unit.get("district", "")),
            ownership=unit["ownership"],
        ).made
        for unit in words["units"]
    }


def draw_names(rng: random.Random, count: int) -> list[tuple[str, str]]:
    """So many different names as (given, family), mixed as in a Norwegian municipality."""
    path = resource("templates", "sample", "names.toml")
    groups = tomllib.loads(path.read_text(encoding="utf-8"))["groups"]
    whole = sum(group["share"] for group in groups)
    drawn: dict[tuple[str, str], None] = {}
    for group in groups[1:]:
        wanted = len(drawn) + max(1, round(count * group["share"] / whole))
        _draw(rng, group, drawn, wanted)
    _draw(rng, groups[0], drawn, count)
    names = list(drawn)
    rng.shuffle(names)
    return names


def _draw(rng: random.Random, group: Mapping[str, Any], drawn: dict[tuple[str, str], None], wanted: int) -> None:
    # A family name comes back first when all have been used, so that a list has a few namesakes but not many.
    given, family = list(group["given"]), list(group["family"])
    while len(drawn) < wanted:
        rng.shuffle(given)
        rng.shuffle(family)
        for first, last in zip(given, family, strict=False):
            if len(drawn) < wanted:
                drawn[first, last] = None


def email(given: str, family: str) -> str:
    """An invented address at eksempel.no in plain letters."""
    words = f"{given} {family}".casefold().translate(_FOLDED)
    plain = unicodedata.normalize("NFD", words).encode("ascii", "ignore").decode()
    return ".".join(plain.replace("-", " ").split()) + "@eksempel.no"
