"""Which database a job is about, opened as gently as the job allows, and which gathering in it."""

from __future__ import annotations

import sys
from argparse import Namespace
from collections.abc import Iterator
from contextlib import contextmanager
from datetime import date
from pathlib import Path
from typing import TYPE_CHECKING

from nettverk.cli.passphrase import unlock
from nettverk.domain.errors import BadInput
from nettverk.i18n import _
from nettverk.services import settings
from nettverk.services.database import Store, is_there, open_file, open_for_reading
from nettverk.services.places import default_database

if TYPE_CHECKING:
    from nettverk.domain.plan import Gathering


def path_of(args: Namespace) -> Path:
    """The file that ``--db`` names, or the user's own."""
    return args.db if args.db is not None else default_database()


@contextmanager
def reading(args: Namespace, *, as_it_is: bool = False) -> Iterator[Store]:
    """The database to look in; it is left as it is, and may be open in the program at the same time.

    Args:
        as_it_is: do not bring a file from an older version up to date, even if that means it cannot be read.

    Raises:
        Expected: it is not there, damaged, or newer than the program.
    """
    unlock(args, path_of(args))
    store = open_for_reading(path_of(args), as_it_is=as_it_is)
    try:
        _tell(store)
        if not as_it_is:
            settings.speak(store)
        yield store
    finally:
        store.close()


@contextmanager
def writing(args: Namespace, *, make: bool = False) -> Iterator[Store]:
    """The database to change, locked for others meanwhile; made when it is not there and ``make`` says so.

    Raises:
        Expected: it is not there, is open elsewhere, or cannot be written.
    """
    path = path_of(args)
    # A mistyped path must not become an empty database that everything seems to be missing from.
    if not make and not is_there(path):
        raise BadInput(_("Fant ingen Nettverk-fil: {path}").format(path=path))
    unlock(args, path)
    store = open_file(path)
    try:
        _tell(store)
        settings.speak(store)
        yield store
    finally:
        store.close()


def _tell(store: Store) -> None:
    for sentence in store.notes:
        sys.stderr.write(f"{sentence}\n")


def gathering(store: Store, gathering_id: str | None, today: date | None = None) -> Gathering:
    """The gathering that is named, or else the one that is nearest: today's, the next, or the last one held.

    Raises:
        BadInput: there is none.
    """
    from nettverk.services import gatherings

    if gathering_id:
        return gatherings.get(store, gathering_id)
    everything = gatherings.all_(store)
    if not everything:
        raise BadInput(_("Ingen samlinger ennå. Lag en i programmet først, eller kjør nettverk demo."))
    here = today or store.today()
    coming = [
        held for held in everything if held.held_on is not None and held.held_on >= here and not held.cancelled
    ]  # fmt: skip
    # The newest is first: where none is to come, it is the one that was held last.
    return min(coming, key=lambda held: held.held_on or here) if coming else everything[0]
