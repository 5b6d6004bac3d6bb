"""The film strip and the overview as they are seen, in the middle of somebody's slides."""

from __future__ import annotations

from collections.abc import Callable
from datetime import timedelta

import pytest

from nettverk.services import contributions
from nettverk.storage.store import Store
from nettverk.ui.stage.stagehand import Stagehand
from tests.helpers.shells import settle
from tests.helpers.slides import pdf
from tests.helpers.strip import draw_all
from tests.visual.compare import check
from tests.visual.test_stage import play, store_of_sample

__all__ = ["play", "store_of_sample"]  # fixtures


def back_to(stagehand: Stagehand, part_id: str) -> None:
    """Earlier in the same day, nine minutes into a part."""
    conductor = stagehand.conductor
    assert conductor.rundown is not None
    while conductor.rundown.parts[conductor.rundown.index].slot.part_id != part_id:
        conductor.undo()
    began = conductor.rundown.parts[conductor.rundown.index].start
    conductor.clock.moment = began + timedelta(minutes=9)  # type: ignore[attr-defined]
    conductor.tick()


def speaking(stagehand: Stagehand, store: Store) -> None:
    """The first of the contributions is on, at slide 4 of 30."""
    row = contributions.queue(store, stagehand.conductor.gathering_id)[0]
    contributions.attach(store, row.id, name="skolestart.pdf", data=pdf(30), pages=30)
    back_to(stagehand, row.part_id)
    stagehand.conductor.load()
    settle(stagehand.workspace)
    stagehand.backstage.begin(row.id)
    for _page in range(3):
        stagehand.do("wall_next")
    settle(stagehand.workspace)


def picture(stagehand: Stagehand, name: str) -> None:
    """The presenter with every small picture drawn, and nothing blinking."""
    settle(stagehand.workspace)
    presenter = stagehand.presenter
    assert presenter is not None
    focused = presenter.focusWidget()
    if focused is not None:
        focused.clearFocus()
    settle(stagehand.workspace)
    draw_all(stagehand)
    check(name, presenter.grab().toImage())


@pytest.mark.parametrize(("look", "scale", "size"), [("light", 1.0, (1366, 768)), ("dark", 1.5, (1920, 1080))], ids=str)
def test_slides(
    play: Callable[..., Stagehand], store_of_sample: Store, look: str, scale: float, size: tuple[int, int]
) -> None:
    stagehand = play(look, scale, size)
    speaking(stagehand, store_of_sample)
    picture(stagehand, f"presenter-slides-{look}")


@pytest.mark.parametrize("look", ["light", "dark"])
def test_overview(play: Callable[..., Stagehand], store_of_sample: Store, look: str) -> None:
    stagehand = play(look)
    if look == "light":
        speaking(stagehand, store_of_sample)
    stagehand.do("overview")
    picture(stagehand, f"presenter-overview-{look}")


def test_slides_for_the_theory(play: Callable[..., Stagehand]) -> None:
    stagehand = play("light")
    deck = stagehand.conductor.deck
    assert deck is not None
    back_to(stagehand, next(part.id for part in deck.parts if part.kind == "theory"))
    stagehand.do("queue")
    picture(stagehand, "presenter-queue-theory")
