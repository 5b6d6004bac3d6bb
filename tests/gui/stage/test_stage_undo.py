"""What is on the wall is not lost by one key, and whatever is done on the stage can be taken back and done again."""

from __future__ import annotations

from PySide6.QtCore import Qt
from PySide6.QtGui import QCloseEvent

from nettverk.domain.rundown.commands import StageCommand
from nettverk.domain.rundown.events import Jump
from nettverk.services import contributions
from nettverk.services import plan as plans
from tests.gui.stage.conftest import Stage

K = Qt.Key


def queue(on: Stage, *speakers: str) -> list[str]:
    part = next(part for part in plans.parts(on.store, on.gathering_id) if part.kind == "sharing")
    made = [contributions.add(on.store, part.id, speaker=speaker).made for speaker in speakers]
    on.controller.session.load()
    on.settle()
    on.controller.session.press(Jump(part.id))
    return made


def test_whoever_is_on_cannot_be_removed_and_who_is_not_comes_back_in_the_same_order(on: Stage) -> None:
    first, second = queue(on, "Hege Lund", "Trond Skår")
    on.controller.queue.begin(first)
    on.controller.queue._remove(first)
    on.settle()
    assert len(on.controller.session.context.contributions) == 2
    assert "Hege Lund er på lerretet nå" in on.presenter.calm.text.text()
    on.controller.do(StageCommand.AGENDA)
    on.controller.queue._remove(second)
    on.settle()
    on.settle()
    on.controller.session.load()
    on.settle()
    assert [row.id for row in on.controller.session.context.contributions] == [first]
    on.controller.do(StageCommand.UNDO)
    on.settle()
    on.controller.session.load()
    on.settle()
    assert [row.id for row in on.controller.session.context.contributions] == [first, second]
    assert on.wall == "agenda", "what was done before it stands"
    on.controller.do(StageCommand.UNDO)
    assert on.wall == f"speaker:{first}"
    on.controller.do(StageCommand.UNDO)
    assert on.controller.session.rundown.contribution == ""
    on.controller.do(StageCommand.REDO)
    assert (on.wall, on.controller.session.rundown.contribution) == (f"speaker:{first}", first)


def test_a_change_of_part_has_its_way_back_beside_it_and_takes_the_picture_with_it(on: Stage) -> None:
    on.controller.do(StageCommand.START_PAUSE)
    on.controller.do(StageCommand.AGENDA)
    on.controller.do(StageCommand.NEXT)
    for _turn in range(2):
        on.controller.do(StageCommand.WALL_NEXT)
    on.controller.do(StageCommand.NEXT)
    on.controller.do(StageCommand.UNDO)
    on.controller.do(StageCommand.NEXT)
    assert on.presenter.calm.action.text() == "Angre"
    on.controller.do(StageCommand.AGENDA)
    here = on.controller.session.rundown.index
    on.presenter.calm.action.click()
    assert on.controller.session.rundown.index == here - 1


def test_screens_do_not_change_places_and_the_stage_does_not_close_while_people_sit_there(on: Stage) -> None:
    on.controller.do(StageCommand.START_PAUSE)
    closing = QCloseEvent()
    on.presenter.closeEvent(closing)
    assert not closing.isAccepted()
    assert on.presenter.calm.action.text() == "Lukk likevel"
    on.key(K.Key_X, "x")
    assert on.controller.presenter is not None
    on.presenter.calm.action.click()
    assert on.controller.presenter is None


def test_a_word_is_no_command_and_a_letter_is(on: Stage) -> None:
    guard, moments = on.presenter.guard, iter(range(0, 10_000, 90))
    guard.word_ms, guard.elapsed = 220, lambda: next(moments)
    before = len(on.controller.session.events)
    for letter in "Husk Eva ringer":
        on.key(K.Key_Space if letter == " " else K(ord(letter.upper())), letter)
    guard.settle()
    assert len(on.controller.session.events) == before
    assert on.presenter.panel is None
    assert on.wall == "welcome"
    guard.elapsed = lambda: 60_000
    on.key(K.Key_A, "a")
    assert on.wall == "welcome", "it waits for a word"
    on.key(K.Key_PageUp)
    assert on.wall == "welcome", "the letter came first, and then the step back"
    on.key(K.Key_A, "a")
    guard.settle()
    assert on.wall == "agenda"
