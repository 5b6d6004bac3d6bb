"""Veien videre: what each unit took on, how it goes, and when it is looked at again.

``room`` puts it together; ``units`` is the list of units, ``unit_page`` one unit with its commitments (``cards``),
``day_field`` a date one can type.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from nettverk.ui.common.rooms import RoomFactory


def room_class() -> RoomFactory:
    """Import the room and return what makes it: only a room that is visited costs anything when the program starts."""
    from nettverk.ui.follow_up.room import FollowUpRoom

    return FollowUpRoom
