"""What a municipality chooses of its walls, and a message below the picture."""

from __future__ import annotations

from dataclasses import replace

import pytest

from nettverk.domain.wall import look, sequence, walls
from nettverk.domain.wall.look import ClockCorner, WallLook
from tests.helpers import stage_day

OWN = WallLook(ClockCorner.UPPER_LEFT, True, False, "Hver sin tur")
BEGUN = (("start", 0, {}), ("next", 45, {}), ("contribution", 46, {"id": "c3"}))


def test_what_is_kept_is_read_again() -> None:
    assert look.read(look.stored(OWN)) == OWN
    assert look.read("") == WallLook()


@pytest.mark.parametrize(
    "text", ["[]", "{", "null", '{"slide_clock": 3, "colour": "red", "caption": 7, "overtime": 0}']
)
def test_what_makes_no_sense_is_as_the_program_has_it(text: str) -> None:
    assert look.read(text) == WallLook()


def test_the_clock_on_slides_goes_where_it_is_wanted_or_away() -> None:
    made = stage_day.context()
    shown = (*BEGUN, ("show", 46, {"wall": "slides:c3:2"}))
    for corner in ClockCorner:
        day = replace(made, look=WallLook(slide_clock=corner))
        wall = sequence.current(day, stage_day.day_at(day, *shown, now=50))
        assert isinstance(wall, walls.Slides)
        assert wall.corner is corner
        assert (wall.face is None) == (corner is ClockCorner.OFF)


def test_the_hall_is_told_that_time_is_out_only_where_it_is_wanted() -> None:
    made = stage_day.context()
    quiet = replace(made, look=WallLook(overtime=False))
    for day, mood in ((made, walls.Mood.OUT), (quiet, walls.Mood.CALM)):
        face = sequence.current(day, stage_day.day_at(day, ("start", 0, {}), now=200)).face
        assert face is not None
        assert (face.mood, face.text) == (mood, "0.00")


def test_what_stands_under_a_timer_can_be_chosen() -> None:
    made = stage_day.context()
    timer = ("timer", 5, {"seconds": 300, "text": "together"})
    own = replace(made, look=WallLook(caption="Hver sin tur"))
    for day, word in ((made, "Snakk sammen"), (own, "Hver sin tur")):
        wall = sequence.current(day, stage_day.day_at(day, ("start", 0, {}), timer, now=6))
        assert wall.timer is not None
        assert wall.timer.word == word


def test_a_band_stands_below_the_picture_and_stays_while_pictures_change() -> None:
    made = stage_day.context()
    band = ("message", 5, {"text": "Finn bordet ditt", "band": True})
    rundown = stage_day.day_at(made, ("start", 0, {}), band, now=6)
    wall = sequence.current(made, rundown)
    assert (wall.band, isinstance(wall, walls.Message)) == ("Finn bordet ditt", False)
    other = stage_day.day_at(made, ("start", 0, {}), band, ("show", 6, {"wall": "agenda"}), now=7)
    assert sequence.current(made, other).band == "Finn bordet ditt"
    assert sequence.current(made, other).face is not None, "a list has the clock in the band"
    over = stage_day.day_at(made, ("start", 0, {}), band, ("message", 7, {"text": ""}), now=8)
    assert not sequence.current(made, over).band
    on = stage_day.day_at(made, ("start", 0, {}), band, ("next", 7, {}), now=8)
    assert not sequence.current(made, on).band, "it was about the part that is over"
