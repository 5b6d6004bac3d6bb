"""Everything that is printed, as plain values: what a page says, before it has a form.

Each document is one frozen dataclass; ``printing`` turns it into pages and ``services.handouts`` fills it from the
database. Texts are exactly as people typed them.
"""

from __future__ import annotations

from dataclasses import dataclass, field
from datetime import date, time
from enum import StrEnum
from typing import Protocol

from nettverk.domain.follow_up import CommitmentStatus, Grounds
from nettverk.domain.labels import Labels
from nettverk.domain.municipality import Logo
from nettverk.domain.organisation import Meeting
from nettverk.domain.rundown.commands import KeyLine
from nettverk.domain.sheets.results import SheetResult
from nettverk.domain.tags import Wheel
from nettverk.i18n import _, clock, long_date, short_date


class DocumentKind(StrEnum):
    """A document somebody can ask for; the values are what one types on the command line."""

    AGENDA = "agenda"
    ATTENDANCE_BY_NAME = "attendance_by_name"
    ATTENDANCE_BY_UNIT = "attendance_by_unit"
    GROUPS_BY_NAME = "groups_by_name"
    GROUPS_BY_TABLE = "groups_by_table"
    GROUP_CHANGES = "group_changes"
    TABLE_SIGNS = "table_signs"
    BADGES = "badges"
    ROLE_CARDS = "role_cards"
    QUESTION_SHEETS = "question_sheets"
    STAGE_KEYS = "stage_keys"
    SINCE_LAST = "since_last"
    UNIT_PAGES = "unit_pages"
    ABSENT = "absent"
    NEWCOMER = "newcomer"
    HANDOVER = "handover"
    THEMES = "themes"
    PRACTICE_BANK = "practice_bank"
    SUMMARY = "summary"
    WHO_MET = "who_met"
    PROOF_OF_ATTENDANCE = "proof_of_attendance"
    MEETINGS = "meetings"


@dataclass(frozen=True, slots=True)
class Handout:
    """A document ready to save or print.

    Attributes:
        file_name: safe on every system, in the document's language.
        data: the PDF.
        pages: how many pages it has.
    """

    file_name: str
    title: str
    data: bytes
    pages: int


@dataclass(frozen=True, slots=True)
class Occasion:
    """The gathering a document belongs to: what stands at its head and foot."""

    title: str
    headline: str = ""
    theme: str = ""
    day: date | None = None
    starts_at: time | None = None
    ends_at: time | None = None
    place: str = ""
    language: str = "nb"
    goals: tuple[str, ...] = ()
    next_on: date | None = None
    next_starts_at: time | None = None
    next_place: str = ""
    municipality: str = ""
    logo: Logo | None = None
    colour: str = ""

    @property
    def name(self) -> str:
        """«Elvestad kommune · Nettverkssamling 2 · 0–6 · Vågsbygd»."""
        return " · ".join(word for word in (self.municipality, self.title, self.headline) if word)

    @property
    def date(self) -> str:
        """«24. november 2026», or nothing where no day is set."""
        return short_date(self.day) if self.day else ""

    @property
    def when_and_where(self) -> str:
        """«tirsdag 24. november 2026 · kl. 09.00–13.30 · Familiens hus»."""
        day = long_date(self.day) if self.day else ""
        hours = ""
        if self.starts_at is not None and self.ends_at is not None:
            hours = _("kl. {start}–{end}").format(start=clock(self.starts_at), end=clock(self.ends_at))
        return " · ".join(word for word in (day, hours, self.place) if word)

    @property
    def next_time(self) -> str:
        """«Neste samling: tirsdag 9. februar 2027 kl. 09.00, Familiens hus», or nothing."""
        if self.next_on is None:
            return ""
        when = long_date(self.next_on)
        if self.next_starts_at is not None:
            when = _("{day} kl. {time}").format(day=when, time=clock(self.next_starts_at))
        if self.next_place:
            when = f"{when}, {self.next_place}"
        return _("Neste samling: {when}").format(when=when)


class Document(Protocol):
    """What any document says, before it has a form."""

    @property
    def occasion(self) -> Occasion:
        """The gathering it belongs to."""
        ...


# --- the plan of the day ---


@dataclass(frozen=True, slots=True)
class AgendaRow:
    """One part of the day; ``main_number`` 1–4 gives hue and shape, 0 is a break or the like."""

    start: time
    end: time
    title: str
    main_number: int = 0
    organising: str = ""
    method: str = ""
    speaker: str = ""
    questions: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Agenda:
    """The plan of the day, for everyone."""

    occasion: Occasion
    rows: tuple[AgendaRow, ...]


# --- who is here ---


@dataclass(frozen=True, slots=True)
class Attendee:
    """One person to tick off; ``name`` is as in lists, family name first."""

    name: str
    unit: str
    role: str = ""


@dataclass(frozen=True, slots=True)
class AttendanceList:
    """Who is expected, with room to sign; ``by_unit`` gathers colleagues under their unit."""

    occasion: Occasion
    people: tuple[Attendee, ...]
    by_unit: bool = False


# --- who sits where ---


@dataclass(frozen=True, slots=True)
class Round:
    """One arrangement of groups: the part it belongs to and when it starts."""

    title: str
    main_number: int = 3
    start: time | None = None


@dataclass(frozen=True, slots=True)
class PersonTables:
    """One person and their table in each round (None where they have none).

    Attributes:
        hours: when they are there, where it is not the whole day.
    """

    name: str
    unit: str
    tables: tuple[int | None, ...]
    hours: str = ""


@dataclass(frozen=True, slots=True)
class GroupsByName:
    """«Finn bordet ditt»: everyone in order of name, with the table of each round."""

    occasion: Occasion
    rounds: tuple[Round, ...]
    people: tuple[PersonTables, ...]


@dataclass(frozen=True, slots=True)
class SeatedPerson:
    """One person at a table; ``shape`` shows the service without colour."""

    name: str
    unit: str
    shape: str = ""
    service: str = ""
    group_role: str = ""
    given_name: str = ""


@dataclass(frozen=True, slots=True)
class TablePeople:
    """A table and who sits there; ``name`` is the unit's for own-unit groups."""

    number: int
    name: str
    people: tuple[SeatedPerson, ...]


@dataclass(frozen=True, slots=True)
class GroupsByTable:
    """Every table with its people, one section for each round."""

    occasion: Occasion
    rounds: tuple[tuple[Round, tuple[TablePeople, ...]], ...]


# --- things on the table and on the jacket ---


@dataclass(frozen=True, slots=True)
class TableSign:
    """A table's number, large enough to steer by; ``name`` where the group is a unit of its own."""

    number: int
    name: str = ""


@dataclass(frozen=True, slots=True)
class TableSigns:
    """One sheet for each table, folded to a tent."""

    occasion: Occasion
    signs: tuple[TableSign, ...]
    round: Round | None = None


@dataclass(frozen=True, slots=True)
class Badge:
    """A name badge with the table numbers of the rounds.

    Attributes:
        own_table: where one's own unit sits, where that is told apart from the mixed groups.
        hours: when somebody is there, where it is not the whole gathering.
        spare: without a name, for somebody who comes unannounced to write it on.
    """

    given_name: str
    family_name: str
    unit: str
    role: str = ""
    shape: str = ""
    tables: tuple[int | None, ...] = ()
    service: str = ""
    own_table: int | None = None
    hours: str = ""
    spare: bool = False


@dataclass(frozen=True, slots=True)
class Badges:
    """Name badges on labels, or on plain paper to be cut: 85 × 54 mm, ten to a sheet."""

    occasion: Occasion
    badges: tuple[Badge, ...]
    labels: Labels = field(default_factory=Labels)


@dataclass(frozen=True, slots=True)
class QuestionSheet:
    """One sheet to write on: one table, one question; no ``table`` where groups are not made yet."""

    code: str
    question: str
    number: int
    part_title: str
    main_number: int = 3
    table: int | None = None
    table_name: str = ""
    method: str = ""


@dataclass(frozen=True, slots=True)
class QuestionSheets:
    """Ruled sheets with their codes, in the order the tables get them."""

    occasion: Occasion
    sheets: tuple[QuestionSheet, ...]


@dataclass(frozen=True, slots=True)
class MovedPerson:
    """Somebody whose table a repair changed; ``was`` is empty for somebody new."""

    name: str
    unit: str
    was: str
    now: str


@dataclass(frozen=True, slots=True)
class GroupChanges:
    """What the last repair changed, round by round; those who have left are not in it."""

    occasion: Occasion
    rounds: tuple[tuple[Round, tuple[MovedPerson, ...]], ...]


@dataclass(frozen=True, slots=True)
class RoleCard:
    """A task at the table, what it is, and the steps of the method with their minutes.

    Attributes:
        who: who has the task, by the table's number: a name for each round, empty where nobody has it.
    """

    role: str
    task: str
    part_title: str
    main_number: int = 3
    steps: tuple[tuple[str, str, int], ...] = ()
    who: tuple[tuple[int, tuple[str, ...]], ...] = ()


@dataclass(frozen=True, slots=True)
class AttendanceProof:
    """Somebody who came; ``note`` is their role, and when they were there where it was not the whole day."""

    name: str
    unit: str
    note: str = ""


@dataclass(frozen=True, slots=True)
class AttendanceProofs:
    """A page for each who came; ``parts`` is what they took part in."""

    occasion: Occasion
    people: tuple[AttendanceProof, ...]
    parts: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class MeetingPapers:
    """Meetings of the organisation, each with its agenda or its minutes."""

    occasion: Occasion
    meetings: tuple[Meeting, ...]


@dataclass(frozen=True, slots=True)
class RoleCards:
    """Cards for those who have a task: A6, four to a sheet, a sheet of each role for every four tables."""

    occasion: Occasion
    cards: tuple[RoleCard, ...]
    tables: int = 1


@dataclass(frozen=True, slots=True)
class StageKeys:
    """The keys of the stage for the lectern, each group under its title."""

    occasion: Occasion
    groups: tuple[tuple[str, tuple[KeyLine, ...]], ...]


# --- what comes home ---


@dataclass(frozen=True, slots=True)
class CommitmentLine:
    """One thing a unit will do; ``status`` and ``learnt`` for those promised last time, ``goal`` in words."""

    what: str
    who: str = ""
    by: date | None = None
    taken_up_in: str = ""
    status: CommitmentStatus | None = None
    learnt: str = ""
    grounds: Grounds = field(default_factory=Grounds)
    sign_now: str = ""
    goal: str = ""


@dataclass(frozen=True, slots=True)
class GoalLine:
    """A goal that is worked towards; ``whose`` is empty for the unit's own, ``facts`` its sign and where it is from."""

    text: str
    whose: str = ""
    facts: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class PromisedLine:
    """One thing a unit takes up again: what it was, and in a line who, by when and where it was promised."""

    what: str
    facts: str
    status: CommitmentStatus
    learnt: str


@dataclass(frozen=True, slots=True)
class SinceLastSheets:
    """Siden sist, for the table: a sheet for each unit that promised something, to tick and to write on.

    Attributes:
        goals: of each of the units, in the same order; empty where nobody has any.
    """

    occasion: Occasion
    units: tuple[tuple[str, tuple[PromisedLine, ...]], ...]
    goals: tuple[tuple[GoalLine, ...], ...] = ()


@dataclass(frozen=True, slots=True)
class Answer:
    """What one table said; ``table`` as it is called on the day («Bord 3» or the unit's name).

    Attributes:
        number: the table's, where it is known by its number.
    """

    table: str
    text: str
    number: int = 0


@dataclass(frozen=True, slots=True)
class AnsweredQuestion:
    """A question with what was said; ``own`` are the tables where the reader's colleagues sat."""

    question: str
    part_title: str = ""
    main_number: int = 3
    own: tuple[Answer, ...] = ()
    others: tuple[Answer, ...] = ()


@dataclass(frozen=True, slots=True)
class UnitPage:
    """What one unit takes home: its own way forward, what was promised before, and what the groups said.

    Attributes:
        sheets: what came of the sheets that were filled in, beside the questions.
        goals: those that are worked towards, the unit's own first.
        between: whom it visits and who guides it until next time, a line each.
    """

    unit: str
    commitments: tuple[CommitmentLine, ...] = ()
    earlier: tuple[CommitmentLine, ...] = ()
    questions: tuple[AnsweredQuestion, ...] = ()
    sheets: tuple[SheetResult, ...] = ()
    goals: tuple[GoalLine, ...] = ()
    between: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class UnitPages:
    """The letter home, one for each unit."""

    occasion: Occasion
    units: tuple[UnitPage, ...]


@dataclass(frozen=True, slots=True)
class SaidPoint:
    """One point with the table it came from, and the role of whoever said it where that is noted."""

    text: str
    who: str = ""
    role: str = ""
    quote: bool = False


@dataclass(frozen=True, slots=True)
class ThemeOnPaper:
    """A theme with how widely it was said, in words, and every point in it."""

    name: str
    spread: str
    points: tuple[SaidPoint, ...]


@dataclass(frozen=True, slots=True)
class ThemePages:
    """The themes of a gathering; ``unplaced`` is what is in none of them."""

    occasion: Occasion
    counts: str
    themes: tuple[ThemeOnPaper, ...]
    unplaced: tuple[SaidPoint, ...] = ()


@dataclass(frozen=True, slots=True)
class ThemeYearRow:
    """One theme: how many gatherings, parts, points and commitments of the year carry it."""

    group: str
    tag_id: str
    label: str
    counts: tuple[int, ...]


@dataclass(frozen=True, slots=True)
class ThemeYear:
    """A school year in the theme wheel.

    Attributes:
        name: «2026–2027».
        rows: every theme there is, in the order of the wheel, also those that nothing carries.
        gatherings: day, name and themes of each gathering, the first one first.
    """

    name: str
    wheel: Wheel
    rows: tuple[ThemeYearRow, ...]
    gatherings: tuple[tuple[str, str, str], ...]


@dataclass(frozen=True, slots=True)
class NotedLine:
    """A point with what belongs to it in small letters below, each a line of its own."""

    text: str
    notes: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Passage:
    """Some points under a heading; ``part`` 1–4 gives hue and shape."""

    title: str
    lines: tuple[NotedLine, ...]
    part: int = 0
    lead: str = ""


@dataclass(frozen=True, slots=True)
class PassageLetter:
    """A page that brings somebody in, or tells of something, passage by passage.

    Attributes:
        unit: whose it is; empty where it is nobody's in particular.
        lead: a line under the title.
    """

    title: str
    passages: tuple[Passage, ...]
    unit: str = ""
    lead: str = ""


@dataclass(frozen=True, slots=True)
class PassageLetters:
    """Letters of passages, each numbered on its own: for those who are new, who were absent, and the practice bank."""

    occasion: Occasion
    letters: tuple[PassageLetter, ...]


@dataclass(frozen=True, slots=True)
class MetUnit:
    """A unit among those that may have met, with how many come from it."""

    name: str
    shape: str = ""
    service: str = ""
    people: int = 0


@dataclass(frozen=True, slots=True)
class WhoMet:
    """Which units have sat at the same table, at this gathering or before.

    Attributes:
        shares: for each unit, and each other in the same order, the part of their pairs of people who have met.
        share: the same for all pairs of people from different units.
    """

    occasion: Occasion
    units: tuple[MetUnit, ...]
    shares: tuple[tuple[float, ...], ...]
    share: float = 0.0


@dataclass(frozen=True, slots=True)
class CameFrom:
    """How many came from a service, or from several of few; ``shape`` shows it without colour, empty for several."""

    service: str
    shape: str
    people: int


@dataclass(frozen=True, slots=True)
class Summary:
    """The whole gathering: what every table said to every question and sheet, and what every unit promised.

    Attributes:
        came: who was there, by service; empty where nobody has been ticked at the door.
        expected: how many were registered.
    """

    occasion: Occasion
    questions: tuple[AnsweredQuestion, ...]
    commitments: tuple[tuple[str, tuple[CommitmentLine, ...]], ...] = ()
    sheets: tuple[SheetResult, ...] = ()
    came: tuple[CameFrom, ...] = ()
    expected: int = 0
