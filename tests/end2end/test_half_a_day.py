"""Half a day set for somebody in the real program, by keys through the X server, and followed to the paper."""

from __future__ import annotations

import shutil
import subprocess
from collections.abc import Iterator
from pathlib import Path

import pytest

from tests.end2end.test_facilitators_day import Facilitator, sample_today
from tests.end2end.test_stage import Day
from tests.helpers import x_server
from tests.helpers.program import Program
from tests.helpers.waiting import until

__all__ = ["sample_today"]  # a fixture

pytestmark = [
    pytest.mark.slow,
    pytest.mark.skipif(
        not (shutil.which("Xvfb") and shutil.which("xdotool") and shutil.which("pdftotext")),
        reason="needs Xvfb, xdotool and pdftotext (apt install xvfb xdotool poppler-utils)",
    ),
]
PEOPLE, GROUPS = "shell.stack.made['people']", "shell.stack.made['groups']"


@pytest.fixture
def organiser(sample_today: Day, tmp_path: Path) -> Iterator[Facilitator]:
    with x_server.display("1280x720") as display:
        env = {"DISPLAY": display, "QT_QPA_PLATFORM": "xcb", "XDG_SESSION_TYPE": "x11"}
        program = Program(
            tmp_path / "home", "--db", str(sample_today.path), env={**env, **sample_today.clock.environment()}
        )
        try:
            program.do("ready")
            program.do("open", gathering=sample_today.gathering_id)
            made = Facilitator(display, program)
            made.front("Nettverk")
            yield made
        finally:
            program.kill()


def focus_on(organiser: Facilitator, name: str) -> None:
    """Tab until what has the keys begins with a name."""
    for _stop in range(40):
        if str(organiser.program.ask("app.focusWidget().accessibleName()")).startswith(name):
            return
        organiser.tool("key", "Tab")
    raise AssertionError(f"Tab never came to {name}")


def test_somebody_who_leaves_at_noon_loses_the_table_and_the_paper_says_so(
    organiser: Facilitator, tmp_path: Path
) -> None:
    program, paper = organiser.program, tmp_path / "bord.pdf"
    organiser.tool("key", "ctrl+2")
    program.until(f"len({PEOPLE}.list_page.model.people) > 0")
    name = str(program.ask(f"{PEOPLE}.list_page.model.people[3].name"))
    organiser.tool("key", "ctrl+f")
    organiser.tool("type", "--delay", "30", name)
    program.until(f"{PEOPLE}.list_page.proxy.rowCount() == 1")
    organiser.tool("key", "Down", "Return")
    program.until(f"{PEOPLE}.sheets.sheet is not None and {PEOPLE}.sheets.sheet.isVisible()")
    focus_on(organiser, "Går kl.")
    organiser.tool("type", "12")
    organiser.tool("key", "Return")
    program.until(f"'går 12.00' in str({PEOPLE}.list_page.proxy.index(0, 5).data())")

    # The groups say so, and are mended with what the button offers.
    organiser.tool("key", "ctrl+3")
    program.until(f"'ikke her da' in {GROUPS}.quality.accessibleName()")

    # The list for the door, chosen with arrows, saved by typing where.
    organiser.tool("key", "ctrl+7")
    program.until("shell.at == 'handouts' and app.focusWidget() is not None")
    focus_on(organiser, "Utskrifter")
    title = "shell.stack.made['handouts'].header.title.text()"
    for _line in range(12):
        if program.ask(title) == "Finn bordet ditt":
            break
        before = program.ask(title)
        organiser.tool("key", "Down")
        program.until(f"{title} != {before!r}")
    organiser.tool("key", "ctrl+s")
    organiser.front("Lagre som PDF")
    organiser.tool("key", "ctrl+a")
    organiser.tool("type", "--delay", "20", str(paper))
    organiser.tool("key", "Return")
    until(paper.exists, "the paper")
    said = subprocess.run(["pdftotext", "-layout", str(paper), "-"], check=True, capture_output=True, text=True).stdout
    assert "går 12.00" in said
