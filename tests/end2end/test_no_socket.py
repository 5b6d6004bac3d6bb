"""A whole day under a tracer: the program opens no socket to anywhere, and starts nothing but its own two workers."""

from __future__ import annotations

import os
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path

import pytest

from nettverk.services import gatherings
from nettverk.services.register import register
from nettverk.services.templates import template
from nettverk.storage.store import Store
from tests.helpers import tracer
from tests.helpers.clock import TODAY
from tests.helpers.program import Program
from tests.helpers.slides import pdf
from tests.helpers.tracer import Tracer
from tests.helpers.waiting import until

ROOT = Path(__file__).resolve().parents[2]
WHY_NOT = tracer.can()
pytestmark = pytest.mark.skipif(bool(WHY_NOT), reason=WHY_NOT)
LIST = "Fornavn;Etternavn;Enhet\n" + "".join(f"Navn{n};Etternavn{n};Lia {n % 4}\n" for n in range(12))


@pytest.fixture
def traced(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Tracer]:
    made = Tracer(tmp_path_factory.mktemp("t") / "dør")  # the path of a socket must be short
    yield made
    made.close()


def _worker(words: list[str]) -> str:
    """Which worker of ours a program is, by what it was started with; empty where it is none."""
    return words[-1] if words[:1] == [sys.executable] and words[-2:-1] == ["--worker"] else ""


def _calm(program: Program) -> None:
    program.run("shell.workspace.lane.wait(); shell.workspace.lane.wait()")


@pytest.mark.slow
def test_a_whole_day_opens_no_socket_and_starts_no_program(traced: Tracer, tmp_path: Path) -> None:
    listed, slides = tmp_path / "liste.csv", tmp_path / "lysbilder.pdf"
    listed.write_text(LIST, "utf-8")
    slides.write_bytes(pdf(3))
    database = tmp_path / "samling.db"
    store = Store.open(database)
    gatherings.make(store, template("kristiansand"), network_id=register.add_network(store, "0–6").made, held_on=TODAY)
    store.close()
    first = f"from tests.helpers import tracer; tracer.submit({str(traced.door)!r})"
    with Program(tmp_path / "hjem", "--demo", "--db", str(tmp_path / "prøve.db"), first=first, afresh=True) as program:
        program.until("shell is not None and shell.workspace.gathering is not None")
        _calm(program)
        # Another file than the sample, and a list into it.
        program.run(f"shell.files.open(Path({str(database)!r}))")
        program.until(f"str(shell.workspace.lane.path) == {str(database)!r} and shell.workspace.gathering is not None")
        _calm(program)
        program.run(f"shell.go('people'); shell.stack.room('people').open_list(Path({str(listed)!r}))")
        program.until("shell.stack.room('people').import_page.pending is not None")
        program.run("shell.stack.room('people').import_page.store()")
        _calm(program)
        # Groups, in the process that solves.
        program.press("Ctrl+3")
        _calm(program)
        program.run("shell.stack.room('groups').requests.begin()")
        until(lambda: any(_worker(words) == "solver" for words in traced.programs), "the solver's process")
        program.until("not shell.workspace.lane._pending")
        _calm(program)
        # Every room, something typed, something printed.
        for room in ("plan", "reflect", "follow_up", "handouts"):
            program.run(f"shell.go({room!r})")
            _calm(program)
        program.run("shell.go('reflect')")
        _calm(program)
        program.run("shell.stack.room('reflect').go_to('G1-1')")
        _calm(program)
        program.type("Det barna selv sier")
        # The stage, with slides somebody brought.
        assert program.do("stage")
        part = program.ask("shell.stack.room('stage').controller.session.context.parts[0].id")
        program.run(f"shell.stack.room('stage').controller.queue.tray.attach_new({part!r}, {str(slides)!r})")
        until(lambda: any(_worker(words) == "slides" for words in traced.programs), "the slides' process")
        _calm(program)
        program.do("command", name="NEXT")
        _calm(program)
        program.do("close_presenter")
        # A backup, and home.
        program.run("shell.files.backups.make()")
        program.until("shell.files.backups._thread is None")
        assert program.ask("shell.workspace.lane.is_open")
        program.close()
    folder = tmp_path / "papir"
    done = _command("print", "all", "--db", str(database), "--out", str(folder), traced=traced)
    assert done.returncode == 0, done.stderr
    assert list(folder.rglob("*.pdf"))
    assert {family for family in traced.sockets if family != "unix"} == set(), traced.sockets
    strange = [words for words in traced.programs if not _worker(words)]
    assert strange == []
    assert {_worker(words) for words in traced.programs} == {"solver", "slides"}
    assert traced.forks == 0
    assert traced.other == []


def _command(*words: str, traced: Tracer, text: str = "") -> subprocess.CompletedProcess[str]:
    """A job of the command line, or any text of Python, traced from its first line on."""
    run = text or f"from nettverk.app import main; sys.exit(main({list(words)!r}))"
    begun = f"import sys; from tests.helpers import tracer; tracer.submit({str(traced.door)!r})\n{run}"
    environment = {**os.environ, "QT_QPA_PLATFORM": "offscreen"}
    return subprocess.run(
        [sys.executable, "-c", begun], cwd=ROOT, env=environment, capture_output=True, text=True, check=False
    )


@pytest.mark.parametrize(
    ("text", "sockets"),
    [
        ("import socket; socket.create_connection(('127.0.0.1', 9), 1)", ["internet"]),
        ("import socket; socket.socket(socket.AF_INET6, socket.SOCK_DGRAM)", ["internet 6"]),
        ("import urllib.request; urllib.request.urlopen('http://127.0.0.1:9/')", ["internet"]),
        ("import ctypes; ctypes.CDLL(None).socket(2, 1, 0)", ["internet"]),
        (
            "import subprocess; sys.exit(subprocess.call([sys.executable, '-c', 'import socket; socket.socket()']))",
            ["internet"],
        ),
        (
            "import threading, socket; t = threading.Thread(target=socket.socket); t.start(); t.join()",
            ["internet"],
        ),
    ],
)
def test_a_socket_is_noticed_and_refused_whoever_opens_it(traced: Tracer, text: str, sockets: list[str]) -> None:
    done = _command(traced=traced, text=text)
    assert [family for family in traced.sockets if family != "unix"] == sockets, done.stderr
    assert "Operation not permitted" in done.stderr or "ctypes" in text


def test_a_program_and_a_fork_are_noticed(traced: Tracer) -> None:
    done = _command(
        traced=traced,
        text="import os, subprocess; subprocess.run(['/bin/true', 'å']); os.system('exit 0')\n"
        "if not os.fork(): os._exit(0)\nos.wait()",
    )
    assert done.returncode == 0, done.stderr
    assert ["/bin/true", "å"] in traced.programs
    assert any(words[0].endswith("sh") for words in traced.programs)
    assert traced.forks == 1
