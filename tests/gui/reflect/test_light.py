"""The traffic light's window: passed round with mouse and keys, counted up from paper, shown and talked about."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date
from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QApplication, QWidget
from pytestqt.qtbot import QtBot

from nettverk.domain.goals import Goal
from nettverk.domain.manual.pages import ManualPage
from nettverk.domain.sheets.answers import Respondent, SheetAnswer
from nettverk.domain.sheets.definition import Who
from nettverk.domain.sheets.traffic_light import Light
from nettverk.services import gatherings, goals, plan
from nettverk.services.manual import manual
from nettverk.services.register import register
from nettverk.services.sheets import answers, traffic_light, uses
from nettverk.services.templates import template
from nettverk.storage.store import Store
from nettverk.ui.common.arrivals import RunLight
from nettverk.ui.common.manual_sheet import ManualSheet
from nettverk.ui.common.workspace import Workspace
from nettverk.ui.reflect.light.window import DIFFERENCE, OWN, PASS, SINCE, TALLY, LightWindow
from nettverk.ui.reflect.room import ReflectRoom
from tests.helpers.access import clipped, nameless, unreachable
from tests.helpers.typing import press, type_text


@pytest.fixture
def use_id(store: Store) -> str:
    """A gathering where the traffic light is used in a part."""
    network = register.add_network(store, "0–6").made
    made = gatherings.make(store, template("kristiansand"), network_id=network, held_on=date(2026, 11, 24)).made
    part = next(part.id for part in plan.parts(store, made) if part.kind == "across")
    return uses.use_in_part(store, "trafikklys-a", part).made


@pytest.fixture
def room(qtbot: QtBot, workspace: Workspace, store: Store, use_id: str) -> Iterator[ReflectRoom]:
    workspace.open_gathering(store.value("SELECT gathering_id FROM sheet_uses WHERE id = ?", use_id))
    workspace.lane.wait()
    shown = ReflectRoom(workspace)
    shown.resize(1280, 800)
    shown.show()
    settled(shown)
    yield shown
    shown.light.close()
    shown.light.deleteLater()
    settled(shown)
    shown.close()
    shown.deleteLater()


def settled(room: ReflectRoom) -> None:
    for _turn in range(4):
        room.workspace.lane.wait()
        QApplication.processEvents()


def opened(qtbot: QtBot, room: ReflectRoom, page: str = "") -> LightWindow:
    room.arrive(RunLight())
    settled(room)
    qtbot.waitExposed(room.light)
    if page:
        room.light.show_page(page)
        settled(room)
    return room.light


def stands(room: ReflectRoom, use_id: str) -> Light:
    room.autosave.flush()
    settled(room)
    kept: list[Light | None] = []
    room.workspace.lane.ask(lambda store: traffic_light.state(store, use_id), kept.append)
    settled(room)
    assert kept[0] is not None
    return kept[0]


def type_on(widget: QWidget, letters: str) -> None:
    for letter in letters:
        press({"\n": "Return", "\b": "Backspace"}.get(letter, letter), widget)


def test_passed_round_by_keys_until_all_are_done(qtbot: QtBot, room: ReflectRoom, use_id: str) -> None:
    light = opened(qtbot, room)
    assert light.tabs.value() == PASS
    light.passing.start.count.setValue(2)
    settled(room)
    qtbot.mouseClick(light.passing.start.begin, Qt.MouseButton.LeftButton)
    settled(room)
    # Whoever sits with the laptop sees their own signs, and a count of the others.
    assert not light.tabs.isVisible()
    assert light.passing.sign.name.text() == "Nr. 1"
    assert light.passing.sign.progress.text() == "0 av 2 er ferdige"
    type_on(light.passing.sign, "1" * 11)
    assert light.passing.currentWidget() is light.passing.last
    press("Return", light.passing.last)
    settled(room)
    assert light.passing.sign.name.text() == "Nr. 2"
    assert not any(key.isChecked() for key in light.passing.sign.levels.keys)
    assert not stands(room, use_id).revealed
    type_on(light.passing.sign, "3" * 11)
    assert light.passing.last.text.text() == "Da er alle ferdige. Gi PC-en tilbake."
    qtbot.mouseClick(light.passing.last.hand_on, Qt.MouseButton.LeftButton)
    settled(room)
    assert light.passing.currentWidget() is light.passing.start
    assert light.tabs.isVisible()
    now = stands(room, use_id)
    assert now.revealed
    assert {row.counts for row in now.signs} == {(1, 0, 1)}
    # What one has waited for comes first, and has the focus.
    start = light.passing.start
    assert start.see.isVisible()
    assert start.first is start.see
    assert not start.begin.isVisible()
    qtbot.mouseClick(start.one_more, Qt.MouseButton.LeftButton)
    settled(room)
    assert light.passing.sign.name.text() == "Nr. 3"
    light.passing.put_away()


def test_each_round_has_numbers_of_its_own(qtbot: QtBot, room: ReflectRoom, store: Store, use_id: str) -> None:
    """Pair 1 comes after two alone, and table 1 where papers were counted at table 5."""
    use = uses.get(store, use_id)
    assert use is not None
    block = use.sheet.blocks[0]
    counted = {block.levels[0].id: 4}
    table = Respondent(Who.TABLE, 5)
    answers.write(store, SheetAnswer(use_id, use.sheet.version, table, block.id, block.items[0].id, counts=counted))
    light = opened(qtbot, room)
    light.passing.start.count.setValue(1)
    settled(room)
    qtbot.mouseClick(light.passing.start.begin, Qt.MouseButton.LeftButton)
    settled(room)
    type_on(light.passing.sign, "1" * 11)
    press("Return", light.passing.last)
    settled(room)
    for round_, name in (("1", "Par 1"), ("2", "Bord 1")):
        light.passing.start.rounds.choose(round_)
        light.passing.start.rounds.chosen.emit(round_)
        settled(room)
        light.passing.begin()
        settled(room)
        assert light.passing.sign.name.text() == name
        light.passing.put_away()
        settled(room)


def test_a_click_is_seen_before_the_next_sign_comes_and_a_double_click_answers_one(
    qtbot: QtBot, room: ReflectRoom, use_id: str
) -> None:
    light = opened(qtbot, room, PASS)
    light.passing.begin()
    key = light.passing.sign.levels.keys[1]
    qtbot.mouseClick(key, Qt.MouseButton.LeftButton)
    qtbot.mouseClick(key, Qt.MouseButton.LeftButton)
    assert key.isChecked()
    first = light.passing.sign.sign.text()
    qtbot.waitUntil(lambda: light.passing.sign.sign.text() != first)
    light.passing.put_away()
    assert sum(sum(row.counts) for row in stands(room, use_id).signs) == 1


def test_what_was_chosen_is_there_after_a_crash_and_the_same_number_goes_on(
    qtbot: QtBot, room: ReflectRoom, use_id: str
) -> None:
    light = opened(qtbot, room, PASS)
    light.passing.begin()
    type_on(light.passing.sign, "123")
    settled(room)
    # The program stops here; what is read next is what lies in the file.
    light.passing.who = None
    light.open_for(use_id, PASS)
    settled(room)
    assert light.passing.start.begin.text() == "Fortsett med nr. 1"
    light.passing.begin()
    assert light.passing.sign.where.text() == "Tegn 4 av 11"
    press("Left", light.passing.sign)
    assert light.passing.sign.levels.keys[2].isChecked()
    light.passing.put_away()


def test_the_keypad_counts_says_what_is_missing_and_takes_back(qtbot: QtBot, room: ReflectRoom, use_id: str) -> None:
    light = opened(qtbot, room, TALLY)
    light.keypad.papers.setValue(4)
    type_on(light.keypad, "1123")
    assert light.keypad.sum.text() == "4 av 4: alle er med"
    type_on(light.keypad, "3")
    assert light.keypad.sum.text() == "5 av 4: 1 for mange"
    type_on(light.keypad, "\b")
    press("Return", light.keypad)
    type_on(light.keypad, "2\b\b")  # the second takes back on the sign before, and goes there
    settled(room)
    assert light.keypad.sum.text() == "3 av 4"
    now = stands(room, use_id)
    assert [row.counts for row in now.signs[:2]] == [(2, 1, 0), (0, 0, 0)]


def test_shown_talked_about_and_made_a_paper(qtbot: QtBot, room: ReflectRoom, use_id: str, tmp_path: Path) -> None:
    light = opened(qtbot, room, TALLY)
    type_on(light.keypad, "11\n13\n")
    settled(room)
    light.show_page(DIFFERENCE)
    settled(room)
    assert light.difference.signs.isHidden() or not light.difference.signs.isVisible()
    qtbot.mouseClick(light.difference.reveal, Qt.MouseButton.LeftButton)
    settled(room)
    assert light.difference.signs.count() == 2
    light.difference.signs.setCurrentRow(0)
    settled(room)
    light.difference.boxes[2].click()
    light.difference.texts[2].setFocus()
    type_text("Vi tenkte ulikt.", light.difference.texts[2])
    now = stands(room, use_id)
    assert now.opened is not None
    assert (now.opened.counts, now.stage.asked) == ((1, 0, 1), 3)
    assert now.opened.said[2] == "Vi tenkte ulikt."
    # Another sign has answers of its own.
    light.difference.signs.setCurrentRow(1)
    settled(room)
    assert light.difference.texts[2].text() == ""
    light.difference.goal.click()
    settled(room)
    set_: list[Goal] = []
    room.workspace.lane.ask(goals.all_, set_.extend)
    settled(room)
    (goal,) = set_
    assert goal.text == light.difference.sign.text()
    assert goal.origin is not None
    assert goal.origin.where == light.name.text()
    light.save_to(tmp_path / "lys.pdf")
    settled(room)
    assert (tmp_path / "lys.pdf").read_bytes().startswith(b"%PDF")


def test_every_page_has_names_can_be_reached_and_cuts_nothing(qtbot: QtBot, room: ReflectRoom) -> None:
    light = opened(qtbot, room)
    for page in (PASS, TALLY, DIFFERENCE, SINCE, OWN):
        light.show_page(page)
        settled(room)
        assert nameless(light) == [], page
        assert unreachable(light) == [], page
        assert clipped(light) == [], page
    light.own.new.setText("Vi ringer først")
    light.own.add.click()
    settled(room)
    assert [light.own.signs.item(at).data(Qt.ItemDataRole.AccessibleTextRole) for at in range(1)] == [
        "Vi ringer først. alle vurderer det"
    ]


def test_f1_opens_its_page_of_the_manual_over_the_window(qtbot: QtBot, room: ReflectRoom) -> None:
    light = opened(qtbot, room)
    press("F1", light)
    settled(room)
    (sheet,) = light.findChildren(ManualSheet)
    assert sheet.isVisible()
    assert sheet.title_shown == manual.title(ManualPage.TRAFFIC_LIGHT)
    assert not sheet.keys.isVisible(), "what leads elsewhere in the main window is not offered here"
    press("Esc", sheet)
    assert not sheet.isVisible()
    assert light.isVisible(), "Escape put the manual away, and not the window under it"
