"""A text file as a table: its encoding and delimiter found, its rows read one at a time."""

from __future__ import annotations

import codecs
import csv
import re
from collections import Counter
from typing import TYPE_CHECKING, Literal

from nettverk.domain.errors import BadInput
from nettverk.domain.names import tidy
from nettverk.domain.participant_lists import Sheet
from nettverk.exchange.column_content import unit_ahead
from nettverk.exchange.field_blocks import rows_of
from nettverk.exchange.limits import MAX_CELL, MAX_COLUMNS, MAX_ROWS, Budget, TooMuchError
from nettverk.i18n import _

if TYPE_CHECKING:
    from collections.abc import Iterator

DELIMITERS = (";", "\t", ",", "|")
_LINE = re.compile(r"[^\r\n]*(?:\r\n|\r|\n)|[^\r\n]+")
# UTF-32 stands before UTF-16: its mark begins with the same two bytes.
_BOMS = (
    (codecs.BOM_UTF8, "utf-8-sig"),
    (codecs.BOM_UTF32_LE, "utf-32"),
    (codecs.BOM_UTF32_BE, "utf-32"),
    (codecs.BOM_UTF16_LE, "utf-16"),
    (codecs.BOM_UTF16_BE, "utf-16"),
)
# Letters that Norwegian, Sámi and Swedish names have, and that each 8-bit encoding places elsewhere.
_NORDIC = frozenset("æøåÆØÅäöÄÖéÉèüÜóòôáŠšŽž")
_CONTROL = re.compile(r"[\x00-\x08\x0b\x0c\x0e-\x1f\ufffe\uffff]")
# Those a mail goes to, as Outlook copies them: «Lie, Ola <ola@k.no>; Moe, Siv <siv@k.no>».
_RECIPIENT = r"[^<>;\n@]{2,120}+<[^<>@\s;]{1,100}+@[^<>@\s;]{1,100}+>"
_RECIPIENTS = re.compile(rf"(?:{_RECIPIENT}\s*;\s*)++{_RECIPIENT}\s*;?|(?:{_RECIPIENT}\s*;\s*){{2,}}+")
_MAX_RECORD = 2 * 1024 * 1024  # characters in one row, before it is taken apart


def decode(data: bytes, encoding: str | None = None) -> tuple[str, str]:
    """The text of a file and the encoding it was read with.

    The order: a byte order mark, UTF-16 by its pattern of NULs, strict UTF-8, then Windows-1252, unless the file
    makes Norwegian letters only as an old Mac or DOS file. BadInput for an encoding given by hand that does not fit.
    """
    if encoding:
        try:
            return data.decode(encoding), encoding
        except (LookupError, UnicodeError, ValueError):
            raise BadInput(
                _("Fila kan ikke leses som {encoding}. Velg en annen tegnkoding, eller la Nettverk finne den.").format(
                    encoding=encoding
                )
            ) from None
    for bom, name in _BOMS:
        if data.startswith(bom):
            return data.decode(name, errors="replace"), name
    if wide := _wide_without_bom(data):
        return data.decode(wide, errors="replace"), wide
    try:
        # Text in any other encoding is hardly ever valid UTF-8 by accident, so trying it strictly tells.
        return data.decode("utf-8"), "utf-8"
    except UnicodeDecodeError:
        name = _eight_bit(data)
        return data.decode(name, errors="replace"), name


def _wide_without_bom(data: bytes) -> str | None:
    head = data[:8192]
    half = len(head) // 2
    if half < 2:
        return None
    even, odd = head[0::2].count(0), head[1::2].count(0)
    # Latin text in UTF-16 has a NUL in nearly every second place, and hardly any in the others.
    if odd > 0.4 * half and even < 0.1 * half:
        return "utf-16-le"
    if even > 0.4 * half and odd < 0.1 * half:
        return "utf-16-be"
    return None


def _eight_bit(data: bytes) -> str:
    high = Counter(byte for byte in data[:1_000_000] if byte >= 0x80)

    def nordic(name: str) -> int:
        return sum(n for byte, n in high.items() if bytes((byte,)).decode(name, errors="replace") in _NORDIC)

    # Windows first: Excel there writes most of the lists we meet.
    if nordic("cp1252"):
        return "cp1252"
    return max(("cp1252", "mac_roman", "cp850"), key=nordic)


def find_delimiter(text: str) -> str:
    """The delimiter that splits the first lines most evenly; ``;`` when nothing does."""
    # A delimiter shows itself early; a large file must not be taken apart once for each candidate.
    head = text[:200_000]
    first = next((line for line in _LINE.findall(head[:2000]) if line.strip()), "")
    if said := re.fullmatch(r"\ufeff?\"?sep=([^\w\s\"]|\t)\"?\s*", first):
        return said[1]
    if _RECIPIENTS.fullmatch(head.strip()):
        return "\t"
    if _lists_units(head):
        return "\t"  # «Lund skole: Kari Dahl, Ola Lie»: the commas part people, and no cells
    scores = {delimiter: _evenness(head, delimiter) for delimiter in DELIMITERS}
    best = max(DELIMITERS, key=lambda delimiter: scores[delimiter])  # ties: Norwegian Excel's own first
    return best if scores[best] else ";"


def _lists_units(head: str) -> bool:
    """Whether a text has a line for each unit, with a colon and its people behind it, as people write in a mail."""
    lines = [line for line in _LINE.findall(head) if len(line.split()) > 2][:60]  # no greetings
    naming_units = sum(bool(unit_ahead(tidy(line))[0]) for line in lines)
    return naming_units > 1 and 2 * naming_units >= len(lines) and "\t" not in head


def _evenness(head: str, delimiter: str) -> float:
    widths: list[int] = []
    try:
        for record in csv.reader(_Lines(head), delimiter=delimiter):
            if any(record):
                widths.append(len(record))
            if len(widths) == 60:
                break
    except (csv.Error, TooMuchError):
        pass
    wide = Counter(width for width in widths if width > 1)
    if not wide:
        return 0.0
    _width, rows = wide.most_common(1)[0]
    # A comma inside names splits every row in two as well; the delimiter proper usually splits in more parts.
    split = sum(min(width, 20) - 1 for width in widths) / len(widths)
    return (rows / len(widths)) * (1 + split / 10)


class _Lines:
    """Lines as csv wants them, with a stop for a row that never ends."""

    def __init__(self, text: str) -> None:
        self._found = _LINE.finditer(text)
        self._used = 0

    def __iter__(self) -> _Lines:
        return self

    def __next__(self) -> str:
        line = next(self._found).group()
        self._used += len(line)
        if self._used > _MAX_RECORD:
            raise TooMuchError
        return line

    def row_done(self) -> None:
        """A whole row has been made of the lines so far."""
        self._used = 0


def _records(text: str, delimiter: str, *, quoted: bool) -> Iterator[list[str]]:
    lines = _Lines(text)
    quoting: Literal[0, 3] = csv.QUOTE_MINIMAL if quoted else csv.QUOTE_NONE
    for record in csv.reader(lines, delimiter=delimiter, quoting=quoting):
        lines.row_done()
        yield record if quoted else [cell.strip('"') for cell in record]


def _quotes_close(text: str, delimiter: str) -> bool:
    """Whether every quotation that opens also ends; one stray mark would swallow the rest of the list."""
    lines = _Lines(text)
    try:
        for _record in csv.reader(lines, delimiter=delimiter, strict=True):
            lines.row_done()
    except csv.Error as error:
        return "unexpected end" not in str(error) and "limit" not in str(error)
    except TooMuchError:
        return False
    return True


def clean_cell(text: str) -> str:
    """A cell's text with one kind of line break and without control characters, cut at Excel's own limit."""
    if "\r" in text:
        text = text.replace("\r\n", "\n").replace("\r", "\n")
    return _CONTROL.sub("", text)[:MAX_CELL]


def parse(text: str, delimiter: str, name: str) -> Sheet:
    """The rows of a text; row numbers count records, as Excel shows them when it opens the file."""
    text = text.removeprefix("\ufeff")
    if blocks := rows_of(text):
        return Sheet(name, tuple((at, tuple(map(clean_cell, cells))) for at, cells in blocks[: MAX_ROWS + 1]))
    if delimiter == "\t" and _RECIPIENTS.fullmatch(text[:200_000].strip()):
        text = "\n".join(part.strip() for part in re.split(r"[;\n]", text) if part.strip())
    if len(delimiter) != 1 or delimiter in '\r\n"':
        raise BadInput(_("Skilletegnet må være ett tegn, som semikolon eller komma."))
    budget, wider = Budget(rows=MAX_ROWS), False
    rows: list[tuple[int, tuple[str, ...]]] = []
    # A lone quotation mark («5" skjerm») would make one cell of the rest of the file. Then marks are read as letters.
    quoted = '"' in text and _quotes_close(text, delimiter)
    try:
        for number, record in enumerate(_records(text, delimiter, quoted=quoted), start=1):
            if number == 1 and len(record) <= 2 and "".join(record).lower() in {"sep=", f"sep={delimiter}"}:
                continue  # Excel's own note about the delimiter
            if not "".join(record).strip():
                continue  # Excel saves rows of nothing but delimiters by the thousands
            wider = wider or any(record[MAX_COLUMNS:])
            cells = [clean_cell(cell) for cell in record[:MAX_COLUMNS]]
            # Excel pads rows to the width of the widest one.
            while cells and not cells[-1].strip():
                cells.pop()
            if not cells:
                continue
            budget.take(rows=1, cells=len(cells), characters=sum(map(len, cells)))
            rows.append((number, tuple(cells)))
    except (TooMuchError, csv.Error):
        return Sheet(name, tuple(rows), rows_cut=True, columns_cut=wider)
    return Sheet(name, tuple(rows), columns_cut=wider)
