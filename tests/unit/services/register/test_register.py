"""The register and the people at a gathering."""

from __future__ import annotations

from datetime import date

import pytest

from nettverk.domain.errors import BadInput
from nettverk.domain.participants import Attendance
from nettverk.domain.registry import ByIdOrName, everywhere
from nettverk.domain.sorting import sort_key
from nettverk.services import gatherings, participants, settings
from nettverk.services.register import register
from nettverk.services.templates import templates
from nettverk.storage.store import Store


@pytest.fixture
def unit_id(store: Store) -> str:
    return register.add_unit(store, "Furulia barnehage").made


def test_a_units_service_is_guessed_from_its_name(store: Store, unit_id: str) -> None:
    register.add_unit(store, "Havnes skole")
    found = {unit.name: unit.service_id for unit in register.units(store)}
    assert found == {"Furulia barnehage": "kindergarten", "Havnes skole": "school"}


@pytest.mark.parametrize("spelling", ["FURULIA BHG", "furulia  bhg.", "Furulia\u00a0barnehage "])
def test_a_unit_is_not_made_twice_under_another_spelling(store: Store, unit_id: str, spelling: str) -> None:
    with pytest.raises(BadInput, match="Furulia barnehage"):
        register.add_unit(store, spelling)


def test_a_spelling_is_remembered(store: Store, unit_id: str) -> None:
    register.add_spelling(store, unit_id, "Furua")
    assert register.spellings(store)["furua"] == unit_id


def test_a_unit_with_people_is_not_removed(store: Store, unit_id: str, gathering_id: str) -> None:
    participants.add_new(store, gathering_id, "Máret", "Eira", unit_id)
    with pytest.raises(BadInput, match="Slå den heller sammen"):
        register.remove_unit(store, unit_id)


def test_names_sort_as_a_norwegian_list(store: Store, unit_id: str, gathering_id: str) -> None:
    for family in ("Aarsland", "Ødegård", "Berg", "Ærlig", "Eira", "Zahl", "Čáhput", "Åsen"):
        participants.add_new(store, gathering_id, "Kari", family, unit_id)
    names = [one.family_name for one in participants.all_(store, gathering_id)]
    assert names == ["Berg", "Čáhput", "Eira", "Zahl", "Ærlig", "Ødegård", "Aarsland", "Åsen"]


def test_attendance_is_kept_as_entries_and_the_newest_counts(store: Store, unit_id: str, gathering_id: str) -> None:
    one = participants.add_new(store, gathering_id, "Ola", "Vik", unit_id).made
    participants.mark(store, one, "absent")
    participants.mark(store, one, "present")
    assert participants.all_(store, gathering_id)[0].attendance == "present"
    assert store.value("SELECT count(*) FROM entries WHERE kind = 'attendance'") == 2


def test_editing_a_participant_changes_the_register_too(store: Store, unit_id: str, gathering_id: str) -> None:
    other = register.add_unit(store, "Myra barnehage").made
    one = participants.add_new(store, gathering_id, "Ola", "Vik", unit_id).made
    participants.edit(store, one, given_name="Olav", unit_id=other, role="styrer")
    person = register.people(store)[0]
    assert (person.given_name, person.unit_name, person.role) == ("Olav", "Myra barnehage", "styrer")
    with pytest.raises(BadInput):
        participants.edit(store, one, given_name="", family_name=" ")


def test_removed_participants_come_back(store: Store, unit_id: str, gathering_id: str) -> None:
    ids = tuple(participants.add_new(store, gathering_id, "A", f"B{n}", unit_id).made for n in range(3))
    participants.remove(store, ids)
    assert participants.all_(store, gathering_id) == ()
    store.undo()
    assert len(participants.all_(store, gathering_id)) == 3


def test_settings_default_and_return(store: Store) -> None:
    assert settings.get(store, "municipality", "Kommunen") == "Kommunen"
    settings.put(store, "municipality", "Strandvik")
    assert settings.get(store, "municipality") == "Strandvik"
    settings.put(store, "municipality", "")
    assert settings.get(store, "municipality") == ""


def test_table_two_comes_before_table_ten() -> None:
    assert sorted(["Bord 10", "Bord 2"], key=sort_key) == ["Bord 2", "Bord 10"]
    assert sort_key("aase") > sort_key("zakarias")


def test_a_short_family_name_stands_before_the_one_that_goes_on() -> None:
    names = ["Berg-Hansen, Anne", "Berg, Siv", "Bergan, Ola", "Berg Dahl, Liv"]
    assert sorted(names, key=sort_key) == ["Berg, Siv", "Berg Dahl, Liv", "Berg-Hansen, Anne", "Bergan, Ola"]


def test_a_unit_that_is_renamed_letter_by_letter_is_one_step_and_keeps_only_the_name_it_had(store: Store) -> None:
    unit = register.add_unit(store, "Furulia barnehage").made
    for name in ("Furuli", "Furulia", "Furulia bhg og SFO"):
        register.rename_unit(store, unit, name, known_as="Furulia barnehage")
    assert register.unit_named(store, "Furulia barnehage") == unit
    assert [spelling for spelling in register.spellings(store) if "og" in spelling]
    assert store.value("SELECT count(*) FROM unit_spellings") == 1
    store.undo()
    assert [known.name for known in register.units(store)] == ["Furulia barnehage"]


def test_of_several_units_all_go_or_none(store: Store) -> None:
    empty = register.add_unit(store, "Furulia barnehage").made
    peopled = register.add_unit(store, "Solbakken skole").made
    register.add_person(store, "Ada", "Moen", peopled)
    with pytest.raises(BadInput):
        register.remove_units(store, [empty, peopled])
    assert len(register.units(store)) == 2
    register.remove_people(store, [person.id for person in register.people(store)])
    register.remove_units(store, [empty, peopled])
    assert register.units(store) == ()
    store.undo()
    store.undo()
    assert len(register.people(store)) == 1


def test_a_gathering_in_a_network_that_is_new_is_one_step(store: Store) -> None:
    day = date(2026, 11, 24)
    made = gatherings.make_in(
        store, templates()[0], ByIdOrName(name="0–6"), ByIdOrName(name="Sør"), held_on=day, language="nb"
    )
    gathering = gatherings.get(store, made.made)
    assert (gathering.network_name, gathering.district_name) == ("0–6", "Sør")
    again = gatherings.make_in(
        store, templates()[0], ByIdOrName(gathering.network_id), ByIdOrName(), held_on=day, language="nb"
    )
    assert gatherings.get(store, again.made).district_id is None
    store.undo()
    store.undo()
    assert (register.networks(store), register.districts(store)) == ((), ())


def test_someone_is_put_right_with_a_unit_that_is_made_for_them(store: Store, gathering_id: str) -> None:
    made = participants.add_from(store, gathering_id, "Ada", "Moen", "Furulia barnehage", role="styrer").made
    assert participants.add_from(store, gathering_id, "Ola", "Moen", "furulia bhg").made
    assert len(register.units(store)) == 1
    participants.edit(store, made, family_name="Lie", role="lærer")
    participants.move_to_unit(store, made, "Solbakken skole")
    participants.mark(store, made, Attendance.LATE)
    person = next(person for person in participants.all_(store, gathering_id) if person.id == made)
    assert (person.name, person.unit_name, person.role, person.attendance) == (
        "Ada Lie", "Solbakken skole", "lærer", Attendance.LATE,
    )  # fmt: skip
    store.undo()
    assert [unit.name for unit in register.units(store)] == ["Furulia barnehage"]
    assert all(person.unit_name == "Furulia barnehage" for person in participants.all_(store, gathering_id))


def test_a_name_that_is_taken_is_a_sentence_and_changes_nothing(store: Store) -> None:
    """In any case of any letter: SQLite itself takes «Øst» and «øst» for two."""
    first = register.add_network(store, "Øst 0–6").made
    other = register.add_network(store, "Vest 0–6").made
    with pytest.raises(BadInput, match="øst"):
        register.edit_network(store, other, name="øst  0–6")
    with pytest.raises(BadInput):
        register.edit_network(store, other, name="  ")
    assert [network.name for network in register.networks(store)] == ["Vest 0–6", "Øst 0–6"]
    register.edit_network(store, first, name="ØST 0–6")
    district = register.add_district(store, "Ålgård").made
    with pytest.raises(BadInput):
        register.add_district(store, "ÅLGÅRD")
    register.edit_district(store, district, "ålgård")


def test_a_municipality_without_districts_has_nothing_to_be_all_of(store: Store) -> None:
    assert everywhere(register.districts(store)) == "Hele kommunen"
    register.add_district(store, "Nord")
    assert everywhere(register.districts(store)) == "Alle bydeler"
