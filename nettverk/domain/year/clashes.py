"""What stands in the way of a day in the year: a holiday, the same place, the same people, the same one who leads."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date, time
from enum import StrEnum
from itertools import combinations

from nettverk.domain.year.days import SATURDAY, SchoolHoliday, closed_on, holiday_on
from nettverk.domain.year.items import Entry
from nettverk.i18n import _, _n, quoted


class ClashKind(StrEnum):
    """Why two things, or a thing and its day, do not go together."""

    PUBLIC_HOLIDAY = "public_holiday"
    SCHOOL_HOLIDAY = "school_holiday"
    WEEKEND = "weekend"
    PLACE = "place"
    PEOPLE = "people"
    OWNER = "owner"
    SERIES = "series"


@dataclass(frozen=True, slots=True)
class Clash:
    """Something that does not go together.

    Attributes:
        first, second: keys of the entries; the second is empty where it is the day itself.
        words: what it is, as one says it.
    """

    kind: ClashKind
    day: date
    first: tuple[str, str]
    second: tuple[str, str] | None
    words: str


def of_day(day: date, holidays: Sequence[SchoolHoliday]) -> tuple[tuple[ClashKind, str], ...]:
    """What is wrong with a day in itself."""
    if name := holiday_on(day):
        return ((ClashKind.PUBLIC_HOLIDAY, _("Dagen er {holiday}.").format(holiday=name)),)
    if (closed := closed_on(day, holidays)) is not None:
        return ((ClashKind.SCHOOL_HOLIDAY, _("Skolene har fri: {holiday}.").format(holiday=closed.name)),)
    if day.isoweekday() >= SATURDAY:
        return ((ClashKind.WEEKEND, _("Dagen er i en helg.")),)
    return ()


def find(
    entries: Iterable[Entry],
    holidays: Sequence[SchoolHoliday],
    shared: Mapping[frozenset[str], int] | None = None,
) -> tuple[Clash, ...]:
    """Every clash among gatherings and meetings, by day.

    Args:
        entries: what has a clock and a place (``of`` gathering or meeting); what is called off is passed over.
        shared: how many people are on the lists of both of two gatherings, by their ids.
    """
    met = sorted((entry for entry in entries if not entry.cancelled), key=lambda entry: (entry.day, entry.id))
    clashes: list[Clash] = []
    by_day: defaultdict[date, list[Entry]] = defaultdict(list)
    for entry in met:
        by_day[entry.day].append(entry)
        clashes += [Clash(kind, entry.day, entry.key, None, words) for kind, words in of_day(entry.day, holidays)]
    for day, together in by_day.items():
        for first, other in combinations(together, 2):
            clashes += [
                Clash(kind, day, first.key, other.key, words) for kind, words in between(first, other, shared or {})
            ]
    return tuple(sorted(clashes, key=lambda clash: (clash.day, clash.kind, clash.first)))


def between(one: Entry, other: Entry, shared: Mapping[frozenset[str], int]) -> list[tuple[ClashKind, str]]:
    """What two things on the same day take from each other."""
    clashes: list[tuple[ClashKind, str]] = []
    at_once = _overlap(one, other)
    names = {"one": entry_name(one), "other": entry_name(other)}
    if at_once and one.place.strip() and _folded(one.place) == _folded(other.place):
        clashes.append(
            (ClashKind.PLACE, _("{one} og {other} er samtidig, på {place}.").format(**names, place=one.place))
        )
    if at_once and one.owner.strip() and _folded(one.owner) == _folded(other.owner):
        clashes.append((ClashKind.OWNER, _("{who} leder både {one} og {other}.").format(**names, who=one.owner)))
    if one.network_id and one.network_id == other.network_id and _same_district(one, other):
        words = _("{one} og {other} er for de samme enhetene, samme dag.").format(**names)
        clashes.append((ClashKind.SERIES, words))
    count = shared.get(frozenset({one.id, other.id}), 0)
    if count:
        people = _n("{n} person står på begge listene", "{n} personer står på begge listene", count)
        clashes.append((ClashKind.PEOPLE, _("{one} og {other}: {what}.").format(**names, what=people)))
    return clashes


def entry_name(entry: Entry) -> str:
    """A thing as one names it in a sentence: «Fra uro til handling (0–6, Sentrum)»."""
    where = ", ".join(word for word in (entry.network, entry.district) if word)
    return quoted(entry.title) + (f" ({where})" if where else "")


def _same_district(one: Entry, other: Entry) -> bool:
    """What is for the whole municipality is for every district."""
    return one.district_id == other.district_id or not one.district_id or not other.district_id


def _overlap(one: Entry, other: Entry) -> bool:
    """Whether they are at the same time of day; one whose time nobody knows may be at any time."""
    return _starts(one) < _ends(other) and _starts(other) < _ends(one)


def _starts(entry: Entry) -> time:
    return entry.starts_at or time.min


def _ends(entry: Entry) -> time:
    """When it is over, of that day: one that goes on past midnight takes the rest of it."""
    over = entry.ends_at
    return over if over is not None and over > _starts(entry) else time.max


def _folded(text: str) -> str:
    return " ".join(text.casefold().split())
