"""Everything a room reads is something it reads again, when somebody is there to see it.

The tables a room listens to hold all that its reading touches, and a room that is not seen reads nothing. SQLite itself
says what a reading touches, so that a new column of the screen cannot be forgotten here.
"""

from __future__ import annotations

import sqlite3
from collections.abc import Callable

import pytest
from PySide6.QtWidgets import QWidget

from nettverk.domain.changes import Changes
from nettverk.domain.now import today
from nettverk.services import preparation, stage
from nettverk.services.groups import board as group_board
from nettverk.services.handouts import handouts
from nettverk.storage.store import Store
from nettverk.ui.common import workspace as workspaces
from nettverk.ui.common.workspace import Workspace
from nettverk.ui.follow_up import reading as follow_up_reading
from nettverk.ui.follow_up.room import FollowUpRoom
from nettverk.ui.groups import reader as groups_reader
from nettverk.ui.groups.room import GroupsRoom
from nettverk.ui.handouts import room as handouts_room
from nettverk.ui.people import room as people_room
from nettverk.ui.people.register_page import read as read_register
from nettverk.ui.plan import room as plan_room
from nettverk.ui.reflect import reading as reflect_reading
from nettverk.ui.reflect.room import ReflectRoom
from nettverk.ui.stage.control import lookups, rundown_session
from nettverk.ui.stage.preparation.room import TABLES as PREPARATION_TABLES
from nettverk.ui.stage.preparation.room import PreparationRoom
from tests.helpers.shells import settle
from tests.helpers.waiting import turns

_NEVER_CHANGED_HERE = {"machines", "settings", "_file"}
_READ = 20  # SQLITE_READ


def touched(store: Store, job: Callable[[], object]) -> set[str]:
    """The tables that a reading touches, through views too."""
    tables = {row["name"] for row in store.rows("SELECT name FROM sqlite_master WHERE type = 'table'")}
    seen: set[str] = set()

    def watch(action: int, table: str | None, *_more: object) -> int:
        if action == _READ and table in tables:
            seen.add(str(table))
        return sqlite3.SQLITE_OK

    store.connection.set_authorizer(watch)
    try:
        job()
    finally:
        store.connection.set_authorizer(None)
    return seen - _NEVER_CHANGED_HERE - {name for name in seen if name.startswith("sqlite_")}


@pytest.mark.parametrize(
    "place", ["plan", "people", "register", "groups", "preparation", "stage", "lookups", "reflect", "follow_up",
              "handouts", "headline"],
)  # fmt: skip
def test_a_room_listens_to_every_table_it_reads(sample_workspace: Workspace, sample_store: Store, place: str) -> None:
    store = sample_store
    assert sample_workspace.gathering is not None
    here = sample_workspace.gathering.id
    groups_tables = {*groups_reader._EVERYTHING, *groups_reader._SEATS}

    def groups() -> None:
        content = groups_reader.read(store, here, "", 1)
        assert content.board is not None
        group_board.seated(store, content.board, 1)

    def listened(room_class: Callable[[Workspace], ReflectRoom | FollowUpRoom]) -> set[str]:
        room = room_class(sample_workspace)
        tables = set(room.reader.tables)
        room.deleteLater()
        return tables

    def plan_tables() -> set[str]:
        room = plan_room.PlanRoom(sample_workspace)
        tables = set(room.reader.tables)
        room.deleteLater()
        return tables

    places: dict[str, tuple[Callable[[], object], Callable[[], set[str]]]] = {
        "plan": (lambda: plan_room._read(store, here), plan_tables),
        "people": (lambda: people_room._read(store, here), lambda: set(people_room._TABLES)),
        "register": (lambda: read_register(store, today()), lambda: set(people_room._TABLES)),
        "groups": (groups, lambda: groups_tables),
        "preparation": (lambda: preparation.preparation(store, here), lambda: set(PREPARATION_TABLES)),
        "stage": (
            lambda: (stage.context(store, here), stage.events(store, here)),
            lambda: set(rundown_session._CONTEXT_TABLES),
        ),
        "lookups": (lambda: lookups._read(store, here), lambda: set(lookups._TABLES)),
        "reflect": (lambda: reflect_reading.read(store, here), lambda: listened(ReflectRoom)),
        "follow_up": (lambda: follow_up_reading.read(store, here), lambda: listened(FollowUpRoom)),
        "handouts": (
            lambda: (handouts.drafts(store, here), handouts.units(store, here)),
            lambda: set(handouts_room._TABLES),
        ),
        "headline": (lambda: workspaces._gathering(store, here), lambda: set(workspaces._HEADLINE)),
    }
    read, declared = places[place]
    seen = touched(store, read)
    assert seen, "nothing was read"
    assert seen - declared() == set()


def _register(workspace: Workspace) -> people_room.PeopleRoom:
    room = people_room.PeopleRoom(workspace)
    room.show_view(people_room.View.REGISTER)
    return room


ROOMS: dict[str, Callable[[Workspace], QWidget]] = {
    "plan": plan_room.PlanRoom,
    "people": people_room.PeopleRoom,
    "register": _register,
    "groups": GroupsRoom,
    "stage": PreparationRoom,
    "reflect": ReflectRoom,
    "follow_up": FollowUpRoom,
    "handouts": handouts_room.HandoutsRoom,
}


@pytest.mark.parametrize("name", ROOMS)
def test_a_room_that_is_not_seen_reads_nothing_before_somebody_comes(
    sample_workspace: Workspace, sample_store: Store, monkeypatch: pytest.MonkeyPatch, name: str
) -> None:
    monkeypatch.setattr(handouts_room, "_SETTLED", 0)
    tables = {row["name"] for row in sample_store.rows("SELECT name FROM sqlite_master WHERE type = 'table'")}
    asked: list[str] = []

    def read_after(happened: Callable[[], object]) -> list[str]:
        asked.clear()
        sample_store.connection.set_trace_callback(asked.append)
        happened()
        turns()
        settle(sample_workspace)
        sample_store.connection.set_trace_callback(None)
        return list(asked)

    def changed() -> None:
        sample_workspace.lane.changed.emit(Changes(frozenset(tables)))

    without_rooms = read_after(changed)
    room = ROOMS[name](sample_workspace)
    room.resize(1280, 800)
    room.show()
    settle(sample_workspace)
    assert len(read_after(changed)) > len(without_rooms), "it is read again while one looks"
    room.hide()
    settle(sample_workspace)
    assert read_after(changed) == without_rooms
    assert read_after(room.show), "what was passed over is read when one comes"
    room.close()
    settle(sample_workspace)
    room.deleteLater()
