"""The library: all sheets there are, those that ship and the municipality's own, with their versions."""

from __future__ import annotations

import json
from collections.abc import Mapping
from functools import lru_cache
from typing import Any

from nettverk.domain.sheets.definition import BlockKind, SheetDefinition, When, Who
from nettverk.domain.sheets.library import Shelved, kinds_of, shelved
from nettverk.domain.sorting import sort_key
from nettverk.services.sheets import shipped, stored
from nettverk.storage.store import Row, Store

_NEWEST = (
    "SELECT v.*, (SELECT count(*) FROM sheet_versions AS o WHERE o.sheet_id = v.sheet_id) AS versions"
    " FROM sheet_versions AS v WHERE v.own = 1 AND v.removed = 0 AND NOT EXISTS ("
    "  SELECT 1 FROM sheet_versions AS later WHERE later.sheet_id = v.sheet_id AND later.version > v.version)"
    " ORDER BY v.sheet_id"
)
_USED = (
    "SELECT v.sheet_id, count(DISTINCT u.gathering_id) AS n FROM sheet_uses AS u"
    " JOIN sheet_versions AS v ON v.id = u.sheet_version_id GROUP BY v.sheet_id"
)
_KEPT = 2_048


def all_(store: Store | None, language: str = "nb") -> tuple[Shelved, ...]:
    """Every sheet as it stands on the shelf, by title.

    Args:
        store: the file whose own sheets are asked for; None for those that ship alone.
    """
    used = {row["sheet_id"]: row["n"] for row in store.rows(_USED)} if store else {}
    known = [shelved(sheet, used=used.get(sheet.id, 0)) for sheet in shipped.sheets(language)]
    if store:
        # Read as far as the shelf needs it: 500 of them must be there before one has looked up.
        known += [own for row in store.rows(_NEWEST) if (own := _own(row, used.get(row["sheet_id"], 0))) is not None]
    return tuple(sorted(known, key=lambda sheet: sort_key(sheet.title)))


def sheet(store: Store | None, sheet_id: str, language: str = "nb") -> SheetDefinition | None:
    """One sheet whole, in its newest version; None where there is none."""
    return shipped.sheet(sheet_id, language) if store is None else stored.newest(store, sheet_id, language)


def sheets(store: Store | None, language: str = "nb") -> tuple[SheetDefinition, ...]:
    """Every sheet whole, in the order of the shelf."""
    whole = (sheet(store, known.id, language) for known in all_(store, language))
    return tuple(one for one in whole if one is not None)


def versions(store: Store, sheet_id: str, language: str = "nb") -> tuple[SheetDefinition, ...]:
    """Every version of a sheet that this file or the program has, newest first."""
    rows = store.rows("SELECT * FROM sheet_versions WHERE sheet_id = ?", sheet_id)
    known = {row["version"]: stored.of_row(row, language) for row in rows}
    newest = shipped.sheet(sheet_id, language)
    if newest is not None:
        known.setdefault(newest.version, newest)
    return tuple(known[version] for version in sorted(known, reverse=True))


def _own(row: Row, used: int) -> Shelved | None:
    light = _light(row["definition"])
    if light is None:
        return None
    return Shelved(
        row["sheet_id"], row["version"], light.title, light.rounds, light.when, light.minutes, light.kinds, light.tags,
        light.audience, own=True, versions=row["versions"], used=used, words=light.words,
    )  # fmt: skip


@lru_cache(_KEPT)
def _light(text: str) -> Shelved | None:
    """What the shelf says of a sheet, without reading it whole in three languages; None where it makes no sense."""
    try:
        raw: Mapping[str, Any] = json.loads(text)
        blocks = list(raw["blocks"])
        texts = [raw["title"], raw.get("about", ""), raw.get("audience", ""), *raw.get("tags", ())]
        for block in blocks:
            areas = list(block.get("areas", ()))
            items = [*block.get("items", ()), *(item for area in areas for item in area.get("items", ()))]
            texts += [block["prompt"], *(part["label"] for part in (*items, *areas))]
        return Shelved(
            "", 1, str(raw["title"]), tuple(Who(who) for who in raw["rounds"]), When(raw.get("when", "in_part")),
            int(raw.get("minutes", 0)), kinds_of(BlockKind(block["kind"]) for block in blocks),
            tuple(raw.get("tags", ())), str(raw.get("audience", "")), own=True, words=" ".join(texts).casefold(),
        )  # fmt: skip
    except (ValueError, TypeError, KeyError, AttributeError, IndexError, RecursionError):
        return None
