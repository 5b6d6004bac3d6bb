"""The JSON of everything read a row at a time, so that no file of any size fills the memory.

Only one row stands in memory, and what it may hold is bounded: its text, how many values it has, and the slides in it,
which are taken out as bytes before the rest is read.
"""

from __future__ import annotations

import base64
import binascii
import contextlib
import json
import re
import secrets
from collections.abc import Iterator
from dataclasses import dataclass
from typing import IO, NoReturn

from nettverk.domain.errors import BadInput
from nettverk.i18n import _, number

LONGEST_ROW = 15_000_000
"""Bytes of a row without its slides: twenty years' versions of one text are a small part of it."""
LARGEST_BLOB = 90_000_000
"""Bytes of one slide show as base64; the program takes none that is larger."""
MOST_VALUES = 400_000
"""Values in one row; each costs far more in memory than in the file."""
MOST_ROWS = 3_000_000
"""Rows of one table; twenty years of a large municipality have some hundred thousand."""
_LONGEST_KEY = 10_000
_CHUNK = 1 << 18
_SPACE = re.compile(rb"[ \t\r\n]*+")
# What is taken back is nothing: each is read once, however it ends.
_STRING = re.compile(rb'"(?:[^"\\]++|\\.)*+"', re.DOTALL)
_BETWEEN = re.compile(rb'[^"{}\[\]]*+')
_PLAIN = re.compile(rb"[^\s,:{}\[\]\"]++")


def _rows_of_depth(deepest: int) -> re.Pattern[bytes]:
    """Rows with a comma after each, with lists and objects within them at most so deep."""
    plain = rb'[^"{}\[\]]++|"(?:[^"\\]++|\\.)*+"'
    inner = plain
    for _level in range(deepest):
        inner = rb"%b|\{(?:%b)*+\}|\[(?:%b)*+\]" % (plain, inner, inner)
    return re.compile(rb"[ \t\r\n]*+\{(?:%b)*+\}[ \t\r\n]*+," % inner, re.DOTALL)


_PLAIN_ROW = _rows_of_depth(3)
_BASE64 = re.compile(rb'"([A-Za-z0-9+/]{65536,}={0,2})"')
_DEEPEST = 200  # lists within lists
_CLOSES = {ord("{"): ord("}"), ord("["): ord("]")}


@dataclass(frozen=True, slots=True)
class Row:
    """One row as it stands: values by column, and large base64 already as bytes.

    Attributes:
        number: from 1, in its table.
        done: how much of the file is read, 0–1.
    """

    table: str
    number: int
    values: dict[str, object]
    done: float


class _Slides:
    """The slides of one row: taken out as bytes before the rest is read, so that they are never text as well."""

    def __init__(self) -> None:
        self._bytes: list[bytes] = []
        self._mark = f"\0{secrets.token_hex(8)} "  # stands in the row instead, and for no text

    def taken_out(self, buffer: bytearray, start: int, end: int) -> bytes:
        """A part of a buffer with a mark for each long base64."""
        pieces: list[bytes] = []
        with memoryview(buffer) as seen:
            for match in _BASE64.finditer(buffer, start, end):
                with contextlib.suppress(binascii.Error):
                    self._bytes.append(binascii.a2b_base64(seen[match.start(1) : match.end(1)], strict_mode=True))
                    mark = json.dumps(f"{self._mark}{len(self._bytes) - 1}").encode()
                    pieces += [bytes(seen[start : min(match.start(), start + LONGEST_ROW + 1)]), mark]
                    start = match.end()
            pieces.append(bytes(seen[start : min(end, start + LONGEST_ROW + 1)]))  # more than that is refused anyway
        return b"".join(pieces)

    def put_back(self, row: dict[str, object]) -> dict[str, object]:
        """The row with bytes where its columns had a mark, and text where something within them had."""
        if not self._bytes:
            return row
        places = {column: self._place(value) for column, value in row.items()}
        return {
            column: self._as_text(row[column]) if place is None else self._bytes[place]
            for column, place in places.items()
        }

    def _place(self, value: object) -> int | None:
        return int(value[len(self._mark) :]) if isinstance(value, str) and value.startswith(self._mark) else None

    def _as_text(self, value: object) -> object:
        if isinstance(value, list):
            return [self._as_text(each) for each in value]
        if isinstance(value, dict):
            return {key: self._as_text(each) for key, each in value.items()}
        place = self._place(value)
        return value if place is None else binascii.b2a_base64(self._bytes[place], newline=False).decode("ascii")


class JsonRows:
    """Reads one open file, as often as wanted.

    Args:
        file: can be read from the start again.
        name: the file's name, for the sentences.
    """

    def __init__(self, file: IO[bytes], name: str) -> None:
        self._file, self._name = file, name
        self._size = max(1, file.seek(0, 2))
        self._at: int = 0
        self._last: int = 0
        self._begin()

    def close(self) -> None:
        """Let go of the file."""
        self._file.close()

    def head(self) -> tuple[object, tuple[str, ...]]:
        """What stands under «schema», and the tables; the file is read to its end, so that it is known to be whole.

        Raises:
            BadInput: it is no JSON, is cut off, is not ours, or a row is too large.
        """
        self._begin()
        schema: object = None
        tables: list[str] | None = None
        for key in self._keys():
            if key == "tables":
                if self._peek() != ord("{"):
                    self._not_ours()
                tables = []
                for table in self._keys():
                    tables.append(table)
                    for _row in self._rows(table, looked_through=True):
                        pass
            elif key == "schema":
                schema = self._value(LONGEST_ROW)
            else:
                self._skip(LONGEST_ROW)
        self._end()
        if tables is None:
            self._not_ours()
        return schema, tuple(tables)

    def rows(self) -> Iterator[Row]:
        """Every row of every table, as they stand; a file that ``head`` has found whole."""
        self._begin()
        for key in self._keys():
            if key != "tables":
                self._skip(LONGEST_ROW)
                continue
            for table in self._keys():
                for place in self._rows(table):
                    yield Row(table, place, self._row(table, place), self._read / self._size)

    # --- the form of it ---

    def _keys(self) -> Iterator[str]:
        """The keys of the object that begins here; whoever asks reads the value after each."""
        self._take(b"{")
        if self._peek() == ord("}"):
            self._at += 1
            return
        while True:
            yield str(self._string())
            if self._take(b",}") == ord("}"):
                return

    def _string(self) -> object:
        if self._peek() != ord('"'):
            self._broken()
        self._cut(_STRING, _LONGEST_KEY)
        key = self._decoded(bytes(self._buffer[self._last : self._at]))
        self._take(b":")
        return key

    def _rows(self, table: str, looked_through: bool = False) -> Iterator[int]:
        """The number of each row of a table; the row stands between ``_last`` and ``_at``.

        Args:
            looked_through: rows of the common kind are passed over, many at a time: only the others are told.
        """
        if self._peek() != ord("["):
            raise BadInput(_("Tabellen {table} er ingen liste av rader.").format(table=table))
        self._at += 1
        if self._peek() == ord("]"):
            self._at += 1
            return
        place = 0
        while True:
            place += 1
            # Millions of rows cost what looking through their bytes does. What is read at a time is within all limits.
            while looked_through and len(self._buffer) <= 2 * _CHUNK:
                match = _PLAIN_ROW.match(self._buffer, self._at)
                if match is None:
                    break
                self._at = match.end()
                place += 1
            if place > MOST_ROWS:
                raise BadInput(_("Tabellen {table} har for mange rader til å leses.").format(table=table))
            if self._peek() != ord("{"):
                self._skip(LONGEST_ROW)
                raise BadInput(
                    _("Tabellen {table}, rad {number}: {why}").format(
                        table=table, number=place, why=_("Det står noe annet enn en rad der.")
                    )
                )
            self._find_end(LARGEST_BLOB + LONGEST_ROW, table, place)
            yield place
            if self._take(b",]") == ord("]"):
                return

    def _row(self, table: str, place: int) -> dict[str, object]:
        """The row that was found, read; the buffer lets go of it first."""
        slides = _Slides()
        rest = slides.taken_out(self._buffer, self._last, self._at)
        if len(rest) > LONGEST_ROW or rest.count(b",") + rest.count(b"[") + rest.count(b"{") > MOST_VALUES:
            self._too_large(table, place)
        self._let_go()
        row = self._decoded(rest)
        assert isinstance(row, dict)
        return slides.put_back(row)

    def _decoded(self, raw: bytes | bytearray) -> object:
        try:
            return json.loads(raw.decode("utf-8"), parse_constant=_no_number)
        except (ValueError, RecursionError):
            self._unreadable()

    def _value(self, most: int) -> object:
        self._skip(most)
        raw = bytes(self._buffer[self._last : self._at])
        if raw.count(b",") + raw.count(b"[") + raw.count(b"{") > MOST_VALUES:
            self._not_ours()
        return self._decoded(raw)

    def _skip(self, most: int) -> None:
        """Go past the value that begins here, whatever it is; it stands between ``_last`` and ``_at``."""
        first = self._peek()
        if first in _CLOSES:
            self._find_end(most, "", 0)
        else:
            self._cut(_STRING if first == ord('"') else _PLAIN, most)

    def _find_end(self, most: int, table: str, place: int) -> None:
        """Go past the object or list that begins here."""
        self._last = self._at
        opened: list[int] = []
        count = 0
        while True:
            kind = self._bracket()
            if kind < 0:  # there is more of it than is read
                if len(self._buffer) - self._last > most:
                    self._too_large(table, place)
                if not self._more(keep=self._last):
                    self._broken()
                continue
            count += 1
            if kind in _CLOSES:
                opened.append(_CLOSES[kind])
                if len(opened) > _DEEPEST or count > MOST_VALUES:
                    self._unreadable()
            elif opened.pop() != kind:
                self._broken()
            self._at += 1
            if not opened:
                break
        if self._at - self._last > most or count > MOST_VALUES:
            self._too_large(table, place)

    def _bracket(self) -> int:
        """Go past strings and all between to the next bracket; -1 where it is not read yet."""
        while True:
            between = _BETWEEN.match(self._buffer, self._at)
            self._at = between.end() if between else self._at
            kind = self._buffer[self._at] if self._at < len(self._buffer) else -1
            if kind != ord('"'):
                return kind
            string = _STRING.match(self._buffer, self._at)
            if string is None:
                return -1
            self._at = string.end()

    def _cut(self, pattern: re.Pattern[bytes], most: int) -> None:
        """Go past what a pattern takes from here; more is read until it ends before what is read does."""
        self._last = self._at
        while True:
            match = pattern.match(self._buffer, self._at)
            # A number that ends where the buffer does may go on; a string has an end of its own.
            whole = match is not None and (pattern is _STRING or match.end() < len(self._buffer))
            if not whole:
                if len(self._buffer) - self._at > most:
                    self._not_ours()
                if self._more(keep=self._at):
                    continue
            if match is None:
                self._broken()
            self._at = match.end()
            return

    # --- bytes ---

    def _begin(self) -> None:
        self._file.seek(0)
        self._buffer = bytearray()
        self._at = self._last = self._read = 0
        self._lines, self._column = 1, 0  # before the buffer
        self._more(keep=0)
        if self._buffer.startswith(b"\xef\xbb\xbf"):
            del self._buffer[:3]

    def _let_go(self) -> None:
        """Forget what is read, and the room it took."""
        self._forget(self._at)
        if len(self._buffer) < _CHUNK:
            self._buffer = bytearray(self._buffer)

    def _forget(self, keep: int) -> None:
        lines = self._buffer.count(b"\n", 0, keep)
        self._lines += lines
        self._column = keep - self._buffer.rfind(b"\n", 0, keep) - 1 if lines else self._column + keep
        del self._buffer[:keep]
        self._at -= keep
        self._last -= keep

    def _more(self, keep: int) -> bool:
        """Read on, and let go of what stands before ``keep``; False at the end of the file."""
        self._forget(keep)
        # In steps that grow: a long string is looked through a few times, and hardly more is read than it takes.
        data = self._file.read(max(_CHUNK, len(self._buffer) // 4))
        self._read += len(data)
        self._buffer += data
        return bool(data)

    def _peek(self) -> int:
        """The next byte that is no space; -1 at the end."""
        while True:
            match = _SPACE.match(self._buffer, self._at)
            self._at = match.end() if match else self._at
            if self._at < len(self._buffer):
                return self._buffer[self._at]
            if not self._more(keep=self._at):
                return -1

    def _take(self, allowed: bytes) -> int:
        letter = self._peek()
        if letter < 0 or letter not in allowed:
            self._broken()
        self._at += 1
        return letter

    def _end(self) -> None:
        if self._peek() != -1:
            self._broken()

    # --- sentences ---

    def _broken(self) -> NoReturn:
        before = self._buffer[: self._at]
        lines = before.count(b"\n")
        column = len(before) - before.rfind(b"\n") if lines else self._column + len(before) + 1
        raise BadInput(
            _(
                "{file} er ikke hel: det stopper på linje {line}, tegn {column}. Hent fila på nytt der den kom fra."
            ).format(file=self._name, line=self._lines + lines, column=column)
        ) from None

    def _unreadable(self) -> NoReturn:
        raise BadInput(
            _("{file} kan ikke leses som JSON. Hent fila på nytt der den kom fra.").format(file=self._name)
        ) from None

    def _not_ours(self) -> NoReturn:
        raise BadInput(
            _("{file} er ikke alt fra en Nettverk-fil. En slik fil lages med nettverk export.").format(file=self._name)
        )

    def _too_large(self, table: str, place: int) -> NoReturn:
        if not table:
            self._not_ours()
        raise BadInput(
            _(
                "Tabellen {table}, rad {number} har mer enn {most} MB tekst eller svært mange verdier, og leses ikke."
            ).format(table=table, number=place, most=number(LONGEST_ROW // 1_000_000))
        )


def _no_number(text: str) -> NoReturn:
    raise ValueError(text)


def base64_of(value: object) -> bytes:
    """The bytes of a value that a column of bytes has; ValueError for what is no base64."""
    if isinstance(value, bytes):
        return value
    return base64.b64decode(value, validate=True)  # type: ignore[arg-type]
