"""What one does with the people of the organisation: a team made and opened, a meeting made and opened."""

from __future__ import annotations

from datetime import timedelta

from nettverk.domain.changes import Changes
from nettverk.domain.organisation import Meeting, TeamKind
from nettverk.services.organisation import meetings, teams
from nettverk.ui.common.drafts import waiting
from nettverk.ui.common.workspace import Workspace
from nettverk.ui.year.host import YearHost


class OrganisationActions:
    """Belongs to the room, over which its sheets lie."""

    def __init__(self, workspace: Workspace, room: YearHost) -> None:
        self._workspace, self._room = workspace, room

    def add_team(self, kind: TeamKind) -> None:
        """Make a new team and open it."""

        def made(changes: Changes) -> None:
            self._room.refresh(then=lambda: self.open_team(changes.made))

        self._workspace.lane.change(lambda store: teams.add(store, kind), made, self._room, failed=self._workspace.say)

    def open_team(self, team_id: str) -> None:
        """Show who is in it, and let that be changed."""
        from nettverk.ui.year.team_sheet import TeamSheet

        known = self._room.known
        team = next((team for team in known.teams if team.id == team_id), None) if known else None
        if known is not None and team is not None:
            begun = waiting(self._room, TeamSheet, lambda sheet: sheet.team.id == team_id)
            sheet = begun or TeamSheet(self._workspace, self._room, team, known.year.networks)
            sheet.open(sheet.new if not team.members else sheet.name)

    def add_meeting(self, team_id: str) -> None:
        """Make a new meeting of a team, two weeks ahead, and open it."""
        day = self._room.near()
        day += timedelta(days=max(0, 8 - day.isoweekday())) if day.isoweekday() > 5 else timedelta()

        def made(changes: Changes) -> None:
            self.open_meeting(changes.made)

        self._workspace.lane.change(
            lambda store: meetings.add(store, team_id, day), made, self._room, failed=self._workspace.say
        )  # fmt: skip

    def open_meeting(self, meeting_id: str) -> None:
        """Open a meeting, with the points its agenda may have."""
        from nettverk.ui.year.meeting_sheet import MeetingSheet

        def arrived(meeting: Meeting | None) -> None:
            if meeting is not None:
                begun = waiting(self._room, MeetingSheet, lambda sheet: sheet.meeting.id == meeting_id)
                sheet = begun or MeetingSheet(self._workspace, self._room.autosave, self._room, meeting)
                sheet.refresh(then=sheet.open)

        self._workspace.lane.ask(lambda store: meetings.get(store, meeting_id), arrived, self._room)
