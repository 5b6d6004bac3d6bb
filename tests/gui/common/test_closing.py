"""A window never closes over something that is not stored without asking, and what it keeps comes back."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path
from unittest.mock import Mock

import pytest
from PySide6.QtCore import QSettings
from PySide6.QtWidgets import QLineEdit, QWidget

from nettverk.domain.errors import BadInput
from nettverk.domain.typed import Owner, TypedField
from nettverk.services import settings
from nettverk.services.sharing import machine
from nettverk.storage.store import Store
from nettverk.ui.common.autosave import Autosave
from nettverk.ui.common.closing_sheet import ClosingSheet
from nettverk.ui.common.lane import Lane
from nettverk.ui.common.machine_row import MachineRow
from nettverk.ui.common.sheet import Sheet
from nettverk.ui.common.shell import Shell
from nettverk.ui.common.theme import Theme
from nettverk.ui.common.typed_moments import DayField
from nettverk.ui.common.workspace import Workspace
from tests.helpers.typing import type_text
from tests.helpers.waiting import turns, until


@pytest.fixture
def shell(dressed: Theme, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[Shell]:
    """A window on a file of its own, with its own place for rescue files."""
    monkeypatch.setenv("NETTVERK_HOME", str(tmp_path / "hjem"))
    made = window(dressed, tmp_path)
    yield made
    end(made)


def window(theme: Theme, folder: Path) -> Shell:
    lane = Lane()
    workspace = Workspace(lane, theme, QSettings(str(folder / "settings.ini"), QSettings.Format.IniFormat))
    made = Shell(workspace, ())
    made.finish()
    made.show()
    made.files.open(folder / "n.db")
    lane.wait()
    turns(3)
    return made


def end(shell: Shell) -> None:
    shell.closing._may = True
    shell.close()
    shell.workspace.lane.close()
    shell.workspace.unsaved.is_safe()
    shell.deleteLater()
    shell.workspace.deleteLater()
    turns(2)


def type_name(shell: Shell, name: str) -> Autosave:
    autosave = Autosave.of(shell.workspace, "test")
    autosave.note("municipality", TypedField(Owner.SETTING, "municipality", "municipality", name))
    return autosave


def writable(shell: Shell, on: bool) -> None:
    shell.workspace.lane.ask(lambda store: store.connection.execute(f"PRAGMA query_only = {int(not on)}"), None)
    shell.workspace.lane.wait()


def test_what_is_typed_just_now_is_stored_before_the_window_closes(shell: Shell) -> None:
    autosave = type_name(shell, "Sist")
    assert shell.close()
    assert autosave.stored


def test_it_asks_where_something_cannot_be_stored_and_one_may_stay(shell: Shell) -> None:
    writable(shell, False)
    type_name(shell, "Ikke lagret")
    assert not shell.close()
    sheet = shell.closing.sheet
    assert isinstance(sheet, ClosingSheet)
    assert sheet.isVisible()
    assert sheet.stay.hasFocus()
    sheet.stay.click()
    assert shell.isVisible()
    assert shell.closing.sheet is None
    writable(shell, True)
    until(lambda: shell.workspace.autosaves[-1].stored)


def test_the_window_closes_by_itself_once_the_disk_takes_it(shell: Shell) -> None:
    writable(shell, False)
    type_name(shell, "Ikke lagret")
    assert not shell.close()
    writable(shell, True)
    until(lambda: not shell.isVisible(), "the window to close")


def test_what_was_left_comes_back_at_the_next_start(shell: Shell, dressed: Theme, tmp_path: Path) -> None:
    writable(shell, False)
    type_name(shell, "Ikke lagret")
    assert not shell.close()
    sheet = shell.closing.sheet
    assert sheet is not None
    sheet.leave.click()
    assert not shell.isVisible()
    shell.workspace.lane.close()
    again = window(dressed, tmp_path)
    assert "på plass igjen" in again.status.words.text()
    again.status.action.click()
    found: list[str] = []
    again.workspace.lane.ask(lambda store: settings.get(store, "municipality"), found.append)
    again.workspace.lane.wait()
    assert found == ["Ikke lagret"]
    end(again)


def test_a_form_that_is_half_filled_in_is_asked_about_and_its_text_is_kept(
    shell: Shell, dressed: Theme, tmp_path: Path
) -> None:
    form = Sheet("Ny deltaker", shell.page)
    line = QLineEdit(form)
    form.body.addWidget(line)
    form.open(line)
    assert shell.closing.may_close()
    line.setText("Kari")
    line.setModified(True)
    assert not shell.close()
    sheet = shell.closing.sheet
    assert sheet is not None
    sheet.leave.click()
    assert not shell.isVisible()
    shell.workspace.lane.close()
    store = Store.open(tmp_path / "n.db")
    from nettverk.services import rescue

    home = rescue.come_back(store)
    store.close()
    assert [(one.kept.place, one.fate) for one in home.returned] == [("Ny deltaker", "homeless")]


def test_a_day_that_nobody_can_read_is_asked_about_also_from_another_room(shell: Shell) -> None:
    room = QWidget(shell.page)
    day = DayField(parent=room)
    day.setAccessibleName("Frist")
    room.show()
    type_text("etter ferien", day.line)
    room.hide()
    assert not shell.close()
    assert [(kept.place, kept.typed.text) for kept in shell.workspace.unsaved.all_of(shell.workspace.database)] == [
        ("Frist", "etter ferien")
    ]
    assert shell.closing.sheet is not None
    shell.closing.sheet.stay.click()
    day.fill(None)
    assert shell.close()


def test_a_field_that_is_stored_when_one_leaves_it_is_stored_by_closing_and_asked_about_where_it_cannot_be(
    shell: Shell, monkeypatch: pytest.MonkeyPatch
) -> None:
    sheet = Sheet("Denne maskinen", shell)
    row = MachineRow(shell.workspace, sheet)
    sheet.body.addWidget(row)
    sheet.open(row.field)
    row.read()
    shell.workspace.lane.wait()
    refuse = Mock(side_effect=BadInput("Disken er full."))
    with monkeypatch.context() as full:
        full.setattr(machine, "rename", refuse)
        row.field.selectAll()
        type_text("Kontoret", row.field)
        assert not shell.close()
        assert shell.closing.sheet is not None
        assert row.field.text() == "Kontoret"
        assert any("Kontoret" in kept.typed.text for kept in shell.workspace.unsaved.all_of(shell.workspace.database))
    shell.closing.sheet.stay.click()
    row.field.setFocus()
    type_text("!", row.field)
    assert shell.close(), "what could be stored is not asked about"
    name: list[str] = []
    shell.workspace.lane.ask(machine.name, name.append)
    shell.workspace.lane.wait()
    assert name == ["Kontoret!"]
