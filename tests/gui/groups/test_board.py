"""Every gesture of the board, by mouse and by keyboard, and what a screen reader hears."""

from __future__ import annotations

import pytest
from PySide6.QtCore import QPoint, Qt
from PySide6.QtGui import QAccessible
from PySide6.QtTest import QTest

from nettverk.services import participants
from nettverk.services.groups import board as group_board
from nettverk.services.groups.board import NOBODY, Board
from nettverk.ui.groups.board.layout import Detail
from nettverk.ui.groups.room import GroupsRoom
from tests.gui.groups.conftest import Settle
from tests.helpers.hall import Hall
from tests.helpers.waiting import until

LEFT = Qt.MouseButton.LeftButton
NONE = Qt.KeyboardModifier.NoModifier


def _board(room: GroupsRoom) -> Board:
    assert room.view.board is not None
    return room.view.board


def _stored(made: Hall) -> Board:
    return group_board.load(made.store, made.part_id)


def _centre(room: GroupsRoom, person: int) -> QPoint:
    view = room.view
    view.scrollTo(view.board_model.index_of(person))
    return view.visualRect(view.board_model.index_of(person)).center()


def _header(room: GroupsRoom, table: int) -> QPoint:
    view = room.view
    index = view.board_model.index(view.board_model.row_of_table(table), 0)
    view.scrollTo(index)
    return view.visualRect(index).center()


def _drag(room: GroupsRoom, start: QPoint, end: QPoint) -> None:
    area = room.view.viewport()
    QTest.mousePress(area, LEFT, NONE, start)
    QTest.mouseMove(area, start + QPoint(12, 4))
    QTest.mouseMove(area, end)
    QTest.mouseRelease(area, LEFT, NONE, end)


def _key(room: GroupsRoom, key: Qt.Key, modifier: Qt.KeyboardModifier = NONE) -> None:
    QTest.keyClick(room.view, key, modifier)


def _act(room: GroupsRoom, name: str) -> None:
    room.board_actions.by_key[name].trigger()


def test_all_tables_and_people_are_there_with_the_quality_on_top(room: GroupsRoom) -> None:
    board = _board(room)
    assert len(board.tables) == 15
    assert room.view.board_model.rowCount() == 15 + 90
    assert room.quality.accessibleName().startswith("Ingen fra samme enhet ved samme bord, bedre kan det ikke bli.")
    assert room.header.title.text() == "15 bord à 6"


def test_dragging_to_a_tables_name_moves_and_undo_takes_it_back(room: GroupsRoom, made: Hall, settle: Settle) -> None:
    person = _board(room).at[0][2]
    start = _centre(room, person)
    _drag(room, start, _header(room, 2))
    assert _board(room).seat[person] == 2  # seen at once
    settle()
    assert _stored(made).seat[person] == 2
    assert "har for mange" in room.quality.accessibleName()
    room.workspace.lane.undo()
    settle()
    assert _board(room).seat[person] == 0
    assert "har for mange" not in room.quality.accessibleName()
    room.workspace.lane.redo()
    settle()
    assert _board(room).seat[person] == 2


def test_dropping_on_a_person_swaps_the_two(room: GroupsRoom, made: Hall, settle: Settle) -> None:
    first, second = _board(room).at[0][1], _board(room).at[1][3]
    _drag(room, _centre(room, first), _centre(room, second))
    settle()
    stored = _stored(made)
    assert (stored.seat[first], stored.seat[second]) == (1, 0)
    assert [len(who) for who in stored.at] == [6] * 15


def test_while_dragging_the_hand_says_what_dropping_would_do(room: GroupsRoom) -> None:
    board = _board(room)
    view = room.view
    person = board.at[0][0]
    view.selection.choose([person])
    view.drag.begin(_centre(room, person))
    view.drag.move_to(_header(room, 3))
    assert view.drag.dragged is not None
    label = view.drag.dragged.label()
    assert label.text.startswith("for mange ved bordet")
    assert label.tone == "warn"
    view.drag.move_to(_centre(room, board.at[1][0]))
    assert view.drag.dragged.label().text.startswith(f"Bytt med {board.people[board.at[1][0]].name}")
    _key(room, Qt.Key.Key_Escape)
    assert view.drag.dragged is None


def test_several_move_together(room: GroupsRoom, made: Hall, settle: Settle) -> None:
    board = _board(room)
    a, b = board.at[0][0], board.at[0][3]
    area = room.view.viewport()
    QTest.mouseClick(area, LEFT, NONE, _centre(room, a))
    QTest.mouseClick(area, LEFT, Qt.KeyboardModifier.ControlModifier, _centre(room, b))
    assert room.view.selection.chosen() == (a, b)
    _drag(room, _centre(room, b), _header(room, 4))
    settle()
    stored = _stored(made)
    assert (stored.seat[a], stored.seat[b]) == (4, 4)
    room.workspace.lane.undo()
    settle()
    assert _board(room).seat[a] == _board(room).seat[b] == 0


def test_a_row_between_and_a_rectangle_can_be_chosen(room: GroupsRoom) -> None:
    board = _board(room)
    area = room.view.viewport()
    QTest.mouseClick(area, LEFT, NONE, _centre(room, board.at[0][1]))
    QTest.mouseClick(area, LEFT, Qt.KeyboardModifier.ShiftModifier, _centre(room, board.at[0][4]))
    assert room.view.selection.chosen() == board.at[0][1:5]
    start = _header(room, 0) + QPoint(0, -14)
    bay = room.view.board_geometry.layout.by_table[0].rect
    outside = QPoint(bay.right() + 4, start.y() + 2)
    QTest.mousePress(area, LEFT, NONE, outside)
    QTest.mouseMove(area, outside + QPoint(-60, 200))
    QTest.mouseRelease(area, LEFT, NONE, outside + QPoint(-60, 200))
    assert len(room.view.selection.chosen()) >= 3


def test_arrows_walk_and_alt_arrow_moves_to_the_table_there(room: GroupsRoom, made: Hall, settle: Settle) -> None:
    board = _board(room)
    room.view.setFocus()
    room.view.selection.choose([board.at[0][0]])
    _key(room, Qt.Key.Key_Down)
    assert room.view.selection.current_person() == board.at[0][1]
    _key(room, Qt.Key.Key_Right)
    assert room.view.selection.current_person() == board.at[1][1]
    _key(room, Qt.Key.Key_Up)
    _key(room, Qt.Key.Key_Up)
    assert room.view.selection.current_table() == 1
    assert room.view.selection.current_person() == -1  # the table itself
    _key(room, Qt.Key.Key_Down)
    person = room.view.selection.current_person()
    _key(room, Qt.Key.Key_Right, Qt.KeyboardModifier.AltModifier)
    settle()
    assert _stored(made).seat[person] == 2
    assert room.view.selection.current_person() == person  # the focus follows
    _key(room, Qt.Key.Key_Left, Qt.KeyboardModifier.AltModifier)
    settle()
    assert _stored(made).seat[person] == 1


def test_cut_and_paste_move_by_keyboard(room: GroupsRoom, made: Hall, settle: Settle) -> None:
    board = _board(room)
    a, b = board.at[0][0], board.at[0][1]
    room.view.selection.choose([a, b])
    _act(room, "cut")
    room.view.selection.choose([board.at[6][2]])
    _act(room, "paste")
    settle()
    stored = _stored(made)
    assert stored.seat[a] == stored.seat[b] == 6


def test_two_who_are_chosen_change_places_by_key(room: GroupsRoom, made: Hall, settle: Settle) -> None:
    board = _board(room)
    a, b = board.at[2][0], board.at[5][0]
    room.view.selection.choose([a, b])
    _act(room, "swap")
    settle()
    assert (_stored(made).seat[a], _stored(made).seat[b]) == (5, 2)


def test_delete_leaves_without_a_table_and_the_best_places_bring_back(
    room: GroupsRoom, made: Hall, settle: Settle
) -> None:
    person = _board(room).at[3][3]
    room.view.selection.choose([person])
    room.view.setFocus()
    _key(room, Qt.Key.Key_Delete)
    settle()
    assert _stored(made).seat[person] == NOBODY
    assert "1 har ikke bord" in room.quality.accessibleName()
    assert room.view.selection.current_person() == person
    assert room.view.highlights.places[0].table == 3  # the only free chair
    _key(room, Qt.Key.Key_1)
    settle()
    assert _stored(made).seat[person] == 3


def test_locked_people_cannot_be_dragged_until_let_go(room: GroupsRoom, made: Hall, settle: Settle) -> None:
    person = _board(room).at[0][0]
    room.view.selection.choose([person])
    _act(room, "lock")
    settle()
    assert person in _board(room).locked
    said: list[str] = []
    room.workspace.said.connect(lambda text, _action, _run: said.append(text))
    _drag(room, _centre(room, person), _header(room, 2))
    settle()
    assert _stored(made).seat[person] == 0
    assert "låst" in said[0]
    room.view.selection.choose([person])
    _act(room, "lock")
    settle()
    assert person not in _board(room).locked


def test_a_whole_table_is_locked_from_its_name(room: GroupsRoom, settle: Settle) -> None:
    view = room.view
    QTest.mouseClick(view.viewport(), LEFT, NONE, _header(room, 1))
    _act(room, "lock")
    settle()
    assert _board(room).locked == frozenset(_board(room).at[1])


def test_the_menu_says_what_can_be_done(room: GroupsRoom, made: Hall, settle: Settle) -> None:
    board = _board(room)
    room.view.selection.choose([board.at[0][0], board.at[1][0]])
    menu = room.board_actions.menu(room)
    texts = [action.text().partition("\t")[0] for action in menu.actions() if action.text()]
    assert texts[:1] == ["Flytt 2 til"]
    assert {"Lås her", "Alltid ved samme bord", "Aldri ved samme bord", "Nytt bord", "Fjern bordet"} <= set(texts)
    next(action for action in menu.actions() if action.text() == "Aldri ved samme bord").trigger()
    settle()
    assert any("sitter ikke ved samme bord" in rule.sentence for rule in _board(room).rules)
    room.view.selection.choose([board.at[0][0]])
    one = room.board_actions.menu(room)
    move = next(action.menu() for action in one.actions() if action.text() == "Flytt til")
    assert len(move.actions()) == 15
    for each in (menu, one):
        each.deleteLater()


def test_search_lights_up_those_who_fit_and_goes_to_the_first(room: GroupsRoom) -> None:
    board = _board(room)
    room.header.search.setText("ppt")
    assert room.view.highlights.lit == frozenset(n for n, one in enumerate(board.people) if one.unit_name == "PPT")
    QTest.keyClick(room.header.search, Qt.Key.Key_Return)
    assert room.view.selection.current_person() in room.view.highlights.lit
    room.header.search.setText("bord 7")
    assert room.view.highlights.lit == frozenset(board.at[6])
    room.header.search.clear()
    assert room.view.highlights.lit is None


def test_zoom_shows_every_table_and_says_less(room: GroupsRoom) -> None:
    view = room.view
    assert view.board_geometry.layout.detail is Detail.FULL
    view.zoom_to_all()
    assert view.board_geometry.layout.size.height() <= view.height()
    view.set_zoom(0.4)
    assert view.board_geometry.layout.detail is Detail.DOTS
    assert room.header.zoom.value() == 40


def test_the_floor_plan_keeps_tables_where_they_are_put(room: GroupsRoom, made: Hall, settle: Settle) -> None:
    room.header.view.choose("floor")
    room.choose_view("floor")
    view = room.view
    start = _header(room, 0)
    end = QPoint(view.viewport().width() // 2, view.viewport().height() // 2)
    _drag(room, start, end)
    settle()
    place = _stored(made).tables[0].place
    assert place is not None
    assert abs(place[0] - 500) < 30
    person = _board(room).at[1][0]
    _drag(room, _centre(room, person), _header(room, 3))
    settle()
    assert _stored(made).seat[person] == 3


def test_a_screen_reader_hears_who_sits_where_and_whom_they_have_met(room: GroupsRoom) -> None:
    QAccessible.setActive(True)  # as with a screen reader running: it is told when people move
    view, board = room.view, _board(room)
    face = QAccessible.queryAccessibleInterface(view)
    assert face.role() == QAccessible.Role.List
    assert face.childCount() == 105
    assert face.child(0).text(QAccessible.Text.Name) == "Bord 1, 6 av 6, bare nye møter"
    first = face.child(1).text(QAccessible.Text.Name)
    one = board.people[board.at[0][0]]
    assert first.startswith(f"{one.name}, {one.unit_name}, {one.service_name}")
    assert "Bord 1" in first
    assert face.child(1).rect().isValid()
    (a, b), _times = next(iter(board.met.items()))
    view.show_board(board.moved({a: 0, b: 0}))
    row = view.board_model.row_of_person(a)
    told = QAccessible.queryAccessibleInterface(view).child(row).text(QAccessible.Text.Name)
    assert board.people[b].name in told.partition("har møtt ")[2]


def test_the_panel_says_whom_a_person_has_met_and_takes_a_place(room: GroupsRoom, made: Hall, settle: Settle) -> None:
    board = _board(room)
    (a, b), _times = next(item for item in board.met.items() if board.seat[item[0][0]] != board.seat[item[0][1]])
    room.view.commands.move({a: board.seat[b]})
    settle()
    room.view.selection.choose([a])
    assert any(board.people[b].name in label.accessibleName() for label in room.panel._met)
    assert room.view.highlights.places
    table = room.view.highlights.places[0].table
    room.panel.place_wanted.emit(0)
    settle()
    assert _stored(made).seat[a] == table


@pytest.mark.parametrize("scale", [1.0, 2.0])
def test_text_size_changes_the_cards(room: GroupsRoom, scale: float) -> None:
    room.view.set_theme(room.workspace.theme.scaled(scale))
    assert room.view.board_geometry.layout.scale == pytest.approx(room.view.zoom * scale)
    assert room.view.board_geometry.layout.size.width() <= room.view.width()


def test_resting_the_mouse_on_somebody_tells_of_them_and_leaving_goes_back(room: GroupsRoom) -> None:
    board, view = _board(room), room.view
    view.selection.choose([board.at[0][0]])
    name = room.panel._name
    assert name.accessibleName() == board.people[board.at[0][0]].name
    other = board.at[1][2]
    QTest.mouseMove(view.viewport(), _centre(room, other))
    until(lambda: name.accessibleName() == board.people[other].name)
    _key(room, Qt.Key.Key_Down)  # a key: whoever is in focus counts
    assert name.accessibleName() == board.people[board.at[0][1]].name


def test_where_the_method_begins_in_pairs_they_stand_together(room: GroupsRoom, made: Hall, settle: Settle) -> None:
    with made.store.change():
        made.store.update("parts", made.part_id, method="one_two_four_all")
    room.reader.refresh()
    settle()
    model = room.view.board_model
    pair = model.pairs_at(0)[0]
    rows = [model.row_of_person(person) for person in pair]
    assert max(rows) - min(rows) == len(pair) - 1
    other = _board(room).people[pair[1]].name
    assert f"i par med {other}" in model.description(model.items[rows[0]])


def test_somebody_who_comes_later_keeps_the_seat_and_it_is_said(room: GroupsRoom, made: Hall, settle: Settle) -> None:
    who = _board(room).people[_board(room).at[0][0]].id
    room.workspace.lane.change(lambda store: participants.mark(store, who, "late"))
    settle()
    board, model = _board(room), room.view.board_model
    person = board.index[who]
    assert board.seat[person] == 0
    assert "kommer senere" in model.description(model.items[model.row_of_person(person)])
