"""The files on this machine that hold the data, or a copy of them: found, never changed."""

from __future__ import annotations

import re
import sqlite3
from collections.abc import Iterable, Iterator
from contextlib import closing, suppress
from pathlib import Path

from nettverk.domain.mentions import Searcher
from nettverk.domain.privacy import FileKind, HoldingFile
from nettverk.storage.places import log_folder, settings_file
from nettverk.storage.store import Store

_SQLITE = b"SQLite format 3\x00"
MOST_TEXT = 20_000_000  # bytes of a text file; ours are never near it


def databases(path: Path) -> tuple[Path, ...]:
    """Other databases in the folder of this one, where copies lie: those before an update, and those made by"
    " hand."""
    folder = path.parent
    try:
        files = sorted(other for other in folder.iterdir() if other.is_file())
    except OSError:
        return ()
    return tuple(other for other in files if not _same(other, path) and _begins_as_database(other))


def _same(one: Path, other: Path) -> bool:
    with suppress(OSError):
        return one.samefile(other)
    return one == other


def _begins_as_database(path: Path) -> bool:
    with suppress(OSError), path.open("rb") as file:
        return file.read(len(_SQLITE)) == _SQLITE
    return False


def holding(path: Path, person_ids: Iterable[str]) -> tuple[Path, ...]:
    """Those of the copies that know one of these people; what cannot be read is left out."""
    ids = tuple(person_ids)
    return tuple(copy for copy in databases(path) if knows(copy, ids))


def knows(copy: Path, person_ids: Iterable[str]) -> bool:
    """Whether a database has one of these people in its register."""
    ids = tuple(person_ids)
    marks = ", ".join("?" * len(ids))
    try:
        # Immutable would miss a journal that is to be rolled back; read-only sees it, or refuses.
        with closing(sqlite3.connect(f"{copy.absolute().as_uri()}?mode=ro", uri=True)) as connection:
            return connection.execute(f"SELECT 1 FROM people WHERE id IN ({marks})", ids).fetchone() is not None
    except sqlite3.Error:
        return False


def text_files() -> Iterator[tuple[FileKind, Path]]:
    """The settings of this machine, and the log with the ones before it."""
    if settings_file().is_file():
        yield FileKind.SETTINGS, settings_file()
    with suppress(OSError):
        for path in sorted(log_folder().glob("nettverk.log*")):
            yield FileKind.LOG, path


def text_of(path: Path) -> str:
    """What a text file says; empty where it cannot be read, or is far too large to be one of ours."""
    with suppress(OSError):
        if path.stat().st_size <= MOST_TEXT:
            return path.read_text(encoding="utf-8", errors="replace")
    return ""


def plainly(line: str) -> str:
    """A line of the settings with letters in place of their escapes (``M\\xe1ret``), as one would read it."""
    return re.sub(r"\\x([0-9a-fA-F]{1,4})", lambda code: chr(int(code[1], 16)), line)


def files(store: Store, person_id: str, searcher: Searcher) -> tuple[HoldingFile, ...]:
    """Every file on this machine that holds a person's name, the database first."""
    if store.path is None:
        return ()
    found = [HoldingFile(FileKind.DATABASE, store.path)]
    found += [HoldingFile(FileKind.BACKUP, copy) for copy in holding(store.path, (person_id,))]
    found += [HoldingFile(kind, path) for kind, path in text_files() if searcher.find(plainly(text_of(path)))]
    return tuple(found)
