"""A cable really pulled out, under Xvfb: the wall never lands on the laptop, and comes back by itself."""

from __future__ import annotations

import os
import shutil
import subprocess
import time
from collections.abc import Iterator
from pathlib import Path

import pytest

from tests.end2end.test_stage import database, seconds, wait_for
from tests.helpers.driven import Driven

__all__ = ["database"]  # a fixture of that day

pytestmark = pytest.mark.skipif(
    not (shutil.which("Xvfb") and shutil.which("xrandr")),
    reason="needs Xvfb and xrandr (apt install xvfb x11-xserver-utils)",
)
SPACE = "3286x1080"
LAPTOP = ("LAPTOP", "1366/361x768/203+0+0")
PROJECTOR = ("PROJ", "1920/508x1080/286+1366+0")


@pytest.fixture
def display() -> Iterator[str]:
    """An X server with a laptop's and a projector's monitor on it."""
    read, write = os.pipe()
    server = subprocess.Popen(
        ["Xvfb", "-displayfd", str(write), "-screen", "0", f"{SPACE}x24", "-nolisten", "tcp", "-noreset"],
        pass_fds=[write],
        stdout=subprocess.DEVNULL,
        stderr=subprocess.DEVNULL,
    )
    os.close(write)
    with os.fdopen(read) as file:
        number = file.readline().strip()
    made = f":{number}"
    plug(made, *LAPTOP, output="screen")
    plug(made, *PROJECTOR)
    yield made
    server.terminate()
    server.wait()


def plug(display: str, name: str, place: str, output: str = "none") -> None:
    subprocess.run(["xrandr", "-d", display, "--setmonitor", name, place, output], check=True, capture_output=True)


def unplug(display: str, name: str) -> None:
    subprocess.run(["xrandr", "-d", display, "--delmonitor", name], check=True, capture_output=True)


def test_pulled_out_and_put_back(display: str, database: tuple[Path, str], tmp_path: Path) -> None:
    home = tmp_path / "home"
    home.mkdir()
    program = Driven(database[0], home, {"DISPLAY": display, "QT_QPA_PLATFORM": "xcb", "XDG_SESSION_TYPE": "x11"})
    try:
        program.ask("ready", seconds=60)
        program.ask("open", gathering=database[1])
        program.ask("stage")
        seen = wait_for(program, lambda look: look["projector"] == [1366, 0, 1920, 1080])
        assert seen["presenter"][0] + seen["presenter"][2] <= 1366 + 1, "the presenter stays on the laptop"
        program.ask("key", key="Space", text=" ")
        before = program.ask("look")

        unplug(display, "PROJ")
        for _look in range(60):  # from the very moment
            place = program.ask("look")["projector"]
            assert place in ([1366, 0, 1920, 1080], None), f"on the laptop: {place}"
        lost = wait_for(program, lambda look: look["projector"] is None)
        assert "borte" in lost["state"]
        assert lost["phase"] == "running"
        for _look in range(15):
            assert program.ask("look")["projector"] is None, "never on the laptop"
            time.sleep(0.1)
        program.ask("key", key="Right")
        assert program.ask("look")["part"] == before["part"] + 1, "the keys go on"

        plug(display, *PROJECTOR)
        back = wait_for(program, lambda look: look["projector"] == [1366, 0, 1920, 1080])
        assert "Vises på" in back["state"]
        time.sleep(1.1)
        assert seconds(program.ask("look")["figures"]) < seconds(back["figures"]), "the clock never stopped"

        for _round in range(3):  # a loose contact
            unplug(display, "PROJ")
            time.sleep(0.12)
            plug(display, *PROJECTOR)
            time.sleep(0.12)
        steady = wait_for(program, lambda look: look["projector"] == [1366, 0, 1920, 1080])
        assert steady["phase"] == "running"
        assert steady["line"] == ""

        program.ask("key", key="X", text="x")
        swapped = wait_for(program, lambda look: look["projector"] == [0, 0, 1366, 768])
        assert swapped["presenter"][0] >= 1366, "one key and they have changed places"
        program.ask("key", key="X", text="x")
        wait_for(program, lambda look: look["projector"] == [1366, 0, 1920, 1080])
    finally:
        program.kill()
