"""Mål in Veien videre: set from the keyboard, a fourth asked away, a weak sign taken up, a promise linked to one."""

from __future__ import annotations

from collections.abc import Iterator

import pytest
from PySide6.QtWidgets import QLabel
from pytestqt.qtbot import QtBot

from nettverk.domain.goals import Goal, GoalOf, GoalOwner, GoalState, Origin
from nettverk.services import follow_up, goals
from nettverk.storage.store import Store
from nettverk.ui.common.workspace import Workspace
from nettverk.ui.follow_up.goals_sheet import GoalsSheet, Whose
from nettverk.ui.follow_up.room import FollowUpRoom
from tests.gui.follow_up.test_room import held, settled, units
from tests.helpers.typing import press, type_text

__all__ = ["held", "units"]
LUND = "Lund barnehage"
FROM = Origin("Trafikklys", "Vi lytter")


@pytest.fixture
def room(qtbot: QtBot, store: Store, workspace: Workspace, held: str, units: dict[str, str]) -> Iterator[FollowUpRoom]:
    owner = GoalOwner(GoalOf.UNIT, units[LUND])
    for text in ("Alle har en å leke med", "Vi deler uro tidlig"):
        goals.set_goal(store, held, owner, text, origin=FROM)
    goals.set_goal(store, held, goals.at_gathering(store, held).network, "Vi ringer hverandre")
    workspace.open_gathering(held)
    workspace.lane.wait()
    shown = FollowUpRoom(workspace)
    shown.resize(1100, 760)
    shown.show()
    shown.activateWindow()
    qtbot.waitExposed(shown)
    settled(shown)
    shown.show_unit(units[LUND])
    yield shown
    shown.autosave.flush()
    settled(shown)
    shown.close()
    shown.deleteLater()


def opened(room: FollowUpRoom) -> GoalsSheet:
    room.unit_page.goals.button.click()
    settled(room)
    assert room.goals is not None
    return room.goals


def stored(room: FollowUpRoom, unit: str = LUND) -> list[Goal]:
    room.autosave.flush()
    found: list[Goal] = []
    unit_id = next(thread.unit_id for thread in room.known.threads if thread.unit_name == unit)
    room.workspace.lane.ask(lambda store: goals.of_owner(store, GoalOwner(GoalOf.UNIT, unit_id)), found.extend)
    settled(room)
    return found


def test_the_page_tells_the_goals_and_a_third_is_typed(room: FollowUpRoom) -> None:
    lines = [line.text() for line in room.unit_page.goals.lines]
    assert lines == ["Alle har en å leke med", "Vi deler uro tidlig", "Nettverket: Vi ringer hverandre"]
    sheet = opened(room)
    sheet.new.setFocus()
    type_text("Foreldrene er med", sheet.new)
    press("Return", sheet.new)
    settled(room)
    assert [goal.text for goal in stored(room)][-1] == "Foreldrene er med"
    assert len(sheet.cards) == 3
    assert sheet.new.text() == ""


def test_a_fourth_is_asked_away_in_words_and_one_rests(room: FollowUpRoom) -> None:
    sheet = opened(room)
    for text in ("Tre", "Fire"):
        sheet.new.fill(text)
        sheet.add.click()
        settled(room)
    assert sheet.asks.text() == "Tre mål er nok – hvilket hviler?"
    assert sheet.asks.isVisible()
    assert len(stored(room)) == 3
    sheet.ask()  # what somebody else has stored is read: the question stays
    settled(room)
    assert sheet.asks.isVisible()
    rest = next(
        button for button in sheet.findChildren(type(sheet.add))
        if button.text() == "La hvile" and button.accessibleDescription() == "Vi deler uro tidlig"
    )  # fmt: skip
    rest.click()
    settled(room)
    assert [(goal.text, goal.state) for goal in stored(room)] == [
        ("Alle har en å leke med", GoalState.ACTIVE), ("Tre", GoalState.ACTIVE), ("Fire", GoalState.ACTIVE),
        ("Vi deler uro tidlig", GoalState.RESTING),
    ]  # fmt: skip
    assert not sheet.asks.isVisible()


def test_a_sign_is_typed_and_kept_and_the_goal_is_reached(room: FollowUpRoom) -> None:
    sheet = opened(room)
    card = next(iter(sheet.cards.values()))
    card.fields["sign_now"].setFocus()
    type_text("Ingen står alene", card.fields["sign_now"])
    assert stored(room)[0].sign_now == "Ingen står alene"
    card.reached.click()
    settled(room)
    assert [goal.state for goal in stored(room)] == [GoalState.ACTIVE, GoalState.REACHED]
    sheet.show_history(stored(room)[1].id)
    settled(room)
    told = " ".join(label.text() for label in sheet.findChildren(QLabel) if label.isVisible())
    assert "Nådd · Alle har en å leke med · Nå: Ingen står alene" in told


def test_a_promise_is_linked_to_a_goal_and_the_card_tells_where_it_came_from(room: FollowUpRoom) -> None:
    card = next(iter(room.unit_page.promised.values()))
    type_text("Ringe først", card.what)
    card.show_grounds()
    assert card.grounds is not None
    names = [card.grounds.goals.itemText(place) for place in range(card.grounds.goals.count())]
    assert names[1:] == ["Alle har en å leke med", "Vi deler uro tidlig", "Vi ringer hverandre"]
    card.grounds.goals.setCurrentIndex(1)
    card.grounds.goals.activated.emit(1)
    room.autosave.flush()
    settled(room)
    assert "Fra Trafikklys: «Vi lytter»" in card.goal.text()
    gathering_id = room.known.gathering_id
    found: list[object] = []
    room.workspace.lane.ask(
        lambda store: [one.goal.text for one in follow_up.commitments(store, gathering_id) if one.goal], found.extend
    )
    settled(room)
    assert found == ["Alle har en å leke med"]


def test_the_networks_goals_are_one_choice_away(room: FollowUpRoom) -> None:
    sheet = opened(room)
    sheet.whose.choose(Whose.NETWORK)
    sheet.whose.chosen.emit(Whose.NETWORK)
    assert [card.goal.text for card in sheet.cards.values()] == ["Vi ringer hverandre"]
