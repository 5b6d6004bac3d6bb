"""What is tagged stays tagged, is found by its tag, and comes and goes with undo."""

from __future__ import annotations

import json
from dataclasses import replace
from datetime import date

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from nettverk.domain.errors import BadInput
from nettverk.domain.sheets.answers import Respondent, SheetAnswer
from nettverk.domain.sheets.definition import Who
from nettverk.domain.tags import Carrier, TagOn, fits, school_year
from nettverk.domain.wall.wheel_walls import WheelYear
from nettverk.domain.wall_reference import WHEEL
from nettverk.services import follow_up, gatherings, lines, plan, reflections, stage, tagged, tags, year_wheel
from nettverk.services.register import register
from nettverk.services.sheets import answers, library, own, uses
from nettverk.services.templates import template, templates
from nettverk.storage.store import Store
from tests.helpers import stores

ALL = list(tags.wheel().names)


@pytest.fixture
def here(gathering_id: str) -> Carrier:
    return Carrier(TagOn.GATHERING, gathering_id, gathering_id)


def test_tags_are_replaced_as_a_whole_and_come_in_the_order_of_the_wheel(store: Store, here: Carrier) -> None:
    tags.set_tags(store, here, ["class-s", "relasjoner", "bti"])
    assert tags.tags_of(store, here.on, here.id) == ("relasjoner", "bti", "class-s")
    tags.set_tags(store, here, ["bti", "likeverd"])
    assert tags.tags_of(store, here.on, here.id) == ("likeverd", "bti")
    assert not tags.set_tags(store, here, ["likeverd", "bti", "bti"]).tables
    assert not tags.tagged_with(store, "relasjoner", TagOn.GATHERING)


def test_undo_takes_tags_back_and_redo_sets_them(store: Store, here: Carrier) -> None:
    tags.set_tags(store, here, ["relasjoner"])
    store.seal()
    tags.set_tags(store, here, ["likeverd"])
    store.undo()
    assert tags.tags_of(store, here.on, here.id) == ("relasjoner",)
    store.redo()
    assert tags.tags_of(store, here.on, here.id) == ("likeverd",)


def test_nothing_that_was_tagged_is_overwritten(store: Store, here: Carrier) -> None:
    for wanted in (["bti"], [], ["bti"]):
        tags.set_tags(store, here, wanted)
    rows = store.rows("SELECT data FROM entries WHERE kind = 'tag' ORDER BY number")
    assert [json.loads(row["data"])["on"] for row in rows] == [1, 0, 1]


def test_a_tag_that_is_none_and_a_gathering_that_is_gone_change_nothing(store: Store, here: Carrier) -> None:
    with pytest.raises(BadInput, match="relasjonar"):
        tags.set_tags(store, here, ["bti", "relasjonar"])
    with pytest.raises(BadInput):
        tags.set_tags(store, replace(here, id="borte", gathering_id="borte"), ["bti"])
    assert not store.rows("SELECT 1 FROM tags")


def test_a_tag_from_a_newer_program_stays_where_it_stands(store: Store, here: Carrier) -> None:
    with store.change():
        tags._append(store, here, "ny-i-2030", on=True)
    tags.set_tags(store, here, [*tags.tags_of(store, here.on, here.id), "bti"])
    assert tags.tags_of(store, here.on, here.id) == ("bti", "ny-i-2030")


def test_a_point_keeps_its_tag_while_its_words_are_edited(store: Store, gathering_id: str) -> None:
    part = plan.parts(store, gathering_id)[0]
    use = uses.use_in_part(store, "fremmer-hemmer-pavirke", part.id).made
    said = SheetAnswer(use, 1, Respondent(Who.TABLE, 3), "kolonner", "fremmer-1", "Faste møter")
    other = replace(said, point="fremmer-10", text="Ro")
    answers.write_all(store, [said, other])
    point = Carrier(TagOn.POINT, answers.object_of(said), gathering_id)
    tags.set_tags(store, point, ["samhandling"])
    answers.write(store, replace(said, text="Faste møtetider hver uke"))
    assert tags.tags_of(store, TagOn.POINT, point.id) == ("samhandling",)
    assert tags.tags_of(store, TagOn.POINT, answers.object_of(other)) == ()
    assert tags.tags_of(store, TagOn.POINT, f"{use}:table-3") == ()
    assert tags.at_gathering(store, gathering_id)[TagOn.POINT] == {point.id: ("samhandling",)}
    assert tags.tagged_with(store, "samhandling", TagOn.POINT) == (point,)


def test_everything_with_a_tag_is_found_whatever_it_is(store: Store, here: Carrier) -> None:
    unit = register.add_unit(store, "Lund barnehage").made
    promise = follow_up.promise(store, here.id, unit, what="Lekegrupper").made
    part = plan.parts(store, here.id)[2].id
    carriers = [here, Carrier(TagOn.PART, part, here.id), Carrier(TagOn.COMMITMENT, promise, here.id)]
    for carrier in carriers:
        tags.set_tags(store, carrier, ["fellesskap"])
    found = tags.tagged_with(store, "fellesskap")
    assert {carrier for carrier in found if carrier.on is not TagOn.SHEET} == set(carriers)
    shelved = {sheet.id for sheet in library.all_(store) if "fellesskap" in sheet.tags}
    assert shelved
    assert {carrier.id for carrier in found if carrier.on is TagOn.SHEET} == shelved
    assert tags.everywhere(store, TagOn.PART) == {part: ("fellesskap",)}


def test_a_copied_gathering_has_the_tags_of_its_plan(store: Store, here: Carrier) -> None:
    parts = plan.parts(store, here.id)
    tags.set_tags(store, here, ["bti"])
    tags.set_tags(store, Carrier(TagOn.PART, parts[1].id, here.id), ["likeverd"])
    copy = gatherings.copy(store, here.id).made
    carried = tags.at_gathering(store, copy)
    assert carried == {
        TagOn.GATHERING: {copy: ("bti",)}, TagOn.PART: {plan.parts(store, copy)[1].id: ("likeverd",)}
    }  # fmt: skip


def test_a_part_that_comes_back_has_its_tags(store: Store, here: Carrier) -> None:
    part = plan.parts(store, here.id)[1].id
    tags.set_tags(store, Carrier(TagOn.PART, part, here.id), ["likeverd"])
    plan.remove(store, part)
    store.undo()
    assert tags.tags_of(store, TagOn.PART, part) == ("likeverd",)


def test_an_own_sheet_is_tagged_in_its_definition_and_one_that_ships_is_left_alone(store: Store) -> None:
    mine = Carrier(TagOn.SHEET, own.duplicate(store, "temahjulet").made)
    tags.set_tags(store, mine, ["bti", "relasjoner"])
    assert tags.tags_of(store, TagOn.SHEET, mine.id) == ("relasjoner", "bti")
    assert mine in tags.tagged_with(store, "bti", TagOn.SHEET)
    store.undo()
    assert "bti" not in tags.tags_of(store, TagOn.SHEET, mine.id)
    with pytest.raises(BadInput, match="Lag din egen"):
        tags.set_tags(store, Carrier(TagOn.SHEET, "temahjulet"), ["bti"])


@settings(deadline=None)
@given(st.lists(st.tuples(st.integers(0, 2), st.sets(st.sampled_from(ALL), max_size=4)), max_size=8))
def test_any_sequence_leaves_what_was_last_chosen(turns: list[tuple[int, set[str]]]) -> None:
    with_store = stores.empty()
    network = register.add_network(with_store, "0–6").made
    gathering_id = gatherings.make(with_store, templates()[0], network_id=network).made
    parts = plan.parts(with_store, gathering_id)
    expected: dict[str, set[str]] = {}
    for place, wanted in turns:
        tags.set_tags(with_store, Carrier(TagOn.PART, parts[place].id, gathering_id), wanted)
        expected[parts[place].id] = wanted
    carried = {id_: set(of) for id_, of in tags.at_gathering(with_store, gathering_id).get(TagOn.PART, {}).items()}
    assert carried == {id_: wanted for id_, wanted in expected.items() if wanted}
    naive = {(row["on_id"], row["tag"]) for row in with_store.rows("SELECT * FROM tags WHERE on_kind = 'part'")}
    assert naive == {(id_, tag) for id_, wanted in expected.items() for tag in wanted}
    with_store.close()


def test_everything_that_is_tagged_is_listed_with_its_words_and_its_year(store: Store, here: Carrier) -> None:
    gatherings.edit(store, here.id, title="Lek", held_on=date(2026, 10, 6))
    unit = register.add_unit(store, "Lund barnehage").made
    promise = follow_up.promise(store, here.id, unit, what="Lekegrupper").made
    gone = follow_up.promise(store, here.id, unit, what="Fjernet").made
    part = next(part for part in plan.parts(store, here.id) if part.questions)
    reflections.write(store, here.id, part.id, 2, part.questions[0].id, "- Faste møter\n- Ro rundt maten")
    object_ = f"{part.id}:2:{part.questions[0].id}"
    stored = json.loads(store.one("SELECT data FROM current_entries WHERE object = ?", object_)["data"])  # type: ignore[index]
    line = lines.of_content(stored)[1]
    for on, id_ in (
        (TagOn.GATHERING, here.id), (TagOn.PART, part.id), (TagOn.COMMITMENT, promise), (TagOn.COMMITMENT, gone),
        (TagOn.POINT, f"{object_}#{line.id}"), (TagOn.POINT, f"{object_}#borte"),
    ):  # fmt: skip
        tags.set_tags(store, Carrier(on, id_, here.id), ["likeverd"])
    follow_up.remove(store, gone)
    listed = [thing for thing in tagged.everything(store) if "likeverd" in thing.tags and thing.where]
    assert [(thing.carrier.on, thing.title) for thing in listed] == [
        (TagOn.GATHERING, "Lek"), (TagOn.PART, part.title), (TagOn.POINT, "Ro rundt maten"),
        (TagOn.COMMITMENT, "Lekegrupper"),
    ]  # fmt: skip
    assert all("Lek" in thing.where or thing.carrier.on is TagOn.GATHERING for thing in listed)
    assert tagged.of_year(listed, 2026) == tuple(listed)
    assert tagged.of_year(tagged.everything(store), 2025) == ()
    assert (school_year(date(2026, 7, 31)), school_year(date(2026, 8, 1))) == (2025, 2026)


def test_filters_want_every_tag() -> None:
    assert fits(("bti", "likeverd"), ())
    assert fits(("bti", "likeverd"), {"bti"})
    assert not fits(("bti",), {"bti", "likeverd"})


# --- what the year has touched ---


@pytest.fixture
def year(store: Store) -> dict[str, str]:
    """Two gatherings of one series this school year, one before August, and one of another network."""
    network, other = (register.add_network(store, name).made for name in ("0–6", "6–16"))
    made = {}
    for name, net, day in (
        ("før", network, date(2026, 6, 15)), ("sept", network, date(2026, 9, 28)), ("nov", network, date(2026, 11, 20)),
        ("annet", other, date(2026, 10, 1)),
    ):  # fmt: skip
        made[name] = gatherings.make(store, template("kristiansand"), network_id=net, title=name, held_on=day).made
    for name, carried in (("før", "likeverd"), ("sept", "bti relasjoner"), ("nov", "relasjoner"), ("annet", "laering")):
        tags.set_tags(store, Carrier(TagOn.GATHERING, made[name], made[name]), carried.split())
    part = plan.parts(store, made["sept"])[0].id
    tags.set_tags(store, Carrier(TagOn.PART, part, made["sept"]), ["inkludert", "relasjoner"])
    return made


def test_the_wall_of_the_year_counts_gatherings_of_the_same_series(store: Store, year: dict[str, str]) -> None:
    touched = tagged.touched(store, year["nov"])
    assert (touched.year, touched.gatherings) == (2026, 2)
    assert touched.counts == {"relasjoner": 2, "bti": 1, "inkludert": 1}
    assert touched.today == {"relasjoner"}
    assert tagged.touched(store, year["sept"]).counts == {"relasjoner": 1, "bti": 1, "inkludert": 1}
    plan.remove(store, plan.parts(store, year["sept"])[0].id)
    assert "inkludert" not in tagged.touched(store, year["nov"]).counts


def test_the_year_on_the_wall_and_on_paper(store: Store, year: dict[str, str]) -> None:
    wall = next(wall for wall in stage.walls(store, year["nov"]) if wall.ref == WHEEL)
    assert isinstance(wall, WheelYear)
    assert [(row.tag_id, row.number, row.count, row.today) for row in wall.rows] == [
        ("relasjoner", "1", "2 samlinger", True),
        ("inkludert", "2", "1 samling", False),
        ("bti", "", "1 samling", False),
    ]
    assert "Likeverd" in wall.left
    page = year_wheel.page(store, 2026)
    assert {row.tag_id: row.counts for row in page.rows if any(row.counts)} == {
        "relasjoner": (2, 1, 0, 0), "inkludert": (0, 1, 0, 0), "bti": (1, 0, 0, 0), "laering": (1, 0, 0, 0),
    }  # fmt: skip
    assert len(page.rows) == len(ALL)
    assert [name for _day, name, _themes in page.gatherings] == ["sept · 0–6", "annet · 6–16", "nov · 0–6"]
    for language in ("nb", "nn", "en"):
        assert year_wheel.handout(store, 2026, language).pages <= 3
    with pytest.raises(BadInput):
        year_wheel.handout(store, 1999)


def test_nothing_touched_is_no_wall(store: Store, gathering_id: str) -> None:
    assert not [wall for wall in stage.walls(store, gathering_id) if wall.ref == WHEEL]
