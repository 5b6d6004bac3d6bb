"""At rest a window does nothing: no room lays itself out for ever at any width, and what is left alone is still.

A layout that changes what it was made from goes round for ever, at some widths and with some words only. So every view
of every room is tried at every width, with short words and long ones, in three languages and in large text.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import dataclass, replace
from typing import Any

import pytest
from PySide6.QtWidgets import QApplication

from nettverk import i18n
from nettverk.domain.handouts import DocumentKind
from nettverk.domain.rooms import RoomKey
from nettverk.services.groups.board import NOBODY
from nettverk.storage.store import Store
from nettverk.ui.common import theme as looks
from nettverk.ui.common.shell import Shell
from nettverk.ui.common.theme import Theme
from nettverk.ui.common.workspace import Workspace
from nettverk.ui.groups.header import GroupsHeader, GroupsView
from nettverk.ui.groups.reader import read as read_groups
from nettverk.ui.people.register_page import RegisterPart
from nettverk.ui.people.room import View
from nettverk.ui.plan.side_panel import Form
from tests.helpers.rest import EventCount, counted, still
from tests.helpers.shells import open_shell, settle

pytestmark = pytest.mark.drawn  # what draws itself for ever is found by drawing it

NARROWEST, WIDEST = 1000, 2000
BAD_ONCE = (1000, 1142, 1148, 1168, 1194, 1366, 1511)
"""Widths at which something did not come to rest once, and two that people have."""


@pytest.fixture
def count(qapp: QApplication) -> Iterator[EventCount]:
    """Every event of the test."""
    with counted(qapp) as counting:
        yield counting


def restless(window: Shell | GroupsHeader, count: EventCount, step: int) -> list[str]:
    """The widths at which a window does not come to rest, and what it goes on with."""
    found = []
    for width in range(NARROWEST, WIDEST + 1, step):
        window.resize(width, window.height())
        if not count.come_to_rest():
            found.append(f"{width}: {count.most(3)}")
    return found


# --- every view of every room ---


def _groups(view: GroupsView) -> Callable[[Any], object]:
    return lambda room: (room.header.view.choose(view), room.choose_view(view))


def _register(part: RegisterPart) -> Callable[[Any], object]:
    return lambda room: (room.show_view(View.REGISTER), room.register.show_part(part))


def _reflect(way: str) -> Callable[[Any], object]:
    return lambda room: (room.way.choose(way), room.pages.show_by(way))


VIEWS: dict[str, tuple[RoomKey, Callable[[Any], object]]] = {
    "plan": (RoomKey.PLAN, lambda room: room.side.show_form(Form.PART)),
    "plan, the gathering": (RoomKey.PLAN, lambda room: room.side.show_form(Form.GATHERING)),
    "people": (RoomKey.PEOPLE, lambda room: room.show_view(View.LIST)),
    "register, people": (RoomKey.PEOPLE, _register(RegisterPart.PEOPLE)),
    "register, units": (RoomKey.PEOPLE, _register(RegisterPart.UNITS)),
    "register, networks": (RoomKey.PEOPLE, _register(RegisterPart.NETWORKS)),
    "groups": (RoomKey.GROUPS, _groups(GroupsView.COLUMNS)),
    "groups, searched": (RoomKey.GROUPS, lambda room: room.header.search.setText("ka")),
    "groups, floor": (RoomKey.GROUPS, lambda room: (room.header.search.clear(), _groups(GroupsView.FLOOR)(room))),
    "groups, met": (RoomKey.GROUPS, _groups(GroupsView.MET)),
    "groups, met, searched": (RoomKey.GROUPS, lambda room: room.header.search.setText("skole")),
    "stage": (RoomKey.STAGE, lambda _room: None),
    "reflect": (RoomKey.REFLECT, _reflect("table")),
    "reflect, by question": (RoomKey.REFLECT, _reflect("question")),
    "follow up": (RoomKey.FOLLOW_UP, lambda _room: None),
    "handouts": (RoomKey.HANDOUTS, lambda room: room.choose(DocumentKind.UNIT_PAGES)),
}
LONG = "Hvordan gir vi sammen barna det laget rundt seg som de trenger, på tvers av enheter og tjenester, hver dag"


@dataclass(frozen=True)
class Text:
    """Words a window is filled with.

    Attributes:
        words: of titles, questions and units; None for the sample's own, else each gets these and its number.
        first, step: of the widths tried under ``--long``: every one with one of the texts.
    """

    language: str
    size: float
    words: str | None
    first: int
    step: int
    height: int


TEXTS = {
    "the sample's own": Text("nb", 1.0, None, 0, 4, 800),
    "long, nynorsk": Text("nn", 1.0, LONG, 1, 4, 720),
    "short, English": Text("en", 1.0, "A", 2, 4, 900),
    "twice as large": Text("nb", 2.0, LONG, 3, 4, 768),
}

SLOW = ("the sample's own", "long, nynorsk", "short, English")


def _fill(store: Store, words: str) -> None:
    with store.change():
        for table, column in (("parts", "title"), ("sheet_uses", "text"), ("units", "name"), ("gatherings", "title")):
            for number, row in enumerate(store.rows(f"SELECT id FROM {table} WHERE {column} <> ''")):
                store.update(table, row["id"], **{column: f"{words} {number}"})


@pytest.mark.timeout(1200)
@pytest.mark.parametrize(
    "name", [pytest.param(name, marks=pytest.mark.slow) if name in SLOW else name for name in TEXTS]
)
def test_every_room_comes_to_rest_at_every_width(
    sample_workspace: Workspace, sample_store: Store, count: EventCount, scale: Callable[[int, int], int], name: str
) -> None:
    text = TEXTS[name]
    i18n.set_language(text.language)
    looks.apply(Theme.load("light", text.size))
    if text.words is not None:
        _fill(sample_store, text.words)
    every = [*BAD_ONCE, *range(NARROWEST + text.first, WIDEST + 1, text.step)]
    widths = every if scale(0, 1) else [*BAD_ONCE[text.first % 4 :: 4], WIDEST]
    restless_at: dict[str, list[str]] = {}
    with open_shell(sample_workspace, (1280, text.height)) as shell:
        for view, (key, arrive) in list(VIEWS.items())[:: scale(2, 1)]:
            shell.go(key)
            settle(sample_workspace)
            arrive(shell.stack.room(key).widget)
            settle(sample_workspace)
            shell.setUpdatesEnabled(False)  # what is painted does not change how it is laid out
            for width in widths:
                shell.resize(width, text.height)
                if not count.settles():
                    restless_at.setdefault(view, []).append(f"{width}: {count.most(3)}")
            shell.setUpdatesEnabled(True)
    assert {view: found[:4] for view, found in restless_at.items()} == {}


def test_the_header_of_the_groups_comes_to_rest_at_every_width(
    sample_workspace: Workspace, count: EventCount, scale: Callable[[int, int], int]
) -> None:
    store = sample_workspace.lane._worker._store
    assert store is not None
    assert sample_workspace.gathering is not None
    gathering_id = sample_workspace.gathering.id
    found: dict[tuple[str, float, int], list[str]] = {}
    for language, size, waiting in (("nb", 1.0, 0), ("nb", 1.0, 3), ("en", 1.0, 12), ("nb", 2.0, 1), ("en", 1.5, 0)):
        i18n.set_language(language)
        theme = Theme.load("light", size)
        looks.apply(theme)
        content = read_groups(store, gathering_id, "", 1)
        assert content.board is not None
        # Who has no table waits to be seated: a count on a button.
        rows = tuple((*[NOBODY] * waiting, *row[waiting:]) for row in content.board.rows)
        board = replace(content.board, rows=rows)
        header = GroupsHeader()
        header.setUpdatesEnabled(False)
        header.resize(NARROWEST, 120)
        header.show_parts(content.parts, board.part_id)
        header.show_board(board)
        header.show()
        found[language, size, waiting] = restless(header, count, scale(93, 1))
        header.close()
        header.deleteLater()
    assert {case: widths[:4] for case, widths in found.items() if widths} == {}


def test_a_room_that_is_left_alone_does_nothing(sample_workspace: Workspace, count: EventCount) -> None:
    stirring: dict[str, str] = {}
    with open_shell(sample_workspace, (1280, 800)) as shell:
        for key in RoomKey:
            shell.go(key)
            settle(sample_workspace)
            if not still(count):
                stirring[key] = count.most()
        for width in (1037, 1499):  # drawn as well, at some widths
            shell.resize(width, 900)
            if not still(count):
                stirring[str(width)] = count.most()
    assert stirring == {}


def test_the_first_page_does_nothing(workspace: Workspace, count: EventCount) -> None:
    with open_shell(workspace) as shell:
        assert shell.stack.currentWidget() is shell.start
        assert still(count), count.most()
