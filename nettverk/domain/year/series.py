"""A series made in bulk: «three in each district, Tuesdays, not in the holidays», as days one can still change."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace
from datetime import date, time

from nettverk.domain.year.clashes import Clash, find
from nettverk.domain.year.days import SchoolHoliday, can_meet_on, weekdays
from nettverk.domain.year.items import Entry, EntryOf

MOST = 60
"""Gatherings one can make in one go."""


@dataclass(frozen=True, slots=True)
class Pattern:
    """How a series is wished.

    Attributes:
        network_id, network: whose it is.
        districts: (id, name) of those that each get ``count``; one with an empty id is the whole municipality.
        weekday: ISO, 1 is Monday.
        first, last: the days it lies between, both among them.
    """

    network_id: str
    network: str
    districts: tuple[tuple[str, str], ...]
    count: int
    weekday: int
    first: date
    last: date
    starts_at: time
    ends_at: time
    place: str = ""
    owner: str = ""
    themes: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Proposal:
    """A gathering that does not exist yet, each field still to be changed.

    Attributes:
        number: in its district's series, from 1.
        copy_of: id of the gathering whose plan it gets; empty for a template's.
        wanted: whether it is to be made.
    """

    network_id: str
    network: str
    district_id: str
    district: str
    number: int
    day: date | None
    starts_at: time
    ends_at: time
    title: str = ""
    theme: str = ""
    place: str = ""
    owner: str = ""
    copy_of: str = ""
    wanted: bool = True


def propose(pattern: Pattern, holidays: Sequence[SchoolHoliday], taken: Iterable[date] = ()) -> tuple[Proposal, ...]:
    """Days for a series: spread evenly, each district by turn, none on a day when nobody can meet.

    Where there are days enough no two share one, since the same people lead them; ``taken`` days are used last. A
    proposal without a day is one that no day was left for.
    """
    busy = set(taken)
    possible = [day for day in weekdays(pattern.first, pattern.last, pattern.weekday) if can_meet_on(day, holidays)]
    free = [day for day in possible if day not in busy]
    wanted = pattern.count * len(pattern.districts)
    days = free if len(free) >= wanted else possible
    proposals = []
    for place in range(wanted):
        round_, turn = divmod(place, len(pattern.districts))
        district_id, district = pattern.districts[turn]
        theme = pattern.themes[round_] if round_ < len(pattern.themes) else ""
        # In the middle of its share of the time: the first is not on the very first day, nor the last on the last.
        day = days[(2 * place + 1) * len(days) // (2 * wanted)] if days else None
        proposals.append(
            Proposal(
                pattern.network_id, pattern.network, district_id, district, round_ + 1, day, pattern.starts_at,
                pattern.ends_at, theme=theme, place=pattern.place, owner=pattern.owner,
            )
        )  # fmt: skip
    return tuple(proposals)


def clashes(
    proposals: Sequence[Proposal], known: Sequence[Entry], holidays: Sequence[SchoolHoliday]
) -> dict[int, tuple[str, ...]]:
    """What stands in the way of each proposal that is wanted, by its place in the list."""
    entries = [
        Entry(
            EntryOf.GATHERING, f"{place}", proposal.day, proposal.title or proposal.theme or f"{proposal.number}",
            owner=proposal.owner, network_id=proposal.network_id, network=proposal.network,
            district_id=proposal.district_id, district=proposal.district, starts_at=proposal.starts_at,
            ends_at=proposal.ends_at, place=proposal.place,
        )
        for place, proposal in enumerate(proposals)
        if proposal.wanted and proposal.day is not None
    ]  # fmt: skip
    days = {entry.day for entry in entries}
    beside = [replace(entry, id=f"known {entry.id}") for entry in known if entry.day in days]
    by_row: dict[int, list[str]] = {}
    for clash in find([*entries, *beside], holidays):
        for place in _places(clash):
            if clash.words not in by_row.setdefault(place, []):
                by_row[place].append(clash.words)
    return {place: tuple(words) for place, words in by_row.items()}


def _places(clash: Clash) -> list[int]:
    keys = (clash.first, clash.second) if clash.second is not None else (clash.first,)
    return [int(id_) for _of, id_ in keys if id_.isdigit()]
