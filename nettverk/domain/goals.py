"""Goals that last: a unit, and a network, works towards three at a time at most; others rest or are reached."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date, datetime
from enum import StrEnum

from nettverk.i18n import _, short_date

MOST_ACTIVE = 3


class GoalOf(StrEnum):
    """Whose a goal is; the values are what the database holds."""

    UNIT = "unit"
    NETWORK = "network"


class GoalState(StrEnum):
    """Whether a goal is worked towards."""

    ACTIVE = "active"
    RESTING = "resting"
    REACHED = "reached"


@dataclass(frozen=True, slots=True)
class GoalOwner:
    """A unit or a network, by its id."""

    of: GoalOf
    id: str


@dataclass(frozen=True, slots=True)
class Origin:
    """What made somebody choose a goal, kept in words, so that it reads the same when its sheet is gone.

    Attributes:
        where: what was asked: the title of the sheet, or what a list is called.
        what: the sign that was weak, the need, or the theme.
    """

    where: str
    what: str
    on: date | None = None


@dataclass(frozen=True, slots=True)
class Goal:
    """A goal as it stands now.

    Attributes:
        gathering_id: where it was set.
        sign: how one will see that it is reached; ``sign_before`` how that was then, ``sign_now`` how it is.
        at: when it was last changed.
    """

    id: str
    gathering_id: str
    owner: GoalOwner
    text: str
    state: GoalState
    position: int
    at: datetime
    sign: str = ""
    sign_before: str = ""
    sign_now: str = ""
    origin: Origin | None = None

    @property
    def active(self) -> bool:
        """Whether it is one of the few that are worked towards."""
        return self.state is GoalState.ACTIVE


@dataclass(frozen=True, slots=True)
class GoalVersion:
    """A goal as it read at some time, for its history; ``machine`` is the name of where it was written."""

    at: datetime
    machine: str
    text: str
    state: GoalState
    sign_now: str = ""


@dataclass(frozen=True, slots=True)
class WeakSign:
    """A sign that was judged weak on a sheet: what one may choose to work with.

    Attributes:
        counts: by level, best first.
        levels: what the levels are called.
    """

    origin: Origin
    counts: tuple[int, ...]
    levels: tuple[str, ...]


def active(goals: Iterable[Goal]) -> tuple[Goal, ...]:
    """Those that are worked towards, in order."""
    return tuple(goal for goal in goals if goal.active)


def in_order(goals: Iterable[Goal]) -> tuple[Goal, ...]:
    """The active ones first, then those that rest, then those that are reached."""
    places = list(GoalState)
    return tuple(sorted(goals, key=lambda goal: (places.index(goal.state), goal.position, goal.id)))


def enough_words(goals: Sequence[Goal]) -> str:
    """What is said where one more would be too many; empty where there is room."""
    return _("Tre mål er nok – hvilket hviler?") if len(active(goals)) >= MOST_ACTIVE else ""


def too_many_words(goals: Sequence[Goal]) -> str:
    """What is said where two laptops together have set more than three; empty else."""
    over = len(active(goals)) > MOST_ACTIVE
    return _("{count} mål er i gang. Tre er nok – hvilket hviler?").format(count=len(active(goals))) if over else ""


def origin_line(origin: Origin | None) -> str:
    """«Fra Trafikklys: «Vi lytter» (12. okt. 2026)»; empty where nobody knows."""
    if origin is None:
        return ""
    sentence = _("Fra {where}: «{what}»").format(where=origin.where, what=origin.what)
    return f"{sentence} ({short_date(origin.on)})" if origin.on else sentence


def sign_lines(goal: Goal) -> tuple[str, ...]:
    """The sign of a goal, how it was and how it is, each on a line; what is not said has none."""
    return tuple(
        line
        for line in (
            _("Tegn: {sign}").format(sign=goal.sign) if goal.sign else "",
            _("Før: {sign}").format(sign=goal.sign_before) if goal.sign_before else "",
            _("Nå: {sign}").format(sign=goal.sign_now) if goal.sign_now else "",
        )
        if line
    )


def goal_line(goal: Goal | None) -> str:
    """«Mål: Alle har noen å leke med · Fra Trafikklys: …», as it stands with a commitment; empty without one."""
    if goal is None:
        return ""
    sentence = _("Mål: {goal}").format(goal=goal.text)
    return " · ".join(word for word in (sentence, origin_line(goal.origin)) if word)


def state_name(state: GoalState) -> str:
    """The user's word for how far a goal has come."""
    return {
        GoalState.ACTIVE: _("I gang"),
        GoalState.RESTING: _("Hviler"),
        GoalState.REACHED: _("Nådd"),
    }[state]
