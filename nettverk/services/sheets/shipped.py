"""Sheets that ship with the program: TOML in resources/templates/sheets."""

from __future__ import annotations

from collections.abc import Mapping
from functools import cache
from typing import Any

from nettverk.assets import resource
from nettverk.domain import plain_toml
from nettverk.domain.errors import BadInput
from nettverk.domain.sheets.definition import SheetDefinition
from nettverk.domain.sheets.reading import read_in_all, read_sheet
from nettverk.i18n import _

MOST_BYTES = 200_000
"""Of a sheet's file."""


def sheets(language: str = "nb") -> tuple[SheetDefinition, ...]:
    """All sheets that ship, in the order of their files' names."""
    return tuple(_said(sheet_id, language) for sheet_id in _raws())


def sheet(sheet_id: str, language: str = "nb") -> SheetDefinition | None:
    """One of them by its id; None where no such sheet ships."""
    return _said(sheet_id, language) if sheet_id in _raws() else None


def raw(sheet_id: str) -> Mapping[str, Any] | None:
    """The mapping it is read from, with its words in every language; None where no such sheet ships."""
    return _raws().get(sheet_id)


@cache
def _raws() -> Mapping[str, Mapping[str, Any]]:
    # They ship with the program, so they are read once; own ones live in the database.
    paths = sorted(resource("templates", "sheets").glob("*.toml"))
    read = (raw_of(path.read_bytes(), path.name) for path in paths)
    return {str(raw["id"]): {"version": 1, **raw} for raw in read}


def _said(sheet_id: str, language: str) -> SheetDefinition:
    known = _read(sheet_id)
    return known.get(language) or known["nb"]


@cache
def _read(sheet_id: str) -> Mapping[str, SheetDefinition]:
    """The sheet in each language; all are read to see that it is whole, so none is read again."""
    return read_in_all(_raws()[sheet_id])


def parsed(data: bytes, name: str, language: str = "nb") -> SheetDefinition:
    """The sheet in a TOML file's bytes; ``name`` is what the file is called.

    Raises:
        BadInput: it is no sheet.
    """
    return read_sheet(raw_of(data, name), language, name=name)


def raw_of(data: bytes, name: str) -> Mapping[str, Any]:
    """The mapping in a TOML file's bytes, not yet looked at.

    Raises:
        BadInput: it is too large, or no TOML.
    """
    try:
        if len(data) > MOST_BYTES:
            raise BadInput(_("{name} er for stor til å være et ark.").format(name=name))
        return plain_toml.parse(data, MOST_BYTES)
    except ValueError:
        raise BadInput(_("{name} er ikke skrevet som et ark, og er ikke med.").format(name=name)) from None
