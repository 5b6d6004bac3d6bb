"""Who on a list is new, changed or the same, and what is asked rather than decided."""

from __future__ import annotations

import sys
import time
from collections.abc import Callable

import pytest

from nettverk.domain.matching import KnownPerson, KnownUnit, Plan, match_people
from nettverk.domain.participant_lists import ParsedRow
from tests.helpers.quick import every

UNITS = [KnownUnit("u1", "Lund barnehage"), KnownUnit("u2", "Oddernes skole", ("odd skole",)), KnownUnit("u3", "PPT")]
PEOPLE = [
    KnownPerson("p1", "Kari", "Nordmann", "u1", "Styrer", "kari@x.no"),
    KnownPerson("p2", "Ola", "Hansen", "u2", "", ""),
    KnownPerson("p3", "Anne", "Lie", "u2", "", "anne1@x.no"),
    KnownPerson("p4", "Anne", "Lie", "u2", "", "anne2@x.no"),
]


def row(at: int, name: str, unit: str = "", email: str = "", role: str = "") -> ParsedRow:
    given, _space, family = name.rpartition(" ")
    return ParsedRow(at, given, family, unit, role, "", email)


def match(*rows: ParsedRow) -> Plan:
    return match_people(rows, PEOPLE, UNITS)


def outcome(plan: Plan) -> list[tuple[str, str | None, tuple[str, ...]]]:
    return [(step.kind, step.person_id, step.fields) for step in plan.people]


def test_same_name_and_unit_is_the_same_person_however_written() -> None:
    plan = match(row(2, "KARI NORDMANN", "Lund bhg.", "KARI@x.no", "styrer"), row(3, "Ola Hansen", "Odd skole"))
    assert outcome(plan) == [("same", "p1", ()), ("same", "p2", ())]
    assert [(step.unit_id, step.rows) for step in plan.units] == [("u1", (2,)), ("u2", (3,))]
    assert not plan.suggestions


def test_new_addresses_and_roles_are_updates_and_empty_cells_erase_nothing() -> None:
    plan = match(row(2, "Kari Nordmann", "Lund bhg"), row(3, "Ola Hansen", "Oddernes skole", "ola@x.no", "Lærer"))
    assert outcome(plan) == [("same", "p1", ()), ("update", "p2", ("role", "email"))]
    assert (plan.people[1].role, plan.people[1].email) == ("Lærer", "ola@x.no")


def test_same_name_and_address_elsewhere_has_changed_unit() -> None:
    plan = match(row(2, "Kari Nordmann", "PPT", "Kari@X.no"))
    assert outcome(plan) == [("update", "p1", ("unit",))]
    assert plan.people[0].unit == "ppt"


def test_same_name_in_another_unit_is_new_and_asked_about() -> None:
    plan = match(row(2, "Kari Nordmann", "PPT"))
    assert outcome(plan) == [("new", None, ())]
    (asked,) = plan.suggestions
    assert (asked.kind, asked.row, asked.taken_as_one) == ("person", 2, False)
    assert [(choice.id, choice.text) for choice in asked.candidates] == [
        ("p1", "Kari Nordmann, Lund barnehage, kari@x.no")
    ]
    agreed = match_people([row(2, "Kari Nordmann", "PPT")], PEOPLE, UNITS, people_taken_as={2: "p1"})
    assert outcome(agreed) == [("update", "p1", ("unit",))]


def test_nearly_the_same_name_in_the_unit_is_asked_about() -> None:
    plan = match(row(2, "Kari Normann", "Lund bhg"), row(3, "Kari Lie Nordmann", "Lund bhg"))
    assert plan.count("new") == 2
    assert [(asked.row, asked.candidates[0].id) for asked in plan.suggestions] == [(2, "p1"), (3, "p1")]


def test_a_new_family_name_with_a_known_address_is_likely_the_same_and_is_taken() -> None:
    plan = match(row(2, "Kari Dahl", "PPT", "kari@x.no"))
    (step,) = plan.people
    assert (step.kind, step.person_id, step.family_name) == ("update", "p1", "Dahl")
    (asked,) = plan.suggestions
    assert (asked.candidates[0].id, asked.taken_as_one) == ("p1", True)
    apart = match_people([row(2, "Kari Dahl", "PPT", "kari@x.no")], PEOPLE, UNITS, apart=[2])
    assert apart.count("new") == 1


def test_somebody_elses_name_with_a_shared_address_is_asked_about_and_new() -> None:
    plan = match(row(2, "Per Dahl", "PPT", "kari@x.no"))
    assert plan.count("new") == 1
    assert plan.suggestions[0].candidates[0].id == "p1"
    assert not plan.suggestions[0].taken_as_one


def test_a_name_without_its_middle_name_is_no_new_name() -> None:
    plan = match(row(2, "Kari Nordmann", "PPT", "kari@x.no"))
    assert plan.people[0].family_name == "Nordmann"
    assert "name" not in plan.people[0].fields


def test_two_new_units_of_one_list_can_be_taken_as_one() -> None:
    rows = [row(2, "Per Lie", "Tusilago barnehage"), row(3, "Siv Aas", "Tussilago barnehage")]
    plan = match_people(rows, [], [])
    assert len(plan.units) == 2
    (asked,) = plan.suggestions
    assert (asked.text, asked.candidates[0].key) == ("Tussilago barnehage", plan.units[0].key)
    one = match_people(rows, [], [], same_units={asked.key: asked.candidates[0].key})
    (unit,) = one.units
    assert (unit.name, unit.rows, unit.also) == ("Tusilago barnehage", (2, 3), ("Tussilago barnehage",))
    assert {step.unit for step in one.people} == {unit.key}


def test_two_of_one_name_in_one_unit_are_told_apart_by_address() -> None:
    plan = match(row(2, "Anne Lie", "Oddernes skole", "anne2@x.no"), row(3, "Anne Lie", "Oddernes skole", "anne1@x.no"))
    assert outcome(plan) == [("same", "p4", ()), ("same", "p3", ())]
    assert not plan.repeated


def test_the_same_person_twice_in_the_list_becomes_one_and_is_asked_about() -> None:
    plan = match(
        row(2, "Siv Aas", "PPT", "siv@jobb.no"), row(3, "Per Lie", "PPT"), row(9, "SIV AAS", "ppt", "siv@hjemme.no")
    )
    assert [step.rows for step in plan.people] == [(2, 9), (3,)]
    assert plan.people[0].email == "siv@hjemme.no"
    (asked,) = plan.suggestions
    assert (asked.row, asked.taken_as_one, asked.candidates[0].rows) == (9, True, (2,))
    assert [(told.row, told.reason) for told in plan.repeated] == [(9, "Samme person som i rad 2.")]
    apart = match_people([row(2, "Siv Aas", "PPT", "a@x.no"), row(9, "Siv Aas", "PPT", "b@x.no")], [], UNITS, apart=[9])
    assert [step.rows for step in apart.people] == [(2,), (9,)]


def test_an_answer_sent_twice_is_told_but_not_asked_about() -> None:
    plan = match(row(2, "Siv Aas", "PPT", "siv@x.no"), row(3, "Siv Aas", "PPT", "siv@x.no"))
    assert len(plan.people) == 1
    assert not plan.suggestions
    assert len(plan.repeated) == 1


def test_a_known_address_is_kept_when_the_same_person_answers_with_two() -> None:
    plan = match(row(2, "Kari Nordmann", "Lund bhg", "kari@x.no"), row(3, "Kari Nordmann", "Lund bhg", "k@hjemme.no"))
    assert outcome(plan) == [("same", "p1", ())]


def test_namesakes_within_the_list_in_two_units_are_two_and_asked_about() -> None:
    plan = match(row(2, "Siv Aas", "PPT"), row(3, "Siv Aas", "Lund bhg"))
    assert plan.count("new") == 2
    (asked,) = plan.suggestions
    assert (asked.row, asked.candidates[0].rows, asked.taken_as_one) == (3, (2,), False)


def test_a_list_without_units_finds_those_with_only_one_namesake() -> None:
    plan = match(row(2, "Ola Hansen"), row(3, "Anne Lie"), row(4, "Kari Nordmann", email="annen@x.no"))
    assert outcome(plan) == [("same", "p2", ()), ("new", None, ()), ("new", None, ())]
    assert [asked.row for asked in plan.suggestions] == [3, 4]


def test_unknown_units_are_made_once_and_near_ones_offered() -> None:
    plan = match(row(2, "A B", "Lunde bhg"), row(3, "C D", "LUNDE BARNEHAGE"), row(4, "E F", "Lunde barnehage"))
    (unit,) = plan.units
    assert (unit.unit_id, unit.name, unit.rows) == (None, "Lunde barnehage", (2, 3, 4))
    asked = plan.suggestions[0]
    assert (asked.kind, asked.row, asked.text, asked.candidates[0].id) == ("unit", 2, "Lunde barnehage", "u1")
    agreed = match_people([row(2, "A B", "Lunde bhg")], PEOPLE, UNITS, units_taken_as={asked.key: "u1"})
    assert agreed.units[0].unit_id == "u1"
    assert not agreed.suggestions


def test_units_nearly_alike_within_a_first_list_are_offered() -> None:
    plan = match_people([row(2, "A B", "Hånes barnehage"), row(3, "C D", "Hånæs barnehage")], [])
    (asked,) = plan.suggestions
    assert (asked.row, asked.candidates[0].text, asked.candidates[0].rows) == (3, "Hånes barnehage", (2,))


def test_an_answer_about_a_row_is_about_the_one_it_fits() -> None:
    """A row may name two people; «that is Kari» is not said of Ola."""
    rows = [row(2, "Kari Nordmann", "PPT"), row(2, "Ola Vik", "PPT")]
    plan = match_people(rows, PEOPLE, UNITS, people_taken_as={2: "p1"})
    assert outcome(plan) == [("update", "p1", ("unit",)), ("new", None, ())]


def test_a_unit_that_is_only_shouted_gets_small_letters() -> None:
    assert match_people([row(2, "A B", "HÅNES SKOLE"), row(3, "C D", "HÅNES SKULE")], []).units[0].name == "Hånes skole"


def test_importing_the_same_list_again_changes_nothing() -> None:
    rows = [row(at, f"Person Nr{at}", f"Enhet {at % 7} bhg", f"p{at}@x.no") for at in range(2, 60)]
    first = match_people(rows, [])
    ids = {unit.key: f"id-{unit.key}" for unit in first.units}
    people = [
        KnownPerson(f"id{n}", s.given_name, s.family_name, ids[s.unit], s.role, s.email)
        for n, s in enumerate(first.people)
    ]
    units = [KnownUnit(ids[unit.key], unit.name) for unit in first.units]
    again = match_people(rows, people, units)
    assert again.count("same") == len(rows)
    assert not again.suggestions


def test_ten_thousand_rows_against_ten_thousand_people_take_seconds_at_most() -> None:
    """A guard against a quadratic slip, with a wide margin; the figure itself is in tests/bench."""
    rows = [row(at, f"Kari{at % 400} Nordmann{at}", f"Enhet {at % 300} bhg") for at in range(10_000)]
    known = [KnownPerson(f"p{at}", f"Kari{at % 400}", f"Nordmann{at}", None) for at in range(0, 20_000, 2)]
    started = time.process_time()
    plan = match_people(rows, known)
    assert time.process_time() - started < 30
    assert plan.count("update") == 5_000


def _steps_taken(count: int, row: Callable[[int], ParsedRow]) -> int:
    """How many calls matching so many rows takes with half of them known: the same on every machine."""
    rows = [row(number) for number in range(count)]
    units = [KnownUnit(f"u{number}", f"Enhet {number}") for number in range(count // 20)]  # ten people in each
    known = [
        KnownPerson(f"p{each.row}", each.given_name, each.family_name, units[each.row % len(units)].id, "", each.email)
        for each in rows[: count // 2]
    ]
    calls = 0

    def count_call(_frame: object, event: str, _argument: object) -> None:
        nonlocal calls
        calls += event in ("call", "c_call")

    sys.setprofile(count_call)
    try:
        match_people(rows, known, units)
    finally:
        sys.setprofile(None)
    return calls


@pytest.mark.parametrize(
    "kind", every(3, ["the same row", "one address", "one name", "one name in many units", "many units"])
)
def test_a_list_twice_as_long_takes_twice_the_work(kind: str, scale: Callable[[int, int], int]) -> None:
    def row(number: int) -> ParsedRow:
        match kind:
            case "the same row":
                words = ("Kari", "Nordmann", "Enhet 1", "kari@eksempel.no")
            case "one name":
                words = ("Kari", "Nordmann", "Enhet 1", f"kari{number}@eksempel.no")
            case "one address":
                words = (f"Kari {number:x}", f"Nord{number:x}mann", "Enhet 1", "post@eksempel.no")
            case "one name in many units":
                words = ("Kari", "Nordmann", f"Tun {number:x}x barnehage" if number % 2 else "Enhet 1", "")
            case _:
                words = (f"Kari{number:x}", "Nordmann", f"Tun{number:x}x barnehage", "")
        given, family, unit, email = words
        return ParsedRow(number + 1, given, family, unit=unit, email=email)

    count = scale(450, 900)
    short, long = _steps_taken(count, row), _steps_taken(2 * count, row)
    assert long <= 2.3 * short
