"""The journal that a cut-off write leaves, and whether it belongs to the database it lies beside.

SQLite writes down every page it is about to change in ``n.db-journal``, and puts them back at the next opening if the
write was cut off. It only looks at the name: lay somebody another copy of the database there meanwhile, its pages would
be mixed with those of the old one. Every write of ours therefore leaves the journal's own random number (its *nonce*)
in the header page, as ``user_version``. A database whose header is neither the one in the journal nor the next one with
that number is another, and the journal is put aside.

The layout of the journal: https://sqlite.org/fileformat2.html#the_rollback_journal.
"""

from __future__ import annotations

import itertools
import sqlite3
from collections.abc import Iterator
from contextlib import suppress
from dataclasses import dataclass
from datetime import datetime
from pathlib import Path
from typing import IO

from nettverk.storage.connected import file_of
from nettverk.storage.passphrase import PLAIN_HEADER, seal_in

MAGIC = bytes.fromhex("d9d505f920a163d7")
_HEADER = 28
_EVERY = 0xFFFFFFFF
"""A count of records that means «all the file has»."""

_COUNTER, _PAGES, _VERSION = slice(24, 28), slice(28, 32), slice(60, 64)
"""Of a database's header: its change counter, its number of pages, and the number that is ours to use."""


@dataclass(frozen=True, slots=True)
class Journal:
    """A journal with something to put back.

    Attributes:
        path: the file.
        nonce: the random number that this journal alone has, and the sum of each page begins with.
        pages: how many pages the database had before the write.
        sector, page: sizes in bytes of what the header fills, and of a page.
    """

    path: Path
    nonce: int
    pages: int
    sector: int
    page: int


def name_of(database: Path) -> Path:
    """Where SQLite keeps a database's journal."""
    return database.parent / f"{database.name}-journal"


def beside(database: Path) -> Journal | None:
    """The journal that SQLite would put back, or None where there is nothing to put back.

    Raises:
        OSError: it is there and cannot be read.
    """
    path = name_of(database)
    try:
        if not path.is_file():
            return None
        with path.open("rb") as file:
            header = file.read(_HEADER)
    except FileNotFoundError:
        return None
    # One that had not come to the disk yet begins with zeros: nothing was written in the database either.
    if len(header) < _HEADER or not header.startswith(MAGIC):
        return None
    nonce, pages, sector, page = (_number(header[at : at + 4]) for at in (12, 16, 20, 24))
    if not _is_size(sector, 32, 65536) or not _is_size(page, 512, 65536):
        return None
    return Journal(path, nonce, pages, sector, page)


def belongs(journal: Journal, header: bytes) -> bool:
    """Whether a journal was written for the database with this header (its first 100 bytes).

    Raises:
        OSError: the journal cannot be read.
    """
    before = next((data[: len(header)] for page, data in _records(journal) if page == 1), None)
    if before is None:  # a large write of an older version, cut off before it came to the first page
        return _number(header[_PAGES]) == journal.pages
    # Of a sealed file the end of the header is scrambled anew each time it is written.
    alike = PLAIN_HEADER if seal_in(header) is not None else len(header)
    if header[:alike] == before[:alike]:
        return True
    if _number(header[_COUNTER]) != (_number(before[_COUNTER]) + 1) % 2**32:
        return False
    # A write of ours has left the nonce; one without it (of an older version, an update of the tables) has left the
    # number alone, and a database that is marked as finished has its own count there.
    return header[_VERSION] in {journal.nonce.to_bytes(4, "big"), before[_VERSION], header[_COUNTER]}


def rolled_back(database: Path, journal: Journal) -> bytes:
    """The database as it was before the write, in memory; as it lies there if the journal is not its own.

    Raises:
        OSError: one of the two cannot be read.
    """
    content = bytearray(database.read_bytes())
    # No write-ahead log can be read in memory; ours never have one.
    content[18:20] = b"\1\1" if content[18:20] == b"\2\2" else content[18:20]
    if not belongs(journal, bytes(content[:100])):
        return bytes(content)
    del content[journal.pages * journal.page :]
    content.extend(bytes(journal.pages * journal.page - len(content)))
    for number, data in _records(journal):
        if 0 < number <= journal.pages:
            content[(number - 1) * journal.page : number * journal.page] = data
    return bytes(content)


def at_one_moment(database: Path) -> bytes | None:
    """The database as it is, read without a lock while somebody may be writing; None if a write came in between.

    A write puts every page that it is to change in the journal first, and the header page is the first it changes. So
    what was read is whole if the journal is still the same one when all has been read, or if there was none and the
    header has not changed.

    Raises:
        OSError: it cannot be read.
    """
    try:
        journal = beside(database)
        content = rolled_back(database, journal) if journal else database.read_bytes()
        if beside(database) != journal:
            return None
    except FileNotFoundError:  # the journal went while it was read
        return None
    if journal is None:
        with database.open("rb") as file:
            if file.read(100) != content[:100]:
                return None
    return content


def put_aside(journal: Journal, database: Path, now: datetime) -> Path:
    """Give a journal that belongs to another database a free name that says when; returns that path."""
    stem = f"{database.stem} {now.astimezone():%Y-%m-%d %H.%M}"
    for number in itertools.count(1):
        target = database.with_name(f"{stem}{f' {number}' if number > 1 else ''}.journal")
        if not target.exists():
            break
    return journal.path.rename(target)


def sign(connection: sqlite3.Connection, *, since: int = -1) -> None:
    """Leave the nonce of the write that is under way in the database's header; the last step before it is stored.

    Args:
        since: how many rows had been changed before the write (``total_changes``); nothing is signed if none has.
    """
    # Which file it is on, not what it is called: one may have gone on in another. One in memory has none.
    database = file_of(connection)
    if not database or connection.total_changes == since:
        return
    # Any change of the header page makes SQLite begin the journal, if nothing else has.
    connection.execute(f"PRAGMA user_version = {connection.execute('PRAGMA user_version').fetchone()[0]}")
    with suppress(OSError), name_of(Path(database)).open("rb") as file:
        header = file.read(_HEADER)
        if len(header) == _HEADER:
            nonce = int.from_bytes(header[12:16], "big", signed=True)
            connection.execute(f"PRAGMA user_version = {nonce}")


def _records(journal: Journal) -> Iterator[tuple[int, bytes]]:
    """Every page in a journal with its number, up to the first that did not come whole to the disk."""
    size = journal.path.stat().st_size
    with journal.path.open("rb") as file:
        at = 0
        while at + journal.sector <= size:
            file.seek(at)
            header = file.read(_HEADER)
            if not header.startswith(MAGIC):
                return
            count, nonce = _number(header[8:12]), _number(header[12:16])
            file.seek(at + journal.sector)
            if count == _EVERY:
                count = (size - at - journal.sector) // (journal.page + 8)
            for _index in range(count):
                record = _record(file, journal.page, nonce)
                if record is None:
                    return
                yield record
            end = file.tell()
            at = -(-end // journal.sector) * journal.sector  # the next header begins a sector of its own


def _record(file: IO[bytes], page: int, nonce: int) -> tuple[int, bytes] | None:
    whole = file.read(page + 8)
    if len(whole) < page + 8:
        return None
    number, data, sum_ = _number(whole[:4]), whole[4:-4], _number(whole[-4:])
    total = (nonce + sum(data[at] for at in range(page - 200, 0, -200))) % 2**32
    return (number, data) if number and total == sum_ else None


def _number(raw: bytes) -> int:
    return int.from_bytes(raw, "big")


def _is_size(value: int, least: int, most: int) -> bool:
    return least <= value <= most and value & (value - 1) == 0
