"""What a database holds, in the words of those who use it: which table, and which kind of entry, belongs to what."""

from __future__ import annotations

from enum import StrEnum

from nettverk.domain.entries import EntryKind
from nettverk.i18n import _


class Area(StrEnum):
    """A part of the contents that has a name of its own."""

    GATHERINGS = "gatherings"
    PLAN = "plan"
    SHEETS = "sheets"
    PEOPLE = "people"
    PARTICIPANTS = "participants"
    GROUPS = "groups"
    ATTENDANCE = "attendance"
    REFLECTIONS = "reflections"
    COMMITMENTS = "commitments"
    RUNDOWN = "rundown"
    TAGS = "tags"
    YEAR = "year"
    SETTINGS = "settings"
    OTHER = "other"


_TABLES = {
    Area.GATHERINGS: ("gatherings", "goals", "networks", "network_services", "network_roles", "districts"),
    Area.PLAN: ("parts", "sheet_uses", "contributions", "slides"),
    Area.SHEETS: ("sheet_versions",),
    Area.PEOPLE: ("people", "units", "unit_spellings", "service_kinds"),
    Area.PARTICIPANTS: ("participants",),
    Area.GROUPS: (
        "groupings", "group_tables", "seats", "group_rules", "group_rule_people", "group_rule_tables", "group_wishes",
        "group_changes", "table_places",
    ),
    Area.YEAR: ("year_items", "school_holidays", "teams", "team_members", "team_meetings", "meeting_points",
        "training_counts", "partner_requests", "cost_lines", "goal_gatherings",
    ),
    Area.SETTINGS: ("settings", "machines"),
}  # fmt: skip
_OF_TABLE = {table: area for area, tables in _TABLES.items() for table in tables}
_OF_KIND = {
    EntryKind.ATTENDANCE: Area.ATTENDANCE,
    EntryKind.REFLECTION: Area.REFLECTIONS,
    EntryKind.SHEET_ANSWER: Area.REFLECTIONS,
    EntryKind.THEME: Area.REFLECTIONS,
    EntryKind.PLACEMENT: Area.REFLECTIONS,
    EntryKind.POINT_MARK: Area.REFLECTIONS,
    EntryKind.KEPT_WORDING: Area.REFLECTIONS,
    EntryKind.COMMITMENT: Area.COMMITMENTS,
    EntryKind.GOOD_PRACTICE: Area.COMMITMENTS,
    EntryKind.GOAL: Area.COMMITMENTS,
    EntryKind.CONSENT: Area.YEAR,
    EntryKind.NEED: Area.COMMITMENTS,
    EntryKind.PAIRING: Area.COMMITMENTS,
    EntryKind.RUNDOWN: Area.RUNDOWN,
    EntryKind.TAG: Area.TAGS,
    EntryKind.PICTURE_NOTE: Area.PLAN,
}


def area_of(table: str, kind: object = "") -> Area:
    """Where a row belongs; of an entry, its kind decides."""
    if table == "entries":
        return next((area for known, area in _OF_KIND.items() if known == kind), Area.OTHER)
    return _OF_TABLE.get(table, Area.OTHER)


def name_of(area: Area) -> str:
    """What an area is called in the language in force."""
    return {
        Area.GATHERINGS: _("samlinger"),
        Area.PLAN: _("planen"),
        Area.SHEETS: _("arkene"),
        Area.PEOPLE: _("personer og enheter"),
        Area.PARTICIPANTS: _("deltakere"),
        Area.GROUPS: _("grupper"),
        Area.ATTENDANCE: _("oppmøte"),
        Area.REFLECTIONS: _("refleksjoner"),
        Area.COMMITMENTS: _("tiltak"),
        Area.RUNDOWN: _("klokka på dagen"),
        Area.TAGS: _("merkelapper"),
        Area.YEAR: _("året"),
        Area.SETTINGS: _("innstillinger"),
        Area.OTHER: _("annet"),
    }[area]
