"""Groups are changed while answers are already written: one is told calmly, and can take it back."""

from __future__ import annotations

from collections.abc import Callable

import pytest
from PySide6.QtGui import QAction
from PySide6.QtWidgets import QMenu

from nettverk.services import reflections
from nettverk.ui.groups.room import GroupsRoom
from tests.gui.groups.conftest import Settle
from tests.helpers.hall import Hall
from tests.helpers.waiting import until

Said = list[tuple[str, str, Callable[[], object]]]


@pytest.fixture
def said(room: GroupsRoom) -> Said:
    """What the calm line was given."""
    heard: Said = []
    room.workspace.said.connect(lambda text, action, run: heard.append((text, action, run)))
    return heard


def _write(made: Hall, settle: Settle, room: GroupsRoom, *tables: int) -> None:
    with made.store.change():
        question = made.insert(
            "sheet_uses", gathering_id=made.gathering_id, part_id=made.part_id, position=0, text="Hva tar dere med?"
        )
    for table in tables:
        room.workspace.lane.change(
            lambda store, table=table: reflections.write(
                store, made.gathering_id, made.part_id, table, question, "Et felles språk"
            )
        )
    settle()


def _item(menu: QMenu, text: str) -> QAction:
    return next(action for action in menu.actions() if action.text().startswith(text))


def test_before_and_after_making_groups_again_one_knows_who_has_written(
    room: GroupsRoom, made: Hall, settle: Settle, said: Said
) -> None:
    _write(made, settle, room, 3, 5)
    assert "Bord 3 og 5 har skrevet svar" in room.quality.accessibleName()
    assert "Svarene blir liggende på bordnummeret" in room.header.build.toolTip()
    room.sheets.open_shape()
    assert room.sheets.shape is not None
    assert "Bord 3 og 5 har skrevet svar" in room.sheets.shape.note.text()
    room.sheets.shape.close_sheet()
    assert room.view.board is not None
    before = room.view.board.rows
    room.requests.again()
    until(lambda: (settle(), bool(said))[1])
    text, action, run = said[-1]
    assert text == "Bord 3 og 5 har skrevet svar. Svarene blir liggende på bordnummeret."
    assert action == "Angre"
    assert room.view.board.rows != before
    run()
    settle()
    assert room.view.board.rows == before


def test_a_table_is_taken_away_and_the_others_keep_their_numbers(
    room: GroupsRoom, made: Hall, settle: Settle, said: Said
) -> None:
    _write(made, settle, room, 9)
    assert room.view.board is not None
    room.view.selection.choose([room.view.board.at[3][0]])
    _item(room.board_actions.menu(room), "Fjern bordet").trigger()
    settle()
    assert [table.number for table in room.view.board.tables] == [1, 2, 3, *range(5, 16)]
    assert said[-1][:2] == ("Bord 9 har skrevet svar, så bordene beholder numrene sine.", "Angre")
    said[-1][2]()
    settle()
    assert len(room.view.board.tables) == 15


def test_nothing_is_said_where_nobody_has_written(room: GroupsRoom, settle: Settle, said: Said) -> None:
    assert room.view.board is not None
    room.view.selection.choose([room.view.board.at[3][0]])
    _item(room.board_actions.menu(room), "Fjern bordet").trigger()
    settle()
    assert said == []
