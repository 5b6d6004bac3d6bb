"""A series as it is proposed from what is known, and all that is wanted of it made in one step."""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, time, timedelta

from nettverk.domain.changes import Changes
from nettverk.domain.errors import BadInput
from nettverk.domain.plan import Gathering
from nettverk.domain.registry import District, Network
from nettverk.domain.tags import school_year
from nettverk.domain.year.days import SchoolHoliday, first_day, last_day, nearest
from nettverk.domain.year.items import Entry, EntryOf
from nettverk.domain.year.series import MOST, Pattern, Proposal, propose
from nettverk.i18n import _
from nettverk.services import gatherings
from nettverk.services.templates import Template
from nettverk.services.year import holidays
from nettverk.services.year import year as years
from nettverk.storage.store import Store


@dataclass(frozen=True, slots=True)
class Known:
    """What a series is made from.

    Attributes:
        usual: how the series would be wished without anybody saying a word: the weekday, times and place of last time.
        entries: what stands in the year already.
    """

    year: int
    networks: tuple[Network, ...]
    districts: tuple[District, ...]
    holidays: tuple[SchoolHoliday, ...]
    entries: tuple[Entry, ...]
    usual: Pattern
    language: str


def known(store: Store, year: int) -> Known:
    """What is needed to propose a series in a school year."""
    stands = years.read(store, year)
    last = next((item for item in gatherings.all_(store) if item.held_on is not None), None)
    day = last.held_on if last else None
    network = next((item for item in stands.networks if last and item.id == last.network_id), None)
    network = network or (stands.networks[0] if stands.networks else None)
    start = max(first_day(year) + timedelta(days=30), store.today() + timedelta(days=14))
    if school_year(start) != year:  # a year that is over, which somebody writes down afterwards
        start = first_day(year) + timedelta(days=30)
    usual = Pattern(
        network.id if network else "", network.name if network else "", (), 3,
        day.isoweekday() if day and day.isoweekday() < 6 else 2, start, date(year + 1, 5, 31),
        last.starts_at if last else time(8, 30), last.ends_at if last else time(14, 0),
    )  # fmt: skip
    return Known(
        year, stands.networks, stands.districts, stands.holidays, stands.entries, usual,
        last.language if last else "nb",
    )  # fmt: skip


def proposed(pattern: Pattern, from_: Known) -> tuple[Proposal, ...]:
    """The days of a series; days on which the same network or the same leader meets already are used last."""
    taken = {
        entry.day for entry in from_.entries
        if entry.of is EntryOf.GATHERING and not entry.cancelled
        and (entry.network_id == pattern.network_id or (pattern.owner and entry.owner == pattern.owner))
    }  # fmt: skip
    return propose(pattern, from_.holidays, taken)


def from_last_year(store: Store, year: int) -> tuple[Proposal, ...]:
    """Last year's gatherings as proposals of this one: the same week and weekday, moved where nobody can meet.

    Those that this year has as many of already, in the same network and district, are not proposed once more.
    """
    closed = holidays.of_year(store, year)
    span = first_day(year), last_day(year)
    there = Counter(
        (entry.network_id, entry.district_id)
        for entry in years.entries_between(store, *span)
        if entry.of is EntryOf.GATHERING and not entry.cancelled
    )
    proposals = []
    for entry in years.entries_between(store, first_day(year - 1), last_day(year - 1)):
        if entry.of is not EntryOf.GATHERING or entry.cancelled:
            continue
        if entry.number <= there[entry.network_id, entry.district_id]:
            continue
        source = gatherings.get(store, entry.id)
        proposals.append(_again(source, entry, nearest(moved(entry.day), closed, span)))
    return tuple(proposals)


def moved(day: date) -> date:
    """A day of last year in this one: the same weekday of about the same week."""
    return day + timedelta(weeks=52)


def make(
    store: Store, proposals: Sequence[Proposal], template: Template | None = None, *, language: str = "nb"
) -> Changes:
    """Make every proposal that is wanted and has a day; all of them are one step to take back.

    Args:
        template: what those that are no copy begin with.

    Raises:
        BadInput: none is wanted, there are too many, or one has neither a template nor something to copy.
    """
    wanted = [proposal for proposal in proposals if proposal.wanted and proposal.day is not None]
    if not wanted:
        raise BadInput(_("Velg minst én dato."))
    if len(wanted) > MOST:
        raise BadInput(_("Det er for mange på én gang. Ta høyst {n}.").format(n=MOST))
    with store.change(_("Legg inn samlingene")) as step:
        for proposal in sorted(wanted, key=lambda one: (one.day or date.max, one.district)):
            step.made = _make(store, proposal, template, language)
    return step.changes


def _make(store: Store, proposal: Proposal, template: Template | None, language: str) -> str:
    if proposal.copy_of:
        new_id = gatherings.copy(store, proposal.copy_of, held_on=proposal.day).made
    elif template is not None:
        new_id = gatherings.make(
            store, template, network_id=proposal.network_id, title=proposal.title.strip() or proposal.theme.strip(),
            district_id=proposal.district_id or None, held_on=proposal.day, language=language,
        ).made  # fmt: skip
    else:
        raise BadInput(_("Velg en mal for samlingene."))
    gatherings.edit(
        store, new_id, theme=proposal.theme, place=proposal.place, owner=proposal.owner, starts_at=proposal.starts_at,
        ends_at=proposal.ends_at,
    )  # fmt: skip
    if proposal.title.strip():
        gatherings.edit(store, new_id, title=proposal.title)
    return new_id


def _again(source: Gathering, entry: Entry, day: date) -> Proposal:
    return Proposal(
        source.network_id, entry.network, entry.district_id, entry.district, entry.number, day, source.starts_at,
        source.ends_at, title=source.title, theme=source.theme, place=source.place, owner=source.owner,
        copy_of=source.id,
    )  # fmt: skip
