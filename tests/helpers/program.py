"""The real program as a process of its own, with hands on it: keys, typing, questions, kill -9.

In the test: ``with Program(home, "--db", file) as program: program.press("Ctrl+3"); program.kill()``. In the process,
``python -m tests.helpers.program ARGUMENTS`` starts the windows just as ``python -m nettverk`` does; commands come in
on stdin, answers go out on stdout, and ``hands.Hands`` carries them out. The program itself knows nothing of it.
"""

from __future__ import annotations

import json
import os
import queue
import signal
import subprocess
import sys
import threading
import time
from collections.abc import Mapping, Sequence
from pathlib import Path
from typing import Any

from tests.helpers import clock, nursery
from tests.helpers.nursery import Forked
from tests.helpers.screens import LAPTOP, PROJECTOR, environment
from tests.helpers.waiting import PATIENCE_S, pause, until

MARK = "»"
FIRST = "NETTVERK_TESTS_FIRST"
"""The environment variable with statements that the process runs before the windows are made."""
_FOLDERS = ("HOME", "XDG_DATA_HOME", "XDG_CONFIG_HOME", "XDG_STATE_HOME", "XDG_CACHE_HOME", "APPDATA", "LOCALAPPDATA")


class Program:
    """The program in a process of its own, in a home folder of its own. Kill it as hard as you like.

    Args:
        first: Python statements that run in it before all else.
        afresh: start Python for it, also where ``nursery`` may fork it.

    Attributes:
        said: what it printed besides its answers, line by line; whole once it is killed or closed.
    """

    def __init__(
        self,
        home: Path,
        *arguments: str,
        screens: Sequence[Mapping[str, Any]] = (LAPTOP, PROJECTOR),
        env: Mapping[str, str] | None = None,
        first: str = "",
        afresh: bool = False,
    ) -> None:
        home.mkdir(parents=True, exist_ok=True)
        folders = dict.fromkeys(_FOLDERS, str(home))
        # The test's own NETTVERK_HOME would go before these, and be shared by every program of the run.
        outside = {name: value for name, value in os.environ.items() if name != "NETTVERK_HOME"}
        whole = {
            **outside, **folders, "PYTHONUTF8": "1", "DBUS_SESSION_BUS_ADDRESS": "disabled:",
            **environment(home, screens), **(env or {}), FIRST: first,
        }  # fmt: skip
        self.process: subprocess.Popen[str] | Forked
        if nursery.is_open() and not afresh:
            self.process = Forked(arguments, whole)
        else:
            self.process = subprocess.Popen(
                [sys.executable, "-m", "tests.helpers.program", *arguments],
                cwd=nursery.ROOT,
                env=whole,
                stdin=subprocess.PIPE,
                stdout=subprocess.PIPE,
                stderr=subprocess.PIPE,
                encoding="utf-8",
            )
        self.said: list[str] = []
        self._answers: queue.Queue[str] = queue.Queue()
        self._complaints: list[str] = []
        self._threads = [threading.Thread(target=run, daemon=True) for run in (self._listen, self._grumble)]
        for thread in self._threads:
            thread.start()

    def __enter__(self) -> Program:
        return self

    def __exit__(self, *_fault: object) -> None:
        self.kill()

    def _listen(self) -> None:
        assert self.process.stdout is not None
        for line in self.process.stdout:
            if line.startswith(MARK):
                self._answers.put(line[1:])
            else:
                self.said.append(line)

    def _grumble(self) -> None:
        assert self.process.stderr is not None
        self._complaints.extend(self.process.stderr)

    def do(self, command: str, /, seconds: float = PATIENCE_S, **data: object) -> Any:
        """Give a command, one of ``Hands.do_…``, and wait for its answer."""
        self.send(command, **data)
        try:
            answer = json.loads(self._answers.get(timeout=seconds))
        except queue.Empty:
            said = "".join(self._complaints[-20:])
            raise AssertionError(f"no answer (exit {self.process.poll()}); it said: {said}") from None
        assert "fault" not in answer, answer["fault"]
        return answer["answer"]

    def send(self, command: str, /, **data: object) -> None:
        """Give a command without waiting."""
        assert self.process.stdin is not None
        self.process.stdin.write(json.dumps({"do": command, **data}) + "\n")
        self.process.stdin.flush()

    def press(self, *keys: str) -> None:
        """Press combinations as Qt writes them, where the focus is."""
        for combination in keys:
            self.do("press", keys=combination)

    def type(self, text: str) -> None:
        """Type where the focus is."""
        self.do("type", text=text)

    def ask(self, expression: str) -> Any:
        """The value of a Python expression in the program; ``app`` and ``shell`` are known."""
        return self.do("ask", expression=expression)

    def run(self, statements: str) -> None:
        """Run Python statements in the program's own event loop."""
        self.do("run", statements=statements)

    def until(self, expression: str, seconds: float = PATIENCE_S) -> Any:
        """Wait until an expression is true, and return it."""
        return until(lambda: self.ask(expression), expression, seconds)

    def kill(self) -> None:
        """``kill -9``: nothing is flushed, nothing is said."""
        if self.process.poll() is None:
            self.process.send_signal(getattr(signal, "SIGKILL", signal.SIGTERM))
        self._put_away()

    def close(self) -> None:
        """Close as a user does, or be killed after a while."""
        if self.process.poll() is None:
            self.send("quit")
            end = time.monotonic() + PATIENCE_S
            while self.process.poll() is None and time.monotonic() < end:
                pause()
            self.process.kill()
        self._put_away()

    def _put_away(self) -> None:
        self.process.wait()
        for thread in self._threads:
            thread.join(PATIENCE_S)
        for pipe in (self.process.stdin, self.process.stdout, self.process.stderr):
            if pipe is not None:
                try:
                    pipe.close()
                except BrokenPipeError:  # what was sent last was never read
                    continue


def main() -> None:
    """Start the windows and take commands."""
    from nettverk import app
    from nettverk.domain import now

    now._wall = clock.GoingClock()
    exec(os.environ.get(FIRST, ""), {})
    options = app.gui_options(sys.argv[1:])
    assert options is not None
    code = app.gui(options, painted=_take_commands)
    sys.stdout.flush()
    os._exit(code)  # a thread still waits for stdin


def _take_commands() -> None:
    from tests.helpers.hands import Hands

    hands = Hands()

    def read() -> None:
        for line in sys.stdin:
            hands.heard.emit(line)

    threading.Thread(target=read, daemon=True).start()


if __name__ == "__main__":
    main()
