"""A participant list on its way in: the table as it stood, how it was understood, and the rows that came out."""

from __future__ import annotations

from dataclasses import dataclass, field, replace
from enum import StrEnum

from nettverk.domain.list_questions import PartOfDay, Question
from nettverk.i18n import _


class ColumnRole(StrEnum):
    """What a column of a list can be used for.

    ``NAME`` is a whole name in one cell; ``COMES`` answers whether somebody comes, ``HOURS`` when, ``FOOD`` what they
    cannot eat, and ``PRESENTS`` whether they will tell of their own practice.
    """

    NAME = "name"
    GIVEN_NAME = "given_name"
    FAMILY_NAME = "family_name"
    UNIT = "unit"
    SERVICE = "service"
    ROLE = "role"
    EMAIL = "email"
    DISTRICT = "district"
    COMES = "comes"
    HOURS = "hours"
    FOOD = "food"
    PRESENTS = "presents"


class FileKind(StrEnum):
    """What a spreadsheet turned out to be, whatever its name ends in."""

    XLSX = "xlsx"
    CSV = "csv"


@dataclass(frozen=True, slots=True)
class SheetPart:
    """Where one sheet begins in several that are read as one: rows from there on are its own, after ``offset``."""

    offset: int
    name: str


@dataclass(frozen=True, slots=True)
class Place:
    """Where a row stands: its number as the spreadsheet shows it, and the sheet where there are several."""

    row: int
    sheet: str = ""

    def __str__(self) -> str:
        """As one says it: «Rad 7», «Skoler, rad 7»."""
        if self.sheet:
            return _("{sheet}, rad {row}").format(sheet=self.sheet, row=self.row)
        return _("Rad {row}").format(row=self.row)


@dataclass(frozen=True, slots=True)
class Sheet:
    """One sheet of text cells.

    Attributes:
        rows: (row number as the spreadsheet shows it from 1, its cells), blank rows left out, trailing blanks cut.
        hidden: hidden by whoever made the workbook.
        rows_cut: the sheet was larger than we read; it must not be imported as if it were whole.
        columns_cut: there were cells to the right of the last column we read.
        unanswered: rows with a formula whose answer was never stored in the file.
        hidden_rows: rows that were hidden, or filtered away, when the file was saved.
        struck: (row, column from 0) of cells whose whole text is struck out.
        crossed: (row, column, text) of cells with some of the text struck out; in `rows` stands what is left.
        hidden_columns: columns from 0 that were hidden when the file was saved.
        parts: the sheets this one is put together of, in order; empty for a sheet of the workbook's own.
    """

    name: str
    rows: tuple[tuple[int, tuple[str, ...]], ...]
    hidden: bool = False
    rows_cut: bool = False
    columns_cut: bool = False
    unanswered: frozenset[int] = frozenset()
    hidden_rows: frozenset[int] = frozenset()
    struck: frozenset[tuple[int, int]] = frozenset()
    crossed: tuple[tuple[int, int, str], ...] = ()
    hidden_columns: frozenset[int] = frozenset()
    parts: tuple[SheetPart, ...] = ()

    def place(self, row: int) -> Place:
        """Where a row of this sheet stands in the workbook."""
        part = next((each for each in reversed(self.parts) if row >= each.offset), None)
        return Place(row - part.offset, part.name) if part is not None else Place(row)

    @property
    def width(self) -> int:
        """The number of columns of the widest row."""
        return max((len(cells) for _, cells in self.rows), default=0)


@dataclass(frozen=True, slots=True)
class Workbook:
    """A file read into sheets of text.

    Attributes:
        source: the file's name without its folder.
        encoding, delimiter: how a text file was read; empty for xlsx.
    """

    source: str
    sheets: tuple[Sheet, ...]
    kind: FileKind = FileKind.XLSX
    encoding: str = ""
    delimiter: str = ""

    def sheet(self, name: str) -> Sheet:
        """The sheet of that name; KeyError when there is none."""
        for sheet in self.sheets:
            if sheet.name == name:
                return sheet
        raise KeyError(name)


@dataclass(frozen=True, slots=True)
class Column:
    """One column and what it was taken for.

    Attributes:
        index: from 0. letter: as the spreadsheet shows it. header: its title, empty when there is none.
        role: None when the column is not used.
        confidence: 0–1; 1 also when the user has chosen.
        why: a short phrase for the preview, in the user's language.
        samples: up to three different values from the column.
        says: what the title says of those with a name or a cross below it: ``UNIT``, ``ROLE``, or ``COMES``.
        hidden: it was hidden when the file was saved; it is read all the same, and told of.
    """

    index: int
    letter: str
    header: str
    role: ColumnRole | None = None
    confidence: float = 0.0
    why: str = ""
    samples: tuple[str, ...] = ()
    says: ColumnRole | None = None
    hidden: bool = False


@dataclass(frozen=True, slots=True)
class Reading:
    """How a workbook is understood: which sheet, which row is the header, which column is what.

    Attributes:
        header_row: the row number of the header; None when the list starts without one.
        columns: every column of the sheet in order, used or not. Several may be names (one answer for many people)
            or units (a form that branches).
        fill_down: an empty unit means the unit above (a hand-made list that writes each unit once).
        others: how the other sheets would be understood, for `with_sheet`.
    """

    sheet: str
    header_row: int | None
    columns: tuple[Column, ...]
    fill_down: bool = False
    others: tuple[Reading, ...] = field(default=(), repr=False)

    @property
    def roles(self) -> dict[ColumnRole, int]:
        """role → column index, for the roles that have a column; the first where several share a role."""
        return {column.role: column.index for column in reversed(self.columns) if column.role is not None}

    @property
    def has_names(self) -> bool:
        """Whether people can be read out of it at all."""
        return not {ColumnRole.NAME, ColumnRole.GIVEN_NAME, ColumnRole.FAMILY_NAME}.isdisjoint(self.roles)

    def with_sheet(self, name: str) -> Reading:
        """The same workbook read from another of its sheets; KeyError when there is none of that name."""
        if name == self.sheet:
            return self
        for other in self.others:
            if other.sheet == name:
                # The reading left behind joins the others, so that choosing back and forth loses nothing.
                rest = tuple(reading for reading in (replace(self, others=()), *self.others) if reading.sheet != name)
                return replace(other, others=rest)
        raise KeyError(name)

    def with_column(self, role: ColumnRole, index: int | None) -> Reading:
        """The role moved to another column by hand, or to none; KeyError for a role or column that does not exist."""
        if role not in set(ColumnRole):
            raise KeyError(role)
        if index is not None and all(column.index != index for column in self.columns):
            raise KeyError(index)
        columns = []
        for column in self.columns:
            if column.index == index:
                column = replace(column, role=role, confidence=1.0, why="")
            # A role that is chosen by hand is moved, not shared: the user points at the one column that is right.
            elif column.role == role:
                column = replace(column, role=None, confidence=1.0, why="")
            columns.append(column)
        return replace(self, columns=tuple(columns))

    def without_column(self, index: int) -> Reading:
        """One column not used, whatever it was taken for; others with the same role stay."""
        columns = tuple(
            replace(column, role=None, confidence=1.0, why="") if column.index == index else column
            for column in self.columns
        )
        return replace(self, columns=columns)


@dataclass(frozen=True, slots=True)
class ParsedRow:
    """One participant as the list has them.

    Attributes:
        row: the row number in the spreadsheet.
        unit: as written, spaces tidied; empty when not given.
        service: a key such as ``kindergarten`` (see `domain.unit_names`); ``other`` when a unit tells none, empty
            without a unit.
        role, email, district: empty when not given.
        present: when they are there, where the list says something else than all day.
        presents: what they have said they will tell of; empty when nothing.
    """

    row: int
    given_name: str
    family_name: str
    unit: str = ""
    role: str = ""
    service: str = ""
    email: str = ""
    district: str = ""
    present: PartOfDay | None = None
    presents: str = ""

    @property
    def name(self) -> str:
        """The whole name as one reads it aloud."""
        return f"{self.given_name} {self.family_name}".strip()


@dataclass(frozen=True, slots=True)
class Skipped:
    """A row that was not taken in, with the reason in the user's language."""

    row: int
    reason: str


@dataclass(frozen=True, slots=True)
class Parsed:
    """What a list holds when read as a reading says.

    Attributes:
        questions: what nobody should decide in silence, with the answers in force, by row.
        food: what cannot be eaten, each with how many; never with names.
    """

    rows: tuple[ParsedRow, ...]
    skipped: tuple[Skipped, ...] = ()
    questions: tuple[Question, ...] = ()
    food: tuple[tuple[str, int], ...] = ()
