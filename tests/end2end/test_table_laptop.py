"""Two real windows with a stick between them: sheets go to a table's laptop, are typed on there, and come home."""

from __future__ import annotations

import os
import shutil
import subprocess
import sys
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from pathlib import Path

import pytest

from tests.helpers import x_server
from tests.helpers.program import Program

ROOM = "shell.stack.made['reflect']"
READ = f"len({ROOM}.known.sheets) > 0"
SHEETS = "shell.sheets.sharing"
PICTURES = "NETTVERK_TESTS_PICTURES"
"""The environment variable that names a folder for pictures of what is seen on the way."""


@dataclass
class Hall:
    """A leader's machine, one at a table, and the stick that goes between them.

    Attributes:
        env: what the programs are shown on.
    """

    folder: Path
    env: Mapping[str, str] = field(default_factory=dict)

    @property
    def own(self) -> Path:
        """The leader's file."""
        return self.folder / "n.db"

    @property
    def stick(self) -> Path:
        """The file on the stick."""
        return self.folder / "pinne" / "bord.db"

    def start(self, machine: str, file: Path) -> Program:
        """The program on a machine, which is called what one says."""
        program = Program(self.folder / machine, "--db", str(file), env=self.env)
        program.until("shell.workspace.gathering is not None and shell.at is not None and not shell.files.finding")
        program.run(
            "from nettverk.services.sharing import machine\n"
            f"shell.workspace.lane.ask(lambda store: machine.rename(store, '{machine}-pc'), None)\n"
            "shell.workspace.lane.wait()"
        )
        return program


@pytest.fixture
def hall(tmp_path: Path, sample_file: Path) -> Hall:
    made = Hall(tmp_path)
    made.stick.parent.mkdir()
    shutil.copyfile(sample_file, made.own)
    return made


@pytest.fixture
def on_screen(hall: Hall) -> Iterator[Hall]:
    """The same with a display of an X server."""
    if not shutil.which("Xvfb"):
        pytest.skip("needs Xvfb (apt install xvfb)")
    with x_server.display("1400x900") as display:
        hall.env = {"DISPLAY": display, "QT_QPA_PLATFORM": "xcb", "XDG_SESSION_TYPE": "x11"}
        yield hall


def lend(leader: Program, path: Path, *tables: int) -> None:
    """Ta med til bord, as the leader does it; only the dialog of the system is passed over."""
    leader.run("shell.actions_.by_key['shell.lend'].trigger()")
    leader.until(f"{SHEETS}.lend is not None and len({SHEETS}.lend.boxes) > 0")
    for table in tables:
        leader.run(f"{SHEETS}.lend.boxes[{table}].click()")
    leader.run(f"{SHEETS}.lend.write_to(Path({str(path)!r}))")
    leader.until(f"{SHEETS}.lend.done.isVisible()")
    picture(leader, "1-ta-med-til-bord")
    leader.run(f"{SHEETS}.lend.close_sheet()")


def type_at(program: Program, number: int, text: str) -> None:
    """Type on the first sheet of a table, key by key, and see that it is stored."""
    program.do("go", room="reflect")
    program.until(READ)
    code = program.ask(f"[s.code for s in {ROOM}.known.sheets if s.table == {number}][0]")
    # Without a window manager nobody else gives the keys to one of two windows.
    program.run("shell.activateWindow()")
    program.until("app.activeWindow() is shell")
    program.run(f"{ROOM}.go_to({code!r})")
    program.until(f"app.focusWidget() is not None and app.focusWidget().accessibleName().startswith({code!r} + '.')")
    program.type(text)
    program.until(f"{ROOM}.autosave.stored")


def bring_home(leader: Program, path: Path) -> str:
    """Hent hjem; returns what the sheet says of it."""
    leader.run(f"{SHEETS}.bring_home.sheet = None\n{SHEETS}.bring_home.begin([Path({str(path)!r})])")
    return told(leader)


def told(leader: Program) -> str:
    """What the sheet says of all that came home, when it is there; it is closed."""
    leader.until(f"{SHEETS}.bring_home.sheet is not None and {SHEETS}.bring_home.sheet.isVisible()")
    words = str(leader.ask(f"{SHEETS}.bring_home.sheet.words.text()"))
    picture(leader, "3-hentet-hjem")
    leader.run(f"{SHEETS}.bring_home.sheet.close_sheet()")
    return words


def said_at(leader: Program, table: int) -> str:
    """The first text that stands on the sheets of a table."""
    leader.do("go", room="reflect")
    return str(leader.until(f"([s.text for s in {ROOM}.known.sheets if s.table == {table} and s.text] or [''])[0]"))


def picture(program: Program, name: str) -> None:
    """A picture of the whole window, where somebody wants to look."""
    folder = os.environ.get(PICTURES)
    if folder:
        program.run(f"shell.grab().save({str(Path(folder) / name)!r} + '.png')")


def test_the_table_types_the_battery_is_empty_and_nothing_is_lost_on_the_way_home(hall: Hall) -> None:
    with hall.start("leder", hall.own) as leader:
        lend(leader, hall.stick, 2)
        with hall.start("bord", hall.stick) as table:
            type_at(table, 2, "Fra bord to.")
            table.kill()
        assert "1 fil" in bring_home(leader, hall.stick)
        assert said_at(leader, 2) == "Fra bord to."


@pytest.mark.slow
def test_the_stick_way_from_one_window_to_another_and_back(on_screen: Hall) -> None:
    hall = on_screen
    with hall.start("leder", hall.own) as leader:
        lend(leader, hall.stick, 2, 3)
        with hall.start("bord", hall.stick) as table:
            assert table.ask("[str(key) for key in shell.side.buttons]") == ["reflect"]
            type_at(table, 2, "Fra bord to. ")
            picture(table, "2-ved-bordet")
            table.kill()  # the battery is empty
        with hall.start("bord", hall.stick) as table:
            assert said_at(table, 2) == "Fra bord to. "
            type_at(table, 3, "Fra bord tre. ")
            table.close()
        type_at(leader, 2, "Fra lederen. ")
        assert "1 fil" in bring_home(leader, hall.stick)
        assert said_at(leader, 3) == "Fra bord tre. "
        leader.until(f"len({ROOM}.known.contests) == 1")
        leader.run(f"{ROOM}.pages.go([s for s in {ROOM}.known.sheets if s.table == 2][0])")
        picture(leader, "4-skrevet-ulikt")
        card = f"{ROOM}.pages._fields[{ROOM}.known.contests[0].of_answer].contest"
        leader.run(f"{card}.buttons[-1].click()")  # «Ta med begge»
        leader.until(f"len({ROOM}.known.contests) == 0")
        leader.until(f"'Fra bord to.' in [s.text for s in {ROOM}.known.sheets if s.table == 2][0]")
        assert said_at(leader, 2).splitlines() == ["Fra lederen.", "Fra bord to."]
        assert "Ingenting nytt" in bring_home(leader, hall.stick)
        leader.run(f"{SHEETS}.bring_home.sheet = None")
        assert "i vinduet" in _merge(hall)
        assert "Ingenting nytt" in told(leader)
        leader.close()


def _merge(hall: Hall) -> str:
    """Hent hjem on the command line, while the window is open."""
    home = dict.fromkeys(("HOME", "XDG_DATA_HOME", "XDG_CONFIG_HOME", "XDG_STATE_HOME", "XDG_CACHE_HOME"))
    env = {name: value for name, value in os.environ.items() if name != "NETTVERK_HOME"}
    env |= dict.fromkeys(home, str(hall.folder / "leder")) | {"PYTHONUTF8": "1"}
    words = [sys.executable, "-m", "nettverk", "merge", str(hall.stick), "--db", str(hall.own)]
    return subprocess.run(words, env=env, capture_output=True, check=True, encoding="utf-8").stdout
