"""Expected and came: only marks at the door count, and what nobody marked is said and counted nowhere."""

from __future__ import annotations

from datetime import date

import pytest

from nettverk.domain.participants import Attendance
from nettverk.domain.turnout import words
from nettverk.services import gatherings, participants
from nettverk.services.register import history, register, turnout
from nettverk.services.templates import templates
from nettverk.storage.store import Store


@pytest.fixture
def world(store: Store, network_id: str) -> dict[str, str]:
    """Two districts, a network where kindergartens and PPT are central, and three gatherings that have been held."""
    register.set_network_services(store, network_id, ("kindergarten", "ppt"), ("health",))
    made = {name: register.add_district(store, name).made for name in ("Nord", "Sør")}
    for name, district, ownership in (
        ("Furu barnehage", "Nord", "private"), ("Bjørk barnehage", "Sør", "municipal"),
        ("Gran barnehage", "Sør", "municipal"),
    ):  # fmt: skip
        made[name] = register.add_unit(store, name, district_id=made[district], ownership=ownership).made
    made["PPT"] = register.add_unit(store, "PPT", service_id="ppt").made
    made["Helse"] = register.add_unit(store, "Helsestasjonen", service_id="health").made
    for name, day, district in (
        ("alle", date(2026, 9, 8), None), ("sør", date(2026, 10, 13), "Sør"), ("kommer", date(2027, 2, 9), None)
    ):  # fmt: skip
        made[name] = gatherings.make(
            store, templates()[0], network_id=network_id, title=name, held_on=day,
            district_id=made[district] if district else None,
        ).made  # fmt: skip
    return made


def come(store: Store, gathering_id: str, unit_id: str, *marks: Attendance | None) -> None:
    for number, mark in enumerate(marks):
        person = register.add_person(store, f"P{number}", gathering_id[-6:] + unit_id[-6:], unit_id).made
        made = participants.add(store, gathering_id, person).made
        if mark is not None:
            participants.mark(store, made, mark)


def test_only_marks_at_the_door_count(store: Store, world: dict[str, str]) -> None:
    here = Attendance.PRESENT
    come(store, world["alle"], world["Furu barnehage"], here, here, Attendance.ABSENT)
    come(store, world["alle"], world["Bjørk barnehage"], None, None)  # registered, and nobody marked them
    come(store, world["alle"], world["Helse"], Attendance.LATE)
    come(store, world["sør"], world["Bjørk barnehage"], None)
    come(store, world["kommer"], world["Gran barnehage"], None)
    told = turnout.of_year(store, 2026)
    assert [(one.title, one.marked) for one in told.gatherings] == [("alle", True), ("sør", False)]
    assert {one.name: (one.expected, one.came, one.registered, one.present) for one in told.units} == {
        "Bjørk barnehage": (1, 0, 2, 0), "Furu barnehage": (1, 1, 3, 2), "Gran barnehage": (1, 0, 0, 0),
        "Helsestasjonen": (1, 1, 1, 1), "PPT": (1, 0, 0, 0),
    }  # fmt: skip
    assert [one.name for one in told.never] == ["Bjørk barnehage", "Gran barnehage", "PPT"]
    assert told.never_services == ("PPT",)
    assert [(gap.service, gap.gathering) for gap in told.gaps] == [("PPT", "alle")]
    assert (told.registered, told.present) == (6, 3)
    assert [(one.name, one.expected, one.came) for one in told.by_ownership] == [
        ("ikke oppgitt", 2, 1), ("kommunal", 2, 0), ("privat", 1, 1)
    ]  # fmt: skip
    assert [(one.name, one.units) for one in told.by_district] == [("Nord", 1), ("Sør", 2), ("Hele kommunen", 2)]
    said = " ".join(words(told))
    assert "Oppmøtet er ført på 1 samling. Av 6 påmeldte kom 3." in said
    assert "Uten oppmøte, og ikke regnet med: «sør»." in said
    assert "Ingen har kommet fra PPT." in said


def test_a_gathering_of_a_district_expects_only_its_units(store: Store, world: dict[str, str]) -> None:
    for gathering in ("alle", "sør"):
        come(store, world[gathering], world["Bjørk barnehage"], Attendance.PRESENT)
    told = {one.name: (one.expected, one.came) for one in turnout.of_year(store, 2026).units}
    assert told == {"Bjørk barnehage": (2, 2), "Furu barnehage": (1, 0), "Gran barnehage": (2, 0), "PPT": (2, 0)}
    assert [one.name for one in turnout.of_year(store, 2026).always] == ["Bjørk barnehage"]
    gatherings.edit(store, world["sør"], cancelled=True)
    assert {one.name: one.expected for one in turnout.of_year(store, 2026).units}["Gran barnehage"] == 1


def test_nothing_marked_says_how_it_is_done(store: Store, world: dict[str, str], network_id: str) -> None:
    come(store, world["alle"], world["PPT"], None)
    told = turnout.of_year(store, 2026)
    assert (told.units, told.never, told.registered) == ((), (), 0)
    assert words(told) == ("Ingen har ført oppmøte ennå. Det gjøres i Gjennomfør, ved døra.",)
    assert turnout.of_year(store, 2025).gatherings == ()
    assert history.gaps(store, network_id, date(2026, 1, 1)).gatherings == 0


def test_another_networks_year_is_not_counted(store: Store, world: dict[str, str], network_id: str) -> None:
    other = register.add_network(store, "6–16").made
    come(store, world["alle"], world["PPT"], Attendance.PRESENT)
    assert len(turnout.of_year(store, 2026, network_id).counted) == 1
    assert turnout.of_year(store, 2026, other).counted == ()
