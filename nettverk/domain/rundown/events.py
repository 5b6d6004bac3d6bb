"""What can happen to a rundown: one frozen dataclass for each event, and the moment it happened.

``Event`` is the union of them all. Code that treats events matches over it and ends in ``assert_never``, so that mypy
names every place that a new event has been forgotten in. How events lie in the database is ``stored_events``' matter.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import datetime
from enum import StrEnum

from nettverk.domain.wall_reference import WallRef


class TimerPurpose(StrEnum):
    """What an extra timer is for, where the program knows; shown in the gathering's language."""

    PAIRS = "pairs"
    TOGETHER = "together"


@dataclass(frozen=True, slots=True)
class Start:
    """The day begins, with a part or with the first one; a day that was stopped is opened again."""

    part: str | None = None


@dataclass(frozen=True, slots=True)
class Pause:
    """The clock stops until ``Resume``; the part that is on stays on."""


@dataclass(frozen=True, slots=True)
class Resume:
    """The clock goes on after a pause, or after the day was stopped too early."""


@dataclass(frozen=True, slots=True)
class Next:
    """On to a part, or to the one that follows; after the last part the day stops."""

    part: str | None = None


@dataclass(frozen=True, slots=True)
class Back:
    """Back to a part, or to the one before. Soon enough it is as if we had never left it."""

    part: str | None = None


@dataclass(frozen=True, slots=True)
class Jump:
    """Straight to a part, whichever lie between."""

    part: str


@dataclass(frozen=True, slots=True)
class Adjust:
    """Minutes more, or fewer where negative, for a part that is not over; None is the one we are in."""

    minutes: int
    part: str | None = None


@dataclass(frozen=True, slots=True)
class StartedAt:
    """Somebody forgot to press: the part we are in really began at ``began`` (aware)."""

    began: datetime


@dataclass(frozen=True, slots=True)
class Recover:
    """Hent inn tid was accepted.

    Attributes:
        minutes: new lengths by part id.
        before: the lengths those parts had. What was taken is what counts: a part that is made longer in the plan
            afterwards is longer in the rundown too.
    """

    minutes: Mapping[str, int]
    before: Mapping[str, int] = field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class Stop:
    """The day is over, by the plan or before it (bus, snow)."""


@dataclass(frozen=True, slots=True)
class Restart:
    """The day begins anew, and what lies before does not count.

    Attributes:
        automatic: the program put a rehearsal aside by itself; Ctrl+Z does not take that back.
    """

    automatic: bool = False


@dataclass(frozen=True, slots=True)
class StartTimer:
    """An extra timer (delklokke) beside the plan; ``text`` is a TimerPurpose or words that somebody wrote."""

    seconds: int
    text: str = ""


@dataclass(frozen=True, slots=True)
class ExtendTimer:
    """Minutes more, or fewer where negative, for the extra timer."""

    minutes: int


@dataclass(frozen=True, slots=True)
class StopTimer:
    """The extra timer is taken away, whether or not it was out."""


@dataclass(frozen=True, slots=True)
class BeginStep:
    """A step of the part's method begins, counted from 0; None is the one after the step we are in."""

    step: int | None = None


@dataclass(frozen=True, slots=True)
class AdjustStep:
    """Minutes more, or fewer where negative, for the step we are in; the steps after it share what is left."""

    minutes: int


@dataclass(frozen=True, slots=True)
class BeginContribution:
    """Somebody begins to speak, and the clock of their contribution with them; whoever spoke before is done."""

    contribution: str


@dataclass(frozen=True, slots=True)
class EndContribution:
    """Whoever speaks is done, and nobody has begun after them."""


@dataclass(frozen=True, slots=True)
class Show:
    """A wall is put up; None is what the part shows by itself, also where a newer program named a wall of its own.

    Attributes:
        page: page chosen by hand from 0, or None for pages that turn by themselves.
    """

    wall: WallRef | None
    page: int | None = None


@dataclass(frozen=True, slots=True)
class Message:
    """A message to everyone; an empty one takes it away.

    Attributes:
        band: it stands below the picture, with the clock; otherwise it covers the wall, as it does in older programs.
    """

    text: str
    band: bool = False


@dataclass(frozen=True, slots=True)
class Black:
    """The wall goes black, or comes back; None is the other of the two."""

    on: bool | None = None


@dataclass(frozen=True, slots=True)
class ClockSet:
    """The clock of the machine was set by so many seconds, ahead where positive."""

    seconds: float


@dataclass(frozen=True, slots=True)
class Undo:
    """One earlier event, named by its key, does not count."""

    of: str


@dataclass(frozen=True, slots=True)
class Unknown:
    """An event of a newer program, or one whose data cannot be read: it is kept in the database and passed over."""

    kind: str


# ``Unknown`` is not among them: it can be read, but nothing here may press or store it.
Event = (
    Start
    | Pause
    | Resume
    | Next
    | Back
    | Jump
    | Adjust
    | StartedAt
    | Recover
    | Stop
    | Restart
    | StartTimer
    | ExtendTimer
    | StopTimer
    | BeginStep
    | AdjustStep
    | BeginContribution
    | EndContribution
    | Show
    | Message
    | Black
    | ClockSet
    | Undo
)


@dataclass(frozen=True, slots=True)
class TimedEvent:
    """An event with the moment it happened.

    Attributes:
        at: in UTC, by the clock of ``machine``.
        key: names the event, so that an undo can point at it.
        step: a mark shared by what one command pressed; empty for a press of its own.
    """

    at: datetime
    event: Event | Unknown
    key: str = ""
    machine: str = ""
    step: str = ""


def moves_the_day(event: Event | Unknown) -> bool:
    """Whether an event concerns the clock or the plan: that can be taken back, unlike what only is on the wall."""
    return not isinstance(event, Show | Message | Black | ClockSet | Undo | Unknown)
