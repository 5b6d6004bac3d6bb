"""What was found: where in which line, what it is, and what could stand there instead."""

from __future__ import annotations

from dataclasses import dataclass
from enum import Enum


class FindingKind(Enum):
    """What a finding is about; the values are those of ``nettverk anonymity --json``."""

    NAME = "name"
    NATIONAL_ID = "national_id"
    PHONE = "phone"
    EMAIL = "email"
    CHILD = "child"


@dataclass(frozen=True, slots=True)
class Place:
    """From ``start`` up to ``end`` in one line, before anybody has put words on it."""

    start: int
    end: int

    def meets(self, other: Place) -> bool:
        """Whether the two share a letter."""
        return self.start < other.end and other.start < self.end


@dataclass(frozen=True, slots=True)
class Finding:
    """One place in a line that may tell who somebody is.

    Attributes:
        line: which line, from 1.
        place: the letters that are underlined.
        text: those letters.
        reason: why, as one sentence in the user's language.
        suggestion: neutral words in the language of the line, in the form they need there.
        replaced: the letters that the suggestion stands in for; wider than ``place`` where a title or a comma goes too.
    """

    line: int
    place: Place
    kind: FindingKind
    text: str
    reason: str
    suggestion: str
    replaced: Place

    def accepted(self, line: str) -> str:
        """The line with the suggestion in it."""
        return line[: self.replaced.start] + self.suggestion + line[self.replaced.end :]
