"""Reading what is whole in a damaged file: page by page, by SQLite's file format, without asking SQLite.

SQLite stops at the first page it cannot follow. Here every page is looked at for itself: what hangs on a table's root
is that table's, and what hangs on nothing is given to the table it fits. https://sqlite.org/fileformat2.html
"""

from __future__ import annotations

import contextlib
import shutil
import sqlite3
import tempfile
from collections.abc import Iterator, Mapping, Sequence
from contextlib import closing
from dataclasses import dataclass, field
from operator import contains
from pathlib import Path

from nettverk.storage import content_sums, engine, migrate
from nettverk.storage.content_sums import Sum
from nettverk.storage.engine import Sealed
from nettverk.storage.passphrase import RING, seal_in

_USUAL_PAGE = 8192
_LEAF_TABLE, _INNER_TABLE, _LEAF_INDEX, _INNER_INDEX = 0x0D, 0x05, 0x0A, 0x02
_INTEGER_BYTES = {1: 1, 2: 2, 3: 3, 4: 4, 5: 6, 6: 8}

Value = int | float | str | bytes | None
Row = tuple[Value, ...]
Key = tuple[Value, ...]

_TEXT: frozenset[type] = frozenset((type(None), str))
_FITTING: dict[str, frozenset[type]] = {
    "INTEGER": frozenset((type(None), int)),
    "BLOB": frozenset((type(None), bytes)),
}


class _Torn(Exception):
    """What is read here makes no sense."""


@dataclass(slots=True)
class Table:
    """What was read of one table.

    Attributes:
        rows: by key; values in the order of the columns.
        lost: pages and rows of it that could not be read.
    """

    rows: dict[Key, Row] = field(default_factory=dict)
    lost: int = 0


@dataclass(slots=True)
class Salvage:
    """What was read of a file.

    Attributes:
        tables: by name.
        sums: what the file says of its own buckets, by table; None where it says nothing.
        all_sums: whether those are all there were.
        migrations: the updates it has had; none where that cannot be read.
    """

    tables: dict[str, Table]
    sums: dict[str, dict[str, Sum]] | None
    migrations: tuple[str, ...]
    all_sums: bool = True


class Columns:
    """The columns of every table, by the schema that a file should have."""

    def __init__(self, connection: sqlite3.Connection) -> None:
        self.names: dict[str, tuple[str, ...]] = {}
        self.keys: dict[str, tuple[int, ...]] = {}
        self._defaults: dict[str, Row] = {}
        self._types: dict[str, tuple[str, ...]] = {}
        self.hashed: dict[str, int] = {}
        self._stored: dict[str, tuple[int, ...]] = {}
        self._fitting: dict[str, tuple[frozenset[type], ...]] = {}
        self.rowless: set[str] = set()
        # SQLite calls it «wr»: such a table is its own index, and its key stands first in every record.
        self.rowless |= {row[1] for row in connection.execute("PRAGMA table_list") if row[4]}
        named = connection.execute("SELECT name FROM main.sqlite_master WHERE type = 'table'").fetchall()
        for (table,) in (tuple(row) for row in named):
            if table.startswith("sqlite_"):
                continue
            info = [tuple(row) for row in connection.execute(f'PRAGMA main.table_info("{table}")')]
            self.names[table] = tuple(row[1] for row in info)
            keyed = sorted((row for row in info if row[5]), key=lambda row: row[5])
            self.keys[table] = tuple(row[0] for row in keyed) or tuple(range(len(info)))
            self._types[table] = tuple(str(row[2]).upper() for row in info)
            self._defaults[table] = tuple(_literal(connection, row[4]) for row in info)
            first = self.names[table][self.keys[table][0]]
            self.hashed[table] = self.names[table].index(content_sums.key_of(self.names[table], first))
            rest = tuple(place for place in range(len(info)) if place not in self.keys[table])
            self._stored[table] = (*self.keys[table], *rest) if table in self.rowless else tuple(range(len(info)))
            fitting = (_FITTING.get(self._types[table][place], _TEXT) for place in self._stored[table])
            self._fitting[table] = tuple(fitting)

    def whole(self, table: str, values: Row, rowid: int) -> Row:
        """A record as the row it stands for: what was added later has its default, and a row number its value."""
        kinds, keys = self._types[table], self.keys[table]
        placed = list(self._defaults[table])
        for place, value in zip(self._stored[table], values, strict=False):
            placed[place] = value
        row = tuple(placed)
        if len(keys) == 1 and kinds[keys[0]] == "INTEGER" and row[keys[0]] is None:
            return (*row[: keys[0]], rowid, *row[keys[0] + 1 :])
        return row

    def fits(self, table: str, values: Row) -> bool:
        """Whether a record could be one of this table's."""
        kinds = self._fitting[table]
        return 0 < len(values) <= len(kinds) and all(map(contains, kinds, map(type, values)))

    def key(self, table: str, row: Row) -> Key:
        """What a row is known by."""
        return tuple(row[place] for place in self.keys[table])


def read(path: Path, roots: Mapping[str, int] | None = None) -> Salvage:
    """Everything that can be read in a file; it is not written to.

    Args:
        roots: where each table begins, from a backup, for a file whose own list of tables cannot be read.

    Raises:
        Sealed: it is sealed, and its passphrase has not been given.
        OSError: not even the bytes can be read.
    """
    pages = _Pages(_opened(_settled(path), path))
    listed = {**(roots or {}), **_listed(pages)}
    with closing(sqlite3.connect(":memory:", isolation_level=None)) as model:
        migrations = _migrations(pages, listed)
        migrate.apply_to(model, migrations or tuple(step.stem for step in migrate.known()))
        columns = Columns(model)
    # A table that is not in the list has lost all it had.
    tables = {name: Table(lost=int(name not in listed)) for name in columns.names}
    for name, root in listed.items():
        if name in tables:
            for values, rowid in pages.walk(root, tables[name]):
                _take(columns, tables[name], name, values, rowid)
    _take_orphans(pages, columns, tables)
    return Salvage(tables, _sums(tables), migrations, not tables.get("_content_sums", Table(lost=1)).lost)


def roots(path: Path) -> dict[str, int]:
    """Where each table begins in a file that is whole.

    Raises:
        OSError: it cannot be read.
    """
    return _listed(_Pages(_opened(path.read_bytes(), path)))


def _opened(content: bytes, path: Path) -> bytes:
    """The pages as they can be read, also those of a sealed file."""
    seal = seal_in(content[:100])
    if seal is None:
        return content
    key = RING.key(seal)
    if key is None:
        raise Sealed(path)
    from nettverk.storage import sealed_pages

    return sealed_pages.opened(content, key)


def _settled(path: Path) -> bytes:
    """The file's bytes, after a write that was cut off is taken back in a copy."""
    journal = path.with_name(f"{path.name}-journal")
    if not journal.exists():
        return path.read_bytes()
    with tempfile.TemporaryDirectory() as folder:
        copy = Path(folder) / "fil.db"
        shutil.copyfile(path, copy)
        shutil.copyfile(journal, copy.with_name(f"{copy.name}-journal"))
        with contextlib.suppress(sqlite3.DatabaseError), closing(engine.connect(copy)) as connection:
            connection.execute("SELECT count(*) FROM sqlite_master").fetchone()
        return copy.read_bytes()


def _listed(pages: _Pages) -> dict[str, int]:
    """Where each table begins, as the file's own list has it."""
    counts: dict[str, int] = {}
    for values, _rowid in pages.walk(1, Table()):
        if len(values) == 5 and values[0] == "table" and isinstance(values[1], str) and isinstance(values[3], int):
            counts[values[1]] = values[3]
    pages.visited.discard(1)
    return counts


def _migrations(pages: _Pages, listed: Mapping[str, int]) -> tuple[str, ...]:
    ours = {step.stem for step in migrate.known()}
    root = listed.get("_sqlite_migrations")
    table = Table()
    rows = pages.walk(root, table) if root else iter(())
    named = {value for values, _rowid in rows for value in values if isinstance(value, str) and value in ours}
    if table.lost:
        return ()
    return tuple(step.stem for step in migrate.known() if step.stem in named)


def _sums(tables: Mapping[str, Table]) -> dict[str, dict[str, Sum]] | None:
    stored: dict[str, dict[str, Sum]] = {}
    for row in tables["_content_sums"].rows.values() if "_content_sums" in tables else ():
        tbl, bucket, rows, sum_ = row
        if isinstance(tbl, str) and isinstance(bucket, str) and isinstance(rows, int) and isinstance(sum_, int):
            stored.setdefault(tbl, {})[bucket] = Sum(rows, sum_)
    return stored or None


def _take(columns: Columns, table: Table, name: str, values: Row, rowid: int) -> None:
    if not columns.fits(name, values):
        table.lost += 1
        return
    row = columns.whole(name, values, rowid)
    table.rows.setdefault(columns.key(name, row), row)


def _take_orphans(pages: _Pages, columns: Columns, tables: dict[str, Table]) -> None:
    """Give pages that hang on nothing to the table they fit, where something of that table was lost."""
    if not any(table.lost for table in tables.values()):
        return
    pages.skip_free()
    for values, rowid, is_index in pages.orphans():
        fitting = [
            name
            for name in tables
            if tables[name].lost and (name in columns.rowless) == is_index and columns.fits(name, values)
        ]
        # The longest record that fits is the likeliest; two tables of one shape cannot be told apart.
        exact = [name for name in fitting if len(columns.names[name]) == len(values)]
        if len(exact) == 1:
            _take(columns, tables[exact[0]], exact[0], values, rowid)


class _Pages:
    """A file as pages, and the records in them."""

    def __init__(self, content: bytes) -> None:
        self._content = content
        size = int.from_bytes(content[16:18], "big") if content[:16] == b"SQLite format 3\0" else 0
        size = 65536 if size == 1 else size
        if size < 512 or size & (size - 1):
            size = _USUAL_PAGE
        self.size = size
        reserved = content[20] if len(content) > 20 and content[:16] == b"SQLite format 3\0" else 0
        self._usable = size - (reserved if reserved <= size - 480 else 0)
        self.count = -(-len(content) // size)
        self.visited: set[int] = set()

    def walk(self, root: int, table: Table) -> Iterator[tuple[Row, int]]:
        """Every record of the tree that begins on a page, with its row number; what cannot be followed is counted."""
        waiting = [root]
        while waiting:
            number = waiting.pop()
            if number in self.visited or not 1 <= number <= self.count:
                table.lost += 1
                continue
            self.visited.add(number)
            try:
                children, cells = self._page(number)
            except _Torn:
                table.lost += 1
                continue
            waiting.extend(reversed(children))
            for cell in cells:
                try:
                    yield self._record(cell)
                except (_Torn, UnicodeDecodeError):
                    table.lost += 1

    def orphans(self) -> Iterator[tuple[Row, int, bool]]:
        """Every record that no tree has reached, with its row number, and whether it is an index's."""
        for number in range(2, self.count + 1):
            if number not in self.visited:
                with contextlib.suppress(_Torn):
                    for cell in self._page(number)[1]:
                        with contextlib.suppress(_Torn, UnicodeDecodeError):
                            yield *self._record(cell), cell[1] != _LEAF_TABLE

    def skip_free(self) -> None:
        """Leave out the pages that the file has let go of: what is there was removed on purpose."""
        trunk = int.from_bytes(self._content[32:36], "big")
        while 1 < trunk <= self.count and trunk not in self.visited:
            self.visited.add(trunk)
            at = (trunk - 1) * self.size
            leaves = min(int.from_bytes(self._content[at + 4 : at + 8], "big"), self.size // 4 - 2)
            for place in range(leaves):
                self.visited.add(int.from_bytes(self._content[at + 8 + 4 * place : at + 12 + 4 * place], "big"))
            trunk = int.from_bytes(self._content[at : at + 4], "big")

    def _page(self, number: int) -> tuple[list[int], list[tuple[int, int]]]:
        """The children of a page, and its cells as (where, type)."""
        start = (number - 1) * self.size
        at = start + (100 if number == 1 else 0)
        if at + 12 > len(self._content):
            raise _Torn
        kind = self._content[at]
        if kind not in {_LEAF_TABLE, _INNER_TABLE, _LEAF_INDEX, _INNER_INDEX}:
            raise _Torn
        inner = kind in {_INNER_TABLE, _INNER_INDEX}
        count = int.from_bytes(self._content[at + 3 : at + 5], "big")
        first = at + (12 if inner else 8)
        if first + 2 * count > start + self.size:
            raise _Torn
        places = [int.from_bytes(self._content[first + 2 * n : first + 2 * n + 2], "big") for n in range(count)]
        children: list[int] = []
        cells: list[tuple[int, int]] = []
        for place in places:
            if not 0 < place < self.size:
                cells.append((-1, kind))  # counted as lost when it is read
                continue
            where = start + place
            if inner:
                children.append(int.from_bytes(self._content[where : where + 4], "big"))
                where += 4
            if kind != _INNER_TABLE:
                cells.append((where, kind))
        if inner:
            children.append(int.from_bytes(self._content[at + 8 : at + 12], "big"))
        return children, cells

    def _record(self, cell: tuple[int, int]) -> tuple[Row, int]:
        at, kind = cell
        if at < 0:
            raise _Torn
        length, at = self._varint(at)
        rowid = 0
        if kind == _LEAF_TABLE:
            rowid, at = self._varint(at)
        return _values(self._payload(at, length, kind)), rowid

    def _payload(self, at: int, length: int, kind: int) -> bytes:
        if length > len(self._content):
            raise _Torn
        usable = self._usable
        most = usable - 35 if kind == _LEAF_TABLE else (usable - 12) * 64 // 255 - 23
        if length <= most:
            return self._bytes(at, length)
        least = (usable - 12) * 32 // 255 - 23
        local = least + (length - least) % (usable - 4)
        local = local if local <= most else least
        pieces = [self._bytes(at, local)]
        left = length - local
        page = int.from_bytes(self._bytes(at + local, 4), "big")
        seen: set[int] = set()
        while left > 0:
            if page in seen or not 1 < page <= self.count:
                raise _Torn
            seen.add(page)
            start = (page - 1) * self.size
            piece = min(left, usable - 4)
            pieces.append(self._bytes(start + 4, piece))
            left -= piece
            page = int.from_bytes(self._bytes(start, 4), "big")
        self.visited |= seen
        return b"".join(pieces)

    def _bytes(self, at: int, length: int) -> bytes:
        piece = self._content[at : at + length]
        if len(piece) != length:
            raise _Torn
        return piece

    def _varint(self, at: int) -> tuple[int, int]:
        return _varint(self._content, at)


def _varint(content: bytes, at: int) -> tuple[int, int]:
    """A number of one to nine bytes, and where it ends; a negative one as such."""
    if at >= len(content):
        raise _Torn
    if (value := content[at]) < 0x80:  # nearly all of them are one byte
        return value, at + 1
    value &= 0x7F
    for place in range(at + 1, at + 8):
        if place >= len(content):
            raise _Torn
        byte = content[place]
        value = (value << 7) | (byte & 0x7F)
        if byte < 0x80:
            return value, place + 1
    if at + 8 >= len(content):
        raise _Torn
    value = (value << 8) | content[at + 8]
    return (value - (1 << 64) if value >> 63 else value), at + 9


def _values(payload: bytes) -> Row:
    """The values of a record."""
    head, at = _varint(payload, 0)
    if not 0 < head <= len(payload):
        raise _Torn
    values: list[Value] = []
    to = head
    while at < head:
        if (kind := payload[at]) < 0x80:
            at += 1
        else:
            kind, at = _varint(payload, at)
        value, to = _value(payload, kind, to)
        values.append(value)
    if at != head or to != len(payload):
        raise _Torn
    return tuple(values)


def _value(payload: bytes, kind: int, at: int) -> tuple[Value, int]:
    if kind >= 12:
        end = at + (kind - 12) // 2
        if end > len(payload):
            raise _Torn
        piece = payload[at:end]
        # A letter that is none becomes a mark; the row's sum tells that it is not what was written.
        return (piece if kind % 2 == 0 else piece.decode("utf-8", "replace")), end
    if kind == 0:
        return None, at
    if kind in {8, 9}:
        return kind - 8, at
    if kind not in _INTEGER_BYTES:  # 7 is a fraction, of which our tables have none
        raise _Torn
    end = at + _INTEGER_BYTES[kind]
    return int.from_bytes(payload[at:end], "big", signed=True), end


def _literal(connection: sqlite3.Connection, text: str | None) -> Value:
    """The value of a column's DEFAULT as it stands in the schema."""
    if text is None:
        return None
    value: Value = connection.execute(f"SELECT {text}").fetchone()[0]
    return value


def sum_of(rows: Sequence[Row], columns: Columns, table: str) -> Sum:
    """The sum that these rows of a table, all of one bucket, should have."""
    counts: dict[str, int] = {}
    sums: dict[str, int] = {}
    content_sums.add_rows(rows, columns.hashed[table], counts, sums)
    return Sum(len(rows), sum(sums.values()) & content_sums.MASK)
