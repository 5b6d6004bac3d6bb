"""All that the walls of a gathering are made of."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field, replace
from datetime import datetime, timedelta, tzinfo

from nettverk.domain.contributions import Contribution
from nettverk.domain.good_practice import GoodPractice
from nettverk.domain.groups import Grouping
from nettverk.domain.methods import USUAL_ROUNDS, Step, steps
from nettverk.domain.plan import Gathering, Part
from nettverk.domain.rundown.said import said
from nettverk.domain.rundown.state import PartTimes, Plan, Rundown
from nettverk.domain.tags import Touched, Wheel
from nettverk.domain.themes import ToldTheme
from nettverk.domain.threads import SinceLast
from nettverk.domain.wall.look import WallLook
from nettverk.domain.wall.sheet_walls import SheetState
from nettverk.domain.wall.walls import Entry, Wall
from nettverk.i18n import clock


@dataclass(frozen=True, slots=True)
class TableAnswer:
    """What a table answered to a question; ``name`` is the table's own, where it has one."""

    question_id: str
    table: int
    name: str
    text: str


@dataclass(frozen=True, slots=True)
class WallContext:
    """All that the walls of a gathering are made of.

    Attributes:
        groupings: for each part its groupings in order of rounds.
        moved: for each part those who changed table in the last repair.
        sheets: how far the parts' sheets have come, by the id of their use.
        since: how it went with what was promised before.
        themes: what was said by many, as it was chosen for the wall; empty shows no such wall.
        touched: what the year has been about so far, in the themes of ``wheel``; nothing shows no such wall.
        notes: the facilitator's notes to single pictures, by the stored form of their references.
        answers: what the tables have answered to the questions, shown only where it is chosen.
        look: what the municipality has chosen of how walls look.
        practices: good practice of the network that was chosen for the wall, as others may read it.
        zone: where clock times are read; the machine's own where None.
        kept: the groups' walls once they are made, by part; sorting ninety names takes longer than a key press should.
    """

    gathering: Gathering
    parts: tuple[Part, ...]
    plan: Plan
    groupings: Mapping[str, tuple[Grouping, ...]] = field(default_factory=dict)
    moved: Mapping[str, tuple[Entry, ...]] = field(default_factory=dict)
    contributions: tuple[Contribution, ...] = ()
    zone: tzinfo | None = None
    sheets: Mapping[str, SheetState] = field(default_factory=dict)
    since: SinceLast = field(default_factory=SinceLast)
    themes: tuple[ToldTheme, ...] = ()
    touched: Touched = field(default_factory=Touched)
    wheel: Wheel | None = None
    practices: tuple[GoodPractice, ...] = ()
    notes: Mapping[str, str] = field(default_factory=dict)
    answers: tuple[TableAnswer, ...] = ()
    look: WallLook = field(default_factory=WallLook)
    kept: dict[str, list[Wall]] = field(default_factory=dict, compare=False, repr=False)

    def local(self, moment: datetime) -> str:
        """A moment as the clock on the wall shows it."""
        return clock(moment.astimezone(self.zone))

    def said(self, moment: datetime, planned: datetime) -> str:
        """A moment as it is said to the hall: the planned time where it is near, else to five minutes."""
        return self.local(said(moment, planned))

    def of_part(self, part_id: str) -> tuple[Contribution, ...]:
        """The contributions of a part, in order."""
        return tuple(row for row in self.contributions if row.part_id == part_id)

    def contribution(self, contribution_id: str) -> Contribution | None:
        """A contribution by its id, or None where it is not in the queue any more."""
        return next((row for row in self.contributions if row.id == contribution_id), None)


def part_now(context: WallContext, rundown: Rundown) -> Part:
    """The part we are in, as long as it is now: minutes added or taken count."""
    return as_long(context.parts[rundown.index], rundown.parts[rundown.index])


def as_long(part: Part, times: PartTimes) -> Part:
    """A part with the minutes it has today."""
    return part if part.minutes == times.minutes else replace(part, minutes=times.minutes)


def steps_now(context: WallContext, rundown: Rundown) -> tuple[Step, ...]:
    """The steps of the part we are in, fitted to what is left: they never promise more than the part has.

    What came before the step we are in is over; from the step on, the plan's lengths, with what was given by hand,
    share what was left of the part when the step began. Time to spare makes nothing longer.
    """
    steps = steps_of(context, part_now(context, rundown))
    times = rundown.current
    if not steps or times is None:
        return steps
    here = min(rundown.step, len(steps) - 1)
    used = rundown.step_from if rundown.step_begun else rundown.spent
    room = max(0, int((timedelta(minutes=times.minutes) + times.extra - used) / timedelta(minutes=1)))
    wanted = [
        max(1, step.minutes + rundown.step_given.get(place, 0)) for place, step in enumerate(steps) if place >= here
    ]
    # A minute given to the step we are in is that step's; those after it share the rest.
    first = min(wanted[0], max(1, room)) if rundown.step_given.get(here) else 0
    fitted = [first, *fit(wanted[1:], room - first)] if first else fit(wanted, room)
    return (*steps[:here], *(replace(step, minutes=n) for step, n in zip(steps[here:], fitted, strict=True)))


def fit(wanted: Sequence[int], room: int) -> list[int]:
    """Whole minutes in the proportions that were wanted, as many as there is room for; never under one each."""
    whole = sum(wanted)
    if whole <= room:
        return list(wanted)
    least = len(wanted)
    spare, over = max(0, room - least), whole - least
    exact = [(minutes - 1) * spare / over if over else 0.0 for minutes in wanted]
    fitted = [int(share) for share in exact]
    order = sorted(range(least), key=lambda place: (fitted[place] - exact[place], place))
    for place in order[: spare - sum(fitted)]:
        fitted[place] += 1
    return [1 + minutes for minutes in fitted]


def steps_of(context: WallContext, part: Part) -> tuple[Step, ...]:
    """The steps of a part's method; one in rounds has as many as there are groups for, else the usual."""
    rounds = len(context.groupings.get(part.id, ()))
    return steps(part.method, part.minutes, rounds if rounds > 1 else USUAL_ROUNDS)
