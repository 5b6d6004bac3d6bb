"""The rows of a participant list, one by one: people, and rows that are something else."""

from __future__ import annotations

import re
from collections import Counter
from dataclasses import replace
from functools import cached_property
from typing import TYPE_CHECKING

from nettverk.domain.errors import BadInput
from nettverk.domain.list_questions import QuestionKind, Taken
from nettverk.domain.names import tidy
from nettverk.domain.participant_lists import ColumnRole as Role
from nettverk.domain.participant_lists import Parsed, ParsedRow, Reading, Sheet, Skipped
from nettverk.domain.unit_names import service_of
from nettverk.exchange.choice_cells import choices_in, districts_in, is_a_service, is_no_district
from nettverk.exchange.column_content import ANONYMOUS, EMAIL_PATTERN, without_address
from nettverk.exchange.food import food_needs, presents
from nettverk.exchange.headers import header_key, header_role
from nettverk.exchange.limits import MAX_ROWS
from nettverk.exchange.list_hours import part_of_day
from nettverk.exchange.list_replies import remark_of, reply_of
from nettverk.exchange.name_cells import LONGEST_CELL, Named, names_nobody
from nettverk.exchange.name_reader import NameReader
from nettverk.exchange.places_above import place_above
from nettverk.exchange.row_questions import Asked, Remarks, is_below_total, is_footer, is_sign_off, is_total
from nettverk.exchange.table_heads import ticked_units
from nettverk.i18n import _, number

if TYPE_CHECKING:
    from collections.abc import Collection, Mapping
    from datetime import date

    from nettverk.domain.list_questions import PartOfDay, QuestionKey

LONGEST_NAME, LONGEST_TEXT = 120, 200  # characters
_STRUCK_MARKS = ("\u0335", "\u0336")  # text that is struck out letter by letter, as chats and web pages do
_STRUCK_TEXT = re.compile(r"~~([^~]*)~~")  # as mail and notes write it
_UNIT_REMARK = re.compile(r"(?P<unit>[^()]+?)(?: ?\((?P<bracketed>[^()]+)\)|(?: [-–—]|,) (?P<dashed>[^,()]+))")
_WITHOUT_MARKS = str.maketrans(dict.fromkeys(_STRUCK_MARKS, ""))


class RowReader:
    """Reads people out of one sheet, as one reading understands it.

    It goes down the sheet once and remembers headings on the way: a row that says only «Lund barnehage» is the unit of
    the people below it.

    Args:
        decisions: what the user has answered to the questions of an earlier reading.
        left_out: rows the user does not want.
        day: when the gathering is, for a list of several days.
    """

    def __init__(
        self,
        sheet: Sheet,
        reading: Reading,
        decisions: Mapping[QuestionKey, str] | None = None,
        left_out: Collection[int] = (),
        day: date | None = None,
    ) -> None:
        self._sheet, self._reading, self._left_out = sheet, reading, left_out
        self._at: dict[Role, list[int]] = {}
        for column in reading.columns:
            if column.role is not None:
                self._at.setdefault(column.role, []).append(column.index)
        self._titles = tuple(column.header for column in reading.columns)
        self._title_keys = tuple(header_key(title) for title in self._titles)
        self._heading = ""
        self._unit_above = ""
        self._totals_above = self._signed = False
        self._one_column = sheet.width == 1  # asked once: it looks through every row
        self._asked = Asked(decisions or {})
        self._names = NameReader(sheet, reading, self._asked)
        self._remarks = Remarks(sheet, reading, self._asked, day)
        self._unit_heads = [column for column in reading.columns if column.role is Role.UNIT and column.says]
        self._skipped: list[Skipped] = []
        self._food = Counter[str]()

    def read(self) -> Parsed:
        """The people of the rows below the header, and the rows that were not taken in.

        Raises:
            BadInput: the sheet was too large to be read whole.
        """
        if not self._reading.has_names:
            return Parsed(())  # so that the preview can be shown, and the column chosen by hand
        if self._sheet.rows_cut:
            raise BadInput(
                _(
                    "Arket «{sheet}» er for stort til å leses helt (over {rows} rader eller svært mye tekst). "
                    "Kopier bare deltakerne over i en ny Excel-fil, og prøv igjen."
                ).format(sheet=self._sheet.name, rows=number(MAX_ROWS))
            )
        rows: list[ParsedRow] = []
        skipped = self._skipped
        self._heading = self._place_over_list()
        starts = {part.offset for part in self._sheet.parts}
        part = 0
        for at, cells in self._sheet.rows:
            if self._reading.header_row is not None and at <= self._reading.header_row:
                continue
            if starts and (begun := max(start for start in starts if start <= at)) != part:
                part = begun
                self._begin_sheet()
            if not any(tidy(cell) for cell in cells):
                continue
            outcome = self._row(at, cells)
            if isinstance(outcome, str):
                skipped.append(Skipped(at, _unanswered() if at in self._sheet.unanswered else outcome))
            else:
                rows += outcome
        above = self._reading.header_row or 0
        seen = {at for at, _cells in self._sheet.rows}
        skipped += [Skipped(at, _unanswered()) for at in self._sheet.unanswered - seen if at > above]
        food = tuple(sorted(self._food.items(), key=lambda need: (-need[1], need[0])))
        return Parsed(tuple(rows), tuple(sorted(skipped, key=lambda row: row.row)), self._asked.all(), food)

    def _place_over_list(self) -> str:
        """Where everybody of a list without units comes from, where it stands over the header: «Enhet: Lund skole»."""
        header = self._reading.header_row
        if header is None or {Role.UNIT, Role.SERVICE} & self._at.keys():
            return ""
        told = [place for at, cells in self._sheet.rows if at < header and (place := place_above(cells, titled=True))]
        return told[-1] if told else ""

    def _begin_sheet(self) -> None:
        """Forget what stood over the rows of the sheet before this one, where several are read as one."""
        self._heading = self._unit_above = ""
        self._totals_above = self._signed = False
        self._remarks.begin_sheet()

    def _cell(self, cells: tuple[str, ...], role: Role) -> str:
        """The first filled cell among the columns with a role."""
        for index in self._at.get(role, ()):
            if index < len(cells) and (text := tidy(cells[index][:LONGEST_CELL])):
                return text
        return ""

    def _row(self, at: int, cells: tuple[str, ...]) -> list[ParsedRow] | str:
        """Everyone a row names, or why it names nobody."""
        struck = any(mark in cell for cell in cells for mark in _STRUCK_MARKS)
        if struck:
            cells = tuple(cell.translate(_WITHOUT_MARKS) for cell in cells)
        if any("~~" in cell for cell in cells):
            struck = struck or any(_STRUCK_TEXT.fullmatch(tidy(cell[:LONGEST_CELL])) for cell in cells)
            cells = tuple(_STRUCK_TEXT.sub(r"\1", cell) for cell in cells)
        if self._is_header_again(cells):
            return _("Overskriften på nytt.")
        total = is_total(cells)
        if not total and self._totals_above and is_below_total(cells):
            total = " ".join(text for cell in cells if (text := tidy(cell[:LONGEST_TEXT])))
        self._totals_above = bool(total)
        if (
            total
            and self._asked.ask(QuestionKind.TOTAL_ROW, at, total, "", (Taken.SKIPPED, Taken.ENROLLED)) == Taken.SKIPPED
        ):
            return _("En rad med summer.")
        if reason := self._beside_the_list(cells):
            return reason
        cells, unit_remark = self._without_unit_remark(cells)
        people = self._names.people(at, cells, self._email(cells))
        first = people[0] if people else Named("", "")
        if reason := self._not_a_person(cells, first):
            return reason
        if at in self._left_out:
            return _("Valgt bort.")
        rows = self._rows_of(at, cells, people)
        if isinstance(rows, str):
            return rows
        remarks = self._remarks.told_of(cells, [each.given_name for each in people]) if len(people) > 1 else {}
        beside, apart = [each.remark for each in people if each.remark and len(people) == 1], tuple(remarks.values())
        beside += [unit_remark] if unit_remark else []
        if reason := self._remarks.why_not(
            at, cells, rows[0].name, beside, struck=struck, apart=apart, answer=unit_remark
        ):
            return reason
        part = self._remarks.present(at, cells, rows[0].name, beside, apart)
        rows = self._each(at, rows, people, remarks, part)
        if isinstance(rows, str):
            return rows
        # An answer about food is one person's, also where a row names several.
        self._food.update(food_needs(self._cell(cells, Role.FOOD)))
        offer = presents(self._cell(cells, Role.PRESENTS))
        return [replace(rows[0], presents=offer), *rows[1:]] if offer else rows

    def _without_unit_remark(self, cells: tuple[str, ...]) -> tuple[tuple[str, ...], str]:
        """A row whose unit has nothing beside it of who comes, and what stood there: «PPT (kommer kl. 10)»."""
        for index in self._at.get(Role.UNIT, ()):
            match = _UNIT_REMARK.fullmatch(tidy(cells[index][:LONGEST_TEXT])) if index < len(cells) else None
            if match:
                said = match["bracketed"] or match["dashed"]
                plain = match["bracketed"] or " - " in cells[index] or " – " in cells[index] or " — " in cells[index]
                if remark_of(said) or part_of_day(said) or (plain and reply_of(said) is not None):
                    return (*cells[:index], match["unit"], *cells[index + 1 :]), said
        return cells, ""

    def _beside_the_list(self, cells: tuple[str, ...]) -> str:
        """Why a row is nobody though it has a text where names stand; empty when it may be somebody."""
        if self._remarks.is_heading(cells):
            return _("En overskrift i lista.")
        if place := place_above(cells):
            self._heading = self._unit_above = place
            return _("En overskrift i lista, brukt som enhet for dem under.")
        # Below «Mvh» in a mail stands who has written it.
        self._signed = self._signed or (self._one_column and is_sign_off(cells))
        filled = [cell for cell in cells if cell and not cell.isspace()]
        # Half a name has no figures in it: «Deltakere 16. mars» stands over the list.
        titled = Role.GIVEN_NAME in self._at and len(filled) == 1 and any(letter.isdigit() for letter in filled[0])
        if self._signed or titled or is_footer(cells):
            return _("Det står noe annet enn et navn der navnet skulle stått.")
        return ""

    def _each(
        self, at: int, rows: list[ParsedRow], people: list[Named], told: Mapping[str, str], part: PartOfDay | None
    ) -> list[ParsedRow] | str:
        """The people of a row with what stands beside each of several names, which is theirs alone."""
        remarks = {
            each.name: remark
            for each in people
            if len(people) > 1 and (remark := told.get(each.given_name, "") or each.remark)
        }
        if not remarks:
            return rows if part is None else [replace(row, present=part) for row in rows]
        kept: list[ParsedRow] = []
        left: list[Skipped] = []
        reason = ""
        for row in rows:
            reason, own = self._remarks.said_beside(at, row.name, remarks.get(row.name, ""))
            if reason:
                left.append(Skipped(at, _("{name}: {reason}").format(name=row.name, reason=reason)))
            else:
                kept.append(replace(row, present=own or part))
        if kept:
            self._skipped += left
        return kept or reason

    def _rows_of(self, at: int, cells: tuple[str, ...], people: list[Named]) -> list[ParsedRow] | str:
        """The people of a row with unit, role and the rest; or why what stands there cannot be used."""
        first = people[0]
        chosen = self._choices(at, cells, first.name)
        unit = chosen[Role.UNIT] or first.unit or self._service_as_unit(chosen[Role.SERVICE])
        if not unit and self._reading.fill_down:
            unit = self._unit_above
        unit = unit or self._heading
        self._unit_above = unit
        role, district = chosen[Role.ROLE] or first.role, chosen[Role.DISTRICT]
        if is_no_district(district):
            district = ""
        if max(map(len, (unit, role, district))) > LONGEST_TEXT:
            return _("Raden har en tekst som er for lang til å være en enhet, en rolle eller en bydel.")
        row = ParsedRow(at, first.given_name, first.family_name, unit, role, "", self._email(cells), district)
        # The others of the row share its unit, but not its role or address.
        rows = [row]
        for each in people[1:]:
            if not _why_no_name(each):
                other = ParsedRow(
                    at, each.given_name, each.family_name, each.unit or unit, each.role, district=district
                )
                rows.append(other)
        return [replace(row, service=self._service(cells, chosen[Role.SERVICE], row.unit)) for row in rows]

    def _choices(self, at: int, cells: tuple[str, ...], name: str) -> dict[Role, str]:
        """What counts of a row's unit, service, role and district; asked about where several were ticked."""
        chosen: dict[Role, str] = {}
        asked = False
        for role in (Role.UNIT, Role.SERVICE, Role.ROLE, Role.DISTRICT):
            text = self._written(cells, role)
            if role is Role.DISTRICT:
                ticked = districts_in(text, self._alone[role])
            else:
                ticked = (
                    choices_in(text, self._alone[role])
                    if role is Role.UNIT or role is Role.SERVICE or ";" in text or text.startswith("[")
                    else (tidy(text),)
                )
            # Somebody may well have two roles; a place to sit is one.
            answers = (", ".join(ticked), *ticked) if role is Role.ROLE else ticked
            if len(ticked) < 2:
                chosen[role] = ticked[0] if ticked else ""
            elif role is Role.ROLE and asked:
                chosen[role] = answers[0]
            else:
                chosen[role] = self._asked.ask(QuestionKind.SEVERAL_CHOICES, at, text, name, answers)
                asked = True
        return chosen

    def _written(self, cells: tuple[str, ...], role: Role) -> str:
        """What stands in the first filled cell of a role, or the units with a cross below them."""
        if role is Role.UNIT and self._unit_heads:
            return ticked_units(self._unit_heads, cells)
        at = self._at.get(role, ())
        return next((cells[index] for index in at if index < len(cells) and tidy(cells[index][:LONGEST_CELL])), "")

    @cached_property
    def _alone(self) -> dict[Role, frozenset[str]]:
        """What stands in the cells of units, services, roles and districts, in lower case."""
        alone = {}
        for role in (Role.UNIT, Role.SERVICE, Role.ROLE, Role.DISTRICT):
            columns = self._at.get(role, ())
            cells = {row[index] for _at, row in self._sheet.rows for index in columns if index < len(row)}
            alone[role] = frozenset(tidy(cell[:LONGEST_TEXT]).strip(" ;").casefold() for cell in cells)
        return alone

    def _not_a_person(self, cells: tuple[str, ...], first: Named) -> str:
        """Why the row is nobody; empty when it is somebody. Remembers a heading for the rows below it."""
        filled = [without_address(text) for cell in cells if (text := tidy(cell[:LONGEST_TEXT]))]
        is_plain = not first.unit and not first.role
        if is_plain and len(filled) == 1 and service_of(filled[0]) != "other" and len(filled[0]) < 80:
            self._heading = self._unit_above = filled[0]
            return _("En overskrift i lista, brukt som enhet for dem under.")
        return _why_no_name(first)

    def _is_header_again(self, cells: tuple[str, ...]) -> bool:
        if not self._titles:
            return False
        # A list printed page by page has its header again; two titles must agree, as a person may be called «Navn».
        titled = [
            index
            for index, cell in enumerate(cells)
            if cell.strip() and index < len(self._title_keys) and self._title_keys[index]
        ]
        filled = sum(bool(cell.strip()) for cell in cells)
        if not titled or len(titled) < min(2, filled) or 2 * len(titled) < filled:
            return False
        return all(header_key(cells[index]) == self._title_keys[index] for index in titled)

    def _service_as_unit(self, service: str) -> str:
        """«PPT» in a column of services names the unit as well; «Skole» does not."""
        return service if service and is_a_service(service) else ""

    def _service(self, cells: tuple[str, ...], written: str, unit: str) -> str:
        for text in (written, unit):
            if text and (service := service_of(text)) != "other":
                return service
        for index in self._at.get(Role.UNIT, ()):  # «Hvilken barnehage jobber du i?» tells what «Lund» is
            if index < len(cells) and cells[index].strip() and index < len(self._titles):
                title = self._titles[index]
                if (
                    header_role(title)[0] == Role.UNIT
                    and "/" not in title
                    and "," not in title
                    and " eller " not in title
                ):
                    return service_of(title)
        return "other" if unit or written else ""

    def _email(self, cells: tuple[str, ...]) -> str:
        text = self._cell(cells, Role.EMAIL) if Role.EMAIL in self._at else self._cell(cells, Role.NAME)
        match = EMAIL_PATTERN.search(text)
        return match.group().strip(".'([").removeprefix("mailto:") if match else ""


def _why_no_name(named: Named) -> str:
    name = f"{named.given_name} {named.family_name}".strip()
    if not name:
        return _("Navnet mangler.")
    if name.casefold() in ANONYMOUS:
        return _("Svaret er anonymt, uten navn.")
    if names_nobody(name):
        return _("Navnet mangler.")
    if EMAIL_PATTERN.search(name) or not any(c.isalpha() for c in name):
        return _("Det står noe annet enn et navn der navnet skulle stått.")
    if len(name) > LONGEST_NAME:
        return _("Navnet er for langt til å være et navn.")
    return ""


def _unanswered() -> str:
    return _("Raden har en formel uten resultat. Åpne fila i Excel, lagre den, og prøv igjen.")
