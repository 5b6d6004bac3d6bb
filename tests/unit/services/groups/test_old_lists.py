"""Old group lists teach «møtt før», in the shapes people have them, without adding anybody."""

from __future__ import annotations

from datetime import date
from pathlib import Path

import pytest

from nettverk.domain.errors import BadInput
from nettverk.services import participants
from nettverk.services.groups import board as group_board
from nettverk.services.groups import old_lists
from tests.helpers.hall import Hall, hall


@pytest.fixture
def made() -> Hall:
    """Twelve people who have never met."""
    return hall(12, past=0)


def _names(made: Hall) -> list[tuple[str, str]]:
    return [(one.name, one.unit_name) for one in participants.all_(made.store, made.gathering_id)]


def _keep(made: Hall, old: old_lists.OldGroups) -> None:
    row = made.store.one("SELECT network_id, district_id FROM gatherings WHERE id = ?", made.gathering_id)
    assert row is not None
    old_lists.keep(made.store, old, row["network_id"], row["district_id"], "Samling i fjor", date(2025, 10, 7))


def test_a_row_for_each_with_a_column_for_the_table(made: Hall, tmp_path: Path) -> None:
    names = _names(made)
    path = tmp_path / "grupper.csv"
    lines = ["Grupper høsten 2025;;", "Navn;Enhet;Bord"]
    lines += [f"{name.upper()};{unit};{n % 3 + 1}" for n, (name, unit) in enumerate(names)] + ["Ukjent Person;PPT;2"]
    path.write_text("\n".join(lines), encoding="utf-8-sig")
    old = old_lists.read(made.store, path)
    assert old.people == 12
    assert [len(who) for who in old.tables] == [4, 4, 4]
    assert old.unknown == ("Ukjent Person",)
    before = made.store.value("SELECT count(*) FROM people")
    _keep(made, old)
    board = group_board.load(made.store, made.part_id)
    assert len(board.met) == 3 * 6
    assert board.sittings[0].when == "høst 2025"
    assert made.store.value("SELECT count(*) FROM people") == before
    made.store.undo()
    assert group_board.load(made.store, made.part_id).met == {}


def test_a_column_for_each_table(made: Hall, tmp_path: Path) -> None:
    names = [name for name, _unit in _names(made)]
    path = tmp_path / "bord.csv"
    rows = ["Bord 1;Bord 2;Bord 10"] + [";".join(names[n : n + 3]) for n in range(0, 12, 3)]
    path.write_text("\n".join(rows), encoding="cp1252")
    old = old_lists.read(made.store, path)
    assert [len(who) for who in old.tables] == [4, 4, 4]
    _keep(made, old)
    board = group_board.load(made.store, made.part_id)
    first, fourth = board.index, names
    number = {one.name: n for n, one in enumerate(board.people)}
    assert board.times_met(number[fourth[0]], number[fourth[3]]) == 1
    assert board.times_met(number[fourth[0]], number[fourth[1]]) == 0
    assert len(first) == 12


@pytest.mark.parametrize(
    ("text", "sentence"),
    [("Navn;Enhet\nKari Nordmann;PPT", "Fant ingen bord"), ("Navn;Bord\nKari Nordmann;1", "finnes i registeret")],
)
def test_a_list_that_says_nothing_is_refused_in_words(made: Hall, tmp_path: Path, text: str, sentence: str) -> None:
    path = tmp_path / "liste.csv"
    path.write_text(text, encoding="utf-8")
    with pytest.raises(BadInput, match=sentence):
        old_lists.read(made.store, path)


def test_two_of_one_name_are_told_apart_by_unit_or_left_out(made: Hall, tmp_path: Path) -> None:
    one = participants.all_(made.store, made.gathering_id)[0]
    other_unit = next(unit for unit in made.units if unit != one.unit_id)
    participants.add_new(made.store, made.gathering_id, one.given_name, one.family_name, other_unit)
    path = tmp_path / "to.csv"
    path.write_text(f"Navn;Enhet;Gruppe\n{one.name};{one.unit_name};A\n{one.name};;B", encoding="utf-8")
    old = old_lists.read(made.store, path)
    assert old.tables == ((one.person_id,),)
    assert old.unknown == (one.name,)
