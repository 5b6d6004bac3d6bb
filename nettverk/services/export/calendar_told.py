"""What has gone out to calendars, kept in the file: read when a calendar is made, and added to when it goes out."""

from __future__ import annotations

import json
from collections.abc import Iterable
from datetime import datetime, timedelta
from typing import Any

from nettverk.domain.changes import NOTHING, Changes
from nettverk.domain.data_tables import CalendarEvent
from nettverk.domain.year.calendar_told import Told, day_of, from_plain, plain, told
from nettverk.storage.store import Store

_KEPT = timedelta(days=400)
"""So long after its day somebody may have use for hearing that it was called off."""


def read(store: Store) -> Told:
    """All that has gone out."""
    rows = store.rows("SELECT told_at, events FROM calendar_told ORDER BY told_at, id")
    return told((datetime.fromisoformat(row["told_at"]), json.loads(row["events"])) for row in rows)


def moment(store: Store) -> datetime:
    """When what goes out now goes out, in UTC: later than all before, whatever the clock of the machine says."""
    last = read(store).at
    now = store.now()
    return now if last is None else max(now, last + timedelta(seconds=1))


def keep(store: Store, events: Iterable[CalendarEvent], at: datetime) -> Changes:
    """Keep what goes out to a calendar, before it does.

    It is no step of the user's: *Angre* does not take back what is in somebody's calendar.
    """
    known = read(store)
    news = known.news(events)
    old = _outlived(store)
    stamp = at.isoformat(timespec="milliseconds")
    with store.change() as step:
        for row_id in old:
            store.delete("calendar_told", row_id)
        last = store.value("SELECT id FROM calendar_told ORDER BY told_at DESC, id DESC LIMIT 1")
        if news or last is None:
            store.insert(
                "calendar_told", told_at=stamp,
                events=json.dumps(plain(news), ensure_ascii=False, sort_keys=True),
            )  # fmt: skip
        else:
            store.update("calendar_told", last, told_at=stamp)
    return step.changes if news or old or known.at != at else NOTHING


def _outlived(store: Store) -> list[str]:
    """The rows with nothing in them that anybody needs to hear of any more."""
    until = store.today() - _KEPT
    found = []
    for row in store.rows("SELECT id, events FROM calendar_told"):
        content: Any = json.loads(row["events"])
        if all(day_of(event.end) < until for event in from_plain(content)):
            found.append(row["id"])
    return found
