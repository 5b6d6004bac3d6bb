"""The rooms of the main window by name, so that services can say where something is put right, and where it is seen."""

from __future__ import annotations

from collections.abc import Iterable
from enum import StrEnum


class RoomKey(StrEnum):
    """A room of the main window; the value is stored in the settings and begins the keys of the room's commands."""

    PLAN = "plan"
    PEOPLE = "people"
    GROUPS = "groups"
    STAGE = "stage"
    REFLECT = "reflect"
    FOLLOW_UP = "follow_up"
    HANDOUTS = "handouts"
    YEAR = "year"
    LIBRARY = "library"
    BANK = "bank"


_SHOWN: dict[RoomKey, frozenset[str]] = {
    RoomKey.PLAN: frozenset(
        {
            "gatherings", "goals", "parts", "sheet_uses", "networks", "districts", "own_methods", "own_templates",
            "trash",
        }
    ),
    RoomKey.PEOPLE: frozenset(
        {
            "participants", "people", "units", "unit_spellings", "districts", "networks", "network_services",
            "network_roles",
            "service_kinds", "food_needs", "not_same", "quotas",
        }
    ),
    RoomKey.GROUPS: frozenset(
        {
            "groupings", "group_tables", "seats", "group_rules", "group_rule_people", "group_rule_tables",
            "group_wishes", "group_changes", "table_places",
        }
    ),
    RoomKey.STAGE: frozenset({"contributions", "slides"}),
    RoomKey.YEAR: frozenset(
        {
            "year_items", "school_holidays", "teams", "team_members", "team_meetings", "meeting_points", "report_texts",
            "report_stands", "report_numbers", "training_counts", "partner_requests", "cost_lines", "goal_gatherings",
            "calendar_told",
        }
    ),
    RoomKey.REFLECT: frozenset({"choices"}),
    RoomKey.LIBRARY: frozenset({"sheet_versions", "own_methods"}),
}  # fmt: skip
"""Database tables whose rows one sees and changes in a room; the first room that has one is where a step was made."""


def rooms_of(tables: Iterable[str]) -> tuple[RoomKey, ...]:
    """The rooms in which rows of these database tables are seen, the one where they were changed first.

    Empty for what is seen everywhere or nowhere, as the settings.
    """
    changed = set(tables)
    rooms = [room for room, shown in _SHOWN.items() if not changed.isdisjoint(shown)]
    # A list that is brought in makes units and people and whole networks; a new gathering may make its network.
    if "gatherings" not in changed and RoomKey.PEOPLE in rooms and not changed & {"parts", "sheet_uses", "goals"}:
        rooms.sort(key=lambda room: room is not RoomKey.PEOPLE)
    return tuple(rooms)
