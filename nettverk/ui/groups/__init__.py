"""Grupper: mixed groups are made, looked at and moved about by hand.

``room`` puts it together and ``reading`` reads; the board is ``board_view`` over ``board_model``, the rest are its
header, sheets and panels.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from nettverk.ui.common.rooms import Room
    from nettverk.ui.common.workspace import Workspace


def make_room(workspace: Workspace) -> Room:
    """Import the room and make it: only a room that is visited costs anything when the program starts."""
    from nettverk.ui.groups.room import GroupsRoom

    return GroupsRoom(workspace)
