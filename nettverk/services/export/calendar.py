"""The year as a calendar: gatherings, meetings, deadlines and all else that has a day."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import replace
from datetime import date, datetime, time, timedelta

from nettverk.domain.data_tables import CalendarEvent, Extent
from nettverk.domain.tags import school_year
from nettverk.domain.year.items import Entry, EntryOf, in_order, kind_name
from nettverk.i18n import _
from nettverk.services import trash
from nettverk.services.export import calendar_told, tables
from nettverk.services.register import register
from nettverk.storage.store import Store

_SHORTEST = timedelta(hours=1)
"""How long a meeting is that only has a beginning."""


def events(store: Store, extent: Extent) -> tuple[CalendarEvent, ...]:
    """Everything with a day, by day. What is called off is there and says so, so that a calendar learns of it.

    So is a gathering that was removed, for as long as it can be taken back, and all that has gone out before
    (``calendar_told``) and has no day any more. What has gone over to another year or network comes along as it is now.

    Raises:
        BadInput: the gathering or the network is gone.
    """
    tables.look(store, extent)
    found = tuple(_events(store, extent))
    there = {event.uid for event in found}
    gone = {uid: event for uid, event in calendar_told.read(store).of(extent).items() if uid not in there}
    if not gone:
        return found
    elsewhere = {event.uid: event for event in _events(store, Extent())}
    lost = (elsewhere.get(uid) or replace(event, cancelled=True) for uid, event in gone.items())
    return tuple(sorted((*found, *lost), key=_when))


def _when(event: CalendarEvent) -> datetime:
    return event.start if isinstance(event.start, datetime) else datetime.combine(event.start, time())


def _events(store: Store, extent: Extent) -> Iterable[CalendarEvent]:
    entries = (*tables.year_entries(store, extent), *_removed(store, extent))
    return (_event(entry) for entry in in_order(entries))


def _removed(store: Store, extent: Extent) -> Iterator[Entry]:
    networks = {network.id: network.name for network in register.networks(store)}
    for row in trash.removed_gatherings(store):
        if not row["held_on"] or extent.network_id not in {"", row["network_id"]}:
            continue
        day = date.fromisoformat(row["held_on"])
        if extent.gathering_id or extent.year not in {None, school_year(day)}:
            continue
        yield Entry(
            EntryOf.GATHERING, row["id"], day, row["title"], network=networks.get(row["network_id"], ""),
            network_id=row["network_id"], cancelled=True, starts_at=time.fromisoformat(row["starts_at"]),
            ends_at=time.fromisoformat(row["ends_at"]), place=row["place"],
        )  # fmt: skip


def without_day(store: Store, extent: Extent) -> int:
    """How many gatherings have no day yet, and so are in no calendar."""
    counted: int = store.value(
        "SELECT count(*) FROM gatherings WHERE held_on IS NULL AND cancelled = 0"
        " AND (?1 = '' OR id = ?1) AND (?2 = '' OR network_id = ?2)", extent.gathering_id, extent.network_id,
    )  # fmt: skip
    return counted


def calendar_name(found: tuple[CalendarEvent, ...], extent: Extent) -> str:
    """What the calendar is called where it is shown."""
    if extent.gathering_id and found:
        return found[0].title
    return _("Årshjul")


def _event(entry: Entry) -> CalendarEvent:
    what = kind_name(entry.kind)
    start: datetime | None = None
    if entry.starts_at is not None:
        start = datetime.combine(entry.day, entry.starts_at)
    place = " · ".join(word for word in (entry.network, entry.district) if word)
    note = [
        place,
        _("Ansvarlig: {who}").format(who=entry.owner) if entry.owner else "",
        entry.note,
        _("Gjort.") if entry.done and entry.starts_at is None else "",
    ]
    return CalendarEvent(
        # An id is nobody else's, and the same in every copy of the file.
        uid=f"{entry.of}-{entry.id}@nettverk",
        title=entry.title,
        start=start or entry.day,
        end=_end(entry, start) if start else entry.last + timedelta(days=1),
        place=entry.place,
        note="\n".join(line for line in note if line),
        category=what[:1].upper() + what[1:],
        cancelled=entry.cancelled,
        network_id=entry.network_id,
    )


def _end(entry: Entry, start: datetime) -> datetime:
    if entry.ends_at is None:
        return start + _SHORTEST
    end = datetime.combine(entry.day, entry.ends_at)
    # One that ends earlier than it begins goes on past midnight.
    return end if end > start else end + timedelta(days=1)
