"""Where people have been, whom they met, and who is missing."""

from __future__ import annotations

from datetime import UTC, date, datetime

from nettverk.domain.participants import Attendance
from nettverk.services import gatherings, participants, plan
from nettverk.services.register import history, register
from nettverk.storage.store import Store


def seat(store: Store, gathering_id: str, tables: list[list[str]]) -> None:
    part = next(part for part in plan.parts(store, gathering_id) if part.organising == "mixed")
    with store.change():
        grouping = store.insert("groupings", gathering_id=gathering_id, part_id=part.id, kind="mixed", made_at="")
        for number, sitting in enumerate(tables, start=1):
            table = store.insert("group_tables", grouping_id=grouping, number=number, seats=8)
            for one in sitting:
                store.insert("seats", grouping_id=grouping, table_id=table, participant_id=one)


def test_a_person_sees_where_they_were_and_whom_they_sat_with(store: Store, gathering_id: str) -> None:
    unit = register.add_unit(store, "Myra barnehage").made
    kari, ola, liv = (
        participants.add_new(store, gathering_id, name, "Vik", unit).made for name in ("Kari", "Ola", "Liv")
    )
    seat(store, gathering_id, [[kari, ola, liv]])
    participants.mark(store, liv, "absent")
    person = store.value("SELECT person_id FROM participants WHERE id = ?", kari)
    assert not history.of_person(store, person).met, "nobody has met before the day"
    store.now = lambda: datetime(2026, 11, 24, 12, tzinfo=UTC)
    found = history.of_person(store, person)
    assert [(one.name, one.times, one.last) for one in found.met] == [("Ola Vik", 1, date(2026, 11, 24))]
    assert [(one.unit, one.status) for one in found.visits] == [("Myra barnehage", "registered")]


def test_absent_services_and_units_without_anyone_are_named(store: Store, gathering_id: str, network_id: str) -> None:
    register.set_network_services(store, network_id, ("kindergarten", "ppt"), ("health",))
    came = register.add_unit(store, "Myra barnehage").made
    register.add_unit(store, "Lund barnehage")
    register.add_unit(store, "Havnes skole")
    kari = participants.add_new(store, gathering_id, "Kari", "Vik", came).made
    assert history.gaps(store, network_id, date(2026, 8, 1)).gatherings == 0  # it is not held yet
    gatherings.edit(store, gathering_id, held_on=date(2026, 11, 10))
    assert history.gaps(store, network_id, date(2026, 8, 1)).gatherings == 0  # nobody took the attendance
    participants.mark(store, kari, Attendance.PRESENT)
    found = history.gaps(store, network_id, date(2026, 8, 1))
    assert (found.gatherings, found.services, found.units) == (1, ("PPT",), (("Lund barnehage", "Barnehage"),))
    assert [(one.held_on, one.services, one.units) for one in found.each] == [
        (date(2026, 11, 10), ("PPT",), ("Lund barnehage",))
    ]
    # A school year goes from August, and what has not been held yet is not missed.
    assert history.gaps_of_year(store, network_id, 2026).gatherings == 1
    assert history.gaps_of_year(store, network_id, 2025).gatherings == 0
    assert history.gaps(store, network_id, date(2027, 1, 1)) == history.Gaps(0, (), ())
