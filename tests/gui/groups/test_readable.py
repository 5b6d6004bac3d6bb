"""One can read it: names on narrow cards, people who are away, a search, a header in any width."""

from __future__ import annotations

from dataclasses import replace
from itertools import combinations

import pytest
from PySide6.QtCore import QSize, Qt
from PySide6.QtGui import QColor, QFontMetricsF
from PySide6.QtTest import QTest

from nettverk.domain.groups import GroupsBy
from nettverk.services import participants
from nettverk.services.groups import rules
from nettverk.ui.common.ask import Ask
from nettverk.ui.common.theme import Theme, type_of
from nettverk.ui.groups.board.layout import TableSize, lay_out_floor
from nettverk.ui.groups.board.marks import SHADE
from nettverk.ui.groups.board.name_forms import fitted
from nettverk.ui.groups.room import GroupsRoom
from nettverk.ui.groups.wish_sheet import WishSheet
from tests.gui.groups.conftest import Settle
from tests.helpers.access import clipped, contrast
from tests.helpers.hall import Hall
from tests.helpers.quick import every_case

_NAME = "Anne-Grete Dahl Nygård"


def test_a_name_keeps_first_and_last_as_the_room_gets_less() -> None:
    font = type_of(13.5, "semibold")
    whole = QFontMetricsF(font).horizontalAdvance(_NAME)
    seen = [fitted(_NAME, font, whole * share)[1] for share in (1.0, 0.93, 0.9, 0.8, 0.3)]
    assert seen[:2] == [_NAME, _NAME]
    assert seen[2] == "Anne-Grete D. Nygård"
    assert seen[3] == "Anne-Grete Nygård"
    assert seen[4].endswith("…")
    for share in (0.93, 0.8, 0.5):
        shown, words = fitted(_NAME, font, whole * share)
        assert QFontMetricsF(shown).horizontalAdvance(words) <= whole * share + 1


@pytest.mark.parametrize("look", ["light", "dark"])
def test_words_of_the_absent_and_of_those_not_searched_for_are_readable(look: str) -> None:
    theme = Theme.load(look)
    assert contrast(theme.tokens["mute"], theme.tokens["panel"]) >= 4.5

    def behind(token: str) -> QColor:
        here, veil = QColor(theme.tokens[token]), QColor(theme.tokens["panel"])
        mixed = [a * (1 - SHADE) + b * SHADE for a, b in zip(here.getRgbF()[:3], veil.getRgbF()[:3], strict=True)]
        return QColor.fromRgbF(*mixed)

    assert contrast(behind("mute"), behind("card")) >= 4.5


def test_a_search_lets_go_when_one_goes_on(room: GroupsRoom, settle: Settle) -> None:
    room.activateWindow()
    settle()
    room.header.search.setFocus()
    board = room.view.board
    assert board is not None
    QTest.keyClicks(room.header.search, board.people[4].name)
    assert room.view.highlights.lit
    assert room.view.highlights.searching
    QTest.keyClick(room.header.search, Qt.Key.Key_Return)
    assert not room.view.highlights.searching
    assert room.view.hasFocus()
    other = next(n for n in range(len(board.people)) if n not in (room.view.highlights.lit or ()))
    at = room.view.visualRect(room.view.board_model.index_of(other)).center()
    QTest.mouseClick(room.view.viewport(), Qt.MouseButton.LeftButton, pos=at)
    assert room.view.highlights.lit is None
    assert room.header.search.text() == ""
    room.header.search.setFocus()
    QTest.keyClick(room.header.search, Qt.Key.Key_Escape)
    assert room.view.hasFocus()


def test_the_board_has_somebody_in_focus_when_the_people_come(room: GroupsRoom, made: Hall, settle: Settle) -> None:
    room.activateWindow()
    room.setFocus()
    room.view.show_board(None)
    room.reader.refresh()
    settle()
    assert room.view.hasFocus()
    assert room.view.selection.current_person() >= 0


def test_a_search_without_a_hit_says_so_and_dims_nobody(room: GroupsRoom) -> None:
    room.header.search.setText("finnes ikke")
    assert room.header.search.no_match.text() == "Ingen treff"
    assert not room.header.search.no_match.isHidden()
    assert not room.view.highlights.lit
    room.header.search.clear()
    assert room.header.search.no_match.isHidden()


def test_a_table_is_named_and_loses_its_name_again_without_a_dialog(room: GroupsRoom, settle: Settle) -> None:
    room.workspace.live = True  # nothing modal: also while the gathering runs
    for name in ("Vinduet", ""):
        room.view.selection.choose([room.view.board.at[2][0]])  # type: ignore[union-attr]
        room.board_actions.rename()
        asked = room.findChildren(Ask)[-1]
        asked.line.setText(name)
        QTest.keyClick(asked.line, Qt.Key.Key_Return)
        settle()
        assert room.view.board is not None
        assert room.view.board.tables[2].name == name
    room.workspace.live = False


def test_a_complaint_goes_when_what_it_was_about_is_changed(room: GroupsRoom, settle: Settle) -> None:
    assert room.view.board is not None
    people = [one.person_id for one in room.view.board.people[:2]]
    for kind in ("apart", "together"):
        room.workspace.lane.change(lambda store, kind=kind: rules.add(store, None, kind, people=people))
    settle()
    room.requests.again()
    settle()
    assert room.page.complaint.isVisible()
    room.workspace.lane.undo()
    settle()
    assert not room.page.complaint.isVisible()


@pytest.mark.parametrize(
    ("width", "scale"), every_case(2, [(700, 1.0), (870, 1.0), (1000, 1.5), (1200, 2.0), (600, 2.0)])
)
def test_nothing_in_the_header_is_cut_with_long_names_of_parts(
    room: GroupsRoom, made: Hall, settle: Settle, width: int, scale: float
) -> None:
    from nettverk.ui.common import theme as looks

    with made.store.change():
        for number in (1, 2):
            words = {"title": f"Rom {number}: Erfaringsdeling på tvers av barnehagene", "minutes": 20}
            more = {"kind": "across", "floor_minutes": 10, "organising": "mixed", "position": 9 + number}
            made.store.insert("parts", gathering_id=made.gathering_id, **words, **more)
    theme = Theme.load("light", scale)
    looks.apply(theme)
    room.workspace.set_theme(theme)
    room.resize(width, 700)
    room.reader.refresh()
    settle()
    assert room.header.parts.list.isVisible()
    assert clipped(room.header) == []
    shown = [one for one in (room.header.build, room.header.repair, room.header.search) if one.isVisible()]
    assert len(shown) == 3
    for one in shown:
        assert room.header.rect().contains(one.mapTo(room.header, one.rect().bottomRight()))


def test_the_price_of_a_move_is_seen_in_a_narrow_window(room: GroupsRoom, made: Hall, settle: Settle) -> None:
    for who in made.participants[4::9]:
        room.workspace.lane.change(lambda store, who=who: participants.mark(store, who, "absent"))
    room.resize(860, 660)
    settle()
    heads = room.quality.visible_heads()
    assert any("nye møter" in head for head in heads), heads


def test_names_on_the_floor_plan_have_the_width_there_is_and_no_table_lies_over_another() -> None:
    tables = [TableSize(number, 6, 6) for number in range(15)]
    for width in (700, 1130, 1600):
        room = QSize(width, 600)
        floor = lay_out_floor(tables, [None] * 15, room, zoom=1.0, scale=1.0)
        names = {area.cards[0].width() for area in floor.areas}
        assert min(names) >= 132
        if width == 1130:
            assert min(names) > 140, "there was room to spare"
        for one, other in combinations(floor.areas, 2):
            assert not one.rect.intersects(other.rect)
    moved = lay_out_floor(tables, [(100, 100), *[None] * 14], QSize(1130, 600), zoom=1.0, scale=1.0)
    assert moved.areas[0].cards[0].width() == 132, "a table that somebody moved may stand close to another"


def test_who_is_locked_at_a_table_that_goes_away_is_told_before(room: GroupsRoom, made: Hall, settle: Settle) -> None:
    board = room.view.board
    assert board is not None
    last = len(board.tables) - 1
    locked = frozenset({board.at[0][0], board.at[last][0]})
    sheet = WishSheet(room)
    sheet.show_board(replace(board, locked=locked))
    assert "2 er låst og blir sittende." in sheet.note.text()
    sheet.form.by.choose(GroupsBy.TABLES)
    sheet.form.amount.setRange(1, 200)
    sheet.form.amount.setValue(last)
    assert "1 er låst og blir sittende. 1 er låst ved et bord som blir borte." in sheet.note.text()
    sheet.close_sheet()
