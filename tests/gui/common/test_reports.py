"""Rapporter in the windows: chosen, written in, and made beside them."""

from __future__ import annotations

from datetime import date
from pathlib import Path

from PySide6.QtGui import QGuiApplication
from PySide6.QtWidgets import QWidget
from pytestqt.qtbot import QtBot

from nettverk.domain.reports.model import ReportFormat, ReportKind, Scope
from nettverk.domain.tags import school_year
from nettverk.services import gatherings
from nettverk.services.organisation import teams
from nettverk.services.register import register
from nettverk.services.reports import own_texts
from nettverk.services.templates import templates
from nettverk.storage.store import Store
from nettverk.ui.common.reports_sheet import ReportsSheet
from nettverk.ui.common.workspace import Workspace
from tests.helpers import word_documents
from tests.helpers.clock import TODAY


def opened(qtbot: QtBot, workspace: Workspace) -> ReportsSheet:
    host = QWidget()
    qtbot.addWidget(host)
    host.resize(1280, 800)
    host.show()
    sheet = ReportsSheet(workspace, host)
    sheet.open()
    for _turn in range(3):
        workspace.lane.wait()
    return sheet


def choose(sheet: ReportsSheet, kind: ReportKind) -> None:
    sheet.kind.setCurrentIndex(sheet.kind.findData(kind))
    sheet.kind.activated.emit(sheet.kind.currentIndex())
    for _turn in range(2):
        sheet._workspace.lane.wait()


def test_what_is_written_is_kept_and_stands_in_the_file(
    qtbot: QtBot, sample_workspace: Workspace, sample_store: Store, tmp_path: Path
) -> None:
    sheet = opened(qtbot, sample_workspace)
    choose(sheet, ReportKind.YEARLY)
    sheet.section.setCurrentIndex(sheet.section.findData("goals"))
    sheet.section.activated.emit(sheet.section.currentIndex())
    sheet.text.setPlainText("Vi valgte færre mål i år.")
    sheet.text.document().setModified(True)
    # Another report is chosen: what was typed is stored where it was typed.
    choose(sheet, ReportKind.QUALITY)
    assert sheet.text.toPlainText() == ""
    year = sheet.scope.year
    assert own_texts.of_report(sample_store, ReportKind.YEARLY, Scope(year)).by_section == {
        "goals": "Vi valgte færre mål i år."
    }
    assert not own_texts.of_report(sample_store, ReportKind.QUALITY, Scope(year)).by_section
    choose(sheet, ReportKind.YEARLY)
    assert sheet.section.itemText(sheet.section.findData("goals")).endswith("✎")
    assert sheet.text.toPlainText() == "Vi valgte færre mål i år."
    # Closed without a word: what was typed is stored all the same.
    sheet.text.setPlainText("Vi valgte færre mål i år. Ring Kari Nordmann.")
    sheet.text.document().setModified(True)
    sheet.close_sheet()
    sample_workspace.lane.wait()
    assert "Nordmann" in own_texts.of_report(sample_store, ReportKind.YEARLY, Scope(year)).by_section["goals"]
    sheet.open()
    for _turn in range(3):
        sample_workspace.lane.wait()
    said: list[str] = []
    sample_workspace.said.connect(lambda text, _action, _run: said.append(text))
    sheet.write_to(tmp_path / "ut")
    qtbot.waitUntil(lambda: any("Anonym nok?" in words for words in said))
    (file,) = (tmp_path / "ut").iterdir()
    assert any(file.name in words and "Anonym nok?" in words for words in said)
    assert "Vi valgte færre mål i år." in word_documents.text_of(file.read_bytes())


def test_those_who_get_reports_are_named_and_their_addresses_copied(
    qtbot: QtBot, sample_workspace: Workspace, sample_store: Store
) -> None:
    with_address = next(one for one in teams.recipients(sample_store))
    member = next(member for team in teams.all_(sample_store) for member in team.members
                  if member.name == with_address.name)  # fmt: skip
    teams.edit_member(sample_store, member.id, email="styret@havnesund.kommune.no")
    sheet = opened(qtbot, sample_workspace)
    assert with_address.name in sheet.recipients.text().partition(f"{with_address.team}: ")[2]
    sheet.addresses.click()
    assert "styret@havnesund.kommune.no" in QGuiApplication.clipboard().text().split("; ")


def test_the_report_is_of_the_year_it_is_now_though_the_next_is_planned(
    qtbot: QtBot, sample_workspace: Workspace, sample_store: Store
) -> None:
    network = register.networks(sample_store)[0].id
    gatherings.make(sample_store, templates()[0], network_id=network, held_on=date(TODAY.year + 1, 9, 7))
    sheet = opened(qtbot, sample_workspace)
    assert sheet.year.count() >= 2
    assert sheet.scope.year == school_year(TODAY)


def test_a_plan_for_each_unit_or_for_one(qtbot: QtBot, sample_workspace: Workspace, tmp_path: Path) -> None:
    sheet = opened(qtbot, sample_workspace)
    assert not sheet.unit.isEnabled()
    choose(sheet, ReportKind.DEVELOPMENT)
    assert sheet.unit.isEnabled()
    assert not sheet.text.isEnabled()  # one writes in one unit's plan at a time
    sheet.unit.setCurrentIndex(1)
    sheet.unit.activated.emit(1)
    for _turn in range(2):
        sample_workspace.lane.wait()
    assert sheet.text.isEnabled()
    sheet.form.choose(ReportFormat.PDF)
    said: list[str] = []
    sample_workspace.said.connect(lambda text, _action, _run: said.append(text))
    sheet.write_to(tmp_path / "ut")
    qtbot.waitUntil(lambda: bool(said))
    (file,) = (tmp_path / "ut").iterdir()
    assert file.read_bytes().startswith(b"%PDF")
