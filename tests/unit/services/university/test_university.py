"""To the university: only who has said yes, no names, no small counts, and what is seen is what is written."""

from __future__ import annotations

import csv
import io
import json
import re
from collections.abc import Iterator
from datetime import UTC, date, datetime, time
from pathlib import Path

import pytest

from nettverk.domain.changes import NOTHING
from nettverk.domain.data_tables import Extent, UniversityTable
from nettverk.domain.errors import BadInput
from nettverk.domain.reports.model import Scope
from nettverk.domain.sheets.suppression import LEAST
from nettverk.domain.university import ConsentState, UniversityData, columns, contents, row_words
from nettverk.services import follow_up
from nettverk.services.reports.reading import year_of
from nettverk.services.university import consent, files, reading
from nettverk.storage.store import Store
from tests.helpers import stores
from tests.helpers.clock import TODAY

NOON = datetime.combine(TODAY, time(12), UTC)
ALL = Extent()


@pytest.fixture(scope="module")
def town() -> Iterator[Store]:
    """The sample, where all but one gathering of last year, and none of this one, has said yes."""
    store = stores.empty(lambda: NOON)
    stores.fill_with_sample(store, TODAY)
    for one in consent.of_extent(store, ALL):
        consent.answer(store, one.gathering_id, "alle som var der", TODAY, yes=True)
    yield store
    store.close()


@pytest.fixture(scope="module")
def whole(town: Store) -> UniversityData:
    """What goes out of it."""
    return read(town)


@pytest.fixture
def mine(town: Store) -> Iterator[Store]:
    """The same, to be written in."""
    store = stores.copied(town.connection, lambda: NOON)
    yield store
    store.close()


def read(store: Store, extent: Extent = ALL) -> UniversityData:
    return reading.read(store, extent)


def test_a_yes_is_asked_for_given_and_taken_back(mine: Store, whole: UniversityData) -> None:
    one = consent.of_extent(mine, ALL)[0]
    assert (one.state, one.by, one.on) == (ConsentState.GIVEN, "alle som var der", TODAY)
    code = {row[0] for row in whole.table(UniversityTable.GATHERINGS).rows}
    consent.withdraw(mine, one.gathering_id, TODAY)
    assert consent.of_extent(mine, ALL)[0].state is ConsentState.WITHDRAWN
    after = read(mine)
    assert len(code - {row[0] for row in after.table(UniversityTable.GATHERINGS).rows}) == 1
    gone = (code - {row[0] for row in after.table(UniversityTable.GATHERINGS).rows}).pop()
    assert gone not in contents(after)
    mine.undo()
    assert consent.of_extent(mine, ALL)[0].given
    consent.answer(mine, one.gathering_id, "arbeidsgruppa", TODAY, yes=False)
    assert consent.of_extent(mine, ALL)[0].state is ConsentState.DECLINED
    assert consent.ask(mine, one.gathering_id, TODAY) == NOTHING  # an answer is not asked away


def test_nothing_is_read_as_a_yes(mine: Store) -> None:
    empty = stores.empty(lambda: NOON)
    stores.fill_with_sample(empty, TODAY)
    data = read(empty)
    assert data.consented == 0
    assert all(not table.rows for table in data.tables if table.kind is not UniversityTable.CODEBOOK)
    consent.ask(empty, consent.of_extent(empty, ALL)[0].gathering_id, TODAY)
    assert read(empty).consented == 0
    with pytest.raises(BadInput):
        files.write(data, Path("/nowhere"))
    empty.close()


def test_who_answered_is_no_name(mine: Store) -> None:
    one = consent.of_extent(mine, ALL)[0]
    row = mine.one(
        "SELECT pe.given_name, pe.family_name FROM participants AS pa JOIN people AS pe ON pe.id = pa.person_id"
        " WHERE pa.gathering_id = ? AND pe.family_name <> ''", one.gathering_id,
    )  # fmt: skip
    assert row is not None
    for by in ("", "  ", f"{row['given_name']} {row['family_name']}"):
        with pytest.raises(BadInput):
            consent.answer(mine, one.gathering_id, by, TODAY, yes=True)


def test_no_name_of_people_units_or_places_goes_out(mine: Store) -> None:
    known = consent.of_extent(mine, ALL)
    unit = mine.one("SELECT id, name FROM units ORDER BY name LIMIT 1")
    person = mine.one("SELECT given_name, family_name FROM people WHERE length(family_name) > 4 ORDER BY id LIMIT 1")
    assert unit is not None
    assert person is not None
    for number in range(LEAST):
        follow_up.promise(
            mine, known[0].gathering_id, unit["id"],
            what=f"{' '.join(person)} ved {unit['name'].upper()} prøver lek nummer {number}",
        )  # fmt: skip
    told = contents(read(mine)).casefold()
    assert "lek nummer 3" in told or "prøver lek" in told
    names = [f"{row[0]} {row[1]}" for row in mine.rows("SELECT given_name, family_name FROM people")]
    units = [row[0] for row in mine.rows("SELECT name FROM units UNION SELECT spelling FROM unit_spellings")]
    districts = [row[0] for row in mine.rows("SELECT name FROM districts")]
    services = {row[0] for row in mine.rows("SELECT name FROM service_kinds")}
    units = [unit for unit in units if unit not in services]  # there is one of some services; that is no name
    for word in (*names, *units, *districts, "havnesund"):
        assert not re.search(rf"(?<!\w){re.escape(word.casefold())}(?!\w)", told), word
    emails = [row[0] for row in mine.rows("SELECT email FROM people WHERE email <> ''")]
    assert not any(email.casefold() in told for email in emails)


def test_few_writers_are_not_told_of(mine: Store) -> None:
    """What one to four units have promised is told of nowhere; neither is how many they were."""
    gathering = consent.of_extent(mine, ALL)[0]
    unit = mine.value("SELECT id FROM units LIMIT 1")
    for promised in follow_up.commitments(mine, gathering.gathering_id):
        follow_up.remove(mine, promised.id)
    for number in range(LEAST - 1):
        follow_up.promise(mine, gathering.gathering_id, unit, what=f"Fire er for få {'abcd'[number]}")
    data = read(mine)
    assert "Fire er for få" not in contents(data)
    assert data.too_few >= LEAST - 1
    follow_up.promise(mine, gathering.gathering_id, unit, what="Fem er nok")
    assert "Fem er nok" in contents(read(mine))


def test_sums_stand_only_where_all_have_said_yes_and_are_those_of_the_reports(
    mine: Store, whole: UniversityData
) -> None:
    years = {one.held_on.year - (one.held_on.month < 8) for one in consent.of_extent(mine, ALL)}
    told = whole
    seats = {(row[0], row[1], row[2]): row[3] for row in told.table(UniversityTable.SEATS).rows}
    expected = 0
    for year in years:
        for network in year_of(mine, Scope(year)).networks:
            expected += len(network.people.services.classes)
            came = [facts.turnout.came for facts in network.held if facts.turnout.came is not None]
            assert sum(count for _labels, count in network.people.services.classes) == sum(came)
    assert len(seats) == expected > 0
    for table, column in ((UniversityTable.SEATS, 3), (UniversityTable.COMMITMENTS, 3)):
        assert all(int(str(row[column])) == 0 or int(str(row[column])) >= LEAST for row in told.table(table).rows)
    for row in told.table(UniversityTable.SIGNS).rows:
        if row[2] == "people":
            assert row[5] is None or int(str(row[5])) >= LEAST
            assert int(str(row[6])) >= LEAST
    one = consent.of_extent(mine, ALL)[-1]
    consent.withdraw(mine, one.gathering_id, TODAY)
    after = read(mine)
    gone = {(row[0], row[1]) for row in told.table(UniversityTable.SEATS).rows}
    gone -= {(row[0], row[1]) for row in after.table(UniversityTable.SEATS).rows}
    assert len(gone) == 1  # the whole network's year, not that gathering's seats taken from it
    # A part of the gatherings has no sums either.
    assert not read(mine, Extent(consent.of_extent(mine, ALL)[0].gathering_id)).table(UniversityTable.SEATS).rows


def test_files_say_what_was_shown_and_the_codebook_knows_every_column(whole: UniversityData, tmp_path: Path) -> None:
    data = whole
    shown = contents(data)
    written = files.write(data, tmp_path)
    whole = json.loads((tmp_path / files.JSON_NAME).read_text("utf-8"))
    assert (whole["format"], whole["version"]) == ("nettverk-university", 1)
    assert {path.name for path in written} == {
        *(f"{kind}.csv" for kind in UniversityTable), files.JSON_NAME
    }  # fmt: skip
    codes = list(csv.DictReader(io.StringIO((tmp_path / "codebook.csv").read_text("utf-8-sig")), delimiter=";"))
    for kind in UniversityTable:
        raw = (tmp_path / f"{kind}.csv").read_bytes()
        assert raw.startswith(b"\xef\xbb\xbf")
        rows = list(csv.reader(io.StringIO(raw.decode("utf-8-sig"), newline=""), delimiter=";"))
        table = data.table(kind)
        assert tuple(rows[0]) == table.header == tuple(column.name for column in columns(kind))
        assert len(rows) - 1 == len(table.rows) == len(whole["tables"][kind])
        assert [one["column"] for one in codes if one["table"] == kind] == list(table.header)
        titles = [column.title for column in columns(kind)]
        assert " | ".join(titles) in shown  # in the language of the program
        assert len(set(titles)) == len(titles)
        for row in table.rows:
            assert row_words(columns(kind), row) in shown
    read_ = shown.partition("Kodebok")[0]
    assert not re.search(r"(?<!\w)(school_year|autumn|spring|not_yet|answered_by|learnt)(?!\w)", read_)
    assert all(len(str(row[3])) > 3 for row in data.table(UniversityTable.TEXTS).rows)
    assert date.fromisoformat(whole["made_on"]) == TODAY
    again = files.write(data, tmp_path)
    assert [path.read_bytes() for path in again] == [path.read_bytes() for path in written]
