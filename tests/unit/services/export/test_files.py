"""What stands in the tables and the calendar, and how they become files."""

from __future__ import annotations

import csv
import io
from datetime import date, datetime, time, timedelta
from pathlib import Path

import pytest
from icalendar import Calendar
from openpyxl import load_workbook

from nettverk.domain.data_tables import DataTable, ExportFormat, Extent, TableKind, Value
from nettverk.domain.errors import BadInput, Cancelled, Expected
from nettverk.domain.participants import Attendance
from nettverk.domain.year.items import ItemKind
from nettverk.services import gatherings, participants
from nettverk.services.export import calendar, files, tables
from nettverk.services.register import register
from nettverk.services.year import items
from nettverk.storage.store import Store
from tests.helpers import stores
from tests.helpers.clock import TODAY


@pytest.fixture(scope="module")
def whole() -> Store:
    store = stores.empty()
    stores.fill_with_sample(store, TODAY)
    return store


@pytest.fixture
def mine() -> Store:
    """The sample to be changed."""
    store = stores.empty()
    stores.fill_with_sample(store, TODAY)
    return store


def table(store: Store, kind: TableKind, extent: Extent = Extent()) -> DataTable:  # noqa: B008 - it never changes
    (found,) = tables.read(store, [kind], extent)
    return found


def column(found: DataTable, title: str) -> list[Value]:
    at = found.header.index(title)
    return [row[at] for row in found.rows]


def biggest(store: Store) -> str:
    return max(gatherings.all_(store), key=lambda gathering: gathering.participants).id


def test_participants_stand_with_their_tables_and_hours(mine: Store) -> None:
    here = biggest(mine)
    first = participants.all_(mine, here)[0]
    participants.set_hours(mine, (first.id,), "", "11:30")
    found = table(mine, TableKind.PARTICIPANTS, Extent(here))
    assert len(found.rows) == 90
    assert [*zip(column(found, "Etternavn"), column(found, "Fornavn"), strict=True)] == [
        (person.family_name, person.given_name) for person in participants.all_(mine, here)
    ]
    assert (column(found, "Der fra")[0], column(found, "Der til")[0]) == (None, time(11, 30))
    seats = table(mine, TableKind.SEATING, Extent(here))
    for title in [title for title in found.header if title.startswith("Bord: ")]:
        there = [number for number in column(found, title) if number is not None]
        assert there
        assert all(isinstance(number, int) for number in there)
    in_columns = sum(
        cell is not None for row in found.rows for cell in row[found.header.index("Vil fortelle om") + 1 :]
    )
    assert in_columns == len(seats.rows)


def test_attendance_adds_up_to_the_lists(whole: Store) -> None:
    found = table(whole, TableKind.ATTENDANCE)
    people = table(whole, TableKind.PARTICIPANTS)
    assert sum(map(int, column(found, "Påmeldte"))) == len(people.rows)  # type: ignore[arg-type]
    for title, word in (("Til stede", "til stede"), ("Borte", "borte"), ("Kommer senere", "kommer senere")):
        assert sum(map(int, column(found, title))) == column(people, "Oppmøte").count(word)  # type: ignore[arg-type]


def test_commitments_needs_and_the_year_are_typed(whole: Store) -> None:
    promised = table(whole, TableKind.COMMITMENTS)
    assert len(promised.rows) == whole.value("SELECT count(*) FROM commitments")
    assert {type(day) for day in column(promised, "Innen")} <= {date, type(None)}
    assert {"Gjort", "Avtalt"} <= set(column(promised, "Status"))
    needs = table(whole, TableKind.NEEDS)
    assert len(needs.rows) == whole.value("SELECT count(*) FROM needs")
    assert all(isinstance(dots, int) for dots in column(needs, "Prikker"))
    year = table(whole, TableKind.YEAR, Extent(year=2026))
    assert all(date(2026, 8, 1) <= day <= date(2027, 7, 31) for day in column(year, "Dag"))  # type: ignore[operator]
    assert all(isinstance(at, time | None) for at in column(year, "Fra kl."))


def test_it_is_of_what_one_asks_for(whole: Store) -> None:
    here = gatherings.get(whole, biggest(whole))
    everybody = len(table(whole, TableKind.PARTICIPANTS).rows)
    assert len(table(whole, TableKind.PARTICIPANTS, Extent(here.id)).rows) == here.participants < everybody
    by_network = [
        len(table(whole, TableKind.PARTICIPANTS, Extent(network_id=network.id)).rows)
        for network in register.networks(whole)
    ]
    assert sum(by_network) == everybody
    by_year = [len(table(whole, TableKind.PARTICIPANTS, Extent(year=year)).rows) for year in (2024, 2025, 2026, 2027)]
    assert sum(by_year) == everybody
    for wrong in (Extent("borte"), Extent(network_id="borte")):
        with pytest.raises(BadInput):
            table(whole, TableKind.YEAR, wrong)
    with pytest.raises(BadInput):
        Extent(year=26)


def test_a_gathering_of_nobody_is_a_header_alone(whole: Store) -> None:
    empty = next(gathering for gathering in gatherings.all_(whole) if not gathering.participants)
    for kind in (TableKind.PARTICIPANTS, TableKind.SEATING, TableKind.ATTENDANCE):
        found = table(whole, kind, Extent(empty.id))
        assert (found.rows, len(found.header) > 8) == ((), True)


def test_two_parts_of_one_name_have_a_column_each(mine: Store) -> None:
    here = biggest(mine)
    with mine.change():
        for row in mine.rows("SELECT id FROM parts WHERE gathering_id = ?", here):
            mine.update("parts", row["id"], title="På tvers")
    found = table(mine, TableKind.PARTICIPANTS, Extent(here))
    seated = [title for title in found.header if title.startswith("Bord: ")]
    assert len(seated) == len(set(seated)) == mine.value(
        "SELECT count(*) FROM groupings AS g WHERE gathering_id = ? AND EXISTS"
        " (SELECT 1 FROM seats WHERE grouping_id = g.id)", here,
    )  # fmt: skip


def test_the_calendar_knows_an_event_again(mine: Store) -> None:
    def events(seconds: int) -> dict[str, Calendar]:
        material = files.read(mine, ExportFormat.ICS, (), Extent())
        later = files.Material(material.form, material.at + timedelta(seconds=seconds), "", (), material.events, "År")
        read = Calendar.from_ical(files.made(later)).walk("VEVENT")
        return {str(event["UID"]): event for event in read}

    before = events(0)
    moved = next(one for one in gatherings.all_(mine) if one.held_on and one.held_on > date(2026, 11, 21))
    uid = f"gathering-{moved.id}@nettverk"
    assert before[uid]["DTSTART"].dt.replace(tzinfo=None) == datetime.combine(moved.held_on, moved.starts_at)  # type: ignore[arg-type]
    gatherings.edit(mine, moved.id, title="Ny tittel, ny dag", held_on=date(2027, 2, 2), cancelled=True)
    after = events(1)
    assert after.keys() == before.keys()
    assert after[uid]["DTSTART"].dt.date() == date(2027, 2, 2)
    assert after[uid]["SEQUENCE"] > before[uid]["SEQUENCE"]
    assert (after[uid]["STATUS"], after[uid]["SUMMARY"]) == ("CANCELLED", "Avlyst: Ny tittel, ny dag")


def test_what_was_removed_says_so_in_the_calendar_until_it_is_taken_back(mine: Store) -> None:
    gone = next(one for one in gatherings.all_(mine) if one.held_on and one.held_on > date(2026, 11, 21))
    assert gone.held_on is not None
    before = {event.uid for event in calendar.events(mine, Extent())}
    gatherings.remove(mine, gone.id)
    found = {event.uid: event for event in calendar.events(mine, Extent())}
    assert found.keys() == before
    event = found[f"gathering-{gone.id}@nettverk"]
    assert (event.cancelled, event.title) == (True, gone.title)
    assert event.start == datetime.combine(gone.held_on, gone.starts_at)
    assert all(one.uid != event.uid for one in calendar.events(mine, Extent(year=2019)))
    mine.undo()
    assert not any(one.cancelled for one in calendar.events(mine, Extent()))


def test_what_passes_midnight_and_what_takes_days(mine: Store) -> None:
    here = next(one for one in gatherings.all_(mine) if one.held_on)
    gatherings.edit(mine, here.id, starts_at=time(20), ends_at=time(1))
    items.add(mine, ItemKind.CONFERENCE, "Konferanse", date(2027, 2, 1), last_day=date(2027, 2, 3), owner="Kari")
    found = {event.title: event for event in calendar.events(mine, Extent())}
    night = found[here.title]
    assert (night.end - night.start) == timedelta(hours=5)
    days = found["Konferanse"]
    assert (days.start, days.end) == (date(2027, 2, 1), date(2027, 2, 4))
    assert "Ansvarlig: Kari" in days.note
    gatherings.edit(mine, here.id, held_on=None)
    assert calendar.without_day(mine, Extent()) == 1
    assert here.title not in {event.title for event in calendar.events(mine, Extent())}
    assert [event.uid for event in calendar.events(mine, Extent(here.id))] == []


def test_files_become_whole_or_do_not_appear(whole: Store, tmp_path: Path) -> None:
    book = files.read(whole, ExportFormat.XLSX, tuple(TableKind), Extent(year=2026))
    (path,) = files.write(book, tmp_path / "ut" / "alt.xlsx")
    assert load_workbook(path).sheetnames == ["Deltakere", "Bord", "Oppmøte", "Tiltak", "Behov", "Årshjul"]
    assert book.rows["participants"] == load_workbook(path)["Deltakere"].max_row - 1
    texts = files.read(whole, ExportFormat.CSV, (TableKind.NEEDS, TableKind.YEAR), Extent())
    written = files.write(texts, tmp_path / "csv")
    assert [file.name for file in written] == ["Behov.csv", "Årshjul.csv"]
    rows = list(csv.reader(io.StringIO(written[0].read_bytes().decode("utf-8-sig"), newline=""), delimiter=";"))
    assert len(rows) == texts.rows["needs"] + 1
    with pytest.raises(Cancelled):
        files.write(book, tmp_path / "stoppet.xlsx", cancelled=lambda: True)
    (tmp_path / "mappe.xlsx").mkdir()
    with pytest.raises(Expected, match=r"mappe\.xlsx"):
        files.write(book, tmp_path / "mappe.xlsx")
    assert sorted(path.name for path in tmp_path.iterdir()) == ["csv", "mappe.xlsx", "ut"]
    with pytest.raises(BadInput):
        files.read(whole, ExportFormat.XLSX, (), Extent())


def test_an_empty_database_gives_files_too(tmp_path: Path) -> None:
    store = stores.empty()
    for form, name in ((ExportFormat.XLSX, "a.xlsx"), (ExportFormat.CSV, "a"), (ExportFormat.ICS, "a.ics")):
        kinds = () if form is ExportFormat.ICS else tuple(TableKind)
        for path in files.write(files.read(store, form, kinds, Extent()), tmp_path / name):
            assert path.stat().st_size > 40


def test_participants_are_marked_as_they_are_at_the_door(mine: Store) -> None:
    here = biggest(mine)
    first = participants.all_(mine, here)[0]
    participants.mark(mine, first.id, Attendance.ABSENT)
    assert column(table(mine, TableKind.PARTICIPANTS, Extent(here)), "Oppmøte")[0] == "borte"
