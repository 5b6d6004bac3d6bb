"""A file of answers from Microsoft Forms as a table: which sheet, where its titles stand, and what Forms wrote."""

from __future__ import annotations

import re
from collections.abc import Callable

from nettverk.domain.errors import BadInput
from nettverk.domain.names import tidy
from nettverk.domain.participant_lists import ColumnRole, Sheet, Skipped, Workbook
from nettverk.domain.sheets.forms import FormsColumn, FormsTable, Title
from nettverk.exchange.headers import header_key, header_role
from nettverk.exchange.limits import MAX_ROWS
from nettverk.exchange.xlsx_sheets import letter_of
from nettverk.i18n import _, number

_HEADER_WITHIN = 60  # rows from the top in which titles are looked for
_LONGEST_ANSWER = 4_000  # characters of one cell; Forms itself stops there

_OWN: tuple[tuple[FormsColumn, re.Pattern[str]], ...] = (
    (FormsColumn.ID, re.compile(r"id|nr|løpenr|løpenummer|svar ?id|response ?id")),
    (FormsColumn.STARTED, re.compile(r"start ?tidspunkt|start ?time|starta|startet|starttid|startzeit")),
    (
        FormsColumn.COMPLETED,
        re.compile(
            r"(?:fullførings|fullførte?|sluttførings|innsendings)? ?tidspunkt|completion ?time|tidsstempel|timestamp|"
            r"submitted|innsendt|fullføringstid|slutttidspunkt|slutttid|slutförandetid|"
            r"færdiggørelsestidspunkt|fertigstellungszeit"
        ),
    ),
    (
        FormsColumn.PERSON,
        re.compile(
            r"(?:e ?post|e ?mail)(?: ?(?:adresse|address))?|navn|namn|name|full name|fullt navn|respondent|svart av|"
            r"brukernavn|username"
        ),
    ),
    (
        FormsColumn.OTHER,
        re.compile(
            r"tid(?:spunkt)? for (?:siste|seneste) (?:endring|ændring)|sist(?: ?e)? endr(?:et|a)|"
            r"senast ändrad(?: tid)?|uhrzeit der letzten änderung|last modified time|språk|language|"
            r"(?:totalt antall |total )?(?:poeng|points?)(?:sum)?|total score|quiz feedback|"
            r"tilbakemelding (?:på|om) (?:test|quiz)(?:en)?|grade posted time|tidspunkt for karakter.*|status"
        ),
    ),
)  # fmt: skip
# A test's own columns say the question again: «Poeng – Vi møtes …», «Feedback - Vi møtes …».
_OF_QUIZ = re.compile(r"^\s*(?:poeng|points?|tilbakemelding(?:er)?|feedback)\s*[-–—:]\s*\S", re.IGNORECASE)
_WHO_DOES_IT = frozenset({"hvem", "kven", "who"})
"""In a list of participants that is a name; in answers it is who sees to what was agreed, by role."""
_NEVER_KEPT = {ColumnRole.NAME, ColumnRole.GIVEN_NAME, ColumnRole.FAMILY_NAME, ColumnRole.EMAIL}
_TOTALS = re.compile(
    r"(?:sum|totalt?|i alt|gjennomsnitt|snitt|average|total|antall(?: svar)?)[ :=]*[\d.,]*", re.IGNORECASE
)

Worth = Callable[[str], float]
"""How much a title is one of the sheet's: 0–1."""


def read_table(workbook: Workbook, worth: Worth, *, tab: str = "", header_row: int = 0) -> FormsTable:
    """The table of a workbook that is most likely the answers.

    Args:
        worth: how much a title is one of the sheet's own.
        tab, header_row: where it stands, when the user has said so.

    Raises:
        BadInput: the sheet is too large to be read whole, or has no rows.
    """
    sheets = [sheet for sheet in workbook.sheets if not tab or sheet.name == tab] or list(workbook.sheets)
    tables = [(_found(sheet, worth, header_row if tab or len(sheets) == 1 else 0), sheet) for sheet in sheets]
    (_score, at), sheet = max(tables, key=lambda pair: pair[0][0] + (0 if pair[1].hidden else 0.5))
    if sheet.rows_cut:
        raise BadInput(
            _(
                "Arket «{sheet}» er for stort til å leses helt (over {rows} rader eller svært mye tekst). "
                "Kopier bare svarene over i en ny Excel-fil, og prøv igjen."
            ).format(sheet=sheet.name, rows=number(MAX_ROWS))
        )
    rows = tuple(row for row in sheet.rows if row[0] > at)
    skipped = [Skipped(row, _unanswered()) for row in sheet.unanswered if row > at]
    columns = _columns(sheet, at)
    kept, no_answers = [], _NoAnswers(columns)
    for row, cells in rows:
        if reason := no_answers.reason(cells):
            skipped.append(Skipped(row, reason))
        else:
            kept.append((row, tuple(cell[:_LONGEST_ANSWER] for cell in cells)))
    return FormsTable(
        source=workbook.source,
        tab=sheet.name,
        header_row=at,
        columns=columns,
        rows=tuple(kept),
        skipped=tuple(sorted(skipped, key=lambda each: each.row)),
        hidden_rows=frozenset(row for row in sheet.hidden_rows if row > at),
        tabs=tuple(each.name for each in workbook.sheets),
    )


def _found(sheet: Sheet, worth: Worth, header_row: int) -> tuple[float, int]:
    """How much like answers a sheet is, and in which row its titles stand."""
    best, best_row = 0.0, sheet.rows[0][0] if sheet.rows else 0
    for row, cells in sheet.rows[:_HEADER_WITHIN]:
        # Different titles only: a row of answers says «Må bedres» again and again.
        titles = {header_key(cell): cell for cell in cells if cell.strip()}
        score = sum(1.0 if own_kind(title) is not FormsColumn.QUESTION else worth(title) for title in titles.values())
        if header_row == row:
            return score, row
        if score > best + 0.01:
            best, best_row = score, row
    return best, best_row


def _columns(sheet: Sheet, header_row: int) -> tuple[Title, ...]:
    above = [cells for row, cells in sheet.rows if row < header_row]
    titles = next((cells for row, cells in sheet.rows if row == header_row), ())
    over = _filled_right(above[-1]) if above and sum(bool(cell.strip()) for cell in above[-1]) > 1 else ()
    columns = []
    for index in range(max(sheet.width, len(titles))):
        own = tidy(titles[index]) if index < len(titles) else ""
        higher = tidy(over[index]) if index < len(over) else ""
        # A double heading: the question over its statements. Each may be what the sheet calls it.
        readings = tuple(dict.fromkeys(text for text in (own, f"{higher} {own}".strip(), higher) if text))
        columns.append(Title(index, letter_of(index), readings, own_kind(own or higher)))
    return tuple(columns)


def _filled_right(cells: tuple[str, ...]) -> tuple[str, ...]:
    """A row of merged titles: what stands once holds for the columns after it, too."""
    filled, last = [], ""
    for cell in cells:
        last = cell if cell.strip() else last
        filled.append(last)
    return tuple(filled)


def own_kind(title: str) -> FormsColumn:
    """What Forms writes under a title; QUESTION for the organiser's own."""
    if not title:
        return FormsColumn.QUESTION
    if _OF_QUIZ.match(title):
        return FormsColumn.OTHER
    # The organiser's own question «Navn» is called «Navn2» by Forms; it asks for a name all the same.
    key = header_key(title)
    for kind, pattern in _OWN:
        if pattern.fullmatch(key):
            return kind
    if key in _WHO_DOES_IT:
        return FormsColumn.QUESTION
    role, sure = header_role(title)
    if role in _NEVER_KEPT and sure >= 0.8 and len(key.split()) <= 8:
        return FormsColumn.PERSON
    if re.search(r"\b(?:telefon|tlf|mobilnummer|phone|fødselsnummer|personnummer|fødselsdato)\w*", key):
        return FormsColumn.PERSON
    return FormsColumn.QUESTION


class _NoAnswers:
    """Tells rows that are no answers from those that are."""

    def __init__(self, columns: tuple[Title, ...]) -> None:
        self._questions = [title.kind is FormsColumn.QUESTION for title in columns]
        self._texts = [frozenset(title.readings) for title in columns]
        self._keys = [frozenset(map(header_key, title.readings)) for title in columns]

    def reason(self, cells: tuple[str, ...]) -> str:
        """Why a row is no answer; empty when it is one."""
        filled = [index for index, cell in enumerate(cells) if index < len(self._keys) and cell.strip()]
        if not filled:
            return _("Raden er tom.")
        if len(filled) > 1 and all(self._is_title(cells[index], index) for index in filled):
            return _("Overskriften på nytt.")
        if _TOTALS.fullmatch(tidy(cells[filled[0]][:100])):
            return _("En rad med summer.")
        if not any(self._questions[index] for index in filled):
            return _("Ingen spørsmål er besvart i raden.")
        return ""

    def _is_title(self, cell: str, index: int) -> bool:
        return cell in self._texts[index] or header_key(cell) in self._keys[index]


def _unanswered() -> str:
    return _("Raden har en formel uten resultat. Åpne fila i Excel, lagre den, og prøv igjen.")
