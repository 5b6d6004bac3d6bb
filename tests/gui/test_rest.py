"""At rest a window does nothing: no room lays itself out for ever at any width, and what is left alone is still."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace

import pytest
from PySide6.QtWidgets import QApplication

from nettverk import i18n
from nettverk.domain.rooms import RoomKey
from nettverk.services.groups.board import NOBODY
from nettverk.ui.common import theme as looks
from nettverk.ui.common.shell import Shell
from nettverk.ui.common.theme import Theme
from nettverk.ui.common.workspace import Workspace
from nettverk.ui.groups.header import GroupsHeader
from nettverk.ui.groups.reader import read as read_groups
from tests.helpers.rest import EventCount, counted, still
from tests.helpers.shells import open_shell, settle

NARROWEST, WIDEST = 1000, 2000


@pytest.fixture
def count(qapp: QApplication) -> Iterator[EventCount]:
    """Every event of the test."""
    with counted(qapp) as counting:
        yield counting


def restless(window: Shell | GroupsHeader, count: EventCount, step: int) -> list[str]:
    """The widths at which a window does not come to rest, and what it goes on with."""
    found = []
    for width in range(NARROWEST, WIDEST + 1, step):
        window.resize(width, window.height())
        if not count.come_to_rest():
            found.append(f"{width}: {count.most(3)}")
    return found


def test_the_header_of_the_groups_comes_to_rest_at_every_width(
    sample_workspace: Workspace, count: EventCount, qapp: QApplication
) -> None:
    store = sample_workspace.lane._worker._store
    assert store is not None
    assert sample_workspace.gathering is not None
    gathering_id = sample_workspace.gathering.id
    found: dict[tuple[str, float, int], list[str]] = {}
    for language, size, waiting in (("nb", 1.0, 0), ("nb", 1.0, 3), ("en", 1.0, 12), ("nb", 2.0, 1), ("en", 1.5, 0)):
        i18n.set_language(language)
        theme = Theme.load("light", size)
        looks.apply(theme)
        content = read_groups(store, gathering_id, "", 1)
        assert content.board is not None
        # Who has no table waits to be seated: a count on a button.
        rows = tuple((*[NOBODY] * waiting, *row[waiting:]) for row in content.board.rows)
        board = replace(content.board, rows=rows)
        header = GroupsHeader()
        header.setUpdatesEnabled(False)
        header.resize(NARROWEST, 120)
        header.show_parts(content.parts, board.part_id)
        header.show_board(board)
        header.show()
        found[language, size, waiting] = restless(header, count, 1)
        header.close()
        header.deleteLater()
    looks.apply(Theme.load("light"))
    assert {case: widths[:4] for case, widths in found.items() if widths} == {}


def test_a_room_that_is_left_alone_does_nothing(sample_workspace: Workspace, count: EventCount) -> None:
    stirring: dict[str, str] = {}
    with open_shell(sample_workspace, (1280, 800)) as shell:
        for key in RoomKey:
            shell.go(key)
            settle(sample_workspace)
            if not still(count):
                stirring[key] = count.most()
        for width in (1037, 1366, 1499, 1920):  # drawn as well, at some widths
            shell.resize(width, 900)
            if not still(count):
                stirring[str(width)] = count.most()
    assert stirring == {}


def test_the_first_page_does_nothing(workspace: Workspace, count: EventCount) -> None:
    with open_shell(workspace) as shell:
        assert shell.stack.currentWidget() is shell.start
        assert still(count), count.most()
