"""A checker that has seen a line before: the same findings, where they stand this time."""

from __future__ import annotations

from dataclasses import replace

from nettverk.domain.anonymity.check import MOST_SEEN, Checker
from nettverk.i18n import using
from nettverk.services import anonymity

LINE = "Ring 91234567 om Fatima."


def test_the_same_line_again_is_found_with_its_own_number_and_in_the_language_in_force() -> None:
    checker = anonymity.checker()
    first = checker.line(LINE, 3)
    again = checker.line(LINE, 8)
    assert [one.text for one in first] == ["91234567", "Fatima"]
    assert [one.line for one in again] == [8, 8]
    assert [replace(one, line=3) for one in again] == first
    with using("en"):
        assert [one.reason for one in checker.line(LINE)] != [one.reason for one in first]


def test_it_forgets_before_it_grows_without_end() -> None:
    checker = anonymity.checker()
    for number in range(MOST_SEEN + 10):
        checker.line(f"Punkt {number}")
    assert [one.text for one in checker.line(LINE)] == ["91234567", "Fatima"]


def test_those_who_take_part_get_the_same_checker_and_others_another() -> None:
    people = (("Nattlys", "Kvervelkvist"),)
    checker: Checker = anonymity.checker_with(people)
    assert anonymity.checker_with(people) is checker
    assert [one.text for one in checker.line("Det sa Nattlys.")] == ["Nattlys"]
    assert anonymity.checker_with(()).line("Det sa Nattlys.") == []
