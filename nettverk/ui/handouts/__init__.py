"""Utskrifter: every document of the gathering, seen as it will come out of the printer.

``room`` puts it together; ``catalogue`` lists the documents, ``makers`` makes them off the window's thread, ``pages``
shows them and ``paper`` prints them.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from nettverk.ui.common.rooms import Room
    from nettverk.ui.common.workspace import Workspace


def make_room(workspace: Workspace) -> Room:
    """Import the room and make it: only a room that is visited costs anything when the program starts."""
    from nettverk.ui.handouts.room import HandoutsRoom

    return HandoutsRoom(workspace)
