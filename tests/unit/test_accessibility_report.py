"""What the accessibility report claims is shown by tests that exist, and what ships is what its table says."""

from __future__ import annotations

import ast
import re
from functools import cache
from pathlib import Path

from tests.accessibility import report
from tests.accessibility.report import Level

ROOT = Path(__file__).parents[2]
A = (
    "1.1.1 1.2.1 1.2.2 1.2.3 1.3.1 1.3.2 1.3.3 1.4.1 1.4.2 2.1.1 2.1.2 2.1.4 2.2.1 2.2.2 2.3.1 2.4.1 2.4.2 2.4.3 2.4.4"
    " 2.5.1 2.5.2 2.5.3 2.5.4 3.1.1 3.2.1 3.2.2 3.3.1 3.3.2 4.1.1 4.1.2"
)
AA = (
    "1.2.4 1.2.5 1.3.4 1.3.5 1.4.3 1.4.4 1.4.5 1.4.10 1.4.11 1.4.12 1.4.13 2.4.5 2.4.6 2.4.7 3.1.2 3.2.3 3.2.4 3.3.3"
    " 3.3.4 4.1.3"
)


@cache
def functions_of(file: str) -> frozenset[str]:
    path = ROOT / file
    if not path.exists():
        return frozenset()
    tree = ast.parse(path.read_text(encoding="utf-8"))
    return frozenset(node.name for node in ast.walk(tree) if isinstance(node, ast.FunctionDef))


def test_every_test_that_is_named_exists() -> None:
    gone = [
        test for table in report.tables() for row in table.rows for test in row.tests
        if test.partition("::")[2] not in functions_of(test.partition("::")[0])
    ]  # fmt: skip
    assert gone == []


def test_every_criterion_of_wcag_is_answered_once() -> None:
    first, second, *_clauses = report.tables()
    assert [row.id for row in first.rows] == A.split()
    assert [row.id for row in second.rows] == AA.split()


def test_what_is_claimed_is_shown_and_what_is_not_met_says_why() -> None:
    for table in report.tables():
        for row in table.rows:
            if row.level in {Level.SUPPORTS, Level.PARTIALLY}:
                assert row.tests or row.by, row.id
            assert len(re.findall(r"\w+", row.remark)) >= 1, row.id


def test_the_report_that_ships_is_the_one_the_table_makes() -> None:
    assert report.OUT.read_text(encoding="utf-8") == report.written(), "run python -m tests.accessibility.report"
