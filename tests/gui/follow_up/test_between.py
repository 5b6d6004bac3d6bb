"""Mellom samlingene in Veien videre: the log is typed, pairs are suggested and agreed, a reminder is copied."""

from __future__ import annotations

from collections.abc import Iterator

import pytest
from PySide6.QtGui import QGuiApplication
from pytestqt.qtbot import QtBot

from nettverk.domain.between import CycleStep, Pairing, PairKind
from nettverk.services import between, pairings
from nettverk.storage.store import Store
from nettverk.ui.common.workspace import Workspace
from nettverk.ui.follow_up.between_sheet import BetweenSheet, Period
from nettverk.ui.follow_up.room import FollowUpRoom
from tests.gui.follow_up.test_room import held, settled, units
from tests.helpers.typing import type_text

__all__ = ["held", "units"]
LUND = "Lund barnehage"


@pytest.fixture
def room(qtbot: QtBot, store: Store, workspace: Workspace, held: str, units: dict[str, str]) -> Iterator[FollowUpRoom]:
    last = between.last(store, held)
    between.write_step(store, last, units[LUND], "planla", text="Faste grupper", when="uke 41")
    pairings.add(store, last, PairKind.OBSERVE, units[LUND], units["PPT"])
    workspace.open_gathering(held)
    workspace.lane.wait()
    shown = FollowUpRoom(workspace)
    shown.resize(1200, 800)
    shown.show()
    shown.activateWindow()
    qtbot.waitExposed(shown)
    settled(shown)
    shown.show_unit(units[LUND])
    yield shown
    shown.autosave.flush()
    settled(shown)
    shown.close()
    shown.deleteLater()


def opened(room: FollowUpRoom) -> BetweenSheet:
    room.unit_page.between.button.click()
    settled(room)
    assert room.between is not None
    return room.between


def agreed(room: FollowUpRoom) -> list[Pairing]:
    here = room.known.gathering_id
    found: list[Pairing] = []
    room.workspace.lane.ask(lambda store: pairings.of_gathering(store, here), found.extend)
    settled(room)
    return found


def test_the_log_is_handed_out_and_typed(room: FollowUpRoom, units: dict[str, str]) -> None:
    sheet = opened(room)
    assert sheet.fields == {}
    sheet.ask_button.click()
    settled(room)
    assert len(sheet.fields) == 8
    field = sheet.fields[between.STEPS, "provde"]
    field.setFocus()
    type_text("Prøvde ute", field)
    type_text("uke 48", sheet.fields[between.WHEN, "provde"])
    room.autosave.flush()
    settled(room)
    here = room.known.gathering_id
    found: list[CycleStep] = []
    room.workspace.lane.ask(lambda store: between.steps_of(store, here, units[LUND]), found.extend)
    settled(room)
    assert [(step.text, step.when) for step in found if step.done] == [("Prøvde ute", "uke 48")]
    assert "Vi prøvde ut (uke 48)" in room.unit_page.between.told.text()


def test_what_was_done_since_last_time_is_typed_at_this_gathering(room: FollowUpRoom, units: dict[str, str]) -> None:
    sheet = opened(room)
    sheet.period.choose(Period.SINCE)
    sheet.period.chosen.emit(Period.SINCE)
    settled(room)
    assert sheet.fields[between.STEPS, "planla"].text() == "Faste grupper"
    assert [card.pair.other_name for card in sheet.pairs.cards.values()] == ["PPT"]
    type_text("Ro", sheet.fields[between.STEPS, "tenkte"])
    room.autosave.flush()
    settled(room)
    here = room.known.gathering_id
    found: list[CycleStep] = []
    room.workspace.lane.ask(lambda store: between.steps_of(store, between.last(store, here), units[LUND]), found.extend)
    settled(room)
    assert [step.id for step in found if step.done] == ["planla", "tenkte"]


def test_pairs_are_suggested_and_nothing_is_agreed_before_one_says_so(
    room: FollowUpRoom, units: dict[str, str]
) -> None:
    sheet = opened(room)
    sheet.pairs.suggest_button.click()
    settled(room)
    assert sheet.pairs.suggested is not None
    (pair,) = sheet.pairs.suggested.pairs  # Lund has visited PPT before
    assert {pair.one_name, pair.other_name} != {LUND, "PPT"}
    assert agreed(room) == []
    sheet.pairs.set_busy(units["Fjæra barnehage"])
    settled(room)
    assert sheet.pairs.suggested.pairs == ()  # those who are left have visited each other
    sheet.pairs.forget()
    sheet.pairs.suggest_button.click()
    settled(room)
    sheet.pairs.use_button.click()
    settled(room)
    assert len(agreed(room)) == 1
    (card,) = sheet.pairs.cards.values()
    type_text("Garderoben", card.note)
    card.note.done.emit()
    settled(room)
    assert agreed(room)[0].note == "Garderoben"


def test_guidance_is_agreed_by_hand_and_a_reminder_is_copied(room: FollowUpRoom, units: dict[str, str]) -> None:
    sheet = opened(room)
    sheet.pairs.kind.choose(PairKind.GUIDE)
    sheet.pairs.one.setCurrentIndex(sheet.pairs.one.findData(units["PPT"]))
    sheet.pairs.other.setCurrentIndex(sheet.pairs.other.findData(units[LUND]))
    sheet.pairs.add_button.click()
    settled(room)
    assert [(pair.kind, pair.one_name) for pair in agreed(room)] == [(PairKind.GUIDE, "PPT")]
    assert "Får veiledning av PPT" in sheet.reminder.text()
    sheet.copy_button.click()
    assert QGuiApplication.clipboard().text() == sheet.reminder.text()
    assert "Får veiledning av PPT" in room.unit_page.between.told.text()
