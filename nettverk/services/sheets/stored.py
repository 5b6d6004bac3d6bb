"""Sheets as the database holds them: the municipality's own, and copies of the shipped ones that were used."""

from __future__ import annotations

import json
from collections.abc import Mapping
from functools import lru_cache
from typing import Any

from nettverk.domain.errors import BadInput
from nettverk.domain.sheets.definition import SheetDefinition, simple_sheet
from nettverk.domain.sheets.reading import read_sheet
from nettverk.i18n import _
from nettverk.services.sheets import shipped
from nettverk.storage.store import Row, Store

_KEPT = 512
"""Sheets that are kept read; a room asks for the same few again and again."""


def definition(store: Store, sheet_id: str, version: int, language: str = "nb") -> SheetDefinition | None:
    """The sheet as it was in a version; None where the database has no such version."""
    row = store.one("SELECT * FROM sheet_versions WHERE sheet_id = ? AND version = ?", sheet_id, version)
    return None if row is None else of_row(row, language)


def newest(store: Store, sheet_id: str, language: str = "nb") -> SheetDefinition | None:
    """The sheet as the library shows it: the municipality's own, or the one that ships with this program."""
    row = newest_row(store, sheet_id)
    if row is not None and row["own"]:
        return None if row["removed"] else of_row(row, language)
    return shipped.sheet(sheet_id, language) or (None if row is None else of_row(row, language))


def newest_row(store: Store, sheet_id: str) -> Row | None:
    """The newest version the database has of a sheet, removed or not."""
    return store.one("SELECT * FROM sheet_versions WHERE sheet_id = ? ORDER BY version DESC LIMIT 1", sheet_id)


def of_row(row: Row, language: str) -> SheetDefinition:
    """The sheet in a row of ``sheet_versions``; one that makes no sense is told of where it would stand."""
    return _read(row["definition"], row["sheet_id"], row["version"], bool(row["own"]), language)


@lru_cache(_KEPT)
def _read(text: str, sheet_id: str, version: int, own: bool, language: str) -> SheetDefinition:
    try:
        return read_sheet(json.loads(text) | {"id": sheet_id, "version": version}, language, own=own)
    except (BadInput, ValueError, TypeError, RecursionError):
        # Somebody else's program has written in the file. The rooms around it must still open.
        return simple_sheet(sheet_id, unreadable())


def unreadable() -> str:
    """What stands where a sheet would, when nobody can say what it was."""
    return _("Arket kan ikke leses")


def as_text(raw: Mapping[str, Any]) -> str:
    """A sheet's mapping as it is stored."""
    return json.dumps(raw, ensure_ascii=False, separators=(",", ":"))


def keep_version(store: Store, raw: Mapping[str, Any], *, own: bool) -> None:
    """Write down a version that the database does not have yet; inside ``store.change()``."""
    store.connection.execute(
        "INSERT OR IGNORE INTO sheet_versions (id, sheet_id, version, own, definition, made_at)"
        " VALUES (?, ?, ?, ?, ?, ?)",
        (row_id(raw["id"], raw["version"]), raw["id"], raw["version"], int(own), as_text(raw), store.stamp()),
    )


def row_id(sheet_id: str, version: int) -> str:
    """The id of a version's row: two machines that copy the same shipped sheet make the same row."""
    return f"{sheet_id}.{version}"
