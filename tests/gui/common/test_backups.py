"""Backups in the windows: made by themselves, listed with what they hold, and taken back with two clicks."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest
from PySide6.QtCore import QSettings, Qt
from PySide6.QtTest import QTest

from nettverk.services import backups, gatherings, settings
from nettverk.services.register import register
from nettverk.services.templates import templates
from nettverk.storage.store import Store
from nettverk.ui.common.lane import Lane
from nettverk.ui.common.shell import Shell
from nettverk.ui.common.theme import Theme
from nettverk.ui.common.workspace import Workspace
from tests.helpers.shells import open_shell, settle
from tests.helpers.waiting import until


@pytest.fixture
def path(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A database with one gathering, «Høstsamling»."""
    monkeypatch.setenv("NETTVERK_HOME", str(tmp_path / "hjem"))
    path = tmp_path / "n.db"
    store = Store.open(path)
    network = register.add_network(store, "0–6").made
    gatherings.make(store, templates()[0], network_id=network, title="Høstsamling")
    store.close()
    return path


@pytest.fixture
def shell(dressed: Theme, path: Path, tmp_path: Path) -> Iterator[Shell]:
    """The window on that database, with backups going on."""
    lane = Lane()
    work = Workspace(lane, dressed, QSettings(str(tmp_path / "settings.ini"), QSettings.Format.IniFormat))
    with open_shell(work) as window:
        keeper = window.files.keep_backups()
        yield window
        settle(work)
        window.close()
        keeper.pause()
        lane.close()
    work.deleteLater()
    lane.deleteLater()


def _backed_up(shell: Shell, path: Path, count: int) -> None:
    keeper = shell.files.backups
    assert keeper is not None
    until(lambda: keeper._thread is None and len(backups.all_(path)) == count, f"{count} backups")


def _open(shell: Shell, path: Path) -> None:
    shell.files.open(path)
    settle(shell.workspace)


def _listed(shell: Shell) -> None:
    shell.sheets.open_restore()
    sheet = shell.sheets.restore
    assert sheet is not None
    until(lambda: sheet.list.count() and sheet.take.isEnabled(), "the backups are listed")
    settle(shell.workspace)


def _title(shell: Shell) -> str:
    gathering = shell.workspace.gathering
    return gathering.title if gathering is not None else ""


def _rename(shell: Shell, title: str) -> None:
    gathering = shell.workspace.gathering
    assert gathering is not None
    shell.workspace.lane.change(lambda store: gatherings.edit(store, gathering.id, title=title))
    settle(shell.workspace)


def test_opening_makes_one_and_a_change_asks_for_another(shell: Shell, path: Path) -> None:
    _open(shell, path)
    _backed_up(shell, path, 1)
    keeper = shell.files.backups
    assert keeper is not None
    assert not keeper._timer.isActive()
    _rename(shell, "Vårsamling")
    assert keeper._timer.isActive()
    keeper._timer.timeout.emit()
    _backed_up(shell, path, 2)
    assert not keeper._timer.isActive()


def test_what_was_changed_last_is_backed_up_when_the_program_closes(shell: Shell, path: Path) -> None:
    _open(shell, path)
    _backed_up(shell, path, 1)
    _rename(shell, "Vårsamling")
    shell.workspace.lane.close()
    keeper = shell.files.backups
    assert keeper is not None
    keeper.close()
    newest = backups.contents(backups.all_(path)[0])
    assert newest.titles == ("Vårsamling",)


def test_two_clicks_bring_it_back_in_the_same_window(shell: Shell, path: Path) -> None:
    _open(shell, path)
    _backed_up(shell, path, 1)
    _rename(shell, "Feil navn")
    assert _title(shell) == "Feil navn"
    _listed(shell)
    sheet = shell.sheets.restore
    assert sheet is not None
    assert "Høstsamling" in sheet.holds.text()
    assert "1 samling" in sheet.list.item(0).text()
    QTest.mouseClick(sheet.take, Qt.MouseButton.LeftButton)
    settle(shell.workspace)
    assert not sheet.isVisible()
    assert _title(shell) == "Høstsamling"
    assert "heter nå n til" in shell.status.words.text()
    kept = next(path.parent.glob("n til *.db"))
    store = Store.open(kept)
    assert gatherings.all_(store)[0].title == "Feil navn"
    store.close()
    _rename(shell, "Og så videre")
    assert _title(shell) == "Og så videre"


def test_the_keyboard_is_enough(shell: Shell, path: Path) -> None:
    _open(shell, path)
    _backed_up(shell, path, 1)
    _rename(shell, "Feil navn")
    _listed(shell)
    sheet = shell.sheets.restore
    assert sheet is not None
    assert sheet.list.hasFocus()
    assert sheet.list.accessibleName()
    assert "1 samling" in sheet.list.item(0).data(Qt.ItemDataRole.AccessibleTextRole)
    QTest.keyClick(sheet.list, Qt.Key.Key_Return)
    assert sheet.take.hasFocus()
    QTest.keyClick(sheet.take, Qt.Key.Key_Space)
    settle(shell.workspace)
    assert _title(shell) == "Høstsamling"


def test_escape_closes_it_and_nothing_is_done(shell: Shell, path: Path) -> None:
    _open(shell, path)
    _backed_up(shell, path, 1)
    _listed(shell)
    sheet = shell.sheets.restore
    assert sheet is not None
    QTest.keyClick(sheet.list, Qt.Key.Key_Escape)
    assert not sheet.isVisible()
    assert list(path.parent.glob("n til *")) == []


@pytest.mark.parametrize("content", [None, b"", b"SQLite format 3\0" + b"\xff" * 5000])
def test_a_file_that_cannot_be_opened_offers_it(shell: Shell, path: Path, content: bytes | None) -> None:
    backups.make(path)
    path.unlink()
    if content is None:
        path.mkdir()  # something in its place that is no database at all
    else:
        path.write_bytes(content)
    if content == b"":
        shell.files.trouble.emit(path, "Fila er tom.")
    else:
        _open(shell, path)
    titles = [way.accessibleName() for way in shell.start.ways]
    assert "Hent tilbake …" in titles
    shell.start.ways[titles.index("Hent tilbake …")].click()
    sheet = shell.sheets.restore
    assert sheet is not None
    until(sheet.take.isEnabled, "the backup can be taken")
    if content is None:
        path.rmdir()
    QTest.mouseClick(sheet.take, Qt.MouseButton.LeftButton)
    settle(shell.workspace)
    assert _title(shell) == "Høstsamling"


def test_a_damaged_one_is_marked_and_cannot_be_taken(shell: Shell, path: Path) -> None:
    _open(shell, path)
    _backed_up(shell, path, 1)
    hurt = backups.all_(path)[0].path
    hurt.write_bytes(hurt.read_bytes()[:3000])
    shell.sheets.open_restore()
    sheet = shell.sheets.restore
    assert sheet is not None
    until(lambda: sheet.list.count() and "Skadet" in sheet.list.item(0).text(), "it is marked")
    assert not sheet.take.isEnabled()
    settle(shell.workspace)


def test_the_settings_say_what_there_is_and_take_a_second_folder(shell: Shell, path: Path, tmp_path: Path) -> None:
    _open(shell, path)
    _backed_up(shell, path, 1)
    shell.sheets.open_settings()
    settle(shell.workspace)
    sheet = shell.sheets.settings
    assert sheet is not None
    assert "1 kopi" in sheet.backups.there.text()
    stick = tmp_path / "stick"
    stick.mkdir()
    sheet.backups._set(stick)
    until(lambda: any((stick / backups.SECOND).rglob("*.db")), "a copy on the stick")
    assert str(stick) in sheet.backups.place.text()
    settle(shell.workspace)
    sheet.backups._set(None)
    assert not sheet.backups.forget_button.isVisible()
    shell.workspace.lane.ask(lambda store: settings.get(store, "municipality"), None)
    settle(shell.workspace)


def test_with_no_backups_the_keyboard_is_in_the_sheet_all_the_same(shell: Shell, path: Path) -> None:
    _open(shell, path)
    _backed_up(shell, path, 1)
    _listed(shell)
    sheet = shell.sheets.restore
    assert sheet is not None
    sheet.show_backups(path.with_name("aldri.db"))
    settle(shell.workspace)
    assert not sheet.list.isVisible()
    assert sheet.other.hasFocus()
    QTest.keyClick(sheet.other, Qt.Key.Key_Escape)
    assert not sheet.isVisible()
