"""Veien videre: what a unit promised itself, by whom and by when."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, datetime

from nettverk.i18n import _

STATUSES = ("open", "done", "tried", "not_yet")


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
    status: str
    learnt: str
    position: int
    at: datetime
    unit_name: str = ""


def status_name(status: str) -> str:
    """The user's word for how a commitment went."""
    return {"open": _("Avtalt"), "done": _("Gjort"), "tried": _("Prøvd"), "not_yet": _("Ikke ennå")}[status]
