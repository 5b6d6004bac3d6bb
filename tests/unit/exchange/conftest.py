"""What the tests of spreadsheets share."""

from __future__ import annotations

import io
import zipfile
from collections.abc import Callable
from pathlib import Path

import pytest
from openpyxl import Workbook

Rebuild = Callable[..., Path]

_SHEET = (
    '<?xml version="1.0"?><worksheet xmlns="http://schemas.openxmlformats.org/spreadsheetml/2006/main">'
    "{before}<sheetData>{rows}</sheetData></worksheet>"
)


def _rebuilt(folder: Path, rows: str | bytes, before: str = "", extra: dict[str, bytes] | None = None) -> Path:
    """A workbook whose one sheet holds the XML given."""
    source = io.BytesIO()
    Workbook().save(source)
    path = folder / "liste.xlsx"
    with zipfile.ZipFile(source) as old, zipfile.ZipFile(path, "w", zipfile.ZIP_DEFLATED) as new:
        for name in old.namelist():
            part = old.read(name)
            if name == "xl/worksheets/sheet1.xml":
                part = rows if isinstance(rows, bytes) else _SHEET.format(before=before, rows=rows).encode()
            new.writestr(name, (extra or {}).pop(name, part) if extra else part)
        for name, part in (extra or {}).items():
            new.writestr(name, part)
    return path


@pytest.fixture(scope="session")
def rebuilt() -> Rebuild:
    """Makes a workbook in a folder, with the XML of its one sheet as given: rows, or the whole part as bytes."""
    return _rebuilt
