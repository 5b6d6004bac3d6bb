"""Planlegg as the organiser meets it: type, move, drag, undo, see whether the day holds."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date, time, timedelta

import pytest
from PySide6.QtCore import QMimeData, QModelIndex, QPoint, Qt
from PySide6.QtWidgets import QApplication, QLineEdit
from pytestqt.qtbot import QtBot

from nettverk.domain.dates import read_clock
from nettverk.domain.plan import Part
from nettverk.domain.tags import Carrier, TagOn
from nettverk.services import gatherings, plan, tags
from nettverk.services.register import register
from nettverk.services.templates import template
from nettverk.storage.store import Store
from nettverk.ui.common.workspace import Workspace
from nettverk.ui.plan.model import FIXED, FLOOR, MINUTES, TIME, TITLE
from nettverk.ui.plan.room import PlanRoom
from nettverk.ui.plan.side_panel import Form
from tests.helpers.typing import press, type_text


@pytest.fixture
def gathering_id(store: Store) -> str:
    network = register.add_network(store, "0–6").made
    return gatherings.make(store, template("kristiansand"), network_id=network, held_on=date(2026, 11, 24)).made


@pytest.fixture
def room(qtbot: QtBot, workspace: Workspace, gathering_id: str) -> Iterator[PlanRoom]:
    workspace.open_gathering(gathering_id)
    workspace.lane.wait()
    made = PlanRoom(workspace)
    made.resize(1180, 720)
    made.show()
    workspace.lane.wait()
    yield made
    made.side.part_fields.flush()
    workspace.lane.wait()
    made.close()
    made.deleteLater()


def titles(room: PlanRoom) -> list[str]:
    return [room.model.index(row, TITLE).data() for row in range(room.model.rowCount())]


def settled(room: PlanRoom) -> None:
    room.workspace.lane.wait()
    room.workspace.lane.wait()


def test_the_plan_shows_times_and_that_it_fits(room: PlanRoom) -> None:
    assert "Teori" in titles(room)
    assert room.model.index(0, TIME).data() == "08.30–09.00"
    assert "Planen går opp" in room.verdict.text()


def editor_in(room: PlanRoom, row: int, column: int) -> QLineEdit:
    """Open the editor of a cell, as a double click does."""
    index = room.model.index(row, column)
    room.table.setCurrentIndex(index)
    room.table.edit(index)
    editor = QApplication.focusWidget()
    assert isinstance(editor, QLineEdit)
    return editor


def stored_part(room: PlanRoom, store: Store, title: str) -> Part:
    settled(room)
    assert room.workspace.gathering is not None
    return next(part for part in plan.parts(store, room.workspace.gathering.id) if part.title == title)


def test_typing_minutes_recalculates_the_day_for_every_key(room: PlanRoom, store: Store) -> None:
    row = titles(room).index("Teori")
    after = room.model.index(row + 1, TIME).data()
    editor = editor_in(room, row, MINUTES)
    editor.selectAll()
    type_text("9", editor)
    assert room.model.index(row, MINUTES).data() == "9"
    type_text("0", editor)
    settled(room)
    assert room.model.index(row, MINUTES).data() == "90"
    assert room.model.index(row + 1, TIME).data() != after
    assert QApplication.focusWidget() is editor  # the field one types in stays
    assert "for lang" in room.verdict.text()
    assert stored_part(room, store, "Teori").minutes != 90  # nothing is stored before it is typed to its end
    type_text("\n", editor)
    assert stored_part(room, store, "Teori").minutes == 90


@pytest.mark.parametrize("column", [TITLE, MINUTES, FLOOR, FIXED])
def test_an_editor_begins_with_what_stands_in_the_cell(room: PlanRoom, store: Store, column: int) -> None:
    row = titles(room).index("Teori")
    room.workspace.lane.change(lambda s: plan.edit(s, room.model.parts[row].id, fixed_start=time(10, 15)))
    settled(room)
    editor = editor_in(room, row, column)
    assert editor.text() == room.model.index(row, column).data() != ""
    needed = editor.fontMetrics().horizontalAdvance(editor.text())
    assert editor.width() >= needed + 6  # and it can be read there
    type_text("\x1b", editor)
    assert titles(room)[row] == "Teori"


def test_the_least_minutes_stand_when_the_minutes_are_typed_anew(room: PlanRoom, store: Store) -> None:
    before = stored_part(room, store, "Teori")
    row = titles(room).index("Teori")
    room.table.setCurrentIndex(room.model.index(row, MINUTES))
    type_text("6", room.table)  # a digit on the cell replaces what stands there
    type_text("0\n")
    after = stored_part(room, store, "Teori")
    assert (after.minutes, after.floor_minutes) == (60, min(60, before.floor_minutes))
    assert before.floor_minutes > 9
    assert room.table.currentIndex().row() == row + 1  # Enter goes on to the cell below
    assert room.table.currentIndex().column() == MINUTES


def test_the_least_minutes_stand_when_the_form_is_typed_in_slowly(room: PlanRoom, store: Store) -> None:
    before = stored_part(room, store, "Teori")
    room.table.choose(before.id)
    box = room.side.part_fields.input("minutes")
    box.setFocus()
    box.selectAll()  # type: ignore[attr-defined]
    type_text("6", box)
    settled(room)
    assert stored_part(room, store, "Teori").floor_minutes == before.floor_minutes
    type_text("0", box)
    room.side.part_fields.flush()
    after = stored_part(room, store, "Teori")
    assert (after.minutes, after.floor_minutes) == (60, before.floor_minutes)


def test_escape_in_a_cell_brings_back_what_stood_there(room: PlanRoom, store: Store) -> None:
    row, before = titles(room).index("Teori"), stored_part(room, store, "Teori")
    editor = editor_in(room, row, MINUTES)
    editor.selectAll()
    type_text("15", editor)
    assert room.model.index(row, MINUTES).data() == "15"
    type_text("\x1b", editor)
    assert room.model.index(row, MINUTES).data() == str(before.minutes)
    assert stored_part(room, store, "Teori") == before


def test_tab_stores_and_goes_on_to_the_next_cell_that_can_be_typed_in(qtbot: QtBot, room: PlanRoom) -> None:
    row = titles(room).index("Teori")
    editor = editor_in(room, row, TITLE)
    editor.selectAll()
    type_text("Fag", editor)
    press("Tab", editor)
    settled(room)
    assert titles(room)[row] == "Fag"
    line = QApplication.focusWidget()
    assert isinstance(line, QLineEdit)
    assert (room.table.currentIndex().row(), room.table.currentIndex().column()) == (row, MINUTES)
    qtbot.keyClick(line, Qt.Key.Key_Backtab)
    assert room.table.currentIndex().column() == TITLE


def test_a_fixed_start_that_is_no_time_leaves_the_old_one_and_says_so(room: PlanRoom, store: Store) -> None:
    said: list[str] = []
    room.workspace.said.connect(lambda text, *_rest: said.append(text))
    row, part = titles(room).index("Teori"), stored_part(room, store, "Teori")
    room.workspace.lane.change(lambda s: plan.edit(s, part.id, fixed_start=time(10, 15)))
    settled(room)
    editor = editor_in(room, row, FIXED)
    editor.selectAll()
    type_text("snart\n", editor)
    assert stored_part(room, store, "Teori").fixed_start == time(10, 15)
    assert "snart" in said[-1]
    assert "10.15" in said[-1]


def test_alt_arrow_moves_a_part_and_undo_brings_it_back(qtbot: QtBot, room: PlanRoom) -> None:
    before = titles(room)
    room.table.setCurrentIndex(room.model.index(2, TITLE))
    qtbot.keyClick(room.table, Qt.Key.Key_Down, Qt.KeyboardModifier.AltModifier)
    settled(room)
    assert titles(room)[3] == before[2]
    assert room.table.currentIndex().row() == 3  # the cursor follows the part
    room.workspace.lane.undo()
    settled(room)
    assert titles(room) == before


def test_a_part_is_dragged_to_another_place(room: PlanRoom) -> None:
    before = titles(room)
    data: QMimeData = room.model.mimeData([room.model.index(4, TITLE)])
    room.model.dropMimeData(data, Qt.DropAction.MoveAction, 1, 0, QModelIndex())
    settled(room)
    assert titles(room) == [before[0], before[4], *before[1:4], *before[5:]]


def test_delete_removes_and_the_line_offers_to_take_it_back(qtbot: QtBot, room: PlanRoom) -> None:
    before = titles(room)
    said: list[tuple[str, object]] = []
    room.workspace.said.connect(lambda text, _action, run: said.append((text, run)))
    room.table.setCurrentIndex(room.model.index(3, TITLE))
    qtbot.keyClick(room.table, Qt.Key.Key_Delete)
    settled(room)  # nothing is said in it, so nothing is asked
    settled(room)
    assert len(titles(room)) == len(before) - 1
    assert before[3] in said[-1][0]
    said[-1][1]()  # type: ignore[operator]
    settled(room)
    assert titles(room) == before


def test_a_new_part_is_chosen_and_named_in_the_side_panel(room: PlanRoom, store: Store) -> None:
    room.table.setCurrentIndex(room.model.index(1, TITLE))
    room.add_part("break")
    settled(room)
    assert room.table.currentIndex().row() == 2
    title = room.side.part_fields.input("title")
    title.setFocus()
    title.selectAll()  # type: ignore[attr-defined]
    type_text("Strekk på beina, Čáhput", title)
    room.side.part_fields.flush()
    settled(room)
    assert titles(room)[2] == "Strekk på beina, Čáhput"


def test_questions_typed_one_on_each_line_are_stored(room: PlanRoom, workspace: Workspace, gathering_id: str) -> None:
    row = next(i for i, part in enumerate(room.model.parts) if part.kind == "across")
    room.table.setCurrentIndex(room.model.index(row, TITLE))
    room.side.part_fields.input("questions").setPlainText("Hva ser dere?\nHva gjør dere?\n")  # type: ignore[attr-defined]
    room.side.part_fields.flush()
    settled(room)
    assert [q.text for q in room.model.parts[row].questions] == ["Hva ser dere?", "Hva gjør dere?"]


def test_a_question_that_takes_two_lines_has_one_number(room: PlanRoom) -> None:
    row = next(i for i, part in enumerate(room.model.parts) if part.kind == "across")
    room.table.setCurrentIndex(room.model.index(row, TITLE))
    box = room.side.part_fields.questions
    long = "Hva ser dere at barna gjør i garderoben når de kommer, og hva gjør de voksne som står der da?"
    box.setPlainText(f"{long}\n\nHva prøver vi?")
    room.side.part_fields.flush()
    settled(room)
    first = room.model.parts[row].questions[0].number
    (one, its), (other, next_) = box.marks()
    assert (its, next_) == (str(first), str(first + 1))
    assert one.height() > 1.5 * box.fontMetrics().lineSpacing(), "the first takes several lines"
    assert other.top() >= one.bottom()
    assert box.viewport().geometry().left() > box.fontMetrics().horizontalAdvance("10"), "and the numbers have room"


@pytest.mark.parametrize(("typed", "shown"), [("1130", "11.30"), ("kl. 11:30", "11.30"), ("9", "09.00"), ("", "")])
def test_a_fixed_start_is_typed_as_people_write_it(room: PlanRoom, typed: str, shown: str) -> None:
    editor = editor_in(room, 5, FIXED)
    editor.selectAll()
    type_text(typed or "\b", editor)
    type_text("\n", editor)
    settled(room)
    assert room.model.index(5, FIXED).data() == shown


def test_a_fixed_start_in_the_form_is_empty_until_somebody_gives_one(room: PlanRoom) -> None:
    row = titles(room).index("Teori")
    room.table.setCurrentIndex(room.model.index(row, TITLE))
    settled(room)
    moment = room.side.part_fields.start
    assert moment.line.text() == ""
    assert str(room.model.index(row, TIME).data())[:5] in moment.line.placeholderText()
    type_text("1015\n", moment.line)
    settled(room)
    assert moment.line.text() == "10.15"
    assert room.model.index(row, FIXED).data() == "10.15"
    moment.line.selectAll()
    type_text("\b\n", moment.line)
    settled(room)
    assert room.model.index(row, FIXED).data() == ""


def test_times_that_are_none_are_not_taken() -> None:
    assert [read_clock(text) for text in ("25", "9.75", "lunsj", "1.2.3")] == [None] * 4


def test_without_a_gathering_the_room_says_the_first_step(qtbot: QtBot, workspace: Workspace) -> None:
    made = PlanRoom(workspace)
    made.show()
    workspace.lane.wait()
    button = made.findChildren(type(made._add_button))
    assert any("Ny samling" in one.text() for one in button if one.isVisible())
    made.close()
    made.deleteLater()


def test_a_new_gathering_is_made_with_keyboard_alone(qtbot: QtBot, workspace: Workspace, store: Store) -> None:
    made = PlanRoom(workspace)
    made.resize(1180, 720)
    made.show()
    made.gatherings.new()
    workspace.lane.wait()
    sheet = made.gatherings.sheet
    assert sheet is not None
    assert sheet.isVisible()
    sheet.network.setEditText("6–16")
    sheet.district.setEditText("Vågsbygd")
    qtbot.keyClick(sheet, Qt.Key.Key_Return)
    workspace.lane.wait()
    workspace.lane.wait()
    assert workspace.gathering is not None
    assert workspace.gathering.headline == "6–16 · Vågsbygd"
    assert workspace.gathering.parts > 5
    workspace.lane.undo()  # network, district and gathering were one step
    workspace.lane.wait()
    made.close()
    made.deleteLater()


def test_the_gathering_itself_is_changed_in_the_side_panel(room: PlanRoom, workspace: Workspace) -> None:
    room.side.show_form(Form.GATHERING)
    assert room.side.gathering_fields is not None
    room.side.gathering_fields.input("theme").setText("Inkluderende lek")  # type: ignore[attr-defined]
    room.side.gathering_fields.flush()
    settled(room)
    assert "Inkluderende lek" in room.about.text()


def test_parts_are_tagged_shown_and_filtered_and_another_gathering_shows_everything(
    room: PlanRoom, store: Store, gathering_id: str
) -> None:
    theory, across = (next(part for part in room.model.parts if part.kind == kind) for kind in ("theory", "across"))
    room.table.choose(theory.id)
    room.side.part_fields.tags.button.click()
    settled(room)
    assert room.tags._tagger.sheet is not None
    room.tags._tagger.sheet.chooser.boxes["bti"].click()
    room.tags._tagger.sheet.close_sheet()
    settled(room)
    assert [label.text() for label in room.side.part_fields.tags.labels] == ["BTI"]
    tags.set_tags(store, Carrier(TagOn.PART, across.id, gathering_id), ["likeverd"])
    room.refresh()
    settled(room)
    room.tags.filter.choose(["likeverd"])
    shown = [part.id for row, part in enumerate(room.model.parts) if not room.table.isRowHidden(row)]
    assert shown == [across.id]
    assert room.table.current_id() == across.id
    assert len(room.timeline._planned) == len(room.model.parts)
    room.workspace.open_gathering(gatherings.copy(store, gathering_id).made)
    settled(room)
    assert not room.tags.filter.chosen
    assert not any(room.table.isRowHidden(row) for row in range(room.model.rowCount()))


def test_the_end_of_a_part_is_pulled_on_the_line_of_the_day(room: PlanRoom, qtbot: QtBot) -> None:
    line, part = room.timeline, next(part for part in room.model.parts if part.kind == "theory")
    row = next(row for row in line._planned if row.part.id == part.id)
    box = line._box(row)
    end = QPoint(round(box.right()), round(box.center().y()))
    qtbot.mouseMove(line, end)
    assert line.cursor().shape() is Qt.CursorShape.SizeHorCursor
    qtbot.mousePress(line, Qt.MouseButton.LeftButton, pos=end)
    ten_minutes = round(line._x(row.end) - line._x(row.end - timedelta(minutes=10)))
    qtbot.mouseMove(line, end + QPoint(ten_minutes, 0))
    qtbot.mouseRelease(line, Qt.MouseButton.LeftButton, pos=end + QPoint(ten_minutes, 0))
    settled(room)
    longer = next(one for one in room.model.parts if one.id == part.id)
    assert longer.minutes == part.minutes + 10
    room.workspace.lane.undo()
    settled(room)
    assert next(one for one in room.model.parts if one.id == part.id).minutes == part.minutes
    middle = QPoint(round(line._box(row).center().x()), end.y())
    qtbot.mousePress(line, Qt.MouseButton.LeftButton, pos=middle)
    qtbot.mouseRelease(line, Qt.MouseButton.LeftButton, pos=middle + QPoint(40, 0))
    settled(room)
    assert room.table.current_id() == part.id
    assert next(one for one in room.model.parts if one.id == part.id).minutes == part.minutes, "that only chooses it"
