"""The room Grupper with ninety people in it."""

from __future__ import annotations

from collections.abc import Callable

import pytest
from pytestqt.qtbot import QtBot

from nettverk.services.groups import groupings
from nettverk.storage.store import Store
from nettverk.ui.common.workspace import Workspace
from nettverk.ui.groups.room import GroupsRoom
from tests.helpers.hall import Hall, hall
from tests.helpers.waiting import turns

Settle = Callable[[], None]


@pytest.fixture
def made(store: Store) -> Hall:
    """Ninety people with groups for the mixed part, six at a table."""
    there = hall(90, store=store)
    groupings.build(store, there.part_id, size=6)
    return there


@pytest.fixture
def settle(workspace: Workspace) -> Settle:
    """Let everything that was asked for be answered."""

    def wait() -> None:
        for _turn in range(3):
            workspace.lane.wait()
            turns(2)

    return wait


@pytest.fixture
def room(made: Hall, workspace: Workspace, qtbot: QtBot, settle: Settle) -> GroupsRoom:
    """The room, shown and settled, at a common laptop's size."""
    workspace.open_gathering(made.gathering_id)
    settle()
    there = GroupsRoom(workspace)
    qtbot.addWidget(there)
    there.resize(1178, 711)
    there.show()
    settle()
    return there
