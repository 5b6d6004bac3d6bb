"""Where a file is shared, and how that stands: what every exchange begins with."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING, Protocol, TypeVar

from nettverk.domain.errors import BadInput
from nettverk.i18n import _
from nettverk.services import database
from nettverk.storage import journal, ledger, migrate
from nettverk.storage.sharing import here
from nettverk.storage.sharing.carrier import Carrier
from nettverk.storage.sharing.folder import Folder, place_in
from nettverk.storage.store import Store, write_in_ledger

if TYPE_CHECKING:
    from nettverk.storage.sharing.server import Server

T = TypeVar("T")
is_server = here.is_server


class OnLane(Protocol):
    """Runs something with the open file and gives its answer; what is slow is done between such calls."""

    def __call__(self, job: Callable[[Store], T]) -> T:
        """Run it."""


@dataclass(frozen=True, slots=True)
class Standing:
    """How a shared file stands.

    Attributes:
        share, place, stream, secret: see ``ledger.Fact`` and ``here``.
        number: of the latest parcel that is laid out.
        whole: of the last whole file; 0 where none is.
        under_way: of one that was made and may or may not have been; 0 where there is none.
        numbers: of every stream, up to where everything is taken in.
        taken: every parcel that has been taken in, or sent.
        updates: how many updates the database has had.
        locked: whether the file has a passphrase.
        removed: how many people have been removed.
        waiting: how many things wait to be sent.
    """

    share: str
    place: str
    stream: str
    secret: str
    number: int
    whole: int
    under_way: int
    numbers: Mapping[str, int]
    taken: frozenset[tuple[str, int, str]]
    updates: int
    locked: bool
    paused: bool
    announce: bool
    cleaned: str
    laid_out: str
    removed: int
    waiting: int
    reported: str
    machine: str


def open_place(place: str, share: str) -> Carrier:
    """A place to exchange with.

    Raises:
        Expected: it cannot be reached.
    """
    return server_at(place, share) if is_server(place) else Folder(Path(place))


def server_at(address: str, share: str = "") -> Server:
    """A server to exchange with, about a share.

    Raises:
        Expected: it cannot be reached.
    """
    from nettverk.storage.sharing.server import Server  # what it needs is an extra

    return Server(address, share)


def missing_for_servers() -> str:
    """What this installation lacks to share over a server, in a sentence; empty where it lacks nothing."""
    from nettverk.storage.sharing import server

    return server.missing()


def make_place(chosen: str) -> tuple[str, Carrier]:
    """A place that somebody has chosen, made ready; and what it is called from now on.

    Raises:
        Expected: it cannot be used.
    """
    if is_server(chosen):
        return chosen, server_at(chosen)
    path = place_in(Path(chosen).expanduser().absolute())
    return str(path), Folder.make(path)


def standing(store: Store, *, resume: bool = False) -> Standing:
    """How the open file stands; one that has become another's, or is older than what it has sent, begins anew.

    Raises:
        BadInput: it is not shared over a place.
    """
    connection = store.connection
    share = _share_of(store)
    write_in_ledger(store)
    stream = ledger.fact(connection, ledger.Fact.STREAM)
    numbers = ledger.numbers(connection)
    owner = ledger.fact(connection, ledger.Fact.OWNER)
    if owner != store.installation or here.of(share).sent.get(stream, 0) > numbers.get(stream, 0):
        with store.change():  # a file that has just been fetched has nothing that is not there already
            ledger.make(connection, store.installation, announce=bool(owner))
    if resume and ledger.fact(connection, ledger.Fact.PAUSED):
        with store.change():
            ledger.put_fact(connection, ledger.Fact.PAUSED, "")
    return as_it_stands(store)


def as_it_stands(store: Store) -> Standing:
    """How a file stands that is only looked at, while another program may write in it.

    Raises:
        BadInput: it is not shared over a place.
    """
    connection = store.connection
    share = _share_of(store)
    stream = ledger.fact(connection, ledger.Fact.STREAM)
    numbers = ledger.numbers(connection)
    return Standing(
        share=share,
        place=here.of(share).place,
        stream=stream,
        secret=ledger.fact(connection, ledger.Fact.SECRET),
        number=numbers.get(stream, 0),
        whole=int(ledger.fact(connection, ledger.Fact.WHOLE) or 0),
        under_way=ledger.under_way(connection),
        numbers=numbers,
        taken=ledger.taken(connection),
        updates=len(migrate.applied(connection)),
        locked=database.is_locked(store),
        paused=bool(ledger.fact(connection, ledger.Fact.PAUSED)),
        announce=bool(ledger.fact(connection, ledger.Fact.ANNOUNCE)),
        cleaned=ledger.fact(connection, ledger.Fact.CLEANED),
        laid_out=ledger.fact(connection, ledger.Fact.LAID_OUT),
        removed=int(store.value("SELECT count(*) FROM removed_people")),
        waiting=ledger.waiting(connection),
        reported=ledger.fact(connection, ledger.Fact.REPORTED),
        machine=store.machine_name,
    )


def _share_of(store: Store) -> str:
    """What the open file is shared as."""
    connection = store.connection
    share = journal.fact(connection, journal.Fact.SHARE)
    if not share or not here.of(share).place or not journal.is_on(connection) or not ledger.is_on(connection):
        raise BadInput(_("Denne fila deles ikke med noen. Start med «nettverk share init»."))
    return share
