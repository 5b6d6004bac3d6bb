"""Two editions of one database: kept apart when something else has laid hands on the file, and made one again.

The edition that one works in moves to the user's own data folder at once, whole, so that everything goes on as before.
Which of the two is to be at the file's own name is for the user to say; the other is kept beside it, under a name that
says when. Without an answer it is the same at the next start; what is missing or unreadable then is put back by itself.
"""

from __future__ import annotations

import hashlib
import json
import os
import shutil
import sqlite3
from collections.abc import Iterator
from contextlib import closing, suppress
from dataclasses import asdict, dataclass
from datetime import datetime
from pathlib import Path

from nettverk.domain import plain_json
from nettverk.domain.changes import Changes
from nettverk.domain.errors import Expected
from nettverk.domain.parting import Parting, Verdict
from nettverk.i18n import _, clock, day_month
from nettverk.services.typed import store_typed
from nettverk.storage import engine, moving
from nettverk.storage.engine import Sealed
from nettverk.storage.faults import damaged, said
from nettverk.storage.guard import MAGIC, Guard, safety_path
from nettverk.storage.lock import FileLock, Held
from nettverk.storage.places import data_folder
from nettverk.storage.store import Store


@dataclass(frozen=True, slots=True)
class Reunion:
    """The editions are one again.

    Attributes:
        changes: every table, since anything may read otherwise now.
        kept: where the other edition lies; None where there was none.
    """

    changes: Changes
    kept: Path | None


@dataclass(frozen=True, slots=True)
class Resumption:
    """What was left from last time for a file that is about to be opened.

    Attributes:
        parting: two editions are still apart, and one goes on in one's own.
        note: a sentence on what was put back.
    """

    parting: Parting | None = None
    note: str = ""


# --- parting ---


def part(store: Store, guard: Guard, verdict: Verdict) -> Parting:
    """Go on in an edition of one's own that has everything; the file at the path is left as it is.

    Raises:
        Expected: there is nothing whole to go on with.
    """
    path = guard.path
    side = _side_path(path, store.now())
    with said(side):
        side.parent.mkdir(parents=True, exist_ok=True, mode=0o700)
        whole = verdict in {Verdict.MISSING, Verdict.REPLACED} and _from_connection(store, side)
        if not whole:
            if guard.copy_path is None:
                raise Expected(damaged(path.name))
            shutil.copyfile(guard.copy_path, side)
            side.chmod(0o600)
        parting = Parting(str(path), str(side), verdict, is_readable(path))
        _write_record(parting)
        moving.move(store, side)
    if not whole:
        for typed in guard.typed:
            with suppress(Expected):
                store_typed(store, typed)  # type: ignore[arg-type]
    return parting


def _from_connection(store: Store, side: Path) -> bool:
    """Everything through the open connection, which still has the file that lost its name; whether that went well."""
    try:
        with closing(engine.for_copy(store.connection, side)) as copy:
            store.connection.backup(copy)
            sound = copy.execute("PRAGMA quick_check(1)").fetchone()[0] == "ok"
        side.chmod(0o600)
    except (sqlite3.Error, OSError):
        return False
    return sound and is_readable(side)


def is_readable(path: Path) -> bool:
    """Whether a sound database of ours lies there, as far as one can see without a passphrase; nothing is written."""
    try:
        if not path.is_file() or path.stat().st_size == 0:
            return False
        with closing(engine.connect(path, mode="ro")) as connection:
            tables = {row[0] for row in connection.execute("SELECT name FROM sqlite_master WHERE type = 'table'")}
            well = connection.execute("PRAGMA quick_check(1)").fetchone()[0] == "ok"
    except Sealed:
        return True
    except (sqlite3.Error, OSError, ValueError):
        return False
    return well and {"gatherings", "entries", "_sqlite_migrations"} <= tables


def _folder() -> Path:
    return data_folder() / "egen utgave"


def _key(path: Path) -> str:
    return hashlib.sha256(os.path.realpath(path).encode("utf-8", "surrogateescape")).hexdigest()[:12]


def _side_path(path: Path, now: datetime) -> Path:
    return _free(_folder() / f"{_key(path)}-{now:%Y%m%d-%H%M%S}.db")


def _free(path: Path) -> Path:
    """A name nobody has yet: «… 2.db»."""
    number, tried = 2, path
    while tried.exists():
        tried = path.with_name(f"{path.stem} {number}{path.suffix}")
        number += 1
    return tried


def _record(side: Path) -> Path:
    return side.with_name(f"{side.name}.json")


def _write_record(made: Parting) -> None:
    target = _record(Path(made.side))
    beside = target.with_name(f"{target.name}.ny")
    beside.write_text(json.dumps({**asdict(made), "verdict": str(made.verdict)}), encoding="utf-8")
    beside.chmod(0o600)
    beside.replace(target)


def _records(path: Path) -> Iterator[Parting]:
    """What is still apart for a path, the newest first."""
    with suppress(OSError):
        for record in sorted(_folder().glob(f"{_key(path)}-*.db.json"), reverse=True):
            try:
                data = plain_json.parse(record.read_text(encoding="utf-8"))
                parting = Parting(
                    str(data["path"]), str(data["side"]), Verdict(data["verdict"]), bool(data["readable"])
                )
            except (OSError, ValueError, KeyError, TypeError):
                continue
            if Path(parting.side).parent == _folder() and is_readable(Path(parting.side)):
                yield parting


def _forget(made: Parting) -> None:
    with suppress(OSError):
        _record(Path(made.side)).unlink()
    for end in ("", "-journal"):
        with suppress(OSError):
            Path(f"{made.side}{end}").unlink()


# --- making one of two ---


def use_mine(store: Store, made: Parting) -> Reunion:
    """Put the edition one works in at the file's name; what lies there is kept beside it.

    Raises:
        Expected: the folder is not there or cannot be written; all is as it was.
    """
    path = Path(made.path)
    with said(path):
        moving.let_go(store)
        kept = None
        try:
            kept = _put_aside(path, _("{name} (annen versjon {when})"), store.now())
            store.back_up(path)
            moving.move(store, path)
        except BaseException:
            if kept is not None:
                with suppress(OSError):
                    kept.replace(path)
            moving.lock_anew(store)
            raise
    moving.lock_anew(store)
    _forget(made)
    return Reunion(_everything(store), kept)


def use_theirs(store: Store, made: Parting) -> Reunion:
    """Go on with what lies at the file's name; the edition one has worked in is kept beside it.

    Raises:
        Expected: it cannot be read; all is as it was.
    """
    path = Path(made.path)
    if not is_readable(path):
        raise Expected(damaged(path.name))
    kept = _free(path.with_name(_named(path, _("{name} (min versjon {when})"), store.now())))
    try:
        with said(path):
            store.back_up(kept)
    except Expected:
        kept = Path(made.side)  # no room beside it: it stays where it is
    with said(path):
        moving.move(store, path)
    moving.forget_steps(store)
    moving.lock_anew(store)
    if kept != Path(made.side):
        _forget(made)
    else:
        with suppress(OSError):
            _record(kept).unlink()
    return Reunion(_everything(store), kept)


def _named(path: Path, pattern: str, now: datetime) -> str:
    local = now.astimezone()
    return pattern.format(name=path.stem, when=f"{day_month(local.date())} {clock(local)}") + path.suffix


def _put_aside(path: Path, pattern: str, now: datetime) -> Path | None:
    """Give what lies at a path another name, its journal too; None where nothing lies there."""
    if not path.exists():
        return None
    kept = _free(path.with_name(_named(path, pattern, now)))
    # A journal belongs to the file beside it: left behind, SQLite would roll it into the next of that name.
    journal = path.with_name(f"{path.name}-journal")
    path.rename(kept)
    if journal.exists():
        journal.rename(kept.with_name(f"{kept.name}-journal"))
    return kept


def _everything(store: Store) -> Changes:
    tables = store.rows("SELECT name FROM sqlite_master WHERE type = 'table'")
    return Changes(tables=frozenset(str(row["name"]) for row in tables))


# --- the next start ---


def resume(path: Path, now: datetime) -> Resumption:
    """What is to be done before a file is opened: where it is gone or unreadable, one's own edition is put back there.

    Raises:
        Expected: it could not be put back.
    """
    parting, copy = next(_records(path), None), safety_path(path)
    if parting is None and not copy.exists():
        return Resumption()
    # A journal that was left is put right when the file is opened; till then nobody may say that it cannot be read.
    if _has_journal(path) or is_readable(path):
        return Resumption(parting)
    mine = Path(parting.side) if parting is not None else copy if is_readable(copy) else None
    if mine is None or not path.parent.is_dir():
        return Resumption(parting)
    lock = FileLock(path.with_name(f"{path.name}.lock"))
    try:
        with said(path):
            lock.take("")
            return Resumption(note=_put_back(path, mine, parting, now))
    except Held:
        return Resumption()  # another window has it: opening it says so
    finally:
        lock.release()


def _put_back(path: Path, mine: Path, made: Parting | None, now: datetime) -> str:
    """Put one's own edition at the file's name again; the sentence about it."""
    kept = _put_aside(path, _("{name} (skadet {when})"), now)
    beside = _free(path.with_name(f"{path.name}.ny"))
    shutil.copyfile(mine, beside)
    beside.chmod(0o600)
    beside.replace(path)
    if made is not None:
        _forget(made)
    if kept is not None:
        words = _("{file} var skadet. Versjonen du arbeidet i, er lagt tilbake. Den skadde heter nå {kept}.")
        return words.format(file=path.name, kept=kept.name)
    return _("{file} var borte. Versjonen du arbeidet i, er lagt tilbake.").format(file=path.name)


def _has_journal(path: Path) -> bool:
    journal = path.with_name(f"{path.name}-journal")
    try:
        with path.open("rb") as file:
            begins = file.read(16)
        return begins == MAGIC and journal.stat().st_size > 0
    except OSError:
        return False


def go_aside(store: Store, made: Parting) -> None:
    """Go on in one's own edition with a store that was opened at the file's name, and holds its lock.

    Raises:
        Expected: it cannot be opened.
    """
    moving.move(store, Path(made.side))


def open_side(path: Path, made: Parting) -> Store:
    """Go on in one's own edition, as its folder is not there.

    Raises:
        Expected: it cannot be opened.
    """
    store = Store.open(Path(made.side))
    store.path = path
    return store
