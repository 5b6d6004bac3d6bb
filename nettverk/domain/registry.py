"""Who there is: services, districts, units, people and networks."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from enum import StrEnum
from functools import cache

from nettverk.i18n import _, language

# Told apart without colour, from the back row and in a photocopy. Services are rows in the database and refer to them
# by name.
SHAPES = ("circle", "diamond", "triangle", "square", "plus", "pentagon", "star", "hexagon", "drop", "ring", "hourglass")


class Ownership(StrEnum):
    """Who runs a unit; ``UNKNOWN`` where nobody has said."""

    UNKNOWN = ""
    MUNICIPAL = "municipal"
    PRIVATE = "private"


@dataclass(frozen=True, slots=True)
class ServiceKind:
    """A service (tjeneste): kindergarten, school, PPT …; ``shape`` tells it apart without colour."""

    id: str
    name: str
    shape: str
    position: int


@dataclass(frozen=True, slots=True)
class District:
    """A part of the municipality (bydel) that units belong to and gatherings are held for."""

    id: str
    name: str


@dataclass(frozen=True, slots=True)
class Unit:
    """A workplace (enhet) of one service: a kindergarten, a school, the PPT office."""

    id: str
    name: str
    service_id: str
    district_id: str | None
    ownership: Ownership
    service_name: str = ""
    district_name: str = ""
    people: int = 0


@dataclass(frozen=True, slots=True)
class Person:
    """A person in the register, at most name, unit, role and e-mail."""

    id: str
    given_name: str
    family_name: str
    unit_id: str
    role: str
    email: str
    unit_name: str = ""

    @property
    def name(self) -> str:
        """Given name first, as one says it."""
        return full_name(self.given_name, self.family_name)


@dataclass(frozen=True, slots=True)
class Network:
    """A learning network, e.g. 0–6 or 6–16."""

    id: str
    name: str
    age_span: str
    purpose: str
    coordinator: str
    central_services: tuple[str, ...] = ()
    other_services: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class NetworkRole:
    """What somebody is in a network.

    Attributes:
        id: empty where it is not in the list.
        people: how many have been that at its gatherings.
    """

    id: str
    name: str
    people: int = 0


@dataclass(frozen=True, slots=True)
class NetworkRoles:
    """The roles of a network in the municipality's order, and others that may belong there."""

    listed: tuple[NetworkRole, ...] = ()
    suggested: tuple[NetworkRole, ...] = ()


@dataclass(frozen=True, slots=True)
class ByIdOrName:
    """A network, district or unit that was chosen by its id, or a new one by the name that was typed."""

    id: str = ""
    name: str = ""


def full_name(given: str, family: str) -> str:
    """The name as one says it, «Kari Nordmann»; without spaces to spare where a part is missing."""
    return f"{given} {family}".strip()


def list_name(given: str, family: str) -> str:
    """«Nordmann, Kari», as in lists sorted by family name."""
    return f"{family}, {given}" if given and family else family or given


def ownership_name(value: Ownership) -> str:
    """The user's word for municipal, private or unknown."""
    return {Ownership.MUNICIPAL: _("kommunal"), Ownership.PRIVATE: _("privat"), Ownership.UNKNOWN: ""}[value]


def everywhere(districts: Sequence[District]) -> str:
    """What «no district» is called: a small municipality has none, and nothing to be all of."""
    return _("Alle bydeler") if districts else _("Hele kommunen")


def service_name(stored: str) -> str:
    """A service as it is called in the language in force.

    Those that ship lie in the file in bokmål; what the municipality has called its own is never translated.
    """
    return _shipped_names(language()).get(stored, stored)


@cache
def _shipped_names(_language: str) -> Mapping[str, str]:
    return {
        "Barnehage": _("Barnehage"),
        "Skole": _("Skole"),
        "PPT": _("PPT"),
        "Spesialpedagogene": _("Spesialpedagogene"),
        "Helsestasjon og skolehelsetjeneste": _("Helsestasjon og skolehelsetjeneste"),
        "Barnevern": _("Barnevern"),
        "Forebyggende avdeling": _("Forebyggende avdeling"),
        "Mobilt team": _("Mobilt team"),
        "Styrketjenesten": _("Styrketjenesten"),
        "Annen tjeneste": _("Annen tjeneste"),
        "Utenfor tjenestene": _("Utenfor tjenestene"),
    }
