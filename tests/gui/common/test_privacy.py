"""Personvern and Alt om en person: read, copied and saved from the windows."""

from __future__ import annotations

from datetime import timedelta
from pathlib import Path

import pytest
from PySide6.QtGui import QGuiApplication
from PySide6.QtWidgets import QLabel, QWidget
from pytestqt.qtbot import QtBot

from nettverk.services.privacy import anonymise
from nettverk.services.register import register
from nettverk.storage.store import Store
from nettverk.ui.common.about_sheet import AboutSheet
from nettverk.ui.common.name_keeper import NameKeeper
from nettverk.ui.common.privacy_sheet import PrivacySheet
from nettverk.ui.common.remove_sheet import RemoveSheet
from nettverk.ui.common.workspace import Workspace
from tests.helpers.clock import NOW
from tests.helpers.word_documents import text_of


def host(qtbot: QtBot) -> QWidget:
    shown = QWidget()
    qtbot.addWidget(shown)
    shown.resize(1280, 800)
    shown.show()
    return shown


def words(sheet: QWidget) -> str:
    return "\n".join(label.text() for label in sheet.findChildren(QLabel) if not label.isHidden())


def test_the_statement_is_read_and_copied_in_each_language(qtbot: QtBot, sample_workspace: Workspace) -> None:
    sheet = PrivacySheet(sample_workspace, host(qtbot))
    sheet.open()
    for _turn in range(2):  # what is laid out in an open window is shown at the next turn
        sample_workspace.lane.wait()
    assert "112 personer står i registeret med navn." in words(sheet)
    sheet.copy_statement()
    nb = QGuiApplication.clipboard().text()
    sheet.language.choose("nn")
    sheet._show_statement()
    sheet.copy_statement()
    nn = QGuiApplication.clipboard().text()
    assert nb != nn
    assert "Datatilsynet" in nn
    assert "112" in nn


def test_all_on_one_person_is_shown_and_saved(
    qtbot: QtBot, sample_workspace: Workspace, sample_store: Store, tmp_path: Path
) -> None:
    person = register.people(sample_store)[5]
    said: list[str] = []
    sample_workspace.said.connect(lambda text, _action, _run: said.append(text))
    sheet = AboutSheet(sample_workspace, host(qtbot), person.id, person.name)
    sheet.open()
    for _turn in range(2):  # what is laid out in an open window is shown at the next turn
        sample_workspace.lane.wait()
    assert person.email in words(sheet)
    assert "Har sittet i gruppe med" in words(sheet)
    sheet.save_in(tmp_path)
    sample_workspace.lane.wait()
    assert {path.suffix for path in tmp_path.iterdir() if path.stem.startswith("Alt om")} == {".pdf", ".json"}
    assert said
    sheet.close_sheet()


def test_a_person_is_removed_after_everything_is_shown(
    qtbot: QtBot, sample_workspace: Workspace, sample_store: Store, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("NETTVERK_HOME", str(tmp_path))
    person = register.people(sample_store)[5]
    said: list[str] = []
    sample_workspace.said.connect(lambda text, _action, _run: said.append(text))
    sheet = RemoveSheet(sample_workspace, host(qtbot), person.id, person.name)
    sheet.open()
    assert not sheet.remove.isEnabled()
    for _turn in range(2):
        sample_workspace.lane.wait()
    assert "kan ikke angres" in words(sheet)
    assert len(sheet.ticks) == 1
    next(iter(sheet.ticks.values())).setChecked(False)
    sheet.carry_out()
    sample_workspace.lane.wait()
    now = next(one for one in register.people(sample_store) if one.id == person.id)
    assert now.name.startswith("Deltaker ")
    assert sample_store.value("SELECT count(*) FROM entries WHERE data LIKE ?", f"%{person.name}%") == 1
    assert now.name in said[-1]


def test_nothing_is_removed_while_a_gathering_is_live(
    qtbot: QtBot, sample_workspace: Workspace, sample_store: Store
) -> None:
    person = register.people(sample_store)[5]
    sheet = RemoveSheet(sample_workspace, host(qtbot), person.id, person.name)
    sample_workspace.lane.wait()
    sample_workspace.live = True
    sheet.carry_out()
    sample_workspace.lane.wait()
    assert person in register.people(sample_store)
    sheet.close_sheet()
    sample_workspace.live = False


def test_how_long_names_are_kept_is_chosen_and_told(
    qtbot: QtBot, sample_workspace: Workspace, sample_store: Store
) -> None:
    said: list[tuple[str, str]] = []
    sample_workspace.said.connect(lambda text, action, _run: said.append((text, action)))
    sheet = PrivacySheet(sample_workspace, host(qtbot))
    sheet.open()
    sample_workspace.lane.wait()
    assert sheet.months.value() == "0"
    sheet.months._buttons["12"].click()
    for _turn in range(3):
        sample_workspace.lane.wait()
    assert sheet.months.value() == "12"
    assert "14 dager før" in sheet.outlook.text()  # everybody has been seen the last year
    sample_store.now = lambda: NOW + timedelta(days=800)
    keeper = NameKeeper(sample_workspace)
    keeper.look()
    sample_workspace.lane.wait()
    assert said[-1][0].startswith("Om 14 dager blir navnene til 112 personer")
    assert said[-1][1] == "Utsett 30 dager"
    keeper.postpone()
    sample_workspace.lane.wait()
    assert said[-1][0].startswith("Utsatt.")
    keeper.deleteLater()
    sheet.close_sheet()


def test_names_go_when_their_time_has_come(
    qtbot: QtBot, sample_workspace: Workspace, sample_store: Store, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("NETTVERK_HOME", str(tmp_path))
    said: list[str] = []
    sample_workspace.said.connect(lambda text, _action, _run: said.append(text))
    anonymise.choose(sample_store, 12)
    keeper = NameKeeper(sample_workspace)
    for days in (800, 814):
        sample_store.now = lambda days=days: NOW + timedelta(days=days)
        sample_workspace.live = days == 800  # while a gathering is live nothing is told or done
        keeper.look()
        for _turn in range(3):
            sample_workspace.lane.wait()
        sample_workspace.live = False
        keeper.look() if days == 800 else None
        sample_workspace.lane.wait()
    assert "navn er fjernet" in said[-1]
    assert all(person.name.startswith("Deltaker ") for person in register.people(sample_store))
    keeper.deleteLater()


def test_the_record_of_processing_is_saved_in_the_language_of_the_statement(
    qtbot: QtBot, sample_workspace: Workspace, tmp_path: Path
) -> None:
    said: list[str] = []
    sample_workspace.said.connect(lambda text, _action, _run: said.append(text))
    sheet = PrivacySheet(sample_workspace, host(qtbot))
    sheet.open()
    for _turn in range(2):
        sample_workspace.lane.wait()
    sheet.language.choose("nn")
    sheet.save_record_in(tmp_path)
    sample_workspace.lane.wait()
    (made,) = tmp_path.glob("*.docx")
    assert "112 personar står med namn no." in text_of(made.read_bytes())
    assert made.name in said[-1]
    sheet.close_sheet()
