"""One screen, and everyone: F5 and Esc, keys on the wall, names for screen readers, other sizes and looks."""

from __future__ import annotations

from datetime import timedelta

import pytest
from PySide6.QtCore import QCoreApplication, QSize, Qt
from PySide6.QtGui import QImage, QKeyEvent
from PySide6.QtWidgets import QWidget

from nettverk.domain.rundown.commands import StageCommand
from nettverk.domain.wall import walls
from nettverk.domain.wall_reference import BLACK, MESSAGE, WallRef
from nettverk.ui.common import theme as looks
from nettverk.ui.common.theme import Theme
from nettverk.ui.common.workspace import Workspace
from nettverk.ui.stage.displays.keep_awake import KeepAwake
from nettverk.ui.stage.preparation.room import PreparationRoom
from nettverk.ui.stage.wall.wall_picture import WallPicture
from nettverk.ui.stage.wall.wall_widget import WallView
from tests.gui.stage.conftest import Stage
from tests.helpers.access import clipped, english, nameless
from tests.helpers.quick import every
from tests.helpers.waiting import until

K = Qt.Key


def test_with_one_screen_the_wall_covers_it_until_esc(on: Stage) -> None:
    assert on.controller.projector is None or not on.controller.projector.isVisible()
    assert "F5" in on.presenter.state.text()
    on.key(K.Key_F5)
    projector = on.controller.projector
    assert projector is not None
    assert projector.isVisible()
    assert projector.alone
    assert "Esc" in on.presenter.state.text()
    QCoreApplication.sendEvent(
        projector, QKeyEvent(QKeyEvent.Type.KeyPress, K.Key_PageDown, Qt.KeyboardModifier.NoModifier)
    )
    assert on.wall == "agenda", "the clicker works on the wall too"
    QCoreApplication.sendEvent(
        projector, QKeyEvent(QKeyEvent.Type.KeyPress, K.Key_Escape, Qt.KeyboardModifier.NoModifier)
    )
    assert not projector.isVisible()
    assert on.presenter.isVisible()


def test_what_is_written_while_the_wall_has_the_keys_lands_in_the_field(on: Stage) -> None:
    on.controller.displays.window()  # as on a screen of its own, clicked on
    projector = on.controller.projector
    assert projector is not None
    before, theme = on.wall, on.controller.wall_theme.name
    on.key(K.Key_M, "m")
    for letter in "lab":
        key = Qt.Key(ord(letter.upper()))
        QCoreApplication.sendEvent(
            projector, QKeyEvent(QKeyEvent.Type.KeyPress, key, Qt.KeyboardModifier.NoModifier, letter)
        )
    assert on.presenter.drawer.message.field.text() == "lab"
    assert (on.wall, on.controller.wall_theme.name) == (before, theme), "no letter ran as a command"
    QCoreApplication.sendEvent(
        projector, QKeyEvent(QKeyEvent.Type.KeyPress, K.Key_Return, Qt.KeyboardModifier.NoModifier, "\r")
    )
    assert on.wall == "message"


def test_the_wall_closed_by_hand_is_only_hidden(on: Stage) -> None:
    on.later(10)
    on.key(K.Key_Space, " ")
    on.key(K.Key_F5)
    assert on.controller.projector is not None
    on.controller.projector.close()
    on.later(1)
    assert on.controller.session.rundown.phase == "running"  # type: ignore[union-attr]
    on.key(K.Key_F5)
    assert on.controller.projector.isVisible()


def test_a_tick_draws_only_the_clock(on: Stage, monkeypatch: pytest.MonkeyPatch) -> None:
    on.later(10)
    on.key(K.Key_Space, " ")
    for _press in range(2):
        on.key(K.Key_Right, mods=Qt.KeyboardModifier.ControlModifier)
    preview = on.presenter.side.preview
    preview.grab()
    drawn: list[int] = []
    real = WallPicture._draw
    monkeypatch.setattr(WallPicture, "_draw", lambda self, wall, page: drawn.append(1) or real(self, wall, page))
    before = preview.grab().toImage()
    on.later(2 / 60)
    after = preview.grab().toImage()
    assert not drawn, "what stands still is not drawn again"
    assert before != after, "but the clock is"


def test_the_preview_is_the_wall_made_small(dressed: Theme) -> None:
    wall = walls.Message(ref=MESSAGE, name="Melding", text="Bilen AB 12345 sperrer for varelevering og må flyttes nå")
    large, small = WallView(Theme.load("dark")), WallView(Theme.load("dark"))
    large.resize(1600, 900)
    small.mirror(QSize(1600, 900))
    small.resize(400, 225)
    for view in (large, small):
        view.show_wall(wall)
    smooth = Qt.TransformationMode.SmoothTransformation
    shrunk = large.grab().toImage().scaled(400, 225, Qt.AspectRatioMode.IgnoreAspectRatio, smooth)
    shown = small.grab().toImage()
    assert difference(shrunk, shown) < 12, "lines break at the same places"
    for view in (large, small):
        view.deleteLater()


def difference(one: QImage, other: QImage) -> float:
    """Mean distance of grey levels."""
    total = 0
    for y in range(2, one.height() - 2, 3):
        for x in range(2, one.width() - 2, 3):
            total += abs(one.pixelColor(x, y).lightness() - other.pixelColor(x, y).lightness())
    return total / (one.width() * one.height() / 9)


def test_pages_turn_by_themselves_until_one_is_chosen_by_hand(on: Stage, dressed: Theme) -> None:
    entries = tuple(walls.Entry(f"Navn, Nummer {i:02}", str(i % 9)) for i in range(90))
    view = WallView(Theme.load("dark"))
    view.resize(1280, 720)
    wall = walls.Names(ref=WallRef.names("n"), name="Finn bordet ditt", title="Finn bordet ditt", entries=entries)
    view.show_wall(wall, None, 0)
    assert view.page_count > 1
    view.show_wall(wall, None, 1)
    assert view.page == 1
    view.show_wall(wall, None, view.page_count)
    assert view.page == 0
    view.show_wall(wall, 2, 7)
    assert view.page == 2
    view.deleteLater()
    on.key(K.Key_A, "a")
    assert on.controller.session.turn() == 0
    on.later(25 / 60)
    assert on.controller.session.turn() == 2


def test_light_and_dark_by_one_key_and_remembered(on: Stage) -> None:
    assert on.controller.wall_theme.dark
    on.key(K.Key_L, "l")
    assert not on.controller.wall_theme.dark
    assert on.workspace.settings.value("stage/theme") == "light"


@pytest.mark.parametrize("scale", every(2, [1.5, 1.0]))
@pytest.mark.parametrize("panel", [None, StageCommand.CHECK_IN, StageCommand.QUEUE, StageCommand.KEY_LIST])
def test_the_presenter_is_for_everyone(on: Stage, scale: float, panel: StageCommand | None) -> None:
    theme = Theme.load("light", scale)
    looks.apply(theme)
    on.workspace.set_theme(theme)
    on.presenter.resize(*((1366, 768) if scale == 1 else (1920, 1080)))
    on.later(10)
    on.key(K.Key_Space, " ")
    if panel is not None:
        on.controller.do(panel)
    on.settle()
    window: QWidget = on.presenter
    assert nameless(window) == []
    assert not english(window)
    assert clipped(window) == []


def test_the_room_is_for_everyone_and_tells_what_to_do(workspace: Workspace, gathering_id: str) -> None:
    room = PreparationRoom(workspace)
    room.resize(1100, 680)
    room.show()
    workspace.open_gathering(gathering_id)
    for _turn in range(3):
        workspace.lane.wait()
        QCoreApplication.processEvents()
    assert nameless(room) == []
    assert not english(room)
    assert clipped(room) == []
    assert room.title.text() == "Klar for samlingen?"
    assert room.start.isEnabled()
    asked: list[object] = []
    workspace.went.connect(lambda key, where: asked.append(key))
    link = next(w for w in room.findChildren(QWidget) if w.accessibleName().startswith("Ordne: Ingen deltakere"))
    link.click()  # type: ignore[attr-defined]
    assert asked == ["people"]
    room.open_stage()
    workspace.lane.wait()
    assert room.controller is not None
    assert room.controller.presenter is not None
    room.controller.presenter.close()
    QCoreApplication.processEvents()
    assert room.controller is None
    room.close()
    room.deleteLater()


def test_awake_begins_and_ends_whatever_the_system_says() -> None:
    awake = KeepAwake()
    awake.begin()
    awake.begin()
    awake.end()
    awake.end()
    assert awake.active is None


class Presenting:
    """wakepy's mode, as it is where the system answers so."""

    def __init__(self, active: bool) -> None:
        self.active, self.held = active, 0

    def __enter__(self) -> Presenting:
        self.held += 1
        return self

    def __exit__(self, *_fault: object) -> None:
        self.held -= 1


def test_the_machine_is_kept_awake_from_the_opening_until_the_end_or_the_closing(
    on: Stage, monkeypatch: pytest.MonkeyPatch
) -> None:
    from wakepy import keep

    on.controller.awake.end()
    mode = Presenting(True)
    monkeypatch.setattr(keep, "presenting", lambda **_options: mode)
    on.later(10)
    until(lambda: mode.held == 1)
    on.key(K.Key_Space, " ")
    while on.controller.session.rundown.phase != "done":  # type: ignore[union-attr]
        on.key(K.Key_Right, mods=Qt.KeyboardModifier.ControlModifier)
    until(lambda: mode.held == 0)
    on.key(K.Key_Space, " ")  # opened again
    until(lambda: mode.held == 1)
    on.controller.close()
    assert mode.held == 0


def test_a_machine_that_will_not_stay_awake_is_told_of_once(on: Stage, monkeypatch: pytest.MonkeyPatch) -> None:
    from wakepy import keep

    on.controller.awake.end()
    monkeypatch.setattr(keep, "presenting", lambda **_options: Presenting(False))
    monkeypatch.setattr("nettverk.ui.stage.displays.keep_awake.real_screen", lambda: True)
    on.presenter.say("Angret: Neste")
    on.later(10)
    until(lambda: on.controller.awake.active is False)
    on.later(1)
    assert on.presenter.calm.text.text() == "Angret: Neste", "what is being said is said first"
    on.presenter.say("")
    on.later(1)
    assert "slå av skjermen" in on.presenter.calm.text.text()
    on.key(K.Key_Escape)
    on.later(1)
    assert on.presenter.calm.text.text() == ""


def test_black_is_black(dressed: Theme) -> None:
    view = WallView(Theme.load("light"))
    view.resize(320, 180)
    view.show_wall(walls.Black(ref=BLACK, name="Svart"))
    image = view.grab().toImage()
    assert isinstance(view.wall, walls.Black)
    assert all(image.pixelColor(x, y).lightness() == 0 for x in range(0, 320, 40) for y in range(0, 180, 30))
    view.deleteLater()
    assert timedelta(0) == walls.ZERO


@pytest.mark.parametrize("size", [(1000, 620), (1280, 720), (1366, 768)])
def test_a_small_window_cuts_nothing(on: Stage, size: tuple[int, int]) -> None:
    on.presenter.setFixedSize(*size)
    on.later(25)
    on.key(K.Key_Space, " ")
    on.key(K.Key_K, "k")
    on.settle()
    QCoreApplication.processEvents()
    assert clipped(on.presenter) == []
    for button in on.presenter.buttons.values():
        assert button.isHidden() or button.width() >= button.sizeHint().width(), button.words
    for dial in (on.presenter.now_panel.left_dial, on.presenter.now_panel.clock_dial):
        assert dial.width() >= dial.sizeHint().width() - 1
        assert dial.height() >= dial.sizeHint().height() - 1
