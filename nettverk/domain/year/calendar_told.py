"""What has gone out to calendars: what was told of each event, so that one that is gone can be called off there too."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, field, replace
from datetime import date, datetime, time
from typing import Any

from nettverk.domain.data_tables import CalendarEvent, Extent
from nettverk.domain.tags import school_year

Place = tuple[str, int, str]
"""An event's UID, the school year it was told in, and its network: a file of one of them is to hear when it leaves."""


def place_of(event: CalendarEvent) -> Place:
    """Where an event stands: a file that has this year and this network has it."""
    return event.uid, school_year(day_of(event.start)), event.network_id


def day_of(moment: date | datetime) -> date:
    """The day alone."""
    return moment.date() if isinstance(moment, datetime) else moment


@dataclass(frozen=True, slots=True)
class Told:
    """All that has gone out.

    Attributes:
        at: when something last did; None where nothing has.
        events: as each was last told, by the place it stood in then, the latest last.
    """

    at: datetime | None = None
    events: Mapping[Place, CalendarEvent] = field(default_factory=dict)

    def news(self, events: Iterable[CalendarEvent]) -> tuple[CalendarEvent, ...]:
        """Those that have not gone out as they are now. What is called off needs no calling off later."""
        return tuple(
            event for event in events
            if not event.cancelled and self.events.get(place_of(event)) != _kept(event)
        )  # fmt: skip

    def of(self, extent: Extent) -> Mapping[str, CalendarEvent]:
        """What somebody may have who has a file of this, by UID, as it was last told."""
        return {
            uid: event
            for (uid, year, network_id), event in self.events.items()
            if extent.year in {None, year}
            and (not extent.network_id or network_id in {"", extent.network_id})
            and (not extent.gathering_id or uid == gathering_uid(extent.gathering_id))
        }


def gathering_uid(gathering_id: str) -> str:
    """What a gathering is called in calendars."""
    return f"gathering-{gathering_id}@nettverk"


def told(rows: Iterable[tuple[datetime, Any]]) -> Told:
    """All that has gone out, from what is kept, the earliest first; what makes no sense is passed over."""
    at: datetime | None = None
    events: dict[Place, CalendarEvent] = {}
    for moment, content in rows:
        at = moment if at is None else max(at, moment)
        for event in from_plain(content):
            events.pop(place_of(event), None)
            events[place_of(event)] = event
    return Told(at, events)


def plain(events: Iterable[CalendarEvent]) -> dict[str, Any]:
    """Events as JSON can hold them."""
    return {
        event.uid: {
            "title": event.title, "start": event.start.isoformat(), "end": event.end.isoformat(),
            "category": event.category, "network": event.network_id,
        }
        for event in events
    }  # fmt: skip


def from_plain(content: Any) -> Iterator[CalendarEvent]:
    """Events again; a file that others have written in may hold anything here, and what is no event is none."""
    for uid, words in content.items() if isinstance(content, dict) else ():
        try:
            event = CalendarEvent(
                str(uid), str(words["title"]), _moment(words["start"]), _moment(words["end"]),
                category=str(words["category"]), network_id=str(words["network"]),
            )  # fmt: skip
        except (KeyError, TypeError, ValueError):
            continue
        if type(event.start) is type(event.end) and event.start < event.end:
            yield event


def _kept(event: CalendarEvent) -> CalendarEvent:
    """What is kept of an event: enough to call it off, and no more."""
    return replace(event, place="", note="")


def _moment(text: str) -> date | datetime:
    moment = datetime.fromisoformat(text)
    if moment.tzinfo is not None:
        raise ValueError(text)
    whole_day = "T" not in text and moment.time() == time()
    return moment.date() if whole_day else moment
