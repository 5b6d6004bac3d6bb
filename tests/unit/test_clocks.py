"""Who may ask the machine what time it is, and how tests wait: ``./check`` is right on any day and any busy machine."""

from __future__ import annotations

import re
from pathlib import Path

ROOT = Path(__file__).parents[2]
ASKS = re.compile(
    r"\bdate\.today\(|\bdatetime\.(?:now|today|utcnow)\(|\bQDate(?:Time)?\.current|\bQTime\.current"
    r"|\btime\.(?:time|time_ns|localtime|gmtime|ctime)\("
)
READS_BESIDE = re.compile(r"\buntil\(lambda: (?!.*\blane\.wait\().*\bstore\b")
WAITS = re.compile(r"\btime\.sleep\(|\bqWait\(|\bqtbot\.wait\(|\bmsleep\(|\btimeout=\d|\blane\.wait\(\d")


def _found(folder: str, what: re.Pattern[str], apart_from: tuple[str, ...]) -> list[str]:
    files = (file for file in sorted((ROOT / folder).rglob("*.py")) if "bench" not in file.parts)
    return [
        f"{name}:{number}"
        for file in files
        if (name := file.relative_to(ROOT).as_posix()) not in apart_from
        for number, line in enumerate(file.read_text("utf-8").splitlines(), start=1)
        if what.search(line)
    ]


def test_the_program_asks_one_module_what_time_it_is() -> None:
    """So a test gives all of it another day (see ``tests/conftest.py``)."""
    assert _found("nettverk", ASKS, ("nettverk/domain/now.py",)) == []


def test_no_test_asks_the_machine() -> None:
    ours = ("tests/unit/domain/rundown/test_clock.py", "tests/unit/test_clocks.py")
    assert _found("tests", ASKS, ours) == []


def test_no_test_waits_for_a_time() -> None:
    """What is to come is waited for (see ``tests/helpers/waiting.py``); a time is too short on some machine."""
    assert _found("tests", WAITS, ("tests/unit/test_clocks.py", "tests/gui/common/test_lane.py")) == []


def test_no_test_reads_rows_again_and_again_while_the_lane_writes() -> None:
    """SQLite keeps its lock while it calls our functions, and those need Python's: two threads would wait for ever."""
    assert _found("tests/gui", READS_BESIDE, ()) == []
