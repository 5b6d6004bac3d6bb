"""The set-up script for Windows: what can be seen in its text, and where there is Wine, what it does.

A small program stands in for Python: it writes down how it is called, and «python -m venv» copies it to where
a virtual environment has its own. On Debian 13: apt-get install wine gcc-mingw-w64-x86-64 (skipped without).
"""

from __future__ import annotations

import os
import re
import shutil
import subprocess
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

import pytest

ROOT = Path(__file__).parents[2]
SCRIPTS = ("start.cmd", "check.cmd")
SAYS = ("echo", "rem")
STAND_IN = r"""
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <windows.h>

static int has(int n, char **words, const char *word) {
    for (int i = 1; i < n; i++) if (!strcmp(words[i], word)) return i;
    return 0;
}

static int same(const char *a, const char *b) {
    FILE *x = fopen(a, "rb"), *y = fopen(b, "rb");
    int c, d;
    if (!x || !y) return 0;
    do { c = fgetc(x); d = fgetc(y); } while (c == d && c != EOF);
    return c == d;
}

int main(int n, char **words) {
    char me[MAX_PATH], to[MAX_PATH], here[MAX_PATH];
    GetModuleFileNameA(NULL, me, MAX_PATH);
    if (getenv("FAKE_LOG")) {
        FILE *log = fopen(getenv("FAKE_LOG"), "a");
        GetCurrentDirectoryA(MAX_PATH, here);
        fprintf(log, "%s", strrchr(me, '\\') + 1);
        for (int i = 1; i < n; i++) fprintf(log, "|%s", words[i]);
        const char *qpa = getenv("QT_QPA_PLATFORM");
        fprintf(log, "|in %s|qpa %s\n", strrchr(here, '\\') + 1, qpa ? qpa : "-");
        fclose(log);
    }
    if (strstr(words[n - 1], "version_info")) { puts(getenv("FAKE_OLD") ? "old" : "fits"); return 0; }
    if (n > 2 && strstr(words[2], "'x' * 88")) { puts(getenv("FAKE_DEEP") ? "" : "room"); return 0; }
    if (getenv("FAKE_NO_QT") && strstr(words[n - 1], "QtWidgets")) return 1;
    if (n > 1 && !strcmp(words[1], "-ISc")) return same(words[n - 2], words[n - 1]) ? 0 : 1;
    if (has(n, words, "pip")) return getenv("FAKE_NO_NET") ? 1 : 0;
    if (has(n, words, "venv")) {
        const char *venv = words[n - 1];
        snprintf(to, MAX_PATH, "%s\\Scripts", venv); CreateDirectoryA(to, NULL);
        snprintf(to, MAX_PATH, "%s\\Scripts\\python.exe", venv); CopyFileA(me, to, FALSE);
        snprintf(to, MAX_PATH, "%s\\Scripts\\pythonw.exe", venv); CopyFileA(me, to, FALSE);
    }
    return has(n, words, "fail") ? 7 : 0;
}
"""


@pytest.mark.parametrize("name", SCRIPTS)
def test_the_text_is_such_that_cmd_keeps_its_place(name: str) -> None:
    data = (ROOT / name).read_bytes()
    assert data.isascii()
    assert data.count(b"\r\n") == data.count(b"\n") == data.count(b"\r") > 0
    assert data.endswith(b"\r\n")


@pytest.mark.parametrize("name", SCRIPTS)
def test_every_label_that_is_gone_to_is_there_once(name: str) -> None:
    text = (ROOT / name).read_text("ascii")
    labels = re.findall(r"(?m)^:(\w+)", text)
    assert len(labels) == len(set(labels))
    assert set(re.findall(r"goto (\w+)", text)) == set(labels)


@pytest.mark.parametrize("name", SCRIPTS)
def test_folders_may_have_spaces_and_signs_in_their_names(name: str) -> None:
    for line in (ROOT / name).read_text("ascii").splitlines():
        if line.lower().startswith(SAYS):
            assert not re.search(r"[<|^%]|>(?!&2$)|&(?!2$)", line) or line.startswith("rem"), line
            continue
        outside = re.sub(r'"[^"]*"', "", line)
        assert not re.search(r"%(~dp0|here|venv|python|cd)%?", outside), line
        assert line.count('"') % 2 == 0, line


@dataclass
class House:
    folder: Path
    prefix: Path
    tools: Path
    log: Path

    def start(self, *words: str, python: bool = True, **env: str) -> subprocess.CompletedProcess[str]:
        self.log.unlink(missing_ok=True)
        plain = {key: os.environ[key] for key in ("PATH", "HOME", "USER") if key in os.environ}
        wine = {"WINEPREFIX": str(self.prefix), "WINEDEBUG": "-all", "WINEDLLOVERRIDES": "mscoree,mshtml="}
        path = {"WINEPATH": f"Z:{self.tools}".replace("/", "\\")} if python else {}
        return subprocess.run(
            ["wine", "cmd", "/d", "/c", "call", f"Z:{self.folder}/start.cmd".replace("/", "\\"), *words],
            cwd=self.tools.parent,
            env={**plain, **wine, **path, "LC_ALL": "C.UTF-8", "CI": "1", "FAKE_LOG": f"Z:{self.log}", **env},
            stdin=subprocess.DEVNULL,
            capture_output=True,
            encoding="utf-8",
            errors="replace",
            check=False,
        )

    def calls(self) -> list[str]:
        return self.log.read_text("utf-8", "replace").splitlines() if self.log.exists() else []


@pytest.fixture(scope="module")
def house(tmp_path_factory: pytest.TempPathFactory) -> Iterator[House]:
    compiler = shutil.which("x86_64-w64-mingw32-gcc")
    if not shutil.which("wine") or not shutil.which("wineserver") or compiler is None:
        pytest.skip("needs wine and gcc-mingw-w64-x86-64, which CI has not")
    told = subprocess.run(["wine", "--version"], capture_output=True, text=True, check=False).stdout
    version = re.search(r"wine-(\d+)", told)
    if version is None or int(version[1]) < 10:
        pytest.skip("needs Wine 10, as in Debian 13: before, its cmd did not understand || and &&")
    home = tmp_path_factory.mktemp("hus", numbered=False)
    tools, folder = home / "bin", home / "Nettverk & co (1)"
    for place in (tools, folder / "nettverk"):
        place.mkdir(parents=True)
    (home / "python.c").write_text(STAND_IN, "ascii")
    subprocess.run([compiler, "-O1", "-o", str(tools / "python.exe"), str(home / "python.c")], check=True)
    for name in (*SCRIPTS, "requirements.txt", "requirements-dev.txt"):
        shutil.copy2(ROOT / name, folder / name)
    made = House(folder, home / "wine", tools, home / "log.txt")
    yield made
    env = os.environ | {"WINEPREFIX": str(made.prefix)}
    subprocess.run(["wineserver", "-k"], env=env, check=False, capture_output=True)


@pytest.fixture
def ready(house: House) -> House:
    if not (house.folder / ".venv" / "ready").exists():
        assert house.start("--setup-only").returncode == 0
    return house


@pytest.mark.slow
def test_without_a_python_one_is_told_where_to_get_it(house: House) -> None:
    gone = house.start(python=False)
    assert gone.returncode == 1
    assert "trenger Python 3.11 eller nyere" in gone.stderr
    old = house.start(FAKE_OLD="1")
    assert old.returncode == 1
    assert "Hent Python fra python.org" in old.stderr
    assert not (house.folder / ".venv").exists()


@pytest.mark.slow
def test_a_folder_that_lies_too_deep_is_told_before_anything_is_fetched(house: House) -> None:
    deep = house.start(FAKE_DEEP="1")
    assert deep.returncode == 1
    assert "kortere sted" in deep.stderr
    assert not (house.folder / ".venv").exists()


@pytest.mark.slow
def test_the_first_run_makes_ready_and_the_second_has_nothing_to_do(house: House) -> None:
    first = house.start("--setup-only")
    assert (first.returncode, "Klart." in first.stderr) == (0, True), first.stderr
    (pip,) = [call for call in house.calls() if "|pip|install|" in call]
    assert "|--require-hashes|--only-binary|:all:|-r|" in pip
    assert "Nettverk & co (1)\\requirements.txt" in pip
    again = house.start("--setup-only")
    assert (again.returncode, again.stdout, len(house.calls())) == (0, "", 1)
    assert "Henter" not in again.stderr


@pytest.mark.slow
def test_words_and_exit_codes_are_handed_on(ready: House) -> None:
    ran = ready.start("import", "en liste & mer.xlsx", "--json", "fail")
    assert ran.returncode == 7
    assert ready.calls()[-1] == "python.exe|-P|-m|nettverk|import|en liste & mer.xlsx|--json|fail|in hus|qpa -"


@pytest.mark.slow
@pytest.mark.parametrize(
    ("words", "wanted"),
    [
        (
            ["--demo", "--headless", "--seed", "4"],
            "python.exe|-P|-m|nettverk|demo|--out|out|--seed|4|in hus|qpa offscreen",
        ),
        ([], "pythonw.exe|-P|-m|nettverk|in hus|qpa -"),
        (["--demo"], "pythonw.exe|-P|-m|nettverk|--demo|in hus|qpa -"),
        (["min samling.db"], "pythonw.exe|-P|-m|nettverk|min samling.db|in hus|qpa -"),
    ],
)
def test_what_is_asked_for_is_opened_the_way_it_should(ready: House, words: list[str], wanted: str) -> None:
    assert ready.start(*words).returncode == 0
    assert ready.calls()[-1] == wanted


@pytest.mark.slow
def test_other_requirements_are_fetched_and_without_a_net_it_opens_with_what_it_has(ready: House) -> None:
    wanted = ready.folder / "requirements.txt"
    as_it_was = wanted.read_bytes()
    wanted.write_bytes(as_it_was + b"# more\n")
    away = ready.start("--version", FAKE_NO_NET="1")
    assert (away.returncode, "Starter med dem som ligger her" in away.stderr) == (0, True), away.stderr
    assert ready.calls()[-1].startswith("python.exe|-P|-m|nettverk|--version|")
    assert "Klart." in ready.start("--setup-only").stderr
    assert "Klart." not in ready.start("--setup-only").stderr


@pytest.mark.slow
def test_what_will_not_run_here_is_told_and_tried_again(ready: House) -> None:
    (ready.folder / ".venv" / "unfinished").touch()
    ran = ready.start("--setup-only", FAKE_NO_QT="1")
    assert ran.returncode == 1
    assert "64-bits Windows 10" in ran.stderr
    assert "Klart." in ready.start("--setup-only").stderr


@pytest.mark.slow
def test_alone_in_a_zip_it_says_what_to_do(house: House, tmp_path: Path) -> None:
    shutil.copy2(ROOT / "start.cmd", tmp_path / "start.cmd")
    ran = House(tmp_path, house.prefix, house.tools, house.log).start()
    assert ran.returncode == 1
    assert "Pakk ut hele mappa" in ran.stderr
    assert not (tmp_path / ".venv").exists()
