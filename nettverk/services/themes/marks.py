"""What is noted about points beside their words: quote, and the role of whoever said it. Tags are as everywhere."""

from __future__ import annotations

import json
from collections.abc import Callable, Sequence
from dataclasses import replace

from nettverk.domain.changes import NOTHING, Changes
from nettverk.domain.entries import EntryKind
from nettverk.domain.errors import BadInput
from nettverk.domain.points import ROLE_LENGTH, PointMark, SpeakerRole
from nettverk.i18n import _, _n
from nettverk.services.reflections import clean
from nettverk.services.themes.board import mark_of
from nettverk.storage import entries
from nettverk.storage.store import Store


def set_quote(store: Store, gathering_id: str, points: Sequence[str], *, quote: bool = True) -> Changes:
    """Mark points as somebody's own words, or as not."""
    label = _n("Merk {n} punkt som sitat", "Merk {n} punkter som sitat", len(points)) if quote else _("Ikke sitat")
    return _mark(store, gathering_id, points, label, lambda mark: replace(mark, quote=quote))


def set_role(store: Store, gathering_id: str, points: Sequence[str], role: str) -> Changes:
    """Note the role of whoever said it: a ``SpeakerRole``, or own words; empty takes it away.

    Raises:
        BadInput: the words are the name of somebody who is known here.
    """
    words = " ".join(clean(role).split())[:ROLE_LENGTH].strip()
    if words and words not in set(SpeakerRole) and is_somebody(store, gathering_id, words):
        raise BadInput(_("Skriv hva den som sa det, gjør, og ikke hva vedkommende heter."))
    label = _("Noter rollen bak") if words else _("Ta bort rollen")
    return _mark(store, gathering_id, points, label, lambda mark: replace(mark, role=words))


def _mark(
    store: Store, gathering_id: str, points: Sequence[str], label: str, change: Callable[[PointMark], PointMark]
) -> Changes:
    if not points:
        return NOTHING
    with store.change(label) as step:
        for key in dict.fromkeys(points):
            now = entries.current(store, EntryKind.POINT_MARK, gathering_id, key)
            before = mark_of(json.loads(now["data"]) if now else None)
            after = change(before)
            if after != before:
                entries.append(store, EntryKind.POINT_MARK, gathering_id, key, _content(after))
    return step.changes


def _content(mark: PointMark) -> dict[str, object]:
    told: dict[str, object] = {"quote": mark.quote, "role": mark.role}
    return {name: value for name, value in told.items() if value}


def is_somebody(store: Store, gathering_id: str, words: str) -> bool:
    """Whether these are somebody's full name, or part of the name of somebody who is registered here."""
    look = words.casefold()
    rows = store.rows(
        "SELECT pe.given_name, pe.family_name FROM participants AS pa JOIN people AS pe ON pe.id = pa.person_id"
        " WHERE pa.gathering_id = ?",
        gathering_id,
    )
    for row in rows:
        given, family = row["given_name"].casefold(), row["family_name"].casefold()
        pieces = {given, family, f"{given} {family}".strip(), *given.split(), *family.split()}
        if look in pieces or (given and family and given in look.split() and family in look):
            return True
    return False
