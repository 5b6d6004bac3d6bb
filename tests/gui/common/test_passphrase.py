"""A sealed file in the windows: asked for once, refused calmly, set, changed and taken off from the settings."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest
from PySide6.QtCore import QSettings, Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QLineEdit, QWidget

from nettverk.services import backups, gatherings, passphrase
from nettverk.services.register import register
from nettverk.services.templates import templates
from nettverk.storage import engine
from nettverk.storage.passphrase import Ring
from nettverk.storage.store import Store
from nettverk.ui.common.lane import Lane
from nettverk.ui.common.passphrase_field import PassphraseField
from nettverk.ui.common.passphrase_sheet import PassphraseSheet, Wish
from nettverk.ui.common.shell import Shell
from nettverk.ui.common.theme import Theme
from nettverk.ui.common.unlock_sheet import UnlockSheet
from nettverk.ui.common.workspace import Workspace
from tests.helpers.sealed import lying_in, quick_keys, ring
from tests.helpers.shells import open_shell, settle
from tests.helpers.waiting import until

__all__ = ["quick_keys", "ring"]

pytestmark = pytest.mark.usefixtures("quick_keys")

OLD, NEW = "grønne epler om høsten", "snø på tunet i natt"


@pytest.fixture
def path(tmp_path: Path, monkeypatch: pytest.MonkeyPatch, ring: Ring) -> Path:
    """A database with one gathering, «Høstsamling»."""
    monkeypatch.setenv("NETTVERK_HOME", str(tmp_path / "hjem"))
    path = tmp_path / "n.db"
    store = Store.open(path)
    network = register.add_network(store, "0–6").made
    gatherings.make(store, templates()[0], network_id=network, title="Høstsamling")
    store.close()
    return path


@pytest.fixture
def sealed(path: Path, ring: Ring) -> Path:
    """The same, sealed, and nobody has given its passphrase."""
    passphrase.change(path, passphrase.new_key(OLD))
    ring.forget()
    return path


@pytest.fixture
def shell(dressed: Theme, tmp_path: Path, ring: Ring) -> Iterator[Shell]:
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


def _asked(shell: Shell, path: Path) -> UnlockSheet:
    shell.files.open(path)
    settle(shell.workspace)
    sheet = shell.sheets.unlocker.sheet
    assert sheet is not None
    assert sheet.isVisible()
    return sheet


def _title(shell: Shell) -> str:
    gathering = shell.workspace.gathering
    return gathering.title if gathering is not None else ""


def _type(shell: Shell, field: PassphraseField, words: str) -> None:
    field.line.clear()
    field.line.insert(words)
    field.line.textEdited.emit(words)


def test_a_locked_file_is_asked_about_and_opens(shell: Shell, sealed: Path) -> None:
    before = sealed.read_bytes()
    ready: list[bool] = []
    shell.files.ready.connect(ready.append)
    sheet = _asked(shell, sealed)
    assert ready == []  # a stage that is to come back waits for it
    assert sheet.field.line.echoMode() is QLineEdit.EchoMode.Password
    _type(shell, sheet.field, "feil ord")
    sheet.unlock()
    settle(shell.workspace)
    assert "åpner ikke n.db" in sheet.wrong.text()
    assert sheet.unlock_button.isEnabled()  # no waiting: it can be tried again at once
    assert sealed.read_bytes() == before
    _type(shell, sheet.field, OLD)
    QTest.keyClick(sheet.field.line, Qt.Key.Key_Return)
    settle(shell.workspace)
    assert _title(shell) == "Høstsamling"
    assert shell.sheets.unlocker.sheet is None
    assert ready == [True]  # and comes once


def test_escape_leads_to_another_file(shell: Shell, sealed: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    asked: list[bool] = []
    monkeypatch.setattr(shell.files, "choose", lambda: asked.append(True))
    sheet = _asked(shell, sealed)
    QTest.keyClick(sheet.field.line, Qt.Key.Key_Escape)
    settle(shell.workspace)
    assert asked == [True]
    assert shell.start.ways[0].accessibleName() == "Skriv passordet …"


def test_what_is_typed_can_be_seen_and_caps_lock_is_told(shell: Shell, sealed: Path) -> None:
    field = _asked(shell, sealed).field
    field.show_button.click()
    assert field.line.echoMode() is QLineEdit.EchoMode.Normal
    assert field.show_button.accessibleName() == "Skjul passordet"
    QTest.keyClick(field.line, Qt.Key.Key_A)
    assert not field.caps.isVisible()
    QTest.keyClicks(field.line, "B")  # a large letter without Shift
    QTest.keyEvent(QTest.KeyAction.Click, field.line, "B", Qt.KeyboardModifier.NoModifier)
    assert field.caps.isVisible()
    QTest.keyEvent(QTest.KeyAction.Click, field.line, "b", Qt.KeyboardModifier.NoModifier)
    assert not field.caps.isVisible()


def _sheet(shell: Shell, wish: Wish) -> PassphraseSheet:
    shell.sheets.open_settings()
    settle(shell.workspace)
    assert shell.sheets.settings is not None
    rows = shell.sheets.settings.passphrase
    rows.open(wish)
    assert rows.sheet is not None
    return rows.sheet


def test_set_changed_and_taken_off_from_the_settings(shell: Shell, path: Path, tmp_path: Path, ring: Ring) -> None:
    said: list[str] = []
    shell.workspace.said.connect(lambda text, _action, _run: said.append(text))
    shell.files.open(path)
    settle(shell.workspace)
    keeper = shell.files.backups
    assert keeper is not None
    until(lambda: keeper._thread is None and len(backups.all_(path)) == 1, "a backup")
    sheet = _sheet(shell, Wish.SET)
    assert "ingen bakvei" in sheet.lost.text()
    assert not sheet.do.isEnabled()
    _type(shell, sheet.new, OLD)
    _type(shell, sheet.again, OLD)
    assert not sheet.do.isEnabled()  # not before it is written down
    sheet.written.setChecked(True)
    assert sheet.do.isEnabled()
    sheet.do.click()
    settle(shell.workspace)
    until(lambda: keeper._thread is None, "the backup of the sealed file")
    assert engine.is_sealed(path)
    assert any("Fila er låst med passord." in text for text in said)
    assert _title(shell) == "Høstsamling"  # open again, and worked in
    assert lying_in([tmp_path], ["Høstsamling"]) == []
    shell.workspace.lane.change(lambda store: gatherings.edit(store, gatherings.all_(store)[0].id, title="Vår"))
    settle(shell.workspace)

    sheet = _sheet(shell, Wish.CHANGE)
    _type(shell, sheet.current, "feil")
    _type(shell, sheet.new, NEW)
    _type(shell, sheet.again, NEW)
    sheet.written.setChecked(True)
    sheet.do.click()
    settle(shell.workspace)
    assert "åpner ikke" in sheet.problem.text()
    _type(shell, sheet.current, OLD)
    sheet.do.click()
    settle(shell.workspace)
    ring.forget()
    with pytest.raises(passphrase.WrongPassphrase):
        passphrase.unlock(path, OLD)
    passphrase.unlock(path, NEW)

    sheet = _sheet(shell, Wish.REMOVE)
    _type(shell, sheet.current, NEW)
    sheet.do.click()
    settle(shell.workspace)
    assert not engine.is_sealed(path)
    assert _title(shell) == "Vår"
    assert shell.sheets.settings is not None
    assert shell.sheets.settings.passphrase.buttons[Wish.SET].isEnabled()


def test_without_the_extra_the_choice_says_why_it_is_not_there(
    shell: Shell, path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    shell.files.open(path)
    settle(shell.workspace)
    monkeypatch.setattr(passphrase, "is_available", lambda: False)
    shell.sheets.open_settings()
    settle(shell.workspace)
    assert shell.sheets.settings is not None
    rows = shell.sheets.settings.passphrase
    assert "nettverk[encryption]" in rows.state.text()
    assert not rows.buttons[Wish.SET].isEnabled()
    assert "nettverk[encryption]" in rows.buttons[Wish.SET].accessibleDescription()


def test_a_backup_with_another_passphrase_is_asked_about_when_it_is_taken_back(
    shell: Shell, sealed: Path, ring: Ring, tmp_path: Path
) -> None:
    passphrase.unlock(sealed, OLD)
    shell.files.open(sealed)
    settle(shell.workspace)
    keeper = shell.files.backups
    assert keeper is not None
    until(lambda: keeper._thread is None and len(backups.all_(sealed)) == 1, "a backup")
    shell.workspace.lane.change(lambda store: gatherings.edit(store, gatherings.all_(store)[0].id, title="Vår"))
    settle(shell.workspace)
    made = backups.all_(sealed)[0]
    kept = made.path.read_bytes()
    keeper.pause()
    shell.workspace.lane.seal(sealed, NEW, None, lambda _outcome: None, "Bytter")
    settle(shell.workspace)
    keeper.pause()
    made.path.write_bytes(kept)  # as one from a stick that was not there when the passphrase was changed
    ring.forget()
    passphrase.unlock(sealed, NEW)
    assert backups.contents(made).locked
    shell.files.take_back(sealed, made)
    settle(shell.workspace)
    sheet = shell.sheets.unlocker.sheet
    assert sheet is not None
    _type(shell, sheet.field, OLD)
    sheet.unlock()
    settle(shell.workspace)
    until(lambda: not shell.workspace.lane.is_open or _title(shell) == "Høstsamling", "taken back")
    assert engine.key_to(sealed) == ring.key_of(sealed)
    ring.forget()
    passphrase.unlock(sealed, NEW)  # it has the passphrase that the file has now


def test_nothing_that_was_typed_is_left_in_the_settings(shell: Shell, sealed: Path, tmp_path: Path) -> None:
    sheet = _asked(shell, sealed)
    _type(shell, sheet.field, OLD)
    sheet.unlock()
    settle(shell.workspace)
    shell.workspace.settings.sync()
    assert lying_in([tmp_path], [OLD, OLD.split()[1]]) == []
    widgets = [widget for widget in shell.findChildren(QWidget) if isinstance(widget, QLineEdit)]
    assert all(OLD not in widget.text() for widget in widgets)
