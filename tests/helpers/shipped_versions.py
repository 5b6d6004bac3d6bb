"""What every version of a sheet that ships says, as a hash: ``python -m tests.helpers.shipped_versions`` adds new ones.

A sheet that was printed or answered is read by its version. So a version that has been in anybody's hands always says
the same, and whoever changes a word gives the sheet a new one. The table beside the tests holds both.
"""

from __future__ import annotations

import json
import tomllib
from collections.abc import Mapping
from hashlib import sha256
from pathlib import Path
from typing import Any

from nettverk.assets import resource

TABLE = Path(__file__).parents[1] / "unit" / "services" / "sheets" / "shipped_versions.json"


def content_hash(raw: Mapping[str, Any]) -> str:
    """What a sheet's file says in all three languages, whatever version it calls itself and however it is laid out."""
    said = json.dumps({**raw, "version": 0}, sort_keys=True, ensure_ascii=False)
    return sha256(said.encode()).hexdigest()[:16]


def now() -> dict[str, tuple[int, str]]:
    """Every sheet that ships: its version, and the hash of what it says."""
    found = {}
    for path in sorted(resource("templates", "sheets").glob("*.toml")):
        raw = tomllib.loads(path.read_text("utf-8"))
        found[path.stem] = int(raw.get("version", 1)), content_hash(raw)
    return found


def known() -> dict[str, dict[str, str]]:
    """The table: id → version → hash."""
    table: dict[str, dict[str, str]] = json.loads(TABLE.read_text("utf-8"))
    return table


def complaints(table: Mapping[str, Mapping[str, str]], sheets: Mapping[str, tuple[int, str]]) -> list[str]:
    """A sentence for each sheet whose words and version do not go together, and what to do about it."""
    told = []
    for sheet_id, (version, content) in sheets.items():
        versions = table.get(sheet_id, {})
        newest = max(map(int, versions), default=0)
        if versions.get(str(version)) == content and version == newest:
            continue
        if version > newest:
            told.append(f"{sheet_id}: version {version} is new. Run python -m tests.helpers.shipped_versions")
        elif version < newest:
            told.append(f"{sheet_id}: version {newest} has shipped, so it cannot be version {version} again")
        else:
            told.append(
                f"{sheet_id}: says something else than version {version} did when it shipped. "
                f"Set version = {version + 1} in resources/templates/sheets/{sheet_id}.toml "
                "and run python -m tests.helpers.shipped_versions"
            )
    return told


def main() -> None:
    """Add the versions that the table lacks; what it has is never written over."""
    table = known() if TABLE.exists() else {}
    for sheet_id, (version, content) in now().items():
        table.setdefault(sheet_id, {}).setdefault(str(version), content)
    TABLE.write_text(json.dumps(table, indent=1, sort_keys=True) + "\n", "utf-8")
    for line in complaints(table, now()):
        print(line)


if __name__ == "__main__":
    main()
