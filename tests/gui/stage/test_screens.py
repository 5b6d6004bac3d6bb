"""Skjermvakt: where the wall goes, whatever is plugged in and pulled out."""

from __future__ import annotations

import pytest

from nettverk.ui.stage.displays.screens import Screen, ScreenWatch, arrange, setup_key, told_apart
from tests.helpers.waiting import until

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
    assert arrange([LAPTOP], cloned=True).mirrored, "Windows shows a mirrored pair as one screen on two outputs"
    assert not arrange([LAPTOP], cloned=False).mirrored
    assert not arrange([LAPTOP, EPSON], cloned=True).mirrored


def test_a_lost_cable_is_named_and_the_same_screen_is_taken_when_it_is_back() -> None:
    lost = arrange([LAPTOP], was_on=EPSON)
    assert lost.missing == "EPSON PJ"
    assert lost.wall is None
    moved = Screen("EPSON PJ", "X1", -1920, 0, 1920, 1080, connector="HDMI-2")
    assert arrange([LAPTOP, moved, DELL], remembered=EPSON.key, was_on=EPSON).wall == moved
    small = Screen("EPSON PJ", "X1", 1366, 0, 1024, 768, connector="HDMI-1")
    back = arrange([LAPTOP, small], was_on=EPSON, idle={LAPTOP.key})
    assert (back.wall, back.missing) == (small, ""), "with another resolution it is the same screen"


def test_a_larger_screen_that_comes_later_does_not_pull_the_wall_over() -> None:
    assert arrange([LAPTOP, EPSON, DELL], was_on=EPSON, idle={LAPTOP.key}).wall == EPSON


def test_the_wall_does_not_jump_to_a_screen_that_showed_something_else() -> None:
    """Her own second screen, with the mail on it, must not be the projector's stand-in; one key makes it so."""
    lost = arrange([LAPTOP, DELL], was_on=EPSON, idle={LAPTOP.key, DELL.key})
    assert (lost.wall, lost.missing, lost.spare) == (None, "EPSON PJ", DELL)
    assert arrange([LAPTOP, DELL], remembered=DELL.key, was_on=EPSON, idle={LAPTOP.key, DELL.key}).wall == DELL
    other = Screen("BENQ", "B1", 1366, 0, 1280, 800, connector="HDMI-1")
    rolled_in = arrange([LAPTOP, other], was_on=EPSON, idle={LAPTOP.key})
    assert rolled_in.wall == other, "another projector on the same cable is taken for the one that went dark"


def test_when_only_the_projector_is_left_everybody_sees_the_presenter_and_it_says_so() -> None:
    found = arrange([EPSON], was_on=EPSON, idle={LAPTOP.key})
    assert (found.control, found.wall, found.seen_by_all) == (EPSON, None, True)
    assert not arrange([EPSON]).seen_by_all


TWINS = told_apart(
    [
        LAPTOP,
        Screen("EPSON PJ", "", 1366, 0, 1920, 1080, connector="HDMI-1"),
        Screen("EPSON PJ", "", 3286, 0, 1920, 1080, connector="HDMI-2"),
    ]
)


def test_two_of_the_same_model_without_a_number_are_told_apart_by_their_sockets() -> None:
    laptop, one, two = TWINS
    assert one.key != two.key
    assert one.label == "EPSON PJ (HDMI-1) 1920×1080"
    assert arrange(TWINS, remembered=two.key).wall == two
    assert arrange(TWINS, remembered=one.key).wall == one
    alone = Screen("EPSON PJ", "", 1366, 0, 1920, 1080, connector="HDMI-1")
    assert arrange(TWINS, was_on=alone, idle={laptop.key}).wall == one, "its twin comes, the wall stays"
    left = told_apart([laptop, alone])
    gone = arrange(left, was_on=two, idle={laptop.key, one.key})
    assert gone.missing == "EPSON PJ"
    kept = arrange(left, was_on=one, idle={laptop.key, two.key})
    assert (kept.wall, kept.missing) == (alone, "")


def test_mirrored_pairs_beside_a_free_screen_are_no_trouble() -> None:
    twin = Screen("LG", "", 0, 0, 1920, 1080, connector="DP-2")
    found = arrange([LAPTOP, twin, EPSON])
    assert (found.wall, found.mirrored) == (EPSON, False)


def test_a_set_of_screens_is_remembered_whatever_their_order() -> None:
    assert setup_key([LAPTOP, EPSON]) == setup_key([EPSON, LAPTOP])
    assert setup_key([LAPTOP, EPSON]) != setup_key([LAPTOP, DELL])


def test_the_label_says_what_the_projector_says_of_itself() -> None:
    assert EPSON.label == "EPSON PJ 1920×1080"
    assert Screen("A", "", 0, 0, 1920, 1080, 2.0).label == "A 3840×2160"


@pytest.mark.usefixtures("dressed")
def test_the_watch_speaks_once_when_things_have_come_to_rest(monkeypatch: pytest.MonkeyPatch) -> None:
    from nettverk.ui.stage.displays import screens

    now: list[tuple[Screen, ...]] = [(LAPTOP,)]
    monkeypatch.setattr(screens, "seen", lambda: now[0])
    watch = ScreenWatch(settle_ms=30)
    told: list[object] = []
    watch.changed.connect(told.append)
    for seen in ((LAPTOP, EPSON), (LAPTOP,), (LAPTOP, EPSON)):
        now[0] = seen
        watch._stirred()
    until(lambda: bool(told))
    assert told == [(LAPTOP, EPSON)]
    watch._stirred()
    until(lambda: not watch._rest.isActive())
    assert told == [(LAPTOP, EPSON)], "nothing new, nothing said"
    watch.deleteLater()
