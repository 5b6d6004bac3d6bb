"""What the groups say: one text per table and question, every version kept."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime


def sheet_code(table: int, question: int) -> str:
    """The short code on a pre-printed sheet: G3-2 is group 3, question 2."""
    return f"G{table}-{question}"


@dataclass(frozen=True, slots=True)
class Reflection:
    """What one table answered to one question, as it stands now."""

    part_id: str
    table: int
    question_id: str
    text: str
    at: datetime


@dataclass(frozen=True, slots=True)
class Version:
    """An earlier text of a reflection, newest first in lists."""

    text: str
    at: datetime
    machine: str
