"""A clicker reaches the open stage from any window of ours, and never writes or moves there."""

from __future__ import annotations

from collections.abc import Iterator

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QLineEdit, QListWidget, QPlainTextEdit, QPushButton, QSpinBox, QVBoxLayout, QWidget

from nettverk.ui.common.stage_strip import StageStrip
from nettverk.ui.stage.control.stage_teller import another_in_front
from tests.gui.stage.conftest import Stage
from tests.helpers.waiting import until

K = Qt.Key


class Other(QWidget):
    """Another window of the program, where a colleague writes."""

    def __init__(self) -> None:
        super().__init__()
        box = QVBoxLayout(self)
        self.note, self.line, self.number = QPlainTextEdit(), QLineEdit(), QSpinBox()
        self.rows, self.button = QListWidget(), QPushButton("a")
        self.rows.addItems([str(row) for row in range(40)])
        for widget in (self.note, self.line, self.number, self.rows, self.button):
            box.addWidget(widget)


@pytest.fixture
def other(on: Stage) -> Iterator[Other]:
    window = Other()
    window.show()
    window.activateWindow()
    until(window.isActiveWindow)
    yield window
    window.deleteLater()


def click(widget: QWidget, key: Qt.Key, modifiers: Qt.KeyboardModifier = Qt.KeyboardModifier.NoModifier) -> None:
    """Press a key where one is."""
    widget.setFocus()
    QTest.keyClick(widget, key, modifiers)


def write(widget: QWidget, text: str) -> None:
    """Type where one is."""
    widget.setFocus()
    QTest.keyClicks(widget, text)


def begin(on: Stage) -> None:
    on.key(K.Key_Space, " ")
    on.settle()


def test_the_page_keys_reach_the_stage_from_every_kind_of_widget(on: Stage, other: Other) -> None:
    begin(on)
    for widget in (other.note, other.line, other.number, other.rows, other.button, other):
        click(widget, K.Key_PageDown)
        assert on.wall == "agenda", type(widget)
        click(widget, K.Key_PageUp)
        assert on.wall == "welcome", type(widget)
    # Who comes to a list stands in its first row, and is still there.
    assert (other.note.toPlainText(), other.number.value(), other.rows.currentRow()) == ("", 0, 0)


def test_black_is_black_from_a_list_and_a_full_stop_where_one_writes(on: Stage, other: Other) -> None:
    begin(on)
    click(other.rows, K.Key_Period)
    assert on.wall == "black"
    click(other.rows, K.Key_Period)
    for field in (other.note, other.line):
        write(field, "Leken. b")
        assert on.wall == "welcome"
    assert (other.note.toPlainText(), other.line.text()) == ("Leken. b", "Leken. b")


def test_arrows_of_a_clicker_are_the_stages_where_nobody_needs_them(on: Stage, other: Other) -> None:
    begin(on)
    other.button.setFocus()
    click(other, K.Key_Right)
    assert on.wall == "agenda"
    click(other.button, K.Key_Left)
    assert on.wall == "welcome"
    other.line.setText("ab")
    other.line.setCursorPosition(0)
    click(other.line, K.Key_Right)
    assert (other.line.cursorPosition(), on.wall) == (1, "welcome")


def test_f5_shows_the_wall_and_takes_the_keys_from_nobody_who_writes(on: Stage, other: Other) -> None:
    begin(on)
    forward: list[bool] = []
    on.controller.reach.start_pressed.connect(lambda: forward.append(True))
    on.controller.displays.hide_wall()
    click(other.note, K.Key_F5)
    assert on.controller.displays.wanted
    assert not forward
    click(other.rows, K.Key_F5, Qt.KeyboardModifier.ShiftModifier)
    assert forward


def test_a_closed_stage_leaves_every_key_where_it_was(on: Stage, other: Other) -> None:
    on.controller.close()
    click(other.number, K.Key_Up)
    other.rows.setCurrentRow(0)
    click(other.rows, K.Key_PageDown)
    assert other.rows.currentRow() > 0


def test_the_main_window_says_where_the_day_is_and_leads_there(on: Stage) -> None:
    strip = StageStrip()
    on.workspace.stage_told.connect(strip.show_stage)
    begin(on)
    on.later(1)
    assert strip.isVisible() or not strip.isHidden()
    assert (strip.part.text(), strip.figures.text()) == (
        on.controller.session.rundown.current.slot.title,  # type: ignore[union-attr]
        on.presenter.now_panel.part_reading.figures,
    )
    asked: list[bool] = []
    strip.wanted.connect(lambda: asked.append(True))
    strip.go.click()
    assert asked
    on.controller.close()
    assert strip.isHidden()
    strip.deleteLater()


def test_it_is_said_when_another_program_has_the_keys_and_withdrawn_when_it_has_not(on: Stage) -> None:
    teller = on.controller.teller
    teller.state_changed(Qt.ApplicationState.ApplicationInactive)
    teller._away.timeout.emit()
    assert on.presenter.calm.text.text() == another_in_front()
    teller.state_changed(Qt.ApplicationState.ApplicationActive)
    assert on.presenter.calm.text.text() == ""


def test_what_a_clickers_step_waits_for_is_said_in_the_window_one_looks_at(on: Stage, other: Other) -> None:
    begin(on)
    told: list[str] = []
    on.workspace.said.connect(lambda text, _action, _act: told.append(text))
    while not told:
        on.later(0.1)
        click(other.rows, K.Key_PageDown)
    assert told[-1].startswith("Siste bilde. Trykk én gang til")
    assert told[-1] == on.presenter.calm.text.text()
    on.later(0.1)
    click(other.rows, K.Key_PageDown)
    assert told[-1] == "", "it is answered"
