"""Arbeidsmåter: found from the part, chosen by Enter, one's own written as one types."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date

import pytest
from PySide6.QtWidgets import QLineEdit, QPlainTextEdit
from pytestqt.qtbot import QtBot

from nettverk.services import gatherings, methods, plan
from nettverk.services.register import register
from nettverk.services.templates import template
from nettverk.storage.store import Store
from nettverk.ui.common.workspace import Workspace
from nettverk.ui.plan.methods_sheet import MethodsSheet
from nettverk.ui.plan.room import PlanRoom
from tests.helpers.typing import press, type_text


@pytest.fixture
def room(qtbot: QtBot, workspace: Workspace, store: Store) -> Iterator[PlanRoom]:
    network = register.add_network(store, "0–6").made
    made = gatherings.make(store, template("kristiansand"), network_id=network, held_on=date(2026, 11, 24)).made
    workspace.open_gathering(made)
    workspace.lane.wait()
    room = PlanRoom(workspace)
    room.resize(1180, 720)
    room.show()
    settled(room)
    yield room
    room.side.part_fields.flush()
    settled(room)
    room.close()
    room.deleteLater()


def settled(room: PlanRoom) -> None:
    for _turn in range(3):
        room.workspace.lane.wait()


def opened(room: PlanRoom) -> MethodsSheet:
    room.side.part_fields.methods_button.click()
    settled(room)
    assert room.methods.sheet is not None
    assert room.methods.sheet.isVisible()
    return room.methods.sheet


def the_parts(room: PlanRoom, store: Store) -> tuple[plan.Part, ...]:
    assert room.workspace.gathering is not None
    return plan.parts(store, room.workspace.gathering.id)


def words(sheet: MethodsSheet) -> list[str]:
    items = [sheet.list.item(row) for row in range(sheet.list.count())]
    return [item.text() for item in items if item is not None]


def test_a_method_is_chosen_for_the_part_with_the_keyboard(room: PlanRoom, store: Store) -> None:
    room.table.choose(the_parts(room, store)[1].id)
    sheet = opened(room)
    assert "Dialogkafé" in words(sheet)
    sheet.list.setCurrentRow(words(sheet).index("Dialogkafé"))
    press("Return", sheet.list)
    settled(room)
    assert sheet.isHidden()
    chosen = the_parts(room, store)[1].method
    assert chosen is not None
    assert chosen.id == "dialogue_cafe"
    assert room.side.part_fields.method.currentText() == "Dialogkafé"
    room.workspace.lane.undo()
    settled(room)
    assert the_parts(room, store)[1].method is None


def test_ones_own_is_written_as_one_types_and_offered_for_the_part(room: PlanRoom, store: Store) -> None:
    sheet = opened(room)
    sheet.list.setCurrentRow(words(sheet).index("1-2-4-Alle"))
    sheet.copy.click()
    settled(room)
    assert words(sheet)[-1] == "1-2-4-Alle, vår egen · laget hos oss"
    name, steps = sheet.fields.input("name"), sheet.fields.input("steps")
    assert isinstance(name, QLineEdit)
    assert isinstance(steps, QPlainTextEdit)
    assert name.hasFocus()
    name.selectAll()
    type_text("Gå og snakk", name)
    steps.setFocus()
    steps.selectAll()
    type_text("5 Gå ut", steps)
    press("Return", steps)
    type_text("20 Snakk: én om gangen", steps)
    sheet.fields.flush()
    settled(room)
    (own,) = methods.own(store).values()
    assert own.name.here == "Gå og snakk"
    assert [(step.minutes, step.title.here, step.hint.here) for step in own.steps] == [
        (5, "Gå ut", ""), (20, "Snakk", "én om gangen"),
    ]  # fmt: skip
    assert room.side.part_fields.method.findText("Gå og snakk") > 0


def test_esc_keeps_what_was_typed(room: PlanRoom, store: Store) -> None:
    sheet = opened(room)
    sheet.copy.click()
    settled(room)
    name = sheet.fields.input("name")
    assert isinstance(name, QLineEdit)
    name.selectAll()
    type_text("Vår måte", name)
    press("Escape", name)
    settled(room)
    assert sheet.isHidden()
    assert [method.name.here for method in methods.own(store).values()] == ["Vår måte"]


def test_ones_own_can_be_removed_and_taken_back(room: PlanRoom, store: Store) -> None:
    sheet = opened(room)
    assert sheet.away.isHidden()  # what ships stays
    sheet.copy.click()
    settled(room)
    assert not sheet.away.isHidden()
    sheet.away.click()
    settled(room)
    assert not methods.own(store)
    assert not any("laget hos oss" in text for text in words(sheet))
    room.workspace.lane.undo()
    settled(room)
    assert len(methods.own(store)) == 1


def test_a_name_that_is_taken_away_is_refused_in_words(room: PlanRoom, store: Store) -> None:
    said: list[str] = []
    room.workspace.said.connect(lambda text, *_more: said.append(text))
    sheet = opened(room)
    sheet.copy.click()
    settled(room)
    name = sheet.fields.input("name")
    assert isinstance(name, QLineEdit)
    name.clear()
    sheet.fields.flush()
    settled(room)
    assert any("mangler" in text for text in said)
    assert all(method.name.here for method in methods.own(store).values())
