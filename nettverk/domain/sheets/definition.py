"""What a sheet is: blocks to fill in, who does it and when, in the words of one language.

A sheet is written once and has four faces made from it: the wall, paper, entry and the summary. None of them knows a
sheet by its id; they know the ten kinds of blocks.
"""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum

from nettverk.i18n import _


class BlockKind(StrEnum):
    """What one fills in; the values stand in files and in the database."""

    TEXT = "text"
    """One text."""
    POINTS = "points"
    """Points, one after the other."""
    COLUMNS = "columns"
    """Points in two to four named columns, the block's items."""
    STEPS = "steps"
    """A text for each step, the block's items."""
    TICKS = "ticks"
    """A tick, and a remark, for each item."""
    SCALE = "scale"
    """One of the ordered levels for each sign, the block's items; they may lie in areas and have details."""
    SHARE = "share"
    """A number for each item; together they make 100."""
    PIECES = "pieces"
    """A text on each piece of a map, the block's items."""
    CARD = "card"
    """Nothing: it is read, shown and printed; the items are its lines."""
    COMMITMENT = "commitment"
    """What, who, by when, taken up in; with the checks it asks for."""


class Who(StrEnum):
    """Who fills in a sheet."""

    ALONE = "alone"
    PAIR = "pair"
    TABLE = "table"
    UNIT = "unit"
    PLENUM = "plenum"


class When(StrEnum):
    """When a sheet is filled in."""

    BEFORE = "before"
    IN_PART = "in_part"
    BETWEEN = "between"
    AFTER = "after"


class Check(StrEnum):
    """What a commitment is asked about (rows 34, 35 and 60 of the field)."""

    RESPONSIBLE = "responsible"
    """Who answers for it, one person."""
    TOGETHER = "together"
    """Which of the groups it is done together with, at the same time."""
    DRIVERS = "drivers"
    """Training, guidance and support that carry it (Fixsen)."""
    VOICE = "voice"
    """Whether children's and young people's voices were heard."""
    SIGN = "sign"
    """How one will see it: how it was before, and how it is now."""


class Mark(StrEnum):
    """The shape a level is told by, beside its word and hue; from agreement to trouble where a scale has three."""

    CIRCLE = "circle"
    TRIANGLE = "triangle"
    SQUARE = "square"
    DIAMOND = "diamond"
    RING = "ring"


@dataclass(frozen=True, slots=True)
class Level:
    """One of a scale's ordered levels, best first; ``label`` as said, «tilfredsstillende»."""

    id: str
    label: str
    mark: Mark


@dataclass(frozen=True, slots=True)
class Area:
    """A heading that signs of a scale lie under."""

    id: str
    label: str


@dataclass(frozen=True, slots=True)
class Item:
    """One column, step, thing to tick, sign, piece or line of a block.

    Attributes:
        id: unique in its block, the same in every language and version.
        help: one short line under the label, or empty.
        details: what a sign means in practice (alternative A of the traffic light); empty for B: groups write them.
        area: id of the area a sign lies under, or empty.
    """

    id: str
    label: str
    help: str = ""
    details: tuple[str, ...] = ()
    area: str = ""


@dataclass(frozen=True, slots=True)
class Block:
    """One thing to fill in.

    Attributes:
        id: unique in the sheet, the same in every language and version.
        prompt: the question or heading, as it stands on the wall.
        help: how to do it, one line.
        most: most points asked for (points, columns), 0 where it is open.
        areas: headings of a scale's signs, in order; empty where there are none.
        levels: of a scale, best first.
        checks: of a commitment.
        questions: asked where a scale's answers differ («Vis forskjellen»), each answered with a text.
    """

    id: str
    kind: BlockKind
    prompt: str
    help: str = ""
    items: tuple[Item, ...] = ()
    most: int = 0
    areas: tuple[Area, ...] = ()
    levels: tuple[Level, ...] = ()
    checks: tuple[Check, ...] = ()
    questions: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class SheetDefinition:
    """A sheet in the words of one language.

    Attributes:
        id: stable; shipped ones are words («fremmer-hemmer»), own ones UUIDs.
        version: counted from 1; what was answered is read by the version it was answered on.
        about: for whoever chooses it: what it is good for, one or two sentences.
        minutes: how long it usually takes, 0 where it is only read.
        rounds: who fills it in, one after the other: alone → pair → table for the traffic light; one for most.
        source: where the idea comes from, printed small.
        tags: ids of themes (row 25 and 58 of the field).
        rows: rows of the field's inventory it serves.
        audience: variant of a set: «barnehage», «skole», «forebyggende», «kultur»; empty for all.
        languages: those it has words in; others are said in the first.
        own: made in this municipality.
    """

    id: str
    version: int
    title: str
    about: str
    rounds: tuple[Who, ...]
    when: When
    minutes: int
    blocks: tuple[Block, ...]
    source: str = ""
    tags: tuple[str, ...] = ()
    rows: tuple[int, ...] = ()
    audience: str = ""
    languages: tuple[str, ...] = ("nb",)
    own: bool = False

    @property
    def who(self) -> Who:
        """Who fills it in first."""
        return self.rounds[0]

    def block(self, block_id: str) -> Block | None:
        """The block with this id, or None."""
        return next((block for block in self.blocks if block.id == block_id), None)


def simple_sheet(question_id: str, text: str) -> SheetDefinition:
    """A part's question as the sheet it is: one block with one text, answered by every table."""
    block = Block("text", BlockKind.TEXT, text)
    return SheetDefinition(question_id, 1, text, "", (Who.TABLE,), When.IN_PART, 0, (block,), own=True)


def who_name(who: Who) -> str:
    """«Ved bordet», as it stands under a sheet's title."""
    return {
        Who.ALONE: _("Hver for seg"),
        Who.PAIR: _("I par"),
        Who.TABLE: _("Ved bordet"),
        Who.UNIT: _("Egen enhet"),
        Who.PLENUM: _("I plenum"),
    }[who]


def when_name(when: When) -> str:
    """«mellom samlingene», to stand inside a line."""
    return {
        When.BEFORE: _("før samlingen"),
        When.IN_PART: _("i delen"),
        When.BETWEEN: _("mellom samlingene"),
        When.AFTER: _("etter samlingen"),
    }[when]


def kind_name(kind: BlockKind) -> str:
    """«Kolonner», as sheets are sorted in the library."""
    return {
        BlockKind.TEXT: _("Spørsmål"),
        BlockKind.POINTS: _("Punkter"),
        BlockKind.COLUMNS: _("Kolonner"),
        BlockKind.STEPS: _("Steg"),
        BlockKind.TICKS: _("Sjekklister"),
        BlockKind.SCALE: _("Trafikklys"),
        BlockKind.SHARE: _("Fordeling"),
        BlockKind.PIECES: _("Kart"),
        BlockKind.CARD: _("Kort"),
        BlockKind.COMMITMENT: _("Veien videre"),
    }[kind]
