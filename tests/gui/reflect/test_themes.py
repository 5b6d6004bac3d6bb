"""Temaer with two hands on the keyboard, and with the mouse: points go where they are put, and nothing is lost."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date

import pytest
from PySide6.QtCore import QPointF, Qt
from PySide6.QtGui import QDropEvent
from pytestqt.qtbot import QtBot

from nettverk.domain.wall.theme_walls import Themes
from nettverk.services import gatherings, plan, reflections, stage
from nettverk.services.register import register
from nettverk.services.templates import template
from nettverk.services.themes import themes
from nettverk.services.themes.board import board
from nettverk.storage.store import Store
from nettverk.ui.common.workspace import Workspace
from nettverk.ui.reflect.room import ReflectRoom
from nettverk.ui.reflect.themes.dragged import carried
from nettverk.ui.reflect.themes.page import ThemesPage
from nettverk.ui.reflect.themes.theme_bar import ThemeStep
from tests.helpers.typing import press, type_text
from tests.helpers.waiting import until

SAID = (
    "Ring tidlig",
    "Spør barnet",
    "Ro i garderoben",
    "Ring før det er stort",
    "Barnet viser rundt",
    "Foreldrene med",
)


@pytest.fixture
def held(store: Store) -> str:
    """A gathering where six tables have said one thing each."""
    network = register.add_network(store, "0–6").made
    made = gatherings.make(store, template("kristiansand"), network_id=network, held_on=date(2026, 11, 24)).made
    part = next(part for part in plan.parts(store, made) if part.main_number == 3)
    for table, text in enumerate(SAID, start=1):
        reflections.write(store, made, part.id, table, part.questions[0].id, text)
    return made


@pytest.fixture
def page(qtbot: QtBot, workspace: Workspace, held: str) -> Iterator[ThemesPage]:
    workspace.open_gathering(held)
    workspace.lane.wait()
    room = ReflectRoom(workspace)
    room.resize(1280, 800)
    room.show()
    qtbot.waitExposed(room)
    workspace.lane.wait()
    room._show_mode("themes")
    until(lambda: len(room.themes.list.told.points) == len(SAID))
    room.themes.begin()
    yield room.themes
    room.close()
    room.deleteLater()


def texts(page: ThemesPage) -> list[str]:
    """The points at hand."""
    return [point.text for point in page.list.told.points]


def theme(page: ThemesPage, name: str) -> list[str]:
    """The points of a theme, as they are stored."""
    told = page.seen.board
    ids = [one.id for one in told.themes if one.name == name]
    return [point.text for point in told.in_themes()[ids[0]]] if ids else []


def new_theme(page: ThemesPage, name: str) -> None:
    """N, the name, Enter."""
    count = len(page.seen.board.themes)
    press("N", page.list)
    type_text(f"{name}\n", page.name)
    until(lambda: len(page.seen.board.themes) == count + 1)


def test_with_the_keys_alone(page: ThemesPage, store: Store, held: str) -> None:
    new_theme(page, "Ringe")
    assert theme(page, "Ringe") == ["Ring tidlig"]
    assert texts(page)[0] == "Spør barnet", "the next one is at hand"
    new_theme(page, "Barnet")
    press("Down", page.list)
    assert page.list.at_hand() is not None
    assert page.list.at_hand().text == "Ring før det er stort"  # type: ignore[union-attr]
    assert page.hint.what.text() == "Ligner: Ringe"
    assert theme(page, "Ringe") == ["Ring tidlig"], "a suggestion is never done by itself"
    press("Return", page.list)
    until(lambda: len(theme(page, "Ringe")) == 2)
    press("2", page.list)
    until(lambda: len(theme(page, "Barnet")) == 2)
    assert texts(page) == ["Ro i garderoben", "Foreldrene med"]
    press("9", page.list)
    page._workspace.lane.wait()
    assert len(texts(page)) == 2, "there is no theme 9"
    page._workspace.lane.undo()
    until(lambda: len(texts(page)) == 3)
    page._workspace.lane.redo()
    until(lambda: len(texts(page)) == 2)
    assert page.count.text() == "6 punkter: 4 i 2 temaer, 2 ikke plassert"
    assert [one.name for one in board(store, held).themes] == ["Ringe", "Barnet"]


def test_many_at_once_out_again_and_a_suggestion_let_be(page: ThemesPage) -> None:
    new_theme(page, "Ringe")
    page.list.selectAll()
    press("1", page.list)
    until(lambda: not texts(page))
    page.open(page.seen.board.themes[0].id)
    assert len(texts(page)) == 6
    page.list.clearSelection()
    page.list.setCurrentIndex(page.list.told.index(3))
    press("Delete", page.list)
    until(lambda: len(texts(page)) == 5)
    press("Escape", page.list)
    assert texts(page) == ["Ring før det er stort"]
    assert page.hint.what.text() == "Ligner: Ringe"
    press("Escape", page.list)
    assert page.hint.what.text() == ""
    press("Return", page.list)
    page._workspace.lane.wait()
    assert texts(page) == ["Ring før det er stort"], "what was let be is not done by Enter"


def test_points_that_are_alike_before_there_is_a_theme(page: ThemesPage) -> None:
    assert page.hint.what.text() == "1 punkt til ligner på dette"
    press("A", page.list)
    assert len(page.list.chosen()) == 2
    new_theme(page, "Ringe")
    assert theme(page, "Ringe") == ["Ring tidlig", "Ring før det er stort"]


def drop(widget: object, keys: list[str]) -> None:
    """Let go of points over something."""
    data = carried(keys)
    event = QDropEvent(
        QPointF(5, 5), Qt.DropAction.MoveAction, data, Qt.MouseButton.LeftButton, Qt.KeyboardModifier.NoModifier
    )
    widget.dropEvent(event)  # type: ignore[attr-defined]


def test_with_the_mouse(page: ThemesPage, store: Store, held: str) -> None:
    first = page.list.told.points[0].key
    drop(page.cards.new, [first])
    assert page.name.hasFocus(), "a name is all it needs"
    type_text("Ringe\n", page.name)
    until(lambda: theme(page, "Ringe") == ["Ring tidlig"])
    (card,) = page.cards.cards.values()
    drop(card, [point.key for point in page.list.told.points[:2]])
    until(lambda: len(theme(page, "Ringe")) == 3)
    drop(page.list, [first])
    until(lambda: len(theme(page, "Ringe")) == 2)
    card.rename()
    card.line.clear()
    type_text("Ring først\n", card.line)
    until(lambda: [one.name for one in page.seen.board.themes] == ["Ring først"])
    assert card.accessibleName().startswith("1 Ring først. Nevnt ved 2 av 6 bord")


def test_search_and_one_question_at_a_time(page: ThemesPage) -> None:
    page.search.setText("barn")
    assert texts(page) == ["Spør barnet", "Barnet viser rundt"]
    page.search.clear()
    assert not page.question.isEnabled(), "there is only one question that anybody has answered"
    assert page.question.count() == 2


def test_marks_merging_and_taking_away(page: ThemesPage, store: Store, held: str) -> None:
    press("Q", page.list)
    until(lambda: page.list.told.points[0].mark.quote)
    press("R", page.list)
    page.onward.role.role.setEditText("forelder")
    page.onward.role.hand_in()
    until(lambda: page.list.told.points[0].mark.role == "parent")
    assert "forelder" in str(page.list.told.data(page.list.told.index(0)))
    new_theme(page, "A")
    new_theme(page, "B")
    one, other = (theme_.id for theme_ in page.seen.board.themes)
    page.doing.merge(one, other)
    until(lambda: [theme_.name for theme_ in page.seen.board.themes] == ["A"])
    assert len(theme(page, "A")) == 2
    press("Delete", page.cards.cards[one])
    until(lambda: not page.seen.board.themes)
    assert len(texts(page)) == 6


def test_the_wall_shows_what_was_chosen_for_it(page: ThemesPage, store: Store, held: str) -> None:
    new_theme(page, "Ringe")
    assert not any(isinstance(wall, Themes) for wall in stage.walls(store, held)), "hidden until somebody chooses it"
    page.open(page.seen.board.themes[0].id)
    press("L", page.list)
    until(lambda: page.seen.board.themes[0].on_wall)
    (wall,) = [wall for wall in stage.walls(store, held) if isinstance(wall, Themes)]
    assert [(row.name, row.quotes) for row in wall.rows] == [("Ringe", ())]
    assert wall.rows[0].where == "Nevnt ved 1 av 6 bord"


def test_next_times_question_and_a_sign(page: ThemesPage, store: Store, held: str) -> None:
    later = gatherings.copy(store, held, held_on=date(2027, 3, 2)).made
    new_theme(page, "Ringe")
    page.open(page.seen.board.themes[0].id)
    press("S", page.list)
    sheet = page.onward.question
    until(sheet.isVisible)
    sheet.hand_in()
    until(lambda: not sheet.isVisible())
    asked = [question.text for part in plan.parts(store, later) for question in part.questions]
    assert any(text.startswith("«Ringe»") for text in asked)
    page.list.setFocus()
    press("K", page.list)
    until(page.onward.sign.isVisible)
    page.onward.sign.hand_in()
    until(lambda: not page.onward.sign.isVisible())
    assert store.value("SELECT count(*) FROM sheet_versions WHERE own = 1") == 1


def test_forty_five_answers_become_five_themes_in_few_keys(page: ThemesPage, store: Store, held: str) -> None:
    """A name and Enter for each theme, and one key for each point."""
    part = next(part for part in plan.parts(store, held) if part.main_number == 3)
    made = [themes.make(store, held, name).made for name in ("a", "b", "c", "d", "e")]
    assert len(made) == 5
    for table in range(1, 16):
        reflections.write(store, held, part.id, table, part.questions[0].id, f"Ett {table}\nTo {table}\nTre {table}")
    page.reader.refresh()
    until(lambda: len(texts(page)) == 45)
    for left in range(45, 0, -1):
        press(str(1 + left % 5), page.list)
        until(lambda left=left: len(texts(page)) == left - 1)  # type: ignore[misc]
    assert [len(points) for points in board(store, held).in_themes().values()] == [9] * 5


def test_a_name_is_told_of_before_a_theme_is_on_the_wall(page: ThemesPage, store: Store, held: str) -> None:
    told = board(store, held)
    theme = themes.make(store, held, "Det Torkjell sa", [told.points[0].key]).made
    fine = themes.make(store, held, "Ro først", [told.points[1].key]).made
    page.reader.refresh()
    page._workspace.lane.wait()

    def on_wall() -> list[str]:
        page._workspace.lane.wait()  # it is one connection: who reads here while it writes there is in its way
        return [one.id for one in board(store, held).themes if one.on_wall]

    standing = {one.id: one for one in board(store, held).themes}
    page.onward.go(ThemeStep.WALL, standing[fine])
    until(lambda: on_wall() == [fine], "nothing to look at there")
    page.onward.go(ThemeStep.WALL, standing[theme])
    room = page.window()
    assert isinstance(room, ReflectRoom)
    until(room.anonymity.sheet.isVisible, "told of")
    assert [one.finding.text for one in room.anonymity.sheet.found] == ["Torkjell"]
    assert on_wall() == [fine]
    room.anonymity.sheet.go_on()
    until(lambda: set(on_wall()) == {fine, theme}, "one more key goes on")
    # The button is there in all three ways of working.
    for mode in ("questions", "sheets", "themes"):
        room._show_mode(mode)
        assert room.anonymity.isVisible(), mode


def test_t_tags_the_point_at_hand_and_the_filter_shows_those_that_have_it(page: ThemesPage, store: Store) -> None:
    press("T", page.list)
    until(lambda: page.marking.tagger.sheet is not None and page.marking.tagger.sheet.isVisible())
    sheet, point = page.marking.tagger.sheet, page.list.at_hand()
    assert sheet is not None
    assert point is not None
    sheet.chooser.changed.emit(["bti"])
    until(lambda: any(one.mark.tags == ("bti",) for one in page.seen.board.points))
    sheet.close_sheet()
    page.filter.choose(["bti"])
    assert texts(page) == [point.text]
    assert "BTI" in str(page.list.told.data(page.list.told.index(0), Qt.ItemDataRole.AccessibleTextRole))
    page.filter.clear()
    assert len(texts(page)) == len(SAID)


def test_on_a_large_screen_the_cards_show_what_was_said(page: ThemesPage, store: Store, held: str) -> None:
    keys = [point.key for point in board(store, held).points]
    page._workspace.lane.change(lambda store: themes.make(store, held, "Tid", keys))
    for name in ("Ro", "Ord", "Mat", "Ute"):
        page._workspace.lane.change(lambda store, name=name: themes.make(store, held, name))  # type: ignore[misc]
    until(lambda: len(page.cards.cards) == 5)
    page.window().resize(1920, 1080)
    until(lambda: page.cards.columns == 3, "no more side by side than are needed")
    card = next(card for card in page.cards.cards.values() if card.theme.name == "Tid")
    until(lambda: card.width() > 380)
    card.grab()
    assert [key for _place, key in card._spots] == keys, "every point is on it"
    assert page.cards.verticalScrollBar().maximum() == 0, "all are seen at once"
