"""A year copied to the next: the items on the same weekday of the same week, the gatherings with their plans."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace

from nettverk.domain.changes import Changes
from nettverk.domain.errors import BadInput
from nettverk.domain.year.days import first_day, last_day, nearest
from nettverk.domain.year.items import YearItem
from nettverk.domain.year.series import Proposal
from nettverk.i18n import _
from nettverk.services.year import holidays, items, series
from nettverk.storage.store import Store


@dataclass(frozen=True, slots=True)
class Copy:
    """What a copied year would bring, before anything is made.

    Attributes:
        items: with their new days, nothing done; what the year has already is left out.
        gatherings: proposals with their new days.
    """

    year: int
    items: tuple[YearItem, ...]
    gatherings: tuple[Proposal, ...]


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
    return Copy(year, tuple(brought), series.from_last_year(store, year))


def make(store: Store, wanted_items: Sequence[YearItem], gatherings: Sequence[Proposal]) -> Changes:
    """Bring these into the year, in one step.

    Raises:
        BadInput: there is nothing to bring.
    """
    wanted = [proposal for proposal in gatherings if proposal.wanted and proposal.day is not None]
    if not wanted and not wanted_items:
        raise BadInput(_("Fjoråret har ingenting som ikke står her allerede."))
    with store.change(_("Kopier fjoråret")) as step:
        for item in wanted_items:
            step.made = items.insert(store, item)
        if wanted:
            step.made = series.make(store, wanted).made
    return step.changes
