"""The big screen as plain data: every projected screen (wall) says what is on it, and nothing about how it is drawn.

A wall is equal to another when the same words stand on it; the clock beside them (``face``) ticks without making it
a new wall, so that only the clock is drawn again.
"""

from __future__ import annotations

from dataclasses import dataclass, field
from datetime import timedelta
from enum import StrEnum

from nettverk.domain.rundown.state import ZERO, PartStatus
from nettverk.domain.wall.look import ClockCorner
from nettverk.domain.wall_reference import WallRef
from nettverk.i18n import _, language

# A page of names stays so long that about twenty names can be read calmly from the back row.
PAGE_TIME = timedelta(seconds=12)
# «Snart slutt» stands for the last five minutes, or for the last quarter of what is shorter than twenty.
SOON = timedelta(minutes=5)


class Mood(StrEnum):
    """The step a clock has come to; on the wall each is a word and a shape before it is a colour."""

    CALM = "calm"
    SOON = "soon"
    OUT = "out"
    PAUSED = "paused"


@dataclass(frozen=True, slots=True)
class Face:
    """A clock at a moment.

    Attributes:
        text: tabular figures, «18.40».
        word: what the figures mean, «igjen · til kl. 11.30»; a step of colour is always a word too.
        left: the share of the time that remains, 0–1, for the bar; None draws no bar.
    """

    text: str
    word: str
    mood: Mood = Mood.CALM
    left: float | None = None


@dataclass(frozen=True, slots=True)
class Stop:
    """One of the day's main parts in the quiet line at the bottom; one that was skipped has no time."""

    number: int
    title: str
    time: str
    status: PartStatus


@dataclass(frozen=True, slots=True, kw_only=True)
class Wall:
    """What every projected screen has.

    Attributes:
        ref: tells it apart within the gathering; what the event that puts it up names.
        name: what the facilitator calls it.
        part: main part 1–4 for hue and shape, 0 for none.
        kicker: the part's title, small above the heading.
        strip: the day's main parts at the bottom; empty shows none.
        language: of the words on it.
        band: a message in a band below the picture; empty for none.
        accent: the municipality's colour, where it has one.
        face: the clock, or None.
        timer: an extra timer that stands over the part's clock, or None.
    """

    ref: WallRef
    name: str
    part: int = 0
    kicker: str = ""
    strip: tuple[Stop, ...] = ()
    language: str = "nb"
    band: str = ""
    accent: str = ""
    face: Face | None = field(default=None, compare=False)
    timer: Face | None = field(default=None, compare=False)


@dataclass(frozen=True, slots=True, kw_only=True)
class Welcome(Wall):
    """Before it begins: where one has come, what it is about, when it starts."""

    title: str
    theme: str
    where: str
    goals: tuple[str, ...] = ()
    note: str = ""
    logo: bytes = field(default=b"", repr=False)


@dataclass(frozen=True, slots=True)
class AgendaRow:
    """A part of the day; ``status`` says where we are. One that was skipped has no time, and says so in ``detail``."""

    time: str
    number: int
    title: str
    detail: str
    status: PartStatus
    quiet: bool = False


@dataclass(frozen=True, slots=True, kw_only=True)
class Agenda(Wall):
    """The day, and where we are in it; ``ends`` says when it is over."""

    title: str
    rows: tuple[AgendaRow, ...]
    ends: str


@dataclass(frozen=True, slots=True)
class Line:
    """A line with a number: strong words, then quiet ones; ``now`` marks the step or the speaker that is on."""

    number: str
    strong: str
    quiet: str = ""
    now: bool = False


@dataclass(frozen=True, slots=True, kw_only=True)
class Plenary(Wall):
    """A part held for all: its title, who speaks; ``rows`` are contributions, ``detail`` the gathering."""

    title: str
    speaker: str = ""
    detail: str = ""
    rows: tuple[Line, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class Rest(Wall):
    """Break or lunch: when we start again."""

    title: str
    back: str
    following: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class Questions(Wall):
    """What the groups talk about; one question stands large, several are numbered. ``steps`` is how."""

    questions: tuple[tuple[int, str], ...]
    steps: tuple[Line, ...] = ()


@dataclass(frozen=True, slots=True)
class Entry:
    """A name and where to go; ``before`` is the table left after a repair."""

    name: str
    place: str
    before: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class Names(Wall):
    """Find your name: everyone in alphabetical order with one number. Paged by whoever draws it."""

    title: str
    entries: tuple[Entry, ...]
    note: str = ""


@dataclass(frozen=True, slots=True)
class TableCard:
    """A table of the groups with the names of those who sit there, in the order they stand on the wall."""

    title: str
    names: tuple[str, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class Tables(Wall):
    """The groups, table by table. Paged by whoever draws it."""

    title: str
    cards: tuple[TableCard, ...]
    note: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class Method(Wall):
    """How we work: steps with minutes, the one we are in, and who does what."""

    title: str
    steps: tuple[Line, ...]
    roles: tuple[Line, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class WayForward(Wall):
    """Part 4: what our own unit agrees on. ``columns`` is what to write down."""

    title: str
    columns: tuple[Line, ...]
    questions: tuple[tuple[int, str], ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class Speaker(Wall):
    """A contribution: who shares, from where, and who comes next."""

    title: str
    who: str
    unit: str
    following: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class Slides(Wall):
    """A page of a contribution's PDF, with a small clock in the corner."""

    document: str
    page: int
    pages: int
    corner: ClockCorner = ClockCorner.LOWER_RIGHT
    large_clock: bool = False


@dataclass(frozen=True, slots=True, kw_only=True)
class Message(Wall):
    """Something that everyone must be told at once, in the facilitator's own words."""

    text: str


@dataclass(frozen=True, slots=True, kw_only=True)
class BigClock(Wall):
    """An extra timer alone on the screen, with what it is for."""

    text: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Black(Wall):
    """Nothing is shown, on purpose: everybody is to look at whoever speaks."""


@dataclass(frozen=True, slots=True)
class Tally:
    """How many went one way; ``filled`` is the share of each one's mark that is filled, 0–1."""

    count: int
    word: str
    filled: float


@dataclass(frozen=True, slots=True, kw_only=True)
class SinceLast(Wall):
    """How it went with what was promised last: counts as rows of arrows, and what was learnt. Nobody is named.

    Attributes:
        title: the sum of it in words.
        counts: what was done, tried and not yet, none of them empty; what waits for an answer last.
        learnt: what was learnt, paged by whoever draws it; ``learnt_title`` stands over it.
        note, mark: at the foot, left and right.
    """

    title: str
    counts: tuple[Tally, ...]
    learnt_title: str
    learnt: tuple[str, ...] = ()
    note: str = ""
    mark: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class Thanks(Wall):
    """Thanks for today, and when we meet again."""

    title: str
    next_title: str = ""
    next_lines: tuple[str, ...] = ()
    logo: bytes = field(default=b"", repr=False)


def figures(length: timedelta) -> str:
    """Minutes and seconds, «18.40»; what is left of a second counts as one, so that 0.00 means that time is up."""
    seconds = max(0, -(-length // timedelta(seconds=1)))
    mark = ":" if language() == "en" else "."
    return f"{seconds // 60}{mark}{seconds % 60:02}"


def used(length: timedelta) -> str:
    """Time used, «26.20», in whole seconds that have gone by."""
    return figures(max(length, ZERO) // timedelta(seconds=1) * timedelta(seconds=1))


def countdown(remaining: timedelta, whole: timedelta, until: str, *, paused: bool = False) -> Face:
    """The clock of a part for the audience: it stops at zero, calmly; how far over is for the facilitator alone."""
    left = min(1.0, max(0.0, remaining / whole)) if whole > ZERO else 0.0
    # A pause is said first: people look up to see whether the time still runs.
    if paused:
        return Face(figures(remaining), _("på pause"), Mood.PAUSED, left)
    if remaining <= ZERO:
        return Face(figures(ZERO), _("tida er ute"), Mood.OUT, 0.0)
    if remaining <= min(SOON, whole / 4):
        return Face(
            figures(remaining),
            _("snart slutt · til kl. {time}").format(time=until) if until else _("snart slutt"),
            Mood.SOON,
            left,
        )
    return Face(
        figures(remaining), _("igjen · til kl. {time}").format(time=until) if until else _("igjen"), Mood.CALM, left
    )
