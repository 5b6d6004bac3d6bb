"""What is stored about one person, where it lies, and what becomes of it; plain values for pages, paper and JSON."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from enum import StrEnum
from pathlib import Path

from nettverk.domain.participants import Attendance
from nettverk.domain.registry import Person
from nettverk.domain.trash import Trashed


@dataclass(frozen=True, slots=True)
class Belonging:
    """A unit and a role a person has come with: how many gatherings, and the first and last day of them."""

    unit: str
    service: str
    role: str
    gatherings: int
    first: date | None
    last: date | None


@dataclass(frozen=True, slots=True)
class Marked:
    """One time somebody said whether a person was there: when (ISO 8601, UTC), and what was said."""

    at: str
    status: Attendance


@dataclass(frozen=True, slots=True)
class Visited:
    """A gathering a person is on the list of, with everything that was ever said of their coming."""

    gathering: str
    held_on: date | None
    unit: str
    role: str
    status: Attendance
    walk_in: bool
    marked: tuple[Marked, ...]
    hours: str = ""
    presents: str = ""


@dataclass(frozen=True, slots=True)
class Seat:
    """A group a person has sat in; ``others`` counts those who sat there too."""

    gathering: str
    held_on: date | None
    part: str
    round: int
    table: int
    group_role: str
    others: int


@dataclass(frozen=True, slots=True)
class Companion:
    """Somebody a person has sat with in mixed groups, and how many times."""

    name: str
    unit: str
    times: int


@dataclass(frozen=True, slots=True)
class Mention:
    """A text that names a person.

    Attributes:
        key: says which text it is, without saying what is in it; all versions of an entry are one.
        what: what kind of text it is, and where it belongs («Refleksjon, bord 3 · Gode overganger»).
        text: the place with some words around it, as it reads in the newest version.
        times: how often the name stands there, all versions counted.
        versions: how many texts or versions name the person.
        certain: whether it can hardly be anybody else.
        shared: whether somebody else in the register has the very same name, so that it may be them.
        is_promise, is_speaker: whether the person stands as the one who will do something, or who presents.
    """

    key: str
    what: str
    text: str
    times: int
    versions: int
    certain: bool
    shared: bool = False
    is_promise: bool = False
    is_speaker: bool = False


class FileKind(StrEnum):
    """What a file that holds a person's name is for."""

    DATABASE = "database"
    BACKUP = "backup"
    RESCUE = "rescue"
    SETTINGS = "settings"
    LOG = "log"


@dataclass(frozen=True, slots=True)
class HoldingFile:
    """A file on this machine where a person's name stands."""

    kind: FileKind
    path: Path


@dataclass(frozen=True, slots=True)
class About:
    """Everything that is stored about one person.

    Attributes:
        made_at: when the person was added to the register (ISO 8601, UTC).
        belongings: units and roles over time, the newest last.
        companions: whom they have sat with, the most often first.
        rules: sentences of the rules for groups that name the person.
        mentions: texts that name the person, speakers and promises first.
        files: where all this lies.
        in_trash: what has been removed and lies in the trash, with the person's name in it.
    """

    person: Person
    made_at: str
    belongings: tuple[Belonging, ...]
    visits: tuple[Visited, ...]
    seats: tuple[Seat, ...]
    companions: tuple[Companion, ...]
    rules: tuple[str, ...]
    mentions: tuple[Mention, ...]
    files: tuple[HoldingFile, ...]
    in_trash: tuple[Trashed, ...] = ()

    @property
    def earlier_versions(self) -> int:
        """How many stored texts there are beyond one for each place: what was written over and is kept."""
        said = sum(max(0, len(visit.marked) - 1) for visit in self.visits)
        return said + sum(mention.versions - 1 for mention in self.mentions)
