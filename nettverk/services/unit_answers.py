"""What a unit answered on sheets, when it becomes one with another: every text stands, and its points are the same."""

from __future__ import annotations

import json
from collections.abc import Mapping
from typing import Any

from nettverk.domain.entries import EntryKind
from nettverk.domain.sheets.answers import Respondent
from nettverk.domain.sheets.definition import Who
from nettverk.services import lines
from nettverk.storage import entries
from nettverk.storage.store import Row, Store

_OF_UNIT = "SELECT * FROM current_entries WHERE kind = 'sheet_answer' AND instr(object, ?)"
_KIND = "SELECT * FROM current_entries WHERE kind = ?"
_TAGGED = "point:"


def move_to_unit(store: Store, keep_id: str, drop_id: str) -> None:
    """Let a unit take over what another answered; inside ``store.change()``.

    Where both have answered the same point both texts stand, with the kept one's tick, level and number.
    """
    moved: dict[str, str] = {}
    for row in store.rows(_OF_UNIT, drop_id):
        use_id, key, block, point = row["object"].split(":")
        there = _key(key, keep_id, drop_id)
        if there != key:
            moved |= _move(store, row, f"{use_id}:{there}:{block}:{point}")
    if moved:
        _move_marks(store, moved)


def _key(key: str, keep_id: str, drop_id: str) -> str:
    """The key of the unit, or of a table, a pair or one alone that answered from it, as it is afterwards."""
    if key == Respondent(Who.UNIT, unit_id=drop_id).key:
        return Respondent(Who.UNIT, unit_id=keep_id).key
    return f"{key.removesuffix(f'-{drop_id}')}-{keep_id}" if key.endswith(f"-{drop_id}") else key


def _move(store: Store, row: Row, object_: str) -> dict[str, str]:
    """Move one answer; the keys of its points before and after."""
    here, kind, data = row["gathering_id"], EntryKind.SHEET_ANSWER, json.loads(row["data"])
    now = entries.current(store, kind, here, object_)
    kept = json.loads(now["data"]) if now else {}
    both = _both(kept, data)
    entries.append(store, kind, here, object_, both)
    entries.append(store, kind, here, row["object"], {"version": data.get("version", 1)})
    before, after = lines.of_content(data), lines.of_content(both)
    same = zip(before, after[len(after) - len(before) :], strict=True) if len(after) >= len(before) else ()
    return {f"{row['object']}#{old.id}": f"{object_}#{new.id}" for old, new in same if old.words == new.words}


def _both(kept: Mapping[str, Any], dropped: Mapping[str, Any]) -> dict[str, Any]:
    """Two answers to the same point as one."""
    texts = [str(data["text"]) for data in (kept, dropped) if str(data.get("text", "")).strip()]
    both = {**dropped, **{name: value for name, value in kept.items() if value or name not in dropped}}
    both.pop(lines.KEY, None)
    if len(texts) == 2 and texts[0].strip() == texts[1].strip():
        texts = texts[:1]
    if texts:
        both["text"] = "\n".join(texts)
        known = [line.id for data in (kept, dropped) for line in lines.of_content(data)]
        both[lines.KEY] = known[: len(lines.of_content(both))]
    return both


def _move_marks(store: Store, moved: Mapping[str, str]) -> None:
    """Let what is noted of points follow them: quote and role, theme, tags."""
    for kind in (EntryKind.POINT_MARK, EntryKind.PLACEMENT):
        for row in store.rows(_KIND, kind):
            if row["object"] in moved:
                entries.append(store, kind, row["gathering_id"], moved[row["object"]], json.loads(row["data"]))
    for row in store.rows(_KIND, EntryKind.TAG):
        carrier, _colon, tag = row["object"].rpartition(":")
        key = carrier.removeprefix(_TAGGED)
        if carrier.startswith(_TAGGED) and key in moved:
            object_ = f"{_TAGGED}{moved[key]}:{tag}"
            entries.append(store, EntryKind.TAG, row["gathering_id"], object_, json.loads(row["data"]))
