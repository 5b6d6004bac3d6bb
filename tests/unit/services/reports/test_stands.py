"""What is printed is kept, so that the next report of the year does not tell of a single gathering by difference."""

from __future__ import annotations

from datetime import UTC, date, datetime, time

import pytest

from nettverk.domain.participants import Attendance
from nettverk.domain.reports.model import ReportKind, Scope
from nettverk.domain.reports.small_counts import Parts
from nettverk.domain.sheets.answers import Respondent, SheetAnswer
from nettverk.domain.sheets.definition import Who
from nettverk.domain.sheets.suppression import LEAST
from nettverk.services import evaluation, gatherings, participants
from nettverk.services.register import register
from nettverk.services.reports import reports, stands
from nettverk.services.reports.reading import year_of
from nettverk.services.sheets import answers, uses
from nettverk.services.templates import templates
from nettverk.storage.store import Store

YEAR = 2026
FIRST, SECOND = date(2026, 10, 6), date(2027, 1, 12)
UNITS = (
    ("Lia barnehage", "Barnehage"),
    ("Bakken barnehage", "Barnehage"),
    ("PPT", "PPT"),
    ("Barnevernet", "Barnevern"),
)


def network_in_january(store: Store) -> str:
    """A network of these units, in a file whose clock says January 2027."""
    store.now = lambda: datetime.combine(date(2027, 1, 20), time(12), UTC)
    network = register.add_network(store, "0–6").made
    services = {one.name: one.id for one in register.services(store)}
    for name, service in UNITS:
        register.add_unit(store, name, service_id=services[service])
    return network


@pytest.fixture
def town(store: Store) -> tuple[Store, str]:
    """A network that has met once, and met again since it was last printed."""
    network = network_in_january(store)
    held(store, network, FIRST, (12, 9, 8, 7))
    return store, network


def held(store: Store, network: str, day: date, came: tuple[int, ...]) -> str:
    gathering = gatherings.make(store, templates()[0], network_id=network, held_on=day).made
    units = {unit.name: unit.id for unit in register.units(store)}
    for (name, _service), count in zip(UNITS, came, strict=True):
        for number in range(count):
            person = participants.add_new(store, gathering, f"Navn{number}", f"{name} {day}", units[name]).made
            participants.mark(store, person, Attendance.PRESENT)
    return gathering


def services(store: Store) -> Parts:
    (network,) = year_of(store, Scope(YEAR)).networks
    return network.people.services


def by_name(parts: Parts) -> dict[tuple[str, ...], int]:
    return {labels: count for labels, count in parts.classes if count}


def printed(store: Store, kind: ReportKind = ReportKind.YEARLY) -> None:
    stands.note(store, reports.draft(store, kind, Scope(YEAR)).material)


def test_the_difference_between_two_reports_tells_of_nobody(town: tuple[Store, str]) -> None:
    store, network = town
    first = services(store)
    assert by_name(first) == {("Barnehage",): 21, ("PPT",): 8, ("Barnevern",): 7}
    printed(store)
    assert services(store) == first, "printed again, it says the same"
    held(store, network, SECOND, (10, 8, 2, 1))
    both = services(store)
    for labels, count in both.classes:
        between = count - (first.of(*labels) or 0)
        assert between == 0 or between >= LEAST, (labels, between)
    assert both.total == first.total + 21


def test_a_first_report_of_the_whole_year_tells_as_much_as_ever(town: tuple[Store, str]) -> None:
    store, network = town
    held(store, network, SECOND, (10, 8, 2, 1))
    assert by_name(services(store)) == {("Barnehage",): 39, ("PPT",): 10, ("Barnevern",): 8}


def test_what_is_put_right_afterwards_does_not_stand_out(town: tuple[Store, str]) -> None:
    store, _network = town
    before = services(store)
    printed(store)
    gathering = gatherings.all_(store)[0]
    somebody = next(one for one in participants.all_(store, gathering.id) if one.unit_name == "PPT")
    participants.mark(store, somebody.id, Attendance.ABSENT)
    assert services(store) == before
    told = "\n".join(reports.draft(store, ReportKind.YEARLY, Scope(YEAR)).report().texts())
    assert "slik de først ble skrevet ut" in told
    assert "PPT" in told


def test_what_was_printed_and_is_gone_is_told_of_no_more(town: tuple[Store, str]) -> None:
    store, network = town
    held(store, network, SECOND, (10, 8, 6, 7))
    printed(store)
    gatherings.remove(store, gatherings.all_(store)[0].id)
    assert services(store).classes == ()


def test_all_that_goes_out_at_once_is_kept_once_and_is_no_step(town: tuple[Store, str]) -> None:
    store, network = town
    before = store.undoable()
    for kind in (ReportKind.YEARLY, ReportKind.ONE_PAGE, ReportKind.YEARLY):
        printed(store, kind)
    assert store.value("SELECT count(*) FROM report_stands") == 1
    assert len(stands.of_year(store, network, YEAR)) == 1
    assert store.undoable() == before


def test_how_it_was_judged_since_the_last_report_is_hidden_where_it_is_few(town: tuple[Store, str]) -> None:
    store, network = town
    judged(store, gatherings.all_(store)[0].id, {"helt": 20, "litt": 9, "ikke": 7})
    first = row(store)
    assert first == (20, 9, 7)
    printed(store)
    judged(store, held(store, network, SECOND, (10, 8, 2, 1)), {"helt": 12, "litt": 6, "ikke": 1})
    counts = row(store)
    assert counts is not None
    assert counts[2] is None, "one more would have been told by difference"
    assert sum(count is None for count in counts) >= 2


def judged(store: Store, gathering_id: str, counts: dict[str, int]) -> None:
    evaluation.ask_here(store, gathering_id)
    (use,) = (use for use in uses.of_gathering(store, gathering_id) if use.sheet.id == "evaluering-kort")
    hall = Respondent(Who.PLENUM)
    answers.write_all(store, [SheetAnswer(use.id, use.sheet.version, hall, "dagen", "nytte", counts=counts)])


def row(store: Store) -> tuple[int | None, ...] | None:
    (network,) = year_of(store, Scope(YEAR)).networks
    return next((line.now.counts for sheet in network.evaluations for line in sheet.rows if line.now.counts), None)


def test_where_nothing_can_be_kept_nothing_new_is_told(town: tuple[Store, str]) -> None:
    store, _network = town
    material = year_of(store, Scope(YEAR))
    (without,) = stands.without_new(material).networks
    assert without.people.services.classes == ()
    assert without.people.seats == material.networks[0].people.seats
    assert without.never == ()
    printed(store)
    again = year_of(store, Scope(YEAR))
    assert stands.without_new(again) == again
