"""The film strip and the overview as they are seen, in the middle of somebody's slides."""

from __future__ import annotations

from collections.abc import Callable
from datetime import timedelta

import pytest

from nettverk.domain.rundown.commands import StageCommand
from nettverk.domain.rundown.history import history
from nettverk.services import contributions
from nettverk.storage.store import Store
from nettverk.ui.stage.control.run_controller import RunController
from nettverk.ui.stage.control.rundown_session import RundownSession
from tests.helpers.quick import every, every_case
from tests.helpers.shells import settle
from tests.helpers.slides import pdf
from tests.helpers.strip import draw_all
from tests.visual.compare import check
from tests.visual.test_stage import play, store_of_sample

__all__ = ["play", "store_of_sample"]  # fixtures


def _take_back(session: RundownSession) -> None:
    """Take back the step that was pressed last."""
    step = history(session.events).undo
    if step is not None:
        session.take_back(*step.keys)


def back_to(controller: RunController, part_id: str) -> None:
    """Earlier in the same day, nine minutes into a part."""
    session = controller.session
    assert session.rundown is not None
    while session.rundown.parts[session.rundown.index].slot.part_id != part_id:
        _take_back(session)
    began = session.rundown.parts[session.rundown.index].start
    session.clock.moment = began + timedelta(minutes=9)  # type: ignore[attr-defined]
    session.tick()


def speaking(controller: RunController, store: Store) -> None:
    """The first of the contributions is on, at slide 4 of 30."""
    row = contributions.queue(store, controller.session.gathering_id)[0]
    contributions.attach(store, row.id, name="skolestart.pdf", data=pdf(30), pages=30)
    back_to(controller, row.part_id)
    controller.session.load()
    settle(controller.workspace)
    controller.queue.begin(row.id)
    for _page in range(3):
        controller.do(StageCommand.WALL_NEXT)
    settle(controller.workspace)


def picture(controller: RunController, name: str) -> None:
    """The presenter with every small picture drawn, and nothing blinking."""
    settle(controller.workspace)
    presenter = controller.presenter
    assert presenter is not None
    focused = presenter.focusWidget()
    if focused is not None:
        focused.clearFocus()
    settle(controller.workspace)
    draw_all(controller)
    check(name, presenter.grab().toImage())


@pytest.mark.parametrize(
    ("look", "scale", "size"), every_case(2, [("dark", 1.5, (1920, 1080)), ("light", 1.0, (1366, 768))]), ids=str
)
def test_slides(
    play: Callable[..., RunController], store_of_sample: Store, look: str, scale: float, size: tuple[int, int]
) -> None:
    controller = play(look, scale, size)
    speaking(controller, store_of_sample)
    picture(controller, f"presenter-slides-{look}")


@pytest.mark.parametrize("look", every(2, ["dark", "light"]))
def test_overview(play: Callable[..., RunController], store_of_sample: Store, look: str) -> None:
    controller = play(look)
    if look == "light":
        speaking(controller, store_of_sample)
    controller.do(StageCommand.OVERVIEW)
    picture(controller, f"presenter-overview-{look}")


def test_slides_for_the_theory(play: Callable[..., RunController]) -> None:
    controller = play("light")
    context = controller.session.context
    assert context is not None
    back_to(controller, next(part.id for part in context.parts if part.kind == "theory"))
    controller.do(StageCommand.QUEUE)
    picture(controller, "presenter-queue-theory")
