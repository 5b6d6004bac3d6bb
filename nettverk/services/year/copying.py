"""A year copied to the next: items and meetings on the same weekday of the same week, gatherings with their plans."""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass, replace
from datetime import date

from nettverk.domain.changes import Changes
from nettverk.domain.errors import BadInput
from nettverk.domain.year.days import first_day, last_day, nearest
from nettverk.domain.year.items import YearItem
from nettverk.domain.year.series import Proposal
from nettverk.i18n import _
from nettverk.services.year import holidays, items, series
from nettverk.storage.store import Store

_MEETINGS = (
    "SELECT m.team_id, m.held_on, m.starts_at, m.place, t.name FROM team_meetings AS m JOIN teams AS t"
    " ON t.id = m.team_id WHERE m.held_on BETWEEN ? AND ? ORDER BY m.held_on, m.starts_at, m.id"
)


@dataclass(frozen=True, slots=True)
class CopiedMeeting:
    """A meeting of a steering group or another team with its new day; its agenda is a new one.

    Attributes:
        starts_at: «13:00»; None where nobody has said.
    """

    team_id: str
    team: str
    day: date
    starts_at: str | None = None
    place: str = ""


@dataclass(frozen=True, slots=True)
class Copy:
    """What a copied year would bring, before anything is made.

    Attributes:
        items: with their new days, nothing done; what the year has already is left out.
        gatherings: proposals with their new days.
        meetings: of each team those it has not as many of already.
    """

    year: int
    items: tuple[YearItem, ...]
    gatherings: tuple[Proposal, ...]
    meetings: tuple[CopiedMeeting, ...] = ()


def preview(store: Store, year: int) -> Copy:
    """What the school year before would bring into this one."""
    closed = holidays.of_year(store, year)
    span = first_day(year), last_day(year)
    there = {(item.kind, item.title.casefold(), item.network_id) for item in items.of_year(store, year)}
    brought = []
    for item in items.of_year(store, year - 1):
        if item.cancelled or (item.kind, item.title.casefold(), item.network_id) in there:
            continue
        day = nearest(series.moved(item.due_on), closed, span)
        last = day + (item.last_day - item.due_on) if item.last_day else None
        brought.append(replace(item, due_on=day, last_day=last, done=False, id=""))
    return Copy(year, tuple(brought), series.from_last_year(store, year), _meetings(store, year))


def _meetings(store: Store, year: int) -> tuple[CopiedMeeting, ...]:
    closed, span = holidays.of_year(store, year), (first_day(year), last_day(year))
    there = Counter(row["team_id"] for row in store.rows(_MEETINGS, *(day.isoformat() for day in span)))
    number: Counter[str] = Counter()
    meetings = []
    for row in store.rows(_MEETINGS, first_day(year - 1).isoformat(), last_day(year - 1).isoformat()):
        number[row["team_id"]] += 1
        if number[row["team_id"]] > there[row["team_id"]]:
            day = nearest(series.moved(date.fromisoformat(row["held_on"])), closed, span)
            meetings.append(CopiedMeeting(row["team_id"], row["name"], day, row["starts_at"], row["place"]))
    return tuple(meetings)


def make(
    store: Store, wanted_items: Sequence[YearItem], gatherings: Sequence[Proposal],
    meetings: Sequence[CopiedMeeting] = (),
) -> Changes:  # fmt: skip
    """Bring these into the year, in one step.

    Raises:
        BadInput: there is nothing to bring.
    """
    wanted = [proposal for proposal in gatherings if proposal.wanted and proposal.day is not None]
    if not wanted and not wanted_items and not meetings:
        raise BadInput(_("Fjoråret har ingenting som ikke står her allerede."))
    with store.change(_("Kopier fjoråret")) as step:
        for item in wanted_items:
            step.made = items.insert(store, item)
        for meeting in meetings:
            if store.value("SELECT 1 FROM teams WHERE id = ?", meeting.team_id) is None:
                continue  # taken away on another machine since it was looked at
            step.made = store.insert(
                "team_meetings", team_id=meeting.team_id, held_on=meeting.day.isoformat(), starts_at=meeting.starts_at,
                place=meeting.place, made_at=store.stamp(),
            )  # fmt: skip
        if wanted:
            step.made = series.make(store, wanted).made
    return step.changes
