"""Deltakere: who comes to the gathering, and the register of people, units and networks behind it.

``room`` shows the list (``model``) and its sheet (``person_sheet``); ``import_page`` reads a list from a file;
``register_page`` and what begins with ``register`` or ``merge`` is the register, ``network_page`` its networks.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from nettverk.ui.common.rooms import RoomFactory


def room_class() -> RoomFactory:
    """Import the room and return what makes it: only a room that is visited costs anything when the program starts."""
    from nettverk.ui.people.room import PeopleRoom

    return PeopleRoom
