"""Svar fra Forms beside Refleksjoner: seen before it is stored, asked where doubtful, cancelled without a trace."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date
from pathlib import Path

import pytest
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

from nettverk.domain.sheets.forms import Target, Use
from nettverk.services import gatherings, plan, reflections
from nettverk.services.register import register
from nettverk.services.sheets import stored, uses
from nettverk.services.templates import template
from nettverk.storage.store import Store
from nettverk.ui.common.workspace import Workspace
from nettverk.ui.reflect.forms_sheet import FormsSheet
from nettverk.ui.reflect.room import ReflectRoom
from tests.helpers.forms_files import LEVELS, LIGHT, SIGNS, xlsx
from tests.helpers.waiting import until


@pytest.fixture
def held(store: Store) -> str:
    """A gathering whose third part asks two questions, and the traffic light in the library."""
    network = register.add_network(store, "0–6").made
    made = gatherings.make(store, template("kristiansand"), network_id=network, held_on=date(2026, 11, 24)).made
    part = next(part for part in plan.parts(store, made) if part.main_number == 3)
    uses.set_texts(store, part.id, ["Hva trenger barnet?", "Hvem bør møtes?"])
    stored.keep_version(store, {**LIGHT, "version": 1}, own=True)
    return made


@pytest.fixture
def room(qtbot: QtBot, workspace: Workspace, held: str) -> Iterator[ReflectRoom]:
    workspace.open_gathering(held)
    workspace.lane.wait()
    shown = ReflectRoom(workspace)
    shown.resize(1280, 800)
    shown.show()
    qtbot.waitExposed(shown)
    yield shown
    shown.close()
    shown.deleteLater()


def opened(room: ReflectRoom, path: Path) -> FormsSheet:
    sheet = room.from_forms.sheet
    sheet.open_file(path)
    until(lambda: sheet.isVisible() and sheet.plan is not None and sheet.plan.table.source == path.name)
    return sheet


def test_tables_answers_to_the_parts_questions(room: ReflectRoom, store: Store, held: str, tmp_path: Path) -> None:
    titles = ["Hvilket bord sitter dere ved?", "Hva trenger barnet?", "Hvem bør møtes?"]
    sheet = opened(room, xlsx(tmp_path / "svar.xlsx", titles, [["1", "Ro", "SFO"], ["Bord 2", "Tid", None]]))
    assert "Spørsmålene i" in sheet.where.currentText()
    assert "2 nye" in sheet.summary.text()
    sheet.take()
    until(lambda: not sheet.isVisible())
    assert sorted(each.text for each in reflections.all_(store, held)) == ["Ro", "SFO", "Tid"]


def test_closed_without_a_trace(room: ReflectRoom, store: Store, tmp_path: Path) -> None:
    before = list(store.connection.iterdump())
    sheet = opened(room, xlsx(tmp_path / "svar.xlsx", ["Bord", "Hva trenger barnet?"], [[1, "Ro"]]))
    sheet.close_sheet()
    room.workspace.lane.wait()
    assert list(store.connection.iterdump()) == before


def test_signs_that_no_sheet_has_become_a_traffic_light_of_ones_own(
    room: ReflectRoom, store: Store, tmp_path: Path
) -> None:
    titles = ["Møtene begynner med det vi avtalte sist", "Nye ansatte får en fadder"]
    rows = [[LEVELS[n % 3], LEVELS[0]] for n in range(6)]
    sheet = opened(room, xlsx(tmp_path / "egne.xlsx", titles, rows))
    assert sheet.plan is not None
    assert sheet.plan.trouble
    assert sheet.new_button.isVisible()
    sheet.new_button.click()
    until(sheet.take_button.isEnabled)
    assert sheet.where.currentText() == "Trafikklys fra Forms"
    assert not sheet.new_button.isVisible()
    sheet.take()
    until(lambda: not sheet.isVisible())
    assert store.value("SELECT count(*) FROM sheet_answers WHERE level <> ''") == 12


def test_what_is_doubtful_is_asked(room: ReflectRoom, tmp_path: Path) -> None:
    rows = [["PPT", "Sånn passe", LEVELS[0], LEVELS[1], LEVELS[2]] for _n in range(2)]
    titles = ["Hvilken enhet?", SIGNS[0], SIGNS[1], SIGNS[2], "Påstand D"]
    sheet = opened(room, xlsx(tmp_path / "svar.xlsx", titles, rows))
    assert sheet.where.currentText() == "Trafikklys i overgangen"
    assert sheet.plan is not None
    assert sheet.plan.columns[10].use is Use.UNSURE
    level = next(combo for key, combo in sheet._combos.items() if key.startswith("level:"))
    level.setCurrentIndex(level.findData("better"))
    level.activated.emit(level.currentIndex())
    until(lambda: sheet.plan is not None and not sheet.plan.level_questions)
    column = sheet._combos["column:10"]
    index = next(i for i in range(column.count()) if column.itemData(i) == Target("tegn", "s4"))
    column.setCurrentIndex(index)
    column.activated.emit(index)
    until(lambda: sheet.plan is not None and sheet.plan.columns[10].use is Use.ANSWER)
    assert sheet.plan is not None
    assert sheet.plan.answers == 8


def test_the_questions_to_paste_into_forms(room: ReflectRoom, tmp_path: Path) -> None:
    sheet = opened(room, xlsx(tmp_path / "svar.xlsx", ["Bord", "Hva trenger barnet?"], [[1, "Ro"]]))
    sheet.copy_questions()
    text = QApplication.clipboard().text()
    assert "2. Hva trenger barnet?" in text
    assert "3. Hvem bør møtes?" in text


def test_another_file_cannot_be_taken_in(room: ReflectRoom, tmp_path: Path) -> None:
    sheet = opened(room, xlsx(tmp_path / "svar.xlsx", ["Hva er din rolle?"], [["Lærer"]]))
    assert not sheet.take_button.isEnabled()
    assert sheet.complaint.isVisible()
