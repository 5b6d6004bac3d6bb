"""Året as a coordinator meets it: what is due, ticked off by keys, a series in bulk, a meeting with an agenda."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import timedelta
from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from PySide6.QtGui import QFontMetrics
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QAbstractButton, QFileDialog, QWidget
from pytestqt.qtbot import QtBot

from nettverk.domain.organisation import TeamKind
from nettverk.domain.rooms import RoomKey
from nettverk.domain.year.items import EntryOf, ItemKind
from nettverk.services import gatherings
from nettverk.services.organisation import meetings, minutes, teams
from nettverk.services.register import register
from nettverk.services.year import frame, holidays, items, year
from nettverk.storage.store import Store
from nettverk.ui.common.anonymity_sheet import AnonymitySheet
from nettverk.ui.common.sheet import Sheet
from nettverk.ui.common.theme import in_force
from nettverk.ui.common.workspace import Workspace
from nettverk.ui.year.copy_sheet import CopySheet
from nettverk.ui.year.entry_sheets import ItemSheet
from nettverk.ui.year.frame_page import FrameOf
from nettverk.ui.year.frame_sheets import CostSheet, RequestSheet, TrainingSheet
from nettverk.ui.year.goals_page import GoalSheet, NewGoalSheet
from nettverk.ui.year.holidays_sheet import HolidaysSheet
from nettverk.ui.year.meeting_sheet import MeetingSheet
from nettverk.ui.year.model import MARK, OWNER, WHAT
from nettverk.ui.year.reading import TABLES, read
from nettverk.ui.year.room import View, YearRoom
from nettverk.ui.year.series_sheet import SeriesSheet
from nettverk.ui.year.team_sheet import TeamSheet
from nettverk.ui.year.wheel import SpotButton
from tests.gui.test_read_again import touched
from tests.helpers.clock import TODAY
from tests.helpers.typing import type_text
from tests.helpers.waiting import turns
from tests.visual.rooms import wear


@pytest.fixture
def room(qtbot: QtBot, sample_workspace: Workspace) -> Iterator[YearRoom]:
    shown = YearRoom(sample_workspace)
    shown.resize(1092, 740)
    shown.show()
    shown.activateWindow()
    qtbot.waitExposed(shown)
    settled(shown)
    yield shown
    settled(shown)
    shown.close()
    shown.deleteLater()


def settled(room: YearRoom) -> None:
    for _turn in range(6):
        room.workspace.lane.wait()
        turns()


def sheet(room: YearRoom, kind: type[Sheet]) -> Sheet:
    settled(room)
    return next(one for one in room.findChildren(kind) if one.isVisible())


def test_the_same_entries_in_the_wheel_and_in_the_list(room: YearRoom) -> None:
    page = room.page
    shown = [button for button in page.wheel.buttons if button.isVisible()]
    assert {button.entry.key for button in shown if button.entry} == {entry.key for entry in page.model.entries}
    assert all(button.accessibleName() for button in shown)
    assert page.due.isVisible()
    due = page.table.entry
    assert due is not None
    assert due.title in page.due.what.text()
    shown[0].setFocus()
    QTest.keyClick(shown[0], Qt.Key.Key_Right)
    assert page.table.entry == shown[1].entry  # where one is in the wheel, one is in the list


def test_tab_goes_from_the_views_to_the_wheel_the_filters_and_the_list(room: YearRoom) -> None:
    page = room.page
    last = next(button for button in room.view.findChildren(QAbstractButton) if button.text() == "Rammer")
    last.setFocus()
    stops: list[QWidget | None] = []
    for _stop in range(4):
        QTest.keyClick(room.window().focusWidget() or room, Qt.Key.Key_Tab)
        stops.append(room.window().focusWidget())
    assert isinstance(stops[0], SpotButton)
    assert stops[1:] == [page.network, page.phase, page.table]


def test_what_is_typed_in_a_meeting_stays_there_though_the_room_behind_is_read_again(room: YearRoom) -> None:
    room.view.choose(View.PEOPLE)
    room._turn()
    link = next(iter(room.people.meetings.values()))
    link.setFocus()
    QTest.keyClick(link, Qt.Key.Key_Space)
    meeting = sheet(room, MeetingSheet)
    assert isinstance(meeting, MeetingSheet)
    meeting.new.fill("Hva skal vi gjøre?")
    meeting.hand_in()
    settled(room)
    card = list(meeting.cards.values())[-1]
    card.fields["said"].setFocus()
    QTest.keyClicks(card.fields["said"], "Vi tar det opp")
    room.autosave.flush()
    settled(room)  # the meetings behind the sheet are shown anew
    QTest.keyClick(card.fields["said"], Qt.Key.Key_Tab)
    settled(room)
    assert room.window().focusWidget() is card.fields["decision"]
    offered = meeting.offered[0][1]
    offered.setFocus()
    offered.setChecked(True)
    meeting.take_offered()
    settled(room)
    here = room.window().focusWidget()
    assert here is list(meeting.cards.values())[-1].fields["said"]  # the box is gone: one goes on in the new point
    meeting.close_sheet()


def test_an_item_is_ticked_off_opened_and_removed_by_keys(room: YearRoom, sample_store: Store) -> None:
    row = next(n for n, e in enumerate(room.page.model.entries) if e.of is EntryOf.ITEM and not e.done)
    entry = room.page.model.entries[row]
    room.page.table.choose(entry.key)
    QTest.keyClick(room.page.table, Qt.Key.Key_Space)
    settled(room)
    item = items.get(sample_store, entry.id)
    assert item is not None
    assert item.done
    QTest.keyClick(room.page.table, Qt.Key.Key_Return)
    opened = sheet(room, ItemSheet)
    assert isinstance(opened, ItemSheet)
    opened.title_line.setText("Ny tekst")
    opened.close_sheet()  # closed without a word: stored all the same
    settled(room)
    item = items.get(sample_store, entry.id)
    assert item is not None
    assert item.title == "Ny tekst"
    QTest.keyClick(room.page.table, Qt.Key.Key_Delete)
    settled(room)
    assert items.get(sample_store, entry.id) is None
    room.workspace.lane.undo()
    settled(room)
    assert items.get(sample_store, entry.id) is not None


def test_something_new_in_the_year(room: YearRoom, sample_store: Store) -> None:
    room.acts.add_item()
    new = sheet(room, ItemSheet)
    assert isinstance(new, ItemSheet)
    new.hand_in()
    settled(room)
    assert new.fault.isVisible()  # without a title it says what is missing
    new.title_line.setText("Styret møtes")
    new.kind.setCurrentIndex(new.kind.findData(str(ItemKind.MEETING)))
    new.hand_in()
    settled(room)
    assert not new.isVisible()
    assert any(entry.title == "Styret møtes" for entry in room.page.model.entries)


def test_a_series_is_proposed_changed_and_made_in_one_step(room: YearRoom, sample_store: Store) -> None:
    before = year.read(sample_store, room.begins)
    room.acts.make_series()
    wished = sheet(room, SeriesSheet)
    assert isinstance(wished, SeriesSheet)
    assert len(wished.rows.rows) == 15
    for box in list(wished.districts.values())[1:]:
        box.setChecked(False)
    wished.count.setValue(2)
    wished.propose()
    first = wished.rows.rows[0]
    day = first.day.day()
    assert day is not None
    first.day.fill(day + timedelta(days=(6 - day.isoweekday()) % 7))
    wished.rows.look()
    assert "helg" in first.said.text()
    first.wanted.setChecked(False)
    wished.rows.look()
    assert wished.button.text() == "Lag 1 samling"
    wished.hand_in()
    settled(room)
    after = year.read(sample_store, room.begins)
    assert len(after.entries) == len(before.entries) + 1
    room.workspace.lane.undo()
    settled(room)
    assert len(year.read(sample_store, room.begins).entries) == len(before.entries)


def test_an_empty_year_says_how_to_begin_and_last_year_is_copied(room: YearRoom, sample_store: Store) -> None:
    room.show_year(room.begins + 1)
    settled(room)
    assert room._pages.currentIndex() == 0
    room.acts.copy_year()
    copied = sheet(room, CopySheet)
    assert isinstance(copied, CopySheet)
    assert copied.meetings, "the steering group meets next year too"
    wanted = len(copied.items) + len(copied.meetings) + copied.rows.wanted
    copied.hand_in()
    settled(room)
    assert len(year.read(sample_store, room.begins).entries) == wanted
    assert room._pages.currentIndex() == 1
    room.workspace.lane.undo()
    settled(room)
    assert room._pages.currentIndex() == 0
    room.acts.begin()
    settled(room)
    assert len(room.page.model.entries) == 6


def test_a_holiday_that_could_not_be_stored_stands_there_and_is_something_half_typed(
    room: YearRoom, sample_store: Store
) -> None:
    room.acts.edit_holidays()
    free = sheet(room, HolidaysSheet)
    assert isinstance(free, HolidaysSheet)
    free.usual.click()
    settled(room)
    row = free.rows[0]
    sample_store.connection.execute("PRAGMA query_only = 1")
    row.name.selectAll()
    type_text("Potetferie", row.name)
    row.name.editingFinished.emit()
    settled(room)
    assert free.rows[0].name.text() == "Potetferie", "what is typed stays"
    assert "Potetferie" in free.half_typed(), "so the window asks before it closes, and keeps it"
    sample_store.connection.execute("PRAGMA query_only = 0")
    row.name.editingFinished.emit()
    settled(room)
    assert not free.half_typed()
    assert "Potetferie" in [one.name for one in holidays.of_year(sample_store, room.begins)]
    free.close_sheet()


def test_holidays_teams_and_a_meeting(room: YearRoom, sample_store: Store) -> None:
    room.acts.edit_holidays()
    free = sheet(room, HolidaysSheet)
    assert isinstance(free, HolidaysSheet)
    free.usual.click()
    settled(room)
    assert len(free.rows) > 3
    free.close_sheet()
    room.view.choose(View.PEOPLE)
    room._turn()
    room.organise.add_team(TeamKind.WORKING)
    team = sheet(room, TeamSheet)
    assert isinstance(team, TeamSheet)
    team.new.setText("Liv Moe")
    team.hand_in()
    settled(room)
    assert [member.name for member in team.team.members] == ["Liv Moe"]
    team.rows[0].reports.click()
    settled(room)
    assert "Liv Moe" in [one.name for one in teams.recipients(sample_store)]
    team.close_sheet()
    room.organise.add_meeting(team.team.id)
    meeting = sheet(room, MeetingSheet)
    assert isinstance(meeting, MeetingSheet)
    assert meeting.offered
    meeting.offered[0][1].setChecked(True)
    meeting.take_offered()
    settled(room)
    card = next(iter(meeting.cards.values()))
    card.fields["decision"].setPlainText("Vi går videre.")
    room.autosave.flush()
    settled(room)
    stored = meetings.get(sample_store, meeting.meeting.id)
    assert stored is not None
    assert stored.points[0].decision == "Vi går videre."
    for spoken in ("nb", "nn", "en"):
        paper = minutes.handout(sample_store, stored.id, spoken)
        assert paper.pages == 1
        assert paper.data.startswith(b"%PDF")


def test_minutes_that_tell_of_a_child_are_looked_at_before_they_are_saved(
    room: YearRoom, sample_store: Store, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    target = tmp_path / "Referat.pdf"
    monkeypatch.setattr(QFileDialog, "getSaveFileName", lambda *_a, **_k: (str(target), ""))
    room.view.choose(View.PEOPLE)
    room._turn()
    next(iter(room.people.meetings.values())).click()
    meeting = sheet(room, MeetingSheet)
    assert isinstance(meeting, MeetingSheet)
    meeting.new.fill("En sak")
    meeting.hand_in()
    settled(room)
    said = list(meeting.cards.values())[-1].fields["said"]
    said.setFocus()
    QTest.keyClicks(said, "Tormod i 2B har ADHD.")
    meeting.paper.click()
    asked = sheet(room, AnonymitySheet)
    assert isinstance(asked, AnonymitySheet)
    assert "Tormod" in {one.finding.text for one in asked.found}
    assert not target.exists()
    while asked.found:
        asked.use()
        settled(room)
    stored = meetings.get(sample_store, meeting.meeting.id)
    assert stored is not None
    assert "Tormod" not in stored.points[-1].said
    asked.go_on()
    settled(room)
    assert target.read_bytes().startswith(b"%PDF")
    meeting.paper.click()  # nothing is left to ask about
    settled(room)
    assert not asked.isVisible()
    meeting.close_sheet()


def test_who_came_is_counted_and_every_table_is_listened_to(room: YearRoom, sample_store: Store) -> None:
    room.view.choose(View.CAME)
    room._turn()
    assert room.came.model.rowCount() > 5
    assert "Oppmøtet er ført" in room.came.told.text()
    assert room.came.model.headerData(0, Qt.Orientation.Horizontal) == "Enhet"
    room.came.by.choose("ownership")
    room.came._show()
    assert 2 <= room.came.model.rowCount() <= 3
    assert room.came.model.headerData(0, Qt.Orientation.Horizontal) == "Kommunal eller privat"
    assert touched(sample_store, lambda: read(sample_store, room.begins)) - set(TABLES) == set()


@pytest.mark.slow
def test_what_frames_the_year_by_keys(room: YearRoom, sample_store: Store) -> None:
    room.view.choose(View.FRAME)
    room._turn()
    page = room.frame
    for of, kind in ((FrameOf.TRAINING, TrainingSheet), (FrameOf.PARTNER, RequestSheet), (FrameOf.COSTS, CostSheet)):
        page.of.choose(of)
        page._show()
        before = page.table.rows.rowCount()
        assert before > 2
        assert page.told.text()
        page.table.setCurrentIndex(page.table.rows.index(0, 0))
        QTest.keyClick(page.table, Qt.Key.Key_Return)
        opened = sheet(room, kind)
        opened.close_sheet()  # nothing changed: nothing stored
        settled(room)
        assert page.table.rows.rowCount() == before
        QTest.keyClick(page.table, Qt.Key.Key_Delete)
        settled(room)
        assert page.table.rows.rowCount() == before - 1
        room.workspace.lane.undo()
        settled(room)
        assert page.table.rows.rowCount() == before
    room.frames.open(FrameOf.COSTS)
    new = sheet(room, CostSheet)
    assert isinstance(new, CostSheet)
    new.hand_in()
    settled(room)
    assert new.fault.isVisible()  # it does not say what the money went to
    new.what.setText("Kaffe")
    new.amount.setValue(900)
    new.hand_in()
    settled(room)
    assert "Kaffe" in [line.cells[0] for line in page.table.rows.lines]
    made = next(one for one in frame.costs(sample_store, room.begins) if one.what == "Kaffe")
    room.frames.open(FrameOf.COSTS, made.id)
    again = sheet(room, CostSheet)
    assert isinstance(again, CostSheet)
    again.amount.setValue(950)
    again.close_sheet()  # closed without a word: stored all the same
    settled(room)
    assert next(one for one in frame.costs(sample_store, room.begins) if one.id == made.id).amount == 950


def test_goals_are_opened_linked_and_limited_to_three(room: YearRoom, sample_store: Store) -> None:
    room.view.choose(View.GOALS)
    room._turn()
    page = room.goals
    assert page.stories
    page.table.setCurrentIndex(page.table.rows.index(0, 0))
    assert page.story.text()
    rows = page.table.verticalHeader().length() + page.table.horizontalHeader().height()
    assert page.table.height() <= rows + 30  # what hangs on the goal stands right below the list
    QTest.keyClick(page.table, Qt.Key.Key_Return)
    opened = sheet(room, GoalSheet)
    assert isinstance(opened, GoalSheet)
    box = next(box for box in opened.boxes.values() if not box.isChecked())
    linked = len(page.stories[0].linked)
    QTest.keyClick(box, Qt.Key.Key_Space)
    opened.now.setPlainText("Alle vet hvem som ringer.")
    opened.close_sheet()
    settled(room)
    story = page.stories[0]
    assert len(story.linked) == linked + 1
    assert story.goal.sign_now == "Alle vet hvem som ringer."
    said: list[str] = []
    for number in range(4):
        room.frames.new_goal()
        new = sheet(room, NewGoalSheet)
        assert isinstance(new, NewGoalSheet)
        new.text.setPlainText(f"Mål {number}")
        new.hand_in()
        settled(room)
        if new.isVisible():
            said.append(new.fault.text())
            new.text.setPlainText("")
            new.close_sheet()
            break
    assert any("hvilket hviler" in words for words in said)


def test_before_anybody_has_come_the_way_to_the_door_is_shown(qtbot: QtBot, workspace: Workspace) -> None:
    gone: list[RoomKey] = []
    workspace.went.connect(lambda key, *_more: gone.append(key))
    empty_room = YearRoom(workspace)
    empty_room.resize(1092, 740)
    empty_room.show()
    settled(empty_room)
    empty_room.view.choose(View.CAME)
    empty_room._turn()
    settled(empty_room)
    assert not empty_room.came.table.isVisible()
    button = empty_room.came.nothing.button
    assert button is not None
    assert button.isVisible()
    button.click()
    assert gone == [RoomKey.STAGE]
    empty_room.close()
    empty_room.deleteLater()


def test_who_sees_to_it_is_whole_where_the_list_is_wide(room: YearRoom) -> None:
    listing = room.page.table
    narrow = listing.columnWidth(OWNER)
    assert narrow < listing.viewport().width() // 2
    room.resize(1710, 1020)
    settled(room)
    assert listing.columnWidth(OWNER) >= listing.sizeHintForColumn(OWNER)


def test_what_it_is_stands_whole_in_a_narrow_list(room: YearRoom) -> None:
    table = room.page.table
    rows = [table.rowHeight(at) for at in range(len(room.page.model.entries))]
    assert max(rows) > min(rows), "a long title has two lines"
    words = QFontMetrics(in_force().font(0, "semibold"))
    for at, entry in enumerate(room.page.model.entries):
        room_for = table.columnWidth(WHAT) - MARK
        one_line = words.horizontalAdvance(room.page.model.text(entry, WHAT)) < room_for
        assert one_line or table.rowHeight(at) >= 2 * words.height(), entry.title


def test_the_year_of_one_district_has_what_is_for_all_too(room: YearRoom, sample_store: Store) -> None:
    assert not room.page.district.isVisible(), "no gathering here is of a district"
    first, second = register.districts(sample_store)[:2]
    coming = [one for one in gatherings.all_(sample_store) if one.held_on and one.held_on.year == room.begins + 1]
    for gathering, district in zip(coming[:2], (first, second), strict=True):
        gatherings.edit(sample_store, gathering.id, district_id=district.id)
    room.refresh()
    settled(room)
    box = room.page.district
    assert box.isVisible()
    before = len(room.page.model.entries)
    box.setCurrentIndex(box.findData(first.id))
    box.activated.emit(box.currentIndex())
    keys = {entry.key for entry in room.page.model.entries}
    assert len(keys) == before - 1
    assert (EntryOf.GATHERING, coming[0].id) in keys
    assert (EntryOf.GATHERING, coming[1].id) not in keys


def test_with_the_largest_text_the_list_is_there_and_says_what_is_due(room: YearRoom) -> None:
    workspace = room.workspace
    wear(workspace, "light", 2.0)
    try:
        room.resize(1078, 612)
        settled(room)
        table = room.page.table
        at = table.visualRect(table.currentIndex())
        assert at.isValid()
        assert table.viewport().rect().contains(at.center()), "the row that is due is seen"
        assert table.viewport().height() >= 1.5 * table.rowHeight(table.currentIndex().row())
        assert not room.about.isVisible()
        assert room.view.x() == room.title.x(), "nothing is pushed aside"
        assert "samlinger" in room.title.accessibleDescription()
    finally:
        wear(workspace, "light")
    settled(room)
    room.resize(1092, 740)
    settled(room)
    assert room.about.isVisible()
    assert room.page.due.isVisible()


def test_the_focus_goes_with_the_mouse_from_one_choice_to_another(room: YearRoom) -> None:
    room.view.choose(View.FRAME)
    room._turn()
    settled(room)
    training, _partner, costs = room.frame.findChildren(QAbstractButton)[:3]
    training.setFocus()
    QTest.mouseClick(costs, Qt.MouseButton.LeftButton)
    assert costs.hasFocus()
    assert not training.hasFocus()


def test_a_cost_is_of_today_or_of_its_gatherings_day(room: YearRoom) -> None:
    room.frames.open(FrameOf.COSTS)
    cost = sheet(room, CostSheet)
    assert isinstance(cost, CostSheet)
    assert cost.day.day() == TODAY
    box = cost.gathering
    box.setCurrentIndex(1)
    box.activated.emit(1)
    held = next(entry for entry in room.page.model.entries if entry.id == box.currentData())
    assert cost.day.day() == held.day
    cost.close_sheet()


def test_where_three_goals_are_active_one_says_which_rests(room: YearRoom) -> None:
    active = [story for story in room.goals.stories if story.goal.active]
    assert len(active) == 3
    room.frames.new_goal()
    new = sheet(room, NewGoalSheet)
    assert isinstance(new, NewGoalSheet)
    assert new.rests.isVisible()
    new.network.setCurrentIndex(new.network.findText("6–16"))
    assert not new.rests.isVisible(), "that network has room for one more"
    new.network.setCurrentIndex(new.network.findText("0–6"))
    new.text.setPlainText("Alle barn har en venn.")
    new.hand_in()
    settled(room)
    assert new.isVisible()
    assert "hvilket hviler" in new.fault.text()
    new.rests.setCurrentIndex(new.rests.findData(active[0].goal.id))
    new.hand_in()
    settled(room)
    assert not new.isVisible()
    states = {story.goal.text: story.goal.active for story in room.goals.stories}
    assert states["Alle barn har en venn."]
    assert not states[active[0].goal.text]


def test_the_reports_are_asked_for_where_the_year_is(qtbot: QtBot, room: YearRoom) -> None:
    with qtbot.waitSignal(room.workspace.reports_wanted):
        QTest.keyClick(room.reports, Qt.Key.Key_Space)
    assert room.reports.accessibleName() == "Rapporter fra skoleåret"


def test_from_a_copy_without_holidays_one_goes_to_write_them_in(room: YearRoom) -> None:
    room.show_year(room.begins + 1)
    settled(room)
    room.acts.copy_year()
    settled(room)
    copied = sheet(room, CopySheet)
    assert isinstance(copied, CopySheet)
    way = next(one for one in copied.findChildren(QAbstractButton) if one.text() == "Skriv inn skoleferiene")
    QTest.keyClick(way, Qt.Key.Key_Space)
    settled(room)
    assert isinstance(sheet(room, HolidaysSheet), HolidaysSheet)
