"""Several real windows at work on one gathering: a machine each, typing key by key, and what is seen on the way."""

from __future__ import annotations

import os
import subprocess
import sys
from collections.abc import Mapping
from dataclasses import dataclass, field
from pathlib import Path

from tests.helpers.program import Program

ROOM = "shell.stack.made['reflect']"
READ = f"len({ROOM}.known.sheets) > 0"
PICTURES = "NETTVERK_TESTS_PICTURES"
"""The environment variable that names a folder for pictures of what is seen on the way."""


@dataclass
class Hall:
    """A leader's machine, others, and the stick that goes between them.

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

    def start(self, machine: str, file: Path, *, empty: bool = False) -> Program:
        """The program on a machine, which is called what one says.

        Args:
            empty: there is no gathering in the file yet.
        """
        program = Program(self.folder / machine, "--db", str(file), env=self.env)
        there = "lane.is_open" if empty else "gathering is not None and shell.at is not None"
        program.until(f"shell.workspace.{there} and not shell.files.finding")
        program.run(
            "from nettverk.services.sharing import machine\n"
            f"shell.workspace.lane.ask(lambda store: machine.rename(store, '{machine}-pc'), None)\n"
            "shell.workspace.lane.wait()"
        )
        return program

    def command(self, machine: str, file: Path, *words: object) -> str:
        """A job of the command line on a machine, as somebody there starts it beside the window; what it says."""
        home = dict.fromkeys(("HOME", "XDG_DATA_HOME", "XDG_CONFIG_HOME", "XDG_STATE_HOME", "XDG_CACHE_HOME"))
        env = {name: value for name, value in os.environ.items() if name != "NETTVERK_HOME"}
        env |= dict.fromkeys(home, str(self.folder / machine)) | {"PYTHONUTF8": "1"}
        said = [sys.executable, "-m", "nettverk", *map(str, words), "--db", str(file)]
        return subprocess.run(said, env=env, capture_output=True, check=True, encoding="utf-8").stdout


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


def said_at(program: Program, table: int) -> str:
    """The first text that stands on the sheets of a table."""
    program.do("go", room="reflect")
    return str(program.until(f"([s.text for s in {ROOM}.known.sheets if s.table == {table} and s.text] or [''])[0]"))


def picture(program: Program, name: str) -> None:
    """A picture of the whole window, where somebody wants to look."""
    folder = os.environ.get(PICTURES)
    if folder:
        program.run(f"shell.grab().save({str(Path(folder) / name)!r} + '.png')")
