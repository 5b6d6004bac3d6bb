"""The speaker's window on a third screen: clock, next and notes; never on the wall; and two minutes' warning."""

from __future__ import annotations

from datetime import timedelta

from PySide6.QtCore import QSettings, Qt

from nettverk.services import plan as plans
from nettverk.ui.stage.control.bell import Bell, BellController
from nettverk.ui.stage.displays.screens import Arrangement, Screen
from nettverk.ui.stage.presenter.clocks import Reading
from tests.gui.stage.conftest import Stage

K = Qt.Key
LAPTOP = Screen("Laptop", "", 0, 0, 1366, 768, primary=True, connector="eDP-1")
WALL = Screen("EPSON", "1", 1366, 0, 1920, 1080, connector="HDMI-1")
THIRD = Screen("Dell", "2", 3286, 0, 1280, 1024, connector="DP-1")


def place(on: Stage, *screens: Screen, wall: Screen | None) -> None:
    on.controller.displays.watch._known = screens
    on.controller.displays.arrangement = Arrangement(LAPTOP, wall)


def test_it_goes_to_the_third_screen_and_to_no_other(on: Stage) -> None:
    speaker = on.controller.speaker
    place(on, LAPTOP, WALL, THIRD, wall=WALL)
    assert speaker.third() == THIRD
    place(on, LAPTOP, WALL, wall=WALL)
    assert speaker.third() is None
    place(on, LAPTOP, WALL, THIRD, wall=None)
    assert speaker.third() is None, "either of them may become the wall"


def test_it_says_what_is_left_what_comes_and_what_to_say(on: Stage) -> None:
    first = plans.parts(on.store, on.gathering_id)[0]
    plans.edit(on.store, first.id, notes="Takk til kjøkkenet.")
    on.controller.session.load()
    on.settle()
    on.later(10)
    on.key(K.Key_Space, " ")
    on.key(K.Key_W, "w")
    window = on.controller.speaker.window
    assert window is not None
    assert window.clock.figures == on.presenter.now_panel.left_dial.text
    assert window.following == on.presenter.side.next_text.text()
    assert window.notes == "Takk til kjøkkenet."
    assert not window.grab().isNull()
    on.later(1)
    assert window.clock.figures == on.presenter.now_panel.left_dial.text
    on.key(K.Key_W, "w")
    assert on.controller.speaker.window is None


def test_it_goes_with_its_cable_and_before_the_stage(on: Stage) -> None:
    on.key(K.Key_W, "w")
    speaker = on.controller.speaker
    assert speaker.window is not None
    speaker._on = "DP-1"
    on.controller.displays.watch.lost.emit("HDMI-1")
    assert speaker.window is not None
    on.controller.displays.watch.lost.emit("DP-1")
    assert speaker.window is None
    on.key(K.Key_W, "w")
    on.controller.close()
    assert speaker.window is None


class _Rung(Bell):
    def __init__(self) -> None:
        super().__init__()
        self.rung: list[bool] = []

    def ring(self, *, soft: bool = False) -> bool:
        self.rung.append(soft)
        return True


def test_two_minutes_before_it_is_said_once_and_rung_softly_where_it_rings(tmp_path: object) -> None:
    settings = QSettings(f"{tmp_path}/s.ini", QSettings.Format.IniFormat)
    said: list[str] = []
    bell = _Rung()
    controller = BellController(settings, said.append, bell)

    def at(minutes: float) -> None:
        left = timedelta(minutes=minutes)
        controller.look([Reading("", "", share=minutes / 10, about="Unni Aas", left=left)])

    for minutes in (5, 2.1, 2, 1.9, 1):
        at(minutes)
    assert said == ["To minutter igjen: Unni Aas"]
    assert bell.rung == [], "silent unless somebody asked for sound"
    settings.setValue("stage/rings", "yes")
    at(3)
    at(1.5)
    assert bell.rung == [True]
