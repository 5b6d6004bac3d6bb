"""Files with text that could not be stored in a database, each written whole, for its owner's eyes only.

Those of a database that is sealed with a passphrase are sealed with it too. They lie beside the
settings; where that cannot be written, beside the database, and at last in the system's own folder for files of the
moment. Nothing is known here of what they say.
"""

from __future__ import annotations

import getpass
import hashlib
import os
import sqlite3
import tempfile
from collections.abc import Iterator
from contextlib import closing, suppress
from dataclasses import dataclass
from pathlib import Path

from nettverk.storage import engine, whole_files
from nettverk.storage.engine import Sealed
from nettverk.storage.passphrase import RING, Key
from nettverk.storage.places import settings_file

_TABLE = "redning"
ENDING = ".redning.json"
DAMAGED = ".skadet"
MOST_BYTES = 64 * 1024 * 1024


@dataclass(frozen=True, slots=True)
class RescueFile:
    """A file that was found; ``text`` is None where it could not be read."""

    path: Path
    text: str | None


def folders(database: Path | None) -> tuple[Path, ...]:
    """Where such files are written and looked for, the best place first."""
    beside = (database.parent,) if database is not None else ()
    return (settings_file().with_name("redning"), *beside, _temporary())


def _temporary() -> Path:
    """A folder of one's own in the system's temporary one, which others share."""
    try:
        user = getpass.getuser()
    except (OSError, KeyError, ImportError):  # nobody is logged in, as in a container
        user = str(os.getuid()) if hasattr(os, "getuid") else "user"
    return Path(tempfile.gettempdir()) / f"nettverk-redning-{user}"


def file_name(database: str, session: str) -> str:
    """One file for each database and each run of the program, so that no run overwrites another's."""
    key = hashlib.sha256(database.encode("utf-8", "surrogateescape")).hexdigest()[:12]
    return f"{key}-{session}{ENDING}"


def write(database: Path | None, name: str, text: str) -> Path:
    """Keep a text under a name in the first place that takes it, and nowhere else; returns its path.

    Raises:
        OSError: no place took it; what the first one said.
    """
    first_fault: OSError | None = None
    key = RING.key_of(database) if database is not None else None
    for folder in folders(database):
        try:
            path = _write_whole(folder, name, text, key)
        except (OSError, sqlite3.Error) as fault:
            first_fault = first_fault or (fault if isinstance(fault, OSError) else OSError(str(fault)))
            continue
        remove(database, name, but=path)
        return path
    raise first_fault or OSError("no folder")


def _write_whole(folder: Path, name: str, text: str, key: Key | None) -> Path:
    """Written aside and renamed: a reader finds all of it or what was there before, also after a power cut."""
    own = not folder.exists()
    folder.mkdir(parents=True, exist_ok=True, mode=0o700)
    if not own and folder == _temporary() and hasattr(os, "getuid") and folder.stat().st_uid != os.getuid():
        raise PermissionError(f"{folder} belongs to somebody else")
    path = folder / name
    content = text.encode("utf-8", "surrogatepass")
    if key is None:
        whole_files.write(path, content)
        return path
    with whole_files.aside(path) as beside, engine.new_file(beside, key) as connection:
        connection.execute("PRAGMA journal_mode = MEMORY")
        connection.execute(f"CREATE TABLE {_TABLE} (content BLOB)")
        connection.execute(f"INSERT INTO {_TABLE} VALUES (?)", (content,))
    return path


def rewrite(path: Path, text: str) -> None:
    """Let a file that is there say something else, sealed as it was.

    Raises:
        OSError, sqlite3.Error: it cannot be written; it is as it was.
    """
    seal_anew(path, text, engine.key_to(path))


def seal_anew(path: Path, text: str, key: Key | None) -> None:
    """Let a file that is there say something, sealed with a key, or not at all where there is none.

    Raises:
        OSError, sqlite3.Error: it cannot be written; it is as it was.
    """
    _write_whole(path.parent, path.name, text, key)


def text_of(path: Path) -> str:
    """What a file says.

    Raises:
        Sealed: it is sealed, and its passphrase has not been given.
        OSError, ValueError, sqlite3.Error: it cannot be read.
    """
    if not engine.is_sealed(path):
        return path.read_text(encoding="utf-8", errors="surrogatepass")
    with closing(engine.connect(path, mode="ro", still=True)) as connection:
        content: bytes = connection.execute(f"SELECT content FROM {_TABLE}").fetchone()[0]
    return content.decode("utf-8", "surrogatepass")


def remove(database: Path | None, name: str, *, but: Path | None = None) -> None:
    """Take the file away wherever it lies; ``but`` stays."""
    for folder in folders(database):
        path = folder / name
        if path != but:
            with suppress(OSError):
                path.unlink()


def found(database: Path | None) -> Iterator[RescueFile]:
    """Every rescue file in the places for a database, oldest first, whichever database they belong to."""
    seen: dict[Path, float] = {}
    for folder in folders(database):
        with suppress(OSError):
            for path in folder.glob(f"*{ENDING}"):
                seen[path] = path.stat().st_mtime
    for path in sorted(seen, key=lambda path: (seen[path], path)):
        try:
            if path.stat().st_size > MOST_BYTES:
                raise ValueError("too large to be ours")  # noqa: TRY301 - read as damaged like the others
            yield RescueFile(path, text_of(path))
        except (FileNotFoundError, Sealed):  # another database's, sealed with a passphrase of its own
            continue
        except (OSError, ValueError, TypeError, sqlite3.Error):
            yield RescueFile(path, None)


def put_damaged_aside(path: Path) -> Path:
    """Give a file that makes no sense another name, so that it is told of once; returns where it is now."""
    aside = path.with_name(f"{path.name}{DAMAGED}")
    number = 2
    while aside.exists():
        aside = path.with_name(f"{path.name}{DAMAGED}-{number}")
        number += 1
    try:
        path.rename(aside)
    except OSError:
        return path
    return aside
