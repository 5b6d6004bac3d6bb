"""Consent per gathering before anything goes to the university: asked, answered, and taken back by one key.

Each answer is an append-only entry at its gathering, so that it can be told afterwards who said what when.
"""

from __future__ import annotations

import json
from contextlib import suppress
from datetime import date
from typing import Any

from nettverk.domain.changes import NOTHING, Changes
from nettverk.domain.data_tables import Extent
from nettverk.domain.entries import EntryKind
from nettverk.domain.errors import BadInput
from nettverk.domain.university import LONGEST_BY, ConsentState, GatheringConsent
from nettverk.domain.year.days import first_day, last_day
from nettverk.i18n import _
from nettverk.services.good_practice import is_known
from nettverk.services.reflections import clean
from nettverk.services.reports.clean_texts import CleanTexts
from nettverk.services.themes import marks
from nettverk.storage import entries
from nettverk.storage.store import Row, Store

KIND = EntryKind.CONSENT
_HELD = (
    "SELECT g.id, g.title, g.held_on, g.network_id, n.name AS network, coalesce(d.name, '') AS district,"
    " e.data FROM gatherings AS g"
    " JOIN networks AS n ON n.id = g.network_id LEFT JOIN districts AS d ON d.id = g.district_id"
    " LEFT JOIN current_entries AS e ON e.gathering_id = g.id AND e.kind = 'consent' AND e.object = g.id"
    " WHERE g.held_on BETWEEN ?1 AND ?2 AND g.cancelled = 0 AND (?3 = '' OR g.id = ?3)"
    " AND (?4 = '' OR g.network_id = ?4) ORDER BY g.held_on DESC, n.name, g.id"
)


def of_extent(store: Store, extent: Extent) -> tuple[GatheringConsent, ...]:
    """The gatherings that have been held, the latest first, each with what was answered."""
    today = store.today()
    first = date.min if extent.year is None else first_day(extent.year)
    last = today if extent.year is None else min(last_day(extent.year), today)
    rows = store.rows(_HELD, first.isoformat(), last.isoformat(), extent.gathering_id, extent.network_id)
    return tuple(_consent(row) for row in rows)


def ask(store: Store, gathering_id: str, on: date) -> Changes:
    """Note that they have been asked. What has been answered already stands.

    Raises:
        BadInput: the gathering is gone.
    """
    if _state(_data(store, gathering_id)) is not ConsentState.NOT_ASKED:
        return NOTHING
    return _write(store, gathering_id, ConsentState.ASKED, "", on, _("Spurt om samtykke"))


def answer(store: Store, gathering_id: str, by: str, on: date, *, yes: bool) -> Changes:
    """Note what was answered.

    Args:
        by: who answered, as a role or a group («alle som var der», «arbeidsgruppa»), never a name.

    Raises:
        BadInput: it does not say who, it is somebody's name, or the gathering is gone.
    """
    words = " ".join(clean(by).split())[:LONGEST_BY].strip()
    if not words:
        raise BadInput(_("Skriv hvem som svarte: alle som var der, arbeidsgruppa …"))
    known = marks.is_somebody(store, gathering_id, words) or is_known(store, words)
    if known or CleanTexts(store).findings([words]):
        raise BadInput(_("Skriv rollen til den som svarte, og ikke hva vedkommende heter."))
    state = ConsentState.GIVEN if yes else ConsentState.DECLINED
    return _write(store, gathering_id, state, words, on, _("Noter samtykke") if yes else _("Noter et nei"))


def withdraw(store: Store, gathering_id: str, on: date) -> Changes:
    """Take a yes back: from now on nothing of the gathering goes out."""
    data = _data(store, gathering_id)
    if _state(data) is not ConsentState.GIVEN:
        return NOTHING
    by = str(data.get("by", ""))
    return _write(store, gathering_id, ConsentState.WITHDRAWN, by, on, _("Trekk samtykket"))


def _write(store: Store, gathering_id: str, state: ConsentState, by: str, on: date, label: str) -> Changes:
    if store.value("SELECT 1 FROM gatherings WHERE id = ?", gathering_id) is None:
        raise BadInput(_("Samlingen finnes ikke lenger."))
    data = {"state": state.value, "by": by, "on": on.isoformat()}
    if data == _data(store, gathering_id):
        return NOTHING
    with store.change(label) as step:
        entries.append(store, KIND, gathering_id, gathering_id, data)
    return step.changes


def _data(store: Store, gathering_id: str) -> dict[str, Any]:
    row = entries.current(store, KIND, gathering_id, gathering_id)
    return _read(row["data"]) if row else {}


def _read(text: str | None) -> dict[str, Any]:
    with suppress(ValueError):
        data = json.loads(text) if text else {}
        return data if isinstance(data, dict) else {}
    return {}


def _state(data: dict[str, Any]) -> ConsentState:
    # What a newer program may have noted is no yes that this one knows of.
    with suppress(ValueError):
        return ConsentState(data.get("state", ConsentState.NOT_ASKED))
    return ConsentState.ASKED


def _consent(row: Row) -> GatheringConsent:
    data = _read(row["data"])
    day = None
    with suppress(ValueError, TypeError):
        day = date.fromisoformat(data["on"]) if data.get("on") else None
    return GatheringConsent(
        row["id"], row["title"], date.fromisoformat(row["held_on"]), row["network_id"], row["network"],
        row["district"], _state(data), str(data.get("by", "")), day,
    )  # fmt: skip
