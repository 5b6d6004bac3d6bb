"""Which wall is meant: the one name a wall goes by, whether it is drawn, chosen, compared or stored.

The event log of the rundown stores the text of a reference when somebody puts a wall up. Older and newer programs read
the same log, so the text of a kind that has been stored once never changes.
"""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum


class WallKind(StrEnum):
    """What a wall is of; the value is the word that references are stored with."""

    WELCOME = "welcome"
    AGENDA = "agenda"
    SINCE_LAST = "since_last"
    THANKS = "thanks"
    CLOCK = "clock"
    MESSAGE = "message"
    BLACK = "black"
    PART = "part"
    QUESTIONS = "questions"
    QUESTION = "question"
    METHOD = "method"
    MOVED = "moved"
    NAMES = "names"
    TABLES = "tables"
    SPEAKER = "speaker"
    SLIDES = "slides"
    SHEET = "sheet"
    SHEET_PROGRESS = "sheet_progress"
    SHEET_RESULT = "sheet_result"
    SHEET_CHANGE = "sheet_change"
    SHEET_OWN = "sheet_own"
    SHEET_SAID = "sheet_said"
    THEMES = "themes"
    WHEEL = "wheel"
    GOOD_PRACTICE = "good_practice"
    ANSWERS = "answers"


@dataclass(frozen=True, slots=True)
class WallRef:
    """A reference to one wall of a gathering; its ``str`` is the stored form, which ``parse`` reads back.

    Attributes:
        part_id: of walls that belong to a part, else empty.
        contribution_id: of a contribution's walls, else empty.
        number: the question from 1, the round of a grouping from 1 (None where there is one round), the block of a
            sheet from 1, or the page of the slides from 0; None for every other kind.
        use_id: of a sheet's walls, the sheet in use; of answers, the question; else empty.
    """

    kind: WallKind
    part_id: str = ""
    contribution_id: str = ""
    number: int | None = None
    use_id: str = ""

    @classmethod
    def of_part(cls, part_id: str) -> WallRef:
        """The wall that a part shows by itself: its title and speakers, the break, or what to agree on."""
        return cls(WallKind.PART, part_id)

    @classmethod
    def questions(cls, part_id: str) -> WallRef:
        """All questions of a part on one wall."""
        return cls(WallKind.QUESTIONS, part_id)

    @classmethod
    def question(cls, part_id: str, number: int) -> WallRef:
        """One question of a part, by the number it has in the gathering."""
        return cls(WallKind.QUESTION, part_id, number=number)

    @classmethod
    def method(cls, part_id: str) -> WallRef:
        """The steps of a part's method, and who does what in it."""
        return cls(WallKind.METHOD, part_id)

    @classmethod
    def moved(cls, part_id: str) -> WallRef:
        """Those who changed table in the last repair of a part's groups."""
        return cls(WallKind.MOVED, part_id)

    @classmethod
    def names(cls, part_id: str, round_: int | None = None) -> WallRef:
        """Everyone's table for a part; ``round_`` only where the part has several."""
        return cls(WallKind.NAMES, part_id, number=round_)

    @classmethod
    def tables(cls, part_id: str, round_: int | None = None) -> WallRef:
        """The groups of a part table by table; ``round_`` only where the part has several."""
        return cls(WallKind.TABLES, part_id, number=round_)

    @classmethod
    def speaker(cls, contribution_id: str) -> WallRef:
        """Who shares a contribution, from where, and who comes next."""
        return cls(WallKind.SPEAKER, contribution_id=contribution_id)

    @classmethod
    def slides(cls, contribution_id: str, page: int = 0) -> WallRef:
        """A page of a contribution's slides, from 0."""
        return cls(WallKind.SLIDES, contribution_id=contribution_id, number=page)

    @classmethod
    def sheet(cls, use_id: str, number: int) -> WallRef:
        """What to do on a sheet: the prompt of one of its blocks, from 1."""
        return cls(WallKind.SHEET, use_id=use_id, number=number)

    @classmethod
    def sheet_progress(cls, use_id: str) -> WallRef:
        """How far the hall has come with a sheet."""
        return cls(WallKind.SHEET_PROGRESS, use_id=use_id)

    @classmethod
    def sheet_result(cls, use_id: str, number: int) -> WallRef:
        """What was said to one block of a sheet, from 1."""
        return cls(WallKind.SHEET_RESULT, use_id=use_id, number=number)

    @classmethod
    def sheet_change(cls, use_id: str) -> WallRef:
        """What has changed since the last time a traffic light was answered."""
        return cls(WallKind.SHEET_CHANGE, use_id=use_id)

    @classmethod
    def sheet_own(cls, use_id: str) -> WallRef:
        """The signs that groups wrote themselves, all together."""
        return cls(WallKind.SHEET_OWN, use_id=use_id)

    @classmethod
    def sheet_said(cls, use_id: str) -> WallRef:
        """What the hall said about the differences in a traffic light."""
        return cls(WallKind.SHEET_SAID, use_id=use_id)

    @classmethod
    def answers(cls, question_id: str, table: int | None = None) -> WallRef:
        """What the tables answered to a question; ``table`` only where it is one table's answer."""
        return cls(WallKind.ANSWERS, use_id=question_id, number=table)

    def __str__(self) -> str:
        words = [self.kind.value, self.part_id or self.contribution_id or self.use_id]
        if self.number is not None:
            words.append(str(self.number))
        return ":".join(word for word in words if word)


WELCOME = WallRef(WallKind.WELCOME)
AGENDA = WallRef(WallKind.AGENDA)
SINCE_LAST = WallRef(WallKind.SINCE_LAST)
THANKS = WallRef(WallKind.THANKS)
CLOCK = WallRef(WallKind.CLOCK)
MESSAGE = WallRef(WallKind.MESSAGE)
BLACK = WallRef(WallKind.BLACK)
THEMES = WallRef(WallKind.THEMES)
WHEEL = WallRef(WallKind.WHEEL)
GOOD_PRACTICE = WallRef(WallKind.GOOD_PRACTICE)


_ALONE = frozenset({
    WallKind.WELCOME, WallKind.AGENDA, WallKind.SINCE_LAST, WallKind.THANKS, WallKind.CLOCK, WallKind.MESSAGE,
    WallKind.BLACK, WallKind.THEMES, WallKind.WHEEL, WallKind.GOOD_PRACTICE,
})  # fmt: skip
_OF_CONTRIBUTION = frozenset({WallKind.SPEAKER, WallKind.SLIDES})
_OF_SHEET = frozenset(
    {
        WallKind.SHEET, WallKind.SHEET_PROGRESS, WallKind.SHEET_RESULT, WallKind.SHEET_CHANGE, WallKind.SHEET_OWN,
        WallKind.SHEET_SAID, WallKind.ANSWERS,
    }
)  # fmt: skip
_NUMBERED = frozenset({WallKind.QUESTION, WallKind.SLIDES, WallKind.SHEET, WallKind.SHEET_RESULT})
_MAYBE_NUMBERED = frozenset({WallKind.NAMES, WallKind.TABLES, WallKind.ANSWERS})


def parse(text: str) -> WallRef | None:
    """The reference with this stored form; None for empty text and for what a newer program may have written."""
    word, *rest = text.split(":")
    try:
        kind = WallKind(word)
        number = int(rest[1]) if len(rest) > 1 else None
    except ValueError:
        return None
    if kind == WallKind.SLIDES and len(rest) == 1:
        number = 0  # Without a page, the first one is meant.
    if len(rest) > 2 or (kind in _ALONE) == bool(rest) or "" in rest:
        return None
    if (number is None and kind in _NUMBERED) or (number is not None and kind not in _NUMBERED | _MAYBE_NUMBERED):
        return None
    owner = rest[0] if rest else ""
    if kind in _OF_CONTRIBUTION:
        return WallRef(kind, contribution_id=owner, number=number)
    if kind in _OF_SHEET:
        return WallRef(kind, use_id=owner, number=number)
    return WallRef(kind, part_id=owner, number=number)
