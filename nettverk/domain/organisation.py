"""People of the organisation: who steers and runs the networks, and what they meet about, decide and see to."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, time
from enum import StrEnum

from nettverk.i18n import _, _c


class TeamKind(StrEnum):
    """What a team of the organisation is there for; the values are what the database holds."""

    STEERING = "steering"
    WORKING = "working"
    COORDINATOR = "coordinator"
    PARTNER = "partner"


class Party(StrEnum):
    """Which of the three sides of working life somebody speaks for; ``NONE`` where that is not said."""

    NONE = ""
    LEADER = "leader"
    EMPLOYEE = "employee"
    UNION = "union"


@dataclass(frozen=True, slots=True)
class Member:
    """Somebody in a team; they need not be in the register."""

    id: str
    team_id: str
    name: str
    role: str = ""
    party: Party = Party.NONE
    email: str = ""
    gets_reports: bool = False


@dataclass(frozen=True, slots=True)
class Team:
    """A steering group, a working group, the coordinators or the partner.

    Attributes:
        network_id: None for every network.
    """

    id: str
    kind: TeamKind
    name: str
    network_id: str | None = None
    network: str = ""
    members: tuple[Member, ...] = ()


@dataclass(frozen=True, slots=True)
class Point:
    """One point of a meeting: what was said and decided, and who does what by when."""

    id: str
    meeting_id: str
    title: str
    said: str = ""
    decision: str = ""
    what: str = ""
    who: str = ""
    due_on: date | None = None
    done: bool = False

    @property
    def follow_up(self) -> bool:
        """Whether somebody is to do something after the meeting."""
        return bool(self.what.strip())


@dataclass(frozen=True, slots=True)
class Meeting:
    """A team's meeting; ``present`` is who was there, as it was written."""

    id: str
    team_id: str
    team: str
    held_on: date
    starts_at: time | None = None
    place: str = ""
    present: str = ""
    points: tuple[Point, ...] = ()


@dataclass(frozen=True, slots=True)
class AgendaProposal:
    """A point that may be put on the agenda, and why it is proposed."""

    title: str
    why: str


@dataclass(frozen=True, slots=True)
class Recipient:
    """Somebody whom reports are sent to."""

    name: str
    role: str
    team: str
    email: str


def team_kind_name(kind: TeamKind) -> str:
    """The user's word for what a team is."""
    return {
        TeamKind.STEERING: _("Styringsgruppe"),
        TeamKind.WORKING: _("Arbeidsgruppe"),
        TeamKind.COORDINATOR: _("Koordinator"),
        TeamKind.PARTNER: _("Utviklingspartner"),
    }[kind]


def party_name(party: Party) -> str:
    """The user's word for the side somebody speaks for; empty where none is said."""
    return {
        Party.NONE: "",
        Party.LEADER: _c("trepart", "leder"),
        Party.EMPLOYEE: _c("trepart", "ansatt"),
        Party.UNION: _c("trepart", "tillitsvalgt"),
    }[party]


_UNION_WORDS = ("tillitsvalg", "tillitsvald", "klubbleder", "klubbleiar", "union rep")
_LEADER_WORDS = ("styrer", "styrar", "rektor", "leder", "leiar", "inspektør", "avdelingssjef", "virksomhetsleder")
_NOT_LEADERS = (
    "pedagogisk leder", "pedagogisk leiar", "ped. leder", "ped.leder", "pedleder", "teamleder", "teamleiar"
)  # fmt: skip


def is_leader(role: str) -> bool:
    """Whether a role as people write it is that of a unit's leader."""
    text = role.casefold()
    return any(word in text for word in _LEADER_WORDS) and not any(word in text for word in _NOT_LEADERS)


def party_of(role: str) -> Party:
    """Which side somebody with this role speaks for; of whoever is elected it is that, whatever they lead."""
    text = role.casefold().strip()
    if not text:
        return Party.NONE
    if any(word in text for word in _UNION_WORDS):
        return Party.UNION
    return Party.LEADER if is_leader(text) else Party.EMPLOYEE


def parties_name(party: Party) -> str:
    """Those who speak for a side, as a rule names them: «Minst én fra lederne ved hvert bord»."""
    return {
        Party.NONE: "",
        Party.LEADER: _("lederne"),
        Party.EMPLOYEE: _("de ansatte"),
        Party.UNION: _("de tillitsvalgte"),
    }[party]


def missing_parties(members: Sequence[Member]) -> tuple[Party, ...]:
    """The sides that nobody in a team speaks for, where the sides are said of somebody."""
    there = {member.party for member in members} - {Party.NONE}
    return tuple(party for party in Party if party is not Party.NONE and party not in there) if there else ()
