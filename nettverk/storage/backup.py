"""Copying a database while others work in it, and proving that the copy is whole before it is called a backup.

A copy is written under a name that no list of backups takes up, read from the first page to the last, and only then
given its own name; a program that dies in between leaves nothing that looks like a backup.
"""

from __future__ import annotations

import os
import sqlite3
from collections.abc import Callable, Iterator
from contextlib import closing, contextmanager, suppress
from dataclasses import dataclass
from pathlib import Path
from threading import Event

from nettverk.storage import content_sums, engine, whole_files
from nettverk.storage.content_sums import Bucket, Sum

UNFINISHED = ".part"
STEP_PAGES = 512
"""Pages copied at a time (2 MB): whoever wants to write waits for one step at most."""
MOST_RESTARTS = 4
MOST_REFUSALS = 400
_REFUSED_S = 0.05
_PAUSE_S = 0.001


class NotWhole(Exception):
    """The copy is not what it should be; the message is SQLite's own, or the table that differs."""


@dataclass(frozen=True, slots=True)
class Copied:
    """What a copy turned out to be.

    Attributes:
        size: bytes.
        differing: tables whose rows do not agree with their own sums: the original had come to harm already, or was
            changed by another program.
    """

    size: int
    differing: tuple[str, ...] = ()


def copy(source: Path, target: Path, stop: Callable[[], bool] = lambda: False) -> Copied | None:
    """Copy the database at ``source`` as it stands now to ``target``, which is there when it is whole, or not at all.

    Uses a connection of its own, and SQLite's backup in small steps: whoever works in the file goes on meanwhile.

    Args:
        stop: asked often; when it says so, the copy is given up.

    Returns:
        what was copied; None where it was given up.

    Raises:
        NotWhole: the copy does not hold what the original should; the original may be damaged.
        sqlite3.DatabaseError, OSError: the world said no.
    """
    with _aside(target) as aside:
        with looking(source) as original:
            application = original.execute("PRAGMA application_id").fetchone()[0]
            if not _copied(original, aside, stop):
                return None
        differing = _read_whole(aside, application, stop)
        if differing is None:
            return None
        finish(aside, target)
    return Copied(target.stat().st_size, differing)


def copy_file(source: Path, target: Path, stop: Callable[[], bool] = lambda: False) -> bool:
    """Copy a finished backup, byte by byte, to another folder; there when it is whole, or not at all.

    Returns:
        whether it was done; False where it was given up.

    Raises:
        NotWhole: what came out is not what went in.
        OSError: the world said no.
    """
    with _aside(target) as aside:
        with source.open("rb") as from_, aside.open("r+b") as to:
            while piece := from_.read(1 << 20):
                if stop():
                    return False
                to.write(piece)
            to.flush()
            os.fsync(to.fileno())
        if not _same(source, aside):
            raise NotWhole(target.name)
        finish(aside, target)
    return True


def clear_unfinished(folder: Path) -> None:
    """Remove what a copy that was killed has left in a folder of backups."""
    for left in folder.glob(f".*{UNFINISHED}*"):
        with suppress(OSError):
            left.unlink()


@contextmanager
def looking(path: Path, *, still: bool = False) -> Iterator[sqlite3.Connection]:
    """A connection that only reads, for the length of the block.

    Args:
        still: nobody writes in the file, and nobody will: it is not locked, and lies perhaps where nothing can be.
    """
    with closing(engine.connect(path, mode="ro", still=still)) as connection:
        yield connection


def differing(connection: sqlite3.Connection, pause: Callable[[], object] = lambda: None) -> tuple[str, ...]:
    """The tables whose rows do not agree with the sums that the file has of them; none in a file without sums.

    Raises:
        sqlite3.DatabaseError: a table cannot be read.
    """
    sums = content_sums.stored(connection)
    return _unlike(sums, dict(content_sums.counted(connection, pause=pause))) if sums else ()


def _unlike(sums: dict[Bucket, Sum], counted: dict[Bucket, Sum]) -> tuple[str, ...]:
    either = sums.keys() | counted.keys()
    return tuple(sorted({bucket[0] for bucket in either if sums.get(bucket) != counted.get(bucket)}))


@contextmanager
def _aside(target: Path) -> Iterator[Path]:
    """An empty file beside the target, readable by its owner only; gone after the block unless it was renamed."""
    target.parent.mkdir(parents=True, exist_ok=True, mode=0o700)
    aside = target.with_name(f".{target.name}.{os.getpid()}{UNFINISHED}")
    with suppress(FileNotFoundError):
        aside.unlink()
    os.close(os.open(aside, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600))
    try:
        yield aside
    finally:
        with suppress(OSError):
            aside.unlink()


@contextmanager
def new_file(target: Path) -> Iterator[Path]:
    """Where to write a new file, which has its own name when the block is over, and is gone if it fails."""
    with _aside(target) as aside:
        yield aside
        finish(aside, target)


def finish(aside: Path, target: Path) -> None:
    """Give a finished copy its name, once its bytes are on the disk."""
    with aside.open("rb+") as file:
        os.fsync(file.fileno())
    aside.replace(target)
    whole_files.sync_folder(target.parent)


def _copied(original: sqlite3.Connection, aside: Path, stop: Callable[[], bool]) -> bool:
    """Copy page by page; False where it was given up."""
    with closing(engine.for_copy(original, aside)) as copy:
        # Nobody reads the copy before it is whole, and it is made safe in one go at the end.
        copy.execute("PRAGMA journal_mode = OFF")
        copy.execute("PRAGMA synchronous = OFF")
        restarts, left, refused = 0, -1, 0

        def stepped(status: int, remaining: int, total: int) -> None:
            nonlocal restarts, left, refused
            if stop():
                raise _Stopped
            if status in {sqlite3.SQLITE_BUSY, sqlite3.SQLITE_LOCKED}:
                refused += 1
                if refused > MOST_REFUSALS:  # somebody does nothing but write: another time, then
                    raise sqlite3.OperationalError("database is locked")
                return
            refused = 0
            # A write in the original begins the copy anew. Where somebody writes all the time it is taken in one go.
            restarts += 0 <= left < remaining
            left = remaining
            if restarts > MOST_RESTARTS and remaining:
                raise _Restarted
            Event().wait(_PAUSE_S)

        try:
            original.backup(copy, pages=STEP_PAGES, progress=stepped, sleep=_REFUSED_S)
        except _Restarted:
            original.backup(copy)
        except _Stopped:
            return False
    return True


class _Restarted(Exception):
    """Others write so often that a copy in steps would never be done."""


class _Stopped(Exception):
    """Whoever asked for the copy has no use for it any more."""


def _read_whole(path: Path, application: int, stop: Callable[[], bool]) -> tuple[str, ...] | None:
    """Open and read all of a copy; gives the tables that disagree with their sums, None where it was given up."""

    def pause() -> None:
        if stop():
            raise _Stopped
        Event().wait(_PAUSE_S)  # the windows' thread comes in between

    with looking(path, still=True) as connection:
        connection.set_progress_handler(lambda: int(stop()), 100_000)
        try:
            if connection.execute("PRAGMA application_id").fetchone()[0] != application:
                raise NotWhole("application_id")
            answer = connection.execute("PRAGMA quick_check(1)").fetchone()[0]
            if answer != "ok":
                raise NotWhole(str(answer))
            return differing(connection, pause)
        except _Stopped:
            return None
        except sqlite3.OperationalError:
            if stop():
                return None
            raise
        finally:
            connection.set_progress_handler(None, 0)


def _same(one: Path, other: Path) -> bool:
    if one.stat().st_size != other.stat().st_size:
        return False
    with one.open("rb") as first, other.open("rb") as second:
        while piece := first.read(1 << 20):
            if second.read(1 << 20) != piece:
                return False
    return True
