"""Praksisbanken as a coordinator meets it: search as one types, see it whole, mark what worked, note who said yes."""

from __future__ import annotations

from collections.abc import Iterator

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

from nettverk.domain.rooms import RoomKey
from nettverk.services import good_practice
from nettverk.storage.store import Store
from nettverk.ui.bank.consent_sheet import ConsentSheet
from nettverk.ui.bank.room import BankRoom
from nettverk.ui.common.arrivals import Search, ShowHandout
from nettverk.ui.common.workspace import Workspace
from tests.helpers.typing import type_text
from tests.helpers.waiting import until

TEXT = Qt.ItemDataRole.AccessibleTextRole


@pytest.fixture
def room(qtbot: QtBot, sample_workspace: Workspace) -> Iterator[BankRoom]:
    shown = BankRoom(sample_workspace)
    shown.resize(1092, 740)
    shown.show()
    shown.activateWindow()
    qtbot.waitExposed(shown)
    settled(shown)
    yield shown
    settled(shown)
    shown.close()
    shown.deleteLater()


def settled(room: BankRoom) -> None:
    """Everything typed is asked for, and everything asked for is answered."""
    for _turn in range(3):
        room.workspace.lane.wait()
        QApplication.processEvents()
    until(lambda: not room.asker.reading and not room.filters._later.isActive())
    for _turn in range(2):
        room.workspace.lane.wait()
        QApplication.processEvents()


def typed(room: BankRoom, text: str) -> None:
    room.filters.search.clear()
    type_text(text, room.filters.search)
    settled(room)


def chosen(room: BankRoom, text: str) -> None:
    """Look for a text and go to the one that begins so."""
    typed(room, text)
    row = next(row for row, line in enumerate(lines(room)) if line.startswith(text))
    room.list.setCurrentIndex(room.model.index(row))
    settled(room)


def lines(room: BankRoom) -> list[str]:
    return [str(room.model.data(room.model.index(row), TEXT)) for row in range(room.model.rowCount())]


def test_the_newest_stand_there_before_one_types(room: BankRoom) -> None:
    assert room.model.rowCount() == 60
    assert "over" in room.state.text() or "treff" in room.state.text()
    assert room.filters.networks.count() == 3
    assert room.filters.years.count() >= 3


def test_search_as_one_types_and_the_hit_is_shown_whole(room: BankRoom) -> None:
    typed(room, "lekegruppene")
    assert any("Faste lekegrupper tirsdag" in line for line in lines(room))
    QTest.keyClick(room.filters.search, Qt.Key.Key_Down)
    assert room.list.hasFocus()
    row = next(row for row, line in enumerate(lines(room)) if "Faste lekegrupper tirsdag" in line)
    room.list.setCurrentIndex(room.model.index(row))
    settled(room)
    assert room.detail.text.text().startswith("Faste lekegrupper")
    assert "To nye vennepar" in room.detail.more.text()
    assert "Styrer sa ja" in room.detail.told.text()
    assert "God praksis" in lines(room)[row]


def test_nothing_found_says_what_to_do(room: BankRoom) -> None:
    typed(room, "finnesikke")
    assert "Fant ikke «finnesikke»" in room.nothing.text()
    room.all_button.click()
    settled(room)
    assert room.model.rowCount() == 60
    room.filters.which._buttons["good"].click()
    settled(room)
    assert room.model.rowCount() == 7


def test_filters_go_together(room: BankRoom) -> None:
    box = room.filters.kinds
    box.setCurrentIndex(box.findData("commitment"))
    box.activated.emit(box.currentIndex())
    typed(room, "ppt")
    assert lines(room)
    assert all("Tiltak" in line for line in lines(room))
    assert room.filters.clear_button.isVisible()
    room.filters.clear_button.click()
    settled(room)
    assert room.filters.search.text() == ""


def test_what_worked_is_marked_with_consent_and_taken_back(room: BankRoom, sample_store: Store) -> None:
    chosen(room, "Gå gjennom alle navnene")
    QTest.keyClick(room.list, Qt.Key.Key_M, Qt.KeyboardModifier.ControlModifier)
    settled(room)
    assert room.detail.unmark_button.isVisible()
    assert "før enheten har sagt ja" in room.detail.told.text()
    room.detail.consent_button.click()
    sheet = room.findChild(ConsentSheet)
    assert sheet is not None
    type_text("styrer", sheet.role)
    QTest.keyClick(sheet.role, Qt.Key.Key_Return)
    settled(room)
    assert "Bjørkelia barnehage" in room.detail.told.text()
    room.detail.wall.click()
    settled(room)
    marked = next(one for one in good_practice.all_(sample_store) if one.what.startswith("Gå gjennom"))
    assert (marked.on_wall, marked.consent is not None) == (True, True)
    room.detail.withdraw_button.click()
    settled(room)
    assert "før enheten har sagt ja" in room.detail.told.text()
    room.workspace.lane.undo()
    settled(room)
    assert "Bjørkelia barnehage" in room.detail.told.text()


def test_a_name_is_no_role(room: BankRoom, sample_store: Store) -> None:
    chosen(room, "Gå gjennom alle navnene")
    room.mark(True)
    settled(room)
    name = sample_store.one("SELECT given_name || ' ' || family_name AS name FROM people LIMIT 1")
    said: list[str] = []
    room.workspace.said.connect(lambda text, *_rest: said.append(text))
    room.ask_consent()
    sheet = room.findChild(ConsentSheet)
    assert sheet is not None
    sheet.role.setText(name["name"])
    sheet._done()
    settled(room)
    assert "rollen" in said[-1]
    assert sheet.isVisible()
    sheet.close_sheet()


def test_enter_goes_where_it_was_said(room: BankRoom) -> None:
    went: list[tuple[object, object]] = []
    room.workspace.went.connect(lambda key, arrival=None: went.append((key, arrival)))
    chosen(room, "Flytte frukten")
    room.go_there()
    settled(room)
    assert went[-1] == (RoomKey.FOLLOW_UP, Search("Linerla barnehage"))
    assert room.workspace.gathering is not None
    assert room.workspace.gathering.title != "Gode overganger"
    room.print_()
    assert isinstance(went[-1][1], ShowHandout)


def test_somebody_comes_with_words(room: BankRoom) -> None:
    room.arrive(Search("garderoben"))
    settled(room)
    assert room.filters.search.text() == "garderoben"
    assert lines(room)
    assert room.filters.search.hasFocus()


def test_what_is_typed_elsewhere_is_found_at_once(room: BankRoom, sample_store: Store) -> None:
    from nettverk.services import follow_up

    typed(room, "samtalekort")
    assert not lines(room)
    gathering = room.workspace.gathering
    assert gathering is not None
    unit = sample_store.value("SELECT id FROM units LIMIT 1")
    room.workspace.lane.change(
        lambda store: follow_up.promise(store, gathering.id, unit, what="Lage samtalekort"), None, room
    )
    settled(room)
    assert any("Lage samtalekort" in line for line in lines(room))


def test_an_empty_file_says_the_first_step(qtbot: QtBot, workspace: Workspace) -> None:
    shown = BankRoom(workspace)
    shown.show()
    settled(shown)
    assert shown._pages.currentIndex() == 1
    shown.close()
    shown.deleteLater()
