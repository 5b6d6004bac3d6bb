"""One autosave for everything that is typed: forms are kept and tried again as sheets are, and refusals are let go."""

from __future__ import annotations

from pathlib import Path

import pytest
from PySide6.QtCore import QSettings
from pytestqt.qtbot import QtBot

from nettverk.domain.typed import Owner, TypedField
from nettverk.services import rescue, settings
from nettverk.storage import rescue as files
from nettverk.storage.store import Store
from nettverk.ui.common.autosave import Autosave
from nettverk.ui.common.fields import Fields
from nettverk.ui.common.lane import Lane
from nettverk.ui.common.theme import Theme
from nettverk.ui.common.workspace import Workspace
from tests.helpers.waiting import PATIENCE_S, until


def place(name: str) -> TypedField:
    return TypedField(Owner.SETTING, "municipality", "municipality", name)


def refuse_writing(workspace: Workspace, on: bool) -> None:
    """As on a disk that can only be read."""
    workspace.lane.ask(lambda store: store.connection.execute(f"PRAGMA query_only = {int(on)}"), None)
    workspace.lane.wait()


def test_a_form_keeps_what_the_disk_did_not_take_and_stores_it_later(qtbot: QtBot, workspace: Workspace) -> None:
    autosave = Autosave.of(workspace, "test")
    form = Fields(autosave)
    qtbot.addWidget(form)
    line = form.line("municipality", "Kommune")
    form.show_values("municipality", {"municipality": "Flytt opp"})
    form.typed.connect(lambda name, value: autosave.store((form.subject, name), place(str(value))))
    refuse_writing(workspace, True)
    line.setText("Etter")
    with qtbot.waitSignal(workspace.said, timeout=round(PATIENCE_S * 1000)) as said:
        form.flush()
    assert said.args is not None
    assert "kan bare leses" in said.args[0]
    form.show_values("municipality", {"municipality": "Flytt opp"})  # what is stored is read again, as after any change
    assert line.text() == "Etter", "what is not stored yet is not overwritten"
    assert workspace.unsaved.waiting("")
    refuse_writing(workspace, False)
    until(lambda: autosave.stored)
    assert not workspace.unsaved.waiting("")
    assert not autosave.holds(("municipality", "municipality"))
    found: list[str] = []
    workspace.lane.ask(lambda store: settings.get(store, "municipality"), found.append)
    workspace.lane.wait()
    assert found == ["Etter"]


def test_what_fails_again_and_again_is_said_once(workspace: Workspace) -> None:
    autosave = Autosave.of(workspace, "test")
    said: list[str] = []
    workspace.said.connect(lambda text, *_rest: said.append(text))
    refuse_writing(workspace, True)
    for name in ("a", "ab", "abc"):
        autosave.note("municipality", place(name))
        autosave.flush()
        workspace.lane.wait()
    assert len(said) == 1
    refuse_writing(workspace, False)
    autosave.flush()
    workspace.lane.wait()
    assert autosave.stored


def test_what_is_refused_is_said_once_and_let_go(workspace: Workspace) -> None:
    autosave = Autosave.of(workspace, "test")
    refused: list[str] = []
    autosave.store("a", TypedField(Owner.DISTRICT, "a", "name", ""), refused.append)
    workspace.lane.wait()
    assert len(refused) == 1
    assert not autosave.holds("a")
    autosave.flush()
    workspace.lane.wait()
    assert len(refused) == 1


def test_a_form_that_waits_for_a_pause_hands_on_when_the_window_closes(qtbot: QtBot, workspace: Workspace) -> None:
    autosave = Autosave.of(workspace, "test")
    form = Fields(autosave)
    qtbot.addWidget(form)
    line = form.line("municipality", "Kommune")
    form.show_values("municipality", {"municipality": ""})
    form.typed.connect(lambda name, value: autosave.store((form.subject, name), place(str(value))))
    line.setText("Sist")
    workspace.closing.emit()
    workspace.lane.wait()
    found: list[str] = []
    workspace.lane.ask(lambda store: settings.get(store, "municipality"), found.append)
    workspace.lane.wait()
    assert found == ["Sist"]


@pytest.fixture
def two_files(dressed: Theme, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Workspace:
    monkeypatch.setenv("NETTVERK_HOME", str(tmp_path / "hjem"))
    for name in ("a.db", "b.db"):
        Store.open(tmp_path / name).close()
    lane = Lane()
    lane.open(tmp_path / "a.db")
    lane.wait()
    return Workspace(lane, dressed, QSettings(str(tmp_path / "settings.ini"), QSettings.Format.IniFormat))


def test_what_was_typed_in_one_file_is_never_stored_in_another(two_files: Workspace, tmp_path: Path) -> None:
    workspace = two_files
    autosave = Autosave.of(workspace, "test")
    refuse_writing(workspace, True)
    autosave.store("municipality", place("I den første"))
    workspace.lane.wait()
    workspace.lane.open(tmp_path / "b.db")
    workspace.lane.wait()
    autosave.flush()
    workspace.lane.wait()
    assert autosave.stored
    found: list[str] = []
    workspace.lane.ask(lambda store: settings.get(store, "municipality"), found.append)
    workspace.lane.wait()
    assert found == [""]
    assert workspace.unsaved.is_safe()
    workspace.lane.close()
    first = Store.open(tmp_path / "a.db")
    home = rescue.come_back(first)
    assert [one.fate for one in home.returned] == ["back"]
    assert settings.get(first, "municipality") == "I den første"
    assert not list(files.found(first.path))
    first.close()
