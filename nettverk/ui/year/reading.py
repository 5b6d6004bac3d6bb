"""What the room of the year reads, all of it in one go on the lane."""

from __future__ import annotations

from dataclasses import dataclass

from nettverk.domain.goal_stories import GoalStory
from nettverk.domain.organisation import Meeting, Team
from nettverk.domain.turnout import Turnout
from nettverk.domain.year.frame import CostLine, PartnerRequest, TrainingCount
from nettverk.i18n import language
from nettverk.services import goal_stories
from nettverk.services.database import Store
from nettverk.services.organisation import meetings, teams
from nettverk.services.register import turnout
from nettverk.services.year import frame, year
from nettverk.services.year.year import Year

TABLES = (
    "year_items", "school_holidays", "gatherings", "networks", "network_services", "districts", "teams",
    "team_members", "team_meetings", "meeting_points", "participants", "entries", "units", "service_kinds",
    "training_counts", "partner_requests", "cost_lines", "goal_gatherings", "sheet_uses", "sheet_versions",
)  # fmt: skip
"""A change in one of these may show in the room."""


@dataclass(frozen=True, slots=True)
class Known:
    """A school year and the people of the organisation, with the meetings of each team.

    Attributes:
        units: (id, name). training, requests, costs: what frames the year. stories: the networks' goals.
    """

    year: Year
    teams: tuple[Team, ...]
    meetings: dict[str, tuple[Meeting, ...]]
    turnout: Turnout
    units: tuple[tuple[str, str], ...]
    training: tuple[TrainingCount, ...]
    requests: tuple[PartnerRequest, ...]
    costs: tuple[CostLine, ...]
    stories: tuple[GoalStory, ...]


def read(store: Store, begins: int) -> Known:
    """The school year that begins in ``begins``."""
    known = teams.all_(store)
    return Known(
        year.read(store, begins), known, {team.id: meetings.of_team(store, team.id) for team in known},
        turnout.of_year(store, begins), frame.units(store),
        frame.training(store), frame.requests(store, begins), frame.costs(store, begins),
        goal_stories.of_networks(store, language()),
    )  # fmt: skip
