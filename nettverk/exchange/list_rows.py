"""The rows of a participant list, one by one: people, and rows that are something else."""

from __future__ import annotations

import re
from dataclasses import replace

from nettverk.domain.errors import BadInput
from nettverk.domain.names import join_name, split_name, tidy
from nettverk.domain.participant_lists import (
    DISTRICT,
    EMAIL,
    FAMILY_NAME,
    GIVEN_NAME,
    NAME,
    ROLE,
    SERVICE,
    UNIT,
    Parsed,
    ParsedRow,
    Reading,
    Sheet,
    Skipped,
)
from nettverk.domain.unit_names import service_of
from nettverk.exchange.column_content import ANONYMOUS, EMAIL_PATTERN
from nettverk.exchange.headers import header_key, header_role
from nettverk.exchange.limits import MAX_ROWS
from nettverk.i18n import _, number

LONGEST_NAME, LONGEST_TEXT = 120, 200  # characters
_TOTALS = re.compile(r"(?:sum|totalt?|i alt|antall?(?: \w+)?|total)[ :=]*[0-9]*", re.IGNORECASE)
_PLACED = re.compile(r"(?P<name>[^,(]+)[,(] ?(?P<place>[^,()]+)\)?")
# What people write around a name: a running number before it, a remark in brackets behind it.
_PLAIN = re.compile(r"^[0-9]{1,4}[.)]\s+|(?<=\S) ?\([^()]*\)$")


class RowReader:
    """Reads one sheet by one reading."""

    def __init__(self, sheet: Sheet, reading: Reading) -> None:
        self._sheet, self._reading = sheet, reading
        self._at: dict[str, list[int]] = {}
        for column in reading.columns:
            if column.role is not None:
                self._at.setdefault(column.role, []).append(column.index)
        self._titles = next((cells for number, cells in sheet.rows if number == reading.header_row), ())
        self._title_keys = tuple(header_key(title) for title in self._titles)
        self._heading = ""
        self._unit_above = ""

    def read(self) -> Parsed:
        """All rows below the header."""
        if not self._reading.has_names:
            return Parsed(())  # so that the preview can be shown, and the column chosen by hand
        if self._sheet.rows_cut:
            raise BadInput(
                _(
                    "Arket «{sheet}» er for stort til å leses helt (over {rows} rader eller svært mye tekst). Kopier "
                    "bare deltakerne over i en ny arbeidsbok, og prøv igjen."
                ).format(sheet=self._sheet.name, rows=number(MAX_ROWS))
            )
        rows: list[ParsedRow] = []
        skipped: list[Skipped] = []
        for at, cells in self._sheet.rows:
            if self._reading.header_row is not None and at <= self._reading.header_row:
                continue
            if not any(tidy(cell) for cell in cells):
                continue
            outcome = self._row(at, cells)
            if isinstance(outcome, ParsedRow):
                rows += (outcome, *self._more_people(outcome, cells))
            else:
                skipped.append(Skipped(at, outcome))
        return Parsed(tuple(rows), tuple(skipped))

    def _cell(self, cells: tuple[str, ...], role: str) -> str:
        """The first filled cell among the columns with a role."""
        for index in self._at.get(role, ()):
            if index < len(cells) and (text := tidy(cells[index][: LONGEST_TEXT * 2])):
                return text
        return ""

    def _row(self, at: int, cells: tuple[str, ...]) -> ParsedRow | str:
        if self._is_header_again(cells):
            return _("Overskriften på nytt.")
        given, family, place = self._name(cells)
        if reason := self._not_a_person(cells, given, family, heading=not place):
            return reason
        unit = self._cell(cells, UNIT) or place or self._service_as_unit(cells)
        if not unit and self._reading.fill_down:
            unit = self._unit_above
        unit = unit or self._heading
        self._unit_above = unit
        if max(map(len, (given, family))) > LONGEST_NAME:
            return _("Navnet er for langt til å være et navn.")
        role, district = self._cell(cells, ROLE), self._cell(cells, DISTRICT)
        if max(map(len, (unit, role, district))) > LONGEST_TEXT:
            return _("Raden har en tekst som er for lang til å være en enhet, en rolle eller en bydel.")
        service = self._service(cells, unit)
        return ParsedRow(at, given, family, unit, role, service, self._email(cells), district)

    def _more_people(self, first: ParsedRow, cells: tuple[str, ...]) -> list[ParsedRow]:
        """The others of a row that names several; they share its unit, but not its role or address."""
        found, passed = [], False
        for index in self._at.get(NAME, ())[: 1 if GIVEN_NAME in self._at else None]:
            text = _PLAIN.sub("", tidy(cells[index][: LONGEST_TEXT * 2])) if index < len(cells) else ""
            if text and passed and any(c.isalpha() for c in text) and len(text) <= LONGEST_NAME and "@" not in text:
                found.append(
                    replace(first, given_name=split_name(text)[0], family_name=split_name(text)[1], role="", email="")
                )
            passed = passed or bool(text)
        return found

    def _name(self, cells: tuple[str, ...]) -> tuple[str, str, str]:
        """Given name, family name, and a unit written behind the name."""
        given, family = self._cell(cells, GIVEN_NAME), self._cell(cells, FAMILY_NAME)
        if given or family:
            given, family = join_name(given, family)
            return (given, family, "") if given else (family, "", "")
        full, place = self._cell(cells, NAME), ""
        if (match := _PLACED.fullmatch(full)) and service_of(match["place"]) != "other":
            full, place = match["name"].strip(), match["place"].strip()
        return *split_name(_PLAIN.sub("", full)), place

    def _not_a_person(self, cells: tuple[str, ...], given: str, family: str, *, heading: bool) -> str:
        """Why the row is nobody; empty when it is somebody. Remembers a heading for the rows below it."""
        filled = [text for cell in cells if (text := tidy(cell[:LONGEST_TEXT]))]
        name = f"{given} {family}".strip()
        if filled and _TOTALS.fullmatch(filled[0]) and not any(c.isalpha() for c in family):
            return _("En rad med summer.")
        if heading and len(filled) == 1 and service_of(filled[0]) != "other" and len(filled[0]) < 80:
            self._heading = self._unit_above = filled[0]
            return _("En overskrift i lista, tatt som enhet for dem under.")
        if not name:
            return _("Navnet mangler.")
        if name.casefold() in ANONYMOUS:
            return _("Svaret er anonymt, uten navn.")
        if EMAIL_PATTERN.search(name) or not any(c.isalpha() for c in name):
            return _("Det står noe annet enn et navn der navnet skulle stått.")
        return ""

    def _is_header_again(self, cells: tuple[str, ...]) -> bool:
        if not self._titles:
            return False
        alike = [
            header_key(cell) == self._title_keys[index]
            for index, cell in enumerate(cells)
            if cell.strip() and index < len(self._title_keys) and self._title_keys[index]
        ]
        filled = sum(bool(cell.strip()) for cell in cells)
        return bool(alike) and all(alike) and len(alike) >= min(2, filled) and 2 * len(alike) >= filled

    def _service_as_unit(self, cells: tuple[str, ...]) -> str:
        """«PPT» in a column of services names the unit as well; «Skole» does not."""
        told = self._cell(cells, SERVICE)
        return told if told and service_of(told) not in {"kindergarten", "school", "other"} else ""

    def _service(self, cells: tuple[str, ...], unit: str) -> str:
        told = self._cell(cells, SERVICE)
        for text in (told, unit):
            if text and (service := service_of(text)) != "other":
                return service
        for index in self._at.get(UNIT, ()):  # «Hvilken barnehage jobber du i?» tells what «Lund» is
            if index < len(cells) and cells[index].strip() and index < len(self._titles):
                title = self._titles[index]
                if header_role(title)[0] == UNIT and "/" not in title and "," not in title and " eller " not in title:
                    return service_of(title)
        return "other" if unit or told else ""

    def _email(self, cells: tuple[str, ...]) -> str:
        match = EMAIL_PATTERN.search(self._cell(cells, EMAIL))
        return match.group().strip(".'").removeprefix("mailto:") if match else ""
