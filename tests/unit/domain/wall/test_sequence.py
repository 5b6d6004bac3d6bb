"""What stands on the wall at a moment of the day, as plain data."""

from __future__ import annotations

from dataclasses import replace

import pytest

from nettverk.domain.rundown.state import Rundown
from nettverk.domain.wall import walls
from nettverk.domain.wall.context import WallContext
from nettverk.domain.wall.sequence import all_walls, current, find, sequence
from nettverk.domain.wall.whole_day import whole_day
from nettverk.domain.wall_reference import AGENDA, WELCOME, WallRef
from tests.helpers.stage_day import OSLO, context, day_at, part, plan_of

# At Erfaringsdeling from 9.10, jumped over Teori.
JUMPED = (("start", 0, {}), ("jump", 0.1, {"part": "pause"}), ("jump", 10, {"part": "tvers"}))


@pytest.fixture
def made() -> WallContext:
    return context()


def strip(made: WallContext, rundown: Rundown) -> dict[str, tuple[str, str]]:
    """The day's parts at the foot of a wall that has them."""
    wall = find(made, rundown, WallRef.question("tvers", 1))
    assert wall is not None
    return {stop.title: (stop.status, stop.time) for stop in wall.strip}


def test_a_part_that_was_jumped_over_is_told_apart_from_one_that_is_done(made: WallContext) -> None:
    here = day_at(made, *JUMPED, now=12)
    found = strip(made, here)
    assert found["Teori"] == ("done", "09.00")
    assert found["Erfaringsdeling"] == ("skipped", "")
    assert found["På tvers"] == ("now", "09.10")
    assert found["Veien videre"][0] == "ahead"
    agenda = find(made, here, AGENDA)
    assert isinstance(agenda, walls.Agenda)
    row = next(row for row in agenda.rows if row.title == "Erfaringsdeling")
    assert (row.status, row.time, row.detail) == ("skipped", "", "hoppet over")


def test_a_part_that_we_come_back_to_is_not_skipped_any_more(made: WallContext) -> None:
    back = day_at(made, *JUMPED, ("jump", 14, {"part": "deling"}), now=15)
    assert strip(made, back)["Erfaringsdeling"] == ("now", "09.15")
    again = day_at(made, *JUMPED, ("jump", 14, {"part": "deling"}), ("jump", 20, {"part": "veien"}), now=21)
    found = strip(made, again)
    assert found["Erfaringsdeling"] == ("done", "09.15")
    assert found["På tvers"] == ("done", "09.10")


def test_a_wall_put_up_by_hand_still_says_where_we_are(made: WallContext) -> None:
    here = day_at(made, *JUMPED, ("show", 11, {"wall": "question:veien:1"}), now=12)
    assert [stop.title for stop in current(made, here).strip if stop.status == "now"] == ["På tvers"]


def test_before_the_day_each_wall_looks_as_it_will(made: WallContext) -> None:
    waiting = day_at(made, now=-10)
    wall = next(wall for wall in all_walls(made, waiting) if wall.ref == WallRef.of_part("deling"))
    assert [stop.status for stop in wall.strip] == ["done", "now", "ahead", "ahead"]
    assert all(stop.time for stop in wall.strip)


# --- whose clock ---


def sharing(made: WallContext, *events: tuple[str, float, dict[str, object]], now: float) -> Rundown:
    return day_at(made, ("start", 0, {}), ("jump", 45, {"part": "deling"}), *events, now=now)


def face(made: WallContext, rundown: Rundown) -> tuple[str, str, str]:
    found = current(made, rundown).face
    assert found is not None
    return found.text, found.word, found.mood


@pytest.mark.parametrize("wall", ["", "speaker:c3", "slides:c3:4"])
def test_while_somebody_speaks_their_own_time_is_the_one_that_shows(made: WallContext, wall: str) -> None:
    on = (("contribution", 50, {"id": "c3"}), ("show", 50, {"wall": wall}))
    assert face(made, sharing(made, *on, now=54)) == ("11.00", "igjen av innlegget", "calm")
    assert face(made, sharing(made, *on, now=62)) == ("3.00", "snart slutt", "soon")
    assert face(made, sharing(made, *on, now=68)) == ("0.00", "tida er ute", "out")
    assert face(made, sharing(made, *on, ("pause", 52, {}), now=58)) == ("13.00", "på pause", "paused")


def test_the_programme_has_the_parts_clock_again_when_nobody_speaks(made: WallContext) -> None:
    assert face(made, sharing(made, now=54)) == ("36.00", "igjen · til kl. 10.30", "calm")
    on = (("contribution", 50, {"id": "c1"}), ("contribution", 60, {"id": ""}))
    assert face(made, sharing(made, *on, now=61))[0] == "29.00"


def test_who_waits_has_all_their_time_before_them(made: WallContext) -> None:
    on = (("contribution", 50, {"id": "c1"}), ("show", 64, {"wall": "speaker:c2"}))
    assert face(made, sharing(made, *on, now=64.5)) == ("15.00", "til innlegget", "calm")


def test_a_contribution_without_minutes_has_the_parts_clock(made: WallContext) -> None:
    loose = replace(made, contributions=tuple(replace(row, minutes=0) for row in made.contributions))
    on = (("contribution", 50, {"id": "c1"}), ("show", 50, {"wall": "speaker:c1"}))
    assert face(loose, sharing(loose, *on, now=54))[1].startswith("igjen · til kl.")


def test_the_steps_clock_stands_on_the_wall_of_the_method_we_are_in(made: WallContext) -> None:
    in_step = (("start", 0, {}), ("jump", 60, {"part": "tvers"}), ("step", 61, {"to": 1}))
    shown = ("show", 61, {"wall": "method:tvers"})
    assert face(made, day_at(made, *in_step, shown, now=63))[1] == "igjen"
    over = day_at(made, *in_step, shown, now=99)
    assert face(made, over) == ("0.00", "tida er ute", "out")
    elsewhere = day_at(made, ("start", 0, {}), ("show", 1, {"wall": "method:tvers"}), now=3)
    assert face(made, elsewhere)[1].startswith("igjen · til kl."), "no step runs before we are there"


def test_what_is_short_is_soon_over_in_its_last_quarter(made: WallContext) -> None:
    on = (("contribution", 50, {"id": "c1"}),)
    assert face(made, sharing(made, *on, now=61))[2] == "calm"
    assert face(made, sharing(made, *on, now=61.5))[2] == "soon"
    assert face(made, day_at(made, ("start", 0, {}), now=40))[2] == "soon"
    assert face(made, day_at(made, ("start", 0, {}), now=39.9))[2] == "calm"


def test_the_steps_follow_when_minutes_are_taken_from_the_part(made: WallContext) -> None:
    here = day_at(made, *JUMPED, ("recover", 11, {"minutes": {"tvers": 30}, "before": {"tvers": 45}}), now=12)
    wall = find(made, here, WallRef.method("tvers"))
    assert isinstance(wall, walls.Method)
    told = [int(step.quiet.split("·")[-1].split()[0]) for step in wall.steps]
    assert sum(told) == 28, "two minutes of the part are used, and the steps fit what is left"


def test_nobody_is_told_of_a_start_that_has_been(made: WallContext) -> None:
    early, late = (find(made, day_at(made, now=minute), WELCOME) for minute in (-20, 12))
    assert isinstance(early, walls.Welcome)
    assert isinstance(late, walls.Welcome)
    assert early.note == "Vi starter kl. 09.00"
    assert late.note == ""


def test_minutes_of_the_steps_stand_only_under_a_question_that_has_the_part_for_itself(made: WallContext) -> None:
    here = day_at(made, *JUMPED, now=12)
    asked = [wall for wall in all_walls(made, here) if isinstance(wall, walls.Questions) and len(wall.questions) == 1]
    shared = [wall for wall in asked if wall.steps and wall.name != "Spørsmålet"]
    alone = [wall for wall in asked if wall.steps and wall.name == "Spørsmålet"]
    assert shared
    assert not [line for wall in shared for line in wall.steps if " min" in line.quiet]
    assert all(" min" in line.quiet for wall in alone for line in wall.steps)


def test_in_the_break_everybody_finds_their_table_first_and_the_changes_come_after(made: WallContext) -> None:
    here = day_at(made, ("start", 0, {}), ("jump", 10, {"part": "pause"}), now=12)
    assert [wall.name for wall in sequence(made, here)] == ["Pause", "Finn bordet ditt", "Endringer"]


def test_the_overview_has_a_part_whose_pictures_came_with_the_coffee() -> None:
    held = context()
    coffee, hello = part("kaffe", "check_in", "Kaffe og innsjekk", 30), part("hei", "welcome", "Velkommen", 10)
    rows = (coffee, hello, *held.parts)
    made = replace(held, parts=rows, plan=plan_of(held.gathering, rows, zone=OSLO))
    titles = [chapter.title for chapter in whole_day(made, day_at(made, now=-10))]
    assert titles[:2] == ["Kaffe og innsjekk", "Velkommen"]
