"""People at a gathering: who is registered, who came."""

from __future__ import annotations

import json
import re
from collections.abc import Sequence

from nettverk.domain.changes import NOTHING, UNCHANGED, Changes, Unchanged, given
from nettverk.domain.entries import EntryKind
from nettverk.domain.errors import BadInput
from nettverk.domain.participants import Attendance, Participant
from nettverk.domain.registry import full_name, service_name
from nettverk.domain.sorting import sort_key
from nettverk.domain.trash import TrashKind, told
from nettverk.i18n import _
from nettverk.services import trash
from nettverk.services.register import register
from nettverk.storage import entries
from nettverk.storage.store import Row, Store

_CLOCK = re.compile(r"(?:[01]\d|2[0-3]):[0-5]\d")
_SELECT = (
    "SELECT pa.*, pe.given_name, pe.family_name, pe.email, u.name AS unit_name, u.service_kind_id,"
    " s.name AS service_name, s.shape, coalesce(d.name, '') AS district_name,"
    " coalesce(a.status, 'registered') AS status"
    " FROM participants AS pa JOIN people AS pe ON pe.id = pa.person_id JOIN units AS u ON u.id = pa.unit_id"
    " JOIN service_kinds AS s ON s.id = u.service_kind_id LEFT JOIN districts AS d ON d.id = u.district_id"
    " LEFT JOIN attendance AS a ON a.participant_id = pa.id AND a.gathering_id = pa.gathering_id"
)


def all_(store: Store, gathering_id: str) -> tuple[Participant, ...]:
    """Everyone registered for a gathering, sorted by family name as Norwegian lists sort."""
    rows = store.rows(f"{_SELECT} WHERE pa.gathering_id = ?1", gathering_id)
    return tuple(sorted((_participant(row) for row in rows), key=lambda person: sort_key(person.list_name)))


def _participant(row: Row) -> Participant:
    return Participant(
        id=row["id"],
        gathering_id=row["gathering_id"],
        person_id=row["person_id"],
        given_name=row["given_name"],
        family_name=row["family_name"],
        role=row["role"],
        email=row["email"],
        unit_id=row["unit_id"],
        unit_name=row["unit_name"],
        service_id=row["service_kind_id"],
        service_name=service_name(row["service_name"]),
        service_shape=row["shape"],
        district_name=row["district_name"],
        attendance=Attendance(row["status"]),
        walk_in=bool(row["walk_in"]),
        present_from=row["present_from"] or "",
        present_to=row["present_to"] or "",
        presents=row["presents"],
    )


def add(store: Store, gathering_id: str, person_id: str, *, walk_in: bool = False) -> Changes:
    """Register a person from the register for a gathering; already there changes nothing."""
    person = store.one("SELECT * FROM people WHERE id = ?", person_id)
    if person is None:
        raise BadInput(_("Personen finnes ikke lenger."))
    # Two may add the same person at the door; the second must not be told off for it.
    if store.value("SELECT 1 FROM participants WHERE gathering_id = ? AND person_id = ?", gathering_id, person_id):
        return NOTHING
    with store.change(_("Legg til deltaker")) as step:
        step.made = store.insert(
            "participants",
            gathering_id=gathering_id,
            person_id=person_id,
            unit_id=person["unit_id"],
            role=person["role"],
            walk_in=int(walk_in),
        )
    return step.changes


def add_new(
    store: Store,
    gathering_id: str,
    given_name: str,
    family_name: str,
    unit_id: str,
    *,
    role: str = "",
    email: str = "",
    walk_in: bool = False,
) -> Changes:
    """A new person, registered for the gathering in the same step."""
    if not (given_name + family_name).strip():
        raise BadInput(_("Deltakeren trenger et navn."))
    with store.change(_("Legg til deltaker")) as step:
        person = register.add_person(store, given_name, family_name, unit_id, role=role, email=email)
        step.made = add(store, gathering_id, person.made, walk_in=walk_in).made
    return step.changes


def walk_in(store: Store, gathering_id: str, person_id: str) -> Changes:
    """Somebody of the register came without being registered: registered and present, in one step.

    Somebody who is registered already is left as they are.
    """
    with store.change(_("Legg til deltaker")) as step:
        step.made = add(store, gathering_id, person_id, walk_in=True).made
        if step.made:
            mark(store, step.made, Attendance.PRESENT)
    return step.changes


def walk_in_new(
    store: Store, gathering_id: str, given_name: str, family_name: str, *, unit_id: str = "", new_unit: str = ""
) -> Changes:
    """Somebody new came: a new person, registered and present, and their unit where it is new; in one step.

    Args:
        unit_id: of a unit that is known; empty where ``new_unit`` names one that is not. Its service is guessed from
            the name.

    Raises:
        BadInput: no name, or a unit already goes by the new one's name; nothing is stored then.
    """
    with store.change(_("Legg til deltaker")) as step:
        unit_id = unit_id or register.add_unit(store, new_unit).made
        step.made = add_new(store, gathering_id, given_name, family_name, unit_id, walk_in=True).made
        mark(store, step.made, Attendance.PRESENT)
    return step.changes


def add_from(
    store: Store, gathering_id: str, given_name: str, family_name: str, unit: str, *, role: str = "", email: str = ""
) -> Changes:
    """A new person from the unit that goes by a name, which is made where nobody knows it; in one step."""
    with store.change(_("Ny deltaker")) as step:
        unit_id = register.unit_named(store, unit)
        step.made = add_new(store, gathering_id, given_name, family_name, unit_id, role=role, email=email).made
    return step.changes


def move_to_unit(store: Store, participant_id: str, unit: str) -> Changes:
    """Say which unit a participant is from by its name; one that nobody knows is made, in the same step.

    Raises:
        BadInput: the participant is gone; nothing is changed.
    """
    with store.change(_("Endre deltaker"), merge=f"participants:{participant_id}:unit") as step:
        edit(store, participant_id, unit_id=register.unit_named(store, unit))
    return step.changes


def edit(
    store: Store,
    participant_id: str,
    *,
    given_name: str | Unchanged = UNCHANGED,
    family_name: str | Unchanged = UNCHANGED,
    email: str | Unchanged = UNCHANGED,
    unit_id: str | Unchanged = UNCHANGED,
    role: str | Unchanged = UNCHANGED,
) -> Changes:
    """Change what is known of a participant, for this gathering and in the register.

    Raises:
        BadInput: the participant is gone, would have no name, or has had it taken away for good; nothing is changed.
    """
    row = store.one("SELECT * FROM participants WHERE id = ?", participant_id)
    if row is None:
        raise BadInput(_("Deltakeren finnes ikke lenger."))
    person = store.one("SELECT given_name, family_name FROM people WHERE id = ?", row["person_id"])
    if person is None:
        raise BadInput(_("Deltakeren finnes ikke lenger."))
    given_then = person["given_name"] if given_name is UNCHANGED else given_name
    family_then = person["family_name"] if family_name is UNCHANGED else family_name
    if not (given_then + family_then).strip():
        raise BadInput(_("Deltakeren trenger et navn."))
    if given(given_name=given_name, family_name=family_name, role=role, email=email):
        register.refuse_nameless(store, row["person_id"])
    here = given(unit_id=unit_id, role=role)
    # Unit and role stand in both places: the register says where somebody works now, the gathering where they worked
    # then.
    columns = given(given_name=given_name, family_name=family_name, email=email) | here
    with store.change(_("Endre deltaker"), merge=f"participants:{participant_id}:{'+'.join(columns)}") as step:
        store.update("people", row["person_id"], **columns)
        if here:
            store.update("participants", participant_id, **here)
    return step.changes


def set_hours(store: Store, participant_ids: tuple[str, ...], start: str, end: str) -> Changes:
    """Say when people are there.

    Args:
        start, end: «HH:MM», or empty for the gathering's own beginning and end.

    Raises:
        BadInput: the end is not after the start, or a time is none.
    """
    for text in (start, end):
        if text and not _CLOCK.fullmatch(text):
            raise BadInput(_("Skriv klokkeslettet som 09.30."))
    if start and end and start >= end:
        raise BadInput(_("De må komme før de går."))
    with store.change(_("Når de er der")) as step:
        for participant_id in participant_ids:
            store.update("participants", participant_id, present_from=start or None, present_to=end or None)
    return step.changes


def withdraw(store: Store, participant_ids: tuple[str, ...]) -> Changes:
    """Say that people who were registered are not coming after all; they stay on the list as absent."""
    with store.change(_("Meld av")) as step:
        for participant_id in participant_ids:
            mark(store, participant_id, Attendance.ABSENT)
    return step.changes


def mark_many(store: Store, participant_ids: Sequence[str], status: Attendance) -> Changes:
    """Say of several people whether they came, in one step that can be taken back."""
    with store.change(_("Oppmøte")) as step:
        for participant_id in participant_ids:
            mark(store, participant_id, status)
    return step.changes


def settle_offer(store: Store, participant_id: str) -> Changes:
    """What somebody offered to tell of is in the queue, or declined: it is not proposed any more."""
    with store.change(_("Forslag til innlegg")) as step:
        store.update("participants", participant_id, presents="")
    return step.changes


def remove(store: Store, participant_ids: tuple[str, ...]) -> Changes:
    """Take people off a gathering's list; they stay in the register."""
    with store.change(_("Fjern deltakere")) as step:
        rows = store.rows(
            "SELECT pe.given_name, pe.family_name, g.title FROM participants AS pa JOIN people AS pe"
            " ON pe.id = pa.person_id JOIN gatherings AS g ON g.id = pa.gathering_id"
            " WHERE pa.id IN (SELECT value FROM json_each(?)) ORDER BY pa.id",
            json.dumps(participant_ids),
        )
        if rows:
            title = told(full_name(row["given_name"], row["family_name"]) for row in rows)
            roots = [("participants", id_) for id_ in participant_ids]
            trash.keep(store, TrashKind.PARTICIPANTS, title, roots, about=rows[0]["title"])
        for participant_id in participant_ids:
            store.delete("participants", participant_id)
    return step.changes


def mark(store: Store, participant_id: str, status: Attendance) -> Changes:
    """Say whether someone is present, late, absent or just registered; kept as an entry."""
    # Somebody may be taken off the list on one screen while another still shows them.
    gathering_id = store.value("SELECT gathering_id FROM participants WHERE id = ?", participant_id)
    if gathering_id is None:
        return NOTHING
    with store.change() as step:
        entries.append(store, EntryKind.ATTENDANCE, gathering_id, participant_id, {"status": status})
    return step.changes
