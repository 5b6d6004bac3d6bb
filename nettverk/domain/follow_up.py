"""Veien videre: what a unit promised itself, by whom and by when."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, datetime
from enum import StrEnum

from nettverk.domain.goals import Goal
from nettverk.i18n import _, day_month


class CommitmentStatus(StrEnum):
    """How it went with a commitment, said when the thread is taken up again."""

    OPEN = "open"
    DONE = "done"
    TRIED = "tried"
    NOT_YET = "not_yet"


class Driver(StrEnum):
    """What carries a change until it holds by itself (drivere; Fixsen)."""

    TRAINING = "training"
    GUIDANCE = "guidance"
    SUPPORT = "support"


class Together(StrEnum):
    """Whom a unit works with at the same time (samtidighet), so that it has effect."""

    STAFF = "staff"
    CHILDREN = "children"
    FAMILIES = "families"
    COMMUNITY = "community"


class Heard(StrEnum):
    """When children and youth are heard (medvirkning)."""

    PLANNING = "planning"
    DOING = "doing"
    LOOKING_BACK = "looking_back"


@dataclass(frozen=True, slots=True)
class Grounds:
    """Why a commitment was made, what carries it, and how one will see that it works.

    Attributes:
        sign: what one will see when it works; ``sign_before`` how that is when it is promised.
        goal: id of the goal it works towards; empty for none.
    """

    why: str = ""
    drivers: tuple[Driver, ...] = ()
    together: tuple[Together, ...] = ()
    heard: tuple[Heard, ...] = ()
    sign: str = ""
    sign_before: str = ""
    goal: str = ""

    @property
    def empty(self) -> bool:
        """Whether nothing is said; spaces count as nothing."""
        ticked = self.drivers or self.together or self.heard
        return not ticked and not (self.why + self.sign + self.sign_before + self.goal).strip()


@dataclass(frozen=True, slots=True)
class Commitment:
    """One thing a unit will do (tiltak), as it stands now.

    Attributes:
        gathering_id: where it was promised.
        by: deadline, or None.
        taken_up_in: where the unit takes it up (personalmøte, plangruppe …).
        status: open, done (gjort), tried (prøvd) or not_yet (ikke ennå); ``learnt`` says what came of it.
        sign_now: how the sign of ``grounds`` is now, said when the thread is taken up again.
        goal: the goal of ``grounds`` as it reads now; None for none.
    """

    id: str
    gathering_id: str
    unit_id: str
    what: str
    who: str
    by: date | None
    taken_up_in: str
    status: CommitmentStatus
    learnt: str
    position: int
    at: datetime
    unit_name: str = ""
    grounds: Grounds = Grounds()
    sign_now: str = ""
    goal: Goal | None = None


@dataclass(frozen=True, slots=True)
class CommitmentText:
    """What is written of a commitment while it is made; see ``Commitment`` for the fields."""

    what: str
    who: str
    by: date | None
    taken_up_in: str
    grounds: Grounds = Grounds()

    @property
    def empty(self) -> bool:
        """Whether nothing is written in any field; spaces count as nothing."""
        return self.by is None and self.grounds.empty and not (self.what + self.who + self.taken_up_in).strip()


def facts(promised: Commitment, where: str = "") -> str:
    """«Kari · innen 15. januar · personalmøte · Nettverkssamling 1»: all but what it is; ``where`` it was promised."""
    by = _("innen {day}").format(day=day_month(promised.by)) if promised.by else ""
    return " · ".join(fact for fact in (promised.who, by, promised.taken_up_in, where) if fact)


def grounds_lines(grounds: Grounds) -> tuple[str, ...]:
    """Why, the sign and how it was before, each on a line; what is not said has none."""
    lines = (
        _("Hvorfor: {why}").format(why=grounds.why) if grounds.why else "",
        _("Tegn: {sign}").format(sign=grounds.sign) if grounds.sign else "",
        _("Før: {sign}").format(sign=grounds.sign_before) if grounds.sign_before else "",
    )
    return tuple(line for line in lines if line)


def sign_now_line(sign: str) -> str:
    """«Nå: ingen gråter»; empty where nobody has said."""
    return _("Nå: {sign}").format(sign=sign) if sign else ""


def status_name(status: CommitmentStatus) -> str:
    """The user's word for how a commitment went."""
    return {
        CommitmentStatus.OPEN: _("Avtalt"),
        CommitmentStatus.DONE: _("Gjort"),
        CommitmentStatus.TRIED: _("Prøvd"),
        CommitmentStatus.NOT_YET: _("Ikke ennå"),
    }[status]


def driver_name(driver: Driver) -> str:
    """The user's word for what carries a change."""
    return {
        Driver.TRAINING: _("Trening"),
        Driver.GUIDANCE: _("Veiledning"),
        Driver.SUPPORT: _("Støtte fra ledelsen"),
    }[driver]


def together_name(group: Together) -> str:
    """The user's word for one of the four groups one works with at the same time."""
    return {
        Together.STAFF: _("Ansatte"),
        Together.CHILDREN: _("Barn og unge"),
        Together.FAMILIES: _("Foreldre og foresatte"),
        Together.COMMUNITY: _("Kultur og frivillige"),
    }[group]


def heard_name(when: Heard) -> str:
    """The user's words for when children and youth are heard."""
    return {
        Heard.PLANNING: _("I planleggingen"),
        Heard.DOING: _("Mens vi gjør det"),
        Heard.LOOKING_BACK: _("Når vi ser tilbake"),
    }[when]
