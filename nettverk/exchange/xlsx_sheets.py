"""The sheets of an .xlsx as text, read as a stream.

openpyxl builds a tree of each row and falls over styles, filters and pivots we do not need; a row of millions of empty
cells costs it gigabytes. Here only cells are looked at, and only as many as the budget allows.
Format: ECMA-376 part 1, 18.3 (worksheets), 18.4 (shared strings), 18.8.30 (number formats).
"""

from __future__ import annotations

import re
from bisect import bisect_left
from contextlib import suppress
from dataclasses import dataclass, field
from datetime import datetime, timedelta
from typing import TYPE_CHECKING

from nettverk.domain.participant_lists import Sheet
from nettverk.exchange.csv_text import clean_cell
from nettverk.exchange.limits import MAX_CELL, MAX_COLUMNS, MAX_ROWS, MAX_SHEETS, Budget, TooMuchError
from nettverk.exchange.xlsx_package import DamagedError

if TYPE_CHECKING:
    from nettverk.exchange.xlsx_package import Package

_ESCAPED = re.compile("_x([0-9A-Fa-f]{4})_")
_REFERENCE = re.compile(r"\$?([A-Za-z]{1,3})\$?([0-9]{1,7})")
_NOT_FORMAT = re.compile(r'"[^"]*"|\\.|_.|\*.|\[(?![hms]+\])[^\]]*\]', re.IGNORECASE)
_DATE_IDS = frozenset((*range(14, 23), *range(27, 37), *range(45, 48), *range(50, 59)))
_MAX_STYLES = 70_000
_MAX_FORMATS = 5_000  # Excel itself takes a few hundred
_MAX_MERGES = 20_000
_MAX_FILLS = 100_000


def letter_of(index: int) -> str:
    """The spreadsheet's letter for a column index from 0: A, B … Z, AA."""
    text = ""
    index += 1
    while index:
        index, rest = divmod(index - 1, 26)
        text = chr(65 + rest) + text
    return text


def column_of(letters: str) -> int:
    """The column index from 0 for its letters."""
    index = 0
    for letter in letters.upper():
        index = index * 26 + ord(letter) - 64
    return index - 1


def _position(reference: str) -> tuple[int, int] | None:
    match = _REFERENCE.fullmatch(reference)
    return (int(match[2]), column_of(match[1])) if match else None


@dataclass(slots=True)
class _Listed:
    name: str
    part: str
    hidden: bool


@dataclass(slots=True)
class _Book:
    """What the cells of every sheet lean on."""

    sheets: list[_Listed] = field(default_factory=list)
    strings: list[str] = field(default_factory=list)
    date_styles: set[int] = field(default_factory=set)
    struck_styles: set[int] = field(default_factory=set)
    struck_strings: set[int] = field(default_factory=set)
    crossed_strings: dict[int, str] = field(default_factory=dict)
    epoch: datetime = datetime(1899, 12, 30)
    budget: Budget = field(default_factory=Budget)

    def keep(self, text: str, runs: _Runs) -> None:
        """Add a shared string; of one that is partly struck out what is left."""
        if runs.all_struck:
            self.struck_strings.add(len(self.strings))
        elif runs.some_struck and len(self.crossed_strings) < _MAX_STYLES:
            self.crossed_strings[len(self.strings)] = text
            text = _unescape(runs.rest)
        self.strings.append(text)


def read_sheets(package: Package) -> tuple[Sheet, ...]:
    """Every worksheet in the order of its tabs; DamagedError when the package is no workbook."""
    root = next((part for kind, part in package.relations("").values() if kind == "officeDocument"), "xl/workbook.xml")
    if root not in package.names:
        raise DamagedError("no workbook")
    book, links = _Book(), package.relations(root)
    _read_workbook(package, root, links, book)
    # Styles and strings before sheets: a cell holds only numbers that point into them.
    for kind, part in links.values():
        if kind == "styles":
            _read_styles(package, part, book)
        elif kind == "sharedStrings":
            _read_strings(package, part, book)
    return tuple(_SheetReader(book, listed).read(package) for listed in book.sheets[:MAX_SHEETS])


def _read_workbook(package: Package, root: str, links: dict[str, tuple[str, str]], book: _Book) -> None:
    def start(tag: str, attributes: dict[str, str]) -> None:
        if tag == "workbookPr" and attributes.get("date1904") in {"1", "true", "on"}:
            book.epoch = datetime(1904, 1, 1)
        elif tag == "sheet" and len(book.sheets) < MAX_SHEETS:
            link = next((value for key, value in attributes.items() if key == "id" or key.endswith(":id")), "")
            kind, part = links.get(link, ("", ""))
            if kind == "worksheet" and part in package.names:
                name = attributes.get("name", "")[:100] or f"Ark{len(book.sheets) + 1}"
                if any(listed.name == name for listed in book.sheets):
                    name = f"{name} ({len(book.sheets) + 1})"
                book.sheets.append(_Listed(name, part, attributes.get("state", "visible") != "visible"))

    package.parse(root, start)


def _read_styles(package: Package, part: str, book: _Book) -> None:
    reader = _StyleReader(book)
    package.parse(part, reader.start, reader.end)


def _is_on(attributes: dict[str, str]) -> bool:
    return attributes.get("val", "1") not in {"0", "false", "off", "none", "noStrike"}


class _StyleReader:
    """Which styles show a number as a date, and which strike their text out."""

    def __init__(self, book: _Book) -> None:
        self._book = book
        self._dates: set[int] = set(_DATE_IDS)
        self._inside, self._count, self._font, self._formats = "", 0, -1, 0
        self._struck_fonts: set[int] = set()
        self._named: list[int] = []  # the font of each named style, for cells that only say which style they have

    def start(self, tag: str, attributes: dict[str, str]) -> None:
        if tag in {"cellXfs", "cellStyleXfs", "fonts"}:
            self._inside = tag
        elif tag == "numFmt" and self._formats < _MAX_FORMATS:
            self._formats += 1
            # Colours and quoted words stripped first: the «d» of "[Red]" makes no date. The part before «;» is for
            # positive numbers.
            code = _NOT_FORMAT.sub("", attributes.get("formatCode", "")[:300]).partition(";")[0].lower()
            number = _whole(attributes.get("numFmtId", ""))
            if any(letter in code for letter in "dmyhs"):
                self._dates.add(number)
            else:
                self._dates.discard(number)
        elif tag == "font" and self._inside == "fonts":
            self._font += 1
        elif tag == "strike" and self._inside == "fonts" and self._font < _MAX_STYLES and _is_on(attributes):
            self._struck_fonts.add(self._font)
        elif tag == "xf" and self._inside == "cellStyleXfs" and len(self._named) < _MAX_STYLES:
            self._named.append(_whole(attributes.get("fontId", "")))
        elif tag == "xf" and self._inside == "cellXfs" and self._count < _MAX_STYLES:
            self._cell_style(attributes)

    def _cell_style(self, attributes: dict[str, str]) -> None:
        if _whole(attributes.get("numFmtId", "")) in self._dates:
            self._book.date_styles.add(self._count)
        font, named = _whole(attributes.get("fontId", "")), _whole(attributes.get("xfId", ""))
        if font < 0 and 0 <= named < len(self._named):
            font = self._named[named]
        if font in self._struck_fonts:
            self._book.struck_styles.add(self._count)
        self._count += 1

    def end(self, tag: str) -> None:
        if tag == self._inside:
            self._inside = ""


@dataclass(slots=True)
class _Runs:
    """The pieces of one rich text: whether all that is written in it is struck out, and what is left where some is."""

    struck: bool = False
    crossed: bool = False
    left: list[str] = field(default_factory=list)

    def begin(self) -> None:
        self.struck, self.crossed = False, False
        self.left.clear()

    def add(self, text: str) -> None:
        if self.struck:
            self.crossed = self.crossed or bool(text.strip())
        else:
            self.left.append(text)

    @property
    def rest(self) -> str:
        """What is not struck out."""
        return "".join(self.left)

    @property
    def all_struck(self) -> bool:
        return self.crossed and not self.rest.strip()

    @property
    def some_struck(self) -> bool:
        return self.crossed and bool(self.rest.strip())


def _read_strings(package: Package, part: str, book: _Book) -> None:
    pieces: list[str] = []
    wanted, phonetic, length = False, 0, 0
    runs = _Runs()

    def start(tag: str, attributes: dict[str, str]) -> None:
        nonlocal wanted, phonetic, length
        if tag == "si":
            pieces.clear()
            length = 0
            runs.begin()
        elif tag == "r":
            runs.struck = False
        elif tag == "strike":
            runs.struck = _is_on(attributes)
        elif tag == "rPh":
            phonetic += 1
        wanted = tag == "t" and not phonetic

    def end(tag: str) -> None:
        nonlocal wanted, phonetic
        wanted = False
        if tag == "rPh":
            phonetic -= 1
        elif tag == "si":
            text = _unescape("".join(pieces))
            pieces.clear()
            book.budget.take(cells=1, characters=len(text))
            book.keep(text, runs)

    def characters(text: str) -> None:
        nonlocal length
        if wanted and length < MAX_CELL:
            pieces.append(text)
            length += len(text)
            runs.add(text)

    with suppress(TooMuchError):  # a cell that points past the end is then known to be lost, and its sheet says so
        package.parse(part, start, end, characters)


def _unescape(text: str) -> str:
    if "_x" in text:
        text = _ESCAPED.sub(lambda match: chr(int(match[1], 16)), text)
        text = text.encode("utf-16", "surrogatepass").decode("utf-16", "replace")
    return clean_cell(text)


def _whole(text: str) -> int:
    return int(text) if text.isascii() and text.isdigit() and len(text) < 10 else -1


class _SheetReader:
    """Reads one sheet from its XML in a single pass, and stops where it is larger than we take in."""

    def __init__(self, book: _Book, listed: _Listed) -> None:
        self._book, self._listed = book, listed
        self._rows: list[tuple[int, list[str]]] = []
        self._row, self._cells = 0, list[str]()
        self._column, self._kind, self._style = -1, "n", -1
        self._pieces: list[str] = []
        self._length, self._wanted, self._phonetic = 0, False, 0
        self._merges: list[str] = []
        self._lost = self._wider = self._formula = False
        self._unanswered: set[int] = set()
        self._hidden_rows: set[int] = set()
        self._hidden_columns: set[int] = set()
        self._struck: set[tuple[int, int]] = set()
        self._crossed: list[tuple[int, int, str]] = []
        self._runs = _Runs()

    def read(self, package: Package) -> Sheet:
        """The sheet, whole or marked as cut."""
        try:
            package.parse(self._listed.part, self._start, self._end, self._characters)
        except TooMuchError:
            self._lost = True
        # Rows may come in any order; the standard asks for theirs, but not every program keeps it.
        self._rows.sort(key=lambda row: row[0])
        try:
            self._fill_merged()
        except TooMuchError:
            self._lost = True
        rows = tuple((number, tuple(cells)) for number, cells in self._rows)
        unanswered = frozenset(self._unanswered)
        hidden, struck = frozenset(self._hidden_rows), frozenset(self._struck)
        return Sheet(
            self._listed.name, rows, self._listed.hidden, self._lost, self._wider, unanswered, hidden, struck,
            tuple(self._crossed), frozenset(self._hidden_columns),
        )  # fmt: skip

    def _start(self, tag: str, attributes: dict[str, str]) -> None:
        if tag == "c":
            position = _position(attributes.get("r", ""))
            self._column = position[1] if position else self._column + 1
            self._kind = attributes.get("t", "n")
            self._style = _whole(attributes.get("s", ""))
            self._pieces.clear()
            self._length = 0
            self._formula = False
            self._runs.begin()
        elif tag == "r":
            self._runs.struck = False
        elif tag == "strike":
            self._runs.struck = _is_on(attributes)
        elif tag == "v" or tag == "t":
            self._wanted = not self._phonetic
        elif tag == "f":
            self._formula = True
        elif tag == "row":
            number = _whole(attributes.get("r", "").removesuffix(".0"))
            self._row = number if number > 0 else self._row + 1
            self._column, self._cells = -1, []
            # A row of no height is as hidden as one that says so.
            hidden = attributes.get("hidden") in {"1", "true", "on"} or attributes.get("ht") in {"0", "0.0"}
            if hidden and len(self._hidden_rows) < MAX_ROWS:
                self._hidden_rows.add(self._row)
        elif tag == "col" and (attributes.get("hidden") in {"1", "true", "on"} or attributes.get("width") == "0"):
            first, last = _whole(attributes.get("min", "")), _whole(attributes.get("max", ""))
            self._hidden_columns.update(range(max(1, first) - 1, min(last, MAX_COLUMNS)))
        elif tag == "rPh":
            self._phonetic += 1
        elif tag == "mergeCell" and len(self._merges) < _MAX_MERGES:
            self._merges.append(attributes.get("ref", "")[:30])

    def _end(self, tag: str) -> None:
        self._wanted = False
        if tag == "c":
            if self._pieces:
                if self._is_struck() and len(self._struck) < _MAX_FILLS:
                    self._struck.add((self._row, self._column))
                text = self._text()
                if (whole := self._partly_struck()) and len(self._crossed) < _MAX_FILLS:
                    self._crossed.append((self._row, self._column, whole))
                    text = _unescape(self._runs.rest) if self._kind == "inlineStr" else text
                self._keep(text)
            elif self._formula and len(self._unanswered) < MAX_ROWS:
                self._unanswered.add(self._row)
        elif tag == "row":
            self._keep_row()
        elif tag == "rPh":
            self._phonetic -= 1

    def _characters(self, text: str) -> None:
        if self._wanted and self._length < MAX_CELL:
            self._pieces.append(text)
            self._length += len(text)
            self._runs.add(text)

    def _is_struck(self) -> bool:
        """Whether the cell that is being read has all its text struck out, by its style or by its pieces."""
        if self._kind == "s" and _whole("".join(self._pieces).strip()) in self._book.struck_strings:
            return True
        return self._style in self._book.struck_styles or (self._kind == "inlineStr" and self._runs.all_struck)

    def _partly_struck(self) -> str:
        """The whole text of a cell that has some of it struck out; empty for any other."""
        if self._kind == "s" and self._book.crossed_strings:
            return self._book.crossed_strings.get(_whole("".join(self._pieces).strip()), "")
        return _unescape("".join(self._pieces)) if self._kind == "inlineStr" and self._runs.some_struck else ""

    def _text(self) -> str:
        raw = "".join(self._pieces)
        # The cell's type decides what its text means: an index of shared strings, text, an error, a truth, a date or a
        # number.
        if self._kind == "s":
            index = _whole(raw.strip())
            if 0 <= index < len(self._book.strings):
                return self._book.strings[index]
            self._lost = True
            return ""
        if self._kind in {"inlineStr", "str"}:
            return _unescape(raw)
        if self._kind == "e":
            return ""  # #N/A and its kin are not anyone's name
        if self._kind == "b":
            return "SANN" if raw.strip() == "1" else "USANN"  # as Norwegian Excel shows them
        if self._kind == "d":
            return _iso_date(raw)
        return _number(raw, self._book.epoch if self._style in self._book.date_styles else None)

    def _keep(self, text: str) -> None:
        if not text.strip():
            return
        if self._column >= MAX_COLUMNS:
            self._wider = True
            return
        missing = self._column + 1 - len(self._cells)
        # A text that stands once in the file and in every cell is read in every cell.
        self._book.budget.take(cells=max(missing, 0), characters=len(text))
        if missing > 0:
            self._cells.extend([""] * missing)
        self._cells[self._column] = text

    def _keep_row(self) -> None:
        if not self._cells:
            return
        self._book.budget.take(rows=1)
        if len(self._rows) == MAX_ROWS:
            raise TooMuchError
        self._rows.append((self._row, self._cells))
        self._cells = []

    def _fill_merged(self) -> None:
        """Give a merged block's text to every row it covers: a unit written once beside its people.

        Only downwards: a title across the page is not the content of every column.
        """
        numbers, fills = [number for number, _ in self._rows], 0
        for reference in self._merges:
            first, _colon, last = reference.partition(":")
            start, stop = _position(first), _position(last)
            if not start or not stop or stop[0] <= start[0] or start[1] >= MAX_COLUMNS:
                continue
            at = bisect_left(numbers, start[0])
            if at == len(numbers) or numbers[at] != start[0] or len(self._rows[at][1]) <= start[1]:
                continue
            text = self._rows[at][1][start[1]]
            for index in range(at + 1, bisect_left(numbers, stop[0] + 1)):
                cells = self._rows[index][1]
                missing = start[1] + 1 - len(cells)
                if missing > 0:  # they cost as much as those that stand in the file
                    self._book.budget.take(cells=missing)
                    cells.extend([""] * missing)
                cells[start[1]] = cells[start[1]] or text
                fills += 1
                if fills > _MAX_FILLS:
                    return


def _number(raw: str, epoch: datetime | None) -> str:
    """A stored number as a Norwegian spreadsheet shows it: 12, 12,5 or, in a date's format, 24.11.2026 09.45."""
    try:
        value = float(raw)
    except ValueError:
        return clean_cell(raw)
    if epoch is not None and 0 <= value < 2_958_466:
        return _serial_date(value, epoch)
    if value.is_integer() and abs(value) < 1e18:
        return str(int(value))
    return format(value, ".15g").replace(".", ",")


def _serial_date(value: float, epoch: datetime) -> str:
    # Excel counts a 29 February 1900 that never was, so days before March 1900 are one off.
    shift = 1 if epoch.year == 1899 and value < 60 else 0
    moment = epoch + timedelta(days=int(value) + shift, seconds=round((value % 1) * 86400))
    if value < 1:
        return moment.strftime("%H.%M")
    return moment.strftime("%d.%m.%Y %H.%M" if value % 1 else "%d.%m.%Y")


def _iso_date(raw: str) -> str:
    try:
        moment = datetime.fromisoformat(raw.strip())
    except ValueError:
        return clean_cell(raw)
    return moment.strftime("%d.%m.%Y %H.%M" if moment.hour or moment.minute else "%d.%m.%Y")
