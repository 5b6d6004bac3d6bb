"""Backups that make themselves: where they lie, making one, what each holds, and taking one back.

Every database has a folder of its own under ``sikkerhetskopier`` in the user's data folder, and one in a second folder
if the user has chosen that. All of it can be called from any thread: nothing here uses the open database.
"""

from __future__ import annotations

import json
import os
import re
import shutil
import sqlite3
from collections.abc import Callable, Iterator, Sequence
from contextlib import suppress
from dataclasses import dataclass
from datetime import UTC, datetime
from pathlib import Path

from nettverk.domain import plain_json
from nettverk.domain.backups import Backup, BackupContents, kept, newest
from nettverk.domain.errors import Expected, reason
from nettverk.domain.now import utc_now
from nettverk.i18n import _
from nettverk.services.privacy import removal
from nettverk.storage import backup, content_sums, engine, sealing, untouched
from nettverk.storage.engine import Sealed
from nettverk.storage.faults import damaged, said
from nettverk.storage.lock import FileLock, Held
from nettverk.storage.passphrase import RING
from nettverk.storage.places import data_folder
from nettverk.storage.store import Store

__all__ = ["Made", "all_", "contents", "folder_for", "folder_of", "make", "room_taken", "take_back"]

FOLDER = "sikkerhetskopier"
SECOND = removal.SECOND
"""What our folder is called inside the second folder, which may hold anything."""
_ABOUT = "kilde.json"
_STAMP = "%Y-%m-%dT%H%M%SZ"
_NAME = re.compile(r"(\d{4}-\d\d-\d\dT\d{6}Z)(?: \d+)?( avvik)?\.db")
_SPARE_BYTES = 50_000_000
"""Room that is left on the disk for the user's own work."""
_MOST_DOUBTFUL = 3


@dataclass(frozen=True, slots=True)
class Made:
    """What came of making a backup.

    Attributes:
        backup: the new one; None where nothing had changed since the last, or it could not be made.
        trouble: a calm sentence where something was in the way; it is tried again next time.
    """

    backup: Backup | None = None
    trouble: str = ""


# --- where they lie ---


def home() -> Path:
    """The folder with a folder for each database's backups."""
    return data_folder() / FOLDER


def folder_for(store: Store) -> Path | None:
    """The folder with an open database's backups, whether it is made yet or not; None for one in memory."""
    return None if store.path is None else _folder(home(), store.path, content_sums.fact(store.connection, "id"))


def folder_of(path: Path, under: Path | None = None) -> Path | None:
    """The folder with the backups of the database that lies, or lay, at a path; the file need not be readable.

    Args:
        under: where to look; the usual place where left out.
    """
    root = under or home()
    return next((folder for folder, about in _abouts(root) if _paths(about)[:1] == [str(path)]), None)


def all_(path: Path, second: Path | None = None) -> tuple[Backup, ...]:
    """Every backup of the database at a path, the newest first; the same one in both folders is listed once.

    Args:
        second: the second folder that the user has chosen, if any.
    """
    by_name: dict[str, Backup] = {}
    for root in (home(), second / SECOND if second is not None else None):
        folder = folder_of(path, root) if root is not None else None
        for each in _in(folder) if folder is not None else ():
            by_name.setdefault(each.path.name, each)
    return tuple(sorted(by_name.values(), key=lambda each: each.age, reverse=True))


def room_taken(backups: Sequence[Backup]) -> int:
    """Bytes they take together."""
    return sum(kept.size for kept in backups)


def _in(folder: Path) -> Iterator[Backup]:
    try:
        names = sorted(folder.iterdir())
    except OSError:  # a stick that is not there now
        return
    for path in names:
        match = _NAME.fullmatch(path.name)
        if match is not None:
            made_at = datetime.strptime(match[1], _STAMP).replace(tzinfo=UTC)
            with suppress(OSError):
                yield Backup(path, made_at, path.stat().st_size, doubtful=bool(match[2]))


def _abouts(root: Path) -> Iterator[tuple[Path, dict[str, object]]]:
    """Every folder of backups with what it says of the database it belongs to."""
    try:
        folders = sorted(root.iterdir())
    except OSError:
        return
    for folder in folders:
        try:
            about = plain_json.parse((folder / _ABOUT).read_text(encoding="utf-8"))
        except (OSError, ValueError):
            continue
        if isinstance(about, dict):
            yield folder, about


def _paths(about: dict[str, object]) -> list[str]:
    paths = about.get("paths")
    return [str(path) for path in paths] if isinstance(paths, list) else []


def _folder(root: Path, path: Path, id_: str) -> Path:
    """The folder of a database under a root.

    A file that was moved takes its backups along. A copy of one that is still there has the same id, and gets a folder
    of its own, so that the two are not mixed.
    """
    ours = [(folder, _paths(about)) for folder, about in _abouts(root) if about.get("id") == id_]
    for folder, paths in ours:
        if paths[:1] == [str(path)]:
            return folder
    for folder, paths in ours:
        if not paths or not Path(paths[0]).exists():
            return folder
    safe = re.sub(r"[^\w .-]", "_", path.stem)[:40].strip(" .") or "database"
    name = f"{safe} {id_[:8]}"
    number = 2
    while (root / name).exists():
        name = f"{safe} {id_[:8]} {number}"
        number += 1
    return root / name


# --- making one ---


def make(path: Path, second: Path | None = None, stop: Callable[[], bool] = lambda: False) -> Made:
    """Back up the database at ``path`` if it has changed since the last time, and thin the older ones.

    It may be open, here or elsewhere, and written in meanwhile. Never raises what the world does: says it.

    Args:
        second: another folder that gets a copy as well.
        stop: asked often; when it says so, all is given up.
    """
    try:
        saved = _made(path, stop)
        trouble = ""
    except backup.NotWhole:
        return Made(trouble=damaged(path.name))
    except Sealed:  # put there by somebody while another was open
        return Made()
    except (OSError, sqlite3.DatabaseError) as fault:
        return Made(trouble=_why(fault, home()))
    except Expected as fault:
        return Made(trouble=fault.sentence)
    if second is not None and not stop():
        trouble = _to_second(path, second, stop)
    return Made(saved, trouble)


def _made(path: Path, stop: Callable[[], bool]) -> Backup | None:
    with backup.looking(path) as connection:
        id_ = content_sums.fact(connection, "id")
        mark = _mark(connection)
        size = _pages(connection)
        if not id_ or untouched.is_untouched(path):
            return None
    folder = _folder(home(), path, id_)
    backup.clear_unfinished(folder)
    about = _about(folder)
    if about.get("mark") == mark and newest(_in(folder)) is not None and _paths(about)[:1] == [str(path)]:
        return None
    _private(folder)
    _keep_spare_room(folder, size)
    now = utc_now()
    target = _free(folder, now, "")
    copied = backup.copy(path, target, stop)
    if copied is None:
        return None
    if copied.differing:
        doubtful = _free(folder, now, " avvik")
        target.replace(doubtful)
        target = doubtful
    _write_about(folder, path, id_, mark)
    _thin(folder, now)
    return Backup(target, now.replace(microsecond=0), copied.size, doubtful=bool(copied.differing))


def _mark(connection: sqlite3.Connection) -> str:
    """What tells whether anything has been written: SQLite's own count of our changes, and how many rows there are."""
    rows = connection.execute("SELECT coalesce(sum(rows), 0) FROM _content_sums").fetchone()[0]
    return f"{content_sums.fact(connection, 'counter')}-{rows}"


def _pages(connection: sqlite3.Connection) -> int:
    count, size = (connection.execute(f"PRAGMA {name}").fetchone()[0] for name in ("page_count", "page_size"))
    return int(count) * int(size)  # SQLCipher tells the second as text


def _to_second(path: Path, second: Path, stop: Callable[[], bool]) -> str:
    """Bring the second folder up to date with the newest backup; a sentence where that did not go."""
    first = folder_of(path)
    latest = newest(sound for sound in _in(first) if not sound.doubtful) if first is not None else None
    if first is None or latest is None:
        return ""
    away = _("Den andre mappa for sikkerhetskopier er ikke her nå: {folder}. Vi prøver igjen når den er tilbake.")
    if not second.is_dir():
        return away.format(folder=second)
    try:
        about = _about(first)
        folder = _folder(second / SECOND, path, str(about.get("id", "")))
        _private(folder)
        backup.clear_unfinished(folder)
        target = folder / latest.path.name
        if not target.exists():
            if not backup.copy_file(latest.path, target, stop):
                return ""
            _write_about(folder, path, str(about.get("id", "")), str(about.get("mark", "")))
            _thin(folder, utc_now())
        # It may have been away when somebody was removed.
        _files, troubles = removal.reach(second)
    except FileNotFoundError:  # pulled out meanwhile
        return away.format(folder=second)
    except (OSError, backup.NotWhole) as fault:
        return _why(fault, second)
    return " ".join(troubles)


def _why(fault: Exception, folder: Path) -> str:
    why = reason(fault) if isinstance(fault, OSError) else _("disken svarer ikke")
    if isinstance(fault, sqlite3.DatabaseError):
        name = getattr(fault, "sqlite_errorname", "") or ""
        why = _("disken er full") if name.startswith("SQLITE_FULL") else _("fila lar seg ikke lese nå")
    return _("Fikk ikke tatt sikkerhetskopi i {folder}: {reason}. Arbeidet er lagret. Vi prøver igjen.").format(
        folder=folder, reason=why
    )


def _private(folder: Path) -> None:
    for place in (folder.parent, folder):
        place.mkdir(parents=True, exist_ok=True, mode=0o700)


def _keep_spare_room(folder: Path, size: int) -> None:
    if shutil.disk_usage(folder).free < size + _SPARE_BYTES:
        raise Expected(_("Disken er nesten full, så det ble ikke tatt sikkerhetskopi nå. Rydd plass, så tar vi den."))


def _free(folder: Path, now: datetime, ending: str) -> Path:
    stamp = now.astimezone(UTC).strftime(_STAMP)
    path = folder / f"{stamp}{ending}.db"
    number = 2
    while path.exists():
        path = folder / f"{stamp} {number}{ending}.db"
        number += 1
    return path


def _about(folder: Path) -> dict[str, object]:
    return next((about for path, about in _abouts(folder.parent) if path == folder), {})


def _write_about(folder: Path, path: Path, id_: str, mark: str) -> None:
    before = [old for old in _paths(_about(folder)) if old != str(path)]
    text = json.dumps({"id": id_, "paths": [str(path), *before][:10], "mark": mark}, ensure_ascii=False, indent=1)
    aside = folder / f".{_ABOUT}.{os.getpid()}{backup.UNFINISHED}"
    descriptor = os.open(aside, os.O_WRONLY | os.O_CREAT | os.O_TRUNC, 0o600)
    with os.fdopen(descriptor, "w", encoding="utf-8") as file:
        file.write(text)
    backup.finish(aside, folder / _ABOUT)


def _thin(folder: Path, now: datetime) -> None:
    whole = [each for each in _in(folder) if not each.doubtful]
    doubtful = sorted((each for each in _in(folder) if each.doubtful), key=lambda each: each.age)
    for each in [*set(whole) - kept(whole, now), *doubtful[:-_MOST_DOUBTFUL]]:
        with suppress(OSError):  # open in another program: next time
            each.path.unlink()


# --- what each holds ---


def contents(made: Backup) -> BackupContents:
    """What a backup holds, or why it cannot be trusted; only looks."""
    try:
        with backup.looking(made.path, still=True) as connection:
            if connection.execute("PRAGMA quick_check(1)").fetchone()[0] != "ok":
                return BackupContents(damage=damaged(made.path.name))
            held = _held(connection)
            wrong = backup.differing(connection)
    except Sealed:
        return BackupContents(locked=True)
    except (sqlite3.DatabaseError, OSError, ValueError, TypeError, KeyError):
        return BackupContents(damage=damaged(made.path.name))
    if wrong:
        sentence = _("Noe i denne er endret utenfor Nettverk, eller skadet: {tables}.").format(tables=", ".join(wrong))
        return BackupContents(
            held.gatherings, held.people, held.words, held.titles, held.last_words, held.last_at, sentence
        )
    return held


def _held(connection: sqlite3.Connection) -> BackupContents:
    def number(sql: str) -> int:
        return int(connection.execute(sql).fetchone()[0])

    titles = connection.execute(
        "SELECT title FROM gatherings ORDER BY held_on IS NULL, held_on DESC, id DESC LIMIT 3"
    ).fetchall()
    last = connection.execute(
        "SELECT text FROM reflections WHERE text <> '' ORDER BY at DESC, entry_id DESC LIMIT 1"
    ).fetchone()
    at = connection.execute("SELECT max(at) FROM entries").fetchone()[0]
    return BackupContents(
        number("SELECT count(*) FROM gatherings"),
        number("SELECT count(*) FROM people"),
        number("SELECT count(*) FROM reflections WHERE text <> ''"),
        tuple(str(row[0]) for row in titles),
        str(last[0]) if last is not None else "",
        datetime.fromisoformat(at) if at else None,
    )


# --- taking one back ---


def take_back(path: Path, made: Backup) -> Path | None:
    """Put a copy of a backup where the database is; the file there now stays, under a name that says until when it was.

    The database must not be open. Where anything goes wrong, the file that was there is there again.

    Returns:
        where the file that was there is now; None where there was none.

    Raises:
        Locked: the backup has another passphrase, which has not been given.
        Expected: the backup cannot be read, or the folder not written.
    """
    lock = FileLock(path.with_name(f"{path.name}.lock"))
    with said(path):
        path.parent.mkdir(parents=True, exist_ok=True)
        try:
            lock.take("")
        except Held as held:
            raise Expected(
                _("{file} er åpen hos {who}. Lukk den der først. Ingenting er endret.").format(
                    file=path.name, who=str(held) or _("noen andre")
                )
            ) from None
        try:
            # Whole beside the old one before anything is moved: what can go wrong has gone wrong by then.
            fresh = path.with_name(f".{path.name}.hentes{backup.UNFINISHED}")
            with suppress(FileNotFoundError):
                fresh.unlink()
            wanted = RING.key_of(path)
            theirs = engine.key_to(made.path)
            backup.copy_file(made.path, fresh)
            if wanted is not None and theirs != wanted:  # from before the file had this passphrase
                sealing.rewrite(fresh, wanted)
            return _swapped(path, fresh)
        except backup.NotWhole:
            raise Expected(damaged(made.path.name)) from None
        finally:
            lock.release()


def put_back(path: Path, kept_file: Path | None) -> None:
    """Undo ``take_back``: the file that was there is there again.

    Raises:
        OSError: it cannot be moved.
    """
    if kept_file is not None:
        kept_file.replace(path)


def _swapped(path: Path, fresh: Path) -> Path | None:
    name = _kept_name(path)
    kept_file = name if path.exists() else None
    if kept_file is not None:
        path.replace(kept_file)
    # A journal belongs to the file beside it: left behind, SQLite would roll it into the one that comes in its place.
    journal = path.with_name(f"{path.name}-journal")
    try:
        if journal.exists():
            journal.replace(name.with_name(f"{name.name}-journal"))
        backup.finish(fresh, path)
    except OSError:
        if kept_file is not None and not path.exists():
            kept_file.replace(path)
        with suppress(OSError):
            fresh.unlink()
        raise
    return kept_file


def _kept_name(path: Path) -> Path:
    when = utc_now().astimezone()
    stem = _("{name} til {day} kl. {time}").format(
        name=path.stem, day=when.strftime("%d.%m.%Y"), time=when.strftime("%H.%M")
    )
    kept_name = path.with_name(f"{stem}{path.suffix}")
    number = 2
    while kept_name.exists():
        kept_name = path.with_name(f"{stem} {number}{path.suffix}")
        number += 1
    return kept_name
