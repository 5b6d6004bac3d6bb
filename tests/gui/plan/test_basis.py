"""Sist og behov beside the plan: how it was last time, dots counted, a need carried into the plan in one step."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date

import pytest
from PySide6.QtWidgets import QApplication, QLabel
from pytestqt.qtbot import QtBot

from nettverk.domain.needs import Need
from nettverk.domain.sheets.answers import Respondent, SheetAnswer
from nettverk.domain.sheets.definition import Who
from nettverk.domain.source_groups import SourceGroup
from nettverk.services import evaluation, gatherings, needs, plan
from nettverk.services.register import register
from nettverk.services.sheets import answers, uses
from nettverk.services.templates import template
from nettverk.storage.store import Store
from nettverk.ui.common.workspace import Workspace
from nettverk.ui.plan.basis_sheet import BasisSheet
from nettverk.ui.plan.room import PlanRoom
from tests.helpers.typing import press, type_text


@pytest.fixture
def room(qtbot: QtBot, store: Store, workspace: Workspace) -> Iterator[PlanRoom]:
    network = register.add_network(store, "0–6").made
    last = gatherings.make(store, template("kristiansand"), network_id=network, held_on=date(2026, 9, 1)).made
    now = gatherings.make(store, template("kristiansand"), network_id=network, held_on=date(2026, 11, 24)).made
    evaluation.ask_here(store, last)
    use = next(use for use in uses.of_gathering(store, last) if use.sheet.id == "evaluering-kort")
    counts = {"helt": 20, "litt": 5}
    answers.write(
        store, SheetAnswer(use.id, use.sheet.version, Respondent(Who.PLENUM), "dagen", "nytte", counts=counts)
    )
    needs.add(store, last, "Veiledning", sources=[SourceGroup.PARENTS], evidence="Vi står alene")
    needs.add(store, last, "Språk", dots=4)
    workspace.open_gathering(now)
    workspace.lane.wait()
    shown = PlanRoom(workspace)
    shown.resize(1280, 760)
    shown.show()
    qtbot.waitExposed(shown)
    settled(shown)
    yield shown
    settled(shown)
    shown.close()
    shown.deleteLater()


def settled(room: PlanRoom) -> None:
    for _turn in range(3):
        room.workspace.lane.wait()
        QApplication.processEvents()


def opened(room: PlanRoom) -> BasisSheet:
    room._basis_button.click()
    settled(room)
    return room.basis


def seen(sheet: BasisSheet) -> str:
    return "\n".join(label.text() for label in sheet.findChildren(QLabel) if label.isVisible())


def stored(room: PlanRoom) -> list[Need]:
    gathering = room.workspace.gathering
    assert gathering is not None
    found: list[Need] = []
    room.workspace.lane.ask(lambda store: needs.of_network(store, gathering.id), found.extend)
    settled(room)
    return found


def test_last_time_is_told_and_dots_are_counted_without_the_cards_moving(room: PlanRoom) -> None:
    sheet = opened(room)
    told = seen(sheet)
    assert "25 svar" in told
    assert "20 helt enig, 5 litt enig" in told
    assert "Vi står alene" in told
    assert [card.need.text for card in sheet.cards.values()] == ["Språk", "Veiledning"]
    card = list(sheet.cards.values())[1]
    card.dots.setValue(9)
    settled(room)
    assert [card.need.text for card in sheet.cards.values()] == ["Språk", "Veiledning"]
    assert [(need.text, need.dots) for need in stored(room)] == [("Veiledning", 9), ("Språk", 4)]
    sheet.close_sheet()
    assert [card.need.text for card in opened(room).cards.values()] == ["Veiledning", "Språk"]


def test_a_need_is_carried_into_the_plan_and_the_part_says_where_it_came_from(room: PlanRoom) -> None:
    sheet = opened(room)
    card = next(card for card in sheet.cards.values() if card.need.text == "Veiledning")
    card.plan.click()
    settled(room)
    need = next(need for need in stored(room) if need.text == "Veiledning")
    assert need.carried
    gathering = room.workspace.gathering
    assert gathering is not None
    assert not card.plan.isEnabled()
    found: list[str] = []
    room.workspace.lane.ask(
        lambda store: [p.id for p in plan.parts(store, gathering.id) for q in p.questions if q.id == need.carried],
        found.extend,
    )
    settled(room)
    room.reader.refresh()
    settled(room)
    room.table.choose(found[0])
    settled(room)
    assert room.side.part_fields.need_note.text() == "Fra behov: «Veiledning» (foreldre)"
    assert room.side.part_fields.need_note.isVisible()


def test_a_need_is_typed_and_who_said_it_is_kept(room: PlanRoom) -> None:
    sheet = opened(room)
    type_text("Tid sammen", sheet.new)
    press("Return", sheet.new)
    settled(room)
    card = next(card for card in sheet.cards.values() if card.need.text == "Tid sammen")
    sheet._set_source(card.need.id, SourceGroup.YOUTH, on=True)
    settled(room)
    assert next(need for need in stored(room) if need.text == "Tid sammen").sources == (SourceGroup.YOUTH,)
    assert "ungdom" in card.facts.text()


def test_the_evaluation_is_put_at_the_end_with_one_button(room: PlanRoom) -> None:
    sheet = opened(room)
    assert sheet.ask_button.isVisible()
    sheet.ask_button.click()
    settled(room)
    assert not sheet.ask_button.isVisible()
