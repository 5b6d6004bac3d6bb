"""Min mal: a gathering's plan kept under a name, to begin others from."""

from __future__ import annotations

import json
from datetime import time

from nettverk.domain.changes import Changes
from nettverk.domain.errors import BadInput
from nettverk.domain.plan import Part
from nettverk.domain.trash import TrashKind
from nettverk.i18n import _, _n
from nettverk.services import gatherings, plan, trash
from nettverk.services.templates import Template
from nettverk.storage.store import Row, Store


def all_(store: Store) -> tuple[Template, ...]:
    """The templates somebody has kept, by name."""
    return tuple(_template(row) for row in store.rows("SELECT * FROM own_templates ORDER BY name COLLATE NOCASE"))


def _template(row: Row) -> Template:
    raw = json.loads(row["raw"])
    parts = raw["parts"]
    about = _n("{n} del, egen mal", "{n} deler, egen mal", len(parts))
    return Template(
        row["id"],
        row["name"],
        about,
        "",
        time.fromisoformat(raw["starts_at"]),
        time.fromisoformat(raw["ends_at"]),
        tuple(parts),
    )


def keep(store: Store, gathering_id: str, name: str) -> Changes:
    """Keep a gathering's plan as a template; one that has the name already is replaced.

    Raises:
        BadInput: no name, or an empty plan.
    """
    name = name.strip()
    if not name:
        raise BadInput(_("Malen trenger et navn."))
    here = gatherings.get(store, gathering_id)
    parts = plan.parts(store, gathering_id)
    if not parts:
        raise BadInput(_("Planen er tom. Legg inn delene først."))
    raw = json.dumps(
        {
            "starts_at": f"{here.starts_at:%H:%M}",
            "ends_at": f"{here.ends_at:%H:%M}",
            "parts": [_part(part) for part in parts],
        },
        ensure_ascii=False,
    )
    with store.change(_("Lagre som min mal")) as step:
        before = store.value("SELECT id FROM own_templates WHERE name = ? COLLATE NOCASE", name)
        if before is None:
            step.made = store.insert("own_templates", name=name, raw=raw)
        else:
            store.update("own_templates", before, name=name, raw=raw)
            step.made = str(before)
    return step.changes


def _part(part: Part) -> dict[str, object]:
    return {
        "kind": part.kind,
        "title": part.title,
        "minutes": part.minutes,
        "floor_minutes": part.floor_minutes,
        "organising": part.organising,
        "method": part.method.id if part.method else "",
        "fixed_start": f"{part.fixed_start:%H:%M}" if part.fixed_start else "",
        "notes": part.notes,
        "questions": [use.sheet.title for use in part.sheets if use.simple],
        "sheets": [use.sheet.id for use in part.sheets if not use.simple],
    }


def remove(store: Store, template_id: str) -> Changes:
    """Do not offer a template any more; gatherings that began from it stay as they are."""
    name = store.value("SELECT name FROM own_templates WHERE id = ?", template_id)
    with store.change(_("Fjern malen")) as step:
        if name is not None:
            trash.keep(store, TrashKind.TEMPLATE, str(name), [("own_templates", template_id)])
        store.delete("own_templates", template_id)
    return step.changes
