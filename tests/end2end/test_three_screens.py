"""The real program with three screens: the speaker's window stands on the third, goes with its cable and comes back."""

from __future__ import annotations

from pathlib import Path

import pytest

from tests.end2end.test_stage import Day, database, running, start_again, wait_for
from tests.helpers.program import Program
from tests.helpers.screens import LAPTOP, PROJECTOR

__all__ = ["database", "running"]

THIRD = {"name": "dais", "x": 3286, "y": 0, "width": 1280, "height": 1024}
SPEAKER = (
    "[[w.windowHandle().screen().name(), w.frameGeometry().x(), w.frameGeometry().y(), w.isFullScreen()"
    " or w.frameGeometry().width() > 1270] for w in app.topLevelWidgets()"
    " if type(w).__name__ == 'SpeakerWindow' and w.isVisible()]"
)
THERE = [["dais", 3286, 0, True]]


@pytest.mark.slow
def test_the_speaker_has_the_third_screen_and_has_it_again_after_a_crash(
    running: list[Program], database: Day, tmp_path: Path
) -> None:
    screens = (LAPTOP, PROJECTOR, THIRD)
    program = start_again(running, database, tmp_path, screens)
    program.do("open", gathering=database.gathering_id)
    program.do("stage")
    seen = program.do("look")
    assert seen["projector"] == [1366, 0, 1920, 1080]
    program.do("key", key="W", text="w")
    assert program.ask(SPEAKER) == THERE
    assert program.do("look")["presenter"][0] < 1366, "the presenter stays on the laptop"
    program.do("stored")
    program.kill()
    again = start_again(running, database, tmp_path, screens)
    wait_for(again, lambda look: bool(look["stage"]))
    assert again.ask(SPEAKER) == THERE
    assert again.do("look")["projector"] == [1366, 0, 1920, 1080]
