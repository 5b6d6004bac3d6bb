"""The sample is whole, believable, harmless and the same every time."""

from __future__ import annotations

import re
from collections.abc import Iterator
from datetime import date, datetime, time, timedelta
from pathlib import Path

import pytest

from nettverk.domain.changes import Changes
from nettverk.domain.errors import BadInput
from nettverk.domain.sheets.written import missing
from nettverk.domain.tags import TagOn
from nettverk.services import follow_up, gatherings, participant_import, participants, reflections, tags
from nettverk.services.groups import groupings
from nettverk.services.register import register
from nettverk.services.sample import sample, words
from nettverk.services.sample.calendar import working_day
from nettverk.services.templates import templates
from nettverk.services.themes.board import board
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


@pytest.mark.parametrize(
    "today",
    [
        date(2027, 12, 31),
        *(pytest.param(day, marks=pytest.mark.slow) for day in (
            date(2027, 6, 12), date(2027, 3, 17), date(2028, 2, 29), date(2026, 11, 21), date(2026, 12, 20),
            date(2027, 3, 28), date(2027, 5, 6), date(2027, 7, 1), date(2027, 9, 3),
        )),
    ],
)  # fmt: skip
def test_the_days_fit_the_year(today: date) -> None:
    moment = datetime.combine(today, time(9)).astimezone()
    store = Store.in_memory(now=lambda: moment)
    made = sample.build(store)
    next_one = gatherings.get(store, made.made)
    assert next_one.held_on is not None
    assert (next_one.held_on - today).days >= 10
    holidays = [today + timedelta(days=days) for days in range(12, (next_one.held_on - today).days)]
    assert not [day for day in holidays if working_day(day) == day and day.weekday() == next_one.held_on.weekday()]
    days = [one.held_on for one in gatherings.series(store, made.made) if one.held_on]
    assert days == sorted(days, reverse=True)
    assert days[0] < today
    assert all(day.isoweekday() <= 5 and not (6, 20) < (day.month, day.day) < (8, 15) for day in days)
    assert next_one.next_on is not None
    assert next_one.next_on > next_one.held_on
    everyone = [one.held_on for one in gatherings.all_(store)]
    assert all(day is not None and working_day(day) == day for day in (*everyone, next_one.next_on))
    for gathering in gatherings.series(store, made.made):
        for promised in follow_up.commitments(store, gathering.id):
            assert promised.by is not None
            assert gathering.held_on is not None
            assert promised.by > gathering.held_on
    for table, column in (("entries", "at"), ("gatherings", "made_at"), ("people", "made_at")):
        latest = store.value(f"SELECT max({column}) FROM {table}")
        assert latest < store.stamp(), f"{table}: nothing was made in the days to come"
    store.close()


# What people say that is only true in one half of the year: months, seasons and feasts.
SEASONS = re.compile(
    r"\b(i|innen|før|til|fra|gjennom|av) (januar|februar|mars|april|mai|juni|juli|august|september|oktober|november"
    r"|desember|jul|påske|pinse|nyttår|sommer|sommeren|høst|høsten|vinter|vinteren|vår|våren)\b",
    re.IGNORECASE,
)
# The answers to «når?» tell of a whole school year, which begins in August every year; they are right in any month.
YEARLY = (
    "Da overgangen til ny avdeling ble planlagt i mars og ikke i juni.",
    "Hva foreldrene er spente på. Vi spør dem i mars og tar det med videre når de sier ja.",
    "Pedagogisk leder og kontaktlærer, i april. Lederne skal ikke sitte der og gjette.",
    "Barna. Fem besøk på skolen gjennom våren, ikke ett langt i juni.",
    "SFO, som alltid blir glemt. De har barnet de første ukene av august.",
    "PPT, barnehagen og skolen, før jul, når vi vet at støtten skal fortsette.",
    "Rektor og styrer i januar, for da er det fortsatt mulig å flytte på folk og rom.",
    "Alle som skal være rundt ett bestemt bord i august, én gang i mai, på skolen.",
    "To fra hver barnehage besøker første trinn en dag i september også, for å se hvordan det gikk.",
)


@pytest.mark.parametrize("name", [*sample.EARLIER, sample.UPCOMING, sample.OTHER_NETWORK, "municipality"])
def test_its_words_are_right_in_any_month(name: str) -> None:
    def texts(node: object) -> Iterator[str]:
        if isinstance(node, str):
            yield node
        elif isinstance(node, dict | list):
            for inner in node.values() if isinstance(node, dict) else node:
                yield from texts(inner)

    assert [text for text in texts(words.read(name)) if SEASONS.search(text) and text not in YEARLY] == []


def test_it_comes_out_the_same_every_time(built: tuple[Store, Changes]) -> None:
    store, made = built
    again = Store.in_memory()
    assert sample.build(again, today=TODAY).made == made.made
    for table in ("people", "participants", "parts", "sheet_uses", "seats", "units"):
        query = f"SELECT * FROM {table} ORDER BY id"
        assert [tuple(row) for row in store.rows(query)] == [tuple(row) for row in again.rows(query)]
    query = "SELECT id, kind, object, at, data FROM entries ORDER BY id"
    assert [tuple(row) for row in store.rows(query)] == [tuple(row) for row in again.rows(query)]
    again.close()


def test_a_database_in_use_is_left_alone(store: Store, gathering_id: str) -> None:
    with pytest.raises(BadInput, match="tom Nettverk-fil"):
        sample.build(store, today=TODAY)
    assert len(gatherings.all_(store)) == 1


@pytest.mark.slow
def test_it_tells_how_far_it_has_come_and_gives_the_clock_and_ids_back() -> None:
    store = Store.in_memory()
    now, make_id = store.now, store.new_id
    told: list[tuple[float, str]] = []
    sample.build(store, lambda done, text: told.append((done, text)), today=TODAY)
    assert [done for done, _text in told] == sorted(done for done, _text in told)
    assert told[-1][0] == 1.0
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


def test_gatherings_parts_and_promises_carry_tags(built: tuple[Store, Changes]) -> None:
    store, made = built
    for gathering in (*gatherings.series(store, made.made), gatherings.get(store, made.made)):
        carried = tags.at_gathering(store, gathering.id)
        assert carried[TagOn.GATHERING][gathering.id]
        assert len(carried[TagOn.PART]) == 4
        promised = follow_up.commitments(store, gathering.id)
        assert set(carried.get(TagOn.COMMITMENT, {})) == {promise.id for promise in promised}
    said = {
        point.key: point.text for one in gatherings.series(store, made.made) for point in board(store, one.id).points
    }
    tagged = tags.everywhere(store, TagOn.POINT)
    assert set(tagged) <= set(said)
    for name in sample.EARLIER:
        for begins in words.read("tags")[name]["points"]:
            assert any(said[key].startswith(begins) for key in tagged), begins
    assert set(words.read("tags")) == {*sample.EARLIER, sample.UPCOMING, sample.OTHER_NETWORK}
