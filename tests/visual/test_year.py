"""What Året looks like: every page with a full year, and before there is anything."""

from __future__ import annotations

import pytest

from nettverk.ui.common.workspace import Workspace
from nettverk.ui.year.room import View, YearRoom
from tests.helpers.quick import every
from tests.helpers.shells import settle
from tests.visual.rooms import picture, wear

SIZE = (1070, 660)
"""What a window of 1280×720 leaves the room."""


def shown(workspace: Workspace, view: View) -> YearRoom:
    room = YearRoom(workspace)
    room.resize(*SIZE)
    room.show()
    settle(workspace)
    room.view.choose(view)
    room._turn()
    settle(workspace)
    return room


@pytest.mark.parametrize("view", every(2, list(View)))
def test_a_full_year(sample_workspace: Workspace, view: View) -> None:
    wear(sample_workspace, "light")
    picture(sample_workspace, shown(sample_workspace, view), f"year-{view.value}", SIZE)


@pytest.mark.slow
@pytest.mark.parametrize("view", [View.YEAR, View.CAME])
def test_a_full_year_in_the_dark_on_a_large_screen(sample_workspace: Workspace, view: View) -> None:
    wear(sample_workspace, "dark")
    picture(sample_workspace, shown(sample_workspace, view), f"year-{view.value}-dark", (1710, 1020))
    wear(sample_workspace, "light")


@pytest.mark.parametrize("view", every(1, [View.CAME, View.PEOPLE]))
def test_before_there_is_anything(workspace: Workspace, view: View) -> None:
    wear(workspace, "light")
    picture(workspace, shown(workspace, view), f"year-{view.value}-empty", SIZE)
