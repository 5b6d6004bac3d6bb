"""The command line as a process: the whole demo, pipes, old consoles, and being interrupted."""

from __future__ import annotations

import json
import os
import signal
import subprocess
import sys
from collections.abc import Callable, Mapping
from pathlib import Path

import pytest

from nettverk.services.handouts.registry import PACK
from nettverk.services.sample import sample
from nettverk.storage.store import Store
from tests.helpers import stores
from tests.helpers.clock import TODAY
from tests.helpers.paper import text_of
from tests.helpers.waiting import pause

ROOT = Path(__file__).resolve().parents[2]
PNG = b"\x89PNG\r\n\x1a\n"


def run(*argv: object, home: Path, env: Mapping[str, str] | None = None) -> subprocess.CompletedProcess[bytes]:
    """Run ``nettverk`` where there is no screen."""
    return subprocess.run(
        [sys.executable, "-m", "nettverk", *(str(word) for word in argv)],
        cwd=ROOT,
        env={**os.environ, "QT_QPA_PLATFORM": "offscreen", "NETTVERK_HOME": str(home), **(env or {})},
        capture_output=True,
        check=False,
    )


@pytest.fixture(scope="module")
def demo(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The folder the demo has written."""
    out = tmp_path_factory.mktemp("demo") / "ut"
    done = run("demo", "--out", out, home=out.parent)
    assert done.returncode == 0, done.stderr.decode()
    told = done.stdout.decode().splitlines()
    written = [Path(line.strip()) for line in told if line.startswith("  ")]
    assert len(written) > 30
    assert all(path.stat().st_size > 0 for path in written)
    assert done.stderr == b""
    return out


@pytest.fixture(scope="module")
def held(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A folder with the sample and the list its coming gathering was made from."""
    folder = tmp_path_factory.mktemp("eksempel")
    store = Store.open(folder / "eksempel.db")
    stores.fill_with_sample(store, TODAY)
    (folder / "Påmelding.xlsx").write_bytes(sample.forms_sheet(store))
    store.close()
    return folder


# Under --long only: the same without a process of its own is in tests/unit/cli/test_jobs.py.
@pytest.mark.slow
def test_the_demo_writes_papers_one_can_read(demo: Path) -> None:
    papers = sorted(demo.glob("utskrifter/*.pdf"))
    assert len(papers) == len(PACK)
    summary = next(path for path in papers if "Oppsummering" in path.name)
    text = text_of(summary)
    assert "Gode overganger" in text
    assert "fadderne og skolestarterne" in " ".join(text.split())


@pytest.mark.slow
def test_the_demo_draws_every_screen(demo: Path) -> None:
    pictures = sorted(demo.glob("lerret/*.png"))
    assert len(pictures) > 15
    assert all(path.read_bytes().startswith(PNG) for path in pictures)


def test_the_samples_database_is_well_and_can_be_looked_in(held: Path, tmp_path: Path) -> None:
    db = held / "eksempel.db"
    assert run("check", "--db", db, home=tmp_path).returncode == 0
    found = json.loads(run("gatherings", "--db", db, "--json", home=tmp_path).stdout)
    assert {0, 90} <= {one["participants"] for one in found}


@pytest.mark.slow  # the same without a process is in tests/unit/cli/test_jobs.py
def test_the_demo_can_be_run_again_in_the_same_folder(demo: Path, tmp_path: Path) -> None:
    again = run("demo", "--out", demo, "--json", home=tmp_path)
    assert again.returncode == 0
    assert json.loads(again.stdout)["import"]["same"] == 90


@pytest.mark.slow  # each wall at each size is in tests/visual, the words of the command in tests/unit/cli
def test_screens_are_as_large_and_light_as_asked(demo: Path, tmp_path: Path) -> None:
    import struct

    out = tmp_path / "lerret"
    done = run(
        "screens", "--db", demo / "eksempel.db", "--out", out, "--size", "1024x768", "--theme", "light", home=tmp_path
    )
    assert done.returncode == 0, done.stderr.decode()
    sizes = {struct.unpack(">II", path.read_bytes()[16:24]) for path in out.glob("*.png")}
    assert sizes == {(1024, 768)}


def test_the_list_goes_into_a_database_that_was_not_there(held: Path, tmp_path: Path) -> None:
    sheet = next(held.glob("*.xlsx"))
    done = run("import", sheet, "--json", home=tmp_path / "hjem")
    assert done.returncode == 0, done.stderr.decode()
    assert json.loads(done.stdout)["new"] == 90
    assert (tmp_path / "hjem" / "nettverk.db").exists()


def test_an_old_console_shows_what_it_can(held: Path, tmp_path: Path) -> None:
    plain = {"PYTHONIOENCODING": "ascii", "LC_ALL": "C", "PYTHONUTF8": "0", "PYTHONCOERCECLOCALE": "0"}
    done = run("gatherings", "--db", held / "eksempel.db", home=tmp_path, env=plain)
    assert done.returncode == 0, done.stderr.decode()
    assert "Alle har noen å være sammen med" in done.stdout.decode("utf-8")


def test_a_reader_that_has_heard_enough_is_no_fault(held: Path, tmp_path: Path) -> None:
    command = f"'{sys.executable}' -m nettverk export --help | head -n 1"
    env = {**os.environ, "NETTVERK_HOME": str(tmp_path)}
    done = subprocess.run(["sh", "-c", command], cwd=ROOT, env=env, capture_output=True, check=False)
    assert done.stdout.decode().startswith("bruk: nettverk export")
    assert done.stderr == b""


def test_faults_are_one_sentence_and_never_a_traceback(tmp_path: Path, scale: Callable[[int, int], int]) -> None:
    bad = tmp_path / "avkuttet.xlsx"
    bad.write_bytes(b"PK\x03\x04 avkuttet")
    every = (
        ("import", bad),
        ("import", tmp_path),
        ("gatherings", "--db", bad),
        ("export", "--out", "/dev/null/nei.json", "--db", tmp_path / "borte.db"),
        ("groups", "build", "--db", tmp_path / "borte.db"),
        ("print", "agenda", "--out", tmp_path, "--db", tmp_path / "borte.db"),
    )
    for argv in every[:: scale(3, 1)]:  # all of them without a process of their own are in tests/unit/cli/test_jobs.py
        done = run(*argv, home=tmp_path)
        assert done.returncode in (1, 2), argv
        assert done.stdout == b""
        said = done.stderr.decode()
        assert len(said.splitlines()) == 1, said
        assert "Traceback" not in said


@pytest.mark.skipif(sys.platform == "win32", reason="Ctrl+C is sent another way there")
def test_ctrl_c_stops_it_and_leaves_the_file_well(tmp_path: Path) -> None:
    path = tmp_path / "stor.db"
    store = Store.open(path)
    stores.fill_with_sample(store, TODAY)
    store.close()
    rows = "\n".join(f"Navn{number};Etternavn{number};Enhet {number % 300} barnehage" for number in range(7_000))
    sheet = tmp_path / "stor.csv"
    sheet.write_text(f"Fornavn;Etternavn;Enhet\n{rows}\n", encoding="utf-8-sig")
    before = path.read_bytes()
    process = subprocess.Popen(
        [sys.executable, "-m", "nettverk", "import", str(sheet), "--db", str(path)],
        cwd=ROOT,
        env={**os.environ, "NETTVERK_HOME": str(tmp_path)},
        stdout=subprocess.PIPE,
        stderr=subprocess.PIPE,
    )
    journal = path.with_name("stor.db-journal")
    while process.poll() is None and not journal.exists():  # until it is in the middle of writing
        pause()
    process.send_signal(signal.SIGINT)
    _out, said = process.communicate()
    if process.returncode == 0:
        pytest.skip("it was done before it could be stopped")
    assert process.returncode == 130, said.decode()
    assert said.decode().strip() == "Stoppet. Det som ikke var ferdig, er ikke lagret."
    assert run("check", "--db", path, home=tmp_path).returncode == 0
    assert path.read_bytes() == before
