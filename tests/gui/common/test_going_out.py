"""Before something goes out: told how many points want a look, one step to them, and one more key goes on."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from datetime import date

import pytest
from PySide6.QtWidgets import QApplication, QWidget
from pytestqt.qtbot import QtBot

from nettverk.domain.anonymity.outlets import EVERYTHING, Outlet, outlet_of
from nettverk.domain.errors import BadInput
from nettverk.services import gatherings, participants, plan, reflections
from nettverk.services.groups import groupings
from nettverk.services.register import register
from nettverk.services.templates import template
from nettverk.storage.store import Store
from nettverk.ui.common.anonymity_sheet import AnonymitySheet
from nettverk.ui.common.going_out import GoingOut
from nettverk.ui.common.workspace import Workspace
from tests.helpers.typing import press
from tests.helpers.waiting import until


@pytest.fixture
def held(store: Store) -> str:
    network = register.add_network(store, "0–6").made
    unit = register.add_unit(store, "Lund barnehage").made
    made = gatherings.make(store, template("kristiansand"), network_id=network, held_on=date(2026, 11, 24)).made
    for number in range(8):
        participants.add_new(store, made, f"Navn{number}", "Etternavn", unit)
    part = next(part.id for part in plan.parts(store, made) if part.kind == "across")
    groupings.build(store, part, tables=2, iterations=5)
    sheet = reflections.sheets(store, made)[0]
    reflections.write(
        store, made, sheet.part_id, sheet.table, sheet.question_id, "Torkjell ringte 91234567.\nBarn leker."
    )
    return made


class Going:
    """A room with something that may go out, and what came of it."""

    def __init__(self, workspace: Workspace, host: QWidget) -> None:
        self.workspace, self.host = workspace, host
        self.sheet = AnonymitySheet(workspace, host)
        self.said: list[tuple[str, str, Callable[[], object]]] = []
        self.gate = GoingOut(workspace, host, lambda: self.sheet, lambda *said: self.said.append(said))
        self.went: list[bool] = []

    def ask(self, outlet: Outlet = EVERYTHING) -> None:
        self.gate.before(lambda *, anew: self.went.append(anew), outlet)


@pytest.fixture
def going(qtbot: QtBot, workspace: Workspace, held: str) -> Iterator[Going]:
    workspace.open_gathering(held)
    workspace.lane.wait()
    host = QWidget()
    host.resize(1100, 760)
    host.show()
    host.activateWindow()
    qtbot.waitExposed(host)
    yield Going(workspace, host)
    workspace.lane.wait()
    host.close()
    host.deleteLater()


def test_one_more_key_goes_on_and_what_is_kept_is_not_asked_again(going: Going) -> None:
    going.ask()
    until(going.sheet.isVisible, "told of")
    assert going.went == []
    assert len(going.sheet.found) == 2  # both in one point
    until(going.sheet.go_button.hasFocus, "one key goes on")
    press("Return", going.sheet.go_button)
    assert going.went == [True]
    assert not going.sheet.isVisible()
    # Kept, both of them: the next time it goes without a word.
    going.ask()
    until(going.sheet.isVisible, "asked again, since nothing was kept")
    for left in (1, 0):
        going.sheet.keep()
        until(lambda left=left: len(going.sheet.found) == left, "kept")  # type: ignore[misc]
    until(going.sheet.go_button.hasFocus, "nothing left but to go on")
    going.sheet.close_sheet()
    going.ask()
    until(lambda: going.went == [True, False], "gone without asking")
    assert not going.sheet.isVisible()


def test_what_has_nothing_of_it_goes_at_once_and_escape_lets_nothing_out(going: Going) -> None:
    going.ask(outlet_of("Barn leker."))
    until(lambda: going.went == [False], "gone")
    going.ask(outlet_of(["Bord 3: Torkjell ringte 91234567."]))
    until(going.sheet.isVisible, "told of")
    going.sheet.close_sheet()
    assert going.went == [False]
    assert not going.sheet.go_button.isVisible()
    going.sheet.begin()
    until(going.sheet.isVisible, "opened for itself")
    assert not going.sheet.go_button.isVisible()
    going.sheet.go_on()
    assert going.went == [False]


def test_a_neutral_wording_and_then_on(going: Going, store: Store, held: str) -> None:
    going.ask()
    until(going.sheet.isVisible, "told of")
    going.sheet.use()
    until(lambda: len(going.sheet.found) == 1, "used")
    going.sheet.places.setFocus()
    press("Ctrl+Return", going.sheet.places)
    until(lambda: going.went == [True], "gone with the key from the list")
    text = reflections.sheets(store, held)[0].text
    assert "Torkjell" not in text


def test_while_live_it_goes_at_once_and_is_told_after(going: Going) -> None:
    going.workspace.live = True
    going.ask()
    assert going.went == [False]
    until(lambda: bool(going.said), "told")
    assert not going.sheet.isVisible()
    assert QApplication.activeModalWidget() is None
    told, action, look = going.said[0]
    assert "1 punkt" in told
    assert action
    look()
    until(going.sheet.isVisible, "one step to look")
    going.workspace.live = False


def test_what_cannot_be_looked_through_goes_out_as_before(going: Going) -> None:
    def broken(_store: Store) -> Outlet:
        raise BadInput("Minnepinnen er borte.")

    going.gate.before(lambda *, anew: going.went.append(anew), broken)
    until(lambda: going.went == [False], "gone")
