"""Utskrifter: every document of the gathering, seen as it will come out of the printer.

``room`` puts it together from ``catalogue`` (the list at the left), ``header`` (what is chosen, and the buttons) and
``preview`` with its ``page_view`` (the pages). ``maker`` reads and draws the documents off the window's thread;
``actions`` saves, prints and opens them, with ``common/printer`` for true sizes on paper.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from nettverk.ui.common.rooms import RoomFactory


def room_class() -> RoomFactory:
    """Import the room and return what makes it: only a room that is visited costs anything when the program starts."""
    from nettverk.ui.handouts.room import HandoutsRoom

    return HandoutsRoom
