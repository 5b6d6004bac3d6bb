"""A theme goes on: into the plan of the next gathering, a set of signs, a unit's promise; and its marks on the way."""

from __future__ import annotations

from datetime import date

import pytest

from nettverk.domain.errors import BadInput
from nettverk.domain.points import SpeakerRole
from nettverk.domain.sheets.answers import Respondent, SheetAnswer
from nettverk.domain.sheets.definition import Who
from nettverk.domain.tags import Carrier, TagOn
from nettverk.services import follow_up, gatherings, plan, reflections, tags
from nettverk.services.groups import groupings
from nettverk.services.sheets import answers, library, uses
from nettverk.services.themes import marks, onward, themes
from nettverk.services.themes.board import board
from nettverk.storage.store import Store
from tests.helpers.hall import Hall, hall


@pytest.fixture
def told() -> tuple[Hall, str]:
    """A hall where three tables have said something, with one theme."""
    h = hall(24)
    plan.set_questions(h.store, h.part_id, ["Hva hjelper?"])
    question = h.store.value("SELECT id FROM sheet_uses WHERE part_id = ?", h.part_id)
    for table, text in enumerate(("Ring tidlig\nSpør barnet", "Ring når det er lite", "Ro"), start=1):
        reflections.write(h.store, h.gathering_id, h.part_id, table, question, text)
    keys = [point.key for point in board(h.store, h.gathering_id).points if "ing" in point.text[:4]]
    return h, themes.make(h.store, h.gathering_id, "Ring tidlig", keys).made


def test_a_question_for_next_time_stands_in_the_next_gatherings_plan(told: tuple[Hall, str]) -> None:
    h, _theme = told
    assert onward.coming(h.store, h.gathering_id) is None, "there is no next time as yet"
    later = gatherings.copy(h.store, h.gathering_id, held_on=date(2027, 3, 2)).made
    gatherings.copy(h.store, h.gathering_id, held_on=date(2027, 6, 2))
    gatherings.copy(h.store, h.gathering_id, held_on=date(2020, 6, 2))
    coming = onward.coming(h.store, h.gathering_id)
    assert coming is not None
    assert coming.gathering_id == later
    assert coming.usual is not None
    text = onward.question_for("Ring tidlig", "nb")
    onward.ask_next_time(h.store, coming.usual.id, f"  {text}\n")
    part = next(part for part in plan.parts(h.store, later) if part.id == coming.usual.id)
    assert [question.text for question in part.questions] == ["Hva hjelper?", text]
    h.store.undo()
    assert len(next(one for one in plan.parts(h.store, later) if one.id == part.id).questions) == 1
    with pytest.raises(BadInput):
        onward.ask_next_time(h.store, part.id, " ")


def test_a_theme_becomes_a_sign_with_what_was_said_as_its_details(told: tuple[Hall, str]) -> None:
    h, theme = told
    made = onward.become_sign(h.store, h.gathering_id, theme).made
    sheet = library.sheet(h.store, made)
    assert sheet is not None
    (block,) = sheet.blocks
    assert [(item.label, item.details) for item in block.items] == [
        ("Ring tidlig", ("Ring tidlig", "Ring når det er lite"))
    ]
    assert onward.sign_sets(h.store) == ((made, sheet.title),)
    onward.become_sign(h.store, h.gathering_id, theme, made)
    again = library.sheet(h.store, made)
    assert again is not None
    assert len(again.blocks[0].items) == 2
    h.store.undo()
    h.store.undo()
    assert library.sheet(h.store, made) is None
    assert onward.sign_sets(h.store) == ()


def test_a_unit_promises_something_about_a_theme(told: tuple[Hall, str]) -> None:
    h, theme = told
    onward.promise(h.store, h.gathering_id, theme, h.units[0], "Ringe innen en uke")
    (promised,) = follow_up.commitments(h.store, h.gathering_id)
    assert (promised.unit_id, promised.what) == (h.units[0], "Ringe innen en uke")
    with pytest.raises(BadInput):
        onward.promise(h.store, h.gathering_id, "borte", h.units[0], "x")
    with pytest.raises(BadInput):
        onward.promise(h.store, h.gathering_id, theme, "borte", "x")


def test_quotes_and_roles_stay_with_the_point(told: tuple[Hall, str]) -> None:
    h, _theme = told
    store, here = h.store, h.gathering_id
    key = board(store, here).points[0].key
    marks.set_quote(store, here, [key])
    marks.set_role(store, here, [key], SpeakerRole.PARENT)
    tags.set_tags(store, Carrier(TagOn.POINT, key, here), ["relasjoner"])
    mark = board(store, here).points[0].mark
    assert (mark.quote, mark.role_words, mark.tags) == (True, "forelder", ("relasjoner",))
    marks.set_role(store, here, [key], "  miljøterapeut ")
    assert board(store, here).points[0].mark.role_words == "miljøterapeut"
    marks.set_quote(store, here, [key], quote=False)
    for _step in range(5):
        store.undo()
    assert not board(store, here).points[0].mark.role


def test_a_role_is_never_a_name(told: tuple[Hall, str]) -> None:
    h, _theme = told
    key = board(h.store, h.gathering_id).points[0].key
    row = h.store.one("SELECT given_name, family_name FROM people JOIN participants ON person_id = people.id")
    assert row is not None
    for name in (row["given_name"], f"{row['given_name']} {row['family_name']}".upper()):
        with pytest.raises(BadInput):
            marks.set_role(h.store, h.gathering_id, [key], name)


def test_sheets_of_the_library_give_points_too_and_a_table_is_one_voice(told: tuple[Hall, str]) -> None:
    h, _theme = told
    store = h.store
    groupings.build(store, h.part_id, tables=4, rounds=1, iterations=20)
    use_id = uses.use_in_part(store, "fremmer-hemmer-pavirke", h.part_id).made
    answers.write(store, SheetAnswer(use_id, 1, Respondent(Who.TABLE, 3), "kolonner", "hemmer-1", "Ferie"))
    answers.write(store, SheetAnswer(use_id, 1, Respondent(Who.PAIR, 4, h.units[0]), "kolonner", "fremmer-1", "Én\nTo"))
    seen = board(store, h.gathering_id)
    voices = {point.text: seen.voices[point.voice] for point in seen.points}
    assert voices["Ferie"] == voices["Ro"]
    assert voices["Én"].who is Who.PAIR
    assert voices["Én"].units == {h.units[0]}
    assert len(voices["Ro"].services) > 1, "who sat there is known"
    assert [asked.number for asked in seen.asked] == sorted(asked.number for asked in seen.asked)
    uses.remove(store, use_id)
    assert len(board(store, h.gathering_id).points) == len(seen.points), "a sheet taken out takes nothing said with it"


def test_what_another_program_made_unreadable_hides_nothing_else(told: tuple[Hall, str]) -> None:
    h, _theme = told
    store: Store = h.store
    with store.change():
        for number, (kind, object_, data) in enumerate((
            ("reflection", "tull", '{"text":"x"}'), ("reflection", "a:b:c", "[]"), ("theme", "t", '"x"'),
            ("placement", "p#1", '{"theme":5}'), ("point_mark", "p#1", '{"tags":3}'),
            ("sheet_answer", "a:b", '{"text":"x"}'),
        )):  # fmt: skip
            store.insert(
                "entries", machine_id=store.machine_id, number=9_000 + number, kind=kind, gathering_id=h.gathering_id,
                object=object_, replaces=None, at="2026-11-24T12:00:00.000+00:00", data=data,
            )  # fmt: skip
    assert len(board(store, h.gathering_id).points) == 4
