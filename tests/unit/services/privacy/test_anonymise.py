"""Names of those who are no longer seen go by themselves: told fourteen days before, postponed when asked, once."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date, timedelta
from pathlib import Path

import pytest

from nettverk.domain.errors import BadInput
from nettverk.domain.participants import Attendance
from nettverk.services import gatherings, participants, settings
from nettverk.services.handouts import handouts
from nettverk.services.privacy import anonymise
from nettverk.services.register import register
from nettverk.services.templates import templates
from nettverk.storage.store import Store
from tests.helpers import stores
from tests.helpers.clock import NOW, TODAY


@pytest.fixture(autouse=True)
def home(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("NETTVERK_HOME", str(tmp_path / "hjemme"))


@pytest.fixture
def years(store: Store, network_id: str) -> Store:
    """Three years back: Kari came then, Ola came last month too, Eli was on last month's list but stayed away."""
    store.now = lambda: NOW - timedelta(days=3 * 365)
    unit = register.add_unit(store, "Furulia barnehage").made
    then = gatherings.make(store, templates()[0], network_id=network_id, held_on=store.today()).made
    for given, family in (("Kari", "Nordmann"), ("Ola", "Vik"), ("Eli", "Ås")):
        participants.add_new(store, then, given, family, unit, email=f"{given}@eksempel.no")
    store.now = lambda: NOW
    lately = gatherings.make(store, templates()[0], network_id=network_id, held_on=TODAY - timedelta(days=30)).made
    for person in register.people(store):
        if person.given_name != "Kari":
            here = participants.add(store, lately, person.id).made
            if person.given_name == "Eli":
                participants.mark(store, here, Attendance.ABSENT)
    return store


def called(store: Store) -> list[str]:
    return sorted(person.name for person in register.people(store))


def later(store: Store, days: int) -> None:
    store.now = lambda: NOW + timedelta(days=days)


def test_nothing_happens_until_somebody_chooses(years: Store) -> None:
    assert anonymise.months(years) == 0
    assert anonymise.notice(years) is None
    assert anonymise.carry_out(years) is None


def test_it_is_told_for_fourteen_days_and_then_done(years: Store) -> None:
    anonymise.choose(years, 24)
    first = anonymise.notice(years)
    assert first is not None
    assert (len(first.person_ids), first.days, first.on) == (2, 14, TODAY + timedelta(days=14))
    later(years, 5)
    again = anonymise.notice(years)
    assert again is not None
    assert (again.days, again.since) == (9, first.since)
    assert anonymise.carry_out(years) is None
    later(years, 14)
    removed = anonymise.carry_out(years)
    assert removed is not None
    assert removed.labels == ("Deltaker 1", "Deltaker 2")
    assert called(years) == ["Deltaker 1", "Deltaker 2", "Ola Vik"]
    assert [row[0] for row in years.rows("SELECT email FROM people WHERE email <> ''")] == ["Ola@eksempel.no"]
    assert years.value("SELECT count(*) FROM participants") == 5
    assert anonymise.notice(years) is None


def test_whoever_comes_back_in_time_keeps_the_name(years: Store, network_id: str) -> None:
    anonymise.choose(years, 24)
    anonymise.notice(years)
    later(years, 10)
    new = gatherings.make(years, templates()[0], network_id=network_id, held_on=years.today()).made
    kari = next(person.id for person in register.people(years) if person.given_name == "Kari")
    participants.add(years, new, kari)
    later(years, 14)
    anonymise.carry_out(years)
    assert called(years) == ["Deltaker 1", "Kari Nordmann", "Ola Vik"]


def test_it_can_be_postponed_and_is_then_told_anew(years: Store) -> None:
    anonymise.choose(years, 24)
    anonymise.notice(years)
    later(years, 13)
    until = anonymise.postpone(years)
    assert until == TODAY + timedelta(days=43)
    later(years, 20)
    assert anonymise.notice(years) is None
    later(years, 43)
    told = anonymise.notice(years)
    assert told is not None
    assert told.days == 14


def test_a_clock_that_was_set_back_tells_anew(years: Store) -> None:
    anonymise.choose(years, 24)
    later(years, 400)
    anonymise.notice(years)
    later(years, 0)
    told = anonymise.notice(years)
    assert told is not None
    assert told.days == 14


def test_choosing_anew_or_never_starts_from_the_beginning(years: Store) -> None:
    anonymise.choose(years, 24)
    anonymise.notice(years)
    anonymise.choose(years, 0)
    later(years, 30)
    assert anonymise.carry_out(years) is None
    settings.put(years, "anonymise_months", "noe rart")
    assert anonymise.notice(years) is None
    with pytest.raises(BadInput):
        anonymise.choose(years, -1)


def test_months_are_counted_by_the_calendar() -> None:
    assert anonymise.months_before(date(2026, 3, 31), 1) == date(2026, 2, 28)
    assert anonymise.months_before(date(2024, 2, 29), 12) == date(2023, 2, 28)
    assert anonymise.months_before(date(2026, 1, 15), 24) == date(2024, 1, 15)


def test_papers_of_earlier_gatherings_still_come_out(store: Store, scale: Callable[[int, int], int]) -> None:
    store.now = lambda: NOW
    stores.fill_with_sample(store, TODAY)
    meetings = store.value("SELECT count(*) FROM meetings")
    earlier = store.value("SELECT id FROM gatherings WHERE held_on < ? ORDER BY held_on LIMIT 1", TODAY.isoformat())
    anonymise.choose(store, 1)
    later(store, 700)
    anonymise.notice(store)
    later(store, 714)
    removed = anonymise.carry_out(store)
    assert removed is not None
    assert len(removed.labels) > 100
    assert store.value("SELECT count(*) FROM meetings") == meetings
    drafts, _missing = handouts.drafts(store, earlier)
    assert len(drafts) > 5
    assert all(handouts.draw(draft).data for draft in drafts[:: scale(9, 1)])
    assert "Deltaker 17" in called(store)
