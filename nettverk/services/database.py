"""The database file as a whole: opening it, copying it, and putting a finished one aside.

Windows and jobs reach the database through here. To them
``Store`` is only what services take as their first argument.
"""

from __future__ import annotations

import itertools
import shutil
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from pathlib import Path

from nettverk.domain.errors import BadInput, Expected, reason
from nettverk.i18n import _
from nettverk.services import damage, passphrase
from nettverk.services.privacy import removal
from nettverk.storage import connected, engine, identity, migrate, opening, untouched, whole_files
from nettverk.storage.faults import said
from nettverk.storage.lock import DatabaseLock, Held, in_use
from nettverk.storage.store import Store

__all__ = [
    "Store",
    "back_up",
    "in_memory",
    "is_locked",
    "is_snapshot",
    "is_there",
    "mark_finished",
    "open_file",
    "open_for_reading",
    "put_aside",
    "restore",
]

mark_finished = untouched.mark


def open_file(path: Path) -> Store:
    """Open a database to work in, locked for others; it is made where there is none.

    Raises:
        Expected: it is open elsewhere, newer than the program, damaged, or cannot be written.
    """
    with _blaming(path):
        passphrase.put_back(path)
        store = Store.open(path)
        try:
            store.notes += passphrase.catch_up(store)
            # A copy from before somebody was removed: the name goes out of it before anybody sees it. Without room to
            # do so the data must still open; it is tried again each time.
            with suppress(Expected):
                removal.catch_up(store)
        except (
            BaseException
        ):  # damage that shows only now: nobody is kept from the file by a program that has not got it
            store.close()
            raise
        return store


@contextmanager
def _blaming(path: Path) -> Iterator[None]:
    """What nobody expected while a file is opened may be the file's own fault: then that is what is told."""
    try:
        yield
    except Exception as fault:
        sentence = damage.blamed(path, fault)
        if sentence is fault:
            raise
        raise sentence from fault


def is_there(path: Path) -> bool:
    """Whether there is anything at a path that a database could be named by.

    Raises:
        Expected: no database could be there.
    """
    return identity.look(opening.usable(path)).kind is not identity.Kind.MISSING


def open_for_reading(path: Path, *, as_it_is: bool = False) -> Store:
    """Open a database to look in; it is left as it is, and may be open in the program at the same time.

    Args:
        as_it_is: do not bring a file from an older version up to date, even if that means it cannot be read.

    Raises:
        Expected: it is not there, damaged, or newer than the program.
    """
    with _blaming(path):
        store = Store.open(path, read_only=True)
        if as_it_is:
            return store
        old, named = bool(migrate.pending(store.connection)), removal.waits(store)
        if named or (old and not is_snapshot(store)):  # names that have since been taken away are taken out of the file
            store.close()
            store = open_file(path)
        elif old:  # made by an older version: what is in memory is brought up to date, the file is not
            store.bring_up_to_date()
        return store


def is_snapshot(store: Store) -> bool:
    """Whether a database opened for reading is a copy in memory of what the file was at that moment."""
    return not connected.file_of(store.connection)


def in_memory() -> Store:
    """An empty database that is gone when it is closed."""
    return Store.in_memory()


def back_up(store: Store, target: Path) -> None:
    """Copy the open database to another file; a file of that name is replaced once the copy is whole.

    Raises:
        Expected: the copy cannot be written, or the file of that name is a database that is open.
    """
    with said(target):
        if store.path is not None and target.exists() and target.samefile(store.path):
            raise BadInput(_("{file} er den du arbeider i. Gi kopien et annet navn.").format(file=target.name))
        if in_use(target):
            raise BadInput(_("{file} er åpen i et program. Gi kopien et annet navn.").format(file=target.name))
        store.back_up(target)


def is_locked(store: Store) -> bool:
    """Whether the open file is locked with a passphrase."""
    return engine.key_in(store.connection) is not None


def restore(backup: Path) -> Path:
    """Copy a backup to a free name beside it, «nettverk gjenopprettet.db», and return that path to be opened.

    Raises:
        Expected: the backup cannot be read, or the copy not written.
    """
    target = backup.with_name(f"{backup.stem} gjenopprettet{backup.suffix}")
    number = 2
    while target.exists():
        target = backup.with_name(f"{backup.stem} gjenopprettet {number}{backup.suffix}")
        number += 1
    with said(target), whole_files.aside(target, replace=False) as beside:
        shutil.copyfile(backup, beside)
    return target


def put_aside(path: Path, holder: str) -> Path | None:
    """Leave no file at ``path``: the one there is removed if nobody has worked in it, else given another name.

    Args:
        path: where a database marked by ``mark_finished`` may lie; its folder is made where there is none.
        holder: who is named to others that try to open it meanwhile.

    Returns:
        where the old file is now; None where there was none, or it was removed.

    Raises:
        Expected: it is open elsewhere, or the folder cannot be written.
    """
    folder = path.parent
    lock = DatabaseLock(opening.usable(path))
    try:
        whole_files.make_folder(folder)
        lock.take(holder)
        kept = _free_name(path) if path.is_file() and not untouched.is_untouched(path) else None
        lock.unbind()
        # A journal belongs to the file beside it: left behind, SQLite would roll it into the next database of that
        # name.
        for end in ("", "-journal"):
            old = path.with_name(f"{path.name}{end}")
            if kept is not None and old.exists():
                old.rename(kept.with_name(f"{kept.name}{end}"))
            old.unlink(missing_ok=True)
    except Held as held:
        raise Expected(
            _("{file} er åpen hos {who}. Lukk den der først. Ingenting er endret.").format(
                file=path, who=str(held) or _("noen andre")
            )
        ) from None
    except OSError as fault:
        raise Expected(
            _("Får ikke lagret i {folder}: {reason}. Velg en annen mappe.").format(folder=folder, reason=reason(fault)),
            code=2,
        ) from fault
    finally:
        lock.release()
    return kept


def _free_name(path: Path) -> Path:
    """A free name beside the file, «eksempel fra før 2.db»."""
    for number in itertools.count(1):
        name = _("{name} fra før").format(name=path.stem) + (f" {number}" if number > 1 else "")
        kept = path.with_name(f"{name}{path.suffix}")
        if not kept.exists():
            break
    return kept
