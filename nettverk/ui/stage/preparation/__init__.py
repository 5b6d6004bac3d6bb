"""Gjennomfør in the main window: what is left to do before people come, and which screen becomes the wall.

``room`` opens the presenter's window; ``readiness_panel`` is the left side and ``wall_panel`` the right;
``screen_test`` shows the test picture and the screens' numbers.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from nettverk.ui.common.rooms import Room
    from nettverk.ui.common.workspace import Workspace


def make_room(workspace: Workspace) -> Room:
    """Import the room and make it: only a room that is visited costs anything when the program starts."""
    from nettverk.ui.stage.preparation.room import PreparationRoom

    return PreparationRoom(workspace)
