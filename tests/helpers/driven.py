"""The real program in a process of its own, with fingers on its keys: commands in on stdin, answers out on stdout.

Run as ``python -m tests.helpers.driven --db FILE`` it starts the windows just as ``python -m nettverk`` does, and reads
one JSON command a line; ``Driven`` is the other end, for tests. The program itself knows nothing of it.
"""

from __future__ import annotations

import json
import os
import queue
import signal
import subprocess
import sys
import threading
from collections.abc import Mapping
from pathlib import Path
from typing import Any

ROOT = Path(__file__).resolve().parents[2]
MARK = "»"


class Driven:
    """A running program. Kill it as hard as you like."""

    def __init__(self, db: Path, home: Path, environment: Mapping[str, str], *options: str) -> None:
        env = {
            **os.environ, "HOME": str(home), "XDG_DATA_HOME": str(home / "data"),
            "XDG_CONFIG_HOME": str(home / "config"),
            "XDG_STATE_HOME": str(home / "state"), "XDG_CACHE_HOME": str(home / "cache"), "PYTHONPATH": str(ROOT),
            "DBUS_SESSION_BUS_ADDRESS": "disabled:", **environment,
        }  # fmt: skip
        self.process = subprocess.Popen(
            [sys.executable, "-m", "tests.helpers.driven", "--db", str(db), *options],
            cwd=ROOT, env=env, stdin=subprocess.PIPE, stdout=subprocess.PIPE, stderr=subprocess.PIPE, text=True,
        )  # fmt: skip
        self._answers: queue.Queue[str] = queue.Queue()
        self._said: list[str] = []
        self._threads = [
            threading.Thread(target=self._listen, daemon=True), threading.Thread(target=self._grumble, daemon=True)
        ]  # fmt: skip
        for thread in self._threads:
            thread.start()

    def _listen(self) -> None:
        assert self.process.stdout is not None
        for line in self.process.stdout:
            if line.startswith(MARK):
                self._answers.put(line[1:])

    def _grumble(self) -> None:
        assert self.process.stderr is not None
        for line in self.process.stderr:
            self._said.append(line)

    def ask(self, command: str, seconds: float = 30, **data: object) -> Any:
        """Give a command and wait for its answer."""
        assert self.process.stdin is not None
        self.process.stdin.write(json.dumps({"do": command, **data}) + "\n")
        self.process.stdin.flush()
        try:
            answer = json.loads(self._answers.get(timeout=seconds))
        except queue.Empty:
            raise AssertionError(
                f"no answer (exit {self.process.poll()}); it said: " + "".join(self._said[-20:])
            ) from None
        assert "error" not in answer, answer["error"]
        return answer["answer"]

    def send(self, command: str, **data: object) -> None:
        """Give a command without waiting."""
        assert self.process.stdin is not None
        self.process.stdin.write(json.dumps({"do": command, **data}) + "\n")
        self.process.stdin.flush()

    def kill(self) -> None:
        """``kill -9``: no chance to save anything."""
        if self.process.poll() is None:
            self.process.send_signal(signal.SIGKILL)
        self.process.wait()
        self._close()

    def close(self) -> None:
        """Close as a user does, or be killed after a while."""
        if self.process.poll() is None:
            self.send("quit")
            try:
                self.process.wait(10)
            except subprocess.TimeoutExpired:
                self.process.kill()
                self.process.wait()
        self._close()

    def _close(self) -> None:
        for thread in self._threads:
            thread.join(5)
        for pipe in (self.process.stdin, self.process.stdout, self.process.stderr):
            if pipe is not None:
                pipe.close()


def main() -> int:
    """Start the windows and take commands."""
    sys.path.insert(0, str(ROOT))
    from nettverk import app

    options = app.gui_options(sys.argv[1:])
    assert options is not None
    code = app.gui(options, painted=_take_commands)
    sys.stdout.flush()
    os._exit(code)  # a thread still waits for stdin


def _take_commands() -> None:
    from PySide6.QtCore import QObject, Signal

    class Ear(QObject):
        heard = Signal(str)

    ear = Ear()
    hands = _Hands()
    ear.heard.connect(hands.take)

    def read() -> None:
        for line in sys.stdin:
            ear.heard.emit(line)

    _take_commands.kept = (ear, hands)  # type: ignore[attr-defined]
    threading.Thread(target=read, daemon=True).start()


class _Hands:
    """What a user could do and see."""

    def take(self, line: str) -> None:
        data = json.loads(line)
        try:
            answer = {"answer": getattr(self, f"do_{data.pop('do')}")(**data)}
        except Exception as fault:  # noqa: BLE001 - told to the test
            import traceback

            answer = {"error": f"{fault!r}\n{traceback.format_exc()}"}
        print(MARK + json.dumps(answer), flush=True)

    @staticmethod
    def _shell() -> Any:
        from PySide6.QtWidgets import QApplication

        return next(w for w in QApplication.topLevelWidgets() if type(w).__name__ == "Shell")

    def _stagehand(self) -> Any:
        return self._shell().room("stage").stagehand

    def do_ready(self) -> bool:
        """Whether a gathering is open."""
        shell = self._shell()
        shell.workspace.lane.wait(20000)
        return shell.workspace.gathering is not None and hasattr(shell, "actions_")

    def do_open(self, gathering: str) -> bool:
        """Work on a gathering."""
        workspace = self._shell().workspace
        workspace.open_gathering(gathering)
        workspace.lane.wait(20000)
        return workspace.gathering is not None

    def do_stage(self) -> bool:
        """Go to the room and press its button."""
        shell = self._shell()
        shell.go("stage")
        shell.workspace.lane.wait(20000)
        shell.room("stage").start.click()
        shell.workspace.lane.wait(20000)
        return True

    def do_key(self, key: str, text: str = "") -> bool:
        """A key on the presenter."""
        from PySide6.QtCore import QCoreApplication, Qt
        from PySide6.QtGui import QKeyEvent

        code = getattr(Qt.Key, f"Key_{key}")
        for kind in (QKeyEvent.Type.KeyPress, QKeyEvent.Type.KeyRelease):
            event = QKeyEvent(kind, code, Qt.KeyboardModifier.NoModifier, text)
            QCoreApplication.sendEvent(self._stagehand().presenter, event)
        return True

    def do_deed(self, deed: str) -> bool:
        """What a button or a key asks for."""
        self._stagehand().do(deed)
        return True

    def do_build_groups(self, part: str) -> bool:
        """Mixed groups for a part."""
        from nettverk.services import groups

        workspace = self._shell().workspace
        workspace.lane.change(lambda store: groups.build(store, part, size=3))
        workspace.lane.wait(20000)
        return True

    def do_close_presenter(self) -> bool:
        """The cross in the presenter's corner."""
        made: bool = self._stagehand().presenter.close()
        return made

    def do_go(self, room: str) -> bool:
        """To a room of the main window."""
        self._shell().go(room)
        self._shell().workspace.lane.wait(20000)
        return True

    def do_room(self) -> dict[str, str]:
        """What stands in the room «Gjennomfør»."""
        room = self._shell().room("stage")
        return {"title": room.title.text(), "lead": room.lead.text(), "start": room.start.text()}

    def do_sign(self, what: str) -> list[list[int]]:
        """The test picture (``try_wall``) or the numbers (``show_numbers``) of the room; where they stand."""
        room = self._shell().room("stage")
        getattr(room, what)()
        shown = [*room.signs.numbers, *([room.signs.picture] if room.signs.picture else [])]
        return [list(sign.geometry().getRect()) for sign in shown if sign.isVisible()]

    def do_choose_screen(self, place: int) -> str:
        """The wall's screen in the room's list, from 0; returns how the list stands then."""
        room = self._shell().room("stage")
        room.wall.choices[place].click()
        return " / ".join(("* " if one.isChecked() else "") + one.text() for one in room.wall.choices)

    def do_shell(self, what: str) -> dict[str, object]:
        """``close`` or ``showMinimized`` the main window, or just look at it."""
        shell = self._shell()
        if what:
            getattr(shell, what)()
        return {"shown": shell.isVisible(), "minimised": shell.isMinimized()}

    def do_speak(self, language: str) -> bool:
        """Another language, as from the settings."""
        from nettverk import i18n

        i18n.set_language(language)
        self._shell().workspace.language_changed.emit()
        return True

    def do_stored(self) -> bool:
        """Wait until all that was pressed is on the disk."""
        self._shell().workspace.lane.wait(20000)
        return True

    def do_look(self) -> dict[str, object]:
        """What the facilitator and the audience see."""
        stagehand = self._stagehand()
        if stagehand is None:
            return {"stage": False}
        presenter, projector = stagehand.presenter, stagehand.projector
        wall = stagehand.conductor.wall()
        rundown = stagehand.conductor.rundown
        shown = bool(projector and projector.isVisible())
        return {
            "stage": True,
            "figures": presenter.instrument.part_reading.figures,
            "word": presenter.instrument.part_reading.word,
            "part": rundown.index if rundown else -1,
            "phase": rundown.phase if rundown else "",
            "wall": wall.key if wall else "",
            "state": presenter.state.text(),
            "line": presenter.calm.text.text(),
            "presenter": list(presenter.geometry().getRect()),
            "shell": list(self._shell().geometry().getRect()),
            "projector": list(projector.geometry().getRect()) if shown else None,
            "screens": [self._screen(window) for window in (presenter, projector if shown else None)],
            "active": type(self._active()).__name__,
        }

    @staticmethod
    def _screen(window: Any) -> str:
        return str(window.windowHandle().screen().name()) if window is not None else ""

    @staticmethod
    def _active() -> object:
        from PySide6.QtWidgets import QApplication

        return QApplication.activeWindow()

    def do_grab(self, window: str, path: str) -> bool:
        """A picture of the presenter or the projector."""
        made: bool = getattr(self._stagehand(), window).grab().save(path)
        return made

    def do_quit(self) -> None:
        """Close everything."""
        from PySide6.QtWidgets import QApplication

        QApplication.closeAllWindows()
        QApplication.quit()


if __name__ == "__main__":
    sys.exit(main())
