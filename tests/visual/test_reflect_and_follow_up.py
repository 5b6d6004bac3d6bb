"""What Refleksjoner and Veien videre look like."""

from __future__ import annotations

import pytest
from PySide6.QtWidgets import QWidget

from nettverk.services import gatherings, plan
from nettverk.storage.store import Store
from nettverk.ui.common import theme as looks
from nettverk.ui.common.theme import Theme
from nettverk.ui.common.workspace import Workspace
from nettverk.ui.follow_up.room import Room as FollowUpRoom
from nettverk.ui.reflect.room import Room as ReflectRoom
from tests.helpers.shells import settle
from tests.visual.compare import check

SIZE = (1100, 680)


def _wear(workspace: Workspace, look: str, scale: float = 1.0) -> None:
    theme = Theme.load(look, scale)
    looks.apply(theme)
    workspace.set_theme(theme)


def _picture(workspace: Workspace, room: QWidget, name: str, size: tuple[int, int] = SIZE) -> None:
    room.resize(*size)
    room.show()
    settle(workspace)
    focused = room.focusWidget()
    if focused is not None:
        focused.clearFocus()
    settle(workspace)
    seen = room.grab().toImage()
    room.close()
    room.deleteLater()
    check(name, seen)


def _held(store: Store, workspace: Workspace) -> None:
    """The newest gathering where something has been written down."""
    said = {row["gathering_id"] for row in store.rows("SELECT DISTINCT gathering_id FROM reflections")}
    workspace.open_gathering(next(one.id for one in gatherings.all_(store) if one.id in said))
    workspace.lane.wait()


@pytest.mark.parametrize("look", ["light", "dark"])
def test_reflections(sample_store: Store, sample_workspace: Workspace, look: str) -> None:
    _held(sample_store, sample_workspace)
    _wear(sample_workspace, look)
    _picture(sample_workspace, ReflectRoom(sample_workspace), f"reflect-{look}")


def test_reflections_at_150_percent(sample_store: Store, sample_workspace: Workspace) -> None:
    _held(sample_store, sample_workspace)
    _wear(sample_workspace, "light", 1.5)
    _picture(sample_workspace, ReflectRoom(sample_workspace), "reflect-150", (1366, 760))


def test_no_groups_yet(store: Store, sample_store: Store, sample_workspace: Workspace) -> None:
    bare = next(one for one in gatherings.all_(sample_store) if not one.participants)
    assert any(part.questions for part in plan.parts(sample_store, bare.id))
    sample_workspace.open_gathering(bare.id)
    sample_workspace.lane.wait()
    _picture(sample_workspace, ReflectRoom(sample_workspace), "reflect-empty")


@pytest.mark.parametrize("look", ["light", "dark"])
def test_the_way_forward(sample_store: Store, sample_workspace: Workspace, look: str) -> None:
    _held(sample_store, sample_workspace)
    _wear(sample_workspace, look)
    _picture(sample_workspace, FollowUpRoom(sample_workspace), f"follow-up-{look}")
