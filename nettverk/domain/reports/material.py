"""What a year's reports are written from: plain values of each network, with nothing in them that may not be told."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date

from nettverk.domain.follow_up import CommitmentStatus
from nettverk.domain.goals import Goal
from nettverk.domain.needs import Need
from nettverk.domain.reports.small_counts import (
    NO_PEOPLE,
    NOBODY,
    UNTOLD,
    Parts,
    People,
    Turnout,
    joined,
)
from nettverk.domain.reports.stands import NO_STAND, Stand
from nettverk.domain.sheets.suppression import LEAST
from nettverk.domain.sheets.told import Numbers
from nettverk.domain.sheets.year import YearRow
from nettverk.domain.year.frame import NO_FRAME, Frame

_DONE, _TRIED, _NOT_YET, _OPEN = (
    CommitmentStatus.DONE,
    CommitmentStatus.TRIED,
    CommitmentStatus.NOT_YET,
    CommitmentStatus.OPEN,
)
_HOW_IT_WENT = (
    ((_DONE,), (_TRIED,), (_NOT_YET,), (_OPEN,)),
    ((_DONE,), (_TRIED,), (_NOT_YET, _OPEN)),
    ((_DONE, _TRIED), (_NOT_YET,), (_OPEN,)),
    ((_DONE, _TRIED), (_NOT_YET, _OPEN)),
    ((_DONE, _TRIED, _NOT_YET), (_OPEN,)),
    ((_DONE, _TRIED, _NOT_YET, _OPEN),),
)
_STATUSES = (_DONE, _TRIED, _NOT_YET, _OPEN)


@dataclass(frozen=True, slots=True)
class GatheringFacts:
    """A gathering of the year.

    Attributes:
        planned: its day has not come.
        cancelled: it was called off, and is neither held nor to come.
        noted: whether anybody has said who came.
        wheel: what it has touched in the theme wheel.
        said: names of the themes that were made of what the tables said, the most widely said first.
    """

    id: str
    title: str
    theme: str
    held_on: date
    district: str = ""
    planned: bool = False
    cancelled: bool = False
    noted: bool = True
    turnout: Turnout = UNTOLD
    wheel: tuple[str, ...] = ()
    said: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class JudgedSheet:
    """Signs that were judged over the year, each with what may be told of this year and the year before.

    Attributes:
        levels: what the levels are called, best first.
    """

    sheet_id: str
    title: str
    levels: tuple[str, ...]
    rows: tuple[YearRow, ...]


@dataclass(frozen=True, slots=True)
class Practice:
    """Something that worked and may be used by others; ``notes`` names its unit only where that has said yes."""

    what: str
    notes: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class GoalWork:
    """What has worked towards a goal: gatherings, and commitments, told where they are five or more."""

    gatherings: int = 0
    commitments: int | None = None


@dataclass(frozen=True, slots=True)
class NetworkYear:
    """A network's year.

    Attributes:
        promised, promised_before: how it went with what was promised at this year's gatherings and the year before's.
        moved: how many commitments are done or tried, of how many; told only as a rough share of many, in words.
        units: how many units belong in the network; ``came_from`` how many of them somebody came from.
        never: names of the units nobody came from, where any gathering has been.
        services_away: names of the central services nobody came from.
        learnt: what was learnt of what was promised.
        needs: what waits first.
        goal_work: what has worked towards each goal, by its id.
        own_goals: how many units have goals of their own that they work towards.
        visits: how many pairs of units agreed to visit or guide each other.
        fresh: what is told here for the first time, by ids; to be kept when it is printed.
        as_printed: whether services and districts stand as they were printed before, though it was put right since.
    """

    id: str
    name: str
    age_span: str = ""
    purpose: str = ""
    gatherings: tuple[GatheringFacts, ...] = ()
    people: People = NO_PEOPLE
    people_before: People = NO_PEOPLE
    promised: Parts = NOBODY
    promised_before: Parts = NOBODY
    moved: tuple[int, int] = (0, 0)
    promised_any: bool = False
    units: int = 0
    came_from: int = 0
    never: tuple[str, ...] = ()
    services_away: tuple[str, ...] = ()
    goals: tuple[Goal, ...] = ()
    needs: tuple[Need, ...] = ()
    evaluations: tuple[JudgedSheet, ...] = ()
    lights: tuple[JudgedSheet, ...] = ()
    learnt: tuple[str, ...] = ()
    practices: tuple[Practice, ...] = ()
    own_goals: int = 0
    goal_work: Mapping[str, GoalWork] = field(default_factory=dict)
    visits: int = 0
    fresh: Stand = NO_STAND
    as_printed: bool = False

    @property
    def held(self) -> tuple[GatheringFacts, ...]:
        """Those whose day has been."""
        return tuple(gathering for gathering in self.gatherings if not gathering.planned and not gathering.cancelled)

    @property
    def coming(self) -> tuple[GatheringFacts, ...]:
        """Those whose day has not come."""
        return tuple(gathering for gathering in self.gatherings if gathering.planned and not gathering.cancelled)

    @property
    def empty(self) -> bool:
        """Whether there is nothing of it this year."""
        return not (self.gatherings or self.goals or self.needs or self.promised_any)


@dataclass(frozen=True, slots=True)
class UnitTask:
    """Something a unit has promised: what, by whom (a role), by when, where it is taken up, and how it went."""

    what: str
    who: str
    by: date | None
    taken_up_in: str
    status: CommitmentStatus
    learnt: str
    notes: tuple[str, ...] = ()
    goal_id: str = ""


@dataclass(frozen=True, slots=True)
class UnitYear:
    """A unit's own year, for its development plan.

    Attributes:
        steps: how far its learning cycle has come, as (step, what is written).
        together: the units it visits, guides or is guided by, in words.
        network_goals: what its networks work towards.
    """

    id: str
    name: str
    service: str
    goals: tuple[Goal, ...] = ()
    tasks: tuple[UnitTask, ...] = ()
    steps: tuple[tuple[str, str], ...] = ()
    together: tuple[str, ...] = ()
    network_goals: tuple[Goal, ...] = ()


@dataclass(frozen=True, slots=True)
class YearMaterial:
    """Everything the reports of a school year are written from.

    Attributes:
        municipality: its name; empty where nobody has said.
        networks: those that have anything this year; one where a report is of one.
        unit: of a report of one unit.
        left_out: how many lines are not told because they may tell who somebody is.
        frame: training, partner and costs; of the whole municipality alone, for a sum beside another tells of the rest.
        fresh_numbers: numbers that are told here for the first time, by key; to be kept when it is printed.
    """

    year: int
    today: date
    municipality: str = ""
    networks: tuple[NetworkYear, ...] = ()
    unit: UnitYear | None = None
    one_network: bool = False
    left_out: int = 0
    languages: Sequence[str] = field(default_factory=tuple)
    frame: Frame = NO_FRAME
    fresh_numbers: Mapping[str, Numbers] = field(default_factory=dict)

    @property
    def year_name(self) -> str:
        """«2026–2027»."""
        return f"{self.year}–{self.year + 1}"

    @property
    def gatherings(self) -> tuple[GatheringFacts, ...]:
        """Of all networks, the first one first."""
        all_of_them = (gathering for network in self.networks for gathering in network.gatherings)
        return tuple(sorted(all_of_them, key=lambda gathering: (gathering.held_on, gathering.id)))

    @property
    def services(self) -> Parts:
        """Seats by service, in all networks."""
        return joined(network.people.services for network in self.networks)

    @property
    def districts(self) -> Parts:
        """Seats by district; nothing where one of the networks may not tell it."""
        by_network = [network.people.districts for network in self.networks if network.people.services.classes]
        return joined(by_network) if all(part.classes for part in by_network) else NOBODY

    @property
    def promised(self) -> Parts:
        """How it went with what was promised, in all networks."""
        return joined(network.promised for network in self.networks)

    @property
    def promised_before(self) -> Parts:
        """The same of the year before."""
        return joined(network.promised_before for network in self.networks)


def how_it_went(counts: Mapping[str, int], before: Sequence[Numbers] = ()) -> Numbers:
    """How commitments went, as it may be told beside what was told before: the level of classes, and each status.

    The finest level is chosen where every class is five or more or nobody, and differs by five or more, or not at all,
    from each that was told. Where there is none, it is told as last time; where nothing ever was, it is empty.

    Args:
        counts: by the values of ``CommitmentStatus``.
        before: what this function has given, each time it was told.
    """
    now = tuple(counts.get(status, 0) for status in _STATUSES)
    for level in range(len(_HOW_IT_WENT)):
        numbers = (level, *now)
        parts = went(numbers)
        if any(0 < count < LEAST for _labels, count in parts.classes):
            continue
        if all(_tells_no_one(parts, went(printed)) for printed in before):
            if before and before[-1][0] < level and not any(_changes(parts, went(before[-1]))):
                return before[-1]  # it would say nothing new, and say it more coarsely
            return numbers if parts.total else ()
    return before[-1] if before and sum(now) >= LEAST else ()


def went(numbers: Numbers) -> Parts:
    """What ``how_it_went`` gave, as classes of statuses."""
    if not numbers:
        return NOBODY
    counts = dict(zip(_STATUSES, numbers[1:], strict=True))
    return Parts(tuple((tuple(labels), sum(counts[label] for label in labels)) for labels in _HOW_IT_WENT[numbers[0]]))


def _tells_no_one(now: Parts, told: Parts) -> bool:
    """Whether the difference between two is five or more, or none, wherever both tell of the same statuses."""
    return all(change == 0 or abs(change) >= LEAST for change in _changes(now, told))


def _changes(now: Parts, told: Parts) -> list[int]:
    return [(now.of(*labels) or 0) - (told.of(*labels) or 0) for labels, _sum in joined((now, told)).classes]
