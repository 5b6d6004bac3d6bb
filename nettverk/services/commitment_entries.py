"""How a promise is stored: an entry for each time it reads otherwise, under an id that stays.

Written here for two who promise: whoever types in Veien videre (``follow_up``), and a unit's sheet
(``sheets.promises``). Every function is called inside ``store.change()``.
"""

from __future__ import annotations

import json
from collections.abc import Mapping
from datetime import date, datetime
from typing import Any

from nettverk.domain.entries import EntryKind
from nettverk.domain.errors import Expected
from nettverk.domain.follow_up import CommitmentStatus, CommitmentText, Driver, Grounds, Heard, Together
from nettverk.i18n import _
from nettverk.services.reflections import clean
from nettverk.storage import entries
from nettverk.storage.store import Row, Store

KIND = EntryKind.COMMITMENT
_MAY_LACK = frozenset({"grounds", "sign_now"})


def append_new(
    store: Store, gathering_id: str, unit_id: str, commitment_id: str, text: CommitmentText, *,
    at: datetime | None = None,
) -> None:  # fmt: skip
    """A new promise of a unit, last among its own at the gathering."""
    last = store.value(
        "SELECT max(data ->> 'position') FROM current_entries WHERE gathering_id = ? AND kind = 'commitment'"
        " AND data ->> 'unit' = ? AND coalesce(data ->> 'removed', 0) = 0",
        gathering_id, unit_id,
    )  # fmt: skip
    data = {
        "unit": unit_id,
        "what": clean(text.what),
        "who": clean(text.who),
        "by": plain(text.by),
        "taken_up_in": clean(text.taken_up_in),
        "status": CommitmentStatus.OPEN,
        "learnt": "",
        "position": 1 + (last or 0),
        **({} if text.grounds.empty else stored_grounds(text.grounds)),
    }
    entries.append(store, KIND, gathering_id, commitment_id, data, at=at)


def change(
    store: Store, commitment_id: str, gathering_id: str, columns: Mapping[str, object], *, at: datetime | None = None
) -> bool:
    """Let a promise read otherwise, said at a gathering; whether it did.

    Args:
        columns: fields as they are stored; ``grounds`` holds a ``Grounds``.

    Raises:
        Expected: the promise is gone.
    """
    row, data = stored(store, commitment_id)
    new = {**data, **{name: plain(value) for name, value in columns.items() if name not in _MAY_LACK}}
    grounds, sign_now = columns.get("grounds"), columns.get("sign_now")
    # A commitment from before there were grounds is not written anew because it has none.
    if isinstance(grounds, Grounds) and grounds != grounds_of(data):
        new.pop("goal", None)
        new |= stored_grounds(grounds)
    if sign_now is not None and plain(sign_now) != data.get("sign_now", ""):
        new["sign_now"] = plain(sign_now)
    if new == data:
        return False
    # Remembered so that this gathering shows what it answered also later, when the promise has long been done.
    if any(new.get(name) != data.get(name) for name in ("status", "learnt", "sign_now")):
        new["answered_in"] = gathering_id
    entries.append(store, KIND, row["gathering_id"], commitment_id, new, at=at)
    return True


def set_removed(store: Store, commitment_id: str, *, removed: bool) -> bool:
    """Take a promise away, or bring it back; its history stays. Whether that changed anything.

    Raises:
        Expected: the promise is gone.
    """
    row, data = stored(store, commitment_id)
    if bool(data.get("removed")) == removed:
        return False
    entries.append(store, KIND, row["gathering_id"], commitment_id, {**data, "removed": int(removed)})
    return True


def stored(store: Store, commitment_id: str) -> tuple[Row, Mapping[str, Any]]:
    """The entry that counts, and what it says.

    Raises:
        Expected: the promise is gone.
    """
    # Whoever edits may be at a later gathering; the entry belongs where the promise was made.
    where = store.one("SELECT gathering_id FROM entries WHERE kind = 'commitment' AND object = ?", commitment_id)
    row = entries.current(store, KIND, where["gathering_id"], commitment_id) if where else None
    if row is None:
        raise Expected(_("Tiltaket er borte. Noen kan ha fjernet samlingen det hørte til."))
    return row, json.loads(row["data"])


def stored_grounds(grounds: Grounds) -> dict[str, object]:
    """The grounds of a promise as its entry holds them."""
    return {
        "why": clean(grounds.why),
        "drivers": list(grounds.drivers),
        "together": list(grounds.together),
        "heard": list(grounds.heard),
        "sign": clean(grounds.sign),
        "sign_before": clean(grounds.sign_before),
        **({"goal": grounds.goal} if grounds.goal else {}),
    }


def grounds_of(data: Mapping[str, Any]) -> Grounds:
    """What is stored of the grounds; ticks of a newer program that are not known here are passed over."""
    return Grounds(
        why=data.get("why", ""),
        drivers=tuple(choice for choice in Driver if choice in data.get("drivers", ())),
        together=tuple(choice for choice in Together if choice in data.get("together", ())),
        heard=tuple(choice for choice in Heard if choice in data.get("heard", ())),
        sign=data.get("sign", ""),
        sign_before=data.get("sign_before", ""),
        goal=data.get("goal", ""),
    )


def plain(value: object) -> object:
    """A value as JSON holds it."""
    if isinstance(value, date):
        return value.isoformat()
    return clean(value) if isinstance(value, str) else value
