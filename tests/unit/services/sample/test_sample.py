"""The sample is whole, believable, harmless and the same every time."""

from __future__ import annotations

import re
from collections.abc import Iterator
from datetime import date
from pathlib import Path

import pytest

from nettverk.domain.changes import Changes
from nettverk.domain.errors import BadInput
from nettverk.domain.sheets import missing
from nettverk.services import follow_up, gatherings, participant_import, participants, reflections
from nettverk.services.groups import groupings
from nettverk.services.register import register
from nettverk.services.sample import sample
from nettverk.services.templates import templates
from nettverk.storage.store import Store

TODAY = date(2026, 11, 21)


@pytest.fixture(scope="module")
def built() -> Iterator[tuple[Store, Changes]]:
    store = Store.in_memory()
    yield store, sample.build(store, today=TODAY)
    store.close()


def test_there_is_a_municipality_and_a_gathering_ready_to_run(built: tuple[Store, Changes]) -> None:
    store, made = built
    assert [network.name for network in register.networks(store)] == ["0–6", "6–16"]
    assert (len(register.districts(store)), len(register.units(store))) == (5, 28)
    next_one = gatherings.get(store, made.made)
    assert (next_one.participants, next_one.held_on) == (90, date(2026, 12, 1))
    assert [(one.kind, len(one.unseated)) for one in groupings.of_gathering(store, made.made)] == [
        ("mixed", 0),
        ("own_unit", 0),
    ]
    assert all(one.attendance == "registered" for one in participants.all_(store, made.made))


def test_three_earlier_gatherings_have_been_held(built: tuple[Store, Changes]) -> None:
    store, made = built
    earlier = gatherings.series(store, made.made)
    assert len(earlier) == 3
    for gathering in earlier:
        came = [one.attendance for one in participants.all_(store, gathering.id)]
        assert came.count("present") > 0.7 * len(came)
        assert came.count("absent") > 0
        assert len(reflections.all_(store, gathering.id)) >= 20
        promised = follow_up.commitments(store, gathering.id)
        assert promised
        for one in promised:
            assert one.by is not None
            assert one.by.weekday() < 5
            assert not (12, 18) < (one.by.month, one.by.day) <= (12, 31)
    assert store.value("SELECT count(*) FROM meetings") > 500


def test_the_last_one_lacks_two_sheets_and_its_promises_are_open(built: tuple[Store, Changes]) -> None:
    store, made = built
    last = gatherings.series(store, made.made)[0]
    assert missing(reflections.sheets(store, last.id)) == ("G4-2", "G7-3")
    assert {one.status for one in follow_up.commitments(store, last.id)} == {"open"}
    statuses = {one.status for one in follow_up.earlier(store, last.id)}
    assert statuses == {"done", "tried", "not_yet"}


def test_every_text_is_said_once(built: tuple[Store, Changes]) -> None:
    store, made = built
    texts = [said.text for one in gatherings.series(store, made.made) for said in reflections.all_(store, one.id)]
    assert len(texts) == len(set(texts)) >= 70


def test_nobody_in_it_can_be_reached_or_recognised(built: tuple[Store, Changes]) -> None:
    store, made = built
    people = register.people(store)
    assert len({person.name for person in people}) == len(people)
    assert all(re.fullmatch(r"[a-z.]+@eksempel\.no", person.email) for person in people)
    said = " ".join(
        text.text for one in gatherings.series(store, made.made) for text in reflections.all_(store, one.id)
    )
    assert not re.search(r"\d{6,}|\b(gutt|jente)\b.*\bår\b", said)


@pytest.mark.parametrize("today", [date(2026, 11, 21), date(2026, 12, 20), date(2027, 7, 1), date(2027, 9, 3)])
def test_the_days_fit_the_year(today: date) -> None:
    store = Store.in_memory()
    made = sample.build(store, today=today)
    next_one = gatherings.get(store, made.made)
    assert next_one.held_on is not None
    assert 10 <= (next_one.held_on - today).days <= 12
    days = [one.held_on for one in gatherings.series(store, made.made) if one.held_on]
    assert days == sorted(days, reverse=True)
    assert all(day.isoweekday() <= 5 and not (6, 20) < (day.month, day.day) < (8, 15) for day in days)
    assert next_one.next_on is not None
    assert next_one.next_on > next_one.held_on
    store.close()


def test_it_comes_out_the_same_every_time(built: tuple[Store, Changes]) -> None:
    store, made = built
    again = Store.in_memory()
    assert sample.build(again, today=TODAY).made == made.made
    for table in ("people", "participants", "parts", "questions", "seats", "units"):
        query = f"SELECT * FROM {table} ORDER BY id"
        assert [tuple(row) for row in store.rows(query)] == [tuple(row) for row in again.rows(query)]
    query = "SELECT id, kind, object, at, data FROM entries ORDER BY id"
    assert [tuple(row) for row in store.rows(query)] == [tuple(row) for row in again.rows(query)]
    again.close()


def test_a_database_in_use_is_left_alone(store: Store, gathering_id: str) -> None:
    with pytest.raises(BadInput, match="tom database"):
        sample.build(store, today=TODAY)
    assert len(gatherings.all_(store)) == 1


def test_it_tells_how_far_it_has_come() -> None:
    store = Store.in_memory()
    told: list[tuple[float, str]] = []
    sample.build(store, lambda done, text: told.append((done, text)), today=TODAY)
    assert [done for done, _text in told] == sorted(done for done, _text in told)
    assert told[-1][0] == 1.0
    store.close()


def test_the_clock_and_ids_are_given_back() -> None:
    store = Store.in_memory()
    now, make_id = store.now, store.new_id
    sample.build(store, today=TODAY)
    assert (store.now, store.new_id) == (now, make_id)
    store.close()


def test_the_list_from_forms_is_the_gathering_that_is_coming(built: tuple[Store, Changes], tmp_path: Path) -> None:
    store, _made = built
    path = tmp_path / "Påmelding.xlsx"
    path.write_bytes(sample.forms_sheet(store))
    assert path.read_bytes() == sample.forms_sheet(store)
    known = participant_import.read(store, path)
    assert [(known.plan.count(kind)) for kind in ("new", "update", "same")] == [0, 0, 90]
    assert len(known.skipped) == 1

    fresh = Store.in_memory()
    network = register.add_network(fresh, "0–6").made
    there = gatherings.make(fresh, templates()[0], network_id=network).made
    summary = participant_import.store_list(fresh, participant_import.read(fresh, path), there)
    assert (summary.new, summary.added) == (90, 90)
    assert len(register.units(fresh)) == 28
    fresh.close()
