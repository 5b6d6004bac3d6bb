"""What a presentation clicker sends, as the presenter hears it."""

from __future__ import annotations

import pytest
from PySide6.QtCore import Qt
from PySide6.QtGui import QKeyEvent

from nettverk.ui.stage.control.commands import deed_of, deeds
from tests.gui.stage.conftest import Stage

K, M = Qt.Key, Qt.KeyboardModifier


def heard(key: Qt.Key, text: str = "", mods: Qt.KeyboardModifier = M.NoModifier, *, held: bool = False) -> str:
    return deed_of(QKeyEvent(QKeyEvent.Type.KeyPress, key, mods, text, held))


@pytest.mark.parametrize(
    ("key", "text", "mods", "deed"),
    [
        (K.Key_F5, "", M.NoModifier, "show"),
        (K.Key_F5, "", M.ShiftModifier, "show"),
        (K.Key_Escape, "\x1b", M.NoModifier, "leave"),
        (K.Key_Period, ".", M.NoModifier, "black"),
        (K.Key_B, "b", M.NoModifier, "black"),
        (K.Key_B, "B", M.ShiftModifier, "black"),
        (K.Key_PageDown, "", M.NoModifier, "wall_next"),
        (K.Key_PageUp, "", M.NoModifier, "wall_back"),
    ],
)
def test_its_keys_do_what_they_do_in_a_slide_show(key: Qt.Key, text: str, mods: Qt.KeyboardModifier, deed: str) -> None:
    assert heard(key, text, mods) == deed


def test_only_a_key_no_clicker_has_hides_the_wall() -> None:
    keys = [key for key in K if key not in {K.Key_unknown, K.Key_Any}]
    hiding = {
        (key.name, mods) for key in keys for mods in (M.NoModifier, M.ShiftModifier, M.ControlModifier)
        if heard(key, "", mods) == "hide"
    }  # fmt: skip
    assert hiding == {("Key_F5", M.ControlModifier)}
    told = [deed.keys for _title, group in deeds() for deed in group if deed.key == "hide"]
    assert told == [("Ctrl F5",)]


def test_a_clickers_key_held_down_counts_once() -> None:
    for key in (K.Key_B, K.Key_Period, K.Key_PageDown, K.Key_F5, K.Key_Escape):
        assert heard(key, "", held=True) == ""


def test_start_and_end_put_away_what_lies_over_and_leave_the_wall(on: Stage) -> None:
    on.key(K.Key_A, "a")
    for panel in (K.Key_O, K.Key_P, K.Key_I, K.Key_M):
        on.key(panel)
        on.key(K.Key_Escape)
        assert on.presenter.panel is None
        assert on.wall == "agenda"
