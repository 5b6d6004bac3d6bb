"""Del med andre: begin to share a file over a place, come along where others share already, and stop.

A place is a folder or a server's address. Where nobody shares yet, the open file is what is shared. Where somebody
does, their file is fetched as one's own; only a file that began as theirs can go on beside it.
"""

from __future__ import annotations

import sqlite3
from collections.abc import Callable
from contextlib import closing
from dataclasses import dataclass
from pathlib import Path

from nettverk.domain.errors import BadInput, Expected
from nettverk.domain.journal.parcels import Cover, Kind, Label
from nettverk.i18n import _
from nettverk.services import database, settings
from nettverk.services.sharing import lending, reporting
from nettverk.services.sharing.exchange import unpack_whole
from nettverk.services.sharing.place import OnLane, as_it_stands, is_server, make_place, open_place, server_at
from nettverk.storage import engine, journal, ledger, untouched, whole_files
from nettverk.storage.faults import damaged, said
from nettverk.storage.places import default_database
from nettverk.storage.sharing import here
from nettverk.storage.sharing.carrier import Carrier, NotThere
from nettverk.storage.store import Store, write_in_ledger

Progress = Callable[[float, str], None]


@dataclass(frozen=True, slots=True)
class Found:
    """What is shared over a place already.

    Attributes:
        place: what it is called.
        share: what is shared there; empty where nothing is.
        machines: the names of the machines that share it.
        latest: when something was last laid out there (ISO 8601, UTC).
    """

    place: str
    share: str = ""
    machines: tuple[str, ...] = ()
    latest: str = ""


@dataclass(frozen=True, slots=True)
class Other:
    """Another machine that shares: its name, and when it last laid something out (ISO 8601, UTC)."""

    machine: str
    at: str


@dataclass(frozen=True, slots=True)
class Status:
    """How the sharing of a file stands.

    Attributes:
        others: the machines that share, the one that was heard of last first.
        waiting: how many things wait to be laid out.
        coming: how many parcels lie there that have not been taken in.
        unfinished: how many files have not come all the way.
        paused: whether nothing comes in, since what came in was taken back.
        trouble: why the place cannot be reached; empty where it can.
    """

    place: str
    others: tuple[Other, ...] = ()
    waiting: int = 0
    coming: int = 0
    unfinished: int = 0
    paused: bool = False
    trouble: str = ""


@dataclass(frozen=True, slots=True)
class Tried:
    """What a server says whose address somebody has written.

    Attributes:
        found: what is shared there.
        ready: whether it holds all that this version of the program needs.
        fits: whether the open file can be shared there: nobody does, or somebody shares the same.
    """

    found: Found
    ready: bool = True
    fits: bool = True


def try_server(on_lane: OnLane, address: str) -> Tried:
    """Ask a server how it stands; nothing is changed there or here.

    Args:
        on_lane: runs something with the database and gives its answer.

    Raises:
        BadInput: it is no address of a server, or there is a password in it.
        Expected: it cannot be reached, or its certificate is not to be believed, or one is not let in.
    """
    if not is_server(address):
        raise BadInput(_("Adressen til en server starter med postgresql://"))
    if needs_set_up(address):
        return Tried(Found(address), ready=False)
    looked = look(address)
    return Tried(looked, fits=on_lane(lambda store: may_begin(store, looked)))


def look(chosen: str) -> Found:
    """What is shared over a place that somebody has chosen; it is made ready.

    Raises:
        BadInput: more than one file is shared there.
        Expected: it cannot be used.
    """
    place, carrier = make_place(chosen)
    with closing(carrier):
        if is_server(place):
            return _found_on_server(place)
        covers = _covers(carrier)
    shares = {cover.share for cover in covers}
    if len(shares) > 1:
        raise BadInput(
            _("I {place} ligger det deling fra to ulike Nettverk-filer. Velg en annen mappe.").format(place=place)
        )
    if not covers:
        return Found(place)
    machines = tuple(sorted({cover.machine for cover in covers}))
    return Found(place, shares.pop(), machines, max(cover.at for cover in covers))


def _found_on_server(place: str) -> Found:
    with closing(server_at(place)) as server:
        shares = server.shares()
        if not shares:
            return Found(place)
        server.look_at(shares[0])
        covers = _covers(server)
    machines = tuple(sorted({cover.machine for cover in covers}))
    return Found(place, shares[0], machines, max((cover.at for cover in covers), default=""))


def set_up_server(on_lane: OnLane, address: str, organisation: str) -> None:
    """Give a server what it is to hold, or bring it up to date; by the role that owns it.

    Others work with the open file meanwhile: the server is waited for beside them.

    Args:
        on_lane: runs something with the database and gives its answer.
        organisation: the municipality that the role itself is let into; the file's own where left empty.

    Raises:
        Expected: the role may not, or the server is too old, or newer than the program.
    """
    from nettverk.storage.sharing import server

    name = organisation or on_lane(lambda store: settings.get(store, "municipality")) or _("Kommunen")
    server.set_up(address, name, on_lane(reporting.views))


def needs_set_up(address: str) -> bool:
    """Whether a server lacks something that this version of the program needs.

    Raises:
        Expected: it cannot be reached.
    """
    from nettverk.storage.sharing import server

    return not server.is_set_up(address)


def begin(on_lane: OnLane, chosen: str) -> Found:
    """Share the open file over a place, from now on; what it has is laid out by the first exchange.

    Others work with the open file meanwhile: the place is waited for beside them.

    Args:
        on_lane: runs something with the database and gives its answer.

    Raises:
        BadInput: it is lent, or another file is shared there.
        Expected: the place cannot be used.
    """
    on_lane(_refuse_lent)
    found = look(chosen)
    share = on_lane(lambda store: _to_be_shared(store, found))
    if is_server(found.place):
        with closing(server_at(found.place)) as server:
            server.take(share)
    with said(here.file()):
        here.put_place(share, found.place)
    on_lane(_open_ledger)
    return found


def _refuse_lent(store: Store) -> None:
    if lending.is_lent(store):
        raise BadInput(_("Denne fila er selv lånt ut. Del fra fila den kom fra."))


def _to_be_shared(store: Store, found: Found) -> str:
    """What the open file is shared as, from now on."""
    if not may_begin(store, found):
        raise BadInput(
            _(
                "{place} brukes allerede til å dele en annen Nettverk-fil. Hent den som en ny fil:"
                " nettverk share init MAPPE --db NY.db"
            ).format(place=found.place)
        )
    return lending.start(store)


def _open_ledger(store: Store) -> None:
    with store.change():
        ledger.make(store.connection, store.installation)
    write_in_ledger(store)


def fetch(chosen: str, path: Path, progress: Progress | None = None) -> Found:
    """Write what is shared over a place as a file of one's own; never over another. It shares from then on.

    Raises:
        BadInput: nothing is shared there, or there is a file of that name.
        Expected: it cannot be read yet, or not be written.
    """
    tell = progress or (lambda _done, _text: None)
    looked = look(chosen)
    if not looked.share:
        raise BadInput(_("Ingenting deles i {place} ennå.").format(place=looked.place))
    with closing(open_place(looked.place, looked.share)) as carrier:
        whole = _newest_whole(carrier)
        tell(0.1, _("Henter alt fra {machine}").format(machine=whole.machine))
        with said(path), whole_files.aside(path, replace=False) as beside:
            unpack_whole(carrier, whole.label, beside)
            tell(0.7, "")
            _make_own(beside, whole.label)
    with said(here.file()):
        here.put_place(looked.share, looked.place)
    tell(1.0, _("Ferdig"))
    return looked


def may_begin(store: Store, found: Found) -> bool:
    """Whether the open file can share over a place: nobody does there, or somebody shares the same."""
    ours = journal.fact(store.connection, journal.Fact.SHARE) if journal.is_on(store.connection) else ""
    return not found.share or found.share == ours


def fetched_beside(place: str, path: Path, progress: Progress | None = None) -> Path:
    """What is shared over a place, as a file beside another one, that can be put in its stead; returns where.

    Raises:
        Expected: as ``fetch``.
    """
    beside = path.with_name(f"{path.stem} hentes{path.suffix}")
    with said(beside):
        beside.unlink(missing_ok=True)
    fetch(place, beside, progress)
    return beside


def copied_home(store: Store) -> Path:
    """A copy of the open file in the user's own data folder, where nothing but the program writes; returns where.

    Raises:
        Expected: it cannot be written.
    """
    own = default_database()
    if own.exists() and untouched.is_untouched(own):
        with said(own):
            own.unlink()
    number = 1
    target = own
    while target.exists():
        number += 1
        target = own.with_name(f"{own.stem} {number}{own.suffix}")
    database.back_up(store, target)
    return target


def retire(path: Path) -> Path:
    """Let nobody work any more in a file that has been copied home: it gets a name that no program opens.

    Raises:
        Expected: it cannot be given another name.
    """
    target = path.with_name(f"{path.name}.flyttet")
    number = 1
    while target.exists():
        number += 1
        target = path.with_name(f"{path.name}.flyttet {number}")
    with said(path):
        path.rename(target)
    return target


def stop(store: Store) -> str:
    """Share over no place any more; returns which it was. What has been laid out stays there for the others.

    Raises:
        BadInput: it is not shared.
    """
    state = as_it_stands(store)
    with said(here.file()):
        here.put_place(state.share, "")
    return state.place


def place_of(store: Store) -> str:
    """The place that the open file is shared over; empty where it is not."""
    share = journal.fact(store.connection, journal.Fact.SHARE)
    return here.of(share).place if share and ledger.is_on(store.connection) else ""


def status(on_lane: OnLane) -> Status:
    """How the sharing of the open file stands; nothing is written, in it or in the place.

    Args:
        on_lane: runs something with the database and gives its answer.

    Raises:
        BadInput: it is not shared.
    """
    state = on_lane(as_it_stands)
    try:
        with closing(open_place(state.place, state.share)) as carrier:
            listing = carrier.listing()
            covers = _covers(carrier)
    except Expected as fault:
        return Status(state.place, waiting=state.waiting, paused=state.paused, trouble=fault.sentence)
    latest: dict[str, str] = {}
    for cover in covers:
        if cover.label.stream != state.stream and cover.share == state.share:
            latest[cover.machine] = max(latest.get(cover.machine, ""), cover.at)
    coming = sum(
        label.kind is Kind.PARCEL
        and label.stream != state.stream
        and (label.stream, label.number, label.digest) not in state.taken
        for label in listing.labels
    )
    others = sorted((Other(machine, at) for machine, at in latest.items()), key=lambda other: other.at, reverse=True)
    return Status(state.place, tuple(others), state.waiting, coming, listing.unfinished, state.paused)


def _covers(carrier: Carrier) -> list[Cover]:
    """What stands on the outside of the newest of each stream and kind."""
    newest: dict[tuple[str, Kind], Label] = {}
    for label in carrier.listing().labels:
        which = label.stream, label.kind
        if which not in newest or newest[which] < label:
            newest[which] = label
    covers = []
    for label in sorted(newest.values()):
        try:
            covers.append(carrier.cover(label))
        except NotThere:
            continue
    return covers


def _newest_whole(carrier: Carrier) -> Cover:
    wholes = [cover for cover in _covers(carrier) if cover.label.kind is Kind.WHOLE]
    if not wholes:
        raise Expected(
            _("Det som deles, har ikke kommet helt fram ennå. Vent til mappa er synkronisert, og prøv igjen.")
        )
    return max(wholes, key=lambda cover: (sum(cover.seen.values()) + cover.label.number, cover.at))


def _make_own(path: Path, label: Label) -> None:
    """Let a copy of another machine's file be one's own: what waits there is sent from there."""
    try:
        with closing(engine.connect(path)) as connection:
            connection.execute("DELETE FROM _share_waiting")
            connection.execute(
                "INSERT OR IGNORE INTO _share_streams (stream, number) VALUES (?, ?)", (label.stream, label.number)
            )
            for fact in (ledger.Fact.OWNER, ledger.Fact.PAUSED, ledger.Fact.ANNOUNCE):
                ledger.put_fact(connection, fact, "")
    except engine.Sealed:
        return  # whoever opens it says the passphrase; what waits there is sent twice, which does no harm
    except sqlite3.Error as fault:
        raise Expected(damaged(label.name)) from fault


def is_shared(path: Path) -> bool:
    """Whether a file is shared over a place from this machine; it is only looked at."""
    try:
        store = database.open_for_reading(path, as_it_is=True)
    except Expected:
        return False
    try:
        return bool(place_of(store))
    finally:
        store.close()
