"""A hall with several machines in it, for tests of real windows that work on one gathering."""

from __future__ import annotations

import shutil
from collections.abc import Iterator
from pathlib import Path

import pytest

from tests.helpers import x_server
from tests.helpers.at_work import Hall


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
