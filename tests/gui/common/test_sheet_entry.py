"""Any sheet is filled in from the keyboard, block by block, and what is stored never disturbs whoever types."""

from __future__ import annotations

from collections.abc import Iterator

import pytest
from PySide6.QtCore import QMimeData, Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

from nettverk.domain.sheets.definition import (
    Area,
    Block,
    BlockKind,
    Check,
    Item,
    Level,
    Mark,
    SheetDefinition,
    When,
    Who,
)  # fmt: skip
from nettverk.domain.sheets.entry import Filled
from nettverk.services.sheets import shipped
from nettverk.ui.common.sheet_entry.choices import ScaleEntry, ShareEntry, TicksEntry
from nettverk.ui.common.sheet_entry.form import SheetForm
from nettverk.ui.common.sheet_entry.lines import PointsEntry
from nettverk.ui.common.sheet_entry.texts import TextsEntry
from tests.helpers.access import nameless, unreachable
from tests.helpers.quick import every
from tests.helpers.typing import press, type_text

LEVELS = tuple(Level(f"n{n}", word, mark) for n, word, mark in
               ((1, "godt", Mark.CIRCLE), (2, "litt", Mark.TRIANGLE), (3, "nei", Mark.SQUARE)))  # fmt: skip


def sheet(*blocks: Block) -> SheetDefinition:
    return SheetDefinition("x", 1, "Prøve", "", (Who.TABLE,), When.IN_PART, 10, blocks)


COLUMNS = Block("k", BlockKind.COLUMNS, "Hva?", items=(Item("a", "Fremmer"), Item("b", "Hemmer")))
WHOLE = sheet(
    COLUMNS,
    Block("t", BlockKind.TEXT, "Fortell"),
    Block("s", BlockKind.STEPS, "Steg", items=(Item("en", "Én"), Item("to", "To"))),
    Block("x", BlockKind.TICKS, "Kryss", items=(Item("p", "På plass"), Item("q", "Ikke ennå"))),
    Block(
        "v", BlockKind.SCALE, "Vurder", areas=(Area("o", "Område"),), levels=LEVELS,
        items=(Item("z", "Tegn", details=("Slik ser det ut",), area="o"),),
    ),
    Block("f", BlockKind.SHARE, "Fordel", items=(Item("m", "Mye"), Item("n", "Lite"))),
    Block("c", BlockKind.CARD, "Les", items=(Item("l", "En linje"),)),
    Block("u", BlockKind.COMMITMENT, "Vi gjør", checks=(Check.VOICE,)),
)  # fmt: skip


@pytest.fixture
def form(qtbot: QtBot) -> Iterator[SheetForm]:
    shown = SheetForm(WHOLE)
    shown.resize(700, 1400)
    shown.show()
    shown.activateWindow()
    qtbot.waitExposed(shown)
    yield shown
    shown.close()
    shown.deleteLater()


def told(form: SheetForm) -> list[Filled]:
    heard: list[Filled] = []
    form.said.connect(heard.append)
    return heard


def points(form: SheetForm) -> PointsEntry:
    entry = form.entries["k"]
    assert isinstance(entry, PointsEntry)
    return entry


def test_enter_begins_the_next_point_and_tab_the_next_column(form: SheetForm) -> None:
    heard = told(form)
    form.begin()
    type_text("Tid\n")
    type_text("Ro")
    press("Tab")
    type_text("Ferie")
    assert [(one.point, one.text) for one in heard if one.text in {"Tid", "Ro", "Ferie"}] == [
        ("a-1", "Tid"), ("a-2", "Ro"), ("b-1", "Ferie"),
    ]  # fmt: skip
    press("Shift+Tab")
    type_text("Mer")
    assert (heard[-1].point, heard[-1].text) == ("a-3", "Mer")


def test_tab_in_the_last_column_goes_on_to_the_next_block(form: SheetForm) -> None:
    form.begin()
    press("Tab")
    press("Tab")
    text = form.entries["t"]
    assert isinstance(text, TextsEntry)
    assert QApplication.focusWidget() is text.fields[""]


def test_backspace_in_an_empty_line_goes_back_to_the_one_above(form: SheetForm) -> None:
    form.begin()
    type_text("Tid\n")
    press("Backspace")
    type_text("lig")
    assert points(form).columns[0].lines[1].text() == "Tidlig"


def test_a_pasted_list_is_a_point_for_each_line(form: SheetForm) -> None:
    heard = told(form)
    form.begin()
    line = points(form).columns[0].lines[1]
    data = QMimeData()
    data.setText("Tid\n\nRo\nPlass\n")
    line.insertFromMimeData(data)
    assert {one.point: one.text for one in heard} == {"a-1": "Tid", "a-2": "Ro", "a-3": "Plass"}


def test_what_is_stored_is_shown_and_what_is_typed_is_left_alone(form: SheetForm) -> None:
    form.begin()
    type_text("Ti")
    form.show_answers(
        [Filled("k", "a-1", "Gammelt"), Filled("k", "a-2", "Ro"), Filled("t", "", "Vi så")],
        lambda block, point: (block, point) == ("k", "a-1"),
    )
    lines = points(form).columns[0].lines
    assert [lines[number].text() for number in sorted(lines)] == ["Ti", "Ro", ""]
    assert QApplication.focusWidget() is lines[1]
    form.show_answers([Filled("k", "a-1", "Ti")])
    assert [line.text() for _number, line in sorted(points(form).columns[0].lines.items())] == ["Ti", ""]


def test_ticks_levels_and_shares_say_what_was_chosen(form: SheetForm) -> None:
    heard = told(form)
    ticks, scale, share = form.entries["x"], form.entries["v"], form.entries["f"]
    assert isinstance(ticks, TicksEntry)
    assert isinstance(scale, ScaleEntry)
    assert isinstance(share, ShareEntry)
    ticks.boxes["p"].setFocus()
    press("Space")
    assert heard[-1] == Filled("x", "p", ticked=True)
    type_text("Fra i høst", ticks.remarks["p"])
    assert heard[-1] == Filled("x", "p", "Fra i høst", ticked=True)
    buttons = scale.choices["z"].buttons
    buttons["n1"].setFocus()
    QTest.keyClick(buttons["n1"], Qt.Key.Key_2)
    assert heard[-1] == Filled("v", "z", level="n2")
    QTest.keyClick(buttons["n1"], Qt.Key.Key_0)
    assert heard[-1] == Filled("v", "z")
    buttons["n3"].click()
    assert heard[-1].level == "n3"
    buttons["n3"].click()
    assert heard[-1].level == ""
    share.boxes["m"].setValue(90)
    assert heard[-1] == Filled("f", "m", number=90)
    assert "Skal bli 100" in share.sum.text()
    share.boxes["n"].setValue(10)
    assert "Skal bli" not in share.sum.text()


def test_showing_what_is_stored_says_nothing(form: SheetForm) -> None:
    heard = told(form)
    said = [
        Filled("k", "a-1", "Tid"), Filled("k", "b-12", "Ferie"), Filled("t", "", "Fortalt"), Filled("s", "to", "Så"),
        Filled("x", "q", "Snart", ticked=True), Filled("v", "z", "Fordi", level="n1"), Filled("f", "m", number=40),
        Filled("u", "what", "Prøve"), Filled("u", "voice", "I planen"),
    ]  # fmt: skip
    form.show_answers(said)
    assert heard == []
    form.show_answers([])
    assert heard == []


def test_every_stop_has_a_name_and_is_reached(form: SheetForm) -> None:
    assert nameless(form) == []
    assert unreachable(form) == []


@pytest.mark.parametrize("shown", every(2, shipped.sheets()), ids=lambda one: one.id)
def test_every_shipped_sheet_can_be_filled_in_and_only_looked_at(qtbot: QtBot, shown: SheetDefinition) -> None:
    form, seen = SheetForm(shown), SheetForm(shown, read_only=True)
    for one in (form, seen):
        qtbot.addWidget(one)
        one.resize(620, 800)
        one.show()
    assert set(form.entries) == {block.id for block in shown.blocks if block.kind is not BlockKind.CARD}
    assert nameless(form) == []
    form.begin()
    assert not form.entries or form.focusWidget() is not None
