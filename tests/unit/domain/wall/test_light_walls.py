"""The walls of a traffic light: hidden until they may be seen, the most different first, and the change in words."""

from __future__ import annotations

from datetime import date

from nettverk.domain.sheets.agreement import Direction
from nettverk.domain.sheets.answers import Respondent, SheetAnswer
from nettverk.domain.sheets.definition import Who
from nettverk.domain.sheets.reading import read_sheet
from nettverk.domain.sheets.traffic_light import (
    ASKED,
    HALL,
    OPENED,
    SHOWN,
    LightPicture,
    SignChange,
    light,
    question_point,
)  # fmt: skip
from nettverk.domain.wall.light_walls import all_walls
from nettverk.domain.wall.sheet_walls import SheetChanges, SheetSayings, SheetSigns, SheetState
from nettverk.domain.wall.walls import Wall
from nettverk.domain.wall_reference import WallKind
from tests.helpers.forms_files import LIGHT

SHEET = read_sheet(LIGHT)


def said(who: Respondent, point: str, level: str = "", **more: object) -> SheetAnswer:
    return SheetAnswer("use", 1, who, "tegn", point, level=level, **more)  # type: ignore[arg-type]


def answered(*papers: str) -> list[SheetAnswer]:
    words = {"g": "ok", "y": "better", "r": "change"}
    return [
        said(Respondent(Who.ALONE, number), f"s{place}", words[letter])
        for number, paper in enumerate(papers, start=1)
        for place, letter in enumerate(paper, start=1)
    ]


def walls(answers: list[SheetAnswer], before: list[SheetAnswer] | None = None) -> dict[WallKind, Wall]:
    stands = light(SHEET, answers, before or [])
    changes = tuple(SignChange(row.sign.label, row.since_last) for row in stands.signs) if before else ()
    picture = LightPicture(stands, changes, "", date(2025, 11, 24) if before else None) if stands.revealed else None
    state = SheetState(stands.now.done, stands.now.expected, tuple(answers), shown=stands.revealed, light=picture)
    return {wall.ref.kind: wall for wall in all_walls("use", SHEET, state)}


def test_until_it_may_be_seen_there_is_a_count_and_no_answer() -> None:
    assert set(walls(answered("gyrg", "rrrr"))) == {WallKind.SHEET, WallKind.SHEET_PROGRESS}


def test_the_sign_that_is_opened_stands_first_with_its_question_and_what_was_answered() -> None:
    answers = [
        *answered("ggyg", "ggyr"), said(HALL, SHOWN, ticked=True), said(HALL, OPENED, text="s3"),
        said(HALL, ASKED, number=2.0), said(HALL, question_point("s3", 1), text="At det tar tid."),
    ]  # fmt: skip
    shown = walls(answers)
    wall = shown[WallKind.SHEET_RESULT]
    assert isinstance(wall, SheetSigns)
    assert [row.label[:12] for row in wall.rows][:2] == ["Voksne er næ", "Vi vet hvem "]
    assert (wall.opened, wall.question, wall.said) == (0, "Hva er vi enige om?", "At det tar tid.")
    assert wall.title == "Her svarte vi ulikt"
    assert "2 svar" in wall.mark
    talked = shown[WallKind.SHEET_SAID]
    assert isinstance(talked, SheetSayings)
    assert talked.groups[0].sayings[0].text == "At det tar tid."


def test_own_signs_meet_on_one_wall() -> None:
    table = [Respondent(Who.TABLE, number) for number in (1, 2)]
    answers = [
        said(table[0], "own-1", "ok", text="Vi ringer først"),
        said(table[1], "own-3", "change", text="vi ringer først"),
        said(HALL, SHOWN, ticked=True),
    ]  # fmt: skip
    wall = walls(answers)[WallKind.SHEET_OWN]
    assert isinstance(wall, SheetSayings)
    (only,) = wall.groups[0].sayings
    assert only.text == "Vi ringer først"
    assert only.note == "2 bord · 1 × tilfredsstillende · 1 × må endres"


def test_the_change_is_told_in_words_and_the_largest_is_first() -> None:
    before, now = answered(*["rygg"] * 6), [*answered(*["gygg"] * 6), said(HALL, SHOWN, ticked=True)]
    wall = walls(now, before)[WallKind.SHEET_CHANGE]
    assert isinstance(wall, SheetChanges)
    first = wall.rows[0]
    assert (first.before, first.now, first.direction) == (0.0, 1.0, Direction.BETTER)
    assert first.note == "bedre enn sist"
    assert wall.before_name == "24. november 2025"


def test_a_change_that_may_not_be_told_has_no_place_on_the_line() -> None:
    stands = light(SHEET, [*answered(*["gygg"] * 6), said(HALL, SHOWN, ticked=True)])
    picture = LightPicture(stands, (SignChange("Hilser", None),), "Øst", date(2025, 11, 24))
    wall = next(w for w in all_walls("use", SHEET, SheetState(light=picture)) if isinstance(w, SheetChanges))
    assert wall.title == "Endret siden sist: Øst"
    assert (wall.rows[0].before, wall.rows[0].now, wall.rows[0].direction) == (None, None, None)
