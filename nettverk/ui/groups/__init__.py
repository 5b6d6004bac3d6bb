"""The room Grupper: groups are made, judged and changed by hand.

``room`` puts it together: ``reader`` reads, ``header`` and ``quality_bar`` stand on top, ``board/`` shows the tables,
``met/`` who has met whom, ``person_panel`` who is in focus; ``builder`` runs the search, ``sheets`` slide in.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from nettverk.ui.common.rooms import RoomFactory


def room_class() -> RoomFactory:
    """Import the room and return what makes it: only a room that is visited costs anything when the program starts."""
    from nettverk.ui.groups.room import GroupsRoom

    return GroupsRoom
