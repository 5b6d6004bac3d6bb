"""Everything the facilitator can ask for on the stage, and the one registry of how: by which keys and which button.

A key, a button in the bar and a click in the list of parts all become an ``AnyStageCommand``, and ``RunController.do``
matches over it. A new command is one member here, one line in ``registry`` and one case there.
"""

from __future__ import annotations

from dataclasses import dataclass
from enum import Enum, auto

from nettverk.i18n import _


class StageCommand(Enum):
    """The commands that are whole in themselves; those that need a number or a part follow as dataclasses."""

    START_PAUSE = auto()
    NEXT = auto()
    BACK = auto()
    RECOVER = auto()
    ACCEPT_RECOVERY = auto()
    TELL_START = auto()
    TALK_TIMER = auto()
    RING = auto()
    RING_BY_ITSELF = auto()
    NEXT_STEP = auto()
    STEP_AGAIN = auto()
    UNDO = auto()
    REDO = auto()
    STOP = auto()
    RESTART = auto()
    WALL_NEXT = auto()
    WALL_BACK = auto()
    OVERVIEW = auto()
    OWN_WALL = auto()
    AGENDA = auto()
    GROUPS = auto()
    BIG_CLOCK = auto()
    MESSAGE = auto()
    BLACK = auto()
    WALL_THEME = auto()
    WALL_LOOK = auto()
    SHOW_WALL = auto()
    HIDE_WALL = auto()
    SWAP_SCREENS = auto()
    CHECK_IN = auto()
    QUEUE = auto()
    NOTES = auto()
    NOTES_ON = auto()
    NOTES_BACK = auto()
    NOTES_LARGER = auto()
    NOTES_SMALLER = auto()
    WRITE_NOTE = auto()
    WRITE_PICTURE_NOTE = auto()
    SPEAKER_WINDOW = auto()
    KEY_LIST = auto()
    LEAVE = auto()


@dataclass(frozen=True, slots=True)
class AdjustClock:
    """Minutes more, or fewer where negative, for the clock that everybody looks at."""

    minutes: int


@dataclass(frozen=True, slots=True)
class AdjustPart:
    """Minutes more, or fewer where negative, for one part of the day."""

    part: str
    minutes: int


@dataclass(frozen=True, slots=True)
class TimerMinutes:
    """An extra timer of so many minutes."""

    minutes: int


@dataclass(frozen=True, slots=True)
class JumpToPart:
    """On with a part, whichever lie between."""

    part: str


AnyStageCommand = StageCommand | AdjustClock | AdjustPart | TimerMinutes | JumpToPart


class CommandGroup(Enum):
    """The headings of the list of keys, in order."""

    CLOCK = auto()
    WALL = auto()
    ROOM = auto()

    @property
    def title(self) -> str:
        """The heading, in the language in force."""
        return {
            CommandGroup.CLOCK: _("Klokka"),
            CommandGroup.WALL: _("Lerretet"),
            CommandGroup.ROOM: _("Rommet"),
        }[self]


@dataclass(frozen=True, slots=True)
class CommandInfo:
    """How one command is given.

    Attributes:
        command: None for what is done with the mouse or in a list, and stands in the list of keys only to be known.
        explanation: its line in the list of keys, where commands with the same explanation share a line; empty is
            not listed.
        keys: in Qt's portable text («Ctrl+Home»); any of them gives the command.
        caps: the keys as the list and the buttons show them. Synonyms nobody needs to learn are left out.
        button: what its button in the bar says; empty where the bar has none.
        other_labels: what else that button comes to say; it keeps room for the longest, so that nothing moves.
        repeats: whether a key held down gives it again and again. Most must not: a hand that rests on a key would run
            through the day.
    """

    command: AnyStageCommand | None
    group: CommandGroup
    explanation: str
    keys: tuple[str, ...]
    caps: tuple[str, ...]
    button: str = ""
    other_labels: tuple[str, ...] = ()
    repeats: bool = False


def registry() -> tuple[CommandInfo, ...]:
    """Every command, in the order of the list of keys and in the language in force.

    A presentation clicker sends Page Up, Page Down or ← →, B or full stop, F5 or Shift F5, and Esc: these do what they
    do in any slide show, whichever window of ours has the keys (``ui/stage/control/clicker_reach.py``).
    """
    return (*_clock_commands(), *_wall_commands(), *_room_commands())


def _clock_commands() -> tuple[CommandInfo, ...]:
    group, minute, five = CommandGroup.CLOCK, _("Ett minutt mindre eller mer"), _("Fem minutter mindre eller mer")
    for_timer = _("Nedtelling på så mange minutter")
    return (
        CommandInfo(
            StageCommand.START_PAUSE, group, _("Start, pause og fortsett"), ("Space",), (_("Mellomrom"),),
            _("Start"), (_("Pause"), _("Fortsett"), _("Gjenåpne")),
        ),
        CommandInfo(StageCommand.BACK, group, _("Forrige og neste del"), ("Ctrl+Left",), ("Ctrl ←",), _("Tilbake")),
        CommandInfo(
            StageCommand.NEXT, group, _("Forrige og neste del"), ("Ctrl+Right",), ("Ctrl →",), _("Neste"),
            (_("Avslutt"),),
        ),
        CommandInfo(AdjustClock(-1), group, minute, ("-",), ("−",), _("−1 min"), repeats=True),
        CommandInfo(AdjustClock(1), group, minute, ("+",), ("+",), _("+1 min"), repeats=True),
        CommandInfo(AdjustClock(-5), group, five, ("Ctrl+-",), ("Ctrl −",), repeats=True),
        CommandInfo(AdjustClock(5), group, five, ("Ctrl++", "Ctrl+="), ("Ctrl +",), repeats=True),
        # A hint for the list of parts: there the same keys are about the part that is chosen.
        CommandInfo(None, group, _("Minutter for en del i lista"), (), ("Tab", "−", "+")),
        CommandInfo(StageCommand.RECOVER, group, _("Hent inn tid"), ("H",), ("H",)),
        CommandInfo(StageCommand.TELL_START, group, _("Delen startet kl. …"), ("T",), ("T",)),
        CommandInfo(
            StageCommand.TALK_TIMER, group, _("Start eller stopp nedtelling på 2 min"), ("K",), ("K",),
            _("2 min"), (_("Stopp"),),
        ),
        # Nine commands, and one line of the list for them all.
        CommandInfo(TimerMinutes(1), group, for_timer, ("1",), ("1 – 9",)),
        *(CommandInfo(TimerMinutes(minutes), group, for_timer, (str(minutes),), ()) for minutes in range(2, 10)),
        CommandInfo(StageCommand.RING, group, _("Spill lydsignal"), ("R",), ("R",)),
        CommandInfo(
            StageCommand.RING_BY_ITSELF, group, _("Lydsignal av seg selv når tida er ute"), ("Shift+R",), ("Shift R",)
        ),
        CommandInfo(StageCommand.NEXT_STEP, group, _("Neste steg i arbeidsmåten"), ("S",), ("S",)),
        CommandInfo(
            StageCommand.STEP_AGAIN, group, _("Steget på nytt, to ganger steget før"), ("Shift+S",), ("Shift S",)
        ),
        CommandInfo(StageCommand.UNDO, group, _("Angre"), ("Ctrl+Z",), ("Ctrl Z",), repeats=True),
        CommandInfo(StageCommand.REDO, group, _("Gjør om"), ("Ctrl+Y", "Ctrl+Shift+Z"), ("Ctrl Y",), repeats=True),
        CommandInfo(StageCommand.STOP, group, _("Avslutt dagen"), ("Ctrl+End",), ("Ctrl End",)),
        CommandInfo(StageCommand.RESTART, group, _("Nullstill dagen"), ("Ctrl+Home",), ("Ctrl Home",)),
        # The suggestion itself says that Enter accepts it.
        CommandInfo(StageCommand.ACCEPT_RECOVERY, group, "", ("Return", "Enter"), ()),
    )  # fmt: skip


def _wall_commands() -> tuple[CommandInfo, ...]:
    group = CommandGroup.WALL
    return (
        CommandInfo(
            StageCommand.WALL_NEXT, group, _("Neste bilde (og neste del etter det siste)"), ("PgDown", "Right", "Down"),
            ("Page Down", "→"),
        ),
        CommandInfo(StageCommand.WALL_BACK, group, _("Forrige bilde"), ("PgUp", "Left", "Up"), ("Page Up", "←")),
        CommandInfo(StageCommand.OVERVIEW, group, _("Oversikt: alle bildene i dag"), ("O",), ("O",)),
        CommandInfo(None, group, _("Peker: hold inne på det lille bildet"), (), (_("Mus"),)),
        CommandInfo(StageCommand.OWN_WALL, group, _("Det delen viser av seg selv"), ("0",), ("0",)),
        CommandInfo(StageCommand.AGENDA, group, _("Dagen"), ("A",), ("A",)),
        CommandInfo(StageCommand.GROUPS, group, _("Grupper: navn, bord for bord"), ("G",), ("G",), _("Grupper")),
        CommandInfo(StageCommand.BIG_CLOCK, group, _("Stor klokke"), ("C",), ("C",)),
        CommandInfo(StageCommand.MESSAGE, group, _("Melding til alle"), ("M",), ("M",), _("Melding")),
        CommandInfo(StageCommand.BLACK, group, _("Svart lerret"), ("B", "."), ("B",), _("Svart")),
        CommandInfo(StageCommand.WALL_THEME, group, _("Lyst eller mørkt lerret"), ("L",), ("L",)),
        CommandInfo(StageCommand.WALL_LOOK, group, _("Slik lerretet ser ut"), ("V",), ("V",)),
    )  # fmt: skip


def _room_commands() -> tuple[CommandInfo, ...]:
    group = CommandGroup.ROOM
    return (
        # Some clickers begin a slide show with Shift F5: it must show the wall like F5, and never take it away.
        CommandInfo(StageCommand.SHOW_WALL, group, _("Vis lerretet"), ("F5", "Shift+F5"), ("F5",)),
        # Only a key that no clicker has may take the wall away.
        CommandInfo(StageCommand.HIDE_WALL, group, _("Skjul lerretet"), ("Ctrl+F5",), ("Ctrl F5",)),
        CommandInfo(StageCommand.SWAP_SCREENS, group, _("Bytt skjerm"), ("Ctrl+X",), ("Ctrl X",)),
        CommandInfo(StageCommand.CHECK_IN, group, _("Innsjekk"), ("I",), ("I",), _("Innsjekk")),
        CommandInfo(StageCommand.QUEUE, group, _("Innlegg: kø og lysbilder"), ("P",), ("P",)),
        CommandInfo(StageCommand.NOTES, group, _("Notatene først, og tilbake"), ("N",), ("N",)),
        CommandInfo(StageCommand.NOTES_BACK, group, _("Bla i notatene"), ("Shift+Up",), ("Shift ↑",), repeats=True),
        CommandInfo(StageCommand.NOTES_ON, group, _("Bla i notatene"), ("Shift+Down",), ("Shift ↓",), repeats=True),
        CommandInfo(StageCommand.NOTES_SMALLER, group, _("Mindre og større notater"), ("Shift+Left",), ("Shift ←",)),
        CommandInfo(StageCommand.NOTES_LARGER, group, _("Mindre og større notater"), ("Shift+Right",), ("Shift →",)),
        CommandInfo(StageCommand.WRITE_NOTE, group, _("Skriv i notatene til delen"), ("E",), ("E",)),
        CommandInfo(StageCommand.WRITE_PICTURE_NOTE, group, _("Skriv et notat til bildet"), ("Shift+E",), ("Shift E",)),
        CommandInfo(StageCommand.SPEAKER_WINDOW, group, _("Vindu for den som snakker"), ("W",), ("W",)),
        CommandInfo(StageCommand.KEY_LIST, group, _("Denne lista"), ("?", "F1"), ("?",)),
        CommandInfo(StageCommand.LEAVE, group, _("Lukk det som er åpent"), ("Esc",), ("Esc",)),
    )


@dataclass(frozen=True, slots=True)
class KeyLine:
    """One line of the list of keys: what they do, and the keys as they are shown."""

    explanation: str
    caps: tuple[str, ...]


def key_groups() -> tuple[tuple[str, tuple[KeyLine, ...]], ...]:
    """The list of keys: each group's title with its lines, where commands with the same explanation share one."""
    caps_of: dict[CommandGroup, dict[str, tuple[str, ...]]] = {group: {} for group in CommandGroup}
    for info in registry():
        if info.explanation:
            lines = caps_of[info.group]
            lines[info.explanation] = (*lines.get(info.explanation, ()), *info.caps)
    return tuple((group.title, tuple(KeyLine(*line) for line in lines.items())) for group, lines in caps_of.items())
