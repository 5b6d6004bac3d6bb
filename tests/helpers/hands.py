"""The hands on a program that a test has started (see ``program``): what a user could do and see, by name."""

from __future__ import annotations

import json
import time
import traceback
from itertools import count, cycle
from pathlib import Path
from typing import Any

from PySide6.QtCore import QCoreApplication, QObject, Qt, QTimer, Signal
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QApplication

from nettverk import i18n
from nettverk.domain.rundown.commands import StageCommand
from nettverk.services.groups import groupings
from nettverk.ui.common import arrivals
from nettverk.ui.common.shell import Shell
from tests.helpers.program import MARK
from tests.helpers.typing import press, type_text


class Hands(QObject):
    """Carries out one command after the other in the program's own event loop, each a ``do_…`` with named values.

    Signals:
        heard: a command as it came, one line of JSON; from any thread.
    """

    heard = Signal(str)

    def __init__(self) -> None:
        super().__init__(QApplication.instance())
        self.heard.connect(self._take)

    def _take(self, line: str) -> None:
        data = json.loads(line)
        try:
            answer = {"answer": getattr(self, f"do_{data.pop('do')}")(**data)}
        except Exception as fault:  # noqa: BLE001 - told to the test, which fails on it
            answer = {"fault": f"{fault!r}\n{traceback.format_exc()}"}
        print(MARK + json.dumps(answer), flush=True)

    @staticmethod
    def _shell() -> Any:
        return next((one for one in QApplication.topLevelWidgets() if isinstance(one, Shell)), None)

    def _known(self) -> dict[str, Any]:
        return {"app": QApplication.instance(), "shell": self._shell(), "arrivals": arrivals, "Path": Path}

    def do_ask(self, expression: str) -> object:
        """The value of a Python expression."""
        return eval(expression, self._known())

    def do_run(self, statements: str) -> None:
        """Python statements."""
        exec(statements, self._known())

    def do_press(self, keys: str) -> None:
        """A combination of keys, where the focus is."""
        press(keys)

    def do_type(self, text: str) -> None:
        """Letters, where the focus is."""
        type_text(text)

    def do_type_on(self, text: str, pace: int) -> None:
        """Type a text over and over where the focus is, a letter every ``pace`` ms; tell of each: «number seconds»."""
        letters, numbers = cycle(text), count(1)
        timer = QTimer(self)

        def letter() -> None:
            type_text(next(letters))
            print(next(numbers), time.monotonic(), flush=True)

        timer.timeout.connect(letter)
        timer.start(pace)

    def _controller(self) -> Any:
        return self._shell().stack.room("stage").controller

    def do_ready(self) -> bool:
        """Whether a gathering is open."""
        shell = self._shell()
        shell.workspace.lane.wait()
        return shell.workspace.gathering is not None and shell.finished

    def do_open(self, gathering: str) -> bool:
        """Work on a gathering."""
        workspace = self._shell().workspace
        workspace.open_gathering(gathering)
        workspace.lane.wait()
        return workspace.gathering is not None

    def do_stage(self) -> bool:
        """Go to the room and press its button."""
        shell = self._shell()
        shell.go("stage")
        shell.workspace.lane.wait()
        shell.stack.room("stage").start.click()
        shell.workspace.lane.wait()
        return True

    def do_key(self, key: str, text: str = "") -> bool:
        """A key on the presenter."""
        code = getattr(Qt.Key, f"Key_{key}")
        for kind in (QKeyEvent.Type.KeyPress, QKeyEvent.Type.KeyRelease):
            event = QKeyEvent(kind, code, Qt.KeyboardModifier.NoModifier, text)
            presenter = self._controller().presenter
            QCoreApplication.sendEvent(presenter, event)
            presenter.guard.settle()  # the next question comes before another letter could
        return True

    def do_command(self, name: str) -> bool:
        """What a button or a key asks for."""
        self._controller().do(StageCommand[name])
        return True

    def do_build_groups(self, part: str) -> bool:
        """Mixed groups for a part."""
        workspace = self._shell().workspace
        workspace.lane.change(lambda store: groupings.build(store, part, size=3))
        workspace.lane.wait()
        return True

    def do_close_presenter(self) -> bool:
        """The cross in the presenter's corner, and the button of the question where the day is under way.

        Returns: whether it was asked.
        """
        presenter = self._controller().presenter
        asked = not presenter.close()
        if asked:
            presenter.calm.action.click()
        return asked

    def do_go(self, room: str) -> bool:
        """To a room of the main window."""
        self._shell().go(room)
        self._shell().workspace.lane.wait()
        return True

    def do_room(self) -> dict[str, str]:
        """What stands in the room «Gjennomfør»."""
        room = self._shell().stack.room("stage")
        return {"title": room.title.text(), "lead": room.lead.text(), "start": room.start.text()}

    def do_sign(self, what: str) -> list[list[int]]:
        """The test picture (``try_wall``) or the numbers (``show_numbers``) of the room; where they stand."""
        room = self._shell().stack.room("stage")
        getattr(room.screens, what)()
        shown = [*room.screens.signs.numbers, *([room.screens.signs.picture] if room.screens.signs.picture else [])]
        return [list(sign.geometry().getRect()) for sign in shown if sign.isVisible()]

    def do_choose_screen(self, place: int) -> str:
        """The wall's screen in the room's list, from 0; returns how the list stands then."""
        room = self._shell().stack.room("stage")
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
        i18n.set_language(language)
        self._shell().workspace.language_changed.emit()
        return True

    def do_stored(self) -> bool:
        """Wait until all that was pressed is on the disk."""
        self._shell().workspace.lane.wait()
        return True

    def do_look(self) -> dict[str, object]:
        """What the facilitator and the audience see."""
        controller = self._controller()
        if controller is None:
            return {"stage": False}
        presenter, projector = controller.presenter, controller.projector
        wall = controller.session.wall()
        rundown = controller.session.rundown
        shown = bool(projector and projector.isVisible())
        return {
            "stage": True,
            "figures": presenter.now_panel.part_reading.figures,
            "word": presenter.now_panel.part_reading.word,
            "part": rundown.index if rundown else -1,
            "phase": rundown.phase if rundown else "",
            "wall": str(wall.ref) if wall else "",
            "state": presenter.state.text(),
            "line": presenter.calm.text.text(),
            "presenter": list(presenter.geometry().getRect()),
            "shell": list(self._shell().geometry().getRect()),
            "projector": list(projector.geometry().getRect()) if shown else None,
            "screens": [self._screen(window) for window in (presenter, projector if shown else None)],
            "active": type(QApplication.activeWindow()).__name__,
        }

    @staticmethod
    def _screen(window: Any) -> str:
        return str(window.windowHandle().screen().name()) if window is not None else ""

    def do_grab(self, window: str, path: str) -> bool:
        """A picture of the presenter or the projector."""
        made: bool = getattr(self._controller(), window).grab().save(path)
        return made

    def do_quit(self) -> None:
        """Close everything."""
        QApplication.closeAllWindows()
        QApplication.quit()
