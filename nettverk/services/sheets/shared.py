"""A sheet as a file: shared with another municipality, and brought in from one."""

from __future__ import annotations

import json
from collections.abc import Mapping
from dataclasses import dataclass
from enum import StrEnum
from pathlib import Path
from typing import Any

from nettverk import __version__
from nettverk.domain.changes import NOTHING, Changes
from nettverk.domain.errors import BadInput, Expected, exit_code, reason
from nettverk.domain.sheets.definition import SheetDefinition
from nettverk.domain.sheets.reading import read_sheet
from nettverk.i18n import _
from nettverk.services.sheets import own, shipped, stored
from nettverk.services.sheets.shipped import MOST_BYTES
from nettverk.storage import whole_files
from nettverk.storage.store import Store

_OF_FILE = frozenset({"nettverk"})
"""What a file says beside the sheet."""


class Known(StrEnum):
    """How a sheet in a file stands to the library."""

    NEW = "new"
    SAME = "same"
    OTHER = "other"
    """The library has it with other words: one chooses."""


class Keep(StrEnum):
    """What to do with a sheet that the library has with other words."""

    VERSION = "version"
    """As a new version of the one that is there."""
    BESIDE = "beside"
    """As a sheet of its own beside it."""


@dataclass(frozen=True, slots=True)
class Incoming:
    """A sheet in a file, looked at and not yet taken in.

    Attributes:
        sheet: how it reads, in the language asked for.
        known: how it stands to the library; ``there`` is the sheet of the same id there.
    """

    sheet: SheetDefinition
    known: Known
    there: SheetDefinition | None
    raw: Mapping[str, Any]


# --- out ---


def content(store: Store, sheet_id: str, version: int = 0) -> bytes:
    """A sheet's file: JSON, with its words in every language it has.

    Raises:
        BadInput: the sheet is gone.
    """
    raw = _raw(store, sheet_id, version)
    if raw is None:
        raise BadInput(_("Arket finnes ikke lenger."))
    return json.dumps({"nettverk": __version__, **raw}, ensure_ascii=False, indent=2).encode() + b"\n"


def _raw(store: Store, sheet_id: str, version: int) -> Mapping[str, Any] | None:
    ships = shipped.raw(sheet_id)
    if ships is not None and version in {0, ships["version"]}:
        return ships
    row = stored.newest_row(store, sheet_id)
    if row is not None and version not in {0, row["version"]}:
        row = store.one("SELECT * FROM sheet_versions WHERE sheet_id = ? AND version = ?", sheet_id, version)
    if row is None:
        return None
    raw: Mapping[str, Any] = json.loads(row["definition"])
    return raw


def to_file(store: Store, sheet_id: str, path: Path, version: int = 0) -> None:
    """Write a sheet's file; it is there when it is whole, or not at all.

    Raises:
        Expected: the sheet is gone, or the file cannot be written.
    """
    data = content(store, sheet_id, version)
    try:
        whole_files.write(path, data)
    except OSError as fault:
        words = _("Får ikke lagret {file}: {reason}. Velg en annen mappe. Arket er ikke endret.")
        raise Expected(words.format(file=path, reason=reason(fault)), code=exit_code(fault)) from fault


# --- in ---


def read(store: Store, path: Path, language: str = "nb") -> Incoming:
    """Look at a sheet in a file; nothing is stored.

    Raises:
        Expected: the file cannot be read, is damaged, or comes from a newer program.
    """
    try:
        with path.open("rb") as file:
            data = file.read(MOST_BYTES + 1)
    except OSError as fault:
        words = _("Får ikke lest {file}: {reason}.").format(file=path.name, reason=reason(fault))
        raise Expected(words, code=exit_code(fault)) from fault
    return looked_at(store, data, path.name, language)


def looked_at(store: Store, data: bytes, name: str, language: str = "nb") -> Incoming:
    """The same for the file's bytes; ``name`` is what it is called.

    Raises:
        BadInput: it is no sheet, or one from a newer program.
    """
    raw = _parsed(data, name)
    try:
        cleaned = {"version": 1, **own.checked_as(raw, name)}
        sheet = read_sheet(cleaned, language, name=name, own=True)
    except RecursionError:
        raise BadInput(_damaged(name)) from None
    there = stored.newest(store, sheet.id, language)
    if there is None:
        return Incoming(sheet, Known.NEW, None, cleaned)
    here = _raw(store, sheet.id, 0)
    same = here is not None and _words(here) == _words(cleaned)
    return Incoming(sheet, Known.SAME if same else Known.OTHER, there, cleaned)


def _parsed(data: bytes, name: str) -> dict[str, Any]:
    if len(data) > MOST_BYTES:
        raise BadInput(_("{name} er for stor til å være et ark.").format(name=name))
    if Path(name).suffix.casefold() == ".toml":
        raw: Any = shipped.raw_of(data, name)
    else:
        try:
            raw = json.loads(data.decode("utf-8-sig"), parse_constant=_refuse)
        except (ValueError, RecursionError):
            raise BadInput(_damaged(name)) from None
    if not isinstance(raw, dict) or "blocks" not in raw:
        raise BadInput(_damaged(name))
    return {key: value for key, value in raw.items() if key not in _OF_FILE}


def _damaged(name: str) -> str:
    return _("{name} er ikke et ark, eller er skadet. Be om fila på nytt. Ingenting er endret.").format(name=name)


def _refuse(constant: str) -> object:
    raise ValueError(constant)  # NaN and the infinities are no JSON


def _words(raw: Mapping[str, Any]) -> str:
    return json.dumps({key: value for key, value in raw.items() if key != "version"}, sort_keys=True, default=str)


def bring_in(store: Store, incoming: Incoming, keep: Keep = Keep.BESIDE) -> Changes:
    """Take a sheet into the library; ``made`` is its id. One that is there already changes nothing.

    Args:
        keep: what to do where the library has it with other words; a shipped one always gets another beside it.
    """
    row = stored.newest_row(store, incoming.sheet.id)
    if incoming.known is Known.SAME:
        return NOTHING
    label = _("Hent {sheet}").format(sheet=incoming.sheet.title)
    with store.change(label) as step:
        if row is not None and row["own"] and (keep is Keep.VERSION or row["removed"]):
            # One that was taken out of the library comes back, with the versions it had.
            new = {**incoming.raw, "version": row["version"] + 1}
            store.connection.execute("UPDATE sheet_versions SET removed = 0 WHERE sheet_id = ?", (incoming.sheet.id,))
        elif row is not None or shipped.raw(incoming.sheet.id) is not None:
            new = {**incoming.raw, "id": store.new_id(), "version": 1}
        else:
            new = dict(incoming.raw)
        stored.keep_version(store, new, own=True)
        step.made = str(new["id"])
    return step.changes
