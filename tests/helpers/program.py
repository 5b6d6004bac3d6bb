"""The real program as a process of its own, driven through its own event loop: keys, typing, questions, kill -9.

In the test: ``with Program(db) as program: program.press("Ctrl+3"); program.type("G3-2"); program.kill()``.
In the process: ``python -m tests.helpers.program ARGUMENTS`` runs ``nettverk.app.main`` and a listening thread.
"""

from __future__ import annotations

import json
import os
import signal
import subprocess
import sys
import threading
import time
from collections.abc import Mapping, Sequence
from pathlib import Path
from types import TracebackType
from typing import Any

from tests.helpers.screens import LAPTOP, PROJECTOR, environment


class Program:
    """The program in a process of its own, in a home folder of its own."""

    def __init__(
        self,
        home: Path,
        *arguments: str,
        screens: Sequence[Mapping[str, Any]] = (LAPTOP, PROJECTOR),
        env: Mapping[str, str] | None = None,
    ) -> None:
        home.mkdir(parents=True, exist_ok=True)
        folders = {name: str(home) for name in ("HOME", "XDG_DATA_HOME", "XDG_CONFIG_HOME", "XDG_STATE_HOME")}
        folders |= {name: str(home) for name in ("XDG_CACHE_HOME", "APPDATA", "LOCALAPPDATA")}
        self.process = subprocess.Popen(
            [sys.executable, "-m", "tests.helpers.program", *arguments],
            cwd=Path(__file__).resolve().parents[2],
            env={**os.environ, **folders, **environment(home, screens), **(env or {})},
            stdin=subprocess.PIPE,
            stdout=subprocess.PIPE,
            stderr=subprocess.PIPE,
            text=True,
        )

    def __enter__(self) -> Program:
        return self

    def __exit__(
        self, kind: type[BaseException] | None, fault: BaseException | None, trace: TracebackType | None
    ) -> None:
        self.kill()

    def _send(self, **command: object) -> Any:
        assert self.process.stdin is not None
        assert self.process.stdout is not None
        self.process.stdin.write(json.dumps(command) + "\n")
        self.process.stdin.flush()
        while line := self.process.stdout.readline():
            if line.startswith("\x01"):
                answer = json.loads(line[1:])
                if "fault" in answer:
                    raise AssertionError(answer["fault"])
                return answer["answer"]
        stderr = self.process.stderr.read() if self.process.stderr else ""
        raise AssertionError(f"the program is gone:\n{stderr}")

    def press(self, *keys: str) -> None:
        """Press combinations as Qt writes them, where the focus is."""
        for combination in keys:
            self._send(do="press", keys=combination)

    def type(self, text: str) -> None:
        """Type where the focus is."""
        self._send(do="type", text=text)

    def ask(self, expression: str) -> Any:
        """The value of a Python expression in the program; ``app``, ``shell`` and ``window(name)`` are known."""
        return self._send(do="ask", expression=expression)

    def run(self, statements: str) -> None:
        """Run Python statements in the program's own event loop."""
        self._send(do="run", statements=statements)

    def until(self, expression: str, seconds: float = 20) -> Any:
        """Wait until an expression is true, and return it."""
        end = time.monotonic() + seconds
        while not (value := self.ask(expression)):
            if time.monotonic() > end:
                raise AssertionError(f"still not: {expression}")
            time.sleep(0.02)
        return value

    def grab(self, path: Path) -> Path:
        """A picture of the window that has the focus."""
        self._send(do="grab", path=str(path))
        return path

    def kill(self) -> None:
        """kill -9; nothing is flushed, nothing is said."""
        if self.process.poll() is None:
            self.process.send_signal(getattr(signal, "SIGKILL", signal.SIGTERM))
        self.process.wait()
        for pipe in (self.process.stdin, self.process.stdout, self.process.stderr):
            if pipe is not None and not pipe.closed:
                try:
                    pipe.close()
                except BrokenPipeError:
                    continue


def _carry_out(command: dict[str, str]) -> object:
    from PySide6.QtWidgets import QApplication

    from nettverk.ui.common.shell import Shell
    from tests.helpers.typing import press, type_text

    app = QApplication.instance()
    assert isinstance(app, QApplication)
    windows = app.topLevelWidgets()
    known = {
        "app": app,
        "shell": next((one for one in windows if isinstance(one, Shell)), None),
        "window": lambda name: next((one for one in windows if type(one).__name__ == name and one.isVisible()), None),
    }
    if command["do"] == "press":
        press(command["keys"])
    elif command["do"] == "type":
        type_text(command["text"])
    elif command["do"] == "grab":
        window = app.activeWindow() or next(one for one in windows if one.isVisible())
        window.grab().save(command["path"])
    elif command["do"] == "run":
        exec(command["statements"], known)
    else:
        return eval(command["expression"], known)
    return None


def _listen() -> None:
    from PySide6.QtCore import QCoreApplication, QTimer

    for line in sys.stdin:
        while QCoreApplication.instance() is None:
            time.sleep(0.005)
        done = threading.Event()

        def obey(text: str = line, done: threading.Event = done) -> None:
            try:
                answer: dict[str, object] = {"answer": _carry_out(json.loads(text))}
            except Exception as fault:  # noqa: BLE001 - told to the test, which fails on it
                answer = {"fault": f"{type(fault).__name__}: {fault}"}
            try:
                words = json.dumps(answer)
            except TypeError:
                words = json.dumps({"answer": str(answer["answer"])})
            sys.stdout.write(f"\x01{words}\n")
            sys.stdout.flush()
            done.set()

        QTimer.singleShot(0, QCoreApplication.instance(), obey)
        done.wait()


if __name__ == "__main__":
    from nettverk.app import main

    threading.Thread(target=_listen, daemon=True).start()
    sys.exit(main(sys.argv[1:]))
