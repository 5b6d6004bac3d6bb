"""Innsjekk: the right person with few keys."""

from __future__ import annotations

from dataclasses import replace

from nettverk.domain.check_in import by_service, by_unit, count, newcomer, search, to_repair
from nettverk.domain.groups import Grouping, GroupTable, Seat
from nettverk.domain.names import name_key
from tests.helpers.stage_day import people


def test_three_keys_find_everyone_among_ninety() -> None:
    everyone = people()
    for person in everyone:
        typed = name_key(person.given_name)[0] + name_key(person.family_name)[:2]
        assert person in search(everyone, typed)[:8], person.name


def test_names_are_found_in_any_order_and_without_accents() -> None:
    one = replace(people(1)[0], given_name="Máret", family_name="Eira", unit_name="Furulia barnehage")
    for typed in ("mar", "eir", "MEI", "eira mar", "Máret E", "furu", "maret furulia"):
        assert search([one], typed) == [one], typed
    for typed in ("x", "mae", "eira x"):
        assert search([one], typed) == [], typed


def test_initials_come_before_names_that_happen_to_start_so() -> None:
    kari = replace(people(1)[0], given_name="Kari", family_name="Nordmann")
    knoph = replace(people(1)[0], given_name="Nora", family_name="Knoph")
    knut = replace(people(1)[0], given_name="Oddvar", family_name="Knoff")
    assert search([knut, kari], "kno") == [kari, knut]
    assert search([knoph, kari], "knop") == [knoph]


def test_a_whole_name_comes_before_initials() -> None:
    unni = replace(people(1)[0], given_name="Unni", family_name="Aas")
    astrid = replace(people(1)[0], given_name="Astrid", family_name="Asbjørnsen")
    assert search([astrid, unni], "aas") == [unni, astrid]


def test_nothing_typed_is_everyone() -> None:
    assert len(search(people(), " ")) == 90


def test_counts_by_service_and_unit() -> None:
    cycle = ("present", "late", "absent", "registered")
    everyone = [replace(p, attendance=cycle[i % 4]) for i, p in enumerate(people(8))]
    whole = count(everyone)
    assert (whole.present, whole.late, whole.absent, whole.waited_for) == (2, 2, 2, 2)
    assert [row.name for row in by_service(everyone)] == ["Barnehage"]
    assert sum(row.registered for row in by_unit(everyone)) == 8


def test_a_walk_in_has_the_name_that_was_typed() -> None:
    assert newcomer("kari lie nordmann") == ("Kari Lie", "Nordmann")


def test_only_those_the_groups_do_not_fit_are_to_be_repaired() -> None:
    here, gone, new, away = people(4)
    gone, away = replace(gone, attendance="absent"), replace(away, attendance="absent")
    table = GroupTable("t", 1, "", 6, (Seat(here), Seat(gone)))
    made = Grouping("g", "s", "p", "På tvers", 1, "mixed", (table,), (), {})
    assert to_repair([here, gone, new, away], made) == 2
    assert to_repair([here, away], made) == 0
    assert to_repair([here, gone], None) == 0
