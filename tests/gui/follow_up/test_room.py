"""Veien videre as a facilitator meets it: unit by unit, what became of it, and what comes now."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QApplication, QLabel
from pytestqt.qtbot import QtBot

from nettverk.domain.follow_up import Commitment, Grounds, Heard
from nettverk.domain.tags import Carrier, TagOn
from nettverk.services import follow_up, gatherings, participants, tags
from nettverk.services.register import register
from nettverk.services.templates import template
from nettverk.storage.store import Store
from nettverk.ui.common.anonymity_sheet import AnonymitySheet
from nettverk.ui.common.widgets import EmptyState
from nettverk.ui.common.workspace import Workspace
from nettverk.ui.common.writing import Writing
from nettverk.ui.follow_up.room import FollowUpRoom
from nettverk.ui.follow_up.thread_sheet import ThreadSheet
from tests.helpers.typing import press, type_text
from tests.helpers.waiting import PATIENCE_S, until

UNITS = ("Fjæra barnehage", "Lund barnehage", "PPT")


@pytest.fixture
def units(store: Store) -> dict[str, str]:
    return {name: register.add_unit(store, name).made for name in UNITS}


@pytest.fixture
def held(store: Store, units: dict[str, str]) -> str:
    """A gathering with three units; Lund promised two things the last time."""
    network = register.add_network(store, "0–6").made
    last = gatherings.make(store, template("kristiansand"), network_id=network, held_on=date(2026, 9, 1)).made
    now = gatherings.make(store, template("kristiansand"), network_id=network, held_on=date(2026, 11, 24)).made
    for name, unit in units.items():
        participants.add_new(store, now, "Kari", f"Fra {name}", unit)
    lund = units["Lund barnehage"]
    follow_up.promise(store, last, lund, what="Faste lekegrupper", who="Kari", by=date(2026, 10, 1))
    follow_up.promise(store, last, lund, what="Ringe PPT")
    return now


@pytest.fixture
def room(qtbot: QtBot, workspace: Workspace, held: str) -> Iterator[FollowUpRoom]:
    workspace.open_gathering(held)
    workspace.lane.wait()
    shown = FollowUpRoom(workspace)
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


def settled(room: FollowUpRoom) -> None:
    for _turn in range(3):
        room.workspace.lane.wait()
        QApplication.processEvents()


def stored(room: FollowUpRoom) -> list[Commitment]:
    found: list[Commitment] = []
    gathering_id = room.known.gathering_id
    room.autosave.flush()
    room.workspace.lane.ask(lambda store: follow_up.commitments(store, gathering_id), found.extend)
    settled(room)
    return found


def test_a_promise_is_typed_without_touching_the_mouse(room: FollowUpRoom, units: dict[str, str]) -> None:
    room.show_unit(units["PPT"])
    press("Ctrl+T", room)
    type_text("Åpen telefontid\nKari\n15.1\nteamm\n")
    settled(room)
    (one,) = stored(room)
    assert (one.what, one.who, one.by, one.taken_up_in) == (
        "Åpen telefontid",
        "Kari Fra PPT",
        date(2027, 1, 15),
        "teammøte",
    )  # the rest of the name is filled in
    assert one.unit_id == units["PPT"]


def test_enter_in_the_last_field_begins_the_next_promise(room: FollowUpRoom, units: dict[str, str]) -> None:
    room.show_unit(units["PPT"])
    press("Ctrl+T", room)
    type_text("Én\n\n\n\nTo\n")
    assert [one.what for one in stored(room)] == ["Én", "To"]


def test_it_is_stored_while_one_types(room: FollowUpRoom) -> None:
    waits: list[bool] = []
    room.workspace.typing.connect(waits.append)
    press("Ctrl+T", room)
    type_text("Noe")
    assert waits[-1] is True
    until(lambda: waits[-1] is False)


def test_the_card_one_types_in_stays_when_it_has_been_stored(room: FollowUpRoom) -> None:
    press("Ctrl+T", room)
    type_text("Første halvdel")
    room.autosave.flush()
    settled(room)
    type_text(" og andre")
    assert [one.what for one in stored(room)] == ["Første halvdel og andre"]
    assert len([card for card in room.unit_page.promised.values() if card.empty()]) == 1


def test_why_and_its_sign_are_asked_for_only_when_one_wants_to(
    qtbot: QtBot, room: FollowUpRoom, units: dict[str, str]
) -> None:
    room.show_unit(units["PPT"])
    room.unit_page.take_first()
    card = next(iter(room.unit_page.promised.values()))
    assert card.more.isHidden(), "an empty card asks for what first"
    type_text("Kontaktperson")
    qtbot.mouseClick(card.more, Qt.MouseButton.LeftButton)
    type_text("Fire barn strever")
    assert card.grounds is not None
    qtbot.mouseClick(card.grounds.heard.buttons["doing"], Qt.MouseButton.LeftButton)
    settled(room)
    (one,) = stored(room)
    assert (one.what, one.grounds) == ("Kontaktperson", Grounds("Fire barn strever", heard=(Heard.DOING,)))
    assert "skrevet" in card.more.text()


def test_the_sign_of_a_promise_is_asked_for_again(
    store: Store, room: FollowUpRoom, units: dict[str, str], held: str
) -> None:
    lund = units["Lund barnehage"]
    last = gatherings.series(store, held)[0].id
    grounds = Grounds(sign="Barna leker sammen", sign_before="To er alltid alene")
    made = follow_up.promise(store, last, lund, what="Lekegrupper ute", grounds=grounds).made
    room.reader.refresh()
    settled(room)
    room.show_unit(lund)
    cards = room.unit_page.before
    assert [card.sign_now.isHidden() for key, card in cards.items() if key != made] == [True, True]
    card = cards[made]
    assert card.sign.text() == "Tegn: Barna leker sammen · Før: To er alltid alene"
    room.unit_page.take(card.sign_now)
    type_text("Alle er med")
    room.autosave.flush()
    settled(room)
    (told,) = [one for one in follow_up.comes_back(store, held) if one.id == made]
    assert told.sign_now == "Alle er med"


def test_what_was_promised_last_time_asks_for_an_answer(
    room: FollowUpRoom, units: dict[str, str], store: Store
) -> None:
    room.show_unit(units["Lund barnehage"])
    settled(room)
    first = next(iter(room.unit_page.before.values()))
    assert first.what.text() == "Faste lekegrupper"
    assert "innen 1. oktober" in first.facts.text()
    first.choice.buttons["tried"].click()
    type_text("Tre barn er nok")
    room.autosave.flush()
    settled(room)
    answered = follow_up.earlier(store, room.known.gathering_id)
    assert [(one.status, one.learnt) for one in answered] == [("tried", "Tre barn er nok"), ("open", "")]
    assert "1 av 2 tiltak fra før er fulgt opp." in room.state.text()


def test_how_it_went_with_a_units_promises_is_typed_in_twenty_seconds(
    room: FollowUpRoom, units: dict[str, str], store: Store
) -> None:
    """Two promises and what was learnt of each, in a hundred keys: five a second are twenty seconds."""
    room.show_unit(units["Fjæra barnehage"])
    said = {"tried": "Tre barn i hver gruppe er nok.", "done": "De svarer samme dag når vi ringer."}
    keys = 0

    def key(combination: str) -> None:
        nonlocal keys
        press(combination)
        keys += 1

    press("Ctrl+Down", room)
    settled(room)
    for card, (status, learnt) in zip(list(room.unit_page.before.values()), said.items(), strict=True):
        while not card.first().hasFocus():
            assert keys < 100, "Tab leads to the next promise"
            key("Tab")
        if status == "tried":
            key("Right")
        if not card.learnt.hasFocus():
            key("Space")
        type_text(learnt)
        keys += len(learnt)
    room.autosave.flush()
    settled(room)
    answered = follow_up.earlier(store, room.known.gathering_id)
    assert {one.status: one.learnt for one in answered} == said
    assert "2 av 2 tiltak fra før er fulgt opp." in room.state.text()
    assert keys <= 100, keys


def test_the_whole_thread_of_a_unit_can_be_read(qtbot: QtBot, room: FollowUpRoom, units: dict[str, str]) -> None:
    room.show_unit(units["Lund barnehage"])
    qtbot.mouseClick(room.unit_page.whole_thread, Qt.MouseButton.LeftButton)
    sheet = until(lambda: next((one for one in room.findChildren(ThreadSheet) if one.isVisible()), None))
    words = [label.text() for label in sheet.findChildren(QLabel)]
    assert {"Faste lekegrupper", "Ringe PPT", "Kari · innen 1. oktober"} <= set(words)
    press("Escape", sheet)
    until(sheet.isHidden)


def test_ctrl_down_goes_to_the_next_unit_ready_to_type(room: FollowUpRoom, units: dict[str, str]) -> None:
    room.show_unit(units["Fjæra barnehage"])
    press("Ctrl+Down", room)
    settled(room)
    assert room.unit_page.title.text() == "Lund barnehage"
    press("Ctrl+Down", room)
    settled(room)
    type_text("Rett i feltet")
    assert [(one.unit_name, one.what) for one in stored(room)] == [("PPT", "Rett i feltet")]


def test_ctrl_enter_finds_the_next_unit_that_has_promised_nothing(room: FollowUpRoom, units: dict[str, str]) -> None:
    room.show_unit(units["Lund barnehage"])
    press("Ctrl+T", room)
    type_text("Noe")
    stored(room)
    room.show_unit(units["Fjæra barnehage"])
    press("Ctrl+Return", room)
    settled(room)
    assert room.unit_page.title.text() == "PPT"


def test_a_removed_promise_can_be_had_back(qtbot: QtBot, room: FollowUpRoom) -> None:
    press("Ctrl+T", room)
    type_text("Angres")
    stored(room)
    card = next(card for card in room.unit_page.promised.values() if not card.empty())
    with qtbot.waitSignal(room.workspace.said, timeout=round(PATIENCE_S * 1000)) as said:
        card.bin.click()
    assert stored(room) == []
    assert said.args is not None
    said.args[2]()
    settled(room)
    assert [one.what for one in stored(room)] == ["Angres"]


def test_a_day_that_cannot_be_read_gets_a_kind_word(room: FollowUpRoom) -> None:
    press("Ctrl+T", room)
    type_text("Noe\nKari\nsnart")
    card = next(card for card in room.unit_page.promised.values() if not card.empty())
    card.what.setFocus()
    assert "Skriv en dag" in card.by.words.text()
    assert card.by.line.text() == "snart"  # what one has written stays, to be put right
    assert stored(room)[0].by is None
    card.by.line.setFocus()
    card.by.line.clear()
    type_text("uke 6", card.by.line)
    assert card.by.words.text() == "fredag 12. februar 2027"
    card.what.setFocus()
    assert not card.by.words.isVisible()
    assert stored(room)[0].by == date(2027, 2, 12)
    assert card.by.line.text() == "12. februar"


def test_a_unit_is_found_by_its_name_or_by_who_is_there(room: FollowUpRoom) -> None:
    press("Ctrl+F", room)
    type_text("fra ppt\n", room.search)
    settled(room)
    assert room.unit_page.title.text() == "PPT"


def test_another_unit_stores_what_was_typed_in_the_first(room: FollowUpRoom, units: dict[str, str]) -> None:
    room.show_unit(units["Fjæra barnehage"])
    press("Ctrl+T", room)
    type_text("Hører til Fjæra")
    room.show_unit(units["PPT"])
    assert [(one.unit_name, one.what) for one in stored(room)] == [("Fjæra barnehage", "Hører til Fjæra")]


def test_the_list_shows_who_has_promised(room: FollowUpRoom, units: dict[str, str]) -> None:
    room.show_unit(units["PPT"])
    press("Ctrl+T", room)
    type_text("Noe")
    stored(room)
    settled(room)
    said = [room.units.units.index(line, 2).data(11) for line in range(3)]  # 11: what a screen reader says
    assert said == ["ikke avtalt noe ennå", "ikke avtalt noe ennå", "1 tiltak"]
    assert room.state.text().startswith("1 av 3 enheter har avtalt noe.")


def test_without_participants_it_says_where_they_come_from(
    room: FollowUpRoom, store: Store, workspace: Workspace
) -> None:
    other = register.add_network(store, "6–16").made
    empty = gatherings.make(store, template("short"), network_id=other).made
    workspace.open_gathering(empty)
    settled(room)
    shown = [state.title.text() for state in room.findChildren(EmptyState) if state.isVisible()]
    assert shown == ["Ingen enheter ennå"]


def test_promises_are_found_by_their_tag(room: FollowUpRoom, store: Store, units: dict[str, str]) -> None:
    lund = next(thread for thread in room.known.threads if thread.unit_id == units["Lund barnehage"])
    games, call = lund.before
    for promise, tag in ((games, "fellesskap"), (call, "samhandling")):
        tags.set_tags(store, Carrier(TagOn.COMMITMENT, promise.id, promise.gathering_id), [tag])
    room.reader.refresh()
    settled(room)
    room.show_unit(lund.unit_id)
    assert [label.text() for label in room.unit_page.before[games.id].tags.labels] == ["Inkluderende fellesskap"]
    room.tags.filter.choose(["samhandling"])
    assert room.units.visible_ids() == [lund.unit_id]
    assert (room.unit_page.before[games.id].isHidden(), room.unit_page.before[call.id].isHidden()) == (True, False)
    waiting = next(card for card in room.unit_page.promised.values() if not card.stored)
    assert not waiting.isHidden()
    assert waiting.tags.isHidden()
    room.next_without()
    assert not room.tags.filter.chosen
    assert len(room.units.visible_ids()) == len(UNITS)


def test_what_may_tell_who_somebody_is_has_a_line_under_it_and_its_key(room: FollowUpRoom) -> None:
    room.unit_page.take_new()
    field = QApplication.focusWidget()
    assert isinstance(field, Writing)
    type_text("Torkjell ringer 91234567")
    until(lambda: len(field.underlined) == 2, "wavy lines")
    press("Ctrl+Shift+A", field)
    sheet = until(lambda: next(iter(room.findChildren(AnonymitySheet)), None), "the sheet")
    until(lambda: sheet.isVisible() and len(sheet.found) == 2, "looked through")
