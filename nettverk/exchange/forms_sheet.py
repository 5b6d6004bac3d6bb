"""A participant list as Microsoft Forms hands it out in Excel: for the sample, and for showing what we can read."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from nettverk.exchange.tables_out import to_xlsx

if TYPE_CHECKING:
    from collections.abc import Sequence
    from datetime import datetime

    from nettverk.domain.data_tables import Value

# Forms' own titles, word for word; they are data in someone else's format, so they are not translated.
FORMS_TITLES = ("ID", "Starttidspunkt", "Fullføringstidspunkt", "E-postadresse", "Navn", "Tidspunkt for siste endring")
ANONYMOUS = "anonymous"


@dataclass(frozen=True, slots=True)
class FormsAnswer:
    """One answer: when, the answers to the organiser's questions in order, and who Forms thinks it was."""

    started: datetime
    completed: datetime
    answers: tuple[str, ...]
    email: str = ANONYMOUS
    name: str = ANONYMOUS


def forms_sheet(questions: Sequence[str], answers: Sequence[FormsAnswer], *, sheet: str = "Sheet1") -> bytes:
    """The .xlsx file; a question titled like one of Forms' own columns gets a «2» behind it, as Forms does."""
    titles = [f"{question}2" if question in FORMS_TITLES else question for question in questions]
    rows: list[list[Value]] = [
        [number, answer.started, answer.completed, answer.email, answer.name, None, *answer.answers]
        for number, answer in enumerate(answers, start=1)
    ]
    sent = max((answer.completed for answer in answers), default=None)
    return to_xlsx((*FORMS_TITLES, *titles), rows, sheet=sheet, dated=sent)
