"""What is new here, laid out for the others: parcels, and now and then everything as a whole."""

from __future__ import annotations

import tempfile
from collections.abc import Callable, Iterable
from contextlib import closing
from datetime import datetime, timedelta
from pathlib import Path

from nettverk.domain.journal.parcels import Cover, Kind, Label
from nettverk.domain.now import utc_now
from nettverk.i18n import _
from nettverk.services.sharing.place import OnLane, Standing, standing
from nettverk.storage import engine, ledger
from nettverk.storage.sharing import here, parcels
from nettverk.storage.sharing.carrier import Carrier, Listing, NotThere
from nettverk.storage.sharing.wrapping import labelled
from nettverk.storage.store import Store

MANY = 300
"""So many parcels of one's own lie there before those that are old are made one whole file."""
_KEPT = timedelta(days=30)


class Sender:
    """Lays out what one machine has.

    Args:
        on_lane: runs something with the database and gives its answer.
    """

    def __init__(
        self,
        carrier: Carrier,
        on_lane: OnLane,
        tell: Callable[[float, str], None],
    ) -> None:
        self._carrier = carrier
        self._on_lane = on_lane
        self._tell = tell

    def send(self, listing: Listing, state: Standing) -> int:
        """Lay out what waits, and everything where that is called for; returns how many things were new.

        Raises:
            Expected: the place cannot be written; it is laid out another time.
        """
        sent, laid_out = 0, state.number
        if state.waiting:
            sent = self._parcel(state)
            state = self._on_lane(standing)
        own = {label for label in listing.labels if label.stream == state.stream and self._is_whole(label)}
        clean = str(state.removed) != state.cleaned or state.laid_out != _sealing(state)
        torn = _is_torn(own, laid_out, state.whole)
        if state.announce or (clean and own) or torn or _many(own):
            self._whole(state, own, all_go=clean, more=state.announce or torn)
        elif clean:
            self._on_lane(lambda store: _put_clean(store, state))
        return sent

    def _is_whole(self, label: Label) -> bool:
        try:
            self._carrier.cover(label)
        except NotThere:
            return False
        return True

    def _parcel(self, state: Standing) -> int:
        number = state.number + 1
        plain, count = self._on_lane(lambda store: _made(store, number))
        if not count:
            return 0
        content = parcels.sealed(plain, state.secret) if state.locked else plain
        cover = labelled(_cover(state, Kind.PARCEL, number), content)
        self._carrier.write(cover, content)
        self._on_lane(lambda store: _put_sent(store, state, cover.label))
        return count

    def _whole(self, state: Standing, own: set[Label], *, all_go: bool, more: bool) -> None:
        """Lay out everything.

        Args:
            all_go: what is in it is taken away by itself.
            more: something is in it that no parcel has: it has a number of its own, that others miss.
        """
        self._tell(0.85, _("Legger ut alt, for dem som kommer til"))
        with tempfile.TemporaryDirectory(prefix="nettverk-") as name:
            path = Path(name) / "nettverk.db"
            state = self._on_lane(lambda store: _copied(store, path, more=more))
            _strip(path)
            content = path.read_bytes()
        cover = labelled(_cover(state, Kind.WHOLE, state.number), content)
        self._tell(0.95, "")
        self._carrier.write(cover, content)
        self._on_lane(lambda store: _put_whole(store, state))
        gone = {label for label in own if label.kind is Kind.WHOLE and label != cover.label}
        laid_out = {label for label in own if label.kind is Kind.PARCEL and label.number <= state.number}
        self._carrier.remove(sorted(gone | (laid_out if all_go else set(self._old(laid_out)))))
        if all_go:
            self._carrier.forget(cover)

    def _old(self, labels: Iterable[Label]) -> Iterable[Label]:
        """Those that were laid out so long ago that most have read them."""
        if len(set(labels)) < MANY:
            return
        until = utc_now() - _KEPT
        for label in labels:
            try:
                if datetime.fromisoformat(self._carrier.cover(label).at) < until:
                    yield label
            except (NotThere, ValueError):
                continue


def _is_torn(own: set[Label], laid_out: int, last_whole: int) -> bool:
    """Whether something that was laid out has gone: whoever has not read it yet gets everything instead.

    Args:
        laid_out: number of the last that was laid out.
        last_whole: number of the last whole file that was; 0 where none was.
    """
    if last_whole and not any(label.kind is Kind.WHOLE and label.number >= last_whole for label in own):
        return True
    whole = max((label.number for label in own if label.kind is Kind.WHOLE), default=0)
    there = {label.number for label in own if label.kind is Kind.PARCEL}
    return not there.issuperset(range(whole + 1, laid_out + 1))


def _strip(path: Path) -> None:
    """Leave out of a copy what is each machine's own."""
    with closing(engine.connect(path)) as copy:
        copy.execute("PRAGMA secure_delete = ON")
        copy.execute("DELETE FROM trash")
        copy.execute("DELETE FROM _content_sums WHERE tbl = 'trash'")
        copy.execute("DELETE FROM _file WHERE key IN ('other_writer', 'counter')")
        engine.write_anew(copy)


def _many(own: set[Label]) -> bool:
    whole = max((label.number for label in own if label.kind is Kind.WHOLE), default=0)
    return sum(label.kind is Kind.PARCEL and label.number > whole for label in own) >= MANY


def _cover(state: Standing, kind: Kind, number: int) -> Cover:
    seen = {stream: reached for stream, reached in state.numbers.items() if stream != state.stream}
    at = utc_now().isoformat(timespec="milliseconds")
    label = Label(state.stream, number, "", kind)
    return Cover(label, state.share, state.updates, seen, state.machine, at, state.locked)


def _sealing(state: Standing) -> str:
    return "1" if state.locked else "0"


# --- with the database ---


def _made(store: Store, number: int) -> tuple[bytes, int]:
    """What goes with the next parcel, and how many things it is."""
    with store.change():
        ledger.put_in_parcel(store.connection, number)
        plain, count = parcels.content(store.connection, number)
        if not count:  # all that waited has gone again
            store.connection.execute("DELETE FROM _share_waiting WHERE number = ?", (number,))
    return plain, count


def _put_sent(store: Store, state: Standing, label: Label) -> None:
    with store.change():
        ledger.put_sent(store.connection, label)
    here.put_sent(state.share, label.stream, label.number)


def _copied(store: Store, path: Path, *, more: bool) -> Standing:
    """Copy the file to a path; returns how the file stands at that moment."""
    if more:
        state = standing(store)
        with store.change():
            ledger.put_numbers(store.connection, {state.stream: state.number + 1})
        here.put_sent(state.share, state.stream, state.number + 1)
    store.back_up(path)
    return standing(store)


def _put_whole(store: Store, state: Standing) -> None:
    with store.change():
        ledger.put_fact(store.connection, ledger.Fact.ANNOUNCE, "")
        ledger.put_fact(store.connection, ledger.Fact.WHOLE, str(state.number))
    _put_clean(store, state)


def _put_clean(store: Store, state: Standing) -> None:
    with store.change():
        ledger.put_fact(store.connection, ledger.Fact.CLEANED, str(state.removed))
        ledger.put_fact(store.connection, ledger.Fact.LAID_OUT, _sealing(state))
