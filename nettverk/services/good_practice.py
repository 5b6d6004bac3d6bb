"""God praksis: marking what worked, the unit's consent to stand there by name, and reading it for paper and wall.

A mark is an append-only entry about what it marks, so that two machines that mark the same thing both count, and
what was marked when is never lost. The consent is for one unit: if the thing is another unit's afterwards, it is void.
"""

from __future__ import annotations

import json
from collections.abc import Iterable
from contextlib import suppress
from dataclasses import dataclass, replace
from datetime import date
from typing import Any

from nettverk.domain.changes import NOTHING, Changes
from nettverk.domain.entries import EntryKind
from nettverk.domain.errors import BadInput
from nettverk.domain.good_practice import CONSENT_LENGTH, Consent, GoodOn, GoodPractice, without_name
from nettverk.i18n import _, short_date
from nettverk.services.reflections import clean
from nettverk.services.themes import marks
from nettverk.storage import entries
from nettverk.storage.store import Row, Store

KIND = EntryKind.GOOD_PRACTICE
_MARKED = (
    "SELECT e.object, e.gathering_id, e.data, g.title, g.held_on, g.network_id FROM current_entries AS e"
    " JOIN gatherings AS g ON g.id = e.gathering_id WHERE e.kind = 'good_practice' AND e.data ->> 'on' = 1"
)
# The network's gatherings first, whatever SQLite thinks: they are few, and what was marked in twenty years is many.
_MARKED_IN = (
    "SELECT e.object, e.gathering_id, e.data, g.title, g.held_on, g.network_id FROM gatherings AS g"
    " CROSS JOIN current_entries AS e ON e.gathering_id = g.id AND e.kind = 'good_practice'"
    " WHERE g.network_id = ? AND e.data ->> 'on' = 1"
)


@dataclass(frozen=True, slots=True)
class Known:
    """What is marked, and where it is."""

    on: GoodOn
    id: str
    gathering_id: str

    @property
    def object(self) -> str:
        """What its entry is about."""
        return f"{self.on}:{self.id}"


# --- write ---


def mark(store: Store, thing: Known) -> Changes:
    """Say that something is good practice; the same again changes nothing. Undo takes it back.

    Raises:
        BadInput: it is gone, or nobody has said what it was.
    """
    said = _said(store, thing)
    if said is None or not said.what.strip():
        raise BadInput(_("Det finnes ikke lenger, eller det står ikke hva det var."))
    now = _data(store, thing)
    if now.get("on"):
        return NOTHING
    return _write(store, thing, {**now, "on": 1}, _("Merk som god praksis"))


def unmark(store: Store, thing: Known) -> Changes:
    """Say that something is not good practice after all; the consent goes with it."""
    if not _data(store, thing).get("on"):
        return NOTHING
    return _write(store, thing, {"on": 0}, _("Ikke god praksis lenger"))


def consent(store: Store, thing: Known, by: str, on: date) -> Changes:
    """Note that the unit has said yes to stand there by name.

    Args:
        by: the role of whoever said yes («styrer»), never a name.
        on: the day they said it.

    Raises:
        BadInput: it is not marked, no unit is behind it, the role is missing, or it is somebody's name.
    """
    words = " ".join(clean(by).split())[:CONSENT_LENGTH].strip()
    said, data = _said(store, thing), _data(store, thing)
    if said is None or not data.get("on"):
        raise BadInput(_("Merk det som god praksis først."))
    if not said.unit_id:
        raise BadInput(_("Det er ingen enhet bak, så det trengs ikke noe samtykke."))
    if not words:
        raise BadInput(_("Skriv hvilken rolle den som sa ja, har: styrer, rektor …"))
    if marks.is_somebody(store, thing.gathering_id, words) or is_known(store, words):
        raise BadInput(_("Skriv rollen til den som sa ja, og ikke hva vedkommende heter."))
    new = {**data, "unit": said.unit_id, "consent": words, "consented_on": on.isoformat()}
    return _write(store, thing, new, _("Noter samtykke")) if new != data else NOTHING


def withdraw(store: Store, thing: Known) -> Changes:
    """Take the consent back: from now on the unit's name is on no paper, wall or list."""
    data = _data(store, thing)
    if not data.get("consent"):
        return NOTHING
    left = {name: value for name, value in data.items() if name not in {"consent", "consented_on", "unit"}}
    return _write(store, thing, left, _("Trekk samtykket"))


def set_on_wall(store: Store, thing: Known, *, on_wall: bool) -> Changes:
    """Let it be among what is shown on the wall, or not.

    Raises:
        BadInput: it is not marked.
    """
    data = _data(store, thing)
    if not data.get("on"):
        raise BadInput(_("Merk det som god praksis først."))
    if bool(data.get("on_wall")) == on_wall:
        return NOTHING
    label = _("Vis på lerretet") if on_wall else _("Ta av lerretet")
    return _write(store, thing, {**data, "on_wall": int(on_wall)}, label)


def _write(store: Store, thing: Known, data: dict[str, Any], label: str) -> Changes:
    with store.change(label) as step:
        entries.append(store, KIND, thing.gathering_id, thing.object, data)
    return step.changes


def _data(store: Store, thing: Known) -> dict[str, Any]:
    row = entries.current(store, KIND, thing.gathering_id, thing.object)
    with suppress(ValueError):
        data = json.loads(row["data"]) if row else {}
        return data if isinstance(data, dict) else {}
    return {}


def is_known(store: Store, words: str) -> bool:
    """Whether these words are the full name of somebody in the register; the unit's own people need not be here."""
    look = words.casefold()
    rows = store.rows("SELECT given_name, family_name FROM people WHERE ? LIKE '%' || family_name || '%'", words)
    return any(f"{row['given_name']} {row['family_name']}".strip().casefold() == look for row in rows)


# --- read ---


def of_thing(store: Store, thing: Known) -> GoodPractice | None:
    """One that is marked; None where it is not, or is gone."""
    rows = store.rows(f"{_MARKED} AND e.gathering_id = ? AND e.object = ?", thing.gathering_id, thing.object)
    return next(iter(_read(store, rows)), None)


def all_(store: Store, network_id: str = "") -> tuple[GoodPractice, ...]:
    """Everything that is marked and still there, the newest first.

    Args:
        network_id: of this network alone.
    """
    order = "ORDER BY g.held_on IS NOT NULL, g.held_on DESC, g.id, e.at, e.object"
    if network_id:
        return tuple(_read(store, store.rows(f"{_MARKED_IN} {order}", network_id)))
    return tuple(_read(store, store.rows(f"{_MARKED} {order}")))


def for_others(store: Store, network_id: str = "", *, on_wall: bool = False) -> tuple[GoodPractice, ...]:
    """As ``all_``, for paper, wall and lists that go out.

    What has no consent has no name of its unit, and none of the ways it is written stands in the texts either.

    Args:
        on_wall: only what was chosen for the wall.
    """
    practices = []
    for practice in all_(store, network_id):
        if on_wall and not practice.on_wall:
            continue
        practices.append(practice if practice.consent or not practice.unit_id else _nameless(store, practice))
    return tuple(practices)


def _nameless(store: Store, practice: GoodPractice) -> GoodPractice:
    spelt = store.rows("SELECT spelling FROM unit_spellings WHERE unit_id = ?", practice.unit_id)
    names = {practice.unit_name, *(row["spelling"] for row in spelt)}
    return replace(
        practice,
        unit_name="",
        what=without_name(practice.what, names),
        learnt=without_name(practice.learnt, names),
        why=without_name(practice.why, names),
        sign=without_name(practice.sign, names),
        sign_before=without_name(practice.sign_before, names),
        sign_now=without_name(practice.sign_now, names),
    )


def _read(store: Store, rows: Iterable[Row]) -> Iterable[GoodPractice]:
    units = {row["id"]: row["name"] for row in store.rows("SELECT id, name FROM units")}
    for row in rows:
        on, _colon, id_ = row["object"].partition(":")
        if on not in set(GoodOn):
            continue  # of a program that can mark more than this one
        said = _said(store, Known(GoodOn(on), id_, row["gathering_id"]))
        if said is None or not said.what.strip():
            continue
        data = json.loads(row["data"])
        day = date.fromisoformat(row["held_on"]) if row["held_on"] else None
        where = " · ".join(word for word in (row["title"], short_date(day) if day else "") if word)
        yield replace(
            said, unit_name=units.get(said.unit_id, ""), consent=_consent(data, said.unit_id),
            on_wall=bool(data.get("on_wall")), held_on=day, where=where,
        )  # fmt: skip


def _consent(data: dict[str, Any], unit_id: str) -> Consent | None:
    if not data.get("consent") or not unit_id or data.get("unit") != unit_id:
        return None
    with suppress(ValueError, TypeError):
        return Consent(str(data["consent"]), date.fromisoformat(data["consented_on"]))
    return None


def _said(store: Store, thing: Known) -> GoodPractice | None:
    """What is marked as it reads now; None where it is gone."""
    empty = GoodPractice(thing.on, thing.id, thing.gathering_id, "")
    if thing.on is GoodOn.CONTRIBUTION:
        row = store.one("SELECT * FROM contributions WHERE id = ? AND gathering_id = ?", thing.id, thing.gathering_id)
        return replace(empty, what=row["title"], unit_id=row["unit_id"] or "") if row else None
    kind = EntryKind.COMMITMENT if thing.on is GoodOn.COMMITMENT else EntryKind.THEME
    entry = entries.current(store, kind, thing.gathering_id, thing.id)
    with suppress(ValueError, KeyError, TypeError):
        data = json.loads(entry["data"]) if entry else {"removed": 1}
        if data.get("removed") or data.get("into"):
            return None
        if kind is EntryKind.THEME:
            return replace(empty, what=str(data["name"]))
        return replace(
            empty,
            what=str(data["what"]),
            unit_id=str(data["unit"]),
            learnt=str(data.get("learnt") or ""),
            why=str(data.get("why") or ""),
            sign=str(data.get("sign") or ""),
            sign_before=str(data.get("sign_before") or ""),
            sign_now=str(data.get("sign_now") or ""),
        )
    return None
