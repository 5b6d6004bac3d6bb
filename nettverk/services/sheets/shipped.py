"""Sheets that ship with the program: TOML in resources/templates/sheets."""

from __future__ import annotations

import tomllib
from functools import cache

from nettverk.assets import resource
from nettverk.domain.errors import BadInput
from nettverk.domain.sheets.definition import SheetDefinition
from nettverk.domain.sheets.reading import read_sheet
from nettverk.i18n import _

MOST_BYTES = 200_000
"""Of a sheet's file."""


def sheets(language: str = "nb") -> tuple[SheetDefinition, ...]:
    """All sheets that ship, in the order of their files' names."""
    return tuple(sheet for _name, sheet in _sheets(language))


@cache
def _sheets(language: str) -> tuple[tuple[str, SheetDefinition], ...]:
    # They ship with the program, so they are read once; own ones live in the database.
    paths = sorted(resource("templates", "sheets").glob("*.toml"))
    return tuple((path.name, parsed(path.read_bytes(), path.name, language)) for path in paths)


def parsed(data: bytes, name: str, language: str = "nb") -> SheetDefinition:
    """The sheet in a TOML file's bytes; ``name`` is what the file is called.

    Raises:
        BadInput: it is no sheet.
    """
    try:
        if len(data) > MOST_BYTES:
            raise BadInput(_("{name} er for stor til å være et ark.").format(name=name))
        raw = tomllib.loads(data.decode("utf-8"))
    except (ValueError, RecursionError):
        raise BadInput(_("{name} er ikke skrevet som et ark, og er ikke med.").format(name=name)) from None
    return read_sheet(raw, language, name=name)
