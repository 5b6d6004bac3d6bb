"""Refleksjoner as a table secretary meets it: a stack of sheets, two hands on the keyboard, nothing lost."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date

import pytest
from PySide6.QtWidgets import QApplication, QPushButton
from pytestqt.qtbot import QtBot

from nettverk.domain.errors import Expected
from nettverk.services import gatherings, participants, plan, reflections
from nettverk.services.groups import groupings
from nettverk.services.register import register
from nettverk.services.templates import template
from nettverk.services.themes.board import board
from nettverk.storage.store import Store
from nettverk.ui.common.widgets import LinkButton
from nettverk.ui.common.workspace import Workspace
from nettverk.ui.reflect.room import ReflectRoom
from tests.helpers.typing import press, type_text
from tests.helpers.waiting import PATIENCE_S, until


@pytest.fixture
def held(store: Store) -> str:
    """A gathering with twelve people in three groups and five questions."""
    network = register.add_network(store, "0–6").made
    unit = register.add_unit(store, "Lund barnehage").made
    made = gatherings.make(store, template("kristiansand"), network_id=network, held_on=date(2026, 11, 24)).made
    for number in range(12):
        participants.add_new(store, made, f"Navn{number}", "Etternavn", unit)
    groupings.build(store, across(store, made), tables=3, iterations=10)
    return made


def across(store: Store, gathering_id: str) -> str:
    return next(part.id for part in plan.parts(store, gathering_id) if part.kind == "across")


@pytest.fixture
def room(qtbot: QtBot, workspace: Workspace, held: str) -> Iterator[ReflectRoom]:
    workspace.open_gathering(held)
    workspace.lane.wait()
    shown = ReflectRoom(workspace)
    shown.resize(1100, 760)
    shown.show()
    shown.activateWindow()
    qtbot.waitExposed(shown)
    settled(shown)
    yield shown
    shown.autosave.flush()
    settled(shown)
    shown.close()
    shown.deleteLater()


def settled(room: ReflectRoom) -> None:
    for _turn in range(3):
        room.workspace.lane.wait()
        QApplication.processEvents()


def stored(room: ReflectRoom) -> dict[str, str]:
    """What the database has, by code."""
    found: dict[str, str] = {}
    gathering_id = room.known.gathering_id
    room.workspace.lane.ask(
        lambda store: reflections.sheets(store, gathering_id),
        lambda sheets: found.update({one.code: one.text for one in sheets if one.written}),
    )
    room.workspace.lane.wait()
    return found


def at(room: ReflectRoom) -> str:
    """The code of the sheet the cursor is in."""
    focus = QApplication.focusWidget()
    field = next((one for one in room.pages._fields.values() if one.edit is focus), None)
    return field.sheet.code if field else ""


def go(room: ReflectRoom, code: str) -> None:
    press("Ctrl+L", room)
    type_text(f"{code}\n", room.code)
    settled(room)


def test_units_on_their_own_lack_no_sheets_until_sheets_are_used(room: ReflectRoom, store: Store, held: str) -> None:
    own = next(part for part in plan.parts(store, held) if part.organising == "own_unit")
    plan.set_questions(store, own.id, ["Hva gjør vi hos oss?"])
    groupings.own_units(store, own.id)
    room.reader.refresh()
    settled(room)
    assert room.parts._buttons[own.id].count.text() == ""
    reflections.write(store, held, own.id, 1, room.known.parts[-1].questions[0].id, "Vi begynner mandag.")
    room.reader.refresh()
    settled(room)
    assert room.parts._buttons[own.id].count.text() == "1/1"


def test_coming_here_one_can_type_at_once(room: ReflectRoom) -> None:
    room.setFocus()
    settled(room)
    assert at(room) == "G1-1"
    go(room, "G2-3")
    room.code.setFocus()
    room.setFocus()
    assert at(room) == "G2-3"


def test_coming_here_for_the_first_time_one_can_type_at_once(qtbot: QtBot, workspace: Workspace, held: str) -> None:
    workspace.open_gathering(held)
    workspace.lane.wait()
    fresh = ReflectRoom(workspace)
    fresh.show()
    fresh.activateWindow()
    fresh.setFocus()
    qtbot.waitExposed(fresh)
    settled(fresh)
    assert at(fresh) == "G1-1"
    fresh.close()
    fresh.deleteLater()


def test_a_code_a_text_and_the_next_code(room: ReflectRoom) -> None:
    go(room, "g3-2")
    assert at(room) == "G3-2"
    type_text("Vi ringer hverandre.\nÁilu skriver lista.")
    go(room, "1-1")
    type_text("Første bord")
    room.autosave.flush()
    assert stored(room) == {"G3-2": "Vi ringer hverandre.\nÁilu skriver lista.", "G1-1": "Første bord"}


def test_it_is_stored_while_one_types_without_a_pause(room: ReflectRoom) -> None:
    go(room, "G1-1")
    room.autosave._pause.setInterval(3_600_000)  # never silent as long as the pause that would store it

    def typed_on() -> bool:
        type_text("ord ")
        return stored(room).get("G1-1", "").startswith("ord ord ord")

    until(typed_on, "what was typed, in the database")


def test_it_says_calmly_that_it_is_stored(room: ReflectRoom) -> None:
    waits: list[bool] = []
    room.workspace.typing.connect(waits.append)
    go(room, "G1-1")
    type_text("Noe")
    assert waits[-1] is True
    until(lambda: waits[-1] is False)


def test_leaving_the_field_stores_at_once(room: ReflectRoom) -> None:
    go(room, "G2-1")
    type_text("Ferdig")
    room.search.setFocus()
    assert stored(room) == {"G2-1": "Ferdig"}


def test_closing_the_window_stores_at_once(room: ReflectRoom) -> None:
    go(room, "G2-1")
    type_text("Siste ord")
    room.workspace.closing.emit()
    assert stored(room) == {"G2-1": "Siste ord"}


def test_going_to_another_gathering_takes_nothing_along(room: ReflectRoom, store: Store) -> None:
    go(room, "G1-1")
    type_text("Hører hjemme her")
    first = room.known.gathering_id
    room.workspace.open_gathering(None)
    settled(room)
    assert [one.text for one in reflections.all_(store, first)] == ["Hører hjemme her"]


def test_tab_goes_through_the_questions_and_on_to_the_next_table(room: ReflectRoom) -> None:
    go(room, "G1-2")
    been = []
    for _turn in range(3):
        press("Tab")
        settled(room)
        been.append(at(room))
    assert been == ["G1-3", "G2-1", "G2-2"]
    press("Shift+Tab")
    settled(room)
    assert at(room) == "G2-1"


def test_tab_comes_out_after_the_last_sheet(room: ReflectRoom) -> None:
    go(room, "G3-3")
    press("Tab")
    settled(room)
    assert at(room) == ""


def test_ctrl_arrows_go_from_table_to_table(room: ReflectRoom) -> None:
    go(room, "G1-2")
    press("Ctrl+Down")
    settled(room)
    assert at(room) == "G2-2"
    press("Ctrl+Up")
    settled(room)
    assert at(room) == "G1-2"


def test_question_by_question_all_tables_stand_below_each_other(room: ReflectRoom) -> None:
    go(room, "G2-2")
    room.way.choose("question")
    room.way.chosen.emit("question")
    settled(room)
    assert [field.sheet.code for field in room.pages._fields.values()] == ["G1-2", "G2-2", "G3-2"]
    assert at(room) == "G2-2"
    press("Tab")
    settled(room)
    assert at(room) == "G3-2"


def test_missing_sheets_are_listed_and_can_be_gone_to(room: ReflectRoom) -> None:
    for code in ("G1-1", "G1-2", "G1-3", "G2-1", "G2-3", "G3-1", "G3-2"):
        go(room, code)
        type_text("Noe")
    room.autosave.flush()
    settled(room)
    links = [link for link in room.findChildren(LinkButton) if link.isVisible()]
    assert [link.text() for link in links] == ["G2-2", "G3-3"]
    assert room.state_line.sentence.text() == "7 av 9 ark er skrevet inn. Mangler:"
    go(room, "G1-1")
    press("Ctrl+Return", room)
    settled(room)
    assert at(room) == "G2-2"
    next(link for link in room.findChildren(LinkButton) if link.text() == "G3-3").click()
    settled(room)
    assert at(room) == "G3-3"


def test_a_code_that_is_no_sheet_gets_a_kind_word(qtbot: QtBot, room: ReflectRoom) -> None:
    with qtbot.waitSignal(room.workspace.said, timeout=round(PATIENCE_S * 1000)) as said:
        go(room, "G3-77")
    assert said.args is not None
    assert said.args[0].startswith("Fant ikke arket G3-77.")
    assert at(room) == ""


def test_a_table_that_is_not_in_the_groups_gets_a_sheet(room: ReflectRoom) -> None:
    go(room, "G9-1")
    assert at(room) == "G9-1"
    type_text("Vi satt ute")
    room.autosave.flush()
    assert stored(room) == {"G9-1": "Vi satt ute"}
    settled(room)
    assert 9 in room.board.board.tables


def test_search_finds_in_every_part(room: ReflectRoom) -> None:
    go(room, "G1-1")
    type_text("Foreldrene var med")
    go(room, "G2-3")
    type_text("Ring foreldrene først")
    room.autosave.flush()
    settled(room)
    press("Ctrl+F", room)
    type_text("foreldrene", room.search)
    settled(room)
    assert [field.sheet.code for field in room.pages._fields.values()] == ["G1-1", "G2-3"]
    room.search.clear()
    settled(room)
    assert len(room.pages._fields) == 3


def test_an_earlier_version_is_brought_back(room: ReflectRoom, store: Store) -> None:
    go(room, "G1-1")
    type_text("Det vi først ble enige om, i sin helhet")
    room.autosave.flush()
    settled(room)
    room.pages._fields[1, room.pages.current.question_id].edit.fill("")  # type: ignore[union-attr]
    type_text("x")
    room.autosave.flush()
    settled(room)
    press("Ctrl+Shift+H")
    settled(room)
    assert room.history.isVisible()
    back = next(button for button in room.history.findChildren(QPushButton) if button.text() == "Hent tilbake")
    back.click()
    settled(room)
    assert stored(room) == {"G1-1": "Det vi først ble enige om, i sin helhet"}
    assert at(room) == "G1-1"
    assert room.pages._fields[1, room.pages.current.question_id].edit.text().startswith("Det vi")  # type: ignore[union-attr]


def test_what_is_stored_elsewhere_never_lands_under_the_fingers(room: ReflectRoom) -> None:
    go(room, "G1-1")
    type_text("Min tekst")
    gathering_id, sheet = room.known.gathering_id, room.pages.current
    assert sheet is not None
    room.workspace.lane.change(
        lambda store: reflections.write(store, gathering_id, sheet.part_id, 2, sheet.question_id, "En annens")
    )
    room.workspace.lane.wait()
    type_text(" fortsetter")
    room.autosave.flush()
    assert stored(room) == {"G1-1": "Min tekst fortsetter", "G2-1": "En annens"}


def test_what_could_not_be_stored_is_kept_and_tried_again(
    qtbot: QtBot, room: ReflectRoom, monkeypatch: pytest.MonkeyPatch
) -> None:
    go(room, "G1-1")

    def full(*_given: object, **_named: object) -> None:
        raise Expected("Disken er full.")

    with monkeypatch.context() as patched:
        patched.setattr(reflections, "write", full)
        with qtbot.waitSignal(room.workspace.said, timeout=round(PATIENCE_S * 1000)) as said:
            type_text("Må ikke gå tapt")
        assert said.args is not None
        assert said.args[0] == "Disken er full."
        settled(room)
    until(lambda: stored(room) == {"G1-1": "Må ikke gå tapt"})


def test_another_order_takes_along_what_is_just_typed(room: ReflectRoom) -> None:
    go(room, "G2-2")
    type_text("Halv set")
    room.way.choose("question")
    room.way.chosen.emit("question")
    type_text("ning")
    room.autosave.flush()
    assert stored(room) == {"G2-2": "Halv setning"}


def test_an_answer_stays_while_one_changes_the_word_that_found_it(room: ReflectRoom) -> None:
    go(room, "G1-1")
    type_text("foreldrene")
    room.autosave.flush()
    settled(room)
    room.search.setText("foreldrene")
    room.pages.first()
    for _turn in range(10):
        press("Delete")
    type_text("familien")
    room.autosave.flush()
    settled(room)
    assert at(room) == "G1-1"
    assert stored(room) == {"G1-1": "familien"}


def test_without_questions_it_says_where_they_are_made(room: ReflectRoom, store: Store, workspace: Workspace) -> None:
    network = register.networks(store)[0].id
    empty = gatherings.make(store, template("short"), network_id=network).made
    for part in plan.parts(store, empty):
        plan.set_questions(store, part.id, [])
    workspace.open_gathering(empty)
    settled(room)
    assert "Ingen spørsmål ennå" in [label.title.text() for label in room.findChildren(_empty()) if label.isVisible()]


def _empty() -> type:
    from nettverk.ui.common.widgets import EmptyState

    return EmptyState


def test_points_are_tagged_one_by_one_and_found_by_their_tag(room: ReflectRoom, store: Store, held: str) -> None:
    part = next(part for part in room.known.parts if part.questions)
    reflections.write(store, held, part.id, 1, part.questions[0].id, "Faste møter\nRo rundt maten")
    room.tagged.come_and_show()
    settled(room)
    sheet = room.tagged.sheet
    assert sheet is not None
    calm = next(card for card in sheet.cards.values() if card.text.text() == "Ro rundt maten")
    calm.tags.button.click()
    settled(room)
    assert sheet._tagger.sheet is not None
    sheet._tagger.sheet.chooser.boxes["livsmestring"].click()
    settled(room)
    sheet._tagger.sheet.close_sheet()
    assert [label.text() for label in calm.tags.labels] == ["Livsmestring"]
    # The words are edited, a line comes before it, and it is the same point still.
    reflections.write(store, held, part.id, 1, part.questions[0].id, "Noe nytt\nFaste møter\nRo rundt maten hver dag")
    room.tagged.show_points()
    settled(room)
    sheet.filter.choose(["livsmestring"])
    assert [card.text.text() for card in sheet.cards.values() if not card.isHidden()] == ["Ro rundt maten hver dag"]
    sheet.close_sheet()


def test_a_point_is_moved_by_alt_and_an_arrow_and_is_the_same_point(room: ReflectRoom, store: Store, held: str) -> None:
    go(room, "G1-1")
    type_text("En\nTo 🌱\nTre")
    room.autosave.flush()
    settled(room)
    before = {point.text: point.key for point in board(store, held).points}
    press("Alt+Up")
    press("Alt+Up")
    press("Alt+Up")  # it stands first, and stays there
    assert QApplication.focusWidget().text() == "Tre\nEn\nTo 🌱"
    type_text("!")  # the cursor went with its line
    press("Alt+Down")
    room.autosave.flush()
    settled(room)
    assert stored(room)["G1-1"] == "En\nTre!\nTo 🌱"
    after = {point.text: point.key for point in board(store, held).points}
    assert after == {"En": before["En"], "Tre!": before["Tre"], "To 🌱": before["To 🌱"]}


def test_quote_and_role_are_set_by_key_while_one_types(room: ReflectRoom, store: Store, held: str) -> None:
    go(room, "G1-1")
    type_text("Vi ringer\n\nJeg ble sett")
    press("Ctrl+Shift+S")
    until(lambda: room.workspace.lane.wait() or any(point.mark.quote for point in board(store, held).points))
    field = next(iter(room.pages._fields.values()))
    until(lambda: not field.marks.isHidden())
    assert field.marks.text() == "2: sitat"
    assert [point.text for point in board(store, held).points if point.mark.quote] == ["Jeg ble sett"]
    press("Ctrl+Shift+R")
    until(room.marks.role.isVisible)
    room.marks.role.role.setEditText("lærer")
    room.marks.role.hand_in()
    until(lambda: field.marks.text() == "2: sitat og lærer")
    assert at(room) == "G1-1"  # one goes on where one was
    press("Ctrl+Shift+S")
    until(lambda: field.marks.text() == "2: lærer")
    type_text("\n")
    press("Ctrl+Shift+S")  # a line that says nothing is no point
    settled(room)
    assert not any(point.mark.quote for point in board(store, held).points)
