"""The traffic light from end to end: a Forms file in, shown, talked about, held against last year, out in public."""

from __future__ import annotations

from datetime import date
from pathlib import Path

import pytest

from nettverk.domain.errors import BadInput
from nettverk.domain.sheets.agreement import Direction
from nettverk.domain.sheets.answers import Respondent
from nettverk.domain.sheets.definition import Who
from nettverk.domain.sheets.suppression import LEAST
from nettverk.domain.sheets.uses import SheetUse
from nettverk.domain.wall.light_walls import all_walls
from nettverk.domain.wall_reference import WallKind
from nettverk.services import gatherings, light_papers
from nettverk.services.register import register
from nettverk.services.sheets import answers, forms_import, states, stored, traffic_light, uses
from nettverk.services.templates import templates
from nettverk.storage.store import Store
from tests.helpers.forms_files import LEVELS, LIGHT, SIGNS, xlsx
from tests.helpers.paper import text_of

UNIT_Q = "Hvilken enhet/tjeneste kommer du fra?"
UNITS = ("Lund barnehage", "Lund skole", "PPT", "Bakken barnehage")


@pytest.fixture
def light(store: Store) -> str:
    stored.keep_version(store, {**LIGHT, "version": 1}, own=True)
    return "lys"


def take_in(store: Store, gathering_id: str, path: Path, sheet: str) -> SheetUse:
    place = forms_import.destination(store, sheet, gathering_id)
    plan = forms_import.understood(store, forms_import.read_file(path), place)
    done = forms_import.store_answers(store, plan, place, gathering_id)
    use = uses.get(store, done.use_id)
    assert use is not None
    return use


def test_from_a_forms_file_to_next_years_change(
    tmp_path: Path, store: Store, gathering_id: str, network_id: str, light: str
) -> None:
    east, west = register.add_district(store, "Øst").made, register.add_district(store, "Vest").made
    for place, name in enumerate(UNITS):
        register.add_unit(store, name, district_id=(east, west)[place % 2])
    # This year half of each unit says red to the first sign and half green: the hall is split in two.
    rows = [
        [unit, LEVELS[0 if n % 2 else 2], LEVELS[0 if n < 6 else 1], LEVELS[n % 3], LEVELS[1]]
        for unit in UNITS
        for n in range(12)
    ]
    use = take_in(store, gathering_id, xlsx(tmp_path / "svar.xlsx", [UNIT_Q, *SIGNS], rows), light)
    state = traffic_light.state(store, use.id)
    assert state is not None
    assert (state.now.done, state.stage.shown) == (48, False)
    traffic_light.show(store, use)
    traffic_light.open_sign(store, use, "s1")
    traffic_light.answer_question(store, use, "s1", 2, "Ettermiddagene er ulike.")
    state = traffic_light.state(store, use.id)
    assert state is not None
    assert state.stage.shown
    assert (state.signs[0].sign.id, state.signs[0].counts) == ("s1", (24, 0, 24))
    assert state.signs[0].said[2] == "Ettermiddagene er ulike."
    assert all(row.since_last is None for row in state.signs)
    # Next year the first sign has got better, and the last is as it was.
    held = gatherings.make(store, templates()[0], network_id=network_id, held_on=date(2027, 11, 23)).made
    rows = [[unit, LEVELS[0], LEVELS[1], LEVELS[n % 3], LEVELS[1]] for unit in UNITS for n in range(12)]
    later = take_in(store, held, xlsx(tmp_path / "neste.xlsx", [UNIT_Q, *SIGNS], rows), light)
    state = traffic_light.state(store, later.id)
    assert state is not None
    moved = {row.sign.id: row.since_last.direction for row in state.signs if row.since_last}
    assert moved == {"s1": Direction.BETTER, "s2": Direction.WORSE, "s3": Direction.STEADY, "s4": Direction.STEADY}
    outside = traffic_light.outside(store, later)
    third = outside.signs[2]
    assert third.published.row.counts == (16, 16, 16)
    assert third.change is not None
    assert third.change.direction is Direction.STEADY
    assert {outside.names["district"][key] for key in third.published.partitions["district"]} == {"Øst", "Vest"}
    # On the wall nothing is seen before somebody shows it; then what has changed most is first.
    assert kinds_of_wall(store, later) == {WallKind.SHEET, WallKind.SHEET_PROGRESS}
    with pytest.raises(BadInput):
        light_papers.handout(store, later.id)
    traffic_light.show(store, later)
    assert {WallKind.SHEET_RESULT, WallKind.SHEET_CHANGE} < kinds_of_wall(store, later)
    state_now = states.of_use(store, later, {})
    assert state_now.light is not None
    assert state_now.light.changes[0].change is not None
    district = next(key for key in third.changes if key.startswith("district:"))
    traffic_light.look_at(store, later, district)
    pictured = states.of_use(store, later, {}).light
    assert pictured is not None
    assert pictured.slice_name in {"Øst", "Vest"}
    # Everybody in the district gave the first sign one answer: that, and so its change, is nobody's to know.
    assert {row.label: row.change is None for row in pictured.changes}[SIGNS[0]]
    paper = words_of(light_papers.handout(store, later.id).data)
    for words in ("Her svarte vi ulikt", SIGNS[2], "Siden 24. november 2026", pictured.slice_name):
        assert words in paper
    # All gave one answer to the first: that tells how everyone answered, so only how many is shown.
    assert outside.signs[0].published.row.counts == (None, None, None)
    assert outside.signs[0].change is None


def kinds_of_wall(store: Store, use: SheetUse) -> set[WallKind]:
    return {wall.ref.kind for wall in all_walls(use.id, use.sheet, states.of_use(store, use, {}))}


def words_of(data: bytes) -> str:
    return text_of(data)


def test_signs_of_ones_own_are_sliced_as_the_others(store: Store, gathering_id: str, light: str) -> None:
    """What the hall wrote is judged in every slice: a slice is never short of a sign because the hall is in no unit."""
    east = register.add_district(store, "Øst").made
    units = [register.add_unit(store, name, district_id=east).made for name in UNITS]
    use = uses.get(store, uses.use_outside(store, light, gathering_id).made)
    assert use is not None
    traffic_light.write_sign(store, use, "Vi ringer først")
    for number in range(1, 41):
        who = Respondent(Who.ALONE, number, units[number % 4])
        levels = ("ok", "better", "change")
        traffic_light.judge(store, use, who, {"own-101": levels[number % 3], "s1": levels[number % 2]})
    outside = traffic_light.outside(store, use)
    own = outside.signs[-1]
    assert own.sign.label == "Vi ringer først"
    assert own.published.row.total == 40
    assert sum(row.total or 0 for row in own.published.partitions["service"].values()) == 40


def test_the_laptop_goes_on_where_it_was_put_away(store: Store, gathering_id: str, light: str) -> None:
    use = uses.get(store, uses.use_outside(store, light, gathering_id).made)
    assert use is not None
    first = Respondent(Who.ALONE, 1)
    traffic_light.pass_on(store, use, first, done=False)
    traffic_light.judge(store, use, first, {"s1": "ok"})
    assert traffic_light.waiting(store, use.id, Who.ALONE) == first
    traffic_light.pass_on(store, use, first, done=True)
    assert traffic_light.waiting(store, use.id, Who.ALONE) is None
    assert traffic_light.next_alone(store, use.id, Who.ALONE) == Respondent(Who.ALONE, 2)
    traffic_light.expect(store, use, 0, 1)
    state = traffic_light.state(store, use.id)
    assert state is not None
    assert state.revealed


def test_nothing_under_five_leaves_the_room(tmp_path: Path, store: Store, gathering_id: str, light: str) -> None:
    for name in UNITS:
        register.add_unit(store, name)
    rows = [[UNITS[n % 4], LEVELS[n % 3], LEVELS[n % 2], LEVELS[0], LEVELS[n % 3]] for n in range(17)]
    use = take_in(store, gathering_id, xlsx(tmp_path / "svar.xlsx", [UNIT_Q, *SIGNS], rows), light)
    for sign in traffic_light.outside(store, use).signs:
        published = [sign.published.row, *(r for part in sign.published.partitions.values() for r in part.values())]
        assert all(count is None or count >= LEAST for row in published for count in (*row.counts, row.total))


def test_a_file_whose_signs_the_library_does_not_have_becomes_a_sheet(
    tmp_path: Path, store: Store, gathering_id: str
) -> None:
    register.add_unit(store, UNITS[0])
    rows = [[UNITS[0], LEVELS[n % 3], LEVELS[0], "Tid"] for n in range(9)]
    titles = [UNIT_Q, "Møtene begynner med det vi avtalte sist", "Nye ansatte får en fadder", "Hva er vanskelig?"]
    path = xlsx(tmp_path / "egne.xlsx", titles, rows)
    made = forms_import.make_sheet(store, forms_import.read_file(path)).made
    assert forms_import.likeliest(store, forms_import.read_file(path), gathering_id) == made
    use = take_in(store, gathering_id, path, made)
    state = traffic_light.state(store, use.id)
    assert state is not None
    assert state.now.done == 9
    assert {row.sign.label: row.counts for row in state.signs} == {titles[1]: (3, 3, 3), titles[2]: (9, 0, 0)}
    empty = xlsx(tmp_path / "tomt.xlsx", ["Hva nå?", "Og så?"], [])
    with pytest.raises(BadInput):
        forms_import.make_sheet(store, forms_import.read_file(empty))


def test_papers_to_colour_in_have_the_signs_of_the_area_that_is_judged(store: Store, gathering_id: str) -> None:
    use = uses.get(store, uses.use_outside(store, "trafikklys-a", gathering_id).made)
    assert use is not None
    traffic_light.choose_area(store, use, "laerende")
    for tally in (False, True):
        words = words_of(light_papers.to_fill_in(store, use.id, tally=tally).data)
        assert "Vi er en lærende organisasjon" in words
        assert "Vi handler autoritativt" not in words


def test_passed_round_and_tallied(store: Store, gathering_id: str, light: str) -> None:
    use_id = uses.use_outside(store, light, gathering_id).made
    use = uses.get(store, use_id)
    assert use is not None
    for levels in ("ok", "change", "ok"):
        who = traffic_light.next_alone(store, use_id, Who.ALONE)
        traffic_light.judge(store, use, who, {f"s{n}": levels for n in range(1, 5)})
    traffic_light.tally(store, use, Respondent(Who.PLENUM, 0), "s1", {"ok": 2, "better": 1, "change": 0})
    state = traffic_light.state(store, use_id)
    assert state is not None
    assert state.now.done == 3
    assert state.signs[0].counts == (4, 1, 1)
    traffic_light.tally(store, use, Respondent(Who.PLENUM, 0), "s1", {})
    traffic_light.go_to_round(store, use, 2)
    table = Respondent(Who.TABLE, 3)
    traffic_light.judge(store, use, table, {"s1": "better"})
    traffic_light.tally(store, use, table, "s1", {"ok": 5})
    state = traffic_light.state(store, use_id)
    assert state is not None
    assert (state.stage.round, state.counted, state.signs[0].counts) == (2, 2, (0, 1, 0))
    assert [round_.begun for round_ in state.rounds] == [8, 0, 1]


def test_signs_in_the_halls_own_words(store: Store, gathering_id: str, light: str) -> None:
    use = uses.get(store, uses.use_outside(store, light, gathering_id).made)
    assert use is not None
    traffic_light.write_sign(store, use, "Vi ringer først")
    traffic_light.write_sign(store, use, "Vi spør barna")
    traffic_light.write_sign(store, use, "", "own-101")
    state = traffic_light.state(store, use.id)
    assert state is not None
    assert [row.sign.label for row in state.signs][4:] == ["Vi spør barna"]
    assert len([a for a in answers.of_use(store, use.id) if a.point.startswith("own-")]) == 1


def test_a_sheet_without_a_scale_is_none(store: Store, gathering_id: str) -> None:
    use_id = uses.use_outside(store, "fremmer-hemmer-pavirke", gathering_id).made
    assert traffic_light.state(store, use_id) is None
