"""What a list says beside names: rows that need a look, and how each was taken until somebody says otherwise."""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum

from nettverk.i18n import _


class QuestionKind(StrEnum):
    """Why a row is asked about before it is stored."""

    HIDDEN_ROW = "hidden_row"
    STRUCK_OUT = "struck_out"
    ANSWERED_NO = "answered_no"
    ANSWERED_MAYBE = "answered_maybe"
    PART_OF_DAY = "part_of_day"
    SEVERAL_CHOICES = "several_choices"
    TOTAL_ROW = "total_row"
    NAME_ORDER = "name_order"
    SEVERAL_PEOPLE = "several_people"
    WHICH_DAY = "which_day"


class Taken(StrEnum):
    """Answers that are not a text of the list itself."""

    ENROLLED = "enrolled"
    NOT_ENROLLED = "not_enrolled"
    SKIPPED = "skipped"
    WHOLE_DAY = "whole_day"
    ANY_DAY = "any_day"


LUNCH = "lunch"
"""A time of day that only the gathering's own plan knows."""


@dataclass(frozen=True, slots=True)
class PartOfDay:
    """When somebody is there: «HH:MM», ``LUNCH``, or empty for the gathering's own beginning and end."""

    start: str = ""
    end: str = ""

    def __str__(self) -> str:
        """As it stands in answers and in JSON: «from 12:00», «until lunch», «09:00-11:30», «whole_day»."""
        if self.start and self.end:
            return f"{self.start}-{self.end}"
        if self.start:
            return f"from {self.start}"
        return f"until {self.end}" if self.end else Taken.WHOLE_DAY

    def said(self) -> str:
        """The same in the user's words."""
        start, end = (_("lunsj") if at == LUNCH else at.replace(":", ".") for at in (self.start, self.end))
        if start and end:
            return _("er der {start}–{end}").format(start=start, end=end)
        if start:
            return _("kommer {time}").format(time=start) if self.start != LUNCH else _("kommer etter lunsj")
        if end:
            return _("går {time}").format(time=end) if self.end != LUNCH else _("går til lunsj")
        return _("er der hele dagen")


@dataclass(frozen=True, slots=True)
class Question:
    """One thing a row says that nobody should decide in silence.

    Attributes:
        text: as it stands in the list. name: who the row is about, empty for a row of totals.
        taken_as: the answer in force: a member of ``Taken``, or a text such as a unit's or a person's name.
        choices: every answer that can be given, the likely one first.
        nth: how many of its kind the row asks before it, so that the answer to one is not taken for another's.
    """

    kind: QuestionKind
    row: int
    text: str
    name: str
    taken_as: str
    choices: tuple[str, ...]
    nth: int = 0

    @property
    def key(self) -> QuestionKey:
        """What tells it from every other question of the list."""
        return self.kind, self.row, self.nth


QuestionKey = tuple[QuestionKind, int, int]
"""Kind, row, and which of that kind in the row, from 0."""


def question_words(kind: QuestionKind) -> str:
    """Why rows of this kind are asked about, as a heading."""
    return {
        QuestionKind.HIDDEN_ROW: _("Raden er skjult i arket"),
        QuestionKind.STRUCK_OUT: _("Raden er strøket over"),
        QuestionKind.ANSWERED_NO: _("Svarer at de ikke kommer"),
        QuestionKind.ANSWERED_MAYBE: _("Er ikke sikre på om de kommer"),
        QuestionKind.PART_OF_DAY: _("Er der en del av dagen"),
        QuestionKind.SEVERAL_CHOICES: _("Har krysset av for flere"),
        QuestionKind.TOTAL_ROW: _("Ser ut som en sum"),
        QuestionKind.NAME_ORDER: _("Etternavnet står først"),
        QuestionKind.SEVERAL_PEOPLE: _("Flere personer i ett felt"),
        QuestionKind.WHICH_DAY: _("Lista gjelder flere dager. Hvilken er denne?"),
    }[kind]


def answer_words(kind: QuestionKind, answer: str) -> str:
    """One of a question's choices, as a user reads it."""
    known = {
        Taken.ENROLLED: _("Meld på") if kind is not QuestionKind.TOTAL_ROW else _("Det er en person"),
        Taken.NOT_ENROLLED: _("Ikke meld på"),
        Taken.SKIPPED: _("Hopp over"),
        Taken.WHOLE_DAY: _("Hele dagen"),
        Taken.ANY_DAY: _("Alle som kommer en av dagene"),
    }
    try:
        return known[Taken(answer)]
    except ValueError:
        return _part_words(answer) if kind is QuestionKind.PART_OF_DAY else answer


def part_of(answer: str) -> PartOfDay:
    """The part of the day an answer stands for; the whole day for every other answer."""
    if answer.startswith("from "):
        return PartOfDay(start=answer.removeprefix("from "))
    if answer.startswith("until "):
        return PartOfDay(end=answer.removeprefix("until "))
    start, dash, end = answer.partition("-")
    return PartOfDay(start, end) if dash else PartOfDay()


def _part_words(answer: str) -> str:
    words = part_of(answer).said()
    return words[:1].upper() + words[1:]
