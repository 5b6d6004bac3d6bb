"""The room Grupper from nothing to repaired groups, as an organiser goes through it."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QAbstractButton, QCheckBox, QLabel, QPushButton, QWidget
from pytestqt.qtbot import QtBot

from nettverk.services import participants, plan
from nettverk.services.groups import board as group_board
from nettverk.services.groups import groupings, repair
from nettverk.services.groups.board import Board
from nettverk.storage.store import Store
from nettverk.ui.common.arrivals import RepairGroups, ShowGroups
from nettverk.ui.common.workspace import Workspace
from nettverk.ui.groups.repair_sheet import RepairSheet
from nettverk.ui.groups.room import GroupsRoom
from tests.gui.groups.conftest import Settle
from tests.helpers.hall import Hall, hall
from tests.helpers.waiting import until


def _board(room: GroupsRoom) -> Board:
    assert room.view.board is not None
    return room.view.board


def _open(workspace: Workspace, made: Hall, qtbot: QtBot, settle: Settle) -> GroupsRoom:
    workspace.open_gathering(made.gathering_id)
    settle()
    room = GroupsRoom(workspace)
    qtbot.addWidget(room)
    room.resize(1178, 711)
    room.show()
    settle()
    return room


def _words(widget: QWidget) -> str:
    return " ".join(label.text() for label in widget.findChildren(QLabel) if label.isVisible())


def _press(widget: QWidget, text: str) -> None:
    button = next(b for b in widget.findChildren(QAbstractButton) if b.isVisible() and b.text() == text)
    QTest.mouseClick(button, Qt.MouseButton.LeftButton)


def _until(settle: Settle, done: Callable[[], bool]) -> None:
    def there() -> None:
        settle()
        assert done()

    until(lambda: (settle(), done())[1])
    there()


def test_without_a_gathering_and_without_people_the_first_step_is_said(
    workspace: Workspace, store: Store, qtbot: QtBot, settle: Settle
) -> None:
    room = GroupsRoom(workspace)
    qtbot.addWidget(room)
    room.show()
    settle()
    assert "Gruppene hører til en samling" in _words(room)
    made = hall(5, past=0, store=store)
    participants.remove(store, tuple(made.participants))
    went: list[str] = []
    workspace.went.connect(lambda key, _where: went.append(key))
    workspace.open_gathering(made.gathering_id)
    settle()
    assert "Ingen deltakere ennå" in _words(room)
    _press(room, "Gå til Deltakere")
    assert went == ["people"]


def test_the_first_groups_are_one_press_away_and_say_how_good_they_are(
    workspace: Workspace, store: Store, qtbot: QtBot, settle: Settle
) -> None:
    room = _open(workspace, hall(90, store=store), qtbot, settle)
    assert "90 kommer: 15 bord med 6." in _words(room.first)
    room.first.form.amount.setValue(7)
    assert "12 bord med 7 og 1 med 6." in _words(room.first)
    _press(room.first, "Lag grupper")
    _until(settle, lambda: room.view.board is not None)
    assert len(_board(room).tables) == 13
    assert "Ingen fra samme enhet ved samme bord, bedre kan det ikke bli." in room.quality.accessibleName()
    room.workspace.lane.undo()
    settle()
    assert room.first.isVisible()


def test_by_number_of_tables_counts_the_same_groups_the_other_way(
    workspace: Workspace, store: Store, qtbot: QtBot, settle: Settle
) -> None:
    room = _open(workspace, hall(90, store=store), qtbot, settle)
    _press(room.first, "Antall bord")
    assert room.first.form.amount.value() == 15
    room.first.form.amount.setValue(10)
    assert "10 bord med 9" in _words(room.first)


def test_again_gives_another_arrangement_that_is_as_good(room: GroupsRoom, qtbot: QtBot, settle: Settle) -> None:
    before = _board(room).rows
    _press(room.header, "Lag på nytt")
    _until(settle, lambda: _board(room).rows != before)
    assert _board(room).score.same_unit == 0
    assert _board(room).solved.seed == 2
    room.workspace.lane.undo()
    settle()
    assert _board(room).rows == before


def test_size_and_rounds_are_chosen_beside_the_board(
    room: GroupsRoom, made: Hall, qtbot: QtBot, settle: Settle
) -> None:
    _press(room.header, "Størrelse")
    sheet = room.sheets.shape
    assert sheet is not None
    sheet.form.amount.setValue(9)
    sheet.form.rounds.setValue(2)
    assert "10 bord med 9, nye grupper i 2 runder." in _words(sheet)
    _press(sheet, "Lag grupper på nytt")
    _until(settle, lambda: _board(room).rounds == 2)
    first = _board(room).seat
    _press(room.header, "Runde 2")
    settle()
    assert _board(room).round == 2
    assert _board(room).seat != first
    person = _board(room).at[0][0]
    room.view.commands.move({person: 3})
    settle()
    assert group_board.load(made.store, made.part_id, 2).seat[person] == 3
    assert group_board.load(made.store, made.part_id, 1).seat == first


def test_a_long_search_can_be_stopped_and_the_best_is_kept(
    workspace: Workspace, store: Store, qtbot: QtBot, settle: Settle
) -> None:
    made = hall(60, past=9, store=store)
    room = _open(workspace, made, qtbot, settle)
    told: list[dict[str, int]] = []
    room.builder.told.connect(told.append)
    room.first.form.amount.setValue(10)
    room.first.form.rounds.setValue(5)
    _press(room.first, "Lag grupper")
    until(lambda: bool(told))
    room.builder.stop()
    _until(settle, lambda: room.view.board is not None and not room.builder.busy)
    assert _board(room).unseated == ()
    assert _board(room).solved.stopped is True


def test_own_units_get_their_tables_and_those_alone_are_joined_if_wished(
    room: GroupsRoom, made: Hall, settle: Settle, qtbot: QtBot
) -> None:
    room.show_part(made.own_part_id)
    settle()
    assert "Hver enhet får sitt eget bord" in _words(room.first)
    _press(room.first, "Lag grupper")
    _until(settle, lambda: room.view.board is not None)
    board = _board(room)
    assert {table.title for table in board.tables} == {one.unit_name for one in board.people}
    assert "sitter alene" in room.quality.accessibleName()
    assert not room.header.rules.isVisible()
    _press(room.header, "Størrelse")
    assert room.sheets.shape is not None
    room.sheets.shape.form.join_singles.setChecked(True)
    _press(room.sheets.shape, "Lag grupper på nytt")
    _until(settle, lambda: len(_board(room).tables) < len(board.tables))
    assert "sitter alene" not in room.quality.accessibleName()


def test_a_later_part_can_have_the_same_groups_again(room: GroupsRoom, made: Hall, settle: Settle) -> None:
    with made.store.change():
        again = {"kind": "across", "title": "Tilbake", "minutes": 20, "floor_minutes": 10, "organising": "mixed"}
        later = made.store.insert("parts", gathering_id=made.gathering_id, position=9, **again)
    room.show_part(later)
    settle()
    _press(room.first, "Samme grupper som i På tvers")
    settle()
    first, second = groupings.of_part(made.store, made.part_id), groupings.of_part(made.store, later)
    assert first is not None
    assert second is not None
    assert [{s.participant.id for s in t.sitting} for t in first.tables] == [
        {s.participant.id for s in t.sitting} for t in second.tables
    ]


def test_rules_are_sentences_one_switches_and_adds(room: GroupsRoom, made: Hall, settle: Settle, qtbot: QtBot) -> None:
    board = _board(room)
    a, b = board.at[0][0], board.at[0][1]
    room.view.selection.choose([a, b])
    _press(room.header, "Regler · 3")
    sheet = room.sheets.rules
    assert sheet is not None
    assert "La folk møte nye, helst ikke noen de har sittet med før" in _words(sheet)
    assert set(sheet.people.person_ids()) == {board.people[a].person_id, board.people[b].person_id}
    _press(sheet, "Legg til regelen")
    settle()
    assert "sitter ikke ved samme bord" in _words(sheet)
    assert room.quality.accessibleName().startswith("1 regel brytes")
    assert room.header.rules.text() == "Regler · 4"
    _press(sheet, "Lag på nytt")
    _until(settle, lambda: _board(room).seat[a] != _board(room).seat[b])
    assert "regel brytes" not in room.quality.accessibleName()
    assert not sheet.isVisible()


def test_a_person_for_a_rule_is_found_by_typing(room: GroupsRoom, settle: Settle) -> None:
    room.sheets.open_rules()
    sheet = room.sheets.rules
    assert sheet is not None
    one = _board(room).people[4]
    sheet.people.field.setText(f"{one.given_name} {one.family_name} {one.unit_name}")
    sheet.people.field.returnPressed.emit()
    assert sheet.people.person_ids() == (one.person_id,)
    _press(sheet, "Legg til regelen")
    settle()
    assert "Velg minst to personer." in _words(sheet)


def test_somebody_gets_one_of_the_tables_that_are_easy_to_reach(room: GroupsRoom, settle: Settle, qtbot: QtBot) -> None:
    board = _board(room)
    who = board.at[9][0]
    room.sheets.open_rules()
    sheet = room.sheets.rules
    assert sheet is not None
    sheet.people.show_people(board.people, [board.people[who]])
    sheet.kind.setCurrentIndex(sheet.kind.findData("access"))
    assert sheet.reachable.isVisible()
    _press(sheet, "Legg til regelen")
    settle()
    assert "Skriv hvilke bord som er lette å komme til." in _words(sheet)
    QTest.keyClicks(sheet.reachable, "1, 2 og 15")
    _press(sheet, "Legg til regelen")
    settle()
    sentence = f"{board.people[who].name} trenger et bord som er lett å komme til: bord 1, 2 eller 15"
    assert sentence in _words(sheet)
    assert sentence in room.quality.accessibleName()
    _press(sheet, "Lag på nytt")
    _until(settle, lambda: _board(room).seat[who] in {0, 1, 14})
    assert "lett å komme til" not in room.quality.accessibleName()
    room.sheets.open_rules()
    assert sheet.reachable.text() == "1, 2, 15"
    switch = next(line for line in sheet._rows if "lett å komme til" in line.box.accessibleName())
    switch.box.click()
    settle()
    assert _board(room).problem.among == ()


def test_rules_that_collide_are_named_and_nothing_is_made(room: GroupsRoom, made: Hall, settle: Settle) -> None:
    from nettverk.services.groups import rules

    people = [one.person_id for one in _board(room).people[:2]]
    for kind in ("apart", "together"):
        room.workspace.lane.change(lambda store, kind=kind: rules.add(store, None, kind, people=people))
    settle()
    before = _board(room).rows
    room.requests.again()
    settle()
    assert room.page.complaint.isVisible()
    for one in _board(room).people[:2]:
        assert one.name in room.page.complaint.text()
    assert _board(room).rows == before
    room.sheets.open_rules()
    assert room.sheets.rules is not None
    assert "Slå av en regel" in room.sheets.rules.conflict.text()


def test_from_check_in_to_repaired_groups_with_two_keys(
    room: GroupsRoom, made: Hall, settle: Settle, qtbot: QtBot
) -> None:
    lane = room.workspace.lane
    for who in made.participants[4::9]:
        lane.change(lambda store, who=who: participants.mark(store, who, "absent"))
    settle()
    room.arrive(RepairGroups(made.part_id))
    settle()
    sheet = room.sheets.repair
    assert sheet is not None
    _until(settle, lambda: bool(sheet.choices))
    assert sheet.isVisible()
    focus = room.window().focusWidget()
    assert focus is sheet._radios[0]
    stops = []
    while focus is not None and sheet.isAncestorOf(focus) and len(stops) < 60:
        focus = focus.nextInFocusChain()
        while focus is not None and not focus.isVisible():
            focus = focus.nextInFocusChain()
        stops.append(focus)
    assert stops.index(sheet.ticks[-1][0]) < stops.index(sheet.take), "Tab goes down the sheet"
    qtbot.keyClick(sheet._radios[0], Qt.Key.Key_Return)
    settle()
    assert not sheet.isVisible()
    assert not any(table >= 0 for _one, table in _board(room).absent)


def test_what_is_chosen_in_a_repair_is_not_forgotten_by_escape(room: GroupsRoom, made: Hall, settle: Settle) -> None:
    for who in made.participants[4::9]:
        room.workspace.lane.change(lambda store, who=who: participants.mark(store, who, "absent"))
    settle()
    room.arrive(RepairGroups(made.part_id))
    settle()
    sheet = room.sheets.repair
    assert sheet is not None
    _until(settle, lambda: bool(sheet.choices))
    said: list[str] = []
    room.workspace.say = lambda sentence, *_rest: said.append(sentence)  # type: ignore[method-assign]
    sheet.close_sheet()
    assert said == [], "nothing was chosen"
    sheet.open()
    tick = next(tick for number in range(len(sheet._radios)) if (tick := _first_tick(sheet, number)) is not None)
    tick.setChecked(False)
    sheet.close_sheet()
    assert said == ["Det du valgte, er tatt vare på."]
    sheet.open()
    assert not tick.isChecked()
    sheet._close.click()
    assert len(said) == 1, "«Avbryt» is an answer"


def _first_tick(sheet: RepairSheet, way: int) -> QCheckBox | None:
    sheet._ways.button(way).setChecked(True)
    return sheet.ticks[0][0] if sheet.ticks else None


def test_the_morning_after_a_sick_night(room: GroupsRoom, made: Hall, settle: Settle, qtbot: QtBot) -> None:
    lane = room.workspace.lane
    for who in made.participants[4::9]:
        lane.change(lambda store, who=who: participants.mark(store, who, "absent"))
    unit = made.units[0]
    lane.change(lambda store: participants.add_new(store, made.gathering_id, "Sent", "Påmeldt", unit, walk_in=True))
    settle()
    assert "10 er borte" in room.quality.accessibleName()
    assert room.header.repair.text() == "Reparer · 11"
    _press(room.header, "Reparer · 11")
    sheet = room.sheets.repair
    assert sheet is not None
    _until(settle, lambda: bool(sheet.choices))
    assert "10 er borte, 1 mangler bord." in _words(sheet)
    assert any("(færrest mulig)" in radio.text() for radio in sheet._radios)
    shown = [tick.text() for tick, _change in sheet.ticks]
    assert "Sent Påmeldt" in shown
    said: list[str] = []
    room.workspace.said.connect(lambda text, _action, _run: said.append(text))
    _press(sheet, "Gjør endringene")
    settle()
    assert _board(room).unseated == ()
    assert not any(table >= 0 for _one, table in _board(room).absent)
    assert said[-1].endswith("er gjort.") or said[-1].endswith("endring er gjort.")
    assert len(repair.last_changes(made.store, made.part_id)) >= 11
    lane.undo()
    settle()
    assert len(_board(room).unseated) == 1


def test_who_has_met_whom_is_a_picture_and_a_table(room: GroupsRoom, settle: Settle) -> None:
    _press(room.header, "Møtt før")
    assert room.met.isVisible()
    assert room.met.title.text() == "100 % nye møter i dag"
    assert "Best mulig i dag er 100 %." in room.met.note.text()
    _press(room.met, "Tabell")
    assert room.met.table.isVisible()
    units = {one.unit_name for one in _board(room).people}
    assert room.met.table.rowCount() == len(units)
    assert "par har møttes" in str(room.met.table.item(0, 1).data(Qt.ItemDataRole.AccessibleTextRole))
    _press(room.header, "Bord")
    assert room.view.isVisible()


def test_everything_one_can_focus_has_a_name(room: GroupsRoom, settle: Settle) -> None:
    room.sheets.open_shape()
    room.sheets.open_rules()
    nameless = [
        widget
        for widget in room.findChildren(QWidget)
        if widget.focusPolicy() & Qt.FocusPolicy.TabFocus
        and widget.isVisible()
        and not widget.accessibleName()
        and not getattr(widget, "text", lambda: "")()
        and widget.objectName() != "qt_spinbox_lineedit"
    ]
    assert not nameless, nameless


@pytest.mark.parametrize("width", [820, 1092, 1732])
def test_buttons_keep_their_names_when_their_words_give_way(room: GroupsRoom, width: int, settle: Settle) -> None:
    room.resize(width, 660)
    settle()
    assert room.width() == width
    for button in room.header.findChildren(QPushButton):
        if button.isVisible():
            assert button.text() or button.accessibleName()
            assert button.geometry().right() <= room.header.width()


def test_going_to_a_person_lights_them_up(room: GroupsRoom, made: Hall, settle: Settle) -> None:
    room.arrive(ShowGroups(made.part_id, person_id=made.people[7]))
    settle()
    board = _board(room)
    person = next(n for n, one in enumerate(board.people) if one.person_id == made.people[7])
    room.arrive(ShowGroups(person_id=made.people[7]))
    assert room.view.highlights.lit == {person}


def test_an_old_list_is_shown_before_it_counts(room: GroupsRoom, made: Hall, settle: Settle, tmp_path: Path) -> None:
    people = _board(room).people
    path = tmp_path / "i fjor.csv"
    rows = [f"{one.name};{one.unit_name};{n % 2 + 1}" for n, one in enumerate(people[:8])]
    path.write_text("\n".join(["Navn;Enhet;Bord", *rows, "Ukjent Person;PPT;1"]), encoding="utf-8")
    met = len(_board(room).met)
    room.sheets.read_old_list(path)
    settle()
    sheet = room.sheets.old
    assert sheet is not None
    assert "8 personer ved 2 bord." in _words(sheet)
    assert "Ukjent Person" in _words(sheet)
    sheet.name.setText("Samling i fjor")
    _press(sheet, "Legg til i historikken")
    settle()
    assert len(_board(room).met) > met
    assert _board(room).sittings[-1].title == "Samling i fjor"


def test_while_it_is_not_seen_it_reads_nothing_and_is_right_when_it_is_seen_again(
    room: GroupsRoom, made: Hall, settle: Settle, monkeypatch: pytest.MonkeyPatch
) -> None:
    room.hide()
    asked: list[int] = []
    load = group_board.load
    monkeypatch.setattr(group_board, "load", lambda *words: (asked.append(1), load(*words))[1])
    for who in made.participants[:3]:
        room.workspace.lane.change(lambda store, who=who: participants.mark(store, who, "absent"))
    settle()
    assert not asked
    room.show()
    settle()
    assert len(asked) == 1
    assert "3 er borte" in room.quality.accessibleName()


def test_somebody_with_a_role_at_each_table(room: GroupsRoom, settle: Settle, qtbot: QtBot) -> None:
    room.sheets.open_rules()
    sheet = room.sheets.rules
    assert sheet is not None
    sheet.kind.setCurrentIndex(sheet.kind.findData("at_least_one"))
    assert sheet.service.isVisible()
    assert not sheet.people.isVisible()
    sheet.service.setCurrentIndex(sheet.service.findText("rollen styrer"))
    _press(sheet, "Legg til regelen")
    settle()
    assert "Minst én fra styrer ved hvert bord" in _words(sheet)
    _press(sheet, "Lag på nytt")
    board = _board(room)
    leaders = [n for n, one in enumerate(board.people) if one.role == "styrer"]
    _until(settle, lambda: len({_board(room).seat[n] for n in leaders}) == min(15, len(leaders)))


def test_when_the_plan_is_changed_the_groups_say_so_and_follow_when_made_again(
    room: GroupsRoom, made: Hall, settle: Settle, qtbot: QtBot
) -> None:
    room.workspace.lane.change(lambda store: plan.edit(store, made.part_id, organising="own_unit"))
    settle()
    assert room.quality.accessibleName().startswith("Planen sier egen enhet/tjeneste")
    _press(room.header, "Lag på nytt")
    _until(settle, lambda: _board(room).kind == "own_unit")
    assert "Planen sier" not in room.quality.accessibleName()


def test_a_command_from_another_room_is_run_here(room: GroupsRoom, settle: Settle) -> None:
    room.hide()
    room.workspace.went.connect(lambda *_where: room.show())
    repair = next(command for command in room.commands() if command.key == "groups.repair")
    repair.run()
    settle()
    assert room.isVisible()
    assert room.sheets.repair is not None
    assert room.sheets.repair.isVisible()


def test_those_who_leave_before_the_part_free_their_seats_and_nobody_is_said_to_have_moved(
    room: GroupsRoom, made: Hall, settle: Settle
) -> None:
    # One at each of three tables: nobody needs to move for it.
    tables = [_board(room).at[number] for number in (0, 2, 4)]
    leaving = tuple(_board(room).people[who[0]].id for who in tables)
    room.workspace.lane.change(lambda store: participants.set_hours(store, leaving, "", "09:05"))
    settle()
    _press(room.header, "Reparer · 3")
    sheet = room.sheets.repair
    assert sheet is not None
    _until(settle, lambda: bool(sheet.choices))
    assert "3 er ikke her da." in _words(sheet)
    offered: list[tuple[str, str]] = []
    room.workspace.said.connect(lambda text, action, _run: offered.append((text, action)))
    _press(sheet, "Gjør endringene")
    settle()
    text, action = offered[-1]
    assert text.startswith("Gruppene er reparert, og ingen måtte flytte.")
    assert not action, "there is nothing new to print"
    assert not any(table >= 0 for _one, table in _board(room).absent)
