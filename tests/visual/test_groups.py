"""What the room Grupper looks like, with 20, 90 and 400 people."""

from __future__ import annotations

from collections.abc import Callable

import pytest
from pytestqt.qtbot import QtBot

from nettverk.mixing.aims import Score
from nettverk.services import participants
from nettverk.services.groups import board as group_board
from nettverk.services.groups import groupings
from nettverk.services.groups.solver_process import Solution
from nettverk.storage.store import Store
from nettverk.ui.common import theme as looks
from nettverk.ui.common.theme import Theme
from nettverk.ui.common.workspace import Workspace
from nettverk.ui.groups.room import GroupsRoom
from tests.helpers.hall import hall
from tests.helpers.quick import every
from tests.helpers.shells import settle
from tests.visual.compare import check

Picture = Callable[..., GroupsRoom]
_FIGURES = Score(0, 0, 0, 0, 0)


def _seat(store: Store, part_id: str, size: int) -> None:
    """Groups dealt round the tables unit by unit, so that the pictures do not depend on how the search goes."""
    task = groupings.prepare(store, part_id, size=size)
    order = sorted(range(len(task.board.people)), key=lambda n: (task.board.people[n].unit_name, n))
    row = [0] * len(order)
    for place, person in enumerate(order):
        row[person] = place % len(task.problem.tables)
    plan = (tuple(row),)
    groupings.keep(store, task, Solution(plan, _FIGURES, _FIGURES, (), seed=1, iterations=0, seconds=0.0))


@pytest.fixture
def picture(workspace: Workspace, store: Store, qtbot: QtBot) -> Picture:
    """Makes a room with people at tables, and looks at it."""

    def make(
        people: int, *, look: str = "light", scale: float = 1.0, size: tuple[int, int] = (1178, 711)
    ) -> GroupsRoom:
        theme = Theme.load(look, scale)
        looks.apply(theme)
        workspace.set_theme(theme)
        made = hall(people, store=store)
        _seat(store, made.part_id, 6)
        groupings.own_units(store, made.own_part_id)
        grouping = groupings.of_part(store, made.part_id)
        assert grouping is not None
        groupings.lock(store, grouping.id, [grouping.tables[1].sitting[0].participant.id], True)
        workspace.open_gathering(made.gathering_id)
        workspace.lane.wait()
        room = GroupsRoom(workspace)
        qtbot.addWidget(room)
        room.resize(*size)
        room.show()
        settle(workspace)
        return room

    return make


def _look(room: GroupsRoom, name: str, *, keep_focus: bool = False) -> None:
    settle(room.workspace)
    focused = room.focusWidget()
    if focused is not None and not keep_focus:
        focused.clearFocus()
    settle(room.workspace)
    check(name, room.grab().toImage())


@pytest.mark.parametrize("look", every(2, ["light", "dark"]))
def test_ninety_people_one_in_focus(picture: Picture, look: str) -> None:
    room = picture(90, look=look)
    room.view.selection.choose([room.view.board.at[2][1]])  # type: ignore[union-attr]
    _look(room, f"groups-90-{look}")


def test_twenty_people_on_a_large_screen(picture: Picture) -> None:
    _look(picture(20, size=(1732, 1023)), "groups-20")


@pytest.mark.slow
def test_four_hundred_people_at_once(picture: Picture) -> None:
    room = picture(400, look="dark", size=(1732, 1023))
    room.view.zoom_to_all()
    _look(room, "groups-400")


def test_at_150_percent_in_a_small_window(picture: Picture) -> None:
    _look(picture(90, scale=1.5, size=(1092, 663)), "groups-150")


def test_the_floor_plan(picture: Picture) -> None:
    room = picture(90)
    room.header.view.choose("floor")
    room.choose_view("floor")
    _look(room, "groups-floor")


def test_who_has_met_whom(picture: Picture) -> None:
    room = picture(60)
    room.header.view.choose("met")
    room.choose_view("met")
    _look(room, "groups-met")


def test_eighty_units_and_whom_one_of_them_has_met(picture: Picture) -> None:
    room = picture(320)
    room.header.view.choose("met")
    room.choose_view("met")
    room.header.search.setText("tveit bhg 2")
    _look(room, "groups-met-80")


@pytest.mark.parametrize("look", every(2, ["light", "dark"]))
def test_some_are_absent_and_one_waits(picture: Picture, store: Store, look: str) -> None:
    room = picture(90, look=look)
    board = room.view.board
    assert board is not None
    for person in (board.at[0][2], board.at[1][4], board.at[4][0], board.at[4][1]):
        participants.mark(store, board.people[person].id, "absent")
    participants.mark(store, board.people[board.at[2][3]].id, "late")
    waits = board.people[board.at[3][2]].id
    groupings.move(store, board.grouping_id, {waits: None})
    room.reader.refresh()
    _look(room, f"groups-absent-{look}")


@pytest.mark.parametrize("look", every(2, ["dark", "light"]))
def test_a_search_lights_up_those_it_finds(picture: Picture, look: str) -> None:
    room = picture(90, look=look)
    room.header.search.setText("ppt")
    room.view.highlights.light(room.view.highlights.lit, searching=True)
    _look(room, f"groups-search-{look}", keep_focus=True)


def test_rules(picture: Picture) -> None:
    room = picture(90)
    room.sheets.open_rules()
    _look(room, "groups-rules")


def test_own_units(picture: Picture, store: Store) -> None:
    room = picture(90)
    part = store.value("SELECT id FROM parts WHERE kind = 'way_forward' ORDER BY id DESC")
    room.show_part(part)
    _look(room, "groups-own")


def test_before_there_are_groups(picture: Picture, store: Store) -> None:
    room = picture(90)
    groupings.clear(store, group_board.load(store, room.view.board.part_id).part_id)  # type: ignore[union-attr]
    room.reader.refresh()
    _look(room, "groups-first")
