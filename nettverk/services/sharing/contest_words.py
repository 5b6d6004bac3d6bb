"""What is open between machines, in words: where it stands, and how each of them reads."""

from __future__ import annotations

import json
from collections.abc import Callable, Mapping
from contextlib import suppress
from dataclasses import replace
from datetime import date
from typing import Any

from nettverk.domain.entries import EntryKind
from nettverk.domain.follow_up import CommitmentStatus, status_name
from nettverk.domain.journal.model import Key, Value, Values
from nettverk.domain.participants import Attendance, attendance_name
from nettverk.domain.registry import full_name
from nettverk.domain.sheets.answers import SheetAnswer, respondent, respondent_name
from nettverk.i18n import _, join, short_date
from nettverk.services.sheets import uses
from nettverk.storage.store import Store

SAID = frozenset({
    EntryKind.REFLECTION, EntryKind.SHEET_ANSWER, EntryKind.COMMITMENT, EntryKind.ATTENDANCE, EntryKind.GOAL,
    EntryKind.NEED,
})  # fmt: skip
"""What one is asked about; of the rest the newest counts."""
JOINABLE = frozenset({EntryKind.REFLECTION, EntryKind.SHEET_ANSWER})

FIELDS: Mapping[str, tuple[str, ...]] = {
    "gatherings": (
        "title", "theme", "held_on", "starts_at", "ends_at", "place", "next_on", "next_starts_at", "next_place",
        "owner", "notes",
    ),
    "parts": ("title", "minutes", "fixed_start", "speaker", "notes"),
    "sheet_uses": ("text",),
    "goals": ("text",),
    "people": ("given_name", "family_name", "unit_id", "role", "email"),
    "participants": ("unit_id", "role", "present_from", "present_to"),
    "units": ("name", "district_id"),
    "networks": ("name", "purpose", "coordinator"),
    "contributions": ("title", "speaker", "minutes", "unit_id"),
    "year_items": ("title", "due_on", "owner", "note"),
}  # fmt: skip
"""The columns that people write in, by table."""


def field_name(column: str) -> str:
    """What people call a column."""
    return {
        "title": _("tittel"),
        "theme": _("tema"),
        "held_on": _("dag"),
        "starts_at": _("start"),
        "ends_at": _("slutt"),
        "place": _("sted"),
        "next_on": _("neste dag"),
        "next_starts_at": _("neste start"),
        "next_place": _("neste sted"),
        "owner": _("ansvarlig"),
        "notes": _("notater"),
        "note": _("notat"),
        "minutes": _("minutter"),
        "fixed_start": _("fast start"),
        "speaker": _("hvem som holder den"),
        "text": _("tekst"),
        "given_name": _("fornavn"),
        "family_name": _("etternavn"),
        "unit_id": _("enhet"),
        "district_id": _("bydel"),
        "role": _("rolle"),
        "email": _("e-post"),
        "present_from": _("til stede fra"),
        "present_to": _("til stede til"),
        "name": _("navn"),
        "purpose": _("formål"),
        "coordinator": _("koordinator"),
        "due_on": _("frist"),
    }[column]


def value(store: Store, column: str, stored: Value) -> str:
    """A stored value as one reads it."""
    if stored in {None, ""}:
        return _("(tomt)")
    if column.endswith("_on"):
        with suppress(ValueError):
            return short_date(date.fromisoformat(str(stored)))
    table = {"unit_id": "units", "district_id": "districts"}.get(column)
    if table is not None:
        return str(store.value(f"SELECT name FROM {table} WHERE id = ?", stored) or _("(fjernet)"))
    return str(stored)


def place_of_field(store: Store, key: Key, row: Values, column: str) -> tuple[str, ...]:
    """Where a column is seen, from the outside in."""
    return (*thing(store, key, row), field_name(column))


def thing(store: Store, key: Key, row: Values) -> tuple[str, ...]:
    """What a row is called, with what it belongs to before it."""
    gathering = store.value("SELECT title FROM gatherings WHERE id = ?", row.get("gathering_id"))
    outer = (str(gathering),) if gathering else ()
    match key[0]:
        case "people":
            return (_person(row),)
        case "participants":
            person = store.one("SELECT given_name, family_name FROM people WHERE id = ?", row["person_id"])
            return (*outer, _person(dict(person)) if person is not None else _("Deltaker"))
        case "sheet_uses":
            return (*outer, _("Spørsmål"))
        case "goals":
            return (*outer, _("Mål"))
        case _:
            return (*outer, str(row.get("title") or row.get("name") or ""))


def _person(row: Values) -> str:
    return full_name(str(row["given_name"]), str(row["family_name"]))


# --- of what is said ---


def said(store: Store, kind: str, object_: str, data: str) -> str:
    """What an entry says, as one reads it."""
    content: Mapping[str, Any] = json.loads(data)
    match EntryKind(kind):
        case EntryKind.SHEET_ANSWER:
            return _sheet_answer(store, object_, content)
        case EntryKind.COMMITMENT:
            return _commitment(content)
        case EntryKind.ATTENDANCE:
            return attendance_name(Attendance(content["status"]))
        case EntryKind.GOAL | EntryKind.NEED if content.get("removed"):
            return _("(fjernet)")
        case _:
            return str(content.get("text", ""))


def _sheet_answer(store: Store, object_: str, content: Mapping[str, Any]) -> str:
    use = uses.get(store, object_.partition(":")[0])
    place = object_.split(":")
    block = use.sheet.block(place[2]) if use is not None and len(place) > 2 else None
    names = {level.id: level.label for level in block.levels} if block is not None else {}
    words = [names.get(level, level) for level in (str(content.get("level", "")),) if level]
    words += [str(content["text"])] if content.get("text") else []
    words += [f"{content['number']} %"] if content.get("number") is not None else []
    words += [f"{names.get(level, level)}: {count}" for level, count in dict(content.get("counts") or {}).items()]
    if content.get("ticked") and not words:
        words = [_("krysset av")]
    return "\n".join(words)


def _commitment(content: Mapping[str, Any]) -> str:
    if content.get("removed"):
        return _("(fjernet)")
    by = str(content.get("by") or "")
    with suppress(ValueError):
        by = short_date(date.fromisoformat(by))
    status = ""
    with suppress(ValueError):
        status = status_name(CommitmentStatus(str(content.get("status", ""))))
    words = (str(content.get("what", "")), str(content.get("who") or ""), by, status, str(content.get("learnt") or ""))
    return " · ".join(word for word in words if word)


def place_of_said(store: Store, gathering_id: str, kind: str, object_: str) -> tuple[str, ...]:
    """Where something said is seen, from the outside in."""
    title = str(store.value("SELECT title FROM gatherings WHERE id = ?", gathering_id) or "")
    inner: Mapping[EntryKind, Callable[[], tuple[str, ...]]] = {
        EntryKind.REFLECTION: lambda: _of_reflection(store, object_),
        EntryKind.SHEET_ANSWER: lambda: _of_sheet(store, object_),
        EntryKind.ATTENDANCE: lambda: _of_participant(store, object_),
        EntryKind.COMMITMENT: lambda: _of_unit(store, gathering_id, object_),
        EntryKind.GOAL: lambda: (_("Mål"),),
        EntryKind.NEED: lambda: (_("Behov"),),
    }
    return (title, *inner[EntryKind(kind)]())


def _of_reflection(store: Store, object_: str) -> tuple[str, ...]:
    table, question_id = answer(EntryKind.REFLECTION, object_)
    question = store.value("SELECT text FROM sheet_uses WHERE id = ?", question_id)
    return (_("Bord {number}").format(number=table), str(question or ""))


def _of_sheet(store: Store, object_: str) -> tuple[str, ...]:
    use_id, who, *_rest = object_.split(":")
    use = uses.get(store, use_id)
    of = respondent(who)
    unit = store.value("SELECT name FROM units WHERE id = ?", of.unit_id) if of.unit_id else ""
    return (respondent_name(of, str(unit or "")), use.sheet.title if use is not None else "")


def _of_participant(store: Store, object_: str) -> tuple[str, ...]:
    row = store.one(
        "SELECT pe.given_name, pe.family_name FROM participants AS pa JOIN people AS pe ON pe.id = pa.person_id"
        " WHERE pa.id = ?",
        object_,
    )
    name = full_name(row["given_name"], row["family_name"]) if row is not None else _("Deltaker")
    return (name, _("oppmøte"))


def _of_unit(store: Store, gathering_id: str, object_: str) -> tuple[str, ...]:
    unit = store.value(
        "SELECT u.name FROM current_entries AS e JOIN units AS u ON u.id = e.data ->> 'unit'"
        " WHERE e.gathering_id = ? AND e.kind = 'commitment' AND e.object = ?",
        gathering_id, object_,
    )  # fmt: skip
    return (str(unit or ""), _("tiltak"))


def answer(kind: str, object_: str) -> tuple[int, str]:
    """Of a table's answer to a question the table's number and the question's id; else (0, "")."""
    pieces = object_.split(":", 2)
    if kind != EntryKind.REFLECTION or len(pieces) < 3 or not pieces[1].isdecimal():
        return 0, ""
    return int(pieces[1]), pieces[2]


def with_text(of: SheetAnswer, text: str) -> SheetAnswer:
    """The same answer with another text."""
    return replace(of, text=text)


def told(place: tuple[str, ...]) -> str:
    """A place in one line."""
    return " · ".join(word for word in place if word)


def machines(names: list[str]) -> str:
    """Whose they are, in one line."""
    return join(list(dict.fromkeys(names)))
