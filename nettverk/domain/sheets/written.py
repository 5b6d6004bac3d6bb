"""Question sheets: every table's answer to every question, found by its short code, and which are still missing."""

from __future__ import annotations

import re
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime

from nettverk.domain.reflections import sheet_code

_CODE = re.compile(r"\s*g?\s*(\d{1,3})\s*[-–—.,/ ]\s*(\d{1,3})\s*", re.IGNORECASE)


@dataclass(frozen=True, slots=True)
class Sheet:
    """One sheet (ark): a table's answer to a question, written or not.

    Attributes:
        number: the question's number through the gathering, the 2 of G3-2.
        table_name: the unit's name for own-unit groups, else empty.
        text: as it stands now; empty when nobody has typed it in yet.
        at: when it was last typed in, or None.
    """

    part_id: str
    part_title: str
    table: int
    table_name: str
    question_id: str
    question: str
    number: int
    text: str = ""
    at: datetime | None = None

    @property
    def code(self) -> str:
        """What the sheet is called on paper and on the wall, «G3-2»: group 3, question 2."""
        return sheet_code(self.table, self.number)

    @property
    def written(self) -> bool:
        """Whether the group has brought in an answer; spaces count as nothing."""
        return bool(self.text.strip())


def read_code(text: str) -> tuple[int, int] | None:
    """Table and question number of «G3-2», «g3 2» or «3-2»; None where it is no code."""
    match = _CODE.fullmatch(text)
    return (int(match[1]), int(match[2])) if match else None


def missing(sheets: Iterable[Sheet]) -> tuple[str, ...]:
    """Codes of the sheets nobody has typed in, by question and table."""
    return tuple(s.code for s in sorted(sheets, key=lambda s: (s.number, s.table)) if not s.written)
