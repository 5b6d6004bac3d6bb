"""Typing while the disk takes its time: no key waits for it, and nothing that was typed is lost."""

from __future__ import annotations

import threading
from collections.abc import Iterator
from datetime import date
from pathlib import Path

import pytest
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

from nettverk.services import gatherings, participants, plan, reflections
from nettverk.services.groups import groupings
from nettverk.services.register import register
from nettverk.services.templates import template
from nettverk.storage.store import Store
from nettverk.ui.common.workspace import Workspace
from nettverk.ui.reflect.room import ReflectRoom
from tests.helpers.typing import press, type_text
from tests.helpers.waiting import PATIENCE_S, until
from tests.helpers.watched_disk import OK, library, watched

pytestmark = pytest.mark.skipif(library() is None, reason="the SQLite that Python uses cannot be reached here")


class SlowDisk:
    """A disk whose syncs wait until somebody lets them go."""

    def __init__(self) -> None:
        self.free = threading.Event()
        self.free.set()
        self.waited = 0

    def before(self, kind: str) -> int:
        """What is asked before each call to the disk."""
        if kind == "sync" and not self.free.is_set():
            self.waited += 1
            self.free.wait(PATIENCE_S)
        return OK


@pytest.fixture(autouse=True)
def disk() -> Iterator[SlowDisk]:
    """Under the database from before it is opened."""
    with watched() as seen:
        slow = SlowDisk()
        seen.refuse = slow.before
        yield slow
        slow.free.set()


@pytest.fixture
def store(disk: SlowDisk, tmp_path: Path) -> Iterator[Store]:
    """In a file, unlike elsewhere."""
    made = Store.open(tmp_path / "slow.db")
    yield made
    disk.free.set()
    made.close()


@pytest.fixture
def room(disk: SlowDisk, qtbot: QtBot, store: Store, workspace: Workspace) -> Iterator[ReflectRoom]:
    network = register.add_network(store, "0–6").made
    unit = register.add_unit(store, "Lund barnehage").made
    held = gatherings.make(store, template("kristiansand"), network_id=network, held_on=date(2026, 11, 24)).made
    for number in range(6):
        participants.add_new(store, held, f"Navn{number}", "Etternavn", unit)
    across = next(part.id for part in plan.parts(store, held) if part.kind == "across")
    groupings.build(store, across, tables=2, iterations=5)
    workspace.open_gathering(held)
    workspace.lane.wait()
    shown = ReflectRoom(workspace)
    shown.show()
    shown.activateWindow()
    qtbot.waitExposed(shown)
    until(lambda: bool(shown.known.sheets))
    yield shown
    disk.free.set()
    workspace.lane.wait()
    shown.close()
    shown.deleteLater()


def test_no_key_waits_for_the_disk_and_all_of_it_is_stored(room: ReflectRoom, disk: SlowDisk, store: Store) -> None:
    """Every sync stands still while two sheets are typed: were a key to wait for one, nothing would come after it."""
    press("Ctrl+L", room)
    type_text("G1-1\n", room.code)
    QApplication.processEvents()
    disk.free.clear()
    said = [f"Punkt {number}: barna får vise hva de kan, æøå" for number in range(20)]
    for line in said:
        type_text(f"{line}\n")
        room.autosave.flush()  # as the timers do in a pause, with each line instead
        QApplication.processEvents()
    until(lambda: disk.waited > 0)  # it did try
    field = next(iter(room.pages._fields.values()))
    assert field.edit.text().split("\n")[:-1] == said
    # On to the next sheet, which must not wait either.
    press("Tab")
    QApplication.processEvents()
    type_text("Også dette")
    assert not room.autosave.stored
    disk.free.set()
    room.autosave.flush()
    until(lambda: room.autosave.stored)
    room.workspace.lane.wait()
    written = [sheet.text for sheet in reflections.sheets(store, room.known.gathering_id) if sheet.written]
    assert sorted(written) == sorted(["\n".join(said) + "\n", "Også dette"])


def test_a_disk_that_is_slow_for_long_gathers_no_queue(room: ReflectRoom, disk: SlowDisk, store: Store) -> None:
    """Else whoever asks for something else waits for every text there was on the way, and so does closing."""
    press("Ctrl+L", room)
    type_text("G1-1\n", room.code)
    QApplication.processEvents()
    room.workspace.lane.wait()
    disk.free.clear()
    for number in range(20):
        type_text(f"Punkt {number}\n")
        room.autosave._latest.timeout.emit()  # as it does for whoever never pauses
        QApplication.processEvents()
    until(lambda: disk.waited > 0)
    assert room.workspace.lane._pending <= 2
    disk.free.set()
    until(lambda: room.autosave.stored)
    room.workspace.lane.wait()
    written = [sheet.text for sheet in reflections.sheets(store, room.known.gathering_id) if sheet.written]
    assert written == ["".join(f"Punkt {number}\n" for number in range(20))]
