"""The set-up script itself, run for real in a small clone: nothing to fetch, a program that says how it was called."""

from __future__ import annotations

import json
import os
import re
import shutil
import subprocess
import sys
from dataclasses import dataclass
from pathlib import Path

import pytest

ROOT = Path(__file__).parents[2]
PROGRAM = """
import json, os, sys
if sys.argv[1:] == ["--environment"]:
    print(json.dumps({"environment": dict(os.environ), "optimised": sys.flags.optimize, "path": sys.path}))
else:
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
    """Set up once for all, where a set-up was interrupted before and other programs have set what they can set."""
    made = lay_out(tmp_path_factory.mktemp("hus") / "Nettverk på Øya & co")
    (made.folder / ".venv").mkdir()
    (made.folder / ".venv" / "unfinished").touch()
    (made.folder / ".venv" / "half.txt").touch()
    first = made.start("--setup-only", **set_by_others(tmp_path_factory.mktemp("før") / "andres"))
    assert first.returncode == 0, first.stderr
    assert "Klart (" in first.stderr
    return made


def test_a_second_run_sets_nothing_up_and_costs_one_comparison(clone: Clone, tmp_path: Path) -> None:
    """It is quick everywhere because it starts nothing: no other command can be found than the one that compares."""
    before = {file: file.stat().st_mtime_ns for file in (clone.folder / ".venv").iterdir()}
    tools, compared = tmp_path / "bin", tmp_path / "compared"
    tools.mkdir()
    (tools / "cmp").write_text(f'#!/bin/sh\necho x >>"{compared}"\nexec {shutil.which("cmp")} "$@"\n', "utf-8")
    (tools / "cmp").chmod(0o755)
    for _ in range(5):
        again = clone.start("--setup-only", PATH=str(tools))
        assert (again.returncode, again.stdout, again.stderr) == (0, "", "")
    assert before == {file: file.stat().st_mtime_ns for file in (clone.folder / ".venv").iterdir()}
    assert compared.read_text("utf-8").split() == ["x"] * 5


def test_words_are_handed_on_and_paths_mean_what_they_mean_where_one_stands(clone: Clone, tmp_path: Path) -> None:
    ran = clone.start("import", "en liste.xlsx", "--json", cwd=tmp_path)
    assert ran.stdout.startswith(f"['import', 'en liste.xlsx', '--json'] {tmp_path} None")
    assert ran.stderr == ""


def test_a_module_in_the_folder_one_stands_in_is_not_taken_for_the_program(clone: Clone, tmp_path: Path) -> None:
    (tmp_path / "nettverk.py").write_text("print('feil')", "utf-8")
    assert clone.start("--version", cwd=tmp_path).stdout.startswith("['--version']")


OTHERS = {
    "PYTHONHOME": "/nonexistent", "PYTHONPATH": "{folder}", "PYTHONPLATLIBDIR": "lib128", "PYTHONUSERBASE": "{folder}",
    "PYTHONSTARTUP": "{folder}/nettverk.py", "PYTHONINSPECT": "1", "PYTHONOPTIMIZE": "2", "PYTHONVERBOSE": "1",
    "PYTHONWARNINGS": "error", "PYTHONDEVMODE": "1", "PYTHONHASHSEED": "often", "PYTHONPROFILEIMPORTTIME": "1",
    "PYTHONEXECUTABLE": "{folder}/python", "PYTHONDEBUG": "1", "PYTHONMALLOC": "debug", "PYTHONTRACEMALLOC": "1",
    "QT_PLUGIN_PATH": "{folder}", "QT_QPA_PLATFORM_PLUGIN_PATH": "{folder}", "LD_LIBRARY_PATH": "{folder}",
    "PIP_TARGET": "{folder}/packages", "PIP_PREFIX": "{folder}/packages", "PIP_REQUIREMENT": "{folder}/theirs.txt",
    "PIP_CONSTRAINT": "{folder}/theirs.txt", "PIP_DRY_RUN": "1", "PIP_PYTHON": "/nonexistent",
}  # fmt: skip


@pytest.fixture
def others(tmp_path: Path) -> dict[str, str]:
    """What another Python, another Qt and another project have set."""
    return set_by_others(tmp_path / "andres")


def set_by_others(folder: Path) -> dict[str, str]:
    """An environment in which another Python, another Qt and another project have set all they can set."""
    folder.mkdir()
    for module in ("nettverk", "sitecustomize", "usercustomize", "json"):
        (folder / f"{module}.py").write_text("raise SystemExit('feil modul')", "utf-8")
    (folder / "libQt6Core.so.6").touch()
    return {name: value.format(folder=folder) for name, value in OTHERS.items()}


def test_what_other_programs_have_set_does_not_reach_the_program(clone: Clone, others: dict[str, str]) -> None:
    ran = clone.start("--environment", **others)
    assert ran.stderr == ""
    found = json.loads(ran.stdout)
    folder = others["PYTHONPATH"]
    assert found["environment"]["PYTHONPATH"] == str(clone.folder)
    assert not [name for name, value in found["environment"].items() if folder in value]
    assert not (OTHERS.keys() - {"PYTHONPATH", "LD_LIBRARY_PATH"}) & found["environment"].keys()
    assert found["optimised"] == 0
    assert not [place for place in found["path"] if place.startswith(folder)]


# All of them at once are in the test above; alone, each that has stopped a Python or is of a kind of its own.
_FIRST = {
    "PYTHONHOME",
    "PYTHONPLATLIBDIR",
    "PYTHONPATH",
    "PYTHONOPTIMIZE",
    "LD_LIBRARY_PATH",
    "QT_PLUGIN_PATH",
    "PIP_PREFIX",
}


@pytest.mark.parametrize(
    "name", [pytest.param(name, marks=() if name in _FIRST else pytest.mark.slow) for name in sorted(OTHERS)]
)
def test_each_of_them_alone_stops_nothing(clone: Clone, others: dict[str, str], name: str) -> None:
    ran = clone.start("--version", **{name: others[name]})
    assert (ran.returncode, ran.stderr) == (0, "")
    assert ran.stdout.startswith("['--version']")


def test_what_the_machine_needs_does_reach_it(clone: Clone, tmp_path: Path) -> None:
    wanted = {
        "PIP_INDEX_URL": "https://eksempel.no/simple", "HTTPS_PROXY": "http://eksempel.no:3128", "QT_SCALE_FACTOR": "2",
        "LD_LIBRARY_PATH": f"{tmp_path}:/opt/et annet sted/lib", "PYTHONIOENCODING": "utf-8", "LANG": "nn_NO.UTF-8",
    }  # fmt: skip
    found = json.loads(clone.start("--environment", **wanted).stdout)["environment"]
    assert {name: found.get(name) for name in wanted} == wanted


def test_the_tests_and_windows_are_kept_clean_of_the_same() -> None:
    def cleaned(text: str) -> set[str]:
        found = " ".join(re.findall(r"(?:\nunset |for %%v in \()((?:[A-Z0-9_]+|\\\n| )+)", text))
        return set(re.findall(r"[A-Z0-9_]+", found)) - {"__PYVENV_LAUNCHER__"}

    names = {name: cleaned((ROOT / name).read_text("utf-8")) for name in ("start", "check", "start.cmd", "check.cmd")}
    assert len(names["start"]) > 25
    assert OTHERS.keys() - names["start"] == {"LD_LIBRARY_PATH"}
    assert names["start"] == names["check"] == names["start.cmd"] == names["check.cmd"]


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


def test_an_interrupted_set_up_has_healed_and_what_others_have_set_did_not_reach_it(clone: Clone) -> None:
    venv = clone.folder / ".venv"
    assert (venv / "ready").exists()
    assert not (venv / "half.txt").exists()
    assert not list(clone.folder.parent.parent.glob("før*/andres/packages"))
    ran = clone.start("--version")
    assert ran.stdout.startswith("['--version']")
    assert ran.stderr == ""


@pytest.mark.slow
def test_one_that_was_whole_and_is_interrupted_later_heals_too(clone: Clone, others: dict[str, str]) -> None:
    venv = clone.folder / ".venv"
    (venv / "unfinished").touch()
    shutil.rmtree(venv / "ready")
    (venv / "half.txt").touch()
    again = clone.start("--setup-only", **others)  # all of it once more, from nothing
    assert again.returncode == 0, again.stderr
    assert "Klart (" in again.stderr
    assert not (venv / "half.txt").exists()
    assert not Path(others["PIP_TARGET"]).exists()
    ran = clone.start("--version")
    assert ran.stdout.startswith("['--version']")
    assert ran.stderr == ""


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
