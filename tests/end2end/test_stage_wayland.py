"""Wayland, where a program does not place its windows: the wall still gets its own screen, and one key swaps."""

from __future__ import annotations

import os
import shutil
import subprocess
from collections.abc import Iterator
from pathlib import Path

import pytest

from tests.end2end.test_stage import Day, database, wait_for
from tests.helpers import x_server
from tests.helpers.program import Program
from tests.helpers.waiting import until

__all__ = ["database"]  # a fixture of that day

pytestmark = pytest.mark.skipif(
    not (shutil.which("Xvfb") and shutil.which("weston")), reason="needs Xvfb and weston (apt install xvfb weston)"
)


@pytest.fixture
def compositor(tmp_path: Path) -> Iterator[dict[str, str]]:
    """Weston with two outputs, in two windows of a virtual X server."""
    server, display = x_server.started("2600x800")
    folder = tmp_path / "run"
    folder.mkdir(mode=0o700)
    env = {**os.environ, "DISPLAY": display, "XDG_RUNTIME_DIR": str(folder)}
    env.pop("WAYLAND_DISPLAY", None)
    weston = subprocess.Popen(
        ["weston", "--backend=x11-backend.so", "--use-pixman", "--output-count=2", "--width=1280", "--height=720",
         "--socket=nettverk", "--idle-time=0", "--no-config"],
        env=env, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL,
    )  # fmt: skip
    until(lambda: (folder / "nettverk").exists() or weston.poll() is not None, "weston's socket")
    if not (folder / "nettverk").exists():
        weston.kill()
        server.kill()
        pytest.skip("weston does not start here")
    yield {"QT_QPA_PLATFORM": "wayland", "WAYLAND_DISPLAY": "nettverk", "XDG_RUNTIME_DIR": str(folder)}
    for process in (weston, server):
        process.terminate()
        process.wait()


def test_two_outputs(compositor: dict[str, str], database: Day, tmp_path: Path) -> None:
    program = Program(tmp_path / "home", "--db", str(database.path), env={**compositor, **database.clock.environment()})
    try:
        until(lambda: program.do("ready"), "a gathering that is open")
        program.do("open", gathering=database.gathering_id)
        program.do("stage")
        seen = wait_for(program, lambda look: bool(look["projector"]) and "" not in look["screens"])
        own, wall = seen["screens"]
        assert own != wall
        assert wall in seen["state"], "two screens of the same model are told apart by their connectors"
        program.do("command", name="SWAP_SCREENS")
        wait_for(program, lambda look: look["screens"] == [wall, own])
        program.do("command", name="SWAP_SCREENS")
        wait_for(program, lambda look: look["screens"] == [own, wall])
        program.do("key", key="Space", text=" ")
        assert program.do("look")["phase"] == "running", "the keys go on"
    finally:
        program.kill()
