"""The accessibility conformance report, written from its table: ``python -m tests.accessibility.report``.

The form is that of the VPAT 2.5 EU; what is claimed stands in ``acr.toml`` beside the tests that show it, and what was
heard with a screen reader in ``heard.md``.
"""

from __future__ import annotations

import sys
import tomllib
from dataclasses import dataclass
from enum import StrEnum
from pathlib import Path
from typing import Any

HERE = Path(__file__).parent
ROOT = HERE.parents[1]
OUT = ROOT / "resources" / "packaging" / "ACCESSIBILITY.md"
_HEAD = ("| criterion | level | remarks | shown by |", "| --- | --- | --- | --- |")
_TERMS = (
    "Supports, Partially Supports, Does Not Support, Not Applicable and Not Evaluated are meant as in the VPAT. "
    "Clauses 6 (two-way voice), 7 (video), 8 (hardware), 9 (web) and 13 (relay) do not apply: the program has none."
)


class Level(StrEnum):
    """How far a point is met; the values are those of the table."""

    SUPPORTS = "supports"
    PARTIALLY = "partially"
    NOT = "not"
    NOT_APPLICABLE = "n/a"
    NOT_EVALUATED = "not evaluated"

    @property
    def said(self) -> str:
        """In the VPAT's own terms."""
        return {
            Level.SUPPORTS: "Supports",
            Level.PARTIALLY: "Partially Supports",
            Level.NOT: "Does Not Support",
            Level.NOT_APPLICABLE: "Not Applicable",
            Level.NOT_EVALUATED: "Not Evaluated",
        }[self]


@dataclass(frozen=True)
class Row:
    """One criterion: how far it is met, in words, and by what that is shown."""

    id: str
    name: str
    level: Level
    remark: str
    tests: tuple[str, ...] = ()
    by: str = ""


@dataclass(frozen=True)
class Table:
    """The criteria under one heading."""

    title: str
    rows: tuple[Row, ...]


def tables() -> tuple[Table, ...]:
    """Every table, as it stands in the file."""
    return tuple(
        Table(
            table["title"],
            tuple(
                Row(**{**row, "level": Level(row["level"]), "tests": tuple(row.get("tests", ()))})
                for row in table["rows"]
            ),
        )
        for table in _file()["tables"]
    )


def written() -> str:
    """The report as Markdown."""
    product = _file()["product"]
    lines = [
        f"# Accessibility conformance report: {product['name']} {product['version']}",
        "",
        f"After VPAT® 2.5 EU (EN 301 549 V3.2.1, WCAG 2.1 A and AA). {product['date']}.",
        "Generated from `tests/accessibility/acr.toml` by `python -m tests.accessibility.report`.",
        "",
        product["description"],
        "",
        f"Contact: {product['contact']}",
        "",
        "## Evaluation methods",
        "",
        *(f"- {method}" for method in product["methods"]),
        "",
        "## What was not tried",
        "",
        *(f"- {lack}" for lack in product["not_done"]),
        "",
        (HERE / "heard.md").read_text(encoding="utf-8").strip(),
        "",
        "## Terms",
        "",
        _TERMS,
    ]
    for table in tables():
        lines += ["", f"## {table.title}", "", *_HEAD]
        lines += [f"| {row.id} {row.name} | {row.level.said} | {row.remark} | {_shown(row)} |" for row in table.rows]
    return "\n".join(lines) + "\n"


def _shown(row: Row) -> str:
    return "<br>".join(f"`{test.removeprefix('tests/')}`" for test in row.tests) or row.by or "–"


def _file() -> dict[str, Any]:
    return tomllib.loads((HERE / "acr.toml").read_text(encoding="utf-8"))


def main() -> int:
    """Write the report."""
    OUT.write_text(written(), encoding="utf-8")
    print(OUT)
    return 0


if __name__ == "__main__":
    sys.exit(main())
