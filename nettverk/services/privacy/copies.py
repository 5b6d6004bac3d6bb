"""The files on this machine that hold the data, or a copy of them: found, never changed."""

from __future__ import annotations

import re
import sqlite3
import tempfile
from collections.abc import Iterable, Iterator
from contextlib import closing, suppress
from pathlib import Path

from nettverk.domain.mentions import Searcher
from nettverk.domain.privacy import FileKind, HoldingFile
from nettverk.storage import engine, rescue
from nettverk.storage.engine import is_sealed
from nettverk.storage.guard import safety_path
from nettverk.storage.places import data_folder, log_folder, settings_file
from nettverk.storage.store import Store

_SQLITE = b"SQLite format 3\x00"
BACKUPS, RESCUED = "sikkerhetskopier", "redning"
"""What the folder of backups is called, and what stands in the names of files with text that could not be stored."""
MOST_TEXT = 20_000_000  # bytes of a text file; ours are never near it


def databases(path: Path) -> tuple[Path, ...]:
    """Databases beside this one and among the program's own backups: from before an update, by hand, by themselves."""
    return _databases_in(path, (path.parent, *_folders_of(data_folder() / BACKUPS)))


def beside(path: Path, folder: Path) -> tuple[Path, ...]:
    """Databases in a folder that are not this one."""
    return _databases_in(path, (folder,))


def databases_under(folder: Path) -> tuple[Path, ...]:
    """Databases in a folder and in the folders of it."""
    return _databases_in(folder, (folder, *_folders_of(folder)))


def _databases_in(path: Path, folders: Iterable[Path]) -> tuple[Path, ...]:
    files: list[Path] = []
    for folder in folders:
        with suppress(OSError):
            files += sorted(other for other in folder.iterdir() if other.is_file() and other not in files)
    return tuple(other for other in files if not _same(other, path) and _begins_as_database(other))


def _folders_of(folder: Path) -> list[Path]:
    with suppress(OSError):
        return sorted(inner for inner in folder.iterdir() if inner.is_dir())
    return []


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
    # The safety copy that the program has while the file is open, and one that a crash has left.
    safety = _databases_in(path, (safety_path(path).parent,))
    return tuple(copy for copy in (*databases(path), *safety) if knows(copy, ids))


def knows(copy: Path, person_ids: Iterable[str]) -> bool:
    """Whether a database has one of these people in its register."""
    ids = tuple(person_ids)
    marks = ", ".join("?" * len(ids))
    # Where a write was cut off in the middle, only one who may write can roll it back; that is tried second.
    for mode in ("ro", "rw") if copy.with_name(f"{copy.name}-journal").exists() else ("ro",):
        with (
            suppress(sqlite3.Error),
            closing(engine.connect(copy, mode=mode)) as connection,
        ):
            return connection.execute(f"SELECT 1 FROM people WHERE id IN ({marks})", ids).fetchone() is not None
    return False


def locked(paths: Iterable[Path]) -> tuple[Path, ...]:
    """Those of the databases that have another passphrase than those we know, so that nobody can say whom they hold."""
    return tuple(path for path in paths if _is_locked(path))


def _is_locked(path: Path) -> bool:
    try:
        engine.key_to(path)
    except engine.Sealed:
        return True
    return False


def named(copy: Path, person_ids: Iterable[str]) -> bool:
    """Whether a database has one of these people in its register, and does not know that they are to have no name."""
    with suppress(sqlite3.Error), closing(engine.connect(copy, mode="ro")) as connection:
        rows = connection.execute("SELECT person_id FROM removed_people").fetchall()
        return knows(copy, set(person_ids) - {row[0] for row in rows})
    return knows(copy, person_ids)  # one from before there was such a list


def text_files(database: Path | None) -> Iterator[tuple[FileKind, Path]]:
    """Files with text that could not be stored, the settings of this machine, and the log with the ones before it."""
    beside = (database.parent,) if database is not None else ()
    temporary = Path(tempfile.gettempdir())
    for folder in (settings_file().with_name(RESCUED), *beside, *temporary.glob(f"nettverk-{RESCUED}-*")):
        with suppress(OSError):
            for path in sorted(folder.glob(f"*.{RESCUED}.json*")):
                yield FileKind.RESCUE, path
    if settings_file().is_file():
        yield FileKind.SETTINGS, settings_file()
    with suppress(OSError):
        for path in sorted(log_folder().glob("nettverk.log*")):
            yield FileKind.LOG, path


def text_of(path: Path) -> str:
    """What a text file says; empty where it cannot be read, or is far too large to be one of ours."""
    with suppress(OSError, sqlite3.Error, ValueError, TypeError):
        if path.stat().st_size <= MOST_TEXT:
            return rescue.text_of(path) if is_sealed(path) else path.read_text(encoding="utf-8", errors="replace")
    return ""


def plainly(line: str) -> str:
    """A line of settings or JSON with letters in place of their escapes (``M\\xe1ret``), as one would read it."""
    return re.sub(r"\\(?:x([0-9a-fA-F]{1,4})|u([0-9a-fA-F]{4}))", lambda code: chr(int(code[1] or code[2], 16)), line)


def files(store: Store, person_id: str, searcher: Searcher) -> tuple[HoldingFile, ...]:
    """Every file on this machine that holds a person's name, the database first."""
    if store.path is None:
        return ()
    holding_files = [HoldingFile(FileKind.DATABASE, store.path)]
    holding_files += [HoldingFile(FileKind.BACKUP, copy) for copy in holding(store.path, (person_id,))]
    holding_files += [
        HoldingFile(kind, path) for kind, path in text_files(store.path) if searcher.find(plainly(text_of(path)))
    ]
    return tuple(holding_files)
