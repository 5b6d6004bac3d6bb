"""A cable really pulled out, under Xvfb: the wall never lands on the laptop, and comes back by itself."""

from __future__ import annotations

import shutil
import subprocess
from collections.abc import Iterator
from pathlib import Path

import pytest

from nettverk.services import plan as plans
from nettverk.storage.store import Store
from tests.end2end.test_stage import Day, database, seconds, wait_for
from tests.helpers import x_server
from tests.helpers.program import Program
from tests.helpers.waiting import pause

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
    with x_server.display(SPACE) as made:
        plug(made, *LAPTOP, output="screen")
        plug(made, *PROJECTOR)
        yield made


def plug(display: str, name: str, place: str, output: str = "none") -> None:
    subprocess.run(["xrandr", "-d", display, "--setmonitor", name, place, output], check=True, capture_output=True)


def change(program: Program, display: str, name: str, place: str, output: str = "none") -> None:
    """Another place or resolution for one that is there; it goes dark for a moment, as real ones do.

    (Qt does not hear of a monitor that is taken away and put back within one turn of its loop, as only xrandr can.)
    """
    unplug(display, name)
    program.until(f"{name!r} not in [screen.name() for screen in app.screens()]")
    plug(display, name, place, output)


def unplug(display: str, name: str) -> None:
    subprocess.run(["xrandr", "-d", display, "--delmonitor", name], check=True, capture_output=True)


def on_x(display: str, database: Day, tmp_path: Path) -> Program:
    env = {"DISPLAY": display, "QT_QPA_PLATFORM": "xcb", "XDG_SESSION_TYPE": "x11", **database.clock.environment()}
    return Program(tmp_path / "home", "--db", str(database.path), env=env)


@pytest.fixture
def program(display: str, database: Day, tmp_path: Path) -> Iterator[Program]:
    """The program with its stage open."""
    made = on_x(display, database, tmp_path)
    made.do("ready")
    made.do("open", gathering=database.gathering_id)
    made.do("stage")
    yield made
    made.kill()


def test_pulled_out_and_put_back(display: str, program: Program) -> None:
    seen = wait_for(program, lambda look: look["projector"] == [1366, 0, 1920, 1080])
    assert seen["presenter"][0] + seen["presenter"][2] <= 1366 + 1, "the presenter stays on the laptop"
    program.do("key", key="Space", text=" ")
    before = program.do("look")

    unplug(display, "PROJ")
    for _look in range(60):  # from the very moment
        place = program.do("look")["projector"]
        assert place in ([1366, 0, 1920, 1080], None), f"on the laptop: {place}"
    lost = wait_for(program, lambda look: look["projector"] is None)
    assert "frakoblet" in lost["state"]
    assert lost["phase"] == "running"
    for _look in range(60):
        assert program.do("look")["projector"] is None, "never on the laptop"
        pause(0.02)
    program.do("command", name="NEXT")
    assert program.do("look")["part"] == before["part"] + 1, "the keys go on"

    plug(display, *PROJECTOR)
    back = wait_for(program, lambda look: look["projector"] == [1366, 0, 1920, 1080])
    assert "Vises på" in back["state"]
    wait_for(program, lambda look: seconds(look["figures"]) < seconds(back["figures"]))  # the clock never stopped

    for _round in range(3):  # a loose contact
        unplug(display, "PROJ")
        pause(0.12)
        plug(display, *PROJECTOR)
        pause(0.12)
    steady = wait_for(program, lambda look: look["projector"] == [1366, 0, 1920, 1080])
    assert steady["phase"] == "running"
    assert steady["line"] == "" or "slå av skjermen" in steady["line"], "nobody keeps a virtual screen awake"

    program.do("command", name="SWAP_SCREENS")
    assert program.do("look")["projector"] == WALL, "the presenter never comes on the wall"
    for command in ("HIDE_WALL", "SWAP_SCREENS", "SHOW_WALL"):
        program.do("command", name=command)
    swapped = wait_for(program, lambda look: look["projector"] == [0, 0, 1366, 768])
    assert swapped["presenter"][0] >= 1366, "they have changed places"
    for command in ("HIDE_WALL", "SWAP_SCREENS", "SHOW_WALL"):
        program.do("command", name=command)
    wait_for(program, lambda look: look["projector"] == [1366, 0, 1920, 1080])


WALL = [1366, 0, 1920, 1080]


def test_while_the_groups_are_shown_and_back_with_another_resolution(
    display: str, program: Program, database: Day
) -> None:
    store = Store.open(database.path, read_only=True)
    part = next(part for part in plans.parts(store, database.gathering_id) if part.organising == "mixed")
    store.close()
    program.do("build_groups", part=part.id)
    program.do("key", key="Space", text=" ")
    while program.do("look")["part"] < part.position:
        program.do("command", name="NEXT")
    program.do("key", key="G", text="g")
    before = wait_for(program, lambda look: look["wall"].startswith(("tables", "names", "groups")))
    assert before["projector"] == WALL

    unplug(display, "PROJ")
    lost = wait_for(program, lambda look: look["projector"] is None)
    assert lost["wall"] == before["wall"]
    plug(display, "PROJ", "1024/270x768/203+1366+0")
    back = wait_for(program, lambda look: look["projector"] == [1366, 0, 1024, 768])
    assert back["wall"] == before["wall"], "the same groups, set for the smaller screen"
    assert "1024×768" in back["state"]
    unplug(display, "PROJ")
    wait_for(program, lambda look: look["projector"] is None)
    plug(display, *PROJECTOR)
    wait_for(program, lambda look: look["projector"] == WALL)


def test_a_resolution_set_while_it_runs_is_followed(display: str, program: Program) -> None:
    wait_for(program, lambda look: look["projector"] == WALL)
    change(program, display, "PROJ", "1280/338x720/190+1366+0")
    wait_for(program, lambda look: look["projector"] == [1366, 0, 1280, 720])


def test_mirrored_screens_are_told_of_and_the_wall_comes_when_they_are_not(display: str, program: Program) -> None:
    wait_for(program, lambda look: look["projector"] == WALL)
    change(program, display, "PROJ", "1366/361x768/203+0+0")
    seen = wait_for(program, lambda look: "speilet" in look["state"])
    assert "Utvid" in seen["state"]
    assert seen["projector"] is None, "it would cover everything the facilitator has"
    change(program, display, *PROJECTOR)
    wait_for(program, lambda look: look["projector"] == WALL)


def test_the_lid_is_closed_and_opened(display: str, program: Program) -> None:
    """Only the projector is left: the presenter is not lost and not covered, and all goes home afterwards."""
    wait_for(program, lambda look: look["projector"] == WALL)
    program.do("key", key="Space", text=" ")
    change(program, display, *PROJECTOR, output="screen")  # takes the only output there is from the laptop's
    alone = wait_for(program, lambda look: look["projector"] is None and "Alle ser" in look["state"])
    assert alone["presenter"][0] >= 1366 or alone["presenter"][0] < 0, "on the screen there is"
    assert alone["phase"] == "running"
    plug(display, *LAPTOP)
    home = wait_for(program, lambda look: look["projector"] == WALL)
    assert home["presenter"][0] < 1366
    assert home["shell"][0] < 1366
    assert "Vises på" in home["state"]


def test_killed_with_the_cable_out_and_started_again(
    display: str, program: Program, database: Day, tmp_path: Path
) -> None:
    """Everything went dark at once: the presenter is there by itself, and the wall as soon as the projector is."""
    program.do("key", key="Space", text=" ")
    program.do("command", name="NEXT")
    wait_for(program, lambda look: look["projector"] == WALL)
    program.do("stored")
    program.kill()
    unplug(display, "PROJ")
    again = on_x(display, database, tmp_path)
    try:
        again.do("ready")
        seen = wait_for(again, lambda look: look["stage"] and look["phase"] == "running")
        assert (seen["part"], seen["projector"]) == (1, None), "the only screen is not covered by surprise"
        assert "F5" in seen["state"]
        plug(display, *PROJECTOR)
        seen = wait_for(again, lambda look: look["projector"] == WALL)
        assert seen["part"] == 1
    finally:
        again.kill()
