"""What was typed in a field of a row, as the service call that stores it.

Fields and table cells hand on a field's name and its value; here they become arguments that mypy follows to the column.
"""

from __future__ import annotations

from collections.abc import Callable
from datetime import date, time

from nettverk.domain.changes import Changes
from nettverk.domain.participants import Attendance
from nettverk.domain.plan import Organising, PartKind
from nettverk.domain.registry import Ownership
from nettverk.services import contributions, gatherings, goals, methods, participants, plan
from nettverk.services.organisation import meetings
from nettverk.services.register import register
from nettverk.storage.store import Store

Change = Callable[[Store], Changes]


def part_change(part_id: str, field: str, value: object) -> Change:
    """Store one field of a part; ``questions`` has one on each line.

    Raises:
        ValueError: there is no such field, or its value is of another kind.
    """
    match field, value:
        case "questions", str(text):
            return lambda store: plan.set_questions(store, part_id, text.splitlines())
        case "kind", str(kind):
            return lambda store: plan.edit(store, part_id, kind=PartKind(kind))
        case "title", str(text):
            return lambda store: plan.edit(store, part_id, title=text)
        case "minutes", int(minutes):
            return lambda store: plan.edit(store, part_id, minutes=minutes)
        case "floor_minutes", int(minutes):
            return lambda store: plan.edit(store, part_id, floor_minutes=minutes)
        case "fixed_start", (None | time()) as start:
            return lambda store: plan.edit(store, part_id, fixed_start=start)
        case "organising", str(organising):
            return lambda store: plan.edit(store, part_id, organising=Organising(organising))
        case "method", str(method):
            return lambda store: plan.edit(store, part_id, method=method)
        case "speaker", str(text):
            return lambda store: plan.edit(store, part_id, speaker=text)
        case "notes", str(text):
            return lambda store: plan.edit(store, part_id, notes=text)
        case _:
            raise ValueError(f"a part has no {field} that can be {value!r}")


def method_change(method_id: str, field: str, text: str) -> Change:
    """Store one field of an own way of working; ``steps`` and ``roles`` have one on each line.

    Raises:
        ValueError: there is no such field.
    """
    match field:
        case "name":
            return lambda store: methods.edit(store, method_id, name=text)
        case "about":
            return lambda store: methods.edit(store, method_id, about=text)
        case "steps":
            return lambda store: methods.edit(store, method_id, steps=text)
        case "roles":
            return lambda store: methods.edit(store, method_id, roles=text)
        case "form":
            return lambda store: methods.edit(store, method_id, form=methods.MethodForm(text))
        case _:
            raise ValueError(f"a way of working has no {field}")


def goal_change(goal_id: str, field: str, text: str) -> Change:
    """Store one field of a goal that lasts.

    Raises:
        ValueError: there is no such field.
    """
    match field:
        case "text":
            return lambda store: goals.edit(store, goal_id, text=text)
        case "sign":
            return lambda store: goals.edit(store, goal_id, sign=text)
        case "sign_before":
            return lambda store: goals.edit(store, goal_id, sign_before=text)
        case "sign_now":
            return lambda store: goals.edit(store, goal_id, sign_now=text)
        case _:
            raise ValueError(f"a goal has no {field}")


def meeting_change(meeting_id: str, field: str, text: str) -> Change:
    """Store one text of a meeting of the organisation.

    Raises:
        ValueError: there is no such field.
    """
    match field:
        case "place":
            return lambda store: meetings.edit(store, meeting_id, place=text)
        case "present":
            return lambda store: meetings.edit(store, meeting_id, present=text)
        case _:
            raise ValueError(f"a meeting has no {field}")


def meeting_point_change(point_id: str, field: str, text: str) -> Change:
    """Store one text of a point of a meeting.

    Raises:
        ValueError: there is no such field.
    """
    match field:
        case "title":
            return lambda store: meetings.edit_point(store, point_id, title=text)
        case "said":
            return lambda store: meetings.edit_point(store, point_id, said=text)
        case "decision":
            return lambda store: meetings.edit_point(store, point_id, decision=text)
        case "what":
            return lambda store: meetings.edit_point(store, point_id, what=text)
        case "who":
            return lambda store: meetings.edit_point(store, point_id, who=text)
        case _:
            raise ValueError(f"a point of a meeting has no {field}")


def gathering_change(gathering_id: str, field: str, value: object) -> Change:  # noqa: C901, PLR0912 - one case a column
    """Store one field of the gathering; ``goals`` has one on each line.

    Raises:
        ValueError: there is no such field, or its value is of another kind.
    """
    match field, value:
        case "goals", str(text):
            return lambda store: gatherings.set_goals(store, gathering_id, text.splitlines())
        case "network_id", str(id_):
            return lambda store: gatherings.edit(store, gathering_id, network_id=id_)
        case "district_id", str(id_):
            return lambda store: gatherings.edit(store, gathering_id, district_id=id_)
        case "title", str(text):
            return lambda store: gatherings.edit(store, gathering_id, title=text)
        case "theme", str(text):
            return lambda store: gatherings.edit(store, gathering_id, theme=text)
        case "held_on", (None | date()) as day:
            return lambda store: gatherings.edit(store, gathering_id, held_on=day)
        case "starts_at", time() as moment:
            return lambda store: gatherings.edit(store, gathering_id, starts_at=moment)
        case "ends_at", time() as moment:
            return lambda store: gatherings.edit(store, gathering_id, ends_at=moment)
        case "place", str(text):
            return lambda store: gatherings.edit(store, gathering_id, place=text)
        case "language", str(code):
            return lambda store: gatherings.edit(store, gathering_id, language=code)
        case "next_on", (None | date()) as day:
            return lambda store: gatherings.edit(store, gathering_id, next_on=day)
        case "next_starts_at", (None | time()) as start:
            return lambda store: gatherings.edit(store, gathering_id, next_starts_at=start)
        case "next_place", str(text):
            return lambda store: gatherings.edit(store, gathering_id, next_place=text)
        case "notes", str(text):
            return lambda store: gatherings.edit(store, gathering_id, notes=text)
        case _:
            raise ValueError(f"a gathering has no {field} that can be {value!r}")


def contribution_change(contribution_id: str, field: str, value: object) -> Change:
    """Store one field of a contribution.

    Raises:
        ValueError: there is no such field, or its value is of another kind.
    """
    match field, value:
        case "title", str(text):
            return lambda store: contributions.edit(store, contribution_id, title=text)
        case "speaker", str(text):
            return lambda store: contributions.edit(store, contribution_id, speaker=text)
        case "unit_id", (None | str()) as unit_id:
            return lambda store: contributions.edit(store, contribution_id, unit_id=unit_id)
        case "minutes", int(minutes):
            return lambda store: contributions.edit(store, contribution_id, minutes=minutes)
        case _:
            raise ValueError(f"a contribution has no {field} that can be {value!r}")


def person_change(person_id: str, field: str, text: str) -> Change:
    """Store one field of a person.

    Raises:
        ValueError: there is no such field.
    """
    match field:
        case "given_name":
            return lambda store: register.edit_person(store, person_id, given_name=text)
        case "family_name":
            return lambda store: register.edit_person(store, person_id, family_name=text)
        case "unit_id":
            return lambda store: register.edit_person(store, person_id, unit_id=text)
        case "role":
            return lambda store: register.edit_person(store, person_id, role=text)
        case "email":
            return lambda store: register.edit_person(store, person_id, email=text)
        case _:
            raise ValueError(f"a person has no {field}")


def unit_change(unit_id: str, field: str, text: str, known_as: str) -> Change:
    """Store one field of a unit; a new name leaves the old one, ``known_as``, as a known spelling.

    Raises:
        ValueError: there is no such field.
    """
    match field:
        case "name":
            return lambda store: register.rename_unit(store, unit_id, text, known_as=known_as)
        case "service_id":
            return lambda store: register.edit_unit(store, unit_id, service_id=text)
        case "district_id":
            return lambda store: register.edit_unit(store, unit_id, district_id=text)
        case "ownership":
            return lambda store: register.edit_unit(store, unit_id, ownership=Ownership(text))
        case _:
            raise ValueError(f"a unit has no {field}")


def network_change(network_id: str, field: str, text: str) -> Change:
    """Store one field of a network.

    Raises:
        ValueError: there is no such field.
    """
    match field:
        case "name":
            return lambda store: register.edit_network(store, network_id, name=text)
        case "age_span":
            return lambda store: register.edit_network(store, network_id, age_span=text)
        case "coordinator":
            return lambda store: register.edit_network(store, network_id, coordinator=text)
        case "purpose":
            return lambda store: register.edit_network(store, network_id, purpose=text)
        case _:
            raise ValueError(f"a network has no {field}")


def participant_change(participant_id: str, field: str, text: str) -> Change:
    """Store one field of a participant; ``attendance`` is kept as an entry, and a unit is made where nobody knows it.

    ``there`` is from when until when, as ``Participant.there`` says it: one field, since neither is right alone.

    Raises:
        ValueError: there is no such field.
    """
    match field:
        case "attendance":
            return lambda store: participants.mark_many(store, (participant_id,), Attendance(text))
        case "given_name":
            return lambda store: participants.edit(store, participant_id, given_name=text)
        case "family_name":
            return lambda store: participants.edit(store, participant_id, family_name=text)
        case "unit_name":
            return lambda store: participants.move_to_unit(store, participant_id, text)
        case "role":
            return lambda store: participants.edit(store, participant_id, role=text)
        case "email":
            return lambda store: participants.edit(store, participant_id, email=text)
        case "there":
            start, _dash, end = text.partition("-")
            return lambda store: participants.set_hours(store, (participant_id,), start, end)
        case _:
            raise ValueError(f"a participant has no {field}")
