"""The film strip: what stands on the wall, what Page Down will show, and one click to another picture."""

from __future__ import annotations

import pytest
from PySide6.QtCore import QCoreApplication, QPoint, QSize, Qt, QTimer
from PySide6.QtGui import QKeyEvent, QPixmap
from PySide6.QtTest import QTest

from nettverk.domain.rundown.commands import StageCommand
from nettverk.domain.rundown.events import Jump
from nettverk.domain.wall.thumbnails import Place, Thumbnail
from nettverk.domain.wall.walls import Slides, Wall
from nettverk.domain.wall_reference import WallRef
from nettverk.services import contributions
from nettverk.services import plan as plans
from nettverk.ui.common import theme as looks
from nettverk.ui.common.theme import Theme
from nettverk.ui.stage.presenter.filmstrip import Filmstrip
from nettverk.ui.stage.presenter.thumbnail_list import THUMBNAIL_ROLE, spoken
from nettverk.ui.stage.wall import thumbnails
from tests.gui.stage.conftest import Stage
from tests.helpers.slides import pdf
from tests.helpers.waiting import until

K = Qt.Key


@pytest.fixture
def wide(on: Stage) -> Stage:
    on.presenter.resize(1366, 768)
    on.settle()
    return on


def strip_of(on: Stage) -> Filmstrip:
    strip = on.controller.chooser.strip
    assert strip is not None
    on.controller.chooser.refresh()
    return strip


def told(on: Stage) -> list[str]:
    marks = {"now": "*", "next": ">", "": ""}
    shown = [one for one in strip_of(on).thumbnails.shown if isinstance(one, Thumbnail)]
    return [f"{marks[one.place]}{one.name}" for one in shown]


def next_picture(on: Stage) -> Thumbnail:
    strip = strip_of(on)
    found = strip.thumbnails.shown[strip.thumbnails.place_of(Place.NEXT)]
    assert isinstance(found, Thumbnail)
    return found


def page_down(on: Stage, frame: Thumbnail) -> None:
    """A press; to leave a part it is meant twice."""
    on.key(K.Key_PageDown)
    if frame.leaves_part or "én gang til" in on.presenter.calm.text.text():
        on.later(1 / 60)
        on.key(K.Key_PageDown)


def send(widget: object, key: Qt.Key) -> None:
    QCoreApplication.sendEvent(widget, QKeyEvent(QKeyEvent.Type.KeyPress, key, Qt.KeyboardModifier.NoModifier, ""))  # type: ignore[arg-type]


def test_what_it_marks_as_next_is_what_page_down_shows(wide: Stage) -> None:
    assert told(wide)[:2] == ["*Velkommen", ">Dagen"]
    for _press in range(25):
        frame = next_picture(wide)
        before = wide.controller.session.rundown
        assert before is not None
        page_down(wide, frame)
        after = wide.controller.session.rundown
        assert after is not None
        assert wide.wall == str(frame.wall.ref)
        if frame.leaves_part:
            assert after.parts[after.index].slot.title in frame.name
            assert (after.index, after.phase) != (before.index, before.phase)
        else:
            assert after.index == before.index
        if after.following is None:
            break


def test_after_the_last_picture_of_a_part_the_next_part_stands_by_name(wide: Stage) -> None:
    page_down(wide, next_picture(wide))
    assert told(wide)[-1] == ">Start: Kaffe og innsjekk"
    page_down(wide, next_picture(wide))
    page_down(wide, next_picture(wide))
    assert told(wide)[-1] == ">Neste del: Velkommen"


def test_a_click_shows_it_and_leaves_the_keys_with_the_presenter(wide: Stage) -> None:
    wide.presenter.show()
    strip = strip_of(wide)
    assert strip.isVisible()
    place = strip.visualRect(strip.thumbnails.index(1)).center()
    QTest.mouseClick(strip.viewport(), Qt.MouseButton.LeftButton, Qt.KeyboardModifier.NoModifier, place)
    assert wide.wall == "agenda"
    assert not strip.hasFocus()
    wide.key(K.Key_PageUp)
    assert wide.wall == "welcome"


def test_black_is_lifted_by_a_click_on_what_is_under_it(wide: Stage) -> None:
    wide.key(K.Key_B, "b")
    assert told(wide)[:3] == ["*Svart lerret", ">Velkommen", "Dagen"]
    wide.controller.chooser.choose(next_picture(wide))
    assert wide.wall == "welcome"


def test_arrows_are_its_own_only_while_it_has_the_focus(wide: Stage) -> None:
    wide.later(10)
    wide.key(K.Key_Space, " ")
    strip = strip_of(wide)
    assert strip.focusPolicy() == Qt.FocusPolicy.TabFocus
    strip.setFocus(Qt.FocusReason.TabFocusReason)
    start = strip.currentIndex().row()
    assert start == strip.thumbnails.place_of(Place.NEXT)
    send(strip, K.Key_Right)
    assert strip.currentIndex().row() == start + 1
    rundown = wide.controller.session.rundown
    assert rundown is not None
    assert rundown.index == 0, "the day did not go on"
    send(strip, K.Key_Left)
    send(strip, K.Key_Return)
    assert wide.wall == "agenda"
    wide.key(K.Key_Right, mods=Qt.KeyboardModifier.ControlModifier)
    rundown = wide.controller.session.rundown
    assert rundown is not None
    assert rundown.index == 1, "in the presenter the arrow is the next part"


def test_a_clickers_keys_go_through_it(wide: Stage) -> None:
    strip = strip_of(wide)
    strip.setFocus(Qt.FocusReason.TabFocusReason)
    QTest.keyClick(strip, K.Key_B)
    assert wide.wall == "black"
    QTest.keyClick(strip, K.Key_PageDown)
    QTest.keyClick(strip, K.Key_PageDown)
    assert wide.wall == "agenda"


def test_slides_stand_page_by_page_around_the_one_that_shows(wide: Stage) -> None:
    part = next(part.id for part in plans.parts(wide.store, wide.gathering_id) if part.kind == "sharing")
    made = contributions.add(wide.store, part, speaker="Hege Lund", minutes=15).made
    contributions.attach(wide.store, made, name="lek.pdf", data=pdf(30), pages=30)
    wide.later(10)
    wide.controller.session.press(Jump(part))
    wide.controller.session.load()
    wide.settle()
    wide.controller.queue.begin(made)
    wide.controller.wall_commands.show(WallRef.slides(made, 14))
    assert str(next_picture(wide).wall.ref) == f"slides:{made}:15"
    strip = strip_of(wide)
    seen = [
        row for row in range(len(strip.thumbnails.shown))
        if strip.viewport().rect().contains(strip.visualRect(strip.thumbnails.index(row)).center())
    ]  # fmt: skip
    now = strip.thumbnails.place_of(Place.NOW)
    assert {now - 1, now, now + 1} <= set(seen)
    wide.controller.chooser.choose(next_picture(wide))
    wall = wide.controller.session.wall()
    assert isinstance(wall, Slides)
    assert wall.page == 15


def test_it_is_heard_as_well_as_seen(wide: Stage) -> None:
    strip = strip_of(wide)
    assert strip.accessibleName()
    index = strip.thumbnails.index(0)
    assert index.data(Qt.ItemDataRole.AccessibleTextRole) == "Velkommen, på lerretet nå"
    assert strip.thumbnails.index(1).data(Qt.ItemDataRole.AccessibleTextRole) == "Dagen, neste med Page Down"
    frame = index.data(THUMBNAIL_ROLE)
    assert spoken(frame) == "Velkommen, på lerretet nå"


def test_it_gives_way_to_the_clocks_and_the_notes(on: Stage) -> None:
    on.presenter.resize(1366, 768)
    on.settle()
    strip = strip_of(on)
    dial = on.presenter.now_panel.left_dial
    assert strip.isVisible()
    with_it = dial.mapTo(on.presenter, QPoint())
    strip.hide()
    on.settle()
    assert dial.mapTo(on.presenter, QPoint()) == with_it
    on.presenter.resize(1000, 620)
    on.settle()
    assert not strip.isVisible()
    on.presenter.resize(1366, 900)
    on.settle()
    assert strip.isVisible()
    assert on.presenter.drawer.height() >= 4 * looks.in_force().px(0)


@pytest.mark.parametrize(("scale", "size", "seen"), [(1.5, (1366, 768), False), (1.5, (1920, 1080), True)], ids=str)
def test_large_text_needs_a_larger_window(on: Stage, scale: float, size: tuple[int, int], seen: bool) -> None:
    looks.apply(Theme.load("light", scale))
    on.presenter.resize(*size)
    on.settle()
    assert strip_of(on).isVisible() == seen


@pytest.mark.drawn
def test_pictures_are_made_in_idle_time_one_at_a_time_and_a_tick_makes_none(
    wide: Stage, monkeypatch: pytest.MonkeyPatch
) -> None:
    made: list[str] = []
    draw = thumbnails.Thumbnails._drawn

    def noted(self: thumbnails.Thumbnails, wall: Wall, place: tuple[str, int, int, int]) -> QPixmap:
        made.append(str(wall.ref))
        return draw(self, wall, place)

    monkeypatch.setattr(thumbnails.Thumbnails, "_drawn", noted)
    wide.later(10)
    wide.key(K.Key_Space, " ")
    held = wide.controller.chooser.thumbs
    assert held is not None
    assert not made, "nothing is drawn while the key is answered"
    strip_of(wide).viewport().repaint()
    before = len(made)
    assert held.busy
    held._make()
    assert len(made) == before + 1
    until(lambda: not held.busy)
    wide.settle()
    until(lambda: not held.busy)
    still = len(made)
    shown = strip_of(wide).thumbnails.shown
    for _second in range(5):
        wide.later(1 / 60)
        wide.settle()
    assert len(made) == still
    assert strip_of(wide).thumbnails.shown == shown


def test_closing_stops_it(on: Stage) -> None:
    held = on.controller.chooser.thumbs
    assert held is not None
    on.key(K.Key_A, "a")
    on.controller.close()
    assert not [timer for timer in (*held.findChildren(QTimer), on.controller.chooser._soon) if timer.isActive()]


def test_pictures_follow_the_walls_look_and_shape(wide: Stage) -> None:
    held = wide.controller.chooser.thumbs
    assert held is not None
    wide.presenter.side.resize_preview(QSize(1024, 768))
    wide.controller.do(StageCommand.WALL_THEME)
    wide.controller.session.tick()
    strip = strip_of(wide)
    assert held.shape == 0.75
    assert strip.delegate.picture.height() == round(strip.delegate.picture_width * 0.75)


def test_who_came_has_its_place_also_when_the_projectors_proportions_come_last(wide: Stage) -> None:
    """It was left out, or not, by which came first: the window's size, the projector's or the next picture."""
    side = wide.presenter.side

    def all_at_once() -> tuple[bool, bool, int]:
        wide.settle()
        wide.controller.chooser.refresh()
        return (
            side.coming.isVisibleTo(wide.presenter),
            side._attendance.isVisibleTo(wide.presenter),
            side.coming.height(),
        )

    def size() -> None:
        wide.presenter.resize(1280, 720)

    def proportions() -> None:
        side.resize_preview(QSize(1920, 1080))

    found = set()
    wide.presenter.show()
    for turn in ((size, proportions), (proportions, size)):
        wide.presenter.resize(1000, 620)
        side.resize_preview(QSize(800, 800))
        all_at_once()
        for change in turn:
            change()
        found.add(all_at_once())
    assert len(found) == 1
    assert next(iter(found))[:2] == (True, True)


def test_in_a_low_window_the_next_picture_stands_in_the_right_column(wide: Stage) -> None:
    wide.presenter.show()
    wide.presenter.resize(1000, 620)
    wide.presenter.side.resize_preview(QSize(1920, 1080))
    wide.settle()
    refresh = wide.controller.chooser.refresh
    refresh()
    coming = wide.presenter.side.coming
    assert not strip_of(wide).isVisibleTo(wide.presenter)
    assert coming.isVisibleTo(wide.presenter)
    assert coming.words() == "Dagen"
    QTest.mouseClick(coming, Qt.MouseButton.LeftButton)
    assert wide.wall == "agenda"
    wide.presenter.resize(1600, 1000)
    wide.settle()
    refresh()
    assert strip_of(wide).isVisibleTo(wide.presenter)
    assert not coming.isVisibleTo(wide.presenter)
