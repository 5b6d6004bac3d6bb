"""A file of answers from Microsoft Forms on its way in: the table, what each column was taken for, what comes of it.

Nothing here reads a file or a database: ``exchange/forms_answers.py`` makes the table, ``forms_columns`` and
``forms_replies`` understand it, ``services/sheets/forms_import.py`` stores what came out.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from enum import StrEnum

from nettverk.domain.participant_lists import Skipped
from nettverk.domain.sheets.answers import Respondent
from nettverk.domain.sheets.definition import BlockKind, Who


class FormsColumn(StrEnum):
    """What Forms itself writes in a column; everything else is a question."""

    ID = "id"
    STARTED = "started"
    COMPLETED = "completed"
    PERSON = "person"
    """Name or e-mail: never kept."""
    OTHER = "other"
    """Last changed, points, feedback, language: of no use here."""
    QUESTION = "question"


class Use(StrEnum):
    """What a column is used for; the values stand in the command line's answer."""

    ANSWER = "answer"
    TABLE = "table"
    PAIR = "pair"
    UNIT = "unit"
    ID = "form_id"
    TIME = "time"
    NEVER_KEPT = "never_kept"
    UNUSED = "unused"
    UNSURE = "unsure"
    """It may be one of several: the user is asked, and it is not used until then."""


@dataclass(frozen=True, slots=True)
class Target:
    """Where in the sheet an answer belongs: a whole block (point «»), or one of its points."""

    block: str
    point: str = ""

    @property
    def key(self) -> str:
        """«tegn/a1», as it stands in the command line's answer."""
        return f"{self.block}/{self.point}" if self.point else self.block


@dataclass(frozen=True, slots=True)
class Title:
    """A column of the file: where it stands, and its title; under a double heading there are several readings of it."""

    index: int
    letter: str
    readings: tuple[str, ...]
    kind: FormsColumn = FormsColumn.QUESTION

    @property
    def text(self) -> str:
        """The title as one reads it."""
        return self.readings[0] if self.readings else ""


@dataclass(frozen=True, slots=True)
class FormsTable:
    """The answers as they stood in the file.

    Attributes:
        tab: the spreadsheet's sheet; ``tabs`` are all of them.
        header_row: row number of the titles.
        rows: (row number, cells), below the titles.
        hidden_rows: rows that whoever saved the file had hidden or filtered away; they are answers all the same.
        skipped: rows that are no answers.
    """

    source: str
    tab: str
    header_row: int
    columns: tuple[Title, ...]
    rows: tuple[tuple[int, tuple[str, ...]], ...]
    skipped: tuple[Skipped, ...] = ()
    hidden_rows: frozenset[int] = frozenset()
    tabs: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class ColumnTaken:
    """What a column was taken for, and why, in the user's words.

    Attributes:
        targets: of an answer, one; of a column one is unsure of, the likely ones, best first.
        label: what the target is called in the sheet.
    """

    index: int
    letter: str
    title: str
    use: Use
    why: str
    targets: tuple[Target, ...] = ()
    label: str = ""


@dataclass(frozen=True, slots=True)
class Piece:
    """One answer of a row, before it is known who said it."""

    target: Target
    text: str = ""
    level: str = ""
    ticked: bool = False
    number: float | None = None


@dataclass(frozen=True, slots=True)
class Reply:
    """A row that is an answer.

    Attributes:
        fingerprint: tells this answer again in a later file, and nothing about who gave it.
        respondent: who it counts for; None until that is decided.
    """

    row: int
    fingerprint: str
    pieces: tuple[Piece, ...]
    table: int = 0
    pair: int = 0
    unit: str = ""
    unit_id: str = ""
    respondent: Respondent | None = None


@dataclass(frozen=True, slots=True)
class Unread:
    """A cell that was not understood, and so is not used."""

    row: int
    letter: str
    text: str
    reason: str


@dataclass(frozen=True, slots=True)
class Question:
    """Something the user is asked before it is used: a text that may be a level, a unit that may be a known one.

    Attributes:
        key: what the answer is filed under in ``Choices``; suggestions: (id, label), best first.
        count: how many cells it is about.
    """

    key: str
    text: str
    count: int
    suggestions: tuple[tuple[str, str], ...] = ()


@dataclass(frozen=True, slots=True)
class Choices:
    """What the user has decided.

    Attributes:
        columns: column index → target, or None for a column that is not to be used.
        respondents: column index → TABLE, PAIR or UNIT.
        levels: a text's key → level id, or «» for one that is to be left out.
        units: unit key → unit id, or «» for none.
        who: who answers, where it is not as it was taken.
        tab, header_row: where the titles stand, where it is not as it was found.
    """

    columns: Mapping[int, Target | None] = field(default_factory=dict)
    respondents: Mapping[int, Use] = field(default_factory=dict)
    levels: Mapping[str, str] = field(default_factory=dict)
    units: Mapping[str, str] = field(default_factory=dict)
    who: Who | None = None
    tab: str = ""
    header_row: int = 0


@dataclass(frozen=True, slots=True)
class FormsPlan:
    """What taking in the file would do; shown before anything is stored.

    Attributes:
        who: each row is one of these, and ``who_why`` says why it is taken so.
        notes: what else the user should know, in sentences.
        unit_questions, level_questions: what is asked; until it is answered it is not used.
        kinds: block → what kind it is.
    """

    table: FormsTable
    sheet_id: str
    version: int
    who: Who
    who_why: str
    columns: tuple[ColumnTaken, ...]
    replies: tuple[Reply, ...]
    skipped: tuple[Skipped, ...]
    unread: tuple[Unread, ...]
    level_questions: tuple[Question, ...]
    unit_questions: tuple[Question, ...]
    notes: tuple[str, ...]
    choices: Choices
    kinds: Mapping[str, BlockKind]
    trouble: str = ""

    @property
    def answers(self) -> int:
        """How many single answers the rows hold."""
        return sum(len(reply.pieces) for reply in self.replies)
