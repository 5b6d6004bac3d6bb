"""What import-linter cannot see: no window and no command reaches past services into the database."""

from __future__ import annotations

import re
from pathlib import Path

import pytest

HOUSE = Path(__file__).resolve().parents[2] / "nettverk"
SQL = re.compile(r"\bstore\.(rows|one|value|insert|update|delete)\(|[\"'](SELECT|INSERT|UPDATE|DELETE) ")


@pytest.mark.parametrize("floor", ["ui", "cli"])
def test_no_view_speaks_to_the_database_itself(floor: str) -> None:
    files = sorted((HOUSE / floor).rglob("*.py"))
    assert files
    told = [
        f"{path.relative_to(HOUSE)}:{number}: {line.strip()}"
        for path in files
        for number, line in enumerate(path.read_text(encoding="utf-8").splitlines(), start=1)
        if SQL.search(line)
    ]
    assert told == []
