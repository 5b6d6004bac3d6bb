"""Veien videre: what a unit promised itself, by whom and by when."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, datetime
from enum import StrEnum

from nettverk.i18n import _


class CommitmentStatus(StrEnum):
    """How it went with a commitment, said when the thread is taken up again."""

    OPEN = "open"
    DONE = "done"
    TRIED = "tried"
    NOT_YET = "not_yet"


@dataclass(frozen=True, slots=True)
class Commitment:
    """One thing a unit will do (tiltak), as it stands now.

    Attributes:
        gathering_id: where it was promised.
        by: deadline, or None.
        taken_up_in: where the unit takes it up (personalmøte, plangruppe …).
        status: open, done (gjort), tried (prøvd) or not_yet (ikke ennå); ``learnt`` says what came of it.
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


@dataclass(frozen=True, slots=True)
class CommitmentText:
    """What is written of a commitment while it is made; see ``Commitment`` for the fields."""

    what: str
    who: str
    by: date | None
    taken_up_in: str

    @property
    def empty(self) -> bool:
        """Whether nothing is written in any field; spaces count as nothing."""
        return self.by is None and not (self.what + self.who + self.taken_up_in).strip()


def status_name(status: CommitmentStatus) -> str:
    """The user's word for how a commitment went."""
    return {
        CommitmentStatus.OPEN: _("Avtalt"),
        CommitmentStatus.DONE: _("Gjort"),
        CommitmentStatus.TRIED: _("Prøvd"),
        CommitmentStatus.NOT_YET: _("Ikke ennå"),
    }[status]
