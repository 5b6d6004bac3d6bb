"""Who a row names: columns of whole names, of given and family names, and what is asked about how they are written."""

from __future__ import annotations

import re
from dataclasses import replace
from functools import cached_property
from typing import TYPE_CHECKING

from nettverk.domain.list_questions import QuestionKind
from nettverk.domain.names import join_name, split_name, tidy
from nettverk.domain.participant_lists import ColumnRole as Role
from nettverk.exchange.column_content import EMAIL_PATTERN, looks_like_name
from nettverk.exchange.given_names import family_first, is_given, turned_round
from nettverk.exchange.headers import header_key
from nettverk.exchange.name_cells import LONGEST_CELL, Named, people_in

if TYPE_CHECKING:
    from collections.abc import Sequence

    from nettverk.domain.participant_lists import Column, Reading, Sheet
    from nettverk.exchange.row_questions import Asked

_FAMILY_FIRST = re.compile(
    r"^(?:etterna[vm]n|slektsna[vm]n|last ?name|surname|family ?name)\b.*\b(?:forna[vm]n|førenamn|first|given)"
    r"|etterna[vm]n (?:først|fyrst)"
)
_REMARK = re.compile(r"(?<=\S) ?\(([^()]*)\)$")
_SEVERAL = re.compile(r"[/&+]|\s(?:og|and)\s")
_LOOKED_AT = 300  # cells of a column, to tell which way it is written


def _said(person: Named) -> Named:
    """One of several people as one says the name: «Hansen Ola/Moe Siv» has the family names first."""
    words = person.name.split()
    if person.turned or len(words) < 2 or not looks_like_name(person.name) or not family_first(words):
        return person
    given, family = join_name(*turned_round(words))
    return replace(person, given_name=given, family_name=family)


def _told_by_head(column: Column, people: Sequence[Named]) -> Sequence[Named]:
    """The people of a cell with what the title over them says: their unit, their role, or when they are there."""
    match column.says:
        case Role.UNIT:
            return [replace(person, unit=person.unit or column.header) for person in people]
        case Role.ROLE:
            return [replace(person, role=person.role or column.header) for person in people]
        case Role.COMES:
            return [replace(person, remark=person.remark or column.header) for person in people]
        case _:
            return people


class NameReader:
    """Reads the people of each row out of the columns of names.

    Args:
        asked: where the order of a name and several people in one cell are asked about.
    """

    def __init__(self, sheet: Sheet, reading: Reading, asked: Asked) -> None:
        self._sheet, self._reading, self._asked = sheet, reading, asked
        self._columns = {role: [column for column in reading.columns if column.role == role] for role in Role}

    def people(self, at: int, cells: Sequence[str], email: str) -> list[Named]:
        """Everyone the row names, in order."""
        given, given_remark = self._part(cells, Role.GIVEN_NAME)
        family, family_remark = self._part(cells, Role.FAMILY_NAME)
        if given or family:
            return self._apart(at, given, family, given_remark or family_remark)
        people: list[Named] = []
        for column in self._columns[Role.NAME]:
            if column.index < len(cells):
                people += _told_by_head(column, self._whole(at, cells[column.index], column.index, email))
        return people

    def _part(self, cells: Sequence[str], role: Role) -> tuple[str, str]:
        for column in self._columns[role]:
            if column.index < len(cells) and (text := tidy(cells[column.index][:LONGEST_CELL])):
                remark = _REMARK.search(text)
                return _REMARK.sub("", text), tidy(remark[1]) if remark else ""
        return "", ""

    def _apart(self, at: int, given: str, family: str, remark: str) -> list[Named]:
        if _SEVERAL.search(given) and family:
            several = people_in(f"{given} {family}")
            if len(several) > 1:
                return self._several(at, f"{given} {family}", several)
        first, last = join_name(given, family)
        if (self._turned_columns or self._turned_titles) and first and last:
            if self._turned_titles:
                first, last = last, first
            answers = (f"{first} {last}", f"{last} {first}")
            if self._asked.ask(QuestionKind.NAME_ORDER, at, f"{family} {given}", answers[0], answers) != answers[0]:
                first, last = last, first
        return [Named(first, last, remark=remark) if first else Named(last, "", remark=remark)]

    @cached_property
    def _turned_columns(self) -> bool:
        """Whether two columns without titles were taken as family name and given name, in that order."""
        given, family = self._columns[Role.GIVEN_NAME], self._columns[Role.FAMILY_NAME]
        return bool(given and family) and not (given[0].header or family[0].header) and family[0].index < given[0].index

    @cached_property
    def _turned_titles(self) -> bool:
        """Whether most cells under «Fornavn» are family names, and those under «Etternavn» first names."""
        given, family = self._columns[Role.GIVEN_NAME], self._columns[Role.FAMILY_NAME]
        if not given or not family or not given[0].header:
            return False
        start = self._reading.header_row or 0
        titles = []
        for number, cells in self._sheet.rows[:_LOOKED_AT]:
            if number > start and max(given[0].index, family[0].index) < len(cells):
                first, last = tidy(cells[given[0].index][:60]), tidy(cells[family[0].index][:60])
                if first and last:
                    titles.append(family_first([*first.split(), *last.split()], ""))
        return (
            titles.count(True) >= 2
            and titles.count(True) > 2 * titles.count(False)
            and 2 * titles.count(True) > len(titles)
        )

    def _whole(self, at: int, cell: str, index: int, email: str) -> Sequence[Named]:
        people = people_in(cell)
        if len(people) == 1 and people[0].turned and self._first_names_only[index]:
            # Where nobody's family name is written, a comma stands between two: «Thi Minh, Marte».
            people = tuple(Named(piece, "") for part in cell.split(",") if (piece := tidy(part)))
        if len(people) > 1:
            return self._several(at, cell, people)
        if not people:
            return people
        person = people[0]
        if person.company:
            self._asked.ask(QuestionKind.SEVERAL_PEOPLE, at, cell, person.name, (person.name,))
        return [self._in_order(at, cell, index, person, email)]

    def _several(self, at: int, cell: str, people: Sequence[Named]) -> list[Named]:
        people = [_said(person) for person in people]
        together, alone = ", ".join(person.name for person in people), tidy(cell[:LONGEST_CELL])
        if alone == together:
            alone = alone.replace(", ", " ")
        answer = self._asked.ask(QuestionKind.SEVERAL_PEOPLE, at, cell, people[0].name, (together, alone))
        return list(people) if answer == together else [Named(*split_name(alone.replace(",", " ")))]

    def _in_order(self, at: int, cell: str, index: int, person: Named, email: str) -> Named:
        """The person with the names in the order they are said; asked about where the list has them the other way."""
        if person.turned and person.family_name:
            given, family = person.given_name, person.family_name
        else:
            words = person.name.split()
            plain = len(words) > 1 and looks_like_name(person.name)
            if not plain or not self._is_turned(index, words, email):
                return person
            given, family = join_name(*turned_round(words))
        said, written = f"{given} {family}", f"{family} {given}"
        if self._asked.ask(QuestionKind.NAME_ORDER, at, cell, said, (said, written)) == written:
            given, family = (family, given) if person.turned else (person.given_name, person.family_name)
        return Named(given, family, person.unit, person.role, person.remark, person.turned, person.company)

    @cached_property
    def _first_names_only(self) -> dict[int, bool]:
        """For each column of whole names, whether most cells have nothing but first names: «Hege og Roar», «Siren»."""
        return {column.index: self._has_first_names_only(column.index) for column in self._columns[Role.NAME]}

    def _has_first_names_only(self, index: int) -> bool:
        start = self._reading.header_row or 0
        told = []
        for number, cells in self._sheet.rows[:_LOOKED_AT]:
            text = tidy(cells[index][:LONGEST_CELL]) if number > start and index < len(cells) else ""
            if text and "," not in text:
                told.append(all(" " not in person.name and is_given(person.name) for person in people_in(text)))
        return told.count(True) > 1 and told.count(True) > 4 * told.count(False)

    def _is_turned(self, index: int, words: Sequence[str], email: str) -> bool:
        turned = family_first(words, email)
        return self._turned_whole[index] if turned is None else turned

    @cached_property
    def _turned_whole(self) -> dict[int, bool]:
        """For each column of whole names, whether the family name stands first: its title says so, or most cells do."""
        return {column.index: self._column_is_turned(column.index) for column in self._columns[Role.NAME]}

    def _column_is_turned(self, index: int) -> bool:
        title = next((column.header for column in self._reading.columns if column.index == index), "")
        if _FAMILY_FIRST.search(header_key(title)):
            return True
        start = self._reading.header_row or 0
        turned = []
        for number, cells in self._sheet.rows[:_LOOKED_AT]:
            text = tidy(cells[index][:LONGEST_CELL]) if number > start and index < len(cells) else ""
            if text and "," not in text and looks_like_name(text):
                email = next((cell for cell in cells if EMAIL_PATTERN.search(cell)), "")
                turned.append(family_first(text.split(), email))
        return turned.count(True) >= 2 and turned.count(True) > 2 * turned.count(False)
