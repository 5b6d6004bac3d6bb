"""A level is named by whoever makes the sheet: forty letters, or two hundred, stand whole where it is chosen."""

from __future__ import annotations

import pytest
from PySide6.QtGui import QFontMetricsF
from PySide6.QtWidgets import QApplication, QVBoxLayout, QWidget
from pytestqt.qtbot import QtBot

from nettverk.domain.sheets.definition import Block, BlockKind, Item, Level, Mark, SheetDefinition, When, Who
from nettverk.ui.common import theme as looks
from nettverk.ui.common.sheet_entry.form import SheetForm
from nettverk.ui.common.sheet_entry.level_button import LevelButton, lines_of
from nettverk.ui.common.theme import Theme
from nettverk.ui.reflect.light.big_levels import BigLevels

FORTY = "Vi får det sjelden til når vi er få her"
NAMES = {
    "short": ("Ja", "Litt", "Nei"),
    "forty": ("Vi får det til hver dag, også når det er travelt", FORTY, "Nei"),
    "word": ("Samarbeidsavtaleoppfølgingsgruppemøtene", "Tilfredsstillende & godt nok", "Nei"),
    "longest": (
        "Dette er noe vi har snakket om i hele høst, og som vi nå " + "får til igjen og igjen " * 6,
        "Litt",
        "Nei",
    ),
    "scale": ("Helt enig i alt sammen", "Litt enig", "Verken eller, det kommer an på", "Litt uenig", "Helt uenig"),
}


def levels(names: tuple[str, ...]) -> tuple[Level, ...]:
    marks = (Mark.CIRCLE, Mark.RING, Mark.DIAMOND, Mark.TRIANGLE, Mark.SQUARE)
    return tuple(Level(f"n{n}", name, marks[n]) for n, name in enumerate(names))


@pytest.fixture(params=[1.0, 2.0], ids=["100 %", "200 %"])
def scale(dressed: Theme, request: pytest.FixtureRequest) -> float:
    if request.param != 1.0:
        looks.apply(Theme.load("light", request.param))
    return float(request.param)


def shown(widget: QWidget, width: int) -> QWidget:
    host = QWidget()
    column = QVBoxLayout(host)
    column.addWidget(widget)
    column.addStretch(1)
    host.resize(width, 700)
    host.show()
    QApplication.processEvents()
    return host


@pytest.mark.parametrize("names", NAMES.values(), ids=NAMES)
def test_a_level_in_a_form_stands_whole(scale: float, qtbot: QtBot, names: tuple[str, ...]) -> None:
    block = Block("v", BlockKind.SCALE, "Vurder", levels=levels(names), items=(Item("z", "Tegn", details=("Slik",)),))
    form = SheetForm(SheetDefinition("x", 1, "Prøve", "", (Who.ALONE,), When.IN_PART, 10, (block,)))
    host = shown(form, round(300 * scale))
    qtbot.addWidget(host)
    for button in form.findChildren(LevelButton):
        assert button.parentWidget().rect().contains(button.geometry()), button.label
        lines = button._lines(button.width())
        metrics = QFontMetricsF(button.font())
        assert "".join("".join(lines).split()) == "".join(button.label.split())
        assert all(metrics.horizontalAdvance(line) <= button.width() - 20 for line in lines)
        assert len(lines) * metrics.lineSpacing() <= button.height()
        assert button.text().replace("&&", "&") == button.label, "a screen reader hears it whole"


@pytest.mark.parametrize("counting", [False, True])
@pytest.mark.parametrize("names", NAMES.values(), ids=NAMES)
def test_a_level_as_a_large_key_stands_whole(
    scale: float, qtbot: QtBot, names: tuple[str, ...], counting: bool
) -> None:
    keys = BigLevels(levels(names), counting=counting)
    host = shown(keys, round(520 * scale))
    qtbot.addWidget(host)
    for key in keys.keys:
        font, lines = key.set_words()
        metrics = QFontMetricsF(font)
        assert "".join("".join(lines).split()) == "".join(key.level.label.split())
        assert all(metrics.horizontalAdvance(line) <= key.width() - 16 for line in lines)
        assert len(lines) * metrics.lineSpacing() <= key._words_height()
    assert len({key.height() for key in keys.keys}) == 1


def test_no_line_is_wider_than_its_room(dressed: Theme) -> None:
    assert lines_of("", 50) == [""]
    assert lines_of("Ja", 500) == ["Ja"]
    assert len(lines_of(FORTY, 120)) > 1
