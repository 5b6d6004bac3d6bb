"""Groupings: one arrangement of groups at tables, for one part of a gathering."""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum

from nettverk.domain.participants import Participant


class Tone(StrEnum):
    """How something that is said about groups is meant; the values are what windows colour words by."""

    NEUTRAL = ""
    OK = "ok"
    WARN = "warn"


class GroupsBy(StrEnum):
    """What is given when groups are made; the other follows from how many are coming. Stored with the part."""

    SIZE = "size"
    TABLES = "tables"


class GroupRole(StrEnum):
    """A task at the table. A seat may have one that somebody wrote themselves instead; then it is as written."""

    LEADER = "leader"
    TIMEKEEPER = "timekeeper"
    SECRETARY = "secretary"
    CAFE_HOST = "cafe_host"


class GroupingKind(StrEnum):
    """Whether people are mixed across units, or sit with their own."""

    MIXED = "mixed"
    OWN_UNIT = "own_unit"


@dataclass(frozen=True, slots=True)
class Seat:
    """One participant at a table; ``locked`` people stay where they are when the groups are made again."""

    participant: Participant
    locked: bool = False
    group_role: str = ""


@dataclass(frozen=True, slots=True)
class GroupTable:
    """A table (bord) with those who sit there; ``name`` is the unit's for own-unit groups, else empty."""

    id: str
    number: int
    name: str
    seats: int
    sitting: tuple[Seat, ...]


@dataclass(frozen=True, slots=True)
class Grouping:
    """One arrangement of groups for a part (and a round in it).

    Attributes:
        solved: what the solver said when it was made (seed, iterations, version, score, bound, proved), as plain data.
        unseated: participants who are there and have no table.
        away: participants who are not there when this round runs: they come later, or have gone.
        to_free: how many of those have a table all the same.
    """

    id: str
    gathering_id: str
    part_id: str
    part_title: str
    round: int
    kind: GroupingKind
    tables: tuple[GroupTable, ...]
    unseated: tuple[Participant, ...]
    solved: dict[str, object]
    away: tuple[Participant, ...] = ()
    to_free: int = 0


@dataclass(frozen=True, slots=True)
class GroupChange:
    """What a repair changed for one person in a round: table numbers, None for had none before or has left."""

    participant: Participant
    round: int
    from_number: int | None
    to_number: int | None
