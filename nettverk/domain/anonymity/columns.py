"""Every place in the database where people write words of their own, and whether «Anonym nok?» reads it.

What goes on a wall, on paper or out as a file is read out of these places. A column or an entry's field that is new
stands here before it is stored: it is looked through, or a sentence says why nobody can be told from it. A test holds
the list against the tables, and looks that what is said to be looked through really is.
"""

from __future__ import annotations

from collections.abc import Mapping
from enum import Enum, auto
from types import MappingProxyType


class ReadWith(Enum):
    """With what a place is looked through.

    ``GATHERING``: with what was said and planned at a gathering. ``YEAR``: with the year of its network.
    ``MEETING``: before the minutes are saved. ``REPORT``: when a report is made, which puts what was said in neutral
    words, and says how much there is to look at in the coordinator's own.
    """

    GATHERING = auto()
    YEAR = auto()
    MEETING = auto()
    REPORT = auto()


_REGISTER = "who takes part, as they are registered: what the register is for, and on no paper without being asked for"
_CHOSEN = "one of the program's own words"
_CODE = "ids, sums, counts and times"
_PROPER = "the proper name of a house, a unit, a service or an area"
_ROLE = "a role from a list that is read for everybody; the names in the register are refused there"
_PUBLIC = "who steers, coordinates or speaks: they are named on purpose"
_COPY = "a copy of something that is looked through where it stands, for taking it back; in no paper, wall or table"

LOOKED_AT: Mapping[str, ReadWith] = MappingProxyType(
    {
        "gatherings.title": ReadWith.GATHERING,
        "gatherings.theme": ReadWith.GATHERING,
        "gatherings.notes": ReadWith.GATHERING,
        "gatherings.place": ReadWith.GATHERING,
        "gatherings.next_place": ReadWith.GATHERING,
        "goals.text": ReadWith.GATHERING,
        "parts.title": ReadWith.GATHERING,
        "parts.notes": ReadWith.GATHERING,
        "sheet_uses.text": ReadWith.GATHERING,
        "sheet_versions.definition": ReadWith.GATHERING,
        "own_methods.raw": ReadWith.GATHERING,
        "contributions.title": ReadWith.GATHERING,
        "entries.reflection.text": ReadWith.GATHERING,
        "entries.sheet_answer.text": ReadWith.GATHERING,
        "entries.theme.name": ReadWith.GATHERING,
        "entries.commitment.what": ReadWith.GATHERING,
        "entries.commitment.why": ReadWith.GATHERING,
        "entries.commitment.who": ReadWith.GATHERING,
        "entries.commitment.taken_up_in": ReadWith.GATHERING,
        "entries.commitment.sign": ReadWith.GATHERING,
        "entries.commitment.sign_before": ReadWith.GATHERING,
        "entries.commitment.sign_now": ReadWith.GATHERING,
        "entries.commitment.learnt": ReadWith.GATHERING,
        "entries.goal.text": ReadWith.GATHERING,
        "entries.goal.sign": ReadWith.GATHERING,
        "entries.goal.sign_before": ReadWith.GATHERING,
        "entries.goal.sign_now": ReadWith.GATHERING,
        "entries.goal.origin.what": ReadWith.GATHERING,
        "entries.need.text": ReadWith.GATHERING,
        "entries.need.evidence": ReadWith.GATHERING,
        "entries.pairing.note": ReadWith.GATHERING,
        "entries.picture_note.text": ReadWith.GATHERING,
        "networks.purpose": ReadWith.YEAR,
        "year_items.title": ReadWith.YEAR,
        "year_items.note": ReadWith.YEAR,
        "partner_requests.theme": ReadWith.YEAR,
        "partner_requests.note": ReadWith.YEAR,
        "cost_lines.what": ReadWith.YEAR,
        "team_meetings.place": ReadWith.MEETING,
        "team_meetings.present": ReadWith.MEETING,
        "meeting_points.title": ReadWith.MEETING,
        "meeting_points.said": ReadWith.MEETING,
        "meeting_points.decision": ReadWith.MEETING,
        "meeting_points.what": ReadWith.MEETING,
        "meeting_points.who": ReadWith.MEETING,
        "report_texts.text": ReadWith.REPORT,
    }
)
"""What is looked through: ``table.column``, or ``entries.kind.field``."""

NAMED_ON_PURPOSE = frozenset(
    {
        "gatherings.place", "gatherings.next_place", "gatherings.notes", "parts.notes", "entries.commitment.who",
        "entries.picture_note.text", "team_meetings.place", "team_meetings.present", "meeting_points.who",
    }
)  # fmt: skip
"""Of those, where grown-ups are named because that is what the field asks for: only numbers, addresses and what points
at a child are told of there."""

SAFE: Mapping[str, str] = MappingProxyType(
    {
        "settings.value": "the municipality's name and choices of the program",
        "machines.name": "what a machine is called; on no wall, paper or table",
        "machines.installation": _CODE,
        "service_kinds.name": _PROPER,
        "service_kinds.shape": _CHOSEN,
        "districts.name": _PROPER,
        "units.name": _PROPER,
        "unit_spellings.spelling": _PROPER,
        "people.given_name": _REGISTER,
        "people.family_name": _REGISTER,
        "people.role": _REGISTER,
        "people.email": _REGISTER,
        "participants.role": _REGISTER,
        "participants.presents": "which contributions somebody gives, by id",
        "networks.name": _PROPER,
        "networks.age_span": "years of age that a network is for",
        "networks.coordinator": _PUBLIC,
        "gatherings.owner": _PUBLIC,
        "groupings.solved": _CODE,
        "group_tables.name": "what a table is called: trees, animals and authors, which are people's names as often",
        "seats.group_role": _CHOSEN,
        "group_changes.at": _CODE,
        "group_rules.role": _ROLE,
        "group_rules.mode": _CHOSEN,
        "slides.name": "the name of somebody's file; shown to whoever plans, and on no wall or paper",
        "contributions.speaker": _PUBLIC,
        "parts.kind": _CHOSEN,
        "parts.method": "the id of a way of working",
        "parts.speaker": _PUBLIC,
        "school_holidays.name": "what a holiday is called",
        "year_items.owner": _PUBLIC,
        "teams.name": _PROPER,
        "team_members.name": _PUBLIC,
        "team_members.role": _PUBLIC,
        "team_members.email": _PUBLIC,
        "partner_requests.who": _PUBLIC,
        "report_texts.section": _CODE,
        "report_texts.kind": _CHOSEN,
        "report_stands.stand": _CODE,
        "report_numbers.told": _CODE,
        "network_roles.name": "the roles there are in a network, as a list",
        "food_needs.need": "what some eat, counted for the kitchen and tied to nobody",
        "not_same.one": _CODE,
        "not_same.other": _CODE,
        "quotas.role": _ROLE,
        "own_templates.name": "what a plan for a day is called; looked through in each gathering that is made of it",
        "own_templates.raw": "a plan for a day: looked through in each gathering that is made of it",
        "calendar_told.events": _COPY,
        "trash.kind": _CHOSEN,
        "trash.title": _COPY,
        "trash.about": _COPY,
        "choices.about": _CODE,
        "choices.over": _CODE,
        "_content_sums.tbl": _CODE,
        "_content_sums.bucket": _CODE,
        "_file.value": _CODE,
        "entries.attendance.status": _CHOSEN,
        "entries.commitment.answered_in": _CODE,
        "entries.commitment.by": _CODE,
        "entries.commitment.drivers": _CHOSEN,
        "entries.commitment.goal": _CODE,
        "entries.commitment.heard": _CHOSEN,
        "entries.commitment.status": _CHOSEN,
        "entries.commitment.together": _CHOSEN,
        "entries.commitment.unit": _CODE,
        "entries.consent.by": _ROLE,
        "entries.consent.answer": _CHOSEN,
        "entries.consent.on": _CODE,
        "entries.goal.of": _CHOSEN,
        "entries.goal.origin.on": _CODE,
        "entries.goal.origin.where": "the title of a sheet, or what a list in the program is called",
        "entries.goal.owner": _CODE,
        "entries.goal.state": _CHOSEN,
        "entries.good_practice.consent": _ROLE,
        "entries.good_practice.consented_on": _CODE,
        "entries.good_practice.unit": _CODE,
        "entries.need.carried.gathering": _CODE,
        "entries.need.carried.use": _CODE,
        "entries.need.sources": _CHOSEN,
        "entries.need.where": "what a list in the program is called",
        "entries.pairing.kind": _CHOSEN,
        "entries.pairing.on": _CODE,
        "entries.pairing.one": _CODE,
        "entries.pairing.other": _CODE,
        "entries.placement.theme": _CODE,
        "entries.point_mark.role": _ROLE,
        "entries.reflection.lines": _CODE,
        "entries.sheet_answer.level": _CHOSEN,
        "entries.tag.tag": _CHOSEN,
        "entries.theme.into": _CODE,
    }
)
"""What is not, and why nobody can be told from it."""
