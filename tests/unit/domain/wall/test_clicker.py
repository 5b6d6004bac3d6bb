"""What a clicker's step does, and the pictures one can choose from."""

from __future__ import annotations

from dataclasses import replace

import pytest

from nettverk.domain.contributions import Contribution
from nettverk.domain.rundown.state import ZERO, Rundown
from nettverk.domain.wall import clicker, sequence
from nettverk.domain.wall.clicker import (
    LeaveContribution,
    Move,
    NextPart,
    NoMove,
    PartBefore,
    RemoveBlack,
    RemoveMessage,
    ShowWall,
    TakeStep,
)
from nettverk.domain.wall.context import steps_of
from nettverk.domain.wall.thumbnails import strip
from nettverk.domain.wall.walls import Names
from nettverk.domain.wall.whole_day import whole_day
from nettverk.domain.wall_reference import WallRef, parse
from tests.helpers import stage_day

CONTEXT = stage_day.context()
SHARING = (("start", 2.0, {}), ("next", 47.0, {}))
MIXED = (*SHARING, ("next", 92.0, {}), ("next", 107.0, {}))


def day(*events: tuple[str, float, dict[str, object]], now: float = 110) -> Rundown:
    return stage_day.day_at(CONTEXT, *events, now=now)


def step(rundown: Rundown, by: int = 1, page: int = 0, pages: int = 1) -> Move:
    return clicker.turn(CONTEXT, rundown, sequence.current(CONTEXT, rundown), by, page, pages)


def show(stored: str, page: int | None = None, begins: str = "") -> ShowWall:
    """The move that puts up the wall with this stored reference."""
    ref = parse(stored)
    assert ref is not None
    return ShowWall(ref, page, begins)


def told(rundown: Rundown, page: int = 0, pages: int = 1) -> list[str]:
    found = strip(CONTEXT, rundown, sequence.current(CONTEXT, rundown), page, pages)
    marks = {"now": "*", "next": ">", "": ""}
    return [f"{marks[frame.place]}{frame.name}" + (f" {frame.page + 1}" if frame.pages > 1 else "") for frame in found]


def test_before_the_start_the_last_step_starts_the_day() -> None:
    assert told(day(now=-10)) == ["*Velkommen", ">Dagen", "Start: Teori"]
    rundown = day(("show", -9, {"wall": "agenda"}), now=-8)
    assert told(rundown) == ["Velkommen", "*Dagen", ">Start: Teori"]
    assert step(rundown) == NextPart()


def test_the_pages_of_what_is_on_the_wall_come_one_by_one_then_the_next_wall() -> None:
    rundown = day(*MIXED, ("show", 108, {"wall": "names:tvers"}))
    assert told(rundown, 1, 3) == [
        "Endringer", "Finn bordet ditt 1", "*Finn bordet ditt 2", ">Finn bordet ditt 3", "Gruppene bord for bord",
        "Spørsmålene", "Spørsmål 1", "Spørsmål 2", "Slik gjør vi", "Neste del: Lunsj",
    ]  # fmt: skip
    assert step(rundown, 1, 1, 3) == show("names:tvers", 2)
    assert step(rundown, 1, 2, 3) == show("tables:tvers")
    assert step(rundown, -1, 0, 3) == show("moved:tvers")


def test_after_the_last_picture_the_next_part_is_announced() -> None:
    rundown = day(*MIXED, ("show", 108, {"wall": "method:tvers"}))
    assert told(rundown)[-3:] == ["*Slik gjør vi", ">Steg 1: Tenk alene", "Neste del: Lunsj"]
    assert step(rundown) == TakeStep(0), "the method waits, and the clicker begins it"
    begun = day(*MIXED, ("step", 108, {"to": 0}), ("show", 108, {"wall": "method:tvers"}), now=110)
    first = step(begun)
    assert isinstance(first, TakeStep)
    assert (first.step, first.left > ZERO) == (1, True), "a step with time left is asked about"
    steps = steps_of(CONTEXT, CONTEXT.parts[begun.index])
    last = day(*MIXED, ("step", 109, {"to": len(steps) - 1}), ("show", 109, {"wall": "method:tvers"}), now=110)
    assert step(last) == NextPart(), "after the last step the clicker goes on"


def test_a_speakers_slides_come_right_after_the_speaker_and_their_clock_starts_then() -> None:
    rundown = day(*SHARING, ("show", 48, {"wall": "speaker:c3"}), now=49)
    assert told(rundown)[3:] == ["*Når PPT er med i leken", ">Når PPT er med i leken 1", "Neste del: Pause"]
    assert step(rundown) == show("slides:c3:0", begins="c3")
    again = day(*SHARING, ("contribution", 48, {"id": "c3"}), ("show", 49, {"wall": "speaker:c3"}), now=50)
    again_step = step(again)
    assert isinstance(again_step, ShowWall)
    assert again_step.begins == "", "it is on already"


def test_one_step_too_many_after_the_last_slide_is_safe_and_is_taken_back() -> None:
    on = ("contribution", 48.0, {"id": "c3"})
    last = day(*SHARING, on, ("show", 49, {"wall": "slides:c3:11"}), now=50)
    assert step(last) == ShowWall(None)
    frames = told(last)
    assert frames[0] == "Når PPT er med i leken"
    assert frames[-2:] == ["*Når PPT er med i leken 12", ">Erfaringsdeling"]
    over = day(*SHARING, on, ("show", 49, {"wall": ""}), now=50)
    assert step(over, -1) == show("slides:c3:11")
    first = day(*SHARING, on, ("show", 49, {"wall": "slides:c3:0"}), now=50)
    assert step(first, -1) == show("speaker:c3")


def test_from_the_list_one_goes_to_whoever_has_not_spoken_yet() -> None:
    rundown = day(
        *SHARING,
        ("contribution", 48, {"id": "c1"}),
        ("contribution", 60, {"id": ""}),
        ("show", 61, {"wall": ""}),
        now=62,
    )
    assert step(rundown) == show("speaker:c2")
    assert told(rundown)[:3] == ["*Erfaringsdeling", "Lekegrupper ute hele året", ">Fra observasjon til felles språk"]
    everyone = [("contribution", 48.0 + i, {"id": f"c{i + 1}"}) for i in range(3)]
    rundown = day(*SHARING, *everyone, ("show", 61, {"wall": ""}), now=62)
    assert step(rundown) == LeaveContribution(NextPart()), "at the end of anything the clicker can go on"


def test_slides_left_in_the_middle_are_taken_up_where_they_were() -> None:
    rundown = day(*SHARING, ("contribution", 48, {"id": "c3"}), ("show", 49, {"wall": ""}), now=50)
    wall = sequence.current(CONTEXT, rundown)
    assert clicker.turn(CONTEXT, rundown, wall, 1, last_slide=4) == show("slides:c3:4")
    assert clicker.turn(CONTEXT, rundown, wall, -1, last_slide=4) == show("slides:c3:4")
    assert clicker.turn(CONTEXT, rundown, wall, 1, last_slide=11) == LeaveContribution(
        ShowWall(WallRef.speaker("c1"))
    ), "they are through: the next speaker comes, after a question"
    frames = strip(CONTEXT, rundown, wall, last_slide=4)
    assert next(str(frame.wall.ref) for frame in frames if frame.place == "next") == "slides:c3:0"


def test_the_one_speaker_of_the_theory_needs_no_card_of_their_own() -> None:
    one = Contribution("c9", "g", "teori", 0, "", "", "", "", 45, "s9", "teori.pdf", 4)
    made = replace(CONTEXT, contributions=(one, *CONTEXT.contributions))
    rundown = stage_day.day_at(made, ("start", 2, {}), now=5)
    wall = sequence.current(made, rundown)
    frames = strip(made, rundown, wall)
    assert [(str(frame.wall.ref), frame.place) for frame in frames[:2]] == [
        ("part:teori", "now"),
        ("slides:c9:0", "next"),
    ]
    assert clicker.turn(made, rundown, wall, 1) == show("slides:c9:0", begins="c9")
    rundown = stage_day.day_at(made, ("start", 2, {}), ("show", 3, {"wall": "slides:c9:0"}), now=5)
    assert clicker.turn(made, rundown, sequence.current(made, rundown), -1) == ShowWall(None)


@pytest.mark.parametrize("cover", ["black", "message"])
def test_black_and_messages_go_away_first_and_what_comes_back_is_marked(cover: str) -> None:
    event = ("black", 109.0, {"on": True}) if cover == "black" else ("message", 109.0, {"text": "Bilen må flyttes"})
    rundown = day(*MIXED, ("show", 108, {"wall": "question:tvers:2"}), event)
    assert step(rundown) == (RemoveBlack() if cover == "black" else RemoveMessage())
    frames = told(rundown)
    assert frames[0] == ("*Svart lerret" if cover == "black" else "*Melding")
    assert ">Spørsmål 2" in frames
    assert sum(one.startswith(("*", ">")) for one in frames) == 2


def test_a_wall_from_elsewhere_leads_back_into_the_part() -> None:
    rundown = day(*MIXED, ("show", 108, {"wall": "agenda"}))
    assert told(rundown)[:2] == ["*Dagen", ">Endringer"]


def test_when_the_day_is_over_nothing_comes() -> None:
    rundown = day(("start", 2, {}), ("stop", 100, {}))
    assert told(rundown) == ["*Takk for i dag"]
    assert step(rundown) == NoMove()
    assert step(rundown, -1) == PartBefore(), "it was stopped too early: the clicker leads back as it leads on"


def test_back_from_the_first_picture_is_the_part_before() -> None:
    assert step(day(*SHARING), -1) == PartBefore()
    assert step(day(("start", 2.0, {})), -1) == NoMove(), "nothing comes before the first part"
    assert step(day(now=-10), -1) == NoMove(), "nor before the day has begun"
    with_slides = day(*SHARING, ("contribution", 48, {"id": "c3"}), ("show", 49, {"wall": ""}), now=50)
    assert step(with_slides, -1) == show("slides:c3:11"), "whoever speaks goes back in the slides"


def test_the_whole_day_has_every_wall_once_under_its_part() -> None:
    rundown = day(*MIXED, ("show", 108, {"wall": "question:tvers:2"}))
    chapters = whole_day(CONTEXT, rundown, sequence.current(CONTEXT, rundown))
    assert [chapter.title for chapter in chapters] == [
        "Før vi starter", "Teori", "Erfaringsdeling", "Pause", "Enheter og tjenester møtes på tvers", "Lunsj",
        "Veien videre", "Takk for i dag", "Når som helst",
    ]  # fmt: skip
    keys = [str(frame.wall.ref) for chapter in chapters for frame in chapter.thumbnails]
    assert len(keys) == len(set(keys))
    assert {str(wall.ref) for wall in sequence.all_walls(CONTEXT, rundown)} < set(keys)
    assert [key for key in keys if key.startswith("slides:")] == [f"slides:c3:{page}" for page in range(12)]
    mixed = chapters[4]
    assert any(isinstance(frame.wall, Names) for frame in mixed.thumbnails)
    assert [frame.name for frame in mixed.thumbnails if frame.place == "now"] == ["Spørsmål 2"]
    assert (mixed.status, mixed.number) == ("now", 3)
