"""The set-up script itself, run for real in a small clone: nothing to fetch, a program that says how it was called."""

from __future__ import annotations

import os
import shutil
import subprocess
import sys
import time
from dataclasses import dataclass
from pathlib import Path

import pytest

ROOT = Path(__file__).parents[2]
PROGRAM = """
import os, sys
print(sys.argv[1:], os.getcwd(), os.environ.get("QT_QPA_PLATFORM"), sys.prefix)
"""
pytestmark = pytest.mark.skipif(sys.platform == "win32", reason="start is for sh; Windows has start.cmd")


@dataclass
class Clone:
    folder: Path

    def start(self, *args: str, cwd: Path | None = None, **env: str) -> subprocess.CompletedProcess[str]:
        without = {
            k: v
            for k, v in os.environ.items()
            if k not in {"DISPLAY", "WAYLAND_DISPLAY", "QT_QPA_PLATFORM", "PYTHONPATH"}
        }
        return subprocess.run(
            [str(self.folder / "start"), *args],
            cwd=cwd or self.folder,
            env=without | env,
            capture_output=True,
            text=True,
            timeout=120,
            check=False,
        )


def lay_out(folder: Path) -> Clone:
    (folder / "nettverk").mkdir(parents=True)
    (folder / "nettverk" / "__init__.py").touch()
    (folder / "nettverk" / "__main__.py").write_text(PROGRAM, "utf-8")
    shutil.copy2(ROOT / "start", folder / "start")
    for file in ("requirements.txt", "requirements-dev.txt"):
        (folder / file).write_text("# nothing to fetch\n", "utf-8")
    return Clone(folder)


@pytest.fixture(scope="module")
def clone(tmp_path_factory: pytest.TempPathFactory) -> Clone:
    made = lay_out(tmp_path_factory.mktemp("hus") / "Nettverk på Øya & co")
    first = made.start("--setup-only")
    assert first.returncode == 0, first.stderr
    assert "Klart (" in first.stderr
    return made


def test_a_second_run_sets_nothing_up_and_adds_under_a_third_of_a_second(clone: Clone) -> None:
    before = {file: file.stat().st_mtime_ns for file in (clone.folder / ".venv").iterdir()}
    took = []
    for _ in range(5):
        began = time.perf_counter()
        again = clone.start("--setup-only")
        took.append(time.perf_counter() - began)
        assert (again.returncode, again.stdout, again.stderr) == (0, "", "")
    assert before == {file: file.stat().st_mtime_ns for file in (clone.folder / ".venv").iterdir()}
    assert min(took) < 0.3


def test_words_are_handed_on_and_paths_mean_what_they_mean_where_one_stands(clone: Clone, tmp_path: Path) -> None:
    ran = clone.start("import", "en liste.xlsx", "--json", cwd=tmp_path)
    assert ran.stdout.startswith(f"['import', 'en liste.xlsx', '--json'] {tmp_path} None")
    assert ran.stderr == ""


def test_a_module_in_the_folder_one_stands_in_is_not_taken_for_the_program(clone: Clone, tmp_path: Path) -> None:
    (tmp_path / "nettverk.py").write_text("print('feil')", "utf-8")
    assert clone.start("--version", cwd=tmp_path).stdout.startswith("['--version']")


@pytest.mark.skipif(sys.platform != "linux", reason="elsewhere there is always a screen")
@pytest.mark.parametrize("words", [(), ("--demo",)])
def test_without_a_screen_the_sample_is_run_without_a_window(clone: Clone, words: tuple[str, ...]) -> None:
    ran = clone.start(*words)
    assert ran.stdout.startswith("['demo', '--out', 'out']")
    assert " offscreen " in ran.stdout
    assert "ingen skjerm" in ran.stderr


@pytest.mark.parametrize("screen", [{"DISPLAY": ":9"}, {"WAYLAND_DISPLAY": "wayland-0"}])
def test_with_a_screen_the_program_opens(clone: Clone, screen: dict[str, str]) -> None:
    assert clone.start(**screen).stdout.startswith("[] ")
    assert clone.start("--demo", **screen).stdout.startswith("['--demo'] ")
    assert clone.start("--demo", "--headless", **screen).stdout.startswith("['demo', '--out', 'out'] ")


def test_other_requirements_are_fetched_again(clone: Clone) -> None:
    (clone.folder / "requirements.txt").write_text("# still nothing to fetch\n", "utf-8")
    again = clone.start("--setup-only")
    assert "Henter programdelene" in again.stderr
    assert clone.start("--setup-only").stderr == ""


def test_where_there_is_no_net_the_program_opens_with_what_it_has(clone: Clone) -> None:
    wanted = clone.folder / "requirements.txt"
    as_it_was = wanted.read_text("utf-8")
    wanted.write_text(f"finnes-ikke-i-nettverk==1.0 --hash=sha256:{'0' * 64}\n", "utf-8")
    ran = clone.start("--version", PIP_NO_INDEX="1")
    assert ran.stdout.startswith("['--version']")
    assert "Åpner med dem som er her fra før" in ran.stderr
    wanted.write_text(as_it_was, "utf-8")
    assert clone.start("--version").stderr == ""


def test_a_moved_folder_is_mended_without_a_net(clone: Clone) -> None:
    moved = clone.folder.with_name("flyttet")
    clone.folder.rename(moved)
    clone.folder = moved
    ran = clone.start("--version", PIP_NO_INDEX="1")
    assert "Mappa er flyttet" in ran.stderr
    assert f"{moved}/.venv" in ran.stdout
    pip = subprocess.run(
        [str(moved / ".venv" / "bin" / "pip"), "--version"], capture_output=True, text=True, check=True
    )
    assert str(moved) in pip.stdout
    assert clone.start("--version").stderr == ""


def test_an_interrupted_set_up_heals(clone: Clone) -> None:
    venv = clone.folder / ".venv"
    (venv / "unfinished").touch()
    shutil.rmtree(venv / "ready")
    (venv / "half.txt").touch()
    assert clone.start("--setup-only").returncode == 0
    assert not (venv / "half.txt").exists()
    assert clone.start("--version").stderr == ""


def test_a_python_that_is_gone_or_too_old_is_told_in_a_sentence(tmp_path: Path) -> None:
    alone = lay_out(tmp_path / "alene")
    tools = tmp_path / "bin"
    tools.mkdir()
    for name in ("sh", "uname", "date", "rm", "cmp", "env"):
        (tools / name).symlink_to(str(shutil.which(name)))
    gone = alone.start(PATH=str(tools))
    assert gone.returncode == 1
    assert "trenger Python 3.11 eller nyere" in gone.stderr
    old = tools / "python3"
    old.write_text('#!/bin/sh\n[ "$1" = --version ] && echo "Python 3.9.6"\nexit 0\n', "utf-8")
    old.chmod(0o755)
    told = alone.start(PATH=str(tools))
    assert told.returncode == 1
    assert "her er Python 3.9.6" in told.stderr
    assert not (alone.folder / ".venv").exists()
