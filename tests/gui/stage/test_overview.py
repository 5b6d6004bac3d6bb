"""Oversikt: the whole day in pictures, found by arrows, by letters or by the number of a slide."""

from __future__ import annotations

import pytest
from PySide6.QtCore import QCoreApplication, Qt
from PySide6.QtGui import QKeyEvent, QPixmap
from PySide6.QtTest import QTest

from nettverk.domain.rundown.events import Jump
from nettverk.domain.wall.thumbnails import Thumbnail
from nettverk.domain.wall.walls import Slides, Wall
from nettverk.domain.wall.whole_day import Chapter
from nettverk.services import contributions
from nettverk.services import plan as plans
from nettverk.ui.stage.presenter.overview import Overview
from nettverk.ui.stage.wall import thumbnails
from tests.gui.stage.conftest import Stage
from tests.helpers.slides import pdf
from tests.helpers.waiting import until

K = Qt.Key
NONE = Qt.KeyboardModifier.NoModifier


@pytest.fixture
def panel(on: Stage) -> Overview:
    """The overview, open, an hour into the day."""
    on.presenter.resize(1366, 768)
    on.later(10)
    on.key(K.Key_Space, " ")
    on.key(K.Key_O, "o")
    on.settle()
    made = on.controller.chooser.overview
    assert made is not None
    return made


def press(panel: Overview, key: Qt.Key, text: str = "") -> None:
    QCoreApplication.sendEvent(panel.field, QKeyEvent(QKeyEvent.Type.KeyPress, key, NONE, text))


def names(panel: Overview) -> list[str]:
    return [one.name for one in panel.grid.thumbnails.shown if isinstance(one, Thumbnail)]


def chapters(panel: Overview) -> list[str]:
    return [one.title for one in panel.grid.thumbnails.shown if isinstance(one, Chapter)]


def current(panel: Overview) -> str:
    one = panel.grid.thumbnails.shown[panel.grid.currentIndex().row()]
    return str(one.wall.ref) if isinstance(one, Thumbnail) else ""


@pytest.fixture
def talk(on: Stage, panel: Overview) -> str:
    """Three hundred slides, page 1 on the wall, the overview open."""
    part = next(part.id for part in plans.parts(on.store, on.gathering_id) if part.kind == "sharing")
    made = contributions.add(on.store, part, speaker="Hege Lund", minutes=15).made
    contributions.attach(on.store, made, name="lek.pdf", data=pdf(300), pages=300)
    on.controller.session.press(Jump(part))
    on.controller.session.load()
    on.settle()
    on.controller.queue.begin(made)
    on.controller.chooser.refresh()
    return made


def test_the_whole_day_stands_there_under_its_parts(on: Stage, panel: Overview) -> None:
    assert on.presenter.panel is panel
    titles = [part.title for part in plans.parts(on.store, on.gathering_id)]
    assert [title for title in chapters(panel) if title in titles] == [
        title for title in titles if title in chapters(panel)
    ]
    assert {"Velkommen", "Dagen", "Spørsmål 1", "Stor klokke"} <= set(names(panel))
    assert current(panel) == on.wall == "welcome"
    assert panel.field.hasFocus()


def test_arrows_and_enter_show_a_picture_and_give_the_keys_back(on: Stage, panel: Overview) -> None:
    press(panel, K.Key_Right)
    press(panel, K.Key_Return)
    assert on.wall == "agenda"
    assert on.presenter.panel is None
    rundown = on.controller.session.rundown
    assert rundown is not None
    assert rundown.index == 0, "the clock is not moved by what is shown"


def test_up_and_down_go_to_the_line_above_and_below(on: Stage, panel: Overview) -> None:
    first = panel.grid.visualRect(panel.grid.currentIndex())
    press(panel, K.Key_Down)
    below = panel.grid.visualRect(panel.grid.currentIndex())
    assert current(panel)
    assert below.left() == first.left()
    press(panel, K.Key_Up)
    assert current(panel) == "welcome"
    press(panel, K.Key_End)
    assert current(panel) == "clock"
    press(panel, K.Key_Home)
    assert current(panel) == "welcome"


@pytest.mark.parametrize(
    ("typed", "wall"), [("veien", "Veien videre"), ("spørsmål 2", "Spørsmål 2"), ("stor", "Stor klokke")]
)
def test_some_letters_are_enough(on: Stage, panel: Overview, typed: str, wall: str) -> None:
    QTest.keyClicks(panel.field, typed)
    assert wall in names(panel)[0]
    assert "Dagen" not in names(panel)
    press(panel, K.Key_Return)
    shown = on.controller.session.wall()
    assert shown is not None
    assert wall in shown.name


def test_what_stands_on_a_wall_is_found_as_well(panel: Overview) -> None:
    QTest.keyClicks(panel.field, "utenfor leken")
    assert names(panel)
    assert all("pørsmål" in name for name in names(panel))
    panel.field.setText("finnes ikke")
    assert panel.empty.isVisibleTo(panel)
    press(panel, K.Key_Return)


def test_words_on_a_slide_are_found(on: Stage, panel: Overview, talk: str) -> None:
    panel.open()
    assert on.controller.queue.tray.shelf.wait()
    panel.field.setText("side 217")
    assert current(panel) == f"slides:{talk}:216"
    assert len(names(panel)) == 1


def test_escape_empties_and_then_leaves(on: Stage, panel: Overview) -> None:
    QTest.keyClicks(panel.field, "veien")
    press(panel, K.Key_Escape)
    assert panel.field.text() == ""
    assert len(names(panel)) > 5
    press(panel, K.Key_Escape)
    assert on.presenter.panel is None
    on.key(K.Key_O, "o")
    assert on.presenter.panel is panel


def test_a_number_goes_to_that_slide(on: Stage, panel: Overview, talk: str) -> None:
    QTest.keyClicks(panel.field, "250")
    assert panel.hint.text() == "vis side 250 av 300"
    assert current(panel) == f"slides:{talk}:249"
    press(panel, K.Key_Return)
    wall = on.controller.session.wall()
    assert isinstance(wall, Slides)
    assert wall.page == 249
    on.key(K.Key_O, "o")
    QTest.keyClicks(panel.field, "301")
    assert panel.hint.text() == "Lysbildene har 300 sider"


def test_a_clickers_keys_and_the_clock_go_on_with_it_open(on: Stage, panel: Overview, talk: str) -> None:
    press(panel, K.Key_PageDown)
    assert on.wall == f"slides:{talk}:1"
    press(panel, K.Key_Space, " ")
    assert on.controller.session.rundown.phase == "paused"  # type: ignore[union-attr]
    press(panel, K.Key_Period, ".")
    assert on.wall == "black"
    press(panel, K.Key_Period, ".")
    assert on.presenter.panel is panel


def test_a_b_alone_is_the_clickers_and_the_first_of_a_word_is_not(on: Stage, panel: Overview) -> None:
    QTest.keyClicks(panel.field, "bord")
    assert panel.field.text() == "bord"
    assert on.wall == "welcome", "nothing went black"
    panel.field.clear()
    press(panel, K.Key_B, "b")
    until(lambda: on.wall == "black")
    assert panel.field.text() == ""


def test_a_b_is_forgotten_when_the_panel_is_put_away(on: Stage, panel: Overview) -> None:
    press(panel, K.Key_B, "b")
    press(panel, K.Key_Escape)
    assert not panel._hesitation.isActive()


@pytest.mark.drawn
def test_only_what_is_in_sight_is_drawn(on: Stage, panel: Overview, talk: str, monkeypatch: pytest.MonkeyPatch) -> None:
    made: list[str] = []
    draw = thumbnails.Thumbnails._drawn

    def noted(self: thumbnails.Thumbnails, wall: Wall, place: tuple[str, int, int, int]) -> QPixmap:
        made.append(str(wall.ref))
        return draw(self, wall, place)

    monkeypatch.setattr(thumbnails.Thumbnails, "_drawn", noted)
    held = on.controller.chooser.thumbs
    assert held is not None
    panel.open()
    panel.grid.viewport().repaint()
    assert on.controller.queue.tray.shelf.wait()
    on.settle()
    until(lambda: not held.busy)
    assert 0 < len(set(made)) < 80
    assert len(panel.grid.thumbnails.shown) > 300


def test_each_picture_has_a_name_for_those_who_listen(panel: Overview) -> None:
    model = panel.grid.thumbnails
    said = [model.index(row).data(Qt.ItemDataRole.AccessibleTextRole) for row in range(len(model.shown))]
    assert all(said)
    assert "Velkommen, på lerretet nå" in said
    assert panel.field.accessibleName()
    assert panel.grid.accessibleName()
