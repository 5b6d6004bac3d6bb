"""Til universitetet, as a coordinator meets it: who has said yes, what then goes out, and that it can be taken back."""

from __future__ import annotations

from pathlib import Path

from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QWidget
from pytestqt.qtbot import QtBot

from nettverk.domain.data_tables import Extent
from nettverk.domain.university import ConsentState
from nettverk.services.university import consent, files
from nettverk.storage.store import Store
from nettverk.ui.common.university_sheet import UniversitySheet
from nettverk.ui.common.workspace import Workspace
from tests.helpers.waiting import turns


def settled(work: Workspace) -> None:
    for _turn in range(6):
        work.lane.wait()
        turns()


def test_a_yes_by_keys_shows_what_goes_out_and_is_taken_back(
    qtbot: QtBot, sample_workspace: Workspace, sample_store: Store, tmp_path: Path
) -> None:
    work = sample_workspace
    host = QWidget()
    host.resize(1092, 740)
    sheet = UniversitySheet(work, host)
    qtbot.addWidget(host)
    host.show()
    sheet.open()
    settled(work)
    assert not sheet.save.isEnabled()  # nobody has said yes: there is nothing to write
    assert "ingen sagt ja ennå" in sheet.text.toPlainText()
    assert "csv" not in sheet.text.toPlainText(), "nor are there tables to look at"
    assert sheet.table.model().rowCount() == len(consent.of_extent(sample_store, Extent()))
    assert sheet.back.isEnabled() is False
    said: list[str] = []
    work.said.connect(lambda words, *_more: said.append(words))
    sheet.by.clear()
    QTest.keyClick(sheet.yes, Qt.Key.Key_Space)
    settled(work)
    assert said  # it says what is missing
    assert sheet.chosen[0].state is ConsentState.NOT_ASKED
    sheet.by.setText("alle som var der")
    QTest.keyClick(sheet.yes, Qt.Key.Key_Space)
    settled(work)
    assert sheet.chosen[0].state is ConsentState.GIVEN
    assert "signs.csv" in sheet.text.toPlainText()
    sheet.write_to(tmp_path)
    settled(work)
    assert (tmp_path / files.JSON_NAME).exists()
    QTest.keyClick(sheet.back, Qt.Key.Key_Space)
    settled(work)
    assert sheet.chosen[0].state is ConsentState.WITHDRAWN
    assert not sheet.save.isEnabled()
    work.lane.undo()
    settled(work)
    assert sheet.save.isEnabled()
    sheet.close_sheet()
    settled(work)
