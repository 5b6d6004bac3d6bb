"""Personvern and Alt om en person: read, copied and saved from the windows."""

from __future__ import annotations

from pathlib import Path

from PySide6.QtGui import QGuiApplication
from PySide6.QtWidgets import QLabel, QWidget
from pytestqt.qtbot import QtBot

from nettverk.services.register import register
from nettverk.storage.store import Store
from nettverk.ui.common.about_sheet import AboutSheet
from nettverk.ui.common.privacy_sheet import PrivacySheet
from nettverk.ui.common.workspace import Workspace


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
