"""What those meet who read with their ears, with keys alone, or in colours of their own (EN 301 549, WCAG 2.2 AA)."""

from __future__ import annotations

import sys

import pytest
from PySide6.QtCore import QPoint
from PySide6.QtGui import QAccessible, QColor, QImage, QPalette
from PySide6.QtWidgets import QApplication, QComboBox, QLineEdit, QPlainTextEdit, QTextEdit, QVBoxLayout, QWidget
from pytestqt.qtbot import QtBot

from nettverk.domain.rundown.commands import AdjustClock, AdjustPart, JumpToPart, StageCommand, TimerMinutes, registry
from nettverk.ui.common import theme as looks
from nettverk.ui.common.announce import announce, tell_fault
from nettverk.ui.common.contrast import mixed
from nettverk.ui.common.high_contrast import ENOUGH, in_system_colours
from nettverk.ui.common.inputs import ComboBox, Slider
from nettverk.ui.common.sheet import Sheet
from nettverk.ui.common.theme import Theme
from nettverk.ui.common.widgets import Segmented
from nettverk.ui.stage.control.spoken import spoken
from tests.helpers import stage_day
from tests.helpers.access import contrast


@pytest.fixture
def page(qtbot: QtBot) -> QWidget:
    page = QWidget()
    page.resize(500, 400)
    QVBoxLayout(page)
    qtbot.addWidget(page)
    return page


@pytest.mark.parametrize("name", ["light", "dark"])
def test_a_placeholder_can_be_read(page: QWidget, name: str) -> None:
    before = looks.in_force()
    looks.apply(Theme.load(name))
    try:
        box = QComboBox()
        box.setEditable(True)
        for field in (QLineEdit(), QPlainTextEdit(), QTextEdit(), box):
            page.layout().addWidget(field)
            field.ensurePolished()
            shown = box.lineEdit() if field is box else field
            colour = shown.palette().color(QPalette.ColorRole.PlaceholderText)
            ground = looks.in_force().colour("card")
            alpha = colour.alphaF()
            seen = QColor.fromRgbF(*(
                alpha * one + (1 - alpha) * other
                for one, other in zip(colour.getRgbF()[:3], ground.getRgbF()[:3], strict=True)
            ))  # fmt: skip
            assert contrast(seen, ground) >= 4.5, type(field).__name__
    finally:
        looks.apply(before)


def test_one_of_a_few_is_said_as_one_of_a_few(page: QWidget) -> None:
    choice = Segmented([("a", "Bord"), ("b", "Romplan")], "Visning", page)
    for button in choice.findChildren(QWidget):
        if button.isWidgetType() and button.property("kind") == "segment":
            assert QAccessible.queryAccessibleInterface(button).role() is QAccessible.Role.RadioButton


def test_a_sheet_is_said_as_a_dialog_by_its_name(page: QWidget) -> None:
    sheet = Sheet("Ny deltaker", page)
    told = QAccessible.queryAccessibleInterface(sheet)
    assert told.role() is QAccessible.Role.Dialog
    assert told.text(QAccessible.Text.Name) == "Ny deltaker"


def test_the_line_of_a_box_is_named_as_the_box(page: QWidget) -> None:
    box = ComboBox(page)
    box.setAccessibleName("Enhet")
    box.setEditable(True)
    assert box.lineEdit().accessibleName() == "Enhet"
    box.setAccessibleName("Bydel")
    assert box.lineEdit().accessibleName() == "Bydel"


def test_what_is_wrong_is_tied_to_its_field_until_somebody_types_there(page: QWidget, qtbot: QtBot) -> None:
    box = ComboBox(page)
    box.setEditable(True)
    tell_fault(box, "Hvilken enhet kommer Kari fra?")
    assert box.lineEdit().accessibleDescription() == box.accessibleDescription() == "Hvilken enhet kommer Kari fra?"
    qtbot.keyClicks(box.lineEdit(), "L")
    assert not box.lineEdit().accessibleDescription()


@pytest.mark.skipif(not sys.platform.startswith("linux"), reason="other systems have announcements of their own")
def test_what_is_announced_is_a_notification_that_nobody_sees(page: QWidget, qtbot: QtBot) -> None:
    page.show()
    qtbot.waitExposed(page)
    QAccessible.setActive(True)
    try:
        for number in range(9):
            announce(page, f"Sak {number}")
    finally:
        QAccessible.setActive(False)
    asked = [QAccessible.queryAccessibleInterface(child) for child in page.findChildren(QWidget)]
    told = [one for one in asked if one.role() is QAccessible.Role.Notification]
    assert {f"Sak {number}" for number in range(3, 9)} == {one.text(QAccessible.Text.Name) for one in told}
    assert all(one.state().invisible for one in told)


def test_a_slider_with_the_focus_is_seen_to_have_it(page: QWidget, qtbot: QtBot) -> None:
    from PySide6.QtCore import Qt

    slider, other = Slider(Qt.Orientation.Horizontal, page), QLineEdit(page)
    page.layout().addWidget(slider)
    page.layout().addWidget(other)
    with qtbot.waitExposed(page):
        page.show()
    other.setFocus()
    without = _picture(slider)
    slider.setFocus()
    assert slider.hasFocus()
    assert _changed(without, _picture(slider)) >= 40


def test_a_cross_grows_with_the_text(page: QWidget) -> None:
    before = looks.in_force()
    try:
        looks.apply(before.scaled(1.0))
        sheet = Sheet("En", page)
        sheet.open()
        small = sheet.cross.iconSize().width()
        looks.apply(before.scaled(2.0))
        sheet.open()
        assert sheet.cross.iconSize().width() >= 2 * small
    finally:
        looks.apply(before)


@pytest.mark.parametrize(
    ("ground", "ink", "chosen"),
    [
        ("#000000", "#ffffff", "#1aebff"),  # Windows: Aquatic, Night sky
        ("#ffffff", "#000000", "#37006e"),  # Windows: high contrast white
        ("#2d3236", "#ffffff", "#8ee3f0"),
        ("#fffaef", "#3d3d3d", "#903909"),  # Windows: Desert
    ],
)
def test_high_contrast_follows_the_colours_of_the_system(ground: str, ink: str, chosen: str) -> None:
    palette = QPalette()
    roles = QPalette.ColorRole
    for role, colour in ((roles.Window, ground), (roles.WindowText, ink), (roles.Highlight, chosen)):
        palette.setColor(role, QColor(colour))
    theme = in_system_colours(palette, 1.5)
    assert theme.scale == 1.5
    assert theme.colour("ground") == QColor(ground)
    assert theme.colour("ink") == QColor(ink)
    for token in ("ink", "mute", "edge", "accent", "focus", "stop", "ok", "warn", "part1", "part2", "part3", "part4"):
        for below in ("ground", "panel", "card", "hover", "press"):
            assert contrast(theme.colour(token), theme.colour(below)) >= ENOUGH, (token, below)
    assert contrast(theme.colour("ink"), theme.colour("selection")) >= ENOUGH
    faint = theme.faint(0.9)
    below = mixed(QColor(faint.name()), theme.colour("ground"), faint.alphaF())
    assert contrast(theme.colour("ink"), below) >= 4.5, "«Lunsj» in the strip of the day"
    assert contrast(theme.colour("on_accent"), theme.colour("accent")) >= 4.5
    assert contrast(theme.colour("off"), theme.colour("ground")) >= 4.5


def test_every_command_on_the_stage_is_said_with_the_part_one_is_in() -> None:
    context = stage_day.context()
    rundown = stage_day.day_at(context, ("start", 0, {}), now=10)
    for row in registry():
        if row.command is None or row.command is StageCommand.LEAVE:
            continue
        assert ": " in spoken(row.command, context, rundown), row.command
    more, fewer = spoken(AdjustClock(1), context, rundown), spoken(AdjustPart("x", -5), context, rundown)
    assert more.startswith("+1 min: ") and fewer.startswith("−5 min: ")  # noqa: PT018 - one thought
    assert spoken(TimerMinutes(2), context, rundown).startswith("Nedtelling 2 min")
    assert spoken(JumpToPart("x"), None, None) == "Gå til del"
    assert spoken(StageCommand.LEAVE, context, rundown) == ""


def _picture(widget: QWidget) -> QImage:
    QApplication.processEvents()
    return widget.grab().toImage()


def _changed(one: QImage, other: QImage) -> int:
    size = one.size()
    places = (QPoint(x, y) for x in range(size.width()) for y in range(size.height()))
    return sum(one.pixel(place) != other.pixel(place) for place in places)
