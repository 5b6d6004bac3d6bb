"""The wheel scrolls: it changes a field only where somebody has clicked it and not left it since."""

from __future__ import annotations

from pathlib import Path

import pytest
from PySide6.QtCore import QCoreApplication, QPoint, QPointF, Qt
from PySide6.QtGui import QWheelEvent
from PySide6.QtTest import QTest
from PySide6.QtWidgets import (
    QAbstractSlider,
    QAbstractSpinBox,
    QComboBox,
    QScrollArea,
    QScrollBar,
    QTabBar,
    QVBoxLayout,
    QWidget,
)
from pytestqt.qtbot import QtBot

from nettverk.ui.common.inputs import ComboBox, Slider, SpinBox
from nettverk.ui.common.theme import Theme
from nettverk.ui.common.workspace import Workspace
from tests.helpers.every_place import Places
from tests.helpers.shells import open_shell


def wheel(widget: QWidget, turn: int = -120) -> None:
    """One notch of the wheel over the middle of a widget; from the window on, so that what is not taken goes on."""
    window = widget.window().windowHandle()
    at = widget.mapTo(widget.window(), widget.rect().center())
    QTest.wheelEvent(window, QPointF(at), QPoint(0, turn))
    QCoreApplication.processEvents()


def sent(widget: QWidget, turn: int = -120) -> None:
    """The same straight to a widget, seen or not."""
    at = QPointF(widget.rect().center())
    event = QWheelEvent(
        at, QPointF(widget.mapToGlobal(at.toPoint())), QPoint(), QPoint(0, turn), Qt.MouseButton.NoButton,
        Qt.KeyboardModifier.NoModifier, Qt.ScrollPhase.NoScrollPhase, False,
    )  # fmt: skip
    QCoreApplication.sendEvent(widget, event)


def value(field: QWidget) -> object:
    """What stands in a field."""
    if isinstance(field, QComboBox):
        return field.currentIndex(), field.currentText()
    if isinstance(field, QAbstractSpinBox):
        return field.text()
    if isinstance(field, QAbstractSlider):
        return field.value()
    return field.currentIndex() if isinstance(field, QTabBar) else None


def fields(window: QWidget) -> list[QWidget]:
    """Everything that a wheel could turn, and the lines that are typed in inside them."""
    kinds = (QComboBox, QAbstractSpinBox, QAbstractSlider, QTabBar)
    return [
        widget for widget in window.findChildren(QWidget)
        if isinstance(widget, kinds) and not isinstance(widget, QScrollBar) and widget.isVisible()
    ]  # fmt: skip


@pytest.mark.slow
def test_the_wheel_over_any_field_of_the_program_changes_nothing(sample_workspace: Workspace, tmp_path: Path) -> None:
    changed, tried = [], 0
    with open_shell(sample_workspace) as shell:
        for name, window in Places(shell, tmp_path).each():
            for field in fields(window):
                before = value(field)
                for target in (field, *(child for child in field.findChildren(QWidget) if child.isVisible())):
                    for turn in (-120, 120, -360):
                        sent(target, turn)
                tried += 1
                # Also with the focus from the keyboard: whoever tabs through a form scrolls it as well.
                field.setFocus(Qt.FocusReason.TabFocusReason)
                sent(field)
                sent(field, 120)
                if value(field) != before:
                    changed.append(
                        f"{name}: {type(field).__name__} {field.accessibleName()}: {before} → {value(field)}"
                    )
    assert changed == []
    assert tried > 40


@pytest.fixture
def page(dressed: Theme, qtbot: QtBot) -> QScrollArea:
    """A form that is longer than its window."""
    area = QScrollArea()
    area.setWidgetResizable(True)
    inner = QWidget()
    column = QVBoxLayout(inner)
    combo, spin, slider, editable = ComboBox(), SpinBox(), Slider(Qt.Orientation.Horizontal), ComboBox()
    editable.setEditable(True)
    for box in (combo, editable):
        box.addItems(["a", "b", "c"])
        box.setCurrentIndex(1)
    spin.setValue(50)
    slider.setValue(50)
    for field in (combo, spin, slider, editable):
        column.addWidget(field)
    column.addSpacing(2000)
    area.setWidget(inner)
    area.resize(300, 300)
    qtbot.addWidget(area)
    area.show()
    return area


@pytest.mark.parametrize("kind", [ComboBox, SpinBox, Slider])
def test_the_wheel_over_a_field_scrolls_the_page_until_it_is_clicked(page: QScrollArea, kind: type[QWidget]) -> None:
    for field in page.findChildren(kind):
        bar, before = page.verticalScrollBar(), value(field)
        bar.setValue(0)
        wheel(field)
        assert value(field) == before
        assert bar.value() > 0
        bar.setValue(0)
        field.setFocus(Qt.FocusReason.TabFocusReason)
        wheel(field)
        assert value(field) == before
        assert bar.value() > 0


def test_a_field_that_was_clicked_turns_and_one_that_was_left_does_not(page: QScrollArea) -> None:
    page.activateWindow()
    spin = page.findChild(SpinBox)
    QTest.mouseClick(spin.lineEdit(), Qt.MouseButton.LeftButton)
    wheel(spin)
    assert spin.value() == 49
    page.findChild(ComboBox).setFocus(Qt.FocusReason.TabFocusReason)
    spin.setFocus(Qt.FocusReason.TabFocusReason)
    wheel(spin)
    assert spin.value() == 49
