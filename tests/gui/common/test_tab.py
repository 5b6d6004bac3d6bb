"""Tab as it is pressed: every button and field of every room is come to, and what is come to is seen."""

from __future__ import annotations

from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QAbstractButton, QComboBox, QLineEdit, QWidget

from nettverk.domain.rooms import RoomKey
from nettverk.ui.common.sheet import Sheet
from nettverk.ui.common.shell import Shell
from nettverk.ui.common.workspace import Workspace
from nettverk.ui.year.room import View, YearRoom
from tests.helpers.every_place import Places
from tests.helpers.shells import open_shell, settle
from tests.visual.rooms import wear

FIELDS = (QAbstractButton, QLineEdit, QComboBox)
MOST = 200


def pressed_round(shell: Shell, workspace: Workspace) -> list[QWidget]:
    """What Tab comes to from where the focus is, until it is somewhere again."""
    stops: list[QWidget] = []
    while len(stops) < MOST:
        QTest.keyClick(shell.focusWidget() or shell, Qt.Key.Key_Tab)
        settle(workspace)
        here = shell.focusWidget()
        if here is None or here in stops:
            return stops
        seen = not isinstance(here, FIELDS) or not here.visibleRegion().isEmpty()
        assert seen, f"{type(here).__name__} «{here.accessibleName()}» is not seen"
        stops.append(here)
    raise AssertionError("Tab never comes round")


def missed(shell: Shell, stops: list[QWidget]) -> list[str]:
    """Buttons and fields that are there to be used, and that Tab does not come to."""
    return [
        f"{type(widget).__name__} «{widget.accessibleName() or getattr(widget, 'text', str)()}»"
        for widget in shell.findChildren(QWidget)
        if isinstance(widget, FIELDS) and widget.isVisible() and widget.isEnabled() and widget not in stops
        and widget.focusPolicy() & Qt.FocusPolicy.TabFocus and widget.focusProxy() is None
    ]  # fmt: skip


@pytest.mark.parametrize(
    "room", [RoomKey.PLAN, RoomKey.YEAR, *(pytest.param(key, marks=pytest.mark.slow) for key in RoomKey)]
)
def test_every_button_of_a_room_is_come_to(sample_workspace: Workspace, room: RoomKey) -> None:
    with open_shell(sample_workspace, (1366, 768)) as shell:
        sample_workspace.go(room)
        settle(sample_workspace)
        assert missed(shell, pressed_round(shell, sample_workspace)) == []


@pytest.mark.parametrize("view", [View.GOALS, View.FRAME])
def test_every_button_of_a_page_of_the_year_is_come_to_in_large_text(sample_workspace: Workspace, view: View) -> None:
    wear(sample_workspace, "light", 2.0)
    try:
        with open_shell(sample_workspace, (1366, 768)) as shell:
            sample_workspace.go(RoomKey.YEAR)
            settle(sample_workspace)
            (room,) = shell.findChildren(YearRoom)
            room.view.choose(view)
            room._turn()
            room.view.focus_chosen()
            stops = pressed_round(shell, sample_workspace)
            assert missed(shell, stops) == []
            assert stops.index(room.add) < stops.index(room.view._buttons[view]), "from the top and down"
    finally:
        wear(sample_workspace, "light")


@pytest.mark.slow
def test_in_the_sheets_of_the_year_the_foot_is_the_last(sample_workspace: Workspace, tmp_path: Path) -> None:
    with open_shell(sample_workspace, (1366, 768)) as shell:
        for name, opening, opened in Places(shell, tmp_path).year_sheets():
            opening()
            settle(sample_workspace)
            sheet = opened()
            assert isinstance(sheet, Sheet)
            stops = pressed_round(shell, sample_workspace)
            body = [sheet._page.isAncestorOf(stop) for stop in stops]
            foot = [sheet.isAncestorOf(stop) and not of_body and stop is not sheet.cross
                    for stop, of_body in zip(stops, body, strict=True)]  # fmt: skip
            assert not any(last and on for last, on in zip(foot, body[1:], strict=False)), name
            sheet.close_sheet()
            settle(sample_workspace)
