"""What is gone is called off in the calendars that have it, whichever way it went, and nothing else is."""

from __future__ import annotations

import random
from collections.abc import Callable, Iterator
from datetime import UTC, date, datetime, time, timedelta
from zoneinfo import ZoneInfo

import pytest
from icalendar import Calendar

from nettverk.domain.data_tables import ExportFormat, Extent
from nettverk.domain.organisation import TeamKind
from nettverk.domain.tags import school_year
from nettverk.domain.year.items import ItemKind
from nettverk.services import gatherings, trash
from nettverk.services.export import calendar, files
from nettverk.services.organisation import meetings, teams
from nettverk.services.register import register
from nettverk.services.templates import templates
from nettverk.services.year import items
from nettverk.storage.store import Store
from tests.helpers import stores

OSLO = ZoneInfo("Europe/Oslo")
ALL = Extent()


class Clock:
    """A machine's clock, which somebody may set."""

    def __init__(self) -> None:
        self.moment = datetime(2026, 12, 1, 8, tzinfo=UTC)

    def __call__(self) -> datetime:
        self.moment += timedelta(milliseconds=10)
        return self.moment


class Outlook:
    """Somebody's calendar: takes in one file after the other, and lets a higher SEQUENCE replace a lower."""

    def __init__(self, extent: Extent = ALL) -> None:
        self.extent = extent
        self.events: dict[str, Calendar] = {}

    def fetch(self, store: Store) -> bytes:
        material = files.read(store, ExportFormat.ICS, (), self.extent)
        files.keep(store, material)
        data = files.made(material)
        for event in Calendar.from_ical(data).walk("VEVENT"):
            before = self.events.get(event["UID"])
            assert before is None or event["SEQUENCE"] > before["SEQUENCE"], "SEQUENCE never falls"
            self.events[event["UID"]] = event
        return data

    @property
    def shown(self) -> dict[str, tuple[str, date | datetime]]:
        """What stands in it and is not called off: title and beginning on the wall clock, by UID."""
        return {
            uid: (str(event["SUMMARY"]), _wall(event["DTSTART"].dt))
            for uid, event in self.events.items()
            if event["STATUS"] != "CANCELLED"
        }


def _wall(moment: date | datetime) -> date | datetime:
    return moment.replace(tzinfo=None) if isinstance(moment, datetime) else moment


@pytest.fixture
def clock() -> Clock:
    return Clock()


@pytest.fixture
def store(clock: Clock) -> Iterator[Store]:
    made = stores.empty(clock)
    yield made
    made.close()


@pytest.fixture
def network(store: Store) -> str:
    return register.add_network(store, "0–6").made


def _gathering(store: Store, network: str) -> str:
    return gatherings.make(store, templates()[0], network_id=network, title="Lek", held_on=date(2027, 2, 2)).made


def _item(store: Store, _network: str) -> str:
    return items.add(store, ItemKind.DEADLINE, "Svarfrist", date(2027, 2, 3)).made


def _meeting(store: Store, network: str) -> str:
    team = teams.add(store, TeamKind.STEERING, "Styringsgruppa", network).made
    return meetings.add(store, team, date(2027, 2, 4), starts_at=time(9)).made


@pytest.mark.parametrize(
    ("make", "remove", "title"),
    [
        (_gathering, gatherings.remove, "Lek"),
        (_item, lambda store, id_: items.remove(store, [id_]), "Svarfrist"),
        (_meeting, meetings.remove, "Møte i Styringsgruppa"),
        (
            _meeting,
            lambda store, id_: teams.remove(store, store.value("SELECT team_id FROM team_meetings WHERE id = ?", id_)),
            "Møte i Styringsgruppa",
        ),
    ],
    ids=["a gathering", "a deadline", "a meeting", "a meeting that goes with its group"],
)
def test_what_is_removed_is_called_off_for_whoever_has_the_earlier_file(
    store: Store, network: str, make: Callable[[Store, str], str], remove: Callable[[Store, str], object], title: str
) -> None:
    id_, theirs = make(store, network), Outlook()
    theirs.fetch(store)
    (uid,) = theirs.shown
    assert id_ in uid
    remove(store, id_)
    theirs.fetch(store)
    assert theirs.shown == {}
    store.undo()
    theirs.fetch(store)
    assert list(theirs.shown) == [uid], "taken back, and so it is here as well"
    remove(store, id_)
    trash.empty(store)
    for _time in range(2):  # also in the one after, for whoever did not fetch the first
        theirs.fetch(store)
        assert theirs.shown == {}
        assert (theirs.events[uid]["STATUS"], theirs.events[uid]["SUMMARY"]) == ("CANCELLED", f"Avlyst: {title}")
    never = Outlook(Extent(year=2025))
    never.fetch(store)
    assert never.events == {}, "of another year there is nothing to call off"


def test_what_nobody_has_is_not_called_off(store: Store, network: str) -> None:
    item = _item(store, network)
    calendar.events(store, ALL)  # looked at, and not sent anywhere
    items.remove(store, [item])
    assert calendar.events(store, ALL) == ()


def test_what_moves_to_another_year_or_network_does_not_stay_where_it_was(store: Store, network: str) -> None:
    other = register.add_network(store, "6–16").made
    gathering, item = _gathering(store, network), _item(store, network)
    year, mine = Outlook(Extent(year=2026)), Outlook(Extent(network_id=network))
    for one in (year, mine):
        one.fetch(store)
        assert len(one.shown) == 2
    items.edit(store, item, due_on=date(2027, 8, 20))
    gatherings.edit(store, gathering, network_id=other)
    for one in (year, mine):
        one.fetch(store)
    assert year.shown[f"item-{item}@nettverk"] == ("Svarfrist", date(2027, 8, 20))
    assert mine.events[f"gathering-{gathering}@nettverk"]["DESCRIPTION"] == "6–16"
    gatherings.edit(store, gathering, held_on=None)
    alone = Outlook(Extent(gathering))
    alone.fetch(store)
    year.fetch(store)
    assert [event["STATUS"] for event in alone.events.values()] == ["CANCELLED"], "no day is no day in a calendar"
    assert list(year.shown) == [f"item-{item}@nettverk"]


def test_a_clock_that_is_set_back_does_not_hold_an_update_back(store: Store, network: str, clock: Clock) -> None:
    item, theirs = _item(store, network), Outlook()
    theirs.fetch(store)
    theirs.fetch(store)
    clock.moment -= timedelta(days=30)
    items.edit(store, item, title="Ny frist")
    theirs.fetch(store)  # which holds that SEQUENCE has not fallen
    assert theirs.shown == {f"item-{item}@nettverk": ("Ny frist", date(2027, 2, 3))}


def test_what_went_out_long_ago_is_forgotten(store: Store, network: str, clock: Clock) -> None:
    _item(store, network)
    theirs = Outlook()
    theirs.fetch(store)
    clock.moment += timedelta(days=600)
    theirs.fetch(store)
    theirs.fetch(store)
    assert "Svarfrist" not in str([tuple(row) for row in store.rows("SELECT * FROM calendar_told")]) or theirs.shown
    items.remove(store, [row["id"] for row in store.rows("SELECT id FROM year_items")])
    clock.moment += timedelta(days=600)
    theirs.fetch(store)
    assert store.value("SELECT count(*) FROM calendar_told") == 1


def test_a_file_that_holds_nonsense_gives_the_calendar_it_can(store: Store, network: str) -> None:
    item = _item(store, network)
    for words in (
        "[]",
        '{"a": 1}',
        '{"a": {"title": "b", "start": "i går", "end": "", "category": "", "network": ""}}',
    ):
        store.insert("calendar_told", told_at="2026-11-01T00:00:00+00:00", events=words)
    assert [event.uid for event in calendar.events(store, ALL)] == [f"item-{item}@nettverk"]


@pytest.mark.parametrize("seed", [*range(6), *(pytest.param(seed, marks=pytest.mark.slow) for seed in range(6, 60))])
def test_whatever_is_changed_calendars_show_what_there_is(seed: int, clock: Clock) -> None:
    rng, begun = random.Random(seed), stores.empty(clock)
    networks = [register.add_network(begun, name).made for name in ("0–6", "6–16")]
    team = teams.add(begun, TeamKind.STEERING, "", networks[0]).made
    store = stores.copied(begun.connection, clock)  # so that nothing of this is taken back
    begun.close()
    held = [
        Outlook(),
        Outlook(Extent(year=2026)),
        Outlook(Extent(network_id=networks[0])),
        Outlook(Extent("", networks[1], 2027)),
    ]
    for _step in range(40):
        _something(store, rng, clock, networks, team)
        theirs = rng.choice(held)
        data = theirs.fetch(store)
        alive = {event.uid: event for event in calendar.events(store, ALL) if not event.cancelled}
        for uid, (title, start) in theirs.shown.items():
            assert (alive[uid].title, alive[uid].start) == (title, start), "what is shown is so"
        wanted = {
            uid for uid, event in alive.items()
            if theirs.extent.network_id in {"", event.network_id} or not event.network_id
            if theirs.extent.year in {None, school_year(event.start)}
        }  # fmt: skip
        assert wanted <= theirs.shown.keys(), "and nothing is lacking"
        for event in theirs.events.values():
            start = event["DTSTART"].dt
            if isinstance(start, datetime):
                assert start.utcoffset() == start.replace(tzinfo=OSLO).utcoffset(), "the clock of Norway, both halves"
                assert (
                    f"DTSTART;TZID=Europe/Oslo:{start:%Y%m%dT%H%M%S}".encode() in data
                    or event["UID"].encode() not in data
                )
    store.close()


DAYS = [date(2026, 10, 24), date(2026, 10, 25), date(2026, 10, 26), date(2027, 3, 27), date(2027, 3, 28),
        date(2027, 3, 29), date(2027, 6, 15), date(2027, 8, 20), date(2027, 12, 1)]  # fmt: skip
HOURS = [time(0, 30), time(1, 59), time(3), time(8, 30), time(23, 15)]


def _something(  # noqa: C901, PLR0912 - one flat case for each thing
    store: Store, rng: random.Random, clock: Clock, networks: list[str], team: str
) -> None:
    """One thing that people do, or that happens to the machine."""

    def one(table: str) -> str:
        rows = store.rows(f"SELECT id FROM {table} ORDER BY id")
        return rng.choice(rows)["id"] if rows else ""

    day, hour = rng.choice(DAYS), rng.choice(HOURS)
    gathering, item, meeting = one("gatherings"), one("year_items"), one("team_meetings")
    match rng.randrange(14):
        case 0 | 1:
            made = gatherings.make(
                store, templates()[0], network_id=rng.choice(networks), title=f"Samling {rng.random()}", held_on=day
            ).made
            gatherings.edit(store, made, starts_at=hour)
        case 2:
            items.add(
                store, rng.choice(list(ItemKind)), f"Sak {rng.random()}", day, network_id=rng.choice([None, *networks])
            )
        case 3:
            meetings.add(store, team, day, starts_at=hour)
        case 4 if gathering:
            gatherings.edit(store, gathering, held_on=rng.choice([day, None]), starts_at=hour)
        case 5 if gathering:
            gatherings.edit(store, gathering, cancelled=bool(rng.randrange(2)), network_id=rng.choice(networks))
        case 6 if gathering:
            gatherings.remove(store, gathering)
        case 7 if item:
            items.edit(store, item, due_on=day, last_day=None, network_id=rng.choice([None, *networks]))
        case 8 if item:
            items.edit(store, item, cancelled=bool(rng.randrange(2)))
        case 9 if item:
            items.remove(store, [item])
        case 10 if meeting:
            meetings.edit(store, meeting, held_on=day, starts_at=hour)
        case 11 if meeting:
            meetings.remove(store, meeting)
        case 12:
            store.undo()
        case _:
            clock.moment += timedelta(hours=rng.choice([-48, -1, 1, 30]))
            if rng.randrange(3) == 0:
                trash.empty(store)
