"""Refleksjoner: what the groups wrote on their sheets is typed in and read.

``room`` puts it together; ``part_list`` chooses the part, ``pages`` and ``sheet_field`` are the sheets one types on,
``board`` shows everything written at once and ``history`` what was written before. ``sheets_page`` is the sheets from
the library, filled in block by block.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from nettverk.ui.common.rooms import RoomFactory


def room_class() -> RoomFactory:
    """Import the room and return what makes it: only a room that is visited costs anything when the program starts."""
    from nettverk.ui.reflect.room import ReflectRoom

    return ReflectRoom
