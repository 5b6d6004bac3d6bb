"""Gjennomfør, the morning of the day: what is ready, what is not, and trying the wall."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from datetime import date, timedelta

import pytest
from PySide6.QtCore import QCoreApplication, Qt
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QLabel

from nettverk.domain.changes import Changes
from nettverk.domain.now import utc_now
from nettverk.domain.rundown.commands import StageCommand
from nettverk.domain.rundown.events import Next, Start, Stop
from nettverk.domain.wall_reference import AGENDA, WELCOME
from nettverk.services import gatherings, stage
from nettverk.services import plan as plans
from nettverk.storage.store import Store
from nettverk.ui.common import theme as looks
from nettverk.ui.common.arrivals import OpenStage, ResumeStage, ShowWall
from nettverk.ui.common.theme import Theme
from nettverk.ui.common.workspace import Workspace
from nettverk.ui.stage.control.resume import Bookmark, BookmarkedStage
from nettverk.ui.stage.displays.screens import Screen
from nettverk.ui.stage.preparation import screen_choice
from nettverk.ui.stage.preparation.room import PreparationRoom
from tests.helpers.access import clipped, english, nameless
from tests.helpers.clock import NOW, TODAY
from tests.helpers.waiting import until

MakeRoom = Callable[[], PreparationRoom]


def settle(workspace: Workspace) -> None:
    for _turn in range(3):
        workspace.lane.wait()
        QCoreApplication.processEvents()


@pytest.fixture
def make(workspace: Workspace, gathering_id: str) -> Iterator[MakeRoom]:
    made: list[PreparationRoom] = []

    def open_() -> PreparationRoom:
        room = PreparationRoom(workspace)
        room.resize(1100, 680)
        room.show()
        workspace.open_gathering(gathering_id)
        settle(workspace)
        made.append(room)
        return room

    yield open_
    for room in made:
        if room.controller is not None:
            room.controller.close()
        room.close()
        room.deleteLater()


def words(room: PreparationRoom) -> str:
    return "\n".join(label.text() for label in room.ready.findChildren(QLabel) if label.isVisibleTo(room))


def held_on(workspace: Workspace, gathering_id: str, day: date) -> None:
    def move(store: Store) -> Changes:
        return gatherings.edit(store, gathering_id, held_on=day)

    workspace.lane.change(move)
    settle(workspace)


def test_the_day_stands_there_with_its_times(make: MakeRoom) -> None:
    room = make()
    told = words(room)
    assert "Tirsdag 24. november 2026" in told
    assert "Kaffe og innsjekk" in told
    assert "Veien videre" in told
    assert room.title.text() == "Klar for samlingen?"


def test_how_long_it_is_to_the_day(make: MakeRoom, workspace: Workspace, gathering_id: str) -> None:
    room = make()
    for days, said in ((0, "i dag"), (1, "i morgen"), (12, "Om 12 dager")):
        held_on(workspace, gathering_id, TODAY + timedelta(days=days))
        assert said in room.lead.text()
    held_on(workspace, gathering_id, TODAY - timedelta(days=1))
    assert room.title.text() == "Samlingen er holdt"


def test_no_projector_is_only_worth_saying_on_the_day(make: MakeRoom, workspace: Workspace, gathering_id: str) -> None:
    room = make()
    held_on(workspace, gathering_id, TODAY + timedelta(days=7))
    assert "projektor" not in words(room)
    held_on(workspace, gathering_id, TODAY)
    assert "Ingen projektor er koblet til ennå." in words(room)


def test_mirrored_screens_are_told_of_before_anybody_comes(
    make: MakeRoom, workspace: Workspace, gathering_id: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(screen_choice, "is_mirrored", lambda: True)
    room = make()
    held_on(workspace, gathering_id, TODAY)
    assert "Skjermene er speilet" in words(room)
    assert "Utvid" in room.wall.note.text()
    assert not room.wall.try_.isEnabled(), "it would cover the only picture there is"


def test_the_test_picture_covers_one_screen_until_any_key(make: MakeRoom) -> None:
    room = make()
    room.wall.try_.click()
    picture = room.screens.signs.picture
    assert picture is not None
    assert picture.isVisible()
    assert room.wall.try_.text() == "Fjern prøvebildet"
    QCoreApplication.sendEvent(
        picture, QKeyEvent(QKeyEvent.Type.KeyPress, Qt.Key.Key_Escape, Qt.KeyboardModifier.NoModifier)
    )
    assert room.screens.signs.picture is None
    assert room.wall.try_.text() == "Prøv lerretet"
    room.screens.try_wall()
    room.hide()
    assert room.screens.signs.picture is None, "nobody forgets it on the wall"


def test_nothing_is_tried_on_a_wall_in_use(make: MakeRoom, workspace: Workspace) -> None:
    room = make()
    room.screens.try_wall()
    room.open_stage()
    settle(workspace)
    assert room.screens.signs.picture is None, "the stage takes over"
    said: list[str] = []
    workspace.said.connect(lambda text, _action, _do: said.append(text))
    room.screens.try_wall()
    room.screens.show_numbers()
    assert (room.screens.signs.picture, room.screens.signs.numbers) == (None, [])
    assert said == ["Lerretet er i bruk. Lukk kontrollvinduet først."] * 2


def test_numbers_go_by_themselves_and_say_what_each_screen_is_for(make: MakeRoom, dressed: Theme) -> None:
    room = make()
    room.screens.show_numbers()
    assert [sign.accessibleName().split()[0] for sign in room.screens.signs.numbers] == ["1"]
    assert "Du er her" in room.screens.signs.numbers[0].accessibleName()
    room.screens.signs._timer.timeout.emit()
    assert room.screens.signs.numbers == []


def test_light_and_dark_are_chosen_before_and_while_it_runs(make: MakeRoom, workspace: Workspace) -> None:
    room = make()
    room.wall.light._buttons["light"].click()
    assert workspace.settings.value("stage/theme") == "light"
    room.open_stage()
    settle(workspace)
    assert room.controller is not None
    assert room.controller.wall_theme.name == "light"
    room.wall.light._buttons["dark"].click()
    assert room.controller.wall_theme.name == "dark"


def test_a_screen_is_chosen_from_the_list(make: MakeRoom, monkeypatch: pytest.MonkeyPatch) -> None:
    laptop = Screen("Innebygd", "", 0, 0, 1366, 768, primary=True, connector="eDP-1")
    epson = Screen("EPSON", "1", 1366, 0, 1920, 1080, connector="HDMI-1")
    benq = Screen("BENQ", "2", 3286, 0, 1280, 800, connector="DP-1")
    monkeypatch.setattr(screen_choice, "seen", lambda: (epson, benq, laptop))
    monkeypatch.setattr(screen_choice, "screen_of", lambda _window, _screens: laptop)
    room = make()
    listed = [choice.text() for choice in room.wall.choices]
    assert listed == ["1  Innebygd 1366×768 · du er her", "2  EPSON 1920×1080", "3  BENQ 1280×800"]
    assert room.wall.choices[1].isChecked()
    reached = [one for one in room.wall.choices if one.focusPolicy() & Qt.FocusPolicy.TabFocus]
    assert reached == [room.wall.choices[1]], "Tab stops at the chosen screen"
    after = room.wall.choices[2].nextInFocusChain()
    assert after is room.wall.try_, "and goes on down"
    room.wall.choices[2].click()
    assert room.wall.choices[2].isChecked()
    assert room.wall.preview.layout_size.height() == 800, "the picture has the projector's proportions"
    room.wall.choices[0].click()
    assert [choice.text() for choice in room.wall.choices][1] == "2  EPSON 1920×1080 · du er her"


def test_what_is_open_is_remembered_until_it_is_closed_on_purpose(
    make: MakeRoom, workspace: Workspace, gathering_id: str
) -> None:
    room = make()
    mark = Bookmark(workspace.settings, workspace.lane.path)
    assert mark.read() is None
    room.open_stage()
    settle(workspace)
    left = mark.read()
    assert isinstance(left, BookmarkedStage)
    assert (left.gathering_id, left.shown) == (gathering_id, True)
    assert room.controller is not None
    assert room.controller.presenter is not None
    room.controller.do(StageCommand.HIDE_WALL)
    assert mark.read().shown is False  # type: ignore[union-attr]
    room.controller.do(StageCommand.SPEAKER_WINDOW)
    assert mark.read().speaker  # type: ignore[union-attr]
    room.controller.do(StageCommand.SPEAKER_WINDOW)
    assert not mark.read().speaker  # type: ignore[union-attr]
    room.controller.presenter.close()
    settle(workspace)
    assert mark.read() is None


def test_a_wall_asked_for_from_another_room_stands_as_soon_as_the_day_is_read(
    make: MakeRoom, workspace: Workspace
) -> None:
    """«På lerretet» in the traffic light's window, with the stage closed and with it open."""
    room = make()
    room.arrive(ShowWall(str(AGENDA)))  # without a stage there is no wall to put up
    room.arrive(OpenStage())
    room.arrive(ShowWall(str(AGENDA)))
    settle(workspace)
    assert room.controller is not None
    session = room.controller.session
    assert session.rundown is not None
    assert session.rundown.showing.wall == AGENDA
    room.arrive(ShowWall(str(WELCOME)))
    settle(workspace)
    assert session.rundown.showing.wall == WELCOME
    room.arrive(ShowWall("from-a-newer-program"))
    assert session.rundown.showing.wall == WELCOME


def test_a_machine_going_down_closes_nothing_on_purpose(make: MakeRoom, workspace: Workspace) -> None:
    """Windows restarts for an update: it tells the program, and then closes its windows."""
    room = make()
    room.open_stage()
    settle(workspace)
    room.live.machine_ends(None)
    workspace.closing.emit()
    settle(workspace)
    assert room.controller is None
    assert Bookmark(workspace.settings, workspace.lane.path).read() is not None


def test_a_stage_that_falls_each_time_is_not_opened_for_ever(workspace: Workspace) -> None:
    mark = Bookmark(workspace.settings, None)
    for _fall in range(2):
        assert mark.may_try()
        mark.count_try()
    assert not mark.may_try(), "the third time it waits for somebody to ask"
    mark.forget_tries()
    assert mark.may_try()


def test_a_bookmark_nobody_can_read_is_none(workspace: Workspace) -> None:
    mark = Bookmark(workspace.settings, None)
    for text in ("", "abc", "a b c", "a 2026-11-24T09:00:00+00:00"):
        workspace.settings.setValue(mark._key, text)
        assert mark.read() is None


@pytest.mark.parametrize(
    ("size", "scale"), [((800, 560), 1.0), ((1000, 640), 1.5), ((1366, 768), 2.0), ((1920, 1080), 1.0)]
)
def test_the_room_is_for_everyone(make: MakeRoom, workspace: Workspace, size: tuple[int, int], scale: float) -> None:
    theme = Theme.load("dark", scale)
    looks.apply(theme)
    workspace.set_theme(theme)
    room = make()
    room.resize(*size)
    settle(workspace)
    assert nameless(room) == []
    assert not english(room)
    assert clipped(room) == []


def test_what_was_only_tried_can_be_begun_anew_from_here_and_taken_back(
    make: MakeRoom, workspace: Workspace, store: Store, gathering_id: str
) -> None:
    room = make()
    assert not room.ready.again.isVisibleTo(room)
    held_on(workspace, gathering_id, TODAY)
    workspace.lane.change(lambda store: stage.press(store, gathering_id, Start()))
    settle(workspace)
    assert "Samlingen er i gang" in words(room)
    said: list[Callable[[], object]] = []
    workspace.said.connect(lambda _text, _action, act: said.append(act))
    room.ready.again.click()
    settle(workspace)
    assert "Samlingen er i gang" not in words(room)
    said[-1]()
    settle(workspace)
    assert "Samlingen er i gang" in words(room)


def test_yesterdays_rehearsal_does_not_say_that_the_day_is_running(
    make: MakeRoom, workspace: Workspace, gathering_id: str
) -> None:
    room = make()
    now = NOW.astimezone()
    held_on(workspace, gathering_id, now.date())
    workspace.lane.change(lambda store: stage.press(store, gathering_id, Start(), at=now - timedelta(days=1)))
    settle(workspace)
    assert "Samlingen er i dag" in words(room)
    assert not room.ready.again.isVisibleTo(room)


def test_the_speakers_window_comes_back_with_the_stage_after_a_crash(
    make: MakeRoom, workspace: Workspace, gathering_id: str
) -> None:
    Bookmark(workspace.settings, workspace.lane.path).set(BookmarkedStage(gathering_id, utc_now(), speaker=True))
    room = make()
    room.arrive(ResumeStage(fell=True))
    settle(workspace)
    assert room.controller is not None
    assert room.controller.speaker.window is not None
    assert "Programmet ble avbrutt" in room.controller.presenter.calm.text.text()


def test_when_it_is_over_each_part_says_how_long_it_took(
    make: MakeRoom, workspace: Workspace, store: Store, gathering_id: str
) -> None:
    room = make()
    now = NOW.astimezone()
    held_on(workspace, gathering_id, now.date())
    first, second = (part.title for part in plans.parts(store, gathering_id)[:2])
    for minutes, event in ((60, Start()), (37, Next()), (20, Next()), (3, Stop())):
        moment = now - timedelta(minutes=minutes)
        workspace.lane.change(lambda store, event=event, at=moment: stage.press(store, gathering_id, event, at=at))
    settle(workspace)
    rows = [label.text() for label in room.ready.findChildren(QLabel) if label.isVisibleTo(room)]
    assert rows[rows.index(first) + 2] == "23 min"
    assert rows[rows.index(second) + 2] == "17 min"


def test_while_the_stage_is_open_the_room_behind_it_is_as_the_day_is_when_one_looks(
    make: MakeRoom, workspace: Workspace
) -> None:
    room = make()
    room.open_stage()
    settle(workspace)
    assert room.controller is not None
    room.controller.do(StageCommand.START_PAUSE)
    room.controller.do(StageCommand.NEXT)
    room.controller.do(StageCommand.BLACK)
    settle(workspace)
    room.activateWindow()
    until(lambda: room.wall.preview.wall is not None and str(room.wall.preview.wall.ref) == "black")
