"""Planlegg: one plans a gathering, its parts and their times, in a table one can type in.

``room`` puts the parts of the room together; ``model`` and ``table`` are the plan, ``timeline`` the day drawn as a
line, ``details`` the forms beside the table, ``new_gathering`` the sheet a gathering begins with.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from nettverk.ui.common.rooms import RoomFactory


def room_class() -> RoomFactory:
    """Import the room and return what makes it: only a room that is visited costs anything when the program starts."""
    from nettverk.ui.plan.room import PlanRoom

    return PlanRoom
