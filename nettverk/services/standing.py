"""What stands now where something was typed: what kept text is compared with before it is put back."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Protocol, TypeVar

from nettverk.domain.errors import Gone
from nettverk.domain.plan import Gathering, Part
from nettverk.domain.typed import (
    Owner,
    Typed,
    TypedAnswer,
    TypedCommitment,
    TypedField,
    TypedLoose,
    TypedNewcomer,
    TypedPress,
    TypedSheet,
    TypedSheetAnswer,
    TypedSheetText,
    Value,
    texts,
)
from nettverk.services import (
    contributions,
    follow_up,
    gatherings,
    goals,
    methods,
    pairings,
    participants,
    picture_notes,
    plan,
    reflections,
    settings,
)
from nettverk.services.organisation import meetings
from nettverk.services.register import register
from nettverk.services.sheets import answers, stored
from nettverk.storage.store import Store

Standing = dict[str, Value]
"""Values by the name of each field."""


def standing(store: Store, typed: Typed) -> Standing | None:
    """What stands where this was typed; None where the place is gone."""
    match typed:
        case TypedSheet():
            return _sheet(store, typed)
        case TypedSheetAnswer():
            return _sheet_answer(store, typed)
        case TypedSheetText(sheet_id=sheet_id):
            row = stored.newest_row(store, sheet_id)
            return None if row is None or row["removed"] or not row["own"] else {"definition": row["definition"]}
        case TypedCommitment():
            return _commitment(store, typed)
        case TypedAnswer():
            return _answer(store, typed)
        case TypedNewcomer():
            return _newcomer(store, typed)
        case TypedPress():
            return _press(store, typed)
        case TypedField(owner=Owner.SETTING, id=key, field=field):
            return {field: settings.get(store, key)}
        case TypedField(owner=Owner.PICTURE, id=picture, field=field):
            note = picture_notes.read(store, picture)
            return None if note is None else {field: note}
        case TypedField():
            return _field(store, typed)
        case TypedLoose():
            return None


def _sheet(store: Store, typed: TypedSheet) -> Standing | None:
    here = "SELECT id FROM sheet_uses WHERE id = ? AND gathering_id = ?"
    if store.one(here, typed.question_id, typed.gathering_id) is None:
        return None
    for answer in reflections.all_(store, typed.gathering_id):
        if (answer.table, answer.question_id) == (typed.table, typed.question_id):
            return {"text": answer.text}
    return {"text": ""}


def _sheet_answer(store: Store, typed: TypedSheetAnswer) -> Standing | None:
    if (
        store.one("SELECT 1 FROM sheet_uses WHERE id = ? AND gathering_id = ?", typed.use_id, typed.gathering_id)
        is None
    ):
        return None
    place = (typed.respondent, typed.block, typed.point)
    for said in answers.of_use(store, typed.use_id):
        if (said.respondent.key, said.block, said.point) == place:
            number = None if said.number is None else round(said.number)
            return {"text": said.text, "level": said.level, "ticked": int(said.ticked), "number": number}
    return {"text": "", "level": "", "ticked": 0, "number": None}


def _commitment(store: Store, typed: TypedCommitment) -> Standing | None:
    unit = store.one("SELECT id FROM units WHERE id = ?", typed.unit_id)
    if not _is_gathering(store, typed.gathering_id) or unit is None:
        return None
    for promised in follow_up.commitments(store, typed.gathering_id):
        if promised.id == typed.commitment_id:
            said = promised.grounds
            return {
                "what": promised.what, "who": promised.who, "by": promised.by, "taken_up_in": promised.taken_up_in,
                "why": said.why, "drivers": ",".join(said.drivers), "together": ",".join(said.together),
                "heard": ",".join(said.heard), "sign": said.sign, "sign_before": said.sign_before, "goal": said.goal,
            }  # fmt: skip
    return {
        "what": "", "who": "", "by": None, "taken_up_in": "", "why": "", "drivers": "", "together": "", "heard": "",
        "sign": "", "sign_before": "", "goal": "",
    }  # fmt: skip


def _answer(store: Store, typed: TypedAnswer) -> Standing | None:
    if not _is_gathering(store, typed.gathering_id):
        return None
    for promised in follow_up.earlier(store, typed.gathering_id):
        if promised.id == typed.commitment_id:
            return {"status": str(promised.status), "learnt": promised.learnt, "sign_now": promised.sign_now}
    return None


def _newcomer(store: Store, typed: TypedNewcomer) -> Standing | None:
    if not _is_gathering(store, typed.gathering_id):
        return None
    name = (typed.given_name.strip(), typed.family_name.strip())
    for person in participants.all_(store, typed.gathering_id):
        if (person.given_name, person.family_name) == name:
            return texts(typed)  # they are on the list already
    return {"given_name": "", "family_name": "", "new_unit": ""}


def _press(store: Store, typed: TypedPress) -> Standing | None:
    if not _is_gathering(store, typed.gathering_id):
        return None
    known = "SELECT id FROM entries WHERE gathering_id = ? AND kind = 'rundown' AND data ->> 'key' = ?"
    return texts(typed) if store.one(known, typed.gathering_id, typed.key) else {"kind": ""}


def _is_gathering(store: Store, gathering_id: str) -> bool:
    return store.one("SELECT id FROM gatherings WHERE id = ?", gathering_id) is not None


def _field(store: Store, typed: TypedField) -> Standing | None:
    if typed.owner is Owner.TABLE:
        name = store.value("SELECT name FROM group_tables WHERE id = ?", typed.id)
        return None if name is None else {typed.field: str(name)}
    if typed.owner is Owner.METHOD:
        method = methods.own(store).get(typed.id)
        return None if method is None else {typed.field: methods.field_text(method, typed.field)}
    row = _row(store, typed)
    match row:
        case None:
            return None
        case Part() as part if typed.field == "questions":
            return {"questions": "\n".join(question.text for question in part.questions)}
        case Part(method=method) if typed.field == "method":
            return {"method": method.id if method else ""}
        case Gathering(goals=goals) if typed.field == "goals":
            return {"goals": "\n".join(goals)}
    value: Value = getattr(row, typed.field, None)
    return {typed.field: "" if value is None and isinstance(typed.value, str) else value}


class _HasId(Protocol):
    @property
    def id(self) -> str: ...


Row = TypeVar("Row", bound=_HasId)


def _row(store: Store, typed: TypedField) -> object:  # noqa: C901, PLR0912 - one case an owner
    """The row a field belongs to, as its own service reads it; None where it is gone."""
    match typed.owner:
        case Owner.PART:
            return _by_id(plan.parts(store, _gathering_of(store, "parts", typed.id)), typed.id)
        case Owner.GATHERING:
            try:
                return gatherings.get(store, typed.id)
            except Gone:
                return None
        case Owner.PERSON:
            return _by_id(register.people(store), typed.id)
        case Owner.UNIT:
            return _by_id(register.units(store), typed.id)
        case Owner.NETWORK:
            return _by_id(register.networks(store), typed.id)
        case Owner.DISTRICT:
            return _by_id(register.districts(store), typed.id)
        case Owner.CONTRIBUTION:
            return _by_id(contributions.queue(store, _gathering_of(store, "contributions", typed.id)), typed.id)
        case Owner.GOAL:
            return goals.get(store, typed.id)
        case Owner.MEETING:
            return meetings.get(store, typed.id)
        case Owner.MEETING_POINT:
            return meetings.point(store, typed.id)
        case Owner.PAIRING:
            return pairings.get(store, typed.id)
        case Owner.PARTICIPANT:
            return _by_id(participants.all_(store, _gathering_of(store, "participants", typed.id)), typed.id)
        case _:
            return None


def _by_id(rows: Iterable[Row], id_: str) -> Row | None:
    return next((row for row in rows if row.id == id_), None)


def _gathering_of(store: Store, table: str, id_: str) -> str:
    """The gathering of a row in one of our own tables; empty where the row is gone."""
    return str(store.value(f"SELECT gathering_id FROM {table} WHERE id = ?", id_) or "")
