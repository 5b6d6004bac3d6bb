"""The program as a process of its own, run from source and frozen into one file."""

from __future__ import annotations

import os
import stat
import subprocess
import sys
from pathlib import Path

import pytest

from nettverk.mixing.problem import Problem
from nettverk.services import worker_entry
from nettverk.services.groups import solver_process
from nettverk.services.worker_entry import Worker

HOME = Path(worker_entry.__file__).resolve().parents[2]
PROBLEM = Problem(unit=(0, 0, 1, 1), service=(0, 1, 0, 1), tables=(2, 2))

BAD_NEIGHBOUR = "raise SystemExit('code from the folder somebody stood in was run')"

FROZEN = """#!{python} -I
import sys
sys.path.insert(0, {home!r})
sys.frozen = True
from nettverk.app import main
sys.exit(main())
"""


def test_the_solver_answers_as_a_worker() -> None:
    assert solver_process.solve_apart(PROBLEM, iterations=50).score.same_unit == 0


def test_it_runs_nothing_from_the_folder_one_stands_in_nor_what_other_programs_set(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    for name in ("json.py", "nettverk.py", "numpy.py", "sitecustomize.py", "usercustomize.py"):
        (tmp_path / name).write_text(BAD_NEIGHBOUR, encoding="utf-8")
    monkeypatch.chdir(tmp_path)
    monkeypatch.setenv("PYTHONPATH", str(tmp_path))
    monkeypatch.setenv("PYTHONHOME", "/nonexistent")
    monkeypatch.setenv("PYTHONSTARTUP", str(tmp_path / "json.py"))
    assert solver_process.solve_apart(PROBLEM, iterations=50).score.same_unit == 0


@pytest.fixture
def frozen(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A program in one file, as which this process takes itself."""
    if os.name == "nt":
        pytest.skip("a script stands in for the frozen program")
    program = tmp_path / "nettverk"
    program.write_text(FROZEN.format(python=sys.executable, home=str(HOME)), encoding="utf-8")
    program.chmod(program.stat().st_mode | stat.S_IXUSR)
    monkeypatch.setattr(sys, "frozen", True, raising=False)
    monkeypatch.setattr(sys, "executable", str(program))
    return program


def test_a_frozen_program_starts_itself_as_the_worker(frozen: Path) -> None:
    assert worker_entry.command(Worker.SOLVER) == [str(frozen), "--worker", "solver"]
    assert solver_process.solve_apart(PROBLEM, iterations=50).score.same_unit == 0


@pytest.mark.slow
@pytest.mark.usefixtures("frozen")
def test_a_frozen_program_repairs_as_well() -> None:
    mended = Problem(**{**vars(PROBLEM), "published": ((0, 0, 1, 1),)})
    assert solver_process.repair_apart(mended)[0].fewest


def test_a_worker_that_there_is_not_is_refused() -> None:
    command = worker_entry.command(Worker.SOLVER)
    refused = subprocess.run([*command[:-1], "another"], capture_output=True, check=False)
    assert (refused.returncode, refused.stdout) == (2, b"")
