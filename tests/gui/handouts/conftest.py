"""Utskrifter with the sample's gathering that has been held."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date

import pytest

from nettverk.services import gatherings
from nettverk.storage.store import Store
from nettverk.ui.common.workspace import Workspace
from nettverk.ui.handouts.room import HandoutsRoom
from tests.helpers import stores
from tests.helpers.clock import TODAY
from tests.helpers.documents_room import show_with_all_laid


@pytest.fixture
def held(store: Store) -> str:
    stores.fill_with_sample(store, TODAY)
    return next(one.id for one in gatherings.all_(store) if one.held_on is not None and one.held_on < date(2026, 11, 1))


@pytest.fixture
def room(workspace: Workspace, held: str) -> Iterator[HandoutsRoom]:
    workspace.open_gathering(held)
    workspace.lane.wait()
    shown = HandoutsRoom(workspace)
    shown.resize(1180, 700)
    show_with_all_laid(shown)
    yield shown
    workspace.lane.wait()
    shown.close()
    shown.deleteLater()
