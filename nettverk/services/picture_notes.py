"""The facilitator's notes to single pictures of the wall, such as a slide: what to say when it is up."""

from __future__ import annotations

import json
from collections.abc import Mapping

from nettverk.domain.changes import NOTHING, Changes
from nettverk.domain.entries import EntryKind
from nettverk.domain.errors import BadInput
from nettverk.domain.wall_reference import parse
from nettverk.i18n import _
from nettverk.services.reflections import clean
from nettverk.storage import entries
from nettverk.storage.store import Store

KIND = EntryKind.PICTURE_NOTE


def place(gathering_id: str, ref: str) -> str:
    """Which picture of which gathering, as one id; ``ref`` is the stored form of the wall's reference."""
    return f"{gathering_id} {ref}"


def all_(store: Store, gathering_id: str) -> Mapping[str, str]:
    """The notes of a gathering by the stored form of the picture's reference; emptied ones are left out."""
    rows = store.rows(
        "SELECT object, data FROM current_entries WHERE gathering_id = ? AND kind = 'picture_note'", gathering_id
    )
    texts = {row["object"]: str(json.loads(row["data"]).get("text", "")) for row in rows}
    return {ref: text for ref, text in texts.items() if text.strip()}


def read(store: Store, picture: str) -> str | None:
    """The note of a picture by its ``place``, empty where nothing is written; None where the gathering is gone."""
    gathering_id, _space, ref = picture.partition(" ")
    if store.one("SELECT 1 FROM gatherings WHERE id = ?", gathering_id) is None:
        return None
    return all_(store, gathering_id).get(ref, "")


def write(store: Store, picture: str, text: str) -> Changes:
    """Keep the note of a picture by its ``place``; typing on is one step to undo, and the same text changes nothing.

    Raises:
        BadInput: there is no such gathering, or no such kind of picture.
    """
    gathering_id, _space, ref = picture.partition(" ")
    before = read(store, picture)
    if before is None or parse(ref) is None:
        raise BadInput(_("Bildet finnes ikke lenger."))
    text = clean(text)
    if text == before:
        return NOTHING
    with store.change(_("Notat til bildet"), merge=f"picture_note:{picture}") as step:
        entries.append(store, KIND, gathering_id, ref, {"text": text})
    return step.changes
