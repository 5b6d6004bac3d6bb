"""Deltakere as the organiser meets it: a list dropped in, a name put right, somebody taken off."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date
from pathlib import Path

import pytest
from PySide6.QtCore import QPoint, Qt
from PySide6.QtGui import QGuiApplication
from PySide6.QtWidgets import QApplication, QCheckBox, QComboBox, QLabel, QLineEdit, QMenu, QPushButton, QTableWidget
from pytestqt.qtbot import QtBot

from nettverk.domain.participants import Attendance
from nettverk.services import gatherings, participants
from nettverk.services.register import register
from nettverk.services.templates import template
from nettverk.storage.store import Store
from nettverk.ui.common.tables import NothingFound, is_cut
from nettverk.ui.common.workspace import Workspace
from nettverk.ui.people.answers_sheet import AnswersSheet
from nettverk.ui.people.bring_sheet import BringSheet
from nettverk.ui.people.model import NAME, STATUS
from nettverk.ui.people.participant_menu import PeopleDesk, show_menu
from nettverk.ui.people.person_sheet import ParticipantCard, PersonSheet
from nettverk.ui.people.room import PeopleRoom, paste_list
from tests.helpers.made_lists import made_lists

LIST = (
    "Påmelding;;\n;;\nNavn;Hvilken enhet/tjeneste kommer du fra?;E-post\n"
    "Kari Nordmann;Furulia bhg;kari@eksempel.no\nMáret Eira;FURULIA BARNEHAGE;maret@eksempel.no\n"
    "Per Myhre;Myhra barnehage;per@eksempel.no\nPer Myhre;Myhra barnehage;per.myhre@annen.no\n;PPT;tom@eksempel.no\n"
)


@pytest.fixture
def room(qtbot: QtBot, workspace: Workspace, store: Store) -> Iterator[PeopleRoom]:
    network = register.add_network(store, "0–6").made
    register.set_network_services(store, network, ("kindergarten", "ppt"), ())
    register.add_unit(store, "Myra barnehage")
    made = gatherings.make(store, template("short"), network_id=network, held_on=date(2026, 11, 24)).made
    workspace.open_gathering(made)
    workspace.lane.wait()
    shown = PeopleRoom(workspace)
    shown.resize(1280, 720)
    shown.show()
    workspace.lane.wait()
    yield shown
    workspace.lane.wait()
    shown.close()
    shown.deleteLater()


@pytest.fixture
def listed(tmp_path: Path) -> Path:
    path = tmp_path / "påmelding.csv"
    path.write_text(LIST, encoding="utf-8-sig")
    return path


def names(room: PeopleRoom) -> list[str]:
    return [str(room.list_page.proxy.index(row, NAME).data()) for row in range(room.list_page.proxy.rowCount())]


def settled(room: PeopleRoom) -> None:
    for _turn in range(3):
        room.workspace.lane.wait()


def button(room: PeopleRoom, text: str) -> QPushButton:
    return next(one for one in room.findChildren(QPushButton) if one.isVisible() and text in one.text())


def test_an_empty_room_says_what_to_do_first(room: PeopleRoom) -> None:
    assert button(room, "Velg liste").isVisible()


def test_a_list_is_shown_as_understood_and_stored_only_when_asked(qtbot: QtBot, room: PeopleRoom, listed: Path) -> None:
    room.open_list(listed)
    settled(room)
    assert room.workspace.gathering is not None
    assert room.list_page.model.people == ()
    assert button(room, "Ta med 3 (3 nye)").isEnabled()
    qtbot.mouseClick(button(room, "Ta med 3 (3 nye)"), Qt.MouseButton.LeftButton)
    settled(room)
    assert names(room) == ["Eira, Máret", "Myhre, Per", "Nordmann, Kari"]
    assert "PPT" in room.list_page.missing.text()


def test_a_service_pressed_shows_its_people_alone_and_all_when_pressed_again(
    qtbot: QtBot, room: PeopleRoom, store: Store
) -> None:
    gathering = room.workspace.gathering
    assert gathering is not None
    for given, unit, service in (
        ("Kari", "Lia barnehage", "kindergarten"), ("Ola", "PPT", "ppt"), ("Siv", "Helsestasjon", "health"),
    ):  # fmt: skip
        unit_id = register.add_unit(store, unit, service_id=service).made
        person = register.add_person(store, given_name=given, family_name="Lie", unit_id=unit_id).made
        participants.add(store, gathering.id, person)
    room.refresh()
    settled(room)
    page = room.list_page
    assert page.of_service["ppt"].text().endswith("1")
    qtbot.mouseClick(page.of_service["ppt"], Qt.MouseButton.LeftButton)
    assert names(room) == ["Lie, Ola"]
    assert page.title.text() == "1 av 3 deltakere"
    qtbot.mouseClick(page.of_service["health"], Qt.MouseButton.LeftButton)
    assert names(room) == ["Lie, Siv"]
    assert not page.of_service["ppt"].isChecked()
    qtbot.mouseClick(page.of_service["health"], Qt.MouseButton.LeftButton)
    assert len(names(room)) == 3
    nothing = page.table.findChild(NothingFound)
    assert not nothing.isVisible()
    page.search.setText("xyz")
    assert nothing.isVisible()
    assert nothing.text() == "Ingen treff"
    page.search.clear()
    assert not nothing.isVisible()


def test_the_whole_list_is_seen_rows_are_left_out_and_questions_answered(
    qtbot: QtBot, room: PeopleRoom, tmp_path: Path
) -> None:
    many = "".join(f"Navn{chr(97 + n % 26)}{chr(97 + n // 26)} Etternavnsen;PPT;Ja\n" for n in range(60))
    path = tmp_path / "svar.csv"
    text = f"Navn;Enhet;Kommer du?\nKari Li;PPT;Nei\nOla Lie;PPT;Ja, går kl. 12\n{many}Totalt 62;;\n"
    path.write_text(text, encoding="utf-8")
    room.open_list(path)
    settled(room)
    page = room.import_page
    table = page.findChild(QTableWidget)
    assert table.rowCount() == 1 + 63, "every row of the list, below the row of column choices"
    assert [table.item(line, 0).text() for line in (1, 2, 63)] == ["ikke med", "ny", "ikke med"]
    table.item(2, 0).setCheckState(Qt.CheckState.Unchecked)
    settled(room)
    assert page.pending is not None
    assert 3 in page.pending.answers.left_out
    box = next(one for one in page.findChildren(QComboBox) if one.accessibleName() == "Rad 2: Kari Li: Nei")
    assert box.currentText() == "Ikke meld på"
    box.setCurrentIndex(1)
    box.activated.emit(1)
    settled(room)
    assert button(room, "Ta med 61 (61 nye)").isEnabled()


def test_sheets_that_are_one_list_are_shown_as_one_and_what_is_hidden_is_said(room: PeopleRoom, tmp_path: Path) -> None:
    lists = {made.name: made for name in ("kommune", "others") for made in made_lists(name)}
    room.open_list(lists["columns-in-another-order"].write(tmp_path))
    settled(room)
    page = room.import_page
    assert button(room, "Ta med 3 (3 nye)").isEnabled()
    table = page.findChild(QTableWidget)
    heads = [table.verticalHeaderItem(line).text() for line in range(1, table.rowCount())]
    assert heads == ["Øst 2", "Øst 3", "Vest 2", "Vest 3", "Vest 4"]
    asked = [box.accessibleName() for box in page.findChildren(QComboBox)]
    assert "Øst, rad 3: Roar Lindland: nei" in asked
    assert "Vest, rad 2: Thi Minh Nguyen: kanskje" in asked
    # Each can still be read by itself, and then the others are said to be left.
    chosen = next(box for box in page.findChildren(QComboBox) if box.accessibleName() == "Ark")
    chosen.setCurrentText("Vest")
    chosen.activated.emit(chosen.currentIndex())
    settled(room)
    assert button(room, "Ta med 2 (2 nye)").isEnabled()
    assert any("Arket Øst er ikke lest (1 person)." in note.text() for note in page.findChildren(QLabel))
    room.open_list(lists["hidden-answers"].write(tmp_path))
    settled(room)
    assert any("Kolonne C Kommer er skjult i arket" in note.text() for note in page.findChildren(QLabel))


def test_who_is_no_longer_listed_is_named_and_withdrawn(room: PeopleRoom, tmp_path: Path) -> None:
    path = tmp_path / "liste.csv"
    for people in ("Kari Li;PPT\nOla Lie;PPT", "Kari Li;PPT\nSiv Moe;PPT"):
        path.write_text(f"Navn;Enhet\n{people}\n", encoding="utf-8")
        room.open_list(path)
        settled(room)
        for box in room.import_page.findChildren(QCheckBox):
            if "Ola Lie" in box.text():
                box.setChecked(True)
        room.import_page.store()
        settled(room)
    status = {person.name: person.attendance.value for person in room.list_page.model.people}
    assert status == {"Kari Li": "registered", "Ola Lie": "absent", "Siv Moe": "registered"}


def test_a_list_is_pasted_as_a_file_is_read(room: PeopleRoom) -> None:
    QGuiApplication.clipboard().setText("Navn\tEnhet\nKari Nordmann\tPPT\nHansen, Ola\tPPT\n")
    paste_list(room)
    settled(room)
    room.import_page.store()
    settled(room)
    assert names(room) == ["Hansen, Ola", "Nordmann, Kari"]


def test_escape_leaves_the_list_without_storing(qtbot: QtBot, room: PeopleRoom, listed: Path) -> None:
    room.open_list(listed)
    settled(room)
    qtbot.keyClick(room.import_page, Qt.Key.Key_Escape)
    assert button(room, "Velg liste").isVisible()


def test_a_near_unit_is_offered_and_can_be_chosen(room: PeopleRoom, listed: Path) -> None:
    room.open_list(listed)
    settled(room)
    box = next(one for one in room.import_page.findChildren(QComboBox) if "Myhra" in one.accessibleName())
    assert box.currentText() == "Ny enhet"
    box.setCurrentIndex(1)
    box.activated.emit(1)
    settled(room)
    room.import_page.store()
    settled(room)
    assert {one.unit_name for one in room.list_page.model.people} == {"Furulia bhg", "Myra barnehage"}


def test_two_new_units_of_one_list_are_offered_to_each_other(room: PeopleRoom) -> None:
    QGuiApplication.clipboard().setText(
        "Navn\tEnhet\nEli Vik\tTusilago barnehage\nJon Lie\tTussilago barnehage\nSiv Moe\tTussilago barnehage\n"
    )
    paste_list(room)
    settled(room)
    boxes = [each for each in room.import_page.findChildren(QComboBox) if "ilago" in each.accessibleName()]
    assert boxes, "nobody decides in silence that they are two"
    box = boxes[0]
    if not box.currentText().startswith("Er "):  # the likely answer may be chosen already
        box.setCurrentIndex(1)
        box.activated.emit(1)
        settled(room)
    room.import_page.store()
    settled(room)
    assert len({each.unit_name for each in room.list_page.model.people}) == 1


def test_a_column_taken_wrong_is_put_right_by_hand(room: PeopleRoom, listed: Path) -> None:
    room.open_list(listed)
    settled(room)
    page = room.import_page
    assert page.pending is not None
    column = page.pending.reading.roles["email"]
    page._table.cellWidget(0, column + 1).setFocus()
    page._choose_role(column, "role")
    settled(room)
    assert room.window().focusWidget() is page._table.cellWidget(0, column + 1), "one goes on where one was"
    assert page.pending.reading.roles["role"] == column
    assert "email" not in page.pending.reading.roles


def test_an_import_is_taken_back_with_the_offered_action(room: PeopleRoom, listed: Path) -> None:
    said: list[object] = []
    room.workspace.said.connect(lambda _text, _action, run: said.append(run))
    room.open_list(listed)
    settled(room)
    room.import_page.store()
    settled(room)
    said[-1]()  # type: ignore[operator]
    settled(room)
    assert room.list_page.model.people == ()


def test_a_file_that_is_no_list_gets_a_sentence(room: PeopleRoom, tmp_path: Path) -> None:
    said: list[str] = []
    room.workspace.said.connect(lambda text, _action, _run: said.append(text))
    bad = tmp_path / "liste.xlsx"
    bad.write_bytes(b"")
    room.open_list(bad)
    settled(room)
    assert said
    assert said[-1].endswith(".")


def test_whoever_comes_by_keyboard_sees_the_cursor(room: PeopleRoom, listed: Path) -> None:
    room.open_list(listed)
    settled(room)
    room.import_page.store()
    settled(room)
    room.activateWindow()
    room.list_page.search.setFocus()
    room.list_page.table.clearSelection()
    room.list_page.table.setFocus(Qt.FocusReason.TabFocusReason)
    assert len(room.list_page.chosen()) == 1


def test_search_finds_by_every_word_whatever_the_accents(room: PeopleRoom, listed: Path) -> None:
    room.open_list(listed)
    settled(room)
    room.import_page.store()
    settled(room)
    room.list_page.search.setText("maret furulia")
    assert names(room) == ["Eira, Máret"]
    assert "1 av" in room.list_page.title.text()
    room.list_page.search.setText("")
    assert len(names(room)) == 3


def test_a_new_participant_with_a_new_unit_is_one_step(qtbot: QtBot, room: PeopleRoom) -> None:
    room.add_person()
    settled(room)
    sheet = room.sheets.sheet
    assert isinstance(sheet, PersonSheet)
    qtbot.keyClick(sheet, Qt.Key.Key_Return)
    assert sheet.isVisible()  # a name is asked for first
    sheet.given.setText("Áilu")
    sheet.family.setText("Gaup")
    sheet.unit.setCurrentText("Helsestasjonen")
    qtbot.keyClick(sheet, Qt.Key.Key_Return)
    settled(room)
    assert names(room) == ["Gaup, Áilu"]
    assert not sheet.isVisible()
    room.workspace.lane.undo()
    settled(room)
    assert names(room) == []


def test_editing_and_marking_absent(qtbot: QtBot, room: PeopleRoom, store: Store) -> None:
    assert room.workspace.gathering is not None
    here = room.workspace.gathering.id
    unit = "Myra barnehage"
    room.workspace.lane.change(
        lambda s: participants.add_new(s, here, "Ola", "Vik", next(u.id for u in register.units(s) if u.name == unit))
    )
    settled(room)
    room.list_page.table.selectRow(0)
    qtbot.keyClick(room.list_page.table, Qt.Key.Key_Return)
    settled(room)
    card = room.sheets.sheet
    assert isinstance(card, ParticipantCard)
    assert card.status.sizeHint().width() <= card.width() - 48, "«borte» is not cut"
    card.fields.input("role").setText("styrer")  # type: ignore[attr-defined]
    qtbot.mouseClick(card.status._buttons["absent"], Qt.MouseButton.LeftButton)
    qtbot.keyClick(card, Qt.Key.Key_Escape)  # closing stores what was typed, however one closes
    settled(room)
    assert (room.list_page.model.people[0].role, room.list_page.model.people[0].attendance) == ("styrer", "absent")
    room.list_page.table.selectRow(0)
    qtbot.keyClick(room.list_page.table, Qt.Key.Key_Delete)
    settled(room)
    assert room.list_page.model.people == ()


def hours(room: PeopleRoom) -> tuple[str, str]:
    person = room.list_page.model.people[0]
    return person.present_from, person.present_to


def test_when_somebody_is_there_is_typed_in_their_card(qtbot: QtBot, room: PeopleRoom) -> None:
    here = room.workspace.gathering
    assert here is not None
    room.workspace.lane.change(lambda s: participants.add_from(s, here.id, "Ola", "Vik", "Myra barnehage"))
    settled(room)
    room.list_page.table.selectRow(0)

    def card() -> ParticipantCard:
        qtbot.keyClick(room.list_page.table, Qt.Key.Key_Return)
        settled(room)
        assert isinstance(room.sheets.sheet, ParticipantCard)
        return room.sheets.sheet

    def lines(shown: ParticipantCard) -> tuple[QLineEdit, QLineEdit]:
        return shown.fields.input("present_from").line, shown.fields.input("present_to").line  # type: ignore[attr-defined]

    shown = card()
    comes, leaves = lines(shown)
    assert (comes.placeholderText(), leaves.placeholderText()) == ("fra start", "til slutt")
    qtbot.keyClicks(leaves, "12.30")
    qtbot.keyClick(leaves, Qt.Key.Key_Return)
    settled(room)
    assert not shown.isVisible(), "Enter says that one is done"
    assert hours(room) == ("", "12:30")
    row = room.list_page.proxy.index(0, STATUS)
    assert row.data() == "påmeldt · går 12.30"

    # From the morning to the afternoon: what one types first is not refused because of what stands in the other.
    shown = card()
    comes, leaves = lines(shown)
    assert leaves.text() == "12.30"
    comes.setFocus()
    qtbot.keyClicks(comes, "13")
    leaves.setFocus()
    settled(room)
    assert shown.hours.fault.text() == "De må komme før de går."
    assert leaves.accessibleDescription() == "De må komme før de går."
    assert hours(room) == ("", "12:30")
    qtbot.keyClick(leaves, Qt.Key.Key_Return)
    assert shown.isVisible(), "it is put right first"
    leaves.selectAll()
    qtbot.keyClicks(leaves, "15")
    qtbot.keyClick(leaves, Qt.Key.Key_Return)
    settled(room)
    assert hours(room) == ("13:00", "15:00")
    assert row.data() == "påmeldt · er der 13.00–15.00"

    # The whole day again: both are emptied, and one step back brings the hours.
    shown = card()
    for line in lines(shown):
        line.selectAll()
        qtbot.keyClick(line, Qt.Key.Key_Backspace)
    qtbot.keyClick(shown, Qt.Key.Key_Escape)
    settled(room)
    assert hours(room) == ("", "")
    room.workspace.lane.undo()
    settled(room)
    assert hours(room) != ("", "")


def test_all_that_is_said_of_who_comes_is_read_in_a_small_window(room: PeopleRoom) -> None:
    here = room.workspace.gathering
    assert here is not None

    def fill(store: Store) -> None:
        for number in range(12):
            made = participants.add_from(
                store, here.id, "Kristiane", f"Nordmannsen{number}", "Nedre Furulia barnehage og familiesenter",
                role="pedagogisk leder", email=f"kristiane.nordmannsen{number}@furulia.kommune.no",
            ).made  # fmt: skip
            participants.mark(store, made, Attendance.LATE)
            participants.set_hours(store, (made,), "10:15", "12:00")

    room.workspace.lane.ask(fill, lambda _none: None, room)
    settled(room)
    room.refresh()
    settled(room)
    table = room.list_page.table
    for width in (1280, 1100, 1000):
        room.resize(width, 720)
        QApplication.processEvents()
        status = room.list_page.proxy.index(0, STATUS)
        assert status.data() == "kommer senere · er der 10.15–12.00"
        assert not table.isColumnHidden(STATUS)
        assert not is_cut(table, status), width
        assert not is_cut(table, room.list_page.proxy.index(0, NAME)), width


def test_who_came_is_ticked_in_the_list_by_key_by_box_and_the_rest_at_once(room: PeopleRoom, qtbot: QtBot) -> None:
    store = room.workspace.lane
    made = room.workspace.gathering
    assert made is not None

    def add(store: Store) -> None:
        for name in ("Anne", "Bo", "Cato"):
            participants.add_from(store, made.id, name, "Ås", "Myra barnehage")

    store.ask(add, lambda _none: None, room)
    settled(room)
    room.refresh()
    settled(room)
    page = room.list_page

    def came() -> list[str]:
        settled(room)
        return [str(person.attendance) for person in page.model.people]

    page.table.selectRow(0)
    qtbot.keyClick(page.table, Qt.Key.Key_Space)
    assert came() == ["present", "registered", "registered"]
    assert page.here.text() == "1 er her"
    page.table.selectRow(1)
    qtbot.keyClick(page.table, Qt.Key.Key_Space, Qt.KeyboardModifier.ControlModifier)
    assert came() == ["present", "absent", "registered"]
    page.rest.click()
    assert came() == ["present", "absent", "present"]
    room.workspace.lane.undo()
    assert came() == ["present", "absent", "registered"]
    index = page.proxy.index(2, NAME)
    assert page.proxy.setData(index, Qt.CheckState.Checked, Qt.ItemDataRole.CheckStateRole)
    assert came() == ["present", "absent", "present"]
    page.table.clearSelection()
    page.table.selectRow(0)
    qtbot.keyClick(page.table, Qt.Key.Key_Space)
    assert came() == ["registered", "absent", "present"]
    show_menu(PeopleDesk(room.workspace, room, page, room.edit_person, room.remove_people), QPoint())
    menu = room.findChildren(QMenu)[-1]
    late = next(action for action in menu.actions() if action.text().endswith("\tShift+Mellomrom"))
    menu.close()
    late.trigger()
    assert came() == ["late", "absent", "present"]


def test_whoever_is_taken_off_the_list_leaves_the_next_one_chosen(room: PeopleRoom, qtbot: QtBot) -> None:
    made = room.workspace.gathering
    assert made is not None
    for name in ("Anne", "Bo", "Cato", "Dina"):
        room.workspace.lane.change(
            lambda store, name=name: participants.add_from(store, made.id, name, "Ås", "Myra barnehage")  # type: ignore[misc]
        )
    settled(room)
    room.refresh()
    settled(room)
    page = room.list_page

    def chosen() -> list[str]:
        settled(room)
        return [person.given_name for person in page.chosen()]

    page.table.selectRow(1)
    qtbot.keyClick(page.table, Qt.Key.Key_Delete)
    assert chosen() == ["Cato"]
    page.table.selectAll()
    room.workspace.lane.undo()
    assert chosen() == ["Anne", "Cato", "Dina"], "those who were chosen stay so where somebody comes"
    page.table.selectRow(3)
    qtbot.keyClick(page.table, Qt.Key.Key_Delete)
    assert chosen() == ["Cato"], "the last leaves the one before it"


def test_who_has_not_answered_is_seen_and_reminded(room: PeopleRoom) -> None:
    sheet = AnswersSheet.show_for(room.workspace, room)
    assert sheet is not None
    settled(room)
    assert sheet.summary.text() == "1 mangler svar eller folk"
    sheet.number.setEditText("to")
    sheet.add()
    assert not sheet._fault.isHidden()
    sheet.number.setEditText("2")
    sheet.add()
    settled(room)
    assert [quota.sentence for quota in sheet._answers.quotas] == ["2 fra hver enhet"]
    sheet.remind.click()
    settled(room)
    assert "mangler svar" in QGuiApplication.clipboard().text()
    sheet.close_sheet()


def test_people_of_the_last_gathering_are_ticked_and_put_on_the_list(room: PeopleRoom, qtbot: QtBot) -> None:
    made = room.workspace.gathering
    assert made is not None

    def begin_last(store: Store) -> None:
        before = gatherings.copy(store, made.id, held_on=date(2026, 10, 20)).made
        for name in ("Anne", "Bo", "Cato"):
            participants.add_from(store, before, name, "Ås", "Myra barnehage")
        participants.mark(store, participants.all_(store, before)[1].id, Attendance.ABSENT)

    room.workspace.lane.ask(begin_last, lambda _none: None, room)
    settled(room)
    sheet = BringSheet.show_for(room.workspace, room)
    assert sheet is not None
    settled(room)
    assert sheet.list.count() == 3
    assert len(sheet.ticked()) == 2
    sheet.search.setText("bo")
    sheet._to_list()
    qtbot.keyClick(sheet.list, Qt.Key.Key_Space)
    assert len(sheet.ticked()) == 3
    sheet.take.click()
    settled(room)
    room.refresh()
    settled(room)
    assert names(room) == ["Ås, Anne", "Ås, Bo", "Ås, Cato"]


def test_a_new_participant_who_is_in_the_register_is_not_made_twice(room: PeopleRoom, qtbot: QtBot) -> None:
    made = room.workspace.gathering
    assert made is not None

    def known(store: Store) -> None:
        myra = next(unit.id for unit in register.units(store) if unit.name == "Myra barnehage")
        register.add_person(store, "Mohammed", "Ali", myra)
        register.add_person(store, "Jonas", "Andersen", myra)

    room.workspace.lane.ask(known, lambda _none: None, room)
    settled(room)
    room.add_person()
    settled(room)
    sheet = room.sheets.sheet
    assert isinstance(sheet, PersonSheet)
    sheet.given.setText("Moh")
    assert [button.text() for button in sheet.known.buttons] == ["Mohammed Ali · Myra barnehage"]
    sheet.known.buttons[0].click()
    settled(room)
    assert names(room) == ["Ali, Mohammed"]
    room.add_person()
    settled(room)
    sheet = room.sheets.sheet
    assert isinstance(sheet, PersonSheet)
    sheet.given.setText("Jonas")
    sheet.family.setText("Andersen")
    sheet.unit.setCurrentText("Furulia barnehage")
    qtbot.keyClick(sheet.family, Qt.Key.Key_Return)
    settled(room)
    assert "står i registeret" in sheet._fault.text()
    assert names(room) == ["Ali, Mohammed"]
    sheet.unit.setCurrentText("Myra bhg")
    sheet.keep(another=True)
    settled(room)
    assert names(room) == ["Ali, Mohammed", "Andersen, Jonas"]
    sheet.given.setText("Jonas")
    sheet.family.setText("Andersen")
    sheet.keep(another=True)
    settled(room)
    assert "allerede" in sheet._fault.text()
    people = room.workspace.lane
    found: list[int] = []
    people.ask(lambda store: len(register.people(store)), found.append, room)
    settled(room)
    assert found == [2]


def test_the_likely_answer_is_chosen_and_can_be_answered_otherwise(room: PeopleRoom) -> None:
    def known(store: Store) -> None:
        myra = next(unit.id for unit in register.units(store) if unit.name == "Myra barnehage")
        register.add_unit(store, "Vågen barnehage")
        register.add_person(store, "Jonas", "Andersen", myra, email="jonas@eksempel.no")

    room.workspace.lane.ask(known, lambda _none: None, room)
    settled(room)
    QGuiApplication.clipboard().setText(
        "Navn\tEnhet\tE-post\nJonas Nordahl\tMyra barnehage\tjonas@eksempel.no\n"
        "Eli Vik\tVaagen barnehage\teli@eksempel.no\n"
    )
    paste_list(room)
    settled(room)
    pending = room.import_page.pending
    assert pending is not None
    assert len(pending.proposals) == 1
    assert list(pending.answers.units.values())
    boxes = room.import_page.findChildren(QComboBox)
    assert [box for box in boxes if box.currentText().startswith("Samme person som Jonas Andersen")]
    box = next(box for box in boxes if box.currentText().startswith("Er Vågen"))
    box.setCurrentIndex(box.findText("Ny enhet"))
    box.activated.emit(box.currentIndex())
    settled(room)
    pending = room.import_page.pending
    assert pending is not None
    assert not pending.answers.units
    assert len(pending.proposals) == 1
    room.import_page.store()
    settled(room)
    assert names(room) == ["Nordahl, Jonas", "Vik, Eli"]


def test_what_the_columns_are_taken_for_stays_in_sight_below_a_long_list(room: PeopleRoom, tmp_path: Path) -> None:
    path = tmp_path / "liste.csv"
    people = "\n".join(f"Kari Li{'abcdefghij'[n % 10]}{'klmnopqrst'[n // 10]};PPT" for n in range(90))
    path.write_text(f"Navn;Enhet\n{people}\n", encoding="utf-8")
    room.open_list(path)
    settled(room)
    table = room.import_page._table
    bar, box = table.verticalScrollBar(), table.cellWidget(0, 1)
    place = box.y()
    assert bar.maximum() > 0
    bar.setValue(bar.maximum())
    assert (box.y(), box.isVisible()) == (place, True)
    table.setColumnWidth(1, 320)
    assert box.y() == place
    bar.setValue(0)
    assert box.y() == place
