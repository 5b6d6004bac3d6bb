"""«Anonym nok?» in the windows: a wavy line while one types, and the sheet where each place is used, kept or edited."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date

import pytest
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

from nettverk.services import gatherings, participants, plan, reflections
from nettverk.services.groups import groupings
from nettverk.services.register import register
from nettverk.services.templates import template
from nettverk.storage.store import Store
from nettverk.ui.common.workspace import Workspace
from nettverk.ui.common.writing import Writing
from nettverk.ui.reflect.room import ReflectRoom
from tests.helpers.typing import press, type_text
from tests.helpers.waiting import until


@pytest.fixture
def held(store: Store) -> str:
    network = register.add_network(store, "0–6").made
    unit = register.add_unit(store, "Lund barnehage").made
    made = gatherings.make(store, template("kristiansand"), network_id=network, held_on=date(2026, 11, 24)).made
    participants.add_new(store, made, "Zyxla", "Kvervelkvist", unit)
    for number in range(7):
        participants.add_new(store, made, f"Navn{number}", "Etternavn", unit)
    part = next(part.id for part in plan.parts(store, made) if part.kind == "across")
    groupings.build(store, part, tables=2, iterations=5)
    return made


@pytest.fixture
def room(qtbot: QtBot, workspace: Workspace, held: str) -> Iterator[ReflectRoom]:
    workspace.open_gathering(held)
    workspace.lane.wait()
    shown = ReflectRoom(workspace)
    shown.resize(1100, 760)
    shown.show()
    shown.activateWindow()
    qtbot.waitExposed(shown)
    shown.setFocus()
    until(lambda: bool(shown.pages._fields), "fields to type in")
    yield shown
    shown.autosave.flush()
    workspace.lane.wait()
    shown.close()
    shown.deleteLater()


def field(room: ReflectRoom) -> Writing:
    return next(iter(room.pages._fields.values())).edit


def underlined(room: ReflectRoom) -> list[str]:
    edit = field(room)
    return [edit.text()[place.start : place.end] for place in edit.underlined]


def typed(room: ReflectRoom, text: str) -> None:
    field(room).setFocus()
    type_text(text, field(room))


def opened(room: ReflectRoom) -> None:
    press("Ctrl+Shift+A", room)
    until(room.anonymity.sheet.isVisible, "the sheet")


def stored(room: ReflectRoom) -> str:
    texts: list[str] = []
    here = room.known.gathering_id
    room.workspace.lane.ask(lambda store: reflections.sheets(store, here)[0].text, texts.append)
    room.workspace.lane.wait()
    QApplication.processEvents()
    return texts[0]


def test_a_wavy_line_comes_under_what_may_tell_who_somebody_is(room: ReflectRoom) -> None:
    typed(room, "Det sa Fatima.\nBarn leker.\n😀 Zyxla var enig.")
    until(lambda: underlined(room) == ["Fatima", "Zyxla"], "the names underlined")
    edit = field(room)
    assert "Fatima" in edit.accessibleDescription()
    assert "samlingen" in edit.underlined[1].tip  # she takes part
    drawn = [selection.cursor.selectedText() for selection in edit.extraSelections()]
    assert drawn == ["Fatima", "Zyxla"]
    assert edit.text().startswith("Det sa Fatima.")  # nothing is changed, and nothing is stopped
    edit.setPlainText("Barn leker.")
    until(lambda: underlined(room) == [], "the lines gone")
    assert edit.accessibleDescription() == ""


def test_each_place_is_used_kept_or_edited_by_keys_and_taken_back(room: ReflectRoom) -> None:
    typed(room, "Det sa Fatima.\nVi leste om Ola.\nRing 91234567.")
    opened(room)
    sheet = room.anonymity.sheet
    assert [one.finding.text for one in sheet.found] == ["Fatima", "Ola", "91234567"]
    assert QApplication.focusWidget() is sheet.places
    assert room.anonymity.text().endswith("3")
    press("Return", sheet.places)
    until(lambda: len(sheet.found) == 2, "the first one used")
    assert stored(room) == "Det sa en medarbeider.\nVi leste om Ola.\nRing 91234567."
    until(lambda: field(room).text() == stored(room), "the field shows it")
    press("K", sheet.places)
    until(lambda: [one.finding.text for one in sheet.found] == ["91234567"], "the second one kept")
    assert "Vi leste om Ola." in stored(room)
    press("E", sheet.places)
    assert QApplication.focusWidget() is sheet.line
    sheet.line.setPlainText("Ring sentralbordet.")
    press("Return", sheet.line)
    until(lambda: sheet.found == (), "the third one edited")
    assert stored(room).endswith("Ring sentralbordet.")
    for left in (["91234567"], ["Ola", "91234567"], ["Fatima", "Ola", "91234567"]):
        room.workspace.lane.undo()
        until(lambda left=left: [one.finding.text for one in sheet.found] == left, f"taken back to {left}")  # type: ignore[misc]
    assert stored(room).startswith("Det sa Fatima.")


def test_what_is_kept_is_no_longer_underlined(room: ReflectRoom) -> None:
    typed(room, "Vi leste om Ola.")
    until(lambda: underlined(room) == ["Ola"], "the name underlined")
    opened(room)
    press("K", room.anonymity.sheet.places)
    until(lambda: underlined(room) == [], "the line gone")
    press("Escape", room.anonymity.sheet)
    assert not room.anonymity.sheet.isVisible()


def test_nothing_to_look_at_is_said_too(room: ReflectRoom) -> None:
    typed(room, "Barn leker.")
    opened(room)
    sheet = room.anonymity.sheet
    assert sheet.found == ()
    assert "Ingenting å se på" in sheet.summary.text()
    assert not sheet.places.isVisible()
    assert not sheet.use_button.isVisible()
