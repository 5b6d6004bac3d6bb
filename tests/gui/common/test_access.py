"""For everyone: names, tab order, large text, one language; in every room there is."""

from __future__ import annotations

from operator import attrgetter

import pytest
from PySide6.QtWidgets import QAbstractButton, QWidget

from nettverk.domain.rooms import RoomKey
from nettverk.ui.common.workspace import Workspace
from nettverk.ui.rooms import ROOMS
from tests.helpers.access import clipped, english, nameless, reached_by_tab, unreachable
from tests.helpers.shells import open_shell, settle

KEYS = [room.key for room in ROOMS]


def test_rooms_are_known_by_the_contract() -> None:
    assert set(KEYS) <= set(RoomKey)


def test_the_first_page_is_for_everyone(workspace: Workspace) -> None:
    with open_shell(workspace) as shell:
        assert nameless(shell) == []
        assert unreachable(shell) == []
        assert clipped(shell) == []
        assert english(shell) == set()


@pytest.mark.parametrize("what", ["finder.search", "finder.switch", "sheets.open_settings", "sheets.open_help"])
def test_sheets_and_the_palette_are_for_everyone(sample_workspace: Workspace, what: str) -> None:
    with open_shell(sample_workspace, rooms=False) as shell:
        attrgetter(what)(shell)()
        settle(sample_workspace)
        assert nameless(shell) == []
        assert english(shell) == set()
        assert clipped(shell) == []


def test_every_room_has_names_for_all_one_can_stop_at_and_speaks_norwegian(sample_workspace: Workspace) -> None:
    found: dict[str, object] = {}
    with open_shell(sample_workspace) as shell:
        for key in KEYS:
            shell.go(key)
            settle(sample_workspace)
            found[f"{key}: no name"] = nameless(shell)
            found[f"{key}: not reached"] = unreachable(shell)
            found[f"{key}: English"] = english(shell)
    assert {what: where for what, where in found.items() if where} == {}


def test_tab_stops_at_everything_in_every_room(sample_workspace: Workspace) -> None:
    missed: dict[str, object] = {}
    with open_shell(sample_workspace) as shell:
        for key in KEYS:
            shell.go(key)
            settle(sample_workspace)
            for forward in (True, False):
                stops = {widget for widget in reached_by_tab(shell) if not (widget.focusProxy() or _by_arrows(widget))}
                for _step in range(2 * len(stops)):  # some come into sight on the way
                    stops.discard(shell.focusWidget())
                    shell.focusNextPrevChild(forward)
                missed[f"{key}, {'Tab' if forward else 'Shift+Tab'}"] = [_called(widget) for widget in stops]
    assert {where: what for where, what in missed.items() if what} == {}


def _by_arrows(widget: QWidget) -> bool:
    """One of a few that is not the chosen one: the arrow keys go there."""
    one_of_few = isinstance(widget, QAbstractButton) and (widget.autoExclusive() or widget.group() is not None)
    return isinstance(widget, QAbstractButton) and one_of_few and not widget.isChecked()


def _called(widget: QWidget) -> str:
    return f"{type(widget).__name__} {widget.accessibleName() or widget.toolTip()}"


def test_the_shell_has_room_for_text_of_200_percent(sample_workspace: Workspace) -> None:
    with open_shell(sample_workspace, (1280, 800), rooms=False) as shell:
        shell.appearance.choose_scale(2.0)
        settle(sample_workspace)
        assert clipped(shell) == []
        shell.sheets.open_settings()
        settle(sample_workspace)
        assert clipped(shell) == []
        shell.appearance.choose_scale(1.0)


@pytest.mark.slow  # the sheets in them as well are in test_room_for_text.py
def test_every_room_has_room_for_text_of_200_percent(sample_workspace: Workspace) -> None:
    cut: dict[str, object] = {}
    with open_shell(sample_workspace, (1440, 900)) as shell:
        shell.appearance.choose_scale(2.0)
        for key in KEYS:
            shell.go(key)
            settle(sample_workspace)
            cut[key] = clipped(shell)
        shell.appearance.choose_scale(1.0)
    assert {key: where for key, where in cut.items() if where} == {}


def test_the_first_page_has_room_for_text_of_200_percent(workspace: Workspace) -> None:
    with open_shell(workspace, (1280, 800)) as shell:
        shell.appearance.choose_scale(2.0)
        settle(workspace)
        assert clipped(shell) == []
        shell.appearance.choose_scale(1.0)
