"""What Planlegg and Deltakere look like."""

from __future__ import annotations

from datetime import date
from pathlib import Path

import pytest

from nettverk.services import gatherings
from nettverk.services.sample import sample
from nettverk.storage.store import Store
from nettverk.ui.common.workspace import Workspace
from nettverk.ui.people.register_page import RegisterPart
from nettverk.ui.people.room import PeopleRoom, View
from nettverk.ui.plan.room import PlanRoom
from tests.helpers.quick import every
from tests.helpers.shells import settle
from tests.visual.rooms import picture, wear


def _held(store: Store, workspace: Workspace) -> None:
    """The gathering with ninety people on its list."""
    workspace.open_gathering(next(one.id for one in gatherings.all_(store) if one.participants))
    workspace.lane.wait()


@pytest.mark.parametrize("look", every(2, ["light", "dark"]))
def test_plan(sample_workspace: Workspace, look: str) -> None:
    wear(sample_workspace, look)
    picture(sample_workspace, PlanRoom(sample_workspace), f"plan-{look}")


def test_plan_at_150_percent(sample_workspace: Workspace) -> None:
    wear(sample_workspace, "light", 1.5)
    picture(sample_workspace, PlanRoom(sample_workspace), "plan-150", (1366, 760))


def test_a_new_gathering(sample_workspace: Workspace) -> None:
    room = PlanRoom(sample_workspace)
    room.resize(1100, 680)
    room.show()
    settle(sample_workspace)
    room.gatherings.new()
    settle(sample_workspace)
    assert room.gatherings.sheet is not None
    room.gatherings.sheet.day.fill(date(2026, 12, 8))
    picture(sample_workspace, room, "plan-new-gathering")


def test_no_gathering_yet(workspace: Workspace) -> None:
    picture(workspace, PlanRoom(workspace), "plan-empty")


@pytest.mark.parametrize("look", every(2, ["dark", "light"]))
def test_people(sample_store: Store, sample_workspace: Workspace, look: str) -> None:
    _held(sample_store, sample_workspace)
    wear(sample_workspace, look)
    picture(sample_workspace, PeopleRoom(sample_workspace), f"people-{look}")


def test_people_on_their_way_in(sample_store: Store, sample_workspace: Workspace, tmp_path: Path) -> None:
    path = tmp_path / "Påmelding.xlsx"
    path.write_bytes(sample.forms_sheet(sample_store))
    room = PeopleRoom(sample_workspace)
    room.open_list(path)
    settle(sample_workspace)
    picture(sample_workspace, room, "people-import")


@pytest.mark.parametrize("part", ["people", "units", "networks"])
def test_register(sample_workspace: Workspace, part: str) -> None:
    room = PeopleRoom(sample_workspace)
    room.show_view(View.REGISTER)
    room.register.show_part(RegisterPart(part))
    picture(sample_workspace, room, f"register-{part}")
