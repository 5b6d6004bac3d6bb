"""What is said coming back: goals, what was done between two gatherings, how it was last time, and themes."""

from __future__ import annotations

from datetime import date

import pytest
from PySide6.QtWidgets import QPushButton, QWidget

from nettverk.services.sample import sample
from nettverk.storage.store import Store
from nettverk.ui.common.workspace import Workspace
from nettverk.ui.follow_up.room import FollowUpRoom
from nettverk.ui.plan.room import PlanRoom
from nettverk.ui.reflect.room import ReflectRoom
from tests.helpers.shells import settle
from tests.helpers.three_years import three_years
from tests.visual.rooms import picture, wear

SIZE = (1040, 760)


def shown(workspace: Workspace, room: QWidget, button: QPushButton | None = None) -> QWidget:
    """A room that has read what it shows, and the sheet behind one of its buttons."""
    room.resize(*SIZE)
    room.show()
    settle(workspace)
    if button is not None:
        button.click()
        settle(workspace)
    return room


def test_goals_with_their_history(sample_workspace: Workspace) -> None:
    wear(sample_workspace, "light")
    room = FollowUpRoom(sample_workspace)
    picture(sample_workspace, shown(sample_workspace, room, room.unit_page.goals.button), "goals-light", SIZE)


@pytest.mark.slow
@pytest.mark.parametrize(("look", "size"), [("light", (1100, 680)), ("dark", (1600, 900))])
def test_a_units_page_after_three_years(store: Store, workspace: Workspace, look: str, size: tuple[int, int]) -> None:
    workspace.open_gathering(three_years(store, date(2026, 11, 24))[-1])
    workspace.lane.wait()
    wear(workspace, look)
    room = FollowUpRoom(workspace)
    room.resize(*size)
    room.show()
    settle(workspace)
    if look == "dark":
        room.show_thread()
        settle(workspace)
    picture(workspace, room, f"three-years-{look}", size)
    wear(workspace, "light")


@pytest.mark.slow
def test_between_gatherings_at_200_percent(sample_workspace: Workspace) -> None:
    wear(sample_workspace, "light", 2.0)
    room = FollowUpRoom(sample_workspace)
    picture(sample_workspace, shown(sample_workspace, room, room.unit_page.between.button), "between-200", SIZE)
    wear(sample_workspace, "light")


@pytest.mark.slow
def test_last_time_and_needs(sample_workspace: Workspace) -> None:
    wear(sample_workspace, "dark")
    room = PlanRoom(sample_workspace)
    picture(sample_workspace, shown(sample_workspace, room, room._basis_button), "basis-dark", SIZE)
    wear(sample_workspace, "light")


@pytest.mark.slow
def test_themes_of_ninety_people(sample_store: Store, sample_workspace: Workspace) -> None:
    assert sample_workspace.gathering is not None
    sample.play(sample_store, sample_workspace.gathering.id)
    wear(sample_workspace, "light")
    room = ReflectRoom(sample_workspace)
    shown(sample_workspace, room)
    room._show_mode("themes")
    picture(sample_workspace, room, "themes-90-light", SIZE)
