"""What stands in a school year: gatherings, meetings, deadlines and all else that somebody must see to."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date, time
from enum import StrEnum

from nettverk.i18n import _, _c, _n


class ItemKind(StrEnum):
    """What an item of the year is; the values are what the database holds."""

    DEADLINE = "deadline"
    MEASURE = "measure"
    PARENTS = "parents"
    POLITICAL = "political"
    CONFERENCE = "conference"
    MEETING = "meeting"


class Phase(StrEnum):
    """The six phases of the partnership through a year; the values are what the database holds."""

    NEEDS = "needs"
    GOALS = "goals"
    MEASURES = "measures"
    PLANS = "plans"
    CARRIED_OUT = "carried_out"
    ATTAINED = "attained"


class EntryOf(StrEnum):
    """Where an entry of the year is kept, and so what opens when one goes to it."""

    GATHERING = "gathering"
    ITEM = "item"
    MEETING = "meeting"
    FOLLOW_UP = "follow_up"


@dataclass(frozen=True, slots=True)
class YearItem:
    """Something that is due, and is no gathering.

    Attributes:
        due_on, last_day: when; the last day only where it takes several.
        owner: who sees to it, a role or a name.
        network_id: None for every network.
        phase: None for the one its day falls in.
    """

    id: str
    kind: ItemKind
    title: str
    due_on: date
    last_day: date | None = None
    owner: str = ""
    network_id: str | None = None
    phase: Phase | None = None
    note: str = ""
    done: bool = False
    cancelled: bool = False


@dataclass(frozen=True, slots=True)
class Entry:
    """One line of the year, wherever it is kept.

    Attributes:
        of, id: where it is kept, and its id there.
        kind: what it is; None for a gathering.
        network_id, network: empty for every network.
        district: empty for the whole municipality.
        number: of a gathering, in its series (network and district) of the year, from 1; 0 for the rest.
        done: a gathering that has been held; what else is ticked off.
        starts_at, ends_at, place: of gatherings and meetings.
    """

    of: EntryOf
    id: str
    day: date
    title: str
    kind: ItemKind | None = None
    last_day: date | None = None
    owner: str = ""
    network_id: str = ""
    network: str = ""
    district_id: str = ""
    district: str = ""
    number: int = 0
    done: bool = False
    cancelled: bool = False
    phase: Phase | None = None
    starts_at: time | None = None
    ends_at: time | None = None
    place: str = ""
    note: str = ""

    @property
    def key(self) -> tuple[EntryOf, str]:
        """What tells it from all others."""
        return self.of, self.id

    @property
    def open(self) -> bool:
        """Whether it still waits for somebody."""
        return not self.done and not self.cancelled

    @property
    def last(self) -> date:
        """The day it is over."""
        return self.last_day or self.day


def kind_name(kind: ItemKind | None) -> str:
    """The user's word for what an entry is; a gathering where there is no kind."""
    if kind is None:
        return _("samling")
    return {
        ItemKind.DEADLINE: _c("årshjulet", "frist"),
        ItemKind.MEASURE: _("kompetansetiltak"),
        ItemKind.PARENTS: _("foreldremøte"),
        ItemKind.POLITICAL: _("politisk sak"),
        ItemKind.CONFERENCE: _("konferanse"),
        ItemKind.MEETING: _c("årshjulet", "møte"),
    }[kind]


def phase_name(phase: Phase) -> str:
    """The user's word for a phase of the partnership."""
    return {
        Phase.NEEDS: _("Behov"),
        Phase.GOALS: _c("flere", "Mål"),
        Phase.MEASURES: _("Tiltak"),
        Phase.PLANS: _("Planer"),
        Phase.CARRIED_OUT: _("Gjennomføring"),
        Phase.ATTAINED: _("Måloppnåelse"),
    }[phase]


_FIRST_MONTH = {
    Phase.NEEDS: 8, Phase.GOALS: 10, Phase.MEASURES: 11, Phase.PLANS: 12, Phase.CARRIED_OUT: 1, Phase.ATTAINED: 5,
}  # fmt: skip
"""The month a phase begins in, in a year where nobody has said otherwise; it lasts until the next begins."""


def phase_begins(phase: Phase, year: int) -> date:
    """The first day of a phase in the school year that begins in ``year``."""
    month = _FIRST_MONTH[phase]
    return date(year if month >= 8 else year + 1, month, 1)


def phase_of(day: date) -> Phase:
    """The phase that a day falls in."""
    from nettverk.domain.tags import school_year

    year = school_year(day)
    return next(phase for phase in reversed(Phase) if phase_begins(phase, year) <= day)


def skeleton(year: int) -> tuple[YearItem, ...]:
    """One thing for each phase, where somebody begins an empty year; its days are the first to be put right."""
    words = (
        (Phase.NEEDS, ItemKind.MEASURE, _("Kartlegg hva enhetene trenger"), (9, 15), _("Lederne i enhetene")),
        (Phase.GOALS, ItemKind.MEETING, _("Velg høyst tre mål"), (10, 15), _("Styringsgruppa")),
        (Phase.MEASURES, ItemKind.MEETING, _("Bestem tiltak sammen med utviklingspartneren"), (11, 10),
         _("Arbeidsgruppa")),
        (Phase.PLANS, ItemKind.DEADLINE, _("Planene er skrevet og sendt ut"), (12, 10), _("Koordinator")),
        (Phase.CARRIED_OUT, ItemKind.DEADLINE, _("Se underveis: er vi på vei?"), (3, 10), _("Arbeidsgruppa")),
        (Phase.ATTAINED, ItemKind.DEADLINE, _("Vurder hva vi har nådd, og skriv årsrapporten"), (6, 5),
         _("Koordinator")),
    )  # fmt: skip
    return tuple(
        YearItem("", kind, title, date(year if month >= 8 else year + 1, month, day), owner=owner, phase=phase)
        for phase, kind, title, (month, day), owner in words
    )


def in_order(entries: Iterable[Entry]) -> tuple[Entry, ...]:
    """By day; on the same day gatherings first, then by title."""
    return tuple(sorted(entries, key=lambda entry: (entry.day, entry.kind is not None, entry.title, entry.id)))


def next_due(entries: Sequence[Entry], today: date) -> Entry | None:
    """What comes next: the first open thing of today or later."""
    return next((entry for entry in in_order(entries) if entry.open and entry.last >= today), None)


def overdue(entries: Sequence[Entry], today: date) -> tuple[Entry, ...]:
    """What should have been done by now: open things of earlier days that somebody ticks off."""
    return tuple(
        entry for entry in in_order(entries)
        if entry.open and entry.last < today and entry.of is not EntryOf.GATHERING
    )  # fmt: skip


def days_away(day: date, today: date) -> str:
    """How far away a day is, as one says it: «i dag», «i morgen», «om 12 dager»."""
    days = (day - today).days
    if days == 0:
        return _("i dag")
    if days == 1:
        return _("i morgen")
    if days < 0:
        return _n("for {n} dag siden", "for {n} dager siden", -days)
    return _n("om {n} dag", "om {n} dager", days)
