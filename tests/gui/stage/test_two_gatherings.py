"""Each press belongs to its own gathering, and a gathering that is on the wall is not taken down by accident."""

from __future__ import annotations

import gc
from collections.abc import Iterator
from datetime import date

import pytest
from PySide6.QtCore import Qt

from nettverk.domain.rundown.commands import StageCommand
from nettverk.services import gatherings, stage
from nettverk.services import plan as plans
from nettverk.services.register import register
from nettverk.services.templates import templates
from nettverk.storage.store import Store
from nettverk.ui.common.arrivals import ResumeStage
from nettverk.ui.common.workspace import Workspace
from nettverk.ui.plan.room import PlanRoom
from nettverk.ui.stage.control.resume import Bookmark, BookmarkedStage
from nettverk.ui.stage.preparation import live_stage
from nettverk.ui.stage.preparation.room import PreparationRoom
from tests.gui.stage.conftest import Stage
from tests.helpers.waiting import until

K = Qt.Key


@pytest.fixture
def other(store: Store) -> str:
    network = register.add_network(store, "6–16").made
    return gatherings.make(store, templates()[0], network_id=network, held_on=date(2026, 11, 25)).made


@pytest.fixture
def room(workspace: Workspace, gathering_id: str, other: str) -> Iterator[PreparationRoom]:
    made = PreparationRoom(workspace)
    made.resize(1100, 680)
    made.show()
    workspace.open_gathering(gathering_id)
    settle(workspace)
    yield made
    if made.controller is not None:
        made.controller.close()
    made.close()
    made.deleteLater()


def settle(workspace: Workspace) -> None:
    for _turn in range(3):
        workspace.lane.wait()


def phase(on: Stage) -> str:
    rundown = on.controller.session.rundown
    assert rundown is not None
    return rundown.phase


def test_presses_that_could_not_be_stored_never_become_another_gatherings(
    on: Stage, other: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    whole = stage.press
    full = OSError(28, "disken er full")

    def fails(*_args: object, **_more: object) -> object:
        from nettverk.domain.errors import Expected

        raise Expected("Disken er full.") from full

    monkeypatch.setattr(stage, "press", fails)
    on.later(10)
    on.key(K.Key_Space, " ")
    on.settle()
    assert "Disken er full" in on.presenter.calm.text.text()
    on.controller.open(other)
    on.settle()
    assert phase(on) == "waiting", "nobody has begun that day"
    monkeypatch.setattr(stage, "press", whole)
    on.later(1)
    on.settle()
    assert stage.events(on.store, other) == ()
    assert on.pressed() == ["start"], "it is stored where it belongs"


def test_what_is_not_stored_when_the_stage_is_closed_is_tried_once_more(
    on: Stage, monkeypatch: pytest.MonkeyPatch
) -> None:
    whole, tried = stage.press, []

    def fails(*_args: object, **_more: object) -> object:
        from nettverk.domain.errors import Expected

        tried.append(1)
        raise Expected("Fila er opptatt.")

    monkeypatch.setattr(stage, "press", fails)
    on.key(K.Key_Space, " ")
    on.settle()
    assert tried
    monkeypatch.setattr(stage, "press", whole)
    on.controller.close()
    assert on.pressed() == ["start"]


def test_a_gathering_that_is_taken_away_under_the_stage_is_said_and_loses_nothing(on: Stage) -> None:
    on.key(K.Key_Space, " ")
    on.settle()
    on.workspace.lane.change(lambda store: gatherings.remove(store, on.gathering_id))
    on.settle()
    on.key(K.Key_Right, mods=Qt.KeyboardModifier.ControlModifier)
    on.settle()
    assert "fjernet" in on.presenter.calm.text.text()
    on.workspace.lane.undo()
    on.settle()
    on.later(1)
    assert on.pressed() == ["start", "next"]
    assert on.presenter.calm.text.text() == "", "what was wrong is right again"


def test_a_part_that_is_taken_out_under_the_clock_is_told(on: Stage) -> None:
    on.later(10)
    on.key(K.Key_Space, " ")
    on.key(K.Key_Right, mods=Qt.KeyboardModifier.ControlModifier)
    on.settle()
    here = next(part for part in plans.parts(on.store, on.gathering_id) if part.id == on.workspace.live_part)
    on.workspace.lane.change(lambda store: plans.remove(store, here.id))  # another window, or Ctrl+Z of its making
    on.settle()
    on.controller.session.load()
    on.settle()
    assert here.title in on.presenter.calm.text.text()


def test_repair_is_of_the_gathering_on_the_wall(on: Stage, other: str) -> None:
    went: list[tuple[str, str]] = []
    on.workspace.went.connect(lambda room, _where: went.append((room, on.workspace.gathering.id)))  # type: ignore[union-attr]
    on.workspace.open_gathering(other)
    on.settle()
    on.controller.check_in.panel.repair.emit()
    on.settle()
    assert went == [("groups", on.gathering_id)]


def test_the_gathering_on_the_wall_is_not_removed_and_its_part_not_either(on: Stage) -> None:
    on.later(10)
    on.key(K.Key_Space, " ")
    on.key(K.Key_Right, mods=Qt.KeyboardModifier.ControlModifier)
    on.settle()
    said: list[str] = []
    on.workspace.said.connect(lambda text, _action, _run: said.append(text))
    plan = PlanRoom(on.workspace)
    plan.show()
    on.settle()
    parts = [part.id for part in plans.parts(on.store, on.gathering_id)]
    here = on.workspace.live_part
    assert here == parts[1]
    plan.gatherings.remove()
    on.settle()
    assert "Lukk det" in said[-1]
    plan.editor.remove(here)
    plan.editor.move(here, 3)
    plan.editor.move(parts[4], 0)
    plan.editor.move(parts[0], 2)
    on.settle()
    assert [part.id for part in plans.parts(on.store, on.gathering_id)] == parts
    assert all("er i gang" in text for text in said[-4:])
    plan.editor.move(parts[3], 2)  # what is ahead changes places as before
    on.settle()
    assert [part.id for part in plans.parts(on.store, on.gathering_id)][2] == parts[3]
    plan.close()
    plan.deleteLater()


def test_another_gathering_does_not_take_the_wall_from_one_that_goes_on(
    room: PreparationRoom, workspace: Workspace, gathering_id: str, other: str
) -> None:
    room.open_stage()
    settle(workspace)
    hand = room.controller
    assert hand is not None
    hand.do(StageCommand.START_PAUSE)
    settle(workspace)
    workspace.open_gathering(other)
    settle(workspace)
    room.open_stage()
    settle(workspace)
    assert room.controller is hand
    assert hand.session.gathering_id == gathering_id
    assert hand.presenter is not None
    assert "er i gang" in hand.presenter.calm.text.text()
    hand.do(StageCommand.STOP)
    settle(workspace)
    room.open_stage()
    settle(workspace)
    assert room.controller is not None
    assert room.controller.session.gathering_id == other
    left = Bookmark(workspace.settings, workspace.lane.path).read()
    assert isinstance(left, BookmarkedStage)
    assert left.gathering_id == other


def test_a_stage_that_has_come_back_stands(
    room: PreparationRoom, workspace: Workspace, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Once it fell fifteen seconds after it had come back: nobody held what was to be called then."""
    monkeypatch.setattr(live_stage, "STABLE_AFTER_MS", 700)
    room.open_stage()
    settle(workspace)
    mark = Bookmark(workspace.settings, workspace.lane.path)
    mark.count_try()
    room.live.speak_anew()
    mark.count_try()
    assert not mark.may_try()
    room.arrive(ResumeStage())
    settle(workspace)
    gc.collect()
    until(mark.may_try)
