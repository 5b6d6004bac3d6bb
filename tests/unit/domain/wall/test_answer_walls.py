"""What the tables answered, on the wall: one table's answer, or everybody's to a question."""

from __future__ import annotations

from dataclasses import replace

from nettverk.domain.wall import clicker, sequence
from nettverk.domain.wall.context import TableAnswer, WallContext
from nettverk.domain.wall.sheet_walls import SheetSayings
from nettverk.domain.wall_reference import WallKind, WallRef, parse
from tests.helpers import stage_day


def day() -> tuple[WallContext, str]:
    made = stage_day.context()
    question = next(part for part in made.parts if part.questions).questions[0].id
    answers = (TableAnswer(question, 3, "", "- Ring først\n\n- Spør barnet"), TableAnswer(question, 1, "Vindu", "Ja"))
    return replace(made, answers=answers), question


def test_references_are_read_as_they_were_stored() -> None:
    for ref in (WallRef.answers("q1"), WallRef.answers("q1", 3)):
        assert parse(str(ref)) == ref
    assert str(WallRef.answers("q1", 3)) == "answers:q1:3"


def test_everybodys_answers_stand_by_table_and_one_tables_alone() -> None:
    made, question = day()
    rundown = stage_day.day_at(made, ("start", 0, {}), now=5)
    wall = sequence.find(made, rundown, WallRef.answers(question))
    assert isinstance(wall, SheetSayings)
    assert [group.label for group in wall.groups] == ["Bord 1: Vindu", "Bord 3"]
    assert [saying.text for saying in wall.groups[1].sayings] == ["Ring først", "Spør barnet"]
    one = sequence.find(made, rundown, WallRef.answers(question, 3))
    assert isinstance(one, SheetSayings)
    assert [saying.text for group in one.groups for saying in group.sayings] == ["Ring først", "Spør barnet"]
    assert one.kicker == "Bord 3"


def test_answers_that_are_gone_give_the_parts_own_wall_and_nothing_goes_wrong() -> None:
    made, question = day()
    shown = ("show", 4, {"wall": str(WallRef.answers(question, 9))})
    rundown = stage_day.day_at(made, ("start", 0, {}), shown, now=5)
    assert sequence.current(made, rundown).ref.kind is not WallKind.ANSWERS
    assert sequence.find(made, rundown, WallRef.answers("gone")) is None


def test_a_clicker_goes_on_from_answers() -> None:
    made, question = day()
    rundown = stage_day.day_at(made, ("start", 0, {}), ("show", 4, {"wall": str(WallRef.answers(question))}), now=5)
    wall = sequence.current(made, rundown)
    move = clicker.turn(made, rundown, wall, 1, 0, 2)
    assert move == clicker.ShowWall(wall.ref, 1)
    assert isinstance(clicker.turn(made, rundown, wall, 1, 1, 2), clicker.ShowWall)
