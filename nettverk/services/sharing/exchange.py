"""One exchange with a place that is shared over: what the others have written comes in, what is new here goes out.

Only the short parts that need the database are done with it; the place may be slow, or far away. Cut off anywhere, it
is gone on with the next time: what was half done is done again, and done twice is as good as once.
"""

from __future__ import annotations

import json
import tempfile
from collections.abc import Callable
from contextlib import closing
from dataclasses import dataclass, field
from pathlib import Path

from nettverk.domain.errors import Expected, Locked
from nettverk.domain.journal.parcels import Cover, Kind, Label, fills_a_hole, in_order
from nettverk.i18n import _, _n, join
from nettverk.services import database
from nettverk.services.privacy import removal
from nettverk.services.sharing import bringing_home, reporting
from nettverk.services.sharing.bringing_home import Brought
from nettverk.services.sharing.laying_out import Sender
from nettverk.services.sharing.place import OnLane, Standing, is_server, open_place, server_at, standing
from nettverk.storage import engine, ledger, union
from nettverk.storage.faults import damaged
from nettverk.storage.sharing import here, parcels
from nettverk.storage.sharing.carrier import Carrier, Listing, NotThere
from nettverk.storage.store import Store

Progress = Callable[[float, str], None]

_BATCH = 1 << 25
"""Bytes that are taken in in one go, more or less."""


@dataclass(slots=True)
class Synced:
    """What came of an exchange.

    Attributes:
        brought: what came in, by the steps it came in with; only those that brought anything.
        sent: how many things went out.
        unfinished: how many files are there that have not come all the way, or wait for one that has not.
        paused: whether nothing comes in, since what came in was taken back.
        troubles: a sentence on each thing that could not be done; the rest is done.
    """

    brought: list[Brought] = field(default_factory=list)
    sent: int = 0
    unfinished: int = 0
    paused: bool = False
    troubles: list[str] = field(default_factory=list)


def sync(on_lane: OnLane, progress: Progress | None = None, *, resume: bool = False) -> Synced:
    """Exchange with the place that the open file is shared over.

    Args:
        on_lane: runs something with the database and gives its answer.
        progress: told the share done and a text; may raise Cancelled.
        resume: take in again what has been taken back.

    Raises:
        BadInput: the file is not shared.
        Expected: the place cannot be reached, or the file not written; nothing is lost.
        Cancelled: raised by ``progress``.
    """
    return _Exchange(on_lane, progress or (lambda _done, _text: None)).run(resume=resume)


def label() -> str:
    """What the step is called that *Angre* takes back."""
    return _("Det andre har skrevet")


def words(synced: Synced) -> tuple[str, ...]:
    """What came in and what had to be put in order, in sentences; none where nothing came."""
    sentences: list[str] = []
    for brought in synced.brought:
        what = bringing_home.what_came(brought)
        if what:
            sentences.append(
                _("Kommet inn fra {machines}: {what}.").format(machines=join(brought.writers), what=what)
                if brought.writers
                else _("Kommet inn: {what}.").format(what=what)
            )
        sentences += brought.told
        if brought.competing:
            sentences.append(
                _n(
                    "{n} ting er skrevet ulikt på to maskiner. Begge er tatt vare på, og det nyeste vises.",
                    "{n} ting er skrevet ulikt på to maskiner. Begge er tatt vare på, og det nyeste vises.",
                    len(brought.competing),
                )
            )
    return tuple(sentences)


class _Exchange:
    def __init__(self, on_lane: OnLane, tell: Progress) -> None:
        self._on_lane = on_lane
        self._tell = tell
        self._done = Synced()

    def run(self, *, resume: bool) -> Synced:
        self._tell(0.0, _("Ser etter nytt fra de andre"))
        state = self._on_lane(lambda store: standing(store, resume=resume))
        with closing(open_place(state.place, state.share)) as carrier:
            listing = carrier.listing()
            self._done.unfinished = listing.unfinished
            state = self._settle(state, listing)
            self._done.paused = state.paused
            if not state.paused:
                self._take_all(carrier, listing, state)
                state = self._on_lane(standing)
            self._tell(0.8, _("Legger ut det som er nytt her"))
            self._done.sent = Sender(carrier, self._on_lane, self._tell).send(listing, state)
            if is_server(state.place) and not state.paused and not state.locked:
                self._tell(0.97, "")
                self._report(state.place)
        self._tell(1.0, _("Ferdig"))
        return self._done

    def _settle(self, state: Standing, listing: Listing) -> Standing:
        """Know what became of a parcel that was being laid out, and whether somebody else writes in this stream."""
        own = {label for label in listing.labels if label.stream == state.stream and label.kind is Kind.PARCEL}
        if state.under_way:
            laid = next((label for label in sorted(own) if label.number == state.under_way), None)
            if laid is not None and laid.number == state.number + 1:
                self._on_lane(lambda store: put_sent(store, state.share, laid))
                state = self._on_lane(standing)
        strangers = {label for label in own if (label.stream, label.number, label.digest) not in state.taken}
        if strangers:
            # A copy of this file has gone on here, or an older one has been brought back: two must not be one.
            self._on_lane(begin_anew)
            state = self._on_lane(standing)
        return state

    def _report(self, place: str) -> None:
        """Let report tools read how everything stands, where something is new since they last could."""
        state = self._on_lane(standing)
        known = json.dumps(sorted(state.numbers.items()))
        if state.reported == known:
            return
        rows = self._on_lane(lambda store: list(reporting.rows(store)))
        with closing(server_at(place, state.share)) as server:
            if server.put_state(state.numbers, rows):
                self._on_lane(lambda store: put_reported(store, known))

    # --- in ---

    def _take_all(self, carrier: Carrier, listing: Listing, state: Standing) -> None:
        unread: set[Label] = set()
        while True:
            new = sorted(
                label
                for label in listing.labels
                if label.kind is Kind.PARCEL
                and label.stream != state.stream
                and label not in unread
                and (label.stream, label.number, label.digest) not in state.taken
            )
            covers = self._covers(carrier, new, state, unread)
            ready = in_order(covers, state.numbers)
            batch = self._contents(carrier, ready, unread, state)
            if batch:
                self._take(batch)
            elif unread.issuperset(cover.label for cover in ready):
                whole = self._whole(carrier, listing.labels - unread, state)
                if whole is None:
                    self._done.unfinished += len(new)
                    return
                self._take_whole(carrier, whole, unread)
            state = self._on_lane(standing)

    def _covers(self, carrier: Carrier, labels: list[Label], state: Standing, unread: set[Label]) -> list[Cover]:
        covers = []
        newer: set[str] = set()
        for label in labels:
            try:
                cover = carrier.cover(label)
            except NotThere:
                unread.add(label)
                continue
            if cover.share != state.share:
                unread.add(label)
            elif cover.updates > state.updates:
                unread.add(label)
                newer.add(cover.machine)
            else:
                covers.append(cover)
        if newer:
            self._trouble(
                _("{machines} har en nyere versjon av Nettverk. Oppdater programmet her, så kommer det inn.").format(
                    machines=join(sorted(newer))
                )
            )
        return covers

    def _trouble(self, sentence: str) -> None:
        if sentence not in self._done.troubles:
            self._done.troubles.append(sentence)

    def _contents(
        self, carrier: Carrier, ready: list[Cover], unread: set[Label], state: Standing
    ) -> list[tuple[Cover, bytes]]:
        """As many of the parcels as can be read, from the first on, and are not too much at once."""
        batch: list[tuple[Cover, bytes]] = []
        size = 0
        for place, cover in enumerate(ready):
            self._tell(0.1 + 0.3 * place / len(ready), _("Henter fra {machine}").format(machine=cover.machine))
            try:
                _cover, content = carrier.read(cover.label)
                content = parcels.unsealed(content, state.secret) if cover.sealed else content
                parcels.read([content])
            except (NotThere, ValueError):
                unread.add(cover.label)
                break
            except engine.Sealed:
                unread.add(cover.label)
                self._trouble(
                    _(
                        "{machine} har låst fila si med passord. Legg til låsing her også for å lese det:"
                        ' pip install "nettverk[encryption]"'
                    ).format(machine=cover.machine)
                )
                break
            batch.append((cover, content))
            size += len(content)
            if size > _BATCH:
                break
        return batch

    def _take(self, batch: list[tuple[Cover, bytes]]) -> None:
        parcel = parcels.read(content for _cover, content in batch)
        labels = [cover.label for cover, _content in batch]
        self._tell(0.4, _("Tar inn det de andre har skrevet"))
        brought = self._on_lane(lambda store: take_in(store, parcel, labels, self._tell))
        if brought.is_new or brought.told:
            self._done.brought.append(brought)

    def _whole(self, carrier: Carrier, readable: frozenset[Label], state: Standing) -> Cover | None:
        """A whole file that has what no parcel brings that can be read; the newest of them."""
        parcels = []
        for label in sorted(readable):
            if label.kind is Kind.WHOLE and label.stream != state.stream:
                try:
                    cover = carrier.cover(label)
                except NotThere:
                    continue
                fits = cover.share == state.share and cover.updates <= state.updates
                if fits and fills_a_hole(cover, state.numbers, readable):
                    parcels.append(cover)
        return max(
            parcels, key=lambda cover: (sum(cover.seen.values()) + cover.label.number, cover.label), default=None
        )

    def _take_whole(self, carrier: Carrier, cover: Cover, unread: set[Label]) -> None:
        self._tell(0.2, _("Henter alt fra {machine}").format(machine=cover.machine))
        with tempfile.TemporaryDirectory(prefix="nettverk-") as name:
            path = Path(name) / "nettverk.db"
            try:
                path.write_bytes(carrier.read(cover.label)[1])
            except NotThere:
                unread.add(cover.label)
                return
            self._tell(0.4, _("Tar inn det de andre har skrevet"))
            try:
                brought = self._on_lane(lambda store: take_in_whole(store, path, cover, self._tell))
            except Locked:  # the rest comes in all the same
                unread.add(cover.label)
                self._trouble(
                    _(
                        "{machine} har satt passord på fila si, og noe som mangler her, ligger bare i den. Få den på en"
                        " minnepinne, og hent den hjem med passordet."
                    ).format(machine=cover.machine)
                )
                return
        if brought.is_new or brought.told:
            self._done.brought.append(brought)


def unpack_whole(carrier: Carrier, label: Label, path: Path) -> None:
    """Write a whole file that is carried to a path.

    Raises:
        Expected: it cannot be read.
    """
    try:
        path.write_bytes(carrier.read(label)[1])
    except NotThere as fault:
        raise Expected(damaged(label.name)) from fault


# --- with the database ---


def put_sent(store: Store, share: str, label: Label) -> None:
    """Write down that a parcel is there."""
    with store.change():
        ledger.put_sent(store.connection, label)
    here.put_sent(share, label.stream, label.number)


def put_reported(store: Store, known: str) -> None:
    """Write down up to where the server's report tools have been told."""
    with store.change():
        ledger.put_fact(store.connection, ledger.Fact.REPORTED, known)


def begin_anew(store: Store) -> None:
    """Go on in a new stream, and lay out everything once."""
    with store.change():
        ledger.make(store.connection, store.installation)


def take_in(store: Store, parcel: parcels.Parcel, labels: list[Label], tell: Progress) -> Brought:
    """Take in what came in parcels: one step, that *Angre* takes back.

    Raises:
        Expected: it, or this file, is damaged; nothing is changed.
    """
    names = removal.learn(store, removal.removals_of(parcels.removed_in(parcel)))
    if names is not None:
        store.seal(forget=True)
    with closing(parcels.as_database(parcel, store.connection)) as memory:
        parcels.without_names(memory, parcels.known_labels(store.connection))
        with store.change(label(), taking_in=True) as step:
            try:
                taken = union.take_in(store, memory, lambda done: tell(0.4 + 0.4 * done, ""))
            except ValueError as fault:
                raise Expected(damaged(_("Det som kom inn"))) from fault
            parcels.clean(store.connection, parcel)
            parcels.need_not_go_back(store.connection, parcel)
            ledger.put_taken(store.connection, labels)
            step.quiet = not taken.said and not taken.after
    store.seal(forget=bool(parcel.cleaned_rows or parcel.cleaned_said))
    return bringing_home.brought(store, Path(labels[0].name), taken, names, step.changes)


def take_in_whole(store: Store, path: Path, cover: Cover, tell: Progress) -> Brought:
    """Take in a whole file of another machine's.

    Raises:
        Expected: it cannot be read, or is damaged; nothing is changed.
    """
    other = database.open_for_reading(path)
    try:
        names = removal.learn(store, removal.removed_in(other))
        if names is not None:
            store.seal(forget=True)
        waited = _waiting(store)
        with store.change(label(), taking_in=True) as step:
            try:
                taken = union.take_in(store, other.connection, lambda done: tell(0.4 + 0.4 * done, ""))
            except ValueError as fault:
                raise Expected(damaged(_("Det som kom inn"))) from fault
            _need_not_go_back(store, other, _waiting(store) - waited)
            ledger.put_numbers(store.connection, {**cover.seen, cover.label.stream: cover.label.number})
            store.connection.executemany(
                "INSERT OR IGNORE INTO _share_taken (stream, number, digest) VALUES (?, ?, ?)",
                [*ledger.taken(other.connection)],
            )
            step.quiet = not taken.said and not taken.after
    finally:
        other.close()
    store.seal()
    return bringing_home.brought(store, Path(cover.label.name), taken, names, step.changes)


def _waiting(store: Store) -> set[tuple[str, str, str]]:
    return {tuple(row) for row in store.rows("SELECT tbl, key, tx FROM _share_waiting")}


def _need_not_go_back(store: Store, other: Store, fresh: set[tuple[str, str, str]]) -> None:
    """What came with a whole file is there for everybody."""
    rows, said = [], []
    for table, key, tx in fresh:
        if tx:
            sql = "SELECT 1 FROM _journal WHERE tbl = ? AND key = ? AND tx = ?"
            if other.value(sql, table, key, tx):
                rows.append((table, key, tx))
        else:
            sql = "SELECT 1 FROM entries WHERE gathering_id = ? AND kind = ? AND object = ? AND id = ?"
            if other.value(sql, *json.loads(key)):
                said.append(key)
    ledger.is_in_place(store.connection, said, rows)
