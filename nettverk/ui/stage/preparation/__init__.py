"""Gjennomfør in the main window: what is left to do before people come, and which screen becomes the wall.

``room`` has ``readiness_panel`` on its left side and ``wall_panel`` on its right. ``screen_choice`` does what is asked
for on the right, with the test picture and the numbers of ``screen_test``; ``live_stage`` opens the presenter's window.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from nettverk.ui.common.rooms import RoomFactory


def room_class() -> RoomFactory:
    """Import the room and return what makes it: only a room that is visited costs anything when the program starts."""
    from nettverk.ui.stage.preparation.room import PreparationRoom

    return PreparationRoom
