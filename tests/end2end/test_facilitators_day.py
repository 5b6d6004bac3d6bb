"""A facilitator's whole day on two screens with a clicker in the hand, while a colleague types on the same laptop.

The keys go through the X server to whichever window is in front, as a clicker's do; the hands only look.
"""

from __future__ import annotations

import os
import shutil
import subprocess
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import pytest

from nettverk.services import gatherings
from nettverk.storage.store import Store
from tests.end2end.test_stage import Day
from tests.end2end.test_stage_unplug import WALL, display, on_x
from tests.helpers.clock import TODAY, GoingClock
from tests.helpers.program import Program
from tests.helpers.waiting import until

__all__ = ["display"]  # a fixture

pytestmark = [
    pytest.mark.slow,
    pytest.mark.skipif(
        not (shutil.which("Xvfb") and shutil.which("xrandr") and shutil.which("xdotool")),
        reason="needs Xvfb, xrandr and xdotool (apt install xvfb x11-xserver-utils xdotool)",
    ),
]
PICTURES = "NETTVERK_TESTS_PICTURES"
"""The environment variable that names a folder for pictures of what is seen on the way."""
CONTROLLER = "shell.stack.room('stage').controller"
MOST_CLICKS = 400


@dataclass
class Facilitator:
    """The hands of whoever has the clicker: presses through X, looks through the program."""

    display: str
    program: Program

    def tool(self, *words: str) -> str:
        """Run xdotool."""
        env = {**os.environ, "DISPLAY": self.display}
        return subprocess.run(["xdotool", *words], env=env, check=False, capture_output=True, text=True).stdout

    def front(self, title: str) -> None:
        """Bring a window in front: nobody else does, where there is no window manager."""

        def there() -> bool:
            for window in self.tool("search", "--onlyvisible", "--name", title).split():
                self.tool("windowraise", window, "windowfocus", window)
            return title in self.tool("getwindowfocus", "getwindowname")

        until(there, f"«{title}» in front")

    def open_stage(self) -> None:
        """F5 in the main window, and the stage's own window in front."""
        self.front("Nettverk")
        self.tool("key", "F5")
        self.program.until(f"{CONTROLLER} is not None and {CONTROLLER}.presenter is not None")
        self.program.until(f"{CONTROLLER}.session.rundown is not None")
        until(lambda: self.program.do("look")["projector"] == WALL, "the wall on the projector")
        self.front(str(self.program.ask(f"{CONTROLLER}.presenter.windowTitle()")))

    def seen(self) -> dict[str, Any]:
        """Part, wall, page, step, who speaks and what is said, in one look."""
        look: dict[str, Any] = self.program.do("look")
        # A press may begin somebody's clock, or a step's, and leave the picture as it is.
        look["page"], look["within"] = self.program.ask(
            f"(lambda r: [r.showing.page, repr((r.step, r.step_begun, r.contribution))])({CONTROLLER}.session.rundown)"
        )
        return look

    def click(self, key: str = "Next") -> dict[str, Any]:
        """One press on the clicker, and what is seen when it has done something."""
        now = self.seen()
        before, asked = self._state(now), "én gang til" in now["line"]
        self.tool("key", key)
        after: dict[str, Any] = {}

        def moved() -> bool:
            after.update(self.seen())
            if asked and self._state(after) == before:
                self.tool("key", key)  # so soon after the first it was not meant
            return self._state(after) != before

        until(moved, f"something after {key} at {before}")
        return after

    @staticmethod
    def _state(seen: dict[str, Any]) -> tuple[object, ...]:
        return tuple(seen[name] for name in ("part", "phase", "wall", "page", "within", "line"))

    def picture(self, name: str) -> None:
        """Both screens, where somebody wants to look."""
        if folder := os.environ.get(PICTURES):
            env = {**os.environ, "DISPLAY": self.display}
            subprocess.run(["import", "-window", "root", str(Path(folder) / f"{name}.png")], env=env, check=True)


@pytest.fixture
def sample_today(tmp_path: Path, sample_file: Path) -> Day:
    """The sample's coming gathering, with speakers, slides and groups, held today."""
    path, clock = tmp_path / "samling.db", GoingClock()
    shutil.copyfile(sample_file, path)
    store = Store.open(path, now=clock)
    made = gatherings.to_begin_with(store)
    assert made is not None
    gatherings.edit(store, made, held_on=TODAY)
    store.close()
    return Day(path, made, clock)


@pytest.fixture
def at_work(display: str, sample_today: Day, tmp_path: Path) -> Iterator[Facilitator]:
    program = on_x(display, sample_today, tmp_path)
    try:
        program.do("ready")
        program.do("open", gathering=sample_today.gathering_id)
        yield Facilitator(display, program)
    finally:
        program.kill()


def test_a_whole_day_with_a_clicker_alone(at_work: Facilitator) -> None:
    hall = at_work
    hall.open_stage()
    parts = int(hall.program.ask(f"len({CONTROLLER}.session.rundown.parts)"))
    hall.picture("0-before")
    seen = hall.seen()
    shown: list[tuple[int, str]] = []
    for _click in range(MOST_CLICKS):
        before, seen = seen, hall.click()
        assert seen["projector"] == WALL
        assert seen["part"] - before["part"] in {0, 1}, "one press never passes a part by"
        if seen["part"] != before["part"] and before["phase"] == "running":
            assert "én gang til" in before["line"], f"nobody was asked before part {seen['part']}"
        if (seen["part"], seen["wall"]) not in shown:
            shown.append((seen["part"], seen["wall"]))
            hall.picture(f"{len(shown):02}-{seen['part']}-{seen['wall'].partition(':')[0]}")
        if seen["phase"] == "done":
            break
    assert seen["phase"] == "done", shown
    assert [part for part in range(parts) if part not in {at for at, _wall in shown}] == [], (
        "every part was on the wall"
    )


def test_a_colleague_types_while_the_clicker_clicks(at_work: Facilitator) -> None:
    hall = at_work
    hall.open_stage()
    while hall.seen()["phase"] != "running":
        hall.click()
    # Refleksjoner, with the cursor in an answer.
    hall.program.do("go", room="reflect")
    hall.front(str(hall.program.ask("shell.windowTitle()")))
    hall.program.until("app.focusWidget() is not None and app.focusWidget().inherits('QPlainTextEdit')")
    hall.tool("type", "--delay", "30", "Vi hilser ved navn. ")
    hall.program.until("app.focusWidget().toPlainText().endswith('Vi hilser ved navn. ')")
    text = hall.program.ask("app.focusWidget().toPlainText()")
    before = hall.seen()
    after = hall.click()
    assert (after["wall"], after["page"], after["line"]) != (before["wall"], before["page"], before["line"])
    assert hall.program.ask("app.focusWidget().toPlainText()") == text, "the clicker writes nothing"
    hall.picture("colleague-reflections")
    assert hall.program.do("look")["projector"] == WALL
