"""A school year as it stands: everything in it by day, what clashes, and what it can be compared with."""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, time

from nettverk.domain.registry import District, Network
from nettverk.domain.tags import school_year
from nettverk.domain.year import clashes
from nettverk.domain.year.clashes import Clash
from nettverk.domain.year.days import SchoolHoliday, first_day, last_day
from nettverk.domain.year.items import Entry, EntryOf, ItemKind, in_order, phase_of
from nettverk.i18n import _
from nettverk.services.register import register
from nettverk.services.year import holidays, items
from nettverk.storage.store import Row, Store

_GATHERINGS = (
    "SELECT g.id, g.title, g.held_on, g.starts_at, g.ends_at, g.place, g.owner, g.cancelled, g.network_id,"
    " n.name AS network, coalesce(g.district_id, '') AS district_id, coalesce(d.name, '') AS district"
    " FROM gatherings AS g JOIN networks AS n ON n.id = g.network_id LEFT JOIN districts AS d ON d.id = g.district_id"
    " WHERE g.held_on BETWEEN ? AND ? ORDER BY g.held_on, g.starts_at, g.id"
)
_MEETINGS = (
    "SELECT m.id, m.held_on, m.starts_at, m.place, t.name, coalesce(t.network_id, '') AS network_id,"
    " coalesce(n.name, '') AS network FROM team_meetings AS m JOIN teams AS t ON t.id = m.team_id"
    " LEFT JOIN networks AS n ON n.id = t.network_id WHERE m.held_on BETWEEN ? AND ? ORDER BY m.held_on, m.id"
)
_FOLLOW_UPS = (
    "SELECT p.id, p.what, p.who, p.due_on, p.done, t.name, coalesce(t.network_id, '') AS network_id,"
    " coalesce(n.name, '') AS network FROM meeting_points AS p JOIN team_meetings AS m ON m.id = p.meeting_id"
    " JOIN teams AS t ON t.id = m.team_id LEFT JOIN networks AS n ON n.id = t.network_id"
    " WHERE p.due_on BETWEEN ? AND ? AND p.what <> '' ORDER BY p.due_on, p.id"
)
_SHARED = (
    "SELECT one.gathering_id AS first, other.gathering_id AS second, count(*) AS people"
    " FROM gatherings AS a JOIN gatherings AS b ON b.held_on = a.held_on AND b.id > a.id"
    " JOIN participants AS one ON one.gathering_id = a.id"
    " JOIN participants AS other ON other.gathering_id = b.id AND other.person_id = one.person_id"
    " WHERE a.held_on BETWEEN ? AND ? GROUP BY a.id, b.id"
)


@dataclass(frozen=True, slots=True)
class Year:
    """A school year.

    Attributes:
        year: the one it begins in.
        entries: everything in it, by day.
        undated: gatherings whose day nobody has set, by title; they stand in no year.
        years: the years that something stands in, newest first.
    """

    year: int
    entries: tuple[Entry, ...]
    clashes: tuple[Clash, ...]
    holidays: tuple[SchoolHoliday, ...]
    networks: tuple[Network, ...]
    districts: tuple[District, ...]
    undated: tuple[tuple[str, str], ...]
    years: tuple[int, ...]

    def entry(self, of: EntryOf, id_: str) -> Entry | None:
        """One entry; None where it is not in this year."""
        return next((entry for entry in self.entries if entry.key == (of, id_)), None)

    def clashes_of(self, entry: Entry) -> tuple[Clash, ...]:
        """What stands in the way of an entry."""
        return tuple(clash for clash in self.clashes if entry.key in {clash.first, clash.second})


def read(store: Store, year: int) -> Year:
    """Everything of a school year, by the year it begins in."""
    entries = entries_between(store, first_day(year), last_day(year))
    closed = holidays.of_year(store, year)
    met = [entry for entry in entries if entry.of in {EntryOf.GATHERING, EntryOf.MEETING}]
    return Year(
        year, entries, clashes.find(met, closed, shared(store, year)), closed, register.networks(store),
        register.districts(store), _undated(store), years(store),
    )  # fmt: skip


def entries_between(store: Store, first: date, last: date) -> tuple[Entry, ...]:
    """Everything from one day to another, both among them, by day; a gathering's number is the one in these days."""
    days = first.isoformat(), last.isoformat()
    today = store.today()
    names = {network.id: network.name for network in register.networks(store)}
    entries = _gatherings(store.rows(_GATHERINGS, *days), today)
    entries += [_item(row, names) for row in store.rows("SELECT * FROM year_items WHERE due_on BETWEEN ? AND ?", *days)]
    entries += [_meeting(row, today) for row in store.rows(_MEETINGS, *days)]
    entries += [_follow_up(row) for row in store.rows(_FOLLOW_UPS, *days)]
    return in_order(entries)


def shared(store: Store, year: int) -> dict[frozenset[str], int]:
    """How many people are on the lists of two gatherings of the same day, by their ids."""
    rows = store.rows(_SHARED, first_day(year).isoformat(), last_day(year).isoformat())
    return {frozenset({row["first"], row["second"]}): row["people"] for row in rows}


def years(store: Store) -> tuple[int, ...]:
    """The school years that something stands in, by the year they begin in, newest first."""
    rows = store.rows(
        "SELECT DISTINCT CAST(strftime('%Y', day) AS INTEGER) - (strftime('%m', day) < '08') AS year FROM"
        " (SELECT held_on AS day FROM gatherings WHERE held_on IS NOT NULL UNION SELECT due_on FROM year_items"
        "  UNION SELECT held_on FROM team_meetings"
        "  UNION SELECT due_on FROM meeting_points WHERE due_on IS NOT NULL AND what <> '') ORDER BY year DESC"
    )
    return tuple(row["year"] for row in rows)


def _undated(store: Store) -> tuple[tuple[str, str], ...]:
    rows = store.rows("SELECT id, title FROM gatherings WHERE held_on IS NULL AND cancelled = 0 ORDER BY title, id")
    return tuple((row["id"], row["title"]) for row in rows)


def _gatherings(rows: Sequence[Row], today: date) -> list[Entry]:
    numbers: Counter[tuple[str, str, int]] = Counter()
    items = []
    for row in rows:
        day = date.fromisoformat(row["held_on"])
        cancelled = bool(row["cancelled"])
        series = row["network_id"], row["district_id"], school_year(day)
        numbers[series] += not cancelled
        items.append(
            Entry(
                EntryOf.GATHERING, row["id"], day, row["title"],
                owner=row["owner"], network_id=row["network_id"], network=row["network"],
                district_id=row["district_id"], district=row["district"],
                number=0 if cancelled else numbers[series], done=day < today and not cancelled, cancelled=cancelled,
                phase=phase_of(day), starts_at=_clock(row["starts_at"]), ends_at=_clock(row["ends_at"]),
                place=row["place"],
            )
        )  # fmt: skip
    return items


def _item(row: Row, networks: dict[str, str]) -> Entry:
    day = date.fromisoformat(row["due_on"])
    item = items.of_row(row)
    return Entry(
        EntryOf.ITEM, item.id, day, item.title, item.kind, item.last_day, item.owner, item.network_id or "",
        networks.get(item.network_id or "", ""), done=item.done, cancelled=item.cancelled,
        phase=item.phase or phase_of(day), note=item.note,
    )  # fmt: skip


def _meeting(row: Row, today: date) -> Entry:
    day = date.fromisoformat(row["held_on"])
    return Entry(
        EntryOf.MEETING, row["id"], day, _("Møte i {team}").format(team=row["name"]), ItemKind.MEETING,
        owner=row["name"], network_id=row["network_id"], network=row["network"], done=day < today,
        phase=phase_of(day), starts_at=_clock(row["starts_at"]), place=row["place"],
    )  # fmt: skip


def _follow_up(row: Row) -> Entry:
    day = date.fromisoformat(row["due_on"])
    return Entry(
        EntryOf.FOLLOW_UP, row["id"], day, row["what"], ItemKind.DEADLINE, owner=row["who"] or row["name"],
        network_id=row["network_id"], network=row["network"], done=bool(row["done"]), phase=phase_of(day),
        note=row["name"],
    )  # fmt: skip


def _clock(text: str | None) -> time | None:
    return time.fromisoformat(text) if text else None
