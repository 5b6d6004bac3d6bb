"""What is put on the wall on the day: answers, a message below the picture, how it looks; and that it is undone."""

from __future__ import annotations

from PySide6.QtCore import QCoreApplication, Qt
from PySide6.QtGui import QKeyEvent, QPainter

from nettverk.domain.wall.look import ClockCorner, WallLook
from nettverk.domain.wall_reference import WallRef
from nettverk.services import plan as plans
from nettverk.services import reflections, wall_look
from nettverk.ui.common.contrast import contrast
from nettverk.ui.common.theme import Theme
from nettverk.ui.stage.wall.canvas import Canvas
from tests.gui.stage.conftest import Stage

K, M = Qt.Key, Qt.KeyboardModifier


def test_a_message_goes_below_the_picture_and_is_taken_back(on: Stage) -> None:
    on.later(10)
    on.key(K.Key_Space, " ")
    on.key(K.Key_M, "m")
    page = on.presenter.drawer.message
    page.field.setText("Vi starter om to minutter")
    before = on.wall
    QCoreApplication.sendEvent(page.field, QKeyEvent(QKeyEvent.Type.KeyPress, K.Key_Return, M.ControlModifier))
    wall = on.controller.session.wall()
    assert wall is not None
    assert (on.wall, wall.band) == (before, "Vi starter om to minutter")
    on.key(K.Key_Z, "z", M.ControlModifier)
    wall = on.controller.session.wall()
    assert wall is not None
    assert not wall.band
    on.key(K.Key_Y, "y", M.ControlModifier)
    assert on.controller.session.wall().band  # type: ignore[union-attr]
    on.key(K.Key_M, "m")
    assert not on.controller.session.wall().band  # type: ignore[union-attr]


def test_messages_are_ready_and_can_be_kept(on: Stage) -> None:
    on.key(K.Key_M, "m")
    on.settle()
    page = on.presenter.drawer.message
    assert page.ready.count() == len(wall_look.messages(on.store))
    page.field.setText("Bussen går 14.30")
    page.keep.click()
    on.settle()
    assert "Bussen går 14.30" in wall_look.messages(on.store)
    page.ready.setCurrentRow(page.ready.count() - 1)
    QCoreApplication.sendEvent(page.ready, QKeyEvent(QKeyEvent.Type.KeyPress, K.Key_Return, M.NoModifier))
    assert on.controller.session.wall().band == "Bussen går 14.30"  # type: ignore[union-attr]


def test_the_look_is_chosen_on_the_stage_and_undone_there(on: Stage) -> None:
    on.key(K.Key_V, "v")
    page = on.presenter.drawer.look
    page.corner.setCurrentIndex(page.corner.findData(ClockCorner.UPPER_LEFT))
    page.corner.activated.emit(page.corner.currentIndex())
    on.settle()
    assert wall_look.look(on.store).slide_clock is ClockCorner.UPPER_LEFT
    page.overtime.click()
    on.settle()
    assert not wall_look.look(on.store).overtime
    on.key(K.Key_Z, "z", M.ControlModifier)
    on.settle()
    on.key(K.Key_Z, "z", M.ControlModifier)
    on.settle()
    assert wall_look.look(on.store) == WallLook()


def test_any_colour_is_read_on_the_wall() -> None:
    for look in ("dark", "light"):
        theme = Theme.load(look)
        for colour in ("#000000", "#ffffff", "#ffcc00", "#0b3d91", "#7f7f7f", theme.colour("wall_ground").name()):
            canvas = Canvas(QPainter(), 1280, 720, theme)
            canvas.accent = colour
            assert contrast(canvas.colour("accent"), theme.colour("wall_ground")) >= 6.95


def test_answers_are_shown_and_stay_true_while_they_are_typed(on: Stage) -> None:
    across = next(part for part in plans.parts(on.store, on.gathering_id) if part.kind == "across")
    question = across.questions[0].id
    reflections.write(on.store, on.gathering_id, across.id, 2, question, "Vi ringer først")
    on.controller.session.load()
    on.settle()
    on.controller.wall_commands.show(WallRef.answers(question))
    assert on.wall == f"answers:{question}"
    reflections.write(on.store, on.gathering_id, across.id, 3, question, "Vi spør barnet")
    on.controller.session.load()
    on.settle()
    wall = on.controller.session.wall()
    assert "Vi spør barnet" in str(wall)
    on.key(K.Key_Z, "z", M.ControlModifier)
    assert not on.wall.startswith("answers")
