"""A sheet keeps the focus it was given, is closed by Escape from anywhere, and goes when one goes to another room."""

from __future__ import annotations

from collections.abc import Callable, Iterator

import pytest
from PySide6.QtCore import QCoreApplication, Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QPushButton, QWidget
from pytestqt.qtbot import QtBot

from nettverk.domain.rooms import RoomKey
from nettverk.ui.common.sheet import Sheet, close_beside
from nettverk.ui.common.shell import Shell
from nettverk.ui.common.widgets import column
from nettverk.ui.common.workspace import Workspace
from tests.helpers.shells import open_shell, settle
from tests.helpers.waiting import until


@pytest.fixture
def behind(qtbot: QtBot) -> Iterator[QPushButton]:
    """A button of the room that a sheet lies over."""
    window = QWidget()
    qtbot.addWidget(window)
    window.resize(800, 500)
    button = QPushButton("bak", window)
    window.show()
    window.activateWindow()
    button.setFocus()
    yield button
    window.close()


@pytest.fixture
def sheet(behind: QPushButton) -> Sheet:
    """An open sheet with a button at its foot, and two in a body that was filled later."""
    made = Sheet("Ark", behind.window())
    foot = QPushButton("nederst", made)
    made.foot.addWidget(foot)
    lines = QWidget(made)
    lines.setLayout(column(QPushButton("første", lines), QPushButton("andre", lines)))
    made.body.addWidget(lines)
    made.open()
    return made


def at() -> str:
    focused = QApplication.focusWidget()
    return focused.text() if isinstance(focused, QPushButton) else ""


@pytest.mark.parametrize("gone", [QWidget.hide, lambda widget: widget.setEnabled(False)], ids=["hidden", "disabled"])
def test_when_what_one_pressed_goes_away_the_focus_stays_in_the_sheet(
    sheet: Sheet, gone: Callable[[QWidget], object]
) -> None:
    button = QApplication.focusWidget()
    assert at() == "første"
    gone(button)
    until(lambda: at() == "andre", "the next button of the sheet")


def test_whoever_goes_to_the_room_behind_stays_there_and_escape_closes_the_sheet(
    sheet: Sheet, behind: QPushButton
) -> None:
    behind.setFocus()
    QCoreApplication.processEvents()
    assert at() == "bak"
    QTest.keyClick(behind, Qt.Key.Key_Escape)
    assert sheet.isHidden()


def test_the_sheet_that_was_opened_last_is_closed_first(sheet: Sheet, behind: QPushButton) -> None:
    other = Sheet("Over", behind.window())
    other.open()
    behind.setFocus()
    QTest.keyClick(behind, Qt.Key.Key_Escape)
    assert (other.isHidden(), sheet.isHidden()) == (True, False)


@pytest.fixture
def shell(sample_workspace: Workspace) -> Iterator[Shell]:
    with open_shell(sample_workspace) as made:
        yield made


def test_a_sheet_over_the_window_goes_with_the_room_and_what_is_read_beside_it_stays(shell: Shell) -> None:
    shell.go(RoomKey.PLAN)
    settle(shell.workspace)
    over, beside = Sheet("Papirkurv", shell), Sheet("Hjelp", shell)
    beside.stays = True
    over.open()
    beside.open()
    shell.go(RoomKey.PLAN)
    assert over.isVisibleTo(shell), "one stays where one is"
    shell.go(RoomKey.PEOPLE)
    assert not over.isVisibleTo(shell)
    assert beside.isVisibleTo(shell)
    close_beside(shell, shell.stack)
    beside.close_sheet()
