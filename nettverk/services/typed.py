"""What somebody has typed, stored where it belongs; the same way at once, later, and after the next start."""

from __future__ import annotations

import json
from datetime import datetime

from nettverk.domain.changes import NOTHING, Changes
from nettverk.domain.errors import BadInput
from nettverk.domain.follow_up import CommitmentStatus, Driver, Grounds, Heard, Together
from nettverk.domain.rundown.events import Unknown
from nettverk.domain.rundown.stored_events import event_of
from nettverk.domain.sheets.answers import SheetAnswer, respondent, respondent_name
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
)
from nettverk.i18n import _, _c
from nettverk.services import (
    field_edits,
    follow_up,
    pairings,
    participants,
    picture_notes,
    reflections,
    settings,
    stage,
)
from nettverk.services.groups import groupings
from nettverk.services.register import register
from nettverk.services.sheets import answers, library, own, uses
from nettverk.storage.store import Store

# Fields of several lines, where two texts can both stand, one after the other.
LONG = frozenset({
    "text", "what", "why", "sign", "sign_before", "sign_now", "learnt", "notes", "note", "questions", "goals",
    "purpose", "theme", "said", "decision", "present",
})  # fmt: skip


def store_typed(store: Store, typed: Typed) -> Changes:
    """Store what was typed; what reads the same already changes nothing.

    The guard of the file remembers it until the safety copy has it too.

    Raises:
        Expected: it could not be stored, or cannot be used (BadInput), or its place is gone.
    """
    changes = _store(store, typed)
    if store.guard is not None:
        store.guard.typed.append(typed)
    return changes


def _store(store: Store, typed: Typed) -> Changes:
    match typed:
        case TypedSheet():
            return reflections.write(
                store, typed.gathering_id, typed.part_id, typed.table, typed.question_id, typed.text
            )
        case TypedSheetAnswer():
            return answers.write(store, _sheet_answer(typed))
        case TypedSheetText():
            return own.save_text(store, typed.sheet_id, typed.definition, typing=typed.field)
        case TypedCommitment():
            return follow_up.write(
                store, typed.gathering_id, typed.unit_id, typed.commitment_id,
                what=typed.what, who=typed.who, by=typed.by, taken_up_in=typed.taken_up_in, grounds=_grounds(typed),
            )  # fmt: skip
        case TypedAnswer():
            status = CommitmentStatus(typed.status)
            return follow_up.answer(
                store, typed.commitment_id, typed.gathering_id, status, typed.learnt, typed.sign_now
            )
        case TypedNewcomer():
            return participants.walk_in_new(
                store, typed.gathering_id, typed.given_name, typed.family_name,
                unit_id=typed.unit_id, new_unit=typed.new_unit,
            )  # fmt: skip
        case TypedField():
            return _store_field(store, typed)
        case TypedPress():
            return _store_press(store, typed)
        case TypedLoose():
            return NOTHING


def _grounds(typed: TypedCommitment) -> Grounds:
    return Grounds(
        typed.why,
        tuple(choice for choice in Driver if choice in typed.drivers.split(",")),
        tuple(choice for choice in Together if choice in typed.together.split(",")),
        tuple(choice for choice in Heard if choice in typed.heard.split(",")),
        typed.sign,
        typed.sign_before,
        typed.goal,
    )


def _sheet_answer(typed: TypedSheetAnswer) -> SheetAnswer:
    try:
        who = respondent(typed.respondent)
    except ValueError:
        raise BadInput(_("Ingen vet lenger hvem som svarte dette.")) from None
    return SheetAnswer(
        typed.use_id, typed.version, who, typed.block, typed.point, typed.text, typed.level, bool(typed.ticked),
        typed.number,
    )  # fmt: skip


def _store_press(store: Store, typed: TypedPress) -> Changes:
    event = event_of(typed.kind, json.loads(typed.data))
    if isinstance(event, Unknown):
        return NOTHING
    at = datetime.fromisoformat(typed.at)
    return stage.press(store, typed.gathering_id, event, at=at, key=typed.key)


def _store_field(store: Store, typed: TypedField) -> Changes:  # noqa: C901, PLR0912 - one case an owner
    id_, field, value = typed.id, typed.field, typed.value
    text = "" if value is None else str(value)
    match typed.owner:
        case Owner.PART:
            return field_edits.part_change(id_, field, value)(store)
        case Owner.GATHERING:
            return field_edits.gathering_change(id_, field, value)(store)
        case Owner.PERSON:
            return field_edits.person_change(id_, field, text)(store)
        case Owner.UNIT:
            return field_edits.unit_change(id_, field, text, typed.known_as)(store)
        case Owner.NETWORK:
            return field_edits.network_change(id_, field, text)(store)
        case Owner.CONTRIBUTION:
            return field_edits.contribution_change(id_, field, value)(store)
        case Owner.PARTICIPANT:
            return field_edits.participant_change(id_, field, text)(store)
        case Owner.DISTRICT:
            return register.edit_district(store, id_, text)
        case Owner.TABLE:
            return groupings.name_table(store, id_, text)
        case Owner.METHOD:
            return field_edits.method_change(id_, field, text)(store)
        case Owner.GOAL:
            return field_edits.goal_change(id_, field, text)(store)
        case Owner.MEETING:
            return field_edits.meeting_change(id_, field, text)(store)
        case Owner.MEETING_POINT:
            return field_edits.meeting_point_change(id_, field, text)(store)
        case Owner.PAIRING:
            return pairings.edit(store, id_, note=text)
        case Owner.PICTURE:
            return picture_notes.write(store, id_, text)
        case Owner.SETTING:
            return settings.put(store, id_, text)


def place_of(store: Store, typed: Typed) -> str:
    """Where something was typed, in words: «Ark G3-2 · Hva tar vi med oss?»."""
    match typed:
        case TypedSheet():
            for sheet in reflections.sheets(store, typed.gathering_id):
                if sheet.question_id == typed.question_id and sheet.table == typed.table:
                    return " · ".join((_("Ark {code}").format(code=sheet.code), sheet.question))
            return _("Refleksjon, bord {table}").format(table=typed.table)
        case TypedSheetAnswer():
            use = uses.get(store, typed.use_id)
            return " · ".join(word for word in (plain_place(typed), use.sheet.title if use else "") if word)
        case TypedSheetText():
            edited = library.sheet(store, typed.sheet_id)
            return _("Arket {title}").format(title=edited.title) if edited else _("Et ark i biblioteket")
        case TypedCommitment():
            name = store.value("SELECT name FROM units WHERE id = ?", typed.unit_id)
            return " · ".join(word for word in (_("Tiltak"), str(name or "")) if word)
        case TypedAnswer():
            return _("Hvordan det gikk med et tiltak")
        case TypedNewcomer():
            return _("Ny i lista")
        case TypedPress():
            return _("Trykk på scenen")
        case TypedField():
            return f"{owner_name(typed.owner)} · {field_name(typed.field)}"
        case TypedLoose(title=title):
            return title


def plain_place(typed: Typed) -> str:
    """The same without asking the database."""
    match typed:
        case TypedSheet(table=table):
            return _("Refleksjon, bord {table}").format(table=table)
        case TypedSheetAnswer(respondent=key):
            try:
                return _("Ark, {who}").format(who=respondent_name(respondent(key)).lower())
            except ValueError:
                return _("Ark")
        case TypedSheetText():
            return _("Et ark i biblioteket")
        case TypedCommitment():
            return _("Tiltak")
        case TypedAnswer():
            return _("Hvordan det gikk med et tiltak")
        case TypedNewcomer():
            return _("Ny i lista")
        case TypedPress():
            return _("Trykk på scenen")
        case TypedField(owner=owner, field=field):
            return f"{owner_name(owner)} · {field_name(field)}"
        case TypedLoose(title=title):
            return title


def owner_name(owner: Owner) -> str:
    """The user's word for what a field belongs to."""
    return {
        Owner.PART: _("Del i planen"),
        Owner.GATHERING: _("Samlingen"),
        Owner.PERSON: _("Person"),
        Owner.UNIT: _("Enhet"),
        Owner.NETWORK: _("Nettverk"),
        Owner.DISTRICT: _("Bydel"),
        Owner.PARTICIPANT: _("Deltaker"),
        Owner.CONTRIBUTION: _("Innlegg"),
        Owner.TABLE: _("Bord"),
        Owner.SETTING: _("Innstillinger"),
        Owner.METHOD: _("Arbeidsmåte"),
        Owner.GOAL: _("Mål"),
        Owner.MEETING: _("Møte"),
        Owner.MEETING_POINT: _("Sak på et møte"),
        Owner.PAIRING: _("Besøk og veiledning"),
        Owner.PICTURE: _("Bilde på lerretet"),
    }[owner]


def field_name(field: str) -> str:
    """The user's word for a field; its own name where there is none."""
    return {
        "title": _("Navn"), "name": _("Navn"), "theme": _("Tema"), "notes": _("Notater"),
        "note": _("Notat om paret"), "questions": _("Spørsmål"),
        "goals": _c("flere", "Mål"), "speaker": _("Innleder"), "place": _("Sted"), "minutes": _("Minutter"),
        "given_name": _("Fornavn"), "family_name": _("Etternavn"), "role": _("Rolle"), "email": _("E-post (valgfritt)"),
        "purpose": _("Formål"), "coordinator": _("Koordinator"), "municipality": _("Kommune"),
        "logo_alt": _("Hva logoen viser, i ord"),
        "next_place": _("Sted for neste samling"), "unit_name": _("Enhet"), "attendance": _("Oppmøte"),
        "about": _("Når den passer"), "steps": _("Steg"), "roles": _("Oppgaver ved bordet"), "form": _("Slik går den"),
        "present": _("Til stede"), "there": _("Når de er der"),
        "said": _("Det som ble sagt"), "decision": _("Vedtak"), "what": _("Oppfølging"),
        "who": _("Hvem"),
    }.get(field, field)  # fmt: skip
