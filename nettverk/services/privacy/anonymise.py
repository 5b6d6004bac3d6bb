"""Anonymiser etter N måneder: names of those who are no longer seen go by themselves, and it is told beforehand.

Off until somebody chooses a number of months: it cannot be undone, and how long names are needed is the municipality's
to say. Once chosen, it is told for fourteen days whose turn it is, and only those who were told of then become numbers.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from datetime import date, timedelta
from pathlib import Path

from nettverk.domain.changes import Changes
from nettverk.domain.errors import BadInput
from nettverk.i18n import _
from nettverk.services import settings
from nettverk.services.privacy import removal
from nettverk.services.privacy.removal import Reason, Removed
from nettverk.storage.store import Store

MONTHS = (0, 12, 24, 36, 60)
"""What can be chosen; 0 is never."""
NOTICE = timedelta(days=14)
POSTPONED = timedelta(days=30)
_MONTHS, _TOLD, _WAITS = "anonymise_months", "anonymise_told_on", "anonymise_not_before"


@dataclass(frozen=True, slots=True)
class Notice:
    """What is going to happen, unless somebody postpones it.

    Attributes:
        person_ids: whose names go: nobody has seen them since the day ``since``.
        on: the day it is done. days: how many days there are until then; 0 or fewer when it is to be done now.
    """

    person_ids: tuple[str, ...]
    since: date
    on: date
    days: int


def months(store: Store) -> int:
    """After how many months without being seen a name goes; 0 for never."""
    text = settings.get(store, _MONTHS, "0")
    return int(text) if text.isdigit() else 0


def choose(store: Store, count: int) -> Changes:
    """Choose after how many months, 0 for never; it is told anew before anything happens.

    Raises:
        BadInput: a number below 0, or of more than fifty years.
    """
    if not 0 <= count <= 600:
        raise BadInput(_("Velg mellom 0 og 600 måneder."))
    with store.change() as step:
        for key, value in ((_MONTHS, str(count) if count else ""), (_TOLD, ""), (_WAITS, "")):
            settings.put(store, key, value)
    return step.changes


def postpone(store: Store) -> date:
    """Wait a month, and then tell anew; returns the day until which nothing happens."""
    until = store.today() + POSTPONED
    with store.change():
        settings.put(store, _TOLD, "")
        settings.put(store, _WAITS, until.isoformat())
    return until


def notice(store: Store) -> Notice | None:
    """What is to be told today, and from which day; None where nobody is concerned. The first time it begins."""
    count, today = months(store), store.today()
    waits = _day(settings.get(store, _WAITS))
    if not count or (waits is not None and today < waits):
        return None
    told_on = _day(settings.get(store, _TOLD))
    # A clock that was set back must not make a day of long ago the one it was told on.
    if told_on is None or told_on > today:
        told_on = None
    since = months_before(told_on or today, count)
    people = unseen(store, since)
    if bool(people) != (told_on is not None):
        with store.change():
            settings.put(store, _TOLD, today.isoformat() if people else "")
    if not people:
        return None
    on = (told_on or today) + NOTICE
    return Notice(people, since, on, (on - today).days)


def carry_out(
    store: Store, progress: Callable[[float, str], None] | None = None, *, second: Path | None = None
) -> Removed | None:
    """Take away the names that it was told of at least fourteen days ago; None where it is nobody's turn."""
    due = notice(store)
    if due is None or due.days > 0:
        return None
    removed = removal.remove(store, due.person_ids, reason=Reason.TIME, second=second, progress=progress)
    with store.change():
        settings.put(store, _TOLD, "")
    return removed


def unseen(store: Store, since: date) -> tuple[str, ...]:
    """Ids of those with a name who were in the register before a day and have not been at a gathering since.

    Whoever is on the list of a gathering to come, or of one without a date, is expected and stays.
    """
    rows = store.rows(
        "SELECT id FROM people WHERE made_at < ?1 AND id NOT IN (SELECT person_id FROM removed_people)"
        " AND id NOT IN (SELECT pa.person_id FROM gatherings AS g JOIN participants AS pa ON pa.gathering_id = g.id"
        " LEFT JOIN attendance AS a ON a.participant_id = pa.id AND a.gathering_id = g.id"
        " WHERE (g.held_on IS NULL OR g.held_on >= ?1) AND coalesce(a.status, '') <> 'absent') ORDER BY id",
        since.isoformat(),
    )
    return tuple(row["id"] for row in rows)


def months_before(day: date, count: int) -> date:
    """The same day so many months earlier, or the last of that month where it is shorter."""
    months_ = day.year * 12 + day.month - 1 - count
    year, month = divmod(months_, 12)
    for last in (day.day, 30, 29, 28):
        try:
            return date(year, month + 1, min(day.day, last))
        except ValueError:
            continue
    raise ValueError(f"no day {count} months before {day}")


def _day(text: str) -> date | None:
    try:
        return date.fromisoformat(text) if text else None
    except ValueError:
        return None
