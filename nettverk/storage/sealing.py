"""A database written anew with another key, or none: whole before it takes the old one's place, which is then gone.

The new file is made aside, opened with its own key and read from end to end beside the old one. Until it takes the
name, the old one is untouched; after that, what held the old content is written over and removed. A program that dies
in between leaves the old file or the new one, and something with a name that ``clear_left`` knows.
"""

from __future__ import annotations

import os
import secrets
import sqlite3
from collections.abc import Callable
from contextlib import closing, suppress
from pathlib import Path

from nettverk.domain.errors import Cancelled
from nettverk.storage import content_sums, engine, identity, passphrase, whole_files
from nettverk.storage.backup import NotWhole
from nettverk.storage.passphrase import MAGIC, RING, Key, read_header

BEFORE, REST = ".nettverk-", ".rest"
"""What is put round a file's name while its old content waits to be written over."""
_COUNT, _MARK = slice(24, 28), slice(60, 64)


def rewrite(
    path: Path,
    key: Key | None,
    tell: Callable[[float], None] = lambda _share: None,
    stop: Callable[[], bool] = lambda: False,
) -> None:
    """Let the database at a path be sealed with a key, or plain where there is none; nobody may have it open.

    Its age stays what it was: a backup is as old as what it holds.

    Args:
        tell: told how far it is, 0–1.
        stop: asked often; when it says so, all is as it was.

    Raises:
        Cancelled: ``stop`` said so.
        NotWhole: what came out is not what went in; the old one may be damaged. It is as it was.
        sqlite3.Error, OSError: it cannot be read or written; it is as it was.
    """
    if key is not None:
        RING.add(key)
    status = path.stat()
    kept = path.with_name(f"{BEFORE}{path.name}{REST}")
    try:
        with whole_files.aside(path) as beside:
            _export(path, beside, key, tell, stop)
            _compare(path, beside, tell, stop)
            os.utime(beside, (status.st_atime, status.st_mtime))
            _keep(path, kept)
    except BaseException:
        with suppress(OSError):
            _back(path, kept)
        raise
    RING.remember(path, key)
    engine.overwrite(kept)
    whole_files.sync_folder(path.parent)
    tell(1.0)


def clear_left(folder: Path) -> None:
    """Put right what a program that died has left in a folder: half a file is removed, old content written over."""
    whole_files.sweep(folder)
    with suppress(OSError):
        for kept in folder.glob(f"{BEFORE}*{REST}"):
            with suppress(OSError):
                _back(kept.with_name(kept.name[len(BEFORE) : -len(REST)]), kept)
                if kept.exists():
                    engine.overwrite(kept)


def put_back(path: Path) -> None:
    """Where a disk has only one name for each file, and the program died between two of them: it has its own again."""
    kept = path.with_name(f"{BEFORE}{path.name}{REST}")
    if not path.exists() and kept.exists():
        _back(path, kept)


def _keep(path: Path, kept: Path) -> None:
    """Give the old content another name as well, so that it can be found and written over."""
    with suppress(FileNotFoundError):
        engine.overwrite(kept)
    try:
        os.link(path, kept)
    except OSError:  # a stick, most of which have no second names
        path.rename(kept)
    whole_files.sync_folder(path.parent)


def _back(path: Path, kept: Path) -> None:
    """The old content has its own name alone, if nothing new has taken it."""
    if not path.exists():
        kept.rename(path)
    elif path.samefile(kept):
        kept.unlink()


def _export(path: Path, beside: Path, key: Key | None, tell: Callable[[float], None], stop: Callable[[], bool]) -> None:
    from nettverk.storage import sqlcipher

    size = max(1, path.stat().st_size)

    def written(so_far: int) -> bool:
        tell(min(0.5, so_far / size / 2))
        return stop()

    before = read_header(path)
    try:
        with closing(sqlcipher.connect(str(path.absolute()), engine.key_to(path))) as source:
            sqlcipher.export(source, beside, key, written)
    except sqlite3.OperationalError:
        if stop():
            raise Cancelled from None
        raise
    if key is not None:
        passphrase.stamp(beside, key)
    _count(beside, finished=before[_COUNT] == before[_MARK], own=_is_own(path, before))


def _is_own(path: Path, header: bytes) -> bool:
    """Whether nobody else's program has written in the old file since our own last change."""
    with closing(engine.connect(path, mode="ro", still=True)) as source:
        return content_sums.fact(source, "counter") in {"", str(content_sums.counter_in(header))}


def _count(path: Path, *, finished: bool, own: bool) -> None:
    """Let a new file's own count of what was written in it begin where SQLite's does."""
    with closing(engine.connect(path)) as connection:
        connection.execute("PRAGMA journal_mode = MEMORY")
        connection.execute("PRAGMA synchronous = OFF")
        now = content_sums.counter_in(read_header(path)) + 1  # this is itself a transaction
        connection.execute("BEGIN IMMEDIATE")
        if own and content_sums.fact(connection, "counter"):
            connection.execute("UPDATE _file SET value = ? WHERE key = 'counter'", (str(now),))
        # A number that no journal of the old file has; or the mark of one that nobody has worked in.
        connection.execute(f"PRAGMA user_version = {now if finished else secrets.randbits(30) | 1 << 30}")
        connection.execute("COMMIT")


def _compare(path: Path, beside: Path, tell: Callable[[float], None], stop: Callable[[], bool]) -> None:
    """Read both from end to end.

    Raises:
        NotWhole: they differ.
    """

    def pause() -> None:
        if stop():
            raise Cancelled

    if (read_header(beside)[:16] != MAGIC) or engine.is_sealed(beside) != (engine.key_to(beside) is not None):
        raise NotWhole(beside.name)
    with (
        closing(engine.connect(path, mode="ro")) as old,
        closing(engine.connect(beside, mode="ro", still=True)) as new,
    ):
        if new.execute("PRAGMA quick_check(1)").fetchone()[0] != "ok":
            raise NotWhole(path.name)
        tell(0.6)
        if identity.schema(old) != identity.schema(new) or _rows(old) != _rows(new):
            raise NotWhole(path.name)
        before = dict(content_sums.counted(old, pause=pause))
        tell(0.8)
        if before != dict(content_sums.counted(new, pause=pause)):
            raise NotWhole(path.name)
        tell(0.95)


def _rows(connection: sqlite3.Connection) -> dict[str, int]:
    named = connection.execute("SELECT name FROM sqlite_master WHERE type = 'table'").fetchall()
    return {name: connection.execute(f'SELECT count(*) FROM "{name}"').fetchone()[0] for (name,) in named}
