"""What a presentation clicker sends, as the presenter hears it."""

from __future__ import annotations

import pytest
from PySide6.QtCore import Qt
from PySide6.QtGui import QKeyEvent, QKeySequence

from nettverk.domain.rundown.commands import AdjustClock, AnyStageCommand, StageCommand, registry
from nettverk.ui.stage.key_commands import command_of
from nettverk.ui.stage.presenter.key_bar import ORDER
from tests.gui.stage.conftest import Stage

K, M = Qt.Key, Qt.KeyboardModifier


def heard(
    key: Qt.Key, text: str = "", mods: Qt.KeyboardModifier = M.NoModifier, *, held: bool = False
) -> AnyStageCommand | None:
    return command_of(QKeyEvent(QKeyEvent.Type.KeyPress, key, mods, text, held))


@pytest.mark.parametrize(
    ("key", "text", "mods", "command"),
    [
        (K.Key_F5, "", M.NoModifier, StageCommand.SHOW_WALL),
        (K.Key_F5, "", M.ShiftModifier, StageCommand.SHOW_WALL),
        (K.Key_Escape, "\x1b", M.NoModifier, StageCommand.LEAVE),
        (K.Key_Period, ".", M.NoModifier, StageCommand.BLACK),
        (K.Key_B, "b", M.NoModifier, StageCommand.BLACK),
        (K.Key_B, "B", M.ShiftModifier, StageCommand.BLACK),
        (K.Key_PageDown, "", M.NoModifier, StageCommand.WALL_NEXT),
        (K.Key_PageUp, "", M.NoModifier, StageCommand.WALL_BACK),
    ],
)
def test_its_keys_do_what_they_do_in_a_slide_show(
    key: Qt.Key, text: str, mods: Qt.KeyboardModifier, command: StageCommand
) -> None:
    assert heard(key, text, mods) == command


def test_only_a_key_no_clicker_has_hides_the_wall() -> None:
    keys = [key for key in K if key not in {K.Key_unknown, K.Key_Any}]
    hiding = {
        (key.name, mods) for key in keys for mods in (M.NoModifier, M.ShiftModifier, M.ControlModifier)
        if heard(key, "", mods) == StageCommand.HIDE_WALL
    }  # fmt: skip
    assert hiding == {("Key_F5", M.ControlModifier)}
    told = [info.caps for info in registry() if info.command == StageCommand.HIDE_WALL]
    assert told == [("Ctrl F5",)]


def test_a_clickers_key_held_down_counts_once() -> None:
    for key in (K.Key_B, K.Key_Period, K.Key_PageDown, K.Key_F5, K.Key_Escape):
        assert heard(key, "", held=True) is None


def test_minutes_go_on_while_their_key_is_held_down() -> None:
    assert heard(K.Key_Plus, "+", held=True) == AdjustClock(1)
    assert heard(K.Key_Minus, "-", M.ControlModifier, held=True) == AdjustClock(-5)


def test_every_command_stands_once_in_the_registry_with_keys_that_qt_knows() -> None:
    infos = [info for info in registry() if info.command is not None]
    commands = [info.command for info in infos]
    assert len(commands) == len(set(commands))
    assert {command for command in commands if isinstance(command, StageCommand)} == set(StageCommand)
    keys = [key for info in infos for key in info.keys]
    assert len(keys) == len(set(keys)), "a key gives one command"
    portable = QKeySequence.SequenceFormat.PortableText
    assert keys == [QKeySequence.fromString(key, portable).toString(portable) for key in keys]


def test_the_bar_has_the_buttons_that_the_registry_names() -> None:
    assert {info.command for info in registry() if info.button} == {command for command in ORDER if command is not None}


def test_start_and_end_put_away_what_lies_over_and_leave_the_wall(on: Stage) -> None:
    on.key(K.Key_A, "a")
    for panel in (K.Key_O, K.Key_P, K.Key_I, K.Key_M):
        on.key(panel)
        on.key(K.Key_Escape)
        assert on.presenter.panel is None
        assert on.wall == "agenda"
