"""Praksisbanken: search in all that was said, promised and learnt over the years, and what of it is good practice.

``room`` puts it together; ``filters`` is what one looks for, ``hits`` the list of what is found, ``detail`` the one
that is chosen, with what can be done with it.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from nettverk.ui.common.rooms import RoomFactory


def room_class() -> RoomFactory:
    """Import the room and return what makes it: only a room that is visited costs anything when the program starts."""
    from nettverk.ui.bank.room import BankRoom

    return BankRoom
