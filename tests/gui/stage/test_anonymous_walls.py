"""«Anonym nok?» on the stage: told in the calm line before it is on the wall, with one step to look, and only once."""

from __future__ import annotations

from collections.abc import Callable

from PySide6.QtWidgets import QApplication

from nettverk.domain.rooms import RoomKey
from nettverk.services import anonymity_review, plan, reflections
from nettverk.services.themes import themes
from nettverk.services.themes.board import board
from nettverk.storage.store import Store
from nettverk.ui.common.arrivals import LookThrough
from tests.gui.stage.conftest import Stage
from tests.helpers.waiting import until


def on_wall(store: Store, gathering_id: str, text: str) -> None:
    part = next(part for part in plan.parts(store, gathering_id) if part.questions)
    reflections.write(store, gathering_id, part.id, 1, part.questions[0].id, text)
    theme = themes.make(store, gathering_id, "Ro", [board(store, gathering_id).points[0].key]).made
    themes.show_on_wall(store, gathering_id, [theme])


def test_it_is_told_before_it_is_on_the_wall_with_one_step_to_look(
    stage_of: Callable[[], Stage], store: Store, gathering_id: str
) -> None:
    on_wall(store, gathering_id, "Torkjell sa at ro hjelper.")
    stage = stage_of()
    calm = stage.presenter.calm
    until(lambda: "1 punkt" in calm.text.text(), "told")
    assert QApplication.activeModalWidget() is None
    went: list[tuple[object, object]] = []
    stage.workspace.went.connect(lambda room, arrival: went.append((room, arrival)))
    calm.action.click()
    assert went == [(RoomKey.REFLECT, LookThrough())]
    # Said once; reading the day anew says nothing of the same.
    stage.controller.notices.say("")
    stage.controller.session.load()
    stage.settle()
    assert calm.text.text() == ""


def test_nothing_is_said_of_what_was_kept(stage_of: Callable[[], Stage], store: Store, gathering_id: str) -> None:
    on_wall(store, gathering_id, "Torkjell sa at ro hjelper.")
    for one in anonymity_review.to_look_at(store, gathering_id):
        anonymity_review.keep(store, gathering_id, one.key)
    stage = stage_of()
    stage.settle()
    assert stage.presenter.calm.text.text() == ""
