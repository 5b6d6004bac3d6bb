"""Registeret: search, open, put right, merge, and who is missing."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import suppress
from datetime import timedelta

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QAbstractButton, QApplication, QLabel
from pytestqt.qtbot import QtBot

from nettverk.domain.errors import BadInput
from nettverk.domain.participants import Attendance
from nettverk.domain.rooms import RoomKey
from nettverk.services import gatherings, participants
from nettverk.services.register import register
from nettverk.services.templates import template
from nettverk.storage.store import Store
from nettverk.ui.common.ask import Ask
from nettverk.ui.common.workspace import Workspace
from nettverk.ui.people.listing import Listing
from nettverk.ui.people.merge_sheet import MergeSheet
from nettverk.ui.people.register_page import RegisterPart
from nettverk.ui.people.register_sheets import PersonCard, UnitCard
from nettverk.ui.people.room import PeopleRoom, View
from tests.helpers.clock import TODAY
from tests.helpers.shells import open_shell, settle


@pytest.fixture
def room(qtbot: QtBot, workspace: Workspace, store: Store) -> Iterator[PeopleRoom]:
    network = register.add_network(store, "0–6").made
    register.set_network_services(store, network, ("kindergarten", "ppt"), ())
    lund = register.add_unit(store, "Lund barnehage").made
    register.add_unit(store, "Lunde barnehage")
    day = TODAY - timedelta(days=30)
    here = gatherings.make(store, template("short"), network_id=network, held_on=day).made
    participants.add_new(store, here, "Kari", "Moen", lund, role="styrer")
    participants.add_new(store, here, "Kari", "Moen", register.add_unit(store, "Myra barnehage").made)
    participants.add_new(store, here, "Áilu", "Gaup", lund)
    # Only a gathering whose attendance was taken says who is missing.
    for person in participants.all_(store, here):
        participants.mark(store, person.id, Attendance.PRESENT)
    workspace.open_gathering(here)
    workspace.lane.wait()
    shown = PeopleRoom(workspace)
    shown.resize(1280, 720)
    shown.show()
    shown.show_view(View.REGISTER)
    settled(shown)
    yield shown
    settled(shown)
    shown.close()
    shown.deleteLater()


def settled(room: PeopleRoom) -> None:
    for _turn in range(3):
        room.workspace.lane.wait()


def test_everyone_is_listed_and_found(room: PeopleRoom) -> None:
    page = room.register
    assert [cells[0] for cells in page.people.shown()] == ["Gaup, Áilu", "Moen, Kari", "Moen, Kari"]
    page.search.setText("ailu")
    assert [cells[0] for cells in page.people.shown()] == ["Gaup, Áilu"]


def test_two_who_are_one_are_offered_and_merged_and_parted_again(room: PeopleRoom) -> None:
    page = room.register
    assert "Kari Moen, Lund barnehage" in page.alike.text()
    page.merge_chosen()
    settled(room)
    sheet = page._sheet
    assert isinstance(sheet, MergeSheet)
    assert "én deltaker" in sheet.consequences.text()
    sheet.merge()
    settled(room)
    assert len(page.people.shown()) == 2
    room.workspace.lane.undo()
    settled(room)
    assert len(page.people.shown()) == 3


def test_a_person_shows_where_they_have_been_and_is_put_right(room: PeopleRoom) -> None:
    page = room.register
    assert page.known is not None
    page.open_person(page.known.people[0].id)
    settled(room)
    card = page._sheet
    assert isinstance(card, PersonCard)
    assert any("1 samling" in label.text() for label in card.findChildren(QLabel))
    card.fields.input("role").setText("rådgiver")  # type: ignore[attr-defined]
    card.close_sheet()
    settled(room)
    assert page.people.shown()[0][2] == "rådgiver"


def test_a_renamed_unit_remembers_its_old_name(qtbot: QtBot, room: PeopleRoom, store: Store) -> None:
    page = room.register
    page.show_part("units")
    assert page.known is not None
    unit = next(one for one in page.known.units if one.name == "Myra barnehage")
    page.units.choose([unit.id])
    qtbot.keyClick(page.units, Qt.Key.Key_Return)
    settled(room)
    card = page._sheet
    assert isinstance(card, UnitCard)
    card.fields.input("name").setText("Myra og Sola barnehage")  # type: ignore[attr-defined]
    card.close_sheet()
    settled(room)
    assert "Myra og Sola barnehage" in [cells[0] for cells in page.units.shown()]
    page.open_unit(unit.id)
    settled(room)
    assert any("myra barnehage" in label.text() for label in page._sheet.findChildren(QLabel))  # type: ignore[union-attr]


def test_a_unit_with_people_is_not_removed_and_the_reason_is_said(qtbot: QtBot, room: PeopleRoom) -> None:
    said: list[str] = []
    room.workspace.said.connect(lambda text, _action, _run: said.append(text))
    page = room.register
    page.show_part("units")
    assert page.known is not None
    page.units.choose([next(one.id for one in page.known.units if one.people)])
    qtbot.keyClick(page.units, Qt.Key.Key_Delete)
    settled(room)
    assert "Slå den heller sammen" in said[-1]
    assert len(page.units.shown()) == 3


def test_exactly_those_chosen_are_merged_into_the_unit_most_are_from(room: PeopleRoom) -> None:
    page = room.register
    page.show_part("units")
    assert page.known is not None
    page.units.choose([unit.id for unit in page.known.units])
    page.merge_chosen()
    settled(room)
    sheet = page._sheet
    assert isinstance(sheet, MergeSheet)
    assert [choice.text() for choice in sheet.choices] == [
        "Lund barnehage (2)",
        "Myra barnehage (1)",
        "Lunde barnehage (0)",
    ]
    assert "Áilu Gaup" in sheet.consequences.text()
    sheet.merge()
    settled(room)
    assert [cells[0] for cells in page.units.shown()] == ["Lund barnehage"]
    room.workspace.lane.undo()
    settled(room)
    assert len(page.units.shown()) == 3


def test_not_the_same_is_remembered(room: PeopleRoom) -> None:
    page = room.register
    page.show_part("units")
    assert "Lunde barnehage" in page.alike.text()
    page.merge_chosen()
    settled(room)
    sheet = page._sheet
    assert isinstance(sheet, MergeSheet)
    sheet.tell_apart()
    settled(room)
    page.refresh()
    settled(room)
    assert "Lunde barnehage" not in page.alike.text()


def test_the_network_says_who_is_missing(room: PeopleRoom) -> None:
    page = room.register
    page.show_part("networks")
    settled(room)
    text = " ".join(label.text() for label in page.networks.findChildren(QLabel))
    assert "Ingen har kommet fra PPT." in text
    assert "Ikke representert: Lunde barnehage." in text


def test_a_role_is_taken_from_the_suggestions_and_renamed_by_the_keyboard(qtbot: QtBot, room: PeopleRoom) -> None:
    page = room.register
    page.show_part("networks")
    settled(room)

    def button(name: str) -> QAbstractButton:
        return next(
            one for one in page.networks.findChildren(QAbstractButton) if name in {one.accessibleName(), one.text()}
        )

    button("Legg til styrer i lista").click()
    settled(room)
    button("Gi styrer nytt navn").click()
    sheet = room.findChild(Ask)
    assert sheet is not None
    sheet.line.setText("Enhetsleder")
    qtbot.keyClick(sheet, Qt.Key.Key_Return)
    settled(room)
    assert ("Moen, Kari", "Lund barnehage", "Enhetsleder") in [cells[:3] for cells in page.people.shown()]
    assert "Enhetsleder (1)" in [label.text() for label in page.networks.findChildren(QLabel)]
    room.workspace.lane.undo()
    settled(room)
    assert "styrer (1)" in [label.text() for label in page.networks.findChildren(QLabel)]


def test_a_service_is_the_municipalitys_to_name(qtbot: QtBot, room: PeopleRoom) -> None:
    said: list[str] = []
    room.workspace.said.connect(lambda text, *_more: said.append(text))
    page = room.register
    page.show_part("networks")
    settled(room)
    named = {one.accessibleName(): one for one in page.networks.findChildren(QAbstractButton)}
    assert "Fjern PPT" in named
    assert not named["Fjern Utenfor tjenestene"].isVisibleTo(page.networks)
    named["Fjern Barnehage"].click()
    settled(room)
    assert any("hører til her" in text for text in said)
    named["Gi PPT nytt navn"].click()
    sheet = room.findChild(Ask)
    assert sheet is not None
    sheet.line.setText("Pedagogisk senter")
    qtbot.keyClick(sheet, Qt.Key.Key_Return)
    settled(room)
    text = " ".join(label.text() for label in page.networks.findChildren(QLabel))
    assert "Ingen har kommet fra Pedagogisk senter." in text


def test_a_new_unit_is_named_in_a_sheet_and_an_empty_name_waits(qtbot: QtBot, room: PeopleRoom) -> None:
    page = room.register
    page.show_part("units")
    page.new_unit()
    sheet = room.findChild(Ask)
    assert sheet is not None
    qtbot.keyClick(sheet, Qt.Key.Key_Return)
    assert sheet.isVisible()
    sheet.line.setText("Havnes skole")
    qtbot.keyClick(sheet, Qt.Key.Key_Return)
    settled(room)
    assert ("Havnes skole", "Skole") in [cells[:2] for cells in page.units.shown()]


def test_which_name_stays_is_not_forgotten_by_escape(room: PeopleRoom) -> None:
    said: list[str] = []
    room.workspace.say = lambda sentence, *_rest: said.append(sentence)  # type: ignore[method-assign]
    room.register.merge_chosen()
    settled(room)
    sheet = room.register._sheet
    assert isinstance(sheet, MergeSheet)
    sheet.close_sheet()
    assert said == []
    sheet.open()
    sheet.second.setChecked(True)
    sheet.close_sheet()
    assert said == ["Det du valgte, er tatt vare på."]
    sheet.open()
    assert sheet.second.isChecked()
    sheet.merge()
    assert len(said) == 1 or said[1] == "«Kari Moen» og «Kari Moen» er slått sammen."
    settled(room)


def test_twenty_merges_in_a_row_take_twenty_keys(room: PeopleRoom, qtbot: QtBot) -> None:
    names = [
        "Furulia",
        "Myra",
        "Lia",
        "Havna",
        "Bjørka",
        "Solbakken",
        "Kringsjå",
        "Gimle",
        "Grim",
        "Justvik",
        "Hellemyr",
        "Strai",
        "Torridal",
        "Mosby",
        "Tveit",
        "Flekkerøy",
        "Hånes",
        "Randesund",
        "Søm",
        "Fiskå",
    ]

    def twice(store: Store) -> None:
        for name in names:
            # «Myra barnehage» is there already, so its other spelling makes the pair.
            for spelling in (f"{name} barnehage", name):
                with suppress(BadInput):
                    register.add_unit(store, spelling, service_id="kindergarten")

    page = room.register
    room.workspace.lane.ask(twice, lambda _none: None, room)
    settled(room)
    page.which.choose(RegisterPart.UNITS)
    page.refresh()
    settled(room)
    qtbot.waitUntil(lambda: len(page.pairs.units) >= 20)
    before = len(page.pairs.units)
    page.merge_chosen()
    settled(room)
    for _turn in range(20):
        sheet = page._sheet
        assert isinstance(sheet, MergeSheet)
        assert sheet.isVisibleTo(room)
        qtbot.keyClick(QApplication.focusWidget() or sheet, Qt.Key.Key_Return)
        settled(room)
    qtbot.waitUntil(lambda: len(page.pairs.units) <= before - 20)
    left = {cells[0] for cells in page.units.shown()}
    assert sum(name in left or f"{name} barnehage" in left for name in names) == 20
    assert len(left & ({*names} | {f"{name} barnehage" for name in names})) == 20


@pytest.mark.drawn
def test_names_are_read_in_large_text_on_a_small_screen(sample_workspace: Workspace) -> None:
    with open_shell(sample_workspace, (1280, 720)) as shell:
        shell.appearance.choose_scale(1.5)
        shell.go(RoomKey.PEOPLE)
        room = shell.stack.room(RoomKey.PEOPLE)
        assert isinstance(room, PeopleRoom)
        room.show_view(View.REGISTER)
        settle(sample_workspace)
        listing = next(one for one in room.findChildren(Listing) if one.isVisible())
        letters = listing.columnWidth(0) / listing.fontMetrics().averageCharWidth()
        shell.appearance.choose_scale(1.0)
    assert letters >= 18
