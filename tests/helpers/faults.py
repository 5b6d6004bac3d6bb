"""The battery: every kind of fault done to the program many times, and one table of what came of it.

``./check`` runs a small sample of each, ``./check --long`` all of it; both print the table at the end. A battery counts
what was tried and what was lost; the test itself says what is lost, and fails when anything was.
"""

from __future__ import annotations

import json
import os
import shutil
import time
from collections.abc import Callable, Iterator
from contextlib import AbstractContextManager, contextmanager
from dataclasses import asdict, dataclass
from pathlib import Path
from typing import TYPE_CHECKING

import pytest

if TYPE_CHECKING:
    from tests.helpers import every_write


@dataclass(slots=True)
class Row:
    """One line of the table: a fault, how often it was done, how much was lost by it, and the seconds it took."""

    fault: str
    runs: int = 0
    lost: int = 0
    seconds: float = 0.0

    def once(self, lost: int = 0) -> None:
        """Count a run, and what it lost."""
        self.runs += 1
        self.lost += lost

    def many(self, runs: int, lost: int = 0) -> None:
        """Count several runs at once."""
        self.runs += runs
        self.lost += lost


Battery = Callable[[str], AbstractContextManager[Row]]

_TABLE = "NETTVERK_TESTS_FAULTS"


def pytest_configure(config: pytest.Config) -> None:
    """One file for the rows of all workers: each adds its own lines, the first process prints them."""
    if not hasattr(config, "workerinput"):
        import tempfile

        handle, name = tempfile.mkstemp(prefix="nettverk-faults-", suffix=".jsonl")
        os.close(handle)
        os.environ[_TABLE] = name


@pytest.fixture
def battery() -> Battery:
    """Begins a row of the table: ``with battery("kill -9 while importing") as row: row.once(lost=0)``."""
    return _counted


@pytest.fixture
def scale(request: pytest.FixtureRequest) -> Callable[[int, int], int]:
    """How many runs: the first number in ``./check``, the second in ``./check --long``."""
    long = request.config.option.markexpr != "not slow"
    return lambda small, large: large if long else small


@contextmanager
def _counted(fault: str) -> Iterator[Row]:
    row = Row(fault)
    begun = time.perf_counter()
    try:
        yield row
    finally:
        row.seconds = round(time.perf_counter() - begun, 1)
        with Path(os.environ[_TABLE]).open("a", encoding="utf-8") as table:
            table.write(json.dumps(asdict(row), ensure_ascii=False) + "\n")
    assert row.runs, f"«{fault}» was never done"
    assert not row.lost, f"«{fault}» lost {row.lost} in {row.runs} runs"


@pytest.fixture(scope="session")
def course(tmp_path_factory: pytest.TempPathFactory) -> tuple[Path, list[every_write.Reached]]:
    """The file that ``every_write`` begins with, never to be written in, and what each of its steps comes to."""
    from tests.helpers import every_write

    folder = tmp_path_factory.mktemp("every_write")
    every_write.prepare(folder / "before.db")
    shutil.copyfile(folder / "before.db", folder / "n.db")
    return folder / "before.db", every_write.course(folder / "n.db", folder)


@pytest.fixture(scope="session")
def written(course: tuple[Path, list[every_write.Reached]]) -> tuple[Path, list[str]]:
    """The same file, and what it holds after each step."""
    before, reached = course
    return before, [each.contents for each in reached]


def pytest_terminal_summary(terminalreporter: pytest.TerminalReporter) -> None:
    """The whole table, the same lines as in the README."""
    path = Path(os.environ.get(_TABLE, ""))
    # A worker of pytest-xdist sums up as well, to nobody; the table is not its to remove.
    if hasattr(terminalreporter.config, "workerinput") or not path.is_file():
        return
    rows = [json.loads(line) for line in path.read_text(encoding="utf-8").splitlines()]
    path.unlink()
    if not rows:
        return
    terminalreporter.section("faults")
    terminalreporter.write_line("| fault | runs | lost | seconds |")
    terminalreporter.write_line("| --- | --- | --- | --- |")
    for row in sorted(rows, key=lambda row: str(row["fault"])):
        terminalreporter.write_line(f"| {row['fault']} | {row['runs']:,} | {row['lost']} | {row['seconds']:.1f} |")
