"""Sheets in a part: one notion with its questions, numbered together, brought over from old files whole."""

from __future__ import annotations

import json
import shutil
import sqlite3
from dataclasses import replace
from datetime import date
from pathlib import Path

import pytest

from nettverk.domain.errors import BadInput
from nettverk.domain.plan import PartKind
from nettverk.domain.sheets.answers import Respondent, SheetAnswer
from nettverk.domain.sheets.definition import Who
from nettverk.services import gatherings, plan, reflections
from nettverk.services.sheets import answers, library, own, shipped, stored, uses
from nettverk.services.templates import parsed
from nettverk.storage.store import Store
from tests.helpers.schema import FILE

SHEET = "fremmer-hemmer-pavirke"


@pytest.fixture
def part_id(store: Store, gathering_id: str) -> str:
    """The part across units, with two questions and nothing else."""
    part = next(part for part in plan.parts(store, gathering_id) if part.kind is PartKind.ACROSS)
    plan.set_questions(store, part.id, ["Hva ser dere?", "Hva tar dere med?"])
    return part.id


def titles(store: Store, part_id: str) -> list[str]:
    gathering = store.value("SELECT gathering_id FROM parts WHERE id = ?", part_id)
    part = next(part for part in plan.parts(store, gathering) if part.id == part_id)
    return [use.sheet.title for use in part.sheets]


def columns(store: Store) -> str:
    sheet = shipped.sheet(SHEET)
    assert sheet is not None
    return sheet.title


def test_an_old_files_questions_are_its_sheets_with_their_answers(tmp_path: Path) -> None:
    path = tmp_path / "n.db"
    shutil.copy(FILE.parent / "versions" / "0.1.0.db", path)
    old = sqlite3.connect(path)
    asked = sorted(old.execute("SELECT id, part_id, position, text FROM questions").fetchall())
    said = old.execute("SELECT data ->> 'question', data ->> 'text' FROM entries WHERE kind = 'reflection'").fetchall()
    old.close()
    store = Store.open(path)
    here = gatherings.all_(store)[0].id
    found = [use for part in plan.parts(store, here) for use in part.sheets]
    assert sorted((use.id, use.part_id, use.position, use.sheet.title) for use in found) == asked
    assert all(use.simple for use in found)
    assert [(answer.use_id, answer.text) for use in found for answer in answers.of_use(store, use.id)] == said
    assert not store.rows("SELECT 1 FROM sqlite_master WHERE name = 'questions'")
    store.close()


def test_a_sheet_from_the_library_stands_beside_the_questions_and_has_a_number(store: Store, part_id: str) -> None:
    made = uses.use_in_part(store, SHEET, part_id, position=1)
    assert titles(store, part_id) == ["Hva ser dere?", columns(store), "Hva tar dere med?"]
    gathering = store.value("SELECT gathering_id FROM parts WHERE id = ?", part_id)
    part = next(part for part in plan.parts(store, gathering) if part.id == part_id)
    first = part.sheets[0].number
    assert [use.number for use in part.sheets] == [first, first + 1, first + 2]
    assert [question.number for question in part.questions] == [first, first + 2]
    codes = {sheet.question: sheet.number for sheet in reflections.sheets(store, gathering)}
    assert codes.get("Hva tar dere med?", first + 2) == first + 2
    store.undo()
    assert titles(store, part_id) == ["Hva ser dere?", "Hva tar dere med?"]
    store.redo()
    assert made.made in {use.id for use in uses.of_gathering(store, gathering)}


def test_questions_are_typed_over_without_moving_the_sheets_between_them(store: Store, part_id: str) -> None:
    uses.use_in_part(store, SHEET, part_id, position=1)
    between = columns(store)
    plan.set_questions(store, part_id, ["Hva hører dere?", "Hva tar dere med?", "Hva nå?"])
    assert titles(store, part_id) == ["Hva hører dere?", between, "Hva tar dere med?", "Hva nå?"]
    plan.set_questions(store, part_id, ["Hva nå?"])
    assert titles(store, part_id) == ["Hva nå?", between]
    plan.set_questions(store, part_id, [])
    assert titles(store, part_id) == [between]
    plan.set_questions(store, part_id, ["Ny"])
    assert titles(store, part_id) == [between, "Ny"]


def test_sheets_are_moved_and_removed_and_brought_back(store: Store, part_id: str) -> None:
    use = uses.use_in_part(store, SHEET, part_id).made
    uses.move(store, use, 0)
    assert titles(store, part_id)[0] == columns(store)
    answers.write(store, SheetAnswer(use, 1, Respondent(Who.TABLE, 2), "kolonner", "fremmer-1", "Tid"))
    uses.remove(store, use)
    assert titles(store, part_id) == ["Hva ser dere?", "Hva tar dere med?"]
    store.undo()
    assert [answer.text for answer in answers.of_use(store, use)] == ["Tid"]
    assert titles(store, part_id)[0] == columns(store)


def test_a_shipped_sheet_that_was_used_is_kept_as_it_was(store: Store, part_id: str) -> None:
    uses.use_in_part(store, SHEET, part_id)
    row = store.one("SELECT * FROM sheet_versions")
    assert row is not None
    assert json.loads(row["definition"]) == {"version": 1, **json.loads(json.dumps(shipped.raw(SHEET)))}
    assert not row["own"]
    # As another program left it: what was used still reads as it did.
    changed = json.loads(row["definition"])
    changed["title"] = "Slik het det da"
    store.connection.execute("UPDATE sheet_versions SET definition = ?", (json.dumps(changed),))
    assert titles(store, part_id)[-1] == "Slik het det da"
    shown = library.sheet(store, SHEET)
    assert shown is not None
    assert shown.title == columns(store)


def test_a_definition_that_makes_no_sense_leaves_the_plan_open(store: Store, part_id: str) -> None:
    uses.use_in_part(store, SHEET, part_id)
    for nonsense in ('{"title": 1}', "[]", '"x"', "{}"):
        store.connection.execute("UPDATE sheet_versions SET definition = ?", (nonsense,))
        assert titles(store, part_id)[-1] == stored.unreadable()


def test_a_new_version_is_taken_only_where_nothing_is_answered(store: Store, part_id: str) -> None:
    mine = own.duplicate(store, SHEET, title="Vår").made
    answered, waiting = (uses.use_in_part(store, mine, part_id).made for _ in range(2))
    answers.write(store, SheetAnswer(answered, 1, Respondent(Who.TABLE, 1), "kolonner", "fremmer-1", "Tid"))
    sheet = library.sheet(store, mine)
    assert sheet is not None
    own.save(store, replace(sheet, title="Vår, ny"))
    for use_id in (answered, waiting):
        uses.take_newest(store, use_id)
    found = {use_id: uses.get(store, use_id) for use_id in (answered, waiting)}
    assert {use_id: (use.sheet.version, use.sheet.title) for use_id, use in found.items() if use} == {
        answered: (1, "Vår"), waiting: (2, "Vår, ny"),
    }  # fmt: skip


def test_sheets_follow_a_gathering_that_is_copied(store: Store, part_id: str, gathering_id: str) -> None:
    uses.use_in_part(store, SHEET, part_id, position=0)
    uses.use_outside(store, SHEET, gathering_id)
    copied = gatherings.copy(store, gathering_id, held_on=date(2027, 5, 4)).made
    there = [(use.position, use.sheet, bool(use.part_id)) for use in uses.of_gathering(store, copied) if not use.simple]
    here = [(use.position, use.sheet, bool(use.part_id)) for use in uses.of_gathering(store, gathering_id)]
    assert there == [use for use in here if use[1].id == SHEET]
    assert {use.id for use in uses.of_gathering(store, copied)}.isdisjoint(
        use.id for use in uses.of_gathering(store, gathering_id)
    )


def test_a_sheet_between_gatherings_belongs_to_one_and_to_no_part(store: Store, gathering_id: str) -> None:
    made = uses.use_outside(store, SHEET, gathering_id).made
    last = uses.of_gathering(store, gathering_id)[-1]
    assert (last.id, last.part_id) == (made, "")
    assert made not in {use.id for part in plan.parts(store, gathering_id) for use in part.sheets}


def test_a_sheet_is_moved_to_another_part_but_a_question_with_its_answers_is_not(
    store: Store, gathering_id: str, part_id: str
) -> None:
    other = plan.parts(store, gathering_id)[0].id
    use = uses.use_in_part(store, SHEET, part_id).made
    uses.move_to_part(store, use, other)
    assert titles(store, other)[-1] == columns(store)
    question = uses.of_gathering(store, gathering_id)[-1]
    assert question.simple
    with pytest.raises(BadInput):
        uses.move_to_part(store, question.id, other)


@pytest.mark.parametrize("call", [uses.use_in_part, uses.use_outside])
def test_what_is_gone_is_a_sentence(store: Store, gathering_id: str, call) -> None:
    place = plan.parts(store, gathering_id)[0].id if call is uses.use_in_part else gathering_id
    with pytest.raises(BadInput):
        call(store, SHEET, "borte")
    with pytest.raises(BadInput):
        call(store, "borte", place)


def test_a_template_of_a_gathering_may_name_sheets(store: Store, network_id: str) -> None:
    text = """
        id = "min"
        order = 9
        name = "Minutter"
        starts_at = "09.00"
        ends_at = "10.00"
        [[parts]]
        kind = "across"
        title = "På tvers"
        minutes = 40
        organising = "mixed"
        questions = ["Hva ser dere?"]
        sheets = ["fremmer-hemmer-pavirke", "finnes-ikke"]
    """
    _order, template = parsed(text.encode(), "min.toml")
    made = gatherings.make(store, template, network_id=network_id, language="nn").made
    (part,) = plan.parts(store, made)
    nynorsk = shipped.sheet(SHEET, "nn")
    assert nynorsk is not None
    assert [use.sheet.title for use in part.sheets] == ["Hva ser dere?", nynorsk.title]
