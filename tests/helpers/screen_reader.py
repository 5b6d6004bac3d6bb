"""A screen reader for tests: the real program on a screen of its own, read over AT-SPI and worked with real keys.

``with Desk() as desk, desk.reader() as reader:`` gives an X server, a session bus on which the accessibility bus is
started for whoever asks, and a reader in a process of its own. ``missing()`` says what the machine lacks for it.
"""

from __future__ import annotations

import json
import os
import queue
import shutil
import subprocess
import sys
import threading
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass
from functools import cache
from pathlib import Path
from typing import Any

from tests.helpers import x_server
from tests.helpers.waiting import PATIENCE_S, pause, until

_SYSTEM_PYTHON = "/usr/bin/python3"
_ROOT = Path(__file__).parents[2]
_SCRIPT = Path(__file__).with_name("atspi_reader.py")
_HAS = "import gi; gi.require_version('Atspi', '2.0'); from gi.repository import Atspi"
_LAUNCHERS = ("/usr/libexec/at-spi-bus-launcher", "/usr/lib/at-spi2-core/at-spi-bus-launcher")


@cache
def missing() -> str:
    """What this machine lacks for the program to be read aloud; empty where all is there."""
    lacks = [name for name in ("Xvfb", "xdotool", "dbus-daemon") if shutil.which(name) is None]
    lacks += [] if any(map(os.path.exists, _LAUNCHERS)) else ["at-spi2-core"]
    bound = (
        Path(_SYSTEM_PYTHON).exists()
        and not subprocess.run([_SYSTEM_PYTHON, "-I", "-c", _HAS], capture_output=True, check=False).returncode
    )
    return ", ".join([*lacks, *([] if bound else ["gir1.2-atspi-2.0", "python3-gi"])])


@dataclass(frozen=True, slots=True)
class Thing:
    """What can be read: how deep it lies, what it is and is called, and how it stands."""

    depth: int
    role: str
    name: str
    description: str
    states: tuple[str, ...]
    text: str


class Desk:
    """An X server and a session bus of the test's own, gone when it is left."""

    def __init__(self, size: str = "1366x900") -> None:
        self._server, self.display = x_server.started(size)
        self._bus = subprocess.Popen(
            ["dbus-daemon", "--session", "--nofork", "--print-address=1"],
            stdout=subprocess.PIPE, stderr=subprocess.DEVNULL, env={**os.environ, "DISPLAY": self.display}, text=True,
        )  # fmt: skip
        assert self._bus.stdout is not None
        self.env = {
            "DISPLAY": self.display, "QT_QPA_PLATFORM": "xcb", "XDG_SESSION_TYPE": "x11",
            "DBUS_SESSION_BUS_ADDRESS": self._bus.stdout.readline().strip(),
            "QT_LINUX_ACCESSIBILITY_ALWAYS_ON": "1", "QT_ACCESSIBILITY": "1",
        }  # fmt: skip

    def __enter__(self) -> Desk:
        return self

    def __exit__(self, *_fault: object) -> None:
        for process in (self._bus, self._server):
            process.terminate()
            process.wait()
        assert self._bus.stdout is not None
        self._bus.stdout.close()

    @contextmanager
    def reader(self) -> Iterator[ScreenReader]:
        """Somebody who reads what is on this desk."""
        reader = ScreenReader(self.env)
        try:
            yield reader
        finally:
            reader.close()

    def press(self, *keys: str) -> None:
        """Press keys as X calls them: ``ctrl+2``, ``Return``."""
        self._do("key", "--delay", "30", *keys)

    def type(self, text: str) -> None:
        """Type letters."""
        self._do("type", "--delay", "30", text)

    @contextmanager
    def program(self, home: Path, *arguments: str) -> Iterator[None]:
        """The program as anybody starts it, on this desk, in a home of its own; killed afterwards."""
        home.mkdir(parents=True, exist_ok=True)
        folders = dict.fromkeys(
            ("HOME", "XDG_DATA_HOME", "XDG_CONFIG_HOME", "XDG_STATE_HOME", "XDG_CACHE_HOME"), str(home)
        )
        outside = {name: value for name, value in os.environ.items() if name != "NETTVERK_HOME"}
        with (home / "said.txt").open("wb") as said:
            process = subprocess.Popen(
                [sys.executable, "-m", "nettverk", *arguments],
                env={**outside, **folders, **self.env}, stdout=said, stderr=subprocess.STDOUT, cwd=_ROOT,
            )  # fmt: skip
        try:
            yield
        finally:
            process.kill()
            process.wait()

    def focus(self, title: str) -> None:
        """Give a window the keys: nobody else does, where there is no window manager."""
        until(lambda: self._focused(title), f"a window called {title} with the keys")

    def _focused(self, title: str) -> bool:
        for window in self._do("search", "--onlyvisible", "--name", title).split():
            self._do("windowfocus", window)
        return title in self._do("getwindowfocus", "getwindowname")

    def _do(self, *arguments: str) -> str:
        # A window that is not there yet is no fault: whoever asks asks again.
        command = ["xdotool", *arguments]
        ran = subprocess.run(
            command, env={**os.environ, **self.env}, check=False, capture_output=True, timeout=PATIENCE_S
        )
        return ran.stdout.decode()


class ScreenReader:
    """Reads what shows, and hears what is announced.

    Args:
        env: where the screen and the bus are.
    """

    def __init__(self, env: dict[str, str]) -> None:
        clean = {name: value for name, value in os.environ.items() if not name.startswith(("PYTHON", "VIRTUAL"))}
        # Isolated, for beside the script lies a module of ours called typing.
        self._process = subprocess.Popen(
            [_SYSTEM_PYTHON, "-I", str(_SCRIPT)], env={**clean, **env},
            stdin=subprocess.PIPE, stdout=subprocess.PIPE, stderr=subprocess.DEVNULL, encoding="utf-8",
        )  # fmt: skip
        self._answers: queue.Queue[str] = queue.Queue()
        self._thread = threading.Thread(target=self._listen, daemon=True)
        self._thread.start()
        self.seen: list[Thing] = []

    def _listen(self) -> None:
        assert self._process.stdout is not None
        for line in self._process.stdout:
            self._answers.put(line)

    def close(self) -> None:
        """Stop reading."""
        self._process.kill()
        self._process.wait()
        self._thread.join(PATIENCE_S)
        for pipe in (self._process.stdin, self._process.stdout):
            if pipe is not None:
                pipe.close()

    def _ask(self, command: str) -> Any:
        assert self._process.stdin is not None
        self._process.stdin.write(json.dumps(command) + "\n")
        self._process.stdin.flush()
        return json.loads(self._answers.get(timeout=PATIENCE_S))

    def read(self) -> list[Thing]:
        """Everything that shows now, from the outside in."""
        pause(0.2)  # each reading is some hundred questions to the program, which has other things to do
        self.seen = [Thing(**{**thing, "states": tuple(thing["states"])}) for thing in self._ask("read")]
        return self.seen

    def find(self, role: str, name: str, *states: str) -> Thing:
        """The thing with this role and these states whose name begins so, as soon as it shows.

        Raises:
            AssertionError: it does not come.
        """

        def right(thing: Thing) -> bool:
            return thing.role == role and thing.name.startswith(name) and set(states) <= set(thing.states)

        return until(lambda: next(filter(right, self.read()), None), f"{role} «{name}» {states}") or self.seen[0]

    def hears(self, words: str) -> None:
        """Wait until the program says this aloud.

        Raises:
            AssertionError: it never does.
        """

        def said() -> bool:
            pause(0.2)  # the reader listens between two questions
            return any(words in text for text in self._ask("heard"))

        until(said, f"«{words}» among what was heard")

    def focus(self) -> Thing | None:
        """Where the keys go: the innermost that says so, but a table's current cell only where nothing else does.

        Qt says of that cell that it has the focus, also while the keys go elsewhere.
        """
        found = [thing for thing in reversed(self.read()) if "FOCUSED" in thing.states]
        return next((thing for thing in found if thing.role != "table cell"), next(iter(found), None))


def unnamed(things: Sequence[Thing]) -> list[str]:
    """What one can stop at, or press, that has no name to be read out."""
    roles = {"push button", "radio button", "check box", "combo box", "text", "toggle button", "spin button", "slider"}
    return [
        f"{thing.role} at {place}"
        for place, thing in enumerate(things)
        if (thing.role in roles or "FOCUSABLE" in thing.states) and "ENABLED" in thing.states
        and not (thing.name.strip() or thing.description.strip())
        and thing.role not in {"table cell", "list item", "filler", "panel", "layered pane", "scroll pane"}
    ]  # fmt: skip
