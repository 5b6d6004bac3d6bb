"""What Utskrifter looks like, in both looks and at 150 %."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from datetime import date

import pytest

from nettverk.domain.handouts import DocumentKind
from nettverk.services import gatherings
from nettverk.storage.store import Store
from nettverk.ui.common import theme as looks
from nettverk.ui.common.theme import Theme
from nettverk.ui.common.workspace import Workspace
from nettverk.ui.handouts.room import HandoutsRoom
from tests.helpers import stores
from tests.helpers.clock import TODAY
from tests.helpers.documents_room import pages_in_sight_drawn, show_with_all_laid
from tests.helpers.quick import every
from tests.helpers.shells import settle
from tests.visual.compare import check


@pytest.fixture
def held(store: Store) -> str:
    stores.fill_with_sample(store, TODAY)
    return next(one.id for one in gatherings.all_(store) if one.held_on is not None and one.held_on < date(2026, 11, 1))


@contextmanager
def shown(workspace: Workspace, gathering: str, look: str, scale: float = 1.0) -> Iterator[HandoutsRoom]:
    """The room with every document drawn."""
    theme = Theme.load(look, scale)
    looks.apply(theme)
    workspace.set_theme(theme)
    workspace.open_gathering(gathering)
    workspace.lane.wait()
    room = HandoutsRoom(workspace)
    room.resize(1178, 700)
    show_with_all_laid(room)
    try:
        yield room
    finally:
        room.close()
        room.deleteLater()


@pytest.mark.parametrize("look", every(2, ["light", "dark"]))
def test_badges(workspace: Workspace, held: str, look: str) -> None:
    with shown(workspace, held, look) as room:
        room.choose(DocumentKind.BADGES)
        settle(workspace)
        pages_in_sight_drawn(room)
        check(f"handouts-badges-{look}", room.grab().toImage())


def test_letters_home_at_150_percent(workspace: Workspace, held: str) -> None:
    with shown(workspace, held, "light", 1.5) as room:
        room.choose(DocumentKind.UNIT_PAGES)
        settle(workspace)
        pages_in_sight_drawn(room)
        check("handouts-letters-150", room.grab().toImage())
