"""How the program was started: windows or command line."""

from __future__ import annotations

from pathlib import Path

import pytest

from nettverk.app import Options, gui_options
from nettverk.domain.rooms import RoomKey
from nettverk.ui.common.workspace import Workspace
from nettverk.ui.rooms import ROOMS

ELSEWHERE = Path("/x/a.db").absolute()  # on Windows that has a drive


@pytest.mark.parametrize(
    ("words", "wanted"),
    [
        ([], Options()),
        (["--demo"], Options(demo=True)),
        (["--db", "/x/a.db"], Options(ELSEWHERE)),
        (["--db=/x/a.db", "--demo"], Options(ELSEWHERE, True)),
        (["/x/a.db"], Options(ELSEWHERE)),
        (["gatherings", "--json"], None),
        (["--help"], None),
        (["demo", "--out", "out"], None),
        (["--db", "/x/a.db", "check"], None),
    ],
)
def test_what_opens_the_windows(words: list[str], wanted: Options | None) -> None:
    assert gui_options(words) == wanted


def test_every_room_there_is_can_be_made(sample_workspace: Workspace) -> None:
    made = {room.key: room.load()(sample_workspace) for room in ROOMS}
    assert set(made) == set(RoomKey)
    for room in made.values():
        room.widget.deleteLater()
