"""The plan of a gathering: parts in order, their times, and whether they fit the day."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, datetime, time, timedelta
from enum import StrEnum

from nettverk.domain.methods import Method
from nettverk.domain.sheets.uses import SheetUse
from nettverk.i18n import _, _c, clock


class PartKind(StrEnum):
    """What a part of the day is; the values are what the database holds."""

    CHECK_IN = "check_in"
    WELCOME = "welcome"
    THEORY = "theory"
    SHARING = "sharing"
    ACROSS = "across"
    WAY_FORWARD = "way_forward"
    BREAK = "break"
    LUNCH = "lunch"
    CLOSING = "closing"
    OTHER = "other"


class Organising(StrEnum):
    """How people sit in a part (organisering)."""

    PLENUM = "plenum"
    MIXED = "mixed"
    OWN_UNIT = "own_unit"
    PAIRS = "pairs"
    ALONE = "alone"


MAIN_KINDS = (PartKind.THEORY, PartKind.SHARING, PartKind.ACROSS, PartKind.WAY_FORWARD)
"""The four parts of a dialogue conference, in the order that gives them their number, hue and shape."""
PAUSES = frozenset({PartKind.BREAK, PartKind.LUNCH})
"""Parts in which nothing is said to the hall."""


def part_kind_name(kind: PartKind) -> str:
    """The user's word for a kind of part."""
    return {
        PartKind.CHECK_IN: _("Innsjekk"),
        PartKind.WELCOME: _("Velkommen"),
        PartKind.THEORY: _("Teori"),
        PartKind.SHARING: _("Erfaringsdeling"),
        PartKind.ACROSS: _("På tvers"),
        PartKind.WAY_FORWARD: _("Veien videre"),
        PartKind.BREAK: _c("del av dagen", "Pause"),
        PartKind.LUNCH: _("Lunsj"),
        PartKind.CLOSING: _("Takk for i dag"),
        PartKind.OTHER: _("Annet"),
    }[kind]


def organising_name(organising: Organising) -> str:
    """The user's word for how people sit in a part."""
    return {
        Organising.PLENUM: _("Plenum"),
        Organising.MIXED: _("Blanda grupper"),
        Organising.OWN_UNIT: _("Egen enhet/tjeneste"),
        Organising.PAIRS: _("To og to"),
        Organising.ALONE: _c("organisering", "Hver for seg"),
    }[organising]


@dataclass(frozen=True, slots=True)
class Question:
    """One question of a part; ``number`` runs through the gathering and is the 2 of sheet code G3-2."""

    id: str
    part_id: str
    position: int
    text: str
    number: int = 0


@dataclass(frozen=True, slots=True)
class Part:
    """One part of a gathering (del), breaks included.

    Attributes:
        minutes: planned length.
        floor_minutes: the least it can be cut to.
        fixed_start: clock time it must start at (lunch), or None.
        sheets: what is filled in, in order; its questions are the simplest of them.
        method: the way of working, None where none is chosen (or it is not in this file any more).
    """

    id: str
    gathering_id: str
    position: int
    kind: PartKind
    title: str
    minutes: int
    floor_minutes: int
    fixed_start: time | None
    organising: Organising
    method: Method | None
    speaker: str
    notes: str
    sheets: tuple[SheetUse, ...] = ()

    @property
    def questions(self) -> tuple[Question, ...]:
        """The sheets that are a question and nothing more."""
        return tuple(
            Question(use.id, use.part_id, use.position, use.sheet.title, use.number)
            for use in self.sheets
            if use.simple
        )

    @property
    def main_number(self) -> int:
        """1–4 for the four main parts, 0 for the rest: gives hue and shape."""
        return MAIN_KINDS.index(self.kind) + 1 if self.kind in MAIN_KINDS else 0


@dataclass(frozen=True, slots=True)
class Gathering:
    """One gathering (samling) of a network, in a district or for all of them."""

    id: str
    network_id: str
    district_id: str | None
    title: str
    theme: str
    held_on: date | None
    starts_at: time
    ends_at: time
    place: str
    language: str
    next_on: date | None
    next_starts_at: time | None
    next_place: str
    notes: str
    goals: tuple[str, ...] = ()
    network_name: str = ""
    district_name: str = ""
    participants: int = 0
    parts: int = 0
    owner: str = ""
    cancelled: bool = False

    @property
    def past_midnight(self) -> bool:
        """Whether it ends on the next date."""
        return self.ends_at < self.starts_at

    @property
    def headline(self) -> str:
        """«0–6 · Vågsbygd», what tells it apart from its sisters."""
        return " · ".join(word for word in (self.network_name, self.district_name) if word)

    @property
    def headline_now(self) -> str:
        """The same where one works with it, which says that it is called off."""
        return " · ".join(word for word in (self.headline, _("avlyst") if self.cancelled else "") if word)


@dataclass(frozen=True, slots=True)
class Planned:
    """A part with its clock times.

    Attributes:
        gap: minutes waited before a fixed start (negative: it is late).
        early: its fixed start is before the day begins, and cannot count.
    """

    part: Part
    start: datetime
    end: datetime
    gap: int
    early: bool = False


@dataclass(frozen=True, slots=True)
class Fit:
    """How the plan fits the day; ``over``: minutes past the end (below 0: to spare), ``clashes``: late fixed starts."""

    over: int
    ends: datetime
    clashes: tuple[Planned, ...]

    @property
    def sentence(self) -> str:
        """What the organiser needs to know, with the next step."""
        if self.clashes:
            late = self.clashes[0]
            if late.early:
                return _("{part} har fast start kl. {time}, før samlingen starter.").format(
                    part=late.part.title, time=clock(late.part.fixed_start or late.start)
                )
            return _("{part} skal starte kl. {time}, men delene før er {minutes} min for lange.").format(
                part=late.part.title, time=clock(late.part.fixed_start or late.start), minutes=-late.gap
            )
        if self.over > 0:
            return _("Planen er {minutes} min for lang. Den slutter kl. {time}.").format(
                minutes=self.over, time=clock(self.ends)
            )
        if self.over < 0:
            return _("Planen slutter kl. {time}. Det er {minutes} min til gode.").format(
                minutes=-self.over, time=clock(self.ends)
            )
        return _("Planen går opp. Slutt kl. {time}.").format(time=clock(self.ends))


def timetable(day: date | None, starts_at: time, parts: Sequence[Part]) -> tuple[Planned, ...]:
    """Clock times for every part in order; a fixed start is kept where the parts before it leave room."""
    first = moment = datetime.combine(day or date(2000, 1, 1), starts_at)
    planned = []
    for part in parts:
        gap, early = 0, False
        if part.fixed_start is not None:
            fixed = datetime.combine(moment.date(), part.fixed_start)
            gap = int((fixed - moment).total_seconds() // 60)
            early = fixed < first
            moment = max(moment, fixed)
        end = moment + timedelta(minutes=part.minutes)
        planned.append(Planned(part, moment, end, gap, early))
        moment = end
    return tuple(planned)


def fit(gathering: Gathering, parts: Sequence[Part]) -> Fit:
    """Whether the plan fits between the gathering's start and end."""
    planned = timetable(gathering.held_on, gathering.starts_at, parts)
    first = datetime.combine(gathering.held_on or date(2000, 1, 1), gathering.starts_at)
    ends = planned[-1].end if planned else first
    wanted = datetime.combine(first.date(), gathering.ends_at) + timedelta(days=int(gathering.past_midnight))
    over = int((ends - wanted).total_seconds() // 60)
    return Fit(over, ends, tuple(row for row in planned if row.gap < 0))
