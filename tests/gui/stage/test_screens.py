"""Skjermvakt: where the wall goes, whatever is plugged in and pulled out."""

from __future__ import annotations

import pytest

from nettverk.ui.stage.screens import Screen, ScreenWatch, arrange, setup_key

LAPTOP = Screen("Innebygd", "", 0, 0, 1366, 768, primary=True, connector="eDP-1")
EPSON = Screen("EPSON PJ", "X1", 1366, 0, 1920, 1080, connector="HDMI-1")
DELL = Screen("DELL", "D7", 3286, 0, 2560, 1440, connector="DP-1")


def test_the_wall_goes_on_the_other_screen() -> None:
    found = arrange([LAPTOP, EPSON])
    assert (found.control, found.wall, found.mirrored) == (LAPTOP, EPSON, False)


def test_with_three_it_goes_on_the_largest_unless_another_was_chosen() -> None:
    assert arrange([LAPTOP, EPSON, DELL]).wall == DELL
    assert arrange([LAPTOP, EPSON, DELL], remembered=EPSON.key).wall == EPSON


def test_never_on_the_screen_with_the_facilitators_window_even_if_that_is_not_the_main_one() -> None:
    found = arrange([LAPTOP, EPSON], control=EPSON.key, remembered=EPSON.key)
    assert (found.control, found.wall) == (EPSON, LAPTOP)


def test_one_screen_has_no_wall() -> None:
    found = arrange([LAPTOP])
    assert (found.control, found.wall, found.mirrored) == (LAPTOP, None, False)


def test_mirrored_screens_are_recognised_both_ways() -> None:
    twin = Screen("EPSON PJ", "X1", 0, 0, 1366, 768, connector="HDMI-1")
    found = arrange([LAPTOP, twin])
    assert found.mirrored
    assert found.wall is None
    assert arrange([LAPTOP], outputs=2).mirrored, "Windows shows a mirrored pair as one screen on two outputs"
    assert not arrange([LAPTOP], outputs=1).mirrored
    assert not arrange([LAPTOP, EPSON], outputs=2).mirrored


def test_a_lost_cable_is_named_and_the_same_screen_is_taken_when_it_is_back() -> None:
    lost = arrange([LAPTOP], was_on=EPSON.key)
    assert lost.missing == "EPSON PJ"
    assert lost.wall is None
    moved = Screen("EPSON PJ", "X1", -1920, 0, 1920, 1080, connector="HDMI-2")
    assert arrange([LAPTOP, moved, DELL], remembered=EPSON.key, was_on=EPSON.key).wall == moved


def test_a_set_of_screens_is_remembered_whatever_their_order() -> None:
    assert setup_key([LAPTOP, EPSON]) == setup_key([EPSON, LAPTOP])
    assert setup_key([LAPTOP, EPSON]) != setup_key([LAPTOP, DELL])


def test_the_label_says_what_the_projector_says_of_itself() -> None:
    assert EPSON.label == "EPSON PJ 1920×1080"
    assert Screen("A", "", 0, 0, 1920, 1080, 2.0).label == "A 3840×2160"


@pytest.mark.usefixtures("dressed")
def test_the_watch_speaks_once_when_things_have_come_to_rest(qtbot: object, monkeypatch: pytest.MonkeyPatch) -> None:
    from nettverk.ui.stage import screens

    now: list[tuple[Screen, ...]] = [(LAPTOP,)]
    monkeypatch.setattr(screens, "seen", lambda: now[0])
    watch = ScreenWatch(settle_ms=30)
    told: list[object] = []
    watch.changed.connect(told.append)
    for seen in ((LAPTOP, EPSON), (LAPTOP,), (LAPTOP, EPSON)):
        now[0] = seen
        watch._stirred()
    qtbot.waitUntil(lambda: bool(told), timeout=2000)  # type: ignore[attr-defined]
    assert told == [(LAPTOP, EPSON)]
    watch._stirred()
    qtbot.wait(80)  # type: ignore[attr-defined]
    assert told == [(LAPTOP, EPSON)], "nothing new, nothing said"
    watch.deleteLater()
