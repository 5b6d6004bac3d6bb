"""Lagre som regneark eller kalender in the windows: chosen, and made beside them."""

from __future__ import annotations

from pathlib import Path

from icalendar import Calendar
from openpyxl import load_workbook
from PySide6.QtWidgets import QWidget
from pytestqt.qtbot import QtBot

from nettverk.domain.data_tables import ExportFormat, TableKind
from nettverk.ui.common.export_sheet import ExportSheet
from nettverk.ui.common.workspace import Workspace


def test_what_is_chosen_becomes_a_file(qtbot: QtBot, sample_workspace: Workspace, tmp_path: Path) -> None:
    host = QWidget()
    qtbot.addWidget(host)
    host.resize(1280, 800)
    host.show()
    sheet = ExportSheet(sample_workspace, host)
    sheet.open_with([TableKind.PARTICIPANTS])
    sample_workspace.lane.wait()
    assert sheet.chosen_kinds == (TableKind.PARTICIPANTS,)
    here = sample_workspace.gathering
    assert here is not None
    assert (sheet.extent.gathering_id, sheet.network.isEnabled()) == (here.id, False)
    said: list[str] = []
    sample_workspace.said.connect(lambda text, _action, _run: said.append(text))
    sheet.write_to(tmp_path / "Deltakere.xlsx")
    qtbot.waitUntil(lambda: len(said) == 1)
    assert load_workbook(tmp_path / "Deltakere.xlsx")["Deltakere"].max_row == here.participants + 1
    assert said == ["Lagret Deltakere.xlsx."]
    # The calendar of a whole year has no tables to tick.
    sheet.open_with([TableKind.YEAR], ExportFormat.ICS)
    sample_workspace.lane.wait()
    assert sheet.extent.year is not None
    assert not sheet.kinds[TableKind.YEAR].isEnabled()
    sheet.write_to(tmp_path / "år.ics")
    qtbot.waitUntil(lambda: len(said) == 2)
    assert Calendar.from_ical((tmp_path / "år.ics").read_bytes()).walk("VEVENT")
    # Nothing ticked is nothing to save; everything is one file of all there is.
    sheet.open_with([TableKind.NEEDS])
    sheet.kinds[TableKind.NEEDS].click()
    assert not sheet.save.isEnabled()
    sheet.open_with((), ExportFormat.JSON)
    sheet.write_to(tmp_path / "alt.json")
    qtbot.waitUntil(lambda: len(said) == 3)
    assert (tmp_path / "alt.json").stat().st_size > 100_000


def test_everything_becomes_a_database_and_is_opened(qtbot: QtBot, sample_workspace: Workspace, tmp_path: Path) -> None:
    from nettverk.services.export import whole
    from nettverk.ui.common import bring_in
    from nettverk.ui.common.files import Files

    work = sample_workspace
    files = Files(work)
    work.lane.ask(lambda store: whole.to_file(store, tmp_path / "alt.json"), lambda _counts: None, files)
    work.lane.wait()
    with qtbot.waitSignal(files.ready) as ready:
        bring_in.bring_in(work, files, tmp_path / "alt.json", tmp_path / "ny.db")
    assert ready.args == [True]
    assert work.lane.path == tmp_path / "ny.db"
    said: list[str] = []
    work.said.connect(lambda text, _action, _run: said.append(text))
    bring_in.bring_in(work, files, tmp_path / "alt.json", tmp_path / "ny.db")
    qtbot.waitUntil(lambda: bool(said))
    assert said == ["ny.db er åpen i et program. Velg et navn som er ledig."]
