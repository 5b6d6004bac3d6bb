"""The way from the stage to the rooms of the main window."""

from __future__ import annotations

from nettverk.domain.rooms import RoomKey
from nettverk.ui.common.arrivals import Arrival
from nettverk.ui.common.workspace import Workspace
from nettverk.ui.stage.control.rundown_session import RundownSession


class RoomLink:
    """Goes to a room with the gathering that is on the wall, whichever one the main window is looking at."""

    def __init__(self, workspace: Workspace, session: RundownSession) -> None:
        self._workspace, self._session = workspace, session

    def go(self, room: RoomKey, arrival: Arrival | None = None) -> None:
        """Open the gathering of the stage in the main window if another one is open there, then go to the room."""
        workspace, staged = self._workspace, self._session.gathering_id
        if workspace.gathering is not None and workspace.gathering.id == staged:
            workspace.go(room, arrival)
        elif staged:
            workspace.open_gathering(staged, lambda: workspace.go(room, arrival))
